//! Paragraphs and tables to the [`Builder`]: runs with their style and place, lines joined.

use super::grid::GridCell;
use super::line::Line;
use super::page::turned_back;
use super::paragraphs::seam;
use crate::import::builder::{Builder, CellContent, Style};
use crate::import::model::Place;

/// How a page lies: what a rectangle's place on it needs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sheet {
    /// Quarters by which the page was turned to be read.
    pub turns: u8,
    /// Width, turned.
    pub width: f32,
    /// Height, turned.
    pub height: f32,
}

/// Writes lines as one paragraph's text. `mark` says which footnote a piece of a line is the mark of.
pub fn lines(out: &mut Builder, lines: &[Line], sheets: &[Sheet], mark: &dyn Fn(&Line, usize) -> Option<u32>) {
    let mut before = String::new();
    for (k, line) in lines.iter().enumerate() {
        let next = lines.get(k + 1).map(Line::text);
        if k > 0 {
            let (blank, _) = seam(&before, &line.text());
            if blank {
                out.run(" ", Style::default(), None);
            }
        }
        before = line.text();
        let drops_hyphen = next.is_some_and(|next| seam(&before, &next).1);
        let count = line.pieces.len();
        for (n, piece) in line.pieces.iter().enumerate() {
            if let Some(number) = mark(line, n) {
                out.footnote_mark(number);
                continue;
            }
            let mut text = piece.text.as_str();
            if drops_hyphen && n + 1 == count {
                text = text.strip_suffix(['-', '\u{2010}']).unwrap_or(text);
            }
            out.run(text, piece.style, Some(place(line, piece.x0, piece.x1, sheets)));
        }
    }
}

fn place(line: &Line, x0: f32, x1: f32, sheets: &[Sheet]) -> Place {
    let sheet = (line.page as usize).checked_sub(1).and_then(|k| sheets.get(k)).copied().unwrap_or_default();
    let rect = turned_back([x0, line.top(), x1, line.bottom()], sheet.turns, sheet.height, sheet.width);
    Place::Rect { page: line.page, rect: rect.map(|v| (v * 100.0).round() / 100.0) }
}

/// Writes a table.
pub fn table(out: &mut Builder, rows: Vec<Vec<GridCell>>, sheets: &[Sheet]) {
    let cell = |cell: GridCell| {
        let mut content = Builder::new();
        lines(&mut content, &cell.lines, sheets, &|_, _| None);
        CellContent { content, columns: cell.columns, rows: cell.rows }
    };
    out.table(rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect());
}
