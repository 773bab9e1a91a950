//! What the window shows, written down for a test that looks from outside: an end-to-end run, a benchmark.
//!
//! In: the state after each frame. Out: where the environment variable `JIEDU_STATE_DUMP` names a file, a small JSON there, written whole
//! through the worker each time the window has come to rest (no work under way, no pane gliding or about to follow) and shows something
//! else than what was written last. It tells facts of the screen, not of the program's insides, so that a test can hold them against the
//! documents. A means for tests only: without the variable nothing here has any effect.

use std::path::PathBuf;
use std::time::Instant;

use serde::Serialize;

use super::apply::section_label;
use super::state::{AppState, DocumentKey, OpenDocument, OpenState, TieMode, View};
use crate::text::Span;
use crate::worker::{Job, Worker};

/// Writes the state down as it changes.
#[derive(Debug)]
pub struct Dump {
    started: Instant,
    file: Option<PathBuf>,
    times: Times,
    last: Option<Shown>,
}

/// Milliseconds since the program began.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize)]
struct Times {
    /// The first frame was laid out.
    first_frame_ms: Option<u64>,
    /// The first frame with any comparison of documents was laid out, a preliminary one included.
    first_compared_ms: Option<u64>,
    /// For the first time all documents were read and compared, and nothing moved.
    first_rest_ms: Option<u64>,
}

/// What is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Shown {
    initiative: Option<Chosen>,
    view: &'static str,
    /// Number of pages of the print view, once they are typeset.
    pages: Option<usize>,
    tie: TieMode,
    documents: Vec<DocumentShown>,
    /// Files that could not be read: their names, what is wrong and what to do.
    failed: Vec<(String, String)>,
    #[serde(flatten)]
    times: Times,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Chosen {
    id: String,
    name: String,
}

/// One document of the comparison, in its order.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct DocumentShown {
    key: DocumentKey,
    label: String,
    /// Where its file lies; `null` for samples.
    path: Option<String>,
    /// `pane` or `stub`; the rest is `null` for a document that has had no pane yet.
    shown: &'static str,
    /// Points from the column's top to the viewport's.
    scroll_y: Option<f64>,
    viewport_height: Option<f32>,
    /// First byte on the reading line, and the title of the section there.
    reading: Option<usize>,
    section: Option<String>,
    /// Bytes in view, end exclusive.
    visible: Option<[usize; 2]>,
    /// Bytes of the mention that the pane stands on, end exclusive; `null` where it does not mention the chosen initiative.
    mention: Option<[usize; 2]>,
    mention_visible: bool,
    /// Held in its place.
    held: bool,
    /// What it rests on that the pane followed as it did.
    followed: Option<String>,
}

impl Dump {
    /// A dump to `file`, or none; times are counted from `started`.
    pub fn new(started: Instant, file: Option<PathBuf>) -> Self {
        Self { started, file, times: Times::default(), last: None }
    }

    /// To be called at the end of each frame.
    pub fn after_frame(&mut self, state: &AppState, worker: &Worker) {
        let Some(file) = &self.file else { return };
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (some, rest) = (!state.comparison.documents.is_empty(), is_at_rest(state, worker));
        self.times.first_frame_ms.get_or_insert(now);
        if some {
            self.times.first_compared_ms.get_or_insert(now);
        }
        if !rest {
            return;
        }
        if some {
            self.times.first_rest_ms.get_or_insert(now);
        }
        let shown = shown(state, self.times);
        if self.last.as_ref() == Some(&shown) {
            return;
        }
        if let Ok(json) = serde_json::to_string_pretty(&shown) {
            worker.send(Job::DumpState { file: file.clone(), state: json });
        }
        self.last = Some(shown);
    }
}

fn is_at_rest(state: &AppState, worker: &Worker) -> bool {
    let gliding = |key: &DocumentKey| state.panes.get(key).is_some_and(|p| p.reader.is_gliding());
    worker.pending() == 0 && !state.comparing() && state.following.moved_at.is_none() && !state.shown.iter().any(gliding)
}

fn shown(state: &AppState, times: Times) -> Shown {
    let initiative = state.selected_initiative();
    Shown {
        initiative: initiative.map(|i| Chosen { id: i.id.as_str().to_owned(), name: i.name.clone() }),
        view: view(state),
        pages: pages(state),
        tie: state.tie,
        documents: (0..state.compared.len()).filter_map(|index| document(state, index)).collect(),
        failed: state.documents.iter().filter_map(failure).collect(),
        times,
    }
}

fn failure(document: &OpenDocument) -> Option<(String, String)> {
    match &document.state {
        OpenState::Failed(reason) => Some((document.name.clone(), reason.clone())),
        _ => None,
    }
}

const fn view(state: &AppState) -> &'static str {
    #[cfg(feature = "paper")]
    if state.printing.is_some() {
        return "print";
    }
    match state.view {
        View::Matrix => "matrix",
        View::Gaps => "gaps",
        View::Years => "years",
        View::Promises => "promises",
        View::Figures => "figures",
        View::Concordance => "concordance",
        View::Read if state.shown.is_empty() => "none",
        View::Read => "side-by-side",
    }
}

#[cfg(feature = "paper")]
fn pages(state: &AppState) -> Option<usize> {
    let printing = state.printing.as_ref().filter(|p| !p.typesetting())?;
    printing.pages.as_ref().map(|pages| pages.count())
}

#[cfg(not(feature = "paper"))]
const fn pages(_state: &AppState) -> Option<usize> {
    None
}

fn document(state: &AppState, index: usize) -> Option<DocumentShown> {
    let key = *state.compared.get(index)?;
    let document = state.comparison.documents.get(index)?;
    let pane = state.panes.get(&key);
    let seen = pane.and_then(|p| p.seen.as_ref());
    let pair = |span: Span| [span.start.0, span.end.0];
    let mention = state.current_mention(index).map(|m| m.span);
    let is_pane = state.shown.contains(&key);
    Some(DocumentShown {
        key,
        label: document.label(),
        path: state.document(key).and_then(|d| d.path.as_ref()).map(|p| p.to_string_lossy().replace('\\', "/")),
        shown: if is_pane { "pane" } else { "stub" },
        scroll_y: seen.and(pane).map(|p| p.reader.scroll_y()),
        viewport_height: seen.and(pane).map(|p| p.reader.viewport_height()),
        reading: seen.map(|s| s.reading.0),
        section: pane.and_then(|p| p.section).map(|s| section_label(document, s)),
        visible: seen.map(|s| pair(s.visible)),
        mention: mention.map(pair),
        mention_visible: is_pane && mention.is_some_and(|m| seen.is_some_and(|s| s.visible.contains(m))),
        held: state.following.held.contains(&key),
        followed: state.following.reasons.get(&key).cloned(),
    })
}
