//! Files and folders on the disk: which to read, and their bytes.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::import::{ImportError, MAX_BYTES};

/// Endings that a folder is searched for, and that dialogs offer. A file named by the user is read whatever it is called.
pub const ENDINGS: &[&str] =
    &["txt", "md", "markdown", "text", "docx", "doc", "wps", "wpt", "pdf", "ofd", "html", "htm", "mhtml", "mht", "rtf", "odt"];
/// Folders are searched so deep: a slip (the whole disk dropped) ends soon.
const MAX_DEPTH: usize = 8;
/// And no more files than this are taken from one folder.
const MAX_FILES: usize = 2000;

/// Why a path gave nothing. The message says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Nothing of that name.
    #[error("找不到这个文件；请检查路径，或文件是否已被移动、删除")]
    Missing,
    /// No right to read.
    #[error("没有读取权限；请检查文件权限，或先复制到自己的文件夹")]
    Denied,
    /// A folder without a document in it.
    #[error("文件夹里没有可读的文档（.docx、.doc、.wps、.pdf、.ofd、网页、.rtf、.odt、.txt、.md）；请选择含有文档的文件夹")]
    NoDocuments,
    /// Any other failure of the disk.
    #[error("无法读取（{0}）；请检查磁盘或网络位置后重试")]
    Disk(std::io::Error),
    /// Larger than [`MAX_BYTES`].
    #[error(transparent)]
    TooLarge(ImportError),
}

impl From<std::io::Error> for FileError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::Disk(error),
        }
    }
}

/// The documents at a path: the file itself, or all in a folder, in order of their paths.
///
/// # Errors
/// [`FileError`] where there is nothing to read.
pub fn find_files(path: &Path) -> Result<Vec<PathBuf>, FileError> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut out = Vec::new();
    collect(path, MAX_DEPTH, &mut out)?;
    if out.is_empty() { Err(FileError::NoDocuments) } else { Ok(out) }
}

fn collect(folder: &Path, depth: usize, out: &mut Vec<PathBuf>) -> Result<(), FileError> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    for path in entries {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        if hidden || out.len() >= MAX_FILES {
            continue;
        }
        if path.is_dir() {
            // A folder inside that cannot be read costs only itself. Links are not followed: they may lead in a circle.
            if depth > 0 && !path.is_symlink() {
                let _ = collect(&path, depth - 1, out);
            }
        } else if path.extension().is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known))) {
            out.push(path);
        }
    }
    Ok(())
}

/// The bytes of one file, [`MAX_BYTES`] at most.
///
/// # Errors
/// [`FileError`] with what is wrong and what to do.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    if size > MAX_BYTES {
        return Err(FileError::TooLarge(ImportError::TooLarge { bytes: size }));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size + 1).unwrap_or(0));
    // One byte more than allowed, so that a file that grows meanwhile is refused and not cut.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
