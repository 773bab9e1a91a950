//! The compound file around a document (MS-CFB): streams out of it, read once into memory.
//!
//! A bare document stream without a container, as Word 6 and old mail programs left it, is taken as well.

use std::io::{Cursor, Read, Seek, SeekFrom};

use super::super::{Format, ImportError};

/// First bytes of a compound file (MS-CFB 2.2).
const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Where the streams of a document come from.
pub struct Container<'a> {
    bytes: &'a [u8],
    file: Option<cfb::CompoundFile<Cursor<&'a [u8]>>>,
}

impl<'a> Container<'a> {
    /// Opens the container.
    ///
    /// # Errors
    /// [`ImportError::Damaged`] where its directory or its allocation table cannot be read.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        if !bytes.starts_with(SIGNATURE) {
            return Ok(Self { bytes, file: None });
        }
        let file = cfb::CompoundFile::open(Cursor::new(bytes))
            .map_err(|_| ImportError::damaged(Format::Doc, "复合文档的目录或扇区分配表不完整，可能没有下载完"))?;
        Ok(Self { bytes, file: Some(file) })
    }

    /// A stream's bytes, as many as can be had; `None` where there is no such stream. The flag tells whether its end is missing.
    pub fn stream(&mut self, name: &str) -> Option<(Vec<u8>, bool)> {
        let Some(file) = &mut self.file else {
            return (name == "WordDocument").then(|| (self.bytes.to_vec(), false));
        };
        let mut stream = file.open_stream(name).ok()?;
        // No stream is longer than its file; the declared length is not trusted.
        let wanted = stream.len().min(self.bytes.len() as u64);
        let is_cut = wanted < stream.len();
        let mut bytes = Vec::with_capacity(usize::try_from(wanted).unwrap_or_default());
        let whole = stream.by_ref().take(wanted).read_to_end(&mut bytes);
        Some((bytes, is_cut || whole.is_err()))
    }

    /// A stretch of a stream, for those that are too large to be read for a few bytes.
    pub fn stretch(&mut self, name: &str, at: u32, len: usize) -> Option<Vec<u8>> {
        let mut stream = self.file.as_mut()?.open_stream(name).ok()?;
        stream.seek(SeekFrom::Start(u64::from(at))).ok()?;
        let mut bytes = vec![0; len.min(self.bytes.len())];
        stream.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}
