//! [`Document`](crate::structure::Document)s in, one [`Comparison`] out.
//!
//! Which initiatives each document mentions and which it lacks, and which sections are about the same thing; and from a place in one
//! document to the passage of another that corresponds ([`Correspondence`]). Pure: the same documents in the same order give the same
//! value, to the bit.

mod align;
mod coded;
mod correspondence;
mod decisions;
mod discovered;
mod followups;
mod gather;
mod matrix;
mod measured;
mod parallels;
mod selection;
mod terms;
mod types;

use std::sync::Arc;

pub use align::{Wording, sections as align_sections};
pub use correspondence::{Basis, Correspondence, Passage, is_near};
pub use decisions::Decision;
pub use gather::initiatives as find_initiatives;
pub use matrix::{Entry, Filter, Matrix, Order, OrderBy, Row, Sharing, Totals};
pub use types::{
    Certainty, Comparison, DocumentMeasure, FollowUp, Formula, Initiative, Mention, Origin, Parallel, ParallelKind, Place, Relation,
    RelationKind, SectionPair, SectionRef, Status,
};

use crate::initiative::Lexicon;
use crate::initiative::discovery::Segmenter;
use crate::structure::Document;
use crate::text::both;

/// Compares documents with a lexicon; with a segmenter, also by what they share that the lexicon does not know.
#[must_use]
pub fn compare(documents: Vec<Arc<Document>>, lexicon: &Lexicon, segmenter: Option<&Segmenter>) -> Comparison {
    compare_decided(documents, lexicon, segmenter, &[])
}

/// Compares documents as [`compare`] does, with what the user settled.
#[must_use]
pub fn compare_decided(
    documents: Vec<Arc<Document>>,
    lexicon: &Lexicon,
    segmenter: Option<&Segmenter>,
    decisions: &[Decision],
) -> Comparison {
    let (initiatives, (wording, passages, formulae)) = both(
        || gather::initiatives(&documents, lexicon, segmenter),
        || {
            let passages = parallels::Passages::new(&documents);
            let formulae = parallels::formulae(&documents, &passages);
            (Wording::new(&documents), passages, formulae)
        },
    );
    let initiatives = decisions::apply(initiatives, &documents, lexicon, decisions);
    let ((alignment, parallels), (measures, followups)) = both(
        || {
            let alignment = align::sections(&wording, &initiatives);
            let parallels = parallels::pairs(&documents, &passages, &initiatives, &alignment, &formulae);
            (alignment, parallels)
        },
        || {
            let measures = measured::measures(&documents, &initiatives);
            let followups = followups::find(&documents, &initiatives, &measures);
            (measures, followups)
        },
    );
    Comparison { documents, initiatives, alignment, measures, followups, parallels, formulae }
}
