//! Recovery states that nobody will want any more.
//!
//! In: the recovery folder and what the clock says. Out: the folder without them. What a window holds stays, and so does unsaved work that is
//! young or among the newest: this is to keep a folder from growing for ever, not to decide what a user still needs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::file::Workspace;
use super::lock::{Lock, Locked};
use super::recovery::MAX_LISTED;
use super::store::load_workspace;
use super::work::Work;

/// A state that is younger is never taken away for its age.
const KEPT_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Takes away the states that nobody will want any more, as the clock stands at `now`; how many.
///
/// Those that hold nothing that was not saved go at once where they belong to no file, else when they are old (30 days) or not among the
/// newest; they only tell where the user was reading. Unsaved work goes only when it is both. A state that a window holds is never touched.
pub fn prune_recovery(folder: &Path, now: SystemTime) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let mut states: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_string_lossy().into_owned();
            (name.ends_with(".jiedu") && !name.starts_with('.')).then_some((fs::metadata(&path).ok()?.modified().ok()?, path))
        })
        .collect();
    states.sort_by(|a, b| b.cmp(a));
    let mut pruned = 0;
    for (place, (kept, path)) in states.iter().enumerate() {
        // Held first, then judged: what another window writes last before it lets go is what counts.
        let Locked::Ours(_held) = Lock::take(path) else { continue };
        // A clock that was put back makes nothing old.
        let is_old = now.duration_since(*kept).is_ok_and(|age| age > KEPT_FOR);
        let is_further = place >= MAX_LISTED;
        let goes = match holds(path) {
            Holds::Unsaved => is_old && is_further,
            Holds::Places => is_old || is_further,
            Holds::Nothing => true,
            Holds::Unreadable => is_old,
        };
        if goes {
            // One that cannot be removed is looked at again at the next start.
            pruned += usize::from(fs::remove_file(path).is_ok());
        }
    }
    pruned
}

/// What a state is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Work that no file has.
    Unsaved,
    /// Where the user was reading in a workspace that is saved.
    Places,
    /// Documents that were only looked at.
    Nothing,
    /// It cannot be read.
    Unreadable,
}

fn holds(path: &Path) -> Holds {
    let Some(state) = fs::read(path).ok().and_then(|bytes| Workspace::parse(&bytes).ok()) else { return Holds::Unreadable };
    match state.recovery.as_ref().and_then(|note| note.of.as_ref()) {
        None if state.work == Work::default() => Holds::Nothing,
        None => Holds::Unsaved,
        // A file that cannot be read now (a stick that is not in) may not have it.
        Some(of) => match load_workspace(Path::new(of)) {
            Ok(saved) if saved.workspace.content() == state.content() => Holds::Places,
            _ => Holds::Unsaved,
        },
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::{KEPT_FOR, prune_recovery};
    use crate::compare::Decision;
    use crate::workspace::lock::Locked;
    use crate::workspace::recovery::{MAX_LISTED, hold_recovery, keep_recovery, recovery_file};
    use crate::workspace::{RecoveryNote, Workspace, WorkspaceDocument};

    fn state(name: &str) -> Workspace {
        let documents = vec![WorkspaceDocument { name: name.to_owned(), ..Default::default() }];
        let mut out = Workspace { documents, ..Workspace::default() };
        out.work.decisions.push(Decision::Accept { initiative: name.to_owned() });
        out
    }

    /// Keeps a state as if it had been kept so long before the clock's `now`.
    fn keep_at(folder: &Path, id: &str, state: &Workspace, of: Option<&Path>, at: SystemTime) {
        let note = RecoveryNote { of: of.map(|p| p.to_string_lossy().into_owned()), base: None };
        keep_recovery(folder, id, state, note).expect("kept");
        let file = std::fs::File::options().write(true).open(recovery_file(folder, id)).expect("there");
        file.set_modified(at).expect("set");
    }

    #[test]
    fn what_nobody_will_want_goes_and_unsaved_work_stays() {
        let home = tempfile::tempdir().expect("folder");
        let folder = home.path().join("recovery");
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000);
        let day = Duration::from_secs(24 * 60 * 60);
        let (young, old) = (now - day, now - KEPT_FOR - day);
        let looked_at = Workspace { work: crate::workspace::Work::default(), ..state("a.txt") };
        let saved = home.path().join("比较.jiedu");
        std::fs::write(&saved, state("b.txt").to_bytes().expect("bytes")).expect("written");
        keep_at(&folder, "looked-at", &looked_at, None, young);
        keep_at(&folder, "unsaved", &state("a.txt"), None, old);
        keep_at(&folder, "same-young", &state("b.txt"), Some(&saved), young);
        keep_at(&folder, "same-old", &state("b.txt"), Some(&saved), old);
        keep_at(&folder, "changed-old", &state("c.txt"), Some(&saved), old);
        keep_at(&folder, "stick-out", &state("d.txt"), Some(Path::new("/没有/比较.jiedu")), old);
        keep_at(&folder, "held", &looked_at, None, young);
        std::fs::write(folder.join("cut.jiedu"), "{").expect("written");
        std::fs::File::options().write(true).open(folder.join("cut.jiedu")).expect("there").set_modified(young).expect("set");
        std::fs::write(folder.join("别的.txt"), "x").expect("written");
        let held = hold_recovery(&folder, "held");
        assert!(matches!(held, Locked::Ours(_)));
        assert_eq!(prune_recovery(&folder, now), 2, "looked-at and same-old");
        let there = |id: &str| recovery_file(&folder, id).exists();
        assert!(!there("looked-at") && !there("same-old"));
        for id in ["unsaved", "same-young", "changed-old", "stick-out", "held", "cut"] {
            assert!(there(id), "{id}");
        }
        drop(held);
        assert_eq!(prune_recovery(&folder, now), 1, "the window that held it is gone");
        assert!(folder.join("别的.txt").exists() && !there("held"));
    }

    #[test]
    fn of_many_unsaved_states_only_old_ones_beyond_the_newest_go() {
        let folder = tempfile::tempdir().expect("folder");
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000);
        for k in 0..MAX_LISTED + 5 {
            // The newest first; the last five are older than is kept.
            let age = if k < MAX_LISTED + 2 { Duration::from_secs(60 * k as u64) } else { KEPT_FOR * 2 };
            keep_at(folder.path(), &format!("state-{k:02}"), &state("a.txt"), None, now - age);
        }
        assert_eq!(prune_recovery(folder.path(), now), 3);
        assert!(recovery_file(folder.path(), "state-21").exists(), "beyond the newest, and young");
        assert_eq!(prune_recovery(folder.path(), now - KEPT_FOR * 4), 0, "a clock that was put back makes nothing old");
    }
}
