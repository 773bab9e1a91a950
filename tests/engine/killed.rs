//! A process that is killed while it saves: the file is the old or the new one, never half of either.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiedu::compare::Decision;
use jiedu::workspace::{SaveOptions, Workspace, load_workspace, save_workspace, sweep};

/// Names the file to save to, for the process that is killed.
const FILE: &str = "JIEDU_TEST_SAVES_TO";
/// So often a process is killed.
const ROUNDS: u64 = 30;

/// A workspace whose parts all say the same number: half of one and half of another would not.
fn workspace(number: usize) -> Workspace {
    let mut out = Workspace::default();
    out.work.decisions = (0..2000).map(|_| Decision::Accept { initiative: format!("第{number}次") }).collect();
    out
}

/// Not a test: what the killed process does.
#[test]
#[ignore = "runs until it is killed; started by the test below"]
fn saves_until_killed() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else { return };
    for number in 0.. {
        save_workspace(&path, &workspace(number), &SaveOptions::default()).expect("saved");
    }
}

#[test]
fn a_killed_save_leaves_the_old_or_the_new_file() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("比较.jiedu");
    let mut different = std::collections::BTreeSet::new();
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "killed::saves_until_killed", "--ignored"])
            .env(FILE, &path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process");
        let started = Instant::now();
        while !path.exists() {
            assert!(started.elapsed() < Duration::from_secs(30), "nothing is saved");
            std::thread::sleep(Duration::from_millis(1));
        }
        // At another moment of the save each time.
        std::thread::sleep(Duration::from_micros(40_000 + round * 1_370));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let there = load_workspace(&path).expect("a whole file").workspace;
        let first = there.work.decisions.first().cloned().expect("decisions");
        assert_eq!(there.work.decisions.len(), 2000);
        assert!(there.work.decisions.iter().all(|d| *d == first), "half of one and half of another");
        different.insert(format!("{first:?}"));
    }
    assert!(different.len() > 3, "the processes did save: {different:?}");
    sweep(&path);
    assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1, "nothing else stays");
}
