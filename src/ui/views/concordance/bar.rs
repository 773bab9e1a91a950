//! Above the rows: the query with its history, where words must stand, the order, how many places there are, the table for the clipboard.

use egui::{Align, Key, Layout, Modifiers, Popup, RichText, ScrollArea, TextEdit, Ui};

use crate::search::{Order, Within};
use crate::ui::command::Command;
use crate::ui::concordance::{ConcordanceCommand, count_in_words};
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::bars::field_with_name;
use crate::ui::views::widgets::{self, Icon, icon_button};

/// Below this width the choices wrap and the count has a line of its own, in points.
const WRAPS_BELOW: f32 = 760.0;
/// The list of old queries is not higher, in points.
const LIST_HEIGHT: f32 = 320.0;

/// Both rows.
pub fn show(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            history(ui, state, commands);
            field(ui, state, palette, commands);
        });
    });
    let wide = ui.available_width() >= WRAPS_BELOW;
    let choices = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        choices(ui, state, palette, commands);
        if wide {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                copy(ui, state, commands);
                count(ui, state, palette);
            });
        } else {
            count(ui, state, palette);
            copy(ui, state, commands);
        }
    };
    if wide {
        ui.horizontal(choices);
    } else {
        ui.horizontal_wrapped(choices);
    }
}

/// The query. Enter goes to the rows, the arrow keys walk the history where the line was not begun anew, down goes to the rows else.
fn field(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let view = &mut state.concordance;
    let clear = if view.query.is_empty() { 0.0 } else { 26.0 };
    if clear > 0.0 && icon_button(ui, Icon::Close, t("清除检索式"), palette).clicked() {
        view.query.clear();
        view.focus = true;
    }
    let id = ui.make_persistent_id("concordance-field");
    let focused = ui.memory(|m| m.has_focus(id));
    let mut keyed = None;
    if focused {
        let pressed = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowUp) {
            keyed = Some(ConcordanceCommand::Recall { back: true });
        } else if pressed(Key::ArrowDown) {
            keyed = Some(if view.recalled.is_some() { ConcordanceCommand::Recall { back: false } } else { ConcordanceCommand::Enter });
        } else if pressed(Key::Enter) {
            keyed = Some(ConcordanceCommand::Enter);
        }
    }
    let hint = t("词、“原样”、或 |、除去 -、/正则/、拼音首字母；空格隔开的词要在同一句");
    let field = TextEdit::singleline(&mut view.query).id(id).hint_text(hint).desired_width(ui.available_width());
    let response = field_with_name(ui, field, t("检索内容"));
    if response.changed() {
        view.recalled = None;
    }
    if std::mem::take(&mut view.focus) {
        response.request_focus();
    }
    commands.extend(keyed.map(Command::Concordance));
}

fn history(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let old = &state.concordance.history;
    let button = ui.add_enabled(!old.is_empty(), egui::Button::new(t("历史")));
    let button = button
        .on_hover_text(t("本次用过的检索式；在检索框里按 ↑ 也能找回"))
        .on_disabled_hover_text(t("按 Enter 或打开一处后，检索式记在这里"));
    Popup::menu(&button).show(|ui| {
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
            for query in old.iter().rev() {
                if ui.button(query).clicked() {
                    commands.push(Command::Concordance(ConcordanceCommand::Search(Some(query.clone()))));
                    ui.close();
                }
            }
        });
    });
}

fn choices(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let view = &state.concordance;
    let mut send = |command| commands.push(Command::Concordance(command));
    for (within, text, hint) in
        [(Within::Sentence, t("同句"), t("空格隔开的词要在同一句里")), (Within::Paragraph, t("同段"), t("空格隔开的词在同一段里就行"))]
    {
        if widgets::chip(ui, text, view.within == within, palette).on_hover_text(hint).clicked() {
            send(ConcordanceCommand::Within(within));
        }
    }
    ui.add_space(6.0);
    ui.label(RichText::new(t("排序")).font(theme::hei(12.5)).color(palette.quiet));
    for (order, text, hint) in [
        (Order::Place, t("出处"), t("按文档和位置排列")),
        (Order::Left, t("左文"), t("按前面的文字由近及远排列，相同的排在一起")),
        (Order::Right, t("右文"), t("按后面的文字排列，相同的排在一起")),
    ] {
        let name = tf("按{}排序", &[&text]);
        if widgets::named_chip(ui, text, &name, view.order == order, palette).on_hover_text(hint).clicked() {
            send(ConcordanceCommand::Order(order));
        }
    }
    let hidden = state.documents.iter().filter(|d| d.hidden).count();
    if hidden > 0 {
        ui.add_space(6.0);
        let text = tf("含隐藏的 {} 份", &[&hidden]);
        if widgets::chip(ui, &text, view.hidden, palette).on_hover_text(t("隐藏的文档也查")).clicked() {
            send(ConcordanceCommand::Hidden(!view.hidden));
        }
    }
    if let Some(key) = view.only {
        ui.add_space(6.0);
        let text = tf("只看 {} ×", &[&state.letter_of(key)]);
        if widgets::named_chip(ui, &text, t("看全部文档"), true, palette).on_hover_text(t("看全部文档")).clicked() {
            send(ConcordanceCommand::Only(None));
        }
    }
}

fn count(ui: &mut Ui, state: &AppState, palette: &Palette) {
    if state.concordance.searching() {
        ui.add(egui::Spinner::new().size(13.0).color(palette.quiet));
    }
    let words = count_in_words(state);
    // A label of nothing would begin the row anew where rows wrap, over what stands in it.
    if !words.is_empty() {
        ui.label(RichText::new(words).font(theme::hei(12.5)).color(palette.quiet));
    }
}

fn copy(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let any = state.concordance.found().is_some_and(|(_, found)| !found.hits.is_empty());
    let button = ui.add_enabled(any, egui::Button::new(t("复制表格")));
    if button.on_hover_text(t("把列出的各处连同出处复制到剪贴板，可粘贴到电子表格")).clicked() {
        commands.push(Command::Concordance(ConcordanceCommand::Copy));
    }
}
