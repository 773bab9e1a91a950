//! Everything that the user can make happen. Views only send these; `apply` carries them out.

use std::path::PathBuf;

use crate::compare::Columns;
use crate::initiative::{Category, InitiativeId};
use crate::text::{ByteOffset, Span};

use super::charts::ChartsCommand;
use super::chooser::Target;
use super::concordance::ConcordanceCommand;
use super::deciding::DecidingCommand;
use super::figures::FiguresCommand;
use super::gaps::GapsCommand;
use super::language::Language;
use super::matrix::{MatrixCells, MatrixColumn, MatrixSharing};
use super::promises::PromisesCommand;
use super::reading::ReadingCommand;
use super::settings::Setting;
use super::state::{DocumentKey, InitiativeFilter, ThemeChoice, TieMode, View};
use super::work::WorkCommand;
use super::workspace::WorkspaceCommand;
use super::years::YearsCommand;

/// One wish of the user.
#[allow(clippy::large_enum_variant, reason = "one is made for a click: its size costs nothing")]
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show the system's dialog for files, or for a folder.
    PickFiles {
        /// A folder instead of files.
        folder: bool,
    },
    /// Show or hide the field for a path.
    TogglePathField,
    /// Open files and folders.
    Open(Vec<PathBuf>),
    /// Open what was dropped onto the window in this frame.
    OpenDropped,
    /// Open the labelled samples.
    OpenSamples,
    /// Close a document.
    Close(DocumentKey),
    /// Close all documents.
    CloseAll,
    /// Show or hide a document.
    ToggleHidden(DocumentKey),
    /// Put a document before the one that is at this place now.
    Move {
        /// Which.
        key: DocumentKey,
        /// Zero-based place among all documents.
        to: usize,
    },
    /// Bring a document that has no pane into view.
    BringIn(DocumentKey),
    /// Stop reading files that are not read yet.
    StopReading,
    /// Read a failed file again.
    Retry(DocumentKey),
    /// Choose an initiative, or none.
    Select(Option<InitiativeId>),
    /// Choose an initiative where the user clicked it; the pane under the hand stays where it is.
    SelectAt {
        /// The initiative.
        id: InitiativeId,
        /// The document clicked in.
        key: DocumentKey,
        /// Where in its text.
        at: ByteOffset,
    },
    /// Go to the next or previous mention of the chosen initiative in a document.
    StepMention {
        /// The document.
        key: DocumentKey,
        /// Backwards.
        back: bool,
    },
    /// Go to the next or previous mention from where the active pane stands, on into the next pane.
    StepAcross {
        /// Backwards.
        back: bool,
    },
    /// Choose the next or previous shared initiative in reading order of the active pane, and go to it.
    StepShared {
        /// Backwards.
        back: bool,
    },
    /// How the panes scroll together.
    Tie(TieMode),
    /// The next way in which the panes scroll together.
    NextTie,
    /// Bring a pane to the mention that it stands on; the others stay.
    ShowMention(DocumentKey),
    /// Hold a pane where it is, or loosen it.
    ToggleHeld(DocumentKey),
    /// Make a pane the one that keys act on.
    Activate(DocumentKey),
    /// Go to the next or previous initiative of the list.
    StepInitiative {
        /// Backwards.
        back: bool,
    },
    /// Scroll a pane to a place.
    Reveal {
        /// The document.
        key: DocumentKey,
        /// The place.
        span: Span,
    },
    /// Filter the list of initiatives.
    Filter(InitiativeFilter),
    /// Show another view in the centre.
    Show(View),
    /// From the matrix to the passages: the panes, with this initiative chosen and this document among them.
    OpenPassages {
        /// The initiative.
        id: InitiativeId,
        /// The document.
        key: DocumentKey,
    },
    /// By which documents mention them the matrix shows initiatives.
    MatrixSharing(MatrixSharing),
    /// The policy area that the matrix shows, or all.
    MatrixCategory(Option<Category>),
    /// The documents that have a column in the matrix.
    MatrixColumns(Columns),
    /// What stands in the matrix's cells.
    MatrixCells(MatrixCells),
    /// Take every filter off the matrix.
    ClearMatrixFilter,
    /// Order the matrix by a column, the other way round, or by policy area again.
    SortMatrix(MatrixColumn),
    /// Put the matrix as it shows on the clipboard.
    CopyMatrix,
    /// Of the view of gaps.
    Gaps(GapsCommand),
    /// Of the view of years.
    Years(YearsCommand),
    /// Of the view of promises.
    Promises(PromisesCommand),
    /// Of the view of figures.
    Figures(FiguresCommand),
    /// Export the comparison for other programs.
    Export,
    /// Of the pictures.
    Charts(ChartsCommand),
    /// Of the concordance.
    Concordance(ConcordanceCommand),
    /// Of 对读.
    Reading(ReadingCommand),
    /// Of deciding about initiatives.
    Deciding(DecidingCommand),
    /// A change of what the user adds, or its undoing.
    Work(WorkCommand),
    /// Of the workspace file.
    Workspace(WorkspaceCommand),
    /// Show the find bar, or go into it.
    OpenFind,
    /// Close the find bar.
    CloseFind,
    /// Go to the next or previous hit.
    StepFind {
        /// Backwards.
        back: bool,
    },
    /// Copy a stretch of a document with its source.
    Copy {
        /// The document.
        key: DocumentKey,
        /// What.
        span: Span,
    },
    /// Make the text larger or smaller by so many points; 0 gives back the default.
    Zoom(f32),
    /// Light, dark or as the system.
    Theme(ThemeChoice),
    /// Show or hide the evidence.
    ToggleEvidence,
    /// Show or hide a document's particulars: repairs, diagnostics, file.
    ShowInfo(Option<DocumentKey>),
    /// Undo a group of repairs of a document, or make it again.
    ToggleRepair {
        /// The document.
        key: DocumentKey,
        /// The group.
        group: u32,
    },
    /// Of the print view.
    #[cfg(feature = "paper")]
    Print(super::printing::PrintCommand),
    /// Show or hide the help.
    ToggleHelp,
    /// Show or hide what the program is made of.
    ToggleAbout,
    /// Show or hide the settings page.
    ToggleSettings,
    /// Change a setting.
    Set(Setting),
    /// Another language of the window.
    Language(Language),
    /// Open the command palette.
    OpenChooser,
    /// Close it.
    CloseChooser,
    /// Do what one of its rows does.
    Choose(Target),
    /// Leave the program.
    Quit,
    /// Take a message away.
    DismissNotice,
    /// Close what is on top: find, help, particulars, else the chosen initiative.
    Escape,
}
