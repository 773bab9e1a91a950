//! What a discovered term rests on, in Chinese, how it is written, and where it may mean another thing.

use std::collections::{BTreeMap, BTreeSet};

use super::background::MAX_CHARS;
use super::candidates::Candidate;
use super::corpus::{CLOSE, Corpus, HEADING, OPEN};
use super::group::Group;
use super::segmenter::Segmenter;

/// In so many background reports a term is common all over the country.
const COMMON: f64 = 8.0;
/// A code of more characters says itself what it means.
const MAX_CODE: usize = 5;
/// So many characters to each side tell what a code means.
const NEAR: usize = 40;

/// The spelling that most places have; of equal ones the first.
pub fn name(corpus: &Corpus<'_>, c: &Candidate) -> String {
    let mut spellings: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (order, at) in c.places.iter().enumerate() {
        let slot = spellings.entry(corpus.surface(*at, at + c.length)).or_insert((0, order));
        slot.0 += 1;
    }
    let best = spellings.into_iter().max_by_key(|(_, (count, order))| (*count, std::cmp::Reverse(*order)));
    best.map_or_else(|| c.text.clone(), |(spelling, _)| spelling)
}

/// Whether some place has it in quotation marks.
pub fn is_quoted(corpus: &Corpus<'_>, c: &Candidate) -> bool {
    c.places.iter().any(|at| corpus.has(*at, OPEN) && corpus.has(at + c.length, CLOSE))
}

/// In how many documents it stands, how often, and what marks it as a name.
pub fn why(corpus: &Corpus<'_>, c: &Candidate, group: &Group, segmenter: &Segmenter) -> String {
    let documents: BTreeSet<usize> = group.places.iter().map(|(start, _)| corpus.document_at(*start)).collect();
    let mut out = format!("{} 份文档都用到，共 {} 处", documents.len(), group.places.len());
    let any = |test: &dyn Fn(usize) -> bool| c.places.iter().any(|at| test(*at));
    if is_quoted(corpus, c) {
        out.push_str("，带引号");
    }
    if any(&|at| corpus.has(at, HEADING)) {
        out.push_str("，见于标题");
    }
    let name: Vec<char> = c.text.chars().collect();
    if let Some(head) = segmenter.words.head_of(&name).and_then(|length| c.places.first().map(|at| (at + c.length - length, at + c.length)))
    {
        out.push_str(&format!("，以“{}”结尾", corpus.surface(head.0, head.1)));
    }
    let forms: BTreeSet<String> = group.places.iter().map(|(start, end)| corpus.folded(*start, *end)).collect();
    if forms.len() > 1 {
        out.push_str(&format!("，有 {} 种写法", forms.len()));
    }
    if c.contexts == 1 {
        out.push_str("，各处前后文相同");
    }
    let known = segmenter.background.get(&c.text).documents;
    if known >= COMMON {
        out.push_str("，各地政府工作报告也常用");
    } else if known == 0.0 && c.length <= MAX_CHARS {
        out.push_str("，各地政府工作报告少见");
    }
    out
}

/// For each place of the group whether nothing around it is also said around the name in another document, so that it may mean another
/// thing. Asked of codes only (1+3+N, 三张清单), which mean what their street makes them mean; of other names it would be wrong more
/// often than right.
pub fn doubtful(corpus: &Corpus<'_>, c: &Candidate, group: &Group, segmenter: &Segmenter) -> Vec<bool> {
    let name: Vec<char> = c.text.chars().collect();
    let telling = |word: &(usize, usize)| {
        let letters: Vec<char> = corpus.chars[word.0..word.1].iter().copied().filter(|c| !c.is_ascii_digit()).collect();
        letters.len() > 1 && !segmenter.words.class(&letters).is_generic()
    };
    let says_itself = c.length > MAX_CODE || !is_code(&name) || c.words.iter().any(telling);
    if says_itself || segmenter.background.get(&c.text).documents > 0.0 {
        return vec![false; group.places.len()];
    }
    let mut by_word: BTreeMap<&[char], BTreeSet<usize>> = BTreeMap::new();
    let around: Vec<(usize, Vec<&[char]>)> =
        group.places.iter().map(|(start, end)| (corpus.document_at(*start), words_near(corpus, *start, *end, segmenter))).collect();
    for (document, words) in &around {
        words.iter().for_each(|word| _ = by_word.entry(word).or_default().insert(*document));
    }
    let told = |words: &[&[char]]| words.iter().any(|word| by_word.get(word).is_some_and(|documents| documents.len() > 1));
    around.iter().map(|(_, words)| !told(words)).collect()
}

/// The words that say something in the same paragraph near `start..end`.
fn words_near<'a>(corpus: &'a Corpus<'_>, start: usize, end: usize, segmenter: &Segmenter) -> Vec<&'a [char]> {
    let line = |k: &usize| corpus.chars[*k] == '\n';
    let from = (start.saturating_sub(NEAR)..start).rev().find(line).map_or(start.saturating_sub(NEAR), |k| k + 1);
    let last = corpus.chars.len().min(end + NEAR);
    let to = (end..last).find(line).unwrap_or(last);
    let both = corpus.words(from, start).into_iter().chain(corpus.words(end, to));
    let tells = |word: &(usize, usize)| {
        let counts = corpus.chars[word.0].is_ascii_digit();
        word.1 > word.0 + 1 && !counts && !corpus.class(&segmenter.words, *word).is_generic()
    };
    both.filter(tells).map(|(a, b)| &corpus.chars[a..b]).collect()
}

/// Holds a number that is not a year, a date, an anniversary or a share: 1+3+n, 4史.
fn is_code(chars: &[char]) -> bool {
    let after = |k: usize| chars[k..].iter().find(|c| !c.is_ascii_digit());
    (0..chars.len()).any(|k| chars[k].is_ascii_digit() && !matches!(after(k), Some('年' | '周' | '月' | '日' | '届' | '%')))
}
