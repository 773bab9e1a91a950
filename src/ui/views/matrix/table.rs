//! The table: heads and names that stay, cells that scroll under them, the keyboard's cell.
//!
//! One scroll area holds the whole grid, and its four parts (corner, heads, names, cells) are painted from its one offset in the same
//! frame. Two tables side by side that hand each other their offset would be a frame apart while they move; so nothing can come out
//! of step, and the wheel, a drag and both bars work wherever the pointer is.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::scroll_area::{ScrollBarVisibility, ScrollSource};
use egui::{Id, Rangef, Rect, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, Vec2, Vec2b, pos2, vec2};

use super::cells::{self, Look};
use super::grid::{Grid, HEAD_HEIGHT, Place, ROW_HEIGHT, rows_in};
use super::heads::{self, Head};
use super::keyboard::{act, cell_of, focus};
use crate::compare::{Comparison, Matrix};
use crate::ui::command::Command;
use crate::ui::matrix::shown_keys;
use crate::ui::state::AppState;
use crate::ui::theme::Palette;
use crate::ui::views::frozen::{self, BAR, scroll_style};

/// What one frame's table is painted from.
pub struct Table<'a> {
    pub state: &'a AppState,
    pub comparison: &'a Comparison,
    pub matrix: &'a Matrix,
    pub grid: &'a Grid,
    pub heads: &'a [Head],
    pub palette: &'a Palette,
    /// The chosen initiative, by its index in the comparison.
    pub chosen: Option<usize>,
    /// The cell that the keyboard is on, where the table has the keyboard.
    pub focused: Option<Place>,
    /// The row under the pointer.
    pub hovered: Option<usize>,
    /// The measures by initiative and document, where the cells show them.
    pub measures: Option<&'a BTreeMap<(usize, usize), Vec<usize>>>,
}

/// What stands where in one frame.
#[derive(Clone, Copy)]
struct Frame {
    /// The part of the screen that shows the grid.
    inner: Rect,
    /// How far the grid is scrolled.
    offset: Vec2,
}

/// The table. `to_top` brings it back to its first row.
pub fn show(ui: &mut Ui, state: &mut AppState, matrix: &Arc<Matrix>, to_top: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let area = ui.available_rect_before_wrap();
    let Fit { grid, frame, bars: shown } = fit(area, state, matrix);
    ui.painter().rect(frame, 0.0, palette.paper, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    let id = Id::unique("matrix");
    let focus = focus(ui, id, frame, state, matrix, &grid);
    let comparison = Arc::clone(&state.comparison);
    let heads = heads::of(state, matrix);
    let measures = state.matrix.measures(&comparison);
    let mut content = ui.new_child(UiBuilder::new().id_salt("matrix").max_rect(frame.shrink(1.0)).accessibility_parent(id));
    scroll_style(&mut content, palette);
    // Which bars there are is known here: left to the area, the one bar's room can call for the other, and that for the first, for ever.
    let mut scroll = ScrollArea::new(shown).scroll_bar_visibility(ScrollBarVisibility::AlwaysVisible);
    scroll = scroll.id_salt("matrix").auto_shrink(false).animated(false).scroll_source(ScrollSource::ALL);
    let bars = Rect::from_min_max(pos2(frame.left() + 1.0 + grid.name_width(), frame.top() + HEAD_HEIGHT), frame.max);
    scroll = scroll.scroll_bar_rect(bars.with_max_x(frame.right() - BAR).with_max_y(frame.bottom() - BAR));
    if to_top || !shown.y {
        scroll = scroll.vertical_scroll_offset(0.0);
    }
    if !shown.x {
        scroll = scroll.horizontal_scroll_offset(0.0);
    }
    let mut clicked = None;
    let revealed = to_reveal(state, matrix, &grid, focus.moved);
    scroll.show_viewport(&mut content, |ui, viewport| {
        ui.set_min_size(vec2(grid.width(), content_height(matrix)));
        let inner = Rect::from_min_size(frame.min + Vec2::splat(1.0), viewport.size());
        let at = Frame { inner, offset: inner.min - ui.max_rect().min };
        let hovered = row_under_pointer(ui, &at, matrix.rows.len());
        let chosen = state.selected_index();
        let (heads, measures, focused) = (&heads, measures.as_deref(), focus.place);
        let table = Table { state, comparison: &comparison, matrix, grid: &grid, heads, palette, chosen, focused, hovered, measures };
        clicked = table.paint(ui, &at);
        reveal(ui, &at, &grid, revealed);
    });
    if let Some(place) = focus.place {
        // Screen readers say the cell that the keyboard is on, not the table.
        let cell = cells::id(matrix, &comparison, &grid, place);
        if ui.ctx().has_accesskit_node(cell) {
            ui.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(cell.accesskit_id()));
        }
    }
    if let Some(place) = clicked {
        state.matrix.cursor = Some(cell_of(place, matrix, &comparison, &grid));
        state.matrix.ring = false;
        ui.memory_mut(|m| m.request_focus(id));
    }
    if let Some(place) = clicked.or(focus.pressed) {
        act(state, matrix, &comparison, &grid, place, commands);
    }
    ui.advance_cursor_after_rect(frame);
}

/// The grid in a part of the screen.
struct Fit {
    grid: Grid,
    /// Around as much of it as fits.
    frame: Rect,
    /// Whether there is a bar below and one at the right.
    bars: Vec2b,
}

fn fit(area: Rect, state: &AppState, matrix: &Matrix) -> Fit {
    let edges = 2.0;
    let height = content_height(matrix) + edges;
    let keys = shown_keys(matrix, &state.compared);
    let in_width = |width: f32| Grid::new(width - edges, &keys);
    let mut upright = height > area.height();
    let mut grid = in_width(area.width() - if upright { BAR } else { 0.0 });
    let lying = grid.width() + edges > area.width() - if upright { BAR } else { 0.0 };
    if lying && !upright && height + BAR > area.height() {
        upright = true;
        grid = in_width(area.width() - BAR);
    }
    let wanted = vec2(grid.width() + edges + if upright { BAR } else { 0.0 }, height + if lying { BAR } else { 0.0 });
    Fit { grid, frame: Rect::from_min_size(area.min, wanted.min(area.size())), bars: Vec2b::new(lying, upright) }
}

fn content_height(matrix: &Matrix) -> f32 {
    HEAD_HEIGHT + matrix.rows.len() as f32 * ROW_HEIGHT
}

/// The row and the column that are to come into view: the cell that the keyboard came to, else a newly chosen initiative's row and a
/// column that was asked for.
fn to_reveal(state: &mut AppState, matrix: &Matrix, grid: &Grid, moved: Option<Place>) -> (Option<usize>, Option<usize>) {
    let column = state.matrix.reveal.take().and_then(|column| grid.columns.iter().position(|c| *c == column));
    let mut row = None;
    if state.matrix.revealed != state.selected {
        state.matrix.revealed.clone_from(&state.selected);
        row = state.selected_index().and_then(|k| matrix.row_of(k));
    }
    match moved {
        Some(place) => (place.row, Some(place.column)),
        None => (row, column),
    }
}

/// Scrolls just so far that a row and a column show whole: below the heads and beside the names.
fn reveal(ui: &Ui, at: &Frame, grid: &Grid, (row, column): (Option<usize>, Option<usize>)) {
    let shown = Rangef::point(at.inner.center().y);
    let y = row.map_or(shown, |k| {
        let top = at.row_y(k).min;
        Rangef::new(top - HEAD_HEIGHT, top + ROW_HEIGHT)
    });
    let x = column.filter(|k| *k > 0).map_or(Rangef::point(at.inner.center().x), |k| {
        let range = at.column_x(grid, k);
        Rangef::new(range.min - grid.name_width(), range.max)
    });
    if row.is_some() || column.is_some() {
        ui.scroll_to_rect(Rect::from_x_y_ranges(x, y), None);
    }
}

fn row_under_pointer(ui: &Ui, at: &Frame, rows: usize) -> Option<usize> {
    let body = at.body();
    let pointer = ui.ctx().pointer_hover_pos().filter(|_| ui.rect_contains_pointer(body))?;
    let row = ((pointer.y - body.top() + at.offset.y) / ROW_HEIGHT).floor() as usize;
    (row < rows).then_some(row)
}

impl Frame {
    /// Below the heads.
    fn body(&self) -> Rect {
        self.inner.with_min_y(self.inner.top() + HEAD_HEIGHT)
    }

    fn row_y(&self, row: usize) -> Rangef {
        let top = self.inner.top() + HEAD_HEIGHT + row as f32 * ROW_HEIGHT - self.offset.y;
        Rangef::new(top, top + ROW_HEIGHT)
    }

    /// The names stay; the other columns are where the grid is scrolled to.
    fn column_x(&self, grid: &Grid, column: usize) -> Rangef {
        let range = grid.x_range(column);
        let left = self.inner.left() + range.min - if column == 0 { 0.0 } else { self.offset.x };
        Rangef::new(left, left + range.span())
    }
}

impl Table<'_> {
    /// Everything that shows. Returns the cell that was clicked.
    fn paint(&self, ui: &mut Ui, at: &Frame) -> Option<Place> {
        let seam = at.inner.left() + self.grid.name_width();
        let body = at.body();
        let rows = rows_in(Rangef::new(at.offset.y, at.offset.y + body.height()), self.matrix.rows.len());
        let columns = self.grid.columns_in(Rangef::new(at.offset.x + self.grid.name_width(), at.offset.x + at.inner.width()));
        let mut part = |salt: &str, rect: Rect| {
            let mut part = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect));
            part.set_clip_rect(rect.intersect(ui.clip_rect()));
            part
        };
        let mut clicked = None;
        let band = part("rows", body);
        for row in rows.clone() {
            cells::ground(&band, self, row, Rect::from_x_y_ranges(at.inner.x_range().intersection(self.width(at)), at.row_y(row)));
        }
        let (left, right) = (body.with_max_x(seam), body.with_min_x(seam));
        let mut cells = part("cells", right);
        let mut names = part("names", left);
        for row in self.with_focused(rows, self.focused.and_then(|f| f.row)) {
            for column in self.with_focused(columns.clone(), self.focused.filter(|f| f.row == Some(row) && f.column > 0).map(|f| f.column))
            {
                let rect = Rect::from_x_y_ranges(at.column_x(self.grid, column), at.row_y(row));
                clicked = cells::show(&mut cells, self, Place { row: Some(row), column }, rect).or(clicked);
            }
            let rect = Rect::from_x_y_ranges(at.column_x(self.grid, 0), at.row_y(row));
            clicked = cells::show(&mut names, self, Place { row: Some(row), column: 0 }, rect).or(clicked);
        }
        let top = at.inner.with_max_y(body.top());
        let mut over = part("heads", top.with_min_x(seam));
        let mut corner = part("corner", top.with_max_x(seam));
        let y = top.y_range();
        for column in self.with_focused(columns, self.focused.filter(|f| f.row.is_none() && f.column > 0).map(|f| f.column)) {
            let rect = Rect::from_x_y_ranges(at.column_x(self.grid, column), y);
            clicked = heads::show(&mut over, self, column, rect).or(clicked);
        }
        clicked = heads::show(&mut corner, self, 0, Rect::from_x_y_ranges(at.column_x(self.grid, 0), y)).or(clicked);
        let end = pos2(self.width(at).max.min(at.inner.right()), at.row_y(self.matrix.rows.len()).min.min(at.inner.bottom()));
        frozen::lines(ui, at.inner.min, pos2(seam, body.top()), end, at.offset, self.palette);
        clicked
    }

    /// What shows, and the keyboard's cell wherever it is: it keeps its name for screen readers.
    fn with_focused(&self, shown: std::ops::Range<usize>, focused: Option<usize>) -> impl Iterator<Item = usize> + use<> {
        let beside = focused.filter(|k| !shown.contains(k));
        shown.chain(beside)
    }

    /// Where the grid ends at the right.
    fn width(&self, at: &Frame) -> Rangef {
        Rangef::new(at.inner.left(), at.inner.left() + self.grid.width() - at.offset.x)
    }

    /// The document of a column, by its place in the comparison.
    pub fn document_of(&self, column: usize) -> Option<usize> {
        self.matrix.documents.get(column.checked_sub(1)?).copied()
    }

    /// How a row looks.
    pub fn look(&self, row: usize, initiative: usize) -> Look {
        if self.chosen == Some(initiative) {
            Look::Chosen
        } else if self.hovered == Some(row) {
            Look::Hovered
        } else {
            Look::Usual
        }
    }
}
