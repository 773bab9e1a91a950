//! Candidates that are proper names of projects, products and places of work, and candidates that are the beginnings of other names.
//!
//! In: the corpus and a candidate. Out: yes or no. A proper name is a string that no dictionary and no background report knows, in which the
//! dictionary leaves a single letter that says nothing (城市/峰/汇), and that two documents mark as a name: by quotation marks, by the word for a
//! kind of thing that closes its phrase (…项目, …基地), or by a list of such names. The ranking knows each of these signs by itself; what it
//! cannot see is that they meet.

use std::collections::BTreeSet;

use super::candidates::Candidate;
use super::corpus::{CLOSE, Corpus, OPEN};
use super::segmenter::Segmenter;
use super::words::Words;

/// Words for kinds of things that have names of their own.
const KINDS: [&str; 24] = [
    "项目",
    "基地",
    "园区",
    "园",
    "平台",
    "品牌",
    "工作室",
    "工作站",
    "驿站",
    "中心",
    "广场",
    "楼宇",
    "大厦",
    "街区",
    "载体",
    "小程序",
    "系统",
    "工程",
    "计划",
    "行动",
    "联盟",
    "空间",
    "孵化器",
    "产业园",
];
/// A proper name has so many characters at least, and at most.
const MIN_CHARS: usize = 3;
const MAX_CHARS: usize = 8;
/// So far in characters after a name the word for its kind may stand.
const REACH: usize = 12;
/// A list may name so many characters of others before the word for their kind.
const LIST_REACH: usize = 40;

/// Whether a candidate is a proper name; see the module's head.
pub fn is_proper_name(corpus: &Corpus<'_>, c: &Candidate, segmenter: &Segmenter) -> bool {
    let coined =
        || (MIN_CHARS..=MAX_CHARS).contains(&c.length) && segmenter.is_coined(&c.text) && is_put_together(corpus, c, &segmenter.words);
    let marked = || {
        let kinds: Vec<Vec<char>> = KINDS.iter().map(|kind| kind.chars().collect()).collect();
        let places = c.places.iter().filter(|at| is_marked(corpus, **at, c.length, &kinds));
        places.map(|at| corpus.document_at(*at)).collect::<BTreeSet<usize>>().len() >= 2
    };
    coined() && marked()
}

/// Whether a candidate without a word for its kind never stands at the end of a phrase, so that it is rather the beginning of other names: 街道营商 of
/// 街道营商环境办 and 街道营商专班.
pub fn never_ends(corpus: &Corpus<'_>, c: &Candidate, words: &Words) -> bool {
    let name: Vec<char> = c.text.chars().collect();
    let ends = |at: &usize| {
        let next = corpus.word_after(at + c.length);
        let class = corpus.class(words, next);
        next.0 == next.1 || corpus.has(next.0, OPEN | CLOSE) || class.is_generic()
    };
    !words.ends_in_head(&name) && !c.places.iter().any(ends)
}

/// Whether the dictionary leaves a single letter of it that says nothing: 城市/峰/汇.
fn is_put_together(corpus: &Corpus<'_>, c: &Candidate, words: &Words) -> bool {
    let single = |word: &&(usize, usize)| word.1 - word.0 == 1 && !corpus.class(words, **word).is_generic();
    c.words.iter().any(|word| single(&word))
}

/// Whether one place marks the name as one.
fn is_marked(corpus: &Corpus<'_>, at: usize, length: usize, kinds: &[Vec<char>]) -> bool {
    let end = at + length;
    if corpus.has(at, OPEN) && corpus.has(end, CLOSE) {
        return true;
    }
    let listed = |k: Option<usize>| k.and_then(|k| corpus.chars.get(k)) == Some(&'、');
    let in_list = listed(at.checked_sub(1)) || listed(Some(end));
    let reach = if in_list { LIST_REACH } else { REACH };
    let last = corpus.chars.len().min(end + reach);
    // A list goes on behind its commas; a name's own phrase ends at any mark.
    let stop = (end..last).find(|k| corpus.is_separator(*k) && !(in_list && corpus.chars[*k] == '、')).unwrap_or(last);
    let phrase = &corpus.chars[end..stop];
    (0..phrase.len()).any(|k| kinds.iter().any(|kind| phrase[k..].starts_with(kind)))
}
