//! What the user has open, and where it comes from on the disk.

mod file;
mod files;
mod lexicon_csv;
mod lock;
mod placing;
mod pruning;
mod recovery;
mod samples;
mod save;
mod session;
mod store;
mod user_lexicon;
mod views;
mod work;

pub use file::{RecoveryNote, WORKSPACE_ENDING, WORKSPACE_VERSION, Workspace, WorkspaceDocument, WorkspaceError};
pub use files::{ENDINGS, FileError, find_files, read_bytes};
pub use lexicon_csv::{from_csv, to_csv};
pub use lock::{Lock, Locked};
pub use placing::{PlacedNote, PlacedPin, Placer};
pub use pruning::prune_recovery;
pub use recovery::{
    Recoverable, forget_recovery, hold_recovery, keep_recovery, load_recovery, new_recovery_id, recoverable, recovery_file,
    recovery_folder, recovery_id,
};
pub use samples::SAMPLES;
pub use save::{WriteError, sweep, write_file};
pub use session::{
    ColourSet, Language, Session, SessionDocument, Settings, ThemeChoice, TieMode, WindowPlace, load_session, save_session, session_file,
};
pub use store::{
    Found, Loaded, SaveError, SaveOptions, backup_path, digest, file_digest, find_documents, load_workspace, relative_to, save_workspace,
};
pub use user_lexicon::{Known, Lesson, USER_LEXICON, can_learn, forget, lexicon_file, put, read_entries, teach};
pub use views::{MatrixView, PaneView, ReadingView, ViewState};
pub use work::{About, Note, Pin, Work};
