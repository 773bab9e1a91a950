//! Tables: those that the format has, and rows that came as plain text, cells parted by tabs or wide blanks, or by Markdown's bars.
//!
//! In: the lines. Out: for each the cells of the row that it is, if any; of the cleaned text, its tables. In plain text one line alone makes
//! no table: a neighbour must have as many cells.

use super::document::{Cell, Paragraph, ParagraphRole, Table};
use super::lines::{Line, is_plain_blank};
use super::markers::marker;
use crate::import::{Body, Lines};
use crate::text::{ByteOffset, OffsetMap, Span};

/// Blanks that part cells, in characters, where there is no tab.
const MIN_BLANKS: usize = 2;
/// Cells of a row parted by blanks; by tabs two are enough.
const MIN_CELLS: usize = 3;
/// Rows parted by single blanks: so many of them at least count up.
const MIN_COUNTED: usize = 3;
/// And none is wider than this, in columns.
const MAX_ROW_COLUMNS: usize = 160;

/// A line's cells.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Cells with text in them, in order; empty where the line is no row.
    pub cells: Vec<Span>,
    /// Whether the format itself says so, and empty cells count.
    pub is_exact: bool,
}

/// The cells of each line, where the format's own tables tell.
pub fn given(text: &str, lines: &[Line], tables: &[crate::import::Table]) -> Vec<Row> {
    let mut out = vec![Row::default(); lines.len()];
    for row in tables.iter().flat_map(|table| &table.rows) {
        let cells: Vec<Span> = row.iter().map(|cell| trimmed(text, cell.span)).filter(|cell| !cell.is_empty()).collect();
        let Some(first) = cells.first() else { continue };
        let k = lines.partition_point(|line| line.core.end <= first.start);
        if let Some(slot) = out.get_mut(k) {
            *slot = Row { cells, is_exact: true };
        }
    }
    out
}

/// The tables of a cleaned text, with the paragraphs that are their rows marked as such.
///
/// `region` is the part of the imported text that the document is.
pub fn settle(body: &Body, region: Span, text: &str, map: &OffsetMap, paragraphs: &mut [Paragraph]) -> Vec<Table> {
    let mut out: Vec<Table> = Vec::new();
    if body.lines == Lines::Unknown {
        out = plain_tables(text, paragraphs);
    }
    for table in body.tables.iter().filter(|table| region.contains(table.span)) {
        let rows: Vec<Vec<Cell>> = table.rows.iter().filter_map(|row| cleaned_row(&body.text, map, text, row)).collect();
        let ends = rows.first().and_then(|row| row.first()).zip(rows.last().and_then(|row| row.last()));
        if let Some((first, last)) = ends {
            out.push(Table { span: Span { start: first.span.start, end: last.span.end }, rows });
        }
    }
    for cell in out.iter().flat_map(|table| &table.rows).flatten().filter(|cell| !cell.span.is_empty()) {
        let k = paragraphs.partition_point(|p| p.span.end <= cell.span.start);
        if let Some(p) = paragraphs.get_mut(k) {
            p.role = ParagraphRole::Row;
        }
    }
    out
}

/// A row in the cleaned text; `None` where cleaning left nothing of it.
fn cleaned_row(source: &str, map: &OffsetMap, text: &str, row: &[crate::import::Cell]) -> Option<Vec<Cell>> {
    let clean = |cell: Span| {
        let inner = trimmed(source, cell);
        let last = inner.of(source).char_indices().next_back()?;
        let start = map.to_clean(inner.start)?;
        let end = map.to_clean(ByteOffset(inner.start.0 + last.0))?;
        Some(Span { start, end: ByteOffset(end.0 + text.get(end.0..)?.chars().next()?.len_utf8()) })
    };
    let spans: Vec<Option<Span>> = row.iter().map(|cell| clean(cell.span)).collect();
    // An empty cell stands where the one before it ends.
    let mut at = spans.iter().flatten().next()?.start;
    let cells = row.iter().zip(spans).map(|(cell, span)| {
        let span = span.unwrap_or(Span { start: at, end: at });
        at = span.end;
        Cell { span, columns: cell.columns, rows: cell.rows }
    });
    Some(cells.collect())
}

/// Neighbouring lines with as many cells, parted by tabs as cleaning leaves them.
fn plain_tables(text: &str, paragraphs: &[Paragraph]) -> Vec<Table> {
    let row = |p: &Paragraph| -> Vec<Cell> {
        let mut start = p.span.start.0;
        let cells = p.span.of(text).split('\t').map(|cell| {
            let span = Span::new(start, start + cell.len());
            start = span.end.0 + 1;
            Cell { span, columns: 1, rows: 1 }
        });
        cells.collect()
    };
    let rows: Vec<Vec<Cell>> = paragraphs.iter().map(row).collect();
    rows.chunk_by(|a, b| a.len() > 1 && a.len() == b.len())
        .filter(|rows| rows.len() > 1)
        .filter_map(|rows| {
            let span = Span { start: rows.first()?.first()?.span.start, end: rows.last()?.last()?.span.end };
            Some(Table { span, rows: rows.to_vec() })
        })
        .collect()
}

/// A span without the blanks at its edges.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let lead = inner.len() - inner.trim_start().len();
    let bare = inner.trim();
    Span::new(span.start.0 + lead, span.start.0 + lead + bare.len())
}

/// The cells of each line that is a row; empty for others.
pub fn find(text: &str, lines: &[Line]) -> Vec<Row> {
    let cells: Vec<Vec<Span>> = lines.iter().map(|l| cells(text, l.core)).collect();
    let may_be = |k: usize| {
        let line = lines[k].core.of(text);
        // 一、 and a tab before the heading's words.
        let numbered = cells[k].len() == 2 && cells[k].first().is_some_and(|c| marker(c.of(text)).is_some_and(|m| m.len == c.len()));
        !numbered && cells[k].len() >= if line.contains('\t') || is_barred(line) { 2 } else { MIN_CELLS }
    };
    let alike = |a: usize, b: usize| may_be(a) && may_be(b) && cells[a].len() == cells[b].len();
    let row = |k: usize| k.checked_sub(1).is_some_and(|p| alike(p, k)) || k + 1 < lines.len() && alike(k, k + 1);
    let mut out: Vec<Row> =
        (0..lines.len()).map(|k| if row(k) { Row { cells: cells[k].clone(), is_exact: false } } else { Row::default() }).collect();
    for (k, cells) in counted_rows(text, lines) {
        if out[k].cells.is_empty() {
            out[k].cells = cells;
        }
    }
    out
}

/// Rows parted by single blanks, which only their serial numbers tell from text: as many cells in each, the first counting up from one, and
/// perhaps a line of names above them.
fn counted_rows(text: &str, lines: &[Line]) -> Vec<(usize, Vec<Span>)> {
    let split: Vec<Vec<Span>> =
        lines.iter().map(|l| if l.width <= MAX_ROW_COLUMNS { blank_cells(text, l.core) } else { Vec::new() }).collect();
    let number = |k: usize| split[k].first().filter(|_| split[k].len() >= MIN_CELLS).and_then(|cell| cell.of(text).parse::<u32>().ok());
    let mut out = Vec::new();
    let mut k = 0;
    while k < lines.len() {
        if number(k) != Some(1) {
            k += 1;
            continue;
        }
        let follows = |n: &usize| number(*n) == u32::try_from(n - k + 1).ok() && split[*n].len() == split[k].len();
        let end = (k..lines.len()).find(|n| !follows(n)).unwrap_or(lines.len());
        if end - k >= MIN_COUNTED {
            let head = k.checked_sub(1).filter(|h| split[*h].len() == split[k].len());
            out.extend(head.into_iter().chain(k..end).map(|n| (n, split[n].clone())));
        }
        k = end;
    }
    out
}

/// What blanks part in a line.
fn blank_cells(text: &str, core: Span) -> Vec<Span> {
    let mut at = core.start.0;
    let words = core.of(text).split(is_plain_blank).map(|word| {
        let span = Span::new(at, at + word.len());
        at = span.end.0 + text[span.end.0..].chars().next().map_or(0, char::len_utf8);
        span
    });
    words.filter(|span| !span.is_empty()).collect()
}

/// What stands between the bars of `| a | b |`; an empty cell has no length.
fn barred_cells(text: &str, core: Span) -> Vec<Span> {
    let mut start = core.start.0 + 1;
    let inner = &core.of(text)[1..core.len() - 1];
    let cells = inner.split('|').map(|cell| {
        let span = Span::new(start, start + cell.len());
        start = span.end.0 + 1;
        trimmed(text, span)
    });
    cells.collect()
}

/// Whether a line is a row in Markdown's bars.
pub fn is_barred(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

/// What tabs part in a line, or, where it has none, wide blanks.
fn cells(text: &str, core: Span) -> Vec<Span> {
    if is_barred(core.of(text)) {
        return barred_cells(text, core);
    }
    let mut out = Vec::new();
    let tabbed = core.of(text).contains('\t');
    let mut start = core.start.0;
    let mut blank: Option<(usize, usize, bool)> = None;
    for (at, c) in core.of(text).char_indices() {
        let at = core.start.0 + at;
        if is_plain_blank(c) {
            let (from, count, tab) = blank.unwrap_or((at, 0, false));
            blank = Some((from, count + 1, tab || c == '\t'));
        } else if let Some((from, count, tab)) = blank.take()
            && (tab || !tabbed && count >= MIN_BLANKS)
        {
            out.push(Span::new(start, from));
            start = at;
        }
    }
    out.push(Span::new(start, core.end.0));
    out
}
