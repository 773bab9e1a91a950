//! Pairs of passages that make the same statement in nearly the same words.
//!
//! In: [`Passages`] with their profiles. Out: [`Same`]s. Statements are paired one to one for each pair of documents, the most alike first;
//! then neighbours whose counterparts are neighbours too are put together, since who copies a sentence copies its clauses.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::super::types::Initiative;
use super::grams::Profile;
use super::likeness::{Likeness, likeness};
use super::passages::{MAX_CHARS, Passages};
use super::search::Pair;
use super::{Most, stretches};
use crate::structure::Document;
use crate::text::Span;

/// Statements with less in common (Dice, by what the words tell) are not the same.
const MIN_DICE: f64 = 0.55;
/// And where they name different initiatives, with less than this.
const MIN_DICE_APART: f64 = 0.75;
/// Unless the one says all that the other does: this share of it,
const MIN_CONTAINMENT: f64 = 0.9;
/// in so many tokens at least.
const MIN_CONTAINED: usize = 10;
/// Fewer tokens in common are a name, not a statement.
const MIN_COMMON: usize = 6;
/// One common stretch has so many tokens at least: words strewn about are no common wording.
const MIN_RUN: usize = 4;
/// Counterparts between which nothing or one other statement stands are neighbours.
const NEIGHBOUR: usize = 2;

/// Two passages that say the same.
#[derive(Debug, Clone)]
pub struct Same {
    /// Statements of the earlier document.
    pub a: Range<usize>,
    /// Statements of the later document.
    pub b: Range<usize>,
    /// Mean of the statements', in thousandths.
    pub similarity: u32,
    /// Common stretches in the earlier document, by place.
    pub common: Vec<Span>,
}

/// The names in each statement: which initiative, its first token and one past its last.
#[derive(Debug, Default)]
pub struct Names(Vec<Vec<(usize, usize, usize)>>);

impl Names {
    /// The names in all statements.
    pub fn new(passages: &Passages, initiatives: &[Initiative]) -> Self {
        let mut names = vec![Vec::new(); passages.statements.len()];
        for (k, initiative) in initiatives.iter().enumerate().filter(|(_, initiative)| initiative.is_shared()) {
            for mention in &initiative.mentions {
                let Some(sentence) = passages.sentence_at(mention.document, mention.span.start) else { continue };
                let statement = passages.statement_at(sentence, mention.span.start);
                let tokens = &passages.statements[statement].tokens;
                let first = tokens.partition_point(|t| t.end as usize <= mention.span.start.0);
                let end = tokens.partition_point(|t| (t.start as usize) < mention.span.end.0);
                names[statement].push((k, first, end));
            }
        }
        Self(names)
    }

    /// Beside what they share, both statements name something, and not the same: 巩固垃圾分类成果 and 巩固创城成果 differ in what matters.
    fn differ(&self, a: usize, b: usize, likeness: &Likeness) -> bool {
        let own = |names: &[(usize, usize, usize)], start: fn(&(usize, usize, usize)) -> usize| -> Vec<usize> {
            let shared = |name: &(usize, usize, usize)| -> usize {
                likeness.runs.iter().map(|run| (start(run) + run.2).min(name.2).saturating_sub(start(run).max(name.1))).sum()
            };
            names.iter().filter(|name| shared(name) * 2 < name.2 - name.1).map(|name| name.0).collect()
        };
        let (own_a, own_b) = (own(&self.0[a], |run| run.0), own(&self.0[b], |run| run.1));
        !own_a.is_empty() && !own_b.is_empty() && !own_a.iter().any(|k| own_b.contains(k))
    }
}

/// The passages that are the same, by documents and place, from pairs of statements, `most` of these.
pub fn same(documents: &[Arc<Document>], passages: &Passages, profiles: &[Profile], found: Vec<Pair>, most: Most) -> Vec<Same> {
    let chosen = one_to_one(passages, found, most);
    joined(documents, passages, profiles, &chosen)
}

/// How alike two statements are in thousandths, where that is nearly the same.
pub fn similarity(a: usize, b: usize, likeness: &Likeness, names: &Names) -> Option<u32> {
    let is_name = likeness.common < MIN_COMMON || likeness.longest() < MIN_RUN;
    let is_contained = likeness.containment >= MIN_CONTAINMENT && likeness.common >= MIN_CONTAINED;
    let is_same = !is_name && (likeness.dice >= MIN_DICE || is_contained);
    (is_same && (likeness.dice >= MIN_DICE_APART || !names.differ(a, b, likeness))).then(|| (likeness.dice * 1000.0).round() as u32)
}

/// Each statement with one of each other document, the most alike first; of equal ones the first.
fn one_to_one(passages: &Passages, mut found: Vec<Pair>, most: Most) -> Vec<Pair> {
    found.sort_unstable_by_key(|(similarity, a, b)| (std::cmp::Reverse(*similarity), *a, *b));
    let document = |k: usize| passages.statements[k].document;
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut count: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    found.retain(|(_, a, b)| {
        let (here, there) = (document(*a), document(*b));
        let count = count.entry((here, there)).or_default();
        let free = *count < most.of_two && !taken.contains(&(*a, there)) && !taken.contains(&(*b, here));
        if free {
            *count += 1;
            taken.insert((*a, there));
            taken.insert((*b, here));
        }
        free
    });
    found.truncate(most.of_all);
    found.sort_unstable_by_key(|(_, a, b)| (document(*a), document(*b), *a, *b));
    found
}

/// Neighbouring pairs put together as far as a passage may reach.
fn joined(documents: &[Arc<Document>], passages: &Passages, profiles: &[Profile], chosen: &[Pair]) -> Vec<Same> {
    let document = |k: usize| passages.statements[k].document;
    let mut out: Vec<Same> = Vec::new();
    // What the statements of the last pair weigh, and what is alike of it.
    let mut weight = (0, 0);
    for (similarity, a, b) in chosen {
        let likeness = likeness(&profiles[*a], &profiles[*b], 1);
        let statement = &passages.statements[*a];
        let common = stretches(statement, &likeness, 1);
        let tokens = statement.tokens.len();
        if let Some(last) = out.last_mut()
            && document(last.a.start) == document(*a)
            && document(last.b.start) == document(*b)
            && let Some((hull_a, hull_b)) = together(documents, passages, last, *a, *b)
        {
            let between: usize = passages.statements[last.a.end..*a].iter().map(|s| s.tokens.len()).sum();
            weight = (weight.0 + tokens + between, weight.1 + tokens * *similarity as usize);
            last.similarity = u32::try_from(weight.1 / weight.0.max(1)).unwrap_or(0);
            (last.a, last.b) = (hull_a, hull_b);
            last.common.extend(common);
        } else {
            weight = (tokens, tokens * *similarity as usize);
            out.push(Same { a: *a..a + 1, b: *b..b + 1, similarity: *similarity, common });
        }
    }
    out
}

/// The passages of `last` and of the pair as one, where they are neighbours in one paragraph and not too long.
fn together(documents: &[Arc<Document>], passages: &Passages, last: &Same, a: usize, b: usize) -> Option<(Range<usize>, Range<usize>)> {
    let hull_a = last.a.start..a + 1;
    let hull_b = last.b.start.min(b)..last.b.end.max(b + 1);
    let is_near = a < last.a.end + NEIGHBOUR && b < last.b.end + NEIGHBOUR && last.b.start < b + 1 + NEIGHBOUR;
    let fits = |range: &Range<usize>| {
        let text = span(passages, range).of(&documents[passages.statements[range.start].document].text);
        !text.contains('\n') && text.chars().count() <= MAX_CHARS
    };
    (is_near && fits(&hull_a) && fits(&hull_b)).then_some((hull_a, hull_b))
}

/// From the first byte of the first statement to the last of the last.
pub fn span(passages: &Passages, range: &Range<usize>) -> Span {
    let end = passages.statements.get(range.end.saturating_sub(1)).map_or_else(Default::default, |s| s.span.end);
    Span { start: passages.statements[range.start].span.start, end }
}
