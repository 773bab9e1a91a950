//! How much each pair of neighbouring tokens tells: rare ones much, those of every text little.
//!
//! In: [`Passages`] and the background table. Out: for each statement a [`Profile`]. A pair is common where many statements here hold it,
//! or many clauses of the background's reports; the greater share counts, since in two short documents nothing is common by itself, and
//! 街道 is common in ours and not there.

use super::passages::{Passages, Token};
use crate::initiative::discovery::Background;
use crate::text::in_parallel;

/// About how many clauses the background's reports hold: its 472,356 pairs by ten a clause.
const BACKGROUND_CLAUSES: f64 = 47_000.0;
/// A pair that stands in one of so many clauses tells as much as a pair can.
const RARE: f64 = 1000.0;
/// The least that a pair tells: even words of every text are words in common.
const MIN_WEIGHT: f64 = 0.1;
/// So many statements are worth a thread.
const LEAST: usize = 500;

/// The pairs of a statement.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Pair (index into the table) and the position of its first token, by pair.
    pub pairs: Vec<(u32, u16)>,
    /// How much each token tells, in 0..=1.
    pub mass: Vec<f32>,
    /// Sum of `mass`.
    pub total: f64,
}

/// Pairs by their number.
#[derive(Debug, Default)]
pub struct Table {
    keys: Vec<u64>,
    weights: Vec<f64>,
}

impl Table {
    /// Counts the pairs of all statements and weighs them.
    pub fn new(passages: &Passages, background: &Background) -> Self {
        let each = in_parallel(
            &passages.statements,
            |_| 1,
            LEAST,
            |statement| {
                let mut own: Vec<u64> = pairs(&statement.tokens).map(|(key, _)| key).collect();
                own.sort_unstable();
                own.dedup();
                own
            },
        );
        let mut all: Vec<u64> = each.concat();
        drop(each);
        all.sort_unstable();
        let groups: Vec<(u64, usize)> = all.chunk_by(|a, b| a == b).map(|group| (group[0], group.len())).collect();
        let count = passages.statements.len() as f64;
        let weights = in_parallel(&groups, |_| 1, LEAST, |(key, held)| weight(*key, *held as f64 / count, background));
        Self { keys: groups.into_iter().map(|(key, _)| key).collect(), weights }
    }

    /// How much a pair tells, in [`MIN_WEIGHT`]..=1.
    pub fn weight(&self, pair: u32) -> f64 {
        self.weights.get(pair as usize).copied().unwrap_or(MIN_WEIGHT)
    }

    /// The profile of a statement's tokens.
    pub fn profile(&self, tokens: &[Token]) -> Profile {
        let find = |(key, at): (u64, usize)| Some((u32::try_from(self.keys.binary_search(&key).ok()?).ok()?, u16::try_from(at).ok()?));
        let mut found: Vec<(u32, u16)> = pairs(tokens).filter_map(find).collect();
        // A token tells as much as the pairs that it stands in do on average; one that stands alone tells little.
        let mut sums = vec![(0.0, 0.0); tokens.len()];
        for (pair, at) in &found {
            let weight = self.weight(*pair);
            for slot in &mut sums[usize::from(*at)..=usize::from(*at) + 1] {
                *slot = (slot.0 + weight, slot.1 + 1.0);
            }
        }
        let mass: Vec<f32> =
            sums.into_iter().map(|(sum, n): (f64, f64)| if n > 0.0 { (sum / n) as f32 } else { MIN_WEIGHT as f32 }).collect();
        found.sort_unstable();
        let total = mass.iter().map(|m| f64::from(*m)).sum();
        Profile { pairs: found, mass, total }
    }
}

/// The pairs of neighbouring tokens that nothing parts, each with the position of its first.
fn pairs(tokens: &[Token]) -> impl Iterator<Item = (u64, usize)> {
    let key = |two: &[Token]| u64::from(two[0].letter) << 32 | u64::from(two[1].letter);
    tokens.windows(2).enumerate().filter(|(_, two)| two[1].joined).map(move |(at, two)| (key(two), at))
}

fn weight(key: u64, share_here: f64, background: &Background) -> f64 {
    let letter = |bits: u64| u32::try_from(bits & 0xffff_ffff).ok().and_then(char::from_u32);
    let written = letter(key >> 32).zip(letter(key));
    let share_there = written.map_or(0.0, |(a, b)| background.of([a, b]).occurrences / BACKGROUND_CLAUSES);
    let share = share_here.max(share_there).max(1.0 / RARE);
    (libm::log(1.0 / share) / libm::log(RARE)).clamp(MIN_WEIGHT, 1.0)
}
