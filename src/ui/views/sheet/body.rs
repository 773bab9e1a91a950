//! The parts of a table that is scrolled to some place: heads, columns that stay, the others; their cells, hints and menus.

use egui::{Popup, Rangef, Rect, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2};

use super::{Cell, Rows, Sheet, menu_id, paint};
use crate::ui::command::Command;
use crate::ui::views::frozen;

/// A table in a part of the screen.
pub struct Part<'a> {
    /// The table.
    pub sheet: &'a Sheet<'a>,
    /// The part of the screen that shows it.
    pub inner: Rect,
    /// How far it is scrolled.
    pub offset: Vec2,
}

impl Part<'_> {
    fn body(&self) -> Rect {
        self.inner.with_min_y(self.inner.top() + self.sheet.head)
    }

    fn row_y(&self, row: usize) -> Rangef {
        let top = self.body().top() - self.offset.y;
        let at = |k: usize| top + self.sheet.tops.get(k).copied().unwrap_or(0.0);
        Rangef::new(at(row), at(row + 1))
    }

    fn column_x(&self, column: usize) -> Rangef {
        let moved = if column < self.sheet.frozen { 0.0 } else { self.offset.x };
        let left = self.inner.left() - moved;
        Rangef::new(left + self.sheet.x(column), left + self.sheet.x(column + 1))
    }

    fn cell(&self, row: usize, column: usize) -> Rect {
        Rect::from_x_y_ranges(self.column_x(column), self.row_y(row))
    }

    /// Everything that shows. Returns the cell that was clicked.
    pub fn paint(
        &self,
        ui: &mut Ui,
        rows: &impl Rows,
        cursor: Option<usize>,
        focused: Option<Cell>,
        ring: Option<Cell>,
        commands: &mut Vec<Command>,
    ) -> Option<Cell> {
        let sheet = self.sheet;
        let body = self.body();
        let seam = self.inner.left() + sheet.x(sheet.frozen);
        let end = (self.inner.left() + sheet.x(sheet.columns.len()) - self.offset.x).min(self.inner.right());
        let hovered = ui.ctx().pointer_hover_pos().filter(|_| ui.rect_contains_pointer(body));
        let mut part = |salt: &str, rect: Rect| {
            let mut part = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect));
            part.set_clip_rect(rect.intersect(ui.clip_rect()));
            part
        };
        let mut shown: Vec<usize> = sheet.rows_in(Rangef::new(self.offset.y, self.offset.y + body.height())).collect();
        let band = part("rows", body);
        for row in &shown {
            let y = self.row_y(*row);
            let rect = Rect::from_x_y_ranges(Rangef::new(self.inner.left(), end), y);
            let under = hovered.is_some_and(|p| y.contains(p.y));
            paint::ground(&band, rect, rows.is_head(*row), cursor == Some(*row), under, sheet.palette);
            if rows.is_head(*row) {
                rows.paint(&band, *row, 0, rect);
            }
        }
        // The keyboard's cell is built wherever it is: it keeps its name for screen readers.
        if let Some(row) = focused.and_then(|cell| cell.row).filter(|row| !shown.contains(row)) {
            shown.push(row);
        }
        let mut clicked = None;
        for (salt, columns, rect) in
            [("cells", sheet.frozen..sheet.columns.len(), body.with_min_x(seam)), ("names", 0..sheet.frozen, body.with_max_x(seam))]
        {
            let mut cells = part(salt, rect);
            for row in shown.iter().filter(|row| !rows.is_head(**row)) {
                for column in columns.clone() {
                    let at = self.cell(*row, column);
                    let is_focused = focused == Some(Cell { row: Some(*row), column });
                    if !is_focused && (at.right() < rect.left() || at.left() > rect.right()) {
                        continue;
                    }
                    clicked = self.one(&mut cells, rows, Cell { row: Some(*row), column }, at, ring, commands).or(clicked);
                }
            }
        }
        let top = self.inner.with_max_y(body.top());
        for (salt, columns, rect) in
            [("heads", sheet.frozen..sheet.columns.len(), top.with_min_x(seam)), ("corner", 0..sheet.frozen, top.with_max_x(seam))]
        {
            let mut heads = part(salt, rect);
            for column in columns {
                let at = Rect::from_x_y_ranges(self.column_x(column), top.y_range());
                clicked = self.head(&mut heads, rows, column, at, ring).or(clicked);
            }
        }
        let bottom = (body.top() + sheet.height() - self.offset.y).min(self.inner.bottom());
        // Without columns that stay, or with all of them in sight, no line between.
        let left = if self.offset.x > 0.5 { seam } else { self.inner.left() };
        frozen::lines(ui, self.inner.min, pos2(left, body.top()), pos2(end, bottom), self.offset, sheet.palette);
        clicked
    }

    /// One cell: its place for the pointer and the screen reader, what stands in it, hint and menus.
    fn one(&self, ui: &mut Ui, rows: &impl Rows, cell: Cell, rect: Rect, ring: Option<Cell>, commands: &mut Vec<Command>) -> Option<Cell> {
        let row = cell.row?;
        let id = self.sheet.cell_id(cell, rows);
        let response = ui.interact(rect, id, Sense::CLICK);
        let role = if cell.column == 0 { Role::RowHeader } else { Role::Cell };
        response.widget_info(|| WidgetInfo::labeled(role, true, rows.name(row, cell.column)));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_row_index(row + 1);
            node.set_column_index(cell.column);
        });
        if ui.is_rect_visible(rect) {
            rows.paint(ui, row, cell.column, rect);
            if ring == Some(cell) {
                paint::ring(ui, rect, self.sheet.palette);
            }
        }
        if rows.has_menu(row, cell.column) {
            Popup::menu(&response).id(menu_id(id)).show(|ui| rows.menu(ui, row, commands));
        }
        response.context_menu(|ui| rows.menu(ui, row, commands));
        let pressed = response.clicked();
        if response.hovered() && !Popup::is_any_open(ui.ctx()) {
            response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| rows.hint(ui, row, cell.column));
        }
        pressed.then_some(cell)
    }

    fn head(&self, ui: &mut Ui, rows: &impl Rows, column: usize, rect: Rect, ring: Option<Cell>) -> Option<Cell> {
        let cell = Cell { row: None, column };
        let what = &self.sheet.columns[column];
        let sense = if what.sortable { Sense::CLICK } else { Sense::hover() };
        let response = ui.interact(rect, self.sheet.cell_id(cell, rows), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &what.spoken));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_row_index(0);
            node.set_column_index(column);
            if let Some(descending) = what.sorted {
                use egui::accesskit::SortDirection::{Ascending, Descending};
                node.set_sort_direction(if descending { Descending } else { Ascending });
            }
        });
        if ui.is_rect_visible(rect) {
            paint::head(ui, rect, what, response.hovered() && what.sortable, self.sheet.palette);
            if ring == Some(cell) {
                paint::ring(ui, rect, self.sheet.palette);
            }
        }
        let clicked = response.clicked();
        let response = response.on_hover_text(&what.spoken);
        if what.sortable {
            response.on_hover_cursor(egui::CursorIcon::PointingHand);
        }
        clicked.then_some(cell)
    }

    /// Scrolls just so far that a row shows whole below the heads, and a column beside those that stay.
    pub fn reveal(&self, ui: &Ui, row: Option<usize>, column: usize) {
        let Some(row) = row else { return };
        let y = self.row_y(row);
        let x = if column < self.sheet.frozen { Rangef::point(self.inner.center().x) } else { self.column_x(column) };
        let left = if column < self.sheet.frozen { 0.0 } else { self.sheet.x(self.sheet.frozen) };
        // A group's head above it comes along.
        let rect = Rect::from_min_max(pos2(x.min - left, y.min - self.sheet.head - paint::HEAD_ROW), pos2(x.max, y.max));
        ui.scroll_to_rect(rect, None);
    }
}
