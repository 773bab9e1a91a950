//! Pictures of a comparison: what share each policy area has in each document, how many initiatives two documents share, how many there are
//! in each year.
//!
//! In: a [`Comparison`], the rows of its [`Matrix`] (a picture shows what the table beside it would), the documents' names. Out: [`Chart`], a
//! value that the window plots and that [`Chart::to_svg`] writes as a file of its own, with real text, for light paper, and with a pattern
//! for each policy area, so that it is read in black and white.

mod bars;
mod pairs;
mod svg;

use std::collections::BTreeMap;

use crate::compare::{Comparison, Entry, Matrix, Row};
use crate::initiative::Category;

pub use bars::round_step;
use svg::area_colour;

/// Which picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChartKind {
    /// The policy areas' shares of the mentions of each document.
    #[default]
    Shares,
    /// How many initiatives each two documents share.
    Pairs,
    /// How many initiatives the documents of each year mention, by policy area.
    Years,
}

impl ChartKind {
    /// All, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Shares, Self::Pairs, Self::Years];

    /// The name on the switch.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shares => "类别占比",
            Self::Pairs => "两两共有",
            Self::Years => "逐年事项",
        }
    }

    /// The heading of the picture.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Shares => "各文档中各类别事项提及处数占比",
            Self::Pairs => "两份文档共有的事项数",
            Self::Years => "各年文档提到的事项数",
        }
    }
}

/// How a document is called in a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartName {
    /// Its letter in the list.
    pub letter: String,
    /// Street, year and kind.
    pub label: String,
}

/// A picture's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chart {
    /// A bar per document, each as long as the others, in parts by policy area.
    Shares(Vec<Bar>),
    /// Documents by documents.
    Pairs(Pairs),
    /// A bar per year, as high as there are initiatives, in parts by policy area.
    Years(Vec<Bar>),
}

/// A bar in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What the bar is of: a document, or a year (whose letter is empty).
    pub name: ChartName,
    /// The number of documents that it is made of.
    pub documents: usize,
    /// The parts that are not empty, in the order of policy areas.
    pub parts: Vec<(Category, usize)>,
}

impl Bar {
    /// The sum of the parts.
    #[must_use]
    pub fn total(&self) -> usize {
        self.parts.iter().map(|(_, count)| count).sum()
    }

    /// Share of a count in the whole, in percent with one decimal; zero of an empty bar.
    #[must_use]
    pub fn percent(&self, count: usize) -> f64 {
        (count as f64 * 1000.0 / self.total().max(1) as f64).round() / 10.0
    }
}

/// How many initiatives each two documents share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs {
    /// The documents.
    pub names: Vec<ChartName>,
    /// By two indexes: the number of initiatives that both mention; of a document with itself, how many it mentions.
    pub counts: Vec<Vec<usize>>,
}

impl Pairs {
    /// The greatest number that two different documents share.
    #[must_use]
    pub fn greatest(&self) -> usize {
        let others = |(k, row): (usize, &Vec<usize>)| row.iter().enumerate().filter(|(j, _)| *j != k).map(|(_, n)| *n).max();
        self.counts.iter().enumerate().filter_map(others).max().unwrap_or(0)
    }
}

impl Chart {
    /// A picture of the rows of a matrix; `names` are those of its columns' documents.
    #[must_use]
    pub fn new(kind: ChartKind, comparison: &Comparison, matrix: &Matrix, names: &[ChartName]) -> Self {
        let rows: Vec<(&Entry, Category)> = matrix
            .rows
            .iter()
            .filter_map(Row::entry)
            .filter_map(|entry| Some((entry, comparison.initiatives.get(entry.initiative)?.category)))
            .collect();
        match kind {
            ChartKind::Shares => Self::Shares(shares(&rows, names)),
            ChartKind::Pairs => Self::Pairs(pairs(&rows, names)),
            ChartKind::Years => Self::Years(years(&rows, comparison, &matrix.documents)),
        }
    }

    /// Whether there is nothing to see.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Shares(bars) | Self::Years(bars) => bars.iter().all(|bar| bar.total() == 0),
            Self::Pairs(pairs) => pairs.names.len() < 2,
        }
    }

    /// The policy areas that the picture shows, in their order.
    #[must_use]
    pub fn areas(&self) -> Vec<Category> {
        match self {
            Self::Shares(bars) | Self::Years(bars) => {
                Category::ALL.into_iter().filter(|c| bars.iter().any(|bar| bar.parts.iter().any(|(of, _)| of == c))).collect()
            }
            Self::Pairs(_) => Vec::new(),
        }
    }

    /// The picture as an SVG file of its own. `note` stands under the heading: which rows it is of.
    #[must_use]
    pub fn to_svg(&self, note: &str) -> String {
        match self {
            Self::Shares(bars) => bars::shares_svg(bars, &self.areas(), note),
            Self::Pairs(pairs) => pairs::pairs_svg(pairs, note),
            Self::Years(bars) => bars::years_svg(bars, &self.areas(), note),
        }
    }

    /// The picture's numbers in words, a line each: for screen readers, and for whoever wants to know exactly.
    #[must_use]
    pub fn in_words(&self) -> Vec<String> {
        let parts = |bar: &Bar, unit: &str| -> String {
            let each: Vec<String> =
                bar.parts.iter().map(|(area, n)| format!("{} {n} {unit}（{:.1}%）", area.name(), bar.percent(*n))).collect();
            each.join("，")
        };
        match self {
            Self::Shares(bars) => bars
                .iter()
                .map(|bar| format!("{} {}：共 {} 处；{}", bar.name.letter, bar.name.label, bar.total(), parts(bar, "处")))
                .collect(),
            Self::Years(bars) => bars
                .iter()
                .map(|bar| format!("{}（{} 份）：共 {} 项；{}", bar.name.label, bar.documents, bar.total(), parts(bar, "项")))
                .collect(),
            Self::Pairs(pairs) => {
                let mut out = Vec::new();
                for (k, row) in pairs.counts.iter().enumerate() {
                    for (j, count) in row.iter().enumerate().skip(k + 1) {
                        out.push(format!("{} 与 {} 共有 {count} 项", pairs.names[k].letter, pairs.names[j].letter));
                    }
                }
                out
            }
        }
    }
}

/// The sum of each policy area that has any.
fn by_area(counts: impl Iterator<Item = (Category, usize)>) -> Vec<(Category, usize)> {
    let mut sums = BTreeMap::new();
    for (area, count) in counts.filter(|(_, count)| *count > 0) {
        *sums.entry(area).or_default() += count;
    }
    sums.into_iter().collect()
}

fn shares(rows: &[(&Entry, Category)], names: &[ChartName]) -> Vec<Bar> {
    let bar = |(k, name): (usize, &ChartName)| {
        let counts = rows.iter().map(|(entry, area)| (*area, entry.counts.get(k).copied().unwrap_or(0)));
        Bar { name: name.clone(), documents: 1, parts: by_area(counts) }
    };
    names.iter().enumerate().map(bar).collect()
}

fn pairs(rows: &[(&Entry, Category)], names: &[ChartName]) -> Pairs {
    let mut counts = vec![vec![0; names.len()]; names.len()];
    for (entry, _) in rows {
        let present: Vec<usize> = (0..names.len()).filter(|k| entry.counts.get(*k).is_some_and(|n| *n > 0)).collect();
        for k in &present {
            for j in &present {
                counts[*k][*j] += 1;
            }
        }
    }
    Pairs { names: names.to_vec(), counts }
}

/// The years of the documents that have one, from the first to the last that occurs; a year between them without a document has no bar.
fn years(rows: &[(&Entry, Category)], comparison: &Comparison, columns: &[usize]) -> Vec<Bar> {
    let year_of = |k: usize| comparison.documents.get(*columns.get(k)?).and_then(|d| d.meta.year);
    let mut all: Vec<i32> = (0..columns.len()).filter_map(year_of).collect();
    all.sort_unstable();
    let documents = |year: i32| all.iter().filter(|y| **y == year).count();
    let mut distinct = all.clone();
    distinct.dedup();
    let bar = |year: &i32| {
        let mentioned = |entry: &Entry| entry.counts.iter().enumerate().any(|(k, n)| *n > 0 && year_of(k) == Some(*year));
        let counts = rows.iter().map(|(entry, area)| (*area, usize::from(mentioned(entry))));
        let name = ChartName { letter: String::new(), label: format!("{year} 年") };
        Bar { name, documents: documents(*year), parts: by_area(counts) }
    };
    distinct.iter().map(bar).collect()
}

#[cfg(test)]
mod tests;
