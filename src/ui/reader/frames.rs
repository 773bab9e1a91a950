//! What is painted around the cells of tables: hair lines, the ground of the row of names, names beside stacked cells.

use egui::emath::GuiRounding as _;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, CornerRadius, FontId, Painter, Pos2, Rect, TextFormat, pos2, vec2};

use super::grid::Grid;
use super::page::Page;
use super::state::ReaderState;
use super::table::BrokenRow;
use super::types::ReaderColours;
use crate::structure::grid::bit;

/// Thickness of the lines in points.
const HAIR: f32 = 1.0;

/// A table's row in view; heights in points below the viewport's top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RowFrame {
    pub paragraph: usize,
    pub top: f32,
    pub bottom: f32,
}

impl ReaderState {
    /// The rows of tables in view, from line to line.
    pub(super) fn frames_in_view(&self) -> Vec<RowFrame> {
        let Some(page) = &self.page else { return Vec::new() };
        let ppp = f64::from(page.pixels_per_point);
        #[expect(clippy::cast_possible_truncation, reason = "near the viewport")]
        let snap = |y: f64| ((y * ppp).round() / ppp) as f32;
        let mut frames = Vec::new();
        let (mut paragraph, mut y) = (self.top.paragraph, -self.top.below);
        while y < f64::from(self.viewport) && paragraph < page.column.len() {
            if let Some(row) = page.tables.broken(paragraph) {
                let top = y + f64::from(page.before(paragraph));
                frames.push(RowFrame { paragraph, top: snap(top), bottom: snap(top + f64::from(row.height)) });
            }
            y += page.column.height(paragraph);
            paragraph += 1;
        }
        frames
    }
}

impl RowFrame {
    /// Paints the row's ground and lines, under the text. `origin` is the column's top left corner on the screen.
    pub(super) fn paint(&self, painter: &Painter, page: &Page, colours: &ReaderColours, origin: Pos2) {
        let (Some((grid, row)), Some(place)) = (page.tables.row(self.paragraph), page.tables.place_of(self.paragraph)) else { return };
        let Some(plan) = grid.rows.get(row) else { return };
        let at = |x: f32, y: f32| (origin + vec2(x, y)).round_to_pixels(painter.pixels_per_point());
        let line = colours.quiet.gamma_multiply(0.45);
        let rule = |from: Pos2, to: Pos2| {
            painter.rect_filled(Rect::from_min_max(from, to + vec2(HAIR, HAIR)), CornerRadius::ZERO, line);
        };
        if place.head {
            let ground = Rect::from_min_max(at(0.0, self.top), at(grid.right(), self.bottom));
            painter.rect_filled(ground, CornerRadius::ZERO, colours.ink.gamma_multiply(0.06));
        }
        for (column, edges) in grid.edges.windows(2).enumerate() {
            let [left, right] = *edges else { continue };
            if place.first || grid.stacked || plan.hung & bit(column) == 0 {
                rule(at(left, self.top), at(right, self.top));
            }
            if !grid.stacked && (column == 0 || plan.starts & bit(column) != 0) {
                rule(at(left, self.top), at(left, self.bottom));
            }
        }
        if !grid.stacked {
            rule(at(grid.right(), self.top), at(grid.right(), self.bottom));
        }
        if place.last {
            rule(at(0.0, self.bottom), at(grid.right(), self.bottom));
        }
        if let Some(broken) = page.tables.broken(self.paragraph).filter(|_| grid.stacked) {
            self.labels(painter, page, colours.quiet, origin, grid, broken);
        }
    }

    /// The names of the columns beside stacked cells; they are no part of the text.
    fn labels(&self, painter: &Painter, page: &Page, color: Color32, origin: Pos2, grid: &Grid, row: &BrokenRow) {
        let look = page.look(self.paragraph);
        for cell in row.cells.iter().filter(|cell| cell.left > grid.pad + 1.0) {
            let Some(name) = page.tables.name_of(&page.document, self.paragraph, cell.cell) else { continue };
            let format = TextFormat { font_id: FontId::new(look.size * 0.87, look.regular.clone()), color, ..TextFormat::default() };
            let wrap = TextWrapping { max_width: cell.left - 2.0 * grid.pad, max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
            let galley = painter.layout_job(LayoutJob { wrap, ..LayoutJob::single_section(name.to_owned(), format) });
            let rise = ((look.pitch - galley.size().y) / 2.0).round();
            painter.galley(origin + vec2(grid.pad, self.top + cell.top + rise), galley, color);
        }
    }

    /// Where a cell's text stands on the screen, from the row's upper line to the lower one, or its own lines where cells are stacked.
    pub(super) fn cell_rect(&self, page: &Page, origin: Pos2, cell: usize) -> Option<Rect> {
        let (grid, row) = page.tables.row(self.paragraph)?;
        let slot = *grid.rows.get(row)?.slots.get(cell)?;
        let (left, right) = grid.across(slot);
        let (mut top, mut bottom) = (self.top, self.bottom);
        if grid.stacked {
            let lines = page.tables.broken(self.paragraph)?.cells.iter().find(|c| c.cell == cell)?;
            #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
            let height = lines.count as f32 * page.look(self.paragraph).pitch;
            (top, bottom) = (self.top + lines.top, self.top + lines.top + height);
        }
        Some(Rect::from_min_max(pos2(origin.x + left, origin.y + top), pos2(origin.x + right, origin.y + bottom)))
    }
}
