//! Plain text for a terminal: the outline of documents, the table of shared initiatives.

use std::fmt::Write as _;

use crate::compare::Comparison;
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
    out
}

fn push_head(document: &Document, out: &mut String) {
    push_line(out, &document.label());
    push_line(out, &format!("{}，{}，SHA-256 {}", document.source.name, document.meta.kind.label(), &document.source.sha256[..12]));
}

fn push_line(out: &mut String, line: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{line}");
}
