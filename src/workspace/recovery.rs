//! The recovery folder: the unsaved state of each window, so that a kill at any moment costs two seconds at most.
//!
//! In: the state of a window under an id. Out: one `.jiedu` file per id, which the next start opens as if nothing had happened. A named
//! workspace always has the same id, work that was never saved one of its own. A window holds a lock on its id, so that two windows never
//! write one file and the next start knows which states belong to nobody.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::file::{RecoveryNote, Workspace};
use super::lock::{Lock, Locked};
use super::save::write_file;
use super::store::{SaveError, digest};
use super::work::Work;

/// Digits of an id.
const ID_LEN: usize = 16;
/// So many states are listed, the newest first.
pub(super) const MAX_LISTED: usize = 20;

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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{forget_recovery, hold_recovery, keep_recovery, load_recovery, new_recovery_id, recoverable, recovery_file, recovery_id};
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
}
