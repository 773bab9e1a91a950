//! Finds the lexicon's initiatives in a document.
//!
//! In: a document and a lexicon. Out: hits with what they rest on, by place. One pass of one automaton over the folded text;
//! then each entry settles its own: a form inside an anti-form is none, of overlapping ones the longest stands, context decides the meaning
//! ([`meaning`]). A form that several entries claim goes to the one that its context speaks for. Hits of different entries may overlap: names nest.

mod families;
mod forms;
mod insertions;
mod meaning;
mod splices;

use std::collections::{BTreeMap, BTreeSet};

pub use families::{FamilyHit, find_families};
pub use forms::find_forms;

use self::meaning::Candidate;
use self::splices::{Reading, Splice};
use super::lexicon::{Lexicon, MAX_GAP_CHARS, Use};
use crate::structure::Document;
use crate::text::{FoldedText, Span};

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
    forms: Vec<Form>,
    anti: Vec<(usize, usize)>,
    parts: Vec<(usize, usize, usize, usize)>,
}

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// As the lexicon has it.
    Whole,
    /// Put together from the parts of a gapped form.
    Gapped,
    /// With a bracket, an ordinary modifier, the place's name or a quotation in between.
    Filled,
    /// One of an enumeration whose parts share what follows.
    Shared,
}

/// A form in the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Form {
    at: (usize, usize),
    /// How the name is written.
    way: Way,
    /// Has other meanings too.
    ambiguous: bool,
    /// Means the entry only beside a full form.
    short: bool,
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
                Use::Form { ambiguous, short } => met.forms.push(Form { at, way: Way::Whole, ambiguous: *ambiguous, short: *short }),
                Use::Anti => met.anti.push(at),
                Use::Part { gapped, index } => met.parts.push((*gapped, *index, at.0, at.1)),
            }
        }
    }
    let whole: BTreeSet<(usize, usize)> = met.values().flat_map(|met| &met.forms).map(|form| form.at).collect();
    let filled = insertions::readings(document, folded);
    for reading in splices::readings(&folded.text).iter().chain(&filled).chain(&splices::shared_tails(&folded.text, &whole)) {
        read(reading, lexicon, &mut met);
    }
    let candidates: Vec<Candidate> = met.into_iter().flat_map(|(entry, met)| settle(document, lexicon, folded, entry, met)).collect();
    let decided = meaning::decide(candidates, document, lexicon);
    // A short form speaks of what the document calls by a full form too; alone it is a mere word.
    let full: BTreeSet<usize> = decided.iter().filter(|(_, short)| !short).map(|(hit, _)| hit.entry).collect();
    let mut out: Vec<Hit> = decided.into_iter().filter(|(hit, short)| !short || full.contains(&hit.entry)).map(|(hit, _)| hit).collect();
    out.sort_by_key(|hit| (hit.span, hit.entry));
    // Two entries that mean the same can meet in one place.
    out.dedup_by_key(|hit| (hit.span, hit.entry));
    out
}

/// Adds what the lexicon knows across the joint of a reading. A doubtful form is no name there: the reading is one doubt already.
fn read(reading: &Reading, lexicon: &Lexicon, met: &mut BTreeMap<usize, Met>) {
    for found in lexicon.automaton.find_overlapping_iter(&reading.text) {
        let Some(at) = reading.source(found.start(), found.end()) else { continue };
        let way = if matches!(reading.splice, Splice::Series | Splice::Tail) { Way::Shared } else { Way::Filled };
        for (entry, usage) in &lexicon.uses[found.pattern().as_usize()] {
            match usage {
                Use::Form { ambiguous: false, short: false } => {
                    met.entry(*entry).or_default().forms.push(Form { at, way, ambiguous: false, short: false });
                }
                Use::Anti => met.entry(*entry).or_default().anti.push(at),
                Use::Form { .. } | Use::Part { .. } => {}
            }
        }
    }
}

/// The places of one entry, each with what its context says.
fn settle(document: &Document, lexicon: &Lexicon, folded: &FoldedText, entry: usize, met: Met) -> Vec<Candidate> {
    let anti = reaches(met.anti);
    let inside_anti = |at: (usize, usize)| {
        let before = anti.partition_point(|(start, _)| *start <= at.0);
        before.checked_sub(1).and_then(|k| anti.get(k)).is_some_and(|(_, reach)| at.1 <= *reach)
    };
    let mut found = met.forms;
    found.extend(gapped(folded, lexicon, entry, &met.parts).into_iter().map(|at| Form {
        at,
        way: Way::Gapped,
        ambiguous: false,
        short: false,
    }));
    let is_cut = |at| splits_number(&folded.text, at) || is_half_of_a_coinage(&folded.text, at) || is_negated(&folded.text, at);
    found.retain(|form| !inside_anti(form.at) && !is_cut(form.at));
    longest(&mut found);
    found
        .into_iter()
        .map(|form| {
            let span = with_whole_quotation(&document.text, folded.source_span(form.at.0, form.at.1));
            let support = meaning::support(document, &lexicon.folded[entry], folded, span, form.ambiguous);
            Candidate { entry, span, way: form.way, short: form.short, support }
        })
        .collect()
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

/// Keeps, of overlapping forms, the longest (of equal ones the first; a plain form before a gapped one); what is read into the text last.
fn longest(found: &mut Vec<Form>) {
    found.sort_by_key(|form| (form.way.max(Way::Gapped), std::cmp::Reverse(form.at.1 - form.at.0), form.at.0, form.way));
    // What is kept never overlaps, so only the last one that begins before the candidate's end can be in its way.
    let mut kept: BTreeMap<usize, Form> = BTreeMap::new();
    for form in found.drain(..) {
        if kept.range(..form.at.1).next_back().is_none_or(|(_, before)| before.at.1 <= form.at.0) {
            kept.insert(form.at.0, form);
        }
    }
    found.extend(kept.into_values());
}

/// Whether a range begins or ends in the middle of a number: 5分钟 in 15分钟, 千万工程 in 百千万工程.
fn splits_number(text: &str, (start, end): (usize, usize)) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let unit = |c: Option<char>| c.is_some_and(|c| matches!(c, '百' | '千' | '万' | '亿'));
    let (before, first) = (text[..start].chars().next_back(), text[start..].chars().next());
    let (last, after) = (text[..end].chars().next_back(), text[end..].chars().next());
    let joins = |a, b| digit(a) && digit(b) || unit(a) && unit(b);
    joins(before, first) || joins(last, after)
}

/// Whether a name is denied by the letter before it: 非机动车停放 is not 机动车停放. Not where 非 ends a word of its own (并非, 除非).
fn is_negated(text: &str, (start, _): (usize, usize)) -> bool {
    text[..start].strip_suffix('非').is_some_and(|before| !before.ends_with(['并', '除', '是', '莫', '若', '打']))
}

/// Whether a short form stands beside a plus: in “网格化+标签式”排摸 it is half of a phrase coined for the occasion.
fn is_half_of_a_coinage(text: &str, (start, end): (usize, usize)) -> bool {
    const SHORT: usize = 3;
    let joined = text[..start].ends_with('+') || text[end..].starts_with('+');
    joined && text[start..end].chars().count() <= SHORT
}

/// Gapped forms: their parts in order, close together, in one clause.
fn gapped(folded: &FoldedText, lexicon: &Lexicon, entry: usize, parts: &[(usize, usize, usize, usize)]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (form, count) in lexicon.folded[entry].gapped_parts.iter().enumerate() {
        if (0..*count).any(|index| !parts.iter().any(|p| p.0 == form && p.1 == index)) {
            continue;
        }
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
