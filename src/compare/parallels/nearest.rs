//! Which statements of other documents may say the same: those that share rare runs of three tokens.
//!
//! In: [`Passages`]. Out: [`Nearest`], an index. A run in very many statements (a formula, a name that all use) leads nowhere, and a
//! statement follows its rarest runs only as far as a fixed number of steps: so the cost grows with the text, however alike the
//! documents are.

use super::passages::{Passages, Token};
use crate::text::in_parallel;

/// A run in more statements than this is not followed.
const MAX_HELD: usize = 200;
/// So many steps each statement may go, rarest runs first.
const MAX_STEPS: usize = 1200;
/// So many statements are worth a thread.
const LEAST: usize = 500;

/// Statements by runs of three tokens, and runs by statement.
#[derive(Debug, Default)]
pub struct Nearest {
    /// The statements of each run, one run after another, each in order.
    holders: Vec<u32>,
    /// For each statement its runs as ranges of `holders`, rarest first.
    runs: Vec<Vec<(u32, u32)>>,
}

impl Nearest {
    /// The index of all statements.
    pub fn new(passages: &Passages) -> Self {
        let each = in_parallel(&passages.statements, |_| 1, LEAST, |statement| keys(&statement.tokens));
        let mut all: Vec<(u64, u32)> = (0_u32..).zip(&each).flat_map(|(k, keys)| keys.iter().map(move |key| (*key, k))).collect();
        drop(each);
        all.sort_unstable();
        let document = |k: u32| passages.statements[k as usize].document;
        let mut out = Self { holders: Vec::new(), runs: vec![Vec::new(); passages.statements.len()] };
        for group in all.chunk_by(|a, b| a.0 == b.0).filter(|group| (2..=MAX_HELD).contains(&group.len())) {
            if document(group[0].1) == document(group[group.len() - 1].1) {
                continue;
            }
            let start = u32::try_from(out.holders.len()).unwrap_or(u32::MAX);
            out.holders.extend(group.iter().map(|(_, k)| k));
            let end = u32::try_from(out.holders.len()).unwrap_or(u32::MAX);
            group.iter().for_each(|(_, k)| out.runs[*k as usize].push((start, end)));
        }
        out.runs.iter_mut().for_each(|runs| runs.sort_unstable_by_key(|(start, end)| (end - start, *start)));
        out
    }

    /// The statements from `from` on that share a run with a statement, each with the number of runs, in order.
    pub fn of(&self, statement: usize, from: usize) -> Vec<(usize, usize)> {
        let mut met: Vec<u32> = Vec::new();
        for (start, end) in &self.runs[statement] {
            let holders = &self.holders[*start as usize..*end as usize];
            if met.len() + holders.len() > MAX_STEPS {
                break;
            }
            met.extend(&holders[holders.partition_point(|k| (*k as usize) < from)..]);
        }
        met.sort_unstable();
        met.chunk_by(|a, b| a == b).map(|same| (same[0] as usize, same.len())).collect()
    }
}

/// The runs of three tokens that nothing parts, each once.
fn keys(tokens: &[Token]) -> Vec<u64> {
    let runs = tokens.windows(3).filter(|run| run[1].joined && run[2].joined);
    let mut out: Vec<u64> = runs.map(|run| run.iter().fold(0, |key, token| mixed(key, token.letter))).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// One step of a hash. Two runs of one hash cost a look, no more: likeness is measured on the tokens' pairs.
const fn mixed(key: u64, letter: u32) -> u64 {
    (key ^ letter as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}
