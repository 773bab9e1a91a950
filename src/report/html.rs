//! The printable comparison as one self-contained page: front matter with matrix, then an initiative after another, a column per document.
//!
//! In: a comparison and, if the caller has one, a date. Out: HTML that a browser shows and prints: repeated table heads, no row cut in two,
//! marks that survive black and white (bold and underlined), 未提及 in words. No script, nothing loaded from anywhere.

use std::fmt::Write as _;

use crate::compare::{Certainty, Comparison, Initiative, Mention};
use crate::structure::Document;
use crate::text::sentence_around;

/// What the page takes beside the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageOptions<'a> {
    /// The date to print, ISO 8601; none is printed without.
    pub date: Option<&'a str>,
    /// A3 instead of A4.
    pub a3: bool,
}

/// Sentences of one document that a cell quotes before it says how many more there are.
const MAX_QUOTES: usize = 4;

const STYLE: &str = "
:root { --ink: #23262b; --quiet: #5f636a; --line: #cfcabf; --accent: #b5382a; }
* { box-sizing: border-box; }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: var(--ink); background: #fffefb; line-height: 1.6;
  font-family: 'Noto Serif SC', 'Source Han Serif SC', 'Songti SC', SimSun, serif; }
h1, h2, h3, th, .path, .why { font-family: 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; break-after: avoid; }
.note, .path, .why, .absent { color: var(--quiet); font-size: .82rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
table.matrix { table-layout: auto; }
th, td { border: 1px solid var(--line); padding: .35rem .5rem; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th { background: #f3f1ec; font-size: .88rem; }
td.count { text-align: center; } tr.category th { background: none; color: var(--accent); border-left: 0; border-right: 0; }
thead { display: table-header-group; } tr { break-inside: avoid; }
mark { background: none; color: inherit; font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
p { margin: .2rem 0 .5rem; } code { font-size: .8rem; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10pt; } mark { -webkit-print-color-adjust: exact; } }
";

/// The page.
#[must_use]
pub fn comparison_to_html(comparison: &Comparison, options: PageOptions<'_>) -> String {
    let mut out = String::new();
    let size = if options.a3 { "A3 landscape" } else { "A4 landscape" };
    push(&mut out, "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">");
    push(&mut out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>街道文件比较</title>");
    push(&mut out, &format!("<style>@page {{ size: {size}; margin: 14mm; }}{STYLE}</style></head><body>"));
    front(&mut out, comparison, options);
    matrix(&mut out, comparison);
    push(&mut out, "<h2>逐项对照</h2>");
    for initiative in shared(comparison) {
        part(&mut out, comparison, initiative);
    }
    push(&mut out, "</body></html>");
    out
}

fn shared(comparison: &Comparison) -> impl Iterator<Item = &Initiative> {
    comparison.initiatives.iter().filter(|i| i.is_shared())
}

fn front(out: &mut String, comparison: &Comparison, options: PageOptions<'_>) {
    push(out, "<h1>街道文件比较</h1>");
    if let Some(date) = options.date {
        push(out, &format!("<p class=\"note\">{}</p>", escape(date)));
    }
    push(
        out,
        "<table><thead><tr><th style=\"width:3em\"></th><th>文档</th><th>标题</th><th>文件</th><th style=\"width:11em\">指纹（SHA-256）</th></tr></thead><tbody>",
    );
    for (k, document) in comparison.documents.iter().enumerate() {
        let title = document.meta.title.as_deref().unwrap_or("未识别");
        let file = document.source.name.rsplit('/').next().unwrap_or_default();
        let print = document.source.sha256.get(..16).unwrap_or_default();
        let cells = [&column_name(k), &document.label(), title, file].map(escape);
        push(out, &format!("<tr><td>{}</td><td><code>{print}</code></td></tr>", cells.join("</td><td>")));
    }
    push(out, "</tbody></table>");
    push(out, &format!("<p class=\"note\">{}</p>", escape(&summary(comparison))));
    push(out, "<p class=\"note\"><mark>加粗并加下划线</mark>的是该事项在原文中的写法；“未提及”只说明这份文本没有写到，不等于没有做。</p>");
}

/// What is shared and what each lacks, in sentences.
fn summary(comparison: &Comparison) -> String {
    let all: Vec<&Initiative> = shared(comparison).collect();
    let mut text = format!("{} 份文档共有事项 {} 项。", comparison.documents.len(), all.len());
    for k in 0..comparison.documents.len() {
        let lacking = all.iter().filter(|i| i.mentions_in(k).next().is_none()).count();
        text.push_str(&format!("文档 {} 未提及其中 {lacking} 项。", column_name(k)));
    }
    text
}

fn matrix(out: &mut String, comparison: &Comparison) {
    push(out, "<h2>共有事项一览</h2><table class=\"matrix\"><thead><tr><th>事项</th>");
    for (k, document) in comparison.documents.iter().enumerate() {
        push(out, &format!("<th>{} {}</th>", column_name(k), escape(&document.label())));
    }
    push(out, "</tr></thead><tbody>");
    let mut category = None;
    for initiative in shared(comparison) {
        if category != Some(initiative.category) {
            category = Some(initiative.category);
            let columns = comparison.documents.len() + 1;
            push(out, &format!("<tr class=\"category\"><th colspan=\"{columns}\">{}</th></tr>", initiative.category.name()));
        }
        push(out, &format!("<tr><td>{}</td>", escape(&initiative.name)));
        for k in 0..comparison.documents.len() {
            match initiative.mentions_in(k).count() {
                0 => push(out, "<td class=\"count absent\">未提及</td>"),
                n => push(out, &format!("<td class=\"count\">{n} 处</td>")),
            }
        }
        push(out, "</tr>");
    }
    push(out, "</tbody></table>");
}

/// One initiative: a table with a column per document.
fn part(out: &mut String, comparison: &Comparison, initiative: &Initiative) {
    push(out, &format!("<h3>{} <span class=\"note\">{}</span></h3>", escape(&initiative.name), initiative.category.name()));
    push(out, "<table><thead><tr>");
    for (k, document) in comparison.documents.iter().enumerate() {
        push(out, &format!("<th>{} {}</th>", column_name(k), escape(&document.label())));
    }
    push(out, "</tr></thead><tbody><tr>");
    for (k, document) in comparison.documents.iter().enumerate() {
        push(out, "<td>");
        let mentions: Vec<&Mention> = initiative.mentions_in(k).collect();
        if mentions.is_empty() {
            push(out, "<span class=\"absent\">未提及</span>");
        }
        quotes(out, document, &mentions);
        push(out, "</td>");
    }
    push(out, "</tr></tbody></table>");
}

/// The sentences, each once, with all the places that name the initiative marked.
fn quotes(out: &mut String, document: &Document, mentions: &[&Mention]) {
    let mut sentences: Vec<(crate::text::Span, Vec<&Mention>)> = Vec::new();
    for mention in mentions {
        let sentence = sentence_around(&document.text, mention.span.start);
        match sentences.last_mut().filter(|(last, _)| *last == sentence) {
            Some((_, inside)) => inside.push(mention),
            None => sentences.push((sentence, vec![mention])),
        }
    }
    let more = sentences.len().saturating_sub(MAX_QUOTES);
    for (sentence, inside) in sentences.iter().take(MAX_QUOTES) {
        if let Some(section) = inside.first().and_then(|m| m.section) {
            let path: Vec<String> = document
                .section_path(section)
                .into_iter()
                .map(|s| format!("{}{}", document.sections[s].number, document.sections[s].title))
                .collect();
            push(out, &format!("<div class=\"path\">{}</div>", escape(&path.join(" › "))));
        }
        let mut at = sentence.start.0;
        let mut html = String::new();
        for mention in inside {
            let (from, to) = (mention.span.start.0.max(at), mention.span.end.0.min(sentence.end.0));
            if from >= to {
                continue;
            }
            html.push_str(&escape(document.text.get(at..from).unwrap_or_default()));
            html.push_str(&format!("<mark>{}</mark>", escape(document.text.get(from..to).unwrap_or_default())));
            if mention.certainty == Certainty::Possible {
                html.push_str("<span class=\"why\">（存疑）</span>");
            }
            at = to;
        }
        html.push_str(&escape(document.text.get(at..sentence.end.0).unwrap_or_default()));
        push(out, &format!("<p>{html}</p>"));
    }
    if more > 0 {
        push(out, &format!("<div class=\"why\">另有 {more} 句</div>"));
    }
}

/// A, B … Z, then numbers: as in the window.
fn column_name(index: usize) -> String {
    u8::try_from(index).ok().filter(|k| *k < 26).map_or_else(|| (index + 1).to_string(), |k| char::from(b'A' + k).to_string())
}

fn push(out: &mut String, line: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{line}");
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::{PageOptions, comparison_to_html};
    use crate::compare::compare;
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;

    #[test]
    fn every_quote_is_verbatim_and_markup_in_a_text_is_text() {
        let texts = [
            "甲街道2021年工作计划\n一、环境\n推进垃圾分类<script>工作。",
            "乙街道2021年工作计划\n一、环境\n做好垃圾分类。",
            "丙街道2021年工作计划\n一、经济\n做好服务。",
        ];
        let documents = texts
            .iter()
            .flat_map(|text| read(&Arc::new(import("t.txt", text.as_bytes()).expect("text")), &BTreeSet::new()))
            .map(Arc::new)
            .collect();
        let (lexicon, _) = Lexicon::new(&[("t", "[[initiative]]\nname = \"垃圾分类\"\ncategory = \"环境\"\n")]);
        let page = comparison_to_html(&compare(documents, &lexicon, None), PageOptions::default());
        assert!(page.contains("推进<mark>垃圾分类</mark>&lt;script&gt;工作。"));
        assert!(page.contains("未提及"));
        assert!(!page.contains("<script>"));
    }
}
