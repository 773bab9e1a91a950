//! The documents as one run of folded characters, with marks on each place between two of them.
//!
//! In: documents. Out: [`Corpus`]: characters, where words, quotations and headings begin and end, and the way back to each
//! document's text. Titles and the notice's shell are left out: they name the document, not an initiative.

use std::sync::Arc;

use super::segmenter::Segmenter;
use super::words::{Class, Words};
use crate::structure::{Document, ParagraphRole, SectionKind};
use crate::text::{FoldedText, Span, in_parallel, is_letter_or_figure};

/// A word begins or ends at this place.
pub const CUT: u8 = 1;
/// A quotation opens at this place.
pub const OPEN: u8 = 2;
/// A quotation closes at this place.
pub const CLOSE: u8 = 4;
/// The character stands in a heading.
pub const HEADING: u8 = 8;

/// The character after this place parts names.
const SEPARATOR: u8 = 16;
/// So much text in bytes is worth a thread.
const LEAST_BYTES: usize = 30_000;

/// All documents' folded characters; each paragraph is closed by a line end.
#[derive(Debug, Default)]
pub struct Corpus<'a> {
    /// The characters.
    pub chars: Vec<char>,
    /// For each place before a character (and the very end) what is there.
    pub marks: Vec<u8>,
    /// For each character the bytes of its document that it stands for.
    source: Vec<(u32, u32)>,
    /// For each place at which a word begins the word's end and its class.
    words: Vec<(u32, Class)>,
    /// Where each document begins in `chars`.
    starts: Vec<usize>,
    documents: Vec<&'a Document>,
}

/// Whether a character parts names: whatever is neither letter nor digit, save the marks that stand inside coded names.
pub fn is_separator(c: char) -> bool {
    !(is_letter_or_figure(c) || matches!(c, '+' | '·' | '*' | '&' | '-'))
}

impl<'a> Corpus<'a> {
    /// Segments all documents; `folded` holds their folded texts.
    pub fn new(documents: &'a [Arc<Document>], folded: &[FoldedText], segmenter: &Segmenter) -> Self {
        let both: Vec<(&'a Document, &FoldedText)> = documents.iter().map(Arc::as_ref).zip(folded).collect();
        let parts = in_parallel(
            &both,
            |(document, _)| document.text.len(),
            LEAST_BYTES,
            |(document, folded)| {
                let mut part = Part::default();
                part.add(document, folded, segmenter);
                part
            },
        );
        let mut out = Self { documents: both.into_iter().map(|(document, _)| document).collect(), ..Self::default() };
        for part in parts {
            out.starts.push(out.chars.len());
            out.chars.extend(part.chars);
            out.marks.extend(part.marks);
            out.source.extend(part.source);
        }
        out.marks.push(CUT);
        out.join_letters(&segmenter.words);
        out.words = out.classes(&segmenter.words);
        out
    }

    /// Makes one word of two letters that the dictionary parts and the word lists have together: 做实, 三是.
    fn join_letters(&mut self, words: &Words) {
        for at in 2..self.chars.len() {
            let letters = self.has(at - 2, CUT) && self.has(at - 1, CUT) && self.has(at, CUT);
            let quoted = self.has(at - 1, OPEN | CLOSE) || self.is_separator(at - 2) || self.is_separator(at - 1);
            if letters && !quoted && words.is_listed(&self.chars[at - 2..at]) {
                self.marks[at - 1] &= !CUT;
            }
        }
    }

    /// End and class of the word that begins at each place.
    fn classes(&self, words: &Words) -> Vec<(u32, Class)> {
        let mut out = vec![(0, Class::default()); self.chars.len()];
        let mut end = self.chars.len();
        for at in (0..self.chars.len()).rev() {
            if self.has(at, CUT) {
                out[at] = (u32::try_from(end).unwrap_or(u32::MAX), words.class(&self.chars[at..end]));
                end = at;
            }
        }
        out
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
        Span::new(first as usize, end.checked_sub(1).and_then(|k| self.source.get(k)).map_or(first, |s| s.1) as usize)
    }

    /// What stands at `start..end` in the document, without quotation marks, blanks and footnote marks.
    pub fn surface(&self, start: usize, end: usize) -> String {
        let document = self.documents.get(self.document_at(start)).copied();
        let mut out = String::new();
        let mut last = None;
        for origin in self.source.get(start..end).unwrap_or_default() {
            if last != Some(*origin) {
                out.push_str(document.map_or("", |d| d.text.get(origin.0 as usize..origin.1 as usize).unwrap_or_default()));
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

    /// Whether the character at a place parts names.
    pub fn is_separator(&self, at: usize) -> bool {
        self.has(at, SEPARATOR)
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

    /// The class of a word; ready for the words of the segmentation.
    pub fn class(&self, words: &Words, (start, end): (usize, usize)) -> Class {
        match self.words.get(start) {
            Some((known, class)) if *known as usize == end => *class,
            _ => words.class(self.chars.get(start..end).unwrap_or_default()),
        }
    }

    /// Where words begin in `start..start + length`, as bits.
    pub fn cut_pattern(&self, start: usize, length: usize) -> u32 {
        (0..length.min(32)).fold(0, |pattern, k| pattern | u32::from(self.has(start + k, CUT)) << k)
    }

    /// The word that ends at a place, at most six characters long; empty after a separator.
    pub fn word_before(&self, at: usize) -> (usize, usize) {
        let mut from = at;
        while from > 0 && at - from < 6 && !self.is_separator(from - 1) {
            from -= 1;
            if self.has(from, CUT) {
                break;
            }
        }
        (from, at)
    }

    /// The word that begins at a place, at most six characters long; empty before a separator.
    pub fn word_after(&self, at: usize) -> (usize, usize) {
        let mut to = at;
        while to < self.chars.len() && to - at < 6 && !self.is_separator(to) {
            to += 1;
            if self.has(to, CUT) {
                break;
            }
        }
        (at, to)
    }
}

/// One document's characters.
#[derive(Debug, Default)]
struct Part {
    chars: Vec<char>,
    marks: Vec<u8>,
    source: Vec<(u32, u32)>,
}

impl Part {
    fn add(&mut self, document: &Document, folded: &FoldedText, segmenter: &Segmenter) {
        let headings = headings(document);
        let mut heading = headings.iter().peekable();
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
                let dropped = if last < at.start.0 { document.text.get(last..at.start.0).unwrap_or_default() } else { "" };
                let mut mark = quotes(dropped);
                if mark & OPEN != 0 && closes_and_opens(dropped) {
                    // “甲”“乙” are two names.
                    self.push('、', CLOSE | CUT, Span::new(last, last));
                    mark = OPEN;
                }
                while words.next_if(|start| *start <= at.start.0).is_some_and(|start| start >= last) {
                    mark |= CUT;
                }
                let separator = is_separator(c);
                if separated || separator || mark & (OPEN | CLOSE) != 0 {
                    mark |= CUT;
                }
                while heading.next_if(|span| span.end <= at.start).is_some() {}
                if heading.peek().is_some_and(|span| span.contains_offset(at.start)) {
                    mark |= HEADING;
                }
                separated = separator;
                last = at.end.0.max(last);
                self.push(c, mark, at);
            }
            let tail = quotes(document.text.get(last..paragraph.span.end.0).unwrap_or_default());
            self.push('\n', tail | CUT, Span { start: paragraph.span.end, end: paragraph.span.end });
        }
        self.push('\n', CUT, Span::new(document.text.len(), document.text.len()));
    }

    fn push(&mut self, c: char, mark: u8, at: Span) {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.chars.push(c);
        self.marks.push(mark | if is_separator(c) { SEPARATOR } else { 0 });
        self.source.push((offset(at.start.0), offset(at.end.0)));
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
