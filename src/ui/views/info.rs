//! A document's particulars: what was understood of it, the file, the repairs one by one with undo, the diagnostics.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Context, Layout, RichText, Ui};
use egui_extras::{Column, TableBuilder};

use super::documents;
use crate::structure::{Document, Repair};
use crate::ui::command::Command;
use crate::ui::language::{t, tf, told};
use crate::ui::state::{AppState, OpenDocument, OpenState};
use crate::ui::theme::{self, Palette};

/// Text of a repair in the table is at most so long, in characters.
const MAX_SHOWN_CHARS: usize = 24;
/// So many characters stand on each side of it.
const CONTEXT_CHARS: usize = 6;

/// The window, where one is wanted.
pub fn window(ctx: &Context, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(open) = state.info.and_then(|key| state.document(key)) else { return };
    let OpenState::Ready(document) = &open.state else { return };
    let mut shown = true;
    egui::Window::new(tf("详情　{}", &[&documents::label(open)]))
        .id(egui::Id::unique("info"))
        .open(&mut shown)
        .collapsible(false)
        .default_size([720.0, 460.0])
        .pivot(egui::Align2::CENTER_CENTER)
        .default_pos(ctx.content_rect().center())
        .show(ctx, |ui| {
            facts(ui, document, palette);
            diagnostics(ui, document, open.key, palette, commands);
            ui.add_space(6.0);
            let title = tf("修复 {} 处（每处都可以撤回）", &[&document.repairs.len()]);
            ui.label(RichText::new(title).font(theme::hei_bold(13.5)));
            repairs(ui, document, open, palette, commands);
        });
    if !shown {
        commands.push(Command::ShowInfo(None));
    }
}

fn facts(ui: &mut Ui, document: &Document, palette: &Palette) {
    let meta = &document.meta;
    let place: Vec<&str> = [&meta.city, &meta.district, &meta.street].into_iter().filter_map(|p| p.as_deref()).collect();
    let encoding = serde_json::to_value(document.source.encoding).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let rows = [
        (t("标题"), meta.title.clone().unwrap_or_else(|| t("未识别").to_owned())),
        (t("地区"), if place.is_empty() { t("未识别").to_owned() } else { place.join(" ") }),
        (t("可能的地区"), meta.place_candidates.join(t("；"))),
        (t("年份与类别"), format!("{}　{}", meta.year.map_or_else(|| t("年份未识别").to_owned(), |y| y.to_string()), t(meta.kind.label()))),
        (t("发文"), [&meta.issuer, &meta.number, &meta.date].into_iter().filter_map(|p| p.as_deref()).collect::<Vec<_>>().join("　")),
        (t("文件"), document.source.name.clone()),
        (t("编码与指纹"), format!("{encoding}　SHA-256 {}…", &document.source.sha256[..16.min(document.source.sha256.len())])),
    ];
    egui::Grid::new("facts").num_columns(2).spacing([14.0, 3.0]).show(ui, |ui| {
        for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
            ui.label(RichText::new(*name).color(palette.quiet));
            ui.label(value);
            ui.end_row();
        }
    });
}

fn diagnostics(ui: &mut Ui, document: &Document, key: u64, palette: &Palette, commands: &mut Vec<Command>) {
    for diagnostic in document.diagnostics.iter().take(12) {
        ui.horizontal(|ui| {
            ui.label(RichText::new(t("待核对")).font(theme::hei_bold(12.5)).color(palette.accent));
            if ui.link(told(&diagnostic.message)).clicked() {
                commands.push(Command::Reveal { key, span: diagnostic.span });
            }
        });
    }
}

fn repairs(ui: &mut Ui, document: &Document, open: &OpenDocument, palette: &Palette, commands: &mut Vec<Command>) {
    let key = open.key;
    for group in &open.undone {
        if ui.button(tf("重新应用已撤回的修复 {}", &[&group])).clicked() {
            commands.push(Command::ToggleRepair { key, group: *group });
        }
    }
    TableBuilder::new(ui)
        .striped(true)
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(110.0))
        .column(Column::remainder().clip(true))
        .column(Column::remainder().clip(true))
        .column(Column::exact(112.0))
        .header(24.0, |mut header| {
            for name in [t("种类"), t("原文"), t("改为"), ""] {
                header.col(|ui| {
                    ui.label(RichText::new(name).font(theme::hei_bold(12.5)));
                });
            }
        })
        .body(|body| {
            body.rows(26.0, document.repairs.len(), |mut row| {
                let repair = &document.repairs[row.index()];
                row.col(|ui| {
                    ui.label(t(repair.kind.label()));
                });
                row.col(|ui| {
                    ui.label(in_context(document, repair, palette));
                });
                row.col(|ui| {
                    ui.label(visible(&repair.after));
                });
                row.col(|ui| actions(ui, repair, key, commands));
            });
        });
}

fn actions(ui: &mut Ui, repair: &Repair, key: u64, commands: &mut Vec<Command>) {
    if ui.small_button(t("查看")).clicked() {
        commands.push(Command::Reveal { key, span: repair.span });
    }
    if ui.small_button(t("撤回")).clicked() {
        commands.push(Command::ToggleRepair { key, group: repair.group });
    }
}

/// What was repaired, between the characters that stand beside it now: a blank alone says nothing.
fn in_context(document: &Document, repair: &Repair, palette: &Palette) -> LayoutJob {
    let before = document.text.get(..repair.span.start.0).unwrap_or_default();
    let after = document.text.get(repair.span.end.0..).unwrap_or_default();
    let skipped = before.char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(at, _)| at);
    let next: String = after.chars().take(CONTEXT_CHARS).collect();
    let aside = TextFormat::simple(theme::hei(13.0), palette.quiet);
    let mut job = LayoutJob::default();
    job.append(&visible(&before[skipped..]), 0.0, aside.clone());
    job.append(&visible(&repair.before), 0.0, TextFormat::simple(theme::hei_bold(13.0), palette.accent));
    job.append(&visible(&next), 0.0, aside);
    job
}

/// A repair's text with its line ends and blanks made visible.
pub fn visible(text: &str) -> String {
    let shown: String = text
        .chars()
        .take(MAX_SHOWN_CHARS)
        .map(|c| match c {
            '\n' | '\r' => '↓',
            ' ' | '\t' | '\u{a0}' | '\u{3000}' => '·',
            c if c.is_control() => '□',
            c => c,
        })
        .collect();
    if text.chars().count() > MAX_SHOWN_CHARS { shown + "…" } else { shown }
}
