//! The workspace in the bars: what is to be decided, the field for a path to save to, entries of the 打开 menu, recent files where nothing is open.

use egui::{Frame, Key, Margin, Panel, RichText, TextEdit, Ui};

use super::bars::field_with_name;
use super::widgets::{Icon, icon_button};
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::workspace::WorkspaceCommand;

/// So many recent entries stand in the menu.
const MENU_RECENT: usize = 6;
/// Width of an entry's name in the menu, in characters; longer ones are cut.
const NAME_CHARS: usize = 24;

/// What is to be decided, at the bottom; the field for a path, at the top.
pub fn bars(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if state.workspace.offer.is_some() {
        let frame = Frame::new().fill(palette.chosen).inner_margin(Margin::symmetric(12, 6));
        Panel::bottom("workspace-offer").frame(frame).show(ui, |ui| offer(ui, state, palette, commands));
    }
    if state.workspace.save_field.is_some() {
        let frame = Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(12, 6));
        Panel::top("workspace-path").frame(frame).show(ui, |ui| save_field(ui, state, palette, commands));
    }
}

fn offer(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(offer) = &state.workspace.offer else { return };
    ui.horizontal_wrapped(|ui| {
        ui.add(egui::Label::new(RichText::new(&offer.message).color(palette.ink)).wrap());
        for (words, command) in &offer.choices {
            if ui.button(*words).clicked() {
                commands.push(Command::Workspace(command.clone()));
            }
        }
    });
}

fn save_field(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let focus = std::mem::take(&mut state.workspace.save_focus);
    let Some(path) = &mut state.workspace.save_field else { return };
    ui.horizontal(|ui| {
        ui.label(RichText::new(t("保存到")).color(palette.quiet));
        let field = TextEdit::singleline(path)
            .hint_text(t("工作区文件的完整路径"))
            .desired_width((ui.available_width() - 150.0).max(120.0))
            .id_salt("workspace-path-field");
        let response = field_with_name(ui, field, t("工作区文件路径"));
        if focus {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let chosen = path.trim().trim_matches('"').to_owned();
        if (ui.button(t("保存")).clicked() || entered) && !chosen.is_empty() {
            commands.push(Command::Workspace(WorkspaceCommand::SaveTo(chosen.into())));
        }
        if icon_button(ui, Icon::Close, t("关闭保存栏"), palette).clicked() {
            commands.push(Command::Workspace(WorkspaceCommand::CloseField));
        }
    });
}

/// Entries of the menu: workspaces, and what was open.
pub fn menu(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let mut entry = |ui: &mut Ui, words: &str, keys: &str, command: WorkspaceCommand| {
        if ui.add(egui::Button::new(words).shortcut_text(keys)).clicked() {
            commands.push(Command::Workspace(command));
            ui.close();
        }
    };
    ui.separator();
    entry(ui, t("新建工作区"), "Ctrl+N", WorkspaceCommand::New);
    entry(ui, t("打开工作区…"), "", WorkspaceCommand::Pick);
    entry(ui, t("保存工作区"), "Ctrl+S", WorkspaceCommand::Save);
    entry(ui, t("工作区另存为…"), "Ctrl+Shift+S", WorkspaceCommand::SaveAs);
    if state.workspace.path.is_some() && state.workspace.unsaved {
        entry(ui, t("放弃未保存的改动"), "", WorkspaceCommand::Revert);
    }
    let workspace = &state.workspace;
    if !(workspace.recent_workspaces.is_empty() && workspace.recent_files.is_empty() && workspace.recoverable.is_empty()) {
        ui.separator();
    }
    if !workspace.recoverable.is_empty() {
        ui.menu_button(t("未保存的工作"), |ui| {
            for state in &workspace.recoverable {
                if ui.button(unsaved_name(state)).on_hover_text(state.documents.join("\n")).clicked() {
                    commands.push(Command::Workspace(WorkspaceCommand::Recover(state.id.clone())));
                    ui.close();
                }
            }
        });
    }
    recent_menu(ui, t("最近的工作区"), &workspace.recent_workspaces, commands);
    recent_menu(ui, t("最近的文档"), &workspace.recent_files, commands);
}

fn recent_menu(ui: &mut Ui, title: &str, paths: &[std::path::PathBuf], commands: &mut Vec<Command>) {
    if paths.is_empty() {
        return;
    }
    ui.menu_button(title, |ui| {
        for path in paths.iter().take(MENU_RECENT) {
            if ui.button(short_name(path)).on_hover_text(path.to_string_lossy()).clicked() {
                commands.push(Command::Open(vec![path.clone()]));
                ui.close();
            }
        }
    });
}

/// The name of a file, cut in the middle where it is long.
fn short_name(path: &std::path::Path) -> String {
    let name: Vec<char> = path.file_name().unwrap_or_default().to_string_lossy().chars().collect();
    if name.len() <= NAME_CHARS {
        return name.into_iter().collect();
    }
    let (head, tail) = (&name[..NAME_CHARS - 9], &name[name.len() - 8..]);
    head.iter().chain(['…'].iter()).chain(tail).collect()
}

/// What an unsaved state is: the workspace that it is of, or its first document.
fn unsaved_name(state: &crate::workspace::Recoverable) -> String {
    let of = state.of.as_deref().map(short_name);
    let name = of.or_else(|| state.documents.first().map(|d| short_name(std::path::Path::new(d)))).unwrap_or_default();
    tf("{}（{} 份文档，{} 处裁定与批注）", &[&name, &state.documents.len(), &state.additions])
}

/// Where nothing is open: what was open before.
pub fn recent(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let workspace = &state.workspace;
    let list = workspace.recent_workspaces.iter().take(4).chain(workspace.recent_files.iter().take(6));
    let mut any = false;
    for path in list {
        if !any {
            ui.add_space(14.0);
            ui.label(RichText::new(t("最近打开")).font(theme::hei_bold(12.5)).color(palette.quiet));
            any = true;
        }
        let name = short_name(path);
        let link = ui.link(RichText::new(&name).font(theme::hei(13.0))).on_hover_text(path.to_string_lossy());
        link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, tf("打开 {}", &[&name])));
        if link.clicked() {
            commands.push(Command::Open(vec![path.clone()]));
        }
    }
    for state in workspace.recoverable.iter().take(3) {
        let name = unsaved_name(state);
        if ui.link(RichText::new(tf("未保存：{}", &[&name])).font(theme::hei(13.0))).clicked() {
            commands.push(Command::Workspace(WorkspaceCommand::Recover(state.id.clone())));
        }
    }
}
