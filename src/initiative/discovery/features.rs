//! What speaks for and against a candidate, as numbers.
//!
//! In: candidates in their corpus. Out: one row of [`NAMES`].len() numbers each, in 0..=1 or near it. All are about form, place and
//! frequency; none knows a name.

use std::collections::BTreeSet;

use super::candidates::Candidate;
use super::corpus::{CLOSE, Corpus, OPEN, is_separator};
use super::segmenter::Segmenter;

/// The features, in the order of a row.
pub const NAMES: [&str; 22] = [
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
];

/// More places than this say no more.
const MANY: usize = 8;
/// Words that join two things: what holds one is rarely one name.
const JOINING: [&str; 6] = ["和", "与", "及", "以及", "的", "等"];

/// 一批, 一支: a count in the middle of a sentence.
fn is_count(text: &str) -> bool {
    text.strip_prefix('1').is_some_and(|rest| matches!(rest, "批" | "支" | "个" | "系列" | "次" | "场"))
}

/// Rows of features, one per candidate.
pub fn rows(corpus: &Corpus<'_>, candidates: &[Candidate], segmenter: &Segmenter) -> Vec<Vec<f64>> {
    candidates.iter().map(|c| row(corpus, c, segmenter)).collect()
}

fn row(corpus: &Corpus<'_>, c: &Candidate, segmenter: &Segmenter) -> Vec<f64> {
    let words = &segmenter.words;
    let texts: Vec<String> = c.words.iter().map(|(a, b)| corpus.folded(*a, *b)).collect();
    let share = |test: &dyn Fn(usize) -> bool| c.places.iter().filter(|at| test(**at)).count() as f64 / c.places.len() as f64;
    let any = |test: &dyn Fn(usize) -> bool| flag(c.places.iter().any(|at| test(*at)));
    let documents: BTreeSet<usize> = c.places.iter().map(|at| corpus.document_at(*at)).collect();
    let length = c.length as f64;
    let generic: usize = c.words.iter().zip(&texts).filter(|(_, text)| words.is_generic(text)).map(|((a, b), _)| b - a).sum();
    let known = segmenter.background.get(&c.text);
    let before = |at: usize| corpus.word_before(at).iter().collect::<String>();
    let after = |at: usize| corpus.word_after(at + c.length).iter().collect::<String>();
    let separator = |at: Option<usize>| at.is_none_or(|k| corpus.chars.get(k).is_none_or(|ch| is_separator(*ch)));
    let listed = |at: Option<usize>| at.and_then(|k| corpus.chars.get(k)).is_some_and(|ch| matches!(ch, '、'));
    let whole = c.words.first().zip(c.words.last()).map_or(String::new(), |(a, b)| corpus.surface(a.0, b.1));
    vec![
        flag(c.length == 2),
        flag(c.length == 3),
        libm::log(length / 4.0),
        flag(c.length > 10),
        libm::log(c.places.len().min(MANY) as f64 / 2.0),
        documents.len() as f64 / corpus.document_count() as f64,
        c.bounded,
        any(&|at| corpus.has(at, OPEN) && corpus.has(at + c.length, CLOSE)),
        any(&|at| (at + 1..at + c.length).any(|k| corpus.has(k, OPEN | CLOSE)) || corpus.has(at, OPEN) != corpus.has(at + c.length, CLOSE)),
        share(&|at| words.verbs.contains(&before(at))),
        share(&|at| separator(at.checked_sub(1))),
        share(&|at| separator(Some(at + c.length))),
        share(&|at| words.fillers.contains(&after(at))),
        share(&|at| listed(at.checked_sub(1)) || listed(Some(at + c.length))),
        generic as f64 / length,
        flag(words.ends_in_head(&c.text)),
        segmenter.general_frequency(&whole) / 8.0,
        libm::log(1.0 + known.documents) / 4.0,
        flag(known.documents == 0.0),
        flag(is_coded(&c.text)),
        flag(texts.iter().any(|text| JOINING.contains(&text.as_str()) || is_count(text))),
        flag(words.formulae.iter().any(|phrase| c.text.contains(phrase.as_str()))),
    ]
}

/// Holds a number that is not a year, a date, an anniversary or a share: 1+3+n, 4史.
fn is_coded(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let after = |k: usize| chars[k..].iter().find(|c| !c.is_ascii_digit());
    (0..chars.len()).any(|k| chars[k].is_ascii_digit() && !matches!(after(k), Some('年' | '周' | '月' | '日' | '届' | '%')))
}

fn flag(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}
