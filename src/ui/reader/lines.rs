//! Where a paragraph's rows stand: one below the other across the column, or in the cells of a table's row.
//!
//! All heights are points below the paragraph's top, all places points from the column's left; rows are counted from zero in the
//! paragraph, in the order of the text. The rows must be broken.

use std::ops::Range;

use egui::epaint::text::FontsView;

use super::page::Page;
use crate::text::{ByteOffset, Span};

impl Page {
    /// Left edge and width of the room that a row has.
    pub(super) fn sides(&self, paragraph: usize, row: usize) -> (f32, f32) {
        let cell = self.tables.broken(paragraph).and_then(|cells| cells.cell_of(row));
        cell.map_or((0.0, self.width), |cell| (cell.left, cell.width))
    }

    /// Top of a row below its paragraph's top.
    pub(super) fn row_top(&self, paragraph: usize, row: usize) -> f64 {
        let pitch = self.look(paragraph).pitch;
        let below = match self.tables.broken(paragraph) {
            Some(cells) => cells.cell_of(row).map_or(0.0, |cell| cell.top_of(row, pitch)),
            #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
            None => row as f64 * f64::from(pitch),
        };
        f64::from(self.before(paragraph)) + below
    }

    /// The rows of a paragraph that stand between two heights, in the order of the text; at least those that do.
    pub(super) fn rows_between(&self, paragraph: usize, from: f64, to: f64) -> Vec<Range<usize>> {
        let (before, pitch) = (f64::from(self.before(paragraph)), f64::from(self.look(paragraph).pitch));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of rows")]
        let count = |height: f64| (height / pitch).max(0.0) as usize;
        let within = |top: f64, rows: Range<usize>| {
            let first = rows.start + count(from - before - top);
            let end = rows.start.saturating_add(count(to - before - top).saturating_add(1));
            first.min(rows.end)..end.min(rows.end)
        };
        match self.tables.broken(paragraph) {
            Some(cells) => {
                cells.cells.iter().map(|cell| within(f64::from(cell.top), cell.lines())).filter(|rows| !rows.is_empty()).collect()
            }
            None => vec![within(0.0, 0..self.column.rows(paragraph).len())],
        }
    }

    /// The row at a height, the first one in the text where several stand beside each other; the nearest where none does.
    pub(super) fn row_at(&self, paragraph: usize, height: f64) -> usize {
        let last = self.column.rows(paragraph).len().saturating_sub(1);
        let pitch = f64::from(self.look(paragraph).pitch);
        let at = self.rows_between(paragraph, height, height);
        let reaches = |row: &usize| height < self.row_top(paragraph, *row) + pitch;
        match self.tables.broken(paragraph) {
            Some(_) => at.into_iter().filter_map(Iterator::last).find(reaches).unwrap_or(last),
            None => at.first().map_or(0, |rows| rows.start).min(last),
        }
    }

    /// Where a caret after the last character of a row stands: before the tab that ends a cell.
    pub(super) fn row_end(&self, paragraph: usize, row: usize) -> ByteOffset {
        let span = self.row_span(paragraph, row);
        if self.tables.row(paragraph).is_none() {
            return span.end;
        }
        ByteOffset(span.start.0 + span.of(&self.document.text).trim_end_matches('\t').len())
    }

    /// The row above or below: in the same cell, else in the next paragraph, in its cell that stands at `x`. `None` at the text's ends.
    pub(super) fn row_beside(&mut self, fonts: &mut FontsView<'_>, at: (usize, usize), x: f32, down: bool) -> Option<(usize, usize)> {
        let (paragraph, row) = at;
        let rows = match self.tables.broken(paragraph).filter(|_| !self.is_stacked(paragraph)) {
            Some(cells) => cells.cell_of(row)?.lines(),
            None => 0..self.column.rows(paragraph).len(),
        };
        match down {
            true if row + 1 < rows.end => return Some((paragraph, row + 1)),
            false if row > rows.start => return Some((paragraph, row - 1)),
            _ => {}
        }
        let to = if down { paragraph + 1 } else { paragraph.checked_sub(1)? };
        if to >= self.column.len() {
            return None;
        }
        self.break_rows(fonts, to);
        let rows = match self.tables.broken(to) {
            Some(cells) => cells.nearest(x, !down)?.lines(),
            None => 0..self.column.rows(to).len(),
        };
        Some((to, if down { rows.start } else { rows.end.saturating_sub(1) }))
    }

    /// The paragraph around a byte; of a table's row the cell, without the tab that ends it.
    pub(super) fn cell_around(&self, at: ByteOffset) -> Span {
        let paragraph = self.document.paragraph_at(at);
        let Some(whole) = self.document.paragraphs.get(paragraph).map(|p| p.span) else { return Span { start: at, end: at } };
        let inside = at.0.saturating_sub(whole.start.0);
        let cells = self.tables.cells(&self.document, paragraph);
        let Some((_, bytes)) = cells.into_iter().find(|(_, bytes)| inside < bytes.end) else { return whole };
        let text = whole.of(&self.document.text).get(bytes.clone()).unwrap_or_default();
        let start = whole.start.0 + bytes.start;
        Span::new(start, start + text.trim_end_matches('\t').len())
    }

    /// Whether a paragraph is a table's row whose cells stand one below the other.
    pub(super) fn is_stacked(&self, paragraph: usize) -> bool {
        self.tables.row(paragraph).is_some_and(|(grid, _)| grid.stacked)
    }
}
