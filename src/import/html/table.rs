//! Tables that hold data and tables that only place things on the page.
//!
//! Sites set whole articles in tables; read as cells, a document would be one line. In: a table of the page. Out: whether it is data; its
//! spans.

use super::page::{Element, Page};

/// A table around more of the text than this in one cell, of ten, is a frame.
const FRAME_OF_TEN: usize = 6;
/// A cell with fewer characters frames nothing.
const FRAME_CHARS: usize = 300;
/// Cells of tables within tables beyond this are read as paragraphs.
pub const MAX_NESTED: usize = 8;
/// No table has more columns or rows in one cell.
const MAX_SPAN: u16 = 1_000;

/// Whether a table is there for its place on the page only: its text is to be read as paragraphs.
#[must_use]
pub fn is_layout(page: &Page, table: usize) -> bool {
    if page.element(table).is_some_and(|e| matches!(e.attribute("role"), Some("presentation" | "none"))) {
        return true;
    }
    let (mut largest, mut columns, mut holds_tables) = (0, 0, false);
    for row in rows(page, table) {
        let mut cells = 0;
        for cell in page.children(row).filter(|k| is_cell(page.name(*k))) {
            cells += 1;
            let chars = page.nodes[cell].chars;
            if chars > largest {
                largest = chars;
                holds_tables = (cell..page.end(cell)).any(|k| page.name(k) == "table");
            }
        }
        columns = columns.max(cells);
    }
    let is_most = largest * 10 >= page.nodes[table].chars * FRAME_OF_TEN;
    columns <= 1 || (is_most && (largest >= FRAME_CHARS || holds_tables))
}

/// Rows of a table, its sections passed through; not those of tables inside.
fn rows(page: &Page, table: usize) -> Vec<usize> {
    let is_section = |name: &str| matches!(name, "tbody" | "thead" | "tfoot");
    let mut rows = Vec::new();
    for child in page.children(table) {
        if is_section(page.name(child)) {
            rows.extend(page.children(child).filter(|k| page.name(*k) == "tr"));
        } else if page.name(child) == "tr" {
            rows.push(child);
        }
    }
    rows
}

/// Whether a name is that of a cell.
#[must_use]
pub fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

/// Columns and rows that a cell takes.
#[must_use]
pub fn spans(cell: &Element) -> (u16, u16) {
    let of = |name| cell.attribute(name).and_then(|v| v.trim().parse::<u16>().ok()).unwrap_or(1).clamp(1, MAX_SPAN);
    (of("colspan"), of("rowspan"))
}
