//! Small widgets that several views share.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Align2, Color32, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::text::shown_stretches;
use crate::ui::theme::{self, Palette};

/// Size of a footnote's number over that of its text, as in the panes.
const RAISED: f32 = 0.65;

/// A label of one line, cut with … where it does not fit; the whole on hover.
pub fn clipped(ui: &mut Ui, text: &str, font: egui::FontId, color: Color32) -> Response {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = ui.available_width();
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let elided = galley.elided;
    let response = ui.label(galley);
    if elided { response.on_hover_text(text) } else { response }
}

/// A chip that is filled when it is on.
pub fn chip(ui: &mut Ui, text: &str, on: bool, palette: &Palette) -> Response {
    named_chip(ui, text, text, on, palette)
}

/// A chip with a name for screen readers that tells more than its text: another chip on the window may say the same.
pub fn named_chip(ui: &mut Ui, text: &str, name: &str, on: bool, palette: &Palette) -> Response {
    let font = theme::hei(12.5);
    let ink = if on { palette.on_filled } else { palette.ink };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, ink);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(18.0, 8.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
    let fill = if on { palette.filled } else { palette.paper };
    let stroke = if response.has_focus() { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.line) };
    ui.painter().rect(rect, rect.height() / 2.0, fill, stroke, egui::StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Width of a line of text, in points.
pub fn text_width(ui: &Ui, text: &str, font: egui::FontId) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x
}

/// One line of text, cut with … where it is longer than `width` points.
pub fn elided(ui: &Ui, text: &str, font: egui::FontId, color: Color32, width: f32) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = width.max(0.0);
    ui.fonts_mut(|f| f.layout_job(job))
}

/// Room beside a segment's text, in points.
const SEGMENT_PADDING: Vec2 = vec2(26.0, 10.0);

/// Width of a segment of this text, in points.
pub fn segment_width(ui: &Ui, text: &str) -> f32 {
    text_width(ui, text, theme::hei(14.0)) + SEGMENT_PADDING.x
}

/// One choice of a switch; filled when it is on.
pub fn segment(ui: &mut Ui, text: &str, on: bool, palette: &Palette) -> Response {
    let ink = if on { palette.on_filled } else { palette.ink };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::hei(14.0), ink);
    let (rect, response) = ui.allocate_exact_size(galley.size() + SEGMENT_PADDING, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, text));
    if on {
        ui.painter().rect_filled(rect, 6.0, palette.filled);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, palette.chosen);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 6.0, Stroke::new(2.0, palette.accent), egui::StrokeKind::Inside);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// What a small button shows: painted, so that it needs no glyph that a font may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A cross.
    Close,
    /// Three dots.
    More,
    /// An arrow up.
    Up,
    /// An arrow down.
    Down,
    /// An open eye.
    Shown,
    /// A closed eye.
    Hidden,
    /// A padlock.
    Held,
    /// Three bars.
    Menu,
    /// A magnifying glass.
    Search,
    /// A tick.
    Check,
    /// Panes beside each other again.
    Restore,
}

/// A small square button with an icon and a name for screen readers and the hover.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str, palette: &Palette) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(20.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let color = if response.hovered() || response.has_focus() { palette.ink } else { palette.quiet };
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.chosen);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(1.5, palette.accent), egui::StrokeKind::Inside);
    }
    paint_icon(ui, rect, icon, color);
    response.on_hover_text(name).on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn paint_icon(ui: &Ui, rect: Rect, icon: Icon, color: Color32) {
    let painter = ui.painter();
    let stroke = Stroke::new(1.4, color);
    let c = rect.center();
    match icon {
        Icon::Close => {
            painter.line_segment([c + vec2(-4.0, -4.0), c + vec2(4.0, 4.0)], stroke);
            painter.line_segment([c + vec2(-4.0, 4.0), c + vec2(4.0, -4.0)], stroke);
        }
        Icon::More => {
            for dx in [-5.0, 0.0, 5.0] {
                painter.circle_filled(c + vec2(dx, 0.0), 1.4, color);
            }
        }
        Icon::Up | Icon::Down => {
            let tip = if icon == Icon::Up { -2.5 } else { 2.5 };
            painter.line_segment([c + vec2(-4.5, -tip), c + vec2(0.0, tip)], stroke);
            painter.line_segment([c + vec2(4.5, -tip), c + vec2(0.0, tip)], stroke);
        }
        Icon::Menu => {
            for dy in [-4.5, 0.0, 4.5] {
                painter.line_segment([c + vec2(-6.5, dy), c + vec2(6.5, dy)], stroke);
            }
        }
        Icon::Search => {
            painter.circle_stroke(c + vec2(-1.5, -1.5), 4.5, stroke);
            painter.line_segment([c + vec2(1.8, 1.8), c + vec2(6.0, 6.0)], stroke);
        }
        Icon::Check => {
            painter.line_segment([c + vec2(-5.0, 0.0), c + vec2(-1.5, 4.0)], stroke);
            painter.line_segment([c + vec2(-1.5, 4.0), c + vec2(5.0, -4.5)], stroke);
        }
        Icon::Restore => {
            painter.rect_stroke(Rect::from_center_size(c + vec2(-3.5, 0.0), vec2(5.0, 9.0)), 1.0, stroke, egui::StrokeKind::Middle);
            painter.rect_stroke(Rect::from_center_size(c + vec2(3.5, 0.0), vec2(5.0, 9.0)), 1.0, stroke, egui::StrokeKind::Middle);
        }
        Icon::Held => {
            painter.rect_filled(Rect::from_center_size(c + vec2(0.0, 2.5), vec2(9.0, 7.0)), 1.5, color);
            let shackle = (0_u8..=8).map(|k| {
                let turn = std::f32::consts::PI * (1.0 + f32::from(k) / 8.0);
                c + vec2(3.0 * turn.cos(), -1.0 + 4.0 * turn.sin())
            });
            painter.add(egui::Shape::line(shackle.collect(), stroke));
        }
        Icon::Shown | Icon::Hidden => {
            let points: Vec<_> = (0..=8).map(|k| arc(c, k, -3.6)).chain((0..=8).rev().map(|k| arc(c, k, 3.6))).collect();
            painter.add(egui::Shape::closed_line(points, stroke));
            if icon == Icon::Shown {
                painter.circle_filled(c, 1.8, color);
            } else {
                painter.line_segment([c + vec2(-5.0, 5.0), c + vec2(5.0, -5.0)], stroke);
            }
        }
    }
}

/// A point of a lens: `k` of eight along its width.
fn arc(center: egui::Pos2, k: u8, height: f32) -> egui::Pos2 {
    let x = f32::from(k) / 8.0 * 2.0 - 1.0;
    pos2(center.x + x * 6.5, center.y + height * (1.0 - x * x))
}

/// Paints the letter of a document in a small square.
pub fn letter_badge(ui: &Ui, rect: Rect, letter: &str, palette: &Palette) {
    ui.painter().rect_filled(rect, 4.0, palette.line);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, letter, theme::hei_bold(11.0), palette.ink);
}

/// A dot of a row: filled where the document mentions the initiative, a ring where not.
pub fn dot(ui: &Ui, center: egui::Pos2, filled: bool, color: Color32, palette: &Palette) {
    if filled {
        ui.painter().circle_filled(center, 3.6, color);
    } else {
        ui.painter().circle_stroke(center, 3.4, Stroke::new(1.0, palette.quiet.gamma_multiply(0.6)));
    }
}

/// A line across the room that is left.
pub fn rule(ui: &mut Ui, palette: &Palette) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, palette.line);
}

/// A job of quoted text with one stretch of it marked.
#[allow(dead_code, reason = "the views beside 对读 quote one stretch")]
pub fn quote_job(text: &str, marked: std::ops::Range<usize>, size: f32, color: Color32, palette: &Palette, width: f32) -> LayoutJob {
    quote_marks(text, &[marked], size, color, palette, width)
}

/// Appends a stretch of a document's text as panes show it: footnotes' numbers small and raised, without their brackets; line ends and tabs
/// are blanks, since either would break a quote.
pub fn append_shown(job: &mut LayoutJob, text: &str, format: &TextFormat, palette: &Palette) {
    for stretch in shown_stretches(text) {
        let part = text[stretch.range].replace(['\n', '\t'], " ");
        let size = format.font_id.size;
        let raised = || TextFormat {
            font_id: egui::FontId::new(size * RAISED, format.font_id.family.clone()),
            color: palette.accent,
            valign: Align::TOP,
            // Its top stands where that of the text's letters does.
            line_height: format.line_height.map(|height| height - size * 0.5),
            ..format.clone()
        };
        job.append(&part, 0.0, if stretch.raised { raised() } else { format.clone() });
    }
}

/// A job of quoted text with stretches of it marked, in order and apart from each other; line ends and tabs are blanks.
pub fn quote_marks(text: &str, marked: &[std::ops::Range<usize>], size: f32, color: Color32, palette: &Palette, width: f32) -> LayoutJob {
    let plain = TextFormat {
        font_id: theme::song(size),
        color: palette.ink,
        line_height: Some(size * 1.6),
        valign: Align::Center,
        ..Default::default()
    };
    let strong = TextFormat {
        font_id: theme::hei_bold(size),
        background: color.gamma_multiply(0.18),
        underline: Stroke::new(1.5, color),
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    let mut append = |from: usize, to: usize, format: &TextFormat| {
        append_shown(&mut job, text.get(from..to).unwrap_or_default(), format, palette);
    };
    let mut at = 0;
    for mark in marked {
        let (from, to) = (mark.start.clamp(at, text.len()), mark.end.clamp(at, text.len()));
        append(at, from, &plain);
        append(from, to, &strong);
        at = to;
    }
    append(at, text.len(), &plain);
    job.wrap.max_width = width;
    job
}
