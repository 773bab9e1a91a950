//! The window. It paints one [`Comparison`](crate::compare::Comparison) and sends [`Command`]s; one place applies them.
//!
//! Nothing in here parses, aligns, sorts a corpus or reads a file: that is the worker's, which wakes the window when it has something.
//! `state` is what there is, `command` what may happen, `apply` makes it happen, `views` paint; `room` says what fits.

mod ahead;
mod app;
mod apply;
mod beside;
mod catalogue;
mod charts;
mod chooser;
mod command;
mod concordance;
mod deciding;
mod dialogs;
mod dump;
mod exporting;
mod figures;
mod figures_apply;
mod following;
mod fonts;
mod gaps;
mod highlights;
mod language;
mod ledger;
mod listing;
mod matrix;
mod matrix_apply;
mod mentions;
mod noting;
mod opening;
mod placing;
#[cfg(feature = "paper")]
mod printing;
mod promises;
mod promises_apply;
pub mod reader;
mod reading;
mod room;
mod settings;
mod state;
mod system_fonts;
mod theme;
mod views;
mod work;
mod workspace;
mod years;

pub use app::{JieduApp, Startup, run_window};
pub use catalogue::{Entry, Keys, Menu, entries, entry};
pub use charts::{ChartsCommand, ChartsState, PictureFormat};
pub use chooser::{ChooserRow, ChooserState, Target};
pub use command::Command;
pub use concordance::{ConcordanceCommand, ConcordanceState};
pub use deciding::{DecidingCommand, DecidingState, DecisionScope, Dialog, Draft, Question, Verdict};
pub use dialogs::{FileDialogs, NativeDialogs, Picked};
pub use figures::{FiguresCommand, FiguresMode, FiguresState};
pub use fonts::install as install_fonts;
pub use gaps::{GapRows, GapsCommand, GapsState};
pub use language::{Language, said, speak, t, tf, told};
pub use ledger::{LedgerCursor, LedgerState};
pub use listing::Listing;
pub use matrix::{MatrixCell, MatrixCells, MatrixColumn, MatrixSharing, MatrixState};
#[cfg(feature = "paper")]
pub use printing::{PrintCommand, Printing, Scope, Zoom};
pub use promises::{PassageKey, PromisesCommand, PromisesState};
pub use reading::{Places, ReadingCommand, ReadingState, TextMenu};
pub use room::{Room, room};
pub use settings::{Setting, SettingsState};
pub use state::{AppState, InitiativeFilter, OpenDocument, OpenState, ThemeChoice, TieMode, View};
pub use work::{Change, History, WorkCommand};
pub use workspace::{Offer, WorkspaceCommand, WorkspaceState};
pub use years::{YearTable, YearsCommand, YearsState};
