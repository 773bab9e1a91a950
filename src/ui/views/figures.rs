//! The view 指标: all measures in one table.

use egui::Ui;

use crate::ui::command::Command;
use crate::ui::language::t;
use crate::ui::state::AppState;
use crate::ui::theme::Palette;

/// The whole view.
pub fn show(ui: &mut Ui, _state: &mut AppState, _palette: &Palette, _commands: &mut Vec<Command>) {
    ui.label(t("指标"));
}
