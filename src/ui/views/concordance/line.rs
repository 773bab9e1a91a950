//! One row: the document, what stands before, the word, what stands after, the section; and what can be done with it.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Id, Popup, Rangef, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::initiative::Category;
use crate::report::section_titles;
use crate::search::{Concordance, Hit, context};
use crate::structure::Document;
use crate::text::{Span, sentence_around, without_note_marks};
use crate::ui::command::Command;
use crate::ui::concordance::{Answer, ConcordanceCommand};
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::widgets;

/// Height of a row, in points.
pub const ROW_HEIGHT: f32 = 28.0;
/// Size of the text.
const SIZE: f32 = 14.0;
/// Room beside what stands in a column.
const PADDING: f32 = 8.0;
/// Side of a letter's square.
const BADGE: f32 = 18.0;
/// Room for the button that opens the menu.
const MORE: f32 = 26.0;
/// Share of the room for text that stands before the word.
const LEFT_SHARE: f32 = 0.42;
/// A hint is not wider, in points.
const HINT_WIDTH: f32 = 420.0;

/// Where the columns stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Columns {
    /// The letter, and the name where there is room.
    pub document: Rangef,
    /// Whether the name stands beside the letter.
    pub named: bool,
    /// What stands before, up to its right edge.
    pub left: Rangef,
    /// Where the word begins.
    pub hit: f32,
    /// Where what stands after ends.
    pub right: f32,
    /// The section path, where there is room.
    pub section: Option<Rangef>,
}

impl Columns {
    /// Columns in the width of the rows.
    pub fn new(room: Rangef) -> Self {
        let width = room.span();
        let named = width >= 900.0;
        let document = Rangef::new(room.min + PADDING, room.min + PADDING + if named { (width * 0.17).clamp(140.0, 230.0) } else { BADGE });
        let end = room.max - MORE;
        let section = (width >= 760.0).then(|| Rangef::new(end - (width * 0.19).clamp(140.0, 360.0), end - 4.0));
        let right = section.map_or(end, |s| s.min - 2.0 * PADDING);
        let text = document.max + PADDING;
        let hit = text + ((right - text) * LEFT_SHARE).floor();
        Self { document, named, left: Rangef::new(text, hit - 3.0), hit, right, section }
    }
}

/// How a row stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// It is the one opened or walked to last.
    pub cursor: bool,
    /// The keyboard is on it.
    pub focused: bool,
}

/// The identity of a row: by its place in its document, which stays in another order.
pub fn id(answer: &Answer, found: &Concordance, row: usize) -> Id {
    let hit = found.hits.get(row).map(|hit| (answer.keys.get(hit.document).copied(), hit.span));
    Id::unique(("concordance-row", hit))
}

/// One row.
#[expect(clippy::too_many_arguments, reason = "a view takes what it paints")]
pub fn show(
    ui: &mut Ui,
    state: &AppState,
    answer: &Answer,
    found: &Concordance,
    row: usize,
    rect: Rect,
    columns: &Columns,
    look: Look,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let Some(hit) = found.hits.get(row) else { return };
    let (Some(key), Some(document)) = (answer.keys.get(hit.document).copied(), answer.documents.get(hit.document)) else { return };
    let response = ui.interact(rect, id(answer, found, row), Sense::CLICK);
    let name = state.lettered(key, document);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, look.cursor, spoken(document, hit, &name)));
    let more = Rect::from_center_size(pos2(rect.right() - MORE / 2.0, rect.center().y), vec2(20.0, 20.0));
    let pointed = response.hovered() || response.contains_pointer();
    if ui.is_rect_visible(rect) {
        ground(ui, rect, pointed, look, palette);
        let badge = Rect::from_center_size(pos2(columns.document.min + BADGE / 2.0, rect.center().y), vec2(BADGE, BADGE));
        widgets::letter_badge(ui, badge, &state.letter_of(key), palette);
        if columns.named {
            let room = columns.document.max - badge.right() - 6.0;
            left_aligned(ui, &document.label(), badge.right() + 6.0, rect, room, palette.quiet);
        }
        words(ui, document, hit, rect, columns, palette);
        if let Some(section) = columns.section {
            let path = section_titles(document, hit.span);
            let last = path.last().map_or("", String::as_str);
            left_aligned(ui, last, section.min, rect, section.span(), palette.quiet);
        }
    }
    if (pointed || look.cursor) && ui.is_rect_visible(rect) {
        let mut corner = ui.new_child(egui::UiBuilder::new().id_salt(("concordance-more", row)).max_rect(more));
        let button = widgets::icon_button(&mut corner, widgets::Icon::More, &tf("第 {} 行的更多操作", &[&(row + 1)]), palette);
        Popup::menu(&button).show(|ui| menu(ui, document, hit, row, commands));
    }
    Popup::context_menu(&response).show(|ui| menu(ui, document, hit, row, commands));
    if response.clicked() {
        commands.push(Command::Concordance(ConcordanceCommand::Open(row)));
    }
    hint(&response, document, hit, &name, palette);
}

fn ground(ui: &Ui, rect: Rect, pointed: bool, look: Look, palette: &Palette) {
    let fill = match (look.cursor, pointed) {
        (true, _) => Some(palette.chosen),
        (_, true) => Some(palette.band),
        _ => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    ui.painter().rect_filled(rect.with_min_y(rect.bottom() - 1.0), 0.0, palette.line.gamma_multiply(0.7));
    if look.focused {
        ui.painter().rect_stroke(rect.shrink(1.0), 3.0, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
    }
}

fn left_aligned(ui: &Ui, text: &str, x: f32, rect: Rect, room: f32, color: Color32) {
    let galley = elided(ui, text, theme::hei(12.0), color, room);
    ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, color);
}

/// One line of text, cut with … where it is longer than `width` points.
pub fn elided(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = width.max(0.0);
    ui.fonts_mut(|f| f.layout_job(job))
}

/// What stands before, the word, what stands after.
fn words(ui: &Ui, document: &Document, hit: &Hit, rect: Rect, columns: &Columns, palette: &Palette) {
    let room = ((columns.right - columns.left.min) / (SIZE * 0.45)).ceil() as usize;
    let (before, after) = context(&document.text, hit.span, room.min(400));
    let plain = TextFormat::simple(theme::song(SIZE), palette.ink);
    let beside = TextFormat { underline: Stroke::new(1.5, palette.accent), ..TextFormat::simple(theme::hei_bold(SIZE), palette.ink) };
    let word = TextFormat { background: palette.find, ..TextFormat::simple(theme::hei_bold(SIZE), palette.ink) };

    let shown = fitting_end(ui, before.of(&document.text), columns.left.span());
    let cut = before.start.0 + shown.start > before.start.0 || starts_inside(&document.text, before);
    let before = Span::new(before.start.0 + shown.start, before.end.0);
    let mut job = LayoutJob::default();
    if cut {
        job.append("…", 0.0, TextFormat::simple(theme::song(SIZE), palette.quiet));
    }
    pieces(&mut job, document, before, hit, [&plain, &beside], palette);
    one_row(&mut job, f32::INFINITY);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let y = |galley: &Galley| rect.center().y - galley.size().y / 2.0;
    let clip = ui.painter().with_clip_rect(rect.with_min_x(columns.left.min).intersect(ui.clip_rect()));
    clip.galley(pos2(columns.left.max - galley.size().x, y(&galley)), galley, palette.ink);

    let mut job = LayoutJob::default();
    widgets::append_shown(&mut job, hit.span.of(&document.text), &word, palette);
    pieces(&mut job, document, after, hit, [&plain, &beside], palette);
    one_row(&mut job, columns.right - columns.hit);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    ui.painter().galley(pos2(columns.hit, y(&galley)), galley, palette.ink);
}

fn one_row(job: &mut LayoutJob, width: f32) {
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = width;
}

fn starts_inside(text: &str, span: Span) -> bool {
    text[..span.start.0].chars().next_back().is_some_and(|c| c != '\n')
}

/// As much of the end of `text` as is at most `width` points wide, with room for an ellipsis.
fn fitting_end(ui: &Ui, text: &str, width: f32) -> Range<usize> {
    let font = theme::song(SIZE);
    let mut left = width - SIZE;
    let mut start = text.len();
    ui.fonts_mut(|fonts| {
        for (at, c) in text.char_indices().rev() {
            left -= fonts.glyph_width(&font, c);
            if left < 0.0 {
                break;
            }
            start = at;
        }
    });
    start..text.len()
}

/// Appends a stretch of the text; the query's other words are marked.
fn pieces(job: &mut LayoutJob, document: &Document, span: Span, hit: &Hit, [plain, beside]: [&TextFormat; 2], palette: &Palette) {
    let mut append = |span: Span, format: &TextFormat| widgets::append_shown(job, span.of(&document.text), format, palette);
    let mut at = span.start.0;
    for other in hit.beside.iter().filter(|other| span.contains(**other)) {
        append(Span::new(at, other.start.0), plain);
        append(*other, beside);
        at = other.end.0;
    }
    append(Span::new(at, span.end.0), plain);
}

/// What a screen reader says: the document, the words around the word, the section.
fn spoken(document: &Document, hit: &Hit, name: &str) -> String {
    let (left, right) = context(&document.text, hit.span, 12);
    let quote = Span { start: left.start, end: right.end };
    let path = section_titles(document, hit.span);
    format!("{name}：{}{}", without_note_marks(quote.of(&document.text)), path.last().map(|last| format!("（{last}）")).unwrap_or_default())
}

fn hint(response: &Response, document: &Document, hit: &Hit, name: &str, palette: &Palette) {
    if !response.hovered() {
        return;
    }
    response.clone().on_hover_ui(|ui| {
        ui.set_max_width(HINT_WIDTH);
        let aside = |text: String| egui::RichText::new(text).font(theme::hei(12.5)).color(palette.quiet);
        ui.label(egui::RichText::new(name).font(theme::hei_bold(13.0)).color(palette.ink));
        let path = section_titles(document, hit.span);
        if !path.is_empty() {
            ui.add(egui::Label::new(aside(path.join(" › "))).wrap());
        }
        let sentence = sentence_around(&document.text, hit.span.start);
        let sentence = if sentence.contains(hit.span) { sentence } else { hit.span };
        let from = hit.span.start.0 - sentence.start.0;
        let job = widgets::quote_job(sentence.of(&document.text), from..from + hit.span.len(), 13.5, palette.accent, palette, HINT_WIDTH);
        ui.label(job);
        ui.label(aside(t("点击到正文中的这一处；右键可复制、定为事项").to_owned()));
    });
}

/// What can be done with a row.
fn menu(ui: &mut Ui, document: &Document, hit: &Hit, row: usize, commands: &mut Vec<Command>) {
    let mut send = |command| commands.push(Command::Concordance(command));
    if ui.button(t("打开正文")).clicked() {
        send(ConcordanceCommand::Open(row));
        ui.close();
    }
    if ui.button(t("复制这一句，附出处")).clicked() {
        send(ConcordanceCommand::CopyRow(row));
        ui.close();
    }
    let word: String = hit.span.of(&document.text).chars().take(12).collect();
    ui.menu_button(tf("把“{}”定为事项", &[&word]), |ui| {
        for category in Category::ALL {
            if ui.button(t(category.name())).clicked() {
                send(ConcordanceCommand::Define { row, category });
                ui.close();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use egui::Rangef;

    use super::Columns;

    #[test]
    fn columns_stand_beside_each_other_in_every_width() {
        for width in (240..2400).step_by(20) {
            let room = Rangef::new(10.0, 10.0 + width as f32);
            let c = Columns::new(room);
            let end = c.section.map_or(c.right, |s| s.max);
            assert!(room.min < c.document.min && c.document.max < c.left.min && c.left.max < c.hit && c.hit < c.right, "{width} {c:?}");
            assert!(c.section.is_none_or(|s| c.right < s.min && s.span() >= 100.0) && end < room.max, "{width} {c:?}");
            assert!(c.right - c.hit >= 90.0, "{width} {c:?}");
        }
    }
}
