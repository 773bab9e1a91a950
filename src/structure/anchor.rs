//! [`Anchor`]: a passage by its words, so that what the user adds outlives an undone repair and a changed file.
//!
//! In: a document and a span of its cleaned text. Out: the quote, up to [`CONTEXT`] characters on either side, and its place in the imported
//! text; and back from these to a span of whatever the document's text is now. An offset of the cleaned text would be wrong after the first
//! repair that is undone.

use serde::{Deserialize, Serialize};

use super::Document;
use crate::text::{ByteOffset, Segment, Span};

/// Characters kept on either side of the quote.
pub const CONTEXT: usize = 32;

/// Which document an anchor is of: the same bytes, else a file of the same name whose text has changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentRef {
    /// The file's name, without folders.
    pub name: String,
    /// Which part of its file it is, where a file holds several documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
}

impl DocumentRef {
    /// The reference to a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self { name: file_name(document).to_owned(), part: document.part, sha256: document.source.sha256.clone() }
    }

    /// Whether it means this document: the same bytes, or else the same file name.
    #[must_use]
    pub fn means(&self, document: &Document) -> bool {
        self.part == document.part && (self.is_of_bytes(document) || self.name == file_name(document))
    }

    /// Index of the document that it means: that of the same bytes before one of the same name, its own part of the file before another.
    pub fn find<'a>(&self, documents: impl Iterator<Item = &'a Document> + Clone) -> Option<usize> {
        self.candidates(documents).first().copied()
    }

    /// Indexes of the documents that it can mean, the likeliest first. A file that was one document can have become two, or two one: a
    /// repair of the split was undone or made again.
    fn candidates<'a>(&self, documents: impl Iterator<Item = &'a Document>) -> Vec<usize> {
        let rank = |d: &Document| match (self.is_of_bytes(d), self.name == file_name(d), self.part == d.part) {
            (true, _, true) => Some(0),
            (true, _, false) => Some(1),
            (false, true, true) => Some(2),
            (false, true, false) => Some(3),
            (false, false, _) => None,
        };
        let mut ranked: Vec<(u8, usize)> = documents.enumerate().filter_map(|(k, d)| Some((rank(d)?, k))).collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, k)| k).collect()
    }

    fn is_of_bytes(&self, document: &Document) -> bool {
        self.sha256 == document.source.sha256
    }
}

fn file_name(document: &Document) -> &str {
    document.source.name.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// A passage by its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// The document that it stands in.
    pub document: DocumentRef,
    /// The passage.
    pub quote: String,
    /// Up to [`CONTEXT`] characters before it.
    pub before: String,
    /// Up to [`CONTEXT`] characters after it.
    pub after: String,
    /// Byte offset of its begin in the imported text: among equals the nearest is meant.
    pub at: usize,
    /// Byte offset of its end in the imported text; zero where it is not known.
    #[serde(default)]
    pub until: usize,
}

/// In a file that has changed, a quote that short means the old place only where some of its context stands around it too, in characters:
/// 一网统管 stands in many places.
const SHORT_QUOTE: usize = 12;
/// So much of the context then, in characters.
const LEAST_CONTEXT: usize = 6;

impl Anchor {
    /// The anchor of a passage.
    #[must_use]
    pub fn of(document: &Document, span: Span) -> Self {
        let text = &document.text;
        let tail = |s: &str| s.chars().rev().take(CONTEXT).collect::<Vec<_>>().into_iter().rev().collect();
        let source = source_of(document, span);
        Self {
            document: DocumentRef::of(document),
            quote: span.of(text).to_owned(),
            before: text.get(..span.start.0).map(tail).unwrap_or_default(),
            after: text.get(span.end.0..).map(|s| s.chars().take(CONTEXT).collect()).unwrap_or_default(),
            at: source.start.0,
            until: source.end.0,
        }
    }

    /// The document that it stands in now, by index, and where.
    pub fn locate<'a>(&self, documents: impl Iterator<Item = &'a Document> + Clone) -> Option<(usize, Span)> {
        let candidates = self.document.candidates(documents.clone());
        candidates.into_iter().find_map(move |k| Some((k, self.place(documents.clone().nth(k)?)?)))
    }

    /// Where the passage stands now in `document`; `None` where its words do not stand any more.
    ///
    /// In the same file that is where they stood, whatever repairs were undone since. In a changed one where the words stand with as much of
    /// their context as anywhere, and of equals the place nearest to the old one; line ends and blanks do not count as words.
    #[must_use]
    pub fn place(&self, document: &Document) -> Option<Span> {
        if self.quote.trim().is_empty() {
            return None;
        }
        if !self.document.is_of_bytes(document) {
            return self
                .most_alike(document, verbatim(&document.text, &self.quote))
                .or_else(|| self.most_alike(document, loosely(&document.text, &self.quote)));
        }
        let places = || verbatim(&document.text, &self.quote);
        self.unmoved(document)
            .or_else(|| {
                let source = Span::new(self.at, self.until);
                places().into_iter().find(|span| source_of(document, *span) == source)
            })
            .or_else(|| self.by_source(document))
            .or_else(|| self.most_alike(document, places()))
            .or_else(|| self.most_alike(document, loosely(&document.text, &self.quote)))
    }

    /// The quote at its very place in the imported text.
    fn unmoved(&self, document: &Document) -> Option<Span> {
        let at = document.map.to_clean(ByteOffset(self.at))?.0;
        document.text.get(at..)?.starts_with(&self.quote).then(|| Span::new(at, at + self.quote.len()))
    }

    /// Of the places of its words the one that it most likely means.
    fn most_alike(&self, document: &Document, places: Vec<Span>) -> Option<Span> {
        let text = &document.text;
        let ranked = places.into_iter().map(|span| {
            let away = document.map.to_source(span.start).0.abs_diff(self.at);
            ((self.context_kept(text, span), std::cmp::Reverse(away), std::cmp::Reverse(span)), span)
        });
        let ((kept, ..), span) = ranked.max_by(|a, b| a.0.cmp(&b.0))?;
        let all = self.before.chars().count() + self.after.chars().count();
        let vouched = kept >= LEAST_CONTEXT.min(all) || self.quote.chars().count() >= SHORT_QUOTE;
        (vouched || self.document.is_of_bytes(document)).then_some(span)
    }

    /// What stands now for its stretch of the imported text: a repair inside it was undone or made.
    fn by_source(&self, document: &Document) -> Option<Span> {
        let stretch = Span::new(self.at, self.until);
        let pieces = document.map.segments().iter().filter(|s| s.verbatim && s.source.overlaps(stretch));
        let clean = |source: usize, segment: &Segment| segment.clean.start.0 + (source - segment.source.start.0);
        let first = pieces.clone().min_by_key(|s| s.source)?;
        let last = pieces.max_by_key(|s| s.source)?;
        let start = clean(self.at.max(first.source.start.0), first);
        let end = clean(self.until.min(last.source.end.0), last);
        let text = document.text.get(start..end)?;
        // A footnote that was moved leaves its passage at both ends of the text.
        let far_more = text.len() > 2 * (self.until - self.at) + self.quote.len();
        let trimmed = text.trim();
        let start = start + (text.len() - text.trim_start().len());
        (!trimmed.is_empty() && !far_more).then(|| Span::new(start, start + trimmed.len()))
    }

    /// How many characters of the old context stand around a place.
    fn context_kept(&self, text: &str, span: Span) -> usize {
        let alike = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| a.zip(b).take_while(|(x, y)| x == y).count();
        let before = text.get(..span.start.0).unwrap_or_default();
        let after = text.get(span.end.0..).unwrap_or_default();
        alike(&mut self.before.chars().rev(), &mut before.chars().rev()) + alike(&mut self.after.chars(), &mut after.chars())
    }
}

/// The imported text that a passage is copied from: what repairs put in (a mark before a note that was moved) came from elsewhere.
fn source_of(document: &Document, span: Span) -> Span {
    let copied = |s: &&Segment| s.verbatim && s.clean.overlaps(span);
    let segments = document.map.segments();
    let from = segments.partition_point(|s| s.clean.end <= span.start);
    let until = segments.partition_point(|s| s.clean.start < span.end);
    let mut inside = segments.get(from..until).unwrap_or_default().iter().filter(copied);
    let Some(first) = inside.next() else { return document.map.span_to_source(span) };
    let last = inside.next_back().unwrap_or(first);
    let start = first.source.start.0 + span.start.0.saturating_sub(first.clean.start.0);
    let end = last.source.start.0 + (span.end.0.min(last.clean.end.0) - last.clean.start.0);
    Span::new(start, end.max(start))
}

/// Every place of `quote`, those that overlap too.
fn verbatim(text: &str, quote: &str) -> Vec<Span> {
    let step = quote.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    let mut out = Vec::new();
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(quote)) {
        out.push(Span::new(from + at, from + at + quote.len()));
        from += at + step;
    }
    out
}

/// Every place where the words of `quote` stand, whatever blanks, line ends and footnotes' marks stand between them.
fn loosely(text: &str, quote: &str) -> Vec<Span> {
    let wanted: String = words(quote).map(|(_, c)| c).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let squeezed: String = words(text).map(|(_, c)| c).collect();
    // For each byte of the squeezed text the character that it comes from.
    let origin: Vec<(usize, usize)> = words(text).flat_map(|(at, c)| std::iter::repeat_n((at, at + c.len_utf8()), c.len_utf8())).collect();
    verbatim(&squeezed, &wanted).into_iter().map(|span| Span::new(origin[span.start.0].0, origin[span.end.0 - 1].1)).collect()
}

/// The characters that are words, each with its place: neither blanks nor marks of footnotes (`[^1]`, and `[^1]:` before a note), which
/// repairs put in and take out.
fn words(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut mark_ends = 0;
    text.char_indices().filter(move |(at, c)| {
        if *at >= mark_ends {
            mark_ends = at + footnote_mark(&text[*at..]);
        }
        *at >= mark_ends && !c.is_whitespace()
    })
}

/// Length in bytes of the footnote's mark that `rest` begins with, its colon before a note counted; 0 where it does not.
fn footnote_mark(rest: &str) -> usize {
    crate::text::footnote_mark(rest).map_or(0, |len| len + usize::from(rest[len..].starts_with(':')))
}

#[cfg(test)]
mod tests;
