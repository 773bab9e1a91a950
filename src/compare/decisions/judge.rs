//! What the user settled about follow-ups: another status, another passage, none.
//!
//! In: the follow-ups as they were found, and the decisions in the order in which they were made. Out: the same rows with the newest
//! [`Decision::Judge`] about each carried out. A passage without an item (计划外) is given one by a decision about the item, and is taken from
//! it again by one that names both and says that it is unplanned. A decision names its passages by their words: where these do not stand in the documents any
//! more, it rests, and what was found holds. The reason that was found stays readable behind what the user said.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Decision;
use crate::compare::followups::{compared_numbers, plans_with_summaries};
use crate::compare::types::{DocumentMeasure, FollowUp, Place, Status};
use crate::structure::{Anchor, Document};

/// The newest decision about one row.
struct Verdict {
    status: Status,
    result: Option<Place>,
}

/// Carries out what the user settled about follow-ups.
#[must_use]
pub fn judge(
    mut followups: Vec<FollowUp>,
    documents: &[Arc<Document>],
    measures: &[DocumentMeasure],
    decisions: &[Decision],
) -> Vec<FollowUp> {
    let mut verdicts: BTreeMap<Place, Verdict> = BTreeMap::new();
    for (place, verdict) in decisions.iter().flat_map(|decision| rulings(decision, documents)) {
        outdate(&mut verdicts, &verdict);
        verdicts.insert(place, verdict);
    }
    if verdicts.is_empty() {
        return followups;
    }
    let plans: Vec<usize> = plans_with_summaries(documents).into_iter().map(|(plan, _)| plan).collect();
    for (place, verdict) in verdicts {
        if verdict.status == Status::Unplanned {
            unplanned(&mut followups, place);
        } else {
            promised(&mut followups, measures, &plans, place, &verdict);
        }
    }
    followups
}

/// Indexes of the decisions that are about a row: what is to be taken out to have it as it was found.
#[must_use]
pub fn judgements(followup: &FollowUp, documents: &[Arc<Document>], decisions: &[Decision]) -> Vec<usize> {
    let Some(row) = followup.plan.or(followup.result) else { return Vec::new() };
    let about = |decision: &Decision| rulings(decision, documents).into_iter().any(|(place, _)| touches(place, row));
    (0..decisions.len()).filter(|k| about(&decisions[*k])).collect()
}

/// What a decision says of which rows. One that takes a passage from an item is about both: the item is not reported, the passage is unplanned.
fn rulings(decision: &Decision, documents: &[Arc<Document>]) -> Vec<(Place, Verdict)> {
    let Decision::Judge { plan: Some(plan), result: Some(result), status } = decision else {
        return verdict(decision, documents).into_iter().collect();
    };
    if Status::from_code(status) != Some(Status::Unplanned) {
        return verdict(decision, documents).into_iter().collect();
    }
    let (Some(item), Some(passage)) = (place(plan, documents), place(result, documents)) else { return Vec::new() };
    let silent = Verdict { status: Status::NotMentioned, result: None };
    vec![(item, silent), (passage, Verdict { status: Status::Unplanned, result: Some(passage) })]
}

/// Older words that a newer one takes back: a passage that answers an item is no longer unplanned, and one that is unplanned answers none.
fn outdate(verdicts: &mut BTreeMap<Place, Verdict>, verdict: &Verdict) {
    let Some(passage) = verdict.result else { return };
    if verdict.status == Status::Unplanned {
        for other in verdicts.values_mut().filter(|v| v.status != Status::Unplanned && v.result.is_some_and(|r| touches(r, passage))) {
            *other = Verdict { status: Status::NotMentioned, result: None };
        }
    } else {
        verdicts.retain(|known, v| v.status != Status::Unplanned || !touches(*known, passage));
    }
}

/// What a decision says, and of which row: that of the plan's item, or of a result without one. `None` where it says nothing that holds here.
fn verdict(decision: &Decision, documents: &[Arc<Document>]) -> Option<(Place, Verdict)> {
    let Decision::Judge { plan, result, status } = decision else { return None };
    let status = Status::from_code(status)?;
    let result = match result {
        Some(anchor) => Some(place(anchor, documents)?),
        None => None,
    };
    match (plan, status) {
        (Some(_), Status::Unplanned) => None,
        (Some(plan), Status::NotMentioned) => Some((place(plan, documents)?, Verdict { status, result: None })),
        (Some(plan), _) => Some((place(plan, documents)?, Verdict { status, result })),
        (None, Status::Unplanned) => Some((result?, Verdict { status, result })),
        (None, _) => None,
    }
}

fn place(anchor: &Anchor, documents: &[Arc<Document>]) -> Option<Place> {
    let document = anchor.document.find(documents.iter().map(|d| &**d))?;
    Some(Place { document, span: anchor.place(&documents[document])? })
}

const fn touches(a: Place, b: Place) -> bool {
    a.document == b.document && a.span.overlaps(b.span)
}

/// The row of a plan's item gets what the user said; an item that was none gets a row.
fn promised(followups: &mut Vec<FollowUp>, measures: &[DocumentMeasure], plans: &[usize], place: Place, verdict: &Verdict) {
    let exact = followups.iter().position(|f| f.plan == Some(place));
    let near = || followups.iter().position(|f| f.plan.is_some_and(|plan| touches(plan, place)));
    let Some(row) = exact.or_else(near).or_else(|| plans.contains(&place.document).then(|| insert(followups, place))) else { return };
    let found = &mut followups[row];
    if found.result != verdict.result {
        found.measures = verdict.result.map_or_else(Vec::new, |result| compared_numbers(place, result, measures));
    }
    found.why = said(found);
    found.result = verdict.result;
    found.status = verdict.status;
    found.corrected = true;
    // A passage that answers an item is no result without one.
    if let Some(result) = verdict.result {
        followups.retain(|f| f.plan.is_some() || f.result.is_none_or(|other| !touches(other, result)));
    }
}

/// What was found, behind what the user said.
fn said(found: &FollowUp) -> String {
    if found.why.is_empty() {
        "人工标注".to_owned()
    } else {
        format!("人工更正；原判“{}”：{}", found.status.label(), found.why)
    }
}

/// A row for an item that was not taken for one, at its place among the plan's.
fn insert(followups: &mut Vec<FollowUp>, place: Place) -> usize {
    let blank = FollowUp {
        plan: Some(place),
        result: None,
        status: Status::NotMentioned,
        measures: Vec::new(),
        why: String::new(),
        corrected: true,
    };
    let before = |f: &FollowUp| f.plan.is_some_and(|plan| (plan.document, plan.span) < (place.document, place.span));
    let at = followups.iter().rposition(before).map_or(0, |k| k + 1);
    followups.insert(at, blank);
    at
}

/// A result that answers no item, as the user says.
fn unplanned(followups: &mut Vec<FollowUp>, place: Place) {
    if let Some(known) = followups.iter_mut().find(|f| f.plan.is_none() && f.result.is_some_and(|result| touches(result, place))) {
        known.corrected = true;
        return;
    }
    let row = FollowUp {
        plan: None,
        result: Some(place),
        status: Status::Unplanned,
        measures: Vec::new(),
        why: "人工标注".to_owned(),
        corrected: true,
    };
    let after = |f: &FollowUp| f.plan.is_none() && f.result.is_some_and(|r| (r.document, r.span) > (place.document, place.span));
    let at = followups.iter().position(after).unwrap_or(followups.len());
    followups.insert(at, row);
}

#[cfg(test)]
mod tests;
