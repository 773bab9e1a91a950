//! What the lanes do with a job. A panic in a job costs that job alone and is told as its failure.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock, mpsc};

use super::reading::Readers;
use super::{Event, Job, Shared};
use crate::compare::{Correspondence, Decision, compare_decided};
use crate::initiative::Lexicon;
use crate::initiative::discovery::Segmenter;
use crate::search;
use crate::structure::Document;
use crate::workspace::{save_session, write_file};

/// Takes jobs until the handle is dropped. `readers` are those of the lane that opens.
pub fn run_lane(jobs: &mpsc::Receiver<Job>, events: &mpsc::Sender<Event>, shared: &Shared, readers: Option<&Readers>) {
    while let Ok(job) = jobs.recv() {
        let send = |event: Event| {
            // A handle that is gone wants no events.
            let _ = events.send(event);
            shared.waker.wake_by_ref();
        };
        match job {
            Job::Open { ticket, source } => {
                if let Some(readers) = readers {
                    readers.open(ticket, source, shared, &send);
                }
            }
            // A session that cannot be kept costs the next start its documents, nothing now: not worth a message.
            Job::SaveSession { file, session } => drop(save_session(&file, &session)),
            Job::DumpState { file, state } => drop(write_file(&file, state.as_bytes())),
            Job::Compare { revision, documents, decisions } if wanted(&shared.wanted_comparison, revision) => {
                compare_in_steps(revision, &documents, &decisions, shared, &send);
            }
            Job::Find { revision, query, documents } if wanted(&shared.wanted_query, revision) => {
                let find = || documents.iter().map(|d| search::find(&d.text, &query)).collect();
                if let Ok(hits) = catch_unwind(AssertUnwindSafe(find)) {
                    send(Event::Found { revision, hits });
                }
            }
            // Keeping has a lane of its own.
            Job::Compare { .. } | Job::Find { .. } | Job::Keep(_) => {}
            #[cfg(feature = "paper")]
            Job::Paper(job) => super::paper::run(job, shared, &send),
        }
        shared.pending.fetch_sub(1, Ordering::Relaxed);
        shared.waker.wake_by_ref();
    }
}

/// Compares by the lexicon alone first where the segmenter is not loaded yet, so that something is there soon; then in full.
fn compare_in_steps(revision: u64, documents: &[Arc<Document>], decisions: &[Decision], shared: &Shared, send: &dyn Fn(Event)) {
    let run = |segmenter: Option<&Segmenter>, preliminary: bool| {
        let documents = documents.to_vec();
        let compared = || {
            let comparison = compare_decided(documents, lexicon(), segmenter, decisions);
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
