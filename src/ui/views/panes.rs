//! The panes side by side, and the stubs of those that do not fit.

use egui::scroll_area::ScrollBarVisibility;
use egui::{Align2, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::shortcuts::is_typing;
use super::{documents, pane, threads};
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::reading::ReadingCommand;
use crate::ui::room::{
    MIN_COLUMN_CHARS, MIN_COLUMN_CHARS_WITH_OUTLINE, OUTLINE_WIDTH, PANE_EXTRA, PANE_GAP, Room, STUB_WIDTH, room, widths,
};
use crate::ui::state::{AppState, DocumentKey, OpenState};
use crate::ui::theme::{self, Palette};

/// How far an arrow key moves an edge, in points.
const KEY_STEP: f32 = 24.0;
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
    let maximised = state.reading.maximised.filter(|key| keys.contains(key));
    let room = if maximised.is_some() { alone(area.width(), keys.len()) } else { room(area.width(), state.set_size, keys.len()) };
    let (shown, stubs) = match maximised {
        Some(key) => (vec![key], keys.iter().copied().filter(|k| *k != key).collect()),
        None => split(state, &keys, &room),
    };
    state.shown.clone_from(&shown);
    keyboard(ui, state, commands);
    let least = MIN_COLUMN_CHARS * state.set_size + PANE_EXTRA;
    let shares: Vec<f32> = shown.iter().map(|key| state.reading.shares.get(key).copied().unwrap_or(1.0)).collect();
    let widths = widths(room.pane_width * shown.len() as f32, least, &shares);
    let for_outline = MIN_COLUMN_CHARS_WITH_OUTLINE * state.set_size + PANE_EXTRA + OUTLINE_WIDTH;
    let mut left = area.left();
    for (k, key) in shown.iter().enumerate() {
        let width = widths[k].round();
        let rect = Rect::from_min_size(pos2(left, area.top()), vec2(width, area.height()));
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt(("pane", *key)).max_rect(rect));
        pane::show(&mut child, state, *key, width >= for_outline, palette, commands);
        left += width + PANE_GAP;
        if k + 1 < shown.len() {
            let gap = Rect::from_min_size(pos2(rect.right(), area.top()), vec2(PANE_GAP, area.height()));
            divider(ui, state, gap, (k, &shown, &widths, least), palette, commands);
        }
    }
    threads::show(ui, state, palette, commands);
    if !stubs.is_empty() {
        let rect = Rect::from_min_max(pos2(area.right() - STUB_WIDTH, area.top()), area.max);
        stub_column(ui, state, rect, &stubs, palette, commands);
    }
    ui.allocate_rect(area, Sense::hover());
}

/// Room for one pane, all others being stubs.
fn alone(width: f32, documents: usize) -> Room {
    let stubs = documents - 1;
    let pane_width = if stubs > 0 { width - STUB_WIDTH - 8.0 } else { width };
    Room { panes: 1, stubs, pane_width: pane_width.max(120.0), outline_column: true }
}

/// Keys of the panes: all the room for one, and the menu over its text.
fn keyboard(ui: &Ui, state: &AppState, commands: &mut Vec<Command>) {
    let Some(key) = state.active_pane().filter(|_| state.deciding.dialog.is_none() && !is_typing(ui.ctx())) else { return };
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::F11) || pressed(Modifiers::COMMAND, Key::Enter) {
        commands.push(Command::Reading(ReadingCommand::Maximise(key)));
    }
    if pressed(Modifiers::SHIFT, Key::F10) || pressed(Modifiers::NONE, Key::Menu) {
        let Some(seen) = state.panes.get(&key).and_then(|p| p.seen.as_ref()) else { return };
        let anchor = seen.head.map_or_else(|| seen.text.left_top() + vec2(8.0, seen.text.height() * 0.15), |head| head.left_bottom());
        commands.push(Command::Reading(ReadingCommand::OpenMenu { key, at: None, anchor, focus: true }));
    }
}

/// The edge between pane `k` and the next one: drag or arrow keys move it, a double click makes all panes equal again.
fn divider(
    ui: &Ui,
    state: &AppState,
    gap: Rect,
    (k, shown, widths, least): (usize, &[DocumentKey], &[f32], f32),
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let area = Rect::from_center_size(gap.center(), vec2(8.0, gap.height()));
    let response = ui.interact(area, egui::Id::unique(("divider", shown[k], shown[k + 1])), Sense::click_and_drag());
    let name = tf("{} 与 {} 之间的栏宽", &[&state.letter_of(shown[k]), &state.letter_of(shown[k + 1])]);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &name));
    let mut by = if response.dragged() { response.drag_delta().x } else { 0.0 };
    if response.has_focus() {
        let filter = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        by += ui.input(|i| KEY_STEP * (f32::from(i.key_pressed(Key::ArrowRight) as u8) - f32::from(i.key_pressed(Key::ArrowLeft) as u8)));
    }
    if response.double_clicked() {
        commands.push(Command::Reading(ReadingCommand::EvenOut));
    } else if by != 0.0 {
        let by = by.clamp((least - widths[k]).min(0.0), (widths[k + 1] - least).max(0.0));
        let even = widths.iter().sum::<f32>() / widths.len() as f32;
        let width = |n: usize| {
            widths[n]
                + if n == k {
                    by
                } else if n == k + 1 {
                    -by
                } else {
                    0.0
                }
        };
        let shares = shown.iter().enumerate().map(|(n, key)| (*key, width(n) / even)).collect();
        commands.push(Command::Reading(ReadingCommand::Share(shares)));
    }
    if response.hovered() || response.dragged() || response.has_focus() {
        let color = if response.has_focus() { palette.accent } else { palette.quiet.gamma_multiply(0.6) };
        ui.painter().vline(gap.center().x, gap.shrink2(vec2(0.0, 10.0)).y_range(), egui::Stroke::new(2.0, color));
    }
    response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal).on_hover_text(t("拖动调整栏宽，双击均分"));
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
            super::workspace::recent(ui, state, palette, commands);
        }
    });
}
