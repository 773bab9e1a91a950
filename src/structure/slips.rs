//! Slips of the pen, of input and of recognition: [`Slip`]s that a careful reader would mark in the margin, each with what is likely meant.
//!
//! In: the clean text, its paragraphs. Out: slips in order of place. Nothing is changed because of them. A mark that is wrong costs more
//! trust than one that is missing: each rule names what it lets pass, and a rule that could not tell is not here.

mod marks;
mod quotes;
mod units;
mod words;

use super::document::{Paragraph, ParagraphRole};
use crate::text::Span;

/// One slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Stable code, for programs.
    pub code: &'static str,
    /// For people: what stands there and what is likely meant.
    pub message: String,
    /// In the text; never empty.
    pub span: Span,
}

/// More of one kind are told by their number: a whole document with another habit has no slips but a habit.
const MAX_OF_ONE_KIND: usize = 50;

/// The slips of a text.
pub fn find(text: &str, paragraphs: &[Paragraph]) -> Vec<Slip> {
    let mut out = Vec::new();
    for (k, paragraph) in paragraphs.iter().enumerate() {
        let line = paragraph.span.of(text);
        let mut here = words::find(line);
        here.extend(marks::find(line));
        if paragraph.role != ParagraphRole::Row {
            let next = paragraphs.get(k + 1).map_or("", |p| p.span.of(text));
            here.extend(quotes::find(line, next));
            here.extend(units::find(line));
        }
        out.extend(here.into_iter().map(|slip| Slip { span: slip.span.shifted(paragraph.span.start.0), ..slip }));
    }
    out.sort_by(|a, b| (a.code, a.span).cmp(&(b.code, b.span)));
    let mut kept: Vec<Slip> = Vec::with_capacity(out.len().min(MAX_OF_ONE_KIND));
    for same in out.chunk_by(|a, b| a.code == b.code) {
        kept.extend(same.iter().take(MAX_OF_ONE_KIND).cloned());
        if let Some(last) = kept.last_mut().filter(|_| same.len() > MAX_OF_ONE_KIND) {
            last.message = format!("{}（同类疑点共 {} 处，以下不再逐一列出）", last.message, same.len());
        }
    }
    kept.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
    kept
}

/// Whether a character is of Chinese text.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::{MAX_OF_ONE_KIND, find};
    use crate::structure::{Paragraph, ParagraphRole};
    use crate::text::Span;

    /// Codes and what they mark.
    fn slips(line: &str) -> Vec<(&'static str, &str)> {
        let whole = [Paragraph { span: Span::new(0, line.len()), role: ParagraphRole::Body, strong: Vec::new() }];
        find(line, &whole).into_iter().map(|slip| (slip.code, slip.span.of(line))).collect()
    }

    #[test]
    fn slips_are_found_where_they_stand() {
        for (line, code, at) in [
            ("创新思路and模式，完善机制。", "odd-word", "and"),
            ("加强组织the领导。", "odd-word", "the"),
            ("实施2021一2023年三年行动。", "odd-dash", "一"),
            ("汛期为5月一10月。", "odd-dash", "一"),
            ("打造“科创”一“产业”联动链。", "odd-dash", "一"),
            ("全年零售总额46.65亿,同比增长6.1%。", "unit-incomplete", "46.65亿"),
            ("引进项目3个，总投资达12亿。", "unit-incomplete", "12亿"),
            ("投入资金300万，改造道路。", "unit-incomplete", "300万"),
            ("借助街道”九宫格”党建阵地。", "quote-direction", "”"),
            ("打造“九宫格“，形成品牌。", "quote-direction", "“"),
            ("深化“一网通办改革，优化服务。", "quote-unpaired", "“"),
            ("完善制度（含考核办法，落实责任。", "bracket-unpaired", "（"),
            ("完善制度含考核办法），落实责任。", "bracket-unpaired", "）"),
            ("提升群众的的获得感。", "word-doubled", "的的"),
            ("扎实推进推进各项任务。", "word-doubled", "推进推进"),
            ("健全工作机制工作机制，落实责任。", "word-doubled", "工作机制工作机制"),
            ("项目己经完成。", "odd-character", "己经"),
            ("推进社会治埋现代化。", "odd-character", "治埋"),
            ("按照区委布署推进。", "odd-character", "布署"),
            ("2O24年工作要点。", "odd-character", "O"),
            ("加强管理，，落实责任。", "punctuation-doubled", "，，"),
            ("加强管理。，落实责任。", "punctuation-doubled", "。，"),
            ("加强管理.落实责任。", "odd-full-stop", "."),
        ] {
            assert!(slips(line).contains(&(code, at)), "{line}: {:?}", slips(line));
        }
    }

    #[test]
    fn what_only_looks_like_a_slip_is_let_pass() {
        for line in [
            "人人参与、天天坚持、实实在在为群众办事，一一对应、一一落实。",
            "完善试点点位布局，支持研究研究院建设，服务服务业企业，发展发展党员工作。",
            "为为民办实事项目提供保障，开展了了解民情活动，现在在建项目和和谐社区、及及时响应。",
            "推广app应用，开展vlog大赛，接入wifi，建设ai实验室。",
            "一网统管、一街一品、第一书记、2021年一季度、2024年一月。",
            "总投资12亿元，税收3.5亿、4.2亿、5亿元，面积3万平方米，服务2万人次，打造千亿级集群。",
            "总投资5亿美元，工业产值100亿斤，人口超过3万，预计突破10万。",
            "深化“放管服”改革，落实“‘双减’”政策，推进“深化“放管服”改革”专项行动。",
            "（一）加强管理；1）落实责任；（2）强化督查。",
            "三千部门店，来自已建项目，适宜传播，建筑劳务，毕竟争先，宣布署名，按排名公布，按排放标准，杜区长讲话，收入民政府补贴，周末来访、年末来访，深入民心，战士地位，自己经手，总结果断。",
            "他说：“走吧。”她答：“好的。”",
            "一.强化党建引领",
            "1.强化党建引领。2.强化项目建设。增长5.3%，访问www.example.cn网站……",
            "真的是！！什么？！等等。",
            "the board and the staff (of 2021) met \"twice\".",
            "增长5.3个百分点，PM2.5浓度下降，CO2排放减少。",
            "建设3.0版本平台，升级V2.O系统。",
            "座谈会上，大家讨论讨论、交流交流。",
        ] {
            assert_eq!(slips(line), [], "{line}");
        }
    }

    #[test]
    fn many_of_one_kind_are_told_by_their_number() {
        let line = "提升群众的的获得感。".repeat(MAX_OF_ONE_KIND + 20);
        let whole = [Paragraph { span: Span::new(0, line.len()), role: ParagraphRole::Body, strong: Vec::new() }];
        let found = find(&line, &whole);
        assert_eq!(found.len(), MAX_OF_ONE_KIND);
        assert!(found.last().is_some_and(|slip| slip.message.contains(&format!("{} 处", MAX_OF_ONE_KIND + 20))));
    }
}
