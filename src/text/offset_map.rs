//! Where each piece of the cleaned text comes from in the imported text.
//!
//! Cleaning keeps most of the text and changes little pieces of it; a footnote's text is moved to the
//! end. So the map is a list of segments in the order of the cleaned text, each with its source span.

use super::{ByteOffset, Span};

/// One run of the cleaned text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands in the cleaned text.
    pub clean: Span,
    /// What it stands for in the imported text.
    pub source: Span,
    /// Whether the two are the same bytes (then offsets inside map one to one).
    pub verbatim: bool,
}

/// Segments in the order of the cleaned text; together they cover it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetMap {
    segments: Vec<Segment>,
    /// The verbatim segments in the order of the imported text.
    by_source: Vec<Segment>,
}

impl OffsetMap {
    /// A map from segments that follow each other in the cleaned text without a gap.
    #[must_use]
    pub fn new(segments: Vec<Segment>) -> Self {
        let mut by_source: Vec<Segment> = segments.iter().copied().filter(|s| s.verbatim).collect();
        by_source.sort_by_key(|s| s.source);
        Self { segments, by_source }
    }

    /// All segments, in the order of the cleaned text.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The imported offset of a cleaned one. Inside a replaced piece it is the start of what was replaced.
    #[must_use]
    pub fn to_source(&self, at: ByteOffset) -> ByteOffset {
        let k = self.segments.partition_point(|s| s.clean.end <= at);
        match self.segments.get(k).or(self.segments.last()) {
            None => at,
            Some(s) if at >= s.clean.end => s.source.end,
            Some(s) if s.verbatim => ByteOffset(s.source.start.0 + (at.0 - s.clean.start.0)),
            Some(s) => s.source.start,
        }
    }

    /// The smallest imported span that holds every piece of the cleaned span.
    ///
    /// A span that crosses into a moved footnote takes its first piece's side only.
    #[must_use]
    pub fn span_to_source(&self, span: Span) -> Span {
        let start = self.to_source(span.start);
        if span.is_empty() {
            return Span { start, end: start };
        }
        let k = self.segments.partition_point(|s| s.clean.end < span.end);
        let end = match self.segments.get(k) {
            None => start,
            Some(s) if s.verbatim => ByteOffset(s.source.start.0 + (span.end.0 - s.clean.start.0)),
            Some(s) => s.source.end,
        };
        Span { start, end: end.max(start) }
    }

    /// The cleaned offset of an imported one; `None` where cleaning dropped that place.
    #[must_use]
    pub fn to_clean(&self, at: ByteOffset) -> Option<ByteOffset> {
        let k = self.by_source.partition_point(|s| s.source.start <= at).checked_sub(1)?;
        let segment = self.by_source.get(k).filter(|s| s.source.contains_offset(at))?;
        Some(ByteOffset(segment.clean.start.0 + (at.0 - segment.source.start.0)))
    }
}
