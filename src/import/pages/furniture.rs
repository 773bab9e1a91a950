//! Page numbers and running heads: lines at a page's edge that count on or come again at the same place. They leave the body and are kept apart.

use std::collections::BTreeMap;

use super::line::Line;
use super::page::{Content, Item};
use crate::import::model::ApartKind;

/// Lines from a page's edge that may be furniture.
const DEPTH: usize = 3;
/// The strip at the top and at the bottom, as a share of the height, where furniture stands.
const STRIP: f32 = 0.16;

/// A line that left the body.
#[derive(Debug)]
pub struct Furniture {
    /// What it is.
    pub kind: ApartKind,
    /// Its text.
    pub text: String,
    /// Page, from one.
    pub page: u32,
}

/// Takes the furniture out of the pages.
pub fn take(pages: &mut [Content]) -> Vec<Furniture> {
    let mut out = Vec::new();
    take_marked(pages, &mut out);
    // Behind a running head there may be a page number, and the other way round.
    for _ in 0..2 {
        let repeated = repeated(pages);
        let numbered = numbered(pages);
        for page in pages.iter_mut() {
            for from_top in [true, false] {
                take_edge(page, from_top, &repeated, numbered, &mut out);
            }
        }
    }
    out.sort_by_key(|f| f.page);
    out
}

/// What the file itself marks as pagination, unless it marks half of its text so.
fn take_marked(pages: &mut [Content], out: &mut Vec<Furniture>) {
    let lines = || pages.iter().flat_map(|p| &p.items).filter_map(as_line);
    let (marked, all) = (lines().filter(|l| l.furniture).count(), lines().count());
    if marked == 0 || marked * 3 > all {
        return;
    }
    for page in pages {
        let number = page.number;
        page.items.retain(|item| match as_line(item).filter(|l| l.furniture) {
            Some(line) => {
                let text = line.text();
                let kind = if is_page_number(&text).is_some() { ApartKind::PageNumber } else { ApartKind::RunningHead };
                out.push(Furniture { kind, text, page: number });
                false
            }
            None => true,
        });
    }
}

const fn as_line(item: &Item) -> Option<&Line> {
    match item {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    }
}

/// The lines at an edge of a page, from the edge inward.
fn edge(page: &Content, from_top: bool) -> Vec<&Line> {
    let in_strip = |l: &&Line| if from_top { l.y < page.height * STRIP } else { l.y > page.height * (1.0 - STRIP) };
    let mut lines: Vec<&Line> = page.items.iter().filter_map(as_line).filter(in_strip).collect();
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    if !from_top {
        lines.reverse();
    }
    lines.truncate(DEPTH);
    lines
}

/// A line's text with every number alike, and its height on the page, in steps.
fn key(line: &Line) -> (String, i32) {
    let mut text = String::new();
    for c in line.text().chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_numeric() { '#' } else { c };
        if !(c == '#' && text.ends_with('#')) {
            text.push(c);
        }
    }
    (text, (line.y / 4.0).round() as i32)
}

/// How often a line comes at the edge of a page, at the same height.
fn repeated(pages: &[Content]) -> BTreeMap<(String, i32), usize> {
    let mut counts = BTreeMap::new();
    for page in pages {
        for from_top in [true, false] {
            for line in edge(page, from_top) {
                *counts.entry(key(line)).or_insert(0) += 1;
            }
        }
    }
    counts
}

/// Pages with a number at their edge.
fn numbered(pages: &[Content]) -> usize {
    pages
        .iter()
        .filter(|p| [true, false].iter().any(|top| edge(p, *top).first().is_some_and(|l| is_page_number(&l.text()).is_some())))
        .count()
}

fn take_edge(page: &mut Content, from_top: bool, repeated: &BTreeMap<(String, i32), usize>, numbered: usize, out: &mut Vec<Furniture>) {
    let lines = edge(page, from_top);
    let total: usize = page.items.len();
    let mut taken: Vec<(f32, f32)> = Vec::new();
    for (k, line) in lines.iter().enumerate() {
        let text = line.text();
        let at = key(line);
        // The same line a step higher or lower counts, too.
        let often: usize = (-1..=1).map(|step| repeated.get(&(at.0.clone(), at.1 + step)).copied().unwrap_or(0)).sum();
        let gap = lines.get(k + 1).map_or(f32::MAX, |next| (next.y - line.y).abs() / line.size.max(1.0));
        let kind = match is_page_number(&text) {
            Some(Shape::Dressed) => ApartKind::PageNumber,
            Some(Shape::Bare) if numbered > 1 || gap > 2.2 => ApartKind::PageNumber,
            _ if often >= 3 => ApartKind::RunningHead,
            // Two pages: both at the very edge and apart from the text.
            _ if often == 2 && gap > 1.6 && is_outermost(line, page.height) => ApartKind::RunningHead,
            _ => break,
        };
        // A page that is nothing else keeps its line.
        if taken.len() + 1 >= total && kind != ApartKind::PageNumber {
            break;
        }
        out.push(Furniture { kind, text, page: page.number });
        taken.push((line.x0, line.y));
    }
    page.items.retain(|item| as_line(item).is_none_or(|l| !taken.contains(&(l.x0, l.y))));
}

fn is_outermost(line: &Line, height: f32) -> bool {
    line.y < height * 0.1 || line.y > height * 0.9
}

/// How a page number is dressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// 12
    Bare,
    /// — 12 —, 第12页, 12/30
    Dressed,
}

/// Whether a line is a page number.
pub fn is_page_number(text: &str) -> Option<Shape> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '~' | '·' | '•' | '_');
    let core = text.trim_matches(is_dash);
    let is_dressed = core.len() != text.len();
    let is_digits = |t: &str| (1..=5).contains(&t.chars().count()) && t.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let is_roman = |t: &str| {
        (1..=7).contains(&t.chars().count()) && t.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'I' | 'V' | 'X' | 'L' | 'Ⅰ'..='Ⅻ'))
    };
    if is_digits(core) || is_roman(core) {
        return Some(if is_dressed { Shape::Dressed } else { Shape::Bare });
    }
    let is_count =
        |t: &str| is_digits(t) || (!t.is_empty() && t.chars().count() <= 4 && t.chars().all(|c| "一二三四五六七八九十百〇零".contains(c)));
    let of_pages = |t: &str| t.strip_prefix('第').and_then(|t| t.strip_suffix('页')).is_some_and(is_count);
    let in_all =
        |t: &str| t.strip_prefix(['共', '/']).map(|t| t.trim_start_matches('共')).and_then(|t| t.strip_suffix('页')).is_some_and(is_count);
    let split = |t: &str| {
        t.char_indices()
            .skip(1)
            .any(|(k, _)| t.is_char_boundary(k) && of_pages(&t[..k]) && in_all(t[k..].trim_start_matches(['，', ',', '/'])))
    };
    let slashed = core.split_once('/').is_some_and(|(a, b)| is_digits(a) && is_digits(b));
    let lower = core.to_ascii_lowercase();
    let english =
        lower.strip_prefix("page").is_some_and(|t| is_digits(t) || t.split_once("of").is_some_and(|(a, b)| is_digits(a) && is_digits(b)));
    (of_pages(core) || split(core) || slashed || english).then_some(Shape::Dressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_every_dress() {
        for text in ["— 1 —", "- 12 -", "－３－", "第1页", "第 3 页 共 9 页", "第3页，共9页", "3/9", "Page 3 of 9", "第三页", "—Ⅱ—"]
        {
            assert_eq!(is_page_number(text), Some(Shape::Dressed), "{text}");
        }
        for text in ["1", "２", "iv", "Ⅰ"] {
            assert_eq!(is_page_number(text), Some(Shape::Bare), "{text}");
        }
    }

    #[test]
    fn what_is_no_page_number() {
        for text in ["2025年", "一、", "第一章", "1.", "（1）", "20台", "", "—", "2021年第3页", "123456"] {
            assert_eq!(is_page_number(text), None, "{text}");
        }
    }
}
