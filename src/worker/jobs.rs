//! What the lanes do with a job. A panic in a job costs that job alone and is told as its failure.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock, mpsc};

use super::{Event, Job, Shared, Source, Ticket};
use crate::compare::{Correspondence, compare};
use crate::import::{Imported, import};
use crate::initiative::Lexicon;
use crate::initiative::discovery::Segmenter;
use crate::search;
use crate::structure::{Document, read};
use crate::workspace::{find_files, read_file, save_session, write_file};

/// Takes jobs until the handle is dropped.
pub fn run_lane(jobs: &mpsc::Receiver<Job>, events: &mpsc::Sender<Event>, shared: &Shared) {
    while let Ok(job) = jobs.recv() {
        let send = |event: Event| {
            // A handle that is gone wants no events.
            let _ = events.send(event);
            shared.waker.wake_by_ref();
        };
        match job {
            Job::Open { ticket, source } => open(ticket, source, &send),
            // A session that cannot be kept costs the next start its documents, nothing now: not worth a message.
            Job::SaveSession { file, session } => drop(save_session(&file, &session)),
            Job::DumpState { file, state } => drop(write_file(&file, state.as_bytes())),
            Job::Compare { revision, documents } if wanted(&shared.wanted_comparison, revision) => {
                compare_in_steps(revision, &documents, shared, &send);
            }
            Job::Find { revision, query, documents } if wanted(&shared.wanted_query, revision) => {
                let find = || documents.iter().map(|d| search::find(&d.text, &query)).collect();
                if let Ok(hits) = catch_unwind(AssertUnwindSafe(find)) {
                    send(Event::Found { revision, hits });
                }
            }
            Job::Compare { .. } | Job::Find { .. } => {}
            #[cfg(feature = "paper")]
            Job::Paper(job) => super::paper::run(job, shared, &send),
        }
        shared.pending.fetch_sub(1, Ordering::Relaxed);
        shared.waker.wake_by_ref();
    }
}

/// Compares by the lexicon alone first where the segmenter is not loaded yet, so that something is there soon; then in full.
fn compare_in_steps(revision: u64, documents: &[Arc<Document>], shared: &Shared, send: &dyn Fn(Event)) {
    let run = |segmenter: Option<&Segmenter>, preliminary: bool| {
        let documents = documents.to_vec();
        let compared = || {
            let comparison = compare(documents, lexicon(), segmenter);
            let correspondence = Correspondence::new(&comparison);
            (Arc::new(comparison), Arc::new(correspondence))
        };
        match catch_unwind(AssertUnwindSafe(compared)) {
            Ok((comparison, correspondence)) => send(Event::Compared { revision, comparison, correspondence, preliminary }),
            Err(_) => send(Event::CompareFailed { revision }),
        }
    };
    if SEGMENTER.get().is_none() {
        run(None, true);
    }
    if wanted(&shared.wanted_comparison, revision) {
        run(Some(SEGMENTER.get_or_init(Segmenter::new)), false);
    }
}

/// Loaded once, on a lane's thread and so never before the first frame: it takes a fifth of a second.
static SEGMENTER: OnceLock<Segmenter> = OnceLock::new();

fn wanted(newest: &std::sync::atomic::AtomicU64, revision: u64) -> bool {
    newest.load(Ordering::Relaxed) <= revision
}

/// The built-in lexicon, made ready once, on a lane's thread and so never before the first frame.
fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::builtin)
}

fn open(ticket: Ticket, source: Source, send: &dyn Fn(Event)) {
    match source {
        Source::Path(path) => match find_files(&path) {
            Err(error) => send(Event::Opened { ticket, name: show(&path), path: Some(path), result: Err(error.to_string()) }),
            Ok(files) => {
                send(Event::Expanded { ticket, files: files.clone() });
                for file in files {
                    let result = guarded(|| read_file(&file).map_err(|e| e.to_string()));
                    send(Event::Opened { ticket, name: show(&file), path: Some(file), result });
                }
            }
        },
        Source::Bytes { name, load } => {
            let result = guarded(|| import(&name, &load()?).map_err(|e| e.to_string()));
            send(Event::Opened { ticket, name, path: None, result });
        }
        Source::Again { imported, undone } => {
            let name = imported.name.clone();
            let result = catch_unwind(AssertUnwindSafe(|| documents(&imported, &undone))).map_err(|_| broken());
            send(Event::Opened { ticket, name, path: None, result });
        }
    }
}

fn guarded(load: impl FnOnce() -> Result<Imported, String>) -> Result<Vec<Arc<Document>>, String> {
    catch_unwind(AssertUnwindSafe(|| Ok(documents(&Arc::new(load()?), &BTreeSet::new())))).unwrap_or_else(|_| Err(broken()))
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
