//! Plain text for a terminal: the outline of documents; of a comparison the table of shared initiatives, follow-ups, measures, and what is said alike.

use std::fmt::Write as _;

use crate::compare::{Comparison, ParallelKind, Place, Status};
use crate::measure::Kind;
use crate::structure::{Document, SectionKind};

/// What `jiedu read` prints: head, outline and cleaned text of each document.
#[must_use]
pub fn documents_to_text<'a>(documents: impl Iterator<Item = &'a Document>) -> String {
    let mut out = String::new();
    for document in documents {
        push_head(document, &mut out);
        for section in document.sections.iter().filter(|s| matches!(s.kind, SectionKind::Heading | SectionKind::RunIn)) {
            let indent = "  ".repeat(usize::from(section.level));
            push_line(&mut out, &format!("{indent}{}{}", section.number, section.title));
        }
        out.push('\n');
        out.push_str(&document.text);
        out.push_str(if document.text.ends_with('\n') { "\n" } else { "\n\n" });
    }
    out
}

/// What `jiedu compare` prints: the documents, then each shared initiative with its mentions per document.
#[must_use]
pub fn comparison_to_text(comparison: &Comparison) -> String {
    let mut out = String::new();
    for (k, document) in comparison.documents.iter().enumerate() {
        push_line(&mut out, &format!("[{}] {}", k + 1, document.label()));
    }
    let shared = comparison.initiatives.iter().filter(|i| i.is_shared()).count();
    push_line(&mut out, &format!("\n共有事项 {shared} 项，全部 {} 项", comparison.initiatives.len()));
    let mut category = None;
    for initiative in comparison.initiatives.iter().filter(|i| i.is_shared()) {
        if category != Some(initiative.category) {
            category = Some(initiative.category);
            push_line(&mut out, &format!("\n{}", initiative.category.name()));
        }
        let cells: Vec<String> = (0..comparison.documents.len())
            .map(|d| match initiative.mentions_in(d).count() {
                0 => "未提及".to_owned(),
                n => n.to_string(),
            })
            .collect();
        push_line(&mut out, &format!("  {}\t{}", initiative.name, cells.join("\t")));
    }
    push_followups(comparison, &mut out);
    push_measures(comparison, &mut out);
    push_parallels(comparison, &mut out);
    out
}

/// How many of each status, then each item with what the summary says of it.
fn push_followups(comparison: &Comparison, out: &mut String) {
    if comparison.followups.is_empty() {
        return;
    }
    let count = |status: Status| comparison.followups.iter().filter(|f| f.status == status).count();
    let counts: Vec<String> = Status::ALL.iter().map(|status| format!("{} {}", status.label(), count(*status))).collect();
    push_line(out, &format!("\n计划兑现：{}", counts.join("，")));
    for followup in &comparison.followups {
        let quote = |place: Option<Place>| place.map_or_else(|| "—".to_owned(), |place| quoted(comparison, place));
        push_line(out, &format!("  {}\t{}\t{}", followup.status.label(), quote(followup.plan), quote(followup.result)));
    }
}

fn push_measures(comparison: &Comparison, out: &mut String) {
    if comparison.measures.is_empty() {
        return;
    }
    push_line(out, &format!("\n指标 {} 项", comparison.measures.len()));
    for found in &comparison.measures {
        let measure = &found.measure;
        let kind = if measure.kind == Kind::Target { "目标" } else { "结果" };
        let number = quoted(comparison, Place { document: found.document, span: measure.span });
        push_line(out, &format!("  {kind}\t{}{}\t{number}", measure.action, measure.object));
    }
}

fn push_parallels(comparison: &Comparison, out: &mut String) {
    let alike: Vec<_> = comparison.parallels.iter().filter(|p| p.kind == ParallelKind::Verbatim).collect();
    if alike.is_empty() {
        return;
    }
    push_line(out, &format!("\n几乎同文 {} 处", alike.len()));
    for pair in alike {
        push_line(out, &format!("  {:.2}\t{}\t{}", pair.similarity, quoted(comparison, pair.a), quoted(comparison, pair.b)));
    }
}

/// `[1]原文`, on one line.
fn quoted(comparison: &Comparison, place: Place) -> String {
    let text = comparison.documents.get(place.document).map_or("", |d| place.span.of(&d.text));
    format!("[{}]{}", place.document + 1, text.replace(['\n', '\t'], " "))
}

fn push_head(document: &Document, out: &mut String) {
    push_line(out, &document.label());
    push_line(out, &format!("{}，{}，SHA-256 {}", document.source.name, document.meta.kind.label(), &document.source.sha256[..12]));
}

fn push_line(out: &mut String, line: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{line}");
}
