//! The view 指标: all measures in one table, or the comparable ones side by side.
//!
//! `filter` is the row of filters above, `list` the table of all measures, `side` objects by documents, `detail` shows the chosen measure in its
//! sentence, `marks` tells targets from results. The rows come ready from [`crate::compare::Figures`] and [`crate::compare::SideBySide`].

mod detail;
mod filter;
mod list;
mod marks;
mod side;

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui};

use super::panes;
use crate::ui::command::Command;
use crate::ui::figures::{FiguresCommand, FiguresMode};
use crate::ui::language::t;
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// Height of the chosen measure's strip, in points.
const DETAIL_HEIGHT: f32 = 116.0;
/// A lower centre keeps its room for the rows.
const DETAIL_FROM: f32 = 420.0;

/// Filters, table and the chosen measure, or what to do where there is nothing to show.
pub fn show(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if state.compared.is_empty() {
        panes::empty(ui, state, palette, commands);
        return;
    }
    if let Some(measure) =
        state.figures.chosen.and_then(|passage| state.measure_at(passage)).filter(|_| ui.available_height() >= DETAIL_FROM)
    {
        let frame = Frame::new().fill(palette.ground).inner_margin(Margin { top: 8, ..Margin::ZERO });
        Panel::bottom("figure-detail").exact_size(DETAIL_HEIGHT).resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| {
            detail::show(ui, state, measure, palette, commands);
        });
    }
    let comparison = std::sync::Arc::clone(&state.comparison);
    match state.figures.mode {
        FiguresMode::List => {
            let (table, to_top) = state.figures.list(&comparison, &state.compared);
            filter::row(ui, state, &table.facets, table.listed, None, palette, commands);
            ui.add_space(4.0);
            if table.listed == 0 {
                nothing(ui, state, palette, commands);
            } else {
                list::show(ui, state, &table, to_top, palette, commands);
            }
        }
        FiguresMode::SideBySide => {
            let (lines, to_top) = state.figures.side(&comparison);
            filter::row(ui, state, &lines.facets, lines.lines.len(), Some((lines.shared, lines.all)), palette, commands);
            ui.add_space(4.0);
            if lines.lines.is_empty() {
                nothing(ui, state, palette, commands);
            } else {
                side::show(ui, state, &lines, to_top, palette, commands);
            }
        }
    }
}

/// No row: why, and what to do.
fn nothing(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let (title, hint) = if state.comparing() {
        (t("正在比较…"), t("比较完成后，这里列出各文档里的数量指标。"))
    } else if state.comparison.measures.is_empty() {
        (t("没有找到指标"), t("这些文档里没有认出带单位的数量；可在左上角再打开几份文档。"))
    } else if state.figures.is_filtered() {
        (t("没有符合筛选的指标"), t("换一个词，或清除筛选，就能看到全部指标。"))
    } else {
        (t("没有两份以上文档共有的指标"), t("这些文档的指标说的不是同一件事；可看全部对象。"))
    };
    Frame::new().inner_margin(Margin::symmetric(24, 0)).show(ui, |ui| {
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            ui.add_space(ui.available_height() * 0.25);
            ui.label(RichText::new(title).font(theme::hei_bold(18.0)).color(palette.ink));
            ui.label(RichText::new(hint).color(palette.quiet));
            ui.add_space(8.0);
            if state.figures.is_filtered() && ui.button(t("显示全部指标")).clicked() {
                commands.push(Command::Figures(FiguresCommand::ClearFilter));
            } else if !state.comparison.measures.is_empty()
                && state.figures.mode == FiguresMode::SideBySide
                && ui.button(t("显示全部对象")).clicked()
            {
                commands.push(Command::Figures(FiguresCommand::Shared(false)));
            }
        });
    });
}
