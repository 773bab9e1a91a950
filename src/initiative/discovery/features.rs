//! What speaks for and against a candidate, as numbers.
//!
//! In: candidates in their corpus. Out: one row of [`NAMES`].len() numbers each, in 0..=1 or near it. All are about form, place and
//! frequency; none knows a name.

use super::candidates::Candidate;
use super::corpus::{CLOSE, Corpus, OPEN};
use super::segmenter::Segmenter;
use crate::text::in_parallel;

/// The features, in the order of a row.
pub const NAMES: [&str; 21] = [
    "two_chars",
    "three_chars",
    "length",
    "long",
    "contexts",
    "documents",
    "bounded",
    "quoted",
    "quoted_part",
    "after_verb",
    "closes_clause",
    "enumerated",
    "generic_share",
    "head_word",
    "background",
    "joined",
    "formula",
    "generic_first",
    "generic_last",
    "all_generic",
    "theme",
];

/// So many candidates are worth a thread.
const LEAST_CANDIDATES: usize = 1000;
/// Words that join two things: what holds one is rarely one name.
const JOINING: [&[char]; 6] = [&['和'], &['与'], &['及'], &['以', '及'], &['的'], &['等']];

/// 一批, 一支: a count in the middle of a sentence.
fn is_count(word: &[char]) -> bool {
    matches!(word, ['1', '批' | '支' | '个' | '次' | '场'] | ['1', '系', '列'])
}

/// Rows of features, one per candidate.
pub fn rows(corpus: &Corpus<'_>, candidates: &[Candidate], segmenter: &Segmenter) -> Vec<Vec<f64>> {
    in_parallel(candidates, |c| c.places.len(), LEAST_CANDIDATES, |c| row(corpus, c, segmenter))
}

fn row(corpus: &Corpus<'_>, c: &Candidate, segmenter: &Segmenter) -> Vec<f64> {
    let words = &segmenter.words;
    let chars = |word: &(usize, usize)| &corpus.chars[word.0..word.1];
    let share = |test: &dyn Fn(usize) -> bool| c.places.iter().filter(|at| test(**at)).count() as f64 / c.places.len() as f64;
    let any = |test: &dyn Fn(usize) -> bool| flag(c.places.iter().any(|at| test(*at)));
    let mut documents: Vec<usize> = c.places.iter().map(|at| corpus.document_at(*at)).collect();
    documents.dedup();
    let length = c.length as f64;
    let name: Vec<char> = c.text.chars().collect();
    let generic: usize = c.words.iter().filter(|word| corpus.class(words, **word).is_generic()).map(|(a, b)| b - a).sum();
    let known = segmenter.background.get(&c.text);
    let before = |at: usize| corpus.class(words, corpus.word_before(at));
    let separator = |at: Option<usize>| at.is_none_or(|k| k >= corpus.chars.len() || corpus.is_separator(k));
    let listed = |at: Option<usize>| at.and_then(|k| corpus.chars.get(k)).is_some_and(|ch| matches!(ch, '、'));
    vec![
        flag(c.length == 2),
        flag(c.length == 3),
        libm::log(length / 4.0),
        flag(c.length > 10),
        libm::log(c.contexts as f64 / 2.0),
        documents.len() as f64 / corpus.document_count() as f64,
        c.bounded,
        any(&|at| corpus.has(at, OPEN) && corpus.has(at + c.length, CLOSE)),
        any(&|at| (at + 1..at + c.length).any(|k| corpus.has(k, OPEN | CLOSE)) || corpus.has(at, OPEN) != corpus.has(at + c.length, CLOSE)),
        share(&|at| before(at).is_verb()),
        share(&|at| separator(Some(at + c.length))),
        share(&|at| listed(at.checked_sub(1)) || listed(Some(at + c.length))),
        generic as f64 / length,
        flag(words.ends_in_head(&name)),
        libm::log(1.0 + known.documents) / 4.0,
        flag(c.words.iter().map(chars).any(|word| JOINING.contains(&word) || is_count(word))),
        flag(words.has_formula(&c.text)),
        flag(c.words.first().is_some_and(|word| corpus.class(words, *word).is_generic())),
        flag(c.words.last().is_some_and(|word| corpus.class(words, *word).is_generic())),
        flag(generic == c.length),
        if c.length <= 3 { libm::log(c.places.len() as f64 / documents.len() as f64) } else { 0.0 },
    ]
}

fn flag(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}
