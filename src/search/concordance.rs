//! Keyword in context: every place of a query in many documents, each to be shown in the middle of its line.
//!
//! In: documents, a [`Query`], [`Options`]. Out: [`Concordance`]: the places in the wanted order, how many there are in each document, and
//! beside each place where the query's other words stand. Pure and the same for the same input; a caller that has changed its mind ends it
//! early through `wanted`.

use std::sync::Arc;

use super::order;
use super::query::{Query, Term};
use super::script::simplified;
use super::syllables;
use crate::structure::Document;
use crate::text::{FoldedText, Span, fold, in_parallel, sentences};

/// No more places than this are kept; the counts tell of all.
pub const MAX_HITS: usize = 50_000;
/// So much text in bytes is worth a thread.
const LEAST_BYTES: usize = 100_000;
/// A regular expression looks at no more text at once, in bytes: finding all matches can take the square of the length.
const MAX_WINDOW: usize = 3000;

/// Where all words of a query must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Within {
    /// In one sentence.
    #[default]
    Sentence,
    /// In one paragraph.
    Paragraph,
}

/// The order of the places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By document, then by place.
    #[default]
    Place,
    /// By what stands before, read backwards from the place.
    Left,
    /// By what stands after.
    Right,
}

/// What is asked for beside the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Where all words must stand.
    pub within: Within,
    /// The order of the places.
    pub order: Order,
    /// Only places of this document are kept; the others are counted.
    pub only: Option<usize>,
}

/// One place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Index of the document.
    pub document: usize,
    /// In its cleaned text; never across a line end.
    pub span: Span,
    /// Where the query's other words stand near by, in order of place.
    pub beside: Vec<Span>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Concordance {
    /// In the wanted order, [`MAX_HITS`] at most.
    pub hits: Vec<Hit>,
    /// How many places each document has, whether kept or not.
    pub counts: Vec<usize>,
    /// Whether a word of Latin letters that stands nowhere was taken for pinyin.
    pub by_pinyin: bool,
}

impl Concordance {
    /// The number of places in all documents.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many documents have one.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.counts.iter().filter(|count| **count > 0).count()
    }
}

/// Finds all places of a query. `wanted` is asked now and then; once it says no, what comes back is incomplete and to be thrown away.
#[must_use]
pub fn concordance(documents: &[Arc<Document>], query: &Query, options: &Options, wanted: &(dyn Fn() -> bool + Sync)) -> Concordance {
    let size = |d: &Arc<Document>| d.text.len();
    let folded =
        in_parallel(documents, size, LEAST_BYTES, |d| if wanted() { fold(&d.text).mapped(simplified) } else { FoldedText::default() });
    let (terms, by_pinyin) = settle(&query.terms, &folded);
    let indexes: Vec<usize> = (0..documents.len()).collect();
    let found = in_parallel(
        &indexes,
        |k| documents[*k].text.len(),
        LEAST_BYTES,
        |k| {
            if wanted() { in_document(*k, &documents[*k], &folded[*k], query, &terms, options.within) } else { Vec::new() }
        },
    );
    let counts = found.iter().map(Vec::len).collect();
    let mut hits: Vec<Hit> = found.into_iter().flatten().filter(|hit| options.only.is_none_or(|k| k == hit.document)).collect();
    hits.truncate(MAX_HITS);
    let hits = if wanted() { order::arranged(hits, documents, options.order) } else { hits };
    Concordance { hits, counts, by_pinyin }
}

/// Takes words of Latin letters that stand in no document for pinyin. The second value says whether there were any.
fn settle(terms: &[Term], folded: &[FoldedText]) -> (Vec<Term>, bool) {
    let mut by_pinyin = false;
    let settled = terms.iter().map(|term| match term {
        Term::Literal(word, true) if !folded.iter().any(|f| f.text.contains(word)) => {
            by_pinyin = true;
            Term::Pinyin(word.clone())
        }
        other => other.clone(),
    });
    (settled.collect(), by_pinyin)
}

/// All places in one document, in order.
fn in_document(document: usize, read: &Document, folded: &FoldedText, query: &Query, terms: &[Term], within: Within) -> Vec<Hit> {
    let places: Vec<Vec<Span>> = terms.iter().map(|term| places(term, &read.text, folded)).collect();
    let mut out = Vec::new();
    if let [alone] = places.as_slice() {
        out.extend(alone.iter().map(|span| Hit { document, span: *span, beside: Vec::new() }));
        return out;
    }
    let units = match within {
        Within::Sentence => sentences(&read.text),
        Within::Paragraph => read.paragraphs.iter().map(|p| p.span).collect(),
    };
    let mut next = vec![0; places.len()];
    for unit in units {
        // The places of each term that begin in this unit.
        let here: Vec<&[Span]> = places
            .iter()
            .zip(&mut next)
            .map(|(places, next)| {
                *next += places[*next..].partition_point(|p| p.start < unit.start);
                let from = *next;
                *next += places[from..].partition_point(|p| p.start < unit.end);
                &places[from..*next]
            })
            .collect();
        let present = |k: usize| !here[k].is_empty();
        if query.root.holds(&present) {
            let (mut leads, mut beside) = (Vec::new(), Vec::new());
            query.root.roles(&present, &mut leads, &mut beside);
            let of = |terms: &[usize]| apart(terms.iter().flat_map(|k| here[*k]).copied().collect());
            let (leads, others) = (of(&leads), of(&beside));
            out.extend(leads.into_iter().map(|span| Hit {
                document,
                span,
                beside: others.iter().filter(|other| !other.overlaps(span)).copied().collect(),
            }));
        }
    }
    out
}

/// Spans in order, of those that overlap the first and longest.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut end = None;
    spans.retain(|span| {
        let free = end.is_none_or(|end| span.start >= end);
        if free {
            end = Some(span.end);
        }
        free
    });
    spans
}

/// The places of one term, in order and apart from each other.
fn places(term: &Term, text: &str, folded: &FoldedText) -> Vec<Span> {
    match term {
        Term::Literal(word, _) => folded.text.match_indices(word.as_str()).map(|(at, _)| folded.source_span(at, at + word.len())).collect(),
        Term::Pinyin(letters) => syllables::find(folded, letters),
        Term::Regex(regex) => {
            let mut out = Vec::new();
            for window in windows(text) {
                let found = regex.find_iter(window.of(text)).filter(|m| !m.is_empty());
                out.extend(found.map(|m| Span::from(m.range()).shifted(window.start.0)));
            }
            out
        }
    }
}

/// The lines of a text without their ends; a long one in pieces of whole sentences where it has any.
fn windows(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for sentence in sentences(text) {
        let line = sentence.of(text).trim_end_matches('\n');
        let ended = line.len() < sentence.len();
        let piece = Span::new(sentence.start.0, sentence.start.0 + line.len());
        let joined = match open {
            Some(window) if piece.end.0 - window.start.0 <= MAX_WINDOW => Span { start: window.start, end: piece.end },
            other => {
                out.extend(other);
                piece
            }
        };
        open = Some(joined);
        if joined.len() > MAX_WINDOW || ended {
            cut(text, joined, &mut out);
            open = None;
        }
    }
    out.extend(open);
    out
}

/// A stretch without a full stop is cut where it must be.
fn cut(text: &str, mut whole: Span, out: &mut Vec<Span>) {
    while whole.len() > MAX_WINDOW {
        let end = text.floor_char_boundary(whole.start.0 + MAX_WINDOW);
        out.push(Span::new(whole.start.0, end));
        whole = Span::new(end, whole.end.0);
    }
    out.push(whole);
}

/// What stands before and after a place in its line, each at most so many characters: for a row, a table, a file.
#[must_use]
pub fn context(text: &str, place: Span, chars: usize) -> (Span, Span) {
    let (Some(before), Some(after)) = (text.get(..place.start.0), text.get(place.end.0..)) else { return (place, place) };
    let left = before.char_indices().rev().take(chars).take_while(|(_, c)| *c != '\n').last().map_or(place.start.0, |(at, _)| at);
    let right: usize = after.chars().take(chars).take_while(|c| *c != '\n').map(char::len_utf8).sum();
    (Span::new(left, place.start.0), Span::new(place.end.0, place.end.0 + right))
}

#[cfg(test)]
mod tests;
