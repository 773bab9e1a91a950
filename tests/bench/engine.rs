//! The engine by stages and as a whole, warm, on the seeds and on much text; what is loaded once apart. How the cost grows is shown by the
//! same documents in larger and larger numbers (`streets`), with the most memory that the whole takes.
//!
//! `cargo bench --bench engine [-- formats|seeds|streets|plans|line|headings|seeds/read …]`. Times are of the wall clock and of the processor (all threads), in milliseconds.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot run fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiedu::compare::{Comparison, Wording, align_sections, compare, find_initiatives};
use jiedu::import::{Imported, import};
use jiedu::initiative::discovery::{Segmenter, discover};
use jiedu::initiative::{Lexicon, find};
use jiedu::report::comparison_to_json;
use jiedu::structure::{Document, divisions, read};
use jiedu::text::{FoldedText, fold, in_parallel};
use support::memory;
use support::table::{Times, head, row};
use support::texts::{self, Writer};
use support::{stage_wanted, wanted};

type File = (String, Vec<u8>);

fn main() {
    let (lexicon, segmenter) = loads();
    let mut writer = Writer::new();
    if wanted("formats") {
        formats();
    }
    let big = Budget { least: 2, time: Duration::from_secs(2) };
    if wanted("seeds") {
        stages("five seeds", &texts::seeds(), Budget { least: 20, time: Duration::from_secs(2) }, &lexicon, &segmenter);
    }
    for (count, title) in [(5, "5 streets"), (50, "50 streets"), (100, "100 streets"), (200, "200 streets"), (500, "500 streets")] {
        if wanted(title) {
            stages(title, &writer.streets(count, 10 << 10), Budget { least: 1, time: Duration::ZERO }, &lexicon, &segmenter);
        }
    }
    if wanted("one street of 1 MB") {
        stages("one street of 1 MB beside a seed", &beside_a_seed(&mut writer), big, &lexicon, &segmenter);
    }
    for mb in [1, 3, 10] {
        if wanted("plans") {
            stages(&format!("{mb} MB of generated plans, 5 documents"), &writer.plans(5, mb << 20), big, &lexicon, &segmenter);
        }
    }
    if wanted("line") {
        stages("10 MB in one line", &writer.line(10 << 20), big, &lexicon, &segmenter);
    }
    for count in [2_500, 5_000, 10_000] {
        if wanted("headings") {
            let files: Vec<File> = (0..2).map(|k| writer.headings(k, count)).collect();
            stages(&format!("two documents of {count} headings"), &files, big, &lexicon, &segmenter);
        }
    }
}

fn beside_a_seed(writer: &mut Writer) -> Vec<File> {
    writer.streets(1, 1 << 20).into_iter().chain(texts::seeds().into_iter().take(1)).collect()
}

#[derive(Clone, Copy)]
struct Budget {
    least: usize,
    time: Duration,
}

/// What is loaded once in a process's life.
fn loads() -> (Lexicon, Segmenter) {
    head("loaded once, cold", &["ms", "cpu ms"]);
    let show = |name: &str, times: &Times| row(name, &[times.wall(0.5), times.cpu(0.5)]);
    show("divisions of China", &Times::once(|| (divisions::places_named("吴淞街道").len(), divisions::areas_named("宝山区").len())));
    show("lexicon", &Times::once(Lexicon::builtin));
    show("segmenter (jieba, word lists, background)", &Times::once(Segmenter::new));
    (Lexicon::builtin(), Segmenter::new())
}

/// The same document in each format, imported in this process.
fn formats() {
    head("import of one document of 20 KB of text", &["ms", "cpu ms"]);
    for ending in ["docx", "doc", "odt", "rtf", "html", "pdf"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/own__gw").with_extension(ending);
        let bytes = std::fs::read(&path).expect("a sample");
        let times = Times::of(20, Duration::from_millis(500), || import("own__gw", &bytes).expect("a text"));
        row(ending, &[times.wall(0.5), times.cpu(0.5)]);
    }
}

fn imported(files: &[File]) -> Vec<Arc<Imported>> {
    files.iter().map(|(name, bytes)| Arc::new(import(name, bytes).expect("a text"))).collect()
}

fn documents(imported: &[Arc<Imported>]) -> Vec<Arc<Document>> {
    imported.iter().flat_map(|i| read(i, &BTreeSet::new())).map(Arc::new).collect()
}

fn pipeline(files: &[File], lexicon: &Lexicon, segmenter: &Segmenter) -> Comparison {
    let read = in_parallel(files, |(_, bytes)| bytes.len(), 0, |file| documents(&imported(std::slice::from_ref(file))));
    compare(read.concat(), lexicon, Some(segmenter))
}

fn stages(title: &str, files: &[File], budget: Budget, lexicon: &Lexicon, segmenter: &Segmenter) {
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let texts = imported(files);
    let read = documents(&texts);
    let comparison = compare(read.clone(), lexicon, Some(segmenter));
    let query = "垃圾分类";
    let (shared, sections) =
        (comparison.initiatives.iter().filter(|i| i.is_shared()).count(), read.iter().map(|d| d.sections.len()).sum::<usize>());
    head(
        &format!("{title}: {} KB, {sections} sections, {shared} shared initiatives", bytes / 1024),
        &["median", "best", "cpu median", "MB/s"],
    );
    let show = |name: &str, times: &Times| {
        row(name, &[times.wall(0.5), times.wall(0.0), times.cpu(0.5), bytes as f64 / 1048.576 / times.wall(0.5)]);
    };
    let timed = |name: &str, work: &mut dyn FnMut() -> usize| {
        if stage_wanted(title, name) {
            show(name, &Times::of(budget.least, budget.time, work));
        }
    };
    timed("import", &mut || imported(files).len());
    timed("read (clean, outline, metadata)", &mut || documents(&texts).len());
    let folded: Vec<FoldedText> = read.iter().map(|d| fold(&d.text)).collect();
    timed("fold", &mut || read.iter().map(|d| fold(&d.text).text.len()).sum());
    timed("find the lexicon's initiatives", &mut || read.iter().zip(&folded).map(|(d, f)| find(d, f, lexicon).len()).sum());
    timed("discover new ones", &mut || discover(&read, &folded, segmenter, segmenter.threshold(true)).len());
    timed("initiatives in all", &mut || find_initiatives(&read, lexicon, Some(segmenter)).len());
    timed("align sections", &mut || align_sections(&Wording::new(&read), &comparison.initiatives).len());
    timed("search", &mut || read.iter().map(|d| jiedu::search::find(&d.text, query).len()).sum());
    timed("report as JSON", &mut || comparison_to_json(&comparison).expect("JSON").len());
    timed("bytes to comparison", &mut || pipeline(files, lexicon, segmenter).initiatives.len());
    drop((comparison, read, texts, folded));
    if stage_wanted(title, "memory") {
        memory::begin();
        let shared = pipeline(files, lexicon, segmenter).initiatives.len();
        println!("  {:<50}{:>12.0} MB at most, lexicon and dictionary included ({shared} initiatives)", "memory", memory::peak());
    }
}
