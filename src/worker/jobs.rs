//! What the lanes do with a job. A panic in a job costs that job alone and is told as its failure.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Once, OnceLock, mpsc};
use std::thread;

use super::reading::Readers;
use super::{Event, Job, Shared};
use crate::compare::{Comparison, Correspondence, Decision, Spellings, compare_decided};
use crate::initiative::discovery::Segmenter;
use crate::report::export::{ExportFormat, export};
use crate::search::{self, Names};
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
            Job::SaveSession { file, session } => {
                if let Err(error) = save_session(&file, &session) {
                    send(Event::SessionNotKept(error));
                }
            }
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
            Job::Concordance { revision, query, documents, options } if wanted(&shared.wanted_concordance, revision) => {
                find_in_context(revision, &query, &documents, &options, shared, &send);
            }
            Job::SavePicture { file, svg } => {
                let save = || save_picture(&file, &svg);
                let broken = |_| Err("画图时程序出错，没有保存；请改存为 SVG".to_owned());
                send(Event::PictureSaved(catch_unwind(AssertUnwindSafe(save)).unwrap_or_else(broken)));
            }
            Job::Export { comparison, file, format, date } => {
                let save = || save_export(&comparison, &file, format, &date);
                let broken = |_| Err("导出时程序出错，没有写入；请换一种格式再试".to_owned());
                send(Event::Exported(catch_unwind(AssertUnwindSafe(save)).unwrap_or_else(broken)));
            }
            Job::Compare { .. } | Job::Find { .. } | Job::Concordance { .. } => {}
            Job::Drop(large) => drop(large),
            // Keeping has a lane of its own.
            Job::Keep(_) => {}
            Job::Lexicon(job) => super::lexicon::run(job, shared, &send),
            #[cfg(feature = "paper")]
            Job::Paper(job) => super::paper::run(job, shared, &send),
        }
        shared.pending.fetch_sub(1, Ordering::Relaxed);
        shared.waker.wake_by_ref();
    }
}

/// Compares by the lexicon alone first where the segmenter is not loaded yet, so that something is there soon; then in full.
fn compare_in_steps(revision: u64, documents: &[Arc<Document>], decisions: &[Decision], shared: &Shared, send: &dyn Fn(Event)) {
    load_segmenter_meanwhile();
    let lexicon = super::lexicon::current(shared, send);
    let run = |segmenter: Option<&Segmenter>, preliminary: bool| {
        let documents = documents.to_vec();
        let compared = || {
            let comparison = compare_decided(documents, &lexicon, segmenter, decisions);
            let correspondence = Correspondence::new(&comparison);
            let (spellings, names) = (Spellings::new(&comparison), Names::of_initiatives(&comparison));
            (Arc::new(comparison), Arc::new(correspondence), Arc::new(spellings), Arc::new(names))
        };
        match catch_unwind(AssertUnwindSafe(compared)) {
            Ok((comparison, correspondence, spellings, names)) => {
                send(Event::Compared { revision, comparison, correspondence, spellings, names, preliminary });
            }
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

/// Loads the segmenter beside the lexicon and the first comparison, once.
fn load_segmenter_meanwhile() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let load = || {
            SEGMENTER.get_or_init(Segmenter::new);
        };
        // Where the system has no thread left, the comparison loads it when it needs it.
        let _thread = thread::Builder::new().name("jiedu-segmenter".to_owned()).spawn(load);
    });
}

/// A picture's points are so many pixels each: sharp on paper and on fine screens.
#[cfg(feature = "paper")]
const PICTURE_PIXELS: f64 = 2.0;

fn save_picture(file: &Path, svg: &str) -> Result<String, String> {
    let png = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
    let bytes = if png { png_of(svg)? } else { svg.as_bytes().to_vec() };
    write_file(file, &bytes).map_err(|error| format!("{}：{error}", file.display()))?;
    Ok(format!("已保存图片：{}", file.display()))
}

fn save_export(comparison: &Comparison, file: &Path, format: ExportFormat, date: &str) -> Result<String, String> {
    let told = |error: &dyn std::fmt::Display| format!("{}：{error}", file.display());
    let bytes = export(comparison, format, Some(date)).map_err(|error| told(&error))?;
    write_file(file, &bytes).map_err(|error| told(&error))?;
    Ok(format!("已导出：{}", file.display()))
}

#[cfg(feature = "paper")]
fn png_of(svg: &str) -> Result<Vec<u8>, String> {
    use crate::report::paper::{bundled_fonts, svg_to_png};
    svg_to_png(svg, PICTURE_PIXELS, bundled_fonts()).map_err(|error| format!("{error}；也可存为 SVG"))
}

#[cfg(not(feature = "paper"))]
fn png_of(_svg: &str) -> Result<Vec<u8>, String> {
    Err("这个版本不能存 PNG；请把扩展名改为 .svg".to_owned())
}

/// Finds a query's places; what a newer request has made idle on the way is not sent.
fn find_in_context(
    revision: u64,
    query: &str,
    documents: &[Arc<Document>],
    options: &search::Options,
    shared: &Shared,
    send: &dyn Fn(Event),
) {
    let still_wanted = || wanted(&shared.wanted_concordance, revision);
    let find = || {
        let query = search::Query::parse(query).map_err(|error| error.to_string())?;
        Ok(Arc::new(search::concordance(documents, &query, options, &still_wanted)))
    };
    let broken = |_| Err("检索时程序出错；请换一个写法再试".to_owned());
    let result = catch_unwind(AssertUnwindSafe(find)).unwrap_or_else(broken);
    if still_wanted() {
        send(Event::Concorded { revision, result });
    }
}

/// Loaded once, on a lane's thread and so never before the first frame: it takes a fifth of a second.
static SEGMENTER: OnceLock<Segmenter> = OnceLock::new();

fn wanted(newest: &std::sync::atomic::AtomicU64, revision: u64) -> bool {
    newest.load(Ordering::Relaxed) <= revision
}
