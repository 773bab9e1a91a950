//! Targets and results: a ring and a square, a hollow bar and a full one.

use egui::{Color32, Pos2, Rect, Stroke, StrokeKind, Ui, vec2};

use crate::initiative::Category;
use crate::measure::Kind;
use crate::ui::theme::Palette;

/// The colour of a kind.
pub const fn color(kind: Kind, palette: &Palette) -> Color32 {
    match kind {
        Kind::Target => palette.category(Category::Digital),
        Kind::Result => palette.category(Category::Environment),
    }
}

/// A ring with a point for a target, a full square for a result.
pub fn mark(ui: &Ui, center: Pos2, kind: Kind, palette: &Palette) {
    let color = color(kind, palette);
    match kind {
        Kind::Target => {
            ui.painter().circle_stroke(center, 4.6, Stroke::new(1.3, color));
            ui.painter().circle_filled(center, 1.6, color);
        }
        Kind::Result => {
            ui.painter().rect_filled(Rect::from_center_size(center, vec2(8.0, 8.0)), 1.5, color);
        }
    }
}

/// A bar as long as the share of `room`: only its outline for a target.
pub fn bar(ui: &Ui, room: Rect, share: f32, kind: Kind, palette: &Palette) {
    let color = color(kind, palette);
    let rect = room.with_max_x(room.left() + (room.width() * share.clamp(0.0, 1.0)).max(3.0));
    match kind {
        Kind::Target => {
            ui.painter().rect(rect, 2.0, color.gamma_multiply(0.12), Stroke::new(1.2, color), StrokeKind::Inside);
        }
        Kind::Result => {
            ui.painter().rect_filled(rect, 2.0, color.gamma_multiply(if palette.dark { 0.75 } else { 0.65 }));
        }
    }
}
