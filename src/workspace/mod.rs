//! What the user has open, and where it comes from on the disk.

mod file;
mod files;
mod lock;
mod recovery;
mod save;
mod session;
mod store;
mod work;

pub use file::{MatrixView, RecoveryNote, ViewState, WORKSPACE_ENDING, WORKSPACE_VERSION, Workspace, WorkspaceDocument, WorkspaceError};
pub use files::{ENDINGS, FileError, find_files, read_bytes};
pub use lock::{Lock, Locked};
pub use recovery::{
    Recoverable, forget_recovery, hold_recovery, keep_recovery, load_recovery, new_recovery_id, recoverable, recovery_file,
    recovery_folder, recovery_id,
};
pub use save::{WriteError, sweep, write_file};
pub use session::{Language, Session, SessionDocument, ThemeChoice, TieMode, load_session, save_session, session_file};
pub use store::{
    Found, Loaded, SaveError, SaveOptions, backup_path, digest, file_digest, find_documents, load_workspace, relative_to, save_workspace,
};
pub use work::{About, Note, Pin, Work};
