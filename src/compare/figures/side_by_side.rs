//! Measures of the same object and of the same sort of amount, a line for each object and a cell for each document.
//!
//! Offices name an object at different length (助餐点, 老年助餐点). Two are one where they are written alike, where the shorter is what the longer
//! ends with (in Chinese the head stands last), or where both belong to one initiative, have the same head and mostly the same characters.

use std::collections::BTreeMap;

use super::units::{in_unit, units_of};
use super::{Facets, FigureFilter, kept};
use crate::compare::types::Comparison;
use crate::measure::Base;
use crate::text::fold;

/// A shorter name than this says too little to stand for a longer one that ends with it.
const LEAST_HEAD: usize = 3;
/// So many of the shorter name's characters are in the longer one, in percent, where both belong to one initiative.
const IN_COMMON: usize = 60;

/// Lines of objects by documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SideBySide {
    /// Those of most documents first; of equal ones by policy area, then by place.
    pub lines: Vec<FigureLine>,
    /// How many lines two documents or more have, before only these are asked for.
    pub shared: usize,
    /// How many lines there are, before only the shared ones are asked for.
    pub all: usize,
    /// What there is before any filter.
    pub facets: Facets,
}

/// One object.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureLine {
    /// What is counted, as the document that names it shortest does; empty where only the initiative is known.
    pub object: String,
    /// Index into [`Comparison::initiatives`].
    pub initiative: Option<usize>,
    /// The unit in which all are shown: the one that is written most often.
    pub unit: String,
    /// What the changes are measured against; `None` for amounts.
    pub base: Option<Base>,
    /// Per document of the comparison.
    pub cells: Vec<FigureCell>,
    /// How many documents have a number.
    pub documents: usize,
    /// The greatest of the numbers that show, in `unit`.
    pub greatest: f64,
}

/// One document's numbers of an object.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FigureCell {
    /// Indexes into [`Comparison::measures`], by place; the first one shows.
    pub figures: Vec<usize>,
    /// The first one's number in the line's unit.
    pub value: Option<f64>,
    /// The upper end of its range.
    pub upper: Option<f64>,
}

impl SideBySide {
    /// The lines of a comparison; `shared` leaves those of two documents or more.
    #[must_use]
    pub fn new(comparison: &Comparison, filter: &FigureFilter, shared: bool) -> Self {
        let groups = groups(comparison, kept(comparison, filter));
        let mut lines: Vec<FigureLine> = groups.into_iter().map(|group| line(comparison, &group)).collect();
        let all = lines.len();
        let of_many = lines.iter().filter(|line| line.documents > 1).count();
        lines.retain(|line| !shared || line.documents > 1);
        lines.sort_by_key(|line| {
            let category = line.initiative.and_then(|k| comparison.initiatives.get(k)).map(|i| i.category);
            (std::cmp::Reverse(line.documents), category.is_none(), category)
        });
        Self { lines, shared: of_many, all, facets: Facets::new(comparison) }
    }
}

/// An object, and its measures by place.
struct Group {
    letters: Vec<char>,
    initiative: Option<usize>,
    figures: Vec<usize>,
}

/// What groups must have in common before their objects are looked at.
type Sort<'a> = (&'a str, Option<Base>, Option<char>);

fn groups(comparison: &Comparison, kept: Vec<usize>) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut by_sort: BTreeMap<Sort<'_>, Vec<usize>> = BTreeMap::new();
    for k in kept {
        let found = &comparison.measures[k];
        let letters: Vec<char> = fold(&found.measure.object).text.chars().filter(|c| c.is_alphanumeric()).collect();
        if letters.is_empty() && found.initiative.is_none() {
            continue;
        }
        let same = by_sort.entry((units_of(&found.measure), found.measure.base, letters.last().copied())).or_default();
        let known = same.iter().copied().find(|at| is_same(&out[*at], &letters, found.initiative));
        match known {
            Some(at) => {
                let group = &mut out[at];
                group.figures.push(k);
                group.initiative = group.initiative.or(found.initiative);
                // The shortest name stands for all, however long the next one is.
                if letters.len() < group.letters.len() {
                    group.letters = letters;
                }
            }
            None => {
                same.push(out.len());
                out.push(Group { letters, initiative: found.initiative, figures: vec![k] });
            }
        }
    }
    out
}

/// Whether a measure is of a group's object; the last letters are the same.
fn is_same(group: &Group, letters: &[char], initiative: Option<usize>) -> bool {
    let one_initiative = initiative.is_some() && initiative == group.initiative;
    let (short, long) = if group.letters.len() <= letters.len() { (&group.letters[..], letters) } else { (letters, &group.letters[..]) };
    if short.len() < LEAST_HEAD {
        // 个小区 may be anything's; nothing at all is what the initiative is.
        return one_initiative && (short == long || !short.is_empty() && long.ends_with(short));
    }
    let common = short.iter().filter(|c| long.contains(c)).count();
    long.ends_with(short) || one_initiative && common * 100 >= short.len() * IN_COMMON
}

fn line(comparison: &Comparison, group: &Group) -> FigureLine {
    let measure = |k: usize| &comparison.measures[k].measure;
    let mut units: Vec<(&str, usize)> = Vec::new();
    for k in &group.figures {
        let unit = measure(*k).unit.as_str();
        match units.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, count)) => *count += 1,
            None => units.push((unit, 1)),
        }
    }
    let most = units.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let unit = units.iter().find(|(_, count)| *count == most).map_or(String::new(), |(unit, _)| (*unit).to_owned());
    let mut cells = vec![FigureCell::default(); comparison.documents.len()];
    for k in &group.figures {
        if let Some(cell) = cells.get_mut(comparison.measures[*k].document) {
            cell.figures.push(*k);
        }
    }
    for cell in &mut cells {
        if let Some((value, upper)) = cell.figures.first().and_then(|k| in_unit(measure(*k), &unit)) {
            (cell.value, cell.upper) = (Some(value), upper);
        }
    }
    let shortest = group.figures.iter().map(|k| measure(*k).object.as_str()).filter(|o| !o.is_empty()).min_by_key(|o| o.chars().count());
    FigureLine {
        object: shortest.unwrap_or_default().to_owned(),
        initiative: group.initiative,
        unit,
        base: group.figures.first().and_then(|k| measure(*k).base),
        documents: cells.iter().filter(|cell| !cell.figures.is_empty()).count(),
        greatest: cells.iter().filter_map(|cell| cell.upper.or(cell.value)).fold(0.0, f64::max),
        cells,
    }
}
