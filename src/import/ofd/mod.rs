//! Ofd: to be written.

use super::{Body, Format, ImportError};

/// Reads a document.
pub fn read(_bytes: &[u8]) -> Result<Body, ImportError> {
    Err(ImportError::damaged(Format::Ofd, "尚未支持"))
}
