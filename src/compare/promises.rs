//! What became of a plan's promises, as a list to read: a [`Comparison`], a [`PromiseFilter`] and a [`PromiseOrder`] in; [`Promises`] out.
//!
//! One list per plan that has a summary of the same street and year. The rows are the plan's items and the results without one, with heads
//! between them (the plan's sections, or the statuses); each row has the numbers of both sides beside each other. Pure and about linear in
//! the items, so that a window can make it anew at each letter that is typed.

mod offered;

use std::collections::BTreeMap;

use super::followups::{counterpart, numbers_in, plans_with_summaries, share};
use super::types::{Comparison, FollowUp, Place, Status};
use crate::structure::Document;
use crate::text::{Span, fold};

pub use offered::{items_for, reports_for, suggested_status};

/// Which rows are listed. All conditions hold together; the default lists all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PromiseFilter {
    /// What became of it.
    pub status: Option<Status>,
    /// What the item, the passage or the heading above must contain; the width and case of letters do not matter. Empty for all.
    pub text: String,
    /// The plan's chapter: index of an outline entry as in [`Promises::chapters`].
    pub chapter: Option<usize>,
    /// Only where a number is promised or reported.
    pub numbers: bool,
    /// Only what the user corrected.
    pub corrected: bool,
}

/// How the rows follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PromiseOrder {
    /// As the plan has them, under its headings; then the results without an item.
    #[default]
    Place,
    /// By status, each in the plan's order.
    Status,
}

/// The list of one plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Promises {
    /// Each plan that has a summary, with its summaries: indexes into [`Comparison::documents`].
    pub plans: Vec<(usize, Vec<usize>)>,
    /// Which of `plans` this list is of.
    pub plan: usize,
    /// From the first to the last.
    pub rows: Vec<PromiseRow>,
    /// Rows that are no head.
    pub listed: usize,
    /// How many of each status, in the order of [`Status::ALL`], before any filter.
    pub counts: [usize; 5],
    /// How many have a number on either side, before any filter.
    pub with_numbers: usize,
    /// How many the user corrected, before any filter.
    pub corrected: usize,
    /// The plan's chapters (outermost headings) that have items, and how many.
    pub chapters: Vec<(usize, usize)>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub enum PromiseRow {
    /// Opens a group.
    Head {
        /// Of what.
        head: PromiseHead,
        /// How many rows follow in it.
        count: usize,
    },
    /// An item or a result without one.
    Promise(Promise),
}

/// What a group has in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromiseHead {
    /// A section of the plan: the outline entries above its items, outermost first. Empty where none stands above them.
    Section(Vec<usize>),
    /// A status.
    Status(Status),
}

/// One item, or a result without one.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// Index into [`Comparison::followups`].
    pub followup: usize,
    /// Its numbers, those of both sides beside each other.
    pub numbers: Vec<PromiseNumber>,
}

/// A number that was promised, and the one that was reported of the same thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PromiseNumber {
    /// Index into [`Comparison::measures`].
    pub planned: Option<usize>,
    /// Index into [`Comparison::measures`].
    pub reported: Option<usize>,
    /// What share of the one the other is; `None` where that cannot be said.
    pub share: Option<f64>,
}

impl Promises {
    /// The list of the `wanted`th plan of those that have a summary; of the first where there are not so many.
    #[must_use]
    pub fn new(comparison: &Comparison, wanted: usize, filter: &PromiseFilter, order: PromiseOrder) -> Self {
        let plans = plans_with_summaries(&comparison.documents);
        let plan = if wanted < plans.len() { wanted } else { 0 };
        let Some((document, summaries)) = plans.get(plan).cloned() else { return Self::default() };
        let mut list = Self { plans, plan, ..Self::default() };
        let mut chapters: BTreeMap<usize, usize> = BTreeMap::new();
        let words = Words::new(&filter.text);
        let mut kept: Vec<Promise> = Vec::new();
        for (k, followup) in comparison.followups.iter().enumerate() {
            let ours = match (followup.plan, followup.result) {
                (Some(plan), _) => plan.document == document,
                (None, Some(result)) => summaries.contains(&result.document),
                (None, None) => false,
            };
            if !ours {
                continue;
            }
            let numbers = numbers(comparison, followup);
            let chapter = followup.plan.and_then(|plan| chapter(&comparison.documents[document], plan.span));
            list.counts[order_of(followup.status)] += 1;
            list.with_numbers += usize::from(!numbers.is_empty());
            list.corrected += usize::from(followup.corrected);
            if let Some(chapter) = chapter {
                *chapters.entry(chapter).or_default() += 1;
            }
            let wanted = filter.status.is_none_or(|status| status == followup.status)
                && (!filter.numbers || !numbers.is_empty())
                && (!filter.corrected || followup.corrected)
                && (filter.chapter.is_none() || filter.chapter == chapter)
                && words.stand_in(comparison, followup);
            if wanted {
                kept.push(Promise { followup: k, numbers });
            }
        }
        list.listed = kept.len();
        list.chapters = chapters.into_iter().collect();
        list.rows = rows(comparison, kept, order);
        list
    }

    /// All before any filter.
    #[must_use]
    pub fn all(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Index of the row whose item, or whose result where it has no item, stands at a place.
    #[must_use]
    pub fn row_at(&self, comparison: &Comparison, place: Place) -> Option<usize> {
        self.rows.iter().position(|row| row.promise().is_some_and(|p| comparison.followups[p.followup].place() == Some(place)))
    }
}

impl PromiseRow {
    /// The item's part of the row; `None` for a head.
    #[must_use]
    pub const fn promise(&self) -> Option<&Promise> {
        match self {
            Self::Promise(promise) => Some(promise),
            Self::Head { .. } => None,
        }
    }
}

impl FollowUp {
    /// Where the item stands; of a result without one, where that does. No two rows have the same.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.plan.or(self.result)
    }
}

/// Place of a status in [`Status::ALL`].
fn order_of(status: Status) -> usize {
    Status::ALL.iter().position(|s| *s == status).unwrap_or(0)
}

/// The outermost heading above a passage.
fn chapter(document: &Document, span: Span) -> Option<usize> {
    path(document, span).first().copied()
}

/// The headings above a passage, outermost first, without the title.
fn path(document: &Document, span: Span) -> Vec<usize> {
    let Some(section) = document.section_at(span.start) else { return Vec::new() };
    let above = document.section_path(section).into_iter();
    // A heading that is itself the item stands above nothing.
    above.filter(|k| document.sections.get(*k).is_some_and(|s| s.level > 0 && !s.span.contains(span))).collect()
}

/// The numbers of an item and of its passage: pairs first, then what only the plan has, then what only the summary has.
fn numbers(comparison: &Comparison, followup: &FollowUp) -> Vec<PromiseNumber> {
    let measures = &comparison.measures;
    let inside = |place: Option<Place>| place.map_or_else(Vec::new, |place| numbers_in(place, measures));
    let (planned, mut reported) = (inside(followup.plan), inside(followup.result));
    // What was compared counts, also where it stands elsewhere in the sentence.
    reported.extend(followup.measures.iter().copied().filter(|k| Some(measures[*k].document) == followup.result.map(|r| r.document)));
    reported.sort_unstable();
    reported.dedup();
    let pairs: Vec<(usize, Option<usize>)> = planned.iter().map(|k| (*k, counterpart(*k, &reported, measures))).collect();
    let paired = |k: &usize| pairs.iter().any(|(_, result)| result == &Some(*k));
    let mut out: Vec<PromiseNumber> = pairs
        .iter()
        .map(|(target, result)| PromiseNumber {
            planned: Some(*target),
            reported: *result,
            share: result.and_then(|result| share(&measures[*target].measure, &measures[result].measure)),
        })
        .collect();
    out.sort_by_key(|number| number.reported.is_none());
    out.extend(reported.iter().filter(|k| !paired(k)).map(|k| PromiseNumber { planned: None, reported: Some(*k), share: None }));
    out
}

/// The rows with their heads.
fn rows(comparison: &Comparison, mut kept: Vec<Promise>, order: PromiseOrder) -> Vec<PromiseRow> {
    if order == PromiseOrder::Status {
        kept.sort_by_key(|p| order_of(comparison.followups[p.followup].status));
    }
    let head_of = |promise: &Promise| {
        let followup = &comparison.followups[promise.followup];
        match (order, followup.plan) {
            (PromiseOrder::Place, Some(plan)) => PromiseHead::Section(path(&comparison.documents[plan.document], plan.span)),
            _ => PromiseHead::Status(followup.status),
        }
    };
    let mut out: Vec<PromiseRow> = Vec::with_capacity(kept.len() * 2);
    let mut open: Option<usize> = None;
    for promise in kept {
        let head = head_of(&promise);
        match open.and_then(|at| out.get_mut(at)) {
            Some(PromiseRow::Head { head: last, count }) if *last == head => *count += 1,
            _ => {
                open = Some(out.len());
                out.push(PromiseRow::Head { head, count: 1 });
            }
        }
        out.push(PromiseRow::Promise(promise));
    }
    out
}

/// What is looked for, as typed and folded.
struct Words<'a> {
    typed: &'a str,
    folded: String,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        let typed = text.trim();
        Self { typed, folded: fold(typed).text }
    }

    fn stand_in(&self, comparison: &Comparison, followup: &FollowUp) -> bool {
        if self.typed.is_empty() {
            return true;
        }
        let texts = [followup.plan, followup.result].into_iter().flatten();
        let in_texts =
            texts.clone().any(|place| comparison.documents.get(place.document).is_some_and(|d| self.are_in(place.span.of(&d.text))));
        let mut above = texts.flat_map(|place| {
            let document = &comparison.documents[place.document];
            path(document, place.span).into_iter().map(|k| document.sections[k].title.as_str())
        });
        in_texts || above.any(|title| self.are_in(title))
    }

    fn are_in(&self, text: &str) -> bool {
        text.contains(self.typed) || !self.folded.is_empty() && fold(text).text.contains(&self.folded)
    }
}

#[cfg(test)]
mod tests;
