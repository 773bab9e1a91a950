//! The strip beside a reader: where in the whole text every highlight lies.

use std::sync::Arc;

use egui::emath::GuiRounding as _;
use egui::{Color32, CornerRadius, CursorIcon, Id, Mesh, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, pos2};

use super::highlights::is_strong;
use super::page::Page;
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
    painter.add(Shape::Mesh(state.strip_marks(highlights, rect, ui.ctx().pixels_per_point())));
    response
}

/// While heights are still estimated, marks stay where they are until the text's height is another by this share: some tenths of a pixel.
const TOLERANCE: f64 = 0.0002;

/// Where highlights lie in the whole text, and how they are painted: kept until they, the text's heights or the strip are others, since a
/// long text has a hundred thousand.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// The highlights' places in one number, and their colours and strengths.
    of: u64,
    looks: u64,
    /// The text's height in points, and whether it was exact.
    height: f64,
    exact: bool,
    /// From 0 to 1.
    shares: Vec<f32>,
    /// Painted into this rectangle with so many pixels per point.
    painted: Option<(Rect, f32)>,
    marks: Arc<Mesh>,
}

impl ReaderState {
    /// The marks of a strip, as rectangles on whole pixels.
    fn strip_marks(&mut self, highlights: &[Highlight], rect: Rect, pixels_per_point: f32) -> Arc<Mesh> {
        let Some(page) = &self.page else { return Arc::default() };
        let kept = &mut self.strip;
        let (of, looks) = (in_one_number(highlights, place), in_one_number(highlights, look));
        let (height, exact) = (page.column.total(), !page.column.has_estimates());
        let moved = (height - kept.height).abs() > if exact { 0.0 } else { height * TOLERANCE };
        if kept.of != of || kept.shares.len() != highlights.len() || moved || exact != kept.exact {
            *kept = Positions { of, height, exact, shares: page.shares(highlights), ..Positions::default() };
        }
        if kept.painted != Some((rect, pixels_per_point)) || kept.looks != looks {
            (kept.painted, kept.looks) = (Some((rect, pixels_per_point)), looks);
            kept.marks = Arc::new(marks(highlights, &kept.shares, rect, pixels_per_point));
        }
        Arc::clone(&kept.marks)
    }
}

/// Fowler, Noll and Vo's hash.
fn in_one_number(highlights: &[Highlight], one: impl Fn(&Highlight) -> u64) -> u64 {
    highlights.iter().fold(0xcbf2_9ce4_8422_2325, |hash, h| (hash ^ one(h)).wrapping_mul(0x0100_0000_01b3))
}

const fn place(highlight: &Highlight) -> u64 {
    highlight.span.start.0 as u64
}

fn look(highlight: &Highlight) -> u64 {
    u64::from(u32::from_le_bytes(highlight.color.to_array())) << 2 | highlight.strength as u64
}

impl Page {
    /// Where the rows of highlights lie in the column, from 0 to 1. The highlights are sorted by start, so that the text is walked once.
    pub(super) fn shares(&self, highlights: &[Highlight]) -> Vec<f32> {
        let paragraphs = &self.document.paragraphs;
        let total = self.column.total().max(1.0);
        let (mut paragraph, mut top) = (0, 0.0);
        let mut share = |highlight: &Highlight| {
            let at = highlight.span.start;
            while paragraphs.get(paragraph + 1).is_some_and(|next| next.span.start <= at) {
                top += self.column.height(paragraph);
                paragraph += 1;
            }
            #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
            let share = ((top + self.y_inside(paragraph, at)) / total) as f32;
            share.clamp(0.0, 1.0)
        };
        highlights.iter().map(&mut share).collect()
    }
}

/// The marks that are to be seen. Where there are more than pixels, the first one on a pixel stands for all there.
fn marks(highlights: &[Highlight], shares: &[f32], rect: Rect, pixels_per_point: f32) -> Mesh {
    let mut mesh = Mesh::default();
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
            let mark = mark_rect(rect, y, highlight.strength).round_to_pixels(pixels_per_point);
            mesh.add_colored_rect(mark, color);
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
