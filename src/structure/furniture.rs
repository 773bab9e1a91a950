//! Page furniture: page numbers, running heads, contents, strokes, what a web page adds; told from text by form, by what repeats and interrupts.
//!
//! In: the lines. Out: for each line, whether it is furniture and of which kind.

use std::collections::BTreeMap;

use super::document::RepairKind;
use super::inline::SPECKS;
use super::lines::{Line, is_blank};
use super::markers::marker;
use super::{chrome, contents, page_numbers, titles};
use crate::text::is_sentence_end;

/// A running head is short, in characters.
const MAX_HEAD_CHARS: usize = 30;
/// It stands on so many pages at least.
const MIN_REPEATS: usize = 3;
/// Full lines are at least so wide and differ by so much, in columns.
const MIN_FULL_COLUMNS: usize = 40;
const WIDTH_SLACK: usize = 6;
/// The title stands among so many first lines.
const HEAD_LINES: usize = 5;

/// For each line the kind of furniture that it is, if any. `marks` tells the lines that hold nothing but marks of the format.
pub fn find(text: &str, lines: &[Line], marks: &[bool]) -> Vec<Option<RepairKind>> {
    let core = |k: usize| lines[k].core.of(text);
    let (pages, chrome, contents) = (page_numbers::find(text, lines), chrome::find(text, lines), contents::find(text, lines));
    let mut out: Vec<Option<RepairKind>> = (0..lines.len())
        .map(|k| match () {
            () if pages[k] => Some(RepairKind::PageNumber),
            () if marks[k] => Some(RepairKind::Bookmark),
            () if is_rule(core(k)) => Some(RepairKind::Scrap),
            () if chrome[k] => Some(RepairKind::WebPage),
            () if contents[k] => Some(RepairKind::Contents),
            () => None,
        })
        .collect();
    let mut repeats: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (k, kind) in out.iter().enumerate() {
        if kind.is_none() && may_be_head(core(k)) {
            let key = core(k).chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect::<String>();
            repeats.entry(key).or_default().push(k);
        }
    }
    let full = full_width(lines);
    for mut at in repeats.into_values().filter(|at| at.len() >= MIN_REPEATS) {
        let interrupts = |k: &usize| {
            // A line as wide as the text is a line of the text, said more than once.
            let narrow = full.is_none_or(|full| lines[*k].width + WIDTH_SLACK < full);
            let before = k.checked_sub(1).is_some_and(|p| out[p].is_some() || narrow && mid_sentence(core(p)));
            let after = out.get(k + 1).is_some_and(Option::is_some);
            before || after
        };
        if at.iter().filter(|k| interrupts(k)).count() * 2 >= at.len() {
            // A title that comes again at the head of each page is still the title where it stands first.
            if at[0] < HEAD_LINES && titles::names_kind(core(at[0])) {
                at.remove(0);
            }
            for k in at {
                out[k] = Some(RepairKind::RunningHead);
            }
        }
    }
    out
}

/// The width of the text's full lines, in columns, where it is wrapped at one.
fn full_width(lines: &[Line]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|l| l.width).filter(|w| *w >= MIN_FULL_COLUMNS).collect();
    widths.sort_unstable();
    let median = widths.get(widths.len() / 2).copied()?;
    let near = widths.iter().filter(|w| w.abs_diff(median) <= WIDTH_SLACK).count();
    (near * 2 >= widths.len()).then_some(median)
}

/// `---`, `* * *`, `=====`, `|---|---|`: a line that shows a stroke and says nothing; or a speck alone.
fn is_rule(line: &str) -> bool {
    if line.chars().all(|c| SPECKS.contains(&c)) && line.chars().count() < 3 {
        return true;
    }
    let stroke = |c: char| matches!(c, '-' | '*' | '_' | '=' | '─' | '━' | '—' | '－' | '~' | '＿');
    line.chars().filter(|c| stroke(*c)).count() >= 3 && line.chars().all(|c| stroke(c) || is_blank(c) || matches!(c, '|' | ':' | '+'))
}

fn may_be_head(line: &str) -> bool {
    let chars = line.chars().count();
    (2..=MAX_HEAD_CHARS).contains(&chars) && marker(line).is_none() && !line.ends_with(is_sentence_end)
}

/// Whether a line stops in the middle of a sentence.
fn mid_sentence(line: &str) -> bool {
    line.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '，' | ',' | '、'))
}
