//! What a document promises or reports in numbers.
//!
//! In: a [`Document`]. Out: its [`Measure`]s, by place. Pure; knows nothing of other documents or of initiatives.

mod types;

pub use types::{Base, Bound, Kind, Measure};

use crate::structure::Document;

/// The measures of `document`, by place.
#[must_use]
pub fn find(_document: &Document) -> Vec<Measure> {
    Vec::new()
}
