//! One [`Comparison`](crate::compare::Comparison) as paper, pages and data.
//!
//! Values in, bytes out: no clock, no disk. The same input gives the same bytes on every system.

mod changes_tsv;
pub mod charts;
mod concordance;
pub mod export;
pub mod fonts;
#[cfg(feature = "paper")]
mod html;
mod json;
#[cfg(feature = "paper")]
pub mod paper;
mod plain;
#[cfg(feature = "paper")]
pub mod printout;
pub mod sheets;
mod tsv;

pub use changes_tsv::{gaps_to_tsv, years_to_tsv};
pub use concordance::{concordance_to_json, concordance_to_text, concordance_to_tsv, section_titles};
#[cfg(feature = "paper")]
pub use html::comparison_to_html;
pub use json::{comparison_to_json, document_to_json_line, documents_to_json};
pub use plain::{comparison_to_text, documents_to_text};
pub use tsv::{matrix_to_tsv, rows_to_tsv};

/// What stands for a document (from zero) in window, paper and tables: A, B … Z, then numbers.
#[must_use]
pub fn letter(index: usize) -> String {
    u8::try_from(index).ok().filter(|k| *k < 26).map_or_else(|| (index + 1).to_string(), |k| char::from(b'A' + k).to_string())
}
