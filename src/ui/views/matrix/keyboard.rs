//! The keyboard in the matrix: which cell it is on, where a key takes it, and what a press on a cell does.

use std::sync::Arc;

use egui::{Event, EventFilter, Id, Key, Rect, Role, Sense, Ui, WidgetInfo};

use super::grid::{Grid, HEAD_HEIGHT, Place, ROW_HEIGHT, first_entry, step};
use crate::compare::{Comparison, Matrix, Row};
use crate::ui::command::Command;
use crate::ui::language::tf;
use crate::ui::matrix::{MatrixCell, MatrixColumn};
use crate::ui::state::AppState;

/// What the keyboard does in this frame.
pub struct Focus {
    /// The cell that it is on; `None` where the table has no keyboard.
    pub place: Option<Place>,
    /// It came to this cell in this frame.
    pub moved: Option<Place>,
    /// This cell was pressed.
    pub pressed: Option<Place>,
}

/// The table is one stop for the tabulator, the arrow keys go on inside: hundreds of stops would be no use to anyone.
pub fn focus(ui: &Ui, id: Id, frame: Rect, state: &mut AppState, matrix: &Matrix, grid: &Grid) -> Focus {
    let response = ui.interact(frame, id, Sense::FOCUSABLE);
    let name = tf("事项与文档的矩阵，{} 项", &[&matrix.initiatives]);
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &name));
    if std::mem::take(&mut state.matrix.focus) {
        response.request_focus();
    }
    if !response.has_focus() {
        return Focus { place: None, moved: None, pressed: None };
    }
    // Escape takes the choice back; the keyboard stays where it is.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    let start = cursor(state, matrix, grid);
    let mut focus = Focus { place: Some(start), moved: None, pressed: None };
    if response.gained_focus() {
        focus.moved = Some(start);
        state.matrix.ring |= ui.input(|i| i.key_pressed(Key::Tab));
    }
    let page = ((frame.height() - HEAD_HEIGHT) / ROW_HEIGHT).floor().max(2.0) as usize - 1;
    for event in ui.input(|i| i.filtered_events(&filter)) {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
        let at = focus.place.unwrap_or(start);
        if matches!(key, Key::Enter | Key::Space) && modifiers.is_none() {
            focus.pressed = Some(at);
        } else if let Some(to) = step(at, key, modifiers, matrix, grid.columns.len(), page) {
            (focus.place, focus.moved) = (Some(to), Some(to));
        } else {
            continue;
        }
        state.matrix.ring = true;
    }
    if let Some(to) = focus.moved {
        let comparison = Arc::clone(&state.comparison);
        state.matrix.cursor = Some(cell_of(to, matrix, &comparison, grid));
    }
    focus
}

/// Where the keyboard's cell stands in these rows: the first initiative, where its own is not among them.
fn cursor(state: &AppState, matrix: &Matrix, grid: &Grid) -> Place {
    let first = first_entry(matrix);
    let Some(cell) = &state.matrix.cursor else {
        return Place { row: state.selected_index().and_then(|k| matrix.row_of(k)).or(first), column: 0 };
    };
    let row = cell.initiative.as_ref().map(|id| {
        let initiative = state.comparison.initiatives.iter().position(|i| i.id == *id);
        initiative.and_then(|k| matrix.row_of(k)).or(first)
    });
    let column = grid.columns.iter().position(|c| *c == cell.column).unwrap_or(0);
    Place { row: row.flatten(), column }
}

pub fn cell_of(place: Place, matrix: &Matrix, comparison: &Comparison, grid: &Grid) -> MatrixCell {
    let entry = place.row.and_then(|k| matrix.rows.get(k)).and_then(Row::entry);
    let initiative = entry.and_then(|e| comparison.initiatives.get(e.initiative)).map(|i| i.id.clone());
    MatrixCell { initiative, column: grid.columns.get(place.column).copied().unwrap_or_default() }
}

/// What a press on a cell does: a head sorts, a name chooses, a document's cell leads to its passages.
pub fn act(state: &AppState, matrix: &Matrix, comparison: &Comparison, grid: &Grid, place: Place, commands: &mut Vec<Command>) {
    let cell = cell_of(place, matrix, comparison, grid);
    commands.push(match (cell.initiative, cell.column) {
        (None, column) => Command::SortMatrix(column),
        (Some(id), MatrixColumn::Document(key)) => Command::OpenPassages { id, key },
        (Some(id), MatrixColumn::Name) if state.selected.as_ref() == Some(&id) => Command::Select(None),
        (Some(id), _) => Command::Select(Some(id)),
    });
}
