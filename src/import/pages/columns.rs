//! Columns: rows cut where a gutter stays blank over many of them, and read one column after the other.
//!
//! Blanks that happen to lie above each other are everywhere in short lines, so a gutter counts only where both sides are full of text.

use super::rows::Row;

/// Rows over which a gutter must stay blank.
const MIN_ROWS: usize = 8;
/// Gutters within gutters.
const MAX_DEPTH: usize = 3;
/// Width of the strips that are looked at, in points.
const STRIP: f32 = 2.0;

/// Rows that share a column: to be read from the top, then the next.
#[derive(Debug)]
pub struct Block {
    /// From the top.
    pub rows: Vec<Row>,
    /// Left border of the column.
    pub left: f32,
    /// Right border.
    pub right: f32,
}

/// The blocks of a page, in reading order.
pub fn blocks(rows: Vec<Row>) -> Vec<Block> {
    let mut out = Vec::new();
    cut(rows, 0, &mut out);
    out
}

fn cut(rows: Vec<Row>, depth: usize, out: &mut Vec<Block>) {
    let left = rows.iter().map(Row::x0).fold(f32::MAX, f32::min);
    let right = rows.iter().map(Row::x1).fold(f32::MIN, f32::max);
    let found = if depth < MAX_DEPTH { gutter(&rows, left, right) } else { None };
    let Some((from, to, at)) = found else {
        if !rows.is_empty() {
            out.push(Block { rows, left, right });
        }
        return;
    };
    let mut rows = rows;
    let below = rows.split_off(to);
    let across = rows.split_off(from);
    cut(rows, MAX_DEPTH, out);
    let halves = |from: f32, to: f32| across.iter().filter_map(|row| row.part(from, to)).collect::<Vec<_>>();
    cut(halves(f32::MIN, at), depth + 1, out);
    cut(halves(at, f32::MAX), depth + 1, out);
    cut(below, depth + 1, out);
}

/// First and last row (exclusive) of the longest stretch with a gutter, and where the gutter lies.
fn gutter(rows: &[Row], left: f32, right: f32) -> Option<(usize, usize, f32)> {
    let width = right - left;
    if rows.len() < MIN_ROWS || width < 100.0 {
        return None;
    }
    let strips = ((width / STRIP) as usize).min(2000);
    // For each strip, the row after the last one that covers it; stretches between two such are blank.
    let mut blank_from = vec![0_usize; strips + 1];
    let mut best: Option<(usize, usize, f32, usize)> = None;
    let mut consider = |from: usize, to: usize, strip: usize| {
        let at = left + (strip as f32 + 0.5) * STRIP;
        let share = (at - left) / width;
        if to - from < MIN_ROWS || !(0.2..=0.8).contains(&share) || best.is_some_and(|b| b.3 >= to - from) {
            return;
        }
        if is_gutter(&rows[from..to], left, at, right) {
            best = Some((from, to, at, to - from));
        }
    };
    for (k, row) in rows.iter().enumerate() {
        for (start, end) in stretches(row) {
            let first = (((start - left) / STRIP).max(0.0) as usize).min(strips);
            let last = (((end - left) / STRIP).max(0.0) as usize).min(strips);
            for (strip, from) in blank_from.iter_mut().enumerate().take(last + 1).skip(first) {
                if k > *from {
                    consider(*from, k, strip);
                }
                *from = k + 1;
            }
        }
    }
    for (strip, from) in blank_from.iter().enumerate() {
        consider(*from, rows.len(), strip);
    }
    best.map(|(from, to, at, _)| (from, to, at))
}

/// The stretches of a row that are covered, gaps of less than an em closed.
fn stretches(row: &Row) -> Vec<(f32, f32)> {
    let mut out: Vec<(f32, f32)> = Vec::new();
    for g in row.glyphs.iter().filter(|g| g.c != ' ' && g.c != '\u{3000}') {
        match out.last_mut() {
            Some(last) if g.x0 - last.1 < row.size * 0.9 => last.1 = last.1.max(g.x1),
            _ => out.push((g.x0, g.x1)),
        }
    }
    out
}

/// Whether most rows on both sides are running text up to the gutter.
fn is_gutter(rows: &[Row], left: f32, at: f32, right: f32) -> bool {
    let is_full = |from: f32, to: f32| {
        let mut widths: Vec<f32> = Vec::new();
        for row in rows {
            let inside: Vec<(f32, f32)> = stretches(row).into_iter().filter(|(a, b)| (from..to).contains(&((a + b) / 2.0))).collect();
            if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
                // Cells of a table stand apart; running text is one stretch.
                widths.push(if inside.len() == 1 { last.1 - first.0 } else { 0.0 });
            }
        }
        let full = widths.iter().filter(|w| **w > (to - from) * 0.7).count();
        widths.len() >= MIN_ROWS / 2 && full * 2 >= widths.len()
    };
    is_full(left, at) && is_full(at, right)
}
