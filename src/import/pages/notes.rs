//! Footnotes: small text at a page's foot that a raised number in the text calls.
//!
//! Attached only where all agrees: the note opens with a number, the same number stands raised in a line of the page above it, and the
//! note is set smaller than the text. Else the lines stay where they are.

use std::collections::BTreeMap;

use super::line::Line;
use super::page::{Content, Item};
use super::paragraphs::Measures;

/// A footnote and what calls it.
#[derive(Debug)]
pub struct Footnote {
    /// Page, from one.
    pub page: u32,
    /// The number as it is printed.
    pub label: String,
    /// Its lines; the first one's number is still there.
    pub lines: Vec<Line>,
}

/// Takes the footnotes out of the pages.
pub fn take(pages: &mut [Content], measures: &Measures) -> Vec<Footnote> {
    let mut out = Vec::new();
    for page in pages {
        let small = |item: &Item| matches!(item, Item::Line(l) if l.size < measures.body * 0.93 && l.y > page.height * 0.4);
        let from = page.items.iter().rposition(|item| !small(item)).map_or(0, |k| k + 1);
        let found = group(&page.items[from..], page.number);
        let calls: Vec<String> = page.items[..from].iter().flat_map(calls).collect();
        let is_sure = !found.is_empty() && found.iter().all(|note| calls.iter().filter(|c| **c == note.label).count() == 1);
        if is_sure {
            page.items.truncate(from);
            out.extend(found);
        }
    }
    out
}

/// Lines to notes: each begins with its number.
fn group(items: &[Item], page: u32) -> Vec<Footnote> {
    let mut out: Vec<Footnote> = Vec::new();
    for item in items {
        let Item::Line(line) = item else { return Vec::new() };
        match (label(line), out.last_mut()) {
            (Some(label), _) => out.push(Footnote { page, label, lines: vec![line.clone()] }),
            (None, Some(note)) => note.lines.push(line.clone()),
            (None, None) => return Vec::new(),
        }
    }
    out
}

/// The number that opens a note: raised, or circled, or in brackets.
fn label(line: &Line) -> Option<String> {
    let first = line.pieces.first()?;
    if first.raised {
        return plain(&first.text);
    }
    let text = first.text.trim_start();
    let circled = text.chars().next().filter(|c| matches!(c, '①'..='⑳')).map(|c| c.to_string());
    circled.or_else(|| {
        let end = text.find([']', '］', '〕'])?;
        plain(text.get(..=end)?).filter(|_| text.starts_with(['[', '［', '〔']))
    })
}

/// The raised numbers of a line.
fn calls(item: &Item) -> Vec<String> {
    match item {
        Item::Line(line) => line.pieces.iter().filter(|p| p.raised).filter_map(|p| plain(&p.text)).collect(),
        Item::Table(_) => Vec::new(),
    }
}

/// A number without its brackets.
pub fn plain(text: &str) -> Option<String> {
    let core = text.trim().trim_matches(['[', ']', '［', '］', '〔', '〕', '(', ')', '（', '）']);
    let is_number =
        (1..=3).contains(&core.chars().count()) && core.chars().all(|c| c.is_ascii_digit() || matches!(c, '①'..='⑳' | '*' | '†'));
    is_number.then(|| core.to_owned())
}

/// Takes the number off a note's first line.
pub fn unnumber(note: &mut Footnote) {
    let Some(first) = note.lines.first_mut().and_then(|l| l.pieces.first_mut()) else { return };
    if first.raised {
        first.text.clear();
    } else if let Some(at) = first.text.find(|c: char| matches!(c, '①'..='⑳' | ']' | '］' | '〕')) {
        let end = at + first.text[at..].chars().next().map_or(0, char::len_utf8);
        first.text.drain(..end);
    }
}

/// The numbers of notes through the document, by page and label.
pub fn numbers(notes: &[Footnote]) -> BTreeMap<(u32, String), u32> {
    notes.iter().enumerate().map(|(k, note)| ((note.page, note.label.clone()), k as u32 + 1)).collect()
}
