//! The standing phrases of `assets/formulae.toml`, ready to be found.
//!
//! In: the letters of a statement, without marks. Out: [`Found`] phrases and the words that are ordinary in such language. The lists are
//! data, so that they can be read and extended; no initiative stands there by name.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::text::{fold_text, is_letter_or_figure};

const ASSET: &str = include_str!("../../../assets/formulae.toml");
/// The longest gap in a phrase, in characters.
const MAX_GAP: usize = 30;

#[derive(Deserialize, Default)]
struct File {
    formula: Vec<Kind>,
    ordinary: Ordinary,
}

#[derive(Deserialize, Default)]
struct Kind {
    kind: String,
    phrases: String,
}

#[derive(Deserialize, Default)]
struct Ordinary {
    words: String,
}

/// A standing phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// First byte in the letters.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Index of its kind.
    pub kind: usize,
}

/// The phrases and the ordinary words.
#[derive(Debug)]
pub struct Phrases {
    /// What the kinds are called.
    kinds: Vec<String>,
    /// Kind and parts of each phrase; parts are numbers of the automaton's patterns.
    phrases: Vec<(usize, Vec<usize>)>,
    /// By part the phrases that begin with it, as indexes.
    by_first: Vec<Vec<usize>>,
    parts: Option<AhoCorasick>,
    ordinary: Option<AhoCorasick>,
}

impl Phrases {
    /// The lists built into the program; empty ones if they are broken, which a test rules out.
    pub fn builtin() -> Self {
        Self::of(toml::from_str(ASSET).unwrap_or_default())
    }

    fn of(file: File) -> Self {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut phrases: Vec<(usize, Vec<usize>)> = Vec::new();
        for (kind, list) in file.formula.iter().enumerate() {
            for phrase in list.phrases.split_whitespace() {
                let parts = phrase.split('…').map(letters).filter(|part| !part.is_empty());
                let numbered = parts.map(|part| {
                    let next = numbers.len();
                    *numbers.entry(part).or_insert(next)
                });
                phrases.push((kind, numbered.collect()));
            }
        }
        let mut parts: Vec<(usize, String)> = numbers.into_iter().map(|(part, number)| (number, part)).collect();
        parts.sort_unstable();
        let mut by_first: Vec<Vec<usize>> = vec![Vec::new(); parts.len()];
        for (k, (_, parts)) in phrases.iter().enumerate() {
            let slot = parts.first().and_then(|first| by_first.get_mut(*first));
            slot.into_iter().for_each(|phrases| phrases.push(k));
        }
        let ordinary: Vec<String> = file.ordinary.words.split_whitespace().map(letters).collect();
        Self {
            kinds: file.formula.into_iter().map(|list| list.kind).collect(),
            phrases,
            by_first,
            parts: AhoCorasick::new(parts.into_iter().map(|(_, part)| part)).ok(),
            ordinary: AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(ordinary).ok(),
        }
    }

    /// What a kind is called.
    pub fn kind(&self, kind: usize) -> &str {
        self.kinds.get(kind).map_or("", String::as_str)
    }

    /// The phrases in a text of letters, by place.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let found = self.parts.iter().flat_map(|parts| parts.find_overlapping_iter(text));
        let mut met: Vec<(usize, (usize, usize))> = found.map(|m| (m.pattern().as_usize(), (m.start(), m.end()))).collect();
        // Stable: the places of one part stay in order.
        met.sort_by_key(|(part, _)| *part);
        let places = |part: usize| {
            let from = met.partition_point(|m| m.0 < part);
            met[from..].iter().take_while(move |m| m.0 == part).map(|m| m.1)
        };
        let mut out = Vec::new();
        for same in met.chunk_by(|a, b| a.0 == b.0) {
            for (kind, parts) in self.by_first[same[0].0].iter().map(|k| &self.phrases[*k]) {
                let mut chains: Vec<(usize, usize)> = same.iter().map(|m| m.1).collect();
                for part in &parts[1..] {
                    chains = places(*part).filter_map(|next| chained(text, &chains, next)).collect();
                }
                out.extend(chains.into_iter().map(|(start, end)| Found { start, end, kind: *kind }));
            }
        }
        out.sort_unstable();
        out
    }

    /// Byte ranges of the ordinary words in a text of letters.
    pub fn ordinary(&self, text: &str) -> Vec<(usize, usize)> {
        self.ordinary.iter().flat_map(|words| words.find_iter(text)).map(|found| (found.start(), found.end())).collect()
    }
}

/// The nearest chain that ends before the part, with it.
fn chained(text: &str, chains: &[(usize, usize)], next: (usize, usize)) -> Option<(usize, usize)> {
    let reached = |chain: &&(usize, usize)| chain.1 <= next.0 && text[chain.1..next.0].chars().count() <= MAX_GAP;
    chains.iter().filter(reached).max_by_key(|chain| chain.0).map(|chain| (chain.0, next.1))
}

/// The folded letters and digits of a text.
pub fn letters(text: &str) -> String {
    let mut out = fold_text(text);
    out.retain(is_letter_or_figure);
    out
}

#[cfg(test)]
mod tests {
    use super::{Phrases, letters};

    fn found(text: &str) -> Vec<String> {
        let (phrases, text) = (Phrases::builtin(), letters(text));
        phrases.find(&text).iter().map(|f| format!("{}：{}", phrases.kind(f.kind), &text[f.start..f.end])).collect()
    }

    #[test]
    fn the_lists_are_read() {
        let phrases = Phrases::builtin();
        assert!(phrases.kinds.len() > 5 && phrases.phrases.len() > 100 && phrases.parts.is_some() && phrases.ordinary.is_some());
    }

    #[test]
    fn a_gap_is_bridged_within_reach_only() {
        assert!(found("以党的十九大精神为指导").contains(&"指导思想：以党的19大精神为指导".to_owned()));
        assert!(found(&format!("以{}为指导", "花".repeat(31))).is_empty());
        assert!(found("为指导员以身作则点赞").is_empty(), "the parts stand the other way round");
    }

    #[test]
    fn marks_and_quotes_make_no_difference() {
        assert_eq!(found("增强“四个意识”"), found("增强四个 意识"));
        assert!(!found("增强“四个意识”").is_empty());
    }
}
