//! A table of any number of rows: heads and first columns that stay, the rest under two bars, one stop for the tabulator.
//!
//! In: columns, the tops of the rows, and [`Rows`] that paint and name what stands in a cell. Out: what the user did ([`Outcome`]). Only what
//! shows is built, so a frame costs the same for ten rows and for ten thousand. Rows may differ in height; heads of groups between them take no
//! keyboard. One scroll area holds the whole, and its parts are painted from its one offset in the same frame, so nothing comes out of step.

mod body;
mod keys;
mod paint;

use std::ops::Range;

use egui::scroll_area::{ScrollBarVisibility, ScrollSource};
use egui::{Id, Popup, Rangef, Rect, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, Vec2, Vec2b, pos2, vec2};

use self::body::Part;
use super::frozen::{BAR, scroll_style};
use crate::ui::command::Command;
use crate::ui::theme::Palette;

pub use paint::{lines_of, put, room_in};

/// A column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// What its head says.
    pub title: String,
    /// A second line of the head; empty for none.
    pub second: String,
    /// The letter of a document before the title; empty for none.
    pub letter: String,
    /// What screen readers and the hint say of it.
    pub spoken: String,
    /// In points.
    pub width: f32,
    /// Whether the title stands at the right, as numbers do.
    pub right: bool,
    /// Whether a click on the head sorts.
    pub sortable: bool,
    /// Where the rows are ordered by it: whether the greatest comes first.
    pub sorted: Option<bool>,
}

/// What the table keeps between frames.
#[derive(Debug, Clone, Default)]
pub struct SheetState {
    /// It asks for the keyboard in the next frame.
    pub focus: bool,
    /// Whether the keyboard's cell has its ring: not after a click.
    pub ring: bool,
    /// The cursor's row is to come into view in the next frame.
    pub reveal: bool,
    /// The column that the keyboard is on.
    pub column: usize,
    /// The keyboard is on the heads.
    pub on_heads: bool,
}

impl SheetState {
    /// The view has come up: the table takes the keyboard in the next frame, and shows where it is unless a click brought it up.
    pub fn ask_for_keyboard(&mut self, ctx: &egui::Context) {
        (self.focus, self.reveal) = (true, true);
        self.ring = !ctx.input(|i| i.pointer.any_click());
    }
}

/// A table in one frame.
pub struct Sheet<'a> {
    /// Tells it from others.
    pub id: &'static str,
    /// For screen readers.
    pub name: &'a str,
    /// From left to right.
    pub columns: &'a [Column],
    /// So many columns at the left stay.
    pub frozen: usize,
    /// Height of the heads, in points.
    pub head: f32,
    /// Top of each row below the heads, in points, and the last one's end.
    pub tops: &'a [f32],
    /// Its colours.
    pub palette: &'a Palette,
}

/// What stands in the rows.
pub trait Rows {
    /// Whether a row only opens a group: it is painted as a whole and takes no keyboard.
    fn is_head(&self, row: usize) -> bool;
    /// The same for the same row, wherever it stands.
    fn key(&self, row: usize) -> u64;
    /// A cell's name for screen readers; the first column's tells the row.
    fn name(&self, row: usize, column: usize) -> String;
    /// Paints a cell; of a head column 0 with the whole row's rectangle.
    fn paint(&self, ui: &Ui, row: usize, column: usize, rect: Rect);
    /// What shows under the pointer.
    fn hint(&self, ui: &mut Ui, row: usize, column: usize);
    /// Whether a press on the cell opens its menu.
    fn has_menu(&self, row: usize, column: usize) -> bool;
    /// The row's menu.
    fn menu(&self, ui: &mut Ui, row: usize, commands: &mut Vec<Command>);
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Index of the row; `None` for the heads.
    pub row: Option<usize>,
    /// Index of the column.
    pub column: usize,
}

/// What the user did in this frame.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The keyboard or a click came to this row.
    pub moved: Option<usize>,
    /// The row that the keyboard is on, chosen or not.
    pub at: Option<usize>,
    /// A cell or head was pressed, by pointer or key.
    pub pressed: Option<Cell>,
    /// Other keys without modifiers, while the keyboard is on a row.
    pub keys: Vec<egui::Key>,
}

/// Tops of rows of these heights.
pub fn tops(heights: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut out = vec![0.0];
    let mut at = 0.0;
    for height in heights {
        at += height;
        out.push(at);
    }
    out
}

/// Width that columns have where `ui` is, in points.
pub fn width(ui: &Ui) -> f32 {
    (ui.available_width() - 2.0 - BAR).max(60.0)
}

impl Sheet<'_> {
    /// The table in the room that is left. `cursor` is the row that the keyboard is on, `to_top` brings the table back to its first row.
    pub fn show(
        &self,
        ui: &mut Ui,
        state: &mut SheetState,
        cursor: Option<usize>,
        to_top: bool,
        rows: &impl Rows,
        commands: &mut Vec<Command>,
    ) -> Outcome {
        let area = ui.available_rect_before_wrap();
        let (frame, bars) = self.fit(area);
        ui.painter().rect(frame, 0.0, self.palette.paper, Stroke::new(1.0, self.palette.line), StrokeKind::Inside);
        let id = Id::unique(self.id);
        let (mut outcome, focused) = keys::focus(self, ui, id, frame, state, cursor, rows);
        let cursor = outcome.moved.or(cursor);
        let mut content = ui.new_child(UiBuilder::new().id_salt(self.id).max_rect(frame.shrink(1.0)).accessibility_parent(id));
        scroll_style(&mut content, self.palette);
        // Which bars there are is known here: left to the area, the one bar's room can call for the other, and that for the first, for ever.
        let mut scroll = ScrollArea::new(bars).scroll_bar_visibility(ScrollBarVisibility::AlwaysVisible);
        scroll = scroll.id_salt(self.id).auto_shrink(false).animated(false).scroll_source(ScrollSource::ALL);
        let body = Rect::from_min_max(pos2(frame.left() + 1.0 + self.x(self.frozen), frame.top() + self.head), frame.max);
        scroll = scroll.scroll_bar_rect(body.with_max_x(frame.right() - BAR).with_max_y(frame.bottom() - BAR));
        if to_top || !bars.y {
            scroll = scroll.vertical_scroll_offset(0.0);
        }
        if !bars.x {
            scroll = scroll.horizontal_scroll_offset(0.0);
        }
        let reveal = std::mem::take(&mut state.reveal) || outcome.moved.is_some();
        let ring = focused.filter(|_| state.ring);
        let mut clicked = None;
        scroll.show_viewport(&mut content, |ui, viewport| {
            ui.set_min_size(vec2(self.x(self.columns.len()), self.head + self.height()));
            let inner = Rect::from_min_size(frame.min + Vec2::splat(1.0), viewport.size());
            let at = Part { sheet: self, inner, offset: inner.min - ui.max_rect().min };
            clicked = at.paint(ui, rows, cursor, focused, ring, commands);
            if reveal {
                at.reveal(ui, cursor, focused.map_or(0, |cell| cell.column));
            }
        });
        if let Some(cell) = focused {
            // Screen readers say the cell that the keyboard is on, not the table.
            let cell = self.cell_id(cell, rows);
            if ui.ctx().has_accesskit_node(cell) {
                ui.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(cell.accesskit_id()));
            }
            if outcome.pressed.is_some_and(|p| p.row.is_some_and(|row| rows.has_menu(row, p.column))) {
                Popup::open_id(ui.ctx(), menu_id(cell));
            }
        }
        if let Some(cell) = clicked {
            state.ring = false;
            state.on_heads = cell.row.is_none();
            state.column = cell.column;
            outcome.moved = cell.row.or(outcome.moved);
            outcome.pressed = Some(cell);
            ui.memory_mut(|m| m.request_focus(id));
        }
        ui.advance_cursor_after_rect(frame);
        outcome
    }

    /// The frame around as much as fits, and whether there is a bar below and one at the right.
    fn fit(&self, area: Rect) -> (Rect, Vec2b) {
        let edges = 2.0;
        let (width, height) = (self.x(self.columns.len()) + edges, self.head + self.height() + edges);
        let lying = width + BAR > area.width() + 0.5;
        let upright = height + if lying { BAR } else { 0.0 } > area.height();
        let wanted = vec2(width + BAR, height + if lying { BAR } else { 0.0 });
        (Rect::from_min_size(area.min, wanted.min(area.size())), Vec2b::new(lying, upright))
    }

    /// Left edge of a column from the table's left, unscrolled; the last one's end for their number.
    fn x(&self, column: usize) -> f32 {
        self.columns.iter().take(column).map(|c| c.width).sum()
    }

    /// Height of all rows.
    fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.tops.len().saturating_sub(1)
    }

    /// The rows that stand within `visible` points from the first one's top.
    fn rows_in(&self, visible: Rangef) -> Range<usize> {
        let rows = self.rows();
        let first = self.tops.partition_point(|top| *top <= visible.min).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < visible.max);
        first.min(rows)..last.min(rows)
    }

    fn cell_id(&self, cell: Cell, rows: &impl Rows) -> Id {
        Id::unique((self.id, cell.row.map(|row| rows.key(row)), cell.column))
    }
}

fn menu_id(cell: Id) -> Id {
    cell.with("menu")
}
