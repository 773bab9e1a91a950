//! Bytes and a name in, [`Imported`] out: the text of a file as the file has it, with the hints its format gives.
//!
//! Sniffs by content, not by extension. Never touches a disk: who has the bytes hands them over. One file
//! per format; plain text and Markdown so far. What cannot be read is an [`ImportError`], which says what is
//! wrong and what to do; dirty text is never an error.

mod encoding;
mod hints;
mod markdown;
mod sniff;

use serde::Serialize;
use sha2::{Digest, Sha256};

pub use encoding::Encoding;
pub use hints::{Hint, HintKind};

use crate::text::Span;

/// Largest file that is read, in bytes. A text of a street office has 20 KB, the whole of a city's 50 MB.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The format of a file, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown, or plain text with Markdown's marks.
    Md,
}

/// The text of one file before any cleaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The name under which the file was given: a path, or a label for text without one. With `/`.
    pub name: String,
    /// SHA-256 of the file's bytes, lower-case hexadecimal.
    pub sha256: String,
    /// The format by content.
    pub format: Format,
    /// The encoding that the bytes were read in.
    pub encoding: Encoding,
    /// Bytes of a byte-order mark before the text, so that text offsets lead back to the file.
    pub bom_bytes: usize,
    /// The text as decoded, every character kept (NUL and bidi controls too).
    pub text: String,
    /// What the format says beside the text: bold runs, heading marks. Sorted by start.
    pub hints: Vec<Hint>,
    /// What was odd in the bytes: places in `text` and what stands there.
    pub notes: Vec<ImportNote>,
    /// Whether the text has the file's bytes one to one, after the byte-order mark.
    same_bytes: bool,
}

/// Something odd that import met and went past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportNote {
    /// Stable code, for programs.
    pub code: &'static str,
    /// For people, in Chinese.
    pub message: String,
    /// Where in the imported text.
    pub span: Span,
}

/// Why a file could not be read. The message says what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No bytes, or nothing but blanks.
    #[error("文件是空的，没有可读的文字；请确认下载或导出是否完整")]
    Empty,
    /// Larger than [`MAX_BYTES`].
    #[error("文件有 {} MB，超过 {} MB 的上限；请拆分后再打开", .bytes.div_ceil(1_048_576), MAX_BYTES / 1_048_576)]
    TooLarge {
        /// Size of the file.
        bytes: u64,
    },
    /// A known format that cannot be read yet.
    #[error("这是{what}，本版本只能读纯文本和 Markdown；请在原程序中另存为 .txt（UTF-8）后再打开")]
    Unsupported {
        /// Chinese name of the format.
        what: &'static str,
    },
    /// Not text in any encoding.
    #[error("内容不是文本（像是二进制文件），无法阅读；请检查扩展名是否正确，或在原程序中另存为 .txt 后再打开")]
    Binary,
}

/// Reads the bytes of one file.
///
/// `name` is what the file is called where it came from; it is kept for the user and never opened.
///
/// # Errors
/// [`ImportError`] where there is no text to be had: empty, too large, binary, or a format for later.
pub fn import(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        return Err(ImportError::TooLarge { bytes: size });
    }
    sniff::refuse_other_formats(bytes)?;
    let decoded = encoding::decode(bytes)?;
    if decoded.text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(ImportError::Empty);
    }
    let (format, hints) = markdown::hints(name, &decoded.text);
    Ok(Imported {
        name: name.replace('\\', "/"),
        sha256: hex(&Sha256::digest(bytes)),
        format,
        encoding: decoded.encoding,
        bom_bytes: decoded.bom_bytes,
        same_bytes: decoded.encoding == Encoding::Utf8 && bytes.get(decoded.bom_bytes..) == Some(decoded.text.as_bytes()),
        notes: encoding::notes(&decoded),
        text: decoded.text,
        hints,
    })
}

impl Imported {
    /// Where a span of the text stands in the file's bytes; `None` where the encoding does not tell without decoding again.
    #[must_use]
    pub fn byte_span(&self, span: Span) -> Option<Span> {
        self.same_bytes.then(|| span.shifted(self.bom_bytes))
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
