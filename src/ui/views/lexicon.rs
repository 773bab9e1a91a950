//! The user's own lexicon: its entries, what of it cannot be used, files in and out.

use egui::{Align2, Context, Id, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::bars::field_with_name;
use super::widgets::{self, Icon, icon_button};
use crate::ui::command::Command;
use crate::ui::deciding::{DecidingCommand, file_job};
use crate::ui::language::{t, tf, told};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::worker::LexiconJob;

/// Height of an entry's row, in points.
const ROW: f32 = 24.0;
/// Problems shown before it is said how many more there are.
const MAX_PROBLEMS: usize = 6;

/// The window, where it is wanted.
pub fn window(ctx: &Context, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if !state.deciding.lexicon_shown {
        return;
    }
    let mut shown = true;
    let room = ctx.content_rect().size();
    egui::Window::new(t("我的词表"))
        .id(Id::unique("user-lexicon"))
        .open(&mut shown)
        .collapsible(false)
        .default_size([520.0_f32.min(room.x - 60.0), 380.0_f32.min(room.y - 80.0)])
        .pivot(Align2::CENTER_CENTER)
        .default_pos(ctx.content_rect().center())
        .show(ctx, |ui| contents(ui, state, palette, commands));
    if !shown {
        commands.push(Command::Deciding(DecidingCommand::ToggleLexicon));
    }
}

fn contents(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let lexicon = &state.deciding.lexicon;
    ui.horizontal_wrapped(|ui| {
        let mut send = |command: DecidingCommand| commands.push(Command::Deciding(command));
        if ui
            .add_enabled(state.deciding.has_lexicon, egui::Button::new(t("导入…")))
            .on_hover_text(t("从 TOML 或 CSV 文件加入事项"))
            .clicked()
        {
            send(DecidingCommand::LexiconFile { import: true });
        }
        let some = !lexicon.entries.is_empty();
        if ui.add_enabled(some, egui::Button::new(t("导出…"))).on_hover_text(t("文件名以 .csv 结尾即存为表格，否则存为 TOML")).clicked()
        {
            send(DecidingCommand::LexiconFile { import: false });
        }
        if ui.add_enabled(lexicon.undoable, egui::Button::new(t("撤销上一次修改"))).clicked() {
            send(DecidingCommand::Lexicon(LexiconJob::Undo));
        }
        ui.label(RichText::new(tf("{} 个事项", &[&lexicon.entries.len()])).color(palette.quiet));
    });
    if let Some(path) = &mut state.deciding.lexicon_path {
        path_field(ui, path, commands);
    }
    let lexicon = &state.deciding.lexicon;
    for problem in lexicon.problems.iter().take(MAX_PROBLEMS) {
        let text = tf("第 {} 行：{}", &[&problem.line, &told(&problem.reason)]);
        ui.add(egui::Label::new(RichText::new(text).font(theme::hei(12.5)).color(palette.accent)).wrap());
    }
    if lexicon.problems.len() > MAX_PROBLEMS {
        ui.label(RichText::new(tf("另有 {} 处问题", &[&(lexicon.problems.len() - MAX_PROBLEMS)])).color(palette.accent));
    }
    widgets::rule(ui, palette);
    if lexicon.entries.is_empty() {
        let hint =
            t("还没有自己的事项。在依据栏把“存到”改为“我的词表”，再接受、改名、合并或新增事项，就会记在这里，以后打开任何文档都有效。");
        ui.add(egui::Label::new(RichText::new(hint).color(palette.quiet)).wrap());
        return;
    }
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, lexicon.entries.len(), |ui, range| {
        for entry in &lexicon.entries[range] {
            ui.horizontal(|ui| {
                ui.set_height(ROW - 2.0);
                if icon_button(ui, Icon::Close, &tf("从我的词表删去 {}", &[&entry.name]), palette).clicked() {
                    commands.push(Command::Deciding(DecidingCommand::Lexicon(LexiconJob::Forget(entry.name.clone()))));
                }
                ui.label(RichText::new(&entry.name).font(theme::hei_bold(13.0)));
                ui.label(RichText::new(t(entry.category.name())).font(theme::hei(12.5)).color(palette.quiet));
                let mut rest = entry.forms.join("、");
                if let Some(same) = entry.same.list().first() {
                    rest = tf("并入 {}", &[same]);
                }
                widgets::clipped(ui, &rest, theme::hei(12.5), palette.quiet);
            });
        }
    });
}

/// Where no file dialog comes up: a path.
fn path_field(ui: &mut Ui, path: &mut String, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let field =
            TextEdit::singleline(path).hint_text(t("文件的完整路径")).desired_width(ui.available_width() - 130.0).id_salt("lexicon-path");
        field_with_name(ui, field, t("词表文件的路径"));
        for (import, text) in [(true, t("导入")), (false, t("导出"))] {
            let button = ui.add_enabled(!path.trim().is_empty(), egui::Button::new(text));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, tf("{}这个文件", &[&text])));
            if button.clicked() {
                let job = file_job(import, path.trim().trim_matches('"').into());
                commands.push(Command::Deciding(DecidingCommand::Lexicon(job)));
            }
        }
    });
}
