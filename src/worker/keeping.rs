//! Workspaces kept on the disk: loaded, saved, kept for recovery; files that change under the window noticed.
//!
//! In: [`KeepJob`]s. Out: [`KeepEvent`]s. A lane of its own, so that a save never waits for a file that is being read, with the locks that this
//! window holds. Of several states to keep that wait, only the newest is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::SystemTime;

use super::{Event, Job, Shared, Ticket};
use crate::structure::Document;
use crate::workspace::{
    FileError, Found, Lock, Locked, Recoverable, RecoveryNote, SaveError, SaveOptions, Work, Workspace, WorkspaceError, backup_path,
    file_digest, find_documents, forget_recovery, hold_recovery, keep_recovery, load_recovery, load_workspace, prune_recovery, recoverable,
    recovery_file, recovery_id, save_workspace, sweep,
};

/// Something to do with workspaces.
pub enum KeepJob {
    /// Open a workspace file, or its unsaved state where there is one.
    Load {
        /// Comes back with the event.
        ticket: Ticket,
        /// The file.
        path: PathBuf,
        /// Where unsaved states are.
        recovery: Option<PathBuf>,
        /// What to read: the file with its unsaved state, or another.
        version: Version,
    },
    /// Open an unsaved state.
    Recover {
        /// Comes back with the event.
        ticket: Ticket,
        /// Where unsaved states are.
        folder: PathBuf,
        /// Its id.
        id: String,
    },
    /// Save to a workspace file.
    Save {
        /// Comes back with the event.
        ticket: Ticket,
        /// The file.
        path: PathBuf,
        /// What.
        workspace: Box<Workspace>,
        /// How.
        options: SaveOptions,
        /// The unsaved state that is saved with it and not needed any more: its folder and id.
        recovery: Option<(PathBuf, String)>,
    },
    /// Keep an unsaved state, or take it away where there is nothing in it.
    Keep {
        /// Where.
        folder: PathBuf,
        /// Its id.
        id: String,
        /// What; `None` takes it away.
        state: Option<(Box<Workspace>, RecoveryNote)>,
    },
    /// Which unsaved states belong to no window; those that nobody will want any more are taken away.
    List {
        /// Where they are.
        folder: PathBuf,
    },
    /// Let go of the workspace file and the state that this window holds.
    LetGo,
    /// Whether files on the disk still are what was read from them.
    Look {
        /// The files and the SHA-256 of what was read.
        files: Vec<(PathBuf, String)>,
    },
    /// How many of the user's additions stand nowhere any more.
    Check {
        /// What the user added.
        work: Box<Work>,
        /// What is open.
        documents: Vec<Arc<Document>>,
    },
    /// Answer when all before is done.
    Done(mpsc::Sender<()>),
}

/// Which of a workspace's versions is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// The unsaved state where there is one, else the file.
    Newest,
    /// The file.
    Saved,
    /// The version before, from this file.
    Backup(PathBuf),
}

/// Something that was done with workspaces.
#[derive(Debug)]
pub enum KeepEvent {
    /// A workspace, or why there is none.
    Loaded {
        /// Of the request.
        ticket: Ticket,
        /// The file, or `None` for work that was never saved.
        path: Option<PathBuf>,
        /// What came of it.
        result: Result<Box<Opened>, LoadFailure>,
    },
    /// A save.
    Saved {
        /// Of the request.
        ticket: Ticket,
        /// The file.
        path: PathBuf,
        /// SHA-256 of what was written.
        result: Result<String, SaveError>,
        /// Another window has the file now.
        is_others: bool,
        /// The id under which the file's unsaved state is kept.
        recovery: String,
    },
    /// A state that could not be kept.
    NotKept(SaveError),
    /// The unsaved states that belong to no window.
    Recoverable(Vec<Recoverable>),
    /// Files that are not what was read from them any more.
    Changed(Vec<FileChange>),
    /// So many of the user's additions stand nowhere any more.
    Unplaced(usize),
}

/// A workspace that was opened.
#[derive(Debug)]
pub struct Opened {
    /// What it holds.
    pub workspace: Workspace,
    /// Where each of its documents lies now.
    pub found: Vec<Found>,
    /// Whether this is an unsaved state.
    pub recovered: bool,
    /// What the file itself holds, where this is its unsaved state and it can be read.
    pub saved: Option<Box<Workspace>>,
    /// SHA-256 of the file's bytes.
    pub sha256: Option<String>,
    /// Why it may only be read.
    pub read_only: Option<ReadOnly>,
    /// The id under which its unsaved state is kept.
    pub recovery: Option<String>,
}

/// Why a workspace may only be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another window has it.
    Others,
    /// The system says so.
    Protected,
}

/// Why there is no workspace, and what else there is.
#[derive(Debug)]
pub struct LoadFailure {
    /// What is wrong and what to do.
    pub error: WorkspaceError,
    /// An unsaved state of it, by its id.
    pub recovery: Option<String>,
    /// The version before.
    pub backup: Option<PathBuf>,
}

/// A file that is not what was read from it any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file.
    pub path: PathBuf,
    /// It is not there any more.
    pub gone: bool,
}

/// What the lane keeps from job to job.
#[derive(Default)]
struct Keeper {
    /// The workspace file that this window has.
    file: Option<(PathBuf, Lock)>,
    /// The unsaved state that this window has.
    state: Option<(String, Lock)>,
    /// Files by when they were found to be what was read from them: looked into again only when the disk says that they were written.
    looked: BTreeMap<PathBuf, Looked>,
}

struct Looked {
    stamp: (Option<SystemTime>, u64),
    sha256: String,
}

/// Takes jobs until the handle is dropped.
pub fn run_lane(jobs: &mpsc::Receiver<Job>, events: &mpsc::Sender<Event>, shared: &Shared) {
    let mut keeper = Keeper::default();
    while let Ok(first) = jobs.recv() {
        let mut waiting = vec![first];
        waiting.extend(jobs.try_iter());
        let count = waiting.len();
        for job in newest_states(waiting) {
            if let Some(event) = keeper.run(job) {
                // A handle that is gone wants no events.
                let _ = events.send(Event::Kept(event));
            }
        }
        shared.pending.fetch_sub(count, std::sync::atomic::Ordering::Relaxed);
        shared.waker.wake_by_ref();
    }
}

/// Of states with one id that wait, the newest.
fn newest_states(jobs: Vec<Job>) -> Vec<KeepJob> {
    let mut out: Vec<KeepJob> = Vec::new();
    for job in jobs {
        let Job::Keep(job) = job else { continue };
        let replaces = |before: &KeepJob| match (before, &job) {
            (KeepJob::Keep { id: a, .. }, KeepJob::Keep { id: b, .. }) => a == b,
            _ => false,
        };
        if out.last().is_some_and(replaces) {
            out.pop();
        }
        out.push(job);
    }
    out
}

impl Keeper {
    fn run(&mut self, job: KeepJob) -> Option<KeepEvent> {
        match job {
            KeepJob::Load { ticket, path, recovery, version } => {
                let result = self.load(&path, recovery.as_deref(), &version);
                Some(KeepEvent::Loaded { ticket, path: Some(path), result })
            }
            KeepJob::Recover { ticket, folder, id } => Some(self.recover(ticket, &folder, &id)),
            KeepJob::Save { ticket, path, workspace, options, recovery } => Some(self.save(ticket, path, &workspace, &options, recovery)),
            KeepJob::Keep { folder, id, state } => self.keep(&folder, &id, state),
            KeepJob::List { folder } => {
                prune_recovery(&folder, SystemTime::now());
                Some(KeepEvent::Recoverable(recoverable(&folder)))
            }
            KeepJob::LetGo => {
                (self.file, self.state) = (None, None);
                None
            }
            KeepJob::Look { files } => Some(KeepEvent::Changed(self.look(files))),
            KeepJob::Check { work, documents } => Some(KeepEvent::Unplaced(work.unplaced(documents.iter().map(AsRef::as_ref)))),
            KeepJob::Done(sender) => {
                // Who does not wait any more wants no answer.
                let _ = sender.send(());
                None
            }
        }
    }

    fn load(&mut self, path: &Path, recovery: Option<&Path>, version: &Version) -> Result<Box<Opened>, LoadFailure> {
        let id = recovery_id(path);
        let is_own = self.file.as_ref().is_some_and(|(own, _)| own == path);
        let lock = if is_own { None } else { Some(Lock::take(path)) };
        let is_others = matches!(lock, Some(Locked::Others));
        // The unsaved state of a file that another window has is that window's.
        let state = recovery.filter(|_| *version == Version::Newest && !is_others).and_then(|folder| load_recovery(folder, &id));
        let (from, is_backup) = if let Version::Backup(backup) = version { (backup.as_path(), true) } else { (path, false) };
        let saved = match load_workspace(from) {
            Ok(saved) => saved,
            Err(error) => {
                let backup = Some(backup_path(path)).filter(|backup| load_workspace(backup).is_ok());
                return Err(LoadFailure { recovery: state.map(|_| id), backup, error });
            }
        };
        let mut read_only = is_others.then_some(ReadOnly::Others);
        if fs::metadata(path).is_ok_and(|m| m.permissions().readonly()) {
            read_only = read_only.or(Some(ReadOnly::Protected));
        }
        match lock {
            None => {}
            Some(Locked::Ours(lock)) => {
                sweep(path);
                self.file = Some((path.to_owned(), lock));
            }
            Some(Locked::Others | Locked::Impossible) => self.file = None,
        }
        if let Some(folder) = recovery.filter(|_| !is_others) {
            self.hold(folder, &id);
        }
        let (recovered, mut workspace, saved_workspace) = match state {
            Some(state) if state.content() != saved.workspace.content() => (true, state, Some(Box::new(saved.workspace))),
            // Nothing is unsaved; where the user was reading is newer there.
            Some(state) => (false, Workspace { view: state.view, ..saved.workspace }, None),
            None => (false, saved.workspace, None),
        };
        workspace.recovery = None;
        let found = find_documents(path.parent(), &workspace.documents);
        Ok(Box::new(Opened {
            found,
            recovered: recovered || is_backup,
            saved: saved_workspace,
            // What stands in the file itself is not known: it is not overwritten unasked.
            sha256: Some(if is_backup { String::new() } else { saved.sha256 }),
            read_only,
            recovery: (!is_others).then_some(id),
            workspace,
        }))
    }

    fn recover(&mut self, ticket: Ticket, folder: &Path, id: &str) -> KeepEvent {
        let state = load_recovery(folder, id).filter(|_| self.hold(folder, id));
        let Some(workspace) = state else {
            let error = WorkspaceError::File(FileError::Missing);
            return KeepEvent::Loaded { ticket, path: None, result: Err(LoadFailure { error, recovery: None, backup: None }) };
        };
        let path = workspace.recovery.as_ref().and_then(|note| note.of.as_ref()).map(PathBuf::from);
        self.file = self.file.take().filter(|(own, _)| Some(own) == path.as_ref());
        let mut read_only = None;
        if let Some(path) = &path {
            match Lock::take(path) {
                Locked::Ours(lock) => self.file = Some((path.clone(), lock)),
                Locked::Others if self.file.as_ref().is_none_or(|(own, _)| own != path) => read_only = Some(ReadOnly::Others),
                Locked::Others | Locked::Impossible => {}
            }
        }
        let base = workspace.recovery.as_ref().and_then(|note| note.base.clone());
        let found = find_documents(path.as_deref().and_then(Path::parent), &workspace.documents);
        let saved = path.as_deref().and_then(|path| load_workspace(path).ok()).map(|loaded| Box::new(loaded.workspace));
        let opened = Opened { found, recovered: true, saved, sha256: base, read_only, recovery: Some(id.to_owned()), workspace };
        KeepEvent::Loaded { ticket, path, result: Ok(Box::new(opened)) }
    }

    fn save(
        &mut self,
        ticket: Ticket,
        path: PathBuf,
        workspace: &Workspace,
        options: &SaveOptions,
        recovery: Option<(PathBuf, String)>,
    ) -> KeepEvent {
        let is_own = self.file.as_ref().is_some_and(|(own, _)| *own == path);
        if !is_own {
            match Lock::take(&path) {
                Locked::Ours(lock) => {
                    sweep(&path);
                    self.file = Some((path.clone(), lock));
                }
                Locked::Others => {
                    let recovery = recovery_id(&path);
                    return KeepEvent::Saved { ticket, path, result: Err(SaveError::Changed), is_others: true, recovery };
                }
                Locked::Impossible => {}
            }
        }
        let result = save_workspace(&path, workspace, options);
        if let (Ok(_), Some((folder, id))) = (&result, recovery) {
            forget_recovery(&folder, &id);
        }
        let recovery = recovery_id(&path);
        KeepEvent::Saved { ticket, path, result, is_others: false, recovery }
    }

    fn keep(&mut self, folder: &Path, id: &str, state: Option<(Box<Workspace>, RecoveryNote)>) -> Option<KeepEvent> {
        if !self.hold(folder, id) {
            return None;
        }
        match state {
            Some((workspace, note)) => keep_recovery(folder, id, &workspace, note).err().map(KeepEvent::NotKept),
            None => {
                forget_recovery(folder, id);
                None
            }
        }
    }

    /// Makes a state this window's; whether it is, or the folder takes no locks.
    fn hold(&mut self, folder: &Path, id: &str) -> bool {
        if self.state.as_ref().is_some_and(|(own, _)| own == id) {
            return true;
        }
        match hold_recovery(folder, id) {
            Locked::Ours(lock) => {
                sweep(&recovery_file(folder, id));
                self.state = Some((id.to_owned(), lock));
                true
            }
            Locked::Others => false,
            Locked::Impossible => true,
        }
    }

    fn look(&mut self, files: Vec<(PathBuf, String)>) -> Vec<FileChange> {
        files.into_iter().filter_map(|(path, sha256)| self.look_at(path, sha256)).collect()
    }

    fn look_at(&mut self, path: PathBuf, sha256: String) -> Option<FileChange> {
        let Ok(metadata) = fs::metadata(&path) else { return Some(FileChange { path, gone: true }) };
        let stamp = (metadata.modified().ok(), metadata.len());
        if self.looked.get(&path).is_some_and(|looked| looked.stamp == stamp && looked.sha256 == sha256) {
            return None;
        }
        // A file that cannot be read at the moment (its program is writing it) is looked at again the next time.
        let now = file_digest(&path)?;
        if now == sha256 {
            self.looked.insert(path, Looked { stamp, sha256 });
            return None;
        }
        Some(FileChange { path, gone: false })
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{FileChange, KeepEvent, KeepJob, Keeper, ReadOnly};
    use crate::compare::Decision;
    use crate::workspace::{RecoveryNote, SaveOptions, Workspace, digest, load_recovery, recovery_file, recovery_id};

    fn workspace(name: &str) -> Workspace {
        let mut out = Workspace::default();
        out.work.decisions.push(Decision::Accept { initiative: name.to_owned() });
        out
    }

    fn save(keeper: &mut Keeper, path: &Path, workspace: &Workspace) -> KeepEvent {
        let workspace = Box::new(workspace.clone());
        let job = KeepJob::Save { ticket: 1, path: path.to_owned(), workspace, options: SaveOptions::default(), recovery: None };
        keeper.run(job).expect("an answer")
    }

    fn load(keeper: &mut Keeper, path: &Path, recovery: Option<PathBuf>) -> Result<Box<super::Opened>, super::LoadFailure> {
        match keeper.run(KeepJob::Load { ticket: 1, path: path.to_owned(), recovery, version: super::Version::Newest }) {
            Some(KeepEvent::Loaded { result, .. }) => result,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_second_window_may_only_read() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("比较.jiedu");
        let (mut first, mut second) = (Keeper::default(), Keeper::default());
        assert!(matches!(save(&mut first, &path, &workspace("一")), KeepEvent::Saved { result: Ok(_), .. }));
        let opened = load(&mut second, &path, None).expect("opened");
        assert_eq!((opened.read_only, opened.recovery), (Some(ReadOnly::Others), None));
        assert!(matches!(save(&mut second, &path, &workspace("二")), KeepEvent::Saved { result: Err(_), is_others: true, .. }));
        drop(first);
        assert_eq!(load(&mut second, &path, None).expect("opened").read_only, None);
    }

    #[test]
    fn an_unsaved_state_comes_before_the_file() {
        let folder = tempfile::tempdir().expect("folder");
        let (path, states) = (folder.path().join("比较.jiedu"), folder.path().join("recovery"));
        let mut window = Keeper::default();
        save(&mut window, &path, &workspace("一"));
        let id = recovery_id(&path);
        let note = RecoveryNote { of: Some(path.to_string_lossy().into_owned()), base: None };
        let state = Some((Box::new(workspace("二")), note));
        assert!(window.run(KeepJob::Keep { folder: states.clone(), id: id.clone(), state }).is_none());
        drop(window);
        let mut window = Keeper::default();
        let opened = load(&mut window, &path, Some(states.clone())).expect("opened");
        assert!(opened.recovered && opened.workspace.work == workspace("二").work);
        assert_eq!(opened.saved.as_deref(), Some(&workspace("一")));
        // Cut short: the state is offered.
        let bytes = std::fs::read(&path).expect("there");
        std::fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
        let failure = load(&mut window, &path, Some(states.clone())).expect_err("cut short");
        assert_eq!(failure.recovery.as_deref(), Some(id.as_str()));
        assert!(recovery_file(&states, &id).exists() && load_recovery(&states, &id).is_some());
    }

    #[test]
    fn a_changed_file_is_noticed_and_one_that_was_only_touched_is_not() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "a").expect("written");
        let mut keeper = Keeper::default();
        let mut look = |path: &PathBuf| keeper.look(vec![(path.clone(), digest(b"a"))]);
        assert!(look(&path).is_empty());
        std::fs::write(&path, "a").expect("written");
        assert!(look(&path).is_empty());
        std::fs::write(&path, "ab").expect("written");
        assert_eq!(look(&path), [FileChange { path: path.clone(), gone: false }]);
        std::fs::remove_file(&path).expect("removed");
        assert_eq!(look(&path), [FileChange { path: path.clone(), gone: true }]);
    }
}
