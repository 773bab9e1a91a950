//! Each frame: is there something that the disk does not have, and is it time to keep it?
//!
//! In: the state. Out: whether there are unsaved changes, the title, and jobs that keep the state for recovery. Looking costs a hash over some
//! thirty documents a frame; the state is written down only when that is another.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::Duration;

use egui::{Context, ViewportCommand};

use super::Content;
use super::snapshot::{filter_code, view_code};
use crate::ui::app::JieduApp;
use crate::ui::state::{AppState, OpenState};
use crate::worker::{Job, KeepJob};
use crate::workspace::{RecoveryNote, Session, Workspace};

/// A change is kept after so many seconds at the latest, which with the writing makes less than two.
const KEEP_AFTER: f64 = 1.2;
/// Where the user only looks elsewhere, there is less hurry.
const KEEP_VIEW_AFTER: f64 = 10.0;
/// At the exit the disk has so long.
const EXIT_PATIENCE: Duration = Duration::from_secs(3);

/// What the state was when it was looked at last.
#[derive(Debug, Default)]
pub(in crate::ui) struct Seen {
    content: u64,
    view: u64,
    /// Since when something is other than what was kept, and when it is to be kept.
    due: Option<f64>,
}

impl Seen {
    /// Nothing was looked at: what counts as changed is made out anew.
    pub fn forget(&mut self) {
        self.content = 0;
    }
}

impl JieduApp {
    /// To be called at the end of each frame.
    pub(in crate::ui) fn mind_workspace(&mut self, ctx: &Context) {
        self.take_answers();
        if self.finish_restoring() {
            ctx.request_repaint();
        }
        self.mind_changes(ctx);
        self.mind_focus(ctx);
        let title = self.state.workspace.title();
        if title != self.keeping.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.keeping.title = title;
        }
    }

    fn mind_changes(&mut self, ctx: &Context) {
        if self.keeping.is_busy() {
            return;
        }
        let (content, view) = (content_mark(&self.state), view_mark(&self.state));
        let now = self.keeping.now;
        let seen = &self.keeping.seen;
        if content != seen.content {
            let first = seen.content == 0;
            self.state.workspace.unsaved = self.is_unsaved();
            let due = self.keeping.seen.due.map_or(now + KEEP_AFTER, |due| due.min(now + KEEP_AFTER));
            self.keeping.seen = Seen { content, view, due: if first { self.keeping.seen.due } else { Some(due) } };
            // What was read is kept at once with the session.
            self.session_dirty |= first;
        } else if view != seen.view {
            self.keeping.seen.view = view;
            self.keeping.seen.due.get_or_insert(now + KEEP_VIEW_AFTER);
        }
        if let Some(due) = self.keeping.seen.due {
            if due <= now {
                self.keep_now();
                // Of samples there is no workspace to keep: how their panes stand is in the session.
                self.session_dirty |= self.state.only_samples();
            } else {
                ctx.request_repaint_after(Duration::from_secs_f64(due - now));
            }
        }
    }

    /// Whether there is something that the file does not have.
    pub(super) fn is_unsaved(&self) -> bool {
        let now = self.snapshot(self.state.workspace.path.as_deref());
        match &self.keeping.saved {
            Some(saved) => !is_same(saved, &now),
            None if self.state.workspace.path.is_some() => true,
            None => now.work != crate::workspace::Work::default(),
        }
    }

    /// Keeps the state for recovery.
    pub(in crate::ui) fn keep_now(&mut self) {
        self.keeping.seen.due = None;
        if let Some(job) = self.keep_job() {
            self.worker.send(Job::Keep(job));
        }
    }

    fn keep_job(&self) -> Option<KeepJob> {
        let folder = self.keeping.folder.clone()?;
        // What is only half read is not what the user has; nor is another window's workspace ours to keep.
        if self.keeping.is_busy() || self.is_others() {
            return None;
        }
        let path = self.state.workspace.path.as_deref();
        let workspace = self.snapshot(path);
        let note = RecoveryNote { of: path.map(|p| p.to_string_lossy().into_owned()), base: self.keeping.sha256.clone() };
        let state = (path.is_some() || !workspace.is_empty()).then(|| (Box::new(workspace), note));
        Some(KeepJob::Keep { folder, id: self.keeping.id.clone(), state })
    }

    /// Whether another window has the workspace and nothing of this one's is in it.
    fn is_others(&self) -> bool {
        self.state.workspace.read_only == Some(crate::worker::ReadOnly::Others) && !self.state.workspace.unsaved
    }

    /// At the exit: keeps the state and waits until all is on the disk.
    pub(in crate::ui) fn keep_at_exit(&mut self) {
        self.keep_now();
        self.worker.finish_keeping(EXIT_PATIENCE);
    }

    /// What the session says of the workspace.
    pub(in crate::ui) fn note_in_session(&self, session: &mut Session) {
        let state = &self.state.workspace;
        session.workspace.clone_from(&state.path);
        session.recovery = (state.path.is_none() && !self.snapshot(None).is_empty()).then(|| self.keeping.id.clone());
        session.recent_files.clone_from(&state.recent_files);
        session.recent_workspaces.clone_from(&state.recent_workspaces);
    }

    /// When the window gets the keyboard back: whether files changed on the disk meanwhile.
    fn mind_focus(&mut self, ctx: &Context) {
        let focused = ctx.input(|i| i.focused);
        let came_back = focused && !self.keeping.focused;
        self.keeping.focused = focused;
        if !came_back || self.keeping.is_busy() {
            return;
        }
        let mut files = Vec::new();
        for document in self.state.documents.iter().filter(|d| !d.sample) {
            if let (OpenState::Ready(read), Some(path)) = (&document.state, &document.path)
                && !files.iter().any(|(p, _)| p == path)
            {
                files.push((path.clone(), read.source.sha256.clone()));
            }
        }
        if !files.is_empty() {
            self.worker.send(Job::Keep(KeepJob::Look { files }));
        }
    }
}

/// Whether the same is saved as there is now. Where documents lie is found out anew at each opening.
fn is_same(saved: &Content, now: &Workspace) -> bool {
    let same = |(a, b): (&crate::workspace::WorkspaceDocument, &crate::workspace::WorkspaceDocument)| {
        a.name == b.name && a.sha256 == b.sha256 && a.part == b.part && a.hidden == b.hidden && a.undone == b.undone && a.sample == b.sample
    };
    saved.work == now.work && saved.documents.len() == now.documents.len() && saved.documents.iter().zip(&now.documents).all(same)
}

/// Another value for another content; never 0.
fn content_mark(state: &AppState) -> u64 {
    let mut hasher = DefaultHasher::new();
    state.work.revision().hash(&mut hasher);
    state.workspace.path.hash(&mut hasher);
    for document in &state.documents {
        (document.key, document.hidden, &document.undone, std::mem::discriminant(&document.state)).hash(&mut hasher);
        if let OpenState::Ready(read) = &document.state {
            (&read.source.sha256, read.part).hash(&mut hasher);
        }
    }
    hasher.finish().max(1)
}

/// Another value for other views. Where panes stand is not looked at: that is kept along with the rest.
fn view_mark(state: &AppState) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&state.selected, view_code(state.view), filter_code(state.filter), &state.filter_text, &state.brought_in).hash(&mut hasher);
    let matrix = &state.matrix;
    (&matrix.text, matrix.category, format!("{:?}{:?}{:?}", state.tie, matrix.sharing, matrix.columns)).hash(&mut hasher);
    let (reading, held) = (&state.reading, &state.following.held);
    (reading.dim, reading.maximised, &reading.repairs, held, format!("{:?}", reading.shares)).hash(&mut hasher);
    hasher.finish()
}
