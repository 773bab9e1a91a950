//! The panes side by side, and the stubs of those that do not fit.

use egui::{Align2, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{documents, pane};
use crate::ui::command::Command;
use crate::ui::room::{PANE_GAP, Room, STUB_WIDTH, room};
use crate::ui::state::{AppState, DocumentKey, OpenState};
use crate::ui::theme::{self, Palette};

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
    let mut left = area.left();
    for key in &shown {
        let rect = Rect::from_min_size(pos2(left, area.top()), vec2(room.pane_width, area.height()));
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt(("pane", *key)).max_rect(rect));
        pane::show(&mut child, state, *key, room.outline_column, palette, commands);
        left += room.pane_width + PANE_GAP;
    }
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
    let height = (area.height() / stubs.len() as f32 - 6.0).clamp(48.0, 236.0);
    for (n, key) in stubs.iter().enumerate() {
        let rect = Rect::from_min_size(pos2(area.left(), area.top() + n as f32 * (height + 6.0)), vec2(area.width(), height));
        let Some(index) = state.documents.iter().position(|d| d.key == *key) else { continue };
        let label = documents::label(&state.documents[index]);
        let response = ui.interact(rect, ui.scope_id().with(("stub", *key)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("展开 {label}")));
        let fill = if response.hovered() || response.has_focus() { palette.chosen } else { palette.paper };
        ui.painter().rect(rect, 6.0, fill, egui::Stroke::new(1.0, palette.line), egui::StrokeKind::Inside);
        ui.painter().text(
            pos2(rect.center().x, rect.top() + 14.0),
            Align2::CENTER_CENTER,
            AppState::letter(index),
            theme::hei_bold(12.0),
            palette.ink,
        );
        vertical(ui, rect, &label, palette);
        if response.on_hover_text(format!("展开 {label}")).clicked() {
            commands.push(Command::BringIn(*key));
        }
    }
}

/// A name from top to bottom, as many characters as fit.
fn vertical(ui: &Ui, rect: Rect, label: &str, palette: &Palette) {
    let step = 14.5;
    let fit = ((rect.height() - 30.0) / step).max(0.0) as usize;
    let mut y = rect.top() + 32.0;
    for c in label.chars().filter(|c| !c.is_whitespace()).take(fit) {
        ui.painter().text(pos2(rect.center().x, y), Align2::CENTER_CENTER, c, theme::hei(12.5), palette.quiet);
        y += step;
    }
}

/// No document: what to do.
fn empty(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let loading =
        state.documents.iter().any(|d| matches!(d.state, OpenState::Loading) || (matches!(d.state, OpenState::Ready(_)) && !d.hidden));
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        if loading {
            ui.add(egui::Spinner::new().size(28.0).color(palette.quiet));
            ui.add_space(8.0);
            ui.label(RichText::new("正在读取…").color(palette.quiet));
            return;
        }
        let all_hidden = state.documents.iter().any(|d| d.hidden);
        let title = if all_hidden { "文档都已隐藏" } else { "把街道的工作计划、总结拖到这里" };
        ui.label(RichText::new(title).font(theme::hei_bold(20.0)).color(palette.ink));
        ui.add_space(6.0);
        let hint = if all_hidden {
            "在左侧点一下眼睛图标，让它回到对读中。"
        } else {
            "可以一次拖入多个文件或整个文件夹；现在能读 .txt 和 .md（UTF-8、GB18030）。"
        };
        ui.label(RichText::new(hint).color(palette.quiet));
        ui.add_space(14.0);
        if !all_hidden {
            if ui.button("打开文件…").clicked() {
                commands.push(Command::PickFiles { folder: false });
            }
            if ui.button("看看示例").clicked() {
                commands.push(Command::OpenSamples);
            }
        }
    });
}
