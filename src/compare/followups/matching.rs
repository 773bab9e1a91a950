//! Which passage of the summaries reports on which item.
//!
//! In: statements with their wording, the names in them and the sections around them. Out: for each item its passage and how sure the pair is, or
//! none. Sure pairs choose first: a passage that already reports on one item takes another only where that one's own words stand in it.

use std::collections::{BTreeMap, BTreeSet};

use super::numbers;
use super::statements::{Role, Statement};
use super::wording::{Term, Wording, common};
use crate::compare::types::DocumentMeasure;
use crate::text::in_parallel;

/// From this score on a passage is said to report on an item.
const MIN_SCORE: f64 = 0.20;
/// A passage that already reports takes another item only where so much of what that one says stands in it.
const SHARED_COVERAGE: f64 = 0.5;
/// A result is no surprise where so much of it, or of something in the plan, stands in the other.
const ASKED_COVERAGE: f64 = 0.22;
/// Rare pairs in common that weigh so much are as good as certain.
const FULL_EVIDENCE: f64 = 9.0;
/// Words that stand in the passage's sentence but not in the passage itself count so much.
const SENTENCE_SHARE: f64 = 0.4;
/// How much the sections' likeness, shared initiatives and shared quoted names add.
const SECTION_SHARE: f64 = 0.15;
const NAME_SHARE: f64 = 0.2;
const QUOTE_SHARE: f64 = 0.12;

/// A shared initiative says less where less of the item than this stands in the passage: broad ones are named by the way.
const NAMED_COVERAGE: f64 = 0.2;
/// A section is compared by so many of its terms, those that say most.
const SECTION_TERMS: usize = 300;
/// So many items are worth a thread.
const LEAST_ITEMS: usize = 400;
/// Sections that are less alike than this are not said to be counterparts.
const MIN_LIKENESS: f64 = 0.04;
/// How much a number of the same thing adds.
const NUMBER_SHARE: f64 = 0.15;
/// What is left of the score where the head of the item's object is nowhere in the passage's sentence.
const HEADLESS: f64 = 0.85;
/// What is left of it where the item names initiatives and the passage none of them.
const NAMELESS: f64 = 0.85;
/// A sentence of more clauses is a list: what stands far off in it is not about the passage.
const MAX_CLAUSES: usize = 40;
/// Running text reports rather than a footnote where it scores so much of what that scores.
const FOOTNOTE_SHARE: f64 = 0.5;

/// All that matching looks at.
pub struct Matter<'a> {
    /// Of the plan and its summaries.
    pub statements: &'a [Statement],
    /// Their terms.
    pub wording: &'a Wording,
    /// By statement: the initiatives named in its clause, each once, in order.
    pub names: &'a [Vec<usize>],
    /// By initiative: the statements that name it.
    pub named: &'a BTreeMap<usize, Vec<usize>>,
    /// By statement: its quoted names, folded.
    pub quotes: &'a [Vec<String>],
    /// How often each initiative is named in these documents.
    pub frequency: &'a BTreeMap<usize, usize>,
    /// By statement: the numbers in it, as indexes into `measures`.
    pub numbers: &'a [Vec<usize>],
    /// The numbers of all documents.
    pub measures: &'a [DocumentMeasure],
    /// By statement: its sentence's statements, first and one past the last.
    pub sentences: &'a [(usize, usize)],
}

/// A passage for an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// Index of the item's statement.
    pub item: usize,
    /// Index of the passage's statement.
    pub passage: usize,
    /// Zero or more, in thousandths.
    pub score: u32,
    /// How much of what the item says stands in the passage: 0..=1.
    pub coverage: f64,
}

/// The best passage of each item that has one, by item, of its candidates. Footnotes define rather than report: one counts only where the running text says nothing.
pub fn choose(matter: &Matter<'_>, candidates: &[(usize, Vec<usize>)]) -> BTreeMap<usize, Match> {
    let mut sections = Sections::new(matter);
    candidates.iter().for_each(|(item, passages)| sections.look(matter, *item, passages));
    let scored = in_parallel(
        candidates,
        |_| 1,
        LEAST_ITEMS,
        |(item, passages)| -> Vec<Match> {
            let scored = passages.iter().map(|passage| score(matter, &sections, *item, *passage));
            scored.filter(|m| f64::from(m.score) >= MIN_SCORE * 1000.0).collect()
        },
    );
    let mut all: Vec<Match> = scored.into_iter().flatten().collect();
    put_text_before_footnotes(matter, &mut all);
    all.sort_by(|a, b| b.score.cmp(&a.score).then((a.item, a.passage).cmp(&(b.item, b.passage))));
    let mut chosen: BTreeMap<usize, Match> = BTreeMap::new();
    let mut taken: BTreeMap<usize, BTreeSet<u64>> = BTreeMap::new();
    for m in all {
        if chosen.contains_key(&m.item) {
            continue;
        }
        // A topic is about all that stands under it: it takes nothing from what it holds.
        let is_topic = matter.statements[m.item].role == Role::Title;
        if is_topic || m.coverage >= SHARED_COVERAGE || says_more(matter, &m, taken.get(&m.passage)) {
            if !is_topic {
                taken.entry(m.passage).or_default().extend(matter.wording.in_common(m.item, m.passage).map(|t| t.pair));
            }
            chosen.insert(m.item, m);
        }
    }
    chosen
}

/// Whether most of what an item has in common with a passage is not what other items were already matched by.
fn says_more(matter: &Matter<'_>, m: &Match, taken: Option<&BTreeSet<u64>>) -> bool {
    let Some(taken) = taken else { return true };
    let (mut new, mut all) = (0.0, 0.0);
    for term in matter.wording.in_common(m.item, m.passage) {
        all += term.weight;
        new += if taken.contains(&term.pair) { 0.0 } else { term.weight };
    }
    new >= all / 2.0
}

/// Takes away what footnotes say of items that the running text speaks of, and what the running text says of them by the way only.
fn put_text_before_footnotes(matter: &Matter<'_>, all: &mut Vec<Match>) {
    let in_text = |m: &Match| matter.statements[m.passage].role != Role::Footnote;
    let mut best: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    for m in all.iter() {
        let (text, note) = best.entry(m.item).or_default();
        let slot = if in_text(m) { text } else { note };
        *slot = m.score.max(*slot);
    }
    all.retain(|m| {
        let (text, note) = best.get(&m.item).copied().unwrap_or_default();
        in_text(m) == (f64::from(text) >= FOOTNOTE_SHARE * f64::from(note))
    });
}

/// By statement: whether something in the plan, item or not, speaks of what the passage reports. More is taken for that than for a report: what
/// is called unplanned had better be.
pub fn asked(matter: &Matter<'_>, candidates: &[(usize, Vec<usize>)]) -> Vec<bool> {
    let mut out = vec![false; matter.statements.len()];
    for (from, passages) in candidates {
        for passage in passages.iter().copied() {
            let wording = matter.wording;
            let name = || matter.names[*from].iter().any(|name| matter.names[passage].contains(name));
            let covers = || {
                let (own, back) = wording.common_both(*from, passage);
                let share = |common: f64, of: usize| common / wording.mass(of).max(f64::MIN_POSITIVE);
                share(back, passage).max(share(own, *from)) >= ASKED_COVERAGE
            };
            out[passage] = out[passage] || name() || covers();
        }
    }
    out
}

fn score(matter: &Matter<'_>, sections: &Sections, item: usize, passage: usize) -> Match {
    let wording = matter.wording;
    let own_mass = wording.mass(item).max(f64::MIN_POSITIVE);
    let (common, common_back) = wording.common_both(item, passage);
    let around = sentence_common(matter, item, passage, common) - common;
    let coverage = common / own_mass;
    let wide = (common + SENTENCE_SHARE * around.max(0.0)) / own_mass;
    let back = common_back / wording.mass(passage).max(f64::MIN_POSITIVE);
    let evidence = 1.0 - libm::exp(-common / FULL_EVIDENCE * 2.0);
    let base = (0.65 * wide + 0.35 * back) * evidence;
    let quotes = matter.quotes[item].iter().filter(|q| matter.statements[passage].folded.contains(q.as_str())).count().min(1) as f64;
    // A number far from the target is more likely of something else.
    let agreement = numbers::agreement(&matter.numbers[item], &matter.numbers[passage], matter.measures).map_or(0.0, |a| 2.0 * a - 1.0);
    let sum = base
        + SECTION_SHARE * sections.likeness(matter, item, passage)
        + NAME_SHARE * names(matter, item, passage) * (0.4 + 0.6 * (wide / NAMED_COVERAGE).min(1.0))
        + QUOTE_SHARE * quotes
        + NUMBER_SHARE * agreement;
    let sum = sum * if has_head(matter, item, passage) { 1.0 } else { HEADLESS };
    let sum = sum * if lacks_name(matter, item, passage) { NAMELESS } else { 1.0 };
    Match { item, passage, score: (sum.max(0.0) * 1000.0).round() as u32, coverage }
}

/// Whether the passage's sentence has a part of what the item ends with: the head of its object.
fn has_head(matter: &Matter<'_>, item: usize, passage: usize) -> bool {
    let (from, to) = matter.sentences[passage];
    let heads = matter.wording.head(item);
    heads.is_empty() || heads.iter().any(|pair| (from..to.min(from + MAX_CLAUSES)).any(|k| matter.wording.has(k, *pair)))
}

/// Whether the item names initiatives and the passage none of them.
fn lacks_name(matter: &Matter<'_>, item: usize, passage: usize) -> bool {
    let names = &matter.names[item];
    !names.is_empty() && !names.iter().any(|name| matter.names[passage].contains(name))
}

/// How much of the item is said in the passage's sentence; `common` is said in the passage itself.
fn sentence_common(matter: &Matter<'_>, item: usize, passage: usize, common: f64) -> f64 {
    let (from, to) = matter.sentences[passage];
    if to - from > MAX_CLAUSES || to - from == 1 {
        return common;
    }
    matter.wording.common_with_any(item, from..to)
}

/// The initiatives that both name, the rarer the more: 0..=1.
fn names(matter: &Matter<'_>, item: usize, passage: usize) -> f64 {
    let others = &matter.names[passage];
    let shared = matter.names[item].iter().filter(|name| others.contains(name));
    let worth = |name: &usize| 2.0 / (matter.frequency.get(name).copied().unwrap_or(2).max(2) as f64);
    shared.map(worth).fold(0.0, |a, b| a + b).min(1.0)
}

/// How well the sections around two statements correspond, by their words: 1 for the best counterpart of the item's section.
struct Sections {
    /// By document and section: pairs of characters with their weight, of unit length.
    vectors: BTreeMap<SectionKey, Vec<Term>>,
    /// By pair: the cosine of the two sections, as far as it was asked for.
    known: BTreeMap<(SectionKey, SectionKey), f64>,
    /// By section of the plan: the highest of these.
    best: BTreeMap<SectionKey, f64>,
}

/// Document and section.
type SectionKey = (usize, usize);

impl Sections {
    fn new(matter: &Matter<'_>) -> Self {
        let mut all: BTreeMap<SectionKey, Vec<Term>> = BTreeMap::new();
        for (k, statement) in matter.statements.iter().enumerate() {
            if let Some(section) = statement.section {
                all.entry((statement.document, section)).or_default().extend_from_slice(matter.wording.terms(k));
            }
        }
        let vectors = all.into_iter().map(|(at, terms)| (at, unit(terms))).collect();
        Self { vectors, known: BTreeMap::new(), best: BTreeMap::new() }
    }

    /// Looks at the sections of an item's candidates.
    fn look(&mut self, matter: &Matter<'_>, item: usize, passages: &[usize]) {
        let Some(from) = key(matter, item) else { return };
        for to in passages.iter().filter_map(|passage| key(matter, *passage)) {
            let vectors = &self.vectors;
            let cosine = *self
                .known
                .entry((from, to))
                .or_insert_with(|| vectors.get(&from).zip(vectors.get(&to)).map_or(0.0, |(a, b)| cosine(a, b)));
            let best = self.best.entry(from).or_insert(MIN_LIKENESS);
            *best = best.max(cosine);
        }
    }

    /// In 0..=1; 0 where either stands in no section. All candidates of the section's items are to be looked at before.
    fn likeness(&self, matter: &Matter<'_>, item: usize, passage: usize) -> f64 {
        let Some((from, to)) = key(matter, item).zip(key(matter, passage)) else { return 0.0 };
        let best = self.best.get(&from).copied().unwrap_or(MIN_LIKENESS);
        self.known.get(&(from, to)).map_or(0.0, |cosine| cosine / best)
    }
}

fn key(matter: &Matter<'_>, statement: usize) -> Option<SectionKey> {
    let statement = &matter.statements[statement];
    statement.section.map(|section| (statement.document, section))
}

/// Each pair once, those that say most, the whole of unit length.
fn unit(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_by(|a, b| a.pair.cmp(&b.pair).then(b.weight.total_cmp(&a.weight)));
    let mut out: Vec<Term> = terms
        .chunk_by(|a, b| a.pair == b.pair)
        .map(|same| Term { weight: same[0].weight * (1.0 + libm::log(same.len() as f64)), ..same[0] })
        .collect();
    // So many say what a section is about, however long it is.
    out.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.pair.cmp(&b.pair)));
    out.truncate(SECTION_TERMS);
    out.sort_by_key(|t| t.pair);
    let length = out.iter().map(|t| t.weight * t.weight).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    out.iter_mut().for_each(|t| t.weight /= length);
    out
}

fn cosine(a: &[Term], b: &[Term]) -> f64 {
    common(a, b).map(|(_, x, y)| x.weight * y.weight).sum()
}
