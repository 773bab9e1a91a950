//! The view 差距: what the others have and one document lacks, and the reverse.
//!
//! `controls` is what stands above, `rows` the ranked list. The rows come ready from [`crate::compare::Gaps`].

mod controls;
mod rows;

use egui::{Align, Frame, Layout, Margin, RichText, Ui};

use super::{ledger, panes};
use crate::compare::GapSide;
use crate::ui::command::Command;
use crate::ui::gaps::{GapRows, GapsCommand};
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// Controls and list, or what to do where there is nothing to show.
pub fn show(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let looked_at = state.gaps.looked_at(&state.compared, state.following.hand);
    let Some((key, document)) = looked_at.and_then(|key| Some((key, state.compared_index(key)?))) else {
        panes::empty(ui, state, palette, commands);
        return;
    };
    if state.compared.len() < 2 {
        say(
            ui,
            t("还没有可以比的"),
            t("差距要有两份以上的文档才看得出：再打开一份，就能看到别的文档有、这份未提及的事项。"),
            palette,
            |ui| {
                if ui.button(t("打开文件…")).clicked() {
                    commands.push(Command::PickFiles { folder: false });
                }
            },
        );
        return;
    }
    let rows = state.gaps.rows(&state.comparison, document);
    controls::show(ui, state, key, &rows, palette, commands);
    if rows.gaps.rows.is_empty() {
        nothing(ui, state, &rows, palette, commands);
        return;
    }
    let mut kept = std::mem::take(&mut state.gaps.ledger);
    let list = rows::List::new(ui, state, &rows, palette);
    let name = t("差距的事项");
    let acted = ledger::show(ui, name, &list, &mut kept, state.selected.as_ref(), palette);
    if let Some(command) = acted.and_then(|(row, act)| list.command(row, act)) {
        commands.push(command);
    }
    state.gaps.ledger = kept;
}

/// No row: why, and what to do.
fn nothing(ui: &mut Ui, state: &AppState, rows: &GapRows, palette: &Palette, commands: &mut Vec<Command>) {
    let side = state.gaps.side;
    let all = match side {
        GapSide::Lacking => rows.gaps.totals.lacking(1),
        GapSide::Ahead => rows.gaps.totals.ahead(usize::MAX),
    };
    let (title, hint) = if state.comparing() {
        (t("正在比较…"), t("比较完成后，这里列出各文档提到的事项。"))
    } else if all == 0 && side == GapSide::Lacking {
        (t("没有差距"), t("其他文档提到的事项，这份文档都提到了。"))
    } else if all == 0 {
        (t("没有事项"), t("这份文档里没有认出事项。"))
    } else if state.gaps.is_narrowed() || side == GapSide::Lacking {
        (t("没有符合筛选的事项"), t("换一个词，或清除筛选，就能看到全部事项。"))
    } else {
        (t("没有独有的事项"), t("这份文档提到的事项，别的文档也都提到了；可放宽份数再看。"))
    };
    say(ui, title, hint, palette, |ui| {
        if !state.comparing() && all > 0 {
            let (text, command) = if state.gaps.is_narrowed() || side == GapSide::Lacking {
                (t("清除筛选"), GapsCommand::Clear)
            } else {
                (t("放宽份数"), GapsCommand::Most(usize::MAX))
            };
            if ui.button(text).clicked() {
                commands.push(Command::Gaps(command));
            }
        }
    });
}

/// What there is to say where there is no list, in the middle; `below` adds what can be done.
pub fn say(ui: &mut Ui, title: &str, hint: &str, palette: &Palette, below: impl FnOnce(&mut Ui)) {
    Frame::new().inner_margin(Margin::symmetric(24, 0)).show(ui, |ui| {
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            ui.add_space(ui.available_height() * 0.25);
            ui.label(RichText::new(title).font(theme::hei_bold(18.0)).color(palette.ink));
            ui.add(egui::Label::new(RichText::new(hint).color(palette.quiet)).wrap());
            ui.add_space(8.0);
            below(ui);
        });
    });
}

/// What the list shows, in words.
fn in_words(state: &AppState, rows: &GapRows) -> String {
    let (totals, shown) = (&rows.gaps.totals, rows.gaps.rows.len());
    let all = match state.gaps.side {
        GapSide::Lacking => {
            let all = totals.lacking(1);
            let least = state.gaps.least.min(state.compared.len() - 1);
            if least > 1 {
                tf("别的文档有、它未提及的 {} 项，其中 {} 份以上都有的 {} 项", &[&all, &least, &totals.lacking(least)])
            } else {
                tf("别的文档有、它未提及的 {} 项", &[&all])
            }
        }
        GapSide::Ahead => match state.gaps.most {
            0 => tf("只有它提到的 {} 项", &[&totals.ahead(0)]),
            most if most < state.compared.len() - 1 => tf("只有它、或另外至多 {} 份提到的 {} 项", &[&most, &totals.ahead(most)]),
            _ => tf("它提到的全部 {} 项，别的文档最少提到的在前", &[&totals.ahead(usize::MAX)]),
        },
    };
    if state.gaps.is_narrowed() { tf("{}；筛出 {} 项", &[&all, &shown]) } else { all }
}
