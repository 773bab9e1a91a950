//! The list of initiatives in the left rail: a tick in the category's colour, the name, a dot per document.

use std::collections::BTreeMap;

use egui::{Align, Layout, Rect, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::bars::field_with_name;
use super::widgets;
use crate::compare::{Initiative, Origin};
use crate::initiative::InitiativeId;
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::state::{AppState, InitiativeFilter};
use crate::ui::theme::{self, Palette};

/// Above so many documents a bar and n/N stand for the dots.
const MAX_DOTS: usize = 8;
const ROW_HEIGHT: f32 = 26.0;
const DOT_STEP: f32 = 11.0;

/// The list.
pub fn list(ui: &mut Ui, state: &mut AppState, folded: bool, palette: &Palette, commands: &mut Vec<Command>) {
    if folded {
        folded_list(ui, state, palette, commands);
        return;
    }
    ui.add_space(6.0);
    let listing = state.listing();
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.spacing_mut().item_spacing.x = 4.0;
        let shared = listing.shared;
        let all = state.comparison.initiatives.len();
        for (filter, text) in [
            (InitiativeFilter::Shared, tf("共有 {}", &[&shared])),
            (InitiativeFilter::Unique, tf("独有 {}", &[&(all - shared)])),
            (InitiativeFilter::All, t("全部").to_owned()),
        ] {
            if widgets::chip(ui, &text, state.filter == filter, palette).clicked() {
                commands.push(Command::Filter(filter));
            }
        }
    });
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let field = TextEdit::singleline(&mut state.filter_text)
            .hint_text(t("筛选事项"))
            .desired_width(ui.available_width() - 12.0)
            .id_salt("initiative-filter");
        field_with_name(ui, field, t("筛选事项"));
    });
    super::pending::bar(ui, state, listing.pending, palette, commands);
    let listed = state.listed();
    if listed.is_empty() {
        ui.add_space(10.0);
        empty(ui, state, palette);
        return;
    }
    let rows = with_categories(&listed);
    let chosen = newly_chosen(ui, state)
        .and_then(|id| rows.iter().position(|row| matches!(row, Row::Initiative(initiative) if initiative.id == id)));
    // Before the rows are laid out: their number in view is reckoned with it.
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("initiatives").auto_shrink(false).show_rows(ui, ROW_HEIGHT, rows.len(), |ui, range| {
        scroll_to_row(ui, chosen, range.start, ROW_HEIGHT);
        for row in &rows[range] {
            match row {
                Row::Category(name, count) => category_row(ui, name, *count, palette),
                Row::Initiative(initiative) => initiative_row(ui, state, initiative, palette, commands),
            }
        }
    });
}

/// The chosen initiative, where it became so since the last frame.
fn newly_chosen(ui: &Ui, state: &AppState) -> Option<InitiativeId> {
    let id = egui::Id::unique("chosen-in-list");
    let before = ui.data(|d| d.get_temp::<Option<InitiativeId>>(id)).flatten();
    if before == state.selected {
        return None;
    }
    ui.data_mut(|d| d.insert_temp(id, state.selected.clone()));
    state.selected.clone()
}

/// Brings a row into view; `first` is the row at the top of `ui`.
fn scroll_to_row(ui: &Ui, row: Option<usize>, first: usize, height: f32) {
    let Some(row) = row else { return };
    let area = ui.max_rect();
    let top = area.top() + (row as f32 - first as f32) * height;
    ui.scroll_to_rect(Rect::from_min_size(pos2(area.left(), top), vec2(1.0, height)), None);
}

enum Row<'a> {
    Category(&'static str, usize),
    Initiative(&'a Initiative),
}

fn with_categories<'a>(listed: &[&'a Initiative]) -> Vec<Row<'a>> {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for initiative in listed {
        *counts.entry(initiative.category).or_default() += 1;
    }
    let mut rows = Vec::with_capacity(listed.len() + counts.len());
    let mut category = None;
    for initiative in listed {
        if category != Some(initiative.category) {
            category = Some(initiative.category);
            rows.push(Row::Category(t(initiative.category.name()), counts[&initiative.category]));
        }
        rows.push(Row::Initiative(initiative));
    }
    rows
}

fn empty(ui: &mut Ui, state: &AppState, palette: &Palette) {
    let text = if state.comparing() {
        t("正在比较…")
    } else if state.comparison.documents.is_empty() {
        t("打开文档后，这里列出各文档提到的事项。")
    } else if !state.filter_text.trim().is_empty() {
        t("没有符合筛选的事项。")
    } else if state.filter == InitiativeFilter::Pending {
        t("自动发现的事项都处理过了。")
    } else if state.filter == InitiativeFilter::Shared && state.comparison.documents.len() < 2 {
        t("再打开一份文档，就能看到共有的事项。")
    } else {
        t("没有这一类事项。")
    };
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 0)).show(ui, |ui| {
        ui.add(egui::Label::new(RichText::new(text).color(palette.quiet)).wrap());
    });
}

fn category_row(ui: &mut Ui, name: &str, count: usize, palette: &Palette) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    let text = format!("{name}　{count}");
    ui.painter().text(
        pos2(rect.left() + 12.0, rect.center().y + 2.0),
        egui::Align2::LEFT_CENTER,
        text,
        theme::hei_bold(11.5),
        palette.quiet,
    );
}

fn initiative_row(ui: &mut Ui, state: &AppState, initiative: &Initiative, palette: &Palette, commands: &mut Vec<Command>) {
    let selected = state.selected.as_ref() == Some(&initiative.id);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW_HEIGHT));
    // By the initiative, not by its place: the list scrolls under the keyboard's focus.
    let response = ui.interact(rect, egui::Id::unique(("initiative", &initiative.id)), Sense::click());
    let count = initiative.document_count();
    let found = if initiative.origin == Origin::Discovered { t("，自动发现") } else { "" };
    let spoken = tf("{}，{} 份文档，{} 处{}", &[&initiative.name, &count, &initiative.mentions.len(), &found]);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &spoken));
    if selected {
        ui.painter().rect_filled(rect, 0.0, palette.chosen);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0.0, palette.accent);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, palette.band);
    }
    let color = palette.category(initiative.category);
    let tick = Rect::from_center_size(pos2(rect.left() + 13.5, rect.center().y), vec2(3.0, 14.0));
    if initiative.origin == Origin::Discovered {
        // Hollow: found by what the documents share, known to no lexicon.
        ui.painter().rect_stroke(tick.expand(0.5), 1.0, egui::Stroke::new(1.0, color), egui::StrokeKind::Inside);
    } else {
        ui.painter().rect_filled(tick, 1.0, color);
    }
    let right = marks(ui, state, initiative, rect, color, palette);
    let text_rect = Rect::from_min_max(pos2(rect.left() + 22.0, rect.top()), pos2(right - 4.0, rect.bottom()));
    let mut text_ui = ui.new_child(egui::UiBuilder::new().max_rect(text_rect).layout(Layout::left_to_right(Align::Center)));
    let font = if selected { theme::hei_bold(13.0) } else { theme::hei(13.0) };
    widgets::clipped(&mut text_ui, &initiative.name, font, palette.ink);
    if response.clicked() {
        commands.push(Command::Select((!selected).then(|| initiative.id.clone())));
    }
}

/// A dot per document, or a bar and n/N; and the number of mentions. Returns where they begin.
fn marks(ui: &Ui, state: &AppState, initiative: &Initiative, rect: Rect, color: egui::Color32, palette: &Palette) -> f32 {
    let documents = state.comparison.documents.len();
    let y = rect.center().y;
    let right = rect.right() - 12.0;
    ui.painter().text(pos2(right, y), egui::Align2::RIGHT_CENTER, initiative.mentions.len(), theme::hei(11.5), palette.quiet);
    let dots_right = right - 22.0;
    if documents > MAX_DOTS {
        let share = initiative.document_count() as f32 / documents as f32;
        let bar = Rect::from_min_max(pos2(dots_right - 30.0, y - 2.5), pos2(dots_right, y + 2.5));
        ui.painter().rect_filled(bar, 2.0, palette.line);
        ui.painter().rect_filled(Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height())), 2.0, color);
        let count = format!("{}/{documents}", initiative.document_count());
        ui.painter().text(pos2(bar.left() - 4.0, y), egui::Align2::RIGHT_CENTER, count, theme::hei(11.0), palette.quiet);
        return bar.left() - 36.0;
    }
    let left = dots_right - DOT_STEP * documents as f32;
    for index in 0..documents {
        let x = left + DOT_STEP * (index as f32 + 0.5);
        widgets::dot(ui, pos2(x, y), initiative.mentions_in(index).next().is_some(), color, palette);
    }
    left
}

/// In the folded rail: a dot per shared initiative, its name on hover.
fn folded_list(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let listed = state.listed();
    let chosen = newly_chosen(ui, state).and_then(|id| listed.iter().position(|i| i.id == id));
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("initiatives-folded").auto_shrink(false).show_rows(ui, 16.0, listed.len(), |ui, range| {
        scroll_to_row(ui, chosen, range.start, 16.0);
        for initiative in &listed[range] {
            let selected = state.selected.as_ref() == Some(&initiative.id);
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 16.0));
            let response = ui.interact(rect, egui::Id::unique(("initiative", &initiative.id)), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &initiative.name));
            if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect, 0.0, palette.band);
            }
            if selected {
                ui.painter().rect_filled(rect, 0.0, palette.chosen);
            }
            widgets::dot(ui, rect.center(), true, palette.category(initiative.category), palette);
            if response.on_hover_text(&initiative.name).clicked() {
                commands.push(Command::Select((!selected).then(|| initiative.id.clone())));
            }
        }
    });
}
