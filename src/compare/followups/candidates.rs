//! For each statement of a plan the few passages worth a closer look.
//!
//! In: statements with their wording and names. Out: by statement of the plan at most [`CANDIDATES`] passages. Two indexes find them: rare pairs of
//! characters, and initiatives, which may be named in other words. No statement is compared with every passage.

use std::ops::Range;

use super::matching::Matter;
use crate::text::in_parallel;

/// Candidates of an item that are looked at closely.
const CANDIDATES: usize = 12;
/// A shared initiative is worth so much common wording when candidates are looked for: it may be named in other words.
const NAME_EVIDENCE: f64 = 10.0;
/// Statements that are looked up one after another with the same table.
const BATCH: usize = 128;
/// So many statements are worth a thread.
const LEAST_STATEMENTS: usize = 400;

/// For each of `from` the passages that share the most with it, best first; `may_report` says of each statement whether it is a passage.
pub fn candidates(matter: &Matter<'_>, from: &[usize], may_report: &[bool]) -> Vec<(usize, Vec<usize>)> {
    let batches: Vec<Range<usize>> = (0..from.len()).step_by(BATCH).map(|k| k..from.len().min(k + BATCH)).collect();
    let found = in_parallel(&batches, Range::len, LEAST_STATEMENTS, |batch| {
        let mut sums = Sums { of: vec![0.0; matter.statements.len()], met: Vec::new() };
        from[batch.clone()].iter().map(|item| (*item, of_one(matter, *item, may_report, &mut sums))).collect::<Vec<_>>()
    });
    found.into_iter().flatten().collect()
}

/// A table of sums by statement, all zero between two uses.
struct Sums {
    of: Vec<f64>,
    met: Vec<usize>,
}

impl Sums {
    fn add(&mut self, statement: usize, weight: f64) {
        if weight > 0.0 {
            if self.of[statement] == 0.0 {
                self.met.push(statement);
            }
            self.of[statement] += weight;
        }
    }

    /// The statements with the highest sums, in thousandths so that no order depends on the last bit; of equal ones the first.
    fn take_best(&mut self) -> Vec<usize> {
        let mut all: Vec<(u64, usize)> = Vec::with_capacity(self.met.len());
        for statement in self.met.drain(..) {
            all.push(((std::mem::take(&mut self.of[statement]) * 1000.0).round() as u64, statement));
        }
        all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        all.truncate(CANDIDATES);
        all.into_iter().map(|(_, statement)| statement).collect()
    }
}

fn of_one(matter: &Matter<'_>, item: usize, may_report: &[bool], sums: &mut Sums) -> Vec<usize> {
    for term in matter.wording.terms(item) {
        matter.wording.with_pair(term.pair).filter(|k| may_report[*k]).for_each(|k| sums.add(k, term.weight));
    }
    for name in &matter.names[item] {
        let named = matter.named.get(name).into_iter().flatten();
        named.filter(|k| may_report[**k]).take(CANDIDATES).for_each(|k| sums.add(*k, NAME_EVIDENCE));
    }
    sums.take_best()
}
