//! An index of what sections have in common: tf-idf weights of their terms, and for each term the sections that have it.
//!
//! In: the terms of each section with how much each is used. Out: [`Index`], which gives the cosine of one section with all others.

use crate::text::{heap_of_letter, sort_in_heaps};

/// Terms in more sections than this tell nothing, however many sections there are; without such an end the cost would grow with the square.
const MAX_SECTIONS: usize = 600;

/// A term in a section and how much it is used there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Occurrence {
    /// Any number that stands for the term.
    pub term: u64,
    /// Times that it is used, or more where they count more.
    pub weight: f64,
}

impl Occurrence {
    /// In order of terms, each once.
    pub fn put_together(mut all: Vec<Self>) -> Vec<Self> {
        all.sort_unstable_by_key(|o| o.term);
        all.dedup_by(|next, kept| {
            let same = next.term == kept.term;
            kept.weight += if same { next.weight } else { 0.0 };
            same
        });
        all
    }
}

/// A section that has a term, and its share in that section's vector of unit length.
#[derive(Debug, Clone, Copy)]
struct Posting {
    section: u32,
    weight: f64,
}

/// A term of a section.
#[derive(Debug, Clone, Copy)]
struct Term {
    /// Index into the index's terms.
    slot: u32,
    weight: f64,
}

/// Sections by terms and terms by sections.
#[derive(Debug, Default)]
pub struct Index {
    /// The terms that are left, in order.
    terms: Vec<u64>,
    /// For each term the end of its postings.
    ends: Vec<usize>,
    /// By term, then by section.
    postings: Vec<Posting>,
    /// For each section its terms in order.
    sections: Vec<Vec<Term>>,
}

impl Index {
    /// Weighs the terms of each section (tf-idf with a logarithm's damping, of unit length). Terms of one section only, and of more than
    /// the share `max_spread` of all, are left out.
    pub fn new(sections: &[Vec<Occurrence>], max_spread: f64) -> Self {
        let mut all: Vec<(u64, u32, f64)> =
            (0_u32..).zip(sections).flat_map(|(k, terms)| terms.iter().map(move |o| (o.term, k, o.weight))).collect();
        // Stable: the sections of a term are in order, and each section's terms are a run that is sorted already.
        sort_in_heaps(&mut all, |o| heap_of_letter(u32::try_from(o.0 >> 32).unwrap_or(u32::MAX)), |heap| heap.sort_by_key(|o| o.0));
        let count = sections.len() as f64;
        let most = (count * max_spread).max(2.0).min(MAX_SECTIONS as f64);
        let mut out = Self { sections: vec![Vec::new(); sections.len()], ..Self::default() };
        for group in all.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1 && group.len() as f64 <= most) {
            let rarity = libm::log(1.0 + count / group.len() as f64);
            let slot = u32::try_from(out.terms.len()).unwrap_or(u32::MAX);
            for (_, section, used) in group {
                let weight = damped(*used) * rarity;
                out.postings.push(Posting { section: *section, weight });
                out.sections[*section as usize].push(Term { slot, weight });
            }
            out.terms.push(group[0].0);
            out.ends.push(out.postings.len());
        }
        out.scale();
        out
    }

    /// Makes each section's vector one of unit length.
    fn scale(&mut self) {
        let length = |terms: &Vec<Term>| terms.iter().map(|t| t.weight * t.weight).sum::<f64>().sqrt();
        let lengths: Vec<f64> = self.sections.iter().map(length).collect();
        for (terms, length) in self.sections.iter_mut().zip(&lengths).filter(|(_, length)| **length > 0.0) {
            terms.iter_mut().for_each(|t| t.weight /= length);
        }
        for posting in &mut self.postings {
            posting.weight /= lengths[posting.section as usize];
        }
    }

    fn postings(&self, slot: u32) -> &[Posting] {
        let slot = slot as usize;
        let start = slot.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.postings[start..self.ends[slot]]
    }

    /// The cosine of a section with each section of another document with which it shares a term, in their order.
    pub fn products(&self, section: usize, sums: &mut Sums<'_>) -> Vec<(usize, f64)> {
        for term in &self.sections[section] {
            for posting in self.postings(term.slot) {
                let sum = &mut sums.of[posting.section as usize];
                if *sum == 0.0 {
                    sums.met.push(posting.section as usize);
                }
                *sum += term.weight * posting.weight;
            }
        }
        sums.take(section)
    }

    /// The terms that two sections share, each with the product of its weights.
    pub fn common(&self, a: usize, b: usize) -> impl Iterator<Item = (u64, f64)> {
        let (a, b) = (&self.sections[a], &self.sections[b]);
        a.iter().filter_map(|term| {
            let other = b.get(b.binary_search_by_key(&term.slot, |t| t.slot).ok()?)?;
            Some((self.terms[term.slot as usize], term.weight * other.weight))
        })
    }
}

/// A table of sums by section, all zero between two uses: made once for many sections, since clearing it costs more than a section's work.
#[derive(Debug)]
pub struct Sums<'a> {
    document_of: &'a [usize],
    of: Vec<f64>,
    met: Vec<usize>,
}

impl<'a> Sums<'a> {
    /// A table for sections of these documents.
    pub fn new(document_of: &'a [usize]) -> Self {
        Self { document_of, of: vec![0.0; document_of.len()], met: Vec::new() }
    }

    /// The sums of the sections of documents other than `section`'s, in order.
    fn take(&mut self, section: usize) -> Vec<(usize, f64)> {
        self.met.sort_unstable();
        let own = self.document_of[section];
        let mut out = Vec::with_capacity(self.met.len());
        for other in self.met.drain(..) {
            let sum = std::mem::take(&mut self.of[other]);
            if self.document_of[other] != own {
                out.push((other, sum));
            }
        }
        out
    }
}

/// A term that is used twice counts less than twice.
fn damped(used: f64) -> f64 {
    (1.0 + libm::log(used)).max(0.1)
}

#[cfg(test)]
mod tests {
    use super::{Index, MAX_SECTIONS, Occurrence, Sums};

    fn section(terms: &[u64]) -> Vec<Occurrence> {
        Occurrence::put_together(terms.iter().map(|term| Occurrence { term: *term, weight: 1.0 }).collect())
    }

    #[test]
    fn sections_with_the_same_terms_are_one_and_with_none_in_common_nothing() {
        let sections = [section(&[1, 2, 2, 9]), section(&[2, 1, 2]), section(&[3, 4]), section(&[4, 3, 8])];
        let index = Index::new(&sections, 1.0);
        let of = |k| index.products(k, &mut Sums::new(&[0, 1, 0, 1]));
        assert!(matches!(of(0).as_slice(), [(1, cosine)] if (cosine - 1.0).abs() < 1e-9));
        assert!(matches!(of(3).as_slice(), [(2, cosine)] if (cosine - 1.0).abs() < 1e-9));
        assert_eq!(index.common(0, 1).map(|(term, _)| term).collect::<Vec<_>>(), [1, 2]);
        assert!(index.products(0, &mut Sums::new(&[0; 4])).is_empty(), "never with its own document");
    }

    #[test]
    fn what_stands_everywhere_tells_nothing() {
        let all: Vec<Vec<Occurrence>> = (0..10).map(|k| section(&[7, 100 + k / 2])).collect();
        let documents: Vec<usize> = (0..10).map(|k| k % 2).collect();
        assert_eq!(Index::new(&all, 0.4).products(0, &mut Sums::new(&documents)).len(), 1);
        assert_eq!(Index::new(&all, 1.0).products(0, &mut Sums::new(&documents)).len(), 5);
        let many = vec![section(&[7]); MAX_SECTIONS + 1];
        let documents: Vec<usize> = (0..many.len()).collect();
        assert!(Index::new(&many, 1.0).products(0, &mut Sums::new(&documents)).is_empty());
        assert_eq!(Index::new(&many[1..], 1.0).products(0, &mut Sums::new(&documents[1..])).len(), MAX_SECTIONS - 1);
    }
}
