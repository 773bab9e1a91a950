//! A comparison as tables that leave the program: one value for the spreadsheet, the CSV file and whatever counts further.
//!
//! In: a [`Comparison`]. Out: [`Sheet`]s of typed values, the same whoever asks: a number is a number, a quote stands as the cleaned text has
//! it, and what a document does not mention is 未提及, never an empty cell or a zero. [`csv`] and [`xlsx`] only write them down.

mod build;
mod csv;
mod xlsx;

pub use csv::sheet_to_csv;
pub use xlsx::{XlsxError, sheets_to_xlsx};

use crate::compare::Comparison;

/// What a cell says where a document does not mention an initiative.
const UNMENTIONED: &str = "未提及";

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Which one.
    pub kind: SheetKind,
    /// Heads and widths, from left to right.
    pub columns: Vec<Column>,
    /// Columns that stay where the rest is scrolled.
    pub frozen: usize,
    /// Each with a value per column.
    pub rows: Vec<Vec<Value>>,
}

/// The tables of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// The documents: names, what was read of them, fingerprints.
    Documents,
    /// Initiatives by documents: counts.
    Matrix,
    /// Each mention with its sentence.
    Mentions,
    /// Each number, promised or reported.
    Measures,
    /// Plan items and what the summary says of them.
    FollowUps,
    /// What each document lacks, and who has it.
    Gaps,
}

impl SheetKind {
    /// All, in the order of the sheets of a workbook.
    pub const ALL: [Self; 6] = [Self::Documents, Self::Matrix, Self::Mentions, Self::Measures, Self::FollowUps, Self::Gaps];

    /// The name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Matrix => "matrix",
            Self::Mentions => "mentions",
            Self::Measures => "measures",
            Self::FollowUps => "followups",
            Self::Gaps => "gaps",
        }
    }

    /// The sheet of a name on the command line.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The name for people: the sheet's tab.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Documents => "文档",
            Self::Matrix => "矩阵",
            Self::Mentions => "提及",
            Self::Measures => "指标",
            Self::FollowUps => "兑现",
            Self::Gaps => "差距",
        }
    }

    /// The table of a comparison.
    #[must_use]
    pub fn of(self, comparison: &Comparison) -> Sheet {
        build::sheet(self, comparison)
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its width in Han characters.
    pub width: f64,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing is to be said.
    Empty,
    /// Words; never read as a formula.
    Text(String),
    /// A number of things.
    Count(usize),
    /// An amount as the document writes it, a decimal number.
    Amount(String),
    /// Words that lead to a row of another sheet, both from zero.
    Link {
        /// What is shown.
        text: String,
        /// The sheet.
        to: SheetKind,
        /// Its row, the head not counted.
        row: usize,
    },
}

impl Value {
    fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

#[cfg(test)]
mod tests;
