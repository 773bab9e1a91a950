//! Files to documents, several at a time.
//!
//! In: where documents are to come from. Out: an [`Event`] for each file as it is done, in whatever order that is. One thread finds the files
//! and hands them to as many readers as the machine has cores; binary formats are imported in child processes (`isolation`). What
//! the user stopped is not begun any more, and an import under way ends. A panic costs that file alone.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use super::{Event, Shared, Source, Ticket};
use crate::import::Imported;
use crate::structure::{Document, read};
use crate::workspace::find_files;

/// Readers mostly wait for their child process: as many as the machine has cores, but enough that two files that hang do not hold up the
/// others, and not so many that they only fight for the disk.
const READERS: std::ops::RangeInclusive<usize> = 4..=8;

/// One file to read.
struct Task {
    ticket: Ticket,
    origin: Origin,
    /// The round of reading that it belongs to; a newer round means that this one was stopped.
    round: u64,
}

enum Origin {
    File(PathBuf, BTreeSet<u32>),
    Bytes { name: String, load: super::Loader },
}

/// Hands files to readers.
pub struct Readers {
    tasks: mpsc::Sender<Task>,
}

impl Readers {
    /// Starts the readers. They end when the handle is dropped.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(events: &mpsc::Sender<Event>, shared: &Arc<Shared>) -> std::io::Result<Self> {
        let (tasks, taken) = mpsc::channel();
        let taken = Arc::new(Mutex::new(taken));
        let readers = thread::available_parallelism().map_or(1, NonZero::get).clamp(*READERS.start(), *READERS.end());
        for k in 0..readers {
            let (taken, events, shared) = (Arc::clone(&taken), events.clone(), Arc::clone(shared));
            let name = format!("jiedu-reader-{k}");
            thread::Builder::new().name(name).spawn(move || run_reader(&taken, &events, &shared))?;
        }
        Ok(Self { tasks })
    }

    /// Finds out what there is to read, and has it read.
    pub fn open(&self, ticket: Ticket, source: Source, shared: &Shared, send: &dyn Fn(Event)) {
        let round = shared.reading_round.load(Ordering::Relaxed);
        match source {
            Source::Restored { path, undone } => self.hand_over(Task { ticket, origin: Origin::File(path, undone), round }, shared),
            Source::Path(path) => match find_files(&path) {
                Err(error) => send(Event::Opened { ticket, name: show(&path), path: Some(path), result: Err(error.to_string()) }),
                Ok(files) => {
                    send(Event::Expanded { ticket, files: files.clone() });
                    for file in files {
                        self.hand_over(Task { ticket, origin: Origin::File(file, BTreeSet::new()), round }, shared);
                    }
                }
            },
            Source::Bytes { name, load } => self.hand_over(Task { ticket, origin: Origin::Bytes { name, load }, round }, shared),
            // Here and not on a reader: two quick changes of one document must come back in their order.
            Source::Again { imported, undone } => {
                let name = imported.name.clone();
                let result = catch_unwind(AssertUnwindSafe(|| documents(&imported, &undone))).map_err(|_| broken());
                send(Event::Opened { ticket, name, path: None, result });
            }
        }
    }

    fn hand_over(&self, task: Task, shared: &Shared) {
        shared.pending.fetch_add(1, Ordering::Relaxed);
        shared.reading.fetch_add(1, Ordering::Relaxed);
        if self.tasks.send(task).is_err() {
            // The readers are gone: nothing waits for it.
            shared.pending.fetch_sub(1, Ordering::Relaxed);
            shared.reading.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

fn run_reader(tasks: &Mutex<mpsc::Receiver<Task>>, events: &mpsc::Sender<Event>, shared: &Shared) {
    loop {
        // The lock is held while this reader waits; the others wait for the lock instead of the channel.
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(task) = task else { return };
        if let Some(event) = read_task(task, shared) {
            // A handle that is gone wants no events.
            let _ = events.send(event);
        }
        if shared.reading.fetch_sub(1, Ordering::Relaxed) == 1 {
            shared.importers.rest();
        }
        shared.pending.fetch_sub(1, Ordering::Relaxed);
        shared.waker.wake_by_ref();
    }
}

/// Reads one file; `None` where the user stopped it.
fn read_task(task: Task, shared: &Shared) -> Option<Event> {
    let is_wanted = || shared.reading_round.load(Ordering::Relaxed) == task.round;
    if !is_wanted() {
        return None;
    }
    let (name, path) = match &task.origin {
        Origin::File(file, _) => (show(file), Some(file.clone())),
        Origin::Bytes { name, .. } => (name.clone(), None),
    };
    let importers = &shared.importers;
    let undone = if let Origin::File(_, undone) = &task.origin { undone.clone() } else { BTreeSet::new() };
    let result = guarded(&undone, || match task.origin {
        Origin::File(file, _) => importers.read_file(&file, &is_wanted).map_err(|e| e.to_string()),
        Origin::Bytes { name, load } => importers.import(&name, load()?, &is_wanted).map_err(|e| e.to_string()),
    });
    is_wanted().then_some(Event::Opened { ticket: task.ticket, name, path, result })
}

fn guarded(undone: &BTreeSet<u32>, load: impl FnOnce() -> Result<Imported, String>) -> Result<Vec<Arc<Document>>, String> {
    catch_unwind(AssertUnwindSafe(|| Ok(documents(&Arc::new(load()?), undone)))).unwrap_or_else(|_| Err(broken()))
}

fn documents(imported: &Arc<Imported>, undone: &BTreeSet<u32>) -> Vec<Arc<Document>> {
    read(imported, undone).into_iter().map(Arc::new).collect()
}

fn broken() -> String {
    "读取时程序出错，这个文件没有打开；请把文件发给开发者，其余文件不受影响".to_owned()
}

fn show(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
