//! Which passages of other documents may be about the same: those that share rare runs of tokens.
//!
//! In: passages as lists of keys. Out: [`Nearest`], an index. A run in very many passages (a formula, a name that all use) leads nowhere,
//! and a passage follows its rarest runs only as far as a fixed number of steps: so the cost grows with the text, however alike the
//! documents are.

use super::passages::Token;
use crate::text::sort_in_heaps;

/// A run in more passages than this is not followed.
const MAX_HELD: usize = 40;
/// So many steps each passage may go, rarest runs first.
const MAX_STEPS: usize = 120;

/// Passages by runs, and runs by passage.
#[derive(Debug, Default)]
pub struct Nearest {
    /// The passages of each run, one run after another, each in order.
    holders: Vec<u32>,
    /// For each passage its runs as ranges of `holders`, rarest first.
    runs: Vec<Vec<(u32, u32)>>,
}

impl Nearest {
    /// The index of `count` values that belong to documents, from their keys: each with the value, as often as it likes.
    pub fn new(mut all: Vec<(u64, u32)>, count: usize, document_of: impl Fn(usize) -> usize) -> Self {
        sort_in_heaps(&mut all, |(key, _)| (key >> 48) as u16, <[(u64, u32)]>::sort_unstable);
        all.dedup();
        let mut out = Self { holders: Vec::new(), runs: vec![Vec::new(); count] };
        for group in all.chunk_by(|a, b| a.0 == b.0).filter(|group| (2..=MAX_HELD).contains(&group.len())) {
            if document_of(group[0].1 as usize) == document_of(group[group.len() - 1].1 as usize) {
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

    /// The passages from `from` on that share a run with a passage, in order.
    pub fn of(&self, passage: usize, from: usize) -> Vec<usize> {
        let mut met: Vec<u32> = Vec::new();
        for (start, end) in &self.runs[passage] {
            let holders = &self.holders[*start as usize..*end as usize];
            if met.len() + holders.len() > MAX_STEPS {
                break;
            }
            met.extend(&holders[holders.partition_point(|k| (*k as usize) < from)..]);
        }
        met.sort_unstable();
        met.dedup();
        met.into_iter().map(|k| k as usize).collect()
    }
}

/// The runs of three tokens that nothing parts, in order.
pub fn triples(tokens: &[Token]) -> impl Iterator<Item = u64> + '_ {
    let runs = tokens.windows(3).filter(|run| run[1].joined && run[2].joined);
    runs.map(|run| run.iter().fold(0, |key, token| mixed(key, token.letter)))
}

/// One step of a hash. Two runs of one hash cost a look, no more: likeness is measured on the tokens' pairs.
const fn mixed(key: u64, letter: u32) -> u64 {
    (key ^ letter as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}
