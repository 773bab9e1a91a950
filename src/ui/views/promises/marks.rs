//! The mark of each status: a shape of its own beside the colour.

use egui::{Color32, Pos2, Shape, Stroke, Ui, vec2};

use crate::compare::Status;
use crate::initiative::Category;
use crate::ui::theme::Palette;

/// Radius of a mark, in points.
pub const RADIUS: f32 = 6.0;

/// The colour of a status.
pub const fn color(status: Status, palette: &Palette) -> Color32 {
    match status {
        Status::Met => palette.category(Category::Environment),
        Status::Partly => palette.category(Category::Renewal),
        Status::Reported => palette.category(Category::Digital),
        Status::NotMentioned => palette.category(Category::Safety),
        Status::Unplanned => palette.category(Category::Civility),
    }
}

/// A tick in a full disc, a half disc, an arrow, an empty ring, a plus.
pub fn mark(ui: &Ui, center: Pos2, status: Status, palette: &Palette) {
    let painter = ui.painter();
    let color = color(status, palette);
    let on = Stroke::new(1.6, palette.paper);
    match status {
        Status::Met => {
            painter.circle_filled(center, RADIUS, color);
            painter.add(Shape::line(vec![center + vec2(-3.0, 0.2), center + vec2(-0.8, 2.4), center + vec2(3.0, -2.2)], on));
        }
        Status::Partly => {
            let half = (0_u8..=12).map(|k| {
                let turn = std::f32::consts::PI * (0.5 + f32::from(k) / 12.0);
                center + vec2(turn.cos(), turn.sin()) * (RADIUS - 0.5)
            });
            painter.add(Shape::convex_polygon(half.collect(), color, Stroke::NONE));
            painter.circle_stroke(center, RADIUS - 0.7, Stroke::new(1.4, color));
        }
        Status::Reported => {
            let points = vec![center + vec2(-3.6, -5.0), center + vec2(5.2, 0.0), center + vec2(-3.6, 5.0)];
            painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
        }
        Status::NotMentioned => {
            painter.circle_stroke(center, RADIUS - 0.7, Stroke::new(1.4, color));
        }
        Status::Unplanned => {
            let stroke = Stroke::new(2.4, color);
            painter.line_segment([center + vec2(-5.0, 0.0), center + vec2(5.0, 0.0)], stroke);
            painter.line_segment([center + vec2(0.0, -5.0), center + vec2(0.0, 5.0)], stroke);
        }
    }
}
