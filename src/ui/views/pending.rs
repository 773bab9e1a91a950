//! Going through discovered terms quickly: how many are undecided, and keys to accept, refuse or pass over the chosen one.

use egui::{Key, Modifiers, RichText, Ui};

use super::shortcuts::is_typing;
use super::widgets;
use crate::ui::command::Command;
use crate::ui::deciding::DecidingCommand;
use crate::ui::language::{t, tf};
use crate::ui::state::{AppState, InitiativeFilter};
use crate::ui::theme::{self, Palette};

/// The bar above the list: how many terms are undecided; while they are listed, what the keys do.
pub fn bar(ui: &mut Ui, state: &AppState, pending: usize, palette: &Palette, commands: &mut Vec<Command>) {
    let on = state.filter == InitiativeFilter::Pending;
    if pending == 0 && !on {
        return;
    }
    let mut send = |verdict: Option<bool>| commands.push(Command::Deciding(DecidingCommand::Pending(verdict)));
    if on && !is_typing(ui.ctx()) && state.deciding.dialog.is_none() {
        for (key, verdict) in [(Key::A, Some(true)), (Key::R, Some(false)), (Key::N, None)] {
            if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
                send(verdict);
            }
        }
    }
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.spacing_mut().item_spacing.x = 4.0;
        let text = tf("待定 {}", &[&pending]);
        let chip = widgets::named_chip(ui, &text, &tf("待定 {}，自动发现、还没有接受或拒绝的事项", &[&pending]), on, palette);
        if chip.on_hover_text(t("自动发现、还没有接受或拒绝的事项")).clicked() {
            commands.push(Command::Filter(if on { InitiativeFilter::Shared } else { InitiativeFilter::Pending }));
        }
        if !on {
            return;
        }
        let mut send = |verdict: Option<bool>| commands.push(Command::Deciding(DecidingCommand::Pending(verdict)));
        ui.spacing_mut().button_padding = egui::vec2(6.0, 2.5);
        ui.spacing_mut().interact_size.y = 23.0;
        for (text, name, hint, verdict) in [
            (t("接受"), t("接受，到下一个待定事项"), "A", Some(true)),
            (t("拒绝"), t("拒绝，到下一个待定事项"), "R", Some(false)),
            (t("跳过"), t("跳过，到下一个待定事项"), "N", None),
        ] {
            let button = ui.add(egui::Button::new(RichText::new(text).font(theme::hei(12.0))));
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
            if button.on_hover_text(format!("{name}（{hint}）")).clicked() {
                send(verdict);
            }
        }
    });
}
