//! One [`Comparison`](crate::compare::Comparison) as paper, pages and data.
//!
//! Values in, bytes out: no clock, no disk. The same input gives the same bytes on every system.

#[cfg(feature = "paper")]
mod html;
mod json;
mod plain;
mod tsv;

#[cfg(feature = "paper")]
pub use html::{PageOptions, comparison_to_html};
pub use json::{comparison_to_json, document_to_json_line, documents_to_json};
pub use plain::{comparison_to_text, documents_to_text};
pub use tsv::matrix_to_tsv;
