//! What a form means where it has several meanings.
//!
//! In: the places where entries of the lexicon were met. Out: hits, each with its certainty and reason. A word that speaks for the entry is looked for
//! in the sentence, then in the headings above, then in the paragraph; a word that speaks against it in the sentence drops the place. Where
//! several entries claim one place, the nearest support wins. Where nothing speaks, the place keeps the meaning that the same document
//! settles elsewhere, if it settles only that; else it is only possible, and says why.

use std::collections::{BTreeMap, BTreeSet};

use super::{Hit, Lexicon, Way};
use crate::initiative::lexicon::FoldedEntry;
use crate::structure::Document;
use crate::text::{FoldedText, Span, fold, sentence_around};

/// So far in bytes a paragraph tells what a name in it means; one line of megabytes is no paragraph.
const MAX_PARAGRAPH: usize = 6000;

/// A place that may mean an entry.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub entry: usize,
    pub span: Span,
    /// How the name is written.
    pub way: Way,
    /// The form means the entry only beside a full form.
    pub short: bool,
    pub support: Support,
}

impl Candidate {
    /// What its rivals share with it: one place names one thing, but 河（林）长制 and 四中、五中全会 name two.
    fn place(&self) -> (Span, Option<usize>) {
        (self.span, matches!(self.way, Way::Filled | Way::Shared).then_some(self.entry))
    }

    /// Whether it is a short form that no context speaks for.
    const fn is_mere_word(&self) -> bool {
        self.short && self.support.rank() >= Support::Unneeded.rank()
    }
}

/// What the context says of a place, the strongest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Support {
    /// A word in the same sentence, so many bytes away.
    Sentence { distance: usize, word: String },
    /// A word in a heading above.
    Heading { word: String },
    /// A word in the same paragraph.
    Paragraph { word: String },
    /// The form has one meaning.
    Unneeded,
    /// Nothing near speaks for this meaning.
    Missing,
    /// A word of the sentence speaks against it.
    Against,
}

impl Support {
    /// How strong, without what tells two of one kind apart; lower is stronger.
    const fn rank(&self) -> usize {
        match self {
            Self::Sentence { .. } => 0,
            Self::Heading { .. } => 1,
            Self::Paragraph { .. } => 2,
            Self::Unneeded => 3,
            Self::Missing => 4,
            Self::Against => 5,
        }
    }

    /// For the reader, after the form.
    fn why(&self) -> String {
        match self {
            Self::Sentence { word, .. } => format!("，同句有“{word}”"),
            Self::Heading { word } => format!("，标题有“{word}”"),
            Self::Paragraph { word } => format!("，同段有“{word}”"),
            Self::Unneeded | Self::Missing | Self::Against => String::new(),
        }
    }
}

/// What the context of `span` says of an entry.
pub(super) fn support(document: &Document, words: &FoldedEntry, folded: &FoldedText, span: Span, ambiguous: bool) -> Support {
    if words.not_near.is_empty() && !ambiguous {
        return Support::Unneeded;
    }
    let around = sentence_around(&document.text, span.start);
    let sentence = folded.slice(around);
    if words.not_near.iter().any(|word| sentence.contains(word.as_str())) {
        return Support::Against;
    }
    if !ambiguous {
        return Support::Unneeded;
    }
    let own = fold(span.of(&document.text)).text;
    // A long form may bring its own context: 两网融合回收点 beside the bare 两网融合.
    if words.near.iter().any(|(word, _)| own.contains(word.as_str())) {
        return Support::Unneeded;
    }
    // The name's place in the sentence.
    let start = folded.slice(Span { start: around.start, end: span.start.max(around.start) }).len();
    let (before, after) = (sentence.get(..start).unwrap_or_default(), sentence.get(start + own.len()..).unwrap_or_default());
    if let Some((distance, word)) = nearest(before, after, &words.near) {
        return Support::Sentence { distance, word };
    }
    let first = |text: &str| words.near.iter().find(|(word, _)| text.contains(word.as_str())).map(|(_, written)| written.clone());
    let headings: String = document
        .section_at(span.start)
        .map(|k| document.section_path(k).into_iter().map(|s| document.sections[s].title.as_str()).collect::<Vec<_>>().join("\n"))
        .unwrap_or_default();
    if let Some(word) = first(&fold(&headings).text) {
        return Support::Heading { word };
    }
    match first(&folded.slice(nearby(document, span)).replace(&own, "\n")) {
        Some(word) => Support::Paragraph { word },
        None => Support::Missing,
    }
}

/// The word that stands nearest to a name, and how far in bytes.
fn nearest(before: &str, after: &str, words: &[(String, String)]) -> Option<(usize, String)> {
    let distance = |word: &str| {
        let left = before.rfind(word).map(|k| before.len() - k - word.len());
        let right = after.find(word);
        left.into_iter().chain(right).min()
    };
    words.iter().filter_map(|(word, written)| distance(word).map(|distance| (distance, written.clone()))).min()
}

/// The paragraph around a place, no further than [`MAX_PARAGRAPH`] to each side.
fn nearby(document: &Document, span: Span) -> Span {
    let paragraph = document.paragraphs.get(document.paragraph_at(span.start)).map_or(span, |p| p.span);
    let start = document.text.floor_char_boundary(span.start.0.saturating_sub(MAX_PARAGRAPH));
    let end = document.text.ceil_char_boundary(span.end.0.saturating_add(MAX_PARAGRAPH));
    Span::new(paragraph.start.0.max(start), paragraph.end.0.min(end))
}

/// One hit for each place that means an entry, and whether its form is a short one that no context speaks for; see the module's head.
pub(super) fn decide(candidates: Vec<Candidate>, document: &Document, lexicon: &Lexicon) -> Vec<(Hit, bool)> {
    let mut settled: BTreeSet<usize> = BTreeSet::new();
    let mut refused: BTreeSet<usize> = BTreeSet::new();
    let mut places: BTreeMap<(Span, Option<usize>), Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        let place = candidate.place();
        match candidate.support {
            Support::Against => {
                refused.insert(candidate.entry);
            }
            Support::Sentence { .. } | Support::Heading { .. } | Support::Paragraph { .. } => {
                settled.insert(candidate.entry);
                places.entry(place).or_default().push(candidate);
            }
            Support::Unneeded => {
                settled.insert(candidate.entry);
                places.entry(place).or_default().push(candidate);
            }
            Support::Missing => places.entry(place).or_default().push(candidate),
        }
    }
    // What the document settles elsewhere, and nowhere otherwise.
    let elsewhere = |entry: usize| settled.contains(&entry) && !refused.contains(&entry);
    let mut out = Vec::new();
    let longer = longer_names(&places);
    for ((span, _), mut claims) in places {
        // Inside a longer name a doubtful one is a part of that name.
        claims.retain(|c| c.support != Support::Missing || !longer.contains(&span));
        claims.sort_by(|a, b| a.support.cmp(&b.support).then_with(|| a.entry.cmp(&b.entry)));
        let (best, rivals) = match claims.as_slice() {
            [] => continue,
            [best, rivals @ ..] => (best, rivals),
        };
        let level = |c: &Candidate| match &c.support {
            Support::Sentence { distance, .. } => (0, *distance),
            other => (other.rank(), 0),
        };
        let even: Vec<&Candidate> = rivals.iter().filter(|c| level(c) == level(best)).collect();
        let chosen = std::iter::once(best).chain(even.iter().copied()).find(|c| elsewhere(c.entry)).unwrap_or(best);
        let rival = std::iter::once(best).chain(even).find(|c| c.entry != chosen.entry);
        let settled_here = elsewhere(chosen.entry) && rival.is_none_or(|rival| !elsewhere(rival.entry));
        out.push((hit(document, lexicon, span, chosen, rival, settled_here), chosen.is_mere_word()));
    }
    out
}

/// The places that lie inside another.
fn longer_names(places: &BTreeMap<(Span, Option<usize>), Vec<Candidate>>) -> BTreeSet<Span> {
    let mut inside = BTreeSet::new();
    // By start, then by end: a place that holds this one begins no later; of equal starts the longer one comes after.
    let mut spans: Vec<Span> = places.keys().map(|(span, _)| *span).collect();
    spans.dedup();
    let mut reach = 0;
    for (k, span) in spans.iter().enumerate() {
        let longer_after = spans.get(k + 1).is_some_and(|next| next.start == span.start);
        if span.end.0 <= reach || longer_after {
            inside.insert(*span);
        }
        reach = reach.max(span.end.0);
    }
    inside
}

fn hit(document: &Document, lexicon: &Lexicon, span: Span, chosen: &Candidate, rival: Option<&Candidate>, elsewhere: bool) -> Hit {
    let form = match chosen.way {
        Way::Whole => "词形",
        Way::Gapped => "词形（中间有间隔）",
        Way::Filled => "词形（中间有插入语）",
        Way::Shared => "词形（与并列者共用词尾）",
    };
    // Quotation marks inside quotation marks are single ones (GB/T 15834).
    let words = span.of(&document.text).replace('“', "‘").replace('”', "’");
    let mut why = format!("{form}“{words}”{}", chosen.support.why());
    let entry = lexicon.folded[chosen.entry].meant;
    if chosen.is_mere_word() {
        why.push_str("，是简称，本文另有全称");
    }
    if entry != chosen.entry {
        why.push_str(&format!("，即“{}”", lexicon.entries[chosen.entry].name));
    }
    let open = rival.is_some() || chosen.support == Support::Missing;
    if open && elsewhere {
        why.push_str("，本文别处的上下文已说明其所指");
    } else if let Some(rival) = rival {
        why.push_str(&format!("，也可指“{}”，上下文未定", lexicon.entries[rival.entry].name));
    } else if open {
        why.push_str("，上下文未见说明其所指的词");
    }
    Hit { entry, span, sure: !open || elsewhere, why }
}
