//! What speaks for and against a candidate, as numbers.
//!
//! In: candidates in their corpus. Out: one row of [`NAMES`].len() numbers each, in 0..=1 or near it. All are about form, place and
//! frequency; none knows a name.

use super::candidates::Candidate;
use super::corpus::{CLOSE, Corpus, OPEN};
use super::nests::Nests;
use super::segmenter::Segmenter;
use crate::text::in_parallel;

/// The features, in the order of a row.
pub const NAMES: [&str; 30] = [
    "two_chars",
    "three_chars",
    "length",
    "long",
    "occurrences",
    "documents",
    "bounded",
    "quoted",
    "quoted_part",
    "after_verb",
    "opens_clause",
    "closes_clause",
    "before_filler",
    "enumerated",
    "generic_share",
    "head_word",
    "general_word",
    "background",
    "unknown_in_background",
    "coded",
    "joined",
    "formula",
    "verb_first",
    "generic_first",
    "generic_last",
    "nested",
    "held",
    "rare_word",
    "all_generic",
    "short_nested",
];

/// More places than this say no more.
const MANY: usize = 8;
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
    let nests = Nests::new(candidates);
    in_parallel(candidates, |c| c.places.len(), LEAST_CANDIDATES, |c| row(corpus, c, segmenter, &nests))
}

fn row(corpus: &Corpus<'_>, c: &Candidate, segmenter: &Segmenter, nests: &Nests) -> Vec<f64> {
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
    let after = |at: usize| corpus.class(words, corpus.word_after(at + c.length));
    let separator = |at: Option<usize>| at.is_none_or(|k| k >= corpus.chars.len() || corpus.is_separator(k));
    let listed = |at: Option<usize>| at.and_then(|k| corpus.chars.get(k)).is_some_and(|ch| matches!(ch, '、'));
    let whole = c.words.first().zip(c.words.last()).map_or(String::new(), |(a, b)| corpus.surface(a.0, b.1));
    let (nested, held) = nests.of(c);
    vec![
        flag(c.length == 2),
        flag(c.length == 3),
        libm::log(length / 4.0),
        flag(c.length > 10),
        libm::log(c.contexts.min(MANY) as f64 / 2.0),
        documents.len() as f64 / corpus.document_count() as f64,
        c.bounded,
        any(&|at| corpus.has(at, OPEN) && corpus.has(at + c.length, CLOSE)),
        any(&|at| (at + 1..at + c.length).any(|k| corpus.has(k, OPEN | CLOSE)) || corpus.has(at, OPEN) != corpus.has(at + c.length, CLOSE)),
        share(&|at| before(at).is_verb()),
        share(&|at| separator(at.checked_sub(1))),
        share(&|at| separator(Some(at + c.length))),
        share(&|at| after(at).is_filler()),
        share(&|at| listed(at.checked_sub(1)) || listed(Some(at + c.length))),
        generic as f64 / length,
        flag(words.ends_in_head(&name)),
        segmenter.general_frequency(&whole) / 8.0,
        libm::log(1.0 + known.documents) / 4.0,
        flag(known.documents == 0.0),
        flag(is_coded(&name)),
        flag(c.words.iter().map(chars).any(|word| JOINING.contains(&word) || is_count(word))),
        flag(words.has_formula(&c.text)),
        flag(c.words.first().is_some_and(|word| corpus.class(words, *word).is_verb())),
        flag(c.words.first().is_some_and(|word| corpus.class(words, *word).is_generic())),
        flag(c.words.last().is_some_and(|word| corpus.class(words, *word).is_generic())),
        nested,
        held,
        rarest_word(corpus, c, segmenter),
        flag(generic == c.length),
        if c.length <= 3 { nested } else { 0.0 },
    ]
}

/// How common the rarest of its words that say something is in general Chinese: 0 for a word that no dictionary has, some 1 for the commonest.
fn rarest_word(corpus: &Corpus<'_>, c: &Candidate, segmenter: &Segmenter) -> f64 {
    let telling = c.words.iter().filter(|word| !corpus.class(&segmenter.words, **word).is_generic());
    let common = telling.map(|word| segmenter.general_frequency(&corpus.folded(word.0, word.1)) / 8.0);
    common.min_by(f64::total_cmp).unwrap_or(1.0)
}

/// Holds a number that is not a year, a date, an anniversary or a share: 1+3+n, 4史.
fn is_coded(chars: &[char]) -> bool {
    let after = |k: usize| chars[k..].iter().find(|c| !c.is_ascii_digit());
    (0..chars.len()).any(|k| chars[k].is_ascii_digit() && !matches!(after(k), Some('年' | '周' | '月' | '日' | '届' | '%')))
}

fn flag(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}
