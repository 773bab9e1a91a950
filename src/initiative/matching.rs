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

/// What one entry met in the folded text, as folded byte ranges.
#[derive(Default)]
struct Met {
    forms: Vec<(usize, usize)>,
    anti: Vec<(usize, usize)>,
    parts: Vec<(usize, usize, usize, usize)>,
}

/// All hits of `lexicon` in `document`, by place and entry.
#[must_use]
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Hit> {
    let folded = fold(&document.text);
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
    let mut out: Vec<Hit> = met.into_iter().flat_map(|(entry, met)| settle(document, lexicon, &folded, entry, met)).collect();
    out.sort_by_key(|hit| (hit.span, hit.entry));
    out
}

fn settle(document: &Document, lexicon: &Lexicon, folded: &FoldedText, entry: usize, met: Met) -> Vec<Hit> {
    let inside_anti = |at: &(usize, usize)| met.anti.iter().any(|anti| anti.0 <= at.0 && at.1 <= anti.1);
    let mut found: Vec<((usize, usize), bool)> = met.forms.iter().map(|at| (*at, false)).collect();
    found.extend(gapped(folded, lexicon, entry, &met.parts).into_iter().map(|at| (at, true)));
    found.retain(|(at, _)| !inside_anti(at) && !splits_number(&folded.text, *at));
    longest(&mut found);
    let mut out = Vec::new();
    for (at, is_gapped) in found {
        let span = folded.source_span(at.0, at.1);
        if let Some((sure, why)) = meaning(document, lexicon, entry, span, is_gapped) {
            out.push(Hit { entry, span, sure, why });
        }
    }
    out
}

/// Keeps, of overlapping ranges, the longest (of equal ones the first; a plain form before a gapped one).
fn longest(found: &mut Vec<((usize, usize), bool)>) {
    found.sort_by_key(|((start, end), gapped)| (std::cmp::Reverse(end - start), *start, *gapped));
    let mut kept: Vec<((usize, usize), bool)> = Vec::new();
    for candidate in found.drain(..) {
        if !kept.iter().any(|(k, _)| candidate.0.0 < k.1 && k.0 < candidate.0.1) {
            kept.push(candidate);
        }
    }
    kept.sort_unstable();
    *found = kept;
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
        for (_, _, start, end) in parts.iter().filter(|p| p.0 == form && p.1 == 0) {
            let mut at = *end;
            let complete = (1..*count).all(|index| {
                let next = parts.iter().find(|p| p.0 == form && p.1 == index && p.2 >= at && close(&folded.text[at..p.2]));
                at = next.map_or(at, |p| p.3);
                next.is_some()
            });
            if complete && *count > 1 {
                out.push((*start, at));
            }
        }
    }
    out
}

fn close(gap: &str) -> bool {
    gap.chars().count() <= MAX_GAP_CHARS && !gap.contains(['\n', '。', ',', ';', ':', '!', '?', '、'])
}

/// Whether the place means the entry, whether that is sure, and why. `None` where the context says otherwise.
fn meaning(document: &Document, lexicon: &Lexicon, entry: usize, span: Span, is_gapped: bool) -> Option<(bool, String)> {
    let words = &lexicon.folded[entry];
    let surface = span.of(&document.text);
    let form = if is_gapped { "词形（中间有间隔）" } else { "词形" };
    if words.near.is_empty() && words.not_near.is_empty() {
        return Some((true, format!("{form}“{surface}”")));
    }
    let sentence = fold(sentence_around(&document.text, span.start).of(&document.text)).text;
    if words.not_near.iter().any(|word| sentence.contains(word.as_str())) {
        return None;
    }
    if words.near.is_empty() {
        return Some((true, format!("{form}“{surface}”")));
    }
    let own = fold(surface).text;
    let without_own = sentence.replacen(&own, "\n", 1);
    let near = |text: &str| words.near.iter().find(|word| text.contains(word.as_str())).cloned();
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
    let paragraph = document.paragraphs.get(document.paragraph_at(span.start)).map_or("", |p| p.span.of(&document.text));
    if let Some(word) = near(&fold(paragraph).text.replace(&own, "\n")) {
        return Some((true, format!("{form}“{surface}”，同段有“{word}”")));
    }
    Some((false, format!("{form}“{surface}”，上下文未见说明其所指的词")))
}
