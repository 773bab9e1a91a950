//! The printed comparison as one self-contained page: front matter with matrix, then an initiative after another, a column per document.
//!
//! In: a comparison and the options of paper. Out: HTML that a browser shows and prints: repeated table heads, no row cut in two,
//! marks that survive black and white (bold and underlined), 未提及 in words. No script, nothing loaded from anywhere. What stands on
//! the page is the [`Printout`], the same as on paper.

use std::fmt::Write as _;

use super::paper::{PaperOptions, PaperSize};
use super::printout::{Cell, InitiativePart, Piece, PieceKind, Place, PrintedDocument, Printout, Quote, QuotedCell, printout};
use crate::compare::Comparison;

/// Of a table's row so many cells stand side by side; of more each has a line of its own.
const MOST_BESIDE: usize = 4;

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
table.row { table-layout: auto; font-size: .9rem; margin: .2rem 0; } table.row th, table.row td { padding: .15rem .35rem; }
p { margin: .2rem 0 .5rem; } code { font-size: .8rem; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10pt; } mark { -webkit-print-color-adjust: exact; } }
";

/// The page.
#[must_use]
pub fn comparison_to_html(comparison: &Comparison, options: &PaperOptions) -> String {
    let printout = printout(comparison, options.initiatives.as_deref(), options.date.as_deref());
    let mut out = String::new();
    let size = match options.size {
        PaperSize::A4 => "A4 landscape",
        PaperSize::A3 => "A3 landscape",
    };
    push(&mut out, "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">");
    push(&mut out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    push(&mut out, &format!("<title>{}</title><style>@page {{ size: {size}; margin: 14mm; }}{STYLE}</style></head><body>", printout.title));
    front(&mut out, &printout);
    if !printout.categories.is_empty() {
        matrix(&mut out, &printout);
        push(&mut out, "<h2>逐项对照</h2>");
    }
    for category in &printout.categories {
        push(&mut out, &format!("<h2>{}</h2>", category.name));
        category.initiatives.iter().for_each(|initiative| table(&mut out, &printout.documents, initiative));
    }
    push(&mut out, "</body></html>");
    out
}

fn front(out: &mut String, printout: &Printout) {
    push(out, &format!("<h1>{}</h1>", printout.title));
    if let Some(date) = &printout.date {
        push(out, &format!("<p class=\"note\">{}</p>", escape(date)));
    }
    if !printout.documents.is_empty() {
        push(out, "<table><thead><tr><th style=\"width:3em\"></th><th>文档</th><th>标题</th><th>文件</th>");
        push(out, "<th style=\"width:13em\">指纹（SHA-256）</th></tr></thead><tbody>");
        for document in &printout.documents {
            let cells = [&document.letter, &document.label, document.title.as_deref().unwrap_or("未识别"), &document.file].map(escape);
            push(out, &format!("<tr><td>{}</td><td><code>{}</code></td></tr>", cells.join("</td><td>"), document.fingerprint));
        }
        push(out, "</tbody></table>");
    }
    for line in printout.summary.iter().chain(&printout.legend) {
        push(out, &format!("<p class=\"note\">{}</p>", escape(line)));
    }
}

/// The head row: what the first column holds, if there is one, and the documents.
fn head_row(out: &mut String, first: &str, documents: &[PrintedDocument]) {
    let columns: String = documents.iter().map(|d| format!("<th>{} {}</th>", d.letter, escape(&d.label))).collect();
    push(out, &format!("<thead><tr>{first}{columns}</tr></thead><tbody>"));
}

fn matrix(out: &mut String, printout: &Printout) {
    push(out, &format!("<h2>{}</h2><table class=\"matrix\">", printout.heading));
    head_row(out, "<th>事项</th>", &printout.documents);
    for category in &printout.categories {
        let columns = printout.documents.len() + 1;
        push(out, &format!("<tr class=\"category\"><th colspan=\"{columns}\">{}</th></tr>", category.name));
        for initiative in &category.initiatives {
            let cells: String = initiative.cells.iter().map(count).collect();
            push(out, &format!("<tr><td>{}</td>{cells}</tr>", name(initiative)));
        }
    }
    push(out, "</tbody></table>");
}

fn count(cell: &Cell) -> String {
    match cell.mentions {
        0 => "<td class=\"count absent\">未提及</td>".to_owned(),
        n => format!("<td class=\"count\">{n} 处</td>"),
    }
}

fn name(initiative: &InitiativePart) -> String {
    escape(&initiative.name) + if initiative.discovered { "＊" } else { "" }
}

/// One initiative: a table with a column per document.
fn table(out: &mut String, documents: &[PrintedDocument], initiative: &InitiativePart) {
    push(out, &format!("<h3>{}</h3><table>", name(initiative)));
    head_row(out, "", documents);
    push(out, "<tr>");
    for cell in &initiative.cells {
        push(out, "<td>");
        if cell.mentions == 0 {
            push(out, "<span class=\"absent\">未提及</span>");
        }
        cell.quotes.iter().for_each(|q| quote(out, q));
        if cell.more > 0 {
            let places: Vec<String> = cell.more_places.iter().map(place).collect();
            let etc = if places.len() < cell.more { "等" } else { "" };
            push(out, &format!("<div class=\"why\">另有 {} 处：{}{etc}。</div>", cell.more, places.join("；")));
        }
        push(out, "</td>");
    }
    push(out, "</tr></tbody></table>");
}

fn place(place: &Place) -> String {
    format!("{}（{}）", escape(&place.path), escape(&place.number()))
}

fn quote(out: &mut String, quote: &Quote) {
    let citation = format!("<span class=\"why\">〔{}〕</span>", escape(&quote.citation));
    push(out, &format!("<div class=\"path\">{}</div>", escape(&quote.place.path)));
    if quote.cells.is_empty() {
        push(out, &format!("<p>◆{}{citation}</p>", text_of(&quote.pieces)));
    } else if quote.cells.len() <= MOST_BESIDE {
        let tagged = |tag: &str, text: String| format!("<{tag}>{text}</{tag}>");
        let row =
            |tag: &str, text: &dyn Fn(&QuotedCell) -> String| -> String { quote.cells.iter().map(|c| tagged(tag, text(c))).collect() };
        let named = quote.cells.iter().any(|cell| !cell.name.is_empty());
        let head = if named { format!("<thead><tr>{}</tr></thead>", row("th", &|c| escape(&c.name))) } else { String::new() };
        let cells = row("td", &|c| text_of(&c.pieces)).replacen("<td>", "<td>◆", 1);
        push(out, &format!("<table class=\"row\">{head}<tbody><tr>{cells}</tr></tbody></table><p>{citation}</p>"));
    } else {
        let name = |cell: &QuotedCell| match cell.name.as_str() {
            "" => String::new(),
            name => format!("<span class=\"why\">{}：</span>", escape(name)),
        };
        let lines: Vec<String> = quote.cells.iter().map(|c| name(c) + &text_of(&c.pieces)).collect();
        push(out, &format!("<p>◆{}{citation}</p>", lines.join("<br>")));
    }
}

fn text_of(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece.kind {
        PieceKind::Plain => escape(&piece.text),
        PieceKind::Surface => format!("<mark>{}</mark>", escape(&piece.text)),
        PieceKind::NoteMark => format!("<sup>{}</sup>", escape(&piece.text)),
    };
    pieces.iter().map(piece).collect()
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

    use super::{PaperOptions, comparison_to_html};
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
        let page = comparison_to_html(&compare(documents, &lexicon, None), &PaperOptions::default());
        assert!(page.contains("推进<mark>垃圾分类</mark>&lt;script&gt;工作。"));
        assert!(page.contains("未提及"));
        assert!(!page.contains("<script>"));
    }
}
