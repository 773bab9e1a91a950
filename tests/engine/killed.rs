//! A process that is killed while it saves: the file is the old or the new one, never half of either.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiedu::compare::Decision;
use jiedu::workspace::{SaveOptions, Workspace, load_workspace, save_workspace, sweep};

/// Names the file to save to, for the process that is killed.
const FILE: &str = "JIEDU_TEST_SAVES_TO";
/// From which number it counts.
const FIRST: &str = "JIEDU_TEST_COUNTS_FROM";
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
    let first = std::env::var(FIRST).ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    for number in first.. {
        save_workspace(&path, &workspace(number), &SaveOptions::default()).expect("saved");
    }
}

#[test]
fn a_killed_save_leaves_the_old_or_the_new_file() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("比较.jiedu");
    let mut before = None;
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "killed::saves_until_killed", "--ignored"])
            .env(FILE, &path)
            .env(FIRST, (round * 100_000).to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process");
        let started = Instant::now();
        while !path.exists() || number(&path) == before {
            assert!(started.elapsed() < Duration::from_secs(60), "nothing is saved");
            std::thread::sleep(Duration::from_millis(1));
        }
        // It saves again and again now; it is killed at another moment of a save each time.
        std::thread::sleep(Duration::from_micros(round * 1_370));
        child.kill().expect("killed");
        child.wait().expect("ended");
        before = number(&path);
    }
    sweep(&path);
    assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1, "nothing else stays");
}

/// What the file says, all parts of it the same.
fn number(path: &Path) -> Option<Decision> {
    let there = load_workspace(path).expect("a whole file").workspace;
    let first = there.work.decisions.first().cloned();
    assert_eq!(there.work.decisions.len(), 2000);
    assert!(there.work.decisions.iter().all(|d| Some(d) == first.as_ref()), "half of one and half of another");
    first
}
