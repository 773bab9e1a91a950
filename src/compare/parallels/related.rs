//! Pairs of passages about the same initiative in other words.
//!
//! In: [`Passages`], the initiatives, the aligned sections. Out: [`Related`] pairs of sentences. Two ways lead to them: an initiative that
//! both documents name (for each pair of documents the two sentences that say most of the same about it), and without any known name
//! several rare words in common. Sections that are about the same thing speak for a pair in both.

use std::collections::BTreeMap;

use super::super::types::{Initiative, SectionPair, SectionRef};
use super::grams::{Profile, Table};
use super::likeness::Likeness;
use super::passages::Passages;
use super::search::Pair;
use crate::text::ByteOffset;

/// Of one initiative so many sentences of a document are looked at: a document that names a thing on each line is about it everywhere.
const MAX_SENTENCES: usize = 8;
/// And so many pairs of them are made for two documents.
const MAX_PLACES: usize = 3;
/// An initiative of many documents makes so many pairs at most, over all documents.
const MAX_PAIRS: usize = 4000;
/// How much the score of two aligned sections counts beside the words of two sentences.
const ALIGNED: f64 = 0.3;
/// A heading names a thing and says nothing of it.
const LABEL: f64 = 0.15;
/// Two statements of aligned sections belong together by their words from this evidence on.
const MIN_ALIGNED: f64 = 0.35;
/// And those of other sections from this on: the same words serve many topics.
const MIN_APART: f64 = 0.75;
/// A common stretch that is more than a word has so many tokens.
pub const MIN_STRETCH: usize = 3;
/// A stretch of so many rare tokens is evidence enough.
const TELLING: f64 = 6.0;

/// Two sentences about the same thing.
#[derive(Debug, Clone)]
pub struct Related {
    /// Sentence of the earlier document.
    pub a: usize,
    /// Sentence of the later document.
    pub b: usize,
    /// Cosine of their words, and what their sections add; thousandths.
    pub similarity: u32,
    /// Initiatives that both name.
    pub initiatives: Vec<usize>,
    /// Where the names begin, or the statements that share words: in the first and in the second.
    pub places: Vec<(ByteOffset, ByteOffset)>,
    /// Whether their sections are aligned.
    pub is_aligned: bool,
}

/// Scores of aligned sections, to be asked.
#[derive(Debug, Default)]
pub struct Aligned(Vec<((SectionRef, SectionRef), f64)>);

impl Aligned {
    /// The pairs in order of their sections.
    pub fn new(alignment: &[SectionPair]) -> Self {
        let mut pairs: Vec<_> = alignment.iter().map(|pair| ((pair.a, pair.b), pair.score)).collect();
        pairs.sort_by_key(|pair| pair.0);
        Self(pairs)
    }

    /// The score of the sections around two sentences, the first of the earlier document; 0 where they are no pair.
    fn score(&self, passages: &Passages, a: usize, b: usize) -> f64 {
        let section =
            |k: usize| passages.sentences[k].section.map(|section| SectionRef { document: passages.sentences[k].document, section });
        let Some(key) = section(a).zip(section(b)) else { return 0.0 };
        self.0.binary_search_by(|(pair, _)| pair.cmp(&key)).map_or(0.0, |k| self.0[k].1)
    }
}

/// The words of each sentence: pairs of tokens, each once, in order; and the length of the vector.
#[derive(Debug, Default)]
pub struct Words {
    pairs: Vec<Vec<u32>>,
    lengths: Vec<f64>,
}

impl Words {
    /// The words of all sentences.
    pub fn new(passages: &Passages, profiles: &[Profile], table: &Table) -> Self {
        let of = |range: (usize, usize)| {
            let mut pairs: Vec<u32> = profiles[range.0..range.1].iter().flat_map(|p| p.pairs.iter().map(|pair| pair.0)).collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs
        };
        let pairs: Vec<Vec<u32>> = passages.sentences.iter().map(|s| of(s.statements)).collect();
        let length = |pairs: &Vec<u32>| pairs.iter().map(|pair| squared(table, *pair)).sum::<f64>().sqrt();
        let lengths = pairs.iter().map(length).collect();
        Self { pairs, lengths }
    }

    /// Room to mark a sentence's pairs in.
    pub fn marks(&self, table: &Table) -> Marks {
        Marks { sentence: None, of: vec![0; table.len().div_ceil(u64::BITS as usize)] }
    }

    /// The cosine of two sentences, the first of which is asked about again and again: its pairs are marked, so that only the other's are
    /// gone through.
    fn cosine_of_marked(&self, table: &Table, marks: &mut Marks, a: usize, b: usize) -> f64 {
        if marks.sentence != Some(a) {
            marks.sentence.into_iter().flat_map(|old| &self.pairs[old]).for_each(|pair| marks.of[*pair as usize / 64] = 0);
            self.pairs[a].iter().for_each(|pair| marks.of[*pair as usize / 64] |= 1 << (pair % 64));
            marks.sentence = Some(a);
        }
        let shared = self.pairs[b].iter().filter(|pair| marks.of[**pair as usize / 64] >> (*pair % 64) & 1 == 1);
        let product: f64 = shared.map(|pair| squared(table, *pair)).sum();
        product / (self.lengths[a] * self.lengths[b]).max(f64::EPSILON)
    }

    /// The cosine of two sentences.
    fn cosine(&self, table: &Table, a: usize, b: usize) -> f64 {
        let (x, y) = (&self.pairs[a], &self.pairs[b]);
        let (mut i, mut j, mut product) = (0, 0, 0.0);
        // Which list goes on is reckoned, not branched on: no processor could guess it.
        while let Some((p, q)) = x.get(i).zip(y.get(j)) {
            if p == q {
                product += squared(table, *p);
            }
            i += usize::from(p <= q);
            j += usize::from(q <= p);
        }
        product / (self.lengths[a] * self.lengths[b]).max(f64::EPSILON)
    }
}

/// The pairs of one sentence, a bit for each pair there is.
pub struct Marks {
    sentence: Option<usize>,
    of: Vec<u64>,
}

fn squared(table: &Table, pair: u32) -> f64 {
    let weight = table.weight(pair);
    weight * weight
}

/// Two sentences that name the same, each with the place of the name.
type NamedPair = ((usize, ByteOffset), (usize, ByteOffset));

/// Everything that a pair is judged by.
pub struct Judge<'a> {
    /// What is compared.
    pub passages: &'a Passages,
    /// The words of the sentences.
    pub words: &'a Words,
    /// What words tell.
    pub table: &'a Table,
    /// What sections are about.
    pub aligned: &'a Aligned,
}

impl Judge<'_> {
    fn score(&self, a: usize, b: usize) -> f64 {
        self.words.cosine(self.table, a, b) + ALIGNED * self.aligned.score(self.passages, a, b)
    }

    fn related(&self, a: usize, b: usize, score: f64) -> Related {
        let similarity = (score.clamp(0.0, 1.0) * 1000.0).round() as u32;
        Related { a, b, similarity, initiatives: Vec::new(), places: Vec::new(), is_aligned: self.aligned.score(self.passages, a, b) > 0.0 }
    }

    /// For each initiative and pair of documents the two sentences that say most of the same, two sentences once with all that they
    /// name; by sentences. The initiatives of fewest documents come first; when `most` pairs are made, the others get none.
    pub fn by_initiative(&self, initiatives: &[Initiative], most: usize) -> Vec<Related> {
        let mut order: Vec<(usize, usize)> =
            initiatives.iter().enumerate().map(|(k, i)| (i.document_count(), k)).filter(|(n, _)| *n > 1).collect();
        order.sort_unstable();
        let mut out: BTreeMap<(usize, usize), Related> = BTreeMap::new();
        for (_, k) in order {
            if out.len() >= most {
                break;
            }
            for (a, b) in self.pairs_of(&initiatives[k]) {
                let related = out.entry((a.0, b.0)).or_insert_with(|| self.related(a.0, b.0, self.score(a.0, b.0)));
                related.initiatives.push(k);
                related.places.push((a.1, b.1));
            }
        }
        out.into_values().collect()
    }

    /// The best pairs of sentences for each pair of documents.
    fn pairs_of(&self, initiative: &Initiative) -> Vec<NamedPair> {
        let mut places: BTreeMap<usize, Vec<(usize, ByteOffset)>> = BTreeMap::new();
        for mention in &initiative.mentions {
            let list = places.entry(mention.document).or_default();
            if let Some(sentence) = self.passages.sentence_at(mention.document, mention.span.start)
                && list.len() < MAX_SENTENCES
                && list.last().is_none_or(|(last, _)| *last != sentence)
            {
                list.push((sentence, mention.span.start));
            }
        }
        let lists: Vec<Vec<(usize, ByteOffset)>> = places.into_values().collect();
        let pairs = (0..lists.len()).flat_map(|x| (x + 1..lists.len()).map(move |y| (x, y))).take(MAX_PAIRS);
        pairs.flat_map(|(x, y)| self.paired(&lists[x], &lists[y])).collect()
    }

    /// The sentences of two documents that name an initiative, paired one to one, those first that say most of the same.
    fn paired(&self, a: &[(usize, ByteOffset)], b: &[(usize, ByteOffset)]) -> Vec<NamedPair> {
        let label = |k: usize| if self.passages.sentences[k].is_label { LABEL } else { 0.0 };
        let value = |x: usize, y: usize| ((self.score(x, y) - label(x) - label(y)) * 1000.0).round() as i64;
        let mut all: Vec<(i64, NamedPair)> = a.iter().flat_map(|x| b.iter().map(move |y| (-value(x.0, y.0), (*x, *y)))).collect();
        all.sort_unstable();
        let mut out: Vec<NamedPair> = Vec::new();
        for (_, (x, y)) in all {
            if out.len() < MAX_PLACES && out.iter().all(|(p, q)| p.0 != x.0 && q.0 != y.0) {
                out.push((x, y));
            }
        }
        out
    }

    /// Sentences that share rare words, named or not, from pairs of statements of which each is the best of its first: those that are the
    /// best of their second too. By sentences; of two sentences the best pair.
    pub fn by_wording(&self, mut telling: Vec<Pair>) -> Vec<Related> {
        let statement = |k: usize| &self.passages.statements[k];
        telling.sort_unstable_by_key(|(evidence, a, b)| (*b, statement(*a).document, std::cmp::Reverse(*evidence), *a));
        telling.dedup_by_key(|(_, a, b)| (*b, statement(*a).document));
        telling.sort_unstable_by_key(|(evidence, a, b)| (statement(*a).sentence, statement(*b).sentence, std::cmp::Reverse(*evidence), *a));
        telling.dedup_by_key(|(_, a, b)| (statement(*a).sentence, statement(*b).sentence));
        let related = |(similarity, a, b): (u32, usize, usize)| {
            let (one, other) = (statement(a), statement(b));
            let places = vec![(one.span.start, other.span.start)];
            Related { similarity, places, ..self.related(one.sentence, other.sentence, 0.0) }
        };
        telling.into_iter().map(related).collect()
    }

    /// What the common stretches of two statements tell and what the other words of their sentences and their sections add, where that is
    /// enough to say that they are about the same. In thousandths. `marks` are room to reckon in.
    pub fn evidence(&self, marks: &mut Marks, profile: &Profile, (a, b): (usize, usize), likeness: &Likeness) -> Option<u32> {
        // Rare tokens count for more than many common ones; that two documents hold the same number says nothing.
        let tokens = &self.passages.statements[a].tokens;
        let told = |run: &(usize, usize, usize)| {
            let range = run.0..run.0 + run.2;
            let letters = profile.mass[range.clone()].iter().zip(&tokens[range]).filter(|(_, token)| token.is_letter());
            letters.map(|(mass, _)| f64::from(*mass) * f64::from(*mass)).sum::<f64>()
        };
        let stretches: f64 = likeness.runs.iter().filter(|run| run.2 >= MIN_STRETCH).map(told).sum();
        let (x, y) = (self.passages.statements[a].sentence, self.passages.statements[b].sentence);
        let is_label = |k: usize| self.passages.sentences[k].is_label;
        if stretches <= 0.0 || is_label(x) || is_label(y) {
            return None;
        }
        let aligned = self.aligned.score(self.passages, x, y);
        let least = if aligned > 0.0 { MIN_ALIGNED } else { MIN_APART };
        let words = stretches / TELLING + self.words.cosine_of_marked(self.table, marks, x, y);
        (words >= least).then(|| ((words + ALIGNED * aligned).min(1.0) * 1000.0).round() as u32)
    }
}
