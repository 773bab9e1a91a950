//! Carries out what the view of promises asks for: filters, corrections, both passages in their panes, the list on the clipboard.

use std::sync::Arc;

use super::app::JieduApp;
use super::apply::{NOTICE_SECONDS, bring_in};
use super::language::{t, tf};
use super::promises::{PassageKey, PromisesCommand};
use super::reader::Align;
use super::state::{AppState, View};
use super::work::WorkCommand;
use crate::compare::{
    Comparison, Decision, FollowUp, Place, PromiseFilter, PromiseHead, PromiseRow, Status, items_for, judgements, reports_for,
    suggested_status,
};
use crate::report::rows_to_tsv;
use crate::structure::Anchor;
use crate::text::Span;

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
            PromisesCommand::Unplan(row) => self.unplan(row),
            PromisesCommand::Restore(row) => self.restore(row),
            PromisesCommand::Ask(row) => {
                promises.asking = Some(row);
                self.open_promise(row);
            }
            PromisesCommand::AnswerSelection => {
                if let Some((asked, selected)) = self.state.promises.asking.zip(self.state.selected_answer()) {
                    let for_item = self.state.asks_for_item();
                    let (row, passage) = if for_item { (self.state.item_at(selected), asked) } else { (asked, selected) };
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

    /// Takes its passage from an item: it reports on something that the plan does not have.
    fn unplan(&mut self, row: PassageKey) {
        let passage = self.state.promise(row).filter(|f| f.plan.is_some()).and_then(|f| f.result);
        if let Some(passage) = passage.and_then(|place| self.state.passage_key(place)) {
            self.judge(row, Some(passage), Status::Unplanned);
        }
    }

    /// Takes out what the user settled about a row.
    fn restore(&mut self, row: PassageKey) {
        let Some(followup) = self.state.promise(row).cloned() else { return };
        let about = judgements(&followup, &self.state.comparison.documents, &self.state.work.now().decisions);
        let selected = self.state.selected.clone();
        self.state.work.change(t("收回更正"), selected, |work| {
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
        let told = |f: &FollowUp| f.result.filter(|_| f.plan.is_some());
        let result = state.promise(row).and_then(told).and_then(|place| state.passage_key(place));
        let first_offered = || {
            let item = state.place_in_comparison(row)?;
            if let Some(plan) = state.promises.plan_of(item.document) {
                let likeliest = items_for(&state.comparison, item, plan, 1).first().and_then(|place| state.passage_key(*place));
                return likeliest.or(Some(PassageKey { key: *state.compared.get(plan)?, span: Span::default() }));
            }
            let summaries = state.promises.summaries_of(item.document)?;
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
                section = list
                    .plans
                    .get(list.plan)
                    .map(|(plan, _)| super::views::path_text(&comparison.documents[*plan], path))
                    .unwrap_or_default();
            }
            PromiseRow::Head { .. } => section.clear(),
            PromiseRow::Promise(promise) => {
                let followup = &comparison.followups[promise.followup];
                let text =
                    |place: Option<Place>| place.map_or_else(String::new, |p| p.span.of(&comparison.documents[p.document].text).to_owned());
                let amounts = |side: fn(&crate::compare::PromiseNumber) -> Option<usize>| {
                    let written =
                        promise.numbers.iter().filter_map(side).map(|k| super::views::amount_text(&comparison.measures[k].measure));
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
