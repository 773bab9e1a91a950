//! Keys that work everywhere in the window: those of the catalogue, Escape, and the wheel's zoom.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::ui::catalogue::{Entry, Keys, entries};
use crate::ui::command::Command;
use crate::ui::state::AppState;

/// Sends the commands of the keys pressed in this frame.
pub fn shortcuts(ctx: &Context, state: &AppState, commands: &mut Vec<Command>) {
    let typing = is_typing(ctx);
    let pressed = |modifiers: Modifiers, key: Key| ctx.input_mut(|i| i.consume_shortcut(&KeyboardShortcut::new(modifiers, key)));
    // Most keys of most frames: none.
    if ctx.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Key { pressed: true, .. }))) {
        for (keys, entry) in by_modifiers() {
            if (keys.typing || !typing) && (entry.enabled)(state) && pressed(keys.modifiers, keys.key) {
                commands.push((entry.command)(state));
            }
        }
    }
    // An open menu takes the key itself.
    if !egui::Popup::is_any_open(ctx) && pressed(Modifiers::NONE, Key::Escape) {
        commands.push(Command::Escape);
    }
    let zoom = ctx.input(egui::InputState::zoom_delta);
    if (zoom - 1.0).abs() > 0.01 {
        commands.push(Command::Zoom(if zoom > 1.0 { 1.0 } else { -1.0 }));
    }
}

/// All keys, those with more modifiers first: Ctrl+O would take Ctrl+Shift+O for itself.
fn by_modifiers() -> impl Iterator<Item = (&'static Keys, &'static Entry)> {
    let held = |keys: &Keys| usize::from(keys.modifiers.command) + usize::from(keys.modifiers.shift) + usize::from(keys.modifiers.alt);
    (0..=3_usize).rev().flat_map(move |count| {
        entries().flat_map(|entry| entry.keys.iter().map(move |keys| (keys, entry))).filter(move |(keys, _)| held(keys) == count)
    })
}

/// Whether a text field has the keyboard, so that letters are for it.
pub fn is_typing(ctx: &Context) -> bool {
    ctx.egui_wants_keyboard_input()
        && ctx.memory(egui::Memory::focused).is_some_and(|id| ctx.data(|d| d.get_temp::<bool>(typing_mark(id)).unwrap_or(false)))
}

/// Where a text field notes that it takes the keys.
pub fn typing_mark(id: egui::Id) -> egui::Id {
    id.with("typing")
}
