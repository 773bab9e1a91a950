//! Plain text and Markdown: the bytes are the text.
//!
//! In: bytes. Out: the text byte for byte as decoded, with the marks of Markdown as hints. What its lines are must be found out later.

use super::encoding::{self, Encoding};
use super::{Body, Format, ImportError, markdown};

/// What plain bytes give.
pub struct Plain {
    pub format: Format,
    pub encoding: Encoding,
    pub bom_bytes: usize,
    /// Whether the text has the bytes one to one after the byte-order mark.
    pub same_bytes: bool,
    pub body: Body,
}

/// Reads plain text.
///
/// # Errors
/// [`ImportError::Binary`] where no encoding makes text of it, [`ImportError::Empty`] where there is nothing but blanks.
pub fn read(name: &str, bytes: &[u8]) -> Result<Plain, ImportError> {
    let decoded = encoding::decode(bytes)?;
    if decoded.text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(ImportError::Empty);
    }
    let (format, hints) = markdown::hints(name, &decoded.text);
    Ok(Plain {
        format,
        encoding: decoded.encoding,
        bom_bytes: decoded.bom_bytes,
        same_bytes: decoded.encoding == Encoding::Utf8 && bytes.get(decoded.bom_bytes..) == Some(decoded.text.as_bytes()),
        body: Body { notes: encoding::notes(&decoded), text: decoded.text, hints, ..Body::default() },
    })
}
