//! Carries out what the matrix asks for: another view, from a cell to its passages, the table on the clipboard.

use super::app::JieduApp;
use super::apply::{NOTICE_SECONDS, bring_in};
use super::language::tf;
use super::state::{AppState, DocumentKey, View};
use crate::initiative::InitiativeId;
use crate::report::matrix_to_tsv;

impl JieduApp {
    /// The panes, with an initiative chosen and a document among them: its passage stands on the reading line, or the pane says that
    /// there is none; the other panes stand at theirs.
    pub(super) fn open_passages(&mut self, id: InitiativeId, key: DocumentKey) {
        self.state.selected = Some(id);
        self.state.view = View::Read;
        bring_in(&mut self.state, key);
        self.go_to_mentions(None);
        self.lead(key, 0);
    }
}

/// Puts a view into the centre. The matrix takes the keyboard and shows the chosen initiative's row.
pub(super) fn show(state: &mut AppState, view: View, ctx: &egui::Context) {
    // Whoever asks for a view has seen enough of the print view.
    #[cfg(feature = "paper")]
    {
        state.printing = None;
    }
    state.view = view;
    let by_key = !ctx.input(|i| i.pointer.any_click());
    match view {
        View::Gaps => state.gaps.ledger.take_keyboard(by_key),
        View::Years => state.years.ledger.take_keyboard(by_key),
        View::Promises => state.promises.sheet.ask_for_keyboard(ctx),
        View::Figures => state.figures.sheet.ask_for_keyboard(ctx),
        _ => {}
    }
    state.concordance.focus = view == View::Concordance;
    if view == View::Matrix {
        state.matrix.focus = true;
        state.matrix.ring = !ctx.input(|i| i.pointer.any_click());
        state.matrix.revealed = None;
    }
}

/// Puts the rows that show on the clipboard, with the heads of their columns.
pub(super) fn copy(state: &mut AppState, ctx: &egui::Context) {
    let (rows, _) = state.matrix.rows(&state.comparison, &state.compared);
    let name = |k: &usize| Some(state.lettered(*state.compared.get(*k)?, state.comparison.documents.get(*k)?));
    let names: Vec<String> = rows.documents.iter().filter_map(name).collect();
    ctx.copy_text(matrix_to_tsv(&state.comparison, &rows, &names));
    state.say(tf("已复制 {} 项事项的表格，可粘贴到电子表格", &[&rows.initiatives]));
    state.notice_until = Some(ctx.input(|i| i.time) + NOTICE_SECONDS);
}
