//! Above the table: text, chips, policy area, how many rows there are, and the table for the clipboard.

use egui::{Align, Layout, Popup, RichText, ScrollArea, TextEdit, Ui};

use super::columns;
use crate::compare::Matrix;
use crate::initiative::Category;
use crate::ui::charts::ChartsCommand;
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::matrix::{MatrixCells, MatrixSharing, shown_keys};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::bars::field_with_name;
use crate::ui::views::widgets;

/// From this width on the field is longer, in points.
const WRAPS_BELOW: f32 = 720.0;
/// Between two of its parts, in points.
const GAP: f32 = 6.0;
/// A list of documents to choose from is not higher, in points.
const LIST_HEIGHT: f32 = 360.0;

/// The row; in a narrow view, or in a language of longer words, as many rows as it takes.
pub fn row(ui: &mut Ui, state: &mut AppState, rows: &Matrix, palette: &Palette, commands: &mut Vec<Command>) {
    let wide = ui.available_width() >= WRAPS_BELOW;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        text(ui, state, wide);
        chips(ui, state, rows, palette, commands);
        categories(ui, state, commands);
        columns::menus(ui, state, rows, commands);
        measures(ui, state, palette, commands);
        if ui.available_size_before_wrap().x >= room_at_the_right(ui, state, rows) {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                picture_switch(ui, state, palette, commands);
                copy(ui, rows, commands);
                count(ui, state, rows, palette);
            });
        } else {
            count(ui, state, rows, palette);
            copy(ui, rows, commands);
            picture_switch(ui, state, palette, commands);
        }
    });
}

/// Width of what stands at the right where there is room for it.
fn room_at_the_right(ui: &Ui, state: &AppState, rows: &Matrix) -> f32 {
    let width = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), theme::hei(13.5), egui::Color32::PLACEHOLDER).size().x;
    let padding = 2.0 * ui.spacing().button_padding.x + 2.0 * 18.0 + 4.0 * GAP;
    [count_text(state, rows).as_str(), t("复制表格"), t("表格"), t("图")].into_iter().map(width).sum::<f32>() + padding
}

fn text(ui: &mut Ui, state: &mut AppState, wide: bool) {
    let width = if wide { (ui.available_width() * 0.2 - 60.0).clamp(120.0, 260.0) } else { 120.0 };
    let field = TextEdit::singleline(&mut state.matrix.text).hint_text(t("筛选矩阵")).desired_width(width).id_salt("matrix-filter");
    field_with_name(ui, field, t("筛选矩阵里的事项"));
}

fn chips(ui: &mut Ui, state: &AppState, rows: &Matrix, palette: &Palette, commands: &mut Vec<Command>) {
    let totals = &rows.totals;
    let sharing = effective(state, rows);
    for (one, text) in [
        (MatrixSharing::Shared, tf("共有 {}", &[&totals.shared])),
        (MatrixSharing::Unique, tf("独有 {}", &[&(totals.all - totals.shared)])),
    ] {
        if widgets::named_chip(ui, &text, &tf("矩阵只看{}", &[&text]), sharing == one, palette).clicked() {
            commands.push(Command::MatrixSharing(one));
        }
    }
    lacking(ui, state, rows, palette, commands);
    let text = tf("全部 {}", &[&totals.all]);
    if widgets::named_chip(ui, &text, &tf("矩阵看{}", &[&text]), sharing == MatrixSharing::All, palette).clicked() {
        commands.push(Command::MatrixSharing(MatrixSharing::All));
    }
}

/// What the rows go by: of a document without a column nobody can say what it lacks.
fn effective(state: &AppState, rows: &Matrix) -> MatrixSharing {
    match state.matrix.sharing {
        MatrixSharing::LackingIn(key) if !shown_keys(rows, &state.compared).contains(&key) => MatrixSharing::Shared,
        sharing => sharing,
    }
}

/// The chip for what one document lacks; the document is chosen in a menu.
fn lacking(ui: &mut Ui, state: &AppState, rows: &Matrix, palette: &Palette, commands: &mut Vec<Command>) {
    let shown = shown_keys(rows, &state.compared);
    let chosen = match effective(state, rows) {
        MatrixSharing::LackingIn(key) => shown.iter().position(|k| *k == key).map(|column| (key, column)),
        _ => None,
    };
    let text = chosen.map_or_else(
        || t("缺失…").to_owned(),
        |(key, column)| tf("{} 缺失 {}", &[&state.letter_of(key), &rows.totals.lacking.get(column).copied().unwrap_or(0)]),
    );
    let chip = widgets::named_chip(ui, &text, &tf("矩阵只看{}", &[&text]), chosen.is_some(), palette);
    Popup::menu(&chip.on_hover_text(t("选一份文档，看别的文档提到而它未提及的事项"))).show(|ui| {
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
            for (key, lacking) in shown.iter().zip(&rows.totals.lacking) {
                let Some(document) = state.compared_index(*key).and_then(|k| state.comparison.documents.get(k)) else { continue };
                if ui.button(tf("{}（缺 {} 项）", &[&state.lettered(*key, document), &lacking])).clicked() {
                    commands.push(Command::MatrixSharing(MatrixSharing::LackingIn(*key)));
                    ui.close();
                }
            }
        });
    });
}

fn categories(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let text = state.matrix.category.map_or(t("全部类别"), |c| t(c.name()));
    ui.menu_button(format!("{text}…"), |ui| {
        let present = |c: &Category| state.comparison.initiatives.iter().any(|i| i.category == *c);
        for category in [None].into_iter().chain(Category::ALL.into_iter().filter(present).map(Some)) {
            let text = category.map_or(t("全部类别"), |c| t(c.name()));
            if ui.selectable_label(state.matrix.category == category, text).clicked() {
                commands.push(Command::MatrixCategory(category));
                ui.close();
            }
        }
    });
}

/// The switch between counts and measures in the cells.
fn measures(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let on = state.matrix.cells == MatrixCells::Measures;
    let chip = widgets::named_chip(ui, t("指标"), t("格中显示指标"), on, palette);
    if chip.on_hover_text(t("格中显示第一项指标，再点显示提及的处数")).clicked() {
        commands.push(Command::MatrixCells(if on { MatrixCells::Counts } else { MatrixCells::Measures }));
    }
}

/// How many rows there are; and, where the chosen initiative is none of them, that.
fn count_text(state: &AppState, rows: &Matrix) -> String {
    let hidden = state.selected_index().is_some_and(|k| rows.row_of(k).is_none());
    if hidden { tf("{} 项，不含所选事项", &[&rows.initiatives]) } else { tf("{} 项", &[&rows.initiatives]) }
}

fn count(ui: &mut Ui, state: &AppState, rows: &Matrix, palette: &Palette) {
    ui.label(RichText::new(count_text(state, rows)).font(theme::hei(12.5)).color(palette.quiet));
}

/// The table, or a picture of its rows.
fn picture_switch(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let mut ways = [(false, t("表格"), t("以表格显示矩阵")), (true, t("图"), t("以图显示矩阵"))];
    if ui.layout().prefer_right_to_left() {
        ways.reverse();
    }
    for (picture, text, name) in ways {
        if widgets::named_chip(ui, text, name, state.matrix.picture == picture, palette).clicked() {
            commands.push(Command::Charts(ChartsCommand::Picture(picture)));
        }
    }
}

fn copy(ui: &mut Ui, rows: &Matrix, commands: &mut Vec<Command>) {
    let button = ui.add_enabled(rows.initiatives > 0, egui::Button::new(t("复制表格")));
    if button.on_hover_text(t("把现在显示的表格复制到剪贴板，可粘贴到电子表格")).clicked() {
        commands.push(Command::CopyMatrix);
    }
}
