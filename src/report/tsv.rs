//! The rows of a matrix as tab-separated text, for the clipboard: pasted into a spreadsheet each value gets a cell of its own.

use crate::compare::{Comparison, Matrix, Row};

/// A line of heads, then a line per initiative in the matrix's order: name, policy area, a count or 未提及 per document, mentions,
/// documents. The heads of policy areas become a column, so that the rows can be sorted anew where they are pasted. `documents` are
/// the names to show, of the matrix's columns.
#[must_use]
pub fn matrix_to_tsv(comparison: &Comparison, matrix: &Matrix, documents: &[String]) -> String {
    let mut out = String::new();
    line(&mut out, ["事项", "类别"].into_iter().chain(documents.iter().map(String::as_str)).chain(["处", "份"]));
    for entry in matrix.rows.iter().filter_map(Row::entry) {
        let Some(initiative) = comparison.initiatives.get(entry.initiative) else { continue };
        let counts = entry.counts.iter().map(|count| if *count == 0 { "未提及".to_owned() } else { count.to_string() });
        let sums = [entry.mentions.to_string(), entry.documents.to_string()];
        line(&mut out, [initiative.name.clone(), initiative.category.name().to_owned()].into_iter().chain(counts).chain(sums));
    }
    out
}

/// Lines of values, the first of them the heads.
#[must_use]
pub fn rows_to_tsv(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut out = String::new();
    for row in rows {
        line(&mut out, row.iter());
    }
    out
}

/// A value ends at a tab and a line at its end: inside a value they become blanks.
pub(super) fn line(out: &mut String, values: impl Iterator<Item = impl AsRef<str>>) {
    for (k, value) in values.enumerate() {
        if k > 0 {
            out.push('\t');
        }
        out.extend(value.as_ref().chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::matrix_to_tsv;
    use crate::compare::{Filter, Matrix, Order, OrderBy, Sharing, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;

    #[test]
    fn every_line_has_a_value_for_every_head() {
        let document = |text: &str| {
            let imported = Arc::new(import("a.txt", text.as_bytes()).expect("import"));
            Arc::new(read(&imported, &std::collections::BTreeSet::new()).remove(0))
        };
        let a = document("甲街道2030年工作计划\n一、民生\n推进垃圾分类，抓好垃圾分类。做好一网统管。\n");
        let b = document("乙街道2030年工作计划\n一、民生\n推进垃圾分类。\n");
        let comparison = compare(vec![a, b], &Lexicon::builtin(), None);
        let filter = Filter { sharing: Sharing::All, ..Filter::default() };
        let matrix = Matrix::new(&comparison, &filter, Order { by: OrderBy::Mentions, descending: true });
        let text = matrix_to_tsv(&comparison, &matrix, &["A 甲\t街道".to_owned(), "B 乙街道".to_owned()]);
        let lines: Vec<Vec<&str>> = text.lines().map(|l| l.split('\t').collect()).collect();
        assert_eq!(lines[0], ["事项", "类别", "A 甲 街道", "B 乙街道", "处", "份"]);
        assert_eq!(lines[1], ["垃圾分类", "环境", "2", "1", "3", "2"]);
        assert!(lines.contains(&vec!["城市运行一网统管", "数字治理", "1", "未提及", "1", "1"]), "{text}");
        assert!(lines.iter().all(|l| l.len() == 6));
        assert_eq!(lines.len(), 1 + matrix.initiatives);
    }
}
