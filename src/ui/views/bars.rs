//! The bars: tools at the top, find, the field for a path, a message, the status at the bottom.

use egui::{Align, Button, Id, Key, Layout, RichText, TextEdit, Ui};

use super::widgets::{self, Icon, icon_button};
use super::{evidence_shown, shortcuts, tie};
use crate::ui::command::Command;
use crate::ui::language::t;
#[cfg(feature = "paper")]
use crate::ui::printing::PrintCommand;
use crate::ui::state::{AppState, OpenState, ThemeChoice, View};
use crate::ui::theme::{self, Palette};

/// Room for what stands at the right of the status, in points.
const STATUS_RIGHT: f32 = 350.0;
/// For more documents than this the status only counts those with and without the initiative.
const MAX_COUNTED: usize = 8;

/// Open, find, size, theme, help.
pub fn toolbar(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.label(RichText::new("街").font(theme::hei_bold(20.0)).color(palette.ink));
        ui.label(RichText::new("读").font(theme::hei_bold(20.0)).color(palette.accent));
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add_space(12.0);
        open_menu(ui, state, commands);
        view_switch(ui, state, palette, commands);
        let tools = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("帮助").on_hover_text("按键与说明（F1）").clicked() {
                commands.push(Command::ToggleHelp);
            }
            theme_button(ui, state, commands);
            if ui.button("A+").on_hover_text("放大文字（Ctrl+加号）").clicked() {
                commands.push(Command::Zoom(1.0));
            }
            if ui.button("A−").on_hover_text("缩小文字（Ctrl+减号）").clicked() {
                commands.push(Command::Zoom(-1.0));
            }
            #[cfg(feature = "paper")]
            print_button(ui, state, commands);
            if ui.button("查找").on_hover_text("在所有文档中查找（Ctrl+F）").clicked() {
                commands.push(Command::OpenFind);
            }
        });
        remember_tools(ui, tools.response.rect.left());
    });
}

/// Where the tools at the right began in the last frame: the switch keeps clear of them.
fn tools_left(ui: &Ui) -> Option<f32> {
    ui.data(|d| d.get_temp(Id::unique("tools-left")))
}

fn remember_tools(ui: &Ui, left: f32) {
    // Rounded: only another window or another tool is a change.
    let left = left.round();
    if tools_left(ui) != Some(left) {
        ui.data_mut(|d| d.insert_temp(Id::unique("tools-left"), left));
        ui.ctx().request_repaint();
    }
}

/// What stands in the centre: in the middle of the bar, or beside what is at its left where that reaches so far.
fn view_switch(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let width: f32 = View::ALL.iter().map(|view| widgets::segment_width(ui, t(view.name()))).sum();
    let middle = ui.max_rect().center().x - width / 2.0;
    let clear = tools_left(ui).map_or(middle, |left| left - width - 8.0);
    ui.add_space((middle.min(clear) - ui.cursor().left()).max(0.0));
    ui.spacing_mut().item_spacing.x = 0.0;
    for (view, key) in View::ALL.into_iter().zip(1..) {
        let segment = widgets::segment(ui, t(view.name()), state.view == view && !state.is_printing(), palette);
        if segment.on_hover_text(format!("Ctrl+{key}")).clicked() {
            commands.push(Command::Show(view));
        }
    }
    ui.spacing_mut().item_spacing.x = 8.0;
}

fn open_menu(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    ui.menu_button("打开…", |ui| {
        ui.set_min_width(200.0);
        for (text, command) in [
            ("打开文件…", Command::PickFiles { folder: false }),
            ("打开文件夹…", Command::PickFiles { folder: true }),
            ("输入路径…", Command::TogglePathField),
            ("示例文档", Command::OpenSamples),
            ("全部关闭", Command::CloseAll),
        ] {
            if ui.button(text).clicked() {
                commands.push(command);
                ui.close();
            }
        }
        super::workspace::menu(ui, state, commands);
    });
}

#[cfg(feature = "paper")]
fn print_button(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let button = ui.add_enabled(!state.compared.is_empty(), Button::new("打印…"));
    let button = button.on_hover_text("预览、打印或保存为 PDF（Ctrl+P）").on_disabled_hover_text("先打开文档");
    if button.clicked() {
        let command = if state.printing.is_some() { PrintCommand::Close } else { PrintCommand::Open };
        commands.push(Command::Print(command));
    }
}

fn theme_button(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let (name, next) = match state.theme {
        ThemeChoice::System => ("跟随系统", ThemeChoice::Light),
        ThemeChoice::Light => ("浅色", ThemeChoice::Dark),
        ThemeChoice::Dark => ("深色", ThemeChoice::System),
    };
    if ui.button(name).on_hover_text("浅色、深色或跟随系统；点击切换").clicked() {
        commands.push(Command::Theme(next));
    }
}

/// The find bar.
pub fn find(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("查找").color(palette.quiet));
        let field = TextEdit::singleline(&mut state.find.query).hint_text("在所有文档中查找").desired_width(260.0).id_salt("find-field");
        let response = field_with_name(ui, field, "查找内容");
        if std::mem::take(&mut state.find.focus) {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if entered {
            let back = ui.input(|i| i.modifiers.shift);
            commands.push(Command::StepFind { back });
            response.request_focus();
        }
        if icon_button(ui, Icon::Up, "上一处", palette).clicked() {
            commands.push(Command::StepFind { back: true });
        }
        if icon_button(ui, Icon::Down, "下一处", palette).clicked() {
            commands.push(Command::StepFind { back: false });
        }
        ui.label(RichText::new(hits_in_words(state)).color(palette.quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, Icon::Close, "关闭查找", palette).clicked() {
                commands.push(Command::CloseFind);
            }
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
        return if asking { "查找中…" } else { "没有找到" }.to_owned();
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
        ui.label(RichText::new("路径").color(palette.quiet));
        let field = TextEdit::singleline(path)
            .hint_text("文件或文件夹的完整路径")
            .desired_width(ui.available_width() - 150.0)
            .id_salt("path-field");
        let response = field_with_name(ui, field, "文件路径");
        if focus {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let chosen = path.trim().trim_matches('"').to_owned();
        if (ui.button("打开").clicked() || entered) && !chosen.is_empty() {
            commands.push(Command::Open(vec![chosen.into()]));
        }
        if icon_button(ui, Icon::Close, "关闭路径栏", palette).clicked() {
            commands.push(Command::TogglePathField);
        }
    });
}

/// A message.
pub fn notice(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(text) = &state.notice else { return };
    ui.horizontal(|ui| {
        ui.label(RichText::new(text).color(palette.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, Icon::Close, "关闭提示", palette).clicked() {
                commands.push(Command::DismissNotice);
            }
        });
    });
}

/// Reading that takes longer, in seconds, can be stopped by a button.
const BUTTON_AFTER: f64 = 0.5;

/// What the selection amounts to, in words; how far the work is.
pub fn status(ui: &mut Ui, state: &AppState, pending: usize, palette: &Palette, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.set_min_height(22.0);
        match state.selected_initiative() {
            Some(initiative) => {
                ui.label(RichText::new(&initiative.name).font(theme::hei_bold(13.0)));
                aside(ui, &selection_in_words(state), palette);
            }
            None => {
                aside(ui, &summary(state), palette);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let small = |text: String| RichText::new(text).font(theme::hei(12.5)).color(palette.quiet);
            let failed = state.documents.iter().filter(|d| matches!(d.state, OpenState::Failed(_))).count();
            let loading = state.loading();
            let words = match (pending, state.comparing(), failed) {
                _ if loading > 0 && state.batch > 1 => format!("正在读取 {} / {}", state.batch.saturating_sub(loading), state.batch),
                (0, false, _) if state.documents.is_empty() => String::new(),
                (0, false, 0) => format!("{} 份文档，全部就绪", state.documents.len()),
                (0, false, failed) => format!("{} 份文档，{failed} 份未能读取", state.documents.len()),
                _ => "正在处理…".to_owned(),
            };
            ui.label(small(words));
            if pending > 0 || state.comparing() {
                ui.add(egui::Spinner::new().size(14.0).color(palette.quiet));
            }
            if lasts(ui, loading) && ui.add(Button::new(small("停止读取".to_owned()))).on_hover_text("还没有读完的文件不再打开").clicked()
            {
                commands.push(Command::StopReading);
            }
            ui.label(small(format!("字号 {}", state.text_size)));
            if state.is_printing() {
                return;
            }
            tie::control(ui, state, palette, commands);
            let shown = evidence_shown(state, ui.ctx());
            if ui
                .add(Button::new(small(if shown { "收起依据" } else { "显示依据" }.to_owned())).frame(false))
                .on_hover_text("显示或收起所选事项的依据（E）")
                .clicked()
            {
                commands.push(Command::ToggleEvidence);
            }
        });
    });
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

/// What is said at the left of the status; the right part keeps its room.
fn aside(ui: &mut Ui, text: &str, palette: &Palette) {
    ui.scope(|ui| {
        ui.set_max_width((ui.available_width() - STATUS_RIGHT).max(40.0));
        widgets::clipped(ui, text, theme::hei(12.5), palette.quiet);
    });
}

fn selection_in_words(state: &AppState) -> String {
    let Some(initiative) = state.selected_initiative() else { return String::new() };
    if state.compared.len() > MAX_COUNTED {
        let with = initiative.document_count();
        return format!("{with} 份文档提及，{} 份未提及", state.compared.len() - with);
    }
    let parts: Vec<String> = state
        .compared
        .iter()
        .enumerate()
        .map(|(index, key)| {
            let letter = AppState::letter(state.documents.iter().position(|d| d.key == *key).unwrap_or(index));
            match initiative.mentions_in(index).count() {
                0 => format!("{letter} 未提及"),
                n => format!("{letter} {n} 处"),
            }
        })
        .collect();
    parts.join(" · ")
}

fn summary(state: &AppState) -> String {
    if state.documents.is_empty() {
        return String::new();
    }
    let shared = state.comparison.initiatives.iter().filter(|i| i.is_shared()).count();
    let samples = if state.only_samples() { "当前为示例文档，打开自己的文件后示例会自动收起。" } else { "" };
    format!("{samples}共有事项 {shared} 项，全部 {} 项", state.comparison.initiatives.len())
}
