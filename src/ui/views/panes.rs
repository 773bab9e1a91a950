//! The panes side by side, and the stubs of those that do not fit.

use egui::scroll_area::ScrollBarVisibility;
use egui::{Align2, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{documents, pane, threads};
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::room::{PANE_GAP, Room, STUB_WIDTH, room};
use crate::ui::state::{AppState, DocumentKey, OpenState};
use crate::ui::theme::{self, Palette};

/// Between two stubs, in points.
const STUB_GAP: f32 = 6.0;

/// All panes, or what to do where there is no document.
pub fn show(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let keys = state.compared.clone();
    if keys.is_empty() {
        empty(ui, state, palette, commands);
        return;
    }
    let area = ui.available_rect_before_wrap();
    let room = room(area.width(), state.text_size, keys.len());
    let (shown, stubs) = split(state, &keys, &room);
    state.shown.clone_from(&shown);
    let mut left = area.left();
    for key in &shown {
        let rect = Rect::from_min_size(pos2(left, area.top()), vec2(room.pane_width, area.height()));
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt(("pane", *key)).max_rect(rect));
        pane::show(&mut child, state, *key, room.outline_column, palette, commands);
        left += room.pane_width + PANE_GAP;
    }
    threads::show(ui, state, palette, commands);
    if !stubs.is_empty() {
        let rect = Rect::from_min_max(pos2(area.right() - STUB_WIDTH, area.top()), area.max);
        stub_column(ui, state, rect, &stubs, palette, commands);
    }
    ui.allocate_rect(area, Sense::hover());
}

/// Which documents have a pane: the first ones, but for those that were brought in. Both parts in the user's order.
fn split(state: &AppState, keys: &[DocumentKey], room: &Room) -> (Vec<DocumentKey>, Vec<DocumentKey>) {
    let mut chosen: Vec<DocumentKey> = state.brought_in.iter().rev().filter(|k| keys.contains(k)).take(room.panes).copied().collect();
    for key in keys {
        if chosen.len() < room.panes && !chosen.contains(key) {
            chosen.push(*key);
        }
    }
    keys.iter().partition(|key| chosen.contains(key))
}

fn stub_column(ui: &mut Ui, state: &AppState, area: Rect, stubs: &[DocumentKey], palette: &Palette, commands: &mut Vec<Command>) {
    let height = (area.height() / stubs.len() as f32 - STUB_GAP).clamp(64.0, 236.0);
    let mut column = ui.new_child(egui::UiBuilder::new().id_salt("stubs").max_rect(area));
    column.spacing_mut().item_spacing.y = STUB_GAP;
    // More than fit are scrolled to; a bar would cover their names.
    let scroll = ScrollArea::vertical().id_salt("stubs").scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
    scroll.auto_shrink(false).show(&mut column, |ui| {
        for key in stubs {
            let Some(index) = state.documents.iter().position(|d| d.key == *key) else { continue };
            let label = documents::label(&state.documents[index]);
            let (_, rect) = ui.allocate_space(vec2(area.width(), height));
            let response = ui.interact(rect, egui::Id::unique(("stub", *key)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tf("展开 {}", &[&label])));
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            let fill = if response.hovered() || response.has_focus() { palette.chosen } else { palette.paper };
            ui.painter().rect(rect, 6.0, fill, egui::Stroke::new(1.0, palette.line), egui::StrokeKind::Inside);
            let top = pos2(rect.center().x, rect.top() + 14.0);
            ui.painter().text(top, Align2::CENTER_CENTER, AppState::letter(index), theme::hei_bold(12.0), palette.ink);
            vertical(ui, rect, &label, palette);
            if response.on_hover_text(tf("展开 {}", &[&label])).clicked() {
                commands.push(Command::BringIn(*key));
            }
        }
    });
}

/// A name from top to bottom, the year in one cell. Where not all fits, the year stays: it tells a street's documents apart.
fn vertical(ui: &Ui, rect: Rect, label: &str, palette: &Palette) {
    let step = 14.5;
    let fit = ((rect.height() - 30.0) / step).max(0.0) as usize;
    let mut cells: Vec<&str> = label.split(' ').flat_map(cells_of).collect();
    if cells.len() > fit
        && let Some(year) = cells.iter().rposition(|cell| cell.len() > 1 && cell.is_ascii()).filter(|year| *year >= fit)
    {
        cells[fit.max(1) - 1] = cells[year];
    }
    let mut y = rect.top() + 32.0;
    for cell in cells.into_iter().take(fit) {
        let size = if cell.is_ascii() { 10.5 } else { 12.5 };
        ui.painter().text(pos2(rect.center().x, y), Align2::CENTER_CENTER, cell, theme::hei(size), palette.quiet);
        y += step;
    }
}

/// The characters of a word, or the whole of a short one of figures and letters.
fn cells_of(word: &str) -> Vec<&str> {
    if word.is_ascii() && word.len() <= 4 {
        return vec![word];
    }
    word.char_indices().map(|(at, c)| &word[at..at + c.len_utf8()]).collect()
}

/// No document: what to do.
pub fn empty(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let loading =
        state.documents.iter().any(|d| matches!(d.state, OpenState::Loading) || (matches!(d.state, OpenState::Ready(_)) && !d.hidden));
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        if loading {
            ui.add(egui::Spinner::new().size(28.0).color(palette.quiet));
            ui.add_space(8.0);
            ui.label(RichText::new(t("正在读取…")).color(palette.quiet));
            return;
        }
        let all_hidden = state.documents.iter().any(|d| d.hidden);
        let title = if all_hidden { t("文档都已隐藏") } else { t("把街道的工作计划、总结拖到这里") };
        ui.label(RichText::new(title).font(theme::hei_bold(20.0)).color(palette.ink));
        ui.add_space(6.0);
        let hint = if all_hidden {
            t("在左侧点一下眼睛图标，让它回到对读中。")
        } else {
            t("可以一次拖入多个文件或整个文件夹；能读 Word、WPS、PDF、OFD、网页、RTF、ODT 和纯文本。")
        };
        ui.label(RichText::new(hint).color(palette.quiet));
        ui.add_space(14.0);
        if !all_hidden {
            if ui.button(t("打开文件…")).clicked() {
                commands.push(Command::PickFiles { folder: false });
            }
            if ui.button(t("看看示例")).clicked() {
                commands.push(Command::OpenSamples);
            }
        }
    });
}
