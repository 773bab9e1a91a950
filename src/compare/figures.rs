//! All measures as one table, and the comparable ones side by side: a [`Comparison`], a [`FigureFilter`] and an [`FigureOrder`] in;
//! [`Figures`] or [`SideBySide`] out.
//!
//! Amounts are ordered and set beside each other only within what they are amounts of: [`amount`] reads a measure's number in the base of its
//! unit, so that 1.2亿元 stands above 3000万元. A share never stands beside a count, nor a change (同比) beside a level. Counting words differ from
//! office to office (台, 部; 个, 处): they count the same only where the same thing is counted, so they meet only in [`SideBySide`].

mod side_by_side;
mod units;

use std::collections::{BTreeMap, BTreeSet};

use super::matrix::name_key;
use super::types::{Comparison, DocumentMeasure};
use crate::initiative::Category;
use crate::measure::Kind;
use crate::text::fold;

pub use side_by_side::{FigureCell, FigureLine, SideBySide};
pub use units::{Amount, amount, in_unit, units_of};

/// Which measures are listed. All conditions hold together; the default lists all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureFilter {
    /// What the object, the action, the initiative's name or the clause must contain; the width and case of letters do not matter.
    pub text: String,
    /// Index into [`Comparison::documents`].
    pub document: Option<usize>,
    /// Promised or reported.
    pub kind: Option<Kind>,
    /// The base of the unit, as in [`Amount::unit`].
    pub unit: Option<String>,
    /// Index into [`Comparison::initiatives`].
    pub initiative: Option<usize>,
    /// The policy area of the initiative.
    pub category: Option<Category>,
}

/// A column to order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FigureColumn {
    /// By document, then by place.
    #[default]
    Document,
    /// What is done.
    Action,
    /// What it is done to.
    Object,
    /// By unit, then by amount in its base.
    Amount,
    /// Targets and results.
    Kind,
    /// Until when.
    Deadline,
    /// By the initiative's name.
    Initiative,
}

/// How the rows follow each other. What is equal by it stays in the order of document and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FigureOrder {
    /// What is compared.
    pub by: FigureColumn,
    /// The greatest first.
    pub descending: bool,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// From the first to the last.
    pub rows: Vec<FigureRow>,
    /// Rows that are no head.
    pub listed: usize,
    /// What there is before any filter.
    pub facets: Facets,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureRow {
    /// Opens the measures of one unit; only in the order by amount.
    Unit {
        /// The unit's base.
        unit: String,
        /// How many rows follow in it.
        count: usize,
        /// The greatest amount among them, in the base.
        greatest: f64,
    },
    /// Index into [`Comparison::measures`].
    Figure(usize),
}

/// What can be asked for, each with how many measures there are of it before any filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// All measures.
    pub all: usize,
    /// Targets and results.
    pub kinds: [usize; 2],
    /// Per document of the comparison.
    pub documents: Vec<usize>,
    /// Bases of units, the most frequent first.
    pub units: Vec<(String, usize)>,
    /// Policy areas, in their order.
    pub categories: Vec<(Category, usize)>,
}

impl Figures {
    /// The table of a comparison.
    #[must_use]
    pub fn new(comparison: &Comparison, filter: &FigureFilter, order: FigureOrder) -> Self {
        let kept = kept(comparison, filter);
        Self { listed: kept.len(), rows: rows(comparison, kept, order), facets: Facets::new(comparison) }
    }

    /// Index of the row of a measure (index into [`Comparison::measures`]); `None` where the filter keeps it out.
    #[must_use]
    pub fn row_of(&self, measure: usize) -> Option<usize> {
        self.rows.iter().position(|row| *row == FigureRow::Figure(measure))
    }
}

impl FigureRow {
    /// The measure of the row; `None` for a head.
    #[must_use]
    pub const fn figure(&self) -> Option<usize> {
        match self {
            Self::Figure(k) => Some(*k),
            Self::Unit { .. } => None,
        }
    }
}

impl Facets {
    fn new(comparison: &Comparison) -> Self {
        let mut facets = Self { all: comparison.measures.len(), documents: vec![0; comparison.documents.len()], ..Self::default() };
        let (mut units, mut categories): (BTreeMap<String, usize>, BTreeMap<Category, usize>) = Default::default();
        for found in &comparison.measures {
            facets.kinds[usize::from(found.measure.kind == Kind::Result)] += 1;
            if let Some(count) = facets.documents.get_mut(found.document) {
                *count += 1;
            }
            *units.entry(amount(&found.measure).unit).or_default() += 1;
            if let Some(category) = category(comparison, found) {
                *categories.entry(category).or_default() += 1;
            }
        }
        facets.units = units.into_iter().collect();
        facets.units.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        facets.categories = categories.into_iter().collect();
        facets
    }
}

fn category(comparison: &Comparison, found: &DocumentMeasure) -> Option<Category> {
    found.initiative.and_then(|k| comparison.initiatives.get(k)).map(|i| i.category)
}

/// Indexes of the measures that a filter lets through, by document and place.
fn kept(comparison: &Comparison, filter: &FigureFilter) -> Vec<usize> {
    let typed = filter.text.trim();
    let folded = fold(typed).text;
    let has = |text: &str| text.contains(typed) || !folded.is_empty() && fold(text).text.contains(&folded);
    let said = |found: &DocumentMeasure| {
        let measure = &found.measure;
        let name = found.initiative.and_then(|k| comparison.initiatives.get(k)).map_or("", |i| i.name.as_str());
        let clause = comparison.documents.get(found.document).map_or("", |d| measure.clause.of(&d.text));
        typed.is_empty() || [measure.object.as_str(), measure.action.as_str(), name, clause].into_iter().any(has)
    };
    let wanted = |found: &DocumentMeasure| {
        filter.document.is_none_or(|document| document == found.document)
            && filter.kind.is_none_or(|kind| kind == found.measure.kind)
            && filter.initiative.is_none_or(|k| found.initiative == Some(k))
            && filter.category.is_none_or(|c| category(comparison, found) == Some(c))
            && filter.unit.as_ref().is_none_or(|unit| amount(&found.measure).unit == *unit)
            && said(found)
    };
    (0..comparison.measures.len()).filter(|k| wanted(&comparison.measures[*k])).collect()
}

fn rows(comparison: &Comparison, kept: Vec<usize>, order: FigureOrder) -> Vec<FigureRow> {
    let measure = |k: usize| &comparison.measures[k].measure;
    let plain = |kept: Vec<usize>| kept.into_iter().map(FigureRow::Figure).collect();
    match order.by {
        FigureColumn::Document => plain(by_key(kept, order.descending, |k| comparison.measures[k].document)),
        FigureColumn::Action => plain(by_name(kept, order.descending, |k| &measure(k).action)),
        FigureColumn::Object => plain(by_name(kept, order.descending, |k| &measure(k).object)),
        FigureColumn::Kind => plain(by_key(kept, order.descending, |k| measure(k).kind)),
        FigureColumn::Deadline => plain(by_key(kept, order.descending, |k| {
            let deadline = measure(k).deadline.clone();
            (deadline.is_none(), deadline)
        })),
        FigureColumn::Initiative => plain(by_name(kept, order.descending, |k| {
            comparison.measures[k].initiative.and_then(|i| comparison.initiatives.get(i)).map_or("", |i| i.name.as_str())
        })),
        FigureColumn::Amount => by_amount(comparison, kept, order.descending),
    }
}

/// The measures of each initiative in each document: indexes into [`Comparison::measures`], by place.
#[must_use]
pub fn measures_by_cell(comparison: &Comparison) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut out: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (k, found) in comparison.measures.iter().enumerate() {
        if let Some(initiative) = found.initiative {
            out.entry((initiative, found.document)).or_default().push(k);
        }
    }
    out
}

/// A stable sort: what has the same key keeps its order in both directions.
fn by_key<K: Ord>(kept: Vec<usize>, descending: bool, key: impl Fn(usize) -> K) -> Vec<usize> {
    let mut keyed: Vec<(K, usize)> = kept.into_iter().map(|k| (key(k), k)).collect();
    keyed.sort_by(|(a, _), (b, _)| if descending { b.cmp(a) } else { a.cmp(b) });
    keyed.into_iter().map(|(_, k)| k).collect()
}

/// By names, what has none last; a name that many measures have is looked up once.
fn by_name<'a>(kept: Vec<usize>, descending: bool, name: impl Fn(usize) -> &'a str) -> Vec<usize> {
    let names: BTreeSet<&str> = kept.iter().map(|k| name(*k)).collect();
    let mut keyed: Vec<_> = names.into_iter().map(|text| ((text.is_empty(), name_key(text)), text)).collect();
    keyed.sort();
    // Names that sort alike have one rank: what has them stays in the order of place.
    let mut rank = 0;
    let mut ranks: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, (key, text)) in keyed.iter().enumerate() {
        rank += usize::from(n > 0 && keyed[n - 1].0 != *key);
        ranks.insert(text, rank);
    }
    by_key(kept, descending, |k| ranks.get(name(k)).copied())
}

/// The units with most measures first, each under a head; within one by amount, and last what is no number.
fn by_amount(comparison: &Comparison, kept: Vec<usize>, descending: bool) -> Vec<FigureRow> {
    let mut units: BTreeMap<String, Vec<(Option<f64>, usize)>> = BTreeMap::new();
    for k in kept {
        let amount = amount(&comparison.measures[k].measure);
        units.entry(amount.unit).or_default().push((amount.value, k));
    }
    let mut units: Vec<_> = units.into_iter().collect();
    units.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    let mut out = Vec::new();
    for (unit, mut figures) in units {
        figures.sort_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) if descending => b.total_cmp(a),
            (Some(a), Some(b)) => a.total_cmp(b),
            _ => a.is_none().cmp(&b.is_none()),
        });
        let greatest = figures.iter().filter_map(|(value, _)| *value).fold(0.0, f64::max);
        out.push(FigureRow::Unit { unit, count: figures.len(), greatest });
        out.extend(figures.into_iter().map(|(_, k)| FigureRow::Figure(k)));
    }
    out
}

#[cfg(test)]
mod tests;
