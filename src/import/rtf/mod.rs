//! Rich Text Format 1.9: bytes in, [`Body`] out.
//!
//! One pass over the tokens, with a stack of groups as a list: nothing here recurses, and what is not known is passed over. Numbers are
//! those that the writer put there (`\listtext`), since every writer of RTF counts its lists for readers that do not.

mod characters;
mod decode;
mod flow;
mod header;
mod reader;
mod state;
mod token;
mod words;

use super::{Body, Format, ImportError};

/// Reads a document.
///
/// # Errors
/// [`ImportError::Damaged`] where it breaks off before any text, [`ImportError::Bomb`] where groups nest beyond all measure.
pub fn read(bytes: &[u8]) -> Result<Body, ImportError> {
    let start = bytes.windows(4).take(4096).position(|window| window == b"{\\rt");
    let Some(bytes) = start.and_then(|at| bytes.get(at..)) else {
        return Err(ImportError::damaged(Format::Rtf, "没有 RTF 文件头"));
    };
    reader::read(bytes)
}
