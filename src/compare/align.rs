//! Which sections of different documents are about the same thing.
//!
//! In: documents and their initiatives. Out: for each section its best counterpart in every other document. Two signs are weighed:
//! the initiatives that both mention (rare ones count more), and the pairs of characters that both use (tf-idf, cosine).
//! Single characters and words say less in Chinese than pairs, and a small embedding model says less than these.
//!
//! Sections are compared through an index of terms: for each term the sections that have it. A term in very many sections tells nothing
//! and is left out, so that the cost grows with the text and not with the number of pairs.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use super::terms::{Index, Occurrence, Sums};
use super::types::{Initiative, SectionPair, SectionRef};
use crate::structure::{Document, SectionKind};
use crate::text::{Span, fold_text, in_parallel, is_letter_or_figure};

/// Below this score two sections are not said to be about the same thing.
const MIN_SCORE: f64 = 0.12;
/// How much the title counts against the body: it names the topic.
const TITLE_WEIGHT: f64 = 3.0;
/// Share of the initiatives in the score; the rest is wording.
const INITIATIVE_SHARE: f64 = 0.5;
/// A pair of characters in more than this share of the sections tells nothing and is left out of the index.
const MAX_SPREAD: f64 = 0.4;
/// So many initiatives are named as the reason.
const MAX_NAMES: usize = 3;
/// And so many words,
const MAX_WORDS: usize = 3;
/// of so many characters at least (shorter ones are often the seam between two words),
const MIN_WORD: usize = 3;
/// put together from so many pairs of characters, those that weigh most.
const MAX_WORD_PAIRS: usize = 24;
/// So much text in bytes is worth a thread.
const LEAST_BYTES: usize = 30_000;
/// And so many sections, each compared with all others.
const LEAST_SECTIONS: usize = 100;
/// Bytes of a Han character: a text has about so many fewer pairs.
const HAN_BYTES: usize = 3;
/// Sections that are compared one after another with the same tables.
const BATCH: usize = 32;

/// A section that takes part: a heading or a run-in.
struct Topic {
    at: SectionRef,
    /// In bytes.
    len: usize,
}

/// The sections that take part and the words that they use: all that is known without the initiatives.
pub struct Wording {
    topics: Vec<Topic>,
    index: Index,
}

impl Wording {
    /// Of all documents.
    pub fn new(documents: &[Arc<Document>]) -> Self {
        let topics = topics(documents);
        let words = in_parallel(&topics, |t| t.len, LEAST_BYTES, |t| wording(documents, t.at));
        Self { topics, index: Index::new(&words, MAX_SPREAD) }
    }
}

/// The best counterpart of each section in every other document; each pair once, best first.
pub fn sections(wording: &Wording, initiatives: &[Initiative]) -> Vec<SectionPair> {
    let Wording { topics, index: wording } = wording;
    let document_of: Vec<usize> = topics.iter().map(|t| t.at.document).collect();
    let mentions = Index::new(&mentioned(topics, initiatives), 1.0);
    let batches: Vec<Range<usize>> = (0..topics.len()).step_by(BATCH).map(|k| k..topics.len().min(k + BATCH)).collect();
    let found = in_parallel(&batches, Range::len, LEAST_SECTIONS, |batch| counterparts(batch.clone(), &document_of, wording, &mentions));
    let mut pairs: Vec<(usize, usize, u32)> = found.into_iter().flatten().collect();
    pairs.sort_unstable();
    pairs.dedup();
    let pair = |(a, b, score): (usize, usize, u32)| SectionPair {
        a: topics[a].at,
        b: topics[b].at,
        score: f64::from(score) / 1000.0,
        why: why(initiatives, &mentions, wording, a, b),
    };
    let mut out: Vec<SectionPair> = pairs.into_iter().map(pair).collect();
    out.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    out
}

fn topics(documents: &[Arc<Document>]) -> Vec<Topic> {
    let mut out = Vec::new();
    for (d, document) in documents.iter().enumerate() {
        for (s, section) in document.sections.iter().enumerate() {
            if matches!(section.kind, SectionKind::Heading | SectionKind::RunIn) {
                out.push(Topic { at: SectionRef { document: d, section: s }, len: own_text(document, s).len() });
            }
        }
    }
    out
}

/// Text of a section that is its own: title and what follows up to the next entry of the outline.
pub(super) fn own_text(document: &Document, section: usize) -> Span {
    let at = &document.sections[section];
    let next = document.sections.get(section + 1).map_or(at.body_end, |n| n.span.start.min(at.body_end));
    Span { start: at.span.start, end: next.max(at.span.end) }
}

/// The pairs of characters in a section, with how much each is used.
fn wording(documents: &[Arc<Document>], at: SectionRef) -> Vec<Occurrence> {
    let document = &documents[at.document];
    let mut out = Vec::new();
    add_pairs(own_text(document, at.section).of(&document.text), 1.0, &mut out);
    add_pairs(&document.sections[at.section].title, TITLE_WEIGHT, &mut out);
    Occurrence::put_together(out)
}

fn add_pairs(text: &str, weight: f64, into: &mut Vec<Occurrence>) {
    let mut before: Option<char> = None;
    into.reserve(text.len() / HAN_BYTES);
    for c in fold_text(text).chars() {
        let after = is_letter_or_figure(c).then_some(c);
        if let Some((a, b)) = before.zip(after) {
            into.push(Occurrence { term: u64::from(u32::from(a)) << 32 | u64::from(u32::from(b)), weight });
        }
        before = after;
    }
}

/// For each section the initiatives that it mentions, with how often.
fn mentioned(topics: &[Topic], initiatives: &[Initiative]) -> Vec<Vec<Occurrence>> {
    let place: BTreeMap<SectionRef, usize> = topics.iter().enumerate().map(|(k, t)| (t.at, k)).collect();
    let mut out = vec![Vec::new(); topics.len()];
    for (i, initiative) in (0_u64..).zip(initiatives) {
        for mention in &initiative.mentions {
            let at = mention.section.map(|section| SectionRef { document: mention.document, section });
            if let Some(topic) = at.and_then(|at| place.get(&at)) {
                out[*topic].push(Occurrence { term: i, weight: 1.0 });
            }
        }
    }
    out.into_iter().map(Occurrence::put_together).collect()
}

/// The best counterparts of some sections in every other document: pairs, the lower section first, with their score in thousandths, so that
/// no sorting depends on the last bit of a sum. Of equal ones the first.
fn counterparts(batch: Range<usize>, document_of: &[usize], wording: &Index, mentions: &Index) -> Vec<(usize, usize, u32)> {
    let mut sums = Sums::new(document_of);
    let mut out = Vec::new();
    for from in batch {
        let (words, names) = (wording.products(from, &mut sums), mentions.products(from, &mut sums));
        let mut best: BTreeMap<usize, (u32, usize)> = BTreeMap::new();
        merge(&words, &names, |to, word, name| {
            let score = (1.0 - INITIATIVE_SHARE) * word + INITIATIVE_SHARE * name;
            if score >= MIN_SCORE {
                let score = (score * 1000.0).round() as u32;
                let slot = best.entry(document_of[to]).or_insert((score, to));
                if score > slot.0 {
                    *slot = (score, to);
                }
            }
        });
        out.extend(best.into_values().map(|(score, to)| (from.min(to), from.max(to), score)));
    }
    out
}

/// Walks two lists in order of their keys together; a key that one lacks has 0 there.
fn merge(a: &[(usize, f64)], b: &[(usize, f64)], mut each: impl FnMut(usize, f64, f64)) {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let Some(key) = a.peek().map(|x| x.0).into_iter().chain(b.peek().map(|x| x.0)).min() {
        let value = |x: Option<&(usize, f64)>| x.map_or(0.0, |x| x.1);
        each(key, value(a.next_if(|x| x.0 == key)), value(b.next_if(|x| x.0 == key)));
    }
}

/// What the score of two sections rests on: the initiatives that both mention, and where these are few the words that both use.
fn why(initiatives: &[Initiative], mentions: &Index, wording: &Index, a: usize, b: usize) -> String {
    let name = |term: u64| usize::try_from(term).ok().and_then(|i| initiatives.get(i)).map(|i| i.name.as_str());
    let mut common: Vec<(f64, &str)> = mentions.common(a, b).filter_map(|(term, product)| Some((product, name(term)?))).collect();
    common.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(y.1)));
    let names: Vec<&str> = common.iter().take(MAX_NAMES).map(|(_, name)| *name).collect();
    let mut words = if names.len() < MAX_NAMES { words(wording, a, b) } else { Vec::new() };
    let is_new = |word: &String| word.chars().count() >= MIN_WORD && !names.iter().any(|name| name.contains(word.as_str()));
    words.retain(is_new);
    words.truncate(MAX_WORDS);
    let words = if words.is_empty() { String::new() } else { format!("共同用词“{}”", words.join("”、“")) };
    match (names.is_empty(), words.is_empty()) {
        (true, true) => "用词相近".to_owned(),
        (true, false) => words,
        (false, true) => format!("都提到{}", names.join("、")),
        (false, false) => format!("都提到{}；{words}", names.join("、")),
    }
}

/// The words that two sections share and that weigh most, put together from pairs of characters: 垃圾, 圾分, 分类 are one word.
fn words(wording: &Index, a: usize, b: usize) -> Vec<String> {
    let mut common: Vec<(f64, u64)> = wording.common(a, b).map(|(term, product)| (product, term)).collect();
    common.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let half = |bits: u64| u32::try_from(bits & 0xffff_ffff).ok().and_then(char::from_u32);
    let mut pairs: Vec<(char, char)> =
        common.iter().take(MAX_WORD_PAIRS).filter_map(|(_, term)| half(term >> 32).zip(half(*term))).collect();
    let mut out = Vec::new();
    while !pairs.is_empty() {
        let (first, second) = pairs.remove(0);
        let mut word = VecDeque::from([first, second]);
        while let Some(k) = pairs.iter().position(|pair| Some(&pair.0) == word.back()) {
            word.push_back(pairs.remove(k).1);
        }
        while let Some(k) = pairs.iter().position(|pair| Some(&pair.1) == word.front()) {
            word.push_front(pairs.remove(k).0);
        }
        out.push(word.into_iter().collect());
    }
    out
}
