//! The recovery folder: the unsaved state of each window, so that a kill at any moment costs two seconds at most.
//!
//! In: the state of a window under an id. Out: one `.jiedu` file per id, which the next start opens as if nothing had happened. A named
//! workspace always has the same id, work that was never saved one of its own. A window holds a lock on its id, so that two windows never
//! write one file and the next start knows which states belong to nobody.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::file::{RecoveryNote, Workspace};
use super::lock::{Lock, Locked};
use super::save::write_file;
use super::store::{SaveError, digest, load_workspace};
use super::work::Work;

/// Digits of an id.
const ID_LEN: usize = 16;
/// So many states are listed, the newest first.
const MAX_LISTED: usize = 20;
/// A state that is younger is never taken away for its age.
const KEPT_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A state that can be opened again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recoverable {
    /// Its id.
    pub id: String,
    /// The workspace file that it is of; `None` for work that was never saved.
    pub of: Option<PathBuf>,
    /// When it was kept.
    pub kept: SystemTime,
    /// Names of its documents.
    pub documents: Vec<String>,
    /// Number of decisions, notes and pins.
    pub additions: usize,
}

/// Where states are kept, beside the session file.
#[must_use]
pub fn recovery_folder(session_file: &Path) -> PathBuf {
    session_file.with_file_name("recovery")
}

/// The id of a workspace file's unsaved state.
#[must_use]
pub fn recovery_id(workspace: &Path) -> String {
    let path = fs::canonicalize(workspace).unwrap_or_else(|_| workspace.to_owned());
    digest(path.to_string_lossy().as_bytes())[..ID_LEN].to_owned()
}

/// An id that nothing has: for work that was never saved.
#[must_use]
pub fn new_recovery_id() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
    // Two windows of one program at one moment are told apart by where a value of theirs lies.
    let own = Box::new(0_u8);
    let seed = format!("{}-{now}-{:p}", std::process::id(), &raw const *own);
    format!("new-{}", &digest(seed.as_bytes())[..ID_LEN])
}

/// The file of a state.
#[must_use]
pub fn recovery_file(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.jiedu"))
}

/// Makes a state this window's.
#[must_use]
pub fn hold_recovery(folder: &Path, id: &str) -> Locked {
    if fs::create_dir_all(folder).is_err() {
        return Locked::Impossible;
    }
    Lock::take(&recovery_file(folder, id))
}

/// Keeps a state.
///
/// # Errors
/// Where the disk does not take it.
pub fn keep_recovery(folder: &Path, id: &str, workspace: &Workspace, note: RecoveryNote) -> Result<(), SaveError> {
    fs::create_dir_all(folder).map_err(super::save::WriteError::from)?;
    let kept = Workspace { recovery: Some(note), ..workspace.clone() };
    Ok(write_file(&recovery_file(folder, id), &kept.to_bytes()?)?)
}

/// Takes a state away: it is saved, or there is nothing in it.
pub fn forget_recovery(folder: &Path, id: &str) {
    // One that cannot be removed is found again at the next start and is the same as what was saved.
    let _ = fs::remove_file(recovery_file(folder, id));
}

/// A state, where there is one that can be read.
#[must_use]
pub fn load_recovery(folder: &Path, id: &str) -> Option<Workspace> {
    Workspace::parse(&fs::read(recovery_file(folder, id)).ok()?).ok()
}

/// The states that no window holds, the newest first.
#[must_use]
pub fn recoverable(folder: &Path) -> Vec<Recoverable> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut out: Vec<Recoverable> = entries.filter_map(|entry| recoverable_file(folder, &entry.ok()?.path())).collect();
    out.sort_by(|a, b| b.kept.cmp(&a.kept).then_with(|| a.id.cmp(&b.id)));
    out.truncate(MAX_LISTED);
    out
}

fn recoverable_file(folder: &Path, path: &Path) -> Option<Recoverable> {
    let name = path.file_name()?.to_string_lossy();
    let id = name.strip_suffix(".jiedu").filter(|id| !id.starts_with('.'))?;
    let kept = fs::metadata(path).and_then(|m| m.modified()).ok()?;
    let workspace = load_recovery(folder, id)?;
    if matches!(Lock::take(path), Locked::Others) {
        return None;
    }
    let work = &workspace.work;
    if workspace.recovery.as_ref().is_none_or(|note| note.of.is_none()) && *work == Work::default() {
        // Documents that were only looked at.
        return None;
    }
    Some(Recoverable {
        id: id.to_owned(),
        of: workspace.recovery.as_ref().and_then(|note| note.of.clone()).map(PathBuf::from),
        kept,
        documents: workspace.documents.iter().map(|d| d.name.clone()).collect(),
        additions: work.decisions.len() + work.notes.len() + work.pins.len(),
    })
}

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
        // A clock that was put back makes nothing old.
        let is_old = now.duration_since(*kept).is_ok_and(|age| age > KEPT_FOR);
        let is_further = place >= MAX_LISTED;
        let goes = match holds(path) {
            Holds::Unsaved => is_old && is_further,
            Holds::Places => is_old || is_further,
            Holds::Nothing => true,
            Holds::Unreadable => is_old,
        };
        if goes && let Locked::Ours(_held) = Lock::take(path) {
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

    use super::{
        KEPT_FOR, MAX_LISTED, forget_recovery, hold_recovery, keep_recovery, load_recovery, new_recovery_id, prune_recovery, recoverable,
        recovery_file, recovery_id,
    };
    use crate::workspace::lock::Locked;
    use crate::workspace::{RecoveryNote, Workspace, WorkspaceDocument};

    fn state(name: &str) -> Workspace {
        let mut out =
            Workspace { documents: vec![WorkspaceDocument { name: name.to_owned(), ..Default::default() }], ..Workspace::default() };
        out.work.decisions.push(crate::compare::Decision::Accept { initiative: name.to_owned() });
        out
    }

    #[test]
    fn states_are_kept_listed_and_forgotten() {
        let folder = tempfile::tempdir().expect("folder");
        let folder = folder.path().join("recovery");
        assert!(recoverable(&folder).is_empty());
        let (a, b) = (new_recovery_id(), recovery_id(Path::new("/家/比较.jiedu")));
        assert_ne!(a, new_recovery_id());
        assert_eq!(b, recovery_id(Path::new("/家/比较.jiedu")));
        keep_recovery(&folder, &a, &state("a.txt"), RecoveryNote::default()).expect("kept");
        keep_recovery(&folder, &b, &state("b.txt"), RecoveryNote { of: Some("/家/比较.jiedu".to_owned()), base: None }).expect("kept");
        let listed = recoverable(&folder);
        assert_eq!(listed.len(), 2);
        let named = listed.iter().find(|r| r.id == b).expect("there");
        assert_eq!((named.of.as_deref(), named.documents.as_slice()), (Some(Path::new("/家/比较.jiedu")), ["b.txt".to_owned()].as_slice()));
        let held = hold_recovery(&folder, &a);
        assert!(matches!(held, Locked::Ours(_)));
        assert_eq!(recoverable(&folder).len(), 1, "a window has the other one");
        drop(held);
        forget_recovery(&folder, &a);
        assert!(load_recovery(&folder, &a).is_none() && load_recovery(&folder, &b).is_some());
        std::fs::write(recovery_file(&folder, "x"), "{").expect("written");
        assert_eq!(recoverable(&folder).len(), 1, "what cannot be read is not offered");
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
