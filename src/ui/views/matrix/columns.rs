//! Which documents have a column: a menu of streets and one of years, several of each at a time.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{PopupCloseBehavior, ScrollArea, Ui};

use crate::compare::{Columns, Matrix};
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;

/// A list to choose from is not higher, in points.
const LIST_HEIGHT: f32 = 360.0;
/// A chosen street is named on its button up to so many characters.
const NAME_CHARS: usize = 8;

/// The two menus; where all documents are of one street or one year there is nothing to choose, and no menu.
pub fn menus(ui: &mut Ui, state: &AppState, rows: &Matrix, commands: &mut Vec<Command>) {
    let chosen = state.matrix.columns.of_these(&rows.facets);
    if rows.facets.streets.len() > 1 {
        let named: Vec<&str> = chosen.streets.iter().map(|street| street_name(street)).collect();
        let text = match named.as_slice() {
            [] => t("全部街道").to_owned(),
            [one] => shortened(one),
            several => tf("{} 个街道", &[&several.len()]),
        };
        list(ui, &text, &tf("矩阵显示的街道：{}", &[&named_or_all(&named)]), |ui| {
            if ui.selectable_label(chosen.streets.is_empty(), t("全部街道")).clicked() {
                commands.push(Command::MatrixColumns(Columns { streets: Default::default(), ..chosen.clone() }));
            }
            for (street, count) in &rows.facets.streets {
                let mut on = chosen.streets.contains(street);
                if ui.checkbox(&mut on, tf("{}（{} 份）", &[&street_name(street), count])).clicked() {
                    let mut wanted = chosen.clone();
                    if !wanted.streets.remove(street) {
                        wanted.streets.insert(street.clone());
                    }
                    commands.push(Command::MatrixColumns(wanted));
                }
            }
        });
    }
    if rows.facets.years.len() > 1 {
        let named: Vec<String> = chosen.years.iter().map(|year| year_name(*year)).collect();
        let text = match named.as_slice() {
            [] => t("全部年份").to_owned(),
            [one] => one.clone(),
            several => tf("{} 个年份", &[&several.len()]),
        };
        list(ui, &text, &tf("矩阵显示的年份：{}", &[&named_or_all(&named)]), |ui| {
            if ui.selectable_label(chosen.years.is_empty(), t("全部年份")).clicked() {
                commands.push(Command::MatrixColumns(Columns { years: Default::default(), ..chosen.clone() }));
            }
            for (year, count) in &rows.facets.years {
                let mut on = chosen.years.contains(year);
                if ui.checkbox(&mut on, tf("{}（{} 份）", &[&year_name(*year), count])).clicked() {
                    let mut wanted = chosen.clone();
                    if !wanted.years.remove(year) {
                        wanted.years.insert(*year);
                    }
                    commands.push(Command::MatrixColumns(wanted));
                }
            }
        });
    }
}

/// A button with a list that stays open while several are chosen. Its name says what is chosen even where its text only counts.
fn list(ui: &mut Ui, text: &str, name: &str, content: impl FnOnce(&mut Ui)) {
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = MenuButton::new(format!("{text}…")).config(config).ui(ui, |ui| {
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, content);
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name);
}

fn named_or_all(named: &[impl AsRef<str>]) -> String {
    if named.is_empty() { t("全部").to_owned() } else { named.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("、") }
}

/// What is chosen, in words: for the note under a picture. `None` where all documents have a column.
pub fn in_words(columns: &Columns) -> Option<String> {
    let streets = columns.streets.iter().map(|street| street_name(street).to_owned());
    let all: Vec<String> = streets.chain(columns.years.iter().map(|year| year_name(*year))).collect();
    (!all.is_empty()).then(|| all.join("、"))
}

fn street_name(street: &str) -> &str {
    if street.is_empty() { t("未写明街道") } else { street }
}

fn year_name(year: Option<i32>) -> String {
    year.map_or_else(|| t("未写明年份").to_owned(), |year| tf("{} 年", &[&year]))
}

fn shortened(name: &str) -> String {
    let mut short: String = name.chars().take(NAME_CHARS).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}
