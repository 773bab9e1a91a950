//! Names of streets and areas as a text writes them.
//!
//! In: a line or a text. Out: where street names stand, the areas written right before one (上海市宝山区友谊路街道),
//! and the shorter forms a text goes on with (友谊路, 友谊).
//!
//! Chinese has no blanks between words, so a name's end is known (街道, 镇, 乡 …) and its start is not. It is the
//! longest name of the official list that ends there; for a name that the list lacks (new ones do every year), what
//! stands between the suffix and the last thing that cannot be part of it: a mark, 年, 中共, a district's name.

use std::cmp::Reverse;

use super::super::divisions::{AreaName, areas_named, is_place};

/// What street names end in.
const SUFFIXES: [&str; 5] = ["街道", "镇", "乡", "苏木", "地区"];
/// The longest stem that the list is asked for, in characters; no street or town of the list has a longer one.
const MAX_STEM: usize = 15;
/// The longest stem of a name that the list lacks.
const MAX_NEW_STEM: usize = 6;
/// The longest area name is 14 characters (双江拉祜族佤族布朗族傣族自治县).
const MAX_AREA: usize = 15;
/// In the list, but in a text the words of every plan.
const WORDS: [&str; 2] = ["小城镇", "新城乡"];
/// What may stand right before a name and is no part of it.
const BEFORE_NAMES: [&str; 17] =
    ["中共", "中国共产党", "共青团", "关于", "印发", "下发", "转发", "上报", "报送", "做好", "年", "年度", "委", "区", "县", "市", "旗"];
/// 各街道, 城乡, 推进乡镇: not the name of one.
const NO_NAME_STARTS: [&str; 25] = [
    "各",
    "全",
    "本",
    "我",
    "该",
    "某",
    "乡",
    "城",
    "镇",
    "村",
    "街",
    "相关",
    "有关",
    "所属",
    "辖",
    "试点",
    "推",
    "做",
    "加强",
    "建设",
    "开展",
    "进一步",
    "特色",
    "重点",
    "其",
];
const NO_NAME_ENDS: [&str; 8] = ["城", "乡", "村", "集", "小", "古", "特色", "家"];

/// A street's name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// As written, with its suffix.
    pub name: &'a str,
    /// Its first byte.
    pub start: usize,
}

/// The names of the official list that stand in the text, in order; at one place the longest (乌镇镇) first.
pub fn known_streets(text: &str) -> Vec<Found<'_>> {
    let mut found: Vec<Found<'_>> = suffix_ends(text).filter_map(|(end, suffix)| known_ending_at(text, end, suffix)).collect();
    found.sort_by_key(|f| (f.start, Reverse(f.name.len())));
    found
}

/// The first name in the text that has the form of a street's, whether the list has it or not.
pub fn first_new_street(text: &str) -> Option<Found<'_>> {
    let new = suffix_ends(text).filter(|(_, suffix)| *suffix != "地区").filter_map(|(end, suffix)| new_ending_at(text, end, suffix));
    new.min_by_key(|f| f.start)
}

/// The areas written right before `start`, lowest first: 宝山区, 上海市. Each with all areas that it may be.
pub fn areas_before(text: &str, start: usize) -> Vec<&'static [AreaName]> {
    let mut chain = Vec::new();
    let mut at = start;
    while let Some((area_start, areas)) = area_ending_at(text, at) {
        chain.push(areas);
        at = area_start;
    }
    chain
}

/// The full area names (宝山区, 上海市) in a line, in order.
pub fn areas_in(line: &str) -> Vec<&'static [AreaName]> {
    let ends =
        line.char_indices().filter(|(_, c)| matches!(c, '省' | '市' | '区' | '县' | '旗' | '州' | '盟')).map(|(at, c)| at + c.len_utf8());
    let full = |areas: &&'static [AreaName]| areas.first().is_some_and(|a| !a.short);
    ends.filter_map(|end| area_ending_at(line, end).map(|(_, areas)| areas)).filter(full).collect()
}

/// What a text calls a street once it has named it: 友谊路 and 友谊 for 友谊路街道, the longer first.
pub fn bare_names(street: &str) -> Vec<&str> {
    let Some(stem) = SUFFIXES.iter().find_map(|suffix| street.strip_suffix(suffix)) else { return Vec::new() };
    let shorter = ["路", "街"].iter().find_map(|suffix| stem.strip_suffix(suffix));
    [Some(stem), shorter].into_iter().flatten().filter(|name| name.chars().count() >= 2).collect()
}

/// Whether a name may start at `start`: nothing, a mark, an area or a word like 中共 stands before. Of short names
/// only those of cities and provinces count: 云安 in 云安新村街道 is a district, too.
pub fn is_boundary(text: &str, start: usize) -> bool {
    let before = &text[..start];
    before.chars().next_back().is_none_or(|c| !is_han(c))
        || BEFORE_NAMES.iter().any(|word| before.ends_with(word))
        || area_ending_at(text, start).is_some_and(|(_, areas)| areas.iter().any(|a| !a.short || a.area.district.is_none()))
}

/// One past each suffix. 镇 in 城镇化 and 乡 in 乡镇 are no suffixes.
fn suffix_ends(text: &str) -> impl Iterator<Item = (usize, &'static str)> + '_ {
    SUFFIXES.into_iter().flat_map(move |suffix| {
        let ends = text.match_indices(suffix).map(move |(at, _)| (at + suffix.len(), suffix));
        ends.filter(move |(end, suffix)| {
            let next = text[*end..].chars().next();
            !(next == Some('化') || (*suffix == "乡" && next == Some('镇')))
        })
    })
}

fn known_ending_at<'a>(text: &'a str, end: usize, suffix: &str) -> Option<Found<'a>> {
    let stem_end = end - suffix.len();
    if opens_area(&text[stem_end..]) {
        return None;
    }
    // Starts of stems, the longest stem first.
    let starts: Vec<usize> = text[..stem_end].char_indices().rev().take(MAX_STEM).map(|(at, _)| at).collect();
    for (shorter, start) in starts.iter().enumerate().rev() {
        let name = &text[*start..end];
        if !is_place(name) || WORDS.contains(&name) {
            continue;
        }
        let doubtful = shorter == 0 || (shorter == 1 && suffix != "街道" && ends_like_a_word(&text[..stem_end]));
        if !doubtful || is_boundary(text, *start) {
            return Some(Found { name, start: *start });
        }
    }
    None
}

fn new_ending_at<'a>(text: &'a str, end: usize, suffix: &str) -> Option<Found<'a>> {
    let stem_end = end - suffix.len();
    let least = if suffix == "街道" { 2 } else { 1 };
    let mut starts = text[..stem_end].char_indices().rev().take_while(|(_, c)| is_han(*c)).take(MAX_NEW_STEM).map(|(at, _)| at);
    let start = starts.find(|start| is_boundary(text, *start))?;
    let stem = &text[start..stem_end];
    if stem.chars().count() < least {
        return None;
    }
    // 宝山区街道 are all those of the district.
    let no_name = NO_NAME_STARTS.iter().any(|word| stem.starts_with(word))
        || stem.ends_with(['区', '市', '县'])
        || (suffix != "街道" && ends_like_a_word(stem));
    (!no_name).then(|| Found { name: &text[start..end], start })
}

/// 新城 in 新城镇, 统筹城 in 统筹城乡.
fn ends_like_a_word(stem: &str) -> bool {
    NO_NAME_ENDS.iter().any(|word| stem.ends_with(word))
}

/// 镇江市 in 江市镇江市: the suffix opens an area's name.
fn opens_area(rest: &str) -> bool {
    let ends = rest.char_indices().map(|(at, _)| at).skip(3).take(3);
    ends.map(|end| areas_named(&rest[..end])).any(|areas| areas.first().is_some_and(|a| !a.short))
}

/// The longest area name, full or short, that ends at `end`, and where it starts.
fn area_ending_at(text: &str, end: usize) -> Option<(usize, &'static [AreaName])> {
    let starts: Vec<usize> = text[..end].char_indices().rev().take_while(|(_, c)| is_han(*c)).take(MAX_AREA).map(|(at, _)| at).collect();
    starts.into_iter().skip(1).rev().find_map(|start| {
        let areas = areas_named(&text[start..end]);
        (!areas.is_empty()).then_some((start, areas))
    })
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::{areas_before, areas_in, bare_names, first_new_street, known_streets};

    fn known(text: &str) -> Vec<&str> {
        known_streets(text).iter().map(|f| f.name).collect()
    }

    #[test]
    fn known_names_are_taken_whole() {
        assert_eq!(known("中共宝山区友谊路街道工作委员会"), ["友谊路街道"]);
        assert_eq!(known("南京东路街道、罗店镇和来广营地区"), ["南京东路街道", "罗店镇", "来广营地区"]);
        assert_eq!(known("推进城镇化，统筹城乡，建设小城镇，提高镇级收入，创新城乡风貌"), [""; 0]);
        assert_eq!(known("各街道、乡镇"), [""; 0]);
    }

    #[test]
    fn unknown_names_start_after_what_cannot_be_part_of_them() {
        let cases = [
            ("2024年云上里街道工作总结", Some("云上里街道")),
            ("中共玄武区云上里街道工作委员会", Some("云上里街道")),
            ("关于印发云上镇工作要点的通知", Some("云上镇")),
            ("上海云上里街道办事处", Some("云上里街道")),
            ("各街道、乡镇", None),
            ("宝山区各街道办事处", None),
            ("统筹城乡", None),
            ("关于加强乡镇街道工作的通知", None),
        ];
        for (line, expected) in cases {
            assert_eq!(first_new_street(line).map(|f| f.name), expected, "{line}");
        }
    }

    #[test]
    fn areas_stand_before_a_street() {
        let line = "中共上海市宝山区友谊路街道";
        let chain = areas_before(line, line.find("友谊").unwrap_or_default());
        assert_eq!(chain.iter().map(|areas| areas[0].name).collect::<Vec<_>>(), ["宝山区", "上海市"]);
        let names: Vec<_> = areas_in("江苏省南京市玄武区、宝山").iter().map(|areas| areas[0].name).collect();
        assert_eq!(names, ["江苏省", "南京市", "玄武区"]);
    }

    #[test]
    fn bare_forms() {
        assert_eq!(bare_names("友谊路街道"), ["友谊路", "友谊"]);
        assert_eq!(bare_names("新镇"), [""; 0]);
        assert_eq!(bare_names("幸福"), [""; 0]);
    }
}
