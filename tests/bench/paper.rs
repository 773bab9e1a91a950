//! The five seeds on paper: typesetting, the PDF, a page as a picture, and typesetting again when nothing or little changed.
//!
//! `cargo bench --bench paper`. The first typesetting of a process loads fonts and template; a command-line run pays that, a window once.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot run fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiedu::compare::{Comparison, compare};
use jiedu::import::import;
use jiedu::initiative::Lexicon;
use jiedu::initiative::discovery::Segmenter;
use jiedu::report::paper::{PaperOptions, PaperSize, bundled_fonts, typeset};
use jiedu::structure::read;
use support::table::{Times, head, row};
use support::texts;

fn main() {
    let comparison = seeds();
    let a4 = PaperOptions::default();
    let a3 = PaperOptions { size: PaperSize::A3, ..PaperOptions::default() };
    head("five seeds on paper", &["ms", "cpu ms"]);
    let show = |name: &str, times: &Times| row(name, &[times.wall(0.5), times.cpu(0.5)]);
    let mut set = None;
    show("typeset A4, the first time", &Times::once(|| set = Some(typeset(&comparison, &a4, bundled_fonts()).expect("pages"))));
    let pages = set.expect("pages");
    show(&format!("PDF of {} pages", pages.count()), &Times::once(|| pages.pdf().expect("a PDF").len()));
    show("typeset A4 again, nothing changed", &Times::once(|| typeset(&comparison, &a4, bundled_fonts()).expect("pages").count()));
    show("typeset A3", &Times::once(|| typeset(&comparison, &a3, bundled_fonts()).expect("pages").count()));
    let dated = PaperOptions { date: Some("2026-01-05".to_owned()), ..a4 };
    show("typeset A4, with a date", &Times::once(|| typeset(&comparison, &dated, bundled_fonts()).expect("pages").count()));
    show("a page as a picture, 96 dpi", &Times::of(5, Duration::from_millis(500), || pages.image(4, 96.0 / 72.0).expect("a page").width));
}

fn seeds() -> Comparison {
    let imported = texts::seeds().into_iter().map(|(name, bytes)| Arc::new(import(&name, &bytes).expect("a text")));
    let documents = imported.flat_map(|i| read(&i, &BTreeSet::new())).map(Arc::new).collect();
    compare(documents, &Lexicon::builtin(), Some(&Segmenter::new()))
}
