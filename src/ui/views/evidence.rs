//! The evidence of the chosen initiative: a card per document with the sentence, its section path, what the match rests on, or 未提及.

use egui::{Align, Frame, Layout, RichText, ScrollArea, Stroke, Ui, vec2};

use super::{documents, widgets};
use crate::compare::{Certainty, Initiative, Mention, Origin};
use crate::structure::Document;
use crate::text::sentence_around;
use crate::ui::apply::section_label;
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::state::{AppState, DocumentKey};
use crate::ui::theme::{self, Palette};

/// Width of a card where they stand side by side, in points.
const CARD_WIDTH: f32 = 320.0;
/// Mentions that a card shows before it says how many more there are.
const MAX_QUOTES: usize = 6;

/// The cards, one above the other (at the right) or side by side (at the bottom).
pub fn cards(ui: &mut Ui, state: &AppState, upright: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(initiative) = state.selected_initiative() else {
        ui.label(RichText::new(t("依据")).font(theme::hei_bold(15.0)));
        let hint = t("在左侧选一个事项，或点正文里的下划线，这里列出每份文档的原句和出处。");
        ui.add(egui::Label::new(RichText::new(hint).color(palette.quiet)).wrap());
        return;
    };
    let mut facts =
        tf("{} · {} 份文档，{} 处", &[&t(initiative.category.name()), &initiative.document_count(), &initiative.mentions.len()]);
    if initiative.origin == Origin::Discovered {
        facts.push_str(&tf(" · 自动发现，可信度 {}", &[&format!("{:.2}", initiative.score)]));
    }
    let facts = RichText::new(facts).font(theme::hei(12.5)).color(palette.quiet);
    let relations = relations(initiative);
    if upright {
        ui.add(egui::Label::new(RichText::new(&initiative.name).font(theme::hei_bold(15.0)).color(palette.ink)).wrap());
        ui.label(facts);
        if !relations.is_empty() {
            ui.add(egui::Label::new(RichText::new(relations).font(theme::hei(12.5)).color(palette.quiet)).wrap());
        }
    } else {
        ui.horizontal(|ui| {
            ui.label(RichText::new(&initiative.name).font(theme::hei_bold(15.0)).color(palette.ink));
            ui.label(facts);
            if !relations.is_empty() {
                widgets::clipped(ui, &relations, theme::hei(12.5), palette.quiet);
            }
        });
    }
    let keys = state.compared.clone();
    if upright {
        ScrollArea::vertical().id_salt("evidence").auto_shrink(false).show(ui, |ui| {
            for (index, key) in keys.iter().enumerate() {
                card(ui, state, initiative, index, *key, ui.available_width(), palette, commands);
                ui.add_space(4.0);
            }
        });
    } else {
        ScrollArea::both().id_salt("evidence-below").auto_shrink(false).show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                for (index, key) in keys.iter().enumerate() {
                    ui.allocate_ui(vec2(CARD_WIDTH, ui.available_height()), |ui| {
                        card(ui, state, initiative, index, *key, CARD_WIDTH, palette, commands);
                    });
                }
            });
        });
    }
}

/// How the initiative stands to others, kind by kind: 属于 A；同类 B、C. Empty where the lexicon says nothing.
fn relations(initiative: &Initiative) -> String {
    let mut out = String::new();
    let mut last = None;
    for relation in &initiative.relations {
        if last == Some(relation.kind) {
            out.push_str(t("、"));
        } else {
            out.push_str(if out.is_empty() { "" } else { t("；") });
            out.push_str(t(relation.kind.label()));
            out.push(' ');
        }
        out.push_str(&relation.name);
        last = Some(relation.kind);
    }
    out
}

#[expect(clippy::too_many_arguments, reason = "a view takes what it paints")]
fn card(
    ui: &mut Ui,
    state: &AppState,
    initiative: &Initiative,
    index: usize,
    key: DocumentKey,
    width: f32,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let Some(document) = state.comparison.documents.get(index) else { return };
    let mentions: Vec<&Mention> = initiative.mentions_in(index).collect();
    let fill = if mentions.is_empty() { palette.ground } else { palette.paper };
    Frame::new().fill(fill).stroke(Stroke::new(1.0, palette.line)).corner_radius(6.0).inner_margin(10.0).show(ui, |ui| {
        ui.set_width(width - 22.0);
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            let open = state.documents.iter().position(|d| d.key == key);
            let name =
                open.map_or_else(|| document.label(), |k| format!("{} {}", AppState::letter(k), documents::label(&state.documents[k])));
            ui.horizontal(|ui| {
                let count = if mentions.is_empty() { t("未提及").to_owned() } else { tf("{} 处", &[&mentions.len()]) };
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(RichText::new(count).font(theme::hei(12.5)).color(palette.quiet));
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        widgets::clipped(ui, &name, theme::hei_bold(13.0), palette.ink)
                    });
                });
            });
            for mention in mentions.iter().take(MAX_QUOTES) {
                quote(ui, document, initiative, mention, key, width - 24.0, palette, commands);
            }
            if mentions.len() > MAX_QUOTES {
                ui.label(RichText::new(tf("还有 {} 处", &[&(mentions.len() - MAX_QUOTES)])).font(theme::hei(12.0)).color(palette.quiet));
            }
        });
    });
}

#[expect(clippy::too_many_arguments, reason = "a view takes what it paints")]
fn quote(
    ui: &mut Ui,
    document: &Document,
    initiative: &Initiative,
    mention: &Mention,
    key: DocumentKey,
    width: f32,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    if let Some(section) = mention.section {
        let path: Vec<String> = document.section_path(section).into_iter().map(|k| section_label(document, k)).collect();
        widgets::clipped(ui, &path.join(" › "), theme::hei(12.0), palette.quiet);
    }
    let sentence = sentence_around(&document.text, mention.span.start);
    let from = mention.span.start.0.saturating_sub(sentence.start.0);
    let marked = from..from + mention.span.len();
    let color = palette.category(initiative.category);
    let job = widgets::quote_job(sentence.of(&document.text), marked, 13.5, color, palette, width);
    let response = ui.add(egui::Label::new(job).selectable(false).wrap().sense(egui::Sense::click()));
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(t("到正文中的这一处")).clicked() {
        commands.push(Command::Reveal { key, span: mention.span });
    }
    let doubt = if mention.certainty == Certainty::Possible { t("存疑：") } else { t("依据：") };
    ui.add(egui::Label::new(RichText::new(format!("{doubt}{}", mention.why)).font(theme::hei(12.0)).color(palette.quiet)).wrap());
    ui.add_space(4.0);
}
