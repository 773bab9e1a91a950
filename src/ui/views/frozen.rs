//! What every list and table that scrolls under its heads has in common: its bars, and the lines along what stays.

use egui::style::{ScrollFadeStyle, ScrollStyle};
use egui::{Pos2, Rect, Ui, Vec2, pos2};

use crate::ui::theme::Palette;

/// Room that a scroll bar takes, in points.
pub const BAR: f32 = 10.0;

/// Bars that show where there is more, beside what scrolls; nothing fades under the heads.
pub fn scroll_style(ui: &mut Ui, palette: &Palette) {
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    let fade = ScrollFadeStyle { strength: 0.0, ..Default::default() };
    ui.spacing_mut().scroll =
        ScrollStyle { foreground_color: true, fade, bar_inner_margin: 2.0, bar_outer_margin: 2.0, ..ScrollStyle::solid() };
    let widgets = &mut ui.visuals_mut().widgets;
    widgets.inactive.fg_stroke.color = palette.quiet.gamma_multiply(0.5);
    widgets.hovered.fg_stroke.color = palette.quiet;
    widgets.active.fg_stroke.color = palette.quiet;
}

/// Lines under the heads and beside the columns that stay, from `corner`, where the two meet: stronger where something lies behind. `left_top`
/// is the table's, `right_bottom` where its columns and rows end on the screen.
pub fn lines(ui: &Ui, left_top: Pos2, corner: Pos2, right_bottom: Pos2, offset: Vec2, palette: &Palette) {
    let color = |scrolled: bool| if scrolled { palette.quiet } else { palette.line };
    let lying = Rect::from_min_max(pos2(left_top.x, corner.y - 1.0), pos2(right_bottom.x, corner.y));
    ui.painter().rect_filled(lying, 0.0, color(offset.y > 0.5));
    let upright = Rect::from_min_max(pos2(corner.x - 1.0, left_top.y), pos2(corner.x, right_bottom.y));
    ui.painter().rect_filled(upright, 0.0, color(offset.x > 0.5));
}
