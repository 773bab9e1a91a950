//! How a printout is laid into columns and rows, before typst sets it.
//!
//! In: the printout and the sheet. Out: for the matrix and for each initiative which documents stand side by side, and which quotes
//! share a row. Rows are what a page break falls between, so that no quote is ever cut in two; several short quotes share a row with
//! one long one beside them, so that this costs little room.

use serde::Serialize;

use super::PaperSize;
use crate::report::printout::{Cell, InitiativePart, Printout, Quote, QuotedCell};

/// The arrangement of all tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Arrangement {
    /// Documents that stand side by side in the matrix; one table each.
    pub matrix: Vec<Vec<usize>>,
    /// How many matrix tables stand beside each other on a page.
    pub matrix_columns: usize,
    /// Per category, per initiative.
    pub categories: Vec<Vec<InitiativeTables>>,
}

/// The tables of one initiative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct InitiativeTables {
    /// One where the documents fit as columns.
    pub groups: Vec<Group>,
    /// Documents without a mention that have no column, because there are too many columns as it is.
    pub absent: Vec<usize>,
}

/// Documents side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Group {
    /// Indexes of the documents, left to right.
    pub documents: Vec<usize>,
    /// Of their columns, as shares of the whole.
    pub widths: Vec<usize>,
    /// For each row and each of these documents the quotes in it, first and one past the last.
    pub rows: Vec<Vec<[usize; 2]>>,
}

/// What fits on a sheet.
struct Room {
    /// Documents as columns of quotes.
    columns: usize,
    /// Width for the columns of quotes, in mm.
    width: usize,
    /// Documents as columns of the matrix.
    matrix: usize,
    /// Two matrix tables stand side by side up to so many documents.
    matrix_beside: usize,
}

impl PaperSize {
    const fn room(self) -> Room {
        match self {
            Self::A4 => Room { columns: 5, width: 267, matrix: 15, matrix_beside: 5 },
            Self::A3 => Room { columns: 7, width: 390, matrix: 24, matrix_beside: 8 },
        }
    }
}

/// A column of quotes is not narrower, in mm, unless all are: some twelve characters to a line.
const LEAST_WIDTH: usize = 45;
/// Width of the column of a document that does not mention the initiative, in mm.
const ABSENT_WIDTH: usize = 13;
/// Quotes beside a long one may together be taller than it by so much, in per cent.
const SLACK: usize = 115;
/// And a row of short ones is filled to about a third of a page, in points: what is kept together then costs little at a page's end.
const FULL_ROW: usize = 150;
/// As the template has it: so many cells of a table's row stand side by side, and cells of so many half ems take what they need.
const MOST_BESIDE: usize = 4;
const SHORT_CELL: usize = 12;
/// No row is filled beyond this, in points: with its head it must fit on a page of A4.
const TALLEST_ROW: usize = 360;

/// Lays the printout out.
pub(super) fn arrange(printout: &Printout, size: PaperSize) -> Arrangement {
    let room = size.room();
    let count = printout.documents.len();
    Arrangement {
        matrix: evenly(&(0..count).collect::<Vec<_>>(), room.matrix),
        matrix_columns: if count <= room.matrix_beside { 2 } else { 1 },
        categories: printout.categories.iter().map(|c| c.initiatives.iter().map(|i| tables(i, &room)).collect()).collect(),
    }
}

fn tables(initiative: &InitiativePart, room: &Room) -> InitiativeTables {
    let all: Vec<usize> = (0..initiative.cells.len()).collect();
    let (shown, absent) =
        if all.len() <= room.columns { (all, Vec::new()) } else { all.into_iter().partition(|k| initiative.cells[*k].mentions > 0) };
    let groups = evenly(&shown, room.columns).into_iter().map(|documents| group(initiative, documents, room)).collect();
    InitiativeTables { groups, absent }
}

/// The documents in as few groups as hold `most` each, of nearly the same size.
fn evenly(documents: &[usize], most: usize) -> Vec<Vec<usize>> {
    let groups = documents.len().div_ceil(most).max(1);
    let size = documents.len().div_ceil(groups).max(1);
    documents.chunks(size).map(<[usize]>::to_vec).collect()
}

fn group(initiative: &InitiativePart, documents: Vec<usize>, room: &Room) -> Group {
    let cells: Vec<&Cell> = documents.iter().map(|k| &initiative.cells[*k]).collect();
    let widths = widths(&cells, room.width);
    let rows = rows(&cells, &widths);
    Group { documents, widths, rows }
}

/// The width of each column, in mm: a part is shared out evenly, and what is left by how much there is to quote, so that the columns
/// end at about the same height; all evenly where a quote in a narrow column would grow too tall for a page.
fn widths(cells: &[&Cell], room: usize) -> Vec<usize> {
    let absent = cells.iter().filter(|c| c.mentions == 0).count();
    let (present, room) = ((cells.len() - absent).max(1), room - absent * ABSENT_WIDTH);
    let even = room / present;
    let least = even.min((even / 2).max(LEAST_WIDTH));
    let amounts: Vec<usize> = cells.iter().map(|c| c.quotes.iter().map(|q| height(q, even)).sum()).collect();
    let total = amounts.iter().sum::<usize>().max(1);
    let width = |(cell, amount): (&&Cell, &usize)| match cell.mentions {
        0 => ABSENT_WIDTH,
        _ => least + (room - least * present) * amount / total,
    };
    let shared_out: Vec<usize> = cells.iter().zip(&amounts).map(width).collect();
    let too_tall = |(cell, width): (&&Cell, &usize)| cell.quotes.iter().any(|q| height(q, *width) > TALLEST_ROW);
    if cells.iter().zip(&shared_out).any(too_tall) {
        return cells.iter().map(|cell| if cell.mentions == 0 { ABSENT_WIDTH } else { even }).collect();
    }
    shared_out
}

/// Deals the quotes of each cell into rows: in each row the tallest next quote sets the measure, and the others go on until
/// they reach it.
fn rows(cells: &[&Cell], widths: &[usize]) -> Vec<Vec<[usize; 2]>> {
    let mut next = vec![0; cells.len()];
    let mut out = Vec::new();
    loop {
        let heights = cells.iter().zip(&next).zip(widths).filter_map(|((cell, at), width)| Some(height(cell.quotes.get(*at)?, *width)));
        let Some(tallest) = heights.max() else { return out };
        let full = (tallest * SLACK / 100).clamp(FULL_ROW, TALLEST_ROW);
        let mut row = Vec::new();
        for ((cell, at), width) in cells.iter().zip(&mut next).zip(widths) {
            let (first, mut used) = (*at, 0);
            while let Some(quote) = cell.quotes.get(*at) {
                used += height(quote, *width);
                if *at > first && used > full {
                    break;
                }
                *at += 1;
            }
            row.push([first, *at]);
        }
        out.push(row);
    }
}

/// About how tall a quote is in a column of `width` mm, in points.
fn height(quote: &Quote, width: usize) -> usize {
    // Half-em units that a row of the column holds, at 7 pt for the path and 9.5 pt for the text; 1 mm is 2.83 pt.
    let (path_row, text_row) = ((width.saturating_sub(4) * 566 / 700).max(1), (width.saturating_sub(4) * 566 / 950).max(1));
    let path = units(&quote.place.path).div_ceil(path_row);
    if !quote.cells.is_empty() {
        return path * 11 + cells_height(quote, text_row) + 8;
    }
    let text: usize = quote.pieces.iter().map(|p| units(&p.text)).sum();
    let text = (text + units(&quote.citation) + 6).div_ceil(text_row);
    path * 11 + text * 15 + 8
}

/// About how tall a table's row is, in points, where a row of text holds so many half ems: side by side or below each other, whichever
/// is taller, since the template decides that by the width that it has in the end.
fn cells_height(quote: &Quote, text_row: usize) -> usize {
    let amount = |cell: &QuotedCell| cell.pieces.iter().map(|p| units(&p.text)).sum::<usize>();
    let beside_names = (text_row * 2 / 3).saturating_sub(2).max(1);
    let below: usize = quote.cells.iter().map(|cell| (amount(cell) + 2).div_ceil(beside_names).max(1) * 15 + 3).sum();
    if quote.cells.len() > MOST_BESIDE {
        return below + 15;
    }
    let (short, long): (Vec<&QuotedCell>, Vec<&QuotedCell>) = quote.cells.iter().partition(|cell| cell.width <= SHORT_CELL);
    let rest = text_row.saturating_sub(short.iter().map(|cell| cell.width + 2).sum());
    let total = long.iter().map(|cell| cell.width).sum::<usize>().max(1);
    let room = |cell: &QuotedCell| if cell.width <= SHORT_CELL { cell.width } else { (rest * cell.width / total).saturating_sub(2) };
    let lines = |cell: &QuotedCell, amount: usize| amount.div_ceil(room(cell).max(1));
    let tallest = |of: &dyn Fn(&QuotedCell) -> usize| quote.cells.iter().map(of).max().unwrap_or(0);
    let beside = tallest(&|cell| lines(cell, units(&cell.name))) * 11 + tallest(&|cell| lines(cell, amount(cell))) * 14;
    below.max(beside + 20) + 15
}

/// Width of a text in half ems, roughly.
fn units(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
