//! The parent's side of one child: start, hand over a file, wait under limits, end.

use std::io::{self, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

use super::wire::{read_frame, write_frame};
use super::{Limits, ReadError, child};
use crate::import::{ImportError, Imported};

/// How long the answer is waited for before memory, clock and caller are asked again.
const TICK: Duration = Duration::from_millis(50);
/// What Rust's runtime writes where no memory is to be had.
const NO_MEMORY: &str = "memory allocation of";

/// A file on its way to the child.
struct Request {
    name: String,
    bytes: Vec<u8>,
}

/// A child process, alive until dropped.
#[derive(Debug)]
pub(super) struct Helper {
    child: Child,
    /// To the thread that speaks with the child: pipes block, and this side must not.
    requests: mpsc::Sender<Request>,
    answers: mpsc::Receiver<io::Result<Vec<u8>>>,
    system: System,
    files: u32,
    /// Ends the child with this process, however that ends.
    #[cfg(windows)]
    _job: Option<win32job::Job>,
}

impl Helper {
    pub(super) fn start(program: &Path, limits: &Limits) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(child::arguments(limits)).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        without_console(&mut command);
        let mut child = command.spawn()?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("no pipes"));
        };
        #[cfg(windows)]
        let job = job_of(&child);
        let (requests, taken) = mpsc::channel();
        let (answer, answers) = mpsc::channel();
        thread::Builder::new().name("jiedu-child".to_owned()).spawn(move || speak(to, from, &taken, &answer))?;
        Ok(Self {
            child,
            requests,
            answers,
            system: System::new().map_err(io::Error::other)?,
            files: 0,
            #[cfg(windows)]
            _job: job,
        })
    }

    /// Files that the child was given.
    pub(super) const fn files(&self) -> u32 {
        self.files
    }

    /// Imports one file in the child. After any error but [`ReadError::Import`] the child is of no use any more.
    pub(super) fn import(
        &mut self,
        name: &str,
        bytes: Vec<u8>,
        limits: &Limits,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<Imported, ReadError> {
        self.files += 1;
        if self.requests.send(Request { name: name.to_owned(), bytes }).is_err() {
            return Err(self.post_mortem(limits));
        }
        let begun = Instant::now();
        loop {
            match self.answers.recv_timeout(TICK) {
                Ok(Ok(answer)) => {
                    let result: Result<Imported, ImportError> = postcard::from_bytes(&answer).map_err(|_| ReadError::Crashed)?;
                    return Ok(result?);
                }
                Ok(Err(_)) | Err(mpsc::RecvTimeoutError::Disconnected) => return Err(self.post_mortem(limits)),
                Err(mpsc::RecvTimeoutError::Timeout) => {}
            }
            if !is_wanted() {
                return Err(ReadError::Cancelled);
            }
            if begun.elapsed() > limits.time {
                return Err(ReadError::TimedOut(limits.time));
            }
            if self.memory() > limits.memory {
                return Err(ReadError::OutOfMemory(limits.memory));
            }
        }
    }

    /// Memory that the child has now, in bytes; 0 where the system does not tell.
    fn memory(&mut self) -> u64 {
        let pid = Pid::from_u32(self.child.id());
        let kind = ProcessRefreshKind::nothing().with_memory();
        self.system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), true, kind);
        self.system.process(pid).map_or(0, sysinfo::Process::memory)
    }

    /// What the child died of.
    fn post_mortem(&mut self, limits: &Limits) -> ReadError {
        // It may still be dying; what it wrote last can be read once it is dead.
        let _ = self.child.kill();
        let mut said = String::new();
        if let Some(stderr) = self.child.stderr.take() {
            let _ = stderr.take(4096).read_to_string(&mut said);
        }
        if said.contains(NO_MEMORY) { ReadError::OutOfMemory(limits.memory) } else { ReadError::Crashed }
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        // An error means that it is dead already. Waiting keeps it from staying a zombie.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Passes requests to the child and answers back until either side is gone.
fn speak(mut to: ChildStdin, from: ChildStdout, requests: &mpsc::Receiver<Request>, answers: &mpsc::Sender<io::Result<Vec<u8>>>) {
    let mut from = BufReader::new(from);
    while let Ok(request) = requests.recv() {
        let answer = exchange(&mut to, &mut from, &request);
        let failed = answer.is_err();
        if answers.send(answer).is_err() || failed {
            return;
        }
    }
}

fn exchange(to: &mut ChildStdin, from: &mut BufReader<ChildStdout>, request: &Request) -> io::Result<Vec<u8>> {
    write_frame(to, request.name.as_bytes())?;
    write_frame(to, &request.bytes)?;
    to.flush()?;
    read_frame(from)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

/// On Windows a console would flash up for each child.
#[cfg(windows)]
fn without_console(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
const fn without_console(_command: &mut Command) {}

#[cfg(windows)]
fn job_of(child: &Child) -> Option<win32job::Job> {
    use std::os::windows::io::AsRawHandle as _;
    let mut limits = win32job::ExtendedLimitInfo::new();
    limits.limit_kill_on_job_close();
    let job = win32job::Job::create_with_limit_info(&limits).ok()?;
    job.assign_process(child.as_raw_handle() as isize).ok()?;
    Some(job)
}
