//! Automatic numbers: a list's levels and a count in, the number as the office prints it out.
//!
//! Word (both file formats), RTF and OpenDocument name the same few number formats differently and count by nearly the same rules.
//! Here is what they share: [`NumberFormat`] writes a value, [`Level`] says how one level of a list looks, [`Counters`] counts.
//!
//! ```text
//! let mut counters = Counters::default();              // one per list (docx: per abstractNum; doc: per LSTF)
//! let number = counters.next(level, &levels);          // level from 0; "（二）"
//! builder.number(&levels[level].separated(&number));
//! ```

// The importers of .doc and .rtf take what the others leave.

mod chinese;
mod counters;
mod format;
mod latin;

pub use counters::{Counters, Follow, LEVELS, Level, Piece};
pub use format::NumberFormat;
