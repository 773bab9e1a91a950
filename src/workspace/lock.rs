//! [`Lock`]: this window alone writes a file. Held by the system on a small file beside it, so that it ends with the program however that ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// A file that this program holds. Let go when dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Locked {
    /// It is ours.
    Ours(Lock),
    /// Another window has it.
    Others,
    /// The folder takes no lock (read-only, a strange network): saving will show what is wrong, reading needs none.
    Impossible,
}

/// A lock that was taken and removed in the same moment is asked for again so often.
const MAX_TRIES: usize = 5;

impl Lock {
    /// Asks for the right to write `path`.
    #[must_use]
    pub fn take(path: &Path) -> Locked {
        let beside = beside(path);
        for _ in 0..MAX_TRIES {
            let Ok(file) = OpenOptions::new().create(true).truncate(false).write(true).open(&beside) else { return Locked::Impossible };
            match file.try_lock() {
                Ok(()) if is_same(&file, &beside) => return Locked::Ours(Self { file, path: beside }),
                // Removed by the window that had it, between our opening and our locking.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Locked::Others,
                Err(TryLockError::Error(_)) => return Locked::Impossible,
            }
        }
        Locked::Others
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still held: nobody else can have taken it. Left behind, it would only be an empty file.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// The small file: `.name.jiedu.lock`.
fn beside(path: &Path) -> PathBuf {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.lock"))
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let id = |m: &fs::Metadata| (m.dev(), m.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if id(&a) == id(&b))
}

/// Elsewhere a file that is open keeps its name.
#[cfg(not(unix))]
fn is_same(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::{Lock, Locked};

    #[test]
    fn only_one_has_it_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("比较.jiedu");
        let first = Lock::take(&path);
        assert!(matches!(first, Locked::Ours(_)));
        assert!(matches!(Lock::take(&path), Locked::Others));
        drop(first);
        assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 0);
        assert!(matches!(Lock::take(&path), Locked::Ours(_)));
        assert!(matches!(Lock::take(&folder.path().join("none/x.jiedu")), Locked::Impossible));
    }
}
