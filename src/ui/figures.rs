//! The view 指标, its state and its commands: all measures in one table, or the comparable ones side by side.
//!
//! Documents, initiatives and measures are named by key, name and place, since indexes change as documents come and go; the rows come from
//! [`crate::compare::Figures`] and [`crate::compare::SideBySide`] and are made anew only where the comparison, the filter or the order is another.

use std::sync::Arc;

use super::beside::Beside;
use super::promises::PassageKey;
use super::state::{AppState, DocumentKey};
use super::views::sheet::SheetState;
use crate::compare::{Comparison, FigureColumn, FigureFilter, FigureOrder, Figures, Place, SideBySide};
use crate::initiative::{Category, InitiativeId};
use crate::measure::Kind;

/// One table, or objects by documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FiguresMode {
    /// A row for each measure.
    #[default]
    List,
    /// A row for each object, a column for each document.
    SideBySide,
}

/// What the view keeps.
#[derive(Debug)]
pub struct FiguresState {
    /// One table, or objects by documents.
    pub mode: FiguresMode,
    /// The text that rows must contain.
    pub text: String,
    /// Only this document's; the list alone heeds it.
    pub document: Option<DocumentKey>,
    /// Only targets, or only results.
    pub kind: Option<Kind>,
    /// Only amounts of this base.
    pub unit: Option<String>,
    /// Only this policy area.
    pub category: Option<Category>,
    /// Only this initiative.
    pub initiative: Option<InitiativeId>,
    /// How the list's rows follow each other.
    pub order: FigureOrder,
    /// Side by side only what two documents or more have.
    pub shared: bool,
    /// The chosen measure.
    pub chosen: Option<PassageKey>,
    pub(super) sheet: SheetState,
    list: Beside<(FigureFilter, FigureOrder), Figures>,
    side: Beside<(FigureFilter, bool), SideBySide>,
}

impl Default for FiguresState {
    fn default() -> Self {
        Self {
            shared: true,
            mode: FiguresMode::default(),
            text: String::new(),
            document: None,
            kind: None,
            unit: None,
            category: None,
            initiative: None,
            order: FigureOrder::default(),
            chosen: None,
            sheet: SheetState::default(),
            list: Beside::default(),
            side: Beside::default(),
        }
    }
}

impl FiguresState {
    /// The list of a comparison whose documents have these keys; whether another was asked for since the last call.
    pub fn list(&mut self, comparison: &Arc<Comparison>, compared: &[DocumentKey]) -> (Arc<Figures>, bool) {
        let document = self.document.and_then(|key| compared.iter().position(|k| *k == key));
        let filter = FigureFilter { document, ..self.filter(comparison) };
        self.list.get(comparison, &(filter, self.order), |comparison, (filter, order)| Figures::new(comparison, filter, *order))
    }

    /// The lines of a comparison; whether others were asked for since the last call.
    pub fn side(&mut self, comparison: &Arc<Comparison>) -> (Arc<SideBySide>, bool) {
        let filter = self.filter(comparison);
        self.side.get(comparison, &(filter, self.shared), |comparison, (filter, shared)| SideBySide::new(comparison, filter, *shared))
    }

    /// Whether another table is on its way.
    pub(super) const fn is_coming(&self) -> bool {
        self.list.is_coming() || self.side.is_coming()
    }

    fn filter(&self, comparison: &Comparison) -> FigureFilter {
        let initiative = self.initiative.as_ref().and_then(|id| comparison.initiatives.iter().position(|i| i.id == *id));
        FigureFilter {
            text: self.text.trim().to_owned(),
            document: None,
            kind: self.kind,
            unit: self.unit.clone(),
            initiative,
            category: self.category,
        }
    }

    /// Whether any filter holds rows back.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        let document = self.document.is_some() && self.mode == FiguresMode::List;
        !self.text.trim().is_empty()
            || document
            || self.kind.is_some()
            || self.unit.is_some()
            || self.category.is_some()
            || self.initiative.is_some()
    }

    /// A click on a column's head: amounts from the greatest, all else from the beginning, then the other way round, then by place again.
    pub(super) fn sort_by(&mut self, by: FigureColumn) {
        let first = by == FigureColumn::Amount;
        self.order = match self.order {
            FigureOrder { by: now, descending } if now == by && descending == first => FigureOrder { by, descending: !first },
            FigureOrder { by: now, .. } if now == by => FigureOrder::default(),
            _ => FigureOrder { by, descending: first },
        };
    }
}

/// What the user can do in the view.
#[derive(Debug, Clone, PartialEq)]
pub enum FiguresCommand {
    /// One table, or objects by documents.
    Mode(FiguresMode),
    /// Only this document's measures, or all.
    Document(Option<DocumentKey>),
    /// Only targets or results, or both.
    Kind(Option<Kind>),
    /// Only amounts of this base, or all.
    Unit(Option<String>),
    /// Only this policy area, or all.
    Category(Option<Category>),
    /// Only this initiative, or all.
    Initiative(Option<InitiativeId>),
    /// Side by side only what two documents or more have, or all.
    Shared(bool),
    /// Order the list by a column, the other way round, or by place again.
    Sort(FigureColumn),
    /// List all again.
    ClearFilter,
    /// Choose a measure, or none.
    Choose(Option<PassageKey>),
    /// Go to a measure in its pane.
    Open(PassageKey),
    /// Put the table on the clipboard.
    Copy,
}

impl AppState {
    /// Index of a measure in the comparison that shows.
    #[must_use]
    pub fn measure_at(&self, passage: PassageKey) -> Option<usize> {
        let Place { document, span } = self.place_in_comparison(passage)?;
        let measures = &self.comparison.measures;
        let at = measures.partition_point(|m| (m.document, m.measure.span.start) < (document, span.start));
        measures.get(at).filter(|m| m.document == document && m.measure.span == span).map(|_| at)
    }

    /// Where a measure of the comparison stands.
    #[must_use]
    pub fn measure_key(&self, measure: usize) -> Option<PassageKey> {
        let found = self.comparison.measures.get(measure)?;
        self.passage_key(Place { document: found.document, span: found.measure.span })
    }
}

/// Promised or reported, for people.
pub const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Target => "目标",
        Kind::Result => "结果",
    }
}

/// A number with at most four significant figures behind its point, and none that says nothing: 1.2, 9000, 0.0333.
#[must_use]
pub fn number_text(value: f64) -> String {
    let digits = if value == 0.0 { 0.0 } else { value.abs().log10().floor() };
    let places = (3.0 - digits).clamp(0.0, 6.0) as usize;
    let text = format!("{value:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{FiguresState, number_text};
    use crate::compare::{Comparison, FigureColumn, FigureOrder};

    #[test]
    fn tables_are_made_anew_only_where_something_is_another() {
        let mut state = FiguresState::default();
        let comparison = Arc::new(Comparison::default());
        let (first, _) = state.list(&comparison, &[]);
        let (again, asked) = state.list(&comparison, &[]);
        assert!(Arc::ptr_eq(&first, &again) && !asked);
        state.text = "电梯 ".to_owned();
        let (filtered, asked) = state.list(&comparison, &[]);
        assert!(!Arc::ptr_eq(&first, &filtered) && asked && state.is_filtered());
        let (lines, _) = state.side(&comparison);
        assert!(Arc::ptr_eq(&lines, &state.side(&comparison).0));
        state.shared = false;
        assert!(state.side(&comparison).1);
        let (other, asked) = state.list(&Arc::new(Comparison::default()), &[]);
        assert!(!Arc::ptr_eq(&filtered, &other) && !asked, "another comparison, the same question");
    }

    #[test]
    fn a_head_sorts_then_reverses_then_gives_the_documents_back() {
        let mut state = FiguresState::default();
        for (by, first) in [(FigureColumn::Amount, true), (FigureColumn::Object, false)] {
            state.sort_by(by);
            assert_eq!(state.order, FigureOrder { by, descending: first });
            state.sort_by(by);
            assert_eq!(state.order, FigureOrder { by, descending: !first });
            state.sort_by(by);
            assert_eq!(state.order, FigureOrder::default());
        }
    }

    #[test]
    fn numbers_show_no_figure_that_says_nothing() {
        for (value, text) in
            [(20.0, "20"), (1.2, "1.2"), (9000.0, "9000"), (33.333_333, "33.33"), (0.0, "0"), (0.033_33, "0.03333"), (123_456.7, "123457")]
        {
            assert_eq!(number_text(value), text);
        }
    }
}
