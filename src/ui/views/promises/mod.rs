//! The view 兑现: a plan's items and what the summary says of them.
//!
//! `head` counts and filters, `table` lists, `detail` shows the chosen row whole and corrects it, `asking` lets the user choose a passage in the
//! summary's pane, `marks` gives each status its shape. The rows come ready from [`crate::compare::Promises`].

mod asking;
mod detail;
mod head;
mod marks;
mod table;

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui};

pub use asking::show as asking;

use super::panes;
use crate::structure::DocumentKind;
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::promises::PromisesCommand;
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// The chosen row stands at the right of the list from this width of the centre on, in points.
const BESIDE_FROM: f32 = 1300.0;
/// Its width there.
const BESIDE_WIDTH: f32 = 440.0;
/// Below the list it is so high.
const BELOW_HEIGHT: f32 = 216.0;
/// A lower centre keeps its room for the rows.
const BELOW_FROM: f32 = 520.0;
/// At most so many plans are named that lack a summary.
const NAMED: usize = 6;

/// Filters, list and the chosen row, or what to do where there is nothing to show.
pub fn show(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if state.compared.is_empty() {
        panes::empty(ui, state, palette, commands);
        return;
    }
    let comparison = std::sync::Arc::clone(&state.comparison);
    let (list, to_top) = state.promises.list(&comparison, &state.compared);
    if list.plans.is_empty() {
        no_pair(ui, state, palette, commands);
        return;
    }
    let area = ui.available_size();
    let chosen = state.promises.chosen.filter(|row| state.promise(*row).is_some());
    if let Some(row) = chosen {
        let frame = Frame::new().fill(palette.ground);
        if area.x >= BESIDE_FROM {
            let frame = frame.inner_margin(Margin { left: 12, ..Margin::ZERO });
            Panel::right("promise-detail").exact_size(BESIDE_WIDTH).resizable(false).show_separator_line(false).frame(frame).show(
                ui,
                |ui| {
                    detail::show(ui, state, &list, row, true, palette, commands);
                },
            );
        } else if area.y >= BELOW_FROM {
            let frame = frame.inner_margin(Margin { top: 8, ..Margin::ZERO });
            Panel::bottom("promise-detail").exact_size(BELOW_HEIGHT).resizable(false).show_separator_line(false).frame(frame).show(
                ui,
                |ui| {
                    detail::show(ui, state, &list, row, false, palette, commands);
                },
            );
        }
    }
    head::show(ui, state, &list, palette, commands);
    if list.listed == 0 {
        nothing(ui, state, palette, commands);
    } else {
        table::show(ui, state, &list, to_top, palette, commands);
    }
}

/// No row is let through.
fn nothing(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let (title, hint) = if state.promises.is_filtered() {
        (t("没有符合筛选的条目"), t("换一个词，或清除筛选，就能看到全部条目。"))
    } else {
        (t("计划里没有认出条目"), t("这份计划里没有认出可以对照的工作条目。"))
    };
    message(ui, title, hint, palette, |ui| {
        if state.promises.is_filtered() && ui.button(t("显示全部条目")).clicked() {
            commands.push(Command::Promises(PromisesCommand::ClearFilter));
        }
    });
}

/// No plan has a summary: what is missing.
fn no_pair(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if state.comparing() {
        message(ui, t("正在比较…"), t("比较完成后，这里列出计划的每一条和总结里的回应。"), palette, |_| {});
        return;
    }
    let hint = t("打开同一街道、同一年的计划和总结，这里就逐条对照：做到了没有、数量多少、哪些没有写到。");
    message(ui, t("还没有可以对照的计划和总结"), hint, palette, |ui| {
        let plans = state.comparison.documents.iter().filter(|d| d.meta.kind == DocumentKind::Plan).take(NAMED);
        for plan in plans {
            let year = plan.meta.year.map_or_else(|| t("同年").to_owned(), |year| year.to_string());
            ui.label(RichText::new(tf("{}：还缺 {} 年的总结", &[&plan.label(), &year])).font(theme::hei(13.0)).color(palette.quiet));
        }
        ui.add_space(8.0);
        if ui.button(t("打开文件…")).clicked() {
            commands.push(Command::PickFiles { folder: false });
        }
        if ui.button(t("看看示例")).clicked() {
            commands.push(Command::OpenSamples);
        }
    });
}

fn message(ui: &mut Ui, title: &str, hint: &str, palette: &Palette, below: impl FnOnce(&mut Ui)) {
    Frame::new().inner_margin(Margin::symmetric(24, 0)).show(ui, |ui| {
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            ui.add_space(ui.available_height() * 0.22);
            ui.label(RichText::new(title).font(theme::hei_bold(18.0)).color(palette.ink));
            ui.label(RichText::new(hint).color(palette.quiet));
            ui.add_space(8.0);
            below(ui);
        });
    });
}
