//! The views: paint the state, send commands.
//!
//! Each view is one function over the state; only the readers' scroll positions, what the panes showed and the text
//! fields change while painting.

mod about;
mod bars;
mod charts;
mod chooser;
mod concordance;
mod decide;
mod documents;
mod evidence;
mod figures;
mod frozen;
mod gaps;
mod help;
mod info;
mod initiatives;
mod ledger;
mod lexicon;
mod margins;
mod matrix;
mod menus;
mod outline;
mod overlays;
mod pane;
mod panes;
mod passages;
mod pending;
#[cfg(feature = "paper")]
mod print;
mod promises;
mod quotes;
mod sayings;
mod settings;
pub mod sheet;
mod shortcuts;
mod text_menu;
mod threads;
mod tie;
mod toolbar;
mod widgets;
mod workspace;
mod years;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

pub use matrix::columns_in_words;
pub use passages::{amount_text, path_text, quantity_text, section_path_text};
pub use shortcuts::shortcuts;

use super::command::Command;
use super::room;
use super::state::{AppState, View};
use super::theme::Palette;

/// Width of the left rail, in points.
const RAIL_WIDTH: f32 = 224.0;
/// Width of the folded rail.
const FOLDED_RAIL_WIDTH: f32 = 64.0;
/// Width of the evidence at the right.
const EVIDENCE_WIDTH: f32 = 330.0;
/// Height of the evidence at the bottom.
const EVIDENCE_HEIGHT: f32 = 210.0;
/// It takes no more than this share of a low window.
const EVIDENCE_SHARE: f32 = 0.38;

/// Below this height, in points, a view scrolls as a whole.
const LEAST_VIEW: f32 = 300.0;
/// Below the matrix the evidence comes up by itself from this window height on, in points: the rows keep half of it.
const EVIDENCE_BELOW_FROM: f32 = 560.0;

/// Whether the evidence shows: as the user decided, else where there is room at the right, and with the matrix where an initiative is
/// chosen, since nothing else shows its passages there.
pub fn evidence_shown(state: &AppState, ctx: &egui::Context) -> bool {
    let window = ctx.content_rect();
    let of_matrix = state.view == View::Matrix && state.selected.is_some() && window.height() >= EVIDENCE_BELOW_FROM;
    // These two show passages of their own: without a chosen initiative the evidence would only take room.
    let idle = matches!(state.view, View::Promises | View::Figures) && state.selected.is_none();
    state.evidence.unwrap_or_else(|| of_matrix || window.width() >= room::EVIDENCE_RIGHT_FROM && !idle)
}

/// The whole window.
pub fn show(ui: &mut Ui, state: &mut AppState, pending: usize, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui.ctx());
    let width = ui.max_rect().width();
    state.shown.clear();
    let ground = |margin| Frame::new().fill(palette.ground).inner_margin(margin);

    Panel::top("toolbar").frame(ground(Margin::symmetric(12, 7))).show(ui, |ui| toolbar::show(ui, state, &palette, commands));
    Panel::bottom("status").frame(ground(Margin::symmetric(12, 4))).show(ui, |ui| bars::status(ui, state, pending, &palette, commands));
    workspace::bars(ui, state, &palette, commands);
    #[cfg(feature = "paper")]
    if state.printing.is_some() {
        notice(ui, state, &palette, commands);
        print::show(ui, state, &palette, commands);
        over_all(ui, state, &palette, commands);
        return;
    }
    let folded = width < room::RAIL_FOLDS_BELOW;
    let rail_width = if folded { FOLDED_RAIL_WIDTH } else { RAIL_WIDTH };
    Panel::left("rail").exact_size(rail_width).resizable(false).frame(ground(Margin::ZERO)).show(ui, |ui| {
        documents::list(ui, state, folded, &palette, commands);
        initiatives::list(ui, state, folded, &palette, commands);
    });
    if evidence_shown(state, ui.ctx()) {
        let frame = ground(Margin::symmetric(12, 10));
        if width >= room::EVIDENCE_RIGHT_FROM {
            Panel::right("evidence").exact_size(EVIDENCE_WIDTH).resizable(false).frame(frame).show(ui, |ui| {
                evidence::cards(ui, state, true, &palette, commands);
            });
        } else {
            let height = EVIDENCE_HEIGHT.min(ui.ctx().content_rect().height() * EVIDENCE_SHARE);
            Panel::bottom("evidence-below").exact_size(height).resizable(false).frame(frame).show(ui, |ui| {
                evidence::cards(ui, state, false, &palette, commands);
            });
        }
    }
    // After the evidence: a message that comes or goes moves nothing that the pointer may be on, it only shortens the view.
    notice(ui, state, &palette, commands);
    if state.find.open {
        Panel::top("find").frame(ground(Margin::symmetric(12, 6))).show(ui, |ui| bars::find(ui, state, &palette, commands));
    }
    if state.path_field.is_some() {
        Panel::top("path").frame(ground(Margin::symmetric(12, 6))).show(ui, |ui| bars::path_field(ui, state, &palette, commands));
    }
    promises::asking(ui, state, &palette, commands);
    CentralPanel::default().frame(ground(Margin { left: 12, right: 12, top: 10, bottom: 10 })).show(ui, |ui| match state.view {
        View::Read => panes::show(ui, state, &palette, commands),
        _ => with_room(ui, |ui| match state.view {
            View::Read => {}
            View::Matrix => matrix::show(ui, state, &palette, commands),
            View::Gaps => gaps::show(ui, state, &palette, commands),
            View::Years => years::show(ui, state, &palette, commands),
            View::Promises => promises::show(ui, state, &palette, commands),
            View::Figures => figures::show(ui, state, &palette, commands),
            View::Concordance => concordance::show(ui, state, &palette, commands),
        }),
    });
    text_menu::show(ui.ctx(), state, &palette, commands);
    decide::show(ui.ctx(), state, &palette, commands);
    lexicon::window(ui.ctx(), state, &palette, commands);
    info::window(ui.ctx(), state, &palette, commands);
    over_all(ui, state, &palette, commands);
    overlays::drop_hint(ui.ctx(), &palette);
}

/// A view with the height that its controls and some rows need: where the window is lower (three times the scale, a half screen) it scrolls as a
/// whole, or the controls would leave no row in view.
fn with_room(ui: &mut Ui, show: impl FnOnce(&mut Ui)) {
    if ui.available_height() >= LEAST_VIEW {
        show(ui);
        return;
    }
    egui::ScrollArea::vertical().id_salt("low-window").auto_shrink(false).show(ui, |ui| {
        let size = egui::vec2(ui.available_width(), LEAST_VIEW);
        ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_min_height(LEAST_VIEW);
            ui.set_max_height(LEAST_VIEW);
            show(ui);
        });
    });
}

/// A message, where there is one.
fn notice(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if state.notice.is_some() {
        let frame = Frame::new().fill(palette.chosen).inner_margin(Margin::symmetric(12, 6));
        Panel::bottom("notice").frame(frame).show(ui, |ui| bars::notice(ui, state, palette, commands));
    }
}

/// What lies over every view.
fn over_all(ui: &Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    help::show(ui.ctx(), state, palette, commands);
    about::show(ui.ctx(), state, palette, commands);
    settings::show(ui.ctx(), state, palette, commands);
    chooser::show(ui, state, palette, commands);
}
