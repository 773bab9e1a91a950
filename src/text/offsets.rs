//! Byte offsets, character offsets and spans as types of their own.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A zero-based offset in bytes into a UTF-8 string. Always on a character boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct ByteOffset(pub usize);

/// A zero-based offset in Unicode scalar values (Rust's `char`), as the JSON contract counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CharOffset(pub usize);

/// A half-open range of bytes in one text; both ends on character boundaries.
///
/// A span does not know which text it belongs to: the field that holds it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: ByteOffset,
    /// One past the last byte.
    pub end: ByteOffset,
}

/// A half-open range of Unicode scalar values in one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CharSpan {
    /// First character.
    pub start: CharOffset,
    /// One past the last character.
    pub end: CharOffset,
}

impl Span {
    /// The span of the bytes `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start: ByteOffset(start), end: ByteOffset(end) }
    }

    /// The span as a range to slice a string with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start.0..self.end.0
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end.0 <= self.start.0
    }

    /// The part of `text` under the span; empty where the span does not fit `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start.0 < other.end.0 && other.start.0 < self.end.0
    }

    /// Whether `other` lies wholly inside (ends may coincide).
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start.0 <= other.start.0 && other.end.0 <= self.end.0
    }

    /// Whether the byte at `offset` lies inside.
    #[must_use]
    pub const fn contains_offset(self, offset: ByteOffset) -> bool {
        self.start.0 <= offset.0 && offset.0 < self.end.0
    }

    /// The same length, `by` bytes further.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.start.0 + by, self.end.0 + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
