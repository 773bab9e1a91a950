//! The threads between neighbouring panes: which mention of the chosen initiative goes with which.
//!
//! One a pair: a ribbon in the policy area's colour from the left pane's mention to the right one's, in the gap between them and nowhere
//! else. Where a mention is out of view its end runs to the text's edge and into an arrowhead that points to it and, clicked, leads there.
//! Where one lies above and the other below, a line across the whole height would tell nothing: each arrowhead has a short tail that fades.
//! A pane without the initiative is passed by a thin dashed line at its 未提及 line, so that its neighbours stay tied through it. Shape
//! tells all of this without the colour.

use egui::{Color32, Id, Mesh, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, lerp, pos2, vec2};

use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::reader::Strength;
use crate::ui::state::{AppState, DocumentKey};
use crate::ui::theme::Palette;

/// Steps in which a curve is drawn.
const STEPS: u8 = 20;
/// How far from the text's edge an arrowhead stands, in points.
const ARROW_INSET: f32 = 9.0;
/// Half the width and half the height of an arrowhead, in points.
const ARROW: egui::Vec2 = egui::Vec2::new(4.5, 3.5);
/// How strong a ribbon and its edges are: they lead the eye and stay behind the text.
const FILL: f32 = 0.18;
const EDGE: f32 = 0.6;
/// Half the thickness of a ribbon's end at an arrowhead, in points.
const THIN: f32 = 1.0;
/// How long the tail of an arrowhead is that no line leads to, in points.
const TAIL: f32 = 30.0;

/// Where a pane's end of its threads is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    /// The mention is in view between these heights.
    Here(f32, f32),
    /// It is out of view above, the text's edge being at this height.
    Above(f32),
    /// It is out of view below.
    Below(f32),
    /// The document does not mention the initiative; its line stands at this height.
    Absent(f32),
}

impl End {
    /// Whether both mentions are out of view, on different sides.
    const fn is_apart(self, other: Self) -> bool {
        matches!((self, other), (Self::Above(_), Self::Below(_)) | (Self::Below(_), Self::Above(_)))
    }

    /// Between which heights the thread ends.
    fn heights(self) -> (f32, f32) {
        match self {
            Self::Here(top, bottom) => (top, bottom),
            Self::Above(y) => (y + ARROW_INSET - THIN, y + ARROW_INSET + THIN),
            Self::Below(y) => (y - ARROW_INSET - THIN, y - ARROW_INSET + THIN),
            Self::Absent(y) => (y, y),
        }
    }
}

/// Paints the threads between the panes of this frame.
pub fn show(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(initiative) = state.selected_initiative() else { return };
    let color = palette.category(initiative.category);
    let panes: Vec<(DocumentKey, Rect, End)> =
        state.shown.iter().filter_map(|key| Some((*key, state.panes.get(key)?.seen.as_ref()?.pane, end(state, *key)?))).collect();
    let mentions = |(_, _, end): &(DocumentKey, Rect, End)| !matches!(end, End::Absent(_));
    let (first, last) = (panes.iter().position(mentions), panes.iter().rposition(mentions));
    let (Some(first), Some(last)) = (first, last) else { return };
    // Outside of these nothing is tied.
    for pair in panes[first..=last].windows(2) {
        let [(left, left_pane, left_end), (right, right_pane, right_end)] = pair else { continue };
        let gap = Rect::from_min_max(left_pane.right_top(), right_pane.left_bottom());
        if !gap.is_positive() {
            continue;
        }
        let painter = ui.painter_at(gap);
        let x = |end: End, edge: f32, inward: f32| if matches!(end, End::Above(_) | End::Below(_)) { edge + inward } else { edge };
        let inset = (gap.width() / 2.0 - ARROW.x - 0.5).clamp(1.0, ARROW.x + 1.5);
        let from = pos2(x(*left_end, gap.left(), inset), 0.0);
        let to = pos2(x(*right_end, gap.right(), -inset), 0.0);
        if matches!(left_end, End::Absent(_)) || matches!(right_end, End::Absent(_)) {
            dashed(&painter, (from.x, *left_end), (to.x, *right_end), color);
        } else if left_end.is_apart(*right_end) {
            tail(&painter, (from.x, *left_end), gap.center().x, color);
            tail(&painter, (to.x, *right_end), gap.center().x, color);
        } else {
            ribbon(&painter, (from.x, *left_end), (to.x, *right_end), color);
        }
        for (key, other, end, x) in [(*left, *right, *left_end, from.x), (*right, *left, *right_end, to.x)] {
            arrow(ui, state, (key, other), end, x, gap, color, palette, commands);
        }
    }
}

fn end(state: &AppState, key: DocumentKey) -> Option<End> {
    let pane = state.panes.get(&key)?;
    let seen = pane.seen.as_ref()?;
    let Some(mention) = state.current_mention(state.compared_index(key)?) else {
        return seen.absence.map(End::Absent);
    };
    if let Some(mark) = seen.marks.iter().find(|m| m.strength == Strength::Current && m.span == mention.span) {
        return Some(End::Here(mark.rect.top(), mark.rect.bottom()));
    }
    let above = pane.reader.y_of(mention.span.start) < pane.reader.scroll_y();
    Some(if above { End::Above(seen.text.top()) } else { End::Below(seen.text.bottom()) })
}

/// A curve from height `a` at the left to height `b` at the right, level at both ends.
fn curve((left, a): (f32, f32), (right, b): (f32, f32)) -> Vec<Pos2> {
    let point = |k: u8| {
        let t = f32::from(k) / f32::from(STEPS);
        pos2(lerp(left..=right, t), a + (b - a) * t * t * (3.0 - 2.0 * t))
    };
    (0..=STEPS).map(point).collect()
}

fn ribbon(painter: &Painter, (left, a): (f32, End), (right, b): (f32, End), color: Color32) {
    let ((a_top, a_bottom), (b_top, b_bottom)) = (a.heights(), b.heights());
    let (top, bottom) = (curve((left, a_top), (right, b_top)), curve((left, a_bottom), (right, b_bottom)));
    let mut mesh = Mesh::default();
    let fill = color.gamma_multiply(FILL);
    for (k, (upper, lower)) in (0_u32..).zip(top.iter().zip(&bottom)) {
        mesh.colored_vertex(*upper, fill);
        mesh.colored_vertex(*lower, fill);
        if k > 0 {
            let at = 2 * k;
            mesh.add_triangle(at - 2, at - 1, at);
            mesh.add_triangle(at - 1, at + 1, at);
        }
    }
    painter.add(Shape::mesh(mesh));
    let stroke = Stroke::new(1.0, color.gamma_multiply(EDGE));
    painter.add(Shape::line(top, stroke));
    painter.add(Shape::line(bottom, stroke));
}

/// A line from an arrowhead into the gap's middle that fades before it gets anywhere.
fn tail(painter: &Painter, (x, end): (f32, End), middle: f32, color: Color32) {
    let (top, bottom) = end.heights();
    let (y, by) = ((top + bottom) / 2.0, if matches!(end, End::Above(_)) { TAIL } else { -TAIL });
    let mut mesh = Mesh::default();
    for k in 0..=STEPS {
        let t = f32::from(k) / f32::from(STEPS);
        let at = pos2(lerp(x..=middle, t * t), y + by * t);
        let fading = color.gamma_multiply(EDGE * (1.0 - t));
        mesh.colored_vertex(at - vec2(THIN, 0.0), fading);
        mesh.colored_vertex(at + vec2(THIN, 0.0), fading);
        if k > 0 {
            let last = 2 * u32::from(k);
            mesh.add_triangle(last - 2, last - 1, last);
            mesh.add_triangle(last - 1, last + 1, last);
        }
    }
    painter.add(Shape::mesh(mesh));
}

fn dashed(painter: &Painter, (left, a): (f32, End), (right, b): (f32, End), color: Color32) {
    let middle = |(top, bottom): (f32, f32)| (top + bottom) / 2.0;
    let points = curve((left, middle(a.heights())), (right, middle(b.heights())));
    painter.extend(Shape::dashed_line(&points, Stroke::new(1.0, color), 4.0, 3.0));
}

/// The arrowhead at an end whose mention is out of view.
#[expect(clippy::too_many_arguments, reason = "a view takes what it paints")]
fn arrow(
    ui: &Ui,
    state: &AppState,
    (key, other): (DocumentKey, DocumentKey),
    end: End,
    x: f32,
    gap: Rect,
    color: Color32,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let (down, where_to) = match end {
        End::Above(_) => (-1.0, t("上方")),
        End::Below(_) => (1.0, t("下方")),
        End::Here(..) | End::Absent(_) => return,
    };
    let (top, bottom) = end.heights();
    let center = pos2(x, (top + bottom) / 2.0);
    // No wider than half the gap: the neighbour's may stand beside it.
    let area = Rect::from_center_size(center, vec2(gap.width() / 2.0, 22.0)).intersect(gap);
    let response = ui.interact(area, Id::unique(("thread", key, other)), Sense::click());
    let label = |key: DocumentKey| state.compared_index(key).and_then(|k| state.comparison.documents.get(k)).map(|d| d.label());
    let name = tf("{}的这一处在{}（与{}相连）", &[&label(key).unwrap_or_default(), &where_to, &label(other).unwrap_or_default()]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let size = if response.hovered() || response.has_focus() { ARROW * 1.3 } else { ARROW };
    let points = vec![center + vec2(-size.x, -size.y * down), center + vec2(size.x, -size.y * down), center + vec2(0.0, size.y * down)];
    let painter = ui.painter_at(gap);
    painter.add(Shape::convex_polygon(points, color, Stroke::new(1.0, color)));
    if response.has_focus() {
        painter.rect_stroke(area, 3.0, Stroke::new(1.5, palette.accent), egui::StrokeKind::Inside);
    }
    if response.on_hover_text(&name).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        commands.push(Command::ShowMention(key));
    }
}
