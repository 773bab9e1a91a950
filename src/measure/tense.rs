//! Promised or reported: what a sentence's own words, its headings and the kind of document say.
//!
//! In: a document, a place and its clause. Out: [`Kind`] and what it rests on. Plans recall what last year brought and summaries end
//! with what is to come, so the words beside a number outweigh the heading above it, and that outweighs the document.

use super::types::Kind;
use crate::structure::{Document, DocumentKind, SectionKind};
use crate::text::{ByteOffset, han_digit};

/// Words of a clause that tell of what is done or is so, in a plan too.
const DONE: &[&str] = &[
    "已经",
    "已完成",
    "已建",
    "已有",
    "已实现",
    "已达",
    "已成",
    "已累计",
    "已开",
    "已覆盖",
    "已安装",
    "已签",
    "已加装",
    "已投",
    "现有",
    "截至",
    "截止",
    "去年",
    "上年",
    "上一年",
    "前三季度",
    "完成了",
    "实现了",
    "新增了",
    "建成了",
    "开展了",
    "以来",
    "荣获",
    "获评了",
    "目前共",
    "目前有",
    "原有",
];

/// Words of a sentence that tell of what is to come, in a summary too.
const TO_COME: &[&str] = &[
    "明年",
    "来年",
    "下一年",
    "接下来",
    "下一步",
    "下阶段",
    "下步",
    "新的一年",
    "力争",
    "拟新",
    "拟建",
    "计划新",
    "计划完成",
    "计划建",
    "计划于",
    "计划用",
    "争取明年",
];

/// The same in a text that has both parts or whose kind is not known.
const INTENDED: &[&str] = &[
    "确保",
    "力争",
    "计划",
    "将新",
    "将建",
    "将完成",
    "将开",
    "要完成",
    "要新",
    "要建",
    "要实现",
    "不低于",
    "不少于",
    "目标",
    "争取",
    "拟",
];

/// Headings over what is done, in any document.
const HEAD_DONE: &[&str] =
    &["回顾", "工作总结", "完成情况", "开展情况", "进展情况", "基本情况", "落实情况", "推进情况", "取得的", "主要成绩", "主要成效"];

/// Headings over what is done, but for plans, which speak of effects to come.
const HEAD_ACHIEVED: &[&str] = &["总结", "成效", "成绩", "主要做法", "工作情况"];

/// Headings over what is to come, in any document.
const HEAD_TO_COME: &[&str] =
    &["打算", "下一步", "下阶段", "下步", "明年", "来年", "展望", "工作计划", "工作安排", "工作思路", "工作设想", "工作要点"];

/// Headings over what is to come, in a report of two parts.
const HEAD_INTENDED: &[&str] = &["安排", "目标", "任务", "计划", "思路", "要求", "举措", "重点工作", "部署"];

/// Titles of documents that tell what was done.
const TITLE_DONE: &[&str] = &["情况", "总结", "报告", "回顾", "通报", "汇报", "统计", "纪实"];

/// Titles of documents that say what is to be done.
const TITLE_TO_COME: &[&str] =
    &["实事", "项目", "方案", "计划", "要点", "安排", "任务", "目标", "意见", "规划", "清单", "措施", "打算", "思路"];

/// A clause that a year opens has its 年 within so many characters (2021—2023年).
const MAX_YEAR_CHARS: usize = 10;

/// What a document says of its own time, made once.
#[derive(Debug, Clone, Copy)]
pub struct Tense<'a> {
    document: &'a Document,
    /// What a number is where nothing near it tells.
    default: Option<Kind>,
}

impl<'a> Tense<'a> {
    /// Of a document.
    pub fn new(document: &'a Document) -> Self {
        let default = match document.meta.kind {
            DocumentKind::Plan => Some(Kind::Target),
            DocumentKind::Summary => Some(Kind::Result),
            DocumentKind::Report => None,
            DocumentKind::Notice | DocumentKind::Other => by_title(document.meta.title.as_deref().unwrap_or_default()),
        };
        Self { document, default }
    }

    /// What a sentence and the headings over it tell of all its numbers; made once for each sentence.
    pub fn sentence(&self, at: ByteOffset, sentence: &str) -> SentenceTense<'a> {
        SentenceTense {
            tense: *self,
            to_come: found(sentence, TO_COME),
            by_year: self.by_year(sentence),
            by_heading: self.by_heading(at),
            intended: if self.default.is_none() { found(sentence, INTENDED) } else { None },
        }
    }

    /// A year that opens a clause and is not the document's own. In its middle it is a name's part as often (2023年批次).
    fn by_year(&self, text: &str) -> Option<(Kind, i32)> {
        let own = self.document.meta.year?;
        let text = text.trim_start_matches(['到', '至', '在', '自', '对', '于', '力', '争', '确', '保', '（', '(']);
        let (at, _) = text.char_indices().take(MAX_YEAR_CHARS).find(|(_, c)| *c == '年')?;
        let year = year_before(&text[..at])?;
        match year.cmp(&own) {
            std::cmp::Ordering::Less => Some((Kind::Result, year)),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some((Kind::Target, year)),
        }
    }

    /// The innermost heading around `at` that tells.
    fn by_heading(&self, at: ByteOffset) -> Option<(Kind, &'a str)> {
        let innermost = self.document.section_at(at)?;
        self.document.section_path(innermost).into_iter().rev().find_map(|k| {
            let section = self.document.sections.get(k).filter(|s| matches!(s.kind, SectionKind::Heading | SectionKind::RunIn))?;
            Some((self.heading_kind(&section.title)?, section.title.as_str()))
        })
    }

    fn heading_kind(&self, title: &str) -> Option<Kind> {
        let is_plan = self.default == Some(Kind::Target);
        let done = found(title, HEAD_DONE).or_else(|| found(title, HEAD_ACHIEVED).filter(|_| !is_plan)).is_some();
        let to_come = found(title, HEAD_TO_COME).is_some();
        match (done, to_come) {
            // Both parts under one heading: what stands in it tells.
            (true, true) => return None,
            (true, false) => return Some(Kind::Result),
            (false, true) => return (!is_plan).then_some(Kind::Target),
            (false, false) => {}
        }
        (self.default.is_none() && found(title, HEAD_INTENDED).is_some()).then_some(Kind::Target)
    }
}

/// What a sentence tells of its numbers.
#[derive(Debug, Clone, Copy)]
pub struct SentenceTense<'a> {
    tense: Tense<'a>,
    to_come: Option<&'static str>,
    by_year: Option<(Kind, i32)>,
    by_heading: Option<(Kind, &'a str)>,
    intended: Option<&'static str>,
}

impl SentenceTense<'_> {
    /// What a number in this clause of the sentence is, and what tells.
    pub fn of(&self, clause: &str) -> (Kind, String) {
        if let Some(word) = found(clause, DONE) {
            return (Kind::Result, format!("“{word}”表明已发生"));
        }
        if let Some(word) = self.to_come {
            return (Kind::Target, format!("“{word}”表明尚待完成"));
        }
        if let Some((kind, year)) = self.tense.by_year(clause).or(self.by_year) {
            return (kind, if kind == Kind::Target { format!("{year}年在后，作目标") } else { format!("{year}年在前，作成果") });
        }
        if let Some((kind, title)) = self.by_heading {
            let name = if kind == Kind::Target { "目标" } else { "成果" };
            return (kind, format!("所在章节“{title}”，作{name}"));
        }
        match (self.tense.default, self.intended) {
            (Some(Kind::Target), _) => (Kind::Target, "全文为计划，作目标".to_owned()),
            (Some(Kind::Result), _) => (Kind::Result, "全文为总结，作成果".to_owned()),
            (None, Some(word)) => (Kind::Target, format!("“{word}”表明尚待完成")),
            (None, None) => (Kind::Result, "文中未见将来时的词语，作成果".to_owned()),
        }
    }
}

/// What the title of a document of no known kind says.
fn by_title(title: &str) -> Option<Kind> {
    if found(title, TITLE_DONE).is_some() {
        return Some(Kind::Result);
    }
    found(title, TITLE_TO_COME).map(|_| Kind::Target)
}

fn found(text: &str, words: &[&'static str]) -> Option<&'static str> {
    words.iter().find(|word| text.contains(**word)).copied()
}

/// The year that ends a text: 2021, ２０２１ or 二〇二一.
pub fn year_before(text: &str) -> Option<i32> {
    let mut figures = text.chars().rev().map(|c| match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => han_digit(c),
    });
    let mut year = 0;
    for place in [1, 10, 100, 1000] {
        year += i32::try_from(figures.next().flatten()?).ok()? * place;
    }
    (figures.next().flatten().is_none() && (1990..2060).contains(&year)).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::year_before;

    #[test]
    fn years_in_figures_of_three_kinds() {
        assert_eq!(year_before("到2025"), Some(2025));
        assert_eq!(year_before("二〇二三"), Some(2023));
        assert_eq!(year_before("12021"), None);
        assert_eq!(year_before("2021-2023"), Some(2023));
        assert_eq!(year_before("三"), None);
    }
}
