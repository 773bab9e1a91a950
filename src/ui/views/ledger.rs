//! A list of rows of different heights: only those in view are painted; one stop for the tabulator, inside it the arrow keys go on.
//!
//! In: [`Rows`], which say how high each is and paint themselves. Out: what was done to which row. ↑ and ↓ go from row to row and through the
//! quotes of an open one, → opens a row and ← closes it, the space bar does either, Enter goes to the passages.

use std::cell::Cell;

use egui::scroll_area::{ScrollBarVisibility, ScrollSource};
use egui::{Event, EventFilter, Id, Key, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

pub use super::frozen::BAR;
use super::frozen::scroll_style;
use crate::initiative::InitiativeId;
use crate::ui::ledger::{LedgerCursor, LedgerState};
use crate::ui::theme::Palette;

/// How a row looks in this frame.
#[derive(Debug, Default)]
pub struct Look {
    /// Under the pointer.
    pub hovered: bool,
    /// Of the chosen initiative.
    pub chosen: bool,
    /// It shows everything it has.
    pub open: bool,
    /// The part that the keyboard is on: zero for the row, its quotes from one.
    pub part: Option<usize>,
    /// Whether that part has its ring.
    pub ring: bool,
    /// Where that part stands; the row says so while it paints.
    pub part_rect: Cell<Option<Rect>>,
}

/// What was done to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Open it, or close it.
    Toggle,
    /// To the passages of this part; zero is the row's own.
    Passages(usize),
}

/// The rows of a list.
pub trait Rows {
    /// How many there are.
    fn count(&self) -> usize;
    /// Whose row it is; `None` for a head, which the keyboard passes over.
    fn initiative(&self, row: usize) -> Option<&InitiativeId>;
    /// How high it is, in points.
    fn height(&self, ui: &Ui, row: usize, open: bool) -> f32;
    /// How many quotes the keyboard can be on, beside the row itself.
    fn parts(&self, row: usize, open: bool) -> usize;
    /// Paints it. Returns what the pointer did.
    fn paint(&self, ui: &mut Ui, row: usize, rect: Rect, look: &Look) -> Option<Act>;
}

/// The list, in the rest of `ui`. `name` is what screen readers call it. Returns what was done, and to which row.
pub fn show(
    ui: &mut Ui,
    name: &str,
    rows: &dyn Rows,
    state: &mut LedgerState,
    chosen: Option<&InitiativeId>,
    palette: &Palette,
) -> Option<(usize, Act)> {
    let area = ui.available_rect_before_wrap();
    let tops = tops(ui, rows, state);
    let total = tops.last().copied().unwrap_or(0.0);
    let frame = Rect::from_min_size(area.min, vec2(area.width(), area.height().min(total + 2.0).max(0.0)));
    ui.painter().rect(frame, 0.0, palette.paper, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    let id = Id::unique(("ledger", name));
    let mut keys = keyboard(ui, id, frame, name, rows, state, (&tops, frame.height()));
    if let Some(row) = newly_chosen(rows, state, chosen) {
        keys.moved.get_or_insert((row, 0));
    }
    let mut content = ui.new_child(UiBuilder::new().id_salt(name).max_rect(frame.shrink(1.0)).accessibility_parent(id));
    scroll_style(&mut content, palette);
    let bar = if total + 2.0 > frame.height() { ScrollBarVisibility::AlwaysVisible } else { ScrollBarVisibility::AlwaysHidden };
    let mut scroll = ScrollArea::vertical().id_salt(name).auto_shrink(false).animated(false).scroll_bar_visibility(bar);
    scroll = scroll.scroll_source(ScrollSource::ALL);
    if std::mem::take(&mut state.to_top) && keys.moved.is_none() {
        scroll = scroll.vertical_scroll_offset(0.0);
    }
    let width = frame.width() - 2.0 - BAR;
    let mut acted = None;
    scroll.show_viewport(&mut content, |ui, viewport| {
        let origin = ui.max_rect().min;
        ui.set_min_size(vec2(width, total));
        let place = |row: usize| Rect::from_min_size(origin + vec2(0.0, tops[row]), vec2(width, tops[row + 1] - tops[row]));
        let first = tops.partition_point(|top| *top <= viewport.min.y).saturating_sub(1);
        let last = tops.partition_point(|top| *top < viewport.max.y).min(rows.count());
        let pointer = ui.ctx().pointer_hover_pos().filter(|_| ui.rect_contains_pointer(ui.clip_rect()));
        // The keyboard's row keeps its name for screen readers wherever it is.
        let beside = keys.at.map(|(row, _)| row).filter(|row| !(first..last).contains(row));
        for row in (first..last).chain(beside) {
            let rect = place(row);
            let look = Look {
                hovered: pointer.is_some_and(|at| rect.contains(at)),
                chosen: chosen.is_some() && rows.initiative(row) == chosen,
                open: is_open(rows, state, row),
                part: keys.at.filter(|(at, _)| *at == row).map(|(_, part)| part),
                ring: state.ring,
                part_rect: Cell::new(None),
            };
            acted = rows.paint(ui, row, rect, &look).map(|act| (row, act)).or(acted);
            if let Some((_, part)) = keys.moved.filter(|(to, _)| *to == row) {
                reveal(ui, rect, look.part_rect.get().filter(|_| part > 0));
            }
        }
        if let Some((row, _)) = keys.moved.filter(|(row, _)| !(first..last).contains(row)) {
            reveal(ui, place(row), None);
        }
    });
    if let Some((row, act)) = acted {
        let part = if let Act::Passages(part) = act { part } else { 0 };
        state.cursor = rows.initiative(row).map(|id| LedgerCursor { initiative: id.clone(), part });
        state.ring = false;
        ui.memory_mut(|m| m.request_focus(id));
    }
    ui.advance_cursor_after_rect(frame);
    acted.or(keys.acted)
}

/// Scrolls just so far that a row shows; of one that is higher than the view, its beginning, or the part that the keyboard is on.
fn reveal(ui: &Ui, row: Rect, part: Option<Rect>) {
    let view = ui.clip_rect();
    let mut wanted = part.unwrap_or(row);
    if wanted.height() > view.height() {
        wanted.max.y = wanted.min.y + view.height();
    }
    ui.scroll_to_rect(wanted, None);
}

/// Where each row begins, and where the last one ends.
fn tops(ui: &Ui, rows: &dyn Rows, state: &LedgerState) -> Vec<f32> {
    let mut tops = Vec::with_capacity(rows.count() + 1);
    let mut top = 0.0;
    tops.push(top);
    for row in 0..rows.count() {
        top += rows.height(ui, row, is_open(rows, state, row));
        tops.push(top);
    }
    tops
}

fn is_open(rows: &dyn Rows, state: &LedgerState, row: usize) -> bool {
    !state.open.is_empty() && rows.initiative(row).is_some_and(|id| state.open.contains(id))
}

/// The row of an initiative that was chosen since the last frame.
fn newly_chosen(rows: &dyn Rows, state: &mut LedgerState, chosen: Option<&InitiativeId>) -> Option<usize> {
    if state.revealed.as_ref() == chosen {
        return None;
    }
    state.revealed = chosen.cloned();
    let wanted = chosen?;
    (0..rows.count()).find(|row| rows.initiative(*row) == Some(wanted))
}

/// What the keyboard does in this frame.
#[derive(Default)]
struct Keys {
    /// Row and part that it is on; `None` where the list has no keyboard.
    at: Option<(usize, usize)>,
    /// It came there in this frame.
    moved: Option<(usize, usize)>,
    acted: Option<(usize, Act)>,
}

fn keyboard(ui: &Ui, id: Id, frame: Rect, name: &str, rows: &dyn Rows, state: &mut LedgerState, (tops, height): (&[f32], f32)) -> Keys {
    let response = ui.interact(frame, id, Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::List, true, name));
    if std::mem::take(&mut state.focus) {
        response.request_focus();
    }
    if !response.has_focus() {
        return Keys::default();
    }
    // Escape takes the choice back; the keyboard stays where it is.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    let Some(start) = cursor(rows, state) else { return Keys::default() };
    let mut keys = Keys { at: Some(start), ..Keys::default() };
    if response.gained_focus() {
        keys.moved = state.cursor.is_some().then_some(start);
        state.ring |= ui.input(|i| i.key_pressed(Key::Tab));
    }
    for event in ui.input(|i| i.filtered_events(&filter)) {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
        let at = keys.at.unwrap_or(start);
        let open = is_open(rows, state, at.0);
        match key {
            _ if modifiers.alt => continue,
            Key::Enter => keys.acted = Some((at.0, Act::Passages(at.1))),
            Key::Space => keys.acted = Some((at.0, Act::Toggle)),
            Key::ArrowRight if !open => keys.acted = Some((at.0, Act::Toggle)),
            Key::ArrowLeft if open && at.1 == 0 => keys.acted = Some((at.0, Act::Toggle)),
            _ => {
                let Some(to) = step(at, key, rows, state, (tops, height)) else { continue };
                (keys.at, keys.moved) = (Some(to), Some(to));
            }
        }
        state.ring = true;
    }
    if let Some((row, part)) = keys.moved {
        state.cursor = rows.initiative(row).map(|id| LedgerCursor { initiative: id.clone(), part });
    }
    keys
}

/// Where the keyboard is in these rows: the first one, where its own is not among them.
fn cursor(rows: &dyn Rows, state: &LedgerState) -> Option<(usize, usize)> {
    let own =
        state.cursor.as_ref().and_then(|c| Some(((0..rows.count()).find(|row| rows.initiative(*row) == Some(&c.initiative))?, c.part)));
    let (row, part) = own.or_else(|| Some(((0..rows.count()).find(|row| rows.initiative(*row).is_some())?, 0)))?;
    Some((row, part.min(rows.parts(row, is_open(rows, state, row)))))
}

/// Where a key leads; `None` where it leads nowhere.
fn step(at: (usize, usize), key: Key, rows: &dyn Rows, state: &LedgerState, (tops, height): (&[f32], f32)) -> Option<(usize, usize)> {
    let (row, part) = at;
    let parts = |row: usize| if is_open(rows, state, row) { rows.parts(row, true) } else { 0 };
    let next = |from: usize| (from + 1..rows.count()).find(|r| rows.initiative(*r).is_some());
    let before = |from: usize| (0..from).rev().find(|r| rows.initiative(*r).is_some());
    // The row so far away that a page lies between; at least the next one.
    let page = |down: bool| {
        let wanted = if down { tops[row] + height * 0.9 } else { tops[row] - height * 0.9 };
        let near = tops.partition_point(|top| *top <= wanted).saturating_sub(1).min(rows.count().saturating_sub(1));
        let near = if down { near.max(row + 1) } else { near.min(row.saturating_sub(1)) };
        if down { next(near - 1).or_else(|| before(near)) } else { before(near + 1).or_else(|| next(near)) }
    };
    let to = match key {
        Key::ArrowDown if part < parts(row) => (row, part + 1),
        Key::ArrowDown => (next(row)?, 0),
        Key::ArrowUp if part > 0 => (row, part - 1),
        Key::ArrowUp => {
            let row = before(row)?;
            (row, parts(row))
        }
        Key::ArrowRight if part < parts(row) => (row, part + 1),
        Key::ArrowLeft if part > 0 => (row, 0),
        Key::PageDown if row + 1 < rows.count() => (page(true)?, 0),
        Key::PageUp if row > 0 => (page(false)?, 0),
        Key::Home => (next(0).filter(|_| rows.initiative(0).is_none()).unwrap_or(0), 0),
        Key::End => (before(rows.count())?, 0),
        _ => return None,
    };
    (to != at).then_some(to)
}

/// The ground of a row and its edges: chosen, under the pointer, the keyboard's ring, a line below.
pub fn ground(ui: &Ui, rect: Rect, look: &Look, palette: &Palette) {
    let fill = if look.chosen {
        Some(palette.chosen.gamma_multiply(0.45))
    } else if look.hovered {
        Some(palette.band)
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    ui.painter().rect_filled(rect.with_min_y(rect.bottom() - 1.0), 0.0, palette.line);
    if look.chosen {
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height() - 1.0)), 0.0, palette.accent);
    }
    if look.part == Some(0) && look.ring {
        ring(ui, rect.with_max_y(rect.bottom() - 1.0), palette);
    }
}

/// The ring of what the keyboard is on.
pub fn ring(ui: &Ui, rect: Rect, palette: &Palette) {
    ui.painter().rect_stroke(rect.shrink(1.0), 3.0, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
}

/// A triangle that says whether a row is open.
pub fn disclosure(ui: &Ui, center: egui::Pos2, open: bool, color: egui::Color32) {
    let points = if open {
        vec![center + vec2(-4.0, -2.0), center + vec2(4.0, -2.0), center + vec2(0.0, 3.5)]
    } else {
        vec![center + vec2(-2.0, -4.0), center + vec2(3.5, 0.0), center + vec2(-2.0, 4.0)]
    };
    ui.painter().add(egui::Shape::convex_polygon(points, color, Stroke::NONE));
}

/// A head between rows.
pub fn head(ui: &Ui, rect: Rect, text: &str, palette: &Palette) {
    ui.painter().rect_filled(rect, 0.0, palette.band);
    ui.painter().rect_filled(rect.with_min_y(rect.bottom() - 1.0), 0.0, palette.line);
    let galley = super::quotes::line(ui, text, crate::ui::theme::hei_bold(12.0), palette.quiet, rect.width() - 20.0);
    ui.painter().galley(pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0), galley, palette.quiet);
}

#[cfg(test)]
mod tests {
    use egui::{Key, Rect, Ui};

    use super::{Act, Look, Rows, step};
    use crate::initiative::InitiativeId;
    use crate::ui::ledger::LedgerState;

    /// A head, two rows of two quotes, a head, a row.
    struct Five(Vec<Option<InitiativeId>>);

    impl Rows for Five {
        fn count(&self) -> usize {
            self.0.len()
        }
        fn initiative(&self, row: usize) -> Option<&InitiativeId> {
            self.0[row].as_ref()
        }
        fn height(&self, _ui: &Ui, _row: usize, _open: bool) -> f32 {
            20.0
        }
        fn parts(&self, _row: usize, _open: bool) -> usize {
            2
        }
        fn paint(&self, _ui: &mut Ui, _row: usize, _rect: Rect, _look: &Look) -> Option<Act> {
            None
        }
    }

    #[test]
    fn keys_go_over_heads_and_through_the_quotes_of_an_open_row() {
        let id = InitiativeId::of_name;
        let rows = Five(vec![None, Some(id("a")), Some(id("b")), None, Some(id("c"))]);
        let mut state = LedgerState::default();
        state.open.insert(id("b"));
        let tops: Vec<f32> = (0..6).map(|k| k as f32 * 20.0).collect();
        let go = |at, key| step(at, key, &rows, &state, (&tops, 40.0));
        assert_eq!(go((1, 0), Key::ArrowDown), Some((2, 0)), "a closed row is one stop");
        assert_eq!(go((2, 0), Key::ArrowDown), Some((2, 1)));
        assert_eq!(go((2, 2), Key::ArrowDown), Some((4, 0)), "over the head");
        assert_eq!(go((4, 0), Key::ArrowDown), None);
        assert_eq!(go((4, 0), Key::ArrowUp), Some((2, 2)), "into the last quote");
        assert_eq!(go((2, 1), Key::ArrowUp), Some((2, 0)));
        assert_eq!(go((1, 0), Key::ArrowUp), None);
        assert_eq!(go((2, 2), Key::ArrowLeft), Some((2, 0)));
        assert_eq!(go((2, 0), Key::ArrowRight), Some((2, 1)));
        assert_eq!(go((4, 0), Key::Home), Some((1, 0)));
        assert_eq!(go((1, 0), Key::End), Some((4, 0)));
        assert_eq!(go((1, 0), Key::PageDown), Some((2, 0)));
        assert_eq!(go((4, 0), Key::PageDown), None);
        assert_eq!(go((4, 0), Key::PageUp), Some((2, 0)));
        assert_eq!(go((1, 0), Key::PageUp), None);
    }
}
