//! One walk over all statements and what may correspond to them.
//!
//! In: the index of rare runs and the two judges. Out: pairs of statements that are nearly the same, and pairs that share telling words.
//! Each pair that the index gives is measured once, for both.

use std::collections::BTreeMap;
use std::ops::Range;

use super::grams::Profile;
use super::likeness::likeness;
use super::nearest::Nearest;
use super::passages::Passages;
use super::related::Judge;
use super::verbatim::{self, Names};
use crate::text::in_parallel;

/// Statements with fewer pairs of tokens in common have not even a name in common.
const MIN_PAIRS: usize = 2;
/// Statements of one search.
const BATCH: usize = 256;

/// A pair of statements: similarity in thousandths, the one of the earlier document, the one of the later.
pub type Pair = (u32, usize, usize);

/// What a search asks.
pub struct Search<'a> {
    /// What is compared.
    pub passages: &'a Passages,
    /// What the statements' words tell.
    pub profiles: &'a [Profile],
    /// What may correspond.
    pub nearest: &'a Nearest,
    /// What is named where.
    pub names: &'a Names,
    /// What is about the same thing.
    pub judge: &'a Judge<'a>,
}

impl Search<'_> {
    /// All pairs that are nearly the same; and for each statement that of each later document with which it shares most telling words.
    pub fn run(&self) -> (Vec<Pair>, Vec<Pair>) {
        let count = self.passages.statements.len();
        let batches: Vec<Range<usize>> = (0..count).step_by(BATCH).map(|k| k..count.min(k + BATCH)).collect();
        let found = in_parallel(&batches, Range::len, BATCH, |batch| self.batch(batch.clone()));
        let (mut same, mut telling) = (Vec::new(), Vec::new());
        for (some, others) in found {
            same.extend(some);
            telling.extend(others);
        }
        (same, telling)
    }

    fn batch(&self, batch: Range<usize>) -> (Vec<Pair>, Vec<Pair>) {
        let statements = &self.passages.statements;
        let (mut same, mut telling) = (Vec::new(), Vec::new());
        let mut marks = self.judge.words.marks(self.judge.table);
        for a in batch {
            let next = a + statements[a..].partition_point(|s| s.document == statements[a].document);
            let mut best: BTreeMap<usize, Pair> = BTreeMap::new();
            for b in self.nearest.of(a, next) {
                let likeness = likeness(&self.profiles[a], &self.profiles[b], MIN_PAIRS);
                if let Some(similarity) = verbatim::similarity(a, b, &likeness, self.names) {
                    same.push((similarity, a, b));
                } else if let Some(evidence) = self.judge.evidence(&mut marks, &self.profiles[a], (a, b), &likeness) {
                    let slot = best.entry(statements[b].document).or_insert((evidence, a, b));
                    if evidence > slot.0 {
                        *slot = (evidence, a, b);
                    }
                }
            }
            telling.extend(best.into_values());
        }
        (same, telling)
    }
}
