//! Files that could harm are imported in child processes of this program.
//!
//! In: a file's name and bytes. Out: what `import` makes of them, or why nothing came of it. The parsers of binary formats and web
//! pages are large and their input is a stranger's: a panic, a stack overflow, an endless loop or a bomb there must cost that one file and
//! nothing else. So each runs in a child (`child`) that the system holds to limits, watched from here by the clock and by its memory; children
//! are reused from file to file and replaced after a crash, a time-out or so many files. Plain text is read in this process: it has no
//! parser to lead astray. Whoever makes an [`Importers`] says which program to start: `import` itself never spawns anything.

mod child;
mod helper;
mod wire;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use child::{is_called, serve};

use self::helper::Helper;
use crate::import::{ImportError, Imported, import, is_plain};
use crate::workspace::{FileError, read_bytes};

/// What one import may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time on the clock for one file.
    pub time: Duration,
    /// Memory of one child process, in bytes.
    pub memory: u64,
    /// A child is replaced after so many files: whatever a parser leaks goes with it.
    pub files: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(60), memory: 1024 * 1024 * 1024, files: 200 }
    }
}

/// Why a file was not imported. The message says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file itself could not be had.
    #[error(transparent)]
    File(#[from] FileError),
    /// The importer refused it.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The import brought its process down.
    #[error("读取时解析程序异常中止，这个文件没有打开（可能已损坏或经特意构造）；请在原程序中打开并另存后再试，其余文件不受影响")]
    Crashed,
    /// The import took too long.
    #[error("读取超过 {} 秒仍未完成，已停止；文件可能过大、已损坏或经特意构造，请拆分或在原程序中另存后再试", .0.as_secs_f64())]
    TimedOut(Duration),
    /// The import took too much memory.
    #[error("读取所需内存超过 {} MB，已停止；文件可能过大、已损坏或经特意构造，请拆分或在原程序中另存后再试", .0 / 1_048_576)]
    OutOfMemory(u64),
    /// No child process could be started.
    #[error("无法启动读取文件的子进程（{0}）；请确认程序文件完整、系统未限制新进程，然后重试")]
    NoProcess(std::io::Error),
    /// Nobody wants the file any more.
    #[error("已取消读取")]
    Cancelled,
}

/// A pool of child processes. Threads share it, each import has a child for itself. Children end when it is dropped.
#[derive(Debug)]
pub struct Importers {
    program: PathBuf,
    limits: Limits,
    idle: Mutex<Vec<Helper>>,
}

impl Importers {
    /// A pool whose children are `program`, which must call [`serve`] when [`is_called`] says so. Nothing is started yet.
    #[must_use]
    pub const fn new(program: PathBuf, limits: Limits) -> Self {
        Self { program, limits, idle: Mutex::new(Vec::new()) }
    }

    /// Reads and imports a file. `is_wanted` is asked some times a second; once it says no, the import ends.
    ///
    /// # Errors
    /// [`ReadError`] with what is wrong and what to do.
    pub fn read_file(&self, path: &Path, is_wanted: &dyn Fn() -> bool) -> Result<Imported, ReadError> {
        let bytes = read_bytes(path)?;
        self.import(&path.to_string_lossy(), bytes, is_wanted)
    }

    /// Imports bytes: plain text here, everything else in a child.
    ///
    /// # Errors
    /// As [`Self::read_file`].
    pub fn import(&self, name: &str, bytes: Vec<u8>, is_wanted: &dyn Fn() -> bool) -> Result<Imported, ReadError> {
        if is_plain(&bytes) {
            return Ok(import(name, &bytes)?);
        }
        if !is_wanted() {
            return Err(ReadError::Cancelled);
        }
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut helper = match idle {
            Some(helper) => helper,
            None => Helper::start(&self.program, &self.limits).map_err(ReadError::NoProcess)?,
        };
        let result = helper.import(name, bytes, &self.limits, is_wanted);
        // A child that failed in any way but by the importer's own word is not trusted with another file: it ends here.
        if matches!(result, Ok(_) | Err(ReadError::Import(_))) && helper.files() < self.limits.files {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(helper);
        }
        result
    }

    /// Ends the children that wait for work: after a batch they would only hold memory.
    pub fn rest(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// The pool of this program: its children are the program that is running.
///
/// # Errors
/// Where the system does not tell which file that is.
pub fn of_this_program() -> std::io::Result<Arc<Importers>> {
    Ok(Arc::new(Importers::new(std::env::current_exe()?, Limits::default())))
}
