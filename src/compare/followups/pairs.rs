//! Which summaries report on which plan: the same place, the same year.
//!
//! In: documents. Out: for each plan the summaries that may report on it, as indexes. Only what the metadata tell counts; a year or a place
//! that is open ties nothing together.

use std::sync::Arc;

use crate::structure::{Document, DocumentKind};

/// Words in the title of a report that looks back; one without them may look ahead (a government's report of January does).
const LOOKS_BACK: [&str; 6] = ["总结", "情况", "述职", "完成", "回顾", "落实"];

/// Each plan that has a summary, with its summaries, all in the order of the documents.
pub fn pairs(documents: &[Arc<Document>]) -> Vec<(usize, Vec<usize>)> {
    let summaries: Vec<usize> = (0..documents.len()).filter(|k| looks_back(&documents[*k])).collect();
    let plans = (0..documents.len()).filter(|k| documents[*k].meta.kind == DocumentKind::Plan);
    let with_summaries =
        plans.map(|plan| (plan, summaries.iter().copied().filter(|s| reports_on(&documents[*s], &documents[plan])).collect()));
    with_summaries.filter(|(_, summaries): &(usize, Vec<usize>)| !summaries.is_empty()).collect()
}

fn looks_back(document: &Document) -> bool {
    let title = document.meta.title.as_deref().unwrap_or_default();
    match document.meta.kind {
        DocumentKind::Summary => true,
        DocumentKind::Report => LOOKS_BACK.iter().any(|word| title.contains(word)),
        _ => false,
    }
}

fn reports_on(summary: &Document, plan: &Document) -> bool {
    let same_year = plan.meta.year.is_some() && plan.meta.year == summary.meta.year;
    // A date says more than nothing: a summary is not older than its plan.
    let later = plan.meta.date.as_ref().zip(summary.meta.date.as_ref()).is_none_or(|(plan, summary)| summary >= plan);
    same_year && later && is_same_place(summary, plan)
}

/// Whether both are of one street; where neither names a street, of one issuer or one district. What a text leaves open stands against nothing.
pub fn is_same_place(a: &Document, b: &Document) -> bool {
    let (a, b) = (&a.meta, &b.meta);
    let agree = |x: &Option<String>, y: &Option<String>| x.as_ref().zip(y.as_ref()).is_none_or(|(x, y)| x == y);
    if !agree(&a.district, &b.district) || !agree(&a.city, &b.city) {
        return false;
    }
    let known = |x: &Option<String>, y: &Option<String>| x.is_some() && x == y;
    if a.street.is_some() || b.street.is_some() {
        return known(&a.street, &b.street);
    }
    known(&a.issuer, &b.issuer) || (a.issuer.is_none() || b.issuer.is_none()) && known(&a.district, &b.district)
}
