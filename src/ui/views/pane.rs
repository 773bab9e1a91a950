//! One pane: header, section path or outline column, the text, the strip of highlights.

use egui::{Align, Id, Layout, Rect, RichText, Stroke, StrokeKind, Ui, pos2, vec2};

use super::widgets::{Icon, icon_button};
use super::{margins, outline, widgets};
use crate::structure::Document;
use crate::text::ByteOffset;
use crate::ui::command::Command;
use crate::ui::highlights::Marked;
use crate::ui::language::{t, tf};
use crate::ui::reader::{Reader, ReaderOutput, strip};
use crate::ui::reading::ReadingCommand;
use crate::ui::room::{MAX_COLUMN_CHARS, OUTLINE_WIDTH};
use crate::ui::state::{AppState, DocumentKey, Seen};
use crate::ui::theme::{self, Palette};

const HEADER_HEIGHT: f32 = 38.0;
const STRIP_WIDTH: f32 = 11.0;

/// The pane of a document of the comparison.
pub fn show(ui: &mut Ui, state: &mut AppState, key: DocumentKey, outline_column: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(index) = state.compared_index(key) else { return };
    let Some(document) = state.comparison.documents.get(index).cloned() else { return };
    let rect = ui.max_rect();
    ui.painter().rect(rect, 8.0, palette.paper, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    let inner = rect.shrink(1.0);
    let mut ui = ui.new_child(egui::UiBuilder::new().id_salt(("pane-inner", key)).max_rect(inner).layout(Layout::top_down(Align::Min)));
    ui.set_clip_rect(inner.intersect(ui.clip_rect()));
    ui.spacing_mut().item_spacing.y = 0.0;
    header(&mut ui, state, key, index, &document, palette, commands);
    if state.following.hand == Some(key) {
        // Where keys act.
        let y = ui.min_rect().bottom() - 1.0;
        let mark = Rect::from_min_size(pos2(inner.left() + 12.0, y), vec2(26.0, 2.0));
        ui.painter().rect_filled(mark, 0.0, palette.accent);
    }
    widgets::rule(&mut ui, palette);
    let reading = state.panes.get(&key).and_then(|p| p.section);
    if !outline_column {
        outline::path(&mut ui, &document, key, reading, palette, commands);
        widgets::rule(&mut ui, palette);
    }
    let absence = absence(&mut ui, state, index, palette);
    let mut body = ui.available_rect_before_wrap();
    if outline_column {
        let column = Rect::from_min_max(body.min, pos2(body.left() + OUTLINE_WIDTH, body.bottom()));
        let mut side = ui.new_child(egui::UiBuilder::new().max_rect(column.shrink2(vec2(4.0, 6.0))).layout(Layout::top_down(Align::Min)));
        outline::tree(&mut side, &document, key, reading, palette, commands);
        ui.painter().vline(column.right(), column.y_range(), Stroke::new(1.0, palette.line));
        body.min.x = column.right() + 1.0;
    }
    text(&mut ui, state, key, index, &document, body, palette, commands);
    if let Some(seen) = state.panes.get_mut(&key).and_then(|p| p.seen.as_mut()) {
        seen.pane = rect;
        seen.absence = absence;
    }
}

/// Street, year, kind, district; where the pane stands among the mentions; close.
fn header(
    ui: &mut Ui,
    state: &AppState,
    key: DocumentKey,
    index: usize,
    document: &Document,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADER_HEIGHT), egui::Sense::hover());
    // Behind its controls; not reached by Tab, since F11 does the same.
    let whole = ui.interact(rect, Id::unique(("pane-header", key)), egui::Sense::CLICK);
    whole.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Unknown, true, tf("{} 的标题栏", &[&document.label()])));
    if whole.double_clicked() {
        commands.push(Command::Reading(ReadingCommand::Maximise(key)));
    }
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 0.0))).layout(Layout::right_to_left(Align::Center)));
    ui.spacing_mut().item_spacing.x = 2.0;
    let menu = icon_button(&mut ui, Icon::More, &tf("{} 的更多操作", &[&document.label()]), palette);
    egui::Popup::menu(&menu).show(|ui| pane_menu(ui, state, key, commands));
    if state.following.held.contains(&key) && icon_button(&mut ui, Icon::Held, &tf("解除固定 {}", &[&document.label()]), palette).clicked()
    {
        commands.push(Command::ToggleHeld(key));
    }
    if state.reading.maximised == Some(key) && icon_button(&mut ui, Icon::Restore, t("还原各栏（F11）"), palette).clicked() {
        commands.push(Command::Reading(ReadingCommand::Maximise(key)));
    }
    stepper(&mut ui, state, key, index, palette, commands);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        let meta = &document.meta;
        let name = meta.street.clone().or_else(|| meta.district.clone()).unwrap_or_else(|| document.label());
        let year = meta.year.map(|y| y.to_string()).unwrap_or_default();
        let mut rest: Vec<&str> = vec![document.kind_label()];
        rest.extend(meta.street.is_some().then_some(meta.district.as_deref()).flatten());
        let file = document.source.name.as_str();
        ui.label(RichText::new(name).font(theme::hei_bold(14.0)).color(palette.ink)).on_hover_text(file);
        if meta.street.is_some() || meta.district.is_some() {
            ui.label(RichText::new(year).font(theme::hei_bold(14.0)).color(palette.accent));
            // What does not fit whole is left out: a single character and … say nothing.
            let fits =
                |words: &[&str]| words.iter().map(|w| w.chars().count() as f32 + 1.0).sum::<f32>() * 12.5 <= ui.available_width() + 12.5;
            while rest.len() > 1 && !fits(&rest) {
                rest.pop();
            }
            widgets::clipped(ui, &rest.join("　"), theme::hei(12.5), palette.quiet);
        }
    });
}

fn pane_menu(ui: &mut Ui, state: &AppState, key: DocumentKey, commands: &mut Vec<Command>) {
    let held = if state.following.held.contains(&key) { t("解除固定") } else { t("固定此栏") };
    let maximise = if state.reading.maximised == Some(key) { t("还原各栏") } else { t("放大此栏") };
    let mut entries = vec![
        (maximise, "F11", Command::Reading(ReadingCommand::Maximise(key))),
        (held, "", Command::ToggleHeld(key)),
        (t("下一个共有事项"), "F7", Command::StepShared { back: false }),
        (t("上一个共有事项"), "Shift+F7", Command::StepShared { back: true }),
    ];
    if state.selected.is_some() {
        entries.push((t("转到下一处提及"), "F8", Command::StepAcross { back: false }));
        entries.push((t("转到上一处提及"), "Shift+F8", Command::StepAcross { back: true }));
    }
    let repairs = if state.reading.repairs.contains(&key) { t("不再显示修复") } else { t("显示修复") };
    entries.push((repairs, "", Command::Reading(ReadingCommand::ToggleRepairs(key))));
    let dim = if state.reading.dim { t("不再淡化套话") } else { t("淡化套话") };
    entries.push((dim, "", Command::Reading(ReadingCommand::ToggleDim)));
    entries.push((t("详情与修复记录"), "", Command::ShowInfo(Some(key))));
    entries.push((t("从对读中隐藏"), "", Command::ToggleHidden(key)));
    entries.push((t("关闭文档"), "", Command::Close(key)));
    pin_entries(ui, state, key, commands);
    for (text, shortcut, command) in entries {
        let response = ui.add(egui::Button::new(text).shortcut_text(shortcut));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text));
        if response.clicked() {
            // Steps go from the pane whose menu it is.
            commands.push(Command::Activate(key));
            commands.push(command);
            ui.close();
        }
    }
}

/// Tying the reading line of a pane to its neighbours'.
fn pin_entries(ui: &mut Ui, state: &AppState, key: DocumentKey, commands: &mut Vec<Command>) {
    let Some(at) = state.shown.iter().position(|k| *k == key) else { return };
    let left = at.checked_sub(1).and_then(|k| state.shown.get(k));
    for (other, text) in [(left, "在此与左栏 {} 对齐"), (state.shown.get(at + 1), "在此与右栏 {} 对齐")] {
        let Some(other) = other.copied() else { continue };
        let text = tf(text, &[&state.letter_of(other)]);
        let entry = ui.button(&text).on_hover_text(t("把两栏现在的阅读处钉在一起；以后读到附近，另一栏就移到那里"));
        if entry.clicked() {
            commands.push(Command::Reading(ReadingCommand::PinHere { key, other }));
            ui.close();
        }
    }
}

/// Which mention the pane stands on, and the next and previous ones.
fn stepper(ui: &mut Ui, state: &AppState, key: DocumentKey, index: usize, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(initiative) = state.selected_initiative() else { return };
    let count = initiative.mentions_in(index).count();
    if count == 0 {
        return;
    }
    ui.add_space(4.0);
    let at = state.panes.get(&key).map_or(0, |p| p.mention.min(count - 1));
    if count > 1 {
        if icon_button(ui, Icon::Down, t("下一处提及"), palette).clicked() {
            commands.push(Command::StepMention { key, back: false });
        }
        if icon_button(ui, Icon::Up, t("上一处提及"), palette).clicked() {
            commands.push(Command::StepMention { key, back: true });
        }
    }
    ui.label(RichText::new(format!("{}/{count}", at + 1)).font(theme::hei(12.0)).color(palette.quiet));
}

/// Says under the header that the document does not mention the chosen initiative. Returns at which height.
fn absence(ui: &mut Ui, state: &AppState, index: usize, palette: &Palette) -> Option<f32> {
    let initiative = state.selected_initiative().filter(|i| i.mentions_in(index).next().is_none())?;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), egui::Sense::hover());
    let spoken = tf("{}　本文未提及", &[&initiative.name]);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    // A long name is cut, never the words that say what it is about.
    let room = ((rect.width() - 90.0) / 12.5) as usize;
    let fits = initiative.name.chars().count() <= room.saturating_sub(6);
    let name: String =
        if fits { initiative.name.clone() } else { initiative.name.chars().take(room.saturating_sub(7)).chain(['…']).collect() };
    let galley = ui.painter().layout_no_wrap(tf("{}　本文未提及", &[&name]), theme::hei(12.5), palette.quiet);
    let at = rect.center() - galley.size() / 2.0;
    let y = rect.center().y;
    let stroke = Stroke::new(1.0, palette.category(initiative.category));
    for (from, to) in [(rect.left(), at.x - 10.0), (at.x + galley.size().x + 10.0, rect.right())] {
        ui.painter().extend(egui::Shape::dashed_line(&[pos2(from, y), pos2(to.max(from), y)], stroke, 4.0, 3.0));
    }
    ui.painter().galley(at, galley, palette.quiet);
    Some(y)
}

/// The reader and its strip.
#[expect(clippy::too_many_arguments, reason = "a view takes what it paints")]
fn text(
    ui: &mut Ui,
    state: &mut AppState,
    key: DocumentKey,
    index: usize,
    document: &std::sync::Arc<Document>,
    body: Rect,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let mut style = theme::reader_style(palette, state.set_size, state.settings.values.line_spacing);
    let current = state.panes.get(&key).map_or(0, |p| p.mention);
    let marked = Marked { comparison: &state.comparison, document: index, selected: state.selected.as_ref(), current, palette };
    let hits = state.find.hits.get(index).filter(|_| state.find.open).map_or(&[][..], Vec::as_slice);
    let hit = state.find.current.filter(|(d, _)| *d == index).map(|(_, h)| h);
    let name = document.label();
    let id = Id::unique(("reader", key));
    let strip_rect = Rect::from_min_max(pos2(body.right() - STRIP_WIDTH, body.top()), body.max);
    let reader_rect = Rect::from_min_max(body.min, pos2(strip_rect.left(), body.bottom()));
    // In a wide pane the column stands in the middle.
    let spare = (reader_rect.width() - MAX_COLUMN_CHARS * state.set_size) / 2.0;
    style.margin_left = style.margin_left.max(spare);
    style.margin_right = style.margin_right.max(spare);
    let places = state.places();
    let (spans, watched) = margins::watched(&places, index, state.reading.repairs.contains(&key));
    let veiled = places.formulae.get(index).filter(|_| state.reading.dim).map_or(&[][..], Vec::as_slice);
    let pane = state.panes.entry(key).or_default();
    let marks = pane.highlights.get(marked);
    let mut reader_ui = ui.new_child(egui::UiBuilder::new().max_rect(reader_rect));
    let reader = Reader::new(id, &name, document, &style).highlights(&marks).find(hits, hit).veiled(veiled).watched(&spans);
    let out = reader.show(&mut reader_ui, &mut pane.reader);
    strip(ui, id.with("strip"), &tf("{} 的标记位置", &[&name]), strip_rect, &mut pane.reader, &marks, &palette.strip());
    margins::on_strip(ui, strip_rect, &pane.reader, &places, index, palette);
    // By the row's end: the entry that was chosen in the outline may begin inside its row.
    let last = ByteOffset(out.reading_end.0.saturating_sub(1)).max(out.reading_at);
    pane.section = document.section_at(last);
    let begins = pane.section.and_then(|s| document.sections.get(s)).map_or(out.reading_at, |s| s.span.start);
    pane.seen = Some(Seen {
        pane: reader_rect,
        text: Rect::from_x_y_ranges(out.column.x_range(), reader_rect.y_range()),
        reading: out.reading_at.max(begins),
        absence: None,
        visible: out.visible,
        head: out.head,
        marks: out.marks.clone(),
        user_moved: out.user_scrolled.then_some(out.user_moved),
    });
    let seen = margins::Pane { key, index, document, out: &out };
    margins::show(ui, state, &seen, &watched, palette, commands);
    let notes = margins::notes_under(state, &seen, &watched);
    answer(ui, state, key, document, (&out, notes), palette, commands);
}

/// What the user did in the reader.
fn answer(
    ui: &Ui,
    state: &AppState,
    key: DocumentKey,
    document: &Document,
    (out, notes): (&ReaderOutput, Vec<String>),
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    if out.clicked.is_some() || out.response.gained_focus() {
        commands.push(Command::Activate(key));
    }
    if let Some(anchor) = out.response.interact_pointer_pos().filter(|_| out.response.secondary_clicked()) {
        let at = out.secondary_clicked.as_ref().map(|(at, _)| *at);
        commands.push(Command::Activate(key));
        commands.push(Command::Reading(ReadingCommand::OpenMenu { key, at, anchor, focus: false }));
    }
    if let Some(span) = out.copy_requested {
        commands.push(Command::Copy { key, span });
    }
    let initiative = |tag: &usize| state.comparison.initiatives.get(*tag);
    if let (Some(tags), Some(at)) = (&out.clicked, out.clicked_at)
        && let Some(clicked) = next_of(tags, state).and_then(|tag| initiative(&tag))
    {
        commands.push(Command::SelectAt { id: clicked.id.clone(), key, at });
    }
    let names = out.hovered_tags.iter().filter_map(initiative).map(|i| format!("{}　{}", i.name, t(i.category.name())));
    let names: Vec<String> = notes.into_iter().chain(names).collect();
    if let Some(note) = out.hovered_footnote.and_then(|n| document.footnotes.get(n)) {
        let text = format!("[{}] {}", note.mark, note.span.of(&document.text));
        hover(ui, out, &text, palette);
    } else if !names.is_empty() && !out.response.dragged() {
        hover(ui, out, &names.join("\n"), palette);
    }
}

/// Seconds that the pointer rests before a hint comes up.
const HINT_DELAY: f32 = 0.4;

fn hover(ui: &Ui, out: &ReaderOutput, text: &str, palette: &Palette) {
    let still = ui.input(|i| i.pointer.time_since_last_movement());
    if still < HINT_DELAY {
        ui.ctx().request_repaint_after_secs(HINT_DELAY - still);
        return;
    }
    egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), out.response.id.with("tip"), egui::PopupAnchor::Pointer).gap(14.0).show(
        |ui| {
            ui.set_max_width(320.0);
            ui.label(RichText::new(text).font(theme::hei(12.5)).color(palette.ink));
        },
    );
}

/// Of nested highlights the innermost; a second click on the chosen one goes to the next further out.
fn next_of(tags: &[usize], state: &AppState) -> Option<usize> {
    let chosen = state.selected_initiative().map(|i| &i.id);
    let at = tags.iter().position(|t| state.comparison.initiatives.get(*t).map(|i| &i.id) == chosen && chosen.is_some());
    match at {
        Some(at) => tags.get((at + 1) % tags.len()).copied(),
        None => tags.first().copied(),
    }
}
