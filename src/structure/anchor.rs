//! [`Anchor`]: a passage by its words, so that what the user adds outlives an undone repair and a changed file.
//!
//! In: a document and a span of its cleaned text. Out: the quote, up to [`CONTEXT`] characters on either side, and its place in the imported
//! text; and back from these to a span of whatever the document's text is now. An offset of the cleaned text would be wrong after the first
//! repair that is undone.

use serde::{Deserialize, Serialize};

use super::Document;
use crate::text::{ByteOffset, Span};

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
        let name = document.source.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        Self { name, part: document.part, sha256: document.source.sha256.clone() }
    }

    /// Whether it means this document: the same bytes, or else the same file name.
    #[must_use]
    pub fn means(&self, document: &Document) -> bool {
        let other = Self::of(document);
        self.part == other.part && (self.sha256 == other.sha256 || self.name == other.name)
    }

    /// Index of the document that it means: that of the same bytes before one of the same name.
    pub fn find<'a>(&self, documents: impl Iterator<Item = &'a Document> + Clone) -> Option<usize> {
        let same = |d: &Document| d.part == self.part && d.source.sha256 == self.sha256;
        documents.clone().position(same).or_else(|| documents.clone().position(|d| self.means(d)))
    }
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
}

impl Anchor {
    /// The anchor of a passage.
    #[must_use]
    pub fn of(document: &Document, span: Span) -> Self {
        let text = &document.text;
        let tail = |s: &str| s.chars().rev().take(CONTEXT).collect::<Vec<_>>().into_iter().rev().collect();
        Self {
            document: DocumentRef::of(document),
            quote: span.of(text).to_owned(),
            before: text.get(..span.start.0).map(tail).unwrap_or_default(),
            after: text.get(span.end.0..).map(|s| s.chars().take(CONTEXT).collect()).unwrap_or_default(),
            at: document.map.to_source(span.start).0,
        }
    }

    /// Where the passage stands now in `document`: where its words do, with as much of its context as anywhere, and of equals the one nearest
    /// to its old place. `None` where they do not stand any more.
    #[must_use]
    pub fn place(&self, document: &Document) -> Option<Span> {
        if self.quote.is_empty() {
            return None;
        }
        let text = &document.text;
        let spans = text.match_indices(&self.quote).map(|(at, _)| Span { start: ByteOffset(at), end: ByteOffset(at + self.quote.len()) });
        spans.max_by_key(|span| {
            let away = document.map.to_source(span.start).0.abs_diff(self.at);
            (self.context_kept(text, *span), std::cmp::Reverse(away))
        })
    }

    /// How many characters of the old context stand around a place.
    fn context_kept(&self, text: &str, span: Span) -> usize {
        let alike = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| a.zip(b).take_while(|(x, y)| x == y).count();
        let before = text.get(..span.start.0).unwrap_or_default();
        let after = text.get(span.end.0..).unwrap_or_default();
        alike(&mut self.before.chars().rev(), &mut before.chars().rev()) + alike(&mut self.after.chars(), &mut after.chars())
    }
}
