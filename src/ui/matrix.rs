//! What the matrix view keeps: which rows are wanted, in which order, and which cell the keyboard is on.
//!
//! Documents are named by their keys here, since their places change as the user moves and closes them; the rows themselves come from
//! [`crate::compare::Matrix`] and are made anew only where the comparison, the filter or the order is another.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use super::beside::Beside;
use super::charts::ChartsState;
use super::state::DocumentKey;
use crate::compare::{Columns, Comparison, Filter, Matrix, Order, OrderBy, Sharing, measures_by_cell};
use crate::initiative::{Category, InitiativeId};

/// By which documents mention them the matrix shows initiatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MatrixSharing {
    /// In two documents or more.
    #[default]
    Shared,
    /// In one document only.
    Unique,
    /// In others, but not in this one.
    LackingIn(DocumentKey),
    /// All.
    All,
}

/// A column of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MatrixColumn {
    /// The initiatives' names: the first, which stays.
    #[default]
    Name,
    /// One document's mentions.
    Document(DocumentKey),
    /// The mentions in all documents.
    Mentions,
    /// The number of documents.
    Documents,
}

/// A cell that the keyboard can be on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatrixCell {
    /// The row; `None` for the heads.
    pub initiative: Option<InitiativeId>,
    /// The column.
    pub column: MatrixColumn,
}

/// What stands in a document's cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MatrixCells {
    /// How often the document mentions the initiative.
    #[default]
    Counts,
    /// Its first number of it.
    Measures,
}

/// The measures of each initiative in each document.
type CellMeasures = BTreeMap<(usize, usize), Vec<usize>>;

/// The keys of the documents that have a column, from left to right.
#[must_use]
pub fn shown_keys(rows: &Matrix, compared: &[DocumentKey]) -> Vec<DocumentKey> {
    rows.documents.iter().filter_map(|k| compared.get(*k).copied()).collect()
}

/// What the matrix view keeps between frames.
#[derive(Debug, Default)]
pub struct MatrixState {
    /// The text that the rows must contain.
    pub text: String,
    /// By which documents mention them.
    pub sharing: MatrixSharing,
    /// The policy area; `None` for all.
    pub category: Option<Category>,
    /// The documents that have a column.
    pub columns: Columns,
    /// What stands in the documents' cells.
    pub cells: MatrixCells,
    /// The column that the rows are ordered by and whether the greatest comes first; `None`: by policy area.
    pub sorted_by: Option<(MatrixColumn, bool)>,
    /// Whether a picture of the rows stands in the place of the table.
    pub picture: bool,
    /// What the pictures keep.
    pub charts: ChartsState,
    /// The cell that the arrow keys move; `None` until one was: then the first.
    pub cursor: Option<MatrixCell>,
    /// The matrix asks for the keyboard in the next frame.
    pub(super) focus: bool,
    /// Whether the cell that the keyboard is on has its ring: not after a click.
    pub(super) ring: bool,
    /// The column to bring into view in the next frame.
    pub(super) reveal: Option<MatrixColumn>,
    /// The chosen initiative that was brought into view last.
    pub(super) revealed: Option<InitiativeId>,
    made: Beside<(Filter, Order), Matrix>,
    measures: Option<(Weak<Comparison>, Arc<CellMeasures>)>,
}

impl MatrixState {
    /// The rows of a comparison whose documents have these keys; over a long one those before, while others are made. The second value says
    /// whether they are others than in the last call: another filter or order was asked for.
    pub fn rows(&mut self, comparison: &Arc<Comparison>, compared: &[DocumentKey]) -> (Arc<Matrix>, bool) {
        let wanted = self.wanted(compared);
        self.made.get(comparison, &wanted, |comparison, (filter, order)| Matrix::new(comparison, filter, *order))
    }

    /// Whether other rows are on their way.
    pub(super) const fn is_coming(&self) -> bool {
        self.made.is_coming()
    }

    /// The measures by cell, where the cells show them.
    pub(super) fn measures(&mut self, comparison: &Arc<Comparison>) -> Option<Arc<CellMeasures>> {
        if self.cells == MatrixCells::Counts {
            return None;
        }
        let from = Arc::downgrade(comparison);
        match &self.measures {
            Some((made, cells)) if made.ptr_eq(&from) => Some(Arc::clone(cells)),
            _ => {
                let cells = Arc::new(measures_by_cell(comparison));
                self.measures = Some((from, Arc::clone(&cells)));
                Some(cells)
            }
        }
    }

    /// Filter and order for the engine. What is about a document that is no longer compared falls back to the usual.
    fn wanted(&self, compared: &[DocumentKey]) -> (Filter, Order) {
        let index = |key: DocumentKey| compared.iter().position(|k| *k == key);
        let sharing = match self.sharing {
            MatrixSharing::Shared => Sharing::Shared,
            MatrixSharing::Unique => Sharing::Unique,
            MatrixSharing::All => Sharing::All,
            MatrixSharing::LackingIn(key) => index(key).map_or(Sharing::Shared, Sharing::LackingIn),
        };
        let order = match self.sorted_by {
            None => Order::default(),
            Some((MatrixColumn::Name, descending)) => Order { by: OrderBy::Name, descending },
            Some((MatrixColumn::Mentions, descending)) => Order { by: OrderBy::Mentions, descending },
            Some((MatrixColumn::Documents, descending)) => Order { by: OrderBy::Documents, descending },
            Some((MatrixColumn::Document(key), descending)) => {
                index(key).map_or_else(Order::default, |k| Order { by: OrderBy::CountIn(k), descending })
            }
        };
        (Filter { sharing, text: self.text.trim().to_owned(), category: self.category, columns: self.columns.clone() }, order)
    }

    /// A click on a column's head: first names from the beginning and counts from the greatest, then the other way round, then by
    /// policy area again.
    pub(super) fn sort_by(&mut self, column: MatrixColumn) {
        let first = column != MatrixColumn::Name;
        self.sorted_by = match self.sorted_by {
            Some((by, descending)) if by == column && descending == first => Some((column, !first)),
            Some((by, _)) if by == column => None,
            _ => Some((column, first)),
        };
    }

    /// All initiatives and documents again, in whatever order.
    pub(super) fn clear_filter(&mut self) {
        self.columns = Columns::default();
        self.text.clear();
        self.category = None;
        self.sharing = MatrixSharing::All;
    }

    /// Forgets documents that are no longer open: keys of others than `open`.
    pub(super) fn forget_closed(&mut self, open: impl Fn(DocumentKey) -> bool) {
        if matches!(self.sharing, MatrixSharing::LackingIn(key) if !open(key)) {
            self.sharing = MatrixSharing::Shared;
        }
        if matches!(self.sorted_by, Some((MatrixColumn::Document(key), _)) if !open(key)) {
            self.sorted_by = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{MatrixColumn, MatrixSharing, MatrixState};
    use crate::compare::{Comparison, OrderBy, Sharing};

    #[test]
    fn rows_are_made_anew_only_where_something_is_another() {
        let mut state = MatrixState::default();
        let comparison = Arc::new(Comparison::default());
        let (first, _) = state.rows(&comparison, &[]);
        let (again, otherwise) = state.rows(&comparison, &[]);
        assert!(Arc::ptr_eq(&first, &again) && !otherwise);
        state.text = "垃圾".to_owned();
        let (filtered, otherwise) = state.rows(&comparison, &[]);
        assert!(!Arc::ptr_eq(&first, &filtered) && otherwise);
        state.text.push(' ');
        assert!(Arc::ptr_eq(&filtered, &state.rows(&comparison, &[]).0), "a blank at the end asks for nothing else");
        let (other, otherwise) = state.rows(&Arc::new(Comparison::default()), &[]);
        assert!(!Arc::ptr_eq(&filtered, &other) && !otherwise, "another comparison, the same question");
    }

    #[test]
    fn a_head_sorts_then_reverses_then_gives_the_categories_back() {
        let mut state = MatrixState::default();
        for (column, first) in [(MatrixColumn::Name, false), (MatrixColumn::Document(7), true), (MatrixColumn::Documents, true)] {
            state.sort_by(column);
            assert_eq!(state.sorted_by, Some((column, first)));
            state.sort_by(column);
            assert_eq!(state.sorted_by, Some((column, !first)));
            state.sort_by(column);
            assert_eq!(state.sorted_by, None);
        }
        state.sort_by(MatrixColumn::Name);
        state.sort_by(MatrixColumn::Mentions);
        assert_eq!(state.sorted_by, Some((MatrixColumn::Mentions, true)), "another head begins anew");
    }

    #[test]
    fn documents_are_meant_by_key_wherever_they_stand() {
        let mut state = MatrixState { sharing: MatrixSharing::LackingIn(7), ..MatrixState::default() };
        state.sort_by(MatrixColumn::Document(7));
        let (filter, order) = state.wanted(&[5, 7]);
        assert_eq!((filter.sharing, order.by), (Sharing::LackingIn(1), OrderBy::CountIn(1)));
        let (filter, order) = state.wanted(&[7, 5]);
        assert_eq!((filter.sharing, order.by), (Sharing::LackingIn(0), OrderBy::CountIn(0)));
        let (filter, order) = state.wanted(&[5]);
        assert_eq!((filter.sharing, order.by), (Sharing::Shared, OrderBy::Category), "hidden for now");
        assert_eq!(state.sharing, MatrixSharing::LackingIn(7), "and back when it is shown again");
        state.forget_closed(|key| key == 5);
        assert_eq!((state.sharing, state.sorted_by), (MatrixSharing::Shared, None));
    }
}
