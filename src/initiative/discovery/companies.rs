//! Which candidates are names of companies or pieces of them.
//!
//! In: the corpus. Out: where companies are named. A company is a party to an initiative, never one itself; two reports that name the
//! same one share no policy by that.

use super::candidates::Candidate;
use super::corpus::Corpus;
use super::words::Words;

/// By which the law has a company's name end.
const ENDINGS: [&str; 3] = ["有限公司", "有限责任公司", "股份公司"];
/// A company's name is at most so many characters long.
const MAX_CHARS: usize = 30;

/// The ranges of the corpus where companies are named in full, in order.
pub fn companies(corpus: &Corpus<'_>, words: &Words) -> Vec<(usize, usize)> {
    let endings: Vec<Vec<char>> = ENDINGS.iter().map(|ending| ending.chars().collect()).collect();
    let mut out = Vec::new();
    for at in (0..corpus.chars.len()).filter(|at| matches!(corpus.chars[*at], '有' | '股')) {
        let rest = &corpus.chars[at..];
        if let Some(ending) = endings.iter().find(|ending| rest.starts_with(ending)) {
            out.push((begin(corpus, words, at), at + ending.len()));
        }
    }
    out
}

/// Where the name that ends before `at` begins: after the last verb, stop word or mark before it.
fn begin(corpus: &Corpus<'_>, words: &Words, at: usize) -> usize {
    let mut from = at;
    loop {
        let word = corpus.word_before(from);
        let class = corpus.class(words, word);
        let ends = word.0 == word.1 || at - word.0 > MAX_CHARS || class.is_stop() || class.is_only_verb();
        if ends {
            return from;
        }
        from = word.0;
    }
}

/// Whether a candidate holds a company's ending, or stands only in names of companies.
pub fn is_company(companies: &[(usize, usize)], c: &Candidate) -> bool {
    let inside = |at: &usize| {
        let before = companies.partition_point(|(start, _)| start <= at);
        before.checked_sub(1).is_some_and(|k| at + c.length <= companies[k].1)
    };
    ENDINGS.iter().any(|ending| c.text.contains(ending)) || c.text.ends_with("集团") || !companies.is_empty() && c.places.iter().all(inside)
}
