//! How much each pair of characters says, and what two statements have in common.
//!
//! In: statements of a plan and its summaries. Out: [`Wording`]: for each statement its weighed terms, and an index from terms to statements. A
//! term is a pair of neighbouring characters of the folded text (they say more in Chinese than words and need no dictionary). It weighs the
//! more, the fewer statements have it here and the fewer government reports have it at all; inside a word of every plan it weighs little.

use std::collections::BTreeSet;
use std::ops::Range;

use super::statements::Statement;
use super::vocabulary::Vocabulary;
use crate::initiative::discovery::Background;
use crate::text::is_letter_or_figure;

/// Pairs of letters with their weights.
type Weights = Vec<(u64, f64)>;

/// A pair of characters in more statements than this finds none of them: else the cost would grow with the square of the text.
const MAX_POSTINGS: usize = 64;
/// A pair inside a word of every plan counts this much.
const COMMON_SHARE: f64 = 0.25;

/// The head of a Chinese object stands at its end: what a clause opens with weighs so much of what it ends with.
const LEAST_PLACE: f64 = 0.6;
/// So many letters at the end hold the head of an object: 考核办法, 评价体系.
const HEAD_LETTERS: usize = 4;
/// What every government report has weighs so much less than what none has.
const FORMULAIC: f64 = 0.6;
/// A pair in so many reports of the background is in as good as all of them.
const ALL_REPORTS: f64 = 200.0;

/// Bytes of a Han character: a text has about so many fewer pairs.
const HAN_BYTES: usize = 3;

/// A term of a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// The two characters.
    pub pair: u64,
    /// How much it says; zero or more.
    pub weight: f64,
}

/// The statements' terms, and the statements by terms.
#[derive(Debug, Default)]
pub struct Wording {
    /// By statement: its terms, by pair, each once.
    terms: Vec<Vec<Term>>,
    /// By statement: the sum of its terms' weights.
    mass: Vec<f64>,
    /// By statement: the pairs with which its object ends.
    heads: Vec<Vec<u64>>,
    /// Pair and statement, sorted; only those that are worth following.
    postings: Vec<(u64, u32)>,
}

impl Wording {
    /// Of all statements.
    ///
    /// `places` are folded names of the place that all are about: they say as little as words of every plan.
    pub fn new(statements: &[Statement], places: &[String], background: &Background, words: &Vocabulary) -> Self {
        let places = &place_pairs(places);
        let meant = statements.iter().map(|s| words.by_meaning(&s.folded));
        let (raw, heads): (Vec<Weights>, Vec<Vec<u64>>) = meant.map(|text| (pairs(&text, places, words), head(&text))).unzip();
        let mut all: Vec<(u64, u32)> = (0_u32..).zip(&raw).flat_map(|(k, pairs)| pairs.iter().map(move |(pair, _)| (*pair, k))).collect();
        all.sort_unstable();
        let count = statements.len() as f64;
        let mut terms: Vec<Vec<Term>> = raw.iter().map(|pairs| Vec::with_capacity(pairs.len())).collect();
        let mut postings = Vec::new();
        for group in all.chunk_by(|a, b| a.0 == b.0) {
            let rarity = libm::log(1.0 + count / group.len() as f64);
            let weight = rarity * (1.0 - FORMULAIC * spread(background, group[0].0));
            // Pairs come in their order, as they stand in each statement's list: the next one there is this.
            for (pair, statement) in group {
                let terms = &mut terms[*statement as usize];
                let share = raw[*statement as usize].get(terms.len()).map_or(0.0, |(_, share)| *share);
                terms.push(Term { pair: *pair, weight: weight * share });
            }
            if group.len() <= MAX_POSTINGS {
                postings.extend_from_slice(group);
            }
        }
        let mass = terms.iter().map(|terms| terms.iter().map(|t| t.weight).sum()).collect();
        Self { terms, mass, heads, postings }
    }

    /// The terms of a statement, by pair.
    pub fn terms(&self, statement: usize) -> &[Term] {
        &self.terms[statement]
    }

    /// How much a statement says in all.
    pub fn mass(&self, statement: usize) -> f64 {
        self.mass[statement]
    }

    /// The statements that have a pair; none for a pair that very many have.
    pub fn with_pair(&self, pair: u64) -> impl Iterator<Item = usize> {
        let start = self.postings.partition_point(|p| p.0 < pair);
        self.postings[start..].iter().take_while(move |p| p.0 == pair).map(|p| p.1 as usize)
    }

    /// Whether a statement has a pair.
    pub fn has(&self, statement: usize, pair: u64) -> bool {
        self.terms[statement].binary_search_by_key(&pair, |t| t.pair).is_ok()
    }

    /// The pairs with which the object of a statement ends.
    pub fn head(&self, statement: usize) -> &[u64] {
        &self.heads[statement]
    }

    /// Both ways: how much of `a` is said in `b`, and of `b` in `a`.
    pub fn common_both(&self, a: usize, b: usize) -> (f64, f64) {
        common(&self.terms[a], &self.terms[b]).fold((0.0, 0.0), |(x, y), (_, a, b)| (x + a.weight, y + b.weight))
    }

    /// The terms of `a` that `b` has too.
    pub fn in_common(&self, a: usize, b: usize) -> impl Iterator<Item = Term> {
        common(&self.terms[a], &self.terms[b]).map(|(_, term, _)| term)
    }

    /// How much of a statement is said in some others together, by its weights.
    pub fn common_with_any(&self, statement: usize, others: Range<usize>) -> f64 {
        let own = &self.terms[statement];
        let mut said = vec![false; own.len()];
        for other in &self.terms[others] {
            common(own, other).for_each(|(k, _, _)| said[k] = true);
        }
        own.iter().zip(said).filter(|(_, said)| *said).map(|(term, _)| term.weight).sum()
    }
}

/// The terms of `a` that `b` has too, in order: index in `a`, the term of `a` and that of `b`. Both are in order of their pairs.
pub fn common<'t>(a: &'t [Term], b: &'t [Term]) -> impl Iterator<Item = (usize, Term, Term)> + 't {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let (x, y) = (*a.get(i)?, *b.get(j)?);
            let at = i;
            // Which list goes on is reckoned, not branched on: no processor could guess it.
            i += usize::from(x.pair <= y.pair);
            j += usize::from(y.pair <= x.pair);
            if x.pair == y.pair {
                return Some((at, x, y));
            }
        }
    })
}

/// The pairs of a folded text, in order, each once, with the share of its weight that counts in this text.
fn pairs(folded: &str, places: &BTreeSet<u64>, words: &Vocabulary) -> Vec<(u64, f64)> {
    let mut common = words.common.spans(folded).map(|(_, span)| span).peekable();
    let mut out = Vec::with_capacity(folded.len() / HAN_BYTES);
    let mut before: Option<(usize, char)> = None;
    for (at, c) in folded.char_indices() {
        let after = is_letter_or_figure(c).then_some((at, c));
        if let Some(((from, a), (_, b))) = before.zip(after) {
            let end = at + b.len_utf8();
            while common.next_if(|span| span.end.0 < end).is_some() {}
            let says_little =
                common.peek().is_some_and(|span| span.start.0 <= from) || is_function(a) || is_function(b) || places.contains(&key(a, b));
            let place = LEAST_PLACE + (1.0 - LEAST_PLACE) * end as f64 / folded.len() as f64;
            if !(a.is_ascii_digit() && b.is_ascii_digit()) {
                out.push((key(a, b), place * if says_little { COMMON_SHARE } else { 1.0 }));
            }
        }
        before = after;
    }
    // Of one pair the place where it says most.
    out.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)));
    out.dedup_by_key(|p| p.0);
    out
}

/// The pairs among the last letters of a folded text: the head of what it is about.
fn head(folded: &str) -> Vec<u64> {
    let mut letters: Vec<char> = folded.chars().rev().filter(|c| is_letter_or_figure(*c)).take(HEAD_LETTERS).collect();
    letters.reverse();
    letters.windows(2).map(|pair| key(pair[0], pair[1])).collect()
}

/// The pairs in names of places.
fn place_pairs(places: &[String]) -> BTreeSet<u64> {
    let letters = places.iter().map(|place| place.chars().collect::<Vec<char>>());
    letters.flat_map(|letters| letters.windows(2).map(|pair| key(pair[0], pair[1])).collect::<Vec<u64>>()).collect()
}

/// Characters that join words or count, and name nothing.
const fn is_function(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '的' | '和'
                | '与'
                | '及'
                | '等'
                | '了'
                | '在'
                | '对'
                | '为'
                | '以'
                | '将'
                | '把'
                | '从'
                | '向'
                | '下'
                | '中'
                | '并'
                | '各'
                | '个'
                | '名'
                | '余'
                | '多'
        )
}

fn key(a: char, b: char) -> u64 {
    u64::from(u32::from(a)) << 32 | u64::from(u32::from(b))
}

/// How widely a pair is known: 0 where no report of the background has it, 1 where as good as all have it.
fn spread(background: &Background, pair: u64) -> f64 {
    (libm::log(1.0 + background.of(letters(pair)).documents) / libm::log(1.0 + ALL_REPORTS)).min(1.0)
}

fn letters(pair: u64) -> impl Iterator<Item = char> {
    let letter = |bits: u64| u32::try_from(bits & 0xffff_ffff).ok().and_then(char::from_u32);
    [letter(pair >> 32), letter(pair)].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{COMMON_SHARE, key, pairs, place_pairs};
    use crate::compare::followups::vocabulary::Vocabulary;

    #[test]
    fn pairs_that_name_nothing_weigh_little() {
        let words = Vocabulary::builtin();
        let found = pairs("推进河塘工作的12", &BTreeSet::new(), &words);
        let says_much = |a, b| found.iter().find(|p| p.0 == key(a, b)).map(|p| p.1 > COMMON_SHARE);
        assert_eq!(says_much('推', '进'), Some(false));
        assert_eq!(says_much('工', '作'), Some(false));
        assert_eq!(says_much('的', '1'), Some(false));
        assert_eq!(says_much('1', '2'), None, "numbers are compared as numbers");
        assert_eq!(says_much('河', '塘'), Some(true));
        assert_eq!(says_much('进', '河'), Some(true));
    }

    #[test]
    fn the_name_of_the_place_says_little() {
        let found = pairs("桃源夜话", &place_pairs(&["桃源街道".to_owned()]), &Vocabulary::builtin());
        let of = |a, b| found.iter().find(|p| p.0 == key(a, b)).map_or(0.0, |p| p.1);
        assert!(of('桃', '源') < of('夜', '话') / 2.0);
    }
}
