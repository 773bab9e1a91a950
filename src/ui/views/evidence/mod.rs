//! The evidence of the chosen initiative: what it is, what the user may settle about it, and a card per document.
//!
//! In: the kept [`Evidence`](crate::compare::Evidence). Out: painted cards and the user's [`DecidingCommand`]s. At the right the cards stand
//! one below the other, at the bottom side by side.

mod actions;
mod card;

use std::cell::RefCell;

use egui::{Align, Id, Layout, RichText, ScrollArea, Ui, vec2};

use super::widgets;
use crate::compare::{Initiative, Origin};
use crate::ui::command::Command;
use crate::ui::deciding::Draft;
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// Width of a card where they stand side by side, in points.
const CARD_WIDTH: f32 = 340.0;
/// Below this width the buttons at the bottom drawer's head wrap, in points.
const WRAPS_BELOW: f32 = 640.0;

/// In one row the facts stand where so much is left beside the name, in points.
const FACTS_FROM: f32 = 560.0;

/// What the parts of the drawer paint from.
struct Drawer<'a> {
    state: &'a AppState,
    initiative: &'a Initiative,
    palette: &'a Palette,
    /// Written to while painting.
    draft: RefCell<Option<Draft>>,
}

/// The cards, one above the other (at the right) or side by side (at the bottom).
pub fn cards(ui: &mut Ui, state: &mut AppState, upright: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(index) = state.selected_index() else {
        ui.label(RichText::new(t("依据")).font(theme::hei_bold(15.0)));
        let hint =
            t("在左侧选一个事项，或点正文里的下划线，这里列出每份文档的原句和出处，连同其中的数字，并可接受、改名、合并、拆分或加批注。");
        ui.add(egui::Label::new(RichText::new(hint).color(palette.quiet)).wrap());
        return;
    };
    let evidence = state.evidence_of(index);
    let draft = RefCell::new(state.deciding.draft.take());
    let Some(initiative) = state.comparison.initiatives.get(index) else { return };
    let drawer = Drawer { state, initiative, palette, draft };
    ui.spacing_mut().item_spacing.y = 4.0;
    head(ui, &drawer, upright, commands);
    actions::note(ui, &drawer, commands);
    actions::picked(ui, &drawer, commands);
    let keys = state.compared.iter().zip(&evidence.cards).enumerate();
    if upright {
        ui.add_space(2.0);
        ScrollArea::vertical().id_salt("evidence").auto_shrink(false).show(ui, |ui| {
            for (document, (key, evidence)) in keys {
                let id = Id::unique(("evidence-card", &initiative.id, key));
                let width = ui.available_width();
                card::unseen(ui, id, card::guessed_height(evidence), |ui| {
                    card::show(ui, &drawer, (document, *key), evidence, width, commands);
                });
                ui.add_space(4.0);
            }
        });
    } else {
        let width = CARD_WIDTH.min(ui.available_width());
        ScrollArea::both().id_salt("evidence-below").auto_shrink(false).show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                for (document, (key, evidence)) in keys {
                    ui.allocate_ui(vec2(width, ui.available_height()), |ui| {
                        card::show(ui, &drawer, (document, *key), evidence, width, commands);
                    });
                }
            });
        });
    }
    // A draft that a command of this frame begins or ends comes later.
    state.deciding.draft = drawer.draft.into_inner();
}

/// Name, facts, relations, and what can be done.
fn head(ui: &mut Ui, drawer: &Drawer<'_>, upright: bool, commands: &mut Vec<Command>) {
    let (initiative, palette) = (drawer.initiative, drawer.palette);
    let facts = RichText::new(facts(initiative)).font(theme::hei(12.5)).color(palette.quiet);
    let relations = relations(initiative);
    let name = RichText::new(&initiative.name).font(theme::hei_bold(15.0)).color(palette.ink);
    if upright {
        ui.add(egui::Label::new(name).wrap());
        ui.add(egui::Label::new(facts).wrap());
        if !relations.is_empty() {
            ui.add(egui::Label::new(RichText::new(relations).font(theme::hei(12.5)).color(palette.quiet)).wrap());
        }
        ui.horizontal_wrapped(|ui| actions::of_initiative(ui, drawer, commands));
        return;
    }
    if ui.available_width() < WRAPS_BELOW {
        ui.horizontal_wrapped(|ui| {
            ui.label(name);
            actions::of_initiative(ui, drawer, commands);
        });
        return;
    }
    ui.horizontal(|ui| {
        ui.label(name);
        if ui.available_width() > FACTS_FROM {
            ui.label(facts);
        }
        actions::of_initiative(ui, drawer, commands);
        if !relations.is_empty() {
            widgets::clipped(ui, &relations, theme::hei(12.5), palette.quiet);
        }
    });
}

fn facts(initiative: &Initiative) -> String {
    let counts = tf("{} 份文档，{} 处", &[&initiative.document_count(), &initiative.mentions.len()]);
    let mut facts = format!("{} · {counts}", t(initiative.category.name()));
    match initiative.origin {
        Origin::Lexicon => {}
        Origin::Discovered => {
            facts.push_str(" · ");
            facts.push_str(&tf("自动发现，可信度 {}", &[&format!("{:.2}", initiative.score)]));
        }
        Origin::User => {
            facts.push_str(" · ");
            facts.push_str(t("自己添加"));
        }
    }
    facts
}

/// How the initiative stands to others, kind by kind: 属于 A；同类 B、C. Empty where the lexicon says nothing.
fn relations(initiative: &Initiative) -> String {
    let mut out = String::new();
    let mut last = None;
    for relation in &initiative.relations {
        if last == Some(relation.kind) {
            out.push('、');
        } else {
            out.push_str(if out.is_empty() { "" } else { "；" });
            out.push_str(t(relation.kind.label()));
            out.push(' ');
        }
        out.push_str(&relation.name);
        last = Some(relation.kind);
    }
    out
}
