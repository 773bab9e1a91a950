//! The menu over a text: what can be done with the selection, the mention or the sentence under the pointer.

use egui::{Align, Context, Id, LayerId, Order, Popup, RichText, Ui};

use crate::compare::Initiative;
use crate::structure::Anchor;
use crate::text::without_note_marks;
use crate::ui::command::Command;
use crate::ui::concordance::{ConcordanceCommand, phrase};
use crate::ui::deciding::{DecidingCommand, Question, Verdict};
use crate::ui::language::{t, tf};
use crate::ui::reading::{ReadingCommand, TextMenu};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::workspace::{About, Note};

/// Initiatives named in the menu, at most.
const MAX_TOUCHED: usize = 4;
/// Characters of the passage that stand above the entries.
const QUOTE_CHARS: usize = 16;

/// The menu, where it is open.
pub fn show(ctx: &Context, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(mut menu) = state.reading.menu.take() else { return };
    let mut open = true;
    let layer = LayerId::new(Order::Middle, Id::unique("text-menu-layer"));
    let popup = Popup::new(Id::unique("text-menu"), ctx.clone(), menu.anchor, layer)
        .kind(egui::PopupKind::Menu)
        .layout(egui::Layout::top_down_justified(Align::Min))
        .style(egui::containers::menu::menu_style)
        .accessible_name(t("正文菜单"))
        .gap(2.0)
        .open_bool(&mut open);
    popup.show(|ui| {
        ui.set_min_width(210.0);
        entries(ui, state, &mut menu, palette, commands);
    });
    if open {
        state.reading.menu = Some(menu);
    }
}

fn entries(ui: &mut Ui, state: &AppState, menu: &mut TextMenu, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(document) = state.compared_index(menu.key).and_then(|k| state.comparison.documents.get(k)) else { return };
    let words = elided(&without_note_marks(menu.span.of(&document.text)), QUOTE_CHARS);
    ui.label(RichText::new(format!("“{words}”")).font(theme::song(13.0)).color(palette.quiet));
    let focus = std::mem::take(&mut menu.focus);
    let (key, span) = (menu.key, menu.span);
    let mut chosen = None;
    let mut first = true;
    let mut entry = |ui: &mut Ui, text: &str, shortcut: &str, command: Command| {
        let response = ui.add(egui::Button::new(text).shortcut_text(shortcut));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text));
        if std::mem::take(&mut first) && focus {
            response.request_focus();
        }
        if response.clicked() {
            chosen = Some(command);
        }
    };
    let ask = |question: Question| Command::Deciding(DecidingCommand::Ask(question));
    entry(ui, t("复制（附出处）"), "Ctrl+C", Command::Copy { key, span });
    entry(ui, t("在检索中查找"), "", Command::Concordance(ConcordanceCommand::Search(Some(phrase(span.of(&document.text))))));
    ui.separator();
    entry(ui, t("设为新事项…"), "", ask(Question::Define { key, span }));
    entry(ui, t("归入事项…"), "", ask(Question::Include { key, span }));
    for (index, mentions) in menu.touched.iter().take(MAX_TOUCHED) {
        let Some(Initiative { id, name, .. }) = state.comparison.initiatives.get(*index) else { continue };
        let (id, mentions) = (id.clone(), mentions.clone().collect());
        let command = DecidingCommand::Mentions { id, mentions, verdict: Verdict::Exclude };
        entry(ui, &tf("不属于“{}”", &[&elided(name, QUOTE_CHARS)]), "", Command::Deciding(command));
    }
    ui.separator();
    let work = state.work.now();
    match menu.note.and_then(|k| work.notes.get(k)) {
        Some(note) => {
            entry(ui, t("修改批注…"), "", ask(Question::Note(note.about.clone())));
            let empty = Note { about: note.about.clone(), text: String::new() };
            entry(ui, t("删除批注"), "", Command::Work(crate::ui::work::WorkCommand::Note(empty)));
        }
        None => entry(ui, t("批注…"), "", ask(Question::Note(About::Passage(Anchor::of(document, span))))),
    }
    if let Some(command) = chosen {
        commands.push(Command::Activate(key));
        commands.push(command);
        commands.push(Command::Reading(ReadingCommand::CloseMenu));
    }
}

/// The first characters of a text, in one line.
fn elided(text: &str, most: usize) -> String {
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= most { flat } else { flat.chars().take(most).chain(['…']).collect() }
}
