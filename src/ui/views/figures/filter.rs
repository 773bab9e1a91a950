//! Above the table: list or side by side, text, document, targets and results, unit, policy area, initiative; the table for the clipboard.

use egui::{Align, Layout, RichText, ScrollArea, TextEdit, Ui};

use super::list::unit_name;
use crate::compare::Facets;
use crate::measure::Kind;
use crate::ui::command::Command;
use crate::ui::figures::{FiguresCommand, FiguresMode, kind_name};
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::bars::field_with_name;
use crate::ui::views::widgets;

/// Below this width everything follows each other and wraps, in points.
const WRAPS_BELOW: f32 = 940.0;
/// A list to choose from is not higher, in points.
const LIST_HEIGHT: f32 = 360.0;
/// A name on a button is not longer, in characters.
const SHORT: usize = 8;

fn send(commands: &mut Vec<Command>, command: FiguresCommand) {
    commands.push(Command::Figures(command));
}

/// The row. `lines`: side by side, how many lines two documents or more have, and how many there are.
pub fn row(
    ui: &mut Ui,
    state: &mut AppState,
    facets: &Facets,
    listed: usize,
    lines: Option<(usize, usize)>,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let wide = ui.available_width() >= WRAPS_BELOW;
    let show = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (mode, text, name) in
            [(FiguresMode::List, t("清单"), t("指标清单")), (FiguresMode::SideBySide, t("对照"), t("同类指标并排对照"))]
        {
            if widgets::named_chip(ui, text, name, state.figures.mode == mode, palette).clicked() {
                send(commands, FiguresCommand::Mode(mode));
            }
        }
        let width = if wide { (ui.available_width() * 0.15).clamp(110.0, 240.0) } else { 120.0 };
        let field = TextEdit::singleline(&mut state.figures.text).hint_text(t("筛选指标")).desired_width(width).id_salt("figures-filter");
        field_with_name(ui, field, t("筛选指标的对象和原文"));
        match lines {
            Some(lines) => shared(ui, state, lines, palette, commands),
            None => documents(ui, state, facets, commands),
        }
        kinds(ui, state, facets, palette, commands);
        units(ui, state, facets, commands);
        categories(ui, state, facets, commands);
        initiative(ui, state, palette, commands);
        let mut tail = |ui: &mut Ui| {
            let button = ui.add_enabled(listed > 0, egui::Button::new(t("复制表格")));
            if button.on_hover_text(t("把现在显示的表格复制到剪贴板，可粘贴到电子表格")).clicked() {
                send(commands, FiguresCommand::Copy);
            }
            ui.label(RichText::new(tf("{} 条", &[&listed])).font(theme::hei(12.5)).color(palette.quiet));
        };
        if wide { ui.with_layout(Layout::right_to_left(Align::Center), tail).inner } else { tail(ui) }
    };
    if wide {
        ui.horizontal(show);
    } else {
        ui.horizontal_wrapped(show);
    }
}

/// A button with a list of choices; the chosen one's name stands on it.
fn menu<T: Clone + PartialEq>(
    ui: &mut Ui,
    current: &T,
    choices: impl Iterator<Item = (T, String)>,
    short: &str,
    hint: &str,
    mut choose: impl FnMut(T),
) {
    // Latin letters take half the room.
    let text: String = short
        .chars()
        .scan(0, |taken, c| {
            *taken += if c.is_ascii() { 1 } else { 2 };
            (*taken <= 2 * SHORT).then_some(c)
        })
        .collect();
    let button = ui.menu_button(format!("{text}…"), |ui| {
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
            for (choice, name) in choices {
                if ui.selectable_label(choice == *current, name).clicked() {
                    choose(choice);
                    ui.close();
                }
            }
        });
    });
    button.response.on_hover_text(hint);
}

fn documents(ui: &mut Ui, state: &AppState, facets: &Facets, commands: &mut Vec<Command>) {
    let named = state.compared.iter().zip(&state.comparison.documents).zip(&facets.documents);
    let choices = named.map(|((key, document), count)| (Some(*key), format!("{}　{count}", state.lettered(*key, document))));
    let short = state.figures.document.map_or_else(|| t("全部文档").to_owned(), |key| tf("文档 {}", &[&state.letter_of(key)]));
    let all = [(None, format!("{}　{}", t("全部文档"), facets.all))];
    menu(ui, &state.figures.document, all.into_iter().chain(choices), &short, t("只看一份文档的指标"), |choice| {
        send(commands, FiguresCommand::Document(choice));
    });
}

fn kinds(ui: &mut Ui, state: &AppState, facets: &Facets, palette: &Palette, commands: &mut Vec<Command>) {
    for (kind, count) in [Kind::Target, Kind::Result].into_iter().zip(facets.kinds) {
        let on = state.figures.kind == Some(kind);
        let text = format!("{} {count}", t(kind_name(kind)));
        if widgets::named_chip(ui, &text, &tf("只看{}", &[&text]), on, palette).clicked() {
            send(commands, FiguresCommand::Kind((!on).then_some(kind)));
        }
    }
}

fn units(ui: &mut Ui, state: &AppState, facets: &Facets, commands: &mut Vec<Command>) {
    let choices = facets.units.iter().map(|(unit, count)| (Some(unit.clone()), format!("{}　{count}", unit_name(unit))));
    let short = state.figures.unit.as_deref().map_or_else(|| t("全部单位").to_owned(), |unit| unit_name(unit).to_owned());
    let all = [(None, t("全部单位").to_owned())];
    let hint = t("只看一种单位；万元、亿元都算元");
    menu(ui, &state.figures.unit, all.into_iter().chain(choices), &short, hint, |choice| send(commands, FiguresCommand::Unit(choice)));
}

fn categories(ui: &mut Ui, state: &AppState, facets: &Facets, commands: &mut Vec<Command>) {
    let choices = facets.categories.iter().map(|(category, count)| (Some(*category), format!("{}　{count}", t(category.name()))));
    let short = state.figures.category.map_or(t("全部类别"), |category| t(category.name()));
    let all = [(None, t("全部类别").to_owned())];
    menu(ui, &state.figures.category, all.into_iter().chain(choices), short, t("只看一个类别的事项"), |choice| {
        send(commands, FiguresCommand::Category(choice));
    });
}

/// The initiative that is chosen in the list at the left, or the one that the table is held to.
fn initiative(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let held = state.figures.initiative.as_ref().and_then(|id| state.comparison.initiatives.iter().find(|i| i.id == *id));
    let Some(one) = held.or_else(|| state.selected_initiative()) else { return };
    let on = held.is_some();
    let short: String = one.name.chars().take(SHORT).collect();
    let chip = widgets::named_chip(ui, &tf("事项 {}", &[&short]), &tf("只看事项 {} 的指标", &[&one.name]), on, palette);
    if chip.on_hover_text(&one.name).clicked() {
        send(commands, FiguresCommand::Initiative((!on).then(|| one.id.clone())));
    }
}

fn shared(ui: &mut Ui, state: &AppState, (shared, all): (usize, usize), palette: &Palette, commands: &mut Vec<Command>) {
    for (only, text, name) in [
        (true, tf("两份以上 {}", &[&shared]), tf("只看两份以上文档都有的对象 {}", &[&shared])),
        (false, tf("全部 {}", &[&all]), tf("看全部对象 {}", &[&all])),
    ] {
        if widgets::named_chip(ui, &text, &name, state.figures.shared == only, palette).clicked() {
            send(commands, FiguresCommand::Shared(only));
        }
    }
}
