//! Where the matrix's columns stand, and where its keyboard's cell goes: geometry and rows in, places out. Paints nothing.

use std::ops::Range;

use egui::{Key, Modifiers, Rangef};

use crate::compare::{Matrix, Row};
use crate::ui::matrix::MatrixColumn;
use crate::ui::state::DocumentKey;

/// Height of the heads, in points.
pub const HEAD_HEIGHT: f32 = 46.0;
/// Height of a row, also of a policy area's.
pub const ROW_HEIGHT: f32 = 27.0;
/// Share of the width that the names take, and its bounds in points.
const NAME_SHARE: f32 = 0.24;
const NAME_WIDTHS: (f32, f32) = (132.0, 300.0);
/// A document's column holds 未提及 and a letter with three characters of a street; beyond the greatest width a bar tells no more.
const DOCUMENT_WIDTHS: (f32, f32) = (84.0, 320.0);
/// Width of a column of sums.
const SUM_WIDTH: f32 = 46.0;

/// The columns of a matrix in a given width.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// From left to right: the names, the documents, mentions, documents.
    pub columns: Vec<MatrixColumn>,
    name: f32,
    document: f32,
}

impl Grid {
    /// Columns for these documents. They fill `width` points where they can; where the documents do not fit, the grid is wider.
    pub fn new(width: f32, documents: &[DocumentKey]) -> Self {
        let name = (width * NAME_SHARE).clamp(NAME_WIDTHS.0, NAME_WIDTHS.1).floor();
        let left = width - name - 2.0 * SUM_WIDTH;
        let document = (left / documents.len().max(1) as f32).clamp(DOCUMENT_WIDTHS.0, DOCUMENT_WIDTHS.1).floor();
        let columns = [MatrixColumn::Name]
            .into_iter()
            .chain(documents.iter().map(|key| MatrixColumn::Document(*key)))
            .chain([MatrixColumn::Mentions, MatrixColumn::Documents])
            .collect();
        Self { columns, name, document }
    }

    /// Width of the names' column, which stays.
    pub const fn name_width(&self) -> f32 {
        self.name
    }

    /// Width of all columns.
    pub fn width(&self) -> f32 {
        self.x_range(self.columns.len() - 1).max
    }

    /// Where a column stands from the grid's left, unscrolled.
    pub fn x_range(&self, column: usize) -> Rangef {
        let documents = self.columns.len() - 3;
        let after = column.saturating_sub(1);
        let (left, width) = match column {
            0 => (0.0, self.name),
            _ if after < documents => (self.name + self.document * after as f32, self.document),
            _ => (self.name + self.document * documents as f32 + SUM_WIDTH * (after - documents) as f32, SUM_WIDTH),
        };
        Rangef::new(left, left + width)
    }

    /// The columns, but for the names', that `visible` touches: in points from the grid's left.
    pub fn columns_in(&self, visible: Rangef) -> Range<usize> {
        let touched = |k: &usize| self.x_range(*k).max > visible.min && self.x_range(*k).min < visible.max;
        let first = (1..self.columns.len()).find(touched).unwrap_or(self.columns.len());
        let last = (first..self.columns.len()).take_while(touched).last().map_or(first, |k| k + 1);
        first..last
    }
}

/// The rows that stand within `visible` points from the first row's top.
pub fn rows_in(visible: Rangef, rows: usize) -> Range<usize> {
    let first = (visible.min / ROW_HEIGHT).floor().max(0.0) as usize;
    let last = (visible.max / ROW_HEIGHT).ceil().max(0.0) as usize;
    first.min(rows)..last.min(rows)
}

/// A cell of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Index of a row that is an initiative's; `None` for the heads.
    pub row: Option<usize>,
    /// Index of the column.
    pub column: usize,
}

/// Where a key leads from `at`, policy areas passed over; `None` where it leads nowhere. `page` rows make a page.
pub fn step(at: Place, key: Key, modifiers: Modifiers, matrix: &Matrix, columns: usize, page: usize) -> Option<Place> {
    if modifiers.alt || modifiers.shift {
        return None;
    }
    let rows = &matrix.rows;
    let is_entry = |k: &usize| rows[*k].entry().is_some();
    let up = |before: usize| (0..before.min(rows.len())).rev().find(is_entry);
    let down = |from: usize| (from..rows.len()).find(is_entry);
    let last = columns.saturating_sub(1);
    let to = match key {
        Key::ArrowLeft => Place { column: at.column.saturating_sub(1), ..at },
        Key::ArrowRight => Place { column: (at.column + 1).min(last), ..at },
        Key::ArrowUp => Place { row: at.row.and_then(up), ..at },
        Key::ArrowDown => Place { row: down(at.row.map_or(0, |k| k + 1)).or(at.row), ..at },
        Key::PageUp => Place { row: at.row.and_then(|k| up((k + 1).saturating_sub(page)).or_else(|| down(0))), ..at },
        Key::PageDown => Place { row: down(at.row.unwrap_or(0) + page).or_else(|| up(rows.len())), ..at },
        Key::Home if modifiers.command => Place { row: down(0), ..at },
        Key::End if modifiers.command => Place { row: up(rows.len()), ..at },
        Key::Home => Place { column: 0, ..at },
        Key::End => Place { column: last, ..at },
        _ => return None,
    };
    (to != at).then_some(to)
}

/// The first row that is an initiative's.
pub fn first_entry(matrix: &Matrix) -> Option<usize> {
    matrix.rows.iter().position(|row| matches!(row, Row::Initiative(_)))
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers, Rangef};

    use super::{Grid, Place, ROW_HEIGHT, first_entry, rows_in, step};
    use crate::compare::{Entry, Matrix, Row};
    use crate::initiative::Category;

    #[test]
    fn columns_fill_the_width_or_are_wider_and_touch_each_other() {
        for width in [200.0, 730.0, 1032.0, 1980.0, 3500.0] {
            for documents in [1_u64, 2, 5, 12, 30] {
                let grid = Grid::new(width, &(0..documents).collect::<Vec<_>>());
                assert_eq!(grid.columns.len(), documents as usize + 3);
                for k in 1..grid.columns.len() {
                    assert_eq!(grid.x_range(k).min, grid.x_range(k - 1).max, "{width} {documents} {k}");
                }
                let document = grid.x_range(1).span();
                assert!((84.0..=320.0).contains(&document));
                assert!(grid.width() <= width || document == 84.0, "{width} {documents}");
                assert!(grid.width() > width - documents as f32 - 1.0 || document == 320.0, "{width} {documents}");
            }
        }
    }

    #[test]
    fn only_columns_and_rows_that_show_are_built() {
        let grid = Grid::new(700.0, &(0..30).collect::<Vec<_>>());
        let from = grid.x_range(5).min;
        assert_eq!(grid.columns_in(Rangef::new(from, from + 2.0 * 84.0)), 5..7);
        assert_eq!(grid.columns_in(Rangef::new(from - 1.0, from + 1.0)), 4..6);
        assert!(grid.columns_in(Rangef::new(1e6, 2e6)).is_empty());
        assert_eq!(grid.columns_in(Rangef::new(0.0, 1e6)), 1..33);
        assert_eq!(rows_in(Rangef::new(ROW_HEIGHT * 3.5, ROW_HEIGHT * 5.5), 100), 3..6);
        assert_eq!(rows_in(Rangef::new(-10.0, 1e6), 7), 0..7);
        assert!(rows_in(Rangef::new(1e6, 2e6), 7).is_empty());
    }

    /// Two areas of two rows each: 0 head, 1, 2, 3 head, 4, 5.
    fn matrix() -> Matrix {
        let head = |category| Row::Category { category, initiatives: 2 };
        let entry = |initiative| Row::Initiative(Entry { initiative, counts: vec![1], documents: 1, mentions: 1 });
        let rows = vec![head(Category::Party), entry(0), entry(1), head(Category::Law), entry(2), entry(3)];
        Matrix { rows, initiatives: 4, greatest: 1, ..Matrix::default() }
    }

    #[test]
    fn keys_lead_from_cell_to_cell_over_the_heads_of_areas_and_into_the_heads_of_columns() {
        let matrix = matrix();
        let go = |row: Option<usize>, column, key, modifiers| {
            step(Place { row, column }, key, modifiers, &matrix, 4, 2).map(|p| (p.row, p.column))
        };
        let plain = Modifiers::NONE;
        assert_eq!(go(Some(2), 1, Key::ArrowDown, plain), Some((Some(4), 1)));
        assert_eq!(go(Some(4), 1, Key::ArrowUp, plain), Some((Some(2), 1)));
        assert_eq!(go(Some(1), 1, Key::ArrowUp, plain), Some((None, 1)), "into the heads");
        assert_eq!(go(None, 1, Key::ArrowUp, plain), None);
        assert_eq!(go(None, 1, Key::ArrowDown, plain), Some((Some(1), 1)));
        assert_eq!(go(Some(5), 1, Key::ArrowDown, plain), None, "the last row");
        assert_eq!(go(Some(5), 0, Key::ArrowLeft, plain), None);
        assert_eq!(go(Some(5), 0, Key::ArrowRight, plain), Some((Some(5), 1)));
        assert_eq!(go(Some(5), 3, Key::ArrowRight, plain), None);
        assert_eq!(go(Some(5), 1, Key::Home, plain), Some((Some(5), 0)));
        assert_eq!(go(Some(5), 1, Key::End, plain), Some((Some(5), 3)));
        assert_eq!(go(Some(1), 1, Key::PageDown, plain), Some((Some(4), 1)));
        assert_eq!(go(Some(4), 1, Key::PageDown, plain), Some((Some(5), 1)));
        assert_eq!(go(Some(5), 1, Key::PageUp, plain), Some((Some(2), 1)));
        assert_eq!(go(Some(2), 1, Key::PageUp, plain), Some((Some(1), 1)));
        assert_eq!(go(Some(2), 1, Key::End, Modifiers::COMMAND), Some((Some(5), 1)));
        assert_eq!(go(Some(5), 1, Key::Home, Modifiers::COMMAND), Some((Some(1), 1)));
        assert_eq!(go(Some(2), 1, Key::ArrowDown, Modifiers::ALT), None, "the list's key");
        assert_eq!(first_entry(&matrix), Some(1));
        let empty = Matrix::default();
        assert_eq!(step(Place { row: None, column: 0 }, Key::ArrowDown, plain, &empty, 3, 2), None);
        assert_eq!(first_entry(&empty), None);
    }
}
