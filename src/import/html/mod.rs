//! Web pages: to be written.

use super::{Body, Encoding, Format, ImportError};

/// Reads a page.
pub fn read(_bytes: &[u8]) -> Result<(Encoding, Body), ImportError> {
    Err(ImportError::damaged(Format::Html, "尚未支持"))
}

/// Reads a saved page with its parts.
pub fn read_archive(_bytes: &[u8]) -> Result<(Encoding, Body), ImportError> {
    Err(ImportError::damaged(Format::Mhtml, "尚未支持"))
}
