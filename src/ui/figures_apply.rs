//! Carries out what the view of measures asks for: mode, filters, order, a measure in its pane, the table on the clipboard.

use std::sync::Arc;

use super::app::JieduApp;
use super::apply::{NOTICE_SECONDS, bring_in};
use super::figures::{FiguresCommand, FiguresMode, kind_name, number_text};
use super::language::{t, tf};
use super::reader::Align;
use super::state::{AppState, View};
use super::views::{amount_text, quantity_text, section_path_text};
use crate::compare::{DocumentMeasure, FigureRow};
use crate::report::rows_to_tsv;

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn figures(&mut self, command: FiguresCommand, ctx: &egui::Context) {
        let figures = &mut self.state.figures;
        match command {
            FiguresCommand::Mode(mode) => {
                figures.mode = mode;
                (figures.sheet.column, figures.sheet.reveal) = (0, true);
            }
            FiguresCommand::Document(document) => figures.document = document,
            FiguresCommand::Kind(kind) => figures.kind = kind,
            FiguresCommand::Unit(unit) => figures.unit = unit,
            FiguresCommand::Category(category) => figures.category = category,
            FiguresCommand::Initiative(initiative) => figures.initiative = initiative,
            FiguresCommand::Shared(shared) => figures.shared = shared,
            FiguresCommand::Sort(by) => figures.sort_by(by),
            FiguresCommand::ClearFilter => {
                figures.text.clear();
                (figures.document, figures.kind, figures.unit) = (None, None, None);
                (figures.category, figures.initiative) = (None, None);
            }
            FiguresCommand::Choose(measure) => figures.chosen = measure,
            FiguresCommand::Open(measure) => {
                figures.chosen = Some(measure);
                let state = &mut self.state;
                bring_in(state, measure.key);
                state.view = View::Read;
                let reader = &mut state.panes.entry(measure.key).or_default().reader;
                reader.scroll_to(measure.span, Align::Reading);
                reader.select(measure.span);
                state.following.hand = Some(measure.key);
                state.following.moved_at = Some(ctx.input(|i| i.time));
            }
            FiguresCommand::Copy => copy(&mut self.state, ctx),
        }
    }
}

/// Puts what shows on the clipboard, with heads.
fn copy(state: &mut AppState, ctx: &egui::Context) {
    let lines = match state.figures.mode {
        FiguresMode::List => list_lines(state),
        FiguresMode::SideBySide => side_lines(state),
    };
    let count = lines.len() - 1;
    ctx.copy_text(rows_to_tsv(lines));
    state.say(tf("已复制 {} 行的表格，可粘贴到电子表格", &[&count]));
    state.notice_until = Some(ctx.input(|i| i.time) + NOTICE_SECONDS);
}

fn list_lines(state: &mut AppState) -> Vec<Vec<String>> {
    let comparison = Arc::clone(&state.comparison);
    let (list, _) = state.figures.list(&comparison, &state.compared);
    let heads = ["文档", "动作", "对象", "数量", "单位", "性质", "比较", "期限", "事项", "章节", "原句"].map(|head| t(head).to_owned());
    let mut lines = vec![heads.to_vec()];
    for found in list.rows.iter().filter_map(FigureRow::figure).map(|k| &comparison.measures[k]) {
        let DocumentMeasure { document, measure, initiative } = found;
        let text = &comparison.documents[*document];
        lines.push(vec![
            state.lettered(state.compared.get(*document).copied().unwrap_or_default(), text),
            measure.action.clone(),
            measure.object.clone(),
            quantity_text(measure),
            measure.unit.clone(),
            t(kind_name(measure.kind)).to_owned(),
            measure.base.map_or("", |base| t(base.code())).to_owned(),
            measure.deadline.clone().unwrap_or_default(),
            initiative.and_then(|k| comparison.initiatives.get(k)).map_or_else(String::new, |i| i.name.clone()),
            section_path_text(text, measure.span),
            measure.sentence.of(&text.text).trim().to_owned(),
        ]);
    }
    lines
}

fn side_lines(state: &mut AppState) -> Vec<Vec<String>> {
    let comparison = Arc::clone(&state.comparison);
    let (side, _) = state.figures.side(&comparison);
    let names = state.compared.iter().zip(&comparison.documents).map(|(key, d)| state.lettered(*key, d));
    let mut lines: Vec<Vec<String>> =
        vec![["对象", "事项", "单位"].iter().map(|head| t(head).to_owned()).chain(names).chain([t("份").to_owned()]).collect()];
    for line in &side.lines {
        let name = line.initiative.and_then(|k| comparison.initiatives.get(k)).map_or_else(String::new, |i| i.name.clone());
        let cells = line.cells.iter().map(|cell| {
            let written = cell.figures.iter().map(|k| amount_text(&comparison.measures[*k].measure));
            cell.value.map_or_else(|| written.collect::<Vec<_>>().join("、"), number_text)
        });
        lines.push([line.object.clone(), name, line.unit.clone()].into_iter().chain(cells).chain([line.documents.to_string()]).collect());
    }
    lines
}
