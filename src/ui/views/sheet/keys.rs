//! The keyboard in a table: which cell it is on and where a key takes it.

use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Ui, WidgetInfo};

use super::{Cell, Outcome, Rows, Sheet, SheetState};

/// The table is one stop for the tabulator, the arrow keys go on inside. Returns what was done, and the cell that the keyboard is on.
pub fn focus(
    sheet: &Sheet<'_>,
    ui: &Ui,
    id: Id,
    frame: Rect,
    state: &mut SheetState,
    cursor: Option<usize>,
    rows: &impl Rows,
) -> (Outcome, Option<Cell>) {
    let mut outcome = Outcome::default();
    let response = ui.interact(frame, id, Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, sheet.name));
    if std::mem::take(&mut state.focus) {
        response.request_focus();
    }
    if !response.has_focus() {
        return (outcome, None);
    }
    // Escape takes the choice back; the keyboard stays where it is.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    let first = (0..sheet.rows()).find(|row| !rows.is_head(*row));
    let row = if state.on_heads { None } else { cursor.or(first) };
    let mut at = Cell { row, column: state.column.min(sheet.columns.len().saturating_sub(1)) };
    if response.gained_focus() {
        state.ring |= ui.input(|i| i.key_pressed(Key::Tab));
    }
    let page = visible_rows(sheet, frame);
    for event in ui.input(|i| i.filtered_events(&filter)) {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
        if matches!(key, Key::Enter | Key::Space) && modifiers.is_none() {
            outcome.pressed = Some(at);
        } else if let Some(to) = step(at, key, modifiers, sheet.rows(), sheet.columns.len(), page, &|row| rows.is_head(row)) {
            at = to;
            outcome.moved = to.row.or(outcome.moved);
        } else {
            if modifiers.is_none() && at.row.is_some() {
                outcome.keys.push(key);
            }
            continue;
        }
        state.ring = true;
    }
    outcome.at = at.row;
    state.column = at.column;
    state.on_heads = at.row.is_none();
    (outcome, Some(at))
}

/// About how many rows make a page.
fn visible_rows(sheet: &Sheet<'_>, frame: Rect) -> usize {
    let average = sheet.height() / sheet.rows().max(1) as f32;
    ((frame.height() - sheet.head) / average.max(1.0)).floor().max(2.0) as usize - 1
}

/// Where a key leads from `at`, heads of groups passed over; `None` where it leads nowhere. `page` rows make a page.
pub fn step(
    at: Cell,
    key: Key,
    modifiers: Modifiers,
    rows: usize,
    columns: usize,
    page: usize,
    is_head: &dyn Fn(usize) -> bool,
) -> Option<Cell> {
    if modifiers.alt || modifiers.shift {
        return None;
    }
    let up = |before: usize| (0..before.min(rows)).rev().find(|row| !is_head(*row));
    let down = |from: usize| (from..rows).find(|row| !is_head(*row));
    let last = columns.saturating_sub(1);
    let to = match key {
        Key::ArrowLeft => Cell { column: at.column.saturating_sub(1), ..at },
        Key::ArrowRight => Cell { column: (at.column + 1).min(last), ..at },
        Key::ArrowUp => Cell { row: at.row.and_then(up), ..at },
        Key::ArrowDown => Cell { row: down(at.row.map_or(0, |k| k + 1)).or(at.row), ..at },
        Key::PageUp => Cell { row: at.row.and_then(|k| up((k + 1).saturating_sub(page)).or_else(|| down(0))), ..at },
        Key::PageDown => Cell { row: down(at.row.unwrap_or(0) + page).or_else(|| up(rows)), ..at },
        Key::Home if modifiers.command => Cell { row: down(0), ..at },
        Key::End if modifiers.command => Cell { row: up(rows), ..at },
        Key::Home => Cell { column: 0, ..at },
        Key::End => Cell { column: last, ..at },
        _ => return None,
    };
    (to != at).then_some(to)
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers};
    use proptest::prelude::*;

    use super::{Cell, step};

    const KEYS: [Key; 8] = [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight, Key::PageUp, Key::PageDown, Key::Home, Key::End];

    #[test]
    fn the_keyboard_passes_over_heads_and_stops_at_the_edges() {
        // Head, row, row, head, row.
        let is_head = |row: usize| matches!(row, 0 | 3);
        let go = |row, column, key| step(Cell { row, column }, key, Modifiers::NONE, 5, 3, 2, &is_head).map(|c| (c.row, c.column));
        assert_eq!(go(None, 0, Key::ArrowDown), Some((Some(1), 0)));
        assert_eq!(go(Some(2), 0, Key::ArrowDown), Some((Some(4), 0)));
        assert_eq!(go(Some(4), 0, Key::ArrowDown), None);
        assert_eq!(go(Some(4), 1, Key::ArrowUp), Some((Some(2), 1)));
        assert_eq!(go(Some(1), 1, Key::ArrowUp), Some((None, 1)), "the heads");
        assert_eq!(go(None, 1, Key::ArrowUp), None);
        assert_eq!(go(Some(1), 2, Key::ArrowRight), None);
        assert_eq!(go(Some(1), 2, Key::Home), Some((Some(1), 0)));
        assert_eq!(step(Cell { row: Some(1), column: 0 }, Key::ArrowDown, Modifiers::ALT, 5, 3, 2, &is_head), None, "the list's key");
        assert_eq!(step(Cell { row: None, column: 0 }, Key::ArrowDown, Modifiers::NONE, 0, 3, 2, &is_head), None, "no rows");
    }

    proptest! {
        #[test]
        fn keys_never_lead_to_a_head_or_out_of_the_table(heads in proptest::collection::vec(any::<bool>(), 0..12), keys in proptest::collection::vec(0..8_usize, 0..40)) {
            let mut at = Cell { row: None, column: 0 };
            for key in keys {
                if let Some(to) = step(at, KEYS[key], Modifiers::NONE, heads.len(), 4, 3, &|row| heads[row]) {
                    prop_assert!(to != at && to.column < 4);
                    prop_assert!(to.row.is_none_or(|row| row < heads.len() && !heads[row]));
                    at = to;
                }
            }
        }
    }
}
