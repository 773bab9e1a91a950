//! The list of documents in the left rail: letter, name, state; drag to order, hide, close; what is wrong stands under its file.

use egui::{Align, Layout, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::widgets::{self, Icon, icon_button};
use crate::ui::command::Command;
use crate::ui::language::{t, tf, told};
use crate::ui::state::{AppState, DocumentKey, OpenDocument, OpenState};
use crate::ui::theme::{self, Palette};

/// The list takes at most this share of the rail.
const MAX_SHARE: f32 = 0.42;
const ROW_HEIGHT: f32 = 26.0;

/// The list.
pub fn list(ui: &mut Ui, state: &AppState, folded: bool, palette: &Palette, commands: &mut Vec<Command>) {
    ui.add_space(8.0);
    if !folded {
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new(t("文档")).font(theme::hei_bold(12.5)).color(palette.quiet));
            if state.only_samples() {
                ui.label(RichText::new(t("示例")).font(theme::hei(11.5)).color(palette.accent));
            }
        });
    }
    let height = ui.available_height() * MAX_SHARE;
    ScrollArea::vertical().id_salt("documents").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (index, document) in state.documents.iter().enumerate() {
            row(ui, index, state.documents.len(), document, folded, palette, commands);
        }
        if state.documents.is_empty() && !folded {
            ui.horizontal(|ui| {
                ui.add_space(12.0);
                ui.label(RichText::new(t("还没有打开文档")).color(palette.quiet));
            });
        }
    });
    ui.add_space(6.0);
    widgets::rule(ui, palette);
}

fn row(ui: &mut Ui, index: usize, count: usize, document: &OpenDocument, folded: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let label = label(document);
    let letter = AppState::letter(index);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW_HEIGHT));
    let response = ui.interact(rect, egui::Id::unique(("document", document.key)), Sense::click_and_drag());
    let name = tf("文档 {} {}{}", &[&letter, &label, &if document.hidden { t("（已隐藏）") } else { "" }]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    reorder(ui, &response, rect, index, document.key, palette, commands);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, palette.band);
    }
    // The keyboard comes to rows that are scrolled out of view too.
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        commands.push(Command::BringIn(document.key));
    }
    if !ui.is_rect_visible(rect) && !matches!(document.state, OpenState::Failed(_)) {
        return;
    }
    let badge = Rect::from_center_size(pos2(rect.left() + 21.0, rect.center().y), vec2(18.0, 18.0));
    widgets::letter_badge(ui, badge, &letter, palette);
    response.context_menu(|ui| menu(ui, index, count, document, commands));
    if folded {
        folded_row(ui, badge, document, response, &label, palette);
        return;
    }
    // The keyboard comes from the row to its buttons, so they show while it is on one of them.
    let on_button = response.id.with("on-button");
    let buttons = response.hovered()
        || ui.rect_contains_pointer(rect)
        || document.hidden
        || response.has_focus()
        || ui.memory(|m| m.had_focus_last_frame(response.id))
        || ui.data(|d| d.get_temp(on_button)) == Some(true);
    let right = if buttons { 72.0 } else { 12.0 };
    let text_rect = Rect::from_min_max(pos2(rect.left() + 38.0, rect.top()), pos2(rect.right() - right, rect.bottom()));
    let mut text_ui = ui.new_child(egui::UiBuilder::new().max_rect(text_rect).layout(Layout::left_to_right(Align::Center)));
    let color = match document.state {
        OpenState::Failed(_) => palette.accent,
        _ if document.hidden => palette.quiet,
        _ => palette.ink,
    };
    if matches!(document.state, OpenState::Loading) {
        text_ui.add(egui::Spinner::new().size(12.0));
    }
    widgets::clipped(&mut text_ui, &label, theme::hei(13.0), color);
    if buttons {
        let focused = row_buttons(ui, rect, document, palette, commands);
        ui.data_mut(|d| d.insert_temp(on_button, focused));
    }
    if let OpenState::Failed(reason) = &document.state {
        failure(ui, document, reason, palette, commands);
    }
}

/// In the folded rail: a faint letter for a hidden document, a red one for a file that could not be read; the rest on hover.
fn folded_row(ui: &Ui, badge: Rect, document: &OpenDocument, response: Response, label: &str, palette: &Palette) {
    let text = match &document.state {
        OpenState::Failed(reason) => {
            ui.painter().rect_stroke(badge.expand(1.0), 4.0, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
            format!("{label}\n{}", told(reason))
        }
        _ => label.to_owned(),
    };
    if document.hidden {
        ui.painter().rect_filled(badge, 4.0, palette.ground.gamma_multiply(0.7));
    }
    response.on_hover_text(text);
}

/// Returns whether the keyboard is on one of them.
fn row_buttons(ui: &mut Ui, rect: Rect, document: &OpenDocument, palette: &Palette, commands: &mut Vec<Command>) -> bool {
    let area = Rect::from_min_max(pos2(rect.right() - 70.0, rect.top()), pos2(rect.right() - 6.0, rect.bottom()));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(area).layout(Layout::right_to_left(Align::Center)));
    ui.spacing_mut().item_spacing.x = 1.0;
    let name = label(document);
    let close = icon_button(&mut ui, Icon::Close, &tf("关闭 {}", &[&name]), palette);
    if close.clicked() {
        commands.push(Command::Close(document.key));
    }
    let (icon, verb) = if document.hidden { (Icon::Hidden, t("显示")) } else { (Icon::Shown, t("隐藏")) };
    let hide = icon_button(&mut ui, icon, &format!("{verb} {name}"), palette);
    if hide.clicked() {
        commands.push(Command::ToggleHidden(document.key));
    }
    let mut focused = close.has_focus() || hide.has_focus();
    if matches!(document.state, OpenState::Ready(_)) {
        let info = icon_button(&mut ui, Icon::More, &tf("详情 {}", &[&name]), palette);
        if info.clicked() {
            commands.push(Command::ShowInfo(Some(document.key)));
        }
        focused |= info.has_focus();
    }
    focused
}

/// Dragging a row onto another puts it there.
fn reorder(ui: &Ui, response: &Response, rect: Rect, index: usize, key: DocumentKey, palette: &Palette, commands: &mut Vec<Command>) {
    response.dnd_set_drag_payload(key);
    let Some(pointer) = ui.ctx().pointer_interact_pos().filter(|p| rect.contains(*p)) else { return };
    let below = pointer.y > rect.center().y;
    if response.dnd_hover_payload::<DocumentKey>().is_some_and(|dragged| *dragged != key) {
        let y = if below { rect.bottom() } else { rect.top() };
        ui.painter().hline(rect.x_range(), y, Stroke::new(2.0, palette.accent));
    }
    if let Some(dragged) = response.dnd_release_payload::<DocumentKey>() {
        commands.push(Command::Move { key: *dragged, to: index + usize::from(below) });
    }
}

fn menu(ui: &mut Ui, index: usize, count: usize, document: &OpenDocument, commands: &mut Vec<Command>) {
    let mut item = |ui: &mut Ui, text: &str, command: Command| {
        if ui.button(text).clicked() {
            commands.push(command);
            ui.close();
        }
    };
    if matches!(document.state, OpenState::Ready(_)) {
        item(ui, t("详情与修复记录"), Command::ShowInfo(Some(document.key)));
    }
    if index > 0 {
        item(ui, t("上移"), Command::Move { key: document.key, to: index - 1 });
    }
    if index + 1 < count {
        item(ui, t("下移"), Command::Move { key: document.key, to: index + 2 });
    }
    item(ui, if document.hidden { t("显示") } else { t("隐藏") }, Command::ToggleHidden(document.key));
    item(ui, t("关闭"), Command::Close(document.key));
}

/// What is wrong, under the file's row.
fn failure(ui: &mut Ui, document: &OpenDocument, reason: &str, palette: &Palette, commands: &mut Vec<Command>) {
    egui::Frame::new().inner_margin(egui::Margin { left: 38, right: 12, top: 0, bottom: 6 }).show(ui, |ui| {
        ui.add(egui::Label::new(RichText::new(told(reason)).font(theme::hei(12.0)).color(palette.quiet)).wrap());
        ui.horizontal(|ui| {
            if document.path.is_some() && ui.small_button(t("重试")).clicked() {
                commands.push(Command::Retry(document.key));
            }
            if ui.small_button(t("移除")).clicked() {
                commands.push(Command::Close(document.key));
            }
        });
    });
}

/// A document's name in the list: street, year and kind where known, else the file's name.
pub fn label(document: &OpenDocument) -> String {
    match &document.state {
        OpenState::Ready(read) => {
            let name = read.label();
            read.part.map_or(name.clone(), |part| if read.meta.year.is_some() { name.clone() } else { format!("{name}（{part}）") })
        }
        _ => document.name.clone(),
    }
}
