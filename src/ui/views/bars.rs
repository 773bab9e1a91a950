//! The bars below the toolbar and at the bottom: find, the field for a path, a message, the status.

use egui::{Align, Button, Id, Key, Layout, Popup, RichText, TextEdit, Ui};

use super::widgets::{self, Icon, icon_button};
use super::{evidence_shown, shortcuts, tie};
use crate::ui::catalogue::keys_of;
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::reading::ReadingCommand;
use crate::ui::state::{AppState, OpenState, View};
use crate::ui::theme::{self, Palette};

/// For more documents than this the status only counts those with and without the initiative.
const MAX_COUNTED: usize = 8;
/// In a window narrower than this the status says only what changes, in points.
const NARROW: f32 = 620.0;

/// The find bar.
pub fn find(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(t("查找")).color(palette.quiet));
        let field = TextEdit::singleline(&mut state.find.query)
            .hint_text(t("在所有文档中查找"))
            .desired_width((ui.available_width() * 0.4).clamp(90.0, 260.0))
            .id_salt("find-field");
        let response = field_with_name(ui, field, t("查找内容"));
        if std::mem::take(&mut state.find.focus) {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if entered {
            let back = ui.input(|i| i.modifiers.shift);
            commands.push(Command::StepFind { back });
            response.request_focus();
        }
        if icon_button(ui, Icon::Up, t("上一处"), palette).clicked() {
            commands.push(Command::StepFind { back: true });
        }
        if icon_button(ui, Icon::Down, t("下一处"), palette).clicked() {
            commands.push(Command::StepFind { back: false });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, Icon::Close, t("关闭查找"), palette).clicked() {
                commands.push(Command::CloseFind);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                widgets::clipped(ui, &hits_in_words(state), theme::hei(14.0), palette.quiet);
            });
        });
    });
}

fn hits_in_words(state: &AppState) -> String {
    let find = &state.find;
    if find.query.trim().is_empty() {
        return String::new();
    }
    let all: usize = find.hits.iter().map(Vec::len).sum();
    if all == 0 {
        let asking = find.answered_revision < state.find_revision;
        return if asking { t("查找中…") } else { t("没有找到") }.to_owned();
    }
    let before = find.current.map_or(0, |(d, h)| find.hits[..d].iter().map(Vec::len).sum::<usize>() + h + 1);
    let per: Vec<String> = find
        .hits
        .iter()
        .zip(&state.compared)
        .filter(|(h, _)| !h.is_empty())
        .map(|(h, key)| {
            let index = state.documents.iter().position(|d| d.key == *key).unwrap_or(0);
            format!("{} {}", AppState::letter(index), h.len())
        })
        .collect();
    format!("{before}/{all}　{}", per.join("　"))
}

/// Shows a text field that says its name and takes the letter keys for itself.
pub fn field_with_name(ui: &mut Ui, field: TextEdit<'_>, name: &str) -> egui::Response {
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    ui.ctx().data_mut(|d| d.insert_temp(shortcuts::typing_mark(response.id), true));
    response
}

/// A field for a path, where there is no dialog or none is wanted.
pub fn path_field(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(path) = &mut state.path_field else { return };
    let focus = std::mem::take(&mut state.path_focus);
    ui.horizontal(|ui| {
        ui.label(RichText::new(t("路径")).color(palette.quiet));
        let field = TextEdit::singleline(path)
            .hint_text(t("文件或文件夹的完整路径"))
            .desired_width((ui.available_width() - 130.0).max(80.0))
            .id_salt("path-field");
        let response = field_with_name(ui, field, t("文件路径"));
        if focus {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let chosen = path.trim().trim_matches('"').to_owned();
        if (ui.button(t("打开")).clicked() || entered) && !chosen.is_empty() {
            commands.push(Command::Open(vec![chosen.into()]));
        }
        if icon_button(ui, Icon::Close, t("关闭路径栏"), palette).clicked() {
            commands.push(Command::TogglePathField);
        }
    });
}

/// A message.
pub fn notice(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(text) = &state.notice else { return };
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        if icon_button(ui, Icon::Close, t("关闭提示"), palette).clicked() {
            commands.push(Command::DismissNotice);
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.add(egui::Label::new(RichText::new(text).color(palette.ink)).wrap());
        });
    });
}

/// Reading that takes longer, in seconds, can be stopped by a button.
const BUTTON_AFTER: f64 = 0.5;

/// What the selection amounts to, in words; how far the work is.
pub fn status(ui: &mut Ui, state: &AppState, pending: usize, palette: &Palette, commands: &mut Vec<Command>) {
    let narrow = ui.available_width() < NARROW;
    let row = egui::vec2(ui.available_width(), 22.0);
    // The right part first: what is said at the left has what it leaves.
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        // No higher than the row: all of it stands on one line.
        ui.spacing_mut().interact_size.y = row.y;
        ui.spacing_mut().button_padding.y = 1.0;
        ui.spacing_mut().item_spacing.x = 12.0;
        progress(ui, state, pending, narrow, palette, commands);
        if !narrow {
            text_size(ui, state, palette, commands);
        }
        if !state.is_printing() {
            tie::control(ui, state, palette, commands);
            dim_switch(ui, state, palette, commands);
            let shown = evidence_shown(state, ui.ctx());
            let text = small(if shown { t("收起依据") } else { t("显示依据") }, palette);
            let hint = tf("显示或收起所选事项的依据（{}）", &[&keys_of("evidence")]);
            if ui.add(Button::new(text).frame(false)).on_hover_text(hint).clicked() {
                commands.push(Command::ToggleEvidence);
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| match state.selected_initiative() {
            Some(initiative) => {
                let room = ui.available_width() * 0.6;
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    widgets::clipped(ui, &initiative.name, theme::hei_bold(13.0), palette.ink);
                });
                widgets::clipped(ui, &selection_in_words(state), theme::hei(12.5), palette.quiet);
            }
            None => {
                widgets::clipped(ui, &summary(state), theme::hei(12.5), palette.quiet);
            }
        });
    });
}

fn small(text: impl Into<String>, palette: &Palette) -> RichText {
    RichText::new(text).font(theme::hei(12.5)).color(palette.quiet)
}

/// How far the work is, and the button that stops it.
fn progress(ui: &mut Ui, state: &AppState, pending: usize, narrow: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let failed = state.documents.iter().filter(|d| matches!(d.state, OpenState::Failed(_))).count();
    let loading = state.loading();
    let count = state.documents.len();
    let words = match (pending, state.comparing(), failed) {
        _ if loading > 0 && state.batch > 1 => tf("正在读取 {} / {}", &[&state.batch.saturating_sub(loading), &state.batch]),
        (0, false, 0) if count == 0 || narrow => String::new(),
        (0, false, 0) => tf("{} 份文档，全部就绪", &[&count]),
        (0, false, failed) => tf("{} 份文档，{} 份未能读取", &[&count, &failed]),
        _ => t("正在处理…").to_owned(),
    };
    if !words.is_empty() {
        ui.label(small(words, palette));
    }
    if pending > 0 || state.comparing() {
        ui.add(egui::Spinner::new().size(14.0).color(palette.quiet));
    }
    let stop =
        lasts(ui, loading) && ui.add(Button::new(small(t("停止读取"), palette))).on_hover_text(t("还没有读完的文件不再打开")).clicked();
    if stop {
        commands.push(Command::StopReading);
    }
}

/// The size of the text, and a menu to change it.
fn text_size(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let button = ui.add(Button::new(small(tf("字号 {}", &[&state.text_size]), palette)).frame(false));
    let button = button.on_hover_text(t("正文的字号；点击更改"));
    Popup::menu(&button).show(|ui| {
        for id in ["larger", "smaller", "usual-size", "settings"] {
            let Some(entry) = crate::ui::catalogue::entry(id) else { continue };
            let response = ui.add(Button::new(t(entry.name)).shortcut_text(keys_of(id)));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, t(entry.name)));
            if response.clicked() {
                commands.push((entry.command)(state));
            }
        }
    });
}

/// The switch that lets formulae stand back, where the panes show and there is room for it.
fn dim_switch(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if state.view != View::Read || ui.ctx().content_rect().width() < crate::ui::room::RAIL_FOLDS_BELOW {
        return;
    }
    let on = state.reading.dim;
    let text = if on { t("套话已淡化") } else { t("淡化套话") };
    let color = if on { palette.ink } else { palette.quiet };
    let button = ui.add(Button::new(RichText::new(text).font(theme::hei(12.5)).color(color)).frame(false));
    button.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, t("淡化套话")));
    if button.on_hover_text(t("让从上级传下来的套话变淡，只留本地内容")).clicked() {
        commands.push(Command::Reading(ReadingCommand::ToggleDim));
    }
}

/// Whether files have been read for so long that a button to stop it helps; one that flashes up and goes would not.
fn lasts(ui: &Ui, loading: usize) -> bool {
    let id = Id::unique("reading-since");
    let now = ui.input(|i| i.time);
    if loading == 0 {
        ui.data_mut(|data| data.remove::<f64>(id));
        return false;
    }
    now - ui.data_mut(|data| *data.get_temp_mut_or(id, now)) > BUTTON_AFTER
}

fn selection_in_words(state: &AppState) -> String {
    let Some(initiative) = state.selected_initiative() else { return String::new() };
    if state.compared.len() > MAX_COUNTED {
        let with = initiative.document_count();
        return tf("{} 份文档提及，{} 份未提及", &[&with, &(state.compared.len() - with)]);
    }
    let parts: Vec<String> = state
        .compared
        .iter()
        .enumerate()
        .map(|(index, key)| {
            let letter = AppState::letter(state.documents.iter().position(|d| d.key == *key).unwrap_or(index));
            match initiative.mentions_in(index).count() {
                0 => tf("{} 未提及", &[&letter]),
                n => tf("{} {} 处", &[&letter, &n]),
            }
        })
        .collect();
    parts.join(" · ")
}

fn summary(state: &AppState) -> String {
    if state.documents.is_empty() {
        return String::new();
    }
    let shared = state.listing().shared;
    let samples = if state.only_samples() { t("当前为示例文档，打开自己的文件后示例会自动收起。") } else { "" };
    format!("{samples}{}", tf("共有事项 {} 项，全部 {} 项", &[&shared, &state.comparison.initiatives.len()]))
}
