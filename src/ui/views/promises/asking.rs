//! While the user looks for the passage of an item, or for the item of a passage: what is looked for, what is selected, and the buttons that end it.

use egui::{Align, Button, Frame, Layout, Margin, Panel, RichText, Ui};

use crate::text::without_note_marks;
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::promises::PromisesCommand;
use crate::ui::state::{AppState, View};
use crate::ui::theme::{self, Palette};
use crate::ui::views::widgets;

/// Above the panes, where a passage is looked for.
pub fn show(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(row) = state.promises.asking.filter(|_| state.view == View::Read) else { return };
    let Some(place) = state.place_in_comparison(row) else { return };
    let Some(document) = state.comparison.documents.get(place.document) else { return };
    let selected = state.selected_answer();
    let for_item = state.asks_for_item();
    let frame = Frame::new().fill(palette.chosen).inner_margin(Margin::symmetric(12, 6));
    Panel::top("asking").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button(t("不选了")).on_hover_text(t("回到对读，不改动（Esc）")).clicked() {
                    commands.push(Command::Promises(PromisesCommand::StopAsking));
                }
                let (set, first) = match for_item {
                    true => (t("归入这一条"), t("先在计划里选中一条")),
                    false => (t("设为回应"), t("先在总结里选中一段文字")),
                };
                let button = ui.add_enabled(selected.is_some(), Button::new(set));
                if button.on_disabled_hover_text(first).clicked() {
                    commands.push(Command::Promises(PromisesCommand::AnswerSelection));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let what = without_note_marks(place.span.of(&document.text));
                    let item = if for_item { tf("总结：{}", &[&what]) } else { tf("计划：{}", &[&what]) };
                    let passage = selected.and_then(|p| state.place_in_comparison(p));
                    let text =
                        passage.and_then(|p| state.comparison.documents.get(p.document).map(|d| without_note_marks(p.span.of(&d.text))));
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 2.0;
                        widgets::clipped(ui, &item, theme::hei_bold(13.0), palette.ink);
                        let said = text.map_or_else(
                            || match for_item {
                                true => t("在计划里选中它所属的条目，再点“归入这一条”。").to_owned(),
                                false => t("在总结里选中回应它的一段文字，再点“设为回应”。").to_owned(),
                            },
                            |text| tf("选中：{}", &[&text]),
                        );
                        ui.label(RichText::new(said.lines().next().unwrap_or_default()).font(theme::hei(12.5)).color(palette.quiet));
                    });
                });
            });
        });
    });
}
