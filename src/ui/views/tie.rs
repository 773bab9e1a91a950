//! The control for how the panes scroll together: in the status bar, with a menu and what the panes that followed last rest on.

use egui::{Align2, Popup, Rect, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::documents;
use crate::ui::command::Command;
use crate::ui::language::{t, tf, told};
use crate::ui::state::{AppState, TieMode};
use crate::ui::theme::{self, Palette};

/// Width of the icon and the blank after it, in points.
const ICON: f32 = 17.0;

/// The control.
pub fn control(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let name = t(state.tie.label());
    let galley = ui.painter().layout_no_wrap(name.to_owned(), theme::hei(12.5), palette.quiet);
    let (rect, response) = ui.allocate_exact_size(vec2(ICON + galley.size().x, 20.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tf("滚动方式：{}", &[&name])));
    let color = if response.hovered() || response.has_focus() { palette.ink } else { palette.quiet };
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(2.0), 4.0, Stroke::new(1.5, palette.accent), egui::StrokeKind::Inside);
    }
    icon(ui, Rect::from_min_size(rect.min, vec2(12.0, rect.height())), state.tie, color);
    ui.painter().text(pos2(rect.left() + ICON, rect.center().y), Align2::LEFT_CENTER, name, theme::hei(12.5), color);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| explanation(ui, state, palette));
    Popup::menu(&response).show(|ui| {
        for mode in TieMode::ALL {
            if ui.radio(state.tie == mode, t(mode.label())).on_hover_text(t(mode.explanation())).clicked() {
                commands.push(Command::Tie(mode));
                ui.close();
            }
        }
        ui.label(RichText::new(t("Ctrl+L 依次切换；单独一栏可在其菜单中固定")).font(theme::hei(12.0)).color(palette.quiet));
    });
}

/// What the mode does, and why each pane stands where it does.
fn explanation(ui: &mut Ui, state: &AppState, palette: &Palette) {
    ui.set_max_width(420.0);
    ui.label(tf("{}（Ctrl+L 切换）", &[&t(state.tie.explanation())]));
    if state.tie != TieMode::Topic {
        return;
    }
    for key in &state.compared {
        let Some((reason, document)) = state.following.reasons.get(key).zip(state.document(*key)) else { continue };
        let text = tf("{}：{}", &[&documents::label(document), &told(reason)]);
        ui.label(RichText::new(text).font(theme::hei(12.5)).color(palette.quiet));
    }
}

/// Two arrows, up and down: joined by a bar where the panes are locked, crossed out where each is free.
fn icon(ui: &Ui, rect: Rect, mode: TieMode, color: egui::Color32) {
    let painter = ui.painter();
    let stroke = Stroke::new(1.3, color);
    let center = rect.center();
    for (dx, down) in [(-3.0, -1.0), (3.0, 1.0)] {
        let (tail, tip) = (center + vec2(dx, -5.5 * down), center + vec2(dx, 5.5 * down));
        painter.line_segment([tail, tip], stroke);
        for side in [-2.5, 2.5] {
            painter.line_segment([tip, tip + vec2(side, -3.0 * down)], stroke);
        }
    }
    match mode {
        TieMode::Topic => {}
        TieMode::Distance => {
            painter.line_segment([center + vec2(-3.0, 0.0), center + vec2(3.0, 0.0)], stroke);
        }
        TieMode::Free => {
            painter.line_segment([center + vec2(-6.0, 6.0), center + vec2(6.0, -6.0)], stroke);
        }
    }
}
