//! Completion over names: which of them a few typed characters mean.
//!
//! In: names and what was typed, in characters or in the initials of their syllables (`ljfl` for 垃圾分类). Out: indexes of the names that it
//! may mean, the likeliest first. The same input gives the same order.

use pinyin::ToPinyinMulti as _;

use crate::text::fold;

/// How well a name answers; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Start,
    Inside,
    InitialsStart,
    InitialsInside,
    InOrder,
}

/// Indexes of the names that `typed` may mean, best first; all of them, in their order, where nothing is typed.
#[must_use]
pub fn complete(names: &[&str], typed: &str) -> Vec<usize> {
    let typed = fold(typed.trim()).text;
    if typed.is_empty() {
        return (0..names.len()).collect();
    }
    let mut found: Vec<(Fit, usize, usize)> =
        names.iter().enumerate().filter_map(|(k, name)| Some((fit(name, &typed)?, name.chars().count(), k))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, k)| k).collect()
}

fn fit(written: &str, typed: &str) -> Option<Fit> {
    let name = fold(written).text;
    if name == typed {
        return Some(Fit::Whole);
    }
    if let Some(at) = name.find(typed) {
        return Some(if at == 0 { Fit::Start } else { Fit::Inside });
    }
    if typed.chars().all(|c| c.is_ascii_alphanumeric()) {
        // As it is written: folded, 一 is a figure.
        let initials: Vec<Vec<char>> = written.chars().filter(|c| c.is_alphanumeric()).map(initials).collect();
        let typed: Vec<char> = typed.chars().map(|c| c.to_ascii_lowercase()).collect();
        let stands_at = |from: usize| {
            let rest = &initials[from..];
            rest.len() >= typed.len() && typed.iter().zip(rest).all(|(c, initials)| initials.contains(c))
        };
        return (0..initials.len()).find(|from| stands_at(*from)).map(|at| if at == 0 { Fit::InitialsStart } else { Fit::InitialsInside });
    }
    let mut rest = name.chars();
    typed.chars().all(|c| rest.any(|d| c == d)).then_some(Fit::InOrder)
}

/// The letters with which a character's readings begin; itself where it has none.
fn initials(c: char) -> Vec<char> {
    let Some(readings) = c.to_pinyin_multi() else { return vec![c.to_ascii_lowercase()] };
    let mut letters: Vec<char> = readings.into_iter().filter_map(|reading| reading.plain().chars().next()).collect();
    letters.dedup();
    letters
}

#[cfg(test)]
mod tests {
    use super::complete;

    const NAMES: [&str; 5] = ["生活垃圾分类", "垃圾分类", "一网统管", "重点区域整治", "加装电梯"];

    #[test]
    fn characters_go_before_initials_and_starts_before_insides() {
        assert_eq!(complete(&NAMES, "垃圾"), [1, 0]);
        assert_eq!(complete(&NAMES, "ljfl"), [1, 0]);
        assert_eq!(complete(&NAMES, "YWTG"), [2]);
        assert_eq!(complete(&NAMES, "一管"), [2], "characters in order");
        assert!(complete(&NAMES, "天文").is_empty());
    }

    #[test]
    fn a_character_of_two_readings_answers_to_both() {
        assert_eq!(complete(&NAMES, "zdqy"), [3]);
        assert_eq!(complete(&NAMES, "cdqy"), [3]);
    }

    #[test]
    fn nothing_typed_means_all_in_their_order() {
        assert_eq!(complete(&NAMES, "  "), [0, 1, 2, 3, 4]);
    }
}
