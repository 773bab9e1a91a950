//! The whole of structure: one imported text to its documents.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::clean::{Cleaned, clean};
use super::document::{Document, Paragraph, ParagraphRole};
use super::edits::SPLIT_GROUP;
use super::outline::{Marked, outline};
use super::{diagnose, metadata, parts, tables};
use crate::import::{HintKind, Imported};
use crate::text::{LineIndex, Span};

/// Reads the documents of an imported text: one, or several where a file holds a summary and a plan.
///
/// `undone` holds the groups of repairs that the user took back; [`SPLIT_GROUP`] makes one document of several. Ids and groups of repairs
/// are unique over all documents of the text, split or not.
#[must_use]
pub fn read(imported: &Arc<Imported>, undone: &BTreeSet<u32>) -> Vec<Document> {
    let whole = Span::new(0, imported.body.text.len());
    let Some(at) = parts::second_document(&imported.body.text) else {
        return vec![read_part(imported, whole, Part { number: None, first_id: 1 }, undone).0];
    };
    let mut out: Vec<Document> = Vec::new();
    let mut first_id = SPLIT_GROUP + 1;
    for (number, region) in [(1, Span::new(0, at)), (2, Span::new(at, whole.end.0))] {
        let (mut document, next_id) = read_part(imported, region, Part { number: Some(number), first_id }, undone);
        if let Some(first) = out.first() {
            document.meta.inherit_place(&first.meta);
        }
        out.push(document);
        first_id = next_id;
    }
    if undone.contains(&SPLIT_GROUP) {
        return vec![read_part(imported, whole, Part { number: None, first_id }, undone).0];
    }
    out
}

/// Which of a file's documents.
#[derive(Clone, Copy)]
struct Part {
    /// From one; `None` where the file is one document.
    number: Option<u32>,
    /// Where its repairs' ids begin.
    first_id: u32,
}

/// One document, and the first id that it leaves free.
fn read_part(imported: &Arc<Imported>, region: Span, part: Part, undone: &BTreeSet<u32>) -> (Document, u32) {
    let Cleaned { text, map, repairs, footnotes, next_id } = clean(imported, region, part.first_id, undone);
    let mut paragraphs = paragraphs(&text);
    for note in &footnotes {
        if let Some(p) = paragraph_of(&mut paragraphs, note.span) {
            p.role = ParagraphRole::Footnote;
        }
    }
    let tables = tables::settle(&imported.body, region, &text, &map, &mut paragraphs);
    let mut marked = Vec::new();
    let mut named = Vec::new();
    for hint in &imported.body.hints {
        let clean_span = |span: Span| {
            let start = map.to_clean(span.start)?;
            let end = map.to_clean(crate::text::ByteOffset(last_char(&imported.body.text, span)))?;
            Some(Span::new(start.0, end.0 + text[end.0..].chars().next().map_or(0, char::len_utf8)))
        };
        match hint.kind {
            HintKind::Bold { open, close } => {
                let inner = Span::new(hint.span.start.0 + open, hint.span.end.0 - close);
                if let Some(span) = clean_span(inner)
                    && let Some(p) = paragraph_of(&mut paragraphs, span)
                {
                    p.strong.push(span);
                }
            }
            HintKind::Heading { level, mark } => {
                if let Some(span) = clean_span(Span::new(hint.span.start.0 + mark, hint.span.end.0)) {
                    marked.push((span, level));
                }
            }
            HintKind::Title => named.extend(clean_span(hint.span)),
            HintKind::Italic | HintKind::Number | HintKind::Item { .. } | HintKind::Mark => {}
        }
    }
    let outline = outline(&text, &mut paragraphs, &Marked { headings: marked, titles: named }, part.number.is_some_and(|n| n > 1));
    let meta = metadata::read(&metadata::MetadataInput {
        text: &text,
        title: outline.title,
        shell: &outline.shell,
        file_name: &imported.name,
        properties: &imported.body.properties,
    });
    let mut document = Document {
        source: Arc::clone(imported),
        part: part.number,
        index: LineIndex::new(&text),
        text,
        map,
        repairs,
        paragraphs,
        sections: outline.sections,
        footnotes,
        tables,
        meta,
        diagnostics: Vec::new(),
    };
    document.diagnostics = diagnose::diagnose(&document);
    (document, next_id)
}

/// The paragraph that holds a span.
fn paragraph_of(paragraphs: &mut [Paragraph], span: Span) -> Option<&mut Paragraph> {
    let k = paragraphs.partition_point(|p| p.span.start <= span.start).checked_sub(1)?;
    paragraphs.get_mut(k).filter(|p| p.span.contains(span))
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
