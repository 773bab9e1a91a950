//! What became of a plan: its items against the summary of the same street and year.
//!
//! In: documents, their initiatives and measures. Out: one [`FollowUp`] for each item of each plan that has a later summary, and for each
//! result without an item. [`pairs`] says which summary reports on which plan, [`statements`] cuts both into clauses, [`items`] says which of
//! them promise, [`wording`] and [`matching`] find the passage for each item through an index, [`numbers`] and [`status`] decide what the
//! passage says of it. The rules know how offices write (`assets/followups.toml`) and no initiative, place or street.
//!
//! That nothing is found is a status of its own, 未提及; it is never “not done”.

mod candidates;
mod items;
mod matching;
pub(super) mod numbers;
pub(super) mod pairs;
mod statements;
mod status;
mod vocabulary;
mod why;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use super::types::{Certainty, DocumentMeasure, FollowUp, Initiative, Place, Status};
use crate::initiative::discovery::Background;
use crate::structure::Document;
use crate::text::{Span, fold};

pub use self::numbers::{counterpart, share};
pub use self::pairs::pairs as plans_with_summaries;

use self::matching::{Match, Matter};
use self::statements::{Role, Statement, statements};
use self::status::{Case, decide};
use self::vocabulary::Vocabulary;
use self::wording::Wording;

/// Read once: the same in every run.
static WORDS: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::builtin);

/// So many clauses of a sentence are looked through for what an item names.
const MAX_CLAUSES: usize = 40;

/// By plan, then by place in it; then the unplanned ones, by summary and place.
pub fn find(documents: &[Arc<Document>], initiatives: &[Initiative], measures: &[DocumentMeasure]) -> Vec<FollowUp> {
    let pairs = pairs::pairs(documents);
    if pairs.is_empty() {
        return Vec::new();
    }
    let words = &*WORDS;
    let mut out = Vec::new();
    let mut unplanned: BTreeMap<(usize, Span), Option<FollowUp>> = BTreeMap::new();
    for (plan, summaries) in pairs {
        let texts = Texts::new(documents, initiatives, measures, plan, &summaries, words);
        let found = texts.follow(Background::builtin(), words);
        out.extend(found.items);
        // A result that one plan asked for is not unplanned for another of the same street and year.
        for (place, result) in found.results {
            let entry = unplanned.entry((place.document, place.span)).or_insert_with(|| result.clone());
            if result.is_none() {
                *entry = None;
            }
        }
    }
    out.extend(unplanned.into_values().flatten());
    out
}

/// Indexes of the numbers in an item and in the passage that reports on it that are of one thing, in order.
pub fn compared_numbers(item: Place, passage: Place, measures: &[DocumentMeasure]) -> Vec<usize> {
    let results = numbers_in(passage, measures);
    let pairs = numbers_in(item, measures).into_iter().filter_map(|target| Some([target, counterpart(target, &results, measures)?]));
    let used: BTreeSet<usize> = pairs.flatten().collect();
    used.into_iter().collect()
}

/// What an item's numbers and a passage's say became of it; `None` where none can be compared.
pub fn status_by_numbers(targets: &[usize], results: &[usize], measures: &[DocumentMeasure]) -> Option<Status> {
    numbers::decide(targets, results, measures).map(|verdict| verdict.status)
}

/// Indexes of the measures that begin inside a passage; `measures` come by document, then by place.
pub fn numbers_in(place: Place, measures: &[DocumentMeasure]) -> Vec<usize> {
    let from = measures.partition_point(|m| (m.document, m.measure.span.start) < (place.document, place.span.start));
    let inside = |m: &&DocumentMeasure| m.document == place.document && m.measure.span.start < place.span.end;
    (from..from + measures[from..].iter().take_while(inside).count()).collect()
}

/// A plan and its summaries, cut up.
struct Texts<'a> {
    documents: &'a [Arc<Document>],
    measures: &'a [DocumentMeasure],
    plan: usize,
    statements: Vec<Statement>,
    /// By statement: what stands in it.
    names: Vec<Vec<usize>>,
    quotes: Vec<Vec<String>>,
    numbers: Vec<Vec<usize>>,
    sentences: Vec<(usize, usize)>,
    frequency: BTreeMap<usize, usize>,
    initiatives: &'a [Initiative],
}

/// What became of one plan.
struct Followed {
    items: Vec<FollowUp>,
    /// Each concrete result of the summaries; `None` where an item asked for it.
    results: Vec<(Place, Option<FollowUp>)>,
}

impl<'a> Texts<'a> {
    fn new(
        documents: &'a [Arc<Document>],
        initiatives: &'a [Initiative],
        measures: &'a [DocumentMeasure],
        plan: usize,
        summaries: &[usize],
        words: &Vocabulary,
    ) -> Self {
        let parts: Vec<usize> = std::iter::once(plan).chain(summaries.iter().copied()).collect();
        let statements: Vec<Statement> = parts.iter().flat_map(|d| statements(*d, &documents[*d], words)).collect();
        let (named, frequency) = named(&parts, initiatives);
        let mut measured: Vec<Standing> =
            (0..).zip(measures).filter(|(_, m)| parts.contains(&m.document)).map(|(k, m)| (m.document, m.measure.span, k)).collect();
        measured.sort_unstable();
        let quotes = |s: &Statement| -> Vec<String> {
            let text = s.span.of(&documents[s.document].text);
            items::quoted(text).into_iter().map(|q| fold(q.of(text)).text).filter(|q| q.chars().count() > 1).collect()
        };
        Self {
            documents,
            measures,
            plan,
            names: statements.iter().map(|s| inside(&named, s.document, s.span)).collect(),
            quotes: statements.iter().map(quotes).collect(),
            numbers: statements.iter().map(|s| inside(&measured, s.document, s.span)).collect(),
            sentences: sentence_runs(&statements),
            frequency,
            initiatives,
            statements,
        }
    }

    fn follow(&self, background: &Background, words: &Vocabulary) -> Followed {
        let by_name = self.named();
        let named = |k: usize| !self.names[k].is_empty() || !self.quotes[k].is_empty();
        let ours: Vec<usize> = (0..self.statements.len()).filter(|k| self.statements[*k].document == self.plan).collect();
        let items: Vec<usize> =
            ours.iter().copied().filter(|k| items::is_item(&self.statements[*k], !self.numbers[*k].is_empty(), named(*k), words)).collect();
        let in_summary = |k: usize| self.statements[k].document != self.plan;
        let may_report: Vec<bool> =
            (0..self.statements.len()).map(|k| in_summary(k) && items::may_report(&self.statements[k], named(k), words)).collect();
        let wording = Wording::new(&self.statements, &self.places(), background, words);
        let matter = Matter {
            statements: &self.statements,
            wording: &wording,
            names: &self.names,
            quotes: &self.quotes,
            frequency: &self.frequency,
            named: &by_name,
            numbers: &self.numbers,
            measures: self.measures,
            sentences: &self.sentences,
        };
        // What is no item may still speak of a result.
        let candidates = candidates::candidates(&matter, &ours, &may_report);
        let of_items: Vec<(usize, Vec<usize>)> = candidates.iter().filter(|(k, _)| items.binary_search(k).is_ok()).cloned().collect();
        let chosen = matching::choose(&matter, &of_items);
        let follow = |item: &usize| chosen.get(item).map_or_else(|| self.silent(*item), |m| self.reported(&matter, m, words));
        // A topic that is not reported as such is told by what stands under it.
        let listed = |item: &&usize| self.statements[**item].role != Role::Title || chosen.contains_key(item);
        let items = items.iter().filter(listed).map(follow).collect();
        let taken: BTreeSet<usize> = chosen.values().map(|m| m.passage).collect();
        let used: BTreeSet<usize> = chosen.values().map(|m| self.sentences[m.passage].0).collect();
        let asked = matching::asked(&matter, &candidates);
        let result = |k: usize| {
            // What a sentence adds to its report (累计服务3万人次) is no achievement of its own, unless it has a name.
            let added = used.contains(&self.sentences[k].0) && !named(k);
            let taken = taken.contains(&k);
            (self.place(k), (!(asked[k] || added || taken)).then(|| self.unplanned(k)))
        };
        let results = (0..self.statements.len())
            .filter(|k| in_summary(*k) && items::is_result(&self.statements[*k], !self.numbers[*k].is_empty(), named(*k), words))
            .map(result)
            .collect();
        Followed { items, results }
    }

    /// By initiative the statements that name it.
    fn named(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (k, names) in self.names.iter().enumerate() {
            names.iter().for_each(|name| out.entry(*name).or_default().push(k));
        }
        out
    }

    /// The folded names of the street, its district and its city.
    fn places(&self) -> Vec<String> {
        let meta = &self.documents[self.plan].meta;
        [&meta.street, &meta.district, &meta.city].into_iter().flatten().map(|name| fold(name).text).collect()
    }

    fn place(&self, statement: usize) -> Place {
        Place { document: self.statements[statement].document, span: self.statements[statement].span }
    }

    fn silent(&self, item: usize) -> FollowUp {
        FollowUp {
            plan: Some(self.place(item)),
            result: None,
            status: Status::NotMentioned,
            measures: Vec::new(),
            why: "总结中未见相应表述（未提及不等于未完成）".to_owned(),
            corrected: false,
        }
    }

    fn unplanned(&self, result: usize) -> FollowUp {
        FollowUp {
            plan: None,
            result: Some(self.place(result)),
            status: Status::Unplanned,
            measures: self.numbers[result].clone(),
            why: "总结报告的成果，计划中未见相应事项".to_owned(),
            corrected: false,
        }
    }

    fn reported(&self, matter: &Matter<'_>, m: &Match, words: &Vocabulary) -> FollowUp {
        let (item, passage) = (&self.statements[m.item], &self.statements[m.passage]);
        let (from, to) = self.sentences[m.passage];
        let case = Case {
            item,
            item_text: item.span.of(&self.documents[item.document].text),
            passage,
            sentence: self.statements[from..to].iter().take(MAX_CLAUSES).map(|s| s.folded.as_str()).collect(),
            next: (m.passage + 1 < to).then(|| self.statements[m.passage + 1].folded.as_str()),
            coverage: m.coverage,
            targets: self.numbers[m.item].clone(),
            results: self.numbers[m.passage].clone(),
        };
        let verdict = decide(&case, self.measures, words);
        let basis = why::basis(matter, self.documents, self.initiatives, m);
        FollowUp {
            plan: Some(self.place(m.item)),
            result: Some(self.place(m.passage)),
            status: verdict.status,
            measures: verdict.measures,
            why: format!("{basis}；{}", verdict.reason),
            corrected: false,
        }
    }
}

/// Document, place and index of what stands there.
type Standing = (usize, Span, usize);

/// Where initiatives are named in some documents, by document and place, and how often each is.
fn named(parts: &[usize], initiatives: &[Initiative]) -> (Vec<Standing>, BTreeMap<usize, usize>) {
    let mut out = Vec::new();
    let mut frequency: BTreeMap<usize, usize> = BTreeMap::new();
    for (k, initiative) in initiatives.iter().enumerate() {
        for part in parts {
            for mention in initiative.mentions_in(*part).filter(|m| m.certainty == Certainty::Sure) {
                out.push((*part, mention.span, k));
                *frequency.entry(k).or_default() += 1;
            }
        }
    }
    out.sort_unstable();
    (out, frequency)
}

/// What begins inside a span, each once, in order. `places` is sorted.
fn inside(places: &[Standing], document: usize, span: Span) -> Vec<usize> {
    let from = places.partition_point(|p| (p.0, p.1.start) < (document, span.start));
    let mut out: Vec<usize> = places[from..].iter().take_while(|p| p.0 == document && p.1.start < span.end).map(|p| p.2).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// For each statement the run of statements of its sentence.
fn sentence_runs(statements: &[Statement]) -> Vec<(usize, usize)> {
    let mut out = Vec::with_capacity(statements.len());
    for run in statements.chunk_by(|a, b| (a.document, a.sentence) == (b.document, b.sentence)) {
        let from = out.len();
        out.extend(std::iter::repeat_n((from, from + run.len()), run.len()));
    }
    out
}
