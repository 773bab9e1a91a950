//! The markers of a document's paragraphs: what one line alone leaves open, its like settle.
//!
//! In: the paragraphs. Out: for each the marker that it opens with, and whether it is an item of a bare list. Cleaning takes the blank
//! between `1.1` or `第一章` and the words after it, and what is left looks like an amount or a word; such a one is a marker where the
//! document counts through with them. And `1. 新建食堂2家` between `2.` and `3.` with nothing under any of them is a list, not an outline.

use super::document::{Paragraph, ParagraphRole};
use super::levels::rank;
use super::markers::{Marker, MarkerStyle, loose_marker, marker};

/// A line that a loose marker opens as a heading is at most so long, in characters.
const MAX_LOOSE_CHARS: usize = 40;
/// So many of a kind make a sequence.
const MIN_SEQUENCE: usize = 2;
/// And so many where the number is a word's first character as often.
const MIN_BARE: usize = 3;

/// The marker of each paragraph; none for those that are no running text.
pub fn markers(text: &str, paragraphs: &[Paragraph]) -> Vec<Option<Marker>> {
    let body = |p: &Paragraph| p.role == ParagraphRole::Body;
    let mut out: Vec<Option<Marker>> = paragraphs.iter().map(|p| marker(p.span.of(text)).filter(|_| body(p))).collect();
    let loose: Vec<Option<Marker>> = paragraphs
        .iter()
        .zip(&out)
        .map(|(p, strict)| if strict.is_none() && body(p) { loose_line(p.span.of(text)) } else { None })
        .collect();
    let both = |k: usize| out[k].or(loose[k]);
    let counted = |style: MarkerStyle| counts_through((0..out.len()).filter_map(both).filter(|m| m.style == style).map(|m| m.value));
    // `1经济发展` is believed beside `1.1` only: alone it is too often an amount.
    let dotted = counted(MarkerStyle::Dotted);
    let styles =
        [MarkerStyle::Part, MarkerStyle::Chapter, MarkerStyle::Article, MarkerStyle::Named, MarkerStyle::DottedTwice, MarkerStyle::Letter];
    let mut believed: Vec<MarkerStyle> = styles.into_iter().filter(|style| counted(*style)).collect();
    if dotted {
        believed.push(MarkerStyle::Dotted);
        believed.extend(Some(MarkerStyle::Digit).filter(|style| counted(*style)));
    }
    // 一强化党建引领 is believed where no 一、 stands and three or more count up: 一网统管 opens lines, too.
    let bare = || loose.iter().flatten().filter(|m| m.style == MarkerStyle::Han).count() >= MIN_BARE;
    let strict = out.iter().flatten().any(|m| m.style == MarkerStyle::Han);
    believed.extend(Some(MarkerStyle::Han).filter(|style| !strict && bare() && counted(*style)));
    for (slot, loose) in out.iter_mut().zip(&loose) {
        *slot = slot.or(loose.filter(|m| believed.contains(&m.style)));
    }
    out
}

/// What may be a marker at the head of a line that may be a heading; a decimal may also open a paragraph.
fn loose_line(line: &str) -> Option<Marker> {
    let mark = loose_marker(line)?;
    let free = matches!(mark.style, MarkerStyle::Dotted | MarkerStyle::DottedTwice | MarkerStyle::Article | MarkerStyle::Letter);
    let short = || line.chars().nth(MAX_LOOSE_CHARS).is_none() && !line.contains(['。', '；', '，']);
    (free || short()).then_some(mark)
}

/// Whether numbers count up from one, perhaps beginning anew now and then and leaving one out.
fn counts_through(values: impl Iterator<Item = u32>) -> bool {
    let mut last = 0;
    let mut count = 0;
    for value in values {
        if value != 1 && (count == 0 || !(last + 1..=last + 2).contains(&value)) {
            return false;
        }
        last = value;
        count += 1;
    }
    count >= MIN_SEQUENCE
}

/// For each paragraph whether something hangs under it: a table, a text without a marker, or the first of a lower series.
pub fn heads(paragraphs: &[Paragraph], marks: &[Option<Marker>]) -> Vec<bool> {
    let mut next: Option<usize> = None;
    let mut out = vec![false; paragraphs.len()];
    for k in (0..paragraphs.len()).rev() {
        out[k] = next.is_some_and(|n| match (marks[k], marks[n]) {
            _ if paragraphs[n].role == ParagraphRole::Row => true,
            (_, None) => true,
            (Some(mark), Some(below)) => below.value == 1 && rank(below.style) > rank(mark.style),
            (None, Some(_)) => false,
        });
        if matches!(paragraphs[k].role, ParagraphRole::Body | ParagraphRole::Row) {
            next = Some(k);
        }
    }
    out
}

/// For each paragraph whether it is an item of a series of low markers none of which, but perhaps the last, has anything under it.
pub fn bare_lists(marks: &[Option<Marker>], heads: &[bool], is_low: impl Fn(MarkerStyle) -> bool) -> Vec<bool> {
    let mut out = vec![false; marks.len()];
    let mut open: Vec<(MarkerStyle, Vec<usize>)> = Vec::new();
    let mut close = |series: Vec<usize>| {
        let but_last = series.len().saturating_sub(1);
        if series.len() > 1 && series[..but_last].iter().all(|k| !heads[*k]) {
            series.into_iter().for_each(|k| out[k] = true);
        }
    };
    for (k, mark) in marks.iter().enumerate().filter_map(|(k, mark)| mark.map(|mark| (k, mark))) {
        while let Some((_, series)) = open.pop_if(|(style, _)| rank(*style) > rank(mark.style) || *style == mark.style && mark.value == 1) {
            close(series);
        }
        match open.last_mut() {
            Some((style, series)) if *style == mark.style => series.push(k),
            _ if is_low(mark.style) => open.push((mark.style, vec![k])),
            _ => {}
        }
    }
    open.into_iter().for_each(|(_, series)| close(series));
    out
}

#[cfg(test)]
mod tests {
    use super::counts_through;

    #[test]
    fn numbers_that_count() {
        for (values, expected) in
            [(&[1, 2, 3][..], true), (&[1, 1, 2, 1], true), (&[1, 3], true), (&[2, 3], false), (&[1], false), (&[1, 5], false)]
        {
            assert_eq!(counts_through(values.iter().copied()), expected, "{values:?}");
        }
    }
}
