//! The word segmenter and the data that discovery rests on, loaded once and passed in.
//!
//! Loading takes a fifth of a second and some 34 MB, so whoever runs comparisons (command line, worker) makes one [`Segmenter`] and
//! keeps it. Its answers depend on nothing but the text.

use std::io::Read as _;

use flate2::read::GzDecoder;
use jieba_rs::Jieba;

use super::background::Background;
use super::rank::Model;
use super::words::{Words, word_key};
use crate::text::{Span, fold, is_letter_or_figure};

/// jieba's word list, compressed; see the README beside it.
const DICTIONARY: &[u8] = include_bytes!("../../../assets/jieba-dict.txt.gz");

/// So many characters to each side of a place are segmented with it.
const CLAUSE_CHARS: usize = 24;

/// The segmenter with its dictionary, the word lists, the background statistics and the ranking's weights.
#[derive(Debug, Clone)]
pub struct Segmenter {
    jieba: Jieba,
    /// Keys of the dictionary's names of places, sorted: nearly all words are told by them from places without asking for their tag.
    places: Vec<u128>,
    pub(super) words: Words,
    pub(super) background: &'static Background,
    pub(super) model: Model,
}

impl Default for Segmenter {
    fn default() -> Self {
        Self::new()
    }
}

impl Segmenter {
    /// Loads the dictionary and the data built into the program.
    #[must_use]
    pub fn new() -> Self {
        // The list is built in and a test reads it; without one every character would be a word.
        let mut dictionary = String::new();
        let read = GzDecoder::new(DICTIONARY).read_to_string(&mut dictionary).is_ok();
        let jieba = if read { Jieba::with_dict(&mut dictionary.as_bytes()).ok() } else { None };
        Self {
            jieba: jieba.unwrap_or_else(Jieba::empty),
            places: places(&dictionary),
            words: Words::builtin(),
            background: Background::builtin(),
            model: Model::builtin(),
        }
    }

    /// The bytes of `text` at which a word begins.
    pub(super) fn word_starts(&self, text: &str) -> Vec<usize> {
        let mut at = 0;
        let mut out = Vec::new();
        for token in self.jieba.cut(text, false) {
            out.push(at);
            at += token.word.len();
        }
        out
    }

    /// How many characters of the words that a place begins and ends in it has, where it begins and ends in the middle of words: 助企 in 帮助企业 has one
    /// of each, 文明创建 in 精神文明创建活动 two.
    pub(crate) fn cut_pieces(&self, text: &str, span: Span) -> Option<(usize, usize)> {
        let parts = |c: &char| !is_letter_or_figure(*c);
        let before = text[..span.start.0].char_indices().rev().take(CLAUSE_CHARS).take_while(|(_, c)| !parts(c)).last();
        let after = text[span.end.0..].char_indices().take(CLAUSE_CHARS).take_while(|(_, c)| !parts(c)).last();
        let start = before.map_or(span.start.0, |(at, _)| at);
        let end = after.map_or(span.end.0, |(at, c)| span.end.0 + at + c.len_utf8());
        let clause = text.get(start..end)?;
        let words: Vec<usize> = self.word_starts(clause).into_iter().map(|at| at + start).chain([end]).collect();
        let first = words.partition_point(|at| *at < span.start.0);
        let last = words.partition_point(|at| *at < span.end.0);
        let cut = |word: usize, at: usize| words.get(word).is_some_and(|start| *start != at);
        let chars = |from: usize, to: usize| text.get(from..to).map_or(0, |piece| piece.chars().count());
        let (next, previous) = (words.get(first)?, words.get(last.checked_sub(1)?)?);
        let both = cut(first, span.start.0) && cut(last, span.end.0) && *next <= span.end.0;
        both.then(|| (chars(span.start.0, *next), chars(*previous, span.end.0)))
    }

    /// Whether the word right before a place says something: 茶艺 before 大调研 in 组织茶艺大调研, and nothing does in 组织大调研.
    pub(crate) fn follows_a_topic(&self, text: &str, span: Span) -> bool {
        let parts = |c: &char| !c.is_alphanumeric();
        let before = text[..span.start.0].char_indices().rev().take(CLAUSE_CHARS).take_while(|(_, c)| !parts(c)).last();
        let clause = before.map_or("", |(at, _)| &text[at..span.start.0]);
        let word = self.word_starts(clause).last().and_then(|at| clause.get(*at..)).unwrap_or_default();
        !word.is_empty() && !self.words.is_generic(&fold(word).text)
    }

    /// Whether a text holds no word but those of every plan, or is such a word as a whole.
    pub(crate) fn says_nothing(&self, text: &str) -> bool {
        if self.words.is_generic(&fold(text).text) {
            return true;
        }
        let starts = self.word_starts(text);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let mut words = starts.iter().zip(ends).map(|(from, to)| fold(text.get(*from..to).unwrap_or_default()).text);
        words.all(|word| word.chars().all(|c| !c.is_alphanumeric()) || self.words.is_generic(&word))
    }

    /// Whether neither the general dictionary nor the background reports know a folded word.
    pub(crate) fn is_coined(&self, word: &str) -> bool {
        !self.knows(word) && self.background.get(word).documents == 0.0
    }

    /// Whether the general dictionary has the word.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.jieba.has_word(word)
    }

    /// Whether the general dictionary may have the word as a place: a look at a list, where [`Self::is_place`] segments.
    pub(super) fn may_be_place(&self, word: &[char]) -> bool {
        word_key(word).is_none_or(|key| self.places.binary_search(&key).is_ok())
    }

    /// Whether the general dictionary has the word as a place.
    pub(super) fn is_place(&self, word: &str) -> bool {
        self.may_be_place(&word.chars().collect::<Vec<char>>())
            && self.jieba.has_word(word)
            && self.jieba.tag(word, false).first().is_some_and(|tag| tag.word == word && tag.tag == "ns")
    }
}

/// Keys of the words that a dictionary of lines `word count tag` tags as places.
fn places(dictionary: &str) -> Vec<u128> {
    let words = dictionary.lines().filter_map(|line| line.strip_suffix(" ns")?.split(' ').next());
    let mut out: Vec<u128> = words.filter_map(|word| word_key(&word.chars().collect::<Vec<char>>())).collect();
    out.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::{Segmenter, Span};

    #[test]
    fn a_run_that_begins_and_ends_inside_words_cuts_them() {
        let segmenter = Segmenter::new();
        let pieces = |text: &str, run: &str| {
            let start = text.find(run).expect("run");
            segmenter.cut_pieces(text, Span::new(start, start + run.len()))
        };
        assert_eq!(pieces("我们帮助企业解决难题", "助企"), Some((1, 1)));
        assert_eq!(pieces("开展精神文明创建活动", "文明创建"), Some((2, 2)));
        assert_eq!(pieces("开展助企活动，", "助企"), None);
        assert_eq!(pieces("助企", "助企"), None);
        assert_eq!(pieces("全体帮助", "帮助"), None, "one word as a whole");
    }

    #[test]
    fn the_dictionary_is_read_with_its_places() {
        let segmenter = Segmenter::new();
        assert!(segmenter.knows("垃圾") && segmenter.knows("营商") | segmenter.knows("环境"));
        assert!(segmenter.is_place("上海") && !segmenter.is_place("环境"));
        assert_eq!(segmenter.word_starts("推进垃圾分类"), [0, 6, 12]);
    }
}
