//! The child's side: imports what comes over standard input until that ends.
//!
//! It gives away what it does not need before the first byte of a stranger's file arrives: it can open no file, no socket and no process any
//! more (Unix: limits of the system), its memory and its core dumps are bounded. A watchdog in the child ends it where the parent
//! that would kill it is gone.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::Limits;
use super::wire::{read_frame, write_frame};
use crate::import::import;

/// First argument of a child; the second is its time limit in seconds, the third its memory limit in bytes. Not for users.
const FLAG: &str = "--import-child";
/// Deep files recurse deep in the libraries that parse them: room for those that are merely deep, in bytes.
const STACK: usize = 64 * 1024 * 1024;
/// The parent's clock is asked first.
const GRACE: Duration = Duration::from_secs(10);
/// Address space that the program takes by itself (its file, its stacks, the allocator's arenas), in bytes.
#[cfg(unix)]
const OWN_SPACE: u64 = 768 * 1024 * 1024;

/// Arguments that start a child under these limits.
pub(super) fn arguments(limits: &Limits) -> [String; 3] {
    [FLAG.to_owned(), limits.time.as_secs().max(1).to_string(), limits.memory.to_string()]
}

/// Whether these arguments of the program ask for a child.
#[must_use]
pub fn is_called(first_argument: Option<&OsStr>) -> bool {
    first_argument.is_some_and(|argument| argument == FLAG)
}

/// Serves as a child until standard input ends. `arguments` are those after the first.
#[must_use]
pub fn serve(mut arguments: impl Iterator<Item = String>) -> ExitCode {
    let mut number = || arguments.next().and_then(|a| a.parse::<u64>().ok());
    let (Some(seconds), Some(memory)) = (number(), number()) else { return ExitCode::FAILURE };
    // A panic is told by the exit; its message would only be noise.
    std::panic::set_hook(Box::new(|_| {}));
    let (beat, beats) = mpsc::channel();
    let (go, start) = mpsc::channel();
    let import_all = move || if start.recv().is_ok() { import_all(&beat) } else { Ok(()) };
    let Ok(importing) = thread::Builder::new().stack_size(STACK).spawn(import_all) else { return ExitCode::FAILURE };
    // After the last thread and before the first byte.
    give_away(memory);
    if go.send(()).is_err() {
        return ExitCode::FAILURE;
    }
    watch(&beats, Duration::from_secs(seconds) + GRACE);
    match importing.join() {
        Ok(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Whether an import begins or is done.
#[derive(Clone, Copy)]
enum Beat {
    Begins,
    Done,
}

fn import_all(beat: &mpsc::Sender<Beat>) -> io::Result<()> {
    let (mut from, mut to) = (io::stdin().lock(), io::stdout().lock());
    while let Some(name) = read_frame(&mut from)? {
        let Some(bytes) = read_frame(&mut from)? else { return Ok(()) };
        let _ = beat.send(Beat::Begins);
        let result = import(&String::from_utf8_lossy(&name), &bytes);
        let answer = postcard::to_stdvec(&result).map_err(io::Error::other)?;
        write_frame(&mut to, &answer)?;
        to.flush()?;
        let _ = beat.send(Beat::Done);
    }
    Ok(())
}

/// Returns when the importing thread is gone; ends the process where one import takes longer than `limit`.
fn watch(beats: &mpsc::Receiver<Beat>, limit: Duration) {
    loop {
        match beats.recv() {
            Ok(Beat::Done) => {}
            Err(mpsc::RecvError) => return,
            Ok(Beat::Begins) => match beats.recv_timeout(limit) {
                Ok(_) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
                Err(mpsc::RecvTimeoutError::Timeout) => std::process::exit(1),
            },
        }
    }
}

/// Gives away rights that an import does not need. What the system refuses costs only that defence.
#[cfg(unix)]
fn give_away(memory: u64) {
    use rlimit::{Resource, setrlimit};
    let space = memory.saturating_add(OWN_SPACE);
    // macOS does not hold address space to its limit; there the parent watches.
    let _ = setrlimit(Resource::AS, space, space);
    let _ = setrlimit(Resource::CORE, 0, 0);
    let _ = setrlimit(Resource::FSIZE, 0, 0);
    // The three that are open are all there will be.
    let _ = setrlimit(Resource::NOFILE, 3, 3);
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    let _ = setrlimit(Resource::NPROC, 0, 0);
}

#[cfg(not(unix))]
const fn give_away(_memory: u64) {}
