//! The keyboard among the rows: one stop for the tabulator, the arrow keys go on inside.

use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::line::ROW_HEIGHT;
use crate::ui::command::Command;
use crate::ui::concordance::ConcordanceCommand;
use crate::ui::language::tf;
use crate::ui::state::AppState;

/// Takes the keys of this frame. Returns the list's response, and the row that the keyboard came to.
pub fn focus(ui: &Ui, id: Id, frame: Rect, state: &mut AppState, count: usize, commands: &mut Vec<Command>) -> (Response, Option<usize>) {
    let response = ui.interact(frame, id, Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::List, true, tf("检索结果，{} 行", &[&count])));
    if std::mem::take(&mut state.concordance.focus_rows) {
        response.request_focus();
    }
    if !response.has_focus() || count == 0 {
        return (response, None);
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    let page = (frame.height() / ROW_HEIGHT).floor().max(2.0) as usize - 1;
    let mut moved = response.gained_focus().then_some(state.concordance.cursor);
    let mut send = |command| commands.push(Command::Concordance(command));
    for event in ui.input(|i| i.filtered_events(&filter)) {
        let at = state.concordance.cursor;
        match event {
            Event::Key { key: Key::Enter | Key::Space, pressed: true, modifiers, .. } if modifiers.is_none() => {
                send(ConcordanceCommand::Open(at));
            }
            Event::Key { key: Key::ArrowUp, pressed: true, modifiers, .. } if modifiers.is_none() && at == 0 => {
                // Up from the first row, back to the query.
                state.concordance.focus = true;
            }
            Event::Key { key, pressed: true, modifiers, .. } => {
                if let Some(to) = step(at, key, modifiers, count, page) {
                    state.concordance.cursor = to;
                    moved = Some(to);
                }
            }
            Event::Copy => send(ConcordanceCommand::CopyRow(at)),
            _ => {}
        }
    }
    (response, moved)
}

/// Where a key leads from a row; `None` where it leads nowhere.
fn step(at: usize, key: Key, modifiers: Modifiers, count: usize, page: usize) -> Option<usize> {
    if modifiers.alt || modifiers.shift {
        return None;
    }
    let last = count.checked_sub(1)?;
    let to = match key {
        Key::ArrowUp => at.saturating_sub(1),
        Key::ArrowDown => at.saturating_add(1),
        Key::PageUp => at.saturating_sub(page),
        Key::PageDown => at.saturating_add(page),
        Key::Home => 0,
        Key::End => last,
        _ => return None,
    }
    .min(last);
    (to != at).then_some(to)
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers};

    use super::step;

    #[test]
    fn keys_lead_from_row_to_row_and_stay_among_them() {
        let go = |at, key| step(at, key, Modifiers::NONE, 10, 4);
        assert_eq!(
            [go(3, Key::ArrowUp), go(3, Key::ArrowDown), go(0, Key::ArrowUp), go(9, Key::ArrowDown)],
            [Some(2), Some(4), None, None]
        );
        assert_eq!([go(3, Key::PageUp), go(7, Key::PageDown), go(3, Key::Home), go(3, Key::End)], [Some(0), Some(9), Some(0), Some(9)]);
        assert_eq!(step(3, Key::ArrowDown, Modifiers::ALT, 10, 4), None, "the list of initiatives' key");
        assert_eq!(step(0, Key::ArrowDown, Modifiers::NONE, 0, 4), None);
    }
}
