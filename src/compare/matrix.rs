//! The matrix initiative x document: a [`Comparison`], a [`Filter`] and an [`Order`] in; the rows and columns to show out, each row with
//! its counts in the columns.
//!
//! Pure and about linear in the mentions, so that a window can make it anew at each letter that is typed; what did not change need
//! not be made again, since the same three values give the same rows.

use std::collections::BTreeSet;

use super::types::{Comparison, Initiative};
use crate::initiative::Category;
use crate::text::fold;

mod columns;

pub use columns::{ColumnFacets, Columns, street_of};

/// Which initiatives have a row, and which documents a column. All conditions hold together; the default shows what documents share.
/// What is counted is what stands in the columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// In how many documents, or not in which.
    pub sharing: Sharing,
    /// What the name, or the initiative as a document writes it, must contain; the width and case of its letters do not matter, and
    /// blanks at its ends do not count. Empty for all.
    pub text: String,
    /// The policy area; `None` for all.
    pub category: Option<Category>,
    /// The documents that have a column.
    pub columns: Columns,
}

/// By which documents mention it an initiative is let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sharing {
    /// Mentioned in two documents or more.
    #[default]
    Shared,
    /// Mentioned in one document only.
    Unique,
    /// Mentioned elsewhere, but not in this document (index into [`Comparison::documents`]). Of a document without a column: as shared.
    LackingIn(usize),
    /// Mentioned anywhere.
    All,
}

/// How the rows follow each other. What is equal by it stays in the comparison's order, whichever the direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    /// What is compared.
    pub by: OrderBy,
    /// The greatest first.
    pub descending: bool,
}

/// What rows are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OrderBy {
    /// As the comparison has them, a head before each policy area. Descending turns the whole list round.
    #[default]
    Category,
    /// By name: Latin letters and figures, then Han in the order of GB 2312, which for common characters is that of pinyin.
    Name,
    /// By the number of documents that mention it.
    Documents,
    /// By the number of its mentions in all documents.
    Mentions,
    /// By the number of its mentions in one document (index into [`Comparison::documents`]).
    CountIn(usize),
}

/// The rows, and what a view needs to know of them as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// From the first to the last.
    pub rows: Vec<Row>,
    /// The documents that have a column, in the comparison's order: indexes into [`Comparison::documents`].
    pub documents: Vec<usize>,
    /// What columns can be chosen by, whatever the filter.
    pub facets: ColumnFacets,
    /// Number of rows that are an initiative.
    pub initiatives: usize,
    /// The greatest count of any cell; 0 without rows.
    pub greatest: usize,
    /// How many initiatives the columns have before any other filter.
    pub totals: Totals,
}

/// How many initiatives the columns have, whatever else is filtered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// All.
    pub all: usize,
    /// Mentioned in two documents or more.
    pub shared: usize,
    /// Per column: how many its document lacks that another has.
    pub lacking: Vec<usize>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Opens a policy area; only in the order by category.
    Category {
        /// The area.
        category: Category,
        /// How many rows follow in it.
        initiatives: usize,
    },
    /// An initiative.
    Initiative(Entry),
}

/// An initiative's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Index into [`Comparison::initiatives`].
    pub initiative: usize,
    /// Mentions per column ([`Matrix::documents`]); 0 where its document does not mention the initiative.
    pub counts: Vec<usize>,
    /// How many of the columns' documents mention it.
    pub documents: usize,
    /// Mentions in all of them.
    pub mentions: usize,
}

impl Matrix {
    /// The matrix of a comparison.
    #[must_use]
    pub fn new(comparison: &Comparison, filter: &Filter, order: Order) -> Self {
        let facets = ColumnFacets::of(&comparison.documents);
        let documents = filter.columns.of_these(&facets).among(&comparison.documents);
        let column_of = |document: usize| documents.binary_search(&document).ok();
        let sharing = match filter.sharing {
            Sharing::LackingIn(document) => column_of(document).map_or(Sharing::Shared, Sharing::LackingIn),
            other => other,
        };
        let order = match order.by {
            OrderBy::CountIn(document) => column_of(document).map_or_else(Order::default, |k| Order { by: OrderBy::CountIn(k), ..order }),
            _ => order,
        };
        let entries = (0..comparison.initiatives.len()).map(|k| entry(comparison, k, &documents));
        let entries: Vec<Entry> = entries.filter(|entry| entry.documents > 0).collect();
        let totals = totals(&entries, documents.len());
        let words = Words::new(&filter.text);
        let wanted = |e: &Entry| {
            let initiative = &comparison.initiatives[e.initiative];
            filter.category.is_none_or(|c| c == initiative.category) && lets_through(sharing, e) && words.stand_in(comparison, initiative)
        };
        let entries = sorted(comparison, entries.into_iter().filter(wanted).collect(), order);
        let greatest = entries.iter().flat_map(|e| &e.counts).copied().max().unwrap_or(0);
        let initiatives = entries.len();
        let rows = match order.by {
            OrderBy::Category => with_heads(comparison, entries),
            _ => entries.into_iter().map(Row::Initiative).collect(),
        };
        Self { rows, documents, facets, initiatives, greatest, totals }
    }

    /// Index of the row of an initiative (index into [`Comparison::initiatives`]); `None` where the filter keeps it out.
    #[must_use]
    pub fn row_of(&self, initiative: usize) -> Option<usize> {
        self.rows.iter().position(|row| row.entry().is_some_and(|e| e.initiative == initiative))
    }
}

impl Row {
    /// The initiative's part of the row; `None` for a head.
    #[must_use]
    pub const fn entry(&self) -> Option<&Entry> {
        match self {
            Self::Initiative(entry) => Some(entry),
            Self::Category { .. } => None,
        }
    }
}

/// An initiative's mentions in the columns' documents.
fn entry(comparison: &Comparison, initiative: usize, columns: &[usize]) -> Entry {
    let mut counts = vec![0; columns.len()];
    for mention in &comparison.initiatives[initiative].mentions {
        if let Ok(column) = columns.binary_search(&mention.document) {
            counts[column] += 1;
        }
    }
    let documents = counts.iter().filter(|count| **count > 0).count();
    let mentions = counts.iter().sum();
    Entry { initiative, counts, documents, mentions }
}

fn totals(entries: &[Entry], columns: usize) -> Totals {
    let mut lacking = vec![0; columns];
    for entry in entries {
        for (column, count) in entry.counts.iter().enumerate() {
            lacking[column] += usize::from(*count == 0);
        }
    }
    Totals { all: entries.len(), shared: entries.iter().filter(|e| e.documents >= 2).count(), lacking }
}

/// Whether an initiative has a row; `sharing` and the order below speak of columns where [`Filter`] and [`Order`] do of documents.
fn lets_through(sharing: Sharing, entry: &Entry) -> bool {
    match sharing {
        Sharing::Shared => entry.documents >= 2,
        Sharing::Unique => entry.documents < 2,
        Sharing::LackingIn(column) => entry.counts.get(column).is_none_or(|count| *count == 0),
        Sharing::All => true,
    }
}

/// What is looked for, as typed and folded.
pub(super) struct Words<'a> {
    typed: &'a str,
    folded: String,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let typed = text.trim();
        Self { typed, folded: fold(typed).text }
    }

    pub(super) fn stand_in(&self, comparison: &Comparison, initiative: &Initiative) -> bool {
        if self.typed.is_empty() || self.are_in(&initiative.name) {
            return true;
        }
        // Documents mostly write it in a few ways: what was looked at is not folded again.
        let mut known = BTreeSet::new();
        initiative.mentions.iter().any(|m| {
            let surface = comparison.documents.get(m.document).map_or("", |d| m.span.of(&d.text));
            known.insert(surface) && self.are_in(surface)
        })
    }

    /// As typed first: folding makes 十 a 10, which no longer stands in 15. A quotation mark alone folds to nothing.
    fn are_in(&self, text: &str) -> bool {
        text.contains(self.typed) || !self.folded.is_empty() && fold(text).text.contains(&self.folded)
    }
}

/// Puts entries, which come in the comparison's order, into theirs.
fn sorted(comparison: &Comparison, mut entries: Vec<Entry>, order: Order) -> Vec<Entry> {
    match order.by {
        OrderBy::Category if order.descending => entries.reverse(),
        OrderBy::Category => {}
        OrderBy::Name => {
            let keyed = entries.into_iter().map(|e| (name_key(&comparison.initiatives[e.initiative].name), e)).collect();
            return by_key(keyed, order.descending);
        }
        OrderBy::Documents => return by_key(entries.into_iter().map(|e| (e.documents, e)).collect(), order.descending),
        OrderBy::Mentions => return by_key(entries.into_iter().map(|e| (e.mentions, e)).collect(), order.descending),
        OrderBy::CountIn(column) => {
            let count = |e: &Entry| e.counts.get(column).copied().unwrap_or(0);
            return by_key(entries.into_iter().map(|e| (count(&e), e)).collect(), order.descending);
        }
    }
    entries
}

/// A stable sort: what has the same key keeps its order in both directions.
fn by_key<K: Ord>(mut keyed: Vec<(K, Entry)>, descending: bool) -> Vec<Entry> {
    keyed.sort_by(|(a, _), (b, _)| if descending { b.cmp(a) } else { a.cmp(b) });
    keyed.into_iter().map(|(_, entry)| entry).collect()
}

/// The bytes by which a name is ordered: of its letters and figures, since “两新” stands with 两, and in GB 18030, whose two-byte part
/// begins with the common characters of GB 2312 by pinyin.
pub(super) fn name_key(name: &str) -> Vec<u8> {
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    encoding_rs::GB18030.encode(&letters).0.into_owned()
}

/// A head before each run of one policy area.
fn with_heads(comparison: &Comparison, entries: Vec<Entry>) -> Vec<Row> {
    let mut rows = Vec::with_capacity(entries.len() + Category::ALL.len());
    let mut head = None;
    for entry in entries {
        let category = comparison.initiatives[entry.initiative].category;
        match head.and_then(|at: usize| rows.get_mut(at)) {
            Some(Row::Category { category: open, initiatives }) if *open == category => *initiatives += 1,
            _ => {
                head = Some(rows.len());
                rows.push(Row::Category { category, initiatives: 1 });
            }
        }
        rows.push(Row::Initiative(entry));
    }
    rows
}

#[cfg(test)]
mod tests;
