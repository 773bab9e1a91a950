//! What the user has open, and where it comes from on the disk.

mod files;
mod save;
mod session;
mod work;

pub use files::{ENDINGS, FileError, find_files, read_bytes};
pub use save::{WriteError, write_file};
pub use session::{
    ColourSet, Language, Session, SessionDocument, Settings, ThemeChoice, TieMode, WindowPlace, load_session, save_session, session_file,
};
pub use work::{About, Note, Pin, Work};
