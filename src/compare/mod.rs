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
mod evidence;
mod figures;
mod followups;
mod gaps;
mod gather;
mod matrix;
mod measured;
mod parallels;
mod promises;
mod sayings;
mod selection;
mod short_forms;
mod spellings;
mod stages;
mod terms;
mod trends;
mod types;
mod wholes;
mod years;

use std::sync::Arc;

pub use align::{Wording, sections as align_sections};
pub use correspondence::{Basis, Correspondence, Passage, is_near};
pub use decisions::{Decision, judgements};
pub use evidence::{Evidence, EvidenceCard, Figure, Quote};
pub use figures::{
    Amount, Facets, FigureCell, FigureColumn, FigureFilter, FigureLine, FigureOrder, FigureRow, Figures, SideBySide, amount, in_unit,
    measures_by_cell, units_of,
};
pub use gaps::{GapFilter, GapRow, GapSide, GapTotals, Gaps};
pub use gather::initiatives as find_initiatives;
pub use matrix::{ColumnFacets, Columns, Entry, Filter, Matrix, Order, OrderBy, Row, Sharing, Totals, street_of};
pub use promises::{
    Promise, PromiseFilter, PromiseHead, PromiseNumber, PromiseOrder, PromiseRow, Promises, items_for, reports_for, suggested_status,
};
pub use sayings::{Saying, clause_start};
pub use spellings::Spellings;
pub use stages::{Commitment, Stage, commitment};
pub use trends::{NumberChange, Trend};
pub use types::{
    Certainty, Comparison, DocumentMeasure, FollowUp, Formula, Initiative, Mention, Origin, Parallel, ParallelKind, Place, Relation,
    RelationKind, SectionPair, SectionRef, Status,
};
pub use years::{AreaCount, Change, Changes, Said, StreetYears, Verdict, YearFilter, YearOrder, YearRow, streets_over_years, usual_choice};

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
    // Whatever needs no initiatives is done beside finding them.
    let (initiatives, (wording, passages, formulae, found)) = both(
        || gather::initiatives(&documents, lexicon, segmenter),
        || {
            let passages = parallels::Passages::new(&documents);
            let formulae = parallels::formulae(&documents, &passages);
            (Wording::new(&documents), passages, formulae, measured::find(&documents))
        },
    );
    let initiatives = decisions::apply(initiatives, &documents, lexicon, decisions);
    let ((measures, followups), (alignment, parallels)) = both(
        || {
            let measures = measured::measures(found, &initiatives);
            let followups = followups::find(&documents, &initiatives, &measures);
            let followups = decisions::judge(followups, &documents, &measures, decisions);
            (measures, followups)
        },
        || {
            let alignment = align::sections(&wording, &initiatives);
            let parallels = parallels::pairs(&documents, &passages, &initiatives, &alignment, &formulae);
            (alignment, parallels)
        },
    );
    Comparison { documents, initiatives, alignment, measures, followups, parallels, formulae }
}
