//! Files written whole or not at all: first beside, then renamed, so that a crash or a full disk leaves the old one as it was.

use std::fs::{self, File};
use std::io::{Error, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Names that are tried for the file beside, before giving up.
const MAX_TRIES: u32 = 100;

/// Writes `bytes` to `path`, over what stands there. A link is followed; what is no file (a pipe, `/dev/null`) is written to as it is.
///
/// # Errors
/// [`WriteError`] with what is wrong and what to do; `path` is then as before.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    Ok(write_whole(path, bytes)?)
}

/// Why a file could not be written. The message says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder is not there.
    #[error("文件夹不存在；请先建立文件夹，或换一个位置")]
    NoFolder,
    /// No right to write.
    #[error("没有写入权限；请换一个文件夹，或关闭正在使用这个文件的程序")]
    Denied,
    /// No room.
    #[error("磁盘空间不足；请清理后重试，或换一个磁盘")]
    Full,
    /// A folder stands there.
    #[error("这是一个文件夹；请写出文件名")]
    Folder,
    /// Any other failure of the disk.
    #[error("无法写入（{0}）；请换一个位置重试")]
    Disk(Error),
}

impl From<Error> for WriteError {
    fn from(error: Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Disk(error),
        }
    }
}

/// Takes away what writers of `path` that were killed left beside it. Only for who alone writes it.
pub fn sweep(path: &Path) {
    let Some(name) = path.file_name() else { return };
    let start = format!(".{}.", name.to_string_lossy());
    let Some(Ok(entries)) = path.parent().map(fs::read_dir) else { return };
    for entry in entries.flatten() {
        let beside = entry.file_name();
        let beside = beside.to_string_lossy();
        let own = beside.strip_prefix(&start).and_then(|rest| rest.strip_suffix(".new"));
        if own.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '-')) {
            // One that stays is only litter.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return fs::write(&path, bytes);
    }
    let (mut file, beside) = create_beside(&path)?;
    let permissions = old.map(|old| old.permissions());
    let written = file
        .write_all(bytes)
        .and_then(|()| permissions.map_or(Ok(()), |as_before| file.set_permissions(as_before)))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // What is left beside is of no use; that it cannot be removed is the lesser trouble.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A new file in the folder of `path`, hidden, of a name that nothing has yet.
fn create_beside(path: &Path) -> std::io::Result<(File, PathBuf)> {
    let name = path.file_name().ok_or_else(|| Error::from(ErrorKind::InvalidInput))?.to_string_lossy();
    for k in 0..MAX_TRIES {
        let beside = path.with_file_name(format!(".{name}.{}-{k}.new", std::process::id()));
        match File::create_new(&beside) {
            Ok(file) => return Ok((file, beside)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::write_file;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("比较.pdf");
        write_file(&path, b"old").expect("written");
        write_file(&path, b"new").expect("written");
        assert_eq!(std::fs::read(&path).expect("there"), b"new");
        assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1);
        assert!(write_file(&folder.path().join("none/x"), b"").is_err());
        assert!(write_file(folder.path(), b"").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1);
    }

    #[test]
    fn what_a_killed_writer_left_is_swept_away() {
        let folder = tempfile::tempdir().expect("folder");
        for name in [".比较.jiedu.12-0.new", ".比较.jiedu.lock", ".别的.jiedu.12-0.new", "比较.jiedu"] {
            std::fs::write(folder.path().join(name), "x").expect("written");
        }
        super::sweep(&folder.path().join("比较.jiedu"));
        assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 3);
        assert!(!folder.path().join(".比较.jiedu.12-0.new").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        std::fs::write(&file, "old").expect("written");
        std::os::unix::fs::symlink(&file, &link).expect("link");
        write_file(&link, b"new").expect("written");
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&file).expect("there"), b"new");
    }
}
