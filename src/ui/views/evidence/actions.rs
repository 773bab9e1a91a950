//! What the user can settle about the chosen initiative: buttons, how far decisions hold, the note, the mentions picked.

use egui::{Button, Key, Modifiers, RichText, TextEdit, Ui};

use super::Drawer;
use crate::compare::Decision;
use crate::ui::command::Command;
use crate::ui::deciding::{DecidingCommand, DecisionScope, Draft, Question, Verdict, is_pending};
use crate::ui::language::{t, tf};
use crate::ui::theme::{self, Palette};
use crate::ui::views::bars::field_with_name;
use crate::workspace::About;

/// A small button with a name for screen readers.
fn small(ui: &mut Ui, text: &str, name: &str, hint: &str, palette: &Palette) -> bool {
    let response = ui.add(Button::new(RichText::new(text).font(theme::hei(12.5)).color(palette.ink)));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    let response = if hint.is_empty() { response } else { response.on_hover_text(hint) };
    response.clicked()
}

/// Rows of small buttons.
fn tighten(ui: &mut Ui) {
    ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
    ui.spacing_mut().button_padding = egui::vec2(8.0, 2.5);
    ui.spacing_mut().interact_size.y = 23.0;
}

/// The buttons for the initiative as a whole.
pub fn of_initiative(ui: &mut Ui, drawer: &Drawer<'_>, commands: &mut Vec<Command>) {
    let (state, initiative, palette) = (drawer.state, drawer.initiative, drawer.palette);
    tighten(ui);
    let name = initiative.name.clone();
    let mut send = |command: DecidingCommand| commands.push(Command::Deciding(command));
    if is_pending(initiative, &state.accepted()) {
        if small(ui, t("接受"), t("接受这个事项"), t("它是一个事项（待定列表中按 A）"), palette) {
            send(DecidingCommand::Decide(Decision::Accept { initiative: name.clone() }));
        }
        if small(ui, t("拒绝"), t("拒绝这个事项"), t("它不是事项，从比较中去掉（待定列表中按 R）"), palette) {
            send(DecidingCommand::Decide(Decision::Refuse { initiative: name.clone() }));
        }
    }
    if small(ui, t("重命名…"), t("重命名这个事项"), "", palette) {
        send(DecidingCommand::Ask(Question::Rename(name.clone())));
    }
    if small(ui, t("合并到…"), t("把这个事项合并到另一个"), t("它和另一个事项是一回事"), palette) {
        send(DecidingCommand::Ask(Question::Merge(name.clone())));
    }
    let about = About::Initiative(name.clone());
    if state.note_about(&about).is_none() && small(ui, t("批注"), t("给这个事项加批注"), "", palette) {
        send(DecidingCommand::Draft(about));
    }
    more(ui, drawer, commands);
    scope(ui, drawer, commands);
}

/// What is asked for less often.
fn more(ui: &mut Ui, drawer: &Drawer<'_>, commands: &mut Vec<Command>) {
    let initiative = drawer.initiative;
    let button = ui.add(Button::new(RichText::new(t("更多")).font(theme::hei(12.5))));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, t("这个事项的更多操作")));
    egui::Popup::menu(&button).show(|ui| {
        ui.set_min_width(180.0);
        if ui.button(t("全选各处")).on_hover_text(t("再选“拆分为新事项”或“不是这一事项”")).clicked() {
            commands.push(Command::Deciding(DecidingCommand::Unpick));
            commands.push(Command::Deciding(DecidingCommand::Pick((0..initiative.mentions.len()).collect())));
            ui.close();
        }
        if ui.button(t("从比较中去掉")).clicked() {
            let refuse = Decision::Refuse { initiative: initiative.name.clone() };
            commands.push(Command::Deciding(DecidingCommand::Decide(refuse)));
            ui.close();
        }
        ui.separator();
        if ui.button(t("我的词表…")).clicked() {
            commands.push(Command::Deciding(DecidingCommand::ToggleLexicon));
            ui.close();
        }
    });
}

/// How far decisions hold.
pub fn scope(ui: &mut Ui, drawer: &Drawer<'_>, commands: &mut Vec<Command>) {
    let deciding = &drawer.state.deciding;
    let word = |scope: DecisionScope| match scope {
        DecisionScope::Workspace => t("本工作区"),
        DecisionScope::Lexicon => t("我的词表"),
    };
    let text = tf("存到 {}", &[&word(deciding.scope)]);
    let button = ui.add(Button::new(RichText::new(text.as_str()).font(theme::hei(12.5)).color(drawer.palette.quiet)).frame(false));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, tf("决定{}", &[&text])));
    let button = button.on_hover_text(t("接受、改名、合并、新增事项只在本工作区有效，还是记入自己的词表、以后都有效"));
    egui::Popup::menu(&button).show(|ui| {
        for scope in [DecisionScope::Workspace, DecisionScope::Lexicon] {
            let enabled = scope == DecisionScope::Workspace || deciding.has_lexicon;
            let radio = ui.add_enabled(enabled, egui::RadioButton::new(deciding.scope == scope, word(scope)));
            if radio.on_disabled_hover_text(t("没有可以保存设置的文件夹")).clicked() {
                commands.push(Command::Deciding(DecidingCommand::Scope(scope)));
                ui.close();
            }
        }
    });
}

/// The note on the initiative, edited in its place.
pub fn note(ui: &mut Ui, drawer: &Drawer<'_>, commands: &mut Vec<Command>) {
    let about = About::Initiative(drawer.initiative.name.clone());
    if !draft(ui, drawer, &about, commands)
        && let Some(text) = drawer.state.note_about(&about)
    {
        written(ui, text, about, drawer.palette, commands);
    }
}

/// The note that is being written about something. Whether there is one.
pub fn draft(ui: &mut Ui, drawer: &Drawer<'_>, about: &About, commands: &mut Vec<Command>) -> bool {
    match drawer.draft.borrow_mut().as_mut().filter(|d| d.about == *about) {
        Some(draft) => {
            edit(ui, draft, commands);
            true
        }
        None => false,
    }
}

/// A note as it is; a click edits it.
pub fn written(ui: &mut Ui, text: &str, about: About, palette: &Palette, commands: &mut Vec<Command>) {
    let frame = egui::Frame::new().fill(palette.chosen).corner_radius(4.0).inner_margin(egui::Margin::symmetric(8, 4));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(egui::Label::new(RichText::new(text).font(theme::hei(12.5)).color(palette.ink)).wrap());
    });
    let response = shown.response.interact(egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, tf("批注：{}", &[&text])));
    if response.has_focus() {
        ui.painter().rect_stroke(response.rect, 4.0, egui::Stroke::new(1.5, palette.accent), egui::StrokeKind::Inside);
    }
    if response.on_hover_text(t("点击修改批注")).on_hover_cursor(egui::CursorIcon::Text).clicked() {
        commands.push(Command::Deciding(DecidingCommand::Draft(about)));
    }
}

/// The field of a note: Ctrl+Enter or another place keeps it, Esc leaves the old one.
fn edit(ui: &mut Ui, draft: &mut Draft, commands: &mut Vec<Command>) {
    let keep = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    let leave = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let field = TextEdit::multiline(&mut draft.text)
        .desired_rows(2)
        .desired_width(ui.available_width())
        .font(theme::hei(12.5))
        .hint_text(t("写批注；Ctrl+Enter 保存，清空即删除"))
        .id_salt("note-in-place");
    let response = field_with_name(ui, field, t("批注内容"));
    if std::mem::take(&mut draft.focus) {
        response.request_focus();
    } else if keep || leave || response.lost_focus() {
        commands.push(Command::Deciding(DecidingCommand::EndDraft { keep: !leave }));
    }
}

/// What can be done with the mentions that are picked.
pub fn picked(ui: &mut Ui, drawer: &Drawer<'_>, commands: &mut Vec<Command>) {
    let picked = drawer.state.picked_of(drawer.initiative);
    if picked.is_empty() {
        return;
    }
    let id = drawer.initiative.id.clone();
    let palette = drawer.palette;
    egui::Frame::new().fill(palette.chosen).corner_radius(4.0).inner_margin(egui::Margin::symmetric(8, 3)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            tighten(ui);
            ui.label(RichText::new(tf("已选 {} 处", &[&picked.len()])).font(theme::hei_bold(12.5)));
            let verdicts = [(t("拆分为新事项…"), Verdict::Split), (t("不是这一事项"), Verdict::Exclude), (t("确认"), Verdict::Confirm)];
            for (text, verdict) in verdicts {
                if small(ui, text, &tf("所选各处：{}", &[&text]), "", palette) {
                    let mentions = picked.clone();
                    commands.push(Command::Deciding(DecidingCommand::Mentions { id: id.clone(), mentions, verdict }));
                }
            }
            if small(ui, t("取消选择"), t("取消选择各处"), "", palette) {
                commands.push(Command::Deciding(DecidingCommand::Unpick));
            }
        });
    });
}
