//! The window's state as a [`Workspace`]: what is saved and kept for recovery.

use std::path::Path;

use crate::structure::Anchor;
use crate::text::Span;
use crate::ui::app::JieduApp;
use crate::ui::matrix::MatrixSharing;
use crate::ui::state::{AppState, DocumentKey, InitiativeFilter, OpenDocument, OpenState, View};
use crate::workspace::{MatrixView, PaneView, ReadingView, ViewState, Workspace, WorkspaceDocument, relative_to};

/// Bytes of the text on the reading line that a place is known by.
const PLACE_BYTES: usize = 90;

impl JieduApp {
    /// What the window holds now, as the file at `path` is to have it.
    pub(super) fn snapshot(&self, path: Option<&Path>) -> Workspace {
        let folder = path.and_then(Path::parent);
        let documents = self.state.documents.iter().flat_map(|open| self.document_entries(open, folder)).collect();
        Workspace {
            documents,
            work: self.state.work.now().clone(),
            view: self.view_state(),
            recovery: None,
            rest: self.keeping.rest.clone(),
        }
    }

    /// What is said of an open document; for one that could not be read all that was said of its file before.
    fn document_entries(&self, open: &OpenDocument, folder: Option<&Path>) -> Vec<WorkspaceDocument> {
        let known = self.keeping.known.iter().find(|(key, _)| *key == open.key).map(|(_, known)| known.as_slice());
        let path = open.path.as_ref().map(|path| path.to_string_lossy().into_owned());
        let relative = || folder.zip(open.path.as_deref()).and_then(|(folder, path)| relative_to(folder, path));
        match (&open.state, known) {
            (OpenState::Ready(read), _) => {
                let rest = known.and_then(|known| known.iter().find(|d| d.part == read.part)).map(|d| d.rest.clone());
                vec![WorkspaceDocument {
                    name: open.name.clone(),
                    path,
                    relative: relative(),
                    sha256: read.source.sha256.clone(),
                    part: read.part,
                    hidden: open.hidden,
                    undone: open.undone.clone(),
                    sample: open.sample,
                    rest: rest.unwrap_or_default(),
                }]
            }
            (_, Some(known)) => known.to_vec(),
            (OpenState::Loading, None) if open.path.is_some() || open.sample => vec![WorkspaceDocument {
                name: open.name.clone(),
                path,
                relative: relative(),
                hidden: open.hidden,
                sample: open.sample,
                ..WorkspaceDocument::default()
            }],
            // A file that never was a document is not worth a place.
            (OpenState::Loading | OpenState::Failed(_), None) => Vec::new(),
        }
    }

    fn view_state(&self) -> ViewState {
        let state = &self.state;
        let place = |key: &DocumentKey| state.documents.iter().position(|d| d.key == *key);
        ViewState {
            view: view_code(state.view).to_owned(),
            initiative: state.selected_initiative().map(|i| i.name.clone()),
            filter: filter_code(state.filter).to_owned(),
            filter_text: state.filter_text.clone(),
            tie: Some(state.tie),
            brought_in: state.brought_in.iter().filter_map(place).collect(),
            places: state.documents.iter().filter_map(|d| reading_place(state, d)).collect(),
            matrix: matrix_view(state),
            reading: reading_view(state),
            rest: self.keeping.view_rest.clone(),
        }
    }
}

/// What stands on the reading line of a document's pane.
pub(super) fn reading_place(state: &AppState, open: &OpenDocument) -> Option<Anchor> {
    let seen = state.panes.get(&open.key)?.seen.as_ref()?;
    let OpenState::Ready(read) = &open.state else { return None };
    let rest = read.text.get(seen.reading.0..)?;
    let start = seen.reading.0 + (rest.len() - rest.trim_start().len());
    let end = read.text.floor_char_boundary((start + PLACE_BYTES).min(read.text.len()));
    let line_end = read.text.get(start..end)?.find('\n').map_or(end, |at| start + at);
    (start < line_end && start > 0).then(|| Anchor::of(read, Span::new(start, line_end)))
}

fn matrix_view(state: &AppState) -> MatrixView {
    let matrix = &state.matrix;
    let (sharing, lacking_in) = match matrix.sharing {
        MatrixSharing::Shared => ("", None),
        MatrixSharing::Unique => ("unique", None),
        MatrixSharing::All => ("all", None),
        MatrixSharing::LackingIn(key) => ("lacking", state.documents.iter().position(|d| d.key == key)),
    };
    let category = matrix.category.map(|category| category.name().to_owned());
    let (streets, years) = (matrix.columns.streets.clone(), matrix.columns.years.clone());
    MatrixView { text: matrix.text.clone(), category, sharing: sharing.to_owned(), lacking_in, streets, years }
}

/// How the panes stand.
pub(in crate::ui) fn reading_view(state: &AppState) -> ReadingView {
    let reading = &state.reading;
    let pane = |(document, open): (usize, &OpenDocument)| PaneView {
        document,
        share: reading.shares.get(&open.key).copied(),
        maximised: reading.maximised == Some(open.key),
        held: state.following.held.contains(&open.key),
        repairs: reading.repairs.contains(&open.key),
    };
    let panes = state.documents.iter().enumerate().map(pane).filter(|pane| !pane.is_usual()).collect();
    ReadingView { only_local: reading.dim, panes }
}

/// The view's name in files.
pub(super) const fn view_code(view: View) -> &'static str {
    match view {
        View::Read => "read",
        View::Matrix => "matrix",
        View::Gaps => "gaps",
        View::Years => "years",
        View::Promises => "promises",
        View::Figures => "figures",
        View::Concordance => "concordance",
    }
}

/// The filter's name in files.
pub(super) const fn filter_code(filter: InitiativeFilter) -> &'static str {
    match filter {
        InitiativeFilter::Shared => "shared",
        InitiativeFilter::Unique => "unique",
        InitiativeFilter::All => "all",
        InitiativeFilter::Pending => "pending",
    }
}
