//! What stands on paper: front matter, matrix, and for each initiative the sentences that mention it, document by document.
//!
//! In: a comparison, which initiatives, a date. Out: a [`Printout`], plain values that the PDF's template and the HTML page both set;
//! neither gathers anything of its own. Every quote is a stretch of its document's cleaned text, character for character, with the
//! letter of the document and the number of the paragraph that lead back to it.

mod quotes;
mod rows;
mod summary;

use serde::Serialize;

pub use quotes::{Cell, Piece, PieceKind, Place, Quote};
pub use rows::QuotedCell;

use super::letter;
use crate::compare::{Comparison, Initiative, Origin};
use crate::initiative::{Category, InitiativeId};
use crate::structure::Document;

/// The title of every printout.
pub const TITLE: &str = "街道文件比较";

/// A document's label stands in the head of a column and the foot of a page, and has at most so many
/// characters; its title stands whole in the front matter.
const MAX_LABEL_CHARS: usize = 28;

/// Everything that is printed, in the order of the pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Printout {
    /// [`TITLE`].
    pub title: &'static str,
    /// The date as Chinese prints it (2026年3月1日), if one was given.
    pub date: Option<String>,
    /// The documents, a column each.
    pub documents: Vec<PrintedDocument>,
    /// What the matrix is headed: whether the initiatives are the shared ones or those that were asked for.
    pub heading: &'static str,
    /// What is shared and what each lacks, a sentence or two each.
    pub summary: Vec<String>,
    /// How to read the marks.
    pub legend: Vec<String>,
    /// Categories that have an initiative, in their usual order.
    pub categories: Vec<CategoryPart>,
}

/// One document in the front matter. `None`: the text does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintedDocument {
    /// A, B … Z, then 27, 28 …: as in the window.
    pub letter: String,
    /// Street, year and kind, or the title's beginning.
    pub label: String,
    /// 吴淞街道
    pub street: Option<String>,
    /// 2021
    pub year: Option<String>,
    /// 工作要点, 工作总结 …
    pub kind: &'static str,
    /// As the document has it.
    pub title: Option<String>,
    /// The file's name without folders, and which part of it.
    pub file: String,
    /// The first sixteen hexadecimal digits of the file's SHA-256, in fours.
    pub fingerprint: String,
}

/// The initiatives of one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CategoryPart {
    /// 数字治理
    pub name: &'static str,
    /// In the comparison's order.
    pub initiatives: Vec<InitiativePart>,
}

/// One initiative: a cell for each document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InitiativePart {
    /// Its identity.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Whether it was discovered, not known beforehand.
    pub discovered: bool,
    /// One for each of [`Printout::documents`].
    pub cells: Vec<Cell>,
}

/// What is printed of a comparison.
///
/// `chosen`: the initiatives to print; without, all that two documents or more share. `date`: ISO 8601; none is printed without.
#[must_use]
pub fn printout(comparison: &Comparison, chosen: Option<&[InitiativeId]>, date: Option<&str>) -> Printout {
    let wanted = |i: &&Initiative| chosen.map_or_else(|| i.is_shared(), |ids| ids.contains(&i.id));
    let initiatives: Vec<&Initiative> = comparison.initiatives.iter().filter(wanted).collect();
    let categories: Vec<CategoryPart> = Category::ALL
        .into_iter()
        .map(|category| CategoryPart {
            name: category.name(),
            initiatives: initiatives.iter().filter(|i| i.category == category).map(|i| initiative_part(comparison, i)).collect(),
        })
        .filter(|part| !part.initiatives.is_empty())
        .collect();
    Printout {
        title: TITLE,
        date: date.map(chinese_date),
        documents: comparison.documents.iter().enumerate().map(|(k, d)| printed_document(k, d)).collect(),
        heading: if chosen.is_some() { "选定事项一览" } else { "共有事项一览" },
        summary: summary::sentences(comparison, &initiatives, chosen.is_some()),
        legend: summary::legend(&categories),
        categories,
    }
}

impl Printout {
    /// Every quote, in the order of the pages.
    pub fn quotes(&self) -> impl Iterator<Item = &Quote> {
        quotes_of(&self.categories)
    }
}

fn quotes_of(categories: &[CategoryPart]) -> impl Iterator<Item = &Quote> {
    categories.iter().flat_map(|c| &c.initiatives).flat_map(|i| &i.cells).flat_map(|c| &c.quotes)
}

fn printed_document(index: usize, document: &Document) -> PrintedDocument {
    let file = document.source.name.rsplit('/').next().unwrap_or_default();
    let digits: Vec<&str> = (0..4).filter_map(|k| document.source.sha256.get(4 * k..4 * k + 4)).collect();
    PrintedDocument {
        letter: letter(index),
        label: shortened(&document.label(), MAX_LABEL_CHARS),
        street: document.meta.street.clone(),
        year: document.meta.year.map(|y| y.to_string()),
        kind: document.kind_label(),
        title: document.meta.title.clone(),
        file: document.part.map_or_else(|| file.to_owned(), |part| format!("{file}（其中第 {part} 份）")),
        fingerprint: digits.join(" "),
    }
}

fn initiative_part(comparison: &Comparison, initiative: &Initiative) -> InitiativePart {
    InitiativePart {
        id: initiative.id.clone(),
        name: initiative.name.clone(),
        discovered: initiative.origin == Origin::Discovered,
        cells: comparison.documents.iter().enumerate().map(|(k, d)| quotes::cell(k, d, initiative)).collect(),
    }
}

/// At most so many characters of a text; the last is then `…`.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

/// 2026-03-01 as 2026年3月1日; anything else stays as it is.
fn chinese_date(iso: &str) -> String {
    let mut parts = iso.splitn(3, '-').map(str::parse::<u32>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => format!("{year}年{month}月{day}日"),
        _ => iso.to_owned(),
    }
}
