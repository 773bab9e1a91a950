//! The view 兑现, its state and its commands: a plan's items and what the summary says of them.
//!
//! Documents and rows are named by key and place, since indexes change as documents come and go and decisions are carried out. What the user
//! corrects becomes a [`Decision::Judge`](crate::compare::Decision); the engine carries it out, and undo takes it back as it does every decision.

use std::sync::{Arc, Weak};

use super::state::{AppState, DocumentKey};
use super::views::sheet::SheetState;
use crate::compare::{Comparison, FollowUp, Place, PromiseFilter, PromiseOrder, Promises, Status, items_for, reports_for};
use crate::text::Span;

/// So many passages are offered for an item.
const OFFERED: usize = 6;

/// A passage of an open document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassageKey {
    /// The document.
    pub key: DocumentKey,
    /// In its cleaned text.
    pub span: Span,
}

/// What the view keeps.
#[derive(Debug, Default)]
pub struct PromisesState {
    /// The plan whose list shows; `None` until the user chose: then the first.
    pub plan: Option<DocumentKey>,
    /// Which rows are listed.
    pub filter: PromiseFilter,
    /// How they follow each other.
    pub order: PromiseOrder,
    /// The chosen row: where its item stands; of a result without one, where that does.
    pub chosen: Option<PassageKey>,
    /// The item for which the user looks for a passage in the summary, or the passage without one for which they look for an item in the plan.
    pub asking: Option<PassageKey>,
    pub(super) sheet: SheetState,
    made: Option<Made>,
    offered: Option<Offered>,
}

/// The list, and what it was made from.
#[derive(Debug)]
struct Made {
    from: Weak<Comparison>,
    plan: usize,
    filter: PromiseFilter,
    order: PromiseOrder,
    list: Arc<Promises>,
}

/// The passages for an item, or the items for a passage, and what they were looked for in.
#[derive(Debug)]
struct Offered {
    from: Weak<Comparison>,
    row: Place,
    /// Which of the list's plans.
    plan: Option<usize>,
    places: Arc<Vec<Place>>,
}

impl PromisesState {
    /// The list of a comparison whose documents have these keys. The second value says whether another was asked for since the last call.
    pub fn list(&mut self, comparison: &Arc<Comparison>, compared: &[DocumentKey]) -> (Arc<Promises>, bool) {
        let document = self.plan.and_then(|key| compared.iter().position(|k| *k == key));
        let from = Arc::downgrade(comparison);
        let plan = match &self.made {
            Some(made) if made.from.ptr_eq(&from) => place_of(&made.list, document),
            _ => place_of(&Promises::new(comparison, 0, &PromiseFilter::default(), PromiseOrder::Place), document),
        };
        if let Some(made) = &self.made
            && made.from.ptr_eq(&from)
            && (made.plan, &made.filter, made.order) == (plan, &self.filter, self.order)
        {
            return (Arc::clone(&made.list), false);
        }
        let list = Arc::new(Promises::new(comparison, plan, &self.filter, self.order));
        let asked = self.made.as_ref().is_some_and(|m| (m.plan, &m.filter, m.order) != (plan, &self.filter, self.order));
        self.made = Some(Made { from, plan, filter: self.filter.clone(), order: self.order, list: Arc::clone(&list) });
        (list, asked)
    }

    /// Passages of the summaries that may report on an item, the likeliest first.
    pub fn offered(&mut self, comparison: &Arc<Comparison>, item: Place, summaries: &[usize]) -> Arc<Vec<Place>> {
        self.offer(comparison, item, |comparison| reports_for(comparison, item, summaries, OFFERED))
    }

    /// What is offered for a row, looked for once.
    fn offer(&mut self, comparison: &Arc<Comparison>, row: Place, look: impl FnOnce(&Comparison) -> Vec<Place>) -> Arc<Vec<Place>> {
        let from = Arc::downgrade(comparison);
        let plan = self.made.as_ref().map(|made| made.plan);
        if let Some(offered) = self.offered.as_ref().filter(|o| o.from.ptr_eq(&from) && (o.row, o.plan) == (row, plan)) {
            return Arc::clone(&offered.places);
        }
        let places = Arc::new(look(comparison));
        self.offered = Some(Offered { from, row, plan, places: Arc::clone(&places) });
        places
    }

    /// The summaries that may report on a plan (index of its document), as the list has them.
    pub(super) fn summaries_of(&self, plan: usize) -> Option<&[usize]> {
        let list = &self.made.as_ref()?.list;
        list.plans.iter().find(|(document, _)| *document == plan).map(|(_, summaries)| summaries.as_slice())
    }

    /// The plan (index of its document) whose list shows, if a summary reports on it.
    pub(super) fn plan_of(&self, summary: usize) -> Option<usize> {
        let list = &self.made.as_ref()?.list;
        list.plans.get(list.plan).filter(|(_, summaries)| summaries.contains(&summary)).map(|(plan, _)| *plan)
    }

    /// Items of the plan whose list shows that a passage without one may report on, the likeliest first.
    pub fn offered_items(&mut self, comparison: &Arc<Comparison>, passage: Place) -> Arc<Vec<Place>> {
        let Some(plan) = self.plan_of(passage.document) else { return Arc::default() };
        self.offer(comparison, passage, |comparison| items_for(comparison, passage, plan, OFFERED))
    }

    /// Whether any filter holds rows back.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.filter != PromiseFilter::default()
    }
}

/// Which of the list's plans a document is; the first where it is none.
fn place_of(list: &Promises, document: Option<usize>) -> usize {
    document.and_then(|d| list.plans.iter().position(|(plan, _)| *plan == d)).unwrap_or(0)
}

/// What the user can do in the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromisesCommand {
    /// Show the list of this plan.
    Plan(DocumentKey),
    /// List only one status, or all.
    Status(Option<Status>),
    /// List only one chapter of the plan, or all.
    Chapter(Option<usize>),
    /// List only rows with numbers, or all.
    Numbers(bool),
    /// List only corrected rows, or all.
    Corrected(bool),
    /// In another order.
    Order(PromiseOrder),
    /// List all again.
    ClearFilter,
    /// Choose a row, or none.
    Choose(Option<PassageKey>),
    /// Item and passage side by side in the panes.
    Open(PassageKey),
    /// Another status for an item; its passage stays, unless it is not mentioned.
    Judge {
        /// The row.
        row: PassageKey,
        /// The status.
        status: Status,
    },
    /// This passage reports on the item.
    Answer {
        /// The row.
        row: PassageKey,
        /// The passage.
        passage: PassageKey,
    },
    /// The passage of an item reports on something that the plan does not have.
    Unplan(PassageKey),
    /// As it was found.
    Restore(PassageKey),
    /// Look for the passage of an item in the summary's pane, or for the item of a passage in the plan's.
    Ask(PassageKey),
    /// What is selected there answers the question.
    AnswerSelection,
    /// Look no further.
    StopAsking,
    /// Put the list on the clipboard.
    Copy,
}

impl AppState {
    /// The place of a passage in the comparison that shows.
    #[must_use]
    pub fn place_in_comparison(&self, passage: PassageKey) -> Option<Place> {
        Some(Place { document: self.compared_index(passage.key)?, span: passage.span })
    }

    /// The key of a place of the comparison.
    #[must_use]
    pub fn passage_key(&self, place: Place) -> Option<PassageKey> {
        Some(PassageKey { key: *self.compared.get(place.document)?, span: place.span })
    }

    /// The follow-up of a row of the list of promises.
    #[must_use]
    pub fn promise(&self, row: PassageKey) -> Option<&FollowUp> {
        let place = self.place_in_comparison(row)?;
        self.comparison.followups.iter().find(|f| f.place() == Some(place))
    }

    /// What is selected in a summary of the plan whose item is asked about; of a passage without an item, in the plan whose list shows.
    #[must_use]
    pub fn selected_answer(&self) -> Option<PassageKey> {
        let asking = self.compared_index(self.promises.asking?.key)?;
        let selected = |key: &DocumentKey| Some(PassageKey { key: *key, span: self.panes.get(key)?.reader.selected()? });
        match self.promises.summaries_of(asking) {
            Some(summaries) => summaries.iter().filter_map(|s| self.compared.get(*s)).find_map(selected),
            None => selected(self.compared.get(self.promises.plan_of(asking)?)?),
        }
    }

    /// The item that a passage of a plan touches; the passage itself where it touches none: then it becomes one.
    #[must_use]
    pub fn item_at(&self, passage: PassageKey) -> PassageKey {
        let Some(place) = self.place_in_comparison(passage) else { return passage };
        let mut items = self.comparison.followups.iter().filter_map(|f| f.plan);
        let touched = items.find(|item| item.document == place.document && item.span.overlaps(place.span));
        touched.and_then(|item| self.passage_key(item)).unwrap_or(passage)
    }

    /// Whether an item is looked for, not a passage.
    #[must_use]
    pub fn asks_for_item(&self) -> bool {
        let asking = self.promises.asking.and_then(|row| self.compared_index(row.key));
        asking.is_some_and(|document| self.promises.summaries_of(document).is_none())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::PromisesState;
    use crate::compare::{Comparison, PromiseOrder};

    #[test]
    fn the_list_is_made_anew_only_where_something_is_another() {
        let mut state = PromisesState::default();
        let comparison = Arc::new(Comparison::default());
        let (first, _) = state.list(&comparison, &[]);
        let (again, asked) = state.list(&comparison, &[]);
        assert!(Arc::ptr_eq(&first, &again) && !asked);
        state.filter.text = "电梯".to_owned();
        assert!(state.is_filtered());
        let (filtered, asked) = state.list(&comparison, &[]);
        assert!(!Arc::ptr_eq(&first, &filtered) && asked);
        state.order = PromiseOrder::Status;
        assert!(state.list(&comparison, &[]).1);
        let (other, asked) = state.list(&Arc::new(Comparison::default()), &[]);
        assert!(!Arc::ptr_eq(&filtered, &other) && !asked, "another comparison, the same question");
    }
}
