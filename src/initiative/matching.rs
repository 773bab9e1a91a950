//! Finds the lexicon's initiatives in a document.
//!
//! In: a document and a lexicon. Out: hits with what they rest on, by place. One pass of one automaton over the folded text;
//! then each entry settles its own: a form inside an anti-form is none, of overlapping ones the longest stands, context decides the meaning.
//! Hits of different entries may overlap: names nest.

use std::collections::BTreeMap;

use super::lexicon::{Lexicon, MAX_GAP_CHARS, Use};
use crate::structure::Document;
use crate::text::{FoldedText, Span, fold, sentence_around};

/// One place where a document names an initiative of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Index into the lexicon's entries.
    pub entry: usize,
    /// The name, in the document's text.
    pub span: Span,
    /// Whether the context settles the meaning.
    pub sure: bool,
    /// What it rests on, in Chinese.
    pub why: String,
}

/// So far in bytes a paragraph tells what a name in it means; one line of megabytes is no paragraph.
const MAX_PARAGRAPH: usize = 6000;

/// What one entry met in the folded text, as folded byte ranges.
#[derive(Default)]
struct Met {
    forms: Vec<(usize, usize)>,
    anti: Vec<(usize, usize)>,
    parts: Vec<(usize, usize, usize, usize)>,
}

/// All hits of `lexicon` in `document`, whose folded text is `folded`, by place and entry.
#[must_use]
pub fn find(document: &Document, folded: &FoldedText, lexicon: &Lexicon) -> Vec<Hit> {
    let mut met: BTreeMap<usize, Met> = BTreeMap::new();
    for found in lexicon.automaton.find_overlapping_iter(&folded.text) {
        let at = (found.start(), found.end());
        for (entry, usage) in &lexicon.uses[found.pattern().as_usize()] {
            let met = met.entry(*entry).or_default();
            match usage {
                Use::Form => met.forms.push(at),
                Use::Anti => met.anti.push(at),
                Use::Part { gapped, index } => met.parts.push((*gapped, *index, at.0, at.1)),
            }
        }
    }
    let mut out: Vec<Hit> = met.into_iter().flat_map(|(entry, met)| settle(document, lexicon, folded, entry, met)).collect();
    out.sort_by_key(|hit| (hit.span, hit.entry));
    one_meaning_each(&out, lexicon)
}

/// One meaning for each place: a doubtful hit inside a sure one is part of that name; of several doubtful ones the first entry's stays.
///
/// So lexicon files list the more usual meaning first.
fn one_meaning_each(hits: &[Hit], lexicon: &Lexicon) -> Vec<Hit> {
    let sure = reaches(hits.iter().filter(|hit| hit.sure).map(|hit| (hit.span.start.0, hit.span.end.0)).collect());
    let settled = |span: Span| {
        let before = sure.partition_point(|(start, _)| *start <= span.start.0);
        before.checked_sub(1).and_then(|k| sure.get(k)).is_some_and(|(_, reach)| span.end.0 <= *reach)
    };
    let mut out = Vec::with_capacity(hits.len());
    for same in hits.chunk_by(|a, b| a.span == b.span) {
        out.extend(same.iter().filter(|hit| hit.sure).cloned());
        let doubtful: Vec<&Hit> = same.iter().filter(|hit| !hit.sure && !settled(hit.span)).collect();
        if let Some((first, others)) = doubtful.split_first() {
            let mut first = (*first).clone();
            let others: Vec<&str> = others.iter().filter_map(|hit| lexicon.entries.get(hit.entry)).map(|e| e.name.as_str()).collect();
            if !others.is_empty() {
                first.why.push_str("；也可能指");
                first.why.push_str(&others.join("、"));
            }
            out.push(first);
        }
    }
    out
}

fn settle(document: &Document, lexicon: &Lexicon, folded: &FoldedText, entry: usize, met: Met) -> Vec<Hit> {
    let anti = reaches(met.anti);
    let inside_anti = |at: &(usize, usize)| {
        let before = anti.partition_point(|(start, _)| *start <= at.0);
        before.checked_sub(1).and_then(|k| anti.get(k)).is_some_and(|(_, reach)| at.1 <= *reach)
    };
    let mut found: Vec<((usize, usize), bool)> = met.forms.iter().map(|at| (*at, false)).collect();
    found.extend(gapped(folded, lexicon, entry, &met.parts).into_iter().map(|at| (at, true)));
    found.retain(|(at, _)| !inside_anti(at) && !splits_number(&folded.text, *at));
    longest(&mut found);
    let mut out = Vec::new();
    for (at, is_gapped) in found {
        let span = with_whole_quotation(&document.text, folded.source_span(at.0, at.1));
        if let Some((sure, why)) = meaning(document, lexicon, folded, entry, span, is_gapped) {
            out.push(Hit { entry, span, sure, why });
        }
    }
    out
}

/// The span and the quotation mark at its edge where the other one of the pair stands inside: 新时代“枫桥经验”, not 新时代“枫桥经验.
///
/// Marks that enclose the whole name stay outside.
fn with_whole_quotation(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let mut out = span;
    for (open, close) in [('“', '”'), ('‘', '’'), ('「', '」')] {
        let balance = inside.matches(open).count().cmp(&inside.matches(close).count());
        if balance.is_gt() && text[span.end.0..].starts_with(close) {
            out.end.0 += close.len_utf8();
        }
        if balance.is_lt() && text[..span.start.0].ends_with(open) {
            out.start.0 -= open.len_utf8();
        }
    }
    out
}

/// Ranges by start, each with how far it or one before it reaches.
fn reaches(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut reach = 0;
    for (_, end) in &mut ranges {
        reach = reach.max(*end);
        *end = reach;
    }
    ranges
}

/// Keeps, of overlapping ranges, the longest (of equal ones the first; a plain form before a gapped one).
fn longest(found: &mut Vec<((usize, usize), bool)>) {
    found.sort_by_key(|((start, end), gapped)| (std::cmp::Reverse(end - start), *start, *gapped));
    // What is kept never overlaps, so only the last one that begins before the candidate's end can be in its way.
    let mut kept: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
    for ((start, end), gapped) in found.drain(..) {
        if kept.range(..end).next_back().is_none_or(|(_, (reach, _))| *reach <= start) {
            kept.insert(start, (end, gapped));
        }
    }
    found.extend(kept.into_iter().map(|(start, (end, gapped))| ((start, end), gapped)));
}

/// Whether a range begins or ends in the middle of a number: 5分钟 in 15分钟.
fn splits_number(text: &str, (start, end): (usize, usize)) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|k| bytes.get(k)).is_some_and(u8::is_ascii_digit);
    (digit(start.checked_sub(1)) && digit(Some(start))) || (digit(end.checked_sub(1)) && digit(Some(end)))
}

/// Gapped forms: their parts in order, close together, in one clause.
fn gapped(folded: &FoldedText, lexicon: &Lexicon, entry: usize, parts: &[(usize, usize, usize, usize)]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (form, count) in lexicon.folded[entry].gapped_parts.iter().enumerate() {
        let places: Vec<Vec<(usize, usize)>> = (0..*count).map(|index| places_of(parts, form, index)).collect();
        for (start, end) in places.first().into_iter().flatten() {
            let mut at = *end;
            let complete = places[1..].iter().all(|places| {
                // The nearest one decides: the gap to any other holds the gap to it.
                let next = places.get(places.partition_point(|p| p.0 < at)).filter(|p| close(&folded.text[at..p.0]));
                at = next.map_or(at, |p| p.1);
                next.is_some()
            });
            if complete && *count > 1 {
                out.push((*start, at));
            }
        }
    }
    out
}

/// Where a part of a gapped form stands, in order.
fn places_of(parts: &[(usize, usize, usize, usize)], form: usize, index: usize) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = parts.iter().filter(|p| p.0 == form && p.1 == index).map(|p| (p.2, p.3)).collect();
    out.sort_unstable();
    out
}

fn close(gap: &str) -> bool {
    gap.len() <= MAX_GAP_CHARS * 4 && gap.chars().count() <= MAX_GAP_CHARS && !gap.contains(['\n', '。', ',', ';', ':', '!', '?', '、'])
}

/// Whether the place means the entry, whether that is sure, and why. `None` where the context says otherwise.
fn meaning(
    document: &Document,
    lexicon: &Lexicon,
    folded: &FoldedText,
    entry: usize,
    span: Span,
    is_gapped: bool,
) -> Option<(bool, String)> {
    let words = &lexicon.folded[entry];
    let surface = span.of(&document.text);
    let form = if is_gapped { "词形（中间有间隔）" } else { "词形" };
    if words.near.is_empty() && words.not_near.is_empty() {
        return Some((true, format!("{form}“{surface}”")));
    }
    let sentence = folded.slice(sentence_around(&document.text, span.start));
    if words.not_near.iter().any(|word| sentence.contains(word.as_str())) {
        return None;
    }
    if words.near.is_empty() {
        return Some((true, format!("{form}“{surface}”")));
    }
    let own = fold(surface).text;
    let without_own = sentence.replacen(&own, "\n", 1);
    let near = |text: &str| words.near.iter().find(|word| text.contains(word.as_str())).cloned();
    // A long form may bring its own context: 两网融合回收点 beside the bare 两网融合.
    if near(&own).is_some() {
        return Some((true, format!("{form}“{surface}”")));
    }
    if let Some(word) = near(&without_own) {
        return Some((true, format!("{form}“{surface}”，同句有“{word}”")));
    }
    let headings: String = document
        .section_at(span.start)
        .map(|k| document.section_path(k).into_iter().map(|s| document.sections[s].title.as_str()).collect())
        .unwrap_or_default();
    if let Some(word) = near(&fold(&headings).text) {
        return Some((true, format!("{form}“{surface}”，标题有“{word}”")));
    }
    let paragraph = folded.slice(nearby(document, span));
    if let Some(word) = near(&paragraph.replace(&own, "\n")) {
        return Some((true, format!("{form}“{surface}”，同段有“{word}”")));
    }
    Some((false, format!("{form}“{surface}”，上下文未见说明其所指的词")))
}

/// The paragraph around a place, no further than [`MAX_PARAGRAPH`] to each side.
fn nearby(document: &Document, span: Span) -> Span {
    let paragraph = document.paragraphs.get(document.paragraph_at(span.start)).map_or(span, |p| p.span);
    let start = document.text.floor_char_boundary(span.start.0.saturating_sub(MAX_PARAGRAPH));
    let end = document.text.ceil_char_boundary(span.end.0.saturating_add(MAX_PARAGRAPH));
    Span::new(paragraph.start.0.max(start), paragraph.end.0.min(end))
}

#[cfg(test)]
mod tests {
    use super::with_whole_quotation;
    use crate::text::Span;

    #[test]
    fn a_quotation_inside_a_name_is_whole() {
        for (text, name, whole) in [
            ("发展新时代“枫桥经验”，", "新时代“枫桥经验", "新时代“枫桥经验”"),
            ("做好“两网融合”中转站", "两网融合”中转站", "“两网融合”中转站"),
            ("做好“一网统管”工作", "一网统管", "一网统管"),
        ] {
            let start = text.find(name).expect("name");
            let span = with_whole_quotation(text, Span::new(start, start + name.len()));
            assert_eq!(span.of(text), whole);
        }
    }
}
