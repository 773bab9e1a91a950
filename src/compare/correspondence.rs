//! From a place in one document to the passage of another that is about the same topic: what tied scrolling follows.
//!
//! In: a [`Comparison`], and then a document, a byte in it and another document. Out: a [`Passage`] and what it rests on, or none. The
//! alignment decides the section: the counterpart of the section at the place; where it has none, that of the nearest heading above it in
//! the outline; else the gap between the counterparts of the sections before and after. Inside a pair of sections the initiatives that
//! both name are the stepping stones, since long sections are followed passage by passage; where none stands near, the place's share of
//! its section decides. The index is built once a comparison; a question then costs a look at two sections.

use std::collections::BTreeMap;

use super::align::own_text;
use super::types::{Comparison, SectionRef};
use crate::structure::Document;
use crate::text::{ByteOffset, Span, sentence_around};

/// A name this many bytes before the place still belongs to it: ten characters.
const NEAR_BEFORE: usize = 30;
/// And this many after it: eighty characters, two or three rows.
const NEAR_AFTER: usize = 240;

/// Whether a name that begins at `name` stands near enough to a place for the place to be about it: on the same row or in the next few.
#[must_use]
pub const fn is_near(place: ByteOffset, name: ByteOffset) -> bool {
    name.0 + NEAR_BEFORE >= place.0 && name.0 < place.0 + NEAR_AFTER
}

/// The index of a comparison.
#[derive(Debug, Clone, Default)]
pub struct Correspondence {
    /// The pair of a section with its best counterpart in another document.
    counterparts: BTreeMap<(SectionRef, usize), usize>,
    /// By document: where it names which initiative, in order of place.
    names: Vec<Vec<(Span, usize)>>,
    /// By initiative: how often it is named in all documents.
    frequency: Vec<usize>,
}

/// A passage that is about the same topic as a place in another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What to put on the reading line: a heading or a sentence.
    pub span: Span,
    /// The whole of what is about the topic: the counterpart's own text, or the gap between two.
    pub region: Span,
    /// What it rests on.
    pub basis: Basis,
}

/// What a passage rests on. Pairs are indexes into [`Comparison::alignment`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The section at the place and its counterpart.
    Section {
        /// The pair.
        pair: usize,
        /// An initiative that both name there: index into [`Comparison::initiatives`].
        initiative: Option<usize>,
    },
    /// The counterpart of a heading above the place's section, which has none itself.
    Above {
        /// The pair.
        pair: usize,
        /// An initiative that both name there.
        initiative: Option<usize>,
    },
    /// Neither has one: after the counterpart of the section before and before that of the section after.
    Between {
        /// The pair before; `None` at the beginning of the document.
        before: Option<usize>,
        /// The pair after; `None` at its end.
        after: Option<usize>,
    },
}

impl Correspondence {
    /// The index of a comparison.
    #[must_use]
    pub fn new(comparison: &Comparison) -> Self {
        let mut counterparts = BTreeMap::new();
        // Best first, so the first pair of a section with a document is its best.
        for (k, pair) in comparison.alignment.iter().enumerate() {
            counterparts.entry((pair.a, pair.b.document)).or_insert(k);
            counterparts.entry((pair.b, pair.a.document)).or_insert(k);
        }
        let mut names = vec![Vec::new(); comparison.documents.len()];
        for (i, initiative) in comparison.initiatives.iter().enumerate().filter(|(_, i)| i.is_shared()) {
            for mention in &initiative.mentions {
                if let Some(list) = names.get_mut(mention.document) {
                    list.push((mention.span, i));
                }
            }
        }
        names.iter_mut().for_each(|list| list.sort_unstable());
        let frequency = comparison.initiatives.iter().map(|i| i.mentions.len()).collect();
        Self { counterparts, names, frequency }
    }

    /// The passage of document `to` that corresponds to byte `at` of document `from` (indexes into [`Comparison::documents`]).
    ///
    /// `comparison` is the one that the index was built of. `None` where nothing corresponds, and for a document with itself.
    #[must_use]
    pub fn passage(&self, comparison: &Comparison, from: usize, at: ByteOffset, to: usize) -> Option<Passage> {
        let (source, target) = (comparison.documents.get(from)?, comparison.documents.get(to)?);
        if from == to || target.text.is_empty() {
            return None;
        }
        let section = source.section_at(at);
        let mut above = section;
        while let Some(s) = above {
            if let Some(pair) = self.counterpart(from, s, to) {
                return self.inside(comparison, (from, s, at), to, pair, above == section);
            }
            above = source.sections[s].parent.filter(|parent| *parent < s);
        }
        self.between(comparison, from, at, to)
    }

    /// The pair of a section with its best counterpart in document `to`: an index into [`Comparison::alignment`].
    #[must_use]
    pub fn counterpart(&self, document: usize, section: usize, to: usize) -> Option<usize> {
        self.counterparts.get(&(SectionRef { document, section }, to)).copied()
    }

    /// The passage inside the other section of `pair`; `own`: the pair is that of the place's own section.
    fn inside(
        &self,
        comparison: &Comparison,
        (from, section, at): (usize, usize, ByteOffset),
        to: usize,
        pair: usize,
        own: bool,
    ) -> Option<Passage> {
        let source = &comparison.documents[from];
        let target = &comparison.documents[to];
        let other = other_section(comparison, pair, to)?;
        let heading = source.sections[section].span;
        // Below a heading without a pair of its own, all that stands under the counterpart is looked through.
        let (here, region) = if own {
            (own_text(source, section), own_text(target, other))
        } else {
            (whole_text(source, section), whole_text(target, other))
        };
        let title = Span { start: region.start, end: target.sections[other].span.end };
        if own && at < heading.end {
            return Some(Passage { span: title, region, basis: Basis::Section { pair, initiative: None } });
        }
        let near = self.near(from, at, here, to, region);
        let span = match near {
            Some((_, place)) => sentence_in(target, place.start, region),
            // A place of its own that no name ties to another: as far into the section as here.
            None if own && here.contains_offset(at) => sentence_in(target, at_same_share(here, at, region), region),
            None => title,
        };
        let initiative = near.map(|(initiative, _)| initiative);
        let basis = if own { Basis::Section { pair, initiative } } else { Basis::Above { pair, initiative } };
        Some(Passage { span, region, basis })
    }

    /// The rarest initiative named near the place that the other region names too, and where; of equally rare ones the nearest.
    fn near(&self, from: usize, at: ByteOffset, here: Span, to: usize, region: Span) -> Option<(usize, Span)> {
        let window = Span::new(at.0.saturating_sub(NEAR_BEFORE).max(here.start.0), (at.0 + NEAR_AFTER).min(here.end.0));
        let near = named_in(&self.names[from], window);
        let there = named_in(&self.names[to], region);
        let wanted = at_same_share(here, at, region).0;
        let place_of = |initiative: usize| {
            there.iter().filter(|(_, i)| *i == initiative).map(|(span, _)| *span).min_by_key(|span| (span.start.0.abs_diff(wanted), *span))
        };
        near.iter()
            .filter_map(|(span, i)| Some((self.frequency[*i], span.start.0.abs_diff(at.0), *i, place_of(*i)?)))
            .min()
            .map(|(_, _, initiative, place)| (initiative, place))
    }

    /// The gap between the counterparts of the nearest sections before and after that have one.
    fn between(&self, comparison: &Comparison, from: usize, at: ByteOffset, to: usize) -> Option<Passage> {
        let source = &comparison.documents[from];
        let target = &comparison.documents[to];
        let here = source.sections.partition_point(|s| s.span.start <= at);
        let before = (0..here).rev().find_map(|s| self.counterpart(from, s, to));
        let after = (here..source.sections.len()).find_map(|s| self.counterpart(from, s, to));
        if before.is_none() && after.is_none() {
            return None;
        }
        let start = match before {
            Some(pair) => own_text(target, other_section(comparison, pair, to)?).end,
            None => ByteOffset(0),
        };
        let end = match after {
            Some(pair) => target.sections[other_section(comparison, pair, to)?].span.start,
            None => ByteOffset(target.text.len()),
        };
        // Where the other document has the two the other way round, nothing lies between them.
        let region = Span { start: start.min(end), end };
        (start <= end).then(|| {
            let span = sentence_in(target, region.start, Span { start: ByteOffset(0), end: ByteOffset(target.text.len()) });
            Passage { span, region, basis: Basis::Between { before, after } }
        })
    }
}

impl Passage {
    /// What it rests on, for people.
    #[must_use]
    pub fn why(&self, comparison: &Comparison) -> String {
        let titles = |pair: usize| {
            comparison
                .alignment
                .get(pair)
                .map_or_else(String::new, |p| format!("“{}”对应“{}”（{}）", title(comparison, p.a), title(comparison, p.b), p.why))
        };
        let named = |initiative: Option<usize>| {
            initiative.and_then(|i| comparison.initiatives.get(i)).map_or_else(String::new, |i| format!("，此处都提到{}", i.name))
        };
        match self.basis {
            Basis::Section { pair, initiative } => format!("{}{}", titles(pair), named(initiative)),
            Basis::Above { pair, initiative } => format!("上级标题{}{}", titles(pair), named(initiative)),
            Basis::Between { before: Some(pair), .. } => format!("此处没有对应的一节，停在前一节之后：{}", titles(pair)),
            Basis::Between { after: Some(pair), .. } => format!("此处没有对应的一节，停在后一节之前：{}", titles(pair)),
            Basis::Between { .. } => String::new(),
        }
    }
}

fn title(comparison: &Comparison, at: SectionRef) -> String {
    let section = comparison.documents.get(at.document).and_then(|d| d.sections.get(at.section));
    section.map(|s| format!("{}{}", s.number, s.title)).unwrap_or_default()
}

/// The section of a pair that lies in `document`.
fn other_section(comparison: &Comparison, pair: usize, document: usize) -> Option<usize> {
    let pair = comparison.alignment.get(pair)?;
    [pair.a, pair.b].into_iter().find(|s| s.document == document).map(|s| s.section)
}

/// A section with all that stands under it.
fn whole_text(document: &Document, section: usize) -> Span {
    let at = &document.sections[section];
    Span { start: at.span.start, end: at.body_end.max(at.span.end) }
}

/// The names that begin in a span.
fn named_in(names: &[(Span, usize)], span: Span) -> &[(Span, usize)] {
    let first = names.partition_point(|(name, _)| name.start < span.start);
    let last = names.partition_point(|(name, _)| name.start < span.end);
    &names[first..last.max(first)]
}

/// The byte as far into `there` as `at` is into `here`. Not always on a character boundary.
fn at_same_share(here: Span, at: ByteOffset, there: Span) -> ByteOffset {
    let into = at.0.clamp(here.start.0, here.end.0) - here.start.0;
    // In whole numbers: no result hangs on a rounding of floats.
    let share = (into as u128 * there.len() as u128) / (here.len().max(1) as u128);
    ByteOffset(there.start.0 + usize::try_from(share).unwrap_or(0).min(there.len()))
}

/// The sentence around a byte, as far as it lies in `region`.
fn sentence_in(document: &Document, at: ByteOffset, region: Span) -> Span {
    let mut byte = at.0.min(region.end.0.saturating_sub(1)).max(region.start.0).min(document.text.len());
    while !document.text.is_char_boundary(byte) {
        byte -= 1;
    }
    let sentence = sentence_around(&document.text, ByteOffset(byte));
    let start = sentence.start.max(region.start).min(ByteOffset(byte));
    Span { start, end: sentence.end.min(region.end).max(start) }
}
