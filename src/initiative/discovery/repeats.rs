//! Runs of characters that stand at several places: a suffix array over the corpus and its common prefixes.
//!
//! Suffixes are compared over [`MAX_CHARS`] characters only, so that sorting stays near-linear for any text, one repeated
//! character included.

use super::corpus::Corpus;
use crate::text::{heap_of_letter, sort_in_heaps};

/// The longest repeat that is looked for.
pub const MAX_CHARS: usize = 24;
/// The shortest.
pub const MIN_CHARS: usize = 2;

/// Characters that a sort key holds, 21 bits each.
const KEY_CHARS: usize = 6;

/// Places in the order of what begins there.
#[derive(Debug)]
pub struct Suffixes {
    order: Vec<u32>,
    /// For each the first characters that begin there, as a number: nearly all comparisons end with it.
    keys: Vec<u128>,
    /// Length that each has in common with the one before, up to the first separator.
    common: Vec<u8>,
}

/// The first characters of a run as a number that sorts as they do; what is missing counts as zero.
fn key_of(run: &[char]) -> u128 {
    (0..KEY_CHARS).fold(0, |key, k| key << 21 | run.get(k).map_or(0, |c| u128::from(u32::from(*c))))
}

/// The heap of a key's first character.
fn heap_of(key: u128) -> u16 {
    heap_of_letter(u32::try_from(key >> (21 * (KEY_CHARS - 1))).unwrap_or(u32::MAX))
}

impl Suffixes {
    /// Sorts all places of the corpus at which a name can begin.
    pub fn new(corpus: &Corpus<'_>) -> Self {
        let chars = &corpus.chars;
        let at = |k: u32| &chars[k as usize..chars.len().min(k as usize + MAX_CHARS)];
        let all =
            (0..chars.len()).filter(|k| !corpus.is_separator(*k)).map(|k| (key_of(&chars[k..]), u32::try_from(k).unwrap_or(u32::MAX)));
        let mut all: Vec<(u128, u32)> = all.collect();
        let order = |a: &(u128, u32), b: &(u128, u32)| a.0.cmp(&b.0).then_with(|| at(a.1).cmp(at(b.1))).then(a.1.cmp(&b.1));
        sort_in_heaps(&mut all, |one| heap_of(one.0), |heap| heap.sort_unstable_by(order));
        let mut common = vec![0; all.len()];
        for k in 1..all.len() {
            let (a, b) = (at(all[k - 1].1), at(all[k].1));
            let start = all[k].1 as usize;
            let length = (0..a.len().min(b.len())).take_while(|n| a[*n] == b[*n] && !corpus.is_separator(start + n)).count();
            common[k] = u8::try_from(length).unwrap_or(u8::MAX);
        }
        Self { order: all.iter().map(|(_, at)| *at).collect(), keys: all.into_iter().map(|(key, _)| key).collect(), common }
    }

    /// All places at which `pattern` stands, in order of place. At most [`MAX_CHARS`] characters are looked at.
    pub fn find(&self, corpus: &Corpus<'_>, pattern: &[char]) -> Vec<usize> {
        let pattern = &pattern[..pattern.len().min(MAX_CHARS)];
        let head = |k: u32| &corpus.chars[k as usize..corpus.chars.len().min(k as usize + pattern.len())];
        // The run of equal first characters by its keys, then the pattern in it.
        let missing = KEY_CHARS.saturating_sub(pattern.len());
        let low = key_of(pattern);
        let high = low | ((1 << (21 * missing)) - 1);
        let from = self.keys.partition_point(|key| *key < low);
        let to = from + self.keys[from..].partition_point(|key| *key <= high);
        let near = &self.order[from..to];
        let first = near.partition_point(|k| head(*k) < pattern);
        let count = near[first..].partition_point(|k| head(*k) == pattern);
        let mut out: Vec<usize> = near[first..first + count].iter().map(|k| *k as usize).collect();
        out.sort_unstable();
        out
    }

    /// Places and length of each repeat that stands in two documents or more, and after or before different characters:
    /// whatever cannot be made longer without losing a place.
    pub fn repeats(&self, corpus: &Corpus<'_>) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut open: Vec<(usize, u8)> = Vec::new();
        for k in 1..=self.order.len() {
            let length = self.common.get(k).copied().unwrap_or(0);
            let mut from = k - 1;
            while let Some((start, top)) = open.last().copied().filter(|(_, top)| *top > length) {
                open.pop();
                from = start;
                if usize::from(top) >= MIN_CHARS && self.is_shared_and_free(corpus, &self.order[start..k]) {
                    let length = usize::from(top);
                    // One place for each way in which it is cut into words, so that the order of the documents does not matter.
                    let mut cuts: Vec<(u32, u32)> =
                        self.order[start..k].iter().map(|at| (corpus.cut_pattern(*at as usize, length + 1), *at)).collect();
                    cuts.sort_unstable();
                    cuts.dedup_by_key(|cut| cut.0);
                    out.extend(cuts.into_iter().map(|(_, at)| (at as usize, length)));
                }
            }
            if length > 0 && open.last().is_none_or(|(_, top)| *top < length) {
                open.push((from, length));
            }
        }
        out.sort_unstable();
        out
    }

    /// In two documents or more, and not always after the same character.
    fn is_shared_and_free(&self, corpus: &Corpus<'_>, places: &[u32]) -> bool {
        let before = |k: &u32| (*k as usize).checked_sub(1).filter(|b| !corpus.is_separator(*b)).map(|b| corpus.chars[b]);
        let first = &places[0];
        let document = corpus.document_at(*first as usize);
        let free = before(first).is_none() || places.iter().any(|k| before(k) != before(first));
        free && places.iter().any(|k| corpus.document_at(*k as usize) != document)
    }
}
