//! The view 差距, its state and its commands: what the others have and one document lacks, and the reverse.
//!
//! The document is named by its key, since its place changes as the user moves and closes documents; the rows come from
//! [`crate::compare::Gaps`] and are made anew only where the comparison, the document or the filter is another.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::app::JieduApp;
use super::apply::{NOTICE_SECONDS, bring_in};
use super::beside::Beside;
use super::language::tf;
use super::ledger::LedgerState;
use super::state::{AppState, DocumentKey, View};
use crate::compare::{Comparison, GapFilter, GapSide, Gaps, Saying};
use crate::initiative::{Category, InitiativeId};
use crate::report::gaps_to_tsv;

/// What the view keeps.
#[derive(Debug, Default)]
pub struct GapsState {
    /// The document that is looked at; `None` until one was chosen: then the active pane's, else the first.
    pub document: Option<DocumentKey>,
    /// Which of the two questions.
    pub side: GapSide,
    /// So many others have it at least; zero and one are the same.
    pub least: usize,
    /// So many others have it too at most.
    pub most: usize,
    /// The text that the rows must contain.
    pub text: String,
    /// The policy area; `None` for all.
    pub category: Option<Category>,
    /// Only what has numbers.
    pub numbers: bool,
    /// Only names, without quotes.
    pub bare: bool,
    /// The rows' cursor and which of them are open.
    pub ledger: LedgerState,
    made: Beside<(usize, GapFilter), Gaps>,
    rows: Option<Rc<GapRows>>,
}

/// The rows, with what their documents say of them as far as anyone has looked.
#[derive(Debug, Default)]
pub struct GapRows {
    /// Index of the document into the comparison's.
    pub document: usize,
    /// The rows and the counts.
    pub gaps: Arc<Gaps>,
    sayings: RefCell<BTreeMap<(usize, usize), Rc<Said>>>,
}

/// What one document says of one initiative.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Each sentence once, the one that says most first, the others in order of place.
    pub sayings: Vec<Saying>,
}

impl GapRows {
    /// What a document says of an initiative; looked up once.
    pub fn said(&self, comparison: &Comparison, initiative: usize, document: usize) -> Rc<Said> {
        let mut kept = self.sayings.borrow_mut();
        let said = kept.entry((initiative, document)).or_insert_with(|| {
            let mut sayings = comparison.sayings(initiative, document);
            if let Some(best) = comparison.best_saying(initiative, document)
                && let Some(at) = sayings.iter().position(|s| s.mention == best.mention)
            {
                let best = sayings.remove(at);
                sayings.insert(0, best);
            }
            Rc::new(Said { sayings })
        });
        Rc::clone(said)
    }
}

/// What the user can do in the view.
#[derive(Debug, Clone, PartialEq)]
pub enum GapsCommand {
    /// Look at this document.
    Document(DocumentKey),
    /// Ask the other question.
    Side(GapSide),
    /// So many others have it at least.
    Least(usize),
    /// So many others have it too at most.
    Most(usize),
    /// The policy area, or all.
    Category(Option<Category>),
    /// Only what has numbers, or all again.
    ToggleNumbers,
    /// Only names, or quotes again.
    ToggleQuotes,
    /// Take every filter off.
    Clear,
    /// Open a row, or close it.
    Toggle(InitiativeId),
    /// Close all rows.
    CloseRows,
    /// To the passages side by side, this document at this mention.
    Open {
        /// The initiative.
        id: InitiativeId,
        /// The document.
        key: DocumentKey,
        /// Which of its mentions, from zero.
        mention: usize,
    },
    /// Put the rows as they show on the clipboard.
    Copy,
}

impl GapsState {
    /// The document that is looked at, of the compared ones.
    #[must_use]
    pub fn looked_at(&self, compared: &[DocumentKey], hand: Option<DocumentKey>) -> Option<DocumentKey> {
        let known = |key: &DocumentKey| compared.contains(key);
        self.document.filter(known).or_else(|| hand.filter(known)).or_else(|| compared.first().copied())
    }

    /// The rows of the document with this index.
    pub fn rows(&mut self, comparison: &Arc<Comparison>, document: usize) -> Rc<GapRows> {
        let wanted = (document, self.filter(comparison.documents.len()));
        let make = |comparison: &Comparison, (document, filter): &(usize, GapFilter)| Gaps::new(comparison, *document, filter);
        let (gaps, otherwise) = self.made.get(comparison, &wanted, make);
        // Another question begins at its first row; a new comparison stays where the user is.
        self.ledger.to_top |= otherwise;
        if let Some(rows) = self.rows.as_ref().filter(|rows| Arc::ptr_eq(&rows.gaps, &gaps)) {
            return Rc::clone(rows);
        }
        // While they come they are those of the document that was looked at before.
        let document = gaps.document;
        let rows = Rc::new(GapRows { document, gaps, ..GapRows::default() });
        self.rows = Some(Rc::clone(&rows));
        rows
    }

    /// Whether other rows are on their way.
    pub(super) const fn is_coming(&self) -> bool {
        self.made.is_coming()
    }

    fn filter(&self, documents: usize) -> GapFilter {
        GapFilter {
            side: self.side,
            // More than there are would show nothing, for no reason that the window tells.
            least: self.least.min(documents.saturating_sub(1)),
            most: self.most,
            text: self.text.trim().to_owned(),
            category: self.category,
            numbers: self.numbers,
        }
    }

    /// Whether a filter beside the number of documents is on.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.text.trim().is_empty() || self.category.is_some() || self.numbers
    }
}

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn gaps(&mut self, command: GapsCommand, ctx: &egui::Context) {
        let gaps = &mut self.state.gaps;
        match command {
            GapsCommand::Document(key) => gaps.document = Some(key),
            GapsCommand::Side(side) => gaps.side = side,
            GapsCommand::Least(least) => gaps.least = least,
            GapsCommand::Most(most) => gaps.most = most,
            GapsCommand::Category(category) => gaps.category = category,
            GapsCommand::ToggleNumbers => gaps.numbers = !gaps.numbers,
            GapsCommand::ToggleQuotes => gaps.bare = !gaps.bare,
            GapsCommand::Clear => {
                gaps.text.clear();
                (gaps.category, gaps.numbers, gaps.least) = (None, false, 0);
            }
            GapsCommand::Toggle(id) => {
                gaps.ledger.toggle(id.clone());
                if gaps.ledger.open.contains(&id) {
                    self.choose_row(id);
                }
            }
            GapsCommand::CloseRows => gaps.ledger.open.clear(),
            GapsCommand::Open { id, key, mention } => {
                let own = gaps.looked_at(&self.state.compared, self.state.following.hand);
                self.open_side_by_side(id, own, key, mention);
            }
            GapsCommand::Copy => copy(&mut self.state, ctx),
        }
    }

    /// Chooses the initiative of a row that was opened: rail, evidence and panes follow.
    pub(super) fn choose_row(&mut self, id: InitiativeId) {
        self.state.selected = Some(id);
        self.go_to_mentions(None);
    }

    /// The panes, with an initiative chosen, two documents among them, and one of them at one of its mentions.
    pub(super) fn open_side_by_side(&mut self, id: InitiativeId, beside: Option<DocumentKey>, key: DocumentKey, mention: usize) {
        self.state.selected = Some(id);
        self.state.view = View::Read;
        for key in beside.into_iter().chain([key]) {
            bring_in(&mut self.state, key);
        }
        self.go_to_mentions(None);
        self.lead(key, mention);
    }
}

/// Puts the rows that show on the clipboard.
fn copy(state: &mut AppState, ctx: &egui::Context) {
    let looked_at = state.gaps.looked_at(&state.compared, state.following.hand);
    let Some(document) = looked_at.and_then(|key| state.compared_index(key)) else { return };
    let rows = state.gaps.rows(&state.comparison, document);
    let names: Vec<String> = state.compared.iter().zip(&state.comparison.documents).map(|(key, d)| state.lettered(*key, d)).collect();
    ctx.copy_text(gaps_to_tsv(&state.comparison, &rows.gaps, document, &names));
    state.say(tf("已复制 {} 项事项的表格，可粘贴到电子表格", &[&rows.gaps.rows.len()]));
    state.notice_until = Some(ctx.input(|i| i.time) + NOTICE_SECONDS);
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;
    use std::sync::Arc;

    use super::GapsState;
    use crate::compare::Comparison;

    #[test]
    fn the_document_is_the_chosen_one_else_the_hand_else_the_first() {
        let mut state = GapsState::default();
        assert_eq!(state.looked_at(&[], None), None);
        assert_eq!(state.looked_at(&[4, 5, 6], None), Some(4));
        assert_eq!(state.looked_at(&[4, 5, 6], Some(6)), Some(6));
        state.document = Some(5);
        assert_eq!(state.looked_at(&[4, 5, 6], Some(6)), Some(5));
        assert_eq!(state.looked_at(&[4, 6], Some(9)), Some(4), "hidden for now");
    }

    #[test]
    fn rows_are_made_anew_only_where_something_is_another() {
        let mut state = GapsState::default();
        let comparison = Arc::new(Comparison::default());
        let first = state.rows(&comparison, 0);
        assert!(Rc::ptr_eq(&first, &state.rows(&comparison, 0)) && !state.ledger.to_top);
        let other = state.rows(&comparison, 1);
        assert!(!Rc::ptr_eq(&first, &other) && state.ledger.to_top, "another document");
        state.ledger.to_top = false;
        let _ = state.rows(&Arc::new(Comparison::default()), 1);
        assert!(!state.ledger.to_top, "a new comparison stays where the user is");
    }
}
