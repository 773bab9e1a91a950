//! A document's tables on a page: which paragraph is which row, and where each line of each cell stands.
//!
//! In: the document's tables, whose cells are trusted as far as they go in order, and the page's width. Out: per table a [`Grid`]; per
//! row, once its lines are broken, a box for each cell. Every byte of a row belongs to one cell: what stands between two (a tab) to the
//! one before it. So a row's lines are contiguous stretches of its bytes, cell after cell, as those of any paragraph are; only they stand
//! in boxes beside each other. A cell that hangs down over further rows has its text in its first row, which grows as tall as it asks.

use std::collections::HashMap;
use std::ops::Range;

use egui::epaint::text::FontsView;

use super::grid::Grid;
use super::look::{InTable, cell_size};
use super::setting::{self, Source};
use super::types::ReaderStyle;
use crate::structure::grid::Slot;
use crate::structure::{Cell, Document, ParagraphRole};
use crate::text::Span;

/// A row's cells one below the other keep their columns' names beside them where so many ems are left for the text.
const LEAST_BESIDE: f32 = 8.0;
/// Width of such names in ems.
const LABEL: f32 = 5.0;

/// The tables of a page.
#[derive(Debug, Default)]
pub(super) struct Tables {
    grids: Vec<Grid>,
    /// By paragraph its table and row.
    rows: HashMap<usize, (usize, usize)>,
    /// Rows whose lines are broken.
    broken: HashMap<usize, BrokenRow>,
}

/// A row whose lines are broken; lengths from its paragraph's top without the blank above.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BrokenRow {
    /// Cells with text, in the order of the text.
    pub cells: Vec<CellBox>,
    pub height: f32,
}

/// The lines of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CellBox {
    /// Its index in the row of the table.
    pub cell: usize,
    /// Its first line in the paragraph, and how many it has.
    pub first: usize,
    pub count: usize,
    /// Where its text stands, in points.
    pub left: f32,
    pub width: f32,
    pub top: f32,
}

impl CellBox {
    /// Top of one of its lines; those are counted in the paragraph.
    #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
    pub(super) fn top_of(&self, line: usize, pitch: f32) -> f64 {
        f64::from(self.top) + line.saturating_sub(self.first) as f64 * f64::from(pitch)
    }

    /// How far a place is from the text, to the left or right; zero inside.
    pub(super) fn distance(&self, x: f32) -> f32 {
        (self.left - x).max(x - self.left - self.width).max(0.0)
    }

    pub(super) const fn lines(&self) -> Range<usize> {
        self.first..self.first + self.count
    }
}

impl BrokenRow {
    /// The cell of a line.
    pub(super) fn cell_of(&self, line: usize) -> Option<&CellBox> {
        self.cells.get(self.cells.partition_point(|c| c.first + c.count <= line))
    }

    /// The cell nearest to `x`; where several are, as in stacked cells, the first or the last of them.
    pub(super) fn nearest(&self, x: f32, last: bool) -> Option<&CellBox> {
        let least = self.cells.iter().map(|c| c.distance(x)).reduce(f32::min)?;
        let mut near = self.cells.iter().filter(|c| c.distance(x) <= least);
        if last { near.next_back() } else { near.next() }
    }
}

impl Tables {
    /// The tables of a document on a page of `width` points.
    pub(super) fn new(document: &Document, style: &ReaderStyle, width: f32) -> Self {
        let mut rows = HashMap::new();
        for (t, table) in document.tables.iter().enumerate() {
            for (r, row) in table.rows.iter().enumerate() {
                let Some(cell) = row.iter().find(|cell| !cell.span.is_empty()) else { continue };
                let paragraph = document.paragraph_at(cell.span.start);
                if document.paragraphs.get(paragraph).is_some_and(|p| p.role == ParagraphRole::Row) {
                    rows.entry(paragraph).or_insert((t, r));
                }
            }
        }
        let text = |cell: &Cell| document.text.get(cell.span.range()).unwrap_or_default();
        let em = cell_size(style.size);
        let grids = document.tables.iter().map(|t| Grid::new(&t.rows, text, width, em)).collect();
        Self { grids, rows, broken: HashMap::new() }
    }

    /// The grid that a paragraph is a row of, and which row.
    pub(super) fn row(&self, paragraph: usize) -> Option<(&Grid, usize)> {
        let (table, row) = self.rows.get(&paragraph)?;
        Some((self.grids.get(*table)?, *row))
    }

    /// What the look of a paragraph depends on.
    pub(super) fn place_of(&self, paragraph: usize) -> Option<InTable> {
        let (table, row) = *self.rows.get(&paragraph)?;
        let joins = |other: Option<usize>| other.and_then(|k| self.rows.get(&k)).is_some_and(|(t, _)| *t == table);
        let head = row == 0 && self.grids.get(table).is_some_and(|grid| grid.head);
        Some(InTable { head, first: !joins(paragraph.checked_sub(1)), last: !joins(Some(paragraph + 1)) })
    }

    /// A row whose lines are broken.
    pub(super) fn broken(&self, paragraph: usize) -> Option<&BrokenRow> {
        self.broken.get(&paragraph)
    }

    /// The text of the name of a cell's column; `None` in the row of names and where the table has none.
    pub(super) fn name_of<'d>(&self, document: &'d Document, paragraph: usize, cell: usize) -> Option<&'d str> {
        let (table, row) = *self.rows.get(&paragraph)?;
        let grid = self.grids.get(table).filter(|grid| grid.head && row > 0)?;
        let column = grid.rows.get(row)?.slots.get(cell)?.column;
        let k = grid.rows.first()?.slots.iter().position(|s| (s.column..s.column + s.columns).contains(&column))?;
        let span = document.tables.get(table)?.rows.first()?.get(k)?.span;
        document.text.get(span.range()).map(str::trim).filter(|name| !name.is_empty())
    }

    /// The cells of a paragraph: the bytes of each, from zero, without a gap; index and stretch, none empty but the only one.
    pub(super) fn cells(&self, document: &Document, paragraph: usize) -> Vec<(usize, Range<usize>)> {
        let (Some((table, row)), Some(p)) = (self.rows.get(&paragraph), document.paragraphs.get(paragraph)) else { return Vec::new() };
        let cells = document.tables.get(*table).and_then(|t| t.rows.get(*row)).map_or(&[][..], Vec::as_slice);
        parted(p.span.of(&document.text), p.span, cells)
    }

    /// Breaks the lines of a row: their ends in the paragraph's bytes. `None` for a paragraph that is none.
    pub(super) fn break_row(
        &mut self,
        fonts: &mut FontsView<'_>,
        document: &Document,
        paragraph: usize,
        source: Source<'_>,
    ) -> Option<(Vec<u32>, f32)> {
        let (grid, row) = self.row(paragraph)?;
        let plan = grid.rows.get(row)?;
        let pitch = source.look.pitch;
        let (mut ends, mut boxes) = (Vec::new(), Vec::new());
        let mut bottom = grid.pad;
        for (cell, bytes) in self.cells(document, paragraph) {
            let slot = plan.slots.get(cell).copied().unwrap_or(Slot { column: 0, columns: 1 });
            let (left, right) = grid.across(slot);
            let beside = if grid.stacked { self.beside(source.look.size, grid, row) } else { 0.0 };
            let left = left + grid.pad + beside;
            let width = (right - grid.pad - left).max(1.0);
            let inner = Source { text: source.text.get(bytes.clone())?, base: source.base + bytes.start, left, width, ..source };
            let lines = setting::row_ends(fonts, inner);
            #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
            let height = lines.len() as f32 * pitch;
            let top = if grid.stacked { bottom } else { grid.pad };
            boxes.push(CellBox { cell, first: ends.len(), count: lines.len(), left, width, top });
            let start = u32::try_from(bytes.start).unwrap_or(u32::MAX);
            ends.extend(lines.into_iter().map(|end| end.saturating_add(start)));
            bottom = bottom.max(top + height);
        }
        let height = bottom + grid.pad;
        self.broken.insert(paragraph, BrokenRow { cells: boxes, height });
        Some((ends, height))
    }

    /// How far stacked cells stand in, beside the names of their columns.
    fn beside(&self, em: f32, grid: &Grid, row: usize) -> f32 {
        let fits = grid.right() >= (LABEL + LEAST_BESIDE) * em + 3.0 * grid.pad;
        if grid.head && row > 0 && fits { LABEL * em + grid.pad } else { 0.0 }
    }

    /// Height of a row by the number of its bytes, without the blanks above and below.
    pub(super) fn estimate(&self, document: &Document, paragraph: usize, em: f32, pitch: f32) -> Option<f64> {
        let (grid, row) = self.row(paragraph)?;
        let plan = grid.rows.get(row)?;
        let text = document.paragraphs.get(paragraph)?.span.of(&document.text);
        let mut lines = Vec::new();
        for (cell, bytes) in self.cells(document, paragraph) {
            let (left, right) = plan.slots.get(cell).map_or((0.0, grid.right()), |slot| grid.across(*slot));
            let width = (right - left - 2.0 * grid.pad).max(em);
            #[expect(clippy::cast_precision_loss, reason = "an estimate")]
            let ems = text.get(bytes.clone()).map_or(0.0, |t| if t.is_ascii() { t.len() as f32 * 0.6 } else { t.len() as f32 / 3.0 });
            lines.push(f64::from((ems * em / width).ceil().max(1.0)));
        }
        let lines = if grid.stacked { lines.iter().sum() } else { lines.iter().copied().fold(1.0, f64::max) };
        Some(lines * f64::from(pitch) + 2.0 * f64::from(grid.pad))
    }
}

/// The bytes of each cell of a row's text, from its start: from the cell's first byte to the next cell's, in order, as far as they are
/// in order and inside the row; the whole row is covered. Cells without a byte are left out, but never all.
pub(super) fn parted(text: &str, row: Span, cells: &[Cell]) -> Vec<(usize, Range<usize>)> {
    let mut at = 0;
    let mut starts: Vec<usize> = Vec::with_capacity(cells.len());
    for cell in cells {
        let start = cell.span.start.0.saturating_sub(row.start.0).min(text.len());
        let inside = cell.span.start >= row.start && cell.span.end <= row.end && text.is_char_boundary(start);
        at = if inside { start.max(at) } else { at };
        starts.push(at);
    }
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut out: Vec<(usize, Range<usize>)> = starts.iter().zip(ends).map(|(start, end)| *start..end).enumerate().collect();
    out.retain(|(_, bytes)| !bytes.is_empty());
    if out.is_empty() { vec![(0, 0..text.len())] } else { out }
}
