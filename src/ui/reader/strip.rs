//! The strip beside a reader: where in the whole text every highlight lies.

use egui::{Color32, CornerRadius, CursorIcon, Id, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::highlights::is_strong;
use super::state::ReaderState;
use super::types::{Highlight, Strength};

/// Colours of a strip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StripColours {
    /// The whole strip.
    pub ground: Color32,
    /// The part that is in view.
    pub view: Color32,
    /// The edge of that part, so that it does not rely on its shade alone.
    pub edge: Color32,
}

/// Quiet marks stand back behind strong ones by this share of their colour.
const QUIET_SHARE: f32 = 0.5;

/// Paints a narrow strip into `rect` with every highlight and the part in view; click and drag on it scroll.
///
/// Quiet highlights are thin and half as wide; strong ones thick and as wide as the strip. Show it after its reader,
/// whose state it shares. `id` is unique in the window, `name` is for screen readers.
pub fn strip(
    ui: &Ui,
    id: Id,
    name: &str,
    rect: Rect,
    state: &mut ReaderState,
    highlights: &[Highlight],
    colours: &StripColours,
) -> Response {
    let response = ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ScrollBar, true, name));
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
        let before = state.scroll_y();
        state.scroll_to_fraction((pointer.y - rect.top()) / rect.height().max(1.0));
        state.scrolled_outside.get_or_insert(before);
        ui.ctx().request_repaint();
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, CornerRadius::ZERO, colours.ground);
    let (from, to) = state.visible_part();
    let y_of = |share: f32| rect.top() + share * rect.height();
    let view = Rect::from_min_max(pos2(rect.left(), y_of(from)), pos2(rect.right(), y_of(to).max(y_of(from) + 4.0)));
    painter.rect_filled(view, CornerRadius::ZERO, colours.view);
    for y in [view.top(), view.bottom()] {
        painter.hline(rect.x_range(), y, Stroke::new(1.0, colours.edge));
    }
    let positions = state.strip_positions(highlights);
    // Where there are more than pixels, the first mark on a pixel stands for all there.
    let dense = highlights.len() as f32 > rect.height();
    // Strong ones last, so that no quiet one lies over them; many on one pixel are one mark.
    for strong in [false, true] {
        let mut last = (f32::NEG_INFINITY, Color32::TRANSPARENT);
        for (highlight, share) in highlights.iter().zip(positions).filter(|(h, _)| is_strong(h) == strong) {
            let y = y_of(*share);
            if (y - last.0).abs() < 1.0 && (dense || last.1 == highlight.color) && highlight.strength != Strength::Current {
                continue;
            }
            last = (y, highlight.color);
            let color = if strong { highlight.color } else { highlight.color.gamma_multiply(QUIET_SHARE) };
            painter.rect_filled(mark_rect(rect, y, highlight.strength), CornerRadius::ZERO, color);
        }
    }
    response
}

/// Where highlights lie in the whole text, from 0 to 1, kept as long as neither they nor the text's heights change: a long text has thousands.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// The highlights' places in one number, and the bits of the text's height.
    of: Option<(u64, u64)>,
    shares: Vec<f32>,
}

impl ReaderState {
    fn strip_positions(&mut self, highlights: &[Highlight]) -> &[f32] {
        // Fowler, Noll and Vo's hash, by whole offsets.
        let places =
            highlights.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, h| (hash ^ h.span.start.0 as u64).wrapping_mul(0x0100_0000_01b3));
        let of = Some((places, self.content_height().to_bits()));
        if self.strip.of != of || self.strip.shares.len() != highlights.len() {
            self.strip = Positions { of, shares: highlights.iter().map(|h| self.position_fraction(h.span.start)).collect() };
        }
        &self.strip.shares
    }
}

fn mark_rect(strip: Rect, y: f32, strength: Strength) -> Rect {
    let (left, thick) = match strength {
        Strength::Quiet => (strip.center().x - 2.0, 1.5),
        Strength::Strong => (strip.left(), 3.0),
        Strength::Current => (strip.left(), 5.0),
    };
    Rect::from_min_max(pos2(left, y - thick / 2.0), pos2(strip.right(), y + thick / 2.0))
}
