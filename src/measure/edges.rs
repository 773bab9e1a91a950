//! Words at the edges of phrases, and how they are taken off.
//!
//! In: ranges of a [`View`] and lists of [`words`]. Out: shorter ranges. Lists are indexed by the character at the edge, so that a phrase
//! costs a look-up and not a pass over the list.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::view::View;
use super::words;

/// Words to take off an edge of a phrase, by the character at that edge, longest first.
pub struct Edge(BTreeMap<char, Vec<Vec<char>>>);

impl Edge {
    /// Of words that are taken off the end.
    pub fn ending(words: &str) -> Self {
        Self::by(words, |word| word.last().copied())
    }

    /// Of words that are taken off the start.
    pub fn opening(words: &str) -> Self {
        Self::by(words, |word| word.first().copied())
    }

    fn by(words: &str, edge: impl Fn(&[char]) -> Option<char>) -> Self {
        let mut index: BTreeMap<char, Vec<Vec<char>>> = BTreeMap::new();
        for word in words.split_whitespace() {
            let word: Vec<char> = word.chars().collect();
            if let Some(edge) = edge(&word) {
                index.entry(edge).or_default().push(word);
            }
        }
        for words in index.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Self(index)
    }
}

/// [`words::TRAILING`], ready to take off.
pub static TRAILING_EDGE: LazyLock<Edge> = LazyLock::new(|| Edge::ending(words::TRAILING));
/// [`words::LEADING`], ready to take off.
pub static LEADING_EDGE: LazyLock<Edge> = LazyLock::new(|| Edge::opening(words::LEADING));

/// What joins a noun phrase to what follows it.
pub static JOINT_END_EDGE: LazyLock<Edge> = LazyLock::new(|| Edge::ending("等 中 内 上 里 的 共 和 及 与 以及 、 （ ( — - 了 也"));
/// What joins a noun phrase to what stands before it.
pub static JOINT_START_EDGE: LazyLock<Edge> = LazyLock::new(|| Edge::opening("、 了 好 的 ） ) （ ( — - · 和 及 与"));
/// What may stand between a verb and 一 (办好了一场).
pub static BEHIND_VERB_EDGE: LazyLock<Edge> = LazyLock::new(|| Edge::ending("了 好 成 出 起 成功"));
/// What an amount is for one of; stands between a verb of reaching and the number.
pub static PER_EDGE: LazyLock<Edge> = LazyLock::new(|| Edge::ending("每人 每户 每人每月 每人每年 每月 每年 每亩 每平方米 人均 户均"));
/// [`words::CUT`], ready to look for.
pub static CUT_EDGE: LazyLock<Edge> = LazyLock::new(|| Edge::opening(words::CUT));

/// The first place in `start..end` where one of the words begins, names in quotation marks left out.
pub fn first_of(view: &View, start: usize, end: usize, edge: &Edge) -> Option<usize> {
    let begins = |at: &usize| {
        let words = view.get(*at).and_then(|c| edge.0.get(&c));
        words.is_some_and(|words| words.iter().any(|word| view.slice(*at, view.len()).starts_with(word))) && !view.is_in_name(*at)
    };
    (start..end).find(begins)
}

/// Takes words off the end of `start..end`, as often as there are; a single character is never left.
pub fn trim_end(view: &View, start: usize, mut end: usize, edge: &Edge) -> usize {
    // 人均, 户均 are no adverbs.
    let is_mean = |end: usize| end > start + 1 && view.chars[end - 1] == '均' && "人户亩日年月平".contains(view.chars[end - 2]);
    while end > start {
        let Some(words) = edge.0.get(&view.chars[end - 1]) else { break };
        let fits = |word: &&Vec<char>| view.slice(start, end).ends_with(word) && end != start + word.len() + 1;
        let Some(word) = words.iter().find(fits).filter(|_| !is_mean(end)) else { break };
        end -= word.len();
    }
    end
}

/// Takes words off the start of `start..end`, as often as there are; a single character is never left.
pub fn trim_start(view: &View, mut start: usize, end: usize, edge: &Edge) -> usize {
    while start < end {
        let Some(words) = edge.0.get(&view.chars[start]) else { break };
        let fits = |word: &&Vec<char>| view.slice(start, end).starts_with(word) && start + word.len() + 1 != end;
        let Some(word) = words.iter().find(fits) else { break };
        start += word.len();
    }
    start
}
