//! Golden cases: `tests/data/golden/<stage>/<case>.txt` in, `<case>.expected` out, one runner for all stages.
//!
//! A new case is a new `.txt`; `UPDATE_GOLDEN=1` writes the `.expected` files, which are then to be read and not only committed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiedu::compare::{Certainty, Place, compare};
use jiedu::initiative::Lexicon;
use jiedu::structure::{Document, ParagraphRole};

use crate::support::{data, documents, segmenter};

/// What a stage shows of a file.
type Show = fn(&str, &[u8]) -> String;

#[test]
fn cleaning() {
    run("cleaning", cleaned);
}

#[test]
fn outline() {
    run("outline", outlined);
}

#[test]
fn metadata() {
    run("metadata", described);
}

#[test]
fn diagnostics() {
    run("diagnostics", queried);
}

#[test]
fn matching() {
    run("matching", matched);
}

#[test]
fn measures() {
    run("measures", measured);
}

#[test]
fn followups() {
    run("followups", followed);
}

#[test]
fn parallels() {
    run("parallels", set_beside);
}

#[test]
fn discovery() {
    run("discovery", discovered);
}

#[test]
fn lexicon() {
    run("lexicon", matched_by_the_builtin_lexicon);
}

#[test]
fn there_are_cases_enough() {
    let stages =
        ["cleaning", "outline", "metadata", "diagnostics", "matching", "lexicon", "measures", "discovery", "followups", "parallels"];
    let count: usize = stages.iter().map(|stage| inputs(stage).len()).sum();
    assert!(count >= 30, "{count} golden cases");
}

fn inputs(stage: &str) -> Vec<std::path::PathBuf> {
    let folder = fs::read_dir(data("golden").join(stage)).expect("stage");
    let mut out: Vec<_> = folder.map(|e| e.expect("entry").path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    out.sort();
    out
}

/// Runs every case of a stage and tells all that differ at once.
fn run(stage: &str, show: Show) {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some_and(|v| v != "0" && !v.is_empty());
    let mut wrong = Vec::new();
    for input in inputs(stage) {
        let name = input.file_name().expect("name").to_string_lossy().into_owned();
        let got = show(&name, &fs::read(&input).expect("case"));
        let path = input.with_extension("expected");
        if update {
            fs::write(&path, &got).expect("written");
        } else if let Some(difference) = difference(&path, &got) {
            wrong.push(format!("{stage}/{name}: {difference}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ; UPDATE_GOLDEN=1 accepts them:\n{}", wrong.len(), wrong.join("\n"));
}

fn difference(path: &Path, got: &str) -> Option<String> {
    let Ok(expected) = fs::read_to_string(path) else { return Some(format!("no .expected file; got:\n{got}")) };
    if expected == got {
        return None;
    }
    let (mut e, mut g) = (expected.lines(), got.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (e.next(), g.next()) {
            (None, None) => return Some("line ends differ".to_owned()),
            (a, b) if a == b => {}
            (a, b) => return Some(format!("line {line}\n  expected {a:?}\n  got      {b:?}")),
        }
    }
}

/// Each document of the file, headed by its part where there are several.
fn each(name: &str, bytes: &[u8], mut show: impl FnMut(&Document, &mut String)) -> String {
    let mut out = String::new();
    for document in documents(name, bytes) {
        if let Some(part) = document.part {
            let _ = writeln!(out, "==== 第 {part} 份");
        }
        show(&document, &mut out);
    }
    out
}

/// The cleaned text, its footnotes, and how many repairs there are of each kind.
fn cleaned(name: &str, bytes: &[u8]) -> String {
    each(name, bytes, |document, out| {
        out.push_str(&document.text);
        if !out.ends_with('\n') {
            out.push_str("⏎无\n");
        }
        out.push_str("----\n");
        for note in &document.footnotes {
            let before = note.anchor.map_or("无处", |at| document.text[..at.0].rsplit(['\n', '。', '，']).next().unwrap_or_default());
            let _ = writeln!(out, "脚注 {} 在“{before}”后", note.mark);
        }
        let mut kinds: Vec<&str> = document.repairs.iter().map(|r| r.kind.code()).collect();
        kinds.sort_unstable();
        for same in kinds.chunk_by(|a, b| a == b) {
            let _ = writeln!(out, "{} {}", same[0], same.len());
        }
    })
}

/// The outline as a tree, and each paragraph that is no heading by its first words.
fn outlined(name: &str, bytes: &[u8]) -> String {
    each(name, bytes, |document, out| {
        for section in &document.sections {
            let indent = "  ".repeat(usize::from(section.level));
            let _ = writeln!(out, "{indent}{} {}|{}", section.kind.code(), section.number, section.title);
        }
        out.push_str("----\n");
        for paragraph in
            document.paragraphs.iter().filter(|p| matches!(p.role, ParagraphRole::Body | ParagraphRole::Row | ParagraphRole::Footnote))
        {
            let line = paragraph.span.of(&document.text);
            let _ = writeln!(out, "{:?} {} 字 {}", paragraph.role, line.chars().count(), line.chars().take(16).collect::<String>());
        }
        for diagnostic in &document.diagnostics {
            let _ = writeln!(out, "{}: {}", diagnostic.code, diagnostic.message);
        }
    })
}

fn described(name: &str, bytes: &[u8]) -> String {
    each(name, bytes, |document, out| {
        let meta = &document.meta;
        let fields = [
            ("标题", meta.title.clone()),
            ("发文机关", meta.issuer.clone()),
            ("文号", meta.number.clone()),
            ("日期", meta.date.clone()),
            ("街道", meta.street.clone()),
            ("区", meta.district.clone()),
            ("市", meta.city.clone()),
            ("年度", meta.year.map(|y| y.to_string())),
            ("种类", Some(meta.kind.code().to_owned())),
        ];
        for (field, value) in fields {
            let _ = writeln!(out, "{field}: {}", value.as_deref().unwrap_or("-"));
        }
        for candidate in &meta.place_candidates {
            let _ = writeln!(out, "候选: {candidate}");
        }
    })
}

/// What a careful reader would query, each with the words that it stands at.
fn queried(name: &str, bytes: &[u8]) -> String {
    each(name, bytes, |document, out| {
        for diagnostic in &document.diagnostics {
            let place = diagnostic.span.of(&document.text);
            let _ = writeln!(out, "{} {} “{place}” {}", diagnostic.severity.code(), diagnostic.code, diagnostic.message);
        }
    })
}

/// The mentions in order of place, found with the small lexicon beside the cases.
fn matched(name: &str, bytes: &[u8]) -> String {
    let toml = fs::read_to_string(data("golden/matching/lexicon.toml")).expect("lexicon");
    let (lexicon, problems) = Lexicon::new(&[("lexicon.toml", &toml)]);
    assert!(problems.is_empty(), "{problems:?}");
    mentions(name, bytes, &lexicon)
}

/// The mentions in order of place, found with the lexicon that the program ships.
fn matched_by_the_builtin_lexicon(name: &str, bytes: &[u8]) -> String {
    mentions(name, bytes, &Lexicon::builtin())
}

fn mentions(name: &str, bytes: &[u8], lexicon: &Lexicon) -> String {
    let comparison = compare(documents(name, bytes).into_iter().map(Arc::new).collect(), lexicon, None);
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for initiative in &comparison.initiatives {
        for mention in &initiative.mentions {
            let document = &comparison.documents[mention.document];
            let surface = mention.span.of(&document.text);
            let doubt = if mention.certainty == Certainty::Sure { "" } else { "？" };
            let line = format!("{}{doubt} ← {surface}（{}）", initiative.name, mention.why);
            found.push((mention.document, mention.span.start.0, line));
        }
    }
    found.sort();
    found.into_iter().map(|(_, _, line)| line + "\n").collect()
}

/// The measures in order of place: what stands there, amount, unit and bound, then verb, object, kind, deadline and what tells.
fn measured(name: &str, bytes: &[u8]) -> String {
    each(name, bytes, |document, out| {
        for measure in jiedu::measure::find(document) {
            let upper = measure.quantity_to.as_deref().map_or_else(String::new, |to| format!("–{to}"));
            let base = measure.base.map_or_else(String::new, |base| format!(" {}", base.code()));
            let until = measure.deadline.as_deref().unwrap_or("-");
            let _ = writeln!(
                out,
                "{} = {}{upper} {} {}{base} | {} | {} | {} {until} | {}",
                measure.span.of(&document.text),
                measure.quantity,
                measure.unit,
                measure.bound.code(),
                measure.action,
                measure.object,
                measure.kind.code(),
                measure.why
            );
        }
    })
}

/// What became of the plan's items: the file holds several documents, a line `====` between two of them. With a small lexicon beside the cases.
fn followed(name: &str, bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let read = |part: &str| documents(name, part.as_bytes());
    let toml = fs::read_to_string(data("golden/followups/lexicon.toml")).expect("lexicon");
    let (lexicon, problems) = Lexicon::new(&[("lexicon.toml", &toml)]);
    assert!(problems.is_empty(), "{problems:?}");
    let comparison = compare(text.split("====\n").flat_map(read).map(Arc::new).collect(), &lexicon, None);
    let place = |place: &Option<Place>| place.map_or("-", |p| p.span.of(&comparison.documents[p.document].text));
    let lines =
        comparison.followups.iter().map(|f| format!("{} | {} ← {}（{}）\n", f.status.code(), place(&f.plan), place(&f.result), f.why));
    lines.collect()
}

/// Several texts, parted by lines `====`, compared with the built-in lexicon: what is handed down from above in each, and which passages
/// correspond.
fn set_beside(name: &str, bytes: &[u8]) -> String {
    let texts = std::str::from_utf8(bytes).expect("UTF-8").split("====\n");
    let documents = texts.enumerate().flat_map(|(k, text)| documents(&format!("{k}-{name}"), text.as_bytes())).map(Arc::new);
    let comparison = compare(documents.collect(), &Lexicon::builtin(), None);
    let passage = |place: Place| place.span.of(&comparison.documents[place.document].text);
    let mut out = String::new();
    for formula in &comparison.formulae {
        let _ = writeln!(out, "{} 套语 {}\n    {}", formula.place.document, passage(formula.place), formula.why);
    }
    for pair in &comparison.parallels {
        let _ = writeln!(out, "{} {:.3}", pair.kind.code(), pair.similarity);
        let _ = writeln!(out, "  {} {}\n  {} {}\n    {}", pair.a.document, passage(pair.a), pair.b.document, passage(pair.b), pair.why);
    }
    out
}

/// What the documents of a file, parted by `====`, share: found without a lexicon, likeliest first, with what it rests on.
fn discovered(name: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split("====\n").enumerate().flat_map(|(k, part)| documents(&format!("{k}-{name}"), part.as_bytes()));
    let mut found = compare(parts.map(Arc::new).collect(), &Lexicon::empty(), Some(segmenter())).initiatives;
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.name.cmp(&b.name)));
    let mut out = String::new();
    for initiative in found {
        let _ = writeln!(out, "{}", initiative.name);
        for same in initiative.mentions.chunk_by(|a, b| a.document == b.document && a.why == b.why) {
            let doubt = if same[0].certainty == Certainty::Sure { "" } else { "？" };
            let _ = writeln!(out, "  第 {} 份{doubt} {} 处（{}）", same[0].document + 1, same.len(), same[0].why);
        }
    }
    out
}
