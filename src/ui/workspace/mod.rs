//! The workspace in the window: opened, saved, kept for recovery, and back at the next start.
//!
//! In: wishes, what the worker read and saved, and the state of the window. Out: jobs for the worker's keeping lane, the list of documents as
//! a workspace has it, the title. What is not saved is kept for recovery within two seconds of each change, so that closing asks nothing: the
//! work is simply there at the next start, marked as unsaved.

mod answers;
mod autosave;
mod restore;
mod snapshot;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use self::restore::Restoring;
pub(super) use self::restore::bring_back_reading;
pub(super) use self::snapshot::reading_view;
use super::app::JieduApp;
use super::dialogs::Picked;
use super::language::{t, tf};
use super::state::DocumentKey;
use crate::worker::{Job, KeepJob, ReadOnly, Ticket, Version};
use crate::workspace::{Recoverable, SaveOptions, Session, WORKSPACE_ENDING, Work, WorkspaceDocument, new_recovery_id, recovery_folder};

/// So many files and workspaces are remembered.
const MAX_RECENT: usize = 12;
/// A message that all went well goes by itself after so many seconds.
const NOTICE_SECONDS: f64 = 6.0;

/// What the window knows of its workspace.
#[derive(Debug, Clone, Default)]
pub struct WorkspaceState {
    /// Its file; `None` where it was never saved.
    pub path: Option<PathBuf>,
    /// Why it may only be read.
    pub read_only: Option<ReadOnly>,
    /// Whether there is something in it that the file does not have.
    pub unsaved: bool,
    /// Something that the user is to decide.
    pub offer: Option<Offer>,
    /// The field for the path to save to, where it shows.
    pub save_field: Option<String>,
    /// Whether that field asks for the keyboard in the next frame.
    pub save_focus: bool,
    /// Documents that were opened, the newest first.
    pub recent_files: Vec<PathBuf>,
    /// Workspaces that were opened or saved, the newest first.
    pub recent_workspaces: Vec<PathBuf>,
    /// Unsaved states that no window holds, the newest first.
    pub recoverable: Vec<Recoverable>,
}

/// A message with what can be done about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What is the matter.
    pub message: String,
    /// What can be done, each with its words.
    pub choices: Vec<(&'static str, WorkspaceCommand)>,
}

/// What the user can do with workspaces.
#[derive(Debug, Clone, PartialEq)]
pub enum WorkspaceCommand {
    /// An empty one.
    New,
    /// Ask which to open.
    Pick,
    /// Open this one.
    Open(PathBuf),
    /// Open the version before of a workspace.
    OpenBackup {
        /// The workspace.
        path: PathBuf,
        /// The file with the version before.
        backup: PathBuf,
    },
    /// Open the unsaved state of this id.
    Recover(String),
    /// Take what the file holds and let go of what is not saved.
    Revert,
    /// Save, where it was saved before; else ask where.
    Save,
    /// Ask where to save.
    SaveAs,
    /// Save here, unless something else stands there.
    SaveTo(PathBuf),
    /// Save here in any case.
    Overwrite(PathBuf),
    /// Put the field for a path away.
    CloseField,
    /// Read these files again.
    Reread(Vec<PathBuf>),
    /// Do nothing about what is offered.
    Dismiss,
}

impl WorkspaceState {
    /// The workspace's name: its file's without the ending.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        Some(self.path.as_ref()?.file_stem()?.to_string_lossy().into_owned())
    }

    /// What stands in the title bar: a dot for what is not saved, the name, the program.
    #[must_use]
    pub fn title(&self) -> String {
        let name = match (self.name(), self.unsaved) {
            (Some(name), _) => name,
            (None, true) => t("未命名").to_owned(),
            (None, false) => return t("街读").to_owned(),
        };
        let dot = if self.unsaved { "● " } else { "" };
        let read_only = if self.read_only.is_some() { t("（只读）") } else { "" };
        format!("{dot}{name}{read_only} — {}", t("街读"))
    }
}

/// What the window keeps of its workspace and does not show.
#[derive(Default)]
pub(super) struct Keeping {
    /// Where unsaved states are kept; `None` keeps none.
    folder: Option<PathBuf>,
    /// The id of this window's.
    id: String,
    /// SHA-256 of the workspace file as it was read or saved last.
    sha256: Option<String>,
    /// Whether the version before this session was kept.
    backed_up: bool,
    /// What was saved last; `None` where nothing was, or is not known.
    saved: Option<Content>,
    /// What is being saved.
    saving: Option<(Ticket, Content)>,
    /// What the workspace said of documents, by the key of the first of each file.
    known: Vec<(DocumentKey, Vec<WorkspaceDocument>)>,
    /// What the file held that this version does not know.
    rest: serde_json::Map<String, serde_json::Value>,
    view_rest: serde_json::Map<String, serde_json::Value>,
    restoring: Option<Restoring>,
    /// The number of the request for a workspace that is out.
    loading: Option<Ticket>,
    /// What to open where the unsaved state of the last time is gone.
    fallback: Option<Session>,
    /// Files to open beside the workspace that is being opened.
    after: Vec<PathBuf>,
    last_ticket: Ticket,
    /// What the state was when it was looked at last, and since when it is other than what was kept.
    seen: autosave::Seen,
    /// A dialog that is open.
    picking: Option<(Purpose, mpsc::Receiver<Picked>)>,
    /// Files on the disk that are known to be other than what was read, and that the user keeps so.
    ignored: BTreeSet<PathBuf>,
    /// Whether the window had the keyboard in the last frame.
    focused: bool,
    title: String,
    /// Whether it was said that the disk does not take the session: once is enough.
    session_told: bool,
    /// Seconds of the window's clock.
    now: f64,
}

/// What counts as changed.
#[derive(Debug, Clone, PartialEq)]
struct Content {
    documents: Vec<WorkspaceDocument>,
    work: Work,
}

/// What a dialog was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Open,
    Save,
}

impl Keeping {
    /// Keeps unsaved states beside the session file, if there is one.
    pub fn new(session_file: Option<&Path>) -> Self {
        Self { folder: session_file.map(recovery_folder), id: new_recovery_id(), focused: true, ..Self::default() }
    }

    /// Whether a workspace said what this document is to be.
    pub fn knows(&self, key: DocumentKey) -> bool {
        self.known.iter().any(|(k, _)| *k == key)
    }

    /// Whether a workspace is on its way.
    pub const fn is_busy(&self) -> bool {
        self.loading.is_some() || self.restoring.is_some()
    }

    /// A new frame.
    pub fn tick(&mut self, ctx: &egui::Context) {
        self.now = ctx.input(|i| i.time);
    }

    fn ticket(&mut self) -> Ticket {
        self.last_ticket += 1;
        self.last_ticket
    }
}

/// Whether a path names a workspace file.
pub(super) fn is_workspace(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(WORKSPACE_ENDING))
}

impl JieduApp {
    /// Carries out a wish about workspaces.
    pub(super) fn workspace(&mut self, command: WorkspaceCommand, ctx: &egui::Context) {
        if command != WorkspaceCommand::CloseField && !matches!(command, WorkspaceCommand::Save | WorkspaceCommand::SaveAs) {
            self.state.workspace.offer = None;
        }
        match command {
            WorkspaceCommand::New => self.new_workspace(),
            WorkspaceCommand::Pick => self.ask(Purpose::Open, ctx),
            WorkspaceCommand::Open(path) => self.load_workspace(path, Version::Newest),
            WorkspaceCommand::Revert => {
                if let Some(path) = self.state.workspace.path.clone() {
                    self.load_workspace(path, Version::Saved);
                }
            }
            WorkspaceCommand::OpenBackup { path, backup } => self.load_workspace(path, Version::Backup(backup)),
            WorkspaceCommand::Recover(id) => self.recover(id),
            WorkspaceCommand::Save => self.save(ctx),
            WorkspaceCommand::SaveAs => self.ask(Purpose::Save, ctx),
            // What stands there is not known, so that nothing but what is expected to be nowhere is overwritten.
            WorkspaceCommand::SaveTo(path) => self.save_to_file(path, Some(String::new())),
            WorkspaceCommand::Overwrite(path) => self.save_to_file(path, None),
            WorkspaceCommand::CloseField => self.state.workspace.save_field = None,
            WorkspaceCommand::Reread(paths) => self.reread(&paths),
            WorkspaceCommand::Dismiss => {}
        }
    }

    /// What the last session remembers.
    pub(super) fn remember_session(&mut self, session: &Session) {
        self.state.workspace.recent_files.clone_from(&session.recent_files);
        self.state.workspace.recent_workspaces.clone_from(&session.recent_workspaces);
    }

    /// Goes on where the last session ended: its workspace with what was not saved, or what was never saved, or the documents.
    pub(super) fn resume(&mut self, session: Session) {
        match (session.workspace.clone(), session.recovery.clone()) {
            (Some(path), _) => self.load_workspace(path, Version::Newest),
            (None, Some(id)) if self.keeping.folder.is_some() => {
                self.keeping.fallback = Some(session);
                self.recover(id);
            }
            (None, _) => self.open_session(session),
        }
    }

    /// Opens the workspace among paths; the others come back, or wait until it is open.
    pub(super) fn open_workspaces(&mut self, paths: Vec<PathBuf>) -> Vec<PathBuf> {
        let (workspaces, others): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| is_workspace(path));
        let Some(workspace) = workspaces.into_iter().next_back() else { return others };
        self.load_workspace(workspace, Version::Newest);
        self.keeping.after = others;
        Vec::new()
    }

    /// A document or a workspace was opened: it comes first among the recent ones.
    pub(super) fn remember(&mut self, path: PathBuf) {
        let state = &mut self.state.workspace;
        let list = if is_workspace(&path) { &mut state.recent_workspaces } else { &mut state.recent_files };
        list.retain(|p| *p != path);
        list.insert(0, path);
        list.truncate(MAX_RECENT);
        self.session_dirty = true;
    }

    /// Shows a message that goes by itself.
    pub(super) fn say_briefly(&mut self, message: String) {
        self.state.say(message);
        self.state.notice_until = Some(self.keeping.now + NOTICE_SECONDS);
    }

    fn new_workspace(&mut self) {
        let left = self.state.workspace.unsaved;
        self.leave();
        self.worker.send(Job::Keep(KeepJob::LetGo));
        self.keeping.id = new_recovery_id();
        self.clear();
        self.changed();
        if left {
            self.say_briefly(t("新的工作区。原来未保存的内容仍在“打开”菜单的“未保存的工作”里").to_owned());
        }
        self.list_recoverable();
    }

    /// What is not saved is kept before something else takes its place.
    fn leave(&mut self) {
        self.keep_now();
        // Documents that were only looked at are found among the recent ones.
        let nothing = self.state.workspace.path.is_none() && *self.state.work.now() == Work::default();
        if nothing && !self.keeping.is_busy() {
            self.forget_state(self.keeping.id.clone());
        }
        self.keeping.restoring = None;
        self.keeping.loading = None;
    }

    /// Nothing is open any more.
    fn clear(&mut self) {
        self.drop_documents(|_| true);
        self.state.work.replace(Work::default());
        self.state.selected = None;
        self.state.matrix.clear_filter();
        self.state.reading.dim = false;
        let state = &mut self.state.workspace;
        (state.path, state.read_only, state.unsaved, state.save_field) = (None, None, false, None);
        let keeping = &mut self.keeping;
        (keeping.sha256, keeping.saved, keeping.backed_up) = (None, None, false);
        keeping.known.clear();
        keeping.ignored.clear();
        keeping.rest.clear();
        keeping.view_rest.clear();
        self.session_dirty = true;
    }

    fn load_workspace(&mut self, path: PathBuf, version: Version) {
        self.leave();
        let ticket = self.keeping.ticket();
        self.keeping.loading = Some(ticket);
        let recovery = self.keeping.folder.clone();
        self.worker.send(Job::Keep(KeepJob::Load { ticket, path, recovery, version }));
    }

    fn recover(&mut self, id: String) {
        self.leave();
        let Some(folder) = self.keeping.folder.clone() else { return };
        let ticket = self.keeping.ticket();
        self.keeping.loading = Some(ticket);
        self.worker.send(Job::Keep(KeepJob::Recover { ticket, folder, id }));
    }

    /// Saves; the print view keeps its own Ctrl+S.
    fn save(&mut self, ctx: &egui::Context) {
        #[cfg(feature = "paper")]
        if self.state.is_printing() {
            self.print(super::printing::PrintCommand::Save, ctx);
            return;
        }
        match self.state.workspace.path.clone() {
            Some(path) if self.state.workspace.read_only.is_none() => {
                let expected = self.keeping.sha256.clone();
                self.save_to_file(path, expected);
            }
            _ => self.ask(Purpose::Save, ctx),
        }
    }

    fn save_to_file(&mut self, path: PathBuf, expected: Option<String>) {
        self.state.workspace.save_field = None;
        let path = if is_workspace(&path) { path } else { with_ending(&path) };
        let is_own = self.state.workspace.path.as_ref() == Some(&path);
        if is_own && self.state.workspace.read_only == Some(ReadOnly::Others) {
            self.say_read_only();
            return;
        }
        let workspace = self.snapshot(Some(&path));
        let content = Content { documents: workspace.documents.clone(), work: workspace.work.clone() };
        let ticket = self.keeping.ticket();
        self.keeping.saving = Some((ticket, content));
        // A path that is the workspace's own was overwritten by nobody unless its digest says so.
        let expected = if is_own && expected.as_deref() == Some("") { self.keeping.sha256.clone() } else { expected };
        let options = SaveOptions { expected, backup: !(is_own && self.keeping.backed_up) };
        let recovery = self.keeping.folder.clone().map(|folder| (folder, self.keeping.id.clone()));
        self.worker.send(Job::Keep(KeepJob::Save { ticket, path, workspace: Box::new(workspace), options, recovery }));
    }

    /// Takes an unsaved state away.
    fn forget_state(&self, id: String) {
        if let Some(folder) = self.keeping.folder.clone() {
            self.worker.send(Job::Keep(KeepJob::Keep { folder, id, state: None }));
        }
    }

    fn say_read_only(&mut self) {
        let message = match self.state.workspace.read_only {
            Some(ReadOnly::Others) => t("这个工作区已在另一个窗口打开，这里只能查看；要保留这里的改动，请另存为新文件"),
            _ => t("这个工作区文件是只读的；要保留改动，请另存为新文件"),
        };
        let choices = vec![(t("另存为…"), WorkspaceCommand::SaveAs), (t("知道了"), WorkspaceCommand::Dismiss)];
        self.state.workspace.offer = Some(Offer { message: message.to_owned(), choices });
    }

    fn ask(&mut self, purpose: Purpose, ctx: &egui::Context) {
        if self.keeping.picking.is_some() || self.picking.is_some() {
            return;
        }
        let wake = {
            let ctx = ctx.clone();
            Box::new(move || ctx.request_repaint())
        };
        let name = self.state.workspace.name().map_or_else(|| self.name_to_offer(), |name| format!("{name}.{WORKSPACE_ENDING}"));
        let answer = match purpose {
            Purpose::Open => self.dialogs.pick_workspace(wake),
            Purpose::Save => self.dialogs.save_workspace(&name, wake),
        };
        self.keeping.picking = Some((purpose, answer));
    }

    /// The name that a workspace is offered under: what its documents are about.
    fn name_to_offer(&self) -> String {
        let street = |d: &std::sync::Arc<crate::structure::Document>| d.meta.street.clone();
        let first = self.state.comparison.documents.first().and_then(street);
        let several = self.state.comparison.documents.iter().any(|d| street(d) != first);
        let name = match first {
            Some(street) if several => tf("{}等比较", &[&street]),
            Some(street) => tf("{}比较", &[&street]),
            None => t("街道文件比较").to_owned(),
        };
        format!("{name}.{WORKSPACE_ENDING}")
    }

    pub(super) fn list_recoverable(&self) {
        if let Some(folder) = self.keeping.folder.clone() {
            self.worker.send(Job::Keep(KeepJob::List { folder }));
        }
    }
}

/// `path` with the ending of workspace files behind its name.
fn with_ending(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.{WORKSPACE_ENDING}"))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{WorkspaceState, is_workspace, with_ending};

    #[test]
    fn the_title_says_the_name_and_what_is_not_saved() {
        let mut state = WorkspaceState::default();
        assert_eq!(state.title(), "街读");
        state.unsaved = true;
        assert_eq!(state.title(), "● 未命名 — 街读");
        state.path = Some(PathBuf::from("/家/比较.jiedu"));
        assert_eq!(state.title(), "● 比较 — 街读");
        state.unsaved = false;
        state.read_only = Some(crate::worker::ReadOnly::Others);
        assert_eq!(state.title(), "比较（只读） — 街读");
        assert!(is_workspace(Path::new("a.JIEDU")) && !is_workspace(Path::new("a.txt")));
        assert_eq!(with_ending(Path::new("/家/2024.比较")), Path::new("/家/2024.比较.jiedu"));
    }
}
