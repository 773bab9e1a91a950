//! The dialogs of deciding: a name, an initiative to pick, a note.
//!
//! In: the dialog that is open. Out: its text as it is typed, and the answer as a command. Enter answers, Esc leaves everything as it was; the
//! keyboard stays inside while a dialog is open.

use egui::{Button, ComboBox, Context, Id, Key, Modal, Modifiers, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::bars::field_with_name;
use super::widgets;
use crate::compare::Comparison;
use crate::initiative::Category;
use crate::ui::command::Command;
use crate::ui::deciding::{DecidingCommand, DecisionScope, Dialog, Question};
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::workspace::About;

/// Width of a dialog, in points.
const WIDTH: f32 = 420.0;
/// Height of an answer offered, and of all that show at once, in points.
const ROW: f32 = 26.0;
const ROWS: f32 = 7.0;

/// The dialog, where one is open.
pub fn show(ctx: &Context, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(mut dialog) = state.deciding.dialog.take() else { return };
    let backdrop = palette.ground.gamma_multiply(0.55);
    let frame = egui::Frame::new()
        .fill(palette.paper)
        .stroke(egui::Stroke::new(1.0, palette.line))
        .corner_radius(8.0)
        .inner_margin(16.0)
        .shadow(ctx.global_style().visuals.window_shadow);
    let modal = Modal::new(Id::unique("decide")).backdrop_color(backdrop).frame(frame);
    let shown = modal.show(ctx, |ui| {
        ui.set_width(WIDTH.min(ctx.content_rect().width() - 64.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        let named = ui.label(RichText::new(title(&dialog.question)).font(theme::hei_bold(16.0)).color(palette.ink));
        named.widget_info(|| WidgetInfo::labeled(Role::Label, true, title(&dialog.question)));
        if let Some(quote) = quote(state, &dialog.question) {
            let quoted = RichText::new(quote).font(theme::song(13.5)).color(palette.quiet);
            ui.add(egui::Label::new(quoted).wrap());
        }
        let answered = match &dialog.question {
            Question::Note(_) => note(ui, &mut dialog),
            Question::Include { .. } | Question::Merge(_) => pick(ui, &mut dialog, &state.comparison, palette),
            Question::Define { .. } => define(ui, &mut dialog),
            Question::Rename(_) | Question::Split { .. } => name(ui, &mut dialog, t("新名称")),
        };
        buttons(ui, state, &dialog, answered, palette, commands);
    });
    if shown.backdrop_response.clicked() {
        commands.push(Command::Deciding(DecidingCommand::Close));
    }
    state.deciding.dialog = Some(dialog);
}

fn title(question: &Question) -> String {
    match question {
        Question::Define { .. } => t("设为新事项").to_owned(),
        Question::Include { .. } => t("归入事项").to_owned(),
        Question::Rename(name) => tf("重命名“{}”", &[name]),
        Question::Merge(name) => tf("把“{}”合并到", &[name]),
        Question::Split { initiative, mentions } => tf("从“{}”中拆出 {} 处", &[initiative, &mentions.len()]),
        Question::Note(About::Initiative(name)) => tf("批注“{}”", &[name]),
        Question::Note(About::Passage(_)) => t("批注").to_owned(),
    }
}

/// The passage that is spoken of.
fn quote(state: &AppState, question: &Question) -> Option<String> {
    let text = match question {
        Question::Define { key, span } | Question::Include { key, span } => {
            let document = state.comparison.documents.get(state.compared_index(*key)?)?;
            span.of(&document.text).to_owned()
        }
        Question::Note(About::Passage(anchor)) => anchor.quote.clone(),
        _ => return None,
    };
    let text = crate::text::without_note_marks(&text);
    let short: String = text.chars().take(80).collect();
    Some(if short.len() < text.len() { format!("“{short}…”") } else { format!("“{short}”") })
}

/// A field of one line. Whether Enter was pressed in it.
fn name(ui: &mut Ui, dialog: &mut Dialog, label: &'static str) -> bool {
    ui.label(RichText::new(label).font(theme::hei(12.5)));
    let field = TextEdit::singleline(&mut dialog.text).desired_width(f32::INFINITY).id_salt("decide-name");
    let response = field_with_name(ui, field, label);
    if std::mem::take(&mut dialog.focus) {
        response.request_focus();
        // What stands there is an offer: typing replaces it.
        let end = dialog.text.chars().count();
        if let Some(mut edit) = TextEdit::load_state(ui.ctx(), response.id) {
            let all = egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(end));
            edit.cursor.set_char_range(Some(all));
            edit.store(ui.ctx(), response.id);
        }
    }
    response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
}

fn define(ui: &mut Ui, dialog: &mut Dialog) -> bool {
    let answered = name(ui, dialog, t("名称"));
    ui.horizontal(|ui| {
        ui.label(RichText::new(t("类别")).font(theme::hei(12.5)));
        let combo = ComboBox::from_id_salt("decide-category").selected_text(t(dialog.category.name())).height(300.0);
        let combo = combo.show_ui(ui, |ui| {
            for category in Category::ALL {
                ui.selectable_value(&mut dialog.category, category, t(category.name()));
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, tf("类别：{}", &[&t(dialog.category.name())])));
    });
    ui.label(RichText::new(t("其他写法（可不填，用逗号分开）")).font(theme::hei(12.5)));
    let field = TextEdit::singleline(&mut dialog.forms).desired_width(f32::INFINITY).id_salt("decide-forms");
    let forms = field_with_name(ui, field, t("其他写法"));
    answered || forms.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
}

fn note(ui: &mut Ui, dialog: &mut Dialog) -> bool {
    let keep = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    let field = TextEdit::multiline(&mut dialog.text)
        .desired_rows(4)
        .desired_width(f32::INFINITY)
        .hint_text(t("写批注；Ctrl+Enter 保存，清空即删除"))
        .id_salt("decide-note");
    let response = field_with_name(ui, field, t("批注内容"));
    if std::mem::take(&mut dialog.focus) {
        response.request_focus();
    }
    keep
}

/// A field and the initiatives that it may mean; arrows choose, Enter takes the chosen one.
fn pick(ui: &mut Ui, dialog: &mut Dialog, comparison: &Comparison, palette: &Palette) -> bool {
    let step = ui.input_mut(|i| {
        let down = i.consume_key(Modifiers::NONE, Key::ArrowDown);
        let up = i.consume_key(Modifiers::NONE, Key::ArrowUp);
        isize::from(down) - isize::from(up)
    });
    let field =
        TextEdit::singleline(&mut dialog.text).desired_width(f32::INFINITY).hint_text(t("事项名称或拼音首字母")).id_salt("decide-pick");
    let response = field_with_name(ui, field, t("事项名称或拼音首字母"));
    if std::mem::take(&mut dialog.focus) {
        response.request_focus();
    }
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let count = dialog.offers(comparison).len();
    dialog.chosen = dialog.chosen.saturating_add_signed(step).min(count.saturating_sub(1));
    if count == 0 {
        ui.label(RichText::new(t("没有这样的事项")).color(palette.quiet));
        return false;
    }
    let mut taken = None;
    let mut scroll = ScrollArea::vertical().id_salt("decide-offers").max_height(ROW * ROWS).auto_shrink([false, true]);
    if step != 0 {
        let top = dialog.chosen as f32 * ROW;
        scroll = scroll.vertical_scroll_offset((top - ROW * (ROWS - 1.0) / 2.0).max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let chosen = dialog.chosen;
    let offered = dialog.offered();
    scroll.show_rows(ui, ROW, count, |ui, range| {
        for k in range {
            let Some(initiative) = offered.get(k).and_then(|i| comparison.initiatives.get(*i)) else { continue };
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
            let spoken = tf("{}，{} 份文档", &[&initiative.name, &initiative.document_count()]);
            response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, k == chosen, &spoken));
            if k == chosen || response.hovered() {
                ui.painter().rect_filled(rect, 4.0, if k == chosen { palette.chosen } else { palette.band });
            }
            let tick = egui::Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(3.0, 14.0));
            ui.painter().rect_filled(tick, 1.0, palette.category(initiative.category));
            let text = egui::Rect::from_min_max(pos2(rect.left() + 16.0, rect.top()), pos2(rect.right() - 56.0, rect.bottom()));
            let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(text).layout(egui::Layout::left_to_right(egui::Align::Center)));
            widgets::clipped(&mut inner, &initiative.name, theme::hei(13.5), palette.ink);
            let right = pos2(rect.right() - 6.0, rect.center().y);
            let count = tf("{} 份", &[&initiative.document_count()]);
            ui.painter().text(right, egui::Align2::RIGHT_CENTER, count, theme::hei(12.0), palette.quiet);
            if response.clicked() {
                taken = Some(k);
            }
        }
    });
    ui.spacing_mut().item_spacing.y = 8.0;
    if let Some(k) = taken {
        dialog.chosen = k;
    }
    entered || taken.is_some()
}

fn buttons(ui: &mut Ui, state: &AppState, dialog: &Dialog, answered: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let is_note = matches!(dialog.question, Question::Note(_));
    let ready = is_note || if dialog.picks() { !dialog.offered().is_empty() } else { !dialog.text.trim().is_empty() };
    ui.add_space(2.0);
    let learnable = matches!(dialog.question, Question::Define { .. } | Question::Rename(_) | Question::Merge(_));
    ui.horizontal(|ui| {
        if learnable {
            scopes(ui, state, palette, commands);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let text = if is_note { t("保存批注") } else { t("确定") };
            let button = Button::new(RichText::new(text).color(palette.on_filled)).fill(palette.filled);
            let clicked = ui.add_enabled(ready, button).clicked();
            if clicked || answered && ready {
                commands.push(Command::Deciding(DecidingCommand::Answer));
            }
            if ui.button(t("取消")).clicked() {
                commands.push(Command::Deciding(DecidingCommand::Close));
            }
        });
    });
}

/// How far the decision holds.
fn scopes(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.label(RichText::new(t("存到")).font(theme::hei(12.5)).color(palette.quiet));
    for (scope, text) in [(DecisionScope::Workspace, t("本工作区")), (DecisionScope::Lexicon, t("我的词表"))] {
        ui.add_enabled_ui(scope == DecisionScope::Workspace || state.deciding.has_lexicon, |ui| {
            if widgets::named_chip(ui, text, &tf("存到 {}", &[&text]), state.deciding.scope == scope, palette).clicked() {
                commands.push(Command::Deciding(DecidingCommand::Scope(scope)));
            }
        });
    }
}
