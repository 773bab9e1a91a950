//! The gaps of one document, and the changes of one street over years, as tab-separated text for the clipboard.

use super::tsv::line;
use crate::compare::{Change, Changes, Comparison, GapSide, Gaps, Said, YearRow};

/// A line of heads, then a line per row: name, policy area, how many others have it, mentions, and for each other document its best sentence or
/// 未提及. `documents` are the names to show, in the comparison's order; `document` is the one that is looked at.
#[must_use]
pub fn gaps_to_tsv(comparison: &Comparison, gaps: &Gaps, document: usize, documents: &[String]) -> String {
    let side = gaps.side;
    let shown: Vec<usize> = (0..documents.len()).filter(|d| *d != document || side == GapSide::Ahead).collect();
    let mut out = String::new();
    let heads = shown.iter().filter_map(|d| documents.get(*d)).map(String::as_str);
    line(&mut out, ["事项", "类别", "其他文档份数", "处"].into_iter().chain(heads));
    for row in &gaps.rows {
        let Some(initiative) = comparison.initiatives.get(row.initiative) else { continue };
        let values = [initiative.name.clone(), initiative.category.name().to_owned(), row.others.to_string(), row.mentions.to_string()];
        let quote = |d: &usize| {
            let said = comparison.best_saying(row.initiative, *d).zip(comparison.documents.get(*d));
            said.map_or_else(|| "未提及".to_owned(), |(saying, text)| saying.sentence.of(&text.text).to_owned())
        };
        line(&mut out, values.into_iter().chain(shown.iter().map(quote)));
    }
    out
}

/// A line of heads, then a line per change that shows: name, policy area, verdict, what it rests on, numbers, and for each chosen document its
/// sentence or 未提及.
#[must_use]
pub fn years_to_tsv(comparison: &Comparison, changes: &Changes, rows: &[YearRow], documents: &[String]) -> String {
    let mut out = String::new();
    let heads = changes.documents.iter().filter_map(|d| documents.get(*d)).map(String::as_str);
    line(&mut out, ["事项", "类别", "变化", "依据"].into_iter().chain(heads));
    for row in rows {
        let YearRow::Change(k) = row else { continue };
        let Some(change) = changes.changes.get(*k) else { continue };
        let Some(initiative) = comparison.initiatives.get(change.initiative) else { continue };
        let values = [&initiative.name, initiative.category.name(), change.verdict.label(), &change.why].map(str::to_owned);
        line(&mut out, values.into_iter().chain(quotes(comparison, changes, change)));
    }
    out
}

fn quotes<'a>(comparison: &'a Comparison, changes: &'a Changes, change: &'a Change) -> impl Iterator<Item = String> + 'a {
    let quote = |(said, d): (&Option<Said>, &usize)| {
        let found = said.as_ref().zip(comparison.documents.get(*d));
        found.map_or_else(|| "未提及".to_owned(), |(said, text)| said.saying.sentence.of(&text.text).to_owned())
    };
    change.said.iter().zip(&changes.documents).map(quote)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{gaps_to_tsv, years_to_tsv};
    use crate::compare::{Changes, Comparison, GapFilter, GapSide, Gaps, YearFilter, YearOrder, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;

    fn comparison() -> (Comparison, Vec<String>) {
        let document = |text: &str| {
            let imported = Arc::new(import("a.txt", text.as_bytes()).expect("import"));
            Arc::new(read(&imported, &std::collections::BTreeSet::new()).remove(0))
        };
        let a = document("甲街道2030年工作计划\n一、民生\n探索垃圾分类。\n推进志愿服务。\n");
        let b = document("甲街道2031年工作计划\n一、民生\n深化垃圾分类。\n完成加装电梯20台。\n");
        (compare(vec![a, b], &Lexicon::builtin(), None), vec!["A 甲\t街道".to_owned(), "B 甲街道".to_owned()])
    }

    fn cells(text: &str) -> Vec<Vec<&str>> {
        text.lines().map(|l| l.split('\t').collect()).collect()
    }

    #[test]
    fn gaps_have_a_quote_for_every_other_document() {
        let (comparison, names) = comparison();
        let gaps = Gaps::new(&comparison, 0, &GapFilter::default());
        let text = gaps_to_tsv(&comparison, &gaps, 0, &names);
        let lines = cells(&text);
        assert_eq!(lines[0], ["事项", "类别", "其他文档份数", "处", "B 甲街道"]);
        assert!(lines.iter().all(|l| l.len() == 5) && lines.len() == 1 + gaps.rows.len());
        assert!(lines.iter().any(|l| l[4] == "完成加装电梯20台。"), "{text}");
        let ahead = Gaps::new(&comparison, 0, &GapFilter { side: GapSide::Ahead, ..GapFilter::default() });
        let text = gaps_to_tsv(&comparison, &ahead, 0, &names);
        let lines = cells(&text);
        assert_eq!(lines[0][4..], ["A 甲 街道", "B 甲街道"]);
        assert!(lines.iter().any(|l| l[4] == "推进志愿服务。" && l[5] == "未提及"), "{text}");
    }

    #[test]
    fn changes_have_a_verdict_and_both_sentences() {
        let (comparison, names) = comparison();
        let changes = Changes::new(&comparison, &[0, 1]);
        let rows = changes.rows(&comparison, &YearFilter::default(), YearOrder::Verdict);
        let text = years_to_tsv(&comparison, &changes, &rows, &names);
        let lines = cells(&text);
        assert_eq!(lines.len(), 1 + changes.changes.len());
        let waste = lines.iter().find(|l| l[0] == "垃圾分类").expect("a line");
        assert_eq!((waste[2], waste[4], waste[5]), ("加强", "探索垃圾分类。", "深化垃圾分类。"));
        assert!(lines.iter().any(|l| l[2] == "不再提及" && l[5] == "未提及"), "{text}");
    }
}
