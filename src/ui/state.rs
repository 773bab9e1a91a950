//! What there is: open documents, the comparison, what is chosen. Views read it; only `apply` changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Rect;

use crate::compare::{Comparison, Correspondence, Initiative, Mention};
use crate::initiative::InitiativeId;
use crate::structure::Document;
use crate::text::{ByteOffset, Span};

use super::chooser::ChooserState;
use super::concordance::ConcordanceState;
use super::deciding::DecidingState;
use super::figures::FiguresState;
use super::following::Following;
use super::gaps::GapsState;
use super::highlights::Kept;
use super::language::{Language, said};
use super::listing::KeptListing;
use super::matrix::MatrixState;
use super::promises::PromisesState;
use super::reader::{ReaderState, VisibleMark};
use super::reading::ReadingState;
use super::settings::SettingsState;
use super::work::History;
use super::workspace::WorkspaceState;
use super::years::YearsState;

/// Tells one open document from the others as long as the window lives.
pub type DocumentKey = u64;

/// Default size of running text, in points.
pub const DEFAULT_TEXT_SIZE: f32 = 15.0;
/// Smallest and largest size of running text, in points.
pub const TEXT_SIZES: std::ops::RangeInclusive<f32> = 11.0..=30.0;

/// A document in the list.
#[derive(Debug, Clone)]
pub struct OpenDocument {
    /// Its key.
    pub key: DocumentKey,
    /// The file's name, without folders.
    pub name: String,
    /// Where it lies on the disk; `None` for samples and for text without a file.
    pub path: Option<PathBuf>,
    /// How far it is.
    pub state: OpenState,
    /// Taken out of the comparison for now.
    pub hidden: bool,
    /// One of the labelled samples.
    pub sample: bool,
    /// Groups of repairs that the user took back.
    pub undone: BTreeSet<u32>,
}

impl OpenDocument {
    /// Which part of its file it is, where a file holds several documents.
    #[must_use]
    pub fn part(&self) -> Option<u32> {
        if let OpenState::Ready(read) = &self.state { read.part } else { None }
    }
}

/// How far an open document is.
#[derive(Debug, Clone)]
pub enum OpenState {
    /// Being read.
    Loading,
    /// Read.
    Ready(Arc<Document>),
    /// Could not be read: what is wrong and what to do.
    Failed(String),
}

/// Which initiatives the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InitiativeFilter {
    /// In two documents or more.
    #[default]
    Shared,
    /// In one document only.
    Unique,
    /// Discovered, and neither accepted nor refused.
    Pending,
    /// All.
    All,
}

/// What stands in the window's centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// The documents side by side.
    #[default]
    Read,
    /// Initiatives by documents.
    Matrix,
    /// What the others have and one document lacks.
    Gaps,
    /// The same street over years.
    Years,
    /// A plan's items and what the summary says of them.
    Promises,
    /// All measures in one table.
    Figures,
    /// Keyword in context over all documents.
    Concordance,
}

impl View {
    /// All, in the order of the switch.
    pub const ALL: [Self; 7] = [Self::Read, Self::Matrix, Self::Gaps, Self::Years, Self::Promises, Self::Figures, Self::Concordance];

    /// The name on the switch.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => said("对读"),
            Self::Matrix => said("矩阵"),
            Self::Gaps => said("差距"),
            Self::Years => said("年度"),
            Self::Promises => said("兑现"),
            Self::Figures => said("指标"),
            Self::Concordance => said("检索"),
        }
    }
}

pub use crate::workspace::{ThemeChoice, TieMode};

/// The find bar.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// Whether it shows.
    pub open: bool,
    /// Whether its field asks for the keyboard in the next frame.
    pub focus: bool,
    /// What the user typed.
    pub query: String,
    /// The query that `hits` answers, or that was asked.
    pub answered: String,
    /// The request that `hits` answers.
    pub answered_revision: u64,
    /// Hits per document of the comparison.
    pub hits: Vec<Vec<Span>>,
    /// The hit that find stands on: document of the comparison, index.
    pub current: Option<(usize, usize)>,
}

/// A pane's own state.
#[derive(Debug, Default)]
pub struct PaneState {
    /// Scroll position and selection.
    pub reader: ReaderState,
    /// What is marked in the text.
    pub(super) highlights: Kept,
    /// Index of the mention that the pane stands on, among the chosen initiative's mentions there.
    pub mention: usize,
    /// Index of the section on the reading line.
    pub section: Option<usize>,
    /// What the pane showed in the last frame in which it was shown.
    pub seen: Option<Seen>,
}

/// What a pane showed in a frame.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The pane on the screen, in points.
    pub pane: Rect,
    /// Its text on the screen, from the viewport's top to its bottom, in points.
    pub text: Rect,
    /// Where the reading line stands: its row's first byte, or the section's that begins in that row.
    pub reading: ByteOffset,
    /// The text in view.
    pub visible: Span,
    /// Middle of the line that says that the document does not mention the chosen initiative; `None` where it does.
    pub absence: Option<f32>,
    /// Where the selection's moving end stands on the screen, if it is in view.
    pub head: Option<Rect>,
    /// Strong highlights in view.
    pub marks: Vec<VisibleMark>,
    /// How far the user moved the text in this frame, in points, down positive; `None` where they did not.
    pub user_moved: Option<f64>,
}

/// Everything that the window shows.
#[derive(Default)]
pub struct AppState {
    /// In the user's order.
    pub documents: Vec<OpenDocument>,
    /// Files that were to be read since the last time when none was: what progress counts against.
    pub batch: usize,
    /// The comparison of the documents that are read and not hidden.
    pub comparison: Arc<Comparison>,
    /// Where its documents correspond.
    pub correspondence: Arc<Correspondence>,
    /// Keys of the comparison's documents, in its order.
    pub compared: Vec<DocumentKey>,
    /// Grows with each change of what is compared.
    pub revision: u64,
    /// The revision that `comparison` answers.
    pub compared_revision: u64,
    /// Grows with each query.
    pub find_revision: u64,
    /// What stands in the centre.
    pub view: View,
    /// What the matrix keeps.
    pub matrix: MatrixState,
    /// What the view of gaps keeps.
    pub gaps: GapsState,
    /// What the view of years keeps.
    pub years: YearsState,
    /// What the view of promises keeps.
    pub promises: PromisesState,
    /// What the view of figures keeps.
    pub figures: FiguresState,
    /// What the concordance keeps.
    pub concordance: ConcordanceState,
    /// What 对读 keeps beside its panes.
    pub reading: ReadingState,
    /// What deciding keeps.
    pub deciding: DecidingState,
    /// What the user added, with what undo and redo need.
    pub work: History,
    /// The workspace file and what is not in it yet.
    pub workspace: WorkspaceState,
    /// The language of the window.
    pub language: Language,
    /// The chosen initiative.
    pub selected: Option<InitiativeId>,
    /// Which initiatives the list shows.
    pub filter: InitiativeFilter,
    /// The text that the list's names must contain.
    pub filter_text: String,
    /// The list as it was made last.
    pub(super) listing: KeptListing,
    /// The find bar.
    pub find: Find,
    /// Keys of the documents that have a pane in this frame, from left to right.
    pub shown: Vec<DocumentKey>,
    /// How the panes scroll together.
    pub tie: TieMode,
    /// Which pane leads, and which are held.
    pub following: Following,
    /// Panes' states.
    pub panes: BTreeMap<DocumentKey, PaneState>,
    /// Keys in the order in which they were last brought in; the last are shown first where not all fit.
    pub brought_in: Vec<DocumentKey>,
    /// Size of running text that the user wishes, in points.
    pub text_size: f32,
    /// Size that the panes are set in: the wished one as soon as its glyphs are drawn.
    pub set_size: f32,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Whether the evidence shows; `None` until the user decided (then the window's width does).
    pub evidence: Option<bool>,
    /// The document whose particulars show.
    pub info: Option<DocumentKey>,
    /// The print view, where it is open.
    #[cfg(feature = "paper")]
    pub printing: Option<super::printing::Printing>,
    /// Whether the help shows.
    pub help: bool,
    /// Whether it shows what the program is made of.
    pub about: bool,
    /// The settings, and their page.
    pub settings: SettingsState,
    /// The command palette.
    pub chooser: ChooserState,
    /// Whether the field for a path shows, and what it holds.
    pub path_field: Option<String>,
    /// Whether that field asks for the keyboard in the next frame.
    pub path_focus: bool,
    /// A message at the bottom.
    pub notice: Option<String>,
    /// When the message goes by itself, in seconds of the window's clock; `None`: when the user takes it away.
    pub notice_until: Option<f64>,
    /// Digests of the files whose characters were looked for in our faces.
    pub fonts_checked: BTreeSet<String>,
}

impl AppState {
    /// A state without documents.
    #[must_use]
    pub fn new() -> Self {
        Self { text_size: DEFAULT_TEXT_SIZE, set_size: DEFAULT_TEXT_SIZE, ..Self::default() }
    }

    /// Shows a message until the user takes it away.
    pub fn say(&mut self, message: impl Into<String>) {
        self.notice = Some(message.into());
        self.notice_until = None;
    }

    /// How many files are still to be read.
    #[must_use]
    pub fn loading(&self) -> usize {
        self.documents.iter().filter(|d| matches!(d.state, OpenState::Loading)).count()
    }

    /// The open document of a key.
    #[must_use]
    pub fn document(&self, key: DocumentKey) -> Option<&OpenDocument> {
        self.documents.iter().find(|d| d.key == key)
    }

    /// The chosen initiative in the comparison that shows.
    #[must_use]
    pub fn selected_initiative(&self) -> Option<&Initiative> {
        let id = self.selected.as_ref()?;
        self.comparison.initiatives.iter().find(|i| i.id == *id)
    }

    /// The mention of the chosen initiative that the pane of the comparison's `document` stands on.
    #[must_use]
    pub fn current_mention(&self, document: usize) -> Option<&Mention> {
        let initiative = self.selected_initiative()?;
        let last = initiative.mentions_in(document).count().checked_sub(1)?;
        let at = self.compared.get(document).and_then(|key| self.panes.get(key)).map_or(0, |p| p.mention);
        initiative.mentions_in(document).nth(at.min(last))
    }

    /// Index of the chosen initiative in the comparison that shows.
    #[must_use]
    pub fn selected_index(&self) -> Option<usize> {
        let id = self.selected.as_ref()?;
        self.comparison.initiatives.iter().position(|i| i.id == *id)
    }

    /// Whether the print view is open.
    #[must_use]
    pub const fn is_printing(&self) -> bool {
        #[cfg(feature = "paper")]
        if self.printing.is_some() {
            return true;
        }
        false
    }

    /// Index of a document in the comparison.
    #[must_use]
    pub fn compared_index(&self, key: DocumentKey) -> Option<usize> {
        self.compared.iter().position(|k| *k == key)
    }

    /// A mention as its document writes it.
    #[must_use]
    pub fn surface(&self, mention: &Mention) -> &str {
        self.comparison.documents.get(mention.document).map_or("", |d| mention.span.of(&d.text))
    }

    /// The letter of a document in the list: A, B … Z, then numbers.
    #[must_use]
    pub fn letter(index: usize) -> String {
        crate::report::letter(index)
    }

    /// The letter and name of a document of the comparison: `A 友谊路街道 2021 工作要点`.
    #[must_use]
    pub fn lettered(&self, key: DocumentKey, document: &Document) -> String {
        format!("{} {}", self.letter_of(key), document.label())
    }

    /// The letter of an open document.
    #[must_use]
    pub fn letter_of(&self, key: DocumentKey) -> String {
        Self::letter(self.documents.iter().position(|d| d.key == key).unwrap_or(0))
    }

    /// Whether a file is one of the open documents: nothing is ever written over it.
    #[must_use]
    pub fn has_open(&self, file: &Path) -> bool {
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let file = whole(file);
        self.documents.iter().filter_map(|d| d.path.as_deref()).any(|path| whole(path) == file)
    }

    /// Whether only samples are open.
    #[must_use]
    pub fn only_samples(&self) -> bool {
        !self.documents.is_empty() && self.documents.iter().all(|d| d.sample)
    }

    /// Whether the comparison on the screen is older than what is open.
    #[must_use]
    pub const fn comparing(&self) -> bool {
        self.compared_revision < self.revision
    }
}
