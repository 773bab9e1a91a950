//! A page of contents before the text: the headings over again, with dots and page numbers.
//!
//! In: the lines. Out: which belong to it. Dots that lead to a number are of a contents page by their form; after a line 目录 so are the lines
//! that come again later.

use std::collections::BTreeSet;

use super::lines::Line;

/// Dots that lead to a page's number.
const LEADERS: [char; 5] = ['.', '…', '·', '．', '⋯'];
/// So many of them at least, in a row.
const MIN_LEADERS: usize = 3;
/// A contents page is no longer, in lines.
const MAX_LINES: usize = 120;

/// For each line whether it belongs to a page of contents.
pub fn find(text: &str, lines: &[Line]) -> Vec<bool> {
    let dotted: Vec<bool> = lines.iter().map(|l| led(l.core.of(text)).is_some()).collect();
    let dotted_at = |k: Option<usize>| k.and_then(|k| dotted.get(k)).is_some_and(|d| *d);
    // One such line alone may be a sentence that trails off.
    let mut out: Vec<bool> = (0..lines.len()).map(|k| dotted[k] && (dotted_at(k.checked_sub(1)) || dotted_at(Some(k + 1)))).collect();
    let front = &lines[..lines.len().min(MAX_LINES)];
    let letters = |line: &Line| line.core.of(text).chars().filter(|c| !c.is_whitespace());
    let names_it = |line: &Line| matches!(letters(line).take(4).collect::<String>().as_str(), "目录" | "目次" | "目录：");
    let Some(head) = front.iter().position(names_it) else { return out };
    let bare: Vec<String> = front.iter().map(|line| letters(line).collect()).collect();
    let title_of = |k: usize| led(&bare[k]).unwrap_or_else(|| bare[k].trim_end_matches(|c: char| c.is_ascii_digit())).to_owned();
    let mut end = head + 1;
    let mut titles: BTreeSet<String> = BTreeSet::new();
    while end < bare.len() && (out[end] || !titles.contains(&title_of(end)) && comes_again(text, lines, end, &title_of(end))) {
        titles.insert(title_of(end));
        end += 1;
    }
    if end > head + 2 {
        out[head..end].fill(true);
    }
    out
}

/// The title before dots and a page's number at the line's end.
fn led(line: &str) -> Option<&str> {
    let without_number = line.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let title = without_number.trim_end_matches(|c: char| LEADERS.contains(&c) || c.is_whitespace());
    let leaders =
        without_number[title.len()..].chars().filter(|c| LEADERS.contains(c)).map(|c| if c == '…' { 3 } else { 1 }).sum::<usize>();
    (without_number.len() < line.len() && leaders >= MIN_LEADERS && !title.is_empty() && title.len() <= 300).then_some(title.trim_end())
}

/// Whether a title opens one of the later lines.
fn comes_again(text: &str, lines: &[Line], k: usize, title: &str) -> bool {
    let same = |line: &Line| {
        let mut rest = title.chars();
        let mut all = line.core.of(text).chars().filter(|c| !c.is_whitespace());
        rest.all(|c| all.next() == Some(c))
    };
    title.chars().count() >= 2 && lines[k + 1..].iter().any(same)
}
