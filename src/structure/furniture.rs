//! Page furniture: page numbers and running heads, told from text by what they repeat and interrupt.
//!
//! In: the lines. Out: for each line, whether it is furniture and of which kind.

use std::collections::BTreeMap;

use super::document::RepairKind;
use super::lines::Line;
use super::markers::marker;
use crate::text::is_sentence_end;

/// A running head is short, in characters.
const MAX_HEAD_CHARS: usize = 30;
/// It stands on so many pages at least.
const MIN_REPEATS: usize = 3;

/// For each line the kind of furniture that it is, if any.
pub fn find(text: &str, lines: &[Line]) -> Vec<Option<RepairKind>> {
    let core = |k: usize| lines[k].core.of(text);
    let mut out: Vec<Option<RepairKind>> = (0..lines.len()).map(|k| is_page_number(core(k)).then_some(RepairKind::PageNumber)).collect();
    let mut repeats: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for k in 0..lines.len() {
        if out[k].is_none() && may_be_head(core(k)) {
            let key = core(k).chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect::<String>();
            repeats.entry(key).or_default().push(k);
        }
    }
    for at in repeats.into_values().filter(|at| at.len() >= MIN_REPEATS) {
        let interrupts = |k: &usize| {
            let before = k.checked_sub(1).is_some_and(|p| out[p].is_some() || mid_sentence(core(p)));
            let after = out.get(k + 1).is_some_and(Option::is_some);
            before || after
        };
        if at.iter().filter(|k| interrupts(k)).count() * 2 >= at.len() {
            for k in at {
                out[k] = Some(RepairKind::RunningHead);
            }
        }
    }
    out
}

/// `3`, `- 3 -`, `第 3 页`, `3 / 12`; a year is not a page.
fn is_page_number(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = bare.trim_matches(|c| matches!(c, '-' | '－' | '—' | '–' | '·' | '~' | '～' | '─'));
    let dashed = inner.len() < bare.len();
    let paged = inner.strip_prefix('第').and_then(|s| s.strip_suffix('页'));
    let digits = |s: &str, most: usize| !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit());
    if let Some(number) = paged {
        return number.split(['页', '/', '共', '第']).all(|part| part.is_empty() || digits(part, 4));
    }
    if let Some((page, pages)) = inner.split_once('/') {
        return digits(page, 3) && digits(pages, 3);
    }
    digits(inner, if dashed { 4 } else { 3 })
}

fn may_be_head(line: &str) -> bool {
    let chars = line.chars().count();
    (2..=MAX_HEAD_CHARS).contains(&chars) && marker(line).is_none() && !line.ends_with(is_sentence_end)
}

/// Whether a line stops in the middle of a sentence.
fn mid_sentence(line: &str) -> bool {
    line.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '，' | ',' | '、'))
}
