//! The chosen measure in its sentence: where it stands, what it was read from, and the way to its pane.

use egui::{Align, Button, Frame, Label, Layout, RichText, ScrollArea, Sense, Stroke, Ui};

use super::marks;
use crate::ui::command::Command;
use crate::ui::figures::FiguresCommand;
use crate::ui::language::{t, tf, told};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::passages::sentence_of;
use crate::ui::views::widgets::{self, Icon, icon_button};
use crate::ui::views::{amount_text, section_path_text};

/// The strip.
pub fn show(ui: &mut Ui, state: &AppState, measure: usize, palette: &Palette, commands: &mut Vec<Command>) {
    let found = &state.comparison.measures[measure];
    let (Some(document), Some(passage)) = (state.comparison.documents.get(found.document), state.measure_key(measure)) else { return };
    let mut send = |command| commands.push(Command::Figures(command));
    let frame = Frame::new().fill(palette.paper).stroke(Stroke::new(1.0, palette.line)).corner_radius(6.0).inner_margin(10.0);
    frame.show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, Icon::Close, t("收起这一条"), palette).clicked() {
                    send(FiguresCommand::Choose(None));
                }
                let open = Button::new(RichText::new(t("在对读中打开")).font(theme::hei(12.5))).small();
                if ui.add(open).clicked() {
                    send(FiguresCommand::Open(passage));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.label(RichText::new(amount_text(&found.measure)).font(theme::hei_bold(14.0)).color(palette.ink));
                    let place = format!("{}　{}", state.lettered(passage.key, document), section_path_text(document, found.measure.span));
                    widgets::clipped(ui, &place, theme::hei(12.5), palette.quiet);
                });
            });
        });
        ScrollArea::vertical().id_salt("figure-detail").auto_shrink(false).min_scrolled_height(0.0).show(ui, |ui| {
            let (sentence, marked) = sentence_of(document, found.measure.span);
            let color = marks::color(found.measure.kind, palette);
            let job = widgets::quote_job(sentence, marked, 14.0, color, palette, ui.available_width());
            let response = ui.add(Label::new(job).selectable(false).wrap().sense(Sense::click()));
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(t("到正文中的这一处")).clicked() {
                send(FiguresCommand::Open(passage));
            }
            let why = tf("依据：{}", &[&told(&found.measure.why)]);
            ui.add(Label::new(RichText::new(why).font(theme::hei(12.0)).color(palette.quiet)).wrap());
        });
    });
}
