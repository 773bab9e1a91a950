//! The view 检索: keyword in context over all open documents.
//!
//! From above: the query with its history, how words must stand and rows are ordered; how many places each document has; the rows, the
//! words one under the other. `bar`, `counts` and `rows` paint them, `line` one row, `keyboard` moves through them.

mod bar;
mod counts;
mod keyboard;
mod line;
mod rows;

use egui::{Align, Frame, Layout, Margin, RichText, ScrollArea, Ui};

use crate::ui::command::Command;
use crate::ui::concordance::ConcordanceCommand;
use crate::ui::language::{t, tf, told};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::{panes, widgets};

/// Queries that show what can be asked, each with what it does.
const EXAMPLES: [(&str, &str); 7] = [
    ("垃圾分类", "一个词；全角半角、简体繁体、空格引号、中文数字不影响结果"),
    ("养老 助餐", "两个词在同一句里；前一个居中，后一个标出"),
    ("加装电梯 | 加梯", "两个写法任一个"),
    ("养老 -机构", "有前一个、没有后一个的句子"),
    ("“社区 治理”", "引号里的文字原样相连"),
    (r"/\d+(台|个|家|处)/", "正则表达式，按原文查"),
    ("ljfl", "拼音首字母或全拼；原文有这些字母时写 拼音:ljfl"),
];

/// The whole view.
pub fn show(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if state.documents.is_empty() {
        panes::empty(ui, state, palette, commands);
        return;
    }
    bar::show(ui, state, palette, commands);
    ui.add_space(2.0);
    let Some(answer) = state.concordance.answer.clone() else {
        if state.concordance.query.trim().is_empty() {
            invitation(ui, state, palette, commands);
        }
        return;
    };
    match &answer.result {
        Err(why) => message(ui, t("检索式有误"), &told(why), palette),
        Ok(found) if found.total() == 0 => nothing(ui, state, &answer.query, answer.documents.len(), palette),
        Ok(found) => {
            counts::show(ui, state, &answer, found, palette, commands);
            ui.add_space(4.0);
            rows::show(ui, state, &answer, found, palette, commands);
        }
    }
}

/// No place: what was searched, and what may help.
fn nothing(ui: &mut Ui, state: &AppState, query: &str, documents: usize, palette: &Palette) {
    let hidden = state.documents.iter().filter(|d| d.hidden).count();
    let mut hint = tf("查了 {} 份文档。可以换一个说法，或把几个词的范围放宽到同一段。", &[&documents]);
    if hidden > 0 && !state.concordance.hidden {
        hint.push_str(&tf("还有 {} 份隐藏的文档没有查。", &[&hidden]));
    }
    message(ui, &tf("没有找到 {}", &[&query]), &hint, palette);
}

fn message(ui: &mut Ui, title: &str, hint: &str, palette: &Palette) {
    Frame::new().inner_margin(Margin::symmetric(24, 0)).show(ui, |ui| {
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            ui.add_space(ui.available_height() * 0.22);
            ui.add(egui::Label::new(RichText::new(title).font(theme::hei_bold(18.0)).color(palette.ink)).wrap());
            ui.add(egui::Label::new(RichText::new(hint).color(palette.quiet)).wrap());
        });
    });
}

/// Before the first query: what can be asked, and what was asked before.
fn invitation(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    ScrollArea::vertical().id_salt("concordance-invitation").auto_shrink(false).show(ui, |ui| {
        let side = ((ui.available_width() - 640.0) / 2.0).max(0.0);
        ui.horizontal_top(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_max_width(640.0_f32.min(ui.available_width()));
                ui.add_space(24.0);
                ui.label(
                    RichText::new(t("在所有打开的文档里查一个词，每处一行，前后文对齐")).font(theme::hei_bold(16.0)).color(palette.ink),
                );
                ui.label(RichText::new(t("点一个例子试试：")).color(palette.quiet));
                ui.add_space(4.0);
                egui::Grid::new("concordance-examples").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
                    for (query, what) in EXAMPLES {
                        example(ui, query, palette, commands);
                        ui.add(egui::Label::new(RichText::new(t(what)).font(theme::hei(13.0)).color(palette.quiet)).wrap());
                        ui.end_row();
                    }
                });
                if !state.concordance.history.is_empty() {
                    ui.add_space(12.0);
                    ui.label(RichText::new(t("最近检索过")).font(theme::hei_bold(13.0)).color(palette.quiet));
                    ui.horizontal_wrapped(|ui| {
                        for query in state.concordance.history.iter().rev().take(12) {
                            example(ui, query, palette, commands);
                        }
                    });
                }
            });
        });
    });
}

/// A query to click.
fn example(ui: &mut Ui, query: &str, palette: &Palette, commands: &mut Vec<Command>) {
    if widgets::named_chip(ui, query, &tf("检索 {}", &[&query]), false, palette).clicked() {
        commands.push(Command::Concordance(ConcordanceCommand::Search(Some(query.to_owned()))));
    }
}
