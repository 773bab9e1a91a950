//! How far a text says that a matter is: the verb that governs a mention, and its stage.
//!
//! In: a text and where an initiative is mentioned. Out: a [`Commitment`], or nothing where no verb of `assets/stages.toml` governs the mention
//! for certain. The verb stands in the mention's own clause: before it, as Chinese verbs do (深化垃圾分类), also at the head of a list
//! (推进甲、乙、丙); with the adverb of degree right before it (全面推进), which does not change its stage; or right behind it where the sentence tells a result (加装电梯完工13台). What stands in quotation marks or inside the
//! mention itself is part of a name and no verb.

use std::cmp::Reverse;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::sayings::is_clause_end;
use crate::text::Span;

const ASSET: &str = include_str!("../../assets/stages.toml");

/// A clause is looked for so far to each side of a mention, in characters.
const MAX_CLAUSE: usize = 90;
/// Verbs of one chain stand so near to each other, in characters: 深化和拓展, 持续推进、巩固.
const MAX_LINK: usize = 2;
/// A verb governs what stands up to so many characters behind it.
const MAX_BEFORE: usize = 45;
/// A result stands at most so many characters behind what it is said of.
const MAX_AFTER: usize = 8;

/// How far a matter is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 探索, 研究, 试点
    Explore,
    /// 推进, 开展, 落实
    Advance,
    /// 深化, 巩固, 铺开
    Deepen,
    /// 完成, 建成, 实现
    Complete,
}

impl Stage {
    /// All, from the first to the last.
    pub const ALL: [Self; 4] = [Self::Explore, Self::Advance, Self::Deepen, Self::Complete];

    /// For people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Explore => "探索",
            Self::Advance => "推进",
            Self::Deepen => "深化",
            Self::Complete => "完成",
        }
    }

    /// From one to four.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Explore => 1,
            Self::Advance => 2,
            Self::Deepen => 3,
            Self::Complete => 4,
        }
    }

    fn of_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.number() == number)
    }
}

/// The verb that governs a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commitment {
    /// How far.
    pub stage: Stage,
    /// Where the verb stands.
    pub verb: Span,
    /// What such a verb tells, in Chinese.
    pub why: &'static str,
}

#[derive(Deserialize)]
struct File {
    none: String,
    degree: String,
    group: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    stage: u8,
    why: String,
    verbs: String,
}

/// The verbs, asked through one automaton.
#[derive(Debug, Default)]
struct Verbs {
    automaton: Option<AhoCorasick>,
    /// By pattern.
    uses: Vec<Use>,
    /// By group.
    reasons: Vec<String>,
}

/// What a word of the list is.
#[derive(Debug, Clone, Copy)]
enum Use {
    /// Holds a verb and is none.
    None,
    /// Says with how much force or how widely, and leaves the stage to the verb behind it.
    Degree,
    /// A verb of a stage, of a group.
    Verb(Stage, usize),
}

static VERBS: LazyLock<Verbs> = LazyLock::new(Verbs::builtin);

impl Verbs {
    /// The built-in list; an empty one where the asset is broken, which a test rules out.
    fn builtin() -> Self {
        toml::from_str::<File>(ASSET).map(|file| Self::of(&file)).unwrap_or_default()
    }

    fn of(file: &File) -> Self {
        let none = file.none.split_whitespace().map(|word| (word, Use::None));
        let mut words: Vec<(&str, Use)> = none.chain(file.degree.split_whitespace().map(|word| (word, Use::Degree))).collect();
        for (k, group) in file.group.iter().enumerate() {
            let usage = Stage::of_number(group.stage).map_or(Use::None, |stage| Use::Verb(stage, k));
            words.extend(group.verbs.split_whitespace().map(|word| (word, usage)));
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words.iter().map(|(word, _)| word)).ok();
        let reasons = file.group.iter().map(|group| group.why.clone()).collect();
        Self { automaton, uses: words.into_iter().map(|(_, usage)| usage).collect(), reasons }
    }

    /// The verbs of a clause, by place, each with the adverb of degree right before it; none overlap.
    fn find(&self, clause: &str) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut degree: Option<(usize, usize)> = None;
        for m in self.automaton.iter().flat_map(|automaton| automaton.find_iter(clause)) {
            let start = degree.take().filter(|(_, end)| *end == m.start()).map_or(m.start(), |(start, _)| start);
            match self.uses.get(m.pattern().as_usize()).copied().unwrap_or(Use::None) {
                Use::None => {}
                Use::Degree => degree = Some((start, m.end())),
                Use::Verb(stage, group) => hits.push(Hit { start, end: m.end(), stage, group }),
            }
        }
        hits
    }
}

/// A verb in a clause, in bytes of the clause.
#[derive(Debug, Clone, Copy)]
struct Hit {
    start: usize,
    end: usize,
    stage: Stage,
    group: usize,
}

/// The verb that governs the mention at `mention`; the strongest, where several do.
#[must_use]
pub fn commitment(text: &str, mention: Span) -> Option<Commitment> {
    let clause = clause(text, mention);
    let body = clause.of(text);
    let at = (mention.start.0 - clause.start.0, mention.end.0 - clause.start.0);
    let named = names(body);
    let within = |hit: &Hit, from: usize, to: usize| hit.start < to && from < hit.end;
    let of_name = |hit: &Hit| within(hit, at.0, at.1) || named.iter().any(|name| within(hit, name.start.0, name.end.0));
    let hits: Vec<Hit> = VERBS.find(body).into_iter().filter(|hit| !of_name(hit)).collect();
    let behind = hits.partition_point(|hit| hit.end <= at.0);
    let before = chain_before(body, &hits[..behind], at.0);
    let after = hits.get(behind).filter(|hit| governs_back(body, hit, at.1, before.is_empty()));
    // 启动加装电梯试点: a trial stays a trial, whatever is done with it.
    let trial = after.filter(|hit| hit.stage == Stage::Explore);
    let chosen = trial.or_else(|| before.iter().chain(after).max_by_key(|hit| (hit.stage, Reverse(hit.start.abs_diff(at.0)))))?;
    Some(Commitment {
        stage: chosen.stage,
        verb: Span::new(clause.start.0 + chosen.start, clause.start.0 + chosen.end),
        why: VERBS.reasons.get(chosen.group).map_or("", String::as_str),
    })
}

/// The last verb before the mention and those that stand right before that one. A verb that ends an item of a list (收运全覆盖、) is said of
/// that item, unless another verb follows at once (推进、巩固).
fn chain_before<'h>(body: &str, hits: &'h [Hit], at: usize) -> &'h [Hit] {
    let chars = |from: usize, to: usize| body.get(from..to).map_or(usize::MAX, |gap| gap.chars().count());
    let ends_item = |hit: &Hit| body.get(hit.end..).is_some_and(|rest| rest.starts_with('、'));
    let Some(last) = hits.iter().rposition(|hit| !ends_item(hit)).filter(|k| chars(hits[*k].end, at) <= MAX_BEFORE) else { return &[] };
    let mut first = last;
    while first > 0 && chars(hits[first - 1].end, hits[first].start) <= MAX_LINK {
        first -= 1;
    }
    &hits[first..=last]
}

/// Whether a verb behind the mention is said of it: near, in no other item of the list; beside a verb before it only a result or a trial.
fn governs_back(body: &str, hit: &Hit, at: usize, alone: bool) -> bool {
    let gap = body.get(at..hit.start).unwrap_or_default();
    let near = gap.chars().count() <= MAX_AFTER && !gap.contains(['、', '（', '(', '”', '》', '和', '与', '及']);
    near && (alone || matches!(hit.stage, Stage::Complete | Stage::Explore))
}

/// From comma to comma around a mention.
fn clause(text: &str, mention: Span) -> Span {
    let before = text.get(..mention.start.0).unwrap_or_default();
    let after = text.get(mention.end.0..).unwrap_or_default();
    let mut start = mention.start.0;
    for (at, c) in before.char_indices().rev().take(MAX_CLAUSE) {
        if is_clause_end(c) {
            break;
        }
        start = at;
    }
    let mut end = mention.end.0;
    for (at, c) in after.char_indices().take(MAX_CLAUSE) {
        if is_clause_end(c) {
            break;
        }
        end = mention.end.0 + at + c.len_utf8();
    }
    Span::new(start, end)
}

/// What stands in quotation marks or in 《》.
fn names(body: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, c) in body.char_indices() {
        match (c, open) {
            ('“', _) => open = Some(('”', at)),
            ('《', _) => open = Some(('》', at)),
            ('「', _) => open = Some(('」', at)),
            (c, Some((close, from))) if c == close => {
                out.push(Span::new(from, at + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{ASSET, File, Stage, VERBS, commitment};
    use crate::text::Span;

    /// The verb and the stage of the mention in square brackets.
    fn read(marked: &str) -> Option<(String, Stage)> {
        let (from, to) = (marked.find('[').expect("["), marked.find(']').expect("]"));
        let text = marked.replace(['[', ']'], "");
        let found = commitment(&text, Span::new(from, to - 1))?;
        Some((found.verb.of(&text).to_owned(), found.stage))
    }

    fn is(marked: &str, verb: &str, stage: Stage) {
        assert_eq!(read(marked), Some((verb.to_owned(), stage)), "{marked}");
    }

    #[test]
    fn the_asset_is_whole_and_each_word_has_one_stage() {
        let file: File = toml::from_str(ASSET).expect("the asset");
        assert!(VERBS.automaton.is_some() && VERBS.reasons.iter().all(|why| !why.is_empty()));
        let mut stages: BTreeMap<&str, u8> = BTreeMap::new();
        for group in &file.group {
            assert!((1..=4).contains(&group.stage), "{}", group.stage);
            for word in group.verbs.split_whitespace() {
                assert_eq!(stages.insert(word, group.stage).filter(|other| *other != group.stage), None, "{word} has two stages");
            }
        }
        assert!(stages.len() > 200);
        assert!(!file.degree.trim().is_empty());
        for word in file.degree.split_whitespace() {
            assert!(!stages.contains_key(word) && !file.none.split_whitespace().any(|none| none == word), "{word} is a degree only");
        }
        for word in file.none.split_whitespace() {
            assert!(!stages.contains_key(word), "{word} is a verb and none");
            assert!(!VERBS.find(word).iter().any(|h| h.end - h.start == word.len()), "{word}");
        }
    }

    #[test]
    fn the_verb_before_the_mention_governs_it() {
        is("探索[垃圾分类]新模式", "探索", Stage::Explore);
        is("推进[垃圾分类]工作", "推进", Stage::Advance);
        is("同时，深化[垃圾分类]成果。推进其他工作", "深化", Stage::Deepen);
        is("全年完成[加装电梯]20台", "完成", Stage::Complete);
        is("推进一网通办、美丽街区、[加装电梯]等工作", "推进", Stage::Advance);
    }

    #[test]
    fn what_weakens_or_strengthens_a_verb_counts_with_it() {
        is("探索推进[加装电梯]", "探索推进", Stage::Explore);
        is("力争完成[加装电梯]20台", "力争完成", Stage::Deepen);
        is("启动[加装电梯]试点", "试点", Stage::Explore);
        is("开展试点[加装电梯]", "开展试点", Stage::Explore);
    }

    #[test]
    fn an_adverb_of_degree_leaves_the_stage_to_its_verb() {
        for (degree, plain) in [
            ("全面推进[加装电梯]", "推进[加装电梯]"),
            ("全面启动[口袋公园]建设", "启动[口袋公园]建设"),
            ("全域推行[垃圾分类]", "推行[垃圾分类]"),
            ("全力抓好[防汛防台]", "抓好[防汛防台]"),
            ("切实做好[适老化改造]", "做好[适老化改造]"),
            ("全面深化[河长制]", "深化[河长制]"),
            ("全面巩固[创卫]成果", "巩固[创卫]成果"),
            ("全面完成[雨污分流]", "完成[雨污分流]"),
            ("全面大力推广[智慧养老]", "推广[智慧养老]"),
        ] {
            let (with, without) = (read(degree).expect(degree), read(plain).expect(plain));
            assert_eq!(with.1, without.1, "{degree}");
            assert!(with.0.ends_with(&without.0) && degree.starts_with(&with.0), "{degree}: the adverb stands with its verb: {}", with.0);
        }
        assert_eq!(read("全面[垃圾分类]"), None, "alone it says nothing of how far the matter is");
        is("推进[垃圾分类]全面工作", "推进", Stage::Advance);
        is("全面、持续深化[河长制]", "持续深化", Stage::Deepen);
        is("在全市铺开[加装电梯]", "铺开", Stage::Deepen);
        is("全面铺开[加装电梯]", "全面铺开", Stage::Deepen);
        assert_eq!(read("全面推进会上的[垃圾分类]"), None, "a noun behind it stays a noun");
    }

    #[test]
    fn of_a_chain_of_verbs_the_strongest_counts() {
        is("推进、巩固[垃圾分类]成果", "巩固", Stage::Deepen);
        is("推进平安建设和深化[垃圾分类]", "深化", Stage::Deepen);
        is("推进垃圾箱式化收运全覆盖、[两网融合]中转站", "推进", Stage::Advance);
        is("深化基层治理和推进[垃圾分类]", "推进", Stage::Advance);
    }

    #[test]
    fn a_result_stands_behind() {
        is("[加装电梯]完工13台", "完工", Stage::Complete);
        is("推进[垃圾分类]实现全覆盖", "实现全覆盖", Stage::Complete);
        assert_eq!(read("[加装电梯]、美丽街区深化"), None, "another item's verb");
        is("推进[加装电梯]、完成美丽街区", "推进", Stage::Advance);
    }

    #[test]
    fn names_nouns_and_denials_are_no_verbs() {
        assert_eq!(read("“探索者”计划中的[垃圾分类]"), None);
        assert_eq!(read("《关于推进文明创建的意见》与[垃圾分类]"), None);
        assert_eq!(read("推进会上的[垃圾分类]"), None);
        assert_eq!(read("尚未完成[加装电梯]"), None);
        assert_eq!(read("推进工作，[垃圾分类]"), None, "another clause");
        assert_eq!(read("[深化改革]"), None, "the name itself");
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_the_verb_stands_in_it(text in "[探索推进深化完成垃圾分类，。、“”《》（）a0\n]{0,60}", from in 0_usize..60, len in 0_usize..12) {
            let bounds: Vec<usize> = text.char_indices().map(|(k, _)| k).chain([text.len()]).collect();
            let start = bounds[from.min(bounds.len() - 1)];
            let end = bounds[(from + len).min(bounds.len() - 1)].max(start);
            if let Some(found) = commitment(&text, Span::new(start, end)) {
                prop_assert!(!found.verb.is_empty() && !found.verb.of(&text).is_empty());
                prop_assert!(!found.verb.overlaps(Span::new(start, end)));
                prop_assert!(!found.verb.of(&text).contains(['，', '。', '\n']));
            }
        }
    }
}
