//! The whole of structure: one imported text to its documents.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::clean::{Cleaned, clean};
use super::document::{Document, Paragraph, ParagraphRole};
use super::outline::outline;
use super::{diagnose, metadata};
use crate::import::{HintKind, Imported};
use crate::text::{LineIndex, Span};

/// Reads the documents of an imported text: one, or several where a file holds a summary and a plan.
///
/// `undone` holds the groups of repairs that the user took back.
#[must_use]
pub fn read(imported: &Arc<Imported>, undone: &BTreeSet<u32>) -> Vec<Document> {
    let whole = Span::new(0, imported.text.len());
    vec![read_part(imported, whole, None, undone)]
}

fn read_part(imported: &Arc<Imported>, region: Span, part: Option<u32>, undone: &BTreeSet<u32>) -> Document {
    let Cleaned { text, map, repairs, footnotes } = clean(imported, region, undone);
    let mut paragraphs = paragraphs(&text);
    for note in &footnotes {
        if let Some(p) = paragraphs.iter_mut().find(|p| p.span.contains(note.span)) {
            p.role = ParagraphRole::Footnote;
        }
    }
    let mut marked = Vec::new();
    for hint in &imported.hints {
        let clean_span = |span: Span| {
            let start = map.to_clean(span.start)?;
            let end = map.to_clean(crate::text::ByteOffset(last_char(&imported.text, span)))?;
            Some(Span::new(start.0, end.0 + text[end.0..].chars().next().map_or(0, char::len_utf8)))
        };
        match hint.kind {
            HintKind::Bold { open, close } => {
                let inner = Span::new(hint.span.start.0 + open, hint.span.end.0 - close);
                if let Some(span) = clean_span(inner)
                    && let Some(p) = paragraphs.iter_mut().find(|p| p.span.contains(span))
                {
                    p.strong.push(span);
                }
            }
            HintKind::Heading { level, mark } => {
                if let Some(span) = clean_span(Span::new(hint.span.start.0 + mark, hint.span.end.0)) {
                    marked.push((span, level));
                }
            }
            HintKind::Mark => {}
        }
    }
    let outline = outline(&text, &mut paragraphs, &marked);
    let meta =
        metadata::read(&metadata::MetadataInput { text: &text, title: outline.title, shell: &outline.shell, file_name: &imported.name });
    let mut document = Document {
        source: Arc::clone(imported),
        part,
        index: LineIndex::new(&text),
        text,
        map,
        repairs,
        paragraphs,
        sections: outline.sections,
        footnotes,
        meta,
        diagnostics: Vec::new(),
    };
    document.diagnostics = diagnose::diagnose(&document);
    document
}

/// Byte offset of the last character of a span that is not a blank.
fn last_char(text: &str, span: Span) -> usize {
    let inner = span.of(text).trim_end();
    span.start.0 + inner.char_indices().next_back().map_or(0, |(at, _)| at)
}

fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.is_empty() {
            out.push(Paragraph { span: Span::new(start, start + line.len()), role: ParagraphRole::Body, strong: Vec::new() });
        }
        start += line.len() + 1;
    }
    out
}
