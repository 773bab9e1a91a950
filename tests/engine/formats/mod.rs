//! Files of every format in which these documents come: what each importer brings, against the known text of the samples.

mod doc;
mod document;
mod docx;
mod html;
mod odt;
mod ofd;
mod pdf;
mod rtf;

use std::fs;

use jiedu::import::{HintKind, ImportError, Imported, import};
use similar::{Algorithm, capture_diff_slices};

use crate::support::root;

/// The bytes of a file of `tests/testdata`.
pub fn testdata(name: &str) -> Vec<u8> {
    let path = root().join("tests/testdata").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Imports a file of `tests/testdata`.
pub fn imported(name: &str) -> Imported {
    import(name, &testdata(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What is said of a file of `tests/testdata` that cannot be read.
pub fn refusal(name: &str) -> ImportError {
    import(name, &testdata(name)).expect_err(name)
}

/// The text of `own__gw.*`, as its makers know it.
pub fn truth() -> String {
    String::from_utf8(testdata("own__gw.truth.txt")).expect("UTF-8")
}

/// The lines of `own__gw.*` that have a tag (H1, H2, P, R, T), in order.
pub fn tagged(tag: &str) -> Vec<String> {
    let all = String::from_utf8(testdata("own__gw.tagged.tsv")).expect("UTF-8");
    all.lines().filter_map(|line| line.split_once('\t')).filter(|(t, _)| *t == tag).map(|(_, text)| text.to_owned()).collect()
}

/// Without white space, as similarity is measured.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Twice the characters that two texts share in order over the characters that both have, white space left out; 1.0 for equal texts.
pub fn similarity(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (squeezed(a).chars().collect(), squeezed(b).chars().collect());
    let same: usize = capture_diff_slices(Algorithm::Myers, &a, &b)
        .iter()
        .filter(|op| op.tag() == similar::DiffTag::Equal)
        .map(|op| op.old_range().len())
        .sum();
    (2 * same) as f64 / (a.len() + b.len()).max(1) as f64
}

/// The lines that the format itself marks as headings, and how deep.
pub fn headings(imported: &Imported) -> Vec<(u8, String)> {
    let of = |hint: &jiedu::import::Hint| match hint.kind {
        HintKind::Heading { level, .. } => Some((level, hint.span.of(&imported.body.text).to_owned())),
        _ => None,
    };
    imported.body.hints.iter().filter_map(of).collect()
}

/// The stretches that a hint of a kind covers.
pub fn stretches(imported: &Imported, wanted: impl Fn(&HintKind) -> bool) -> Vec<String> {
    imported.body.hints.iter().filter(|h| wanted(&h.kind)).map(|h| h.span.of(&imported.body.text).to_owned()).collect()
}

/// How many of the known headings stand in the text as a line of their own, number and all, white space left out.
pub fn headings_found(imported: &Imported) -> usize {
    let lines: Vec<String> = imported.body.text.lines().map(squeezed).collect();
    let known = tagged("H1").into_iter().chain(tagged("H2"));
    known.filter(|heading| lines.contains(&squeezed(heading))).count()
}
