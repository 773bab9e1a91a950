//! The chosen row whole: both sentences where they stand, all numbers, what it rests on, and how it is corrected.

use egui::{Align, Button, Frame, Label, Layout, Rect, RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::{marks, table};
use crate::compare::{FollowUp, Place, Promises, Status};
use crate::text::without_note_marks;
use crate::ui::command::Command;
use crate::ui::language::{t, tf, told};
use crate::ui::promises::{PassageKey, PromisesCommand};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::passages::sentence_of;
use crate::ui::views::section_path_text;
use crate::ui::views::widgets::{self, Icon, icon_button};

/// Space between two columns, in points.
const GAP: f32 = 14.0;
/// Side of the corner with the button that closes the card, in points.
const CORNER: f32 = 22.0;

/// The card. Upright it stands beside the list, else below it.
pub fn show(
    ui: &mut Ui,
    state: &mut AppState,
    list: &Promises,
    row: PassageKey,
    upright: bool,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let Some(followup) = state.promise(row).cloned() else { return };
    let frame = Frame::new().fill(palette.paper).stroke(Stroke::new(1.0, palette.line)).corner_radius(6.0).inner_margin(10.0);
    frame.show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        top(ui, row, &followup, palette, commands);
        ScrollArea::vertical().id_salt("promise-detail").auto_shrink(false).min_scrolled_height(0.0).show(ui, |ui| {
            if upright {
                passage(ui, state, followup.plan, t("计划"), t("计划中没有相应条目"), &followup, palette, commands);
                ui.add_space(6.0);
                passage(ui, state, followup.result, t("总结"), t("总结中未提及；不等于没有做"), &followup, palette, commands);
                ui.add_space(6.0);
                facts(ui, state, list, row, &followup, palette);
                offered(ui, state, list, row, &followup, palette, commands);
            } else {
                let width = ((ui.available_width() - 2.0 * GAP) / 3.0).floor();
                let height = ui.available_height();
                ui.spacing_mut().item_spacing.x = GAP;
                ui.horizontal_top(|ui| {
                    let column = |ui: &mut Ui, paint: &mut dyn FnMut(&mut Ui)| {
                        ui.allocate_ui_with_layout(vec2(width, height), Layout::top_down(Align::Min), |ui| {
                            ui.set_width(width);
                            paint(ui);
                        });
                    };
                    column(ui, &mut |ui| {
                        passage(ui, state, followup.plan, t("计划"), t("计划中没有相应条目"), &followup, palette, commands);
                    });
                    column(ui, &mut |ui| {
                        passage(ui, state, followup.result, t("总结"), t("总结中未提及；不等于没有做"), &followup, palette, commands);
                    });
                    column(ui, &mut |ui| {
                        facts(ui, state, list, row, &followup, palette);
                        offered(ui, state, list, row, &followup, palette, commands);
                    });
                });
            }
        });
    });
}

/// Status, the choices of another, and what else can be done; in the corner the button that closes the card.
fn top(ui: &mut Ui, row: PassageKey, followup: &FollowUp, palette: &Palette, commands: &mut Vec<Command>) {
    let area = ui.available_rect_before_wrap();
    let mut send = |command| commands.push(Command::Promises(command));
    let corner = Rect::from_min_max(pos2(area.right() - CORNER, area.top()), pos2(area.right(), area.top() + CORNER));
    let mut corner = ui.new_child(UiBuilder::new().id_salt("corner").max_rect(corner));
    let room = vec2(area.width() - CORNER - 6.0, 0.0);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center).with_main_wrap(true), |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        if followup.plan.is_some() {
            for (status, _) in table::STATUS_KEYS {
                let on = followup.status == status;
                let chip = widgets::named_chip(ui, t(status.label()), &tf("更正为{}", &[&t(status.label())]), on, palette);
                if chip.clicked() && !on {
                    send(PromisesCommand::Judge { row, status });
                }
            }
            if small(ui, t("到总结里选…")).on_hover_text(t("在总结里选中一段文字，作为这一条的回应")).clicked() {
                send(PromisesCommand::Ask(row));
            }
            if followup.result.is_some()
                && small(ui, t("列为计划外")).on_hover_text(t("这一段回应的不是这一条，计划里没有相应条目")).clicked()
            {
                send(PromisesCommand::Unplan(row));
            }
        } else {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::hover());
            marks::mark(ui, rect.center(), followup.status, palette);
            ui.label(RichText::new(t(followup.status.label())).font(theme::hei_bold(13.0)));
            if small(ui, t("到计划里选…")).on_hover_text(t("在计划里选中这一段所属的条目")).clicked() {
                send(PromisesCommand::Ask(row));
            }
        }
        if followup.corrected && small(ui, t("收回更正")).on_hover_text(t("恢复程序原来的判断（退格键）")).clicked() {
            send(PromisesCommand::Restore(row));
        }
    });
    if icon_button(&mut corner, Icon::Close, t("收起这一条"), palette).clicked() {
        send(PromisesCommand::Choose(None));
    }
    ui.add_space(2.0);
}

fn small(ui: &mut Ui, text: &str) -> egui::Response {
    ui.add(Button::new(RichText::new(text).font(theme::hei(12.5))).small())
}

/// One side: where it stands, and its sentence with the passage marked; a click leads there.
#[expect(clippy::too_many_arguments, reason = "a view takes what it paints")]
fn passage(
    ui: &mut Ui,
    state: &AppState,
    place: Option<Place>,
    side: &str,
    absent: &str,
    followup: &FollowUp,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 3.0;
    let Some((place, document)) = place.and_then(|p| Some((p, state.comparison.documents.get(p.document)?))) else {
        ui.label(RichText::new(side).font(theme::hei_bold(12.5)).color(palette.ink));
        ui.add(Label::new(RichText::new(absent).font(theme::hei(13.0)).color(palette.quiet)).wrap());
        return;
    };
    let key = state.compared.get(place.document).copied().unwrap_or_default();
    widgets::clipped(ui, &format!("{side}　{}", state.lettered(key, document)), theme::hei_bold(12.5), palette.ink);
    widgets::clipped(ui, &section_path_text(document, place.span), theme::hei(12.0), palette.quiet);
    let (sentence, marked) = sentence_of(document, place.span);
    let job = widgets::quote_job(sentence, marked, 14.0, marks::color(followup.status, palette), palette, ui.available_width());
    let response = ui.add(Label::new(job).selectable(false).wrap().sense(Sense::click()));
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(t("到正文中的这一处")).clicked() {
        commands.push(Command::Reveal { key, span: place.span });
    }
}

/// The numbers side by side, and what the row rests on.
fn facts(ui: &mut Ui, state: &AppState, list: &Promises, row: PassageKey, followup: &FollowUp, palette: &Palette) {
    ui.spacing_mut().item_spacing.y = 3.0;
    let at = state.place_in_comparison(row).and_then(|place| list.row_at(&state.comparison, place));
    for number in at.and_then(|at| list.rows[at].promise()).into_iter().flat_map(|p| &p.numbers) {
        ui.horizontal(|ui| {
            ui.label(RichText::new(table::pair_text(&state.comparison, number)).font(theme::hei_bold(13.0)).color(palette.ink));
            if let Some(share) = number.share {
                let (track, _) = ui.allocate_exact_size(vec2(70.0, 5.0), Sense::hover());
                table::share_bar(ui, track, share, palette);
                ui.label(RichText::new(format!("{:.0}%", share * 100.0)).font(theme::hei(12.5)).color(palette.quiet));
            }
        });
    }
    ui.add(Label::new(RichText::new(tf("依据：{}", &[&told(&followup.why)])).font(theme::hei(12.5)).color(palette.quiet)).wrap());
}

/// Other sentences of the summary that may report on the item.
fn offered(
    ui: &mut Ui,
    state: &mut AppState,
    list: &Promises,
    row: PassageKey,
    followup: &FollowUp,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let Some(item) = followup.plan else {
        offered_items(ui, state, row, followup, palette, commands);
        return;
    };
    let Some((_, summaries)) = list.plans.iter().find(|(plan, _)| *plan == item.document) else { return };
    let comparison = std::sync::Arc::clone(&state.comparison);
    let passages = state.promises.offered(&comparison, item, summaries);
    let other = |place: &&Place| followup.result.is_none_or(|r| r.document != place.document || !r.span.overlaps(place.span));
    let mut passages = passages.iter().filter(other).peekable();
    ui.add_space(4.0);
    let title = match (passages.peek().is_some(), followup.status) {
        (false, _) => t("总结里没有用词相近的句子"),
        (true, Status::NotMentioned) => t("总结里相近的句子"),
        (true, _) => t("总结里其他相近的句子"),
    };
    ui.label(RichText::new(title).font(theme::hei_bold(12.5)).color(palette.ink));
    for place in passages {
        let (Some(passage), Some(document)) = (state.passage_key(*place), comparison.documents.get(place.document)) else { continue };
        let sentence = &*without_note_marks(place.span.of(&document.text));
        let (text, name) = (t("设为回应"), tf("设为回应：{}", &[&sentence]));
        if choice(ui, (text, &name, t("这一句才是回应")), sentence, None, palette) {
            commands.push(Command::Promises(PromisesCommand::Answer { row, passage }));
        }
    }
}

/// Items of the plan that a passage without one may report on, each with what became of it so far.
fn offered_items(
    ui: &mut Ui,
    state: &mut AppState,
    passage: PassageKey,
    followup: &FollowUp,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let Some(place) = followup.result else { return };
    let comparison = std::sync::Arc::clone(&state.comparison);
    let items = state.promises.offered_items(&comparison, place);
    ui.add_space(4.0);
    let title = if items.is_empty() { t("计划里没有用词相近的条目") } else { t("计划里相近的条目") };
    ui.label(RichText::new(title).font(theme::hei_bold(12.5)).color(palette.ink));
    for item in items.iter() {
        let (Some(row), Some(document)) = (state.passage_key(*item), comparison.documents.get(item.document)) else { continue };
        let text = without_note_marks(item.span.of(&document.text));
        let status = state.promise(row).map(|f| f.status);
        let hint = match state.promise(row).and_then(|f| f.result) {
            Some(_) => t("归入后，这一段代替它现在的回应"),
            None => t("这一段回应的是这一条"),
        };
        if choice(ui, (t("归入"), &tf("归入计划条目：{}", &[&text]), hint), &text, status, palette) {
            commands.push(Command::Promises(PromisesCommand::Answer { row, passage }));
        }
    }
}

/// A small button and the text that it is about, with the mark of a status between. Whether it was pressed.
fn choice(ui: &mut Ui, (button, name, hint): (&str, &str, &str), text: &str, status: Option<Status>, palette: &Palette) -> bool {
    let mut pressed = false;
    ui.horizontal(|ui| {
        let button = ui.add(Button::new(RichText::new(button).font(theme::hei(12.0))).small());
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        pressed = button.on_hover_text(hint).clicked();
        if let Some(status) = status {
            let (rect, response) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
            marks::mark(ui, rect.center(), status, palette);
            response.on_hover_text(t(status.label()));
        }
        widgets::clipped(ui, text, theme::song(13.5), palette.ink);
    });
    pressed
}
