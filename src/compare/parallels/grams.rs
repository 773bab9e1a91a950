//! How much each pair of neighbouring tokens tells: rare ones much, those of every text little.
//!
//! In: [`Passages`] and the background table. Out: for each statement a [`Profile`]. A pair is common where many statements here hold it,
//! or many clauses of the background's reports; the greater share counts, since in two short documents nothing is common by itself, and
//! 街道 is common in ours and not there.

use super::passages::{Passages, Token};
use crate::initiative::discovery::Background;
use crate::text::{heap_of_letter, sort_in_heaps};

/// About how many clauses the background's reports hold: its 472,356 pairs by ten a clause.
const BACKGROUND_CLAUSES: f64 = 47_000.0;
/// A pair that stands in one of so many clauses tells as much as a pair can.
const RARE: f64 = 1000.0;
/// The least that a pair tells: even words of every text are words in common.
const MIN_WEIGHT: f64 = 0.1;

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

/// How much pairs tell, by their number; numbers are in the order of the pairs' letters.
#[derive(Debug, Default)]
pub struct Table {
    weights: Vec<f64>,
}

/// A pair in a statement, at the position of its first token.
#[derive(Debug, Clone, Copy)]
struct Occurrence {
    key: u64,
    statement: u32,
    at: u32,
}

impl Table {
    /// Counts the pairs of all statements and weighs them; with each statement's profile.
    pub fn new(passages: &Passages, background: &Background) -> (Self, Vec<Profile>) {
        let all = occurrences(passages);
        let (count, rarest) = (passages.statements.len() as f64, libm::log(RARE));
        let mut out = Self::default();
        let mut profiles: Vec<Profile> = passages.statements.iter().map(|s| Profile::for_tokens(s.tokens.len())).collect();
        for group in all.chunk_by(|a, b| a.key == b.key) {
            let id = u32::try_from(out.weights.len()).unwrap_or(u32::MAX);
            let held = group.chunk_by(|a, b| a.statement == b.statement).count();
            out.weights.push(weight(group[0].key, held as f64 / count, background, rarest));
            // Pairs come in their order, and those of a statement by place: so each profile fills up in order.
            for occurrence in group {
                if let Ok(at) = u16::try_from(occurrence.at) {
                    profiles[occurrence.statement as usize].pairs.push((id, at));
                }
            }
        }
        let mut sums = Vec::new();
        profiles.iter_mut().for_each(|profile| profile.weigh(&out, &mut sums));
        (out, profiles)
    }

    /// Number of pairs.
    pub const fn len(&self) -> usize {
        self.weights.len()
    }

    /// How much a pair tells, in [`MIN_WEIGHT`]..=1.
    pub fn weight(&self, pair: u32) -> f64 {
        self.weights.get(pair as usize).copied().unwrap_or(MIN_WEIGHT)
    }
}

/// The pairs of all statements, by pair, then by statement and place.
fn occurrences(passages: &Passages) -> Vec<Occurrence> {
    let mut all: Vec<Occurrence> = Vec::with_capacity(passages.statements.iter().map(|s| s.tokens.len()).sum());
    for (statement, s) in (0_u32..).zip(&passages.statements) {
        all.extend(pairs(&s.tokens).map(|(key, at)| Occurrence { key, statement, at: u32::try_from(at).unwrap_or(u32::MAX) }));
    }
    // Stable: those of one pair are in order already.
    let first = |occurrence: &Occurrence| heap_of_letter((occurrence.key >> 32) as u32);
    sort_in_heaps(&mut all, first, |heap| heap.sort_by_key(|occurrence| occurrence.key));
    all
}

impl Profile {
    /// Without pairs; room for those of so many tokens.
    fn for_tokens(count: usize) -> Self {
        Self { pairs: Vec::with_capacity(count.saturating_sub(1)), mass: vec![MIN_WEIGHT as f32; count], total: 0.0 }
    }

    /// Says of each token how much it tells: as much as the pairs that it stands in do on average; one that stands alone tells little.
    ///
    /// `sums` is room to reckon in, whatever stands there.
    fn weigh(&mut self, table: &Table, sums: &mut Vec<(f64, f64)>) {
        sums.clear();
        sums.resize(self.mass.len(), (0.0, 0.0));
        for (pair, at) in &self.pairs {
            let (weight, at) = (table.weight(*pair), *at);
            for slot in &mut sums[usize::from(at)..=usize::from(at) + 1] {
                *slot = (slot.0 + weight, slot.1 + 1.0);
            }
        }
        for (mass, (sum, n)) in self.mass.iter_mut().zip(sums.iter()) {
            if *n > 0.0 {
                *mass = (sum / n) as f32;
            }
        }
        self.total = self.mass.iter().map(|m| f64::from(*m)).sum();
    }
}

/// The pairs of neighbouring tokens that nothing parts, each with the position of its first.
fn pairs(tokens: &[Token]) -> impl Iterator<Item = (u64, usize)> {
    let key = |two: &[Token]| u64::from(two[0].letter) << 32 | u64::from(two[1].letter);
    tokens.windows(2).enumerate().filter(|(_, two)| two[1].joined).map(move |(at, two)| (key(two), at))
}

/// `rarest` is the logarithm of [`RARE`].
fn weight(key: u64, share_here: f64, background: &Background, rarest: f64) -> f64 {
    let letter = |bits: u64| u32::try_from(bits & 0xffff_ffff).ok().and_then(char::from_u32);
    let written = letter(key >> 32).zip(letter(key));
    let share_there = written.map_or(0.0, |(a, b)| background.of([a, b]).occurrences / BACKGROUND_CLAUSES);
    let share = share_here.max(share_there).max(1.0 / RARE);
    (libm::log(1.0 / share) / rarest).clamp(MIN_WEIGHT, 1.0)
}
