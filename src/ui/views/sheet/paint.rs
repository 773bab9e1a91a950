//! What every table paints alike: grounds, heads, rings, text cut to its cell.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Galley, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::Column;
use crate::ui::theme::{self, Palette};
use crate::ui::views::widgets;

/// Room beside what stands in a cell, in points.
const PADDING: f32 = 8.0;
/// Height of a group's head, in points: so much more comes into view above a row.
pub const HEAD_ROW: f32 = 26.0;
/// Side of a letter's square.
const BADGE: f32 = 17.0;

/// The part of a cell that text may take.
pub fn room_in(rect: Rect) -> Rect {
    rect.shrink2(vec2(PADDING, 0.0))
}

/// Text in at most `rows` lines, cut with … where it is longer.
pub fn lines_of(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32, rows: usize) -> Arc<Galley> {
    let line_height = Some(font.size * 1.38);
    let format = TextFormat { line_height, valign: Align::Center, ..TextFormat::simple(font, color) };
    let mut job = LayoutJob::single_section(text.replace(['\n', '\t'], " "), format);
    job.wrap.max_rows = rows;
    job.wrap.break_anywhere = rows == 1;
    job.wrap.max_width = width.max(0.0);
    ui.fonts_mut(|f| f.layout_job(job))
}

/// Paints a galley at the left of a cell's room, in the middle of its height.
pub fn put(ui: &Ui, rect: Rect, galley: Arc<Galley>) -> Rect {
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    let taken = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    taken
}

/// What lies behind a row: a band for a head, the row of the cursor and that under the pointer, a line below.
pub fn ground(ui: &Ui, rect: Rect, is_head: bool, at_cursor: bool, hovered: bool, palette: &Palette) {
    let fill = match (is_head, at_cursor, hovered) {
        (true, _, _) => Some(palette.band),
        (_, true, _) => Some(palette.chosen.gamma_multiply(0.45)),
        (_, _, true) => Some(palette.band),
        _ => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    if at_cursor && !is_head {
        ui.painter().rect_filled(rect.with_max_x(rect.left() + 3.0).with_max_y(rect.bottom() - 1.0), 0.0, palette.accent);
    }
    ui.painter().rect_filled(rect.with_min_y(rect.bottom() - 1.0), 0.0, palette.line);
}

/// The ring of the cell that the keyboard is on.
pub fn ring(ui: &Ui, rect: Rect, palette: &Palette) {
    ui.painter().rect_stroke(rect.shrink(1.0), 3.0, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
}

/// A column's head: letter and title, the second line, the arrow of the order.
pub fn head(ui: &Ui, rect: Rect, column: &Column, hovered: bool, palette: &Palette) {
    if hovered {
        ui.painter().rect_filled(rect, 0.0, palette.band);
    }
    let room = room_in(rect);
    let two = !column.second.is_empty();
    let first = if two { room.with_max_y(rect.top() + 28.0).with_min_y(rect.top() + 4.0) } else { room };
    let mut left = first.left();
    if !column.letter.is_empty() {
        let badge = Rect::from_min_size(pos2(left, first.center().y - BADGE / 2.0), vec2(BADGE, BADGE));
        widgets::letter_badge(ui, badge, &column.letter, palette);
        left = badge.right() + 5.0;
    }
    let arrow_room = if column.sorted.is_some() { 12.0 } else { 0.0 };
    let galley = lines_of(ui, &column.title, theme::hei_bold(13.0), palette.ink, first.right() - left - arrow_room, 1);
    let start = if column.right { first.right() - arrow_room - galley.size().x } else { left };
    let end = put(ui, first.with_min_x(start), galley).right();
    if two {
        let second = room.with_min_y(rect.top() + 24.0).with_max_y(rect.bottom() - 3.0);
        put(ui, second, lines_of(ui, &column.second, theme::hei(12.0), palette.quiet, second.width(), 1));
    }
    if let Some(descending) = column.sorted {
        arrow(ui, pos2(end + 8.0, first.center().y), descending, palette.accent);
    }
}

/// Points down where the greatest comes first.
fn arrow(ui: &Ui, center: Pos2, descending: bool, color: Color32) {
    let tip = if descending { 3.0 } else { -3.0 };
    let points = vec![center + vec2(-4.0, -tip), center + vec2(4.0, -tip), center + vec2(0.0, tip)];
    ui.painter().add(Shape::convex_polygon(points, color, Stroke::NONE));
}
