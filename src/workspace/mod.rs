//! What the user has open, and where it comes from on the disk.

mod files;
mod lexicon_csv;
mod placing;
mod save;
mod session;
mod user_lexicon;
mod work;

pub use files::{ENDINGS, FileError, find_files, read_bytes};
pub use lexicon_csv::{from_csv, to_csv};
pub use placing::{PlacedNote, PlacedPin, Placer};
pub use save::{WriteError, write_file};
pub use session::{
    ColourSet, Language, Session, SessionDocument, Settings, ThemeChoice, TieMode, WindowPlace, load_session, save_session, session_file,
};
pub use user_lexicon::{Known, Lesson, USER_LEXICON, can_learn, forget, lexicon_file, put, read_entries, teach};
pub use work::{About, Note, Pin, Work};
