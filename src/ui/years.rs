//! The view 年度, its state and its commands: the same street over years.
//!
//! Documents are named by their keys; what became of each initiative comes from [`crate::compare::Changes`] and is made anew only where the
//! comparison or the choice of documents is another, its rows where filter or order are.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::{Arc, Weak};

use super::app::JieduApp;
use super::apply::NOTICE_SECONDS;
use super::language::tf;
use super::ledger::LedgerState;
use super::state::{AppState, DocumentKey};
use crate::compare::{Changes, Comparison, StreetYears, Verdict, YearFilter, YearOrder, YearRow, streets_over_years, usual_choice};
use crate::initiative::{Category, InitiativeId};
use crate::report::years_to_tsv;

/// What the view keeps.
#[derive(Debug, Default)]
pub struct YearsState {
    /// The street that is looked at, by its name; `None` until one was chosen: then the first.
    pub street: Option<String>,
    /// By street the documents that the user chose; the usual choice where there is none.
    pub chosen: BTreeMap<String, BTreeSet<DocumentKey>>,
    /// Two documents chosen by hand, whatever their streets.
    pub by_hand: Option<(DocumentKey, DocumentKey)>,
    /// The text that the rows must contain.
    pub text: String,
    /// The policy area; `None` for all.
    pub category: Option<Category>,
    /// What became of it; `None` for all.
    pub verdict: Option<Verdict>,
    /// The order of the rows.
    pub order: YearOrder,
    /// Whether the picture shows.
    pub picture: bool,
    /// The rows' cursor and which of them are open.
    pub ledger: LedgerState,
    streets: Option<(Weak<Comparison>, Rc<Vec<StreetYears>>)>,
    made: Option<Made>,
}

/// What was made, and from what.
#[derive(Debug)]
struct Made {
    from: Weak<Comparison>,
    chosen: Vec<usize>,
    changes: Rc<Changes>,
    filter: YearFilter,
    order: YearOrder,
    rows: Rc<Vec<YearRow>>,
}

/// What the view shows.
#[derive(Debug, Clone)]
pub struct YearTable {
    /// What became of each initiative.
    pub changes: Rc<Changes>,
    /// What the filter lets through.
    pub rows: Rc<Vec<YearRow>>,
}

/// What the user can do in the view.
#[derive(Debug, Clone, PartialEq)]
pub enum YearsCommand {
    /// Look at this street.
    Street(String),
    /// Take a document of the street in or out.
    ToggleDocument(DocumentKey),
    /// Two documents by hand, the earlier one first.
    ByHand(DocumentKey, DocumentKey),
    /// The streets again.
    NotByHand,
    /// The policy area, or all.
    Category(Option<Category>),
    /// What became of it, or all.
    Verdict(Option<Verdict>),
    /// The order of the rows.
    Order(YearOrder),
    /// Show the picture, or not.
    TogglePicture,
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

impl YearsState {
    /// The streets that have documents of two years or more.
    pub fn streets(&mut self, comparison: &Arc<Comparison>) -> Rc<Vec<StreetYears>> {
        let from = Arc::downgrade(comparison);
        if let Some((made_from, streets)) = &self.streets
            && made_from.ptr_eq(&from)
        {
            return Rc::clone(streets);
        }
        let streets = Rc::new(streets_over_years(&comparison.documents));
        self.streets = Some((from, Rc::clone(&streets)));
        streets
    }

    /// The street that is looked at; `None` where two documents were chosen by hand or no street has two years.
    pub fn street(&mut self, comparison: &Arc<Comparison>) -> Option<StreetYears> {
        if self.by_hand.is_some() {
            return None;
        }
        let streets = self.streets(comparison);
        let wanted = self.street.as_ref().and_then(|name| streets.iter().find(|s| s.name == *name));
        wanted.or_else(|| streets.first()).cloned()
    }

    /// The documents that are looked at, as indexes into the comparison's, the earliest first.
    pub fn looked_at(&mut self, comparison: &Arc<Comparison>, compared: &[DocumentKey]) -> Vec<usize> {
        let index = |key: DocumentKey| compared.iter().position(|k| *k == key);
        if let Some((before, after)) = self.by_hand {
            match (index(before), index(after)) {
                (Some(a), Some(b)) => return vec![a, b],
                // One of them is closed or hidden.
                _ => self.by_hand = None,
            }
        }
        let Some(street) = self.street(comparison) else { return Vec::new() };
        let picked = self.chosen.get(&street.name);
        let of_street = |d: &usize| compared.get(*d).is_some_and(|key| picked.is_some_and(|keys| keys.contains(key)));
        let chosen: Vec<usize> = street.documents.iter().copied().filter(of_street).collect();
        if chosen.len() > 1 { chosen } else { usual_choice(&comparison.documents, &street) }
    }

    /// What became of each initiative, and the rows.
    pub fn table(&mut self, comparison: &Arc<Comparison>, compared: &[DocumentKey]) -> YearTable {
        let chosen = self.looked_at(comparison, compared);
        let filter = YearFilter { text: self.text.trim().to_owned(), category: self.category, verdict: self.verdict };
        let from = Arc::downgrade(comparison);
        let kept = self.made.take().filter(|made| made.from.ptr_eq(&from) && made.chosen == chosen);
        let changes = kept.as_ref().map_or_else(|| Rc::new(Changes::new(comparison, &chosen)), |made| Rc::clone(&made.changes));
        let same_rows = kept.as_ref().filter(|made| made.filter == filter && made.order == self.order).map(|made| Rc::clone(&made.rows));
        let rows = same_rows.unwrap_or_else(|| {
            self.ledger.to_top |= kept.is_some();
            Rc::new(changes.rows(comparison, &filter, self.order))
        });
        let (changes_, rows_) = (Rc::clone(&changes), Rc::clone(&rows));
        self.made = Some(Made { from, chosen, changes, filter, order: self.order, rows });
        YearTable { changes: changes_, rows: rows_ }
    }

    /// Whether a filter is on.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.text.trim().is_empty() || self.category.is_some() || self.verdict.is_some()
    }
}

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn years(&mut self, command: YearsCommand, ctx: &egui::Context) {
        let state = &mut self.state;
        let years = &mut state.years;
        match command {
            YearsCommand::Street(name) => (years.street, years.by_hand) = (Some(name), None),
            YearsCommand::ToggleDocument(key) => toggle_document(state, key),
            YearsCommand::ByHand(before, after) => years.by_hand = Some((before, after)),
            YearsCommand::NotByHand => years.by_hand = None,
            YearsCommand::Category(category) => years.category = category,
            YearsCommand::Verdict(verdict) => years.verdict = verdict,
            YearsCommand::Order(order) => years.order = order,
            YearsCommand::TogglePicture => years.picture = !years.picture,
            YearsCommand::Clear => {
                years.text.clear();
                (years.category, years.verdict) = (None, None);
            }
            YearsCommand::Toggle(id) => {
                years.ledger.toggle(id.clone());
                if years.ledger.open.contains(&id) {
                    self.choose_row(id);
                }
            }
            YearsCommand::CloseRows => years.ledger.open.clear(),
            YearsCommand::Open { id, key, mention } => {
                let chosen = years.looked_at(&state.comparison, &state.compared);
                let ends = chosen.iter().rev().filter_map(|d| state.compared.get(*d)).find(|k| **k != key).copied();
                self.open_side_by_side(id, ends, key, mention);
            }
            YearsCommand::Copy => copy(state, ctx),
        }
    }
}

/// Takes a document of the street in or out; fewer than two cannot be compared.
fn toggle_document(state: &mut AppState, key: DocumentKey) {
    let Some(street) = state.years.street(&state.comparison) else { return };
    let shown = state.years.looked_at(&state.comparison, &state.compared);
    let mut keys: BTreeSet<DocumentKey> = shown.into_iter().filter_map(|d| state.compared.get(d).copied()).collect();
    if !keys.remove(&key) {
        keys.insert(key);
    }
    if keys.len() > 1 {
        state.years.chosen.insert(street.name, keys);
    } else {
        state.say(super::language::t("至少要有两份文档才能比较"));
    }
}

/// Puts the rows that show on the clipboard.
fn copy(state: &mut AppState, ctx: &egui::Context) {
    let table = state.years.table(&state.comparison, &state.compared);
    let names: Vec<String> = state.compared.iter().zip(&state.comparison.documents).map(|(key, d)| state.lettered(*key, d)).collect();
    ctx.copy_text(years_to_tsv(&state.comparison, &table.changes, &table.rows, &names));
    let count = table.rows.iter().filter(|row| matches!(row, YearRow::Change(_))).count();
    state.say(tf("已复制 {} 项事项的表格，可粘贴到电子表格", &[&count]));
    state.notice_until = Some(ctx.input(|i| i.time) + NOTICE_SECONDS);
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;
    use std::sync::Arc;

    use super::YearsState;
    use crate::compare::{Comparison, Verdict, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;

    fn comparison() -> Arc<Comparison> {
        let plan = |street: &str, year: u32| {
            let text = format!("{street}{year}年工作要点\n一、重点任务\n推进垃圾分类。\n");
            Arc::new(read(&Arc::new(import("a.txt", text.as_bytes()).expect("import")), &std::collections::BTreeSet::new()).remove(0))
        };
        let documents = vec![plan("江浦路街道", 2021), plan("江浦路街道", 2022), plan("江浦路街道", 2023), plan("大桥街道", 2023)];
        Arc::new(compare(documents, &Lexicon::builtin(), None))
    }

    #[test]
    fn the_choice_is_the_users_else_the_usual_one() {
        let (mut state, comparison, keys) = (YearsState::default(), comparison(), [10, 11, 12, 13]);
        assert_eq!(state.looked_at(&comparison, &keys), [0, 2]);
        state.chosen.insert("江浦路街道".to_owned(), [10, 11, 12].into());
        assert_eq!(state.looked_at(&comparison, &keys), [0, 1, 2]);
        state.chosen.insert("江浦路街道".to_owned(), [11, 99].into());
        assert_eq!(state.looked_at(&comparison, &keys), [0, 2], "one document is nothing to compare");
        state.by_hand = Some((13, 10));
        assert_eq!(state.looked_at(&comparison, &keys), [3, 0]);
        state.by_hand = Some((13, 99));
        assert_eq!(state.looked_at(&comparison, &keys), [0, 2], "a closed document frees the hand");
    }

    #[test]
    fn rows_are_made_anew_only_where_something_is_another() {
        let (mut state, comparison, keys) = (YearsState::default(), comparison(), [10, 11, 12, 13]);
        let first = state.table(&comparison, &keys);
        let again = state.table(&comparison, &keys);
        assert!(Rc::ptr_eq(&first.changes, &again.changes) && Rc::ptr_eq(&first.rows, &again.rows) && !state.ledger.to_top);
        state.verdict = Some(Verdict::New);
        let filtered = state.table(&comparison, &keys);
        assert!(Rc::ptr_eq(&first.changes, &filtered.changes) && !Rc::ptr_eq(&first.rows, &filtered.rows) && state.ledger.to_top);
        state.by_hand = Some((10, 11));
        assert!(!Rc::ptr_eq(&first.changes, &state.table(&comparison, &keys).changes));
    }
}
