//! Ruled tables: horizontal and vertical rules that cross make a grid, and what stands between them a cell's text.

use super::glyph::{Glyph, Rule};
use super::line::Line;
use super::rows::rows;

/// Rules this near to each other (points) are one, and meet.
const NEAR: f32 = 3.0;
/// More cells than a page can show.
const MAX_CELLS: usize = 20_000;

/// A table of a page.
#[derive(Debug)]
pub struct Grid {
    /// Upper edge.
    pub top: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Left border of each column, and the right one of the last.
    pub xs: Vec<f32>,
    /// Rows of cells that begin in them.
    pub rows: Vec<Vec<GridCell>>,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct GridCell {
    /// Its lines from the top.
    pub lines: Vec<Line>,
    /// Columns that it takes.
    pub columns: u16,
    /// Rows that it takes.
    pub rows: u16,
}

/// A line along an axis: where it lies, from where to where.
#[derive(Debug, Clone, Copy)]
struct Border {
    at: f32,
    from: f32,
    to: f32,
}

/// The tables that rules make, with the glyphs that stand in them taken out of `glyphs`.
pub fn grids(rules: &[Rule], glyphs: &mut Vec<Glyph>, page: u32) -> Vec<Grid> {
    if rules.len() < 4 {
        return Vec::new();
    }
    let lying = borders(rules.iter().filter(|r| r.is_horizontal()).map(|r| Border { at: (r.y0 + r.y1) / 2.0, from: r.x0, to: r.x1 }));
    let standing = borders(rules.iter().filter(|r| !r.is_horizontal()).map(|r| Border { at: (r.x0 + r.x1) / 2.0, from: r.y0, to: r.y1 }));
    components(&lying, &standing).into_iter().filter_map(|(h, v)| grid(&h, &v, glyphs, page)).collect()
}

/// Pieces of one border joined, in order.
fn borders(pieces: impl Iterator<Item = Border>) -> Vec<Border> {
    let mut all: Vec<Border> = pieces.collect();
    all.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    // Pieces at nearly one height come in any order: by runs of one height, then along it.
    let mut out: Vec<Border> = Vec::new();
    let mut start = 0;
    while start < all.len() {
        let end = (start..all.len()).find(|k| all[*k].at - all[start].at > NEAR / 2.0).unwrap_or(all.len());
        let mut run = all[start..end].to_vec();
        run.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = out.len();
        for piece in run {
            match out.get_mut(first..).and_then(<[Border]>::last_mut) {
                Some(last) if piece.from <= last.to + NEAR => last.to = last.to.max(piece.to),
                _ => out.push(piece),
            }
        }
        start = end;
    }
    out
}

/// Rules that hang together.
fn components(lying: &[Border], standing: &[Border]) -> Vec<(Vec<Border>, Vec<Border>)> {
    // A drawing, not a table.
    if lying.len() * standing.len() > 4_000_000 {
        return Vec::new();
    }
    let meets = |h: &Border, v: &Border| v.at >= h.from - NEAR && v.at <= h.to + NEAR && h.at >= v.from - NEAR && h.at <= v.to + NEAR;
    let mut free: Vec<bool> = vec![true; lying.len()];
    let mut free_standing: Vec<bool> = vec![true; standing.len()];
    let mut out = Vec::new();
    for start in 0..lying.len() {
        if !std::mem::take(&mut free[start]) {
            continue;
        }
        let (mut h, mut v) = (vec![lying[start]], Vec::new());
        let (mut next_h, mut next_v) = (0, 0);
        while next_h < h.len() || next_v < v.len() {
            while next_h < h.len() {
                for (k, border) in standing.iter().enumerate() {
                    if free_standing[k] && meets(&h[next_h], border) {
                        free_standing[k] = false;
                        v.push(*border);
                    }
                }
                next_h += 1;
            }
            while next_v < v.len() {
                for (k, border) in lying.iter().enumerate() {
                    if free[k] && meets(border, &v[next_v]) {
                        free[k] = false;
                        h.push(*border);
                    }
                }
                next_v += 1;
            }
        }
        if h.len() >= 2 && !v.is_empty() {
            out.push((h, v));
        }
    }
    out
}

/// The distinct places of borders, with the outer ends of those that cross them: tables are often open at the sides.
fn places(of: &[Border], across: &[Border]) -> Vec<f32> {
    let mut all: Vec<f32> = of.iter().map(|b| b.at).collect();
    let (from, to) = across.iter().fold((f32::MAX, f32::MIN), |(from, to), b| (from.min(b.from), to.max(b.to)));
    all.extend([from, to]);
    all.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = Vec::new();
    for at in all {
        if out.last().is_none_or(|last| at - last > NEAR * 1.5) {
            out.push(at);
        }
    }
    out
}

fn grid(h: &[Border], v: &[Border], glyphs: &mut Vec<Glyph>, page: u32) -> Option<Grid> {
    let (xs, ys) = (places(v, h), places(h, v));
    let (columns, lines) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    // A box around text is no table.
    if columns < 2 || lines < 1 || columns * lines < 3 || columns * lines > MAX_CELLS {
        return None;
    }
    let (left, right, top, bottom) = (*xs.first()?, *xs.last()?, *ys.first()?, *ys.last()?);
    let is_within = |g: &Glyph| {
        let (x, y) = ((g.x0 + g.x1) / 2.0, g.y - g.size * 0.3);
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    };
    let inside: Vec<Glyph> = glyphs.iter().filter(|g| is_within(g)).copied().collect();
    if inside.iter().all(|g| g.c == ' ') {
        return None;
    }
    // Whether a border runs between two cells.
    let divides = |of: &[Border], at: f32, middle: f32| of.iter().any(|b| (b.at - at).abs() <= NEAR && b.from <= middle && b.to >= middle);
    let wall_right: Vec<bool> =
        (0..lines * columns).map(|k| divides(v, xs[k % columns + 1], (ys[k / columns] + ys[k / columns + 1]) / 2.0)).collect();
    let wall_below: Vec<bool> =
        (0..lines * columns).map(|k| divides(h, ys[k / columns + 1], (xs[k % columns] + xs[k % columns + 1]) / 2.0)).collect();
    let mut owner = vec![usize::MAX; lines * columns];
    let mut rows_out: Vec<Vec<(usize, GridCell)>> = vec![Vec::new(); lines];
    for k in 0..lines * columns {
        if owner[k] != usize::MAX {
            continue;
        }
        let (line, column) = (k / columns, k % columns);
        let mut wide = 1;
        while column + wide < columns && !wall_right[k + wide - 1] && owner[k + wide] == usize::MAX {
            wide += 1;
        }
        let mut high = 1;
        while line + high < lines && (column..column + wide).all(|c| !wall_below[(line + high - 1) * columns + c]) {
            high += 1;
        }
        for l in line..line + high {
            owner[l * columns + column..l * columns + column + wide].fill(k);
        }
        rows_out[line].push((k, GridCell { lines: Vec::new(), columns: wide as u16, rows: high as u16 }));
    }
    let cells = rows_out.iter().map(Vec::len).sum::<usize>();
    if cells < 2 {
        return None;
    }
    fill(&mut rows_out, &inside, &xs, &ys, &owner, page);
    glyphs.retain(|g| !is_within(g));
    let rows = rows_out.into_iter().map(|row| row.into_iter().map(|(_, cell)| cell).collect::<Vec<_>>()).collect();
    Some(Grid { top, bottom, xs, rows })
}

/// Puts each glyph into its cell.
fn fill(rows_out: &mut [Vec<(usize, GridCell)>], inside: &[Glyph], xs: &[f32], ys: &[f32], owner: &[usize], page: u32) {
    let columns = xs.len() - 1;
    let mut by_cell: Vec<Vec<Glyph>> = vec![Vec::new(); owner.len()];
    for g in inside {
        let (x, y) = ((g.x0 + g.x1) / 2.0, g.y - g.size * 0.3);
        let column = xs.partition_point(|at| *at <= x).clamp(1, columns) - 1;
        let line = ys.partition_point(|at| *at <= y).clamp(1, ys.len() - 1) - 1;
        if let Some(cell) = owner.get(line * columns + column).and_then(|k| by_cell.get_mut(*k)) {
            cell.push(*g);
        }
    }
    for (k, cell) in rows_out.iter_mut().flatten() {
        cell.lines = by_cell.get(*k).map(|glyphs| rows(glyphs).iter().filter_map(|row| Line::new(row, page)).collect()).unwrap_or_default();
    }
}
