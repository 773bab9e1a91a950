//! Lines to paragraphs, by geometry: a page has no paragraphs, only their looks.
//!
//! A paragraph begins at an indent, after a line that ended before its column did, after a wider gap, at a change of size, at a centred line,
//! or at a number that opens a line. It goes on over a page's end.

use std::collections::BTreeMap;

use super::aligned;
use super::line::{Line, is_cjk};
use super::markers::opens_item;
use super::page::{Content, Item};

/// A line that stands in by more ems than this is set at the right.
const SET_RIGHT: f32 = 5.0;

/// Lines that make a paragraph, or a table.
#[derive(Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Line>),
    /// A table; one that went on over pages is one.
    Table(Vec<Vec<super::grid::GridCell>>),
}

/// Sizes and borders of the body, as most lines have them.
#[derive(Debug)]
pub struct Measures {
    /// Size of most characters.
    pub body: f32,
    /// Distance of lines over their size, where they follow each other.
    leading: f32,
    /// Borders by page and column.
    borders: BTreeMap<(u32, i32), (f32, f32)>,
}

impl Measures {
    /// Of a document's lines.
    pub fn of(pages: &[Content]) -> Self {
        let lines: Vec<&Line> = pages.iter().flat_map(|p| &p.items).filter_map(as_line).collect();
        let body = mode(lines.iter().map(|l| (l.size, l.text().chars().count()))).unwrap_or(12.0);
        let follows = |w: &[&Line]| same_column(w[0], w[1]) && (w[0].size - w[1].size).abs() < 0.5 && w[1].y > w[0].y;
        let leadings = lines.windows(2).filter(|w| follows(w)).map(|w| (((w[1].y - w[0].y) / w[1].size) * 20.0, 1));
        let leading = mode(leadings).map_or(1.6, |l| (l / 20.0).clamp(1.0, 3.5));
        Self { body, leading, borders: borders(&lines) }
    }

    /// Left and right border of the column of a line.
    pub fn border(&self, line: &Line) -> (f32, f32) {
        self.borders.get(&column_key(line)).copied().unwrap_or(line.column)
    }

    /// Whether a line stands in the middle of its column, clear of both borders.
    pub fn is_centred(&self, line: &Line) -> bool {
        let (left, right) = self.border(line);
        let (before, after) = (line.x0 - left, right - line.x1);
        // A large line may fill its column and yet be centred.
        let is_large = line.size > self.body * 1.15;
        if is_large && before > -1.0 {
            return (before - after).abs() < line.size * 1.6;
        }
        before > line.size * 2.4 && after > line.size * 2.0 && (before - after).abs() < line.size * 1.6
    }
}

const fn as_line(item: &Item) -> Option<&Line> {
    match item {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    }
}

fn column_key(line: &Line) -> (u32, i32) {
    (line.page, line.column.0 as i32)
}

fn same_column(a: &Line, b: &Line) -> bool {
    column_key(a) == column_key(b)
}

/// The value with the most weight, values within half a unit together.
fn mode(values: impl Iterator<Item = (f32, usize)>) -> Option<f32> {
    let mut weights: BTreeMap<i32, (usize, f32)> = BTreeMap::new();
    for (value, weight) in values.filter(|(v, _)| v.is_finite()) {
        let entry = weights.entry((value * 2.0).round() as i32).or_insert((0, value));
        entry.0 += weight;
    }
    weights.values().max_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1))).map(|(_, value)| *value)
}

/// Borders of each column of each page. A page with few lines takes the usual ones, where they fit.
fn borders(lines: &[&Line]) -> BTreeMap<(u32, i32), (f32, f32)> {
    let mut by_column: BTreeMap<(u32, i32), Vec<&Line>> = BTreeMap::new();
    for line in lines {
        by_column.entry(column_key(line)).or_default().push(line);
    }
    let full: Vec<(f32, f32)> = by_column.values().filter(|lines| lines.len() >= 8).map(|lines| border(lines)).collect();
    let usual_left = mode(full.iter().map(|b| (b.0, 1)));
    let usual_right = mode(full.iter().map(|b| (b.1, 1)));
    let mut out = BTreeMap::new();
    for (key, lines) in by_column {
        let own = border(&lines);
        let (Some(left), Some(right)) = (usual_left, usual_right) else {
            out.insert(key, own);
            continue;
        };
        // Few lines may all be short, or all indented: then the borders are where the other pages have them.
        let fits = own.0 >= left - 6.0 && own.1 <= right + 6.0;
        out.insert(key, if lines.len() < 8 && fits { (left, right) } else { own });
    }
    out
}

/// Where many lines begin, and where many end.
fn border(lines: &[&Line]) -> (f32, f32) {
    let enough = (lines.len() / 8).max(1);
    let mut starts: Vec<f32> = lines.iter().map(|l| l.x0).collect();
    let mut ends: Vec<f32> = lines.iter().map(|l| l.x1).collect();
    starts.sort_by(f32::total_cmp);
    ends.sort_by(|a, b| b.total_cmp(a));
    // The outermost place that several lines share; one line that sticks out decides nothing.
    let shared = |places: &[f32]| {
        let near = |at: f32| places.iter().filter(|p| (**p - at).abs() < 6.0).count();
        places.iter().take(40).copied().find(|at| near(*at) >= enough).or_else(|| places.first().copied()).unwrap_or(0.0)
    };
    (shared(&starts), shared(&ends))
}

/// The document's paragraphs and tables, in order.
pub fn blocks(pages: Vec<Content>, measures: &Measures) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut last_table: Option<(u32, Vec<f32>)> = None;
    let items: Vec<(u32, Item)> = pages.into_iter().flat_map(|page| page.items.into_iter().map(move |item| (page.number, item))).collect();
    let mut taken = 0;
    for (k, (page, item)) in items.iter().enumerate() {
        if k < taken {
            continue;
        }
        match item {
            Item::Table(grid) => {
                let goes_on = last_table.as_ref().is_some_and(|(before, xs)| *before + 1 == *page && alike(xs, &grid.xs));
                match out.last_mut() {
                    Some(Block::Table(rows)) if goes_on => rows.extend(grid.rows.iter().cloned()),
                    _ => out.push(Block::Table(grid.rows.clone())),
                }
                last_table = Some((*page, grid.xs.clone()));
            }
            Item::Line(line) => {
                last_table = None;
                if let Some((rows, count)) = aligned_at(&items[k..], line) {
                    out.push(Block::Table(rows));
                    taken = k + count;
                    continue;
                }
                match out.last_mut() {
                    Some(Block::Paragraph(lines)) if !begins(lines, line, measures) => lines.push(line.clone()),
                    _ => out.push(Block::Paragraph(vec![line.clone()])),
                }
            }
        }
    }
    out
}

/// The table without rules that begins at a line, and how many lines it takes.
fn aligned_at(items: &[(u32, Item)], line: &Line) -> Option<(Vec<Vec<super::grid::GridCell>>, usize)> {
    let has_many = |item: &(u32, Item)| as_line(&item.1).is_some_and(|l| l.cells.len() >= aligned::MIN_COLUMNS);
    if line.cells.len() < aligned::MIN_COLUMNS || !items.iter().skip(1).take(aligned::REACH).any(has_many) {
        return None;
    }
    let lines: Vec<&Line> = items.iter().map_while(|(_, item)| as_line(item)).take(2_000).collect();
    aligned::table(&lines)
}

fn alike(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 4.0)
}

/// Whether `line` begins a paragraph after the lines of another.
fn begins(before: &[Line], line: &Line, measures: &Measures) -> bool {
    let Some(last) = before.last() else { return true };
    let em = line.size.max(1.0);
    if (last.size - line.size).abs() > em * 0.08 || is_entry(last) {
        return true;
    }
    if same_column(last, line) && (line.y - last.y) > em * measures.leading.max(1.2) * 1.3 + 1.0 {
        return true;
    }
    let text = line.text();
    match (measures.is_centred(last), measures.is_centred(line)) {
        // A title on several lines.
        (true, true) => return last.bold != line.bold || opens_item(&text).is_some() || line.size < measures.body * 1.1,
        (true, false) | (false, true) => return true,
        (false, false) => {}
    }
    let (border, last_border) = (measures.border(line), measures.border(last));
    let room = last_border.1 - last.x1;
    if room > line.first_width + em * 1.25 {
        return true;
    }
    let (indent, last_indent) = ((line.x0 - border.0) / em, (last.x0 - last_border.0) / em);
    // A signature and its date stand at the right, each a paragraph.
    if last_indent > SET_RIGHT && ((indent - last_indent).abs() > 0.5 || text.starts_with(|c: char| c.is_ascii_digit() || c == '二')) {
        return true;
    }
    if indent > 0.8 {
        return begins_indented(before, indent, last_indent, &text);
    }
    // At the border a number begins a paragraph after a sentence's end, a high one also elsewhere: lines break before numbers, too.
    let last_text = last.text();
    let runs_on = last_text.trim_end().ends_with(['、', '，', ',', '第', '至', '和', '及', '十', '《', '“', '（']);
    opens_item(&text).is_some_and(|level| ends_sentence(&last_text) || (level <= 2 && !runs_on))
}

/// A line that stands in from the border: the first of a paragraph, or one of a block that all stands in.
fn begins_indented(before: &[Line], indent: f32, last_indent: f32, text: &str) -> bool {
    if indent > last_indent + 0.5 {
        return true;
    }
    if indent < last_indent - 0.5 {
        return false;
    }
    // As far in as the line before: that was a paragraph of one line, or all of a block stands in.
    let ended = before.last().is_some_and(|l| ends_sentence(&l.text()));
    let is_first_line = before.len() == 1 && (1.5..3.2).contains(&indent);
    ended && (opens_item(text).is_some() || is_first_line)
}

/// A line of a table of contents: dots, then a page number.
fn is_entry(line: &Line) -> bool {
    let text = line.text();
    let head = text.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '(' | ')' | '（' | '）' | '-' | ' '));
    let dots = head.chars().rev().take_while(|c| matches!(c, '.' | '…' | '·' | ' ' | '．' | '⋯')).filter(|c| *c != ' ').count();
    dots >= 3 && head.len() < text.len()
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '；', '：', '！', '？', '!', '?', ';', ':', '”', '"', '）', ')', '.'])
}

/// Whether a blank belongs between the end of a line and the start of the next, and whether a hyphen at the end goes.
pub fn seam(before: &str, after: &str) -> (bool, bool) {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return (false, false) };
    let stem = before.chars().rev().nth(1);
    let is_hyphenated = matches!(last, '-' | '\u{2010}') && stem.is_some_and(|c| c.is_ascii_alphabetic()) && first.is_ascii_lowercase();
    let is_word = |c: char| !is_cjk(c) && !c.is_whitespace();
    (is_word(last) && is_word(first) && !is_hyphenated && last != '-', is_hyphenated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seams_of_lines() {
        assert_eq!(seam("推进一网", "统管"), (false, false));
        assert_eq!(seam("the quick", "brown"), (true, false));
        assert_eq!(seam("govern-", "ment"), (false, true));
        assert_eq!(seam("COVID-", "19"), (false, false));
        assert_eq!(seam("共计", "2025"), (false, false));
    }
}
