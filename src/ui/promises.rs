//! The view 兑现, its state and its commands: a plan's items and what the summary says of them.
//!
//! Documents and rows are named by key and place, since indexes change as documents come and go and decisions are carried out. What the user
//! corrects becomes a [`Decision::Judge`]; the engine carries it out, and undo takes it back as it does every decision.

use std::sync::{Arc, Weak};

use super::app::JieduApp;
use super::apply::{NOTICE_SECONDS, bring_in};
use super::language::{t, tf};
use super::reader::Align;
use super::state::{AppState, DocumentKey, View};
use super::views::sheet::SheetState;
use super::work::WorkCommand;
use crate::compare::{
    Comparison, Decision, FollowUp, Place, PromiseFilter, PromiseHead, PromiseOrder, PromiseRow, Promises, Status, judgements, reports_for,
    suggested_status,
};
use crate::report::rows_to_tsv;
use crate::structure::Anchor;
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
    /// The item for which the user looks for a passage in the summary.
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

/// The passages for an item, and what they were looked for in.
#[derive(Debug)]
struct Offered {
    from: Weak<Comparison>,
    item: Place,
    passages: Arc<Vec<Place>>,
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
        let from = Arc::downgrade(comparison);
        if let Some(offered) = self.offered.as_ref().filter(|o| o.from.ptr_eq(&from) && o.item == item) {
            return Arc::clone(&offered.passages);
        }
        let passages = Arc::new(reports_for(comparison, item, summaries, OFFERED));
        self.offered = Some(Offered { from, item, passages: Arc::clone(&passages) });
        passages
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
#[derive(Debug, Clone, PartialEq)]
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
    /// As it was found.
    Restore(PassageKey),
    /// Look for the passage in the summary's pane.
    Ask(PassageKey),
    /// What is selected in the summary's pane reports on the item.
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

    /// What is selected in a summary of the plan whose item is asked about.
    #[must_use]
    pub fn selected_answer(&self) -> Option<PassageKey> {
        let plan = self.compared_index(self.promises.asking?.key)?;
        let list = &self.promises.made.as_ref()?.list;
        let (_, summaries) = list.plans.iter().find(|(document, _)| *document == plan)?;
        let selected = |key: &DocumentKey| Some(PassageKey { key: *key, span: self.panes.get(key)?.reader.selected()? });
        summaries.iter().filter_map(|s| self.compared.get(*s)).find_map(selected)
    }
}

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn promises(&mut self, command: PromisesCommand, ctx: &egui::Context) {
        let promises = &mut self.state.promises;
        match command {
            PromisesCommand::Plan(key) => {
                promises.plan = Some(key);
                promises.filter.chapter = None;
                promises.chosen = None;
            }
            PromisesCommand::Status(status) => promises.filter.status = status,
            PromisesCommand::Chapter(chapter) => promises.filter.chapter = chapter,
            PromisesCommand::Numbers(only) => promises.filter.numbers = only,
            PromisesCommand::Corrected(only) => promises.filter.corrected = only,
            PromisesCommand::Order(order) => promises.order = order,
            PromisesCommand::ClearFilter => promises.filter = PromiseFilter::default(),
            PromisesCommand::Choose(row) => promises.chosen = row,
            PromisesCommand::Open(row) => self.open_promise(row),
            PromisesCommand::Judge { row, status } => {
                let result = self.state.promise(row).and_then(|f| f.result).and_then(|place| self.state.passage_key(place));
                self.judge(row, result.filter(|_| status != Status::NotMentioned), status);
            }
            PromisesCommand::Answer { row, passage } => self.answer(row, passage),
            PromisesCommand::Restore(row) => self.restore(row),
            PromisesCommand::Ask(row) => {
                promises.asking = Some(row);
                self.open_promise(row);
            }
            PromisesCommand::AnswerSelection => {
                if let Some((row, passage)) = self.state.promises.asking.zip(self.state.selected_answer()) {
                    self.answer(row, passage);
                    let promises = &mut self.state.promises;
                    (promises.asking, promises.chosen) = (None, Some(row));
                    (promises.sheet.reveal, promises.sheet.focus) = (true, true);
                    self.state.view = View::Promises;
                }
            }
            PromisesCommand::StopAsking => promises.asking = None,
            PromisesCommand::Copy => copy(&mut self.state, ctx),
        }
    }

    /// The passage of an item, with the status that its numbers suggest.
    fn answer(&mut self, row: PassageKey, passage: PassageKey) {
        let Some((item, result)) = self.state.place_in_comparison(row).zip(self.state.place_in_comparison(passage)) else { return };
        let status = suggested_status(item, result, &self.state.comparison.measures);
        self.judge(row, Some(passage), status);
    }

    /// Settles what became of an item.
    fn judge(&mut self, row: PassageKey, result: Option<PassageKey>, status: Status) {
        let state = &self.state;
        let anchor = |passage: PassageKey| {
            let place = state.place_in_comparison(passage)?;
            Some(Anchor::of(state.comparison.documents.get(place.document)?, place.span))
        };
        let Some(plan) = anchor(row) else { return };
        let decision = Decision::Judge { plan: Some(plan), result: result.and_then(anchor), status: status.code().to_owned() };
        self.state.promises.chosen = Some(row);
        self.work(WorkCommand::Decide(decision));
    }

    /// Takes out what the user settled about a row.
    fn restore(&mut self, row: PassageKey) {
        let Some(followup) = self.state.promise(row).cloned() else { return };
        let about = judgements(&followup, &self.state.comparison.documents, &self.state.work.now().decisions);
        self.state.work.change(t("收回更正"), |work| {
            let mut index = 0;
            work.decisions.retain(|_| {
                index += 1;
                !about.contains(&(index - 1))
            });
        });
        self.changed();
    }

    /// Brings plan and summary into view, each at its passage. Nothing drags them apart: the user asked for both places.
    fn open_promise(&mut self, row: PassageKey) {
        let state = &mut self.state;
        let result = state.promise(row).and_then(|f| f.result).and_then(|place| state.passage_key(place));
        let first_offered = || {
            let item = state.place_in_comparison(row)?;
            let (_, summaries) = state.promises.made.as_ref()?.list.plans.iter().find(|(plan, _)| *plan == item.document)?;
            let key = *state.compared.get(*summaries.first()?)?;
            let likeliest = reports_for(&state.comparison, item, summaries, 1).first().and_then(|place| state.passage_key(*place));
            likeliest.or(Some(PassageKey { key, span: Span::default() }))
        };
        let beside = result.or_else(first_offered);
        state.promises.chosen = Some(row);
        state.view = View::Read;
        for passage in beside.into_iter().chain([row]) {
            bring_in(state, passage.key);
            let reader = &mut state.panes.entry(passage.key).or_default().reader;
            if !passage.span.is_empty() {
                reader.scroll_to(passage.span, Align::Reading);
            }
            // Where the passage is only likely, the user selects it.
            let is_told = passage == row || result == Some(passage);
            if is_told { reader.select(passage.span) } else { reader.clear_selection() }
        }
        state.following.hand = Some(row.key);
        state.following.moved_at = None;
    }
}

/// Puts the rows that show on the clipboard, with heads.
fn copy(state: &mut AppState, ctx: &egui::Context) {
    let comparison = Arc::clone(&state.comparison);
    let (list, _) = state.promises.list(&comparison, &state.compared);
    let heads = ["状态", "更正", "章节", "计划条目", "总结的回应", "计划数", "总结数", "完成率", "依据"].map(|head| t(head).to_owned());
    let mut section = String::new();
    let mut lines = vec![heads.to_vec()];
    for row in &list.rows {
        match row {
            PromiseRow::Head { head: PromiseHead::Section(path), .. } => {
                section = list.plans.get(list.plan).map(|(plan, _)| super::views::path_text(&comparison.documents[*plan], path)).unwrap_or_default();
            }
            PromiseRow::Head { .. } => section.clear(),
            PromiseRow::Promise(promise) => {
                let followup = &comparison.followups[promise.followup];
                let text = |place: Option<Place>| place.map_or_else(String::new, |p| p.span.of(&comparison.documents[p.document].text).to_owned());
                let amounts = |side: fn(&crate::compare::PromiseNumber) -> Option<usize>| {
                    let written = promise.numbers.iter().filter_map(side).map(|k| super::views::amount_text(&comparison.measures[k].measure));
                    written.collect::<Vec<_>>().join("、")
                };
                let shares: Vec<String> = promise.numbers.iter().filter_map(|n| n.share).map(|s| format!("{:.0}%", s * 100.0)).collect();
                lines.push(vec![
                    t(followup.status.label()).to_owned(),
                    if followup.corrected { t("已更正") } else { "" }.to_owned(),
                    section_of(&comparison, followup, &section),
                    text(followup.plan),
                    text(followup.result),
                    amounts(|n| n.planned),
                    amounts(|n| n.reported),
                    shares.join("、"),
                    followup.why.clone(),
                ]);
            }
        }
    }
    ctx.copy_text(rows_to_tsv(lines));
    state.say(tf("已复制 {} 行的表格，可粘贴到电子表格", &[&list.listed]));
    state.notice_until = Some(ctx.input(|i| i.time) + NOTICE_SECONDS);
}

/// The headings above a row, whatever the rows are grouped by.
fn section_of(comparison: &Comparison, followup: &FollowUp, above: &str) -> String {
    if !above.is_empty() {
        return above.to_owned();
    }
    followup.place().map_or_else(String::new, |place| super::views::section_path_text(&comparison.documents[place.document], place.span))
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
