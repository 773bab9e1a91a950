//! A disk that is full, and one that may only be read: the file there stays as it was, what to do is said, and the work is still there.
//!
//! Both are real: a small disk in memory, mounted where only the process of the test sees it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use egui::Key;
use jiedu::compare::Decision;
use jiedu::initiative::Category;
use jiedu::ui::{Command, DecidingCommand, DecisionScope, Startup, WorkCommand};
use jiedu::workspace::{load_recovery, load_session, load_workspace, recovery_folder, recovery_id};

use crate::support::{OFFICE, Window, startup};
use crate::workspace::{WIDE, decide, files, offer, refuse, save_to, title, two_plans, window};

/// Names the small disk, for the process that has it.
const DISK: &str = "JIEDU_TEST_DISK";
/// Set where the system lets nobody mount a disk.
const WITHOUT: &str = "JIEDU_TESTS_WITHOUT_DISKS";

/// Runs one of the tests below in a process that has a small disk.
fn with_a_small_disk(test: &str) {
    if std::env::var_os(WITHOUT).is_some() {
        eprintln!("left out, as {WITHOUT} says: {test}");
        return;
    }
    let at = tempfile::tempdir().unwrap();
    let script = r#"mount -t tmpfs -o size=768k tmpfs "$JIEDU_TEST_DISK" || exit 77
        exec "$0" --exact "$1" --ignored --nocapture"#;
    let ran = Process::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script])
        .arg(std::env::current_exe().unwrap())
        .arg(format!("disk::{test}"))
        .env(DISK, at.path())
        .output()
        .unwrap_or_else(|error| panic!("no unshare here ({error}); {WITHOUT}=1 leaves this test out"));
    let said = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    let mounted = ran.status.code() != Some(77) && !said.starts_with("unshare:");
    assert!(mounted, "this system lets nobody mount a disk, so nothing was tested; {WITHOUT}=1 leaves this test out: {said}");
    assert!(ran.status.success() && said.contains("1 passed"), "{said}");
}

fn disk() -> PathBuf {
    PathBuf::from(std::env::var_os(DISK).expect("started by the test below"))
}

/// Fills the disk to its last byte.
fn fill(disk: &Path) -> PathBuf {
    let path = disk.join("filler");
    let mut file = fs::File::create(&path).unwrap();
    for size in [65_536, 4096, 512, 1] {
        while file.write_all(&vec![b'x'; size]).is_ok() {}
    }
    path
}

/// Mounts the disk over itself so that it may only be read: files that are open in it stay open.
fn protect(disk: &Path) {
    for arguments in [["--bind", ""], ["-o", "remount,bind,ro"]] {
        let mut mount = Process::new("mount");
        mount.args(arguments.iter().filter(|a| !a.is_empty()));
        if arguments[0] == "--bind" {
            mount.arg(disk);
        }
        assert!(mount.arg(disk).status().unwrap().success());
    }
}

fn litter(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(".new")).collect()
}

fn has_all(text: &str, parts: &[&str]) -> bool {
    parts.iter().all(|part| text.contains(part))
}

#[test]
fn a_workspace_on_a_full_or_protected_disk_stays_and_the_work_too() {
    with_a_small_disk("saves_a_workspace");
}

#[test]
fn settings_lexicon_and_recovery_on_a_full_disk_stay_as_they_were() {
    with_a_small_disk("keeps_settings");
}

/// Not a test by itself: runs on the small disk.
#[test]
#[ignore = "started by a test above"]
fn saves_a_workspace() {
    let disk = disk();
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let mut window = window(&config, files(&at));
    decide(&mut window, refuse(WIDE));
    let path = disk.join("比较.jiedu");
    save_to(&mut window, &path);
    assert_eq!(title(&window), "比较 — 街读");
    let saved = fs::read(&path).unwrap();
    let states = recovery_folder(&config.path().join("session.json"));
    let check = |window: &Window, advice: &str| {
        assert!(has_all(&offer(window), &["没有保存", advice, "改动仍在窗口里"]), "{}", offer(window));
        assert_eq!(title(window), "● 比较 — 街读");
        assert!(fs::read(&path).unwrap() == saved, "the file is as it was");
        assert_eq!(litter(&disk), Vec::<String>::new());
        let kept = load_recovery(&states, &recovery_id(&path)).expect("kept for recovery");
        assert_eq!(kept.work, *window.state().work.now());
    };
    decide(&mut window, refuse("垃圾分类"));
    let filler = fill(&disk);
    window.ctrl(Key::S);
    check(&window, "磁盘空间不足；请清理");
    protect(&disk);
    window.ctrl(Key::S);
    check(&window, "没有写入权限；请换一个文件夹");
    assert!(Process::new("umount").arg(&disk).status().unwrap().success());
    fs::remove_file(filler).unwrap();
    window.ctrl(Key::S);
    assert_eq!((title(&window).as_str(), offer(&window).as_str()), ("比较 — 街读", ""));
    assert_eq!(load_workspace(&path).unwrap().workspace.work.decisions.len(), 2);
}

fn learn(window: &mut Window, name: &str) {
    let decision = Decision::Define { name: name.to_owned(), category: Category::Law, forms: Vec::new() };
    window.command(Command::Deciding(DecidingCommand::Scope(DecisionScope::Lexicon)));
    window.command(Command::Deciding(DecidingCommand::Decide(decision)));
}

fn said(window: &Window) -> String {
    window.state().notice.clone().unwrap_or_default()
}

/// Not a test by itself: runs on the small disk.
#[test]
#[ignore = "started by a test above"]
fn keeps_settings() {
    let (disk, at) = (disk(), two_plans());
    let session = disk.join("session.json");
    let start = Startup { paths: files(&at), session_file: Some(session.clone()), ..startup() };
    let mut window = Window::start(OFFICE, start);
    decide(&mut window, refuse(WIDE));
    learn(&mut window, "第一件事项");
    let states = recovery_folder(&session);
    let kept = || fs::read_dir(&states).unwrap().map(|e| e.unwrap().path()).find(|p| p.extension().is_some_and(|e| e == "jiedu")).unwrap();
    let state = kept();
    let before = [&session, &disk.join("lexicon.toml"), &state].map(|path| (path.clone(), fs::read(path).unwrap()));
    let filler = fill(&disk);
    learn(&mut window, "第二件事项");
    assert!(has_all(&said(&window), &["我的词表没有存上", "磁盘空间不足；请清理"]), "{}", said(&window));
    window.command(Command::Deciding(DecidingCommand::Scope(DecisionScope::Workspace)));
    window.command(Command::DismissNotice);
    decide(&mut window, refuse("垃圾分类"));
    window.command(Command::Theme(jiedu::ui::ThemeChoice::Dark));
    assert!(has_all(&said(&window), &["没能留在恢复区", "请尽快保存", "设置和打开的文件没有存下", "磁盘空间不足"]), "{}", said(&window));
    for (path, bytes) in &before {
        assert!(fs::read(path).unwrap() == *bytes, "{} is as it was", path.display());
    }
    assert!(litter(&disk).is_empty() && litter(&states).is_empty());
    assert!(title(&window).starts_with('●'));
    let undone = window.state().work.undoable().map(str::to_owned);
    assert!(undone.is_some_and(|what| what.contains("垃圾分类")), "what was not taken by the disk is no step to undo");
    fs::remove_file(filler).unwrap();
    window.command(Command::Work(WorkCommand::Decide(refuse("老旧小区改造"))));
    assert_eq!(load_session(&session).expect("a session").theme, jiedu::ui::ThemeChoice::Dark);
    let state = jiedu::workspace::Workspace::parse(&fs::read(state).unwrap()).unwrap();
    assert_eq!(state.work, *window.state().work.now());
}
