//! Pointer and keys: selecting, scrolling, what lies under the pointer.

use egui::epaint::text::FontsView;
use egui::{Event, EventFilter, Key, Modifiers, PointerButton, Pos2, Rect, Response, Ui};

use super::page::RowAt;
use super::selection::{self, Selection};
use super::state::ReaderState;
use super::table::CellBox;
use crate::text::{ByteOffset, Span};

/// How far Up and Down scroll, in rows.
const ARROW_ROWS: f32 = 2.0;

impl ReaderState {
    /// The boundary between characters next to a point `(x, y)` from the column's top left; nearest where outside.
    pub(super) fn boundary_at(&self, view: &[RowAt], x: f32, y: f32) -> Option<ByteOffset> {
        let page = self.page.as_ref()?;
        let mut at = view.iter().find(|row| y < row.bottom).or(view.last())?;
        if let Some(cells) = page.tables.broken(at.paragraph).filter(|_| !page.is_stacked(at.paragraph)) {
            // Beside it stand other cells: the nearest one, and in that the row at this height.
            let near = |row: &&RowAt| row.paragraph == at.paragraph && cells.cell_of(row.row).is_some_and(|c| c.distance(x) <= 0.0);
            let least = |a: &&RowAt, b: &&RowAt| {
                let far = |row: &RowAt| cells.cell_of(row.row).map_or(f32::MAX, |cell| cell.distance(x));
                far(a).total_cmp(&far(b))
            };
            let cell = view.iter().find(near).or_else(|| view.iter().filter(|r| r.paragraph == at.paragraph).min_by(least));
            let lines = cell.and_then(|row| cells.cell_of(row.row)).map_or(0..0, CellBox::lines);
            let mut inside = view.iter().filter(|row| row.paragraph == at.paragraph && lines.contains(&row.row));
            at = inside.clone().find(|row| y < row.bottom).or(inside.next_back()).unwrap_or(at);
        }
        let set = page.get(at)?;
        if y >= at.bottom && y - at.bottom > at.bottom - at.top {
            return Some(at.end);
        }
        Some(ByteOffset(set.boundary_at(x, at.end.0)))
    }

    /// The character under a point `(x, y)` from the column's top left.
    pub(super) fn character_at(&self, view: &[RowAt], x: f32, y: f32) -> Option<ByteOffset> {
        let page = self.page.as_ref()?;
        let mut at = view.iter().filter(|row| row.top <= y && y < row.bottom);
        at.find_map(|row| page.get(row)?.character_at(x)).map(ByteOffset)
    }

    /// Selecting with the pointer. Returns whether it is beyond the edge, so that another frame is needed.
    pub(super) fn select_with(&mut self, ui: &Ui, response: &Response, view: &[RowAt], origin: Pos2, clip: Rect) -> bool {
        let Some(pointer) = response.interact_pointer_pos() else {
            self.selecting = false;
            return false;
        };
        let place = |state: &Self, p: Pos2| state.boundary_at(view, p.x - origin.x, p.y - origin.y);
        let (shift, pressed) = ui.input(|i| (i.modifiers.shift, i.pointer.press_origin()));
        if response.double_clicked() || response.triple_clicked() {
            let whole = response.triple_clicked();
            let at = self.character_at(view, pointer.x - origin.x, pointer.y - origin.y).or_else(|| place(self, pointer));
            self.select_around(at, whole);
        } else if response.clicked_by(PointerButton::Primary) {
            let head = place(self, pointer);
            self.selection = match (self.selection, head) {
                (Some(old), Some(head)) if shift => Some(Selection { anchor: old.anchor, head }),
                (_, head) => head.map(|at| Selection { anchor: at, head: at }),
            };
        } else if response.drag_started_by(PointerButton::Primary) {
            let anchor = if shift { self.selection.map(|s| s.anchor) } else { None };
            let anchor = anchor.or_else(|| place(self, pressed.unwrap_or(pointer)));
            self.selecting = anchor.is_some();
            self.request = None;
            self.selection = anchor.zip(place(self, pointer)).map(|(anchor, head)| Selection { anchor, head });
        } else if self.selecting && response.dragged() {
            if let (Some(old), Some(head)) = (self.selection, place(self, pointer)) {
                self.selection = Some(Selection { anchor: old.anchor, head });
            }
            return self.scroll_beyond(ui, pointer, clip);
        }
        self.selecting &= response.dragged();
        false
    }

    fn scroll_beyond(&mut self, ui: &Ui, pointer: Pos2, clip: Rect) -> bool {
        let beyond = (pointer.y - clip.bottom()).max(0.0) + (pointer.y - clip.top()).min(0.0);
        if beyond == 0.0 {
            return false;
        }
        let seconds = ui.input(|i| i.stable_dt).min(0.1);
        self.scroll_by(f64::from(beyond.clamp(-120.0, 120.0) * 8.0 * seconds));
        true
    }

    fn select_around(&mut self, at: Option<ByteOffset>, whole_paragraph: bool) {
        let (Some(page), Some(at)) = (&self.page, at) else { return };
        let document = &page.document;
        let span = if whole_paragraph { page.cell_around(at) } else { selection::word_around(&document.text, at) };
        self.select(span);
    }

    /// Keys, where the reader has the focus. Returns whether they scrolled.
    pub(super) fn keys(&mut self, ui: &Ui, response: &Response) -> bool {
        if !response.has_focus() {
            return false;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        let events = ui.input(|i| i.filtered_events(&filter));
        let before = (self.top, self.request.is_some());
        for event in events {
            if let Event::Key { key, pressed: true, modifiers, .. } = event {
                ui.fonts_mut(|fonts| self.key(fonts, key, modifiers));
            }
        }
        before != (self.top, self.request.is_some())
    }

    fn key(&mut self, fonts: &mut FontsView<'_>, key: Key, modifiers: Modifiers) {
        if modifiers.shift && self.extend_selection(fonts, key, modifiers) {
            return;
        }
        let Some(page) = &self.page else { return };
        let row = f64::from(page.look(self.top.paragraph).pitch * ARROW_ROWS);
        let leaf = (f64::from(self.viewport) - row).max(row);
        let scroll = match key {
            Key::A if modifiers.command => {
                self.select(Span::new(0, page.document.text.len()));
                return;
            }
            Key::ArrowDown => row,
            Key::ArrowUp => -row,
            Key::PageDown => leaf,
            Key::PageUp => -leaf,
            Key::Space => {
                if modifiers.shift {
                    -leaf
                } else {
                    leaf
                }
            }
            Key::Home => -page.column.total(),
            Key::End => page.column.total(),
            _ => return,
        };
        self.request = None;
        self.scroll_by(scroll);
        self.settle(fonts);
        if key == Key::End {
            // Heights at the end were estimates when the jump was made.
            self.scroll_by(scroll);
            self.settle(fonts);
        }
    }

    /// Moves the selection's head; false for a key that does not.
    fn extend_selection(&mut self, fonts: &mut FontsView<'_>, key: Key, modifiers: Modifiers) -> bool {
        let (Some(old), Some(page)) = (self.selection, &self.page) else { return false };
        let text = &page.document.text;
        let head = match key {
            Key::ArrowLeft => selection::step(text, old.head, false),
            Key::ArrowRight => selection::step(text, old.head, true),
            Key::Home if modifiers.command => ByteOffset(0),
            Key::End if modifiers.command => ByteOffset(text.len()),
            Key::ArrowUp | Key::ArrowDown => self.row_beside(fonts, old.head, key == Key::ArrowDown),
            Key::Home | Key::End => self.row_edge(fonts, old.head, key == Key::End),
            _ => return false,
        };
        if !matches!(key, Key::ArrowUp | Key::ArrowDown) {
            self.caret_x = None;
        }
        self.selection = Some(Selection { anchor: old.anchor, head });
        self.reveal(Span { start: head, end: head });
        true
    }

    fn row_edge(&mut self, fonts: &mut FontsView<'_>, at: ByteOffset, end: bool) -> ByteOffset {
        let Some(page) = &mut self.page else { return at };
        let (paragraph, row) = page.row_of(fonts, at);
        let span = page.row_span(paragraph, row);
        if end { page.row_end(paragraph, row) } else { span.start }
    }

    /// The place above or below a byte, in the row before or after.
    fn row_beside(&mut self, fonts: &mut FontsView<'_>, at: ByteOffset, down: bool) -> ByteOffset {
        let Some(page) = &mut self.page else { return at };
        let (paragraph, row) = page.row_of(fonts, at);
        let x = self.caret_x.unwrap_or_else(|| page.set(fonts, paragraph, row).map_or(0.0, |set| set.caret(at.0)));
        self.caret_x = Some(x);
        let Some((to, to_row)) = page.row_beside(fonts, (paragraph, row), x, down) else {
            return ByteOffset(if down { page.document.text.len() } else { 0 });
        };
        let end = page.row_end(to, to_row).0;
        ByteOffset(page.set(fonts, to, to_row).map_or(end, |set| set.boundary_at(x, end)))
    }
}
