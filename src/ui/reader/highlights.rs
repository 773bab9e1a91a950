//! Which highlights touch what is in view, and in which lane each is underlined.

use super::types::{Highlight, Strength};
use crate::text::{ByteOffset, Span};

/// Lanes below a row.
const LANES: usize = 3;

/// A highlight in view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Laned {
    pub highlight: Highlight,
    /// Zero right under the text, then lower.
    pub lane: u8,
}

/// The highlights that overlap `visible`, in order, each with its lane.
///
/// A highlight that begins inside another goes one lane lower. All that begin before the view's end are
/// looked at, so that lanes do not change while scrolling.
pub(super) fn in_view(highlights: &[Highlight], visible: Span) -> Vec<Laned> {
    let mut lane_ends = [ByteOffset(0); LANES];
    let mut out = Vec::new();
    for highlight in highlights.iter().take_while(|h| h.span.start < visible.end) {
        let lane = lane_ends.iter().position(|end| *end <= highlight.span.start).unwrap_or(LANES - 1);
        lane_ends[lane] = lane_ends[lane].max(highlight.span.end);
        if highlight.span.overlaps(visible) {
            out.push(Laned { highlight: *highlight, lane: u8::try_from(lane).unwrap_or(0) });
        }
    }
    out
}

/// Tags of the highlights around a byte, innermost first; each tag once.
pub(super) fn tags_at(highlights: &[Laned], at: ByteOffset) -> Vec<usize> {
    let mut around: Vec<&Highlight> = highlights.iter().map(|l| &l.highlight).filter(|h| h.span.contains_offset(at)).collect();
    around.sort_by_key(|h| (h.span.len(), std::cmp::Reverse(h.strength)));
    let mut tags = Vec::new();
    for highlight in around {
        if !tags.contains(&highlight.tag) {
            tags.push(highlight.tag);
        }
    }
    tags
}

/// Whether the highlight has fill, rule and bar.
pub(super) const fn is_strong(highlight: &Highlight) -> bool {
    matches!(highlight.strength, Strength::Strong | Strength::Current)
}
