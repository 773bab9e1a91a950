//! Above the list: which plan, how many of each status (a bar and chips that filter), the other filters, the order, the list for the clipboard.

use egui::{Align, Layout, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::marks;
use crate::compare::{PromiseOrder, Promises, Status};
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::promises::PromisesCommand;
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::bars::field_with_name;
use crate::ui::views::widgets;

/// Below this width the filters wrap, in points.
const WRAPS_BELOW: f32 = 860.0;
/// In a lower centre only what filters stands above the list, in points.
const LOW: f32 = 400.0;
/// Height of the bar of shares, in points.
const BAR_HEIGHT: f32 = 9.0;
/// A list to choose from is not higher, in points.
const LIST_HEIGHT: f32 = 360.0;

fn send(commands: &mut Vec<Command>, command: PromisesCommand) {
    commands.push(Command::Promises(command));
}

/// All of it.
pub fn show(ui: &mut Ui, state: &mut AppState, list: &Promises, palette: &Palette, commands: &mut Vec<Command>) {
    // A low window keeps its room for the rows.
    let low = ui.available_height() < LOW;
    if !low || list.plans.len() > 1 {
        plans(ui, state, list, palette, commands);
    }
    if !low {
        shares(ui, state, list, palette, commands);
    }
    ui.horizontal_wrapped(|ui| statuses(ui, state, list, palette, commands));
    filters(ui, state, list, palette, commands);
    ui.add_space(2.0);
}

/// The plan and its summaries; a menu where there are several plans.
fn plans(ui: &mut Ui, state: &AppState, list: &Promises, palette: &Palette, commands: &mut Vec<Command>) {
    let name = |index: usize| {
        let key = state.compared.get(index).copied().unwrap_or_default();
        state.comparison.documents.get(index).map_or_else(String::new, |d| state.lettered(key, d))
    };
    let pair = |(plan, summaries): &(usize, Vec<usize>)| {
        let summaries: Vec<String> = summaries.iter().map(|s| name(*s)).collect();
        format!("{} → {}", name(*plan), summaries.join("、"))
    };
    let Some(current) = list.plans.get(list.plan) else { return };
    ui.horizontal(|ui| {
        if list.plans.len() > 1 {
            let button = ui.menu_button(tf("计划 {}/{}…", &[&(list.plan + 1), &list.plans.len()]), |ui| {
                ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
                    for (k, one) in list.plans.iter().enumerate() {
                        if ui.selectable_label(k == list.plan, pair(one)).clicked() {
                            if let Some(key) = state.compared.get(one.0) {
                                send(commands, PromisesCommand::Plan(*key));
                            }
                            ui.close();
                        }
                    }
                });
            });
            button.response.on_hover_text(t("换一份有总结的计划"));
        }
        widgets::clipped(ui, &pair(current), theme::hei_bold(14.0), palette.ink);
    });
}

/// One bar of all rows, a stretch for each status as long as its share; a click lists only those.
fn shares(ui: &mut Ui, state: &AppState, list: &Promises, palette: &Palette, commands: &mut Vec<Command>) {
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), BAR_HEIGHT), Sense::hover());
    let mut left = whole.left();
    let all = list.all().max(1) as f32;
    for (status, count) in Status::ALL.into_iter().zip(list.counts).filter(|(_, count)| *count > 0) {
        let right = left + whole.width() * count as f32 / all;
        let rect = Rect::from_x_y_ranges(left..=right - 1.0, whole.y_range());
        let response = ui.interact(rect, ui.scope_id().with(("share", status.code())), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tf("比例条 {} {}", &[&t(status.label()), &count])));
        let dim = state.promises.filter.status.is_some_and(|s| s != status);
        let color = marks::color(status, palette);
        ui.painter().rect_filled(rect, 1.0, if dim { color.gamma_multiply(0.3) } else { color });
        if response.has_focus() {
            ui.painter().rect_stroke(rect.expand(1.0), 1.0, Stroke::new(2.0, palette.accent), StrokeKind::Outside);
        }
        let said = format!("{} {count}（{}）", t(status.label()), percent(count, list.all()));
        if response.on_hover_text(said).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            toggle(state, status, commands);
        }
        left = right;
    }
}

fn toggle(state: &AppState, status: Status, commands: &mut Vec<Command>) {
    let same = state.promises.filter.status == Some(status);
    send(commands, PromisesCommand::Status((!same).then_some(status)));
}

fn percent(count: usize, all: usize) -> String {
    format!("{:.0}%", 100.0 * count as f64 / all.max(1) as f64)
}

/// A chip for each status with its mark, number and share.
fn statuses(ui: &mut Ui, state: &AppState, list: &Promises, palette: &Palette, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
    let chosen = state.promises.filter.status;
    let text = tf("全部 {}", &[&list.all()]);
    if widgets::named_chip(ui, &text, &tf("兑现看全部 {}", &[&list.all()]), chosen.is_none(), palette).clicked() {
        send(commands, PromisesCommand::Status(None));
    }
    for (status, count) in Status::ALL.into_iter().zip(list.counts) {
        let chip = status_chip(ui, status, count, list.all(), chosen == Some(status), palette);
        if chip.on_hover_text(t(meaning(status))).clicked() {
            toggle(state, status, commands);
        }
    }
}

/// What a status says, and what not.
pub const fn meaning(status: Status) -> &'static str {
    match status {
        Status::Met => "总结说已经做到，数量也达到计划",
        Status::Partly => "只报了一部分，或数量、说法弱于计划",
        Status::Reported => "总结说到进展，但计划没有可衡量的目标",
        Status::NotMentioned => "总结里没有写到；不等于没有做",
        Status::Unplanned => "总结报告的成果，计划里没有相应条目",
    }
}

fn status_chip(ui: &mut Ui, status: Status, count: usize, all: usize, on: bool, palette: &Palette) -> Response {
    let ink = if on { palette.on_filled } else { palette.ink };
    let text = format!("{} {count}", t(status.label()));
    let name = ui.painter().layout_no_wrap(text.clone(), theme::hei(12.5), ink);
    let share = ui.painter().layout_no_wrap(percent(count, all), theme::hei(12.0), if on { ink } else { palette.quiet });
    let size = vec2(name.size().x + share.size().x + 42.0, name.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, tf("兑现只看{}", &[&text])));
    let stroke = if response.has_focus() { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.line) };
    ui.painter().rect(rect, rect.height() / 2.0, if on { palette.filled } else { palette.paper }, stroke, StrokeKind::Inside);
    let center = pos2(rect.left() + 15.0, rect.center().y);
    if on {
        // The mark keeps its colour on a ground of its own.
        ui.painter().circle_filled(center, marks::RADIUS + 2.5, palette.paper);
    }
    marks::mark(ui, center, status, palette);
    let at = pos2(center.x + 11.0, rect.center().y - name.size().y / 2.0);
    let right = at.x + name.size().x + 6.0;
    ui.painter().galley(at, name, ink);
    ui.painter().galley(pos2(right, rect.center().y - share.size().y / 2.0), share, ink);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn filters(ui: &mut Ui, state: &mut AppState, list: &Promises, palette: &Palette, commands: &mut Vec<Command>) {
    let wide = ui.available_width() >= WRAPS_BELOW;
    let show = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let width = if wide { (ui.available_width() * 0.2).clamp(120.0, 260.0) } else { 130.0 };
        let field =
            TextEdit::singleline(&mut state.promises.filter.text).hint_text(t("筛选条目")).desired_width(width).id_salt("promises-filter");
        field_with_name(ui, field, t("筛选计划条目"));
        chapters(ui, state, list, commands);
        let filter = &state.promises.filter;
        let text = tf("有数字 {}", &[&list.with_numbers]);
        if widgets::named_chip(ui, &text, &tf("只看{}", &[&text]), filter.numbers, palette).clicked() {
            send(commands, PromisesCommand::Numbers(!filter.numbers));
        }
        if list.corrected > 0 || filter.corrected {
            let text = tf("已更正 {}", &[&list.corrected]);
            if widgets::named_chip(ui, &text, &tf("只看{}", &[&text]), filter.corrected, palette).clicked() {
                send(commands, PromisesCommand::Corrected(!filter.corrected));
            }
        }
        for (order, text, name) in
            [(PromiseOrder::Place, t("按原文"), t("按计划原文的顺序排列")), (PromiseOrder::Status, t("按状态"), t("按兑现状态排列"))]
        {
            if widgets::named_chip(ui, text, name, state.promises.order == order, palette).clicked() {
                send(commands, PromisesCommand::Order(order));
            }
        }
        let mut tail = |ui: &mut Ui| {
            let button = ui.add_enabled(list.listed > 0, egui::Button::new(t("复制表格")));
            if button.on_hover_text(t("把现在显示的表格复制到剪贴板，可粘贴到电子表格")).clicked() {
                send(commands, PromisesCommand::Copy);
            }
            ui.label(RichText::new(tf("{} 条", &[&list.listed])).font(theme::hei(12.5)).color(palette.quiet));
        };
        if wide { ui.with_layout(Layout::right_to_left(Align::Center), tail).inner } else { tail(ui) }
    };
    if wide {
        ui.horizontal(show);
    } else {
        ui.horizontal_wrapped(show);
    }
}

/// The plan's chapters.
fn chapters(ui: &mut Ui, state: &AppState, list: &Promises, commands: &mut Vec<Command>) {
    let Some(document) = list.plans.get(list.plan).and_then(|(plan, _)| state.comparison.documents.get(*plan)) else { return };
    let title = |section: usize| crate::ui::apply::section_label(document, section);
    let chosen = state.promises.filter.chapter;
    let short: String = chosen.map_or_else(|| t("全部章节").to_owned(), |k| title(k).chars().take(8).collect());
    let button = ui.menu_button(format!("{short}…"), |ui| {
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
            if ui.selectable_label(chosen.is_none(), t("全部章节")).clicked() {
                send(commands, PromisesCommand::Chapter(None));
                ui.close();
            }
            for (section, count) in &list.chapters {
                if ui.selectable_label(chosen == Some(*section), format!("{}　{count}", title(*section))).clicked() {
                    send(commands, PromisesCommand::Chapter(Some(*section)));
                    ui.close();
                }
            }
        });
    });
    button.response.on_hover_text(t("只看计划的一章"));
}
