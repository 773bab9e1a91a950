//! Footnotes of a page: marks that link to a note, and the note that links back.
//!
//! In: the page. Out: which link is the mark of which note, and which element holds each note's text. Word writes `#_ftn1` and `#_edn1`,
//! LibreOffice `#sdfootnote1sym`, editors `#fn1` on a raised number.

use std::collections::{BTreeMap, BTreeSet};

use super::page::{Page, is_block};

/// The notes of a page.
#[derive(Debug, Default)]
pub struct Notes {
    /// Index of a link that is a mark, and its note's number.
    pub marks: BTreeMap<usize, u32>,
    /// Numbers and the elements that hold the notes.
    pub bodies: Vec<(u32, usize)>,
    /// Elements that hold notes.
    pub holders: BTreeSet<usize>,
    /// Links in the notes that lead back.
    pub back: BTreeSet<usize>,
}

/// A mark is shorter.
const MAX_MARK: usize = 6;
/// More notes are no footnotes.
const MAX_NOTES: usize = 20_000;
/// So many nodes of a note are looked through.
const MAX_LOOK: usize = 500;

/// Finds them.
#[must_use]
pub fn find(page: &Page) -> Notes {
    let targets = targets(page);
    let mut notes = Notes::default();
    let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
    for k in 0..page.nodes.len() {
        let Some(target) = link(page, k).and_then(|name| targets.get(name).copied()).filter(|t| *t >= page.end(k)) else { continue };
        if notes.bodies.len() >= MAX_NOTES || !is_mark(page, k) {
            continue;
        }
        let Some(holder) = holder(page, target).filter(|h| *h > k) else { continue };
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX).saturating_add(1);
        let n = *numbers.entry(holder).or_insert_with(|| {
            notes.bodies.push((next, holder));
            notes.holders.insert(holder);
            next
        });
        notes.marks.insert(k, n);
    }
    for (_, holder) in &notes.bodies {
        // The way back is the first link of the note, or one of an arrow at its end.
        let links = (*holder..page.end(*holder)).take(MAX_LOOK).filter(|k| link(page, *k).is_some() && page.nodes[*k].chars <= MAX_MARK);
        notes.back.extend(links.filter(|k| link(page, *k).and_then(|name| targets.get(name)).is_some_and(|t| t < holder)));
    }
    notes
}

/// Elements by `id` or `name`.
fn targets(page: &Page) -> BTreeMap<&str, usize> {
    let mut targets = BTreeMap::new();
    for k in 0..page.nodes.len() {
        let Some(element) = page.element(k) else { continue };
        let anchor = if element.name == "a" { element.attribute("name") } else { None };
        for name in [element.attribute("id"), anchor].into_iter().flatten() {
            targets.entry(name).or_insert(k);
        }
    }
    targets
}

/// The fragment that a link leads to.
fn link(page: &Page, k: usize) -> Option<&str> {
    let element = page.element(k).filter(|e| e.name == "a")?;
    element.attribute("href")?.split_once('#').map(|(_, name)| name).filter(|name| !name.is_empty())
}

/// Whether a link looks like a mark: raised, bracketed, or named as the offices name it; and short, without words.
fn is_mark(page: &Page, k: usize) -> bool {
    if !(1..=MAX_MARK).contains(&page.nodes[k].chars) {
        return false;
    }
    let text = page.text(k);
    let inner = text.trim_matches(['[', ']', '〔', '〕', '(', ')', '（', '）', '［', '］', '【', '】']);
    let is_number =
        !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || "ivxIVX*†‡".contains(c) || ('\u{2460}'..='\u{2473}').contains(&c));
    let is_raised = || page.ancestors(k).take(3).chain(k..page.end(k)).any(|n| page.name(n) == "sup");
    let name = link(page, k).unwrap_or_default().to_ascii_lowercase();
    let is_named = ["_ftn", "_edn", "sdfootnote", "sdendnote", "fn", "footnote", "note"].iter().any(|p| name.starts_with(p));
    is_number && (is_named || is_raised() || inner.len() < text.len())
}

/// The element of a note's text around its target: the office's own division of one note, else the nearest block.
fn holder(page: &Page, target: usize) -> Option<usize> {
    let is_own = |k: &usize| {
        let id = page.element(*k).and_then(|e| e.attribute("id")).unwrap_or_default();
        let rest = ["sdfootnote", "sdendnote", "ftn", "edn", "fn"].iter().find_map(|p| id.strip_prefix(p));
        is_block(page.name(*k)) && rest.is_some_and(|r| !r.is_empty() && r.bytes().all(|b| b.is_ascii_digit()))
    };
    let around = || std::iter::once(target).chain(page.ancestors(target)).take(6);
    let nearest = around().find(|k| is_block(page.name(*k)) && !matches!(page.name(*k), "body" | "table" | "tr" | "ul" | "ol"))?;
    Some(around().find(is_own).unwrap_or(nearest)).filter(|k| page.nodes[*k].chars > 0)
}
