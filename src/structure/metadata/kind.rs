//! What kind of document: by the title's head word, else the file's name, else the opening lines.
//!
//! In: title, notice line, file name and text. Out: a [`DocumentKind`].
//!
//! A Chinese title ends with what it is, so the last word of a kind decides (`规划实施情况总结` is a summary), unless
//! two documents are named in one title: `2023年工作总结和2024年工作计划` opens with the summary and is about the
//! summary's year, so the first counts there. A title that ends in 报告 is a report whatever it reports on.

use super::DocumentKind::{self, Notice, Plan, Report, Summary};
use super::written::opening;

/// Words that name a kind wherever they stand, title or running text.
const NAMES: [(&str, DocumentKind); 21] = [
    ("工作要点", Plan),
    ("工作计划", Plan),
    ("工作安排", Plan),
    ("工作思路", Plan),
    ("工作打算", Plan),
    ("工作方案", Plan),
    ("行动方案", Plan),
    ("行动计划", Plan),
    ("实施方案", Plan),
    ("实施计划", Plan),
    ("工作总结", Summary),
    ("总结如下", Summary),
    ("工作回顾", Summary),
    ("工作小结", Summary),
    ("工作报告", Report),
    ("述职报告", Report),
    ("情况报告", Report),
    ("情况的报告", Report),
    ("报告如下", Report),
    ("汇报如下", Report),
    ("述职如下", Report),
];

/// Words that name a kind in a title only; in running text they are too common (“十四五”规划, 总结经验).
const TITLE_NAMES: [(&str, DocumentKind); 17] = [
    ("实事项目", Plan),
    ("任务分解", Plan),
    ("任务清单", Plan),
    ("责任清单", Plan),
    ("工作清单", Plan),
    ("完成情况", Summary),
    ("进展情况", Summary),
    ("工作意见", Plan),
    ("重点工作", Plan),
    ("规划", Plan),
    ("计划", Plan),
    ("要点", Plan),
    ("方案", Plan),
    ("总结", Summary),
    ("回顾", Summary),
    ("小结", Summary),
    ("工作情况", Summary),
];

/// What is said at a meeting is none of these, whatever the meeting is on.
const SPOKEN: [&str; 7] = ["讲话", "讲话稿", "讲话提纲", "致辞", "发言", "发言稿", "主持词"];

/// File names of programs and archives.
const FILE_WORDS: [(&str, DocumentKind); 4] = [("plan", Plan), ("summary", Summary), ("report", Report), ("notice", Notice)];

/// So many characters of the text tell what it is.
const OPENING_CHARS: usize = 300;

/// The kind; `title`, `notice` and `file_stem` without blanks, empty where there is none.
pub fn kind(title: &str, notice: &str, file_stem: &str, text: &str) -> DocumentKind {
    of_title(title)
        .or_else(|| if title.is_empty() { of_title(notice) } else { None })
        .or_else(|| of_file_name(file_stem))
        .or_else(|| of_text(opening(text, OPENING_CHARS)))
        .unwrap_or_default()
}

fn of_title(title: &str) -> Option<DocumentKind> {
    let title = without_brackets(title);
    if title.ends_with("报告") || title.ends_with("汇报") {
        return Some(if title.ends_with("总结报告") { Summary } else { Report });
    }
    if SPOKEN.iter().any(|word| title.ends_with(word)) {
        return Some(DocumentKind::Other);
    }
    let named = decisive(&names_in(title), title);
    if title.ends_with("通知") {
        let hands_on = ["《", "印发", "下发", "转发"].iter().any(|word| title.contains(word));
        return Some(named.filter(|_| hands_on).unwrap_or(Notice));
    }
    named
}

/// 工作要点（征求意见稿） ends in 工作要点.
fn without_brackets(title: &str) -> &str {
    let mut title = title;
    while title.ends_with(['）', ')']) {
        match title.rfind(['（', '(']) {
            Some(open) if open > 0 => title = &title[..open],
            _ => break,
        }
    }
    title.trim_end_matches(['》', '”', '"'])
}

/// Byte range and kind of each name in the title, in order; of nested ones (总结 in 工作总结) the longest.
fn names_in(title: &str) -> Vec<(usize, usize, DocumentKind)> {
    let mut found: Vec<(usize, usize, DocumentKind)> = NAMES
        .iter()
        .chain(&TITLE_NAMES)
        .flat_map(|(name, kind)| title.match_indices(name).map(|(at, name)| (at, at + name.len(), *kind)))
        .collect();
    found.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    let mut reach = 0;
    found.retain(|(_, end, _)| {
        let outside = *end > reach;
        reach = reach.max(*end);
        outside
    });
    found
}

fn decisive(names: &[(usize, usize, DocumentKind)], title: &str) -> Option<DocumentKind> {
    let first = names.first()?;
    let between = names.get(1).map_or("", |second| title.get(first.1..second.0).unwrap_or_default());
    let two_documents = between.contains(['和', '及', '与', '暨', '、', '，']);
    let chosen = if two_documents { first } else { names.last()? };
    Some(chosen.2)
}

fn of_file_name(stem: &str) -> Option<DocumentKind> {
    let stem = stem.to_lowercase();
    let word = stem.split(|c: char| !c.is_ascii_alphabetic());
    let english = word.filter_map(|word| FILE_WORDS.iter().find(|(name, _)| *name == word)).next();
    of_title(&stem).or(english.map(|(_, kind)| *kind))
}

fn of_text(opening: &str) -> Option<DocumentKind> {
    NAMES.iter().filter_map(|(name, kind)| Some((opening.find(name)?, *kind))).min_by_key(|(at, _)| *at).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::DocumentKind::{Notice, Other, Plan, Report, Summary};
    use super::kind;

    #[test]
    fn by_title() {
        let cases = [
            ("和风街道2021年工作要点", Plan),
            ("和风街道“十四五”规划", Plan),
            ("和风街道“十四五”规划实施情况总结", Summary),
            ("和风街道2023年工作总结和2024年工作计划", Summary),
            ("和风街道2023年工作情况及2024年工作安排", Summary),
            ("和风街道2024年工作计划暨2023年工作总结", Plan),
            ("关于和风街道2023年工作总结和2024年工作计划的报告", Report),
            ("和风街道2023年工作总结报告", Summary),
            ("和风镇2024年政府工作报告", Report),
            ("和风街道党工委书记述职报告", Report),
            ("关于2023年度法治政府建设情况的报告", Report),
            ("关于开展安全检查的通知", Notice),
            ("关于召开年度总结大会的通知", Notice),
            ("关于印发《和风街道2024年工作计划》的通知", Plan),
            ("和风街道2024年工作要点（征求意见稿）", Plan),
            ("和风街道2024年重点工作", Plan),
            ("《和风街道2024年工作要点》", Plan),
            ("和风街道2024年民生实事项目", Plan),
            ("和风街道2024年重点工作责任清单", Plan),
            ("和风街道2023年实事项目完成情况", Summary),
            ("在和风街道重点工作推进会上的讲话", Other),
            ("和风街道简介", Other),
            ("", Other),
        ];
        for (title, expected) in cases {
            assert_eq!(kind(title, "", "", ""), expected, "{title}");
        }
    }

    #[test]
    fn by_notice_then_file_name_then_opening() {
        assert_eq!(kind("", "关于印发工作要点的通知", "summary", ""), Plan);
        assert_eq!(kind("和风街道2024年", "", "hefeng-2024-plan", "工作总结"), Plan);
        assert_eq!(kind("", "", "和风街道总结", ""), Summary);
        assert_eq!(kind("", "", "explanation", "现将工作总结如下"), Summary);
        assert_eq!(kind("", "", "a", "“十四五”规划开局之年"), Other);
        assert_eq!(kind("", "", "a", "我代表办事处作工作报告，请审议。去年的工作要点"), Report);
    }
}
