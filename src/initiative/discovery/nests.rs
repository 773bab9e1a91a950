//! Which candidates stand inside longer ones.
//!
//! In: candidates with their places. Out: for each the share of its places inside longer candidates. A run that always stands inside
//! the same longer one is a piece of a name. Looked up by position: the cost grows with the number of places.

use super::candidates::Candidate;
use super::repeats::MAX_CHARS;

/// The candidates' places by where they begin.
#[derive(Debug, Default)]
pub struct Nests {
    /// Begin, end and index of a candidate, sorted.
    places: Vec<(u32, u32, u32)>,
    /// For each begin the first of its entries in `places`.
    first: Vec<u32>,
}

/// As a number of half the size: a corpus holds fewer than 2^32 characters.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Nests {
    /// Of all candidates.
    pub fn new(candidates: &[Candidate]) -> Self {
        let mut places: Vec<(u32, u32, u32)> = Vec::with_capacity(candidates.iter().map(|c| c.places.len()).sum());
        for (k, c) in candidates.iter().enumerate() {
            places.extend(c.places.iter().map(|at| (short(*at), short(at + c.length), short(k))));
        }
        places.sort_unstable();
        let end = places.last().map_or(0, |(start, ..)| *start as usize + 1);
        let mut first = vec![0; end + 1];
        for (start, ..) in &places {
            first[*start as usize + 1] += 1;
        }
        (0..end).for_each(|k| first[k + 1] += first[k]);
        Self { places, first }
    }

    /// At which share of its places a candidate stands inside a longer one, and inside the one longer one that holds it most often.
    pub fn of(&self, c: &Candidate) -> (f64, f64) {
        let mut holders: Vec<u32> = Vec::new();
        let mut nested = 0;
        for at in &c.places {
            let before = holders.len();
            let near = self.starting(at.saturating_sub(MAX_CHARS - c.length.min(MAX_CHARS)), *at);
            let holds = |p: &&(u32, u32, u32)| p.1 as usize >= at + c.length && (p.1 - p.0) as usize > c.length;
            holders.extend(near.iter().filter(holds).map(|p| p.2));
            nested += usize::from(holders.len() > before);
        }
        holders.sort_unstable();
        let most = holders.chunk_by(|a, b| a == b).map(<[u32]>::len).max().unwrap_or(0);
        let all = c.places.len().max(1) as f64;
        (nested as f64 / all, most as f64 / all)
    }

    /// The places that begin in `from..=to`.
    fn starting(&self, from: usize, to: usize) -> &[(u32, u32, u32)] {
        let at = |k: usize| self.first.get(k).map_or(self.places.len(), |first| *first as usize);
        self.places.get(at(from)..at(to + 1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Nests;
    use crate::initiative::discovery::candidates::Candidate;

    fn candidate(length: usize, places: &[usize]) -> Candidate {
        Candidate { text: String::new(), length, places: places.to_vec(), bounded: 1.0, words: Vec::new(), contexts: places.len() }
    }

    #[test]
    fn what_stands_inside_longer_ones_is_counted_by_places() {
        let all = [candidate(2, &[3, 10, 20, 30]), candidate(4, &[2, 9]), candidate(5, &[19])];
        let nests = Nests::new(&all);
        assert_eq!(nests.of(&all[0]), (0.75, 0.5));
        assert_eq!(nests.of(&all[1]), (0.0, 0.0), "none holds itself");
        assert_eq!(Nests::new(&[]).of(&all[2]), (0.0, 0.0));
    }
}
