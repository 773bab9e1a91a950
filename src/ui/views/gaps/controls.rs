//! Above the list: which document, which question, how many others, filters; how many there are in words; what 未提及 means.

use egui::{Align, Button, Layout, RichText, ScrollArea, TextEdit, Ui};

use super::in_words;
use crate::compare::GapSide;
use crate::initiative::Category;
use crate::ui::command::Command;
use crate::ui::gaps::{GapRows, GapsCommand};
use crate::ui::language::{t, tf};
use crate::ui::state::{AppState, DocumentKey};
use crate::ui::theme::{self, Palette};
use crate::ui::views::bars::field_with_name;
use crate::ui::views::widgets;

/// More documents than this are chosen in a menu and not by their letters.
const MAX_LETTERS: usize = 8;
/// A list of documents to choose from is not higher, in points.
const LIST_HEIGHT: f32 = 360.0;
/// From so many documents on 半数以上 is offered.
const HALF_FROM: usize = 8;

/// All of it.
pub fn show(ui: &mut Ui, state: &mut AppState, key: DocumentKey, rows: &GapRows, palette: &Palette, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        documents(ui, state, key, palette, commands);
        sides(ui, state, rows, palette, commands);
        others(ui, state, rows, palette, commands);
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        text(ui, state);
        categories(ui, state, commands);
        let numbers = widgets::chip(ui, t("有数字"), state.gaps.numbers, palette);
        if numbers.on_hover_text(t("只看写了数字的事项")).clicked() {
            commands.push(Command::Gaps(GapsCommand::ToggleNumbers));
        }
        let quotes = widgets::chip(ui, t("原句"), !state.gaps.bare, palette);
        if quotes.on_hover_text(t("每份文档显示一句原文，或只看名称")).clicked() {
            commands.push(Command::Gaps(GapsCommand::ToggleQuotes));
        }
        if !state.gaps.ledger.open.is_empty() && ui.button(t("全部收起")).clicked() {
            commands.push(Command::Gaps(GapsCommand::CloseRows));
        }
        let copy = ui.add_enabled(!rows.gaps.rows.is_empty(), Button::new(t("复制表格")));
        if copy.on_hover_text(t("把现在显示的表格复制到剪贴板，可粘贴到电子表格")).clicked() {
            commands.push(Command::Gaps(GapsCommand::Copy));
        }
    });
    note(ui, state, rows, palette);
    ui.add_space(2.0);
}

/// The switch over the documents: by letters where there are few.
fn documents(ui: &mut Ui, state: &AppState, key: DocumentKey, palette: &Palette, commands: &mut Vec<Command>) {
    ui.label(RichText::new(t("看")).color(palette.quiet));
    let names = state.compared.iter().zip(&state.comparison.documents);
    let label = state.compared_index(key).and_then(|k| state.comparison.documents.get(k)).map(|d| d.label()).unwrap_or_default();
    if state.compared.len() <= MAX_LETTERS {
        for (one, document) in names {
            let name = state.lettered(*one, document);
            let chip = widgets::named_chip(ui, &state.letter_of(*one), &tf("看 {} 的差距", &[&name]), *one == key, palette);
            if chip.on_hover_text(&name).clicked() {
                commands.push(Command::Gaps(GapsCommand::Document(*one)));
            }
        }
        let shown = RichText::new(shortened(&label)).font(theme::hei_bold(13.5)).color(palette.ink);
        ui.label(shown).on_hover_text(label);
        return;
    }
    let text = format!("{} {}", state.letter_of(key), shortened(&label));
    ui.menu_button(RichText::new(format!("{text}…")).font(theme::hei_bold(13.5)), |ui| {
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
            for (one, document) in names {
                if ui.selectable_label(*one == key, state.lettered(*one, document)).clicked() {
                    commands.push(Command::Gaps(GapsCommand::Document(*one)));
                    ui.close();
                }
            }
        });
    })
    .response
    .on_hover_text(label);
}

/// A name of two hundred characters would push everything else away.
fn shortened(label: &str) -> String {
    const MOST: usize = 24;
    if label.chars().count() <= MOST { label.to_owned() } else { label.chars().take(MOST - 1).chain(['…']).collect() }
}

fn sides(ui: &mut Ui, state: &AppState, rows: &GapRows, palette: &Palette, commands: &mut Vec<Command>) {
    ui.add_space(8.0);
    let totals = &rows.gaps.totals;
    let choices = [
        (GapSide::Lacking, tf("别家有，它未提及 {}", &[&totals.lacking(1)]), t("别的文档提到而这份未提及的事项，提到的份数多的在前")),
        (GapSide::Ahead, tf("它有，别家少 {}", &[&totals.ahead(state.gaps.most)]), t("这份文档提到、别的文档未提及或很少提到的事项")),
    ];
    for (side, text, hint) in choices {
        if widgets::segment(ui, &text, state.gaps.side == side, palette).on_hover_text(hint).clicked() {
            commands.push(Command::Gaps(GapsCommand::Side(side)));
        }
    }
    ui.add_space(8.0);
}

/// How many others have it: at least of what is lacking, at most of what only it has.
fn others(ui: &mut Ui, state: &AppState, rows: &GapRows, palette: &Palette, commands: &mut Vec<Command>) {
    let others = state.compared.len() - 1;
    let totals = &rows.gaps.totals;
    match state.gaps.side {
        GapSide::Lacking => {
            let now = state.gaps.least.clamp(1, others);
            let half = state.compared.len().div_ceil(2);
            let mut choices = vec![(1, tf("全部 {}", &[&totals.lacking(1)]))];
            choices.extend((2..=3).filter(|n| *n <= others).map(|n| (n, tf("{} 份以上 {}", &[&n, &totals.lacking(n)]))));
            if state.compared.len() >= HALF_FROM {
                choices.push((half, tf("半数以上 {}", &[&totals.lacking(half)])));
            }
            for (least, text) in choices {
                let name = tf("别家有的：{}", &[&text]);
                if widgets::named_chip(ui, &text, &name, now == least, palette).clicked() {
                    commands.push(Command::Gaps(GapsCommand::Least(least)));
                }
            }
        }
        GapSide::Ahead => {
            let now = state.gaps.most.min(others);
            let mut choices = vec![(0, tf("仅它 {}", &[&totals.ahead(0)]))];
            choices.extend((1..=2).filter(|n| *n < others).map(|n| (n, tf("另 {} 份以内 {}", &[&n, &totals.ahead(n)]))));
            choices.push((others, tf("全部 {}", &[&totals.ahead(usize::MAX)])));
            for (most, text) in choices {
                let name = tf("它有的：{}", &[&text]);
                if widgets::named_chip(ui, &text, &name, now == most, palette).clicked() {
                    commands.push(Command::Gaps(GapsCommand::Most(if most == others { usize::MAX } else { most })));
                }
            }
        }
    }
}

fn text(ui: &mut Ui, state: &mut AppState) {
    let width = (ui.available_width() * 0.2).clamp(120.0, 240.0);
    let field = TextEdit::singleline(&mut state.gaps.text).hint_text(t("筛选事项")).desired_width(width).id_salt("gaps-filter");
    field_with_name(ui, field, t("筛选差距里的事项"));
}

fn categories(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let text = t(state.gaps.category.map_or("全部类别", Category::name));
    ui.menu_button(format!("{text}…"), |ui| {
        let present = |c: &Category| state.comparison.initiatives.iter().any(|i| i.category == *c);
        for category in [None].into_iter().chain(Category::ALL.into_iter().filter(present).map(Some)) {
            let text = t(category.map_or("全部类别", Category::name));
            if ui.selectable_label(state.gaps.category == category, text).clicked() {
                commands.push(Command::Gaps(GapsCommand::Category(category)));
                ui.close();
            }
        }
    });
}

/// How many there are, and what the list does not say.
fn note(ui: &mut Ui, state: &AppState, rows: &GapRows, palette: &Palette) {
    let small = |text: String| RichText::new(text).font(theme::hei(12.5));
    let caution = t("“未提及”只说明这份文本里没有写到，不等于没有做。");
    let words = in_words(state, rows);
    if ui.available_width() < 720.0 {
        ui.add(egui::Label::new(small(words).color(palette.ink)).wrap());
        ui.add(egui::Label::new(small(caution.to_owned()).color(palette.quiet)).wrap());
        return;
    }
    ui.horizontal(|ui| {
        ui.label(small(words).color(palette.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(small(caution.to_owned()).color(palette.quiet)));
    });
}
