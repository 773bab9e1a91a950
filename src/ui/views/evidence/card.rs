//! A document's card: its sentences with section path and reason, its numbers, its notes, or 未提及.

use std::ops::Range;

use egui::{Align, Frame, Id, Layout, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::{Drawer, actions};
use crate::compare::{EvidenceCard, Figure, Quote};
use crate::measure::Kind;
use crate::structure::{Anchor, Document};
use crate::text::{Span, without_note_marks};
use crate::ui::command::Command;
use crate::ui::deciding::{DecidingCommand, Question, Verdict};
use crate::ui::language::{t, tf, told};
use crate::ui::state::{AppState, DocumentKey};
use crate::ui::theme::{self, Palette};
use crate::ui::views::documents;
use crate::ui::views::widgets::{self, Icon, icon_button};
use crate::workspace::About;

/// Sentences that a card shows before it is unfolded.
const MAX_QUOTES: usize = 5;
/// Numbers that a card shows.
const MAX_FIGURES: usize = 12;
/// Height of a sentence that was never painted, in points.
const QUOTE_HEIGHT: f32 = 84.0;
/// A chip is at most so wide, in points.
const CHIP_WIDTH: f32 = 210.0;

/// The card of a document of the comparison.
pub fn show(
    ui: &mut Ui,
    drawer: &Drawer<'_>,
    (index, key): (usize, DocumentKey),
    card: &EvidenceCard,
    width: f32,
    commands: &mut Vec<Command>,
) {
    let (state, palette) = (drawer.state, drawer.palette);
    let Some(document) = state.comparison.documents.get(index) else { return };
    let fill = if card.quotes.is_empty() { palette.ground } else { palette.paper };
    Frame::new().fill(fill).stroke(Stroke::new(1.0, palette.line)).corner_radius(6.0).inner_margin(10.0).show(ui, |ui| {
        ui.set_width(width - 22.0);
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            head(ui, state, document, key, card, palette);
            figures(ui, key, &card.figures, palette, commands);
            let id = &drawer.initiative.id;
            let unfolded = state.deciding.unfolded.contains(&(id.clone(), index));
            let shown = if unfolded { card.quotes.len() } else { card.quotes.len().min(MAX_QUOTES) };
            let mut path = "";
            for (k, quote) in card.quotes.iter().take(shown).enumerate() {
                let place = Place { document, index, key, id: Id::unique(("quote", id, key, k)) };
                unseen(ui, place.id, QUOTE_HEIGHT, |ui| sentence(ui, drawer, &place, quote, quote.path != path, commands));
                path = &quote.path;
            }
            let rest = card.quotes.len().saturating_sub(MAX_QUOTES);
            if rest > 0 {
                let text = if unfolded { t("收起").to_owned() } else { tf("展开其余 {} 句", &[&rest]) };
                let button = ui.add(egui::Button::new(RichText::new(&text).font(theme::hei(12.5)).color(palette.quiet)).frame(false));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{text} {}", documents_name(state, document, key))));
                if button.clicked() {
                    commands.push(Command::Deciding(DecidingCommand::Unfold(id.clone(), index)));
                }
            }
        });
    });
}

/// Where a sentence stands.
struct Place<'a> {
    document: &'a Document,
    index: usize,
    key: DocumentKey,
    id: Id,
}

/// About how tall a card is that was never painted, in points.
pub(super) fn guessed_height(card: &EvidenceCard) -> f32 {
    let sentences = card.quotes.len().min(MAX_QUOTES) as f32 * QUOTE_HEIGHT;
    let figures = if card.figures.is_empty() { 0.0 } else { 26.0 };
    44.0 + sentences + figures
}

/// Paints what may be seen; for what is scrolled away only its room is kept, as it was when it was painted last, else as guessed.
pub(super) fn unseen(ui: &mut Ui, id: Id, guessed: f32, paint: impl FnOnce(&mut Ui)) {
    let known: Option<f32> = ui.data(|d| d.get_temp(id));
    let height = known.unwrap_or(guessed);
    let rect = egui::Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
    if !ui.is_rect_visible(rect.expand(40.0)) {
        ui.allocate_space(rect.size());
        return;
    }
    let painted = ui.scope(paint).response.rect.height();
    if known != Some(painted) {
        ui.data_mut(|d| d.insert_temp(id, painted));
    }
}

fn documents_name(state: &AppState, document: &Document, key: DocumentKey) -> String {
    let open = state.documents.iter().position(|d| d.key == key);
    open.map_or_else(|| document.label(), |k| format!("{} {}", AppState::letter(k), documents::label(&state.documents[k])))
}

/// Letter and name of the document, and how often it mentions the initiative.
fn head(ui: &mut Ui, state: &AppState, document: &Document, key: DocumentKey, card: &EvidenceCard, palette: &Palette) {
    let name = documents_name(state, document, key);
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal(|ui| {
        let count = if card.mentions == 0 { t("未提及").to_owned() } else { tf("{} 处", &[&card.mentions]) };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(count).font(theme::hei(12.5)).color(palette.quiet));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| widgets::clipped(ui, &name, theme::hei_bold(13.0), palette.ink));
        });
    });
}

/// The initiative's numbers in the document, as chips; a click goes to the number.
fn figures(ui: &mut Ui, key: DocumentKey, figures: &[Figure], palette: &Palette, commands: &mut Vec<Command>) {
    if figures.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 3.0);
        ui.spacing_mut().interact_size.y = 20.0;
        for figure in figures.iter().take(MAX_FIGURES) {
            if chip(ui, figure, palette) {
                commands.push(Command::Reveal { key, span: figure.span });
            }
        }
        if figures.len() > MAX_FIGURES {
            ui.label(RichText::new(tf("另有 {} 个数字", &[&(figures.len() - MAX_FIGURES)])).font(theme::hei(12.0)).color(palette.quiet));
        }
    });
}

/// A number: hollow where it is promised, filled where it is reported; the word says so too.
fn chip(ui: &mut Ui, figure: &Figure, palette: &Palette) -> bool {
    let word = if figure.kind == Kind::Target { t("目标") } else { t("结果") };
    let mut job = egui::text::LayoutJob::default();
    job.append(word, 0.0, egui::TextFormat::simple(theme::hei(11.0), palette.quiet));
    job.append(&figure.text, 5.0, egui::TextFormat::simple(theme::hei(12.0), palette.ink));
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = CHIP_WIDTH.min(ui.max_rect().width() - 14.0);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(12.0, 4.0), Sense::click());
    let name = format!("{word} {}", figure.text);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let fill = if figure.kind == Kind::Target { palette.paper } else { palette.chosen };
    let stroke = if response.has_focus() { Stroke::new(1.5, palette.accent) } else { Stroke::new(1.0, palette.line) };
    ui.painter().rect(rect, 4.0, fill, stroke, egui::StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.ink);
    response.on_hover_text(name).on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn sentence(ui: &mut Ui, drawer: &Drawer<'_>, place: &Place<'_>, quote: &Quote, with_path: bool, commands: &mut Vec<Command>) {
    let palette = drawer.palette;
    if with_path && !quote.path.is_empty() {
        widgets::clipped(ui, &quote.path, theme::hei(12.0), palette.quiet);
    }
    let color = palette.category(drawer.initiative.category);
    let start = quote.sentence.start.0;
    let within = |span: &Span| span.start.0.saturating_sub(start)..span.end.0.saturating_sub(start);
    let marks: Vec<Range<usize>> = quote.marks.iter().map(within).collect();
    let text = quote.sentence.of(&place.document.text).trim_end();
    let job = widgets::quote_marks(text, &marks, 13.5, color, palette, ui.available_width());
    let response = ui.add(egui::Label::new(job).selectable(false).wrap().sense(Sense::click()));
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(t("到正文中的这一处")).clicked()
        && let Some(span) = quote.marks.first()
    {
        commands.push(Command::Reveal { key: place.key, span: *span });
    }
    reason(ui, drawer, place, quote, commands);
    notes(ui, drawer, place, quote, commands);
    ui.add_space(4.0);
}

/// The notes on a sentence, and the one that is being written about its first mention.
fn notes(ui: &mut Ui, drawer: &Drawer<'_>, place: &Place<'_>, quote: &Quote, commands: &mut Vec<Command>) {
    let work = drawer.state.work.now();
    let placed = drawer.state.places();
    let placed = placed.notes.get(place.index).map_or(&[][..], Vec::as_slice);
    let mut drafted = false;
    for note in placed.iter().filter(|n| n.span.overlaps(quote.sentence)).filter_map(|n| work.notes.get(n.note)) {
        if actions::draft(ui, drawer, &note.about, commands) {
            drafted = true;
        } else {
            actions::written(ui, &note.text, note.about.clone(), drawer.palette, commands);
        }
    }
    if !drafted && drawer.draft.borrow().is_some() {
        actions::draft(ui, drawer, &about(place, quote), commands);
    }
}

/// What a note on a sentence is about: its first mention.
fn about(place: &Place<'_>, quote: &Quote) -> About {
    About::Passage(Anchor::of(place.document, quote.marks.first().copied().unwrap_or(quote.sentence)))
}

/// What the matches of a sentence rest on, and what can be said of them.
fn reason(ui: &mut Ui, drawer: &Drawer<'_>, place: &Place<'_>, quote: &Quote, commands: &mut Vec<Command>) {
    let (palette, initiative) = (drawer.palette, drawer.initiative);
    let mentions: Vec<usize> = quote.mentions.clone().collect();
    let picked = drawer.state.picked_of(initiative);
    let on = mentions.iter().all(|k| picked.contains(k));
    let mut send = |command: DecidingCommand| commands.push(Command::Deciding(command));
    let verdict = |verdict: Verdict| DecidingCommand::Mentions { id: initiative.id.clone(), mentions: mentions.clone(), verdict };
    let mut menu = None;
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let mut checked = on;
        let words: String = without_note_marks(quote.sentence.of(&place.document.text)).trim().chars().take(16).collect();
        let check = ui.add(egui::Checkbox::without_text(&mut checked));
        check.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, tf("选取“{}…”", &[&words])));
        if check.on_hover_text(t("选取几处后可以一起拆分或去掉")).clicked() {
            send(DecidingCommand::Pick(mentions.clone()));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            menu = Some(icon_button(ui, Icon::More, &tf("“{}…”的更多操作", &[&words]), palette));
            if icon_button(ui, Icon::Close, &tf("“{}…”不是这一事项", &[&words]), palette).clicked() {
                send(verdict(Verdict::Exclude));
            }
            if quote.doubtful && icon_button(ui, Icon::Check, &tf("“{}…”是这一事项", &[&words]), palette).clicked() {
                send(verdict(Verdict::Confirm));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let doubt = if quote.doubtful { t("存疑：") } else { t("依据：") };
                let color = if quote.doubtful { palette.accent } else { palette.quiet };
                ui.label(RichText::new(doubt).font(theme::hei_bold(12.0)).color(color));
                ui.add_space(4.0);
                widgets::clipped(ui, &told(&quote.why), theme::hei(12.0), palette.quiet);
            });
        });
    });
    let Some(menu) = menu else { return };
    egui::Popup::menu(&menu).show(|ui| entries(ui, drawer, place, quote, commands));
}

fn entries(ui: &mut Ui, drawer: &Drawer<'_>, place: &Place<'_>, quote: &Quote, commands: &mut Vec<Command>) {
    ui.set_min_width(170.0);
    let id = drawer.initiative.id.clone();
    let mentions: Vec<usize> = quote.mentions.clone().collect();
    let verdict = |verdict: Verdict| Command::Deciding(DecidingCommand::Mentions { id: id.clone(), mentions: mentions.clone(), verdict });
    let first = quote.marks.first().copied().unwrap_or(quote.sentence);
    let sentence = quote.sentence;
    let all = [
        (t("到正文中的这一处"), Command::Reveal { key: place.key, span: first }),
        (t("确认是这一事项"), verdict(Verdict::Confirm)),
        (t("不是这一事项"), verdict(Verdict::Exclude)),
        (t("拆分为新事项…"), verdict(Verdict::Split)),
        (t("也归入事项…"), Command::Deciding(DecidingCommand::Ask(Question::Include { key: place.key, span: first }))),
        (t("批注…"), Command::Deciding(DecidingCommand::Draft(about(place, quote)))),
        (t("复制（附出处）"), Command::Copy { key: place.key, span: sentence }),
    ];
    for (text, command) in all {
        if ui.button(text).clicked() {
            commands.push(command);
            ui.close();
        }
    }
}
