//! Files that harm their reader: in a child process each costs itself alone.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiedu::import::{Format, ImportError, import};
use jiedu::worker::isolation::{Importers, Limits, ReadError};

use crate::formats::testdata;

/// Children of the program itself, never of the test harness.
fn importers(limits: Limits) -> Importers {
    Importers::new(PathBuf::from(env!("CARGO_BIN_EXE_jiedu")), limits)
}

fn always() -> bool {
    true
}

#[test]
fn a_child_gives_what_the_importer_gives() {
    let importers = importers(Limits::default());
    for name in ["own__gw.docx", "own__gw.doc", "own__gw.pdf", "own__gw.html", "ofdrw__hello.ofd", "own__wusong.gb18030.txt"] {
        let bytes = testdata(name);
        let here = import(name, &bytes);
        let there = importers.import(name, bytes, &always);
        match (here, there) {
            (Ok(here), Ok(there)) => assert!(here == there, "{name}"),
            (Err(here), Err(ReadError::Import(there))) => assert_eq!(here, there, "{name}"),
            (here, there) => panic!("{name}: {:?} here, {:?} there", here.map(|i| i.format), there.map(|i| i.format)),
        }
    }
}

#[test]
fn what_the_importer_refuses_is_told_in_its_own_words() {
    let importers = importers(Limits::default());
    let error = importers.import("a.doc", testdata("poi__PasswordProtected.doc"), &always).expect_err("encrypted");
    assert!(matches!(error, ReadError::Import(ImportError::Encrypted(Format::Doc))), "{error}");
}

/// A program that takes a file and never answers.
#[cfg(unix)]
fn script(body: &str) -> (tempfile::TempDir, PathBuf) {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("importer");
    let mut file = std::fs::File::create(&path).expect("script");
    writeln!(file, "#!/bin/sh\n{body}").expect("write");
    drop(file);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("executable");
    (folder, path)
}

#[cfg(unix)]
#[test]
fn a_child_that_never_answers_is_ended_in_time() {
    let (_folder, program) = script("exec sleep 600");
    let importers = Importers::new(program, Limits { time: Duration::from_millis(300), ..Limits::default() });
    let begun = Instant::now();
    let error = importers.import("a.pdf", b"%PDF-1.4".to_vec(), &always).expect_err("no answer");
    assert!(matches!(error, ReadError::TimedOut(_)), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[cfg(unix)]
#[test]
fn a_child_that_dies_costs_its_file_and_the_next_one_gets_another() {
    let flag = tempfile::tempdir().expect("folder");
    let mark = flag.path().join("died");
    let (_folder, program) = script(&format!(
        "if [ -e {mark} ]; then exec {jiedu} \"$@\"; fi\ntouch {mark}\nexit 3",
        mark = mark.display(),
        jiedu = env!("CARGO_BIN_EXE_jiedu")
    ));
    let importers = Importers::new(program, Limits::default());
    let file = || testdata("poi__PasswordProtected.doc");
    assert!(matches!(importers.import("a.doc", file(), &always), Err(ReadError::Crashed)));
    assert!(matches!(importers.import("a.doc", file(), &always), Err(ReadError::Import(_))));
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_that_eats_memory_is_ended() {
    let (_folder, program) = script("x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done");
    let importers = Importers::new(program, Limits { memory: 64 * 1024 * 1024, ..Limits::default() });
    let error = importers.import("a.pdf", b"%PDF-1.4".to_vec(), &always).expect_err("too much");
    assert!(matches!(error, ReadError::OutOfMemory(_)), "{error}");
}

#[cfg(unix)]
#[test]
fn an_import_that_nobody_wants_any_more_ends() {
    let (_folder, program) = script("exec sleep 600");
    let importers = Importers::new(program, Limits::default());
    let wanted = AtomicBool::new(true);
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| importers.import("a.pdf", b"%PDF-1.4".to_vec(), &|| wanted.load(Ordering::Relaxed)));
        std::thread::sleep(Duration::from_millis(200));
        wanted.store(false, Ordering::Relaxed);
        let result = waiting.join().expect("no panic");
        assert!(matches!(result, Err(ReadError::Cancelled)));
    });
}

#[test]
fn a_program_that_is_not_there_is_told() {
    let importers = Importers::new(PathBuf::from("/nowhere/jiedu"), Limits::default());
    let error = importers.import("a.pdf", b"%PDF-1.4".to_vec(), &always).expect_err("no program");
    assert!(matches!(error, ReadError::NoProcess(_)), "{error}");
    // Plain text needs none.
    assert!(importers.import("a.txt", "一、总则".into(), &always).is_ok());
}
