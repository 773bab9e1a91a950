//! The front matter's sentences: what is shared, what each document lacks, and how to read the marks.

use super::{CategoryPart, letter, quotes_of};
use crate::compare::{Comparison, Initiative};
use crate::initiative::Category;

/// A sentence names at most so many initiatives.
const MAX_NAMES: usize = 10;

/// What is shared and what each document lacks, of the initiatives that are printed.
pub(super) fn sentences(comparison: &Comparison, printed: &[&Initiative], chosen: bool) -> Vec<String> {
    let documents = comparison.documents.len();
    match documents {
        0 => return vec!["没有文档，没有可比较的内容。".to_owned()],
        1 if !chosen => return vec!["只有一份文档，无从比较：两份或以上文档都提及的，才是共有事项。".to_owned()],
        _ if printed.is_empty() && chosen => return vec!["选定的事项在这些文档中都没有提及。".to_owned()],
        _ if printed.is_empty() => return vec![format!("{documents} 份文档没有共有事项：没有哪个事项有两份或以上文档都提及。")],
        _ => {}
    }
    let mut out = vec![overview(documents, printed, chosen)];
    let everywhere: Vec<&str> = printed.iter().filter(|i| i.document_count() == documents).map(|i| i.name.as_str()).collect();
    if documents > 2 {
        out.push(match everywhere.len() {
            0 => "没有全部文档都提及的事项。".to_owned(),
            n => format!("{documents} 份文档全都提及的有 {n} 项：{}。", names(&everywhere)),
        });
    }
    out.extend((0..documents).map(|k| of_document(comparison, printed, k, chosen)));
    out
}

fn overview(documents: usize, printed: &[&Initiative], chosen: bool) -> String {
    let by_category: Vec<String> = Category::ALL
        .iter()
        .map(|category| (category, printed.iter().filter(|i| i.category == *category).count()))
        .filter(|(_, n)| *n > 0)
        .map(|(category, n)| format!("{} {n} 项", category.name()))
        .collect();
    let what = if chosen { "选定事项" } else { "两份或以上文档都提及的事项（共有事项）" };
    format!("{documents} 份文档中，{what}有 {} 项：{}。", printed.len(), by_category.join("，"))
}

/// What one document has and lacks, with the names of what most of the others have.
fn of_document(comparison: &Comparison, printed: &[&Initiative], index: usize, chosen: bool) -> String {
    let has = |i: &Initiative| i.mentions_in(index).next().is_some();
    let lacking: Vec<&&Initiative> = printed.iter().filter(|i| !has(i)).collect();
    let own = comparison.initiatives.iter().filter(|i| has(i) && !i.is_shared()).count();
    let label = comparison.documents.get(index).map(|d| d.label()).unwrap_or_default();
    let others = comparison.documents.len() - 1;
    let mut widely: Vec<&&&Initiative> = lacking.iter().filter(|i| i.document_count() * 2 > others).collect();
    widely.sort_by_key(|i| std::cmp::Reverse(i.document_count()));
    let widely: Vec<&str> = widely.iter().map(|i| i.name.as_str()).collect();
    let mut text = format!("{} {label}：提及 {} 项，未提及 {} 项", letter(index), printed.len() - lacking.len(), lacking.len());
    if !widely.is_empty() && others > 1 {
        text.push_str(&format!("，其中为其余过半文档所提及的有 {} 项：{}", widely.len(), names(&widely)));
    }
    text.push('。');
    if !chosen {
        text.push_str(&format!("另有只见于它的事项 {own} 项。"));
    }
    text
}

/// The first names, and how many there are in all where not all are named.
fn names(all: &[&str]) -> String {
    let first = all[..all.len().min(MAX_NAMES)].join("、");
    if all.len() > MAX_NAMES { format!("{first}等") } else { first }
}

/// How to read the marks; only what occurs.
pub(super) fn legend(categories: &[CategoryPart]) -> Vec<String> {
    let quotes = quotes_of(categories).count();
    let any = |test: &dyn Fn(&super::Quote) -> bool| quotes_of(categories).any(test);
    let mut out = Vec::new();
    if quotes > 0 {
        out.push(
            "引文是原文的整句，一字不改，以菱形记号起首；加粗并加下划线的是该事项在原文中的写法。上一行是所在章节，句末方括号里是文档代号和段号：段号自标题起逐段数，标题、小标题各算一段。"
                .to_owned()
                + &format!("全文共引原文 {quotes} 处。"),
        );
    }
    out.push("“未提及”只说明这份文本没有写到，不等于没有做。".to_owned());
    if any(&|q| q.excerpt) {
        out.push("“节选”：句子过长，只引提及处前后。".to_owned());
    }
    if any(&|q| q.doubtful) {
        out.push("“存疑”：这一写法不止一种含义，上下文不足以判定，请核对原文。".to_owned());
    }
    if any(&|q| q.place.footnote.is_some() || q.pieces.iter().any(|p| p.kind == super::PieceKind::NoteMark)) {
        out.push("引文中的 [^1] 之类是原文脚注的记号。".to_owned());
    }
    if categories.iter().flat_map(|c| &c.initiatives).any(|i| i.discovered) {
        out.push("名称后有“＊”的事项不在词表之内，是从各文档共有的文字中找出的。".to_owned());
    }
    out.push("指纹是文件 SHA-256 的前 16 位，用来核对引文出自哪一份文件。".to_owned());
    out
}
