//! Mentions of one initiative as decisions add them and take them away; they stay in order.

use crate::compare::types::{Initiative, Mention};
use crate::text::Span;

/// Puts a mention in its place. Of overlapping ones the longest stands, as everywhere; what the user points at stands in any case.
pub fn add(initiative: &mut Initiative, mention: Mention, by_hand: bool) {
    let (document, span) = (mention.document, mention.span);
    let in_the_way = |m: &Mention| m.document == document && (m.span.overlaps(span) || m.span == span);
    let longer = |m: &Mention| in_the_way(m) && m.span.len() >= span.len();
    let near = near(initiative, document, span);
    if !by_hand && initiative.mentions[near.clone()].iter().any(longer) {
        return;
    }
    let mut kept: Vec<Mention> = initiative.mentions[near.clone()].iter().filter(|m| !in_the_way(m)).cloned().chain([mention]).collect();
    kept.sort_by_key(|m| (m.document, m.span));
    initiative.mentions.splice(near, kept);
}

/// Takes out the mention of this place: the same span, else those that overlap it (its edges moved with a repair).
pub fn take(initiative: &mut Initiative, document: usize, span: Span) -> Vec<Mention> {
    let same = |m: &Mention| m.document == document && m.span == span;
    let exact = initiative.mentions.iter().any(same);
    initiative.mentions.extract_if(.., |m| if exact { same(m) } else { m.document == document && m.span.overlaps(span) }).collect()
}

/// Where mentions that could overlap a place stand. They seldom overlap each other, so that one before the first will do; where they do, an
/// overlap more stays.
fn near(initiative: &Initiative, document: usize, span: Span) -> std::ops::Range<usize> {
    let before = |m: &Mention| (m.document, m.span.start) < (document, span.start);
    let first = initiative.mentions.partition_point(before);
    let last = initiative.mentions.partition_point(|m| (m.document, m.span.start) < (document, span.end) || before(m));
    let same_start = initiative.mentions[last..].iter().take_while(|m| m.document == document && m.span.start == span.start).count();
    first.saturating_sub(1)..last + same_start
}
