//! A concordance as a table for the clipboard, as text for a terminal, as JSON.

use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;

use super::tsv::line;
use crate::search::{Concordance, Hit, context};
use crate::structure::Document;
use crate::text::Span;

/// So many characters stand at either side of a place in a table and in JSON.
const TABLE_CONTEXT: usize = 40;
/// And in a terminal, which shows one in two columns.
const TERMINAL_CONTEXT: usize = 18;

/// A line of heads, then a line per place: document, section path, what stands before, the place, what stands after. `names` are the
/// documents' names to show, in their order.
#[must_use]
pub fn concordance_to_tsv(documents: &[Arc<Document>], names: &[String], found: &Concordance) -> String {
    let mut out = String::new();
    line(&mut out, ["文档", "章节", "左文", "检索词", "右文"].into_iter());
    for hit in &found.hits {
        let Some(document) = documents.get(hit.document) else { continue };
        let (left, right) = context(&document.text, hit.span, TABLE_CONTEXT);
        let path = section_titles(document, hit.span).join(" › ");
        let name = names.get(hit.document).map_or("", String::as_str);
        let of = |span: Span| span.of(&document.text);
        line(&mut out, [name, &path, of(left), of(hit.span), of(right)].into_iter());
    }
    out
}

/// What `jiedu search` prints: under each document its places, the words themselves one under the other; then how many there are.
#[must_use]
pub fn concordance_to_text(documents: &[Arc<Document>], found: &Concordance) -> String {
    let mut out = String::new();
    for (k, (document, count)) in documents.iter().zip(&found.counts).enumerate().filter(|(_, (_, count))| **count > 0) {
        push(&mut out, &format!("[{}] {}（{}）：{count} 处", k + 1, document.label(), document.source.name));
        for hit in found.hits.iter().filter(|hit| hit.document == k) {
            push(&mut out, &row(document, hit));
        }
        out.push('\n');
    }
    if found.total() == 0 {
        push(&mut out, &format!("没有找到；查了 {} 份文档", documents.len()));
    } else {
        let cut = if found.hits.len() < found.total() { format!("，只列出前 {} 处", found.hits.len()) } else { String::new() };
        push(&mut out, &format!("共 {} 处，在 {} 份文档中（查了 {} 份）{cut}", found.total(), found.documents(), documents.len()));
    }
    out
}

fn row(document: &Document, hit: &Hit) -> String {
    let (left, right) = context(&document.text, hit.span, TERMINAL_CONTEXT);
    let clean = |span: Span| span.of(&document.text).replace('\t', " ");
    let (left, right) = (clean(left), clean(right));
    let blanks = (2 * TERMINAL_CONTEXT).saturating_sub(columns(&left));
    let path = section_titles(document, hit.span).join(" › ");
    let place = if path.is_empty() { String::new() } else { format!("\t‹{path}›") };
    format!("  {}{left}【{}】{right}{place}", " ".repeat(blanks), clean(hit.span))
}

/// Columns of a terminal: a Han character, a kana and a full-width mark take two.
fn columns(text: &str) -> usize {
    let wide = |c: char| matches!(u32::from(c), 0x1100..=0x115f | 0x2018..=0x201d | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x2_0000..=0x3_fffd);
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

fn push(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}

/// The titles of the headings above a place, outermost first, each with its number.
#[must_use]
pub fn section_titles(document: &Document, place: Span) -> Vec<String> {
    let section = document.section_at(place.start);
    let path = section.map(|k| document.section_path(k)).unwrap_or_default();
    path.into_iter().filter_map(|k| document.sections.get(k)).map(|s| format!("{}{}", s.number, s.title.trim())).collect()
}

#[derive(Serialize)]
struct ConcordanceJson<'a> {
    query: &'a str,
    /// Places in all documents; `hits` may hold fewer.
    total: usize,
    /// Whether a word of Latin letters was taken for pinyin.
    pinyin: bool,
    documents: Vec<DocumentJson<'a>>,
    hits: Vec<HitJson<'a>>,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    id: String,
    path: &'a str,
    part: Option<u32>,
    title: Option<&'a str>,
    street: Option<&'a str>,
    year: Option<i32>,
    kind: &'static str,
    hits: usize,
}

/// Offsets count Unicode scalar values of the document's cleaned text, ends exclusive, as everywhere in JSON.
#[derive(Serialize)]
struct HitJson<'a> {
    document: usize,
    start: usize,
    end: usize,
    text: &'a str,
    left: &'a str,
    right: &'a str,
    /// Index of the innermost section, as in `jiedu read`.
    section: Option<usize>,
    section_path: Vec<String>,
    /// Where the query's other words stand near by.
    beside: Vec<[usize; 2]>,
}

/// What `jiedu search --format json` prints, with a line end.
///
/// # Errors
/// None in practice: the value holds nothing that JSON cannot say.
pub fn concordance_to_json(query: &str, documents: &[Arc<Document>], found: &Concordance) -> serde_json::Result<String> {
    let each = documents.iter().zip(&found.counts).enumerate().map(|(k, (document, count))| DocumentJson {
        id: format!("d{}", k + 1),
        path: &document.source.name,
        part: document.part,
        title: document.meta.title.as_deref(),
        street: document.meta.street.as_deref(),
        year: document.meta.year,
        kind: document.meta.kind.code(),
        hits: *count,
    });
    let hits = found.hits.iter().filter_map(|hit| Some(hit_json(documents.get(hit.document)?, hit)));
    let value = ConcordanceJson { query, total: found.total(), pinyin: found.by_pinyin, documents: each.collect(), hits: hits.collect() };
    let mut json = serde_json::to_string_pretty(&value)?;
    json.push('\n');
    Ok(json)
}

fn hit_json<'a>(document: &'a Document, hit: &Hit) -> HitJson<'a> {
    let chars = |span: Span| {
        let chars = document.chars(span);
        [chars.start.0, chars.end.0]
    };
    let (left, right) = context(&document.text, hit.span, TABLE_CONTEXT);
    let [start, end] = chars(hit.span);
    HitJson {
        document: hit.document,
        start,
        end,
        text: hit.span.of(&document.text),
        left: left.of(&document.text),
        right: right.of(&document.text),
        section: document.section_at(hit.span.start),
        section_path: section_titles(document, hit.span),
        beside: hit.beside.iter().map(|span| chars(*span)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::{concordance_to_text, concordance_to_tsv};
    use crate::import::import;
    use crate::search::{Concordance, Options, Query, concordance};
    use crate::structure::{Document, read};

    fn found(query: &str) -> (Vec<Arc<Document>>, Concordance) {
        let text = "和平街道2024年工作要点\n一、抓好民生\n深入推进垃圾分类工作\t1项，完成加装电梯10台。\n";
        let imported = Arc::new(import("a/b.txt", text.as_bytes()).expect("readable"));
        let documents: Vec<Arc<Document>> = read(&imported, &BTreeSet::new()).into_iter().map(Arc::new).collect();
        let found = concordance(&documents, &Query::parse(query).expect("a query"), &Options::default(), &|| true);
        (documents, found)
    }

    #[test]
    fn a_table_has_the_source_of_each_place_and_five_values_a_line() {
        let (documents, found) = found("垃圾分类");
        let table = concordance_to_tsv(&documents, &["A 和平街道".to_owned()], &found);
        let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(lines[0], ["文档", "章节", "左文", "检索词", "右文"]);
        assert_eq!(lines[1][..4], ["A 和平街道", "一、抓好民生", "深入推进", "垃圾分类"]);
        assert!(lines.len() == 2 && lines[1].len() == 5, "a tab of the text is none of the table: {lines:?}");
    }

    #[test]
    fn a_terminal_gets_the_places_one_under_the_other() {
        let (documents, places) = found("垃圾分类 | 电梯");
        let text = concordance_to_text(&documents, &places);
        assert!(text.starts_with("[1] 和平街道 2024 工作要点（a/b.txt）：2 处\n"), "{text}");
        let columns: Vec<usize> = text.lines().filter_map(|line| Some(super::columns(&line[..line.find('【')?]))).collect();
        assert_eq!(columns, [38, 38]);
        assert!(text.ends_with("共 2 处，在 1 份文档中（查了 1 份）\n"), "{text}");
        let (documents, none) = found("没有这个词");
        assert_eq!(concordance_to_text(&documents, &none), "没有找到；查了 1 份文档\n");
    }
}
