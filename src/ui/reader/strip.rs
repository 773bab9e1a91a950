//! The strip beside a reader: where in the whole text every highlight lies.

use std::sync::Arc;

use egui::epaint::{Mesh, RectShape, Tessellator};
use egui::{Color32, CornerRadius, CursorIcon, Id, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, pos2};

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
    let marks = state.strip_marks(ui, rect, highlights);
    painter.add(Shape::mesh(marks));
    response
}

/// Where highlights lie in the whole text and how their marks look, kept as long as nothing of it changes: a long text has thousands.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// The highlights' places in one number, and the text's height.
    of: Option<(u64, f64)>,
    /// From 0 to 1.
    shares: Vec<f32>,
    /// What the marks were painted for: the highlights' looks in one number, the strip, pixels per point.
    painted: Option<(u64, Rect, f32)>,
    marks: Arc<Mesh>,
}

/// Marks that would move by less than this share of a point stay where they are.
const UNSEEN: f64 = 0.2;

impl ReaderState {
    /// The marks in the strip's rectangle, ready for the graphics card: thousands of rectangles would cost more in every frame than the text.
    fn strip_marks(&mut self, ui: &Ui, rect: Rect, highlights: &[Highlight]) -> Arc<Mesh> {
        // Fowler, Noll and Vo's hash, by whole numbers.
        let mix = |hash: u64, number: u64| (hash ^ number).wrapping_mul(0x0100_0000_01b3);
        let (mut places, mut looks) = (0xcbf2_9ce4_8422_2325_u64, 0xcbf2_9ce4_8422_2325_u64);
        for highlight in highlights {
            let color = u64::from(u32::from_le_bytes(highlight.color.to_array()));
            places = mix(places, highlight.span.start.0 as u64);
            looks = mix(looks, color << 2 | highlight.strength as u64);
        }
        let height = self.content_height();
        // As the user reads on, estimated heights become exact ones, row by row; of a long text that moves no mark by a pixel.
        let near = |other: f64| (other - height).abs() * f64::from(rect.height()) <= UNSEEN * height;
        let stands = self.strip.of.is_some_and(|(of, other)| of == places && near(other)) && self.strip.shares.len() == highlights.len();
        if !stands {
            let shares = highlights.iter().map(|h| self.position_fraction(h.span.start)).collect();
            self.strip = Positions { of: Some((places, height)), shares, ..Positions::default() };
        }
        let painted = (looks, rect, ui.ctx().pixels_per_point());
        if self.strip.painted != Some(painted) {
            self.strip.painted = Some(painted);
            self.strip.marks = Arc::new(painted_marks(ui, rect, highlights, &self.strip.shares));
        }
        Arc::clone(&self.strip.marks)
    }
}

/// The marks of highlights that lie at these shares of the strip.
fn painted_marks(ui: &Ui, rect: Rect, highlights: &[Highlight], shares: &[f32]) -> Mesh {
    let options = ui.ctx().tessellation_options(|options| *options);
    let mut tessellator = Tessellator::new(ui.ctx().pixels_per_point(), options, [1, 1], Vec::new());
    let mut mesh = Mesh::default();
    // Where there are more than pixels, the first mark on a pixel stands for all there.
    let dense = highlights.len() as f32 > rect.height();
    // Strong ones last, so that no quiet one lies over them; many on one pixel are one mark.
    for strong in [false, true] {
        let mut last = (f32::NEG_INFINITY, Color32::TRANSPARENT);
        for (highlight, share) in highlights.iter().zip(shares).filter(|(h, _)| is_strong(h) == strong) {
            let y = rect.top() + share * rect.height();
            if (y - last.0).abs() < 1.0 && (dense || last.1 == highlight.color) && highlight.strength != Strength::Current {
                continue;
            }
            last = (y, highlight.color);
            let color = if strong { highlight.color } else { highlight.color.gamma_multiply(QUIET_SHARE) };
            let shape = RectShape::filled(mark_rect(rect, y, highlight.strength), CornerRadius::ZERO, color);
            tessellator.tessellate_rect(&shape, &mut mesh);
        }
    }
    mesh
}

fn mark_rect(strip: Rect, y: f32, strength: Strength) -> Rect {
    let (left, thick) = match strength {
        Strength::Quiet => (strip.center().x - 2.0, 1.5),
        Strength::Strong => (strip.left(), 3.0),
        Strength::Current => (strip.left(), 5.0),
    };
    Rect::from_min_max(pos2(left, y - thick / 2.0), pos2(strip.right(), y + thick / 2.0))
}
