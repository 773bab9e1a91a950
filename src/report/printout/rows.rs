//! A quote out of a table: the row that it stands in, cell by cell, under the names of its columns.
//!
//! In: a place in a document. Out: the row there, if its cells cover all of its text but blanks; else it is quoted as any paragraph is.

use serde::Serialize;

use super::quotes::{Piece, pieces};
use crate::compare::Mention;
use crate::structure::grid::{has_head, place};
use crate::structure::{Cell, Document, ParagraphRole, Table};
use crate::text::{ByteOffset, Span};

/// A column is not wider than this, compared with others: in half ems.
const WIDEST: usize = 48;
/// Nor narrower.
const NARROWEST: usize = 6;

/// The part of a quote that stands in one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuotedCell {
    /// The name of its column; empty where the table does not name them. No part of the quote.
    pub name: String,
    /// How wide it wants to be beside the other cells, in half ems.
    pub width: usize,
    /// As in the cleaned text; empty for an empty cell.
    pub pieces: Vec<Piece>,
}

/// A row of a table.
pub(super) struct Row<'d> {
    document: &'d Document,
    table: &'d Table,
    row: usize,
    /// From the first cell with text to the last.
    pub span: Span,
}

impl<'d> Row<'d> {
    /// The row at a place.
    pub(super) fn at(document: &'d Document, at: ByteOffset) -> Option<Self> {
        let paragraph = document.paragraphs.get(document.paragraph_at(at)).filter(|p| p.role == ParagraphRole::Row)?;
        let (table, row) = document.row_of(paragraph)?;
        let table = document.tables.get(table)?;
        let mut cells = table.rows.get(row)?.iter().map(|cell| cell.span).filter(|span| !span.is_empty());
        // Where a repair was undone, cells may stand anywhere: nothing of the row must be left out or said twice.
        let mut at = paragraph.span.start;
        let blank = |from: ByteOffset, to: ByteOffset| document.text.get(from.0..to.0).is_some_and(|gap| gap.trim().is_empty());
        let start = cells.clone().next()?.start;
        if !cells.all(|cell| blank(std::mem::replace(&mut at, cell.end), cell.start)) || !blank(at, paragraph.span.end) {
            return None;
        }
        let last = table.rows.get(row)?.iter().rfind(|cell| !cell.span.is_empty())?;
        Some(Self { document, table, row, span: Span { start, end: last.span.end } })
    }

    fn cells(&self) -> &'d [Cell] {
        self.table.rows.get(self.row).map_or(&[], Vec::as_slice)
    }

    /// The cell that holds a place.
    pub(super) fn cell_at(&self, at: ByteOffset) -> Option<Span> {
        self.cells().iter().map(|cell| cell.span).find(|span| span.contains_offset(at))
    }

    /// The cells of a quoted stretch; none where one alone is quoted that has no name.
    pub(super) fn quoted(&self, span: Span, inside: &[&Mention]) -> Vec<QuotedCell> {
        let text = |cell: &Cell| self.document.text.get(cell.span.range()).unwrap_or_default();
        let plan = place(&self.table.rows);
        let named = self.row > 0 && has_head(&self.table.rows, text);
        let slots = plan.rows.get(self.row).map_or(&[][..], |row| &row.slots);
        let heads = plan.rows.first().zip(self.table.rows.first()).filter(|_| named);
        let name = |column: usize| -> String {
            let head = heads.and_then(|(plan, cells)| {
                let k = plan.slots.iter().position(|slot| (slot.column..slot.column + slot.columns).contains(&column))?;
                cells.get(k)
            });
            head.map_or("", text).trim().to_owned()
        };
        let whole = span == self.span;
        let cells = self.cells().iter().zip(slots).filter(|(cell, _)| whole || cell.span.overlaps(span));
        let quoted: Vec<QuotedCell> = cells
            .map(|(cell, slot)| {
                let part = Span { start: cell.span.start.max(span.start), end: cell.span.end.min(span.end) };
                let name = name(slot.column);
                let pieces = if part.start < part.end { pieces(self.document, part, inside) } else { Vec::new() };
                let longest = units(&name).max(pieces.iter().map(|p| units(&p.text)).sum());
                QuotedCell { name, width: longest.clamp(NARROWEST, WIDEST), pieces }
            })
            .collect();
        let alone = quoted.len() == 1 && quoted.iter().all(|cell| cell.name.is_empty());
        if alone { Vec::new() } else { quoted }
    }
}

/// Width of a text in half ems, roughly.
fn units(text: &str) -> usize {
    text.chars().take(WIDEST).map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
