//! What the user has open, and where it comes from on the disk.

mod files;
mod save;
mod session;

pub use files::{ENDINGS, FileError, find_files, read_bytes};
pub use save::{WriteError, write_file};
pub use session::{Session, SessionDocument, ThemeChoice, TieMode, load_session, save_session, session_file};
