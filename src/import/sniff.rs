//! Tells other formats from text by their first bytes.

use super::ImportError;

/// Signatures at the start of a file and what such a file is, in Chinese.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF 文件"),
    (b"PK\x03\x04", "压缩容器（Word、WPS、OFD 或 ZIP 文件）"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Word 97-2003 或 WPS 的二进制文档"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xFF\xD8\xFF", "图片"),
    (b"GIF8", "图片"),
];

/// An error for a file that is of a known format but not text.
pub fn refuse_other_formats(bytes: &[u8]) -> Result<(), ImportError> {
    match SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        Some((_, what)) => Err(ImportError::Unsupported { what }),
        None => Ok(()),
    }
}
