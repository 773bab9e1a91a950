//! The parts of a document that is a ZIP container (docx, odt, OFD): a name in, bytes out, within limits.
//!
//! Nothing is unpacked to a disk: a path that climbs out of the archive names no part and is never found. Names are compared without
//! regard to case, to the kind of slash and to a leading slash, as the files in circulation need it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::{Format, ImportError};

/// A part that unpacks to more is a bomb, in bytes: the longest yearbook's body has 60 MB of XML.
pub const MAX_PART_BYTES: u64 = 192 * 1024 * 1024;
/// All parts that one import reads, in bytes.
const MAX_TOTAL_BYTES: u64 = 384 * 1024 * 1024;
/// A container with more entries is made to exhaust.
const MAX_ENTRIES: usize = 200_000;

/// A ZIP container with the parts of one document.
pub struct Package<'a> {
    format: Format,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Normalised name to the entry's index.
    names: BTreeMap<String, usize>,
    /// What may still be unpacked, in bytes.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens the container of a document of `format`.
    ///
    /// # Errors
    /// [`ImportError::Damaged`] where there is no readable directory of entries, [`ImportError::Bomb`] where it is endless.
    pub fn open(bytes: &'a [u8], format: Format) -> Result<Self, ImportError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::damaged(format, "压缩容器的目录不完整"))?;
        if archive.len() > MAX_ENTRIES {
            return Err(ImportError::bomb(format, format!("容器内有 {} 个部件", archive.len())));
        }
        let mut names = BTreeMap::new();
        for k in 0..archive.len() {
            if let Ok(entry) = archive.by_index_raw(k)
                && let Ok(name) = entry.name()
            {
                // The first of two entries with one name counts, as in the offices that write such files.
                names.entry(normalised(&name)).or_insert(k);
            }
        }
        Ok(Self { format, archive, names, left: MAX_TOTAL_BYTES })
    }

    /// Names of all parts, normalised: lower case, `/`, no leading slash; in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Whether there is such a part.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&normalised(name))
    }

    /// The bytes of a part; `None` where there is none of that name.
    ///
    /// # Errors
    /// [`ImportError::Encrypted`], [`ImportError::Damaged`] where it cannot be unpacked, [`ImportError::Bomb`] where it has no end.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let Some(k) = self.names.get(&normalised(name)).copied() else { return Ok(None) };
        let format = self.format;
        let damaged = || ImportError::damaged(format, format!("部件 {name} 无法解压"));
        if self.archive.by_index_raw(k).is_ok_and(|entry| entry.encrypted()) {
            return Err(ImportError::Encrypted(format));
        }
        let entry = self.archive.by_index(k).map_err(|_| damaged())?;
        let limit = MAX_PART_BYTES.min(self.left);
        let mut bytes = Vec::new();
        // The size that the entry declares is not believed: a bomb declares what it likes.
        let read = entry.take(limit + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > limit {
            return Err(ImportError::bomb(format, format!("部件 {name} 展开超过 {} MB", limit / 1_048_576)));
        }
        read.map_err(|_| damaged())?;
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// As [`Self::part`], for a part without which there is no document.
    ///
    /// # Errors
    /// Also [`ImportError::Damaged`] where the part is missing.
    pub fn required(&mut self, name: &str) -> Result<Vec<u8>, ImportError> {
        self.part(name)?.ok_or_else(|| ImportError::damaged(self.format, format!("缺少部件 {name}")))
    }
}

/// A name as it is compared: `.` and `..` resolved inside the container, never above it.
#[must_use]
pub fn normalised(name: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in name.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part.to_lowercase()),
        }
    }
    parts.join("/")
}

/// The name that `target` means in a part of the name `base`: absolute from the root, else beside `base`.
#[must_use]
pub fn resolved(base: &str, target: &str) -> String {
    if target.starts_with(['/', '\\']) {
        return normalised(target);
    }
    let folder = base.rfind(['/', '\\']).map_or("", |k| &base[..k]);
    normalised(&format!("{folder}/{target}"))
}
