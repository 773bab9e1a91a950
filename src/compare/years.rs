//! One street over the years: what its documents keep, what is new, what they no longer mention, and whether the wording of what they keep
//! became stronger or weaker.
//!
//! In: a [`Comparison`] and which of its documents to look at, the earliest first. Out: [`Changes`], one [`Change`] per initiative, and of these
//! the rows that a filter lets through. The wording is compared by the verb that governs the mention ([`super::stages`]) and by numbers of the
//! same thing in the same unit ([`super::trends`]); where neither can be compared the change says so. A text that no longer mentions a matter
//! says nothing about whether it was done.

use std::sync::Arc;

use super::followups::pairs::is_same_place;
use super::matrix::Words;
use super::sayings::{Saying, best};
use super::stages::{Commitment, commitment};
use super::trends::{NumberChange, Trend, number_changes};
use super::types::Comparison;
use crate::initiative::Category;
use crate::structure::{Document, DocumentKind};

/// Documents of one street.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreetYears {
    /// The street, with its district where another of the same name is open; an issuer or a district where no street is named.
    pub name: String,
    /// Indexes into the documents: by year, plans before summaries, then in their order.
    pub documents: Vec<usize>,
}

/// What became of an initiative from the first to the last document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The wording is stronger or the number greater.
    Stronger,
    /// The wording is weaker or the number smaller.
    Weaker,
    /// One is stronger and the other weaker.
    Mixed,
    /// The same stage, the same numbers.
    Level,
    /// In both, but there is nothing to compare.
    Kept,
    /// Only the later ones mention it.
    New,
    /// The last no longer mentions it.
    Dropped,
    /// Only documents between the first and the last mention it.
    Passing,
}

impl Verdict {
    /// All, in the order in which views count them.
    pub const ALL: [Self; 8] =
        [Self::Stronger, Self::Weaker, Self::Mixed, Self::Level, Self::Kept, Self::New, Self::Dropped, Self::Passing];

    /// For people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stronger => "加强",
            Self::Weaker => "减弱",
            Self::Mixed => "有升有降",
            Self::Level => "持平",
            Self::Kept => "延续",
            Self::New => "新增",
            Self::Dropped => "不再提及",
            Self::Passing => "中间提及",
        }
    }

    /// Whether the first and the last document both mention it.
    #[must_use]
    pub const fn is_kept(self) -> bool {
        matches!(self, Self::Stronger | Self::Weaker | Self::Mixed | Self::Level | Self::Kept)
    }
}

/// What one document says of an initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The sentence to show.
    pub saying: Saying,
    /// The strongest verb that governs one of its mentions; it may stand in another sentence than the one shown.
    pub commitment: Option<Commitment>,
    /// Sentences that name it.
    pub sentences: usize,
}

/// One initiative over the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Index into [`Comparison::initiatives`].
    pub initiative: usize,
    /// What became of it.
    pub verdict: Verdict,
    /// By chosen document; `None` is 未提及.
    pub said: Vec<Option<Said>>,
    /// Numbers of the same thing in the first and the last document, the most telling first.
    pub numbers: Vec<NumberChange>,
    /// What the verdict rests on, in Chinese.
    pub why: String,
}

/// How many initiatives of a policy area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AreaCount {
    /// The area.
    pub category: Category,
    /// In the first and the last document.
    pub kept: usize,
    /// Not in the first, in the last.
    pub new: usize,
    /// In the first, not in the last.
    pub dropped: usize,
}

/// All initiatives that one of the chosen documents mentions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The chosen documents, as indexes into [`Comparison::documents`], the earliest first.
    pub documents: Vec<usize>,
    /// In the comparison's order: by policy area.
    pub changes: Vec<Change>,
}

/// Which changes have a row. All conditions hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct YearFilter {
    /// What the name, or the initiative as a document writes it, must contain.
    pub text: String,
    /// The policy area; `None` for all.
    pub category: Option<Category>,
    /// What became of it; `None` for all.
    pub verdict: Option<Verdict>,
}

/// The order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum YearOrder {
    /// By what became of them.
    #[default]
    Verdict,
    /// By policy area.
    Category,
}

/// A row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearRow {
    /// What the rows below have in common, and how many there are.
    Verdict(Verdict, usize),
    /// What the rows below have in common, and how many there are.
    Category(Category, usize),
    /// Index into [`Changes::changes`].
    Change(usize),
}

impl Changes {
    /// What became of each initiative from the first of `chosen` to the last.
    #[must_use]
    pub fn new(comparison: &Comparison, chosen: &[usize]) -> Self {
        let chosen: Vec<usize> = chosen.iter().copied().filter(|d| *d < comparison.documents.len()).collect();
        let changes = (0..comparison.initiatives.len()).filter_map(|k| change(comparison, &chosen, k)).collect();
        Self { documents: chosen, changes }
    }

    /// How many have each verdict, in the order of [`Verdict::ALL`].
    #[must_use]
    pub fn counts(&self) -> Vec<(Verdict, usize)> {
        Verdict::ALL.into_iter().map(|verdict| (verdict, self.changes.iter().filter(|c| c.verdict == verdict).count())).collect()
    }

    /// Kept, new and dropped by policy area; areas without any are left out.
    #[must_use]
    pub fn areas(&self, comparison: &Comparison) -> Vec<AreaCount> {
        let of = |category| {
            let count = |wanted: fn(Verdict) -> bool| {
                let of_area = |c: &&Change| comparison.initiatives.get(c.initiative).is_some_and(|i| i.category == category);
                self.changes.iter().filter(of_area).filter(|c| wanted(c.verdict)).count()
            };
            let new = count(|v| v == Verdict::New);
            AreaCount { category, kept: count(Verdict::is_kept), new, dropped: count(|v| v == Verdict::Dropped) }
        };
        Category::ALL.into_iter().map(of).filter(|a| a.kept + a.new + a.dropped > 0).collect()
    }

    /// The rows that the filter lets through, with a head before each run.
    #[must_use]
    pub fn rows(&self, comparison: &Comparison, filter: &YearFilter, order: YearOrder) -> Vec<YearRow> {
        let words = Words::new(&filter.text);
        let category = |k: usize| comparison.initiatives[self.changes[k].initiative].category;
        let wanted = |k: &usize| {
            filter.category.is_none_or(|c| c == category(*k))
                && filter.verdict.is_none_or(|v| v == self.changes[*k].verdict)
                && words.stand_in(comparison, &comparison.initiatives[self.changes[*k].initiative])
        };
        let mut found: Vec<usize> = (0..self.changes.len()).filter(wanted).collect();
        if order == YearOrder::Verdict {
            // Stable: within a verdict by policy area.
            found.sort_by_key(|k| self.changes[*k].verdict);
        }
        let head = |k: usize| match order {
            YearOrder::Verdict => (Some(self.changes[k].verdict), None),
            YearOrder::Category => (None, Some(category(k))),
        };
        let mut rows = Vec::with_capacity(found.len() + Category::ALL.len());
        for run in found.chunk_by(|a, b| head(*a) == head(*b)) {
            rows.extend(match head(run[0]) {
                (Some(verdict), _) => Some(YearRow::Verdict(verdict, run.len())),
                (None, category) => category.map(|c| YearRow::Category(c, run.len())),
            });
            rows.extend(run.iter().map(|k| YearRow::Change(*k)));
        }
        rows
    }
}

fn change(comparison: &Comparison, chosen: &[usize], initiative: usize) -> Option<Change> {
    let known = &comparison.initiatives[initiative];
    let has: Vec<bool> = chosen.iter().map(|d| known.mentions_in(*d).next().is_some()).collect();
    let (first, last) = (*chosen.first()?, *chosen.last()?);
    if !has.contains(&true) {
        return None;
    }
    let kept = chosen.len() > 1 && has.first() == Some(&true) && has.last() == Some(&true);
    let numbers = if kept { number_changes(comparison, initiative, first, last) } else { Vec::new() };
    let compared: Vec<usize> = numbers.first().map_or_else(Vec::new, |n| vec![n.before, n.after]);
    let said: Vec<Option<Said>> = chosen.iter().map(|d| said(comparison, initiative, *d, &compared)).collect();
    let (verdict, why) = match (has.first(), has.last()) {
        (Some(true), Some(true)) => judge(comparison, said.first()?.as_ref()?, said.last()?.as_ref()?, &numbers, chosen),
        (Some(false), Some(true)) => (Verdict::New, since(comparison, chosen, &has)),
        (Some(true), _) => (Verdict::Dropped, until(comparison, chosen, &has)),
        _ => (Verdict::Passing, until(comparison, chosen, &has)),
    };
    Some(Change { initiative, verdict, said, numbers, why })
}

/// What a document says: the sentence with the number that is compared, else the one whose verb tells most, else the one that says most.
fn said(comparison: &Comparison, initiative: usize, document: usize, compared: &[usize]) -> Option<Said> {
    let text = comparison.documents.get(document)?;
    let sayings = comparison.sayings(initiative, document);
    let known = comparison.initiatives.get(initiative)?;
    let mentions: Vec<_> = known.mentions_in(document).collect();
    // By saying: the strongest verb over its mentions.
    let verbs: Vec<Option<Commitment>> = (0..sayings.len())
        .map(|k| {
            let next = sayings.get(k + 1).map_or(mentions.len(), |s| s.mention);
            let inside = mentions.get(sayings[k].mention..next.min(sayings[k].mention + MAX_VERBS)).unwrap_or_default();
            let found = inside.iter().filter_map(|m| commitment(&text.text, m.span));
            found.filter(|c| sayings[k].sure && sayings[k].sentence.contains(c.verb)).reduce(|a, b| if b.stage > a.stage { b } else { a })
        })
        .collect();
    let strongest = (0..sayings.len()).rev().filter(|k| verbs[*k].is_some()).max_by_key(|k| verbs[*k].map(|c| c.stage));
    let with_number = sayings.iter().position(|s| s.numbers.iter().any(|n| compared.contains(n)));
    let shown = with_number.or(strongest).or_else(|| best(text, &sayings))?;
    Some(Said { commitment: strongest.and_then(|k| verbs[k]), sentences: sayings.len(), saying: sayings.into_iter().nth(shown)? })
}

/// So many mentions of one sentence are asked for their verb.
const MAX_VERBS: usize = 8;

fn judge(comparison: &Comparison, before: &Said, after: &Said, numbers: &[NumberChange], chosen: &[usize]) -> (Verdict, String) {
    let (a, b) = (before.commitment, after.commitment);
    let wording = a.zip(b).map(|(a, b)| b.stage.cmp(&a.stage));
    let rises = wording.is_some_and(std::cmp::Ordering::is_gt) || numbers.iter().any(|n| n.trend == Trend::Up);
    let falls = wording.is_some_and(std::cmp::Ordering::is_lt) || numbers.iter().any(|n| n.trend == Trend::Down);
    let verdict = match (rises, falls) {
        (true, true) => Verdict::Mixed,
        (true, false) => Verdict::Stronger,
        (false, true) => Verdict::Weaker,
        (false, false) if wording.is_some() || !numbers.is_empty() => Verdict::Level,
        (false, false) => Verdict::Kept,
    };
    let mut why: Vec<String> = Vec::new();
    let verb = |said: &Said, d: Option<&usize>| {
        let text = d.and_then(|d| comparison.documents.get(*d)).map_or("", |d| d.text.as_str());
        said.commitment.map(|c| format!("“{}”（{}：{}）", c.verb.of(text), c.stage.label(), c.why))
    };
    why.push(match (verb(before, chosen.first()), verb(after, chosen.last())) {
        (Some(a), Some(b)) => format!("措辞 {a} → {b}"),
        (Some(a), None) => format!("前一份用 {a}，后一份没有可辨的措辞"),
        (None, Some(b)) => format!("前一份没有可辨的措辞，后一份用 {b}"),
        (None, None) => "两份都没有可辨的措辞".to_owned(),
    });
    why.extend(numbers.iter().map(|n| format!("数量 {}", n.text)));
    (verdict, why.join("；"))
}

/// From when on: 此前未提及，友谊路街道 2024 工作计划起提及.
fn since(comparison: &Comparison, chosen: &[usize], has: &[bool]) -> String {
    let first = chosen.iter().zip(has).find(|(_, has)| **has).and_then(|(d, _)| comparison.documents.get(*d));
    format!("此前未提及，《{}》起提及", first.map(|d| d.label()).unwrap_or_default())
}

/// Until when: 《友谊路街道 2021 工作要点》之后未再提及（未提及不等于未做）.
fn until(comparison: &Comparison, chosen: &[usize], has: &[bool]) -> String {
    let last = chosen.iter().zip(has).rfind(|(_, has)| **has).and_then(|(d, _)| comparison.documents.get(*d));
    format!("《{}》之后未再提及（未提及不等于未做）", last.map(|d| d.label()).unwrap_or_default())
}

/// The places that have documents of two years or more, in the order of their first documents.
#[must_use]
pub fn streets_over_years(documents: &[Arc<Document>]) -> Vec<StreetYears> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (k, document) in documents.iter().enumerate().filter(|(_, d)| d.meta.year.is_some()) {
        match groups.iter_mut().find(|group| group.iter().all(|d| is_same_place(&documents[*d], document))) {
            Some(group) => group.push(k),
            None => groups.push(vec![k]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|d| (documents[*d].meta.year, kind_order(documents[*d].meta.kind), *d));
    }
    groups.retain(|group| group.first().zip(group.last()).is_some_and(|(a, b)| documents[*a].meta.year != documents[*b].meta.year));
    let short: Vec<String> = groups.iter().map(|group| place_name(documents, group, false)).collect();
    let name = |k: usize| {
        let twice = short.iter().filter(|name| **name == short[k]).count() > 1;
        if twice { place_name(documents, &groups[k], true) } else { short[k].clone() }
    };
    (0..groups.len()).map(|k| StreetYears { name: name(k), documents: groups[k].clone() }).collect()
}

/// What to look at first: the earliest and the latest plan; else of another kind that has two years; else the earliest and the latest.
#[must_use]
pub fn usual_choice(documents: &[Arc<Document>], street: &StreetYears) -> Vec<usize> {
    let ends = |of: Vec<usize>| -> Option<Vec<usize>> {
        let (first, last) = (*of.first()?, *of.last()?);
        (documents[first].meta.year != documents[last].meta.year).then(|| vec![first, last])
    };
    let of_kind = |kind: DocumentKind| street.documents.iter().copied().filter(|d| documents[*d].meta.kind == kind).collect();
    let kinds = [DocumentKind::Plan, DocumentKind::Summary, DocumentKind::Report];
    kinds.into_iter().find_map(|kind| ends(of_kind(kind))).or_else(|| ends(street.documents.clone())).unwrap_or_default()
}

const fn kind_order(kind: DocumentKind) -> u8 {
    match kind {
        DocumentKind::Plan => 0,
        DocumentKind::Report => 1,
        DocumentKind::Notice | DocumentKind::Other => 2,
        DocumentKind::Summary => 3,
    }
}

fn place_name(documents: &[Arc<Document>], group: &[usize], long: bool) -> String {
    let first = |of: fn(&Document) -> Option<&String>| group.iter().find_map(|d| of(&documents[*d])).cloned();
    let district = first(|d| d.meta.district.as_ref());
    let own = first(|d| d.meta.street.as_ref()).or_else(|| first(|d| d.meta.issuer.as_ref()));
    match (own, district) {
        (Some(own), Some(district)) if long => {
            format!("{}{district}{own}", first(|d| d.meta.city.as_ref()).unwrap_or_default())
        }
        (Some(own), _) => own,
        (None, district) => district.or_else(|| group.first().map(|d| documents[*d].label())).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests;
