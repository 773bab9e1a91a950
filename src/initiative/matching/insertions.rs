//! Names with something in the middle that is no part of them.
//!
//! In: a document. Out: [`Reading`]s without it: 城市有机更新 as 城市更新, 平安吴淞建设 of a document about 吴淞 as 平安建设, 安全生产“2+3”三年行动 as
//! 安全生产三年行动. The last two are ways to make a common programme one's own; what it is called elsewhere is what is left.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::splices::{Reading, Splice, without};
use crate::structure::{Document, Metadata};
use crate::text::{FoldedText, fold};

/// A quotation that a name may hold has at most so many characters.
const MAX_QUOTED: usize = 8;

/// Ordinary modifiers: with or without one of them a name means the same. None that makes another thing of it (智慧, 示范, 重大).
const MODIFIERS: [&str; 25] = [
    "日常",
    "常态",
    "常态化",
    "长效",
    "长效化",
    "全面",
    "综合",
    "专项",
    "集中",
    "统一",
    "规范",
    "规范化",
    "精细化",
    "标准化",
    "制度化",
    "科学",
    "依法",
    "有效",
    "有序",
    "动态",
    "全程",
    "全过程",
    "有机",
    "系统",
    "高效",
];

/// The readings of a document, whose folded text is `folded`, without modifiers, place names and quotations.
pub(super) fn readings(document: &Document, folded: &FoldedText) -> Vec<Reading> {
    let mut out = modifiers(&folded.text);
    out.extend(places(&folded.text, &document.meta));
    out.extend(quotations(&document.text, folded));
    out
}

/// 城市有机更新 as 城市更新.
fn modifiers(text: &str) -> Vec<Reading> {
    static AUTOMATON: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(MODIFIERS).ok());
    let found = AUTOMATON.iter().flat_map(|automaton| automaton.find_overlapping_iter(text));
    found.filter_map(|found| without(text, Splice::Modifier, found.start(), found.end())).collect()
}

/// The readings without the names of the places that a document is about.
fn places(text: &str, document: &Metadata) -> Vec<Reading> {
    let names = place_names(document);
    let built = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names);
    let (Ok(automaton), false) = (built, names.is_empty()) else { return Vec::new() };
    automaton.find_iter(text).filter_map(|found| without(text, Splice::Place, found.start(), found.end())).collect()
}

/// The readings without a short quotation. `text` is what `folded` was made of.
fn quotations(text: &str, folded: &FoldedText) -> Vec<Reading> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut open: Option<usize> = None;
        for (at, mark) in line.char_indices().filter(|(_, c)| matches!(c, '“' | '”' | '"')) {
            let opens = mark == '“' || mark == '"' && open.is_none();
            let quoted = if opens { None } else { open.filter(|from| is_by_name(&line[*from..at])) };
            let (from, to) = quoted.map_or((0, 0), |from| (folded.folded_at(start + from), folded.folded_at(start + at)));
            if from < to {
                out.extend(without(&folded.text, Splice::Quotation, from, to));
            }
            open = opens.then_some(at + mark.len_utf8());
        }
        start += line.len();
    }
    out
}

/// Whether a quotation may be a number or a by-name: short, and not what stands between two quotations, as a missing mark would have it.
fn is_by_name(quoted: &str) -> bool {
    quoted.chars().count() <= MAX_QUOTED && quoted.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '*' | '·'))
}

/// Street, district and city, folded, with and without the word for their kind.
fn place_names(document: &Metadata) -> Vec<String> {
    const KINDS: [&str; 9] = ["路街道", "街道", "地区", "新区", "镇", "乡", "区", "县", "市"];
    const MIN_SHORT: usize = 2;
    let mut out = Vec::new();
    for name in [&document.street, &document.district, &document.city].into_iter().flatten() {
        let name = fold(name).text;
        let short = KINDS.iter().filter_map(|kind| name.strip_suffix(kind)).filter(|short| short.chars().count() >= MIN_SHORT);
        out.extend(short.map(ToOwned::to_owned));
        out.push(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{places, quotations};
    use crate::structure::Metadata;
    use crate::text::fold;

    #[test]
    fn a_place_in_the_middle_of_a_name_is_left_out() {
        let document = Metadata { street: Some("云岭路街道".to_owned()), ..Metadata::default() };
        let text = "深化平安云岭建设,云岭";
        let read = places(text, &document);
        assert_eq!(read.iter().map(|r| r.text.as_str()).collect::<Vec<_>>(), ["深化平安建设"]);
        let name = read[0].text.find("平安建设").expect("name");
        let (start, end) = read[0].source(name, read[0].text.len()).expect("across");
        assert_eq!(&text[start..end], "平安云岭建设");
        assert!(places("深化平安云岭建设", &Metadata::default()).is_empty(), "the document is about no place");
    }

    #[test]
    fn a_short_quotation_in_the_middle_of_a_name_is_left_out() {
        let read = |text: &str| quotations(text, &fold(text)).into_iter().map(|r| r.text).collect::<Vec<_>>();
        assert_eq!(read("落实安全生产“2+3”三年行动方案，"), ["落实安全生产3年行动方案"]);
        assert_eq!(read("安全生产\"2+3\"三年行动"), ["安全生产3年行动"]);
        assert_eq!(read("首行“未闭\n安全生产”三年行动"), [""; 0], "no quotation goes beyond its paragraph");
        assert_eq!(read("安全生产“这一句话是别人说的而且很长”三年行动"), [""; 0]);
        assert_eq!(read("“一网统管”建设"), [""; 0], "nothing before it");
        assert_eq!(read("三项甲\"、乙\"、丙\"丁"), [""; 0], "a mark is missing: not what stands between two quotations");
    }
}
