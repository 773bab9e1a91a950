//! How offices write of beginning, doing and finishing: the word lists of `assets/followups.toml`.
//!
//! In: the asset's text. Out: [`Vocabulary`], which answers questions about a clause. The lists are data, so that who knows official Chinese
//! better than Rust can mend them; no initiative and no object stands in them.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use serde::Deserialize;

use crate::text::{Span, fold, is_letter_or_figure};

const ASSET: &str = include_str!("../../../assets/followups.toml");

#[derive(Deserialize, Default)]
struct File {
    verbs: String,
    adverbs: String,
    deliver: String,
    done: String,
    begun: String,
    unfinished: String,
    still: String,
    soft: String,
    purpose: String,
    basis: String,
    ground: String,
    formulae: String,
    all: String,
    common: String,
    counters: String,
    alike: Vec<String>,
}

/// A list of folded words, asked through one automaton. One that could not be made, which a test rules out, finds nothing.
#[derive(Debug, Default)]
pub struct List {
    words: Vec<String>,
    automaton: Option<AhoCorasick>,
}

impl List {
    fn new(text: &str) -> Self {
        let mut words: Vec<String> = text.split_whitespace().map(|word| fold(word).text).filter(|word| !word.is_empty()).collect();
        words.sort();
        words.dedup();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Both).build(&words).ok();
        Self { words, automaton }
    }

    /// The first word of the list in `text`, the longest of those that begin there.
    pub fn first_in(&self, text: &str) -> Option<&str> {
        self.spans(text).next().and_then(|(word, _)| self.words.get(word)).map(String::as_str)
    }

    /// Whether a word of the list stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.spans(text).next().is_some()
    }

    /// The longest word of the list that `text` begins with.
    pub fn opening<'t>(&self, text: &'t str) -> Option<&'t str> {
        let here = Input::new(text).anchored(Anchored::Yes);
        self.automaton.as_ref()?.find(here).map(|found| &text[found.range()])
    }

    /// Where words of the list stand in `text`, one after another, each with its index in the list.
    pub fn spans<'s>(&'s self, text: &'s str) -> impl Iterator<Item = (usize, Span)> + 's {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        found.map(|m| (m.pattern().as_usize(), Span::new(m.start(), m.end())))
    }
}

/// The lists.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Verbs that open an item.
    pub verbs: List,
    /// What stands before the verb.
    pub adverbs: List,
    /// Verbs after which something is there, or a defined act is done.
    pub deliver: List,
    /// Words that say that it is finished.
    pub done: List,
    /// Words that say that it is taken up and not more.
    pub begun: List,
    /// Words that say that it was not reached.
    pub unfinished: List,
    /// Openers of a clause that says that the thing before it is still being done.
    pub still: List,
    /// Verbs that promise endeavour and no thing.
    pub soft: List,
    /// Openers of a clause that names an end.
    pub purpose: List,
    /// Openers of a clause on which the next one rests.
    pub basis: List,
    /// What a clause that names nothing but its ground ends with.
    pub ground: List,
    /// Parts of standing phrases.
    pub formulae: List,
    /// That a thing reaches everyone.
    pub all: List,
    /// Words of every plan: all of the above and more.
    pub common: List,
    /// What counts things.
    pub counters: List,
    /// Words that stand for one another.
    alike: List,
    /// For each of them the word that stands for all of its meaning.
    meanings: Vec<String>,
}

impl Vocabulary {
    /// The built-in lists; empty ones where the asset is broken, which a test rules out.
    pub fn builtin() -> Self {
        toml::from_str::<File>(ASSET).map(|file| Self::of(&file)).unwrap_or_default()
    }

    fn of(file: &File) -> Self {
        let common =
            [&file.common, &file.verbs, &file.adverbs, &file.deliver, &file.done, &file.begun, &file.soft].map(String::as_str).join(" ");
        let alike = List::new(&file.alike.join(" "));
        let lines = file.alike.iter().map(|line| line.split_whitespace().map(|word| fold(word).text).collect::<Vec<String>>());
        let meaning: BTreeMap<String, String> =
            lines.flat_map(|line| line.clone().into_iter().map(move |word| (word, line[0].clone()))).collect();
        let meanings = alike.words.iter().map(|word| meaning.get(word).unwrap_or(word).clone()).collect();
        Self {
            alike,
            meanings,
            verbs: List::new(&file.verbs),
            adverbs: List::new(&file.adverbs),
            deliver: List::new(&file.deliver),
            done: List::new(&file.done),
            begun: List::new(&file.begun),
            unfinished: List::new(&file.unfinished),
            still: List::new(&file.still),
            soft: List::new(&file.soft),
            purpose: List::new(&file.purpose),
            basis: List::new(&file.basis),
            ground: List::new(&file.ground),
            formulae: List::new(&file.formulae),
            all: List::new(&file.all),
            common: List::new(&common),
            counters: List::new(&file.counters),
        }
    }

    /// A folded text with each word that stands for others replaced by the one that stands for all.
    pub fn by_meaning(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (word, span) in self.alike.spans(text) {
            out.push_str(&text[at..span.start.0]);
            out.push_str(self.meanings.get(word).map_or(span.of(text), String::as_str));
            at = span.end.0;
        }
        out.push_str(&text[at..]);
        out
    }

    /// A folded clause without the adverbs that it opens with.
    pub fn without_adverbs<'t>(&self, clause: &'t str) -> &'t str {
        let mut rest = clause;
        // A verb that is an adverb before another one (加快推进) stays where nothing but an object follows.
        while let Some(word) = self.adverbs.opening(rest) {
            rest = &rest[word.len()..];
        }
        if rest.is_empty() { clause } else { rest }
    }

    /// A clause without the adverbs and the verb that it opens with; as it is where nothing else stands in it.
    pub fn without_verb<'t>(&self, clause: &'t str) -> &'t str {
        let core = self.without_adverbs(clause);
        let rest = self.verbs.opening(core).map_or(core, |verb| &core[verb.len()..]);
        if rest.is_empty() { clause } else { rest }
    }

    /// Whether a folded clause opens with a verb, adverbs before it aside.
    pub fn opens_with_verb(&self, clause: &str) -> bool {
        self.verbs.opening(clause).is_some() || self.verbs.opening(self.without_adverbs(clause)).is_some()
    }

    /// Whether a folded clause says only on what another rests: 按照市委要求, 以创建为契机.
    pub fn is_ground(&self, clause: &str) -> bool {
        self.basis.opening(clause).is_some() && self.ground.spans(clause).any(|(_, span)| span.end.0 == clause.len())
    }

    /// Whether a folded text begins with a number of things: 2个, 一批.
    pub fn opens_with_count(&self, text: &str) -> bool {
        let rest = text
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '两' | '百' | '千' | '万' | '亿' | '余' | '多' | '几'));
        rest.len() < text.len() && self.counters.opening(rest).is_some()
    }

    /// Whether a folded text holds more than words of every plan.
    pub fn says_something(&self, text: &str) -> bool {
        let known: usize = self.common.spans(text).map(|(_, span)| span.of(text).chars().count()).sum();
        text.chars().filter(|c| is_letter_or_figure(*c)).count() > known + 1
    }

    /// The numbers of things that a folded text counts, as written: 1 of 一支队伍, 10 of “十个一”. Dates, versions and codes count nothing.
    pub fn counts<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(from) = text[at..].find(|c: char| c.is_ascii_digit()).map(|k| at + k) {
            let len = text[from..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - from);
            at = from + len;
            let before = text[..from].chars().next_back();
            if !matches!(before, Some('.' | '+' | '第' | '-' | '*')) && self.counters.opening(&text[at..]).is_some() {
                out.push(&text[from..at]);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Vocabulary};
    use crate::text::fold;

    #[test]
    fn the_asset_can_be_read() {
        let file: Result<File, _> = toml::from_str(super::ASSET);
        assert!(file.is_ok(), "{:?}", file.err());
        let words = Vocabulary::builtin();
        for list in [&words.verbs, &words.deliver, &words.done, &words.begun, &words.unfinished, &words.formulae, &words.common] {
            assert!(list.automaton.is_some() && list.words.len() > 5);
        }
    }

    #[test]
    fn verbs_are_seen_through_adverbs() {
        let words = Vocabulary::builtin();
        for clause in ["新建2个点", "全力推进旧改", "进一步加强管理", "年内完成改造"] {
            assert!(words.opens_with_verb(&fold(clause).text), "{clause}");
        }
        for clause in ["居民区书记", "老人就餐", "管理水平"] {
            assert!(!words.opens_with_verb(clause), "{clause}");
        }
    }

    #[test]
    fn words_for_one_thing_become_one() {
        let words = Vocabulary::builtin();
        assert_eq!(words.by_meaning("拆除违法建筑3处"), words.by_meaning("拆除违建3处"));
        assert_eq!(words.by_meaning("没有这样的词"), "没有这样的词");
    }

    #[test]
    fn grounds_are_told_from_acts() {
        let words = Vocabulary::builtin();
        assert!(words.is_ground("按照上级部署要求") && words.is_ground("以创建文明城区为契机") && words.is_ground("对标一流定位"));
        assert!(!words.is_ground("围绕老人需求建设助餐点") && !words.is_ground("建立要求清单"));
    }

    #[test]
    fn counts_are_told_from_numbers() {
        let words = Vocabulary::builtin();
        assert!(words.opens_with_count("4条步道") && words.opens_with_count("两个点") && !words.opens_with_count("4分钟"));
        assert_eq!(words.counts("组建1支队伍、新增12个点"), ["1", "12"]);
        assert!(words.counts("1网统管、第3次会议、2021年、1+3+n").is_empty());
    }
}
