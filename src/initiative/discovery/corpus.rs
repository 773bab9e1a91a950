//! The documents as one run of folded characters, with marks on each place between two of them.
//!
//! In: documents. Out: [`Corpus`]: characters, where words, quotations and headings begin and end, and the way back to each
//! document's text. Titles and the notice's shell are left out: they name the document, not an initiative.

use std::sync::Arc;

use super::segmenter::Segmenter;
use crate::structure::{Document, ParagraphRole, SectionKind};
use crate::text::{Span, fold};

/// A word begins or ends at this place.
pub const CUT: u8 = 1;
/// A quotation opens at this place.
pub const OPEN: u8 = 2;
/// A quotation closes at this place.
pub const CLOSE: u8 = 4;
/// The character stands in a heading.
pub const HEADING: u8 = 8;

/// All documents' folded characters; each paragraph is closed by a line end.
#[derive(Debug, Default)]
pub struct Corpus<'a> {
    /// The characters.
    pub chars: Vec<char>,
    /// For each place before a character (and the very end) what is there.
    pub marks: Vec<u8>,
    source: Vec<(usize, usize)>,
    /// Where each document begins in `chars`.
    starts: Vec<usize>,
    documents: Vec<&'a Document>,
}

/// Whether a character parts names: whatever is neither letter nor digit, save the marks that stand inside coded names.
pub fn is_separator(c: char) -> bool {
    !(c.is_alphanumeric() || matches!(c, '+' | '·' | '*' | '&' | '-'))
}

impl<'a> Corpus<'a> {
    /// Folds and segments all documents.
    pub fn new(documents: &'a [Arc<Document>], segmenter: &Segmenter) -> Self {
        let mut out = Self::default();
        for document in documents {
            out.starts.push(out.chars.len());
            out.documents.push(document);
            out.add(document, segmenter);
        }
        out.marks.push(CUT);
        out
    }

    fn add(&mut self, document: &Document, segmenter: &Segmenter) {
        let folded = fold(&document.text);
        let heading = headings(document);
        for paragraph in &document.paragraphs {
            if matches!(paragraph.role, ParagraphRole::Title | ParagraphRole::Shell) {
                continue;
            }
            let source = paragraph.span.of(&document.text);
            let mut words = segmenter.word_starts(source).into_iter().map(|at| at + paragraph.span.start.0).peekable();
            let range = folded.folded_at(paragraph.span.start.0)..folded.folded_at(paragraph.span.end.0);
            let mut last = paragraph.span.start.0;
            let mut separated = true;
            for (k, c) in folded.text.get(range.clone()).unwrap_or_default().char_indices() {
                let at = folded.source_span(range.start + k, range.start + k + c.len_utf8());
                let dropped = document.text.get(last..at.start.0).unwrap_or_default();
                let mut mark = quotes(dropped);
                if mark & OPEN != 0 && closes_and_opens(dropped) {
                    // “甲”“乙” are two names.
                    self.push('、', CLOSE | CUT, Span::new(last, last));
                    mark = OPEN;
                }
                while words.next_if(|start| *start <= at.start.0).is_some_and(|start| start >= last) {
                    mark |= CUT;
                }
                if separated || is_separator(c) || mark & (OPEN | CLOSE) != 0 {
                    mark |= CUT;
                }
                let after = heading.partition_point(|span| span.start <= at.start);
                if after > 0 && heading[after - 1].contains_offset(at.start) {
                    mark |= HEADING;
                }
                separated = is_separator(c);
                last = at.end.0.max(last);
                self.push(c, mark, at);
            }
            let tail = quotes(document.text.get(last..paragraph.span.end.0).unwrap_or_default());
            self.push('\n', tail | CUT, Span { start: paragraph.span.end, end: paragraph.span.end });
        }
        self.push('\n', CUT, Span::new(document.text.len(), document.text.len()));
    }

    fn push(&mut self, c: char, mark: u8, at: Span) {
        self.chars.push(c);
        self.marks.push(mark);
        self.source.push((at.start.0, at.end.0));
    }

    /// The documents.
    pub fn documents(&self) -> &[&'a Document] {
        &self.documents
    }

    /// Number of documents.
    pub fn document_count(&self) -> usize {
        self.starts.len()
    }

    /// The document of a place.
    pub fn document_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Whether the place has one of the marks.
    pub fn has(&self, at: usize, mark: u8) -> bool {
        self.marks.get(at).is_some_and(|m| m & mark != 0)
    }

    /// The span of `start..end` in its document's text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self.source.get(start).map_or(0, |s| s.0);
        Span::new(first, end.checked_sub(1).and_then(|k| self.source.get(k)).map_or(first, |s| s.1))
    }

    /// What stands at `start..end` in the document, without quotation marks, blanks and footnote marks.
    pub fn surface(&self, start: usize, end: usize) -> String {
        let document = self.documents.get(self.document_at(start)).copied();
        let mut out = String::new();
        let mut last = None;
        for origin in self.source.get(start..end).unwrap_or_default() {
            if last != Some(*origin) {
                out.push_str(document.map_or("", |d| d.text.get(origin.0..origin.1).unwrap_or_default()));
                last = Some(*origin);
            }
        }
        out
    }

    /// The folded characters of `start..end` as a string.
    pub fn folded(&self, start: usize, end: usize) -> String {
        self.chars.get(start..end).unwrap_or_default().iter().collect()
    }

    /// Whether `start..end` begins and ends where words do and cuts no number.
    pub fn is_bounded(&self, start: usize, end: usize) -> bool {
        let digit = |at: usize| self.chars.get(at).is_some_and(char::is_ascii_digit);
        let splits = |at: usize| at > 0 && digit(at - 1) && digit(at);
        self.has(start, CUT) && self.has(end, CUT) && !splits(start) && !splits(end)
    }

    /// The words of `start..end`, as ranges; the ends count as cuts.
    pub fn words(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut from = start;
        for at in start + 1..=end {
            if at == end || self.has(at, CUT) {
                out.push((from, at));
                from = at;
            }
        }
        out
    }

    /// Where words begin in `start..start + length`, as bits.
    pub fn cut_pattern(&self, start: usize, length: usize) -> u32 {
        (0..length.min(32)).fold(0, |pattern, k| pattern | u32::from(self.has(start + k, CUT)) << k)
    }

    /// The word that ends at a place, at most six characters long; empty after a separator.
    pub fn word_before(&self, at: usize) -> &[char] {
        let mut from = at;
        while from > 0 && at - from < 6 && !is_separator(self.chars[from - 1]) {
            from -= 1;
            if self.has(from, CUT) {
                break;
            }
        }
        &self.chars[from..at]
    }

    /// The word that begins at a place, at most six characters long; empty before a separator.
    pub fn word_after(&self, at: usize) -> &[char] {
        let mut to = at;
        while to < self.chars.len() && to - at < 6 && !is_separator(self.chars[to]) {
            to += 1;
            if self.has(to, CUT) {
                break;
            }
        }
        &self.chars[at..to]
    }
}

fn headings(document: &Document) -> Vec<Span> {
    let mut out: Vec<Span> =
        document.sections.iter().filter(|s| matches!(s.kind, SectionKind::Heading | SectionKind::RunIn)).map(|s| s.span).collect();
    out.sort_unstable();
    out
}

/// Whether one quotation ends and the next begins in what folding dropped.
fn closes_and_opens(dropped: &str) -> bool {
    let marks: Vec<u8> = dropped.chars().map(|c| quotes(c.encode_utf8(&mut [0; 4]))).filter(|mark| *mark != 0).collect();
    marks.len() > 1 && marks.first().is_some_and(|mark| mark & CLOSE != 0) && marks.last().is_some_and(|mark| mark & OPEN != 0)
}

/// Whether a quotation opens or closes in what folding dropped. Straight marks may be either.
fn quotes(dropped: &str) -> u8 {
    dropped.chars().fold(0, |mark, c| {
        mark | match c {
            '“' | '‘' | '「' | '『' => OPEN,
            '”' | '’' | '」' | '』' => CLOSE,
            '"' | '\'' | '＂' | '＇' => OPEN | CLOSE,
            _ => 0,
        }
    })
}
