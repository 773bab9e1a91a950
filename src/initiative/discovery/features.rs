//! What speaks for and against a candidate, as numbers.
//!
//! In: candidates in their corpus. Out: one row of [`NAMES`].len() numbers each, in 0..=1 or near it. All are about form, place and
//! frequency; none knows a name.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::Candidate;
use super::corpus::{CLOSE, Corpus, HEADING, OPEN, is_separator};
use super::segmenter::Segmenter;

/// The features, in the order of a row.
pub const NAMES: [&str; 29] = [
    "two_chars",
    "three_chars",
    "length",
    "long",
    "one_word",
    "occurrences",
    "documents",
    "bounded",
    "quoted",
    "quoted_part",
    "heading",
    "after_verb",
    "opens_clause",
    "closes_clause",
    "before_filler",
    "enumerated",
    "generic_share",
    "generic_head",
    "verb_first",
    "head_word",
    "general_word",
    "background",
    "unknown_in_background",
    "nested",
    "holds_others",
    "often_nested",
    "coded",
    "joined",
    "formula",
];

/// Words that join two things: what holds one is rarely one name.
const JOINING: [&str; 6] = ["和", "与", "及", "以及", "的", "等"];

/// 一批, 一支: a count in the middle of a sentence.
fn is_count(text: &str) -> bool {
    text.strip_prefix('1').is_some_and(|rest| matches!(rest, "批" | "支" | "个" | "系列" | "次" | "场"))
}

/// Rows of features, one per candidate.
pub fn rows(corpus: &Corpus<'_>, candidates: &[Candidate], segmenter: &Segmenter) -> Vec<Vec<f64>> {
    let nesting = Nesting::new(candidates);
    candidates.iter().map(|c| row(corpus, c, segmenter, nesting.of(c))).collect()
}

fn row(corpus: &Corpus<'_>, c: &Candidate, segmenter: &Segmenter, nesting: [f64; 3]) -> Vec<f64> {
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
    let last = texts.last().map_or("", String::as_str);
    vec![
        flag(c.length == 2),
        flag(c.length == 3),
        libm::log(length / 4.0),
        flag(c.length > 10),
        flag(texts.len() == 1),
        libm::log(c.places.len() as f64 / 2.0),
        documents.len() as f64 / corpus.document_count() as f64,
        c.bounded,
        any(&|at| corpus.has(at, OPEN) && corpus.has(at + c.length, CLOSE)),
        any(&|at| (at + 1..at + c.length).any(|k| corpus.has(k, OPEN | CLOSE)) || corpus.has(at, OPEN) != corpus.has(at + c.length, CLOSE)),
        share(&|at| corpus.has(at, HEADING)),
        share(&|at| words.verbs.contains(&before(at))),
        share(&|at| separator(at.checked_sub(1))),
        share(&|at| separator(Some(at + c.length))),
        share(&|at| words.fillers.contains(&after(at))),
        share(&|at| listed(at.checked_sub(1)) || listed(Some(at + c.length))),
        generic as f64 / length,
        flag(words.generic.contains(last)),
        flag(texts.first().is_some_and(|text| words.verbs.contains(text))),
        flag(words.ends_in_head(&c.text)),
        segmenter.general_frequency(&whole) / 8.0,
        libm::log(1.0 + known.documents) / 4.0,
        flag(known.documents == 0.0),
        nesting[0],
        nesting[1],
        nesting[2],
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

/// Which candidates begin at each place.
struct Nesting<'a> {
    candidates: &'a [Candidate],
    at: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Nesting<'a> {
    fn new(candidates: &'a [Candidate]) -> Self {
        let mut at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (k, c) in candidates.iter().enumerate() {
            c.places.iter().for_each(|place| at.entry(*place).or_default().push(k));
        }
        Self { candidates, at }
    }

    /// At which share of its places at most it is part of one and the same longer candidate, the same for the
    /// most frequent shorter one that it holds (1 where that one stands nowhere else), and at which share it is part of any.
    fn of(&self, c: &Candidate) -> [f64; 3] {
        let Some(first) = c.places.first().copied() else { return [0.0; 3] };
        let count = c.places.len() as f64;
        let others = |range: std::ops::Range<usize>| {
            self.at.range(range).flat_map(|(start, all)| all.iter().map(move |k| (*start, &self.candidates[*k])))
        };
        let outer = |at: usize| {
            let end = at + c.length;
            let from = end.saturating_sub(super::repeats::MAX_CHARS);
            others(from..at + 1).filter(move |(start, o)| o.length > c.length && start + o.length >= end)
        };
        let inner = others(first..first + c.length).filter(|(start, o)| o.length < c.length && start + o.length <= first + c.length);
        let inside = outer(first).map(|(_, o)| o.places.len() as f64 / count).fold(0.0, f64::max);
        let holds = inner.map(|(_, o)| count / o.places.len() as f64).fold(0.0, f64::max);
        let any = c.places.iter().filter(|at| outer(**at).next().is_some()).count() as f64 / count;
        [inside.min(1.0), holds.min(1.0), any]
    }
}
