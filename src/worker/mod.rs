//! Background work: files to documents, documents to a comparison, a query to its hits.
//!
//! In: [`Job`]s. Out: [`Event`]s, and a wake of the caller for each. A lane for reading, one for comparing, one for searching and one for paper, each a thread
//! of its own, so that reading a hundred files does not hold up the comparison that is on the screen. A job that a newer one has made idle is skipped before it starts.
//! Knows no window: whoever gives the [`Waker`] decides what waking means.

pub mod isolation;
mod jobs;
mod keeping;
mod lexicon;
#[cfg(feature = "paper")]
mod paper;
mod reading;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::task::Waker;
use std::thread;
use std::time::Duration;

use self::isolation::Importers;
use self::reading::Readers;
use crate::compare::{Comparison, Correspondence, Decision, Spellings};
use crate::import::Imported;
use crate::search::Names;
use crate::structure::Document;
use crate::text::Span;
use crate::workspace::{Session, WriteError};

pub use keeping::{FileChange, KeepEvent, KeepJob, LoadFailure, Opened, ReadOnly, Version};
pub use lexicon::{LexiconChange, LexiconEdit, LexiconJob, LexiconReport};
#[cfg(feature = "paper")]
pub use paper::{Delivery, PaperEvent, PaperJob};

/// Tells which request an event answers.
pub type Ticket = u64;

/// Gives the bytes of something that is not simply a file on the disk.
pub type Loader = Box<dyn FnOnce() -> Result<Vec<u8>, String> + Send>;

/// Where a document is to come from.
pub enum Source {
    /// A file or a folder.
    Path(PathBuf),
    /// Bytes under a name.
    Bytes {
        /// The name to show.
        name: String,
        /// Gives the bytes, on the worker's thread.
        load: Loader,
    },
    /// A text that is already there, to be read again with other repairs undone.
    Again {
        /// The text.
        imported: Arc<Imported>,
        /// Groups of repairs that the user took back.
        undone: BTreeSet<u32>,
    },
    /// A file as a workspace had it.
    Restored {
        /// The file.
        path: PathBuf,
        /// Groups of repairs that the user took back.
        undone: BTreeSet<u32>,
    },
}

/// Something to do.
pub enum Job {
    /// Read documents.
    Open {
        /// Comes back with each event of this job.
        ticket: Ticket,
        /// Where from.
        source: Source,
    },
    /// Compare documents; an older comparison that has not begun is dropped.
    Compare {
        /// Grows with each request.
        revision: u64,
        /// In the user's order.
        documents: Vec<Arc<Document>>,
        /// What the user settled.
        decisions: Vec<Decision>,
    },
    /// Keep what is open for the next start.
    SaveSession {
        /// Where.
        file: PathBuf,
        /// What.
        session: Session,
    },
    /// Write down what the window shows, for a test that looks from outside.
    DumpState {
        /// Where.
        file: PathBuf,
        /// What, as JSON.
        state: String,
    },
    /// Look a query up in documents; an older query that has not begun is dropped.
    Find {
        /// Grows with each request.
        revision: u64,
        /// What the user typed.
        query: String,
        /// In the user's order.
        documents: Vec<Arc<Document>>,
    },
    /// Find a query's places with their context; an older request is dropped, also where it has begun.
    Concordance {
        /// Grows with each request.
        revision: u64,
        /// What the user typed.
        query: String,
        /// In the user's order.
        documents: Vec<Arc<Document>>,
        /// Where words must stand, and the order of the places.
        options: crate::search::Options,
    },
    /// Write a picture: by the path's ending as PNG, else as the SVG that it is.
    SavePicture {
        /// Where.
        file: PathBuf,
        /// The picture.
        svg: String,
    },
    /// Write the comparison for other programs.
    Export {
        /// What.
        comparison: Arc<Comparison>,
        /// Where.
        file: PathBuf,
        /// As what.
        format: crate::report::export::ExportFormat,
        /// The day that a workbook says it was made, ISO 8601.
        date: String,
    },
    /// Let go of something large: to free it can take longer than a frame.
    Drop(Box<dyn std::any::Any + Send>),
    /// Of the user's own lexicon.
    Lexicon(LexiconJob),
    /// Workspaces on the disk.
    Keep(KeepJob),
    /// Pages.
    #[cfg(feature = "paper")]
    Paper(PaperJob),
}

/// Something that was done.
#[derive(Debug)]
pub enum Event {
    /// A path turned out to be several files; each will follow under its own name.
    Expanded {
        /// Of the request.
        ticket: Ticket,
        /// The files, in order.
        files: Vec<PathBuf>,
    },
    /// One file's documents, or what is wrong with it and what to do.
    Opened {
        /// Of the request.
        ticket: Ticket,
        /// The name to show.
        name: String,
        /// Where it lies on the disk, if it does.
        path: Option<PathBuf>,
        /// Its documents.
        result: Result<Vec<Arc<Document>>, String>,
    },
    /// A comparison.
    Compared {
        /// Of the request.
        revision: u64,
        /// What was found.
        comparison: Arc<Comparison>,
        /// Where its documents correspond.
        correspondence: Arc<Correspondence>,
        /// In which ways they write each initiative.
        spellings: Arc<Spellings>,
        /// Their names, ready to be found by what someone types.
        names: Arc<Names>,
        /// Whether a fuller one for the same request follows.
        preliminary: bool,
    },
    /// A comparison that could not be made: a fault of the program's.
    CompareFailed {
        /// Of the request.
        revision: u64,
    },
    /// Hits of a query.
    Found {
        /// Of the request.
        revision: u64,
        /// Hits per document, in order of place.
        hits: Vec<Vec<Span>>,
    },
    /// Places of a query with their context, or what is wrong with the query.
    Concorded {
        /// Of the request.
        revision: u64,
        /// The places.
        result: Result<Arc<crate::search::Concordance>, String>,
    },
    /// What became of an export, in words for the user.
    Exported(Result<String, String>),
    /// What became of a picture, in words for the user.
    PictureSaved(Result<String, String>),
    /// How the user's own lexicon stands.
    Lexicon(LexiconReport),
    /// The settings and what is open could not be kept for the next start.
    SessionNotKept(WriteError),
    /// Workspaces on the disk.
    Kept(KeepEvent),
    /// Pages.
    #[cfg(feature = "paper")]
    Paper(PaperEvent),
}

/// A handle on the lanes. They end when it is dropped.
pub struct Worker {
    reading: mpsc::Sender<Job>,
    comparing: mpsc::Sender<Job>,
    searching: mpsc::Sender<Job>,
    keeping: mpsc::Sender<Job>,
    #[cfg(feature = "paper")]
    paper: mpsc::Sender<Job>,
    events: mpsc::Receiver<Event>,
    shared: Arc<Shared>,
}

/// What both sides look at.
struct Shared {
    waker: Waker,
    /// What comparisons are made with.
    lexicon: lexicon::Keeper,
    /// Where files are imported.
    importers: Arc<Importers>,
    /// Jobs sent and not finished; each file of a folder is one.
    pending: AtomicUsize,
    /// Files handed to readers and not done.
    reading: AtomicUsize,
    /// Grows when reading is stopped; files of an older round are not wanted.
    reading_round: AtomicU64,
    /// The newest comparison asked for.
    wanted_comparison: AtomicU64,
    /// The newest query asked for.
    wanted_query: AtomicU64,
    /// The newest concordance asked for.
    wanted_concordance: AtomicU64,
    /// The newest pages asked for.
    #[cfg(feature = "paper")]
    wanted_pages: AtomicU64,
}

impl Worker {
    /// Starts the lanes; `waker` is woken for each event, files are imported by `importers`.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(waker: Waker, importers: Arc<Importers>) -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            waker,
            lexicon: lexicon::Keeper::default(),
            importers,
            pending: AtomicUsize::new(0),
            reading: AtomicUsize::new(0),
            reading_round: AtomicU64::new(0),
            wanted_comparison: AtomicU64::new(0),
            wanted_query: AtomicU64::new(0),
            wanted_concordance: AtomicU64::new(0),
            #[cfg(feature = "paper")]
            wanted_pages: AtomicU64::new(0),
        });
        let (event_sender, events) = mpsc::channel();
        let readers = Readers::start(&event_sender, &shared)?;
        let lane = |name: &str, readers: Option<Readers>| -> std::io::Result<mpsc::Sender<Job>> {
            let (sender, receiver) = mpsc::channel();
            let (shared, events) = (Arc::clone(&shared), event_sender.clone());
            let run = move || jobs::run_lane(&receiver, &events, &shared, readers.as_ref());
            thread::Builder::new().name(name.to_owned()).spawn(run)?;
            Ok(sender)
        };
        let (keeping, kept) = mpsc::channel();
        {
            let (shared, events) = (Arc::clone(&shared), event_sender.clone());
            let run = move || keeping::run_lane(&kept, &events, &shared);
            thread::Builder::new().name("jiedu-keeping".to_owned()).spawn(run)?;
        }
        Ok(Self {
            keeping,
            reading: lane("jiedu-reading", Some(readers))?,
            comparing: lane("jiedu-comparing", None)?,
            searching: lane("jiedu-searching", None)?,
            #[cfg(feature = "paper")]
            paper: lane("jiedu-paper", None)?,
            events,
            shared,
        })
    }

    /// Waits until what was to be kept is on the disk, but no longer than so: a disk that does not answer does not keep the window open.
    pub fn finish_keeping(&self, patience: Duration) {
        let (sender, done) = mpsc::channel();
        self.send(Job::Keep(KeepJob::Done(sender)));
        // Either way nothing more can be done.
        let _ = done.recv_timeout(patience);
    }

    /// Queues a job.
    pub fn send(&self, job: Job) {
        self.shared.pending.fetch_add(1, Ordering::Relaxed);
        let lane = match &job {
            Job::Open { .. } | Job::SaveSession { .. } | Job::DumpState { .. } => &self.reading,
            Job::Keep(_) => &self.keeping,
            Job::Compare { revision, .. } => {
                self.shared.wanted_comparison.store(*revision, Ordering::Relaxed);
                &self.comparing
            }
            Job::Find { revision, .. } => {
                self.shared.wanted_query.store(*revision, Ordering::Relaxed);
                &self.comparing
            }
            Job::Concordance { revision, .. } => {
                self.shared.wanted_concordance.store(*revision, Ordering::Relaxed);
                &self.searching
            }
            Job::SavePicture { .. } | Job::Export { .. } | Job::Drop(_) => &self.searching,
            Job::Lexicon(_) => &self.comparing,
            #[cfg(feature = "paper")]
            Job::Paper(job) => {
                if let PaperJob::Typeset { revision, .. } = job {
                    self.shared.wanted_pages.store(*revision, Ordering::Relaxed);
                }
                &self.paper
            }
        };
        if lane.send(job).is_err() {
            // The lane is gone: nothing will come of the job, so nothing waits for it.
            self.shared.pending.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// Files that are not begun are not read any more, those being read end soon; no events come of them.
    pub fn stop_reading(&self) {
        self.shared.reading_round.fetch_add(1, Ordering::Relaxed);
    }

    /// The next event that is there, without waiting.
    #[must_use]
    pub fn poll(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    /// Number of jobs queued or at work.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.shared.pending.load(Ordering::Relaxed)
    }
}

/// At the end the disk has so long.
const LAST_PATIENCE: Duration = Duration::from_secs(3);

impl Drop for Worker {
    fn drop(&mut self) {
        // The next window may open the same workspace at once.
        self.send(Job::Keep(KeepJob::LetGo));
        self.finish_keeping(LAST_PATIENCE);
    }
}
