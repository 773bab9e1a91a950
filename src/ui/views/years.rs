//! The view 年度: the same street over years: what is kept, new and no longer mentioned, and whether the wording became stronger.
//!
//! `controls` is what stands above, `rows` the list, `picture` the bars by policy area. What became of each initiative comes ready from
//! [`crate::compare::Changes`].

mod controls;
mod picture;
mod rows;

use egui::{RichText, Ui};

use super::gaps::say;
use super::{ledger, panes};
use crate::ui::command::Command;
use crate::ui::language::t;
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::years::{YearTable, YearsCommand};

/// Height of the picture, in points, and the least height of the list below it.
const PICTURE_HEIGHT: f32 = 210.0;
const LEAST_LIST: f32 = 160.0;

/// Controls and list, or what to do where there is nothing to show.
pub fn show(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if state.compared.is_empty() {
        panes::empty(ui, state, palette, commands);
        return;
    }
    let table = state.years.table(&state.comparison, &state.compared);
    if table.changes.documents.len() < 2 {
        no_street(ui, state, palette, commands);
        return;
    }
    controls::show(ui, state, &table, palette, commands);
    if state.years.picture && ui.available_height() > PICTURE_HEIGHT + LEAST_LIST {
        picture::show(ui, state, &table, PICTURE_HEIGHT, palette);
        ui.add_space(6.0);
    }
    if table.rows.is_empty() {
        nothing(ui, state, &table, palette, commands);
        return;
    }
    let mut kept = std::mem::take(&mut state.years.ledger);
    let list = rows::List::new(ui, state, &table, palette);
    list.heads(ui);
    let acted = ledger::show(ui, t("各年的变化"), &list, &mut kept, state.selected.as_ref(), palette);
    if let Some(command) = acted.and_then(|(row, act)| list.command(row, act)) {
        commands.push(command);
    }
    state.years.ledger = kept;
}

/// No street has two years: what can be done.
fn no_street(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let title = if state.comparing() { t("正在比较…") } else { t("没有同一街道不同年份的文档") };
    let hint = t("年度要有同一街道两个年份以上的文档（例如去年和今年的工作要点）：再打开一份，或在下面自选任意两份文档，一前一后。");
    say(ui, title, hint, palette, |ui| {
        if ui.button(t("打开文件…")).clicked() {
            commands.push(Command::PickFiles { folder: false });
        }
        if state.compared.len() < 2 {
            return;
        }
        ui.add_space(10.0);
        ui.label(RichText::new(t("自选两份文档")).font(theme::hei_bold(13.5)).color(palette.ink));
        for (k, before) in state.compared.iter().enumerate() {
            let label = |k: usize| state.comparison.documents.get(k).map(|d| state.lettered(state.compared[k], d)).unwrap_or_default();
            ui.menu_button(format!("{}：{}…", t("前一份"), label(k)), |ui| {
                for (other, after) in state.compared.iter().enumerate().filter(|(other, _)| *other != k) {
                    if ui.button(format!("{}：{}", t("后一份"), label(other))).clicked() {
                        commands.push(Command::Years(YearsCommand::ByHand(*before, *after)));
                        ui.close();
                    }
                }
            });
            if k + 1 == MAX_OFFERED {
                break;
            }
        }
    });
}

/// So many documents are offered as the earlier one where no street has two years; the controls offer all.
const MAX_OFFERED: usize = 8;

/// No row: why, and what to do.
fn nothing(ui: &mut Ui, state: &AppState, table: &YearTable, palette: &Palette, commands: &mut Vec<Command>) {
    let (title, hint) = if table.changes.changes.is_empty() {
        (t("没有找到事项"), t("这些文档里没有认出事项。"))
    } else {
        (t("没有符合筛选的事项"), t("换一个词，或清除筛选，就能看到全部事项。"))
    };
    say(ui, title, hint, palette, |ui| {
        if state.years.is_narrowed() && ui.button(t("清除筛选")).clicked() {
            commands.push(Command::Years(YearsCommand::Clear));
        }
    });
}
