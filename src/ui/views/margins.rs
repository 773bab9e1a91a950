//! What stands beside and over the text of a pane: signs of notes and pins in the margin and on the strip, marks of repairs.
//!
//! In: where the reader says that the watched stretches are. Out: the signs, each a control of its own with a name, and what a click on them
//! asks for.

use egui::{Color32, Id, Popup, Rect, Response, RichText, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::info::visible;
use crate::structure::{Document, Repair};
use crate::text::{Span, without_note_marks};
use crate::ui::command::Command;
use crate::ui::deciding::{DecidingCommand, Question};
use crate::ui::language::{t, tf};
use crate::ui::reader::{ReaderOutput, ReaderState};
use crate::ui::reading::{Places, ReadingCommand};
use crate::ui::state::{AppState, DocumentKey};
use crate::ui::theme::{self, Palette};
use crate::ui::work::WorkCommand;

/// Size of a sign in the margin, in points.
const SIGN: f32 = 11.0;
/// Widest hint, in points.
const HINT_WIDTH: f32 = 340.0;
/// Characters of a repair's name for screen readers.
const SPOKEN_CHARS: usize = 24;

/// What a watched stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watched {
    /// The passage of a note: index into [`crate::workspace::Work::notes`].
    Note(usize),
    /// An end of a pin: index into [`Places::pins`].
    Pin(usize),
    /// A repair: index into [`Document::repairs`].
    Repair(usize),
}

/// The stretches of a pane that the reader is to watch, sorted by start.
pub fn watched(places: &Places, index: usize, repairs: bool) -> (Vec<Span>, Vec<Watched>) {
    let mut all: Vec<(Span, Watched)> = Vec::new();
    let notes = places.notes.get(index).map_or(&[][..], Vec::as_slice);
    all.extend(notes.iter().map(|n| (n.span, Watched::Note(n.note))));
    for (k, pin) in places.pins.iter().enumerate() {
        let ends = [pin.a, pin.b].into_iter().filter(|end| end.document == index);
        all.extend(ends.map(|end| (Span { start: end.span.start, end: end.span.start }, Watched::Pin(k))));
    }
    if repairs {
        let spans = places.repairs.get(index).map_or(&[][..], Vec::as_slice);
        all.extend(spans.iter().enumerate().map(|(k, span)| (*span, Watched::Repair(k))));
    }
    all.sort_by_key(|(span, _)| span.start);
    all.into_iter().unzip()
}

/// A pane as its margins see it.
pub struct Pane<'a> {
    /// The document's key.
    pub key: DocumentKey,
    /// Its index in the comparison.
    pub index: usize,
    /// The document.
    pub document: &'a Document,
    /// What its reader told of this frame.
    pub out: &'a ReaderOutput,
}

/// Paints the signs of a pane.
pub fn show(ui: &Ui, state: &AppState, pane: &Pane<'_>, watched: &[Watched], palette: &Palette, commands: &mut Vec<Command>) {
    let mut last = f32::NEG_INFINITY;
    let mut signed = Vec::new();
    for (k, rect) in &pane.out.places {
        let Some(what) = watched.get(*k).copied() else { continue };
        match what {
            Watched::Repair(n) => repair(ui, pane, n, *rect, palette, commands),
            Watched::Note(_) | Watched::Pin(_) => {
                if let Watched::Note(_) = what {
                    dashes(ui, pane, *rect, palette);
                }
                // One sign for a stretch of several rows; signs of one row stand below each other.
                if !signed.contains(&what) {
                    signed.push(what);
                    let y = rect.center().y.max(last + SIGN + 2.0);
                    last = y;
                    let center = pos2(pane.out.column.left() - SIGN / 2.0 - 1.5, y);
                    if let Watched::Note(_) = what {
                        side(ui, pane, *k, center, palette);
                    }
                    sign(ui, state, pane, what, center, palette, commands);
                }
            }
        }
    }
}

fn sign(ui: &Ui, state: &AppState, pane: &Pane<'_>, what: Watched, center: egui::Pos2, palette: &Palette, commands: &mut Vec<Command>) {
    let rect = Rect::from_center_size(center, vec2(SIGN, SIGN));
    if !pane.out.response.rect.intersects(rect) {
        return;
    }
    let (id, name) = match what {
        Watched::Note(n) => (("note-sign", pane.key, n), state.work.now().notes.get(n).map(|n| tf("批注：{}", &[&n.text]))),
        Watched::Pin(n) | Watched::Repair(n) => (("pin-sign", pane.key, n), Some(pin_name(state, pane, n))),
    };
    let Some(name) = name else { return };
    let response = ui.interact(rect.expand(1.5), Id::unique(id), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if let Watched::Note(n) = what
        && state.reading.note_wanted == Some(n)
    {
        response.request_focus();
        commands.push(Command::Reading(ReadingCommand::NoteReached(n)));
    }
    let active = response.hovered() || response.has_focus();
    let color = if active { palette.ink } else { palette.accent };
    let painter = ui.painter_at(pane.out.response.rect);
    match what {
        Watched::Note(_) => paint_note(&painter, rect, color, palette.paper),
        _ => paint_pin(&painter, rect, color),
    }
    if response.has_focus() {
        painter.rect_stroke(rect.expand(2.0), 2.0, Stroke::new(1.0, palette.accent), egui::StrokeKind::Middle);
        if !response.hovered() {
            // What the pointer is told the keyboard is told too.
            egui::Tooltip::for_widget(&response).show(|ui| hint(ui, &name, palette));
        }
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    match what {
        Watched::Note(n) => {
            if response.on_hover_ui(|ui| hint(ui, &name, palette)).clicked()
                && let Some(note) = state.work.now().notes.get(n)
            {
                commands.push(Command::Deciding(DecidingCommand::Ask(Question::Note(note.about.clone()))));
            }
        }
        Watched::Pin(n) | Watched::Repair(n) => pin_menu(state, pane, n, &response.on_hover_ui(|ui| hint(ui, &name, palette)), commands),
    }
}

fn hint(ui: &mut Ui, text: &str, palette: &Palette) {
    ui.set_max_width(HINT_WIDTH);
    ui.label(RichText::new(text).font(theme::hei(12.5)).color(palette.ink));
}

/// What a pin ties this pane to.
fn pin_name(state: &AppState, pane: &Pane<'_>, n: usize) -> String {
    let places = state.places();
    let other = places.pins.get(n).map(|pin| if pin.a.document == pane.index { pin.b } else { pin.a });
    let document = other.and_then(|other| state.comparison.documents.get(other.document));
    let words: String =
        other.zip(document).map(|(other, d)| without_note_marks(other.span.of(&d.text)).chars().take(16).collect()).unwrap_or_default();
    let label = document.map(|d| d.label()).unwrap_or_default();
    tf("图钉：与{}的“{}…”手动对齐", &[&label, &words])
}

fn pin_menu(state: &AppState, pane: &Pane<'_>, n: usize, response: &Response, commands: &mut Vec<Command>) {
    let places = state.places();
    let Some(pin) = places.pins.get(n) else { return };
    let other = if pin.a.document == pane.index { pin.b } else { pin.a };
    Popup::menu(response).show(|ui| {
        if let Some(key) = state.compared.get(other.document).copied()
            && ui.button(t("转到对应的地方")).clicked()
        {
            commands.push(Command::Reveal { key, span: other.span });
            ui.close();
        }
        if ui.button(t("解除对齐")).clicked() {
            if let Some(pin) = state.work.now().pins.get(pin.pin) {
                commands.push(Command::Work(WorkCommand::Unpin(pin.clone())));
            }
            ui.close();
        }
    });
}

/// A leaf with a folded corner and two lines.
fn paint_note(painter: &egui::Painter, rect: Rect, color: Color32, paper: Color32) {
    let leaf = rect.shrink2(vec2(1.5, 1.0));
    let fold = 3.5;
    let points = vec![
        leaf.left_top(),
        pos2(leaf.right() - fold, leaf.top()),
        pos2(leaf.right(), leaf.top() + fold),
        leaf.right_bottom(),
        leaf.left_bottom(),
    ];
    painter.add(Shape::convex_polygon(points, paper, Stroke::new(1.2, color)));
    for y in [4.5, 6.8] {
        painter.hline(leaf.left() + 2.0..=leaf.right() - 2.0, leaf.top() + y, Stroke::new(1.0, color));
    }
}

/// A head and a needle.
fn paint_pin(painter: &egui::Painter, rect: Rect, color: Color32) {
    let head = pos2(rect.center().x, rect.top() + 3.5);
    painter.circle_filled(head, 3.2, color);
    painter.line_segment([head, pos2(rect.center().x, rect.bottom())], Stroke::new(1.4, color));
}

/// A dashed line under a row of an annotated passage: below the lines of highlights, which are whole.
fn dashes(ui: &Ui, pane: &Pane<'_>, rect: Rect, palette: &Palette) {
    let y = rect.bottom() + 1.5;
    let line = [pos2(rect.left(), y), pos2(rect.right(), y)];
    ui.painter_at(pane.out.response.rect).extend(Shape::dashed_line(&line, Stroke::new(1.2, palette.accent), 3.0, 2.5));
}

/// A line in the margin from the sign to the last row in view of an annotated passage: how far the note goes.
fn side(ui: &Ui, pane: &Pane<'_>, watched: usize, sign: egui::Pos2, palette: &Palette) {
    let rows = pane.out.places.iter().filter(|(k, _)| *k == watched).map(|(_, rect)| rect.bottom());
    let bottom = rows.fold(f32::NEG_INFINITY, f32::max);
    let top = sign.y + SIGN / 2.0 + 1.0;
    if bottom > top + 4.0 {
        let line = palette.accent.gamma_multiply(0.5);
        ui.painter_at(pane.out.response.rect).vline(sign.x, top..=bottom, Stroke::new(1.2, line));
    }
}

/// The notes on the passage under the pointer, as the hint over it says them.
pub fn notes_under(state: &AppState, pane: &Pane<'_>, watched: &[Watched]) -> Vec<String> {
    let Some(pointer) = pane.out.response.hover_pos() else { return Vec::new() };
    let under = pane.out.places.iter().filter(|(_, rect)| rect.expand2(vec2(0.0, 3.0)).contains(pointer));
    let note = |(k, _): &(usize, Rect)| match watched.get(*k) {
        Some(Watched::Note(n)) => state.work.now().notes.get(*n).map(|note| tf("批注：{}", &[&note.text])),
        _ => None,
    };
    under.filter_map(note).collect()
}

/// The mark of a repair: a wedge where something was taken out, a wavy line under what was put there.
fn repair(ui: &Ui, pane: &Pane<'_>, n: usize, rect: Rect, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(repair) = pane.document.repairs.get(n) else { return };
    let painter = ui.painter_at(pane.out.response.rect);
    let area = if rect.width() < 1.0 {
        let foot = rect.bottom() - rect.height() * 0.12;
        let wedge = vec![pos2(rect.left() - 3.0, foot), pos2(rect.left() + 3.0, foot), pos2(rect.left(), foot - 4.5)];
        painter.add(Shape::convex_polygon(wedge, palette.accent.gamma_multiply(0.55), Stroke::NONE));
        Rect::from_center_size(pos2(rect.left(), foot - 4.0), vec2(8.0, 12.0))
    } else {
        let y = rect.bottom() + 1.0;
        let steps = (rect.width() / 2.0).ceil().max(1.0) as usize;
        let wave = |k: usize| pos2(rect.left() + rect.width() * k as f32 / steps as f32, y + if k.is_multiple_of(2) { 0.0 } else { 1.6 });
        painter.add(Shape::line((0..=steps).map(wave).collect(), Stroke::new(1.0, palette.accent.gamma_multiply(0.7))));
        rect
    };
    let response = ui.interact(area, Id::unique(("repair", pane.key, n)), Sense::click());
    let name = repair_name(repair);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.has_focus() {
        painter.rect_stroke(area.expand(1.0), 2.0, Stroke::new(1.0, palette.accent), egui::StrokeKind::Middle);
    }
    let together = pane.document.repairs.iter().filter(|r| r.group == repair.group).count();
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.set_max_width(HINT_WIDTH);
        ui.label(RichText::new(t(repair.kind.label())).font(theme::hei_bold(12.5)).color(palette.ink));
        let change = tf("原文 {} → 改为 {}", &[&shown(&repair.before), &shown(&repair.after)]);
        ui.label(RichText::new(change).font(theme::hei(12.5)).color(palette.ink));
        let how = if together > 1 {
            tf("点击撤回这一处（连同一起的 {} 处）", &[&together])
        } else {
            t("点击撤回这一处").to_owned()
        };
        ui.label(RichText::new(how).font(theme::hei(12.0)).color(palette.quiet));
    });
    if response.clicked() {
        commands.push(Command::ToggleRepair { key: pane.key, group: repair.group });
    }
}

/// A repair's text, with a word for none.
fn shown(text: &str) -> String {
    if text.is_empty() { t("（无）").to_owned() } else { format!("“{}”", visible(text)) }
}

fn repair_name(repair: &Repair) -> String {
    let short = |text: &str| text.chars().take(SPOKEN_CHARS).collect::<String>();
    tf("修复：{}，原文 {}，改为 {}", &[&t(repair.kind.label()), &shown(&short(&repair.before)), &shown(&short(&repair.after))])
}

/// Small signs on the strip where notes and pins are.
pub fn on_strip(ui: &Ui, rect: Rect, reader: &ReaderState, places: &Places, index: usize, palette: &Palette) {
    let painter = ui.painter_at(rect);
    let y = |span: Span| rect.top() + reader.position_fraction(span.start) * rect.height();
    for note in places.notes.get(index).map_or(&[][..], Vec::as_slice) {
        let at = Rect::from_center_size(pos2(rect.left() + 3.0, y(note.span)), vec2(5.0, 5.0));
        painter.rect(at, 0.0, palette.paper, Stroke::new(1.0, palette.accent), egui::StrokeKind::Inside);
    }
    for end in places.pins.iter().flat_map(|pin| [pin.a, pin.b]).filter(|end| end.document == index) {
        painter.circle_filled(pos2(rect.left() + 3.0, y(end.span)), 2.5, palette.accent);
    }
}
