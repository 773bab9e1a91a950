//! Passages of different documents that say the same, and what all of them say.
//!
//! In: documents, their initiatives and aligned sections. Out: near-verbatim and related pairs of passages, and the formulae handed down
//! from above. The way: [`passages`] cuts the texts into statements and sentences, [`grams`] says how much their words tell, [`nearest`]
//! finds what may be the same through an index of rare runs, [`search`] measures it ([`likeness`]), [`verbatim`] chooses and joins;
//! [`related`] adds what is about the same thing in other words; [`formulae`] marks what all of them are told to write. No step looks at
//! all pairs of sentences.

mod formulae;
mod grams;
mod likeness;
mod nearest;
mod passages;
mod phrases;
mod quote;
mod related;
mod search;
mod verbatim;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use self::formulae::formulae;
use self::grams::{Profile, Table};
use self::likeness::{Likeness, likeness};
use self::nearest::{Nearest, triples};
pub use self::passages::Passages;
use self::passages::{Sentence, Statement};
use self::quote::quoted;
use self::related::{Aligned, Judge, Related, Words};
use self::search::Search;
use self::verbatim::{Names, Same};
use super::types::{Formula, Initiative, Parallel, ParallelKind, Place, SectionPair};
use crate::initiative::discovery::Background;
use crate::structure::Document;
use crate::text::{ByteOffset, Span};

/// So many pairs of each kind over all documents, the most alike ones: more nobody reads, and they must not fill the memory.
const MAX_PAIRS: usize = 50_000;
/// So many of each kind two documents may have, however many documents there are.
const LEAST_PAIRS: usize = 4;
/// From this similarity on, in thousandths, hardly a word differs.
const NEARLY_ALL: u32 = 750;

/// Pairs of passages: the near-verbatim ones first, of each kind the most alike first.
pub fn pairs(
    documents: &[Arc<Document>],
    passages: &Passages,
    initiatives: &[Initiative],
    alignment: &[SectionPair],
    formulae: &[Formula],
) -> Vec<Parallel> {
    if documents.len() < 2 {
        return Vec::new();
    }
    let (table, profiles) = Table::new(passages, Background::builtin());
    let of_two = (MAX_PAIRS / (documents.len() * (documents.len() - 1) / 2)).max(LEAST_PAIRS);
    let most = Most { of_two, of_all: MAX_PAIRS };
    let mut keys = Vec::with_capacity(passages.statements.iter().map(|s| s.tokens.len()).sum());
    for (k, statement) in (0_u32..).zip(&passages.statements) {
        keys.extend(triples(&statement.tokens).map(|key| (key, k)));
    }
    let nearest = Nearest::new(keys, passages.statements.len(), |k| passages.statements[k].document);
    let words = Words::new(passages, &profiles, &table);
    let judge = Judge { passages, words: &words, table: &table, aligned: &Aligned::new(alignment) };
    let names = Names::new(passages, initiatives);
    let (same, telling) = Search { passages, profiles: &profiles, nearest: &nearest, names: &names, judge: &judge }.run();
    let same = verbatim::same(documents, passages, &profiles, same, most);
    let mut found = judge.by_initiative(initiatives, MAX_PAIRS);
    found.extend(judge.by_wording(telling));
    let writer = Writer { documents, passages, profiles: &profiles, initiatives, formulae };
    let mut out: Vec<Parallel> = same.iter().map(|same| writer.verbatim(same)).collect();
    out.extend(new_ones(passages, &same, found, most).iter().map(|related| writer.related(related)));
    out.sort_by(|x, y| (x.kind.cmp(&y.kind)).then(y.similarity.total_cmp(&x.similarity)).then((x.a, x.b).cmp(&(y.a, y.b))));
    out
}

/// How many pairs of one kind there may be.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// For two documents.
    pub of_two: usize,
    /// Over all documents.
    pub of_all: usize,
}

/// The related pairs that no near-verbatim pair shows already, each pair of sentences once, best first, `most` of them.
fn new_ones(passages: &Passages, same: &[Same], mut found: Vec<Related>, most: Most) -> Vec<Related> {
    let document = |statement: usize| passages.statements[statement].document;
    let mut shown: BTreeSet<(usize, usize)> = BTreeSet::new();
    // Statements with the document in which they have a counterpart.
    let mut paired: BTreeSet<(usize, usize)> = BTreeSet::new();
    for same in same {
        for a in same.a.clone() {
            shown.extend(same.b.clone().map(|b| (a, b)));
        }
        paired.extend(same.a.clone().map(|a| (a, document(same.b.start))));
        paired.extend(same.b.clone().map(|b| (b, document(same.a.start))));
    }
    let is_shown = |r: &Related, places: &(ByteOffset, ByteOffset)| {
        let (a, b) = (passages.statement_at(r.a, places.0), passages.statement_at(r.b, places.1));
        let is_paired = paired.contains(&(a, document(b))) || paired.contains(&(b, document(a)));
        shown.contains(&(a, b)) || r.initiatives.is_empty() && is_paired
    };
    found.retain(|r| !r.places.iter().all(|places| is_shown(r, places)));
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut count: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    // Those with a known name before those without: a name is the better evidence.
    found.sort_by_key(|r| (r.initiatives.is_empty(), std::cmp::Reverse(r.similarity), r.a, r.b));
    found.retain(|r| {
        let count = count.entry((passages.sentences[r.a].document, passages.sentences[r.b].document)).or_default();
        let new = *count < most.of_two && taken.insert((r.a, r.b));
        *count += usize::from(new);
        new
    });
    found.truncate(most.of_all);
    found
}

/// Puts found pairs into words and places.
struct Writer<'a> {
    documents: &'a [Arc<Document>],
    passages: &'a Passages,
    profiles: &'a [Profile],
    initiatives: &'a [Initiative],
    formulae: &'a [Formula],
}

impl Writer<'_> {
    fn verbatim(&self, same: &Same) -> Parallel {
        let place = |range| {
            let document = self.passages.statements[std::ops::Range::<usize>::clone(range).start].document;
            Place { document, span: verbatim::span(self.passages, range) }
        };
        let (a, b) = (place(&same.a), place(&same.b));
        let text = &self.documents[a.document].text;
        let claim = if same.similarity >= NEARLY_ALL { "措辞几乎相同" } else { "主要措辞相同" };
        let mut why = format!("{claim}：{}", longest(text, &same.common));
        if self.is_formula(a) || self.is_formula(b) {
            why.push_str("；属上级统一表述");
        }
        Parallel { a, b, kind: ParallelKind::Verbatim, similarity: f64::from(same.similarity) / 1000.0, why }
    }

    /// Whether half of a passage or more is handed down from above.
    fn is_formula(&self, place: Place) -> bool {
        let first = self.formulae.partition_point(|f| {
            f.place.document < place.document || f.place.document == place.document && f.place.span.end <= place.span.start
        });
        let inside =
            self.formulae[first..].iter().take_while(|f| f.place.document == place.document && f.place.span.start < place.span.end);
        let common = |f: &Formula| f.place.span.end.min(place.span.end).0 - f.place.span.start.max(place.span.start).0;
        inside.map(common).sum::<usize>() * 2 >= place.span.len()
    }

    /// What the statements share by which two sentences were found.
    fn common_words(&self, related: &Related) -> String {
        let passages = self.passages;
        let Some((a, b)) =
            related.places.first().map(|(a, b)| (passages.statement_at(related.a, *a), passages.statement_at(related.b, *b)))
        else {
            return "用词相近".to_owned();
        };
        let (statement, likeness) = (&passages.statements[a], likeness(&self.profiles[a], &self.profiles[b], 1));
        let text = &self.documents[statement.document].text;
        format!("用词相近：{}", longest(text, &stretches(statement, &likeness, related::MIN_STRETCH)))
    }

    fn related(&self, related: &Related) -> Parallel {
        let place = |sentence: usize| {
            let Sentence { document, span, .. } = self.passages.sentences[sentence];
            Place { document, span }
        };
        let (a, b) = (place(related.a), place(related.b));
        let names: Vec<&str> = related.initiatives.iter().take(3).map(|k| self.initiatives[*k].name.as_str()).collect();
        let mut why = if names.is_empty() { self.common_words(related) } else { format!("都提到{}", names.join("、")) };
        if related.is_aligned {
            why.push_str("；所在两节内容相对应");
        }
        Parallel { a, b, kind: ParallelKind::Related, similarity: f64::from(related.similarity) / 1000.0, why }
    }
}

/// Where the common stretches of two statements stand in the first.
fn stretches(statement: &Statement, likeness: &Likeness, least: usize) -> Vec<Span> {
    let place = |run: &(usize, usize, usize)| {
        let (first, last) = (&statement.tokens[run.0], &statement.tokens[run.0 + run.2 - 1]);
        Span::new(first.start as usize, last.end as usize)
    };
    likeness.runs.iter().filter(|run| run.2 >= least).map(place).collect()
}

/// The longest stretches, in their order, in quotation marks.
fn longest(text: &str, spans: &[Span]) -> String {
    let mut longest: Vec<Span> = spans.to_vec();
    longest.sort_by_key(|span| (std::cmp::Reverse(span.len()), *span));
    longest.truncate(3);
    longest.sort_unstable();
    let quotes: Vec<String> = longest.iter().map(|span| quoted(text, *span)).collect();
    quotes.join("、")
}
