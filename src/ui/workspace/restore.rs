//! A workspace put into the window: its documents opened as they were, its work, and at the end, when all is read, its views.
//!
//! What was kept for recovery, what a file holds and a file that is read again all come this way.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::snapshot::{filter_code, view_code};
use super::{Content, WorkspaceState};
use crate::compare::Columns;
use crate::initiative::{Category, InitiativeId};
use crate::structure::Anchor;
use crate::ui::app::JieduApp;
use crate::ui::language::tf;
use crate::ui::matrix::MatrixSharing;
use crate::ui::reader::Align;
use crate::ui::state::{AppState, DocumentKey, InitiativeFilter, OpenDocument, OpenState, View};
use crate::worker::{Job, KeepJob, Opened, Source};
use crate::workspace::{Found, MatrixView, PaneView, ReadingView, SAMPLES, ViewState, WorkspaceDocument};

/// Shares of the width that a pane can have.
const SHARES: std::ops::RangeInclusive<f32> = 0.05..=20.0;

/// A workspace whose documents are being read.
pub(super) struct Restoring {
    /// Its documents in order: file and part.
    order: Vec<(String, Option<u32>)>,
    /// The views to bring back when all is read.
    view: ViewState,
    /// Names of files that are not what they were.
    changed: BTreeSet<String>,
    /// What the file holds is what the window will have: nothing is unsaved.
    is_saved: bool,
    /// Files are read again that changed while they were open.
    is_again: bool,
}

impl JieduApp {
    /// Puts a workspace in the place of what is open.
    pub(super) fn adopt(&mut self, path: Option<PathBuf>, opened: Opened) {
        self.clear();
        let Opened { workspace, found, recovered, saved, sha256, read_only, recovery } = opened;
        let state = &mut self.state.workspace;
        *state = WorkspaceState { path: path.clone(), read_only, unsaved: recovered, ..std::mem::take(state) };
        self.state.work.replace(workspace.work);
        let keeping = &mut self.keeping;
        keeping.id = recovery.unwrap_or_else(crate::workspace::new_recovery_id);
        keeping.sha256 = sha256;
        keeping.rest = workspace.rest;
        keeping.view_rest.clone_from(&workspace.view.rest);
        keeping.saved = saved.map(|saved| Content { documents: saved.documents, work: saved.work });
        keeping.restoring = Some(Restoring {
            order: workspace.documents.iter().map(|d| (identity(d), d.part)).collect(),
            view: workspace.view,
            changed: BTreeSet::new(),
            is_saved: !recovered && path.is_some(),
            is_again: false,
        });
        let moved = found.iter().filter(|found| found.moved).count();
        for group in by_file(workspace.documents, found) {
            self.open_known(group);
        }
        if let Some(path) = path {
            self.remember(path);
        }
        if read_only.is_some() {
            self.say_read_only();
        } else if recovered {
            self.say_briefly(crate::ui::language::t("已恢复上次未保存的改动").to_owned());
        } else if moved > 0 {
            self.say_briefly(tf("{} 份文档换了位置，已重新找到", &[&moved]));
        }
        self.changed();
    }

    /// Opens a file that a workspace knows.
    fn open_known(&mut self, (path, known): (Option<PathBuf>, Vec<WorkspaceDocument>)) {
        let Some(first) = known.first() else { return };
        let undone: BTreeSet<u32> = known.iter().flat_map(|d| d.undone.iter().copied()).collect();
        let key = self.add(first.name.clone(), path.clone(), first.sample);
        if let Some(document) = self.state.documents.iter_mut().find(|d| d.key == key) {
            document.hidden = first.hidden;
            document.undone.clone_from(&first.undone);
        }
        let sample = SAMPLES.iter().find(|(name, _)| first.sample && *name == first.name);
        let source = match (sample, path) {
            (Some((name, bytes)), _) => Source::Bytes { name: (*name).to_owned(), load: Box::new(move || Ok(bytes.to_vec())) },
            (None, Some(path)) => Source::Restored { path, undone },
            (None, None) => {
                let missing = crate::ui::language::t("没有记下这份文档的位置；请用“打开”按钮重新选择它").to_owned();
                Source::Bytes { name: first.name.clone(), load: Box::new(move || Err(missing)) }
            }
        };
        self.keeping.known.push((key, known));
        self.worker.send(Job::Open { ticket: key, source });
    }

    /// A file was read: its documents are as the workspace had them, in its order.
    pub(in crate::ui) fn as_it_was(&mut self, key: DocumentKey) {
        let Some(known) = self.keeping.known.iter().find(|(k, _)| *k == key).map(|(_, known)| known.clone()) else { return };
        let Some(restoring) = &mut self.keeping.restoring else { return };
        let Some(OpenState::Ready(first)) = self.state.document(key).map(|d| d.state.clone()) else { return };
        let sha256 = &first.source.sha256;
        let mut parts: Vec<DocumentKey> = Vec::new();
        let mut closed: Vec<DocumentKey> = Vec::new();
        let mut read_again: Vec<DocumentKey> = Vec::new();
        for document in &mut self.state.documents {
            let OpenState::Ready(read) = &document.state else { continue };
            if read.source.sha256 != *sha256 {
                continue;
            }
            parts.push(document.key);
            let Some(entry) = known.iter().find(|d| d.part == read.part) else {
                // A changed file can have other parts: none of them was closed by the user.
                if known.iter().all(|d| d.sha256 == *sha256) {
                    closed.push(document.key);
                }
                continue;
            };
            document.hidden = entry.hidden;
            document.undone.clone_from(&entry.undone);
            if entry.sample && !entry.undone.is_empty() {
                read_again.push(document.key);
            }
            if !entry.sha256.is_empty() && entry.sha256 != *sha256 && !entry.sample {
                restoring.changed.insert(entry.name.clone());
            }
        }
        if closed.len() < parts.len() {
            self.drop_documents(|d| closed.contains(&d.key));
        }
        self.order_as_it_was();
        for key in read_again {
            self.read_with_repairs(key);
        }
    }

    fn order_as_it_was(&mut self) {
        let Some(restoring) = &self.keeping.restoring else { return };
        // Further parts of a file have keys of their own: they are known by its path.
        let files: Vec<(DocumentKey, Option<PathBuf>, String)> = self
            .keeping
            .known
            .iter()
            .filter_map(|(key, known)| Some((*key, self.state.document(*key)?.path.clone(), identity(known.first()?))))
            .collect();
        let place = |open: &OpenDocument| {
            let by_key = files.iter().find(|(key, ..)| *key == open.key);
            let by_path = || files.iter().find(|(_, path, _)| open.path.is_some() && *path == open.path);
            let Some((.., file)) = by_key.or_else(by_path) else { return usize::MAX };
            let exact = restoring.order.iter().position(|(f, part)| f == file && *part == open.part());
            exact.or_else(|| restoring.order.iter().position(|(f, _)| f == file)).unwrap_or(usize::MAX)
        };
        self.state.documents.sort_by_cached_key(place);
    }

    /// When all documents of a workspace are read and compared: its views come back, and what changed meanwhile is told. Whether
    /// that was so in this call.
    pub(super) fn finish_restoring(&mut self) -> bool {
        let waiting = self.state.loading() > 0 || self.state.comparing() || self.worker.pending() > 0;
        if waiting {
            return false;
        }
        let Some(restoring) = self.keeping.restoring.take() else { return false };
        bring_back(&mut self.state, &restoring.view);
        if restoring.is_saved {
            let now = self.snapshot(self.state.workspace.path.as_deref());
            self.keeping.saved = Some(Content { documents: now.documents, work: now.work });
        }
        self.keeping.seen.forget();
        if !restoring.changed.is_empty() {
            let names: Vec<String> = restoring.changed.into_iter().collect();
            let message = match names.as_slice() {
                _ if restoring.is_again => tf("已重新读取 {}", &[&names.join("、")]),
                [one] => tf("“{}”的内容与保存时不同，已按现在的文件打开", &[one]),
                all => tf("{} 份文件的内容与保存时不同，已按现在的文件打开", &[&all.len()]),
            };
            self.state.say(message);
            let work = Box::new(self.state.work.now().clone());
            let documents = self.state.comparison.documents.clone();
            self.worker.send(Job::Keep(KeepJob::Check { work, documents }));
        }
        let after = std::mem::take(&mut self.keeping.after);
        if !after.is_empty() {
            self.open_paths(after);
        }
        true
    }

    /// Reads files again that changed on the disk; what hangs on their words stays where the words still stand.
    pub(super) fn reread(&mut self, paths: &[PathBuf]) {
        let now = self.snapshot(self.state.workspace.path.as_deref());
        let order = now.documents.iter().map(|d| (identity(d), d.part)).collect();
        let ViewState { places, initiative, reading, .. } = now.view;
        let view = ViewState { places, initiative, reading, ..ViewState::default() };
        for path in paths {
            self.keeping.ignored.remove(path);
            let rows: Vec<DocumentKey> = self.state.documents.iter().filter(|d| d.path.as_ref() == Some(path)).map(|d| d.key).collect();
            let Some(first) = rows.first().copied() else { continue };
            let of_path = path.to_string_lossy();
            let known: Vec<WorkspaceDocument> =
                now.documents.iter().filter(|d| d.path.as_deref() == Some(of_path.as_ref())).cloned().collect();
            let undone = known.iter().flat_map(|d| d.undone.iter().copied()).collect();
            self.drop_documents(|d| d.key != first && rows.contains(&d.key));
            self.keeping.known.retain(|(key, _)| !rows.contains(key));
            self.keeping.known.push((first, known));
            self.begin_reading(1);
            if let Some(document) = self.state.documents.iter_mut().find(|d| d.key == first) {
                document.state = OpenState::Loading;
            }
            self.worker.send(Job::Open { ticket: first, source: Source::Restored { path: path.clone(), undone } });
        }
        self.keeping.restoring = Some(Restoring { order, view, changed: BTreeSet::new(), is_saved: false, is_again: true });
    }
}

/// What tells a document's file from others.
fn identity(document: &WorkspaceDocument) -> String {
    document.path.clone().unwrap_or_else(|| document.name.clone())
}

/// Documents by the file that they are parts of, each with where that lies now.
fn by_file(documents: Vec<WorkspaceDocument>, found: Vec<Found>) -> Vec<(Option<PathBuf>, Vec<WorkspaceDocument>)> {
    let mut out: Vec<(Option<PathBuf>, Vec<WorkspaceDocument>)> = Vec::new();
    let mut found = found.into_iter();
    for document in documents {
        let path = found.next().unwrap_or_default().path;
        let same = |(p, all): &&mut (Option<PathBuf>, Vec<WorkspaceDocument>)| path.is_some() && *p == path && !all.is_empty();
        match out.iter_mut().find(same) {
            Some((_, all)) => all.push(document),
            None => out.push((path, vec![document])),
        }
    }
    out
}

/// Puts the views as they were.
fn bring_back(state: &mut AppState, view: &ViewState) {
    if let Some(wanted) = View::ALL.into_iter().find(|v| view_code(*v) == view.view) {
        state.view = wanted;
    }
    let filters = [InitiativeFilter::Shared, InitiativeFilter::Unique, InitiativeFilter::All, InitiativeFilter::Pending];
    if let Some(wanted) = filters.into_iter().find(|f| filter_code(*f) == view.filter) {
        state.filter = wanted;
        state.filter_text.clone_from(&view.filter_text);
        bring_back_matrix(state, &view.matrix);
    }
    if let Some(tie) = view.tie {
        state.tie = tie;
    }
    bring_back_reading(state, &view.reading);
    let brought_in: Vec<DocumentKey> = view.brought_in.iter().filter_map(|k| Some(state.documents.get(*k)?.key)).collect();
    if !brought_in.is_empty() {
        state.brought_in = brought_in;
    }
    let chosen = view.initiative.as_deref().map(InitiativeId::of_name);
    state.selected = chosen.filter(|id| state.comparison.initiatives.iter().any(|i| i.id == *id)).or(state.selected.take());
    for place in &view.places {
        scroll_to(state, place);
    }
}

fn scroll_to(state: &mut AppState, place: &Anchor) {
    let documents = Arc::clone(&state.comparison);
    let Some((k, span)) = place.locate(documents.documents.iter().map(AsRef::as_ref)) else { return };
    let Some(key) = state.compared.get(k).copied() else { return };
    state.panes.entry(key).or_default().reader.jump_to(span, Align::Reading);
}

/// Puts the panes as they stood. Of a file that was edited by hand a width that is none is left out.
pub(in crate::ui) fn bring_back_reading(state: &mut AppState, view: &ReadingView) {
    let panes: Vec<(DocumentKey, &PaneView)> =
        view.panes.iter().filter_map(|pane| Some((state.documents.get(pane.document)?.key, pane))).collect();
    let those = |which: fn(&PaneView) -> bool| panes.iter().filter(move |(_, pane)| which(pane)).map(|(key, _)| *key);
    let reading = &mut state.reading;
    reading.dim = view.only_local;
    reading.maximised = those(|pane| pane.maximised).next();
    reading.repairs = those(|pane| pane.repairs).collect();
    let share = |(key, pane): &(DocumentKey, &PaneView)| Some((*key, pane.share.filter(|s| SHARES.contains(s))?));
    reading.shares = panes.iter().filter_map(share).collect();
    state.following.held = those(|pane| pane.held).collect();
}

fn bring_back_matrix(state: &mut AppState, view: &MatrixView) {
    let lacking = view.lacking_in.and_then(|k| state.documents.get(k)).map(|d| d.key);
    let matrix = &mut state.matrix;
    matrix.text.clone_from(&view.text);
    matrix.columns = Columns { streets: view.streets.clone(), years: view.years.clone() };
    matrix.category = Category::ALL.into_iter().find(|c| Some(c.name()) == view.category.as_deref());
    matrix.sharing = match (view.sharing.as_str(), lacking) {
        ("unique", _) => MatrixSharing::Unique,
        ("all", _) => MatrixSharing::All,
        ("lacking", Some(key)) => MatrixSharing::LackingIn(key),
        _ => MatrixSharing::Shared,
    };
}
