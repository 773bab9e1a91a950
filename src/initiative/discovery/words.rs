//! How work plans are worded in general: word lists from `assets/discovery-words.toml`, folded as texts are.
//!
//! In: the asset's text. Out: [`Words`], which gives the [`Class`] of a word. The lists hold verbs, fillers, generic words and endings, never
//! an initiative by name, so that discovery works as well for a street that nobody has read. Every word of a corpus is looked up, so the
//! lists are one table, by characters.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::initiative::Category;
use crate::text::fold;

const ASSET: &str = include_str!("../../../assets/discovery-words.toml");

#[derive(Deserialize, Default)]
struct File {
    verbs: String,
    nouns: String,
    fillers: String,
    generic: String,
    stops: String,
    heads: String,
    place_endings: String,
    place_suffixes: String,
    formulae: String,
    slogans: String,
    campaigns: String,
    categories: BTreeMap<Category, String>,
}

/// On which of the lists a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(u16);

impl Class {
    const VERB: Self = Self(1);
    const NOUN: Self = Self(2);
    const FILLER: Self = Self(4);
    const GENERIC: Self = Self(8);
    const STOP: Self = Self(16);
    const HEAD: Self = Self(32);
    const PLACE_ENDING: Self = Self(64);
    const PLACE_SUFFIX: Self = Self(128);
    /// Nothing but figures and what counts time or issues.
    const NUMBER: Self = Self(256);

    const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Opens an item; no part of a name.
    pub const fn is_verb(self) -> bool {
        self.has(Self::VERB)
    }

    /// Of the verbs one that no name begins with.
    pub const fn is_only_verb(self) -> bool {
        self.has(Self::VERB) && !self.has(Self::NOUN)
    }

    /// Ends an item; adds nothing to a name.
    pub const fn is_filler(self) -> bool {
        self.has(Self::FILLER)
    }

    /// A long run is cut at it.
    pub const fn is_stop(self) -> bool {
        self.has(Self::STOP)
    }

    /// Ends the name of a programme, mechanism, campaign, platform or institution.
    pub const fn is_head(self) -> bool {
        self.has(Self::HEAD)
    }

    /// Ends names of places.
    pub const fn ends_place(self) -> bool {
        self.has(Self::PLACE_ENDING)
    }

    /// Follows a place's short name.
    pub const fn follows_place(self) -> bool {
        self.has(Self::PLACE_SUFFIX)
    }

    /// Says nothing about what is meant: a word of every plan, a verb, a filler, a number or a single letter.
    pub const fn is_generic(self) -> bool {
        self.has(Self(Self::GENERIC.0 | Self::VERB.0 | Self::FILLER.0 | Self::STOP.0 | Self::NUMBER.0))
    }
}

/// The word lists. An automaton that could not be made, which a test rules out, finds nothing.
#[derive(Debug, Clone, Default)]
pub struct Words {
    classes: WordMap,
    /// Characters of the longest word on the list of heads.
    longest_head: usize,
    /// Parts of standing phrases.
    formulae: Option<AhoCorasick>,
    /// Phrases that are slogans where no programme is made of them.
    slogans: Option<AhoCorasick>,
    /// Endings by which a campaign is told from the slogan in its name.
    campaigns: Vec<String>,
    /// Words that speak for a policy area.
    areas: Option<AhoCorasick>,
    /// For each of these words the area, and its length in characters.
    area_words: Vec<(Category, usize)>,
}

impl Words {
    /// The built-in lists; empty ones where the asset is broken, which a test rules out.
    #[must_use]
    pub fn builtin() -> Self {
        toml::from_str::<File>(ASSET).map(|file| Self::of(&file)).unwrap_or_default()
    }

    fn of(file: &File) -> Self {
        let lists = [
            (&file.verbs, Class::VERB),
            (&file.nouns, Class::NOUN),
            (&file.fillers, Class::FILLER),
            (&file.generic, Class::GENERIC),
            (&file.stops, Class::STOP),
            (&file.heads, Class::HEAD),
            (&file.place_endings, Class::PLACE_ENDING),
            (&file.place_suffixes, Class::PLACE_SUFFIX),
        ];
        let area_words: Vec<(Category, String)> =
            file.categories.iter().flat_map(|(category, words)| list(words).into_iter().map(|word| (*category, word))).collect();
        Self {
            classes: WordMap::new(lists.iter().flat_map(|(text, class)| list(text).into_iter().map(|word| (word, *class)))),
            longest_head: list(&file.heads).iter().map(|word| word.chars().count()).max().unwrap_or(0),
            formulae: AhoCorasick::new(list(&file.formulae)).ok(),
            slogans: AhoCorasick::new(list(&file.slogans)).ok(),
            campaigns: list(&file.campaigns),
            areas: AhoCorasick::new(area_words.iter().map(|(_, word)| word)).ok(),
            area_words: area_words.into_iter().map(|(category, word)| (category, word.chars().count())).collect(),
        }
    }

    /// The class of a folded word.
    #[must_use]
    pub fn class(&self, word: &[char]) -> Class {
        let number = word
            .iter()
            .all(|c| matches!(c, '0'..='9' | '年' | '月' | '日' | '号' | '时' | '分' | '%' | '.' | '第' | '轮' | '批' | '期' | '届'));
        let known = self.classes.get(word).with(if number { Class::NUMBER } else { Class::default() });
        // 圆满完成, 督促检查: the dictionary has them as one word, and they are two of every plan.
        match word {
            [a, b, c, d] if known.0 == 0 && self.classes.get(&[*a, *b]).is_generic() && self.classes.get(&[*c, *d]).is_generic() => {
                Class::GENERIC
            }
            _ => known,
        }
    }

    /// Whether a folded word stands on one of the lists.
    #[must_use]
    pub fn is_listed(&self, word: &[char]) -> bool {
        self.classes.get(word).0 != 0
    }

    /// Whether a folded token says nothing about what is meant.
    #[must_use]
    pub fn is_generic(&self, token: &str) -> bool {
        self.class(&token.chars().collect::<Vec<char>>()).is_generic()
    }

    /// Whether a name ends in a word for a programme, mechanism, campaign, platform or institution, and is more than that word.
    #[must_use]
    pub fn ends_in_head(&self, text: &[char]) -> bool {
        self.head_of(text).is_some()
    }

    /// Length in characters of the longest such word that a name ends in and is more than.
    #[must_use]
    pub fn head_of(&self, text: &[char]) -> Option<usize> {
        let longest = self.longest_head.min(text.len().saturating_sub(1));
        (1..=longest).rev().find(|k| self.classes.get(&text[text.len() - k..]).has(Class::HEAD))
    }

    /// Whether a candidate is a standing phrase of the Party or the State, and no campaign is named by it.
    #[must_use]
    pub fn is_slogan(&self, text: &str) -> bool {
        self.slogans.as_ref().is_some_and(|slogans| slogans.is_match(text))
            && !self.campaigns.iter().any(|word| text.ends_with(word.as_str()))
    }

    /// Whether a candidate holds a part of a standing phrase.
    #[must_use]
    pub fn has_formula(&self, text: &str) -> bool {
        self.formulae.as_ref().is_some_and(|formulae| formulae.is_match(text))
    }

    /// The policy area that most of the words in `text` speak for, longer words more; of equal ones the first.
    #[must_use]
    pub fn category_of(&self, text: &str) -> Option<Category> {
        let mut scores: BTreeMap<Category, usize> = BTreeMap::new();
        // A word counts anew only after its last place.
        let mut ends = vec![0; self.area_words.len()];
        for found in self.areas.iter().flat_map(|areas| areas.find_overlapping_iter(text)) {
            let word = found.pattern().as_usize();
            if found.start() >= ends[word] {
                ends[word] = found.end();
                let (category, chars) = self.area_words[word];
                *scores.entry(category).or_default() += chars;
            }
        }
        scores.into_iter().max_by_key(|(category, score)| (*score, std::cmp::Reverse(*category))).map(|(category, _)| category)
    }
}

/// Classes by word.
#[derive(Debug, Clone, Default)]
struct WordMap {
    /// Words that a key holds, by key.
    short: Vec<(u128, Class)>,
    long: BTreeMap<Vec<char>, Class>,
}

impl WordMap {
    fn new(words: impl Iterator<Item = (String, Class)>) -> Self {
        let mut out = Self::default();
        for (word, class) in words {
            let word: Vec<char> = word.chars().collect();
            match word_key(&word) {
                Some(key) => out.short.push((key, class)),
                None => {
                    let slot = out.long.entry(word).or_default();
                    *slot = slot.with(class);
                }
            }
        }
        out.short.sort_unstable_by_key(|(key, _)| *key);
        out.short.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.with(next.1);
            }
            same
        });
        out
    }

    fn get(&self, word: &[char]) -> Class {
        match word_key(word) {
            Some(key) => {
                self.short.binary_search_by_key(&key, |(key, _)| *key).ok().and_then(|k| self.short.get(k)).map(|(_, class)| *class)
            }
            None => self.long.get(word).copied(),
        }
        .unwrap_or_default()
    }
}

/// A number that stands for a word of at most [`KEY_CHARS`] characters and for no other; `None` for a longer one.
#[must_use]
pub fn word_key(word: &[char]) -> Option<u128> {
    (word.len() <= KEY_CHARS).then(|| word.iter().fold(1, |key, c| key << 21 | u128::from(u32::from(*c))))
}

/// A character takes 21 of 128 bits.
const KEY_CHARS: usize = 6;

fn list(text: &str) -> Vec<String> {
    text.split_whitespace().map(|word| fold(word).text).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Class, WordMap, Words};
    use crate::initiative::Category;

    #[test]
    fn the_built_in_lists_can_be_read() {
        let words = Words::builtin();
        let class = |word: &str| words.class(&word.chars().collect::<Vec<char>>());
        assert!(class("推进").is_verb() && class("工作").is_filler() && !class("工作").is_verb());
        assert!(class("进1步").is_generic(), "lists are folded as texts are");
        assert!(class("12月").is_generic() && class("").is_generic() && !class("垃圾分类").is_generic());
        assert!(words.ends_in_head(&['邻', '里', '中', '心']) && !words.ends_in_head(&['中', '心']));
        assert!(words.area_words.len() > 100 && words.areas.is_some() && words.formulae.is_some() && words.slogans.is_some());
    }

    #[test]
    fn a_policy_area_is_guessed_by_words() {
        let words = Words::builtin();
        assert_eq!(words.category_of("为老助餐点进社区"), Some(Category::Elderly));
        assert_eq!(words.category_of("好的"), None);
    }

    #[test]
    fn a_word_longer_than_a_key_is_found_too() {
        let words = WordMap::new(
            [("一二三四五六七".to_owned(), Class::STOP), ("一二".to_owned(), Class::VERB), ("一二".to_owned(), Class::HEAD)].into_iter(),
        );
        let get = |word: &str| words.get(&word.chars().collect::<Vec<char>>());
        assert!(get("一二三四五六七").is_stop() && get("一二") == Class::VERB.with(Class::HEAD));
        assert!(get("一二三四五六").0 == 0 && get("二").0 == 0 && get("一二三四五六七八").0 == 0);
    }
}
