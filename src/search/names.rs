//! Things found by their names: whole, in part, by the syllables or the initials of their pinyin, or with gaps.
//!
//! In: the names of things (each may have several: a command its Chinese and its English one), and what someone types. Out: the things whose
//! names fit, best first, and which characters of the name made it fit. `ljfl`, `lajifenlei`, `垃圾fl` and `分类` all find 垃圾分类. A
//! character that is read in several ways is found by each of them. Made once for a set of names, so that each key stroke only compares: a
//! set of positions in the query that may be reached is carried from character to character, never a tree of tries.

use pinyin::ToPinyinMulti;
use unicode_normalization::UnicodeNormalization;

use crate::compare::Comparison;

/// Of a word that is typed so many characters count: they are bits of a number.
const MAX_QUERY: usize = 60;
/// Of a name so many characters count.
const MAX_NAME: usize = 160;
/// A find with gaps may leave out so many stretches.
const MAX_GAPS: u32 = 3;

/// How well a name fits, by what of it was typed: a later kind is better than any of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Its characters or initials, with others between them.
    Gaps,
    /// Its pinyin, somewhere.
    Sounds,
    /// Its pinyin, from the beginning.
    SoundsFromStart,
    /// Its own characters, somewhere.
    Inside,
    /// Its own characters, from the beginning.
    Start,
    /// All of it.
    Whole,
}

/// A thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundName {
    /// Which, in the order of the names.
    pub index: usize,
    /// How well it fits: of several words that were typed, the one that fits least.
    pub fit: Fit,
    /// Characters of its first name that made it fit, ascending; none where another of its names did.
    pub marked: Vec<usize>,
    /// Characters that its name has beyond what was typed, and what gaps cost: the fewer the better.
    pub rest: usize,
}

/// A set of things by their names.
#[derive(Debug, Clone, Default)]
pub struct Names {
    things: Vec<Vec<Name>>,
}

/// A name, character by character.
#[derive(Debug, Clone)]
struct Name(Vec<Letter>, Kinds);

/// Which letters there are in a name or its sounds, a bit for each kind: most names lack one of a word's and need no closer look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Kinds(u64);

impl Kinds {
    /// The kind of a letter: its own for each Latin one and each figure, one of some for others.
    const fn of(c: char) -> Self {
        Self(match c {
            'a'..='z' => 1 << (c as u32 - 'a' as u32),
            'ü' => Self::of('v').0,
            '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
            _ => 1 << (36 + c as u32 % 28),
        })
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn has(self, all: Self) -> bool {
        all.0 & !self.0 == 0
    }
}

#[derive(Debug, Clone)]
struct Letter {
    /// Folded: of one width, small.
    char: char,
    /// Its place in the name, in characters.
    at: usize,
    /// How it is read.
    syllables: Vec<&'static str>,
    /// Whether a word begins here: each Han character is one.
    begins: bool,
}

impl Names {
    /// The set of these things; of each its names, the one that is shown first.
    pub fn new<'a, I: IntoIterator<Item = &'a str>>(things: impl IntoIterator<Item = I>) -> Self {
        Self { things: things.into_iter().map(|names| names.into_iter().map(Name::new).collect()).collect() }
    }

    /// Those of a comparison's initiatives, in their order.
    #[must_use]
    pub fn of_initiatives(comparison: &Comparison) -> Self {
        Self::new(comparison.initiatives.iter().map(|initiative| [initiative.name.as_str()]))
    }

    /// How many things there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// The things that fit all words of `query`, best first; of the same fit the shorter name, then the earlier thing. A query without
    /// letters and figures finds nothing.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<FoundName> {
        let with_kinds = |word: Vec<char>| {
            let kinds = word.iter().copied().map(Kinds::of).fold(Kinds::default(), Kinds::and);
            (word, kinds)
        };
        let words: Vec<_> = query.split_whitespace().map(folded).filter(|word| !word.is_empty()).map(with_kinds).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<FoundName> =
            self.things.iter().enumerate().filter_map(|(index, names)| found_by(index, names, &words)).collect();
        found.sort_by(|a, b| b.fit.cmp(&a.fit).then(a.rest.cmp(&b.rest)).then(a.index.cmp(&b.index)));
        found
    }
}

/// One thing against all words.
fn found_by(index: usize, names: &[Name], words: &[(Vec<char>, Kinds)]) -> Option<FoundName> {
    let mut all = FoundName { index, fit: Fit::Whole, marked: Vec::new(), rest: 0 };
    for (word, kinds) in words {
        let fits = names.iter().enumerate().filter_map(|(k, name)| name.fits(word, *kinds).map(|hit| (k, hit)));
        let (k, hit) = fits.max_by(|(a, x), (b, y)| x.fit.cmp(&y.fit).then(y.rest.cmp(&x.rest)).then(b.cmp(a)))?;
        all.fit = all.fit.min(hit.fit);
        all.rest += hit.rest;
        if k == 0 {
            all.marked.extend(hit.marked);
        }
    }
    if words.len() > 1 {
        // Each word alone is only a part.
        all.fit = all.fit.min(Fit::Inside);
    }
    all.marked.sort_unstable();
    all.marked.dedup();
    Some(all)
}

/// How one word fits one name.
struct Hit {
    fit: Fit,
    marked: Vec<usize>,
    rest: usize,
}

impl Name {
    fn new(name: &str) -> Self {
        let mut letters = Vec::new();
        let mut before = ' ';
        for (at, source) in name.chars().take(MAX_NAME).enumerate() {
            for char in fold_char(source) {
                if char.is_alphanumeric() {
                    let syllables = if char.is_ascii() { Vec::new() } else { syllables(char) };
                    let begins = !char.is_ascii() || !before.is_ascii_alphanumeric() || before.is_ascii_digit() != char.is_ascii_digit();
                    letters.push(Letter { char, at, syllables, begins });
                }
                before = char;
            }
        }
        let sounds = |letter: &Letter| letter.syllables.iter().flat_map(|s| s.chars()).map(Kinds::of).fold(Kinds::default(), Kinds::and);
        let kinds = letters.iter().map(|letter| Kinds::of(letter.char).and(sounds(letter))).fold(Kinds::default(), Kinds::and);
        Self(letters, kinds)
    }

    fn fits(&self, word: &[char], kinds: Kinds) -> Option<Hit> {
        if !self.1.has(kinds) {
            return None;
        }
        let rest = self.0.len().saturating_sub(word.len());
        if let Some((first, last)) = self.run(word, false) {
            let fit = match (first, rest) {
                (0, 0) => Fit::Whole,
                (0, _) => Fit::Start,
                _ => Fit::Inside,
            };
            return Some(Hit { fit, marked: self.places(first..=last), rest });
        }
        if let Some((first, last)) = self.run(word, true) {
            let fit = if first == 0 { Fit::SoundsFromStart } else { Fit::Sounds };
            return Some(Hit { fit, marked: self.places(first..=last), rest: self.0.len() - (last - first + 1) });
        }
        let (cost, letters) = self.with_gaps(word)?;
        Some(Hit { fit: Fit::Gaps, marked: letters.iter().map(|k| self.0[*k].at).collect(), rest: rest + cost as usize * 8 })
    }

    fn places(&self, letters: std::ops::RangeInclusive<usize>) -> Vec<usize> {
        self.0[letters].iter().map(|letter| letter.at).collect()
    }

    /// The first run of letters that is the whole word, by their sounds too if `sounds`: its first and last letter.
    fn run(&self, word: &[char], sounds: bool) -> Option<(usize, usize)> {
        let done = 1_u64 << word.len();
        (0..self.0.len()).filter(|k| !sounds || self.0[*k].begins).find_map(|first| {
            let mut reached = 1_u64;
            for (k, letter) in self.0.iter().enumerate().skip(first) {
                reached = letter.step(word, reached, sounds);
                if reached & done != 0 {
                    return Some((first, k));
                }
                if reached == 0 {
                    return None;
                }
            }
            None
        })
    }

    /// The cheapest way to find the word with letters left out between its parts; each part begins where a word does. Its cost, and the
    /// letters.
    fn with_gaps(&self, word: &[char]) -> Option<(u32, Vec<usize>)> {
        // `ways[k][i]`: the first `i` characters are found and letter `k` was the last; what that cost and the letter before.
        let mut ways: Vec<Vec<Option<(u32, usize)>>> = Vec::with_capacity(self.0.len());
        // The cheapest of all letters so far.
        let mut best: Vec<Option<(u32, usize)>> = vec![None; word.len() + 1];
        let none = usize::MAX;
        for (k, letter) in self.0.iter().enumerate() {
            let mut way = vec![None; word.len() + 1];
            for i in 0..word.len() {
                let beside = k.checked_sub(1).and_then(|p| ways[p][i].map(|(cost, _)| (cost, p)));
                let apart = best[i].filter(|_| letter.begins).map(|(cost, p)| (cost + 1, p));
                let from = if i == 0 { letter.begins.then_some((u32::from(k > 0), none)) } else { min(beside, apart) };
                let Some((cost, before)) = from.filter(|(cost, _)| *cost <= MAX_GAPS) else { continue };
                let reached = letter.step(word, 1 << i, true);
                for to in (i + 1..=word.len()).filter(|to| reached & (1 << to) != 0) {
                    way[to] = min(way[to], Some((cost, before)));
                }
            }
            for (slot, (cost, _)) in best.iter_mut().zip(&way).filter_map(|(slot, w)| w.map(|w| (slot, w))) {
                *slot = min(*slot, Some((cost, k)));
            }
            ways.push(way);
        }
        let (cost, last) = best[word.len()]?;
        Some((cost, self.letters_of(&ways, word, last)))
    }

    /// The letters of a way, from its last one.
    fn letters_of(&self, ways: &[Vec<Option<(u32, usize)>>], word: &[char], last: usize) -> Vec<usize> {
        let mut letters = vec![last];
        let (mut at, mut found) = (last, word.len());
        while let Some(Some((_, before))) = ways.get(at).and_then(|way| way.get(found)).copied() {
            // How much of the word this letter took is what lies between it and the letter before.
            let Some(less) = (0..found).rev().find(|i| {
                self.0[at].step(word, 1 << i, true) & (1 << found) != 0
                    && (*i == 0 || ways.get(before).is_some_and(|way| way[*i].is_some()))
            }) else {
                break;
            };
            if less == 0 || before >= at {
                break;
            }
            letters.push(before);
            (at, found) = (before, less);
        }
        letters.reverse();
        letters
    }
}

fn min(a: Option<(u32, usize)>, b: Option<(u32, usize)>) -> Option<(u32, usize)> {
    match (a, b) {
        (Some(x), Some(y)) => Some(if y.0 < x.0 { y } else { x }),
        (a, b) => a.or(b),
    }
}

impl Letter {
    /// From the positions in `word` that are reached before this letter to those after it.
    fn step(&self, word: &[char], reached: u64, sounds: bool) -> u64 {
        let mut next = 0;
        let mut left = reached;
        while left != 0 {
            let i = left.trailing_zeros() as usize;
            left &= left - 1;
            let Some(rest) = word.get(i..).filter(|rest| !rest.is_empty()) else { continue };
            if rest[0] == self.char {
                next |= 1 << (i + 1);
            }
            if sounds {
                for syllable in &self.syllables {
                    let same = syllable.chars().zip(rest).take_while(|(a, b)| a == *b || (*a == 'ü' && **b == 'v')).count();
                    // Each beginning of the syllable is a way to go on: l, la.
                    for taken in 1..=same {
                        next |= 1 << (i + taken);
                    }
                }
            }
        }
        next
    }
}

/// The letters and figures of a word, folded.
fn folded(word: &str) -> Vec<char> {
    word.chars().flat_map(fold_char).filter(|c| c.is_alphanumeric()).take(MAX_QUERY).collect()
}

/// Of one width, small.
fn fold_char(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkc().flat_map(char::to_lowercase)
}

fn syllables(c: char) -> Vec<&'static str> {
    let mut all: Vec<&str> = c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Fit, Names};

    const NAMES: [&str; 9] =
        ["垃圾分类", "既有多层住宅加装电梯", "一网统管", "生活垃圾“两网融合”", "1+3+N", "绿色社区", "长江禁捕", "重点工程", "就业帮扶"];

    fn first(query: &str) -> Option<&'static str> {
        Names::new(NAMES.map(|n| [n])).find(query).first().map(|f| NAMES[f.index])
    }

    #[test]
    fn characters_syllables_initials_and_mixtures_find_a_name() {
        for query in ["垃圾分类", "垃圾分", "ljfl", "lajifenlei", "lajfl", "垃圾fl", "laji fenlei", "ＬＪＦＬ", "LJFL", "分类 垃圾"]
        {
            assert_eq!(first(query), Some("垃圾分类"), "{query}");
        }
        for (query, name) in [
            ("jzdt", "既有多层住宅加装电梯"),
            ("加电梯", "既有多层住宅加装电梯"),
            ("jydt", "既有多层住宅加装电梯"),
            ("两网融合", "生活垃圾“两网融合”"),
            ("shljlw", "生活垃圾“两网融合”"),
            ("13n", "1+3+N"),
            ("1+3", "1+3+N"),
            ("lvse", "绿色社区"),
            // Read in two ways: cháng and zhǎng, zhòng and chóng.
            ("cjjb", "长江禁捕"),
            ("zdgc", "重点工程"),
            ("cdgc", "重点工程"),
        ] {
            assert_eq!(first(query), Some(name), "{query}");
        }
        for query in ["", "  ", "…", "龙卷风", "qqq", "zzzz"] {
            assert_eq!(first(query), None, "{query}");
        }
    }

    #[test]
    fn whole_names_come_before_beginnings_and_those_before_parts_and_sounds() {
        let names = Names::new([["社区垃圾分类宣传"], ["垃圾分类宣传"], ["垃圾分类"], ["拉机分类"]]);
        let order: Vec<(usize, Fit)> = names.find("垃圾分类").into_iter().map(|f| (f.index, f.fit)).collect();
        assert_eq!(order, [(2, Fit::Whole), (1, Fit::Start), (0, Fit::Inside)]);
        let order: Vec<usize> = names.find("ljfl").into_iter().map(|f| f.index).collect();
        assert_eq!(order, [2, 3, 1, 0], "the shorter first, and those that begin so");
    }

    #[test]
    fn any_of_its_names_finds_a_thing_and_only_the_first_is_marked() {
        let names = Names::new([["打开文件…", "Open files…"], ["打开文件夹…", "Open folder…"]]);
        let by_english = names.find("open fo");
        assert_eq!((by_english[0].index, by_english[0].marked.len()), (1, 0));
        let by_sound = names.find("dkwj");
        assert_eq!((by_sound.len(), by_sound[0].index, by_sound[0].marked.clone()), (2, 0, vec![0, 1, 2, 3]));
        assert_eq!(names.find("of").len(), 2, "initials of English words");
    }

    #[test]
    fn the_characters_that_fit_are_marked() {
        let names = Names::new([["既有多层住宅加装电梯"]]);
        assert_eq!(names.find("jzdt")[0].marked, [6, 7, 8, 9]);
        assert_eq!(names.find("既有电梯")[0].marked, [0, 1, 8, 9]);
        assert_eq!(names.find("jydt")[0].marked, [0, 1, 8, 9]);
    }

    proptest! {
        #[test]
        fn nothing_typed_panics_and_marks_are_of_the_name(name in "\\PC{0,24}", query in "\\PC{0,90}") {
            let names = Names::new([[name.as_str()]]);
            for found in names.find(&query) {
                let count = name.chars().count();
                prop_assert!(found.marked.iter().all(|k| *k < count));
                prop_assert!(found.marked.windows(2).all(|w| w[0] < w[1]));
            }
        }

        #[test]
        fn every_stretch_of_a_name_finds_it(from in 0_usize..9, at in 0_usize..6, len in 1_usize..6) {
            let name: Vec<char> = NAMES[from].chars().filter(|c| c.is_alphanumeric()).collect();
            let part: String = name.iter().skip(at).take(len).collect();
            prop_assume!(!part.is_empty());
            let names = Names::new(NAMES.map(|n| [n]));
            prop_assert!(names.find(&part).iter().any(|f| f.index == from && f.fit >= Fit::Inside));
            let initials: String = name.iter().skip(at).take(len).filter_map(|c| super::syllables(*c).first().map(|s| &s[..1])).collect();
            prop_assume!(initials.len() == part.chars().count());
            prop_assert!(names.find(&initials).iter().any(|f| f.index == from));
        }
    }
}
