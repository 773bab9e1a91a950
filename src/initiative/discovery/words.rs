//! How work plans are worded in general: word lists from `assets/discovery-words.toml`, folded as texts are.
//!
//! In: the asset's text. Out: sets to ask. The lists hold verbs, fillers, generic words and endings, never an initiative by name, so
//! that discovery works as well for a street that nobody has read.

use std::collections::{BTreeMap, BTreeSet};

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

/// The word lists.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Open an item; no part of a name.
    pub verbs: BTreeSet<String>,
    /// Of the verbs those that names begin with as well.
    pub nouns: BTreeSet<String>,
    /// End an item; add nothing to a name.
    pub fillers: BTreeSet<String>,
    /// Words of every plan.
    pub generic: BTreeSet<String>,
    /// A long run is cut at these.
    pub stops: BTreeSet<String>,
    /// End names of programmes and institutions.
    pub heads: BTreeSet<String>,
    /// End names of places.
    pub place_endings: BTreeSet<String>,
    /// Follow a place's short name.
    pub place_suffixes: Vec<String>,
    /// Parts of standing phrases.
    pub formulae: Vec<String>,
    /// Phrases that are slogans where no programme is made of them.
    pub slogans: Vec<String>,
    /// Endings by which a campaign is told from the slogan in its name.
    pub campaigns: Vec<String>,
    /// Words that speak for a policy area.
    pub categories: BTreeMap<Category, Vec<String>>,
}

impl Words {
    /// The built-in lists; empty ones where the asset is broken, which a test rules out.
    #[must_use]
    pub fn builtin() -> Self {
        toml::from_str::<File>(ASSET).map(|file| Self::of(&file)).unwrap_or_default()
    }

    fn of(file: &File) -> Self {
        let set = |text: &str| list(text).into_iter().collect::<BTreeSet<_>>();
        Self {
            verbs: set(&file.verbs),
            nouns: set(&file.nouns),
            fillers: set(&file.fillers),
            generic: set(&file.generic),
            stops: set(&file.stops),
            heads: set(&file.heads),
            place_endings: set(&file.place_endings),
            place_suffixes: list(&file.place_suffixes),
            formulae: list(&file.formulae),
            slogans: list(&file.slogans),
            campaigns: list(&file.campaigns),
            categories: file.categories.iter().map(|(category, words)| (*category, list(words))).collect(),
        }
    }

    /// Whether a token says nothing about what is meant: a word of every plan, a verb, a filler, a number or a single letter.
    #[must_use]
    pub fn is_generic(&self, token: &str) -> bool {
        self.generic.contains(token)
            || self.verbs.contains(token)
            || self.fillers.contains(token)
            || self.stops.contains(token)
            || token.chars().all(|c| c.is_ascii_digit() || "年月日号时分%.第轮批期届".contains(c))
    }

    /// Whether a name ends in a word for a programme, mechanism, campaign, platform or institution, and is more than that word.
    #[must_use]
    pub fn ends_in_head(&self, text: &str) -> bool {
        self.heads.iter().any(|head| text.len() > head.len() && text.ends_with(head.as_str()))
    }

    /// Whether a candidate is a standing phrase of the Party or the State, and no campaign is named by it.
    #[must_use]
    pub fn is_slogan(&self, text: &str) -> bool {
        !self.campaigns.iter().any(|word| text.ends_with(word.as_str())) && self.slogans.iter().any(|slogan| text.contains(slogan.as_str()))
    }

    /// The policy area that most of the words in `text` speak for.
    #[must_use]
    pub fn category_of(&self, text: &str) -> Option<Category> {
        let score = |words: &[String]| words.iter().map(|w| text.matches(w.as_str()).count() * w.chars().count()).sum::<usize>();
        let scored = self.categories.iter().map(|(category, words)| (score(words), std::cmp::Reverse(*category)));
        scored.max().filter(|(score, _)| *score > 0).map(|(_, category)| category.0)
    }
}

fn list(text: &str) -> Vec<String> {
    text.split_whitespace().map(|word| fold(word).text).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::initiative::Category;

    #[test]
    fn the_built_in_lists_can_be_read() {
        let words = Words::builtin();
        assert!(words.verbs.contains("推进") && words.fillers.contains("工作"));
        assert!(words.generic.contains("进1步"), "lists are folded as texts are");
        assert_eq!(words.categories.len(), 10);
    }

    #[test]
    fn a_policy_area_is_guessed_by_words() {
        let words = Words::builtin();
        assert_eq!(words.category_of("为老助餐点进社区"), Some(Category::Elderly));
        assert_eq!(words.category_of("好的"), None);
    }
}
