//! Which sections of different documents are about the same thing.
//!
//! In: documents and their initiatives. Out: for each section its best counterpart in every other document. Two signs are weighed:
//! the initiatives that both mention (rare ones count more), and the pairs of characters that both use (tf-idf, cosine).
//! Single characters and words say less in Chinese than pairs, and a small embedding model says less than these.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::types::{Initiative, SectionPair, SectionRef};
use crate::structure::{Document, SectionKind};
use crate::text::{Span, fold};

/// Below this score two sections are not said to be about the same thing.
const MIN_SCORE: f64 = 0.12;
/// How much the title counts against the body: it names the topic.
const TITLE_WEIGHT: f64 = 3.0;
/// Share of the initiatives in the score; the rest is wording.
const INITIATIVE_SHARE: f64 = 0.5;
/// A pair of characters in more than this share of the sections tells nothing and is left out of the index.
const MAX_SPREAD: f64 = 0.4;

struct Topic {
    at: SectionRef,
    /// Term to weight, of unit length; initiatives are terms from `INITIATIVES` up.
    wording: BTreeMap<u32, f64>,
    initiatives: BTreeMap<u32, f64>,
}

/// The best counterpart of each section in every other document; each pair once, best first.
pub fn sections(documents: &[Arc<Document>], initiatives: &[Initiative]) -> Vec<SectionPair> {
    let topics = topics(documents, initiatives);
    let scores = scores(&topics);
    let mut best: BTreeMap<(usize, usize), (u32, usize)> = BTreeMap::new();
    for ((a, b), score) in &scores {
        for (from, to) in [(*a, *b), (*b, *a)] {
            let slot = best.entry((from, topics[to].at.document)).or_insert((0, to));
            if *score > slot.0 {
                *slot = (*score, to);
            }
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for ((from, _), (score, to)) in &best {
        if *score > 0 {
            pairs.insert((*from.min(to), *from.max(to)));
        }
    }
    let mut out: Vec<SectionPair> = pairs
        .into_iter()
        .map(|(a, b)| SectionPair {
            a: topics[a].at,
            b: topics[b].at,
            score: f64::from(scores[&(a, b)]) / 1000.0,
            why: why(initiatives, &topics[a], &topics[b]),
        })
        .collect();
    out.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    out
}

/// Text of a section that is its own: title and what follows up to the next entry of the outline.
pub(super) fn own_text(document: &Document, section: usize) -> Span {
    let at = &document.sections[section];
    let next = document.sections.get(section + 1).map_or(at.body_end, |n| n.span.start.min(at.body_end));
    Span { start: at.span.start, end: next.max(at.span.end) }
}

fn topics(documents: &[Arc<Document>], initiatives: &[Initiative]) -> Vec<Topic> {
    let mut vocabulary: BTreeMap<[char; 2], u32> = BTreeMap::new();
    let mut out = Vec::new();
    for (d, document) in documents.iter().enumerate() {
        for (s, section) in document.sections.iter().enumerate() {
            if !matches!(section.kind, SectionKind::Heading | SectionKind::RunIn) {
                continue;
            }
            let mut wording = BTreeMap::new();
            count_pairs(own_text(document, s).of(&document.text), 1.0, &mut vocabulary, &mut wording);
            count_pairs(&section.title, TITLE_WEIGHT, &mut vocabulary, &mut wording);
            out.push(Topic { at: SectionRef { document: d, section: s }, wording, initiatives: BTreeMap::new() });
        }
    }
    let place: BTreeMap<SectionRef, usize> = out.iter().enumerate().map(|(k, t)| (t.at, k)).collect();
    for (i, initiative) in (0_u32..).zip(initiatives) {
        for mention in &initiative.mentions {
            let at = mention.section.map(|section| SectionRef { document: mention.document, section });
            if let Some(topic) = at.and_then(|at| place.get(&at)) {
                *out[*topic].initiatives.entry(i).or_default() += 1.0;
            }
        }
    }
    weigh(&mut out, |t| &mut t.wording, MAX_SPREAD);
    weigh(&mut out, |t| &mut t.initiatives, 1.0);
    out
}

fn count_pairs(text: &str, weight: f64, vocabulary: &mut BTreeMap<[char; 2], u32>, into: &mut BTreeMap<u32, f64>) {
    let folded = fold(text).text;
    let mut before: Option<char> = None;
    for c in folded.chars() {
        if c.is_alphanumeric()
            && let Some(b) = before
        {
            let next = u32::try_from(vocabulary.len()).unwrap_or(u32::MAX);
            let term = *vocabulary.entry([b, c]).or_insert(next);
            *into.entry(term).or_default() += weight;
        }
        before = c.is_alphanumeric().then_some(c);
    }
}

/// tf-idf with a logarithm's damping, scaled to unit length.
fn weigh(topics: &mut [Topic], of: fn(&mut Topic) -> &mut BTreeMap<u32, f64>, max_spread: f64) {
    let mut spread: BTreeMap<u32, u32> = BTreeMap::new();
    for topic in topics.iter_mut() {
        for term in of(topic).keys() {
            *spread.entry(*term).or_default() += 1;
        }
    }
    let count = topics.len() as f64;
    for topic in topics {
        let weights = of(topic);
        weights.retain(|term, _| spread[term] > 1 && f64::from(spread[term]) <= (count * max_spread).max(2.0));
        for (term, weight) in weights.iter_mut() {
            *weight = (1.0 + libm::log(*weight)).max(0.1) * libm::log(1.0 + count / f64::from(spread[term]));
        }
        let length = weights.values().map(|w| w * w).sum::<f64>().sqrt();
        if length > 0.0 {
            weights.values_mut().for_each(|w| *w /= length);
        }
    }
}

/// Scores above the threshold of pairs in different documents, in thousandths, through an index of terms.
fn scores(topics: &[Topic]) -> BTreeMap<(usize, usize), u32> {
    let wording = products(topics, |t| &t.wording);
    let initiatives = products(topics, |t| &t.initiatives);
    let mut out = BTreeMap::new();
    let keys: BTreeSet<&(usize, usize)> = wording.keys().chain(initiatives.keys()).collect();
    for key in keys {
        let part = |products: &BTreeMap<(usize, usize), f64>| products.get(key).copied().unwrap_or(0.0);
        let score = (1.0 - INITIATIVE_SHARE) * part(&wording) + INITIATIVE_SHARE * part(&initiatives);
        if score >= MIN_SCORE {
            // In thousandths, so that no sorting depends on the last bit of a sum.
            out.insert(*key, (score * 1000.0).round() as u32);
        }
    }
    out
}

fn products(topics: &[Topic], of: fn(&Topic) -> &BTreeMap<u32, f64>) -> BTreeMap<(usize, usize), f64> {
    let mut index: BTreeMap<u32, Vec<(usize, f64)>> = BTreeMap::new();
    for (k, topic) in topics.iter().enumerate() {
        for (term, weight) in of(topic) {
            index.entry(*term).or_default().push((k, *weight));
        }
    }
    let mut out: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for postings in index.values() {
        for (n, (a, wa)) in postings.iter().enumerate() {
            for (b, wb) in &postings[n + 1..] {
                if topics[*a].at.document != topics[*b].at.document {
                    *out.entry((*a, *b)).or_default() += wa * wb;
                }
            }
        }
    }
    out
}

fn why(initiatives: &[Initiative], a: &Topic, b: &Topic) -> String {
    let mut common: Vec<(f64, &str)> =
        a.initiatives.iter().filter_map(|(i, w)| Some((w * b.initiatives.get(i)?, initiatives.get(*i as usize)?.name.as_str()))).collect();
    common.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(y.1)));
    let names: Vec<&str> = common.iter().take(3).map(|(_, name)| *name).collect();
    if names.is_empty() { "用词相近".to_owned() } else { format!("都提到{}", names.join("、")) }
}
