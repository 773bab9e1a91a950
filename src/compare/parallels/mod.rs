//! Passages of different documents that say the same, and what all of them say.
//!
//! In: documents and their initiatives. Out: near-verbatim and related pairs of passages, and the formulae handed down from above.

use std::sync::Arc;

use super::types::{Formula, Initiative, Parallel};
use crate::structure::Document;

/// Pairs of passages, best first.
pub fn pairs(_documents: &[Arc<Document>], _initiatives: &[Initiative]) -> Vec<Parallel> {
    Vec::new()
}

/// Passages that every office writes, by document, then by place.
pub fn formulae(_documents: &[Arc<Document>]) -> Vec<Formula> {
    Vec::new()
}
