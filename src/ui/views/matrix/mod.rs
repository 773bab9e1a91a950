//! The matrix: initiatives by documents, with counts; a cell leads to its passages.
//!
//! `filter` is the row of filters above, `columns` its menus of streets and years, `table` the frozen heads and names and what scrolls under them, `cells` and `heads` paint what
//! stands in it, `grid` says where everything stands, `keyboard` which cell the keys are on. The rows come ready from [`crate::compare::Matrix`].

mod cells;
mod columns;
mod filter;
mod grid;
mod heads;
mod keyboard;
mod table;

pub use columns::in_words as columns_in_words;

use egui::{Align, Frame, Layout, Margin, RichText, Ui};

use super::{charts, panes};
use crate::compare::Columns;
use crate::ui::command::Command;
use crate::ui::language::t;
use crate::ui::matrix::MatrixSharing;
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// Filters and table, or what to do where there is nothing to show.
pub fn show(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    // Asked for now: a table that comes up later takes the keyboard from nobody.
    let focus = std::mem::take(&mut state.matrix.focus);
    if state.compared.is_empty() {
        panes::empty(ui, state, palette, commands);
        return;
    }
    let (rows, asked_otherwise) = state.matrix.rows(&state.comparison, &state.compared);
    filter::row(ui, state, &rows, palette, commands);
    ui.add_space(4.0);
    if rows.initiatives == 0 {
        nothing(ui, state, palette, commands);
    } else if state.matrix.picture {
        charts::show(ui, state, &rows, palette, commands);
    } else {
        state.matrix.focus = focus;
        table::show(ui, state, &rows, asked_otherwise, palette, commands);
    }
}

/// No row: why, and what to do.
fn nothing(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let matrix = &state.matrix;
    let narrowed = !matrix.text.trim().is_empty() || matrix.category.is_some() || matrix.columns != Columns::default();
    let (title, hint) = if state.comparing() {
        (t("正在比较…"), t("比较完成后，这里列出各文档提到的事项。"))
    } else if state.comparison.initiatives.is_empty() {
        (t("没有找到事项"), t("这些文档里没有认出事项；可在左上角再打开几份文档。"))
    } else if narrowed {
        (t("没有符合筛选的事项"), t("换一个词，或清除筛选，就能看到全部事项。"))
    } else {
        match matrix.sharing {
            MatrixSharing::Shared if state.compared.len() < 2 => (t("还没有可以比的"), t("再打开一份文档，就能看到共有的事项。")),
            MatrixSharing::Shared => (t("没有共有的事项"), t("这些文档提到的事项各不相同，可看全部事项。")),
            MatrixSharing::Unique => (t("没有独有的事项"), t("每个事项都有两份以上的文档提到，可看全部事项。")),
            MatrixSharing::LackingIn(_) => (t("没有缺失的事项"), t("其他文档提到的事项，这份文档都提到了。")),
            MatrixSharing::All => (t("没有事项"), t("可在左上角再打开几份文档。")),
        }
    };
    Frame::new().inner_margin(Margin::symmetric(24, 0)).show(ui, |ui| {
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            ui.add_space(ui.available_height() * 0.25);
            ui.label(RichText::new(title).font(theme::hei_bold(18.0)).color(palette.ink));
            ui.label(RichText::new(hint).color(palette.quiet));
            if !state.comparing() && !state.comparison.initiatives.is_empty() {
                ui.add_space(8.0);
                if ui.button(t("显示全部事项")).clicked() {
                    commands.push(Command::ClearMatrixFilter);
                }
            }
        });
    });
}
