//! Runs of characters that stand at several places: a suffix array over the corpus and its common prefixes.
//!
//! Suffixes are compared over [`MAX_CHARS`] characters only, so that sorting stays near-linear for any text, one repeated
//! character included.

use super::corpus::{Corpus, is_separator};

/// The longest repeat that is looked for.
pub const MAX_CHARS: usize = 24;
/// The shortest.
pub const MIN_CHARS: usize = 2;

/// Places in the order of what begins there.
#[derive(Debug)]
pub struct Suffixes {
    order: Vec<u32>,
    /// Length that each has in common with the one before, up to the first separator.
    common: Vec<u8>,
}

impl Suffixes {
    /// Sorts all places of the corpus at which a name can begin.
    pub fn new(corpus: &Corpus<'_>) -> Self {
        let chars = &corpus.chars;
        let at = |k: u32| &chars[k as usize..chars.len().min(k as usize + MAX_CHARS)];
        let mut order: Vec<u32> = (0_u32..).zip(chars).filter(|(_, c)| !is_separator(**c)).map(|(k, _)| k).collect();
        order.sort_unstable_by(|a, b| at(*a).cmp(at(*b)).then(a.cmp(b)));
        let mut common = vec![0; order.len()];
        for k in 1..order.len() {
            let length = at(order[k - 1]).iter().zip(at(order[k])).take_while(|(a, b)| a == b && !is_separator(**a)).count();
            common[k] = u8::try_from(length).unwrap_or(u8::MAX);
        }
        Self { order, common }
    }

    /// All places at which `pattern` stands, in order of place. At most [`MAX_CHARS`] characters are looked at.
    pub fn find(&self, corpus: &Corpus<'_>, pattern: &[char]) -> Vec<usize> {
        let pattern = &pattern[..pattern.len().min(MAX_CHARS)];
        let head = |k: &u32| {
            let from = *k as usize;
            &corpus.chars[from..corpus.chars.len().min(from + pattern.len())]
        };
        let first = self.order.partition_point(|k| head(k) < pattern);
        let count = self.order[first..].partition_point(|k| head(k) == pattern);
        let mut out: Vec<usize> = self.order[first..first + count].iter().map(|k| *k as usize).collect();
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
        let before = |k: &u32| (*k as usize).checked_sub(1).map(|b| corpus.chars[b]).filter(|c| !is_separator(*c));
        let first = &places[0];
        let document = corpus.document_at(*first as usize);
        let free = before(first).is_none() || places.iter().any(|k| before(k) != before(first));
        free && places.iter().any(|k| corpus.document_at(*k as usize) != document)
    }
}
