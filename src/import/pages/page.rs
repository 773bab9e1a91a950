//! One page: from what was drawn to lines and tables in reading order, and to what stands apart.

use super::columns;
use super::glyph::{Direction, Drawn, Glyph, Rule};
use super::grid::{Grid, grids};
use super::line::Line;
use super::rows::rows;

/// What stands on a page, from the top and column by column.
#[derive(Debug)]
pub enum Item {
    /// A line of text.
    Line(Line),
    /// A ruled table.
    Table(Grid),
}

/// A page in reading order.
#[derive(Debug, Default)]
pub struct Content {
    /// Page, from one.
    pub number: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Lines and tables.
    pub items: Vec<Item>,
    /// Texts that run across the page.
    pub watermarks: Vec<String>,
    /// How the page had to be turned to read its text, in quarters clockwise.
    pub turns: u8,
}

/// Puts a page's glyphs in order.
pub fn content(mut drawn: Drawn, number: u32) -> Content {
    let turns = turn(&mut drawn);
    let (mut upright, turned): (Vec<Glyph>, Vec<Glyph>) = drawn.glyphs.into_iter().partition(|g| g.direction == Direction::Right);
    let watermarks = watermarks(&mut upright, &turned);
    let tables = grids(&drawn.rules, &mut upright, number);
    let mut items: Vec<Item> = Vec::new();
    let mut rest = rows(&upright);
    let mut tables: Vec<Grid> = tables;
    tables.sort_by(|a, b| a.top.total_cmp(&b.top));
    for table in tables {
        let below = rest.partition_point(|row| row.y < table.bottom);
        // Text beside a table goes before it.
        let after = rest.split_off(below);
        lines(rest, number, &mut items);
        items.push(Item::Table(table));
        rest = after;
    }
    lines(rest, number, &mut items);
    Content { number, width: drawn.width, height: drawn.height, items, watermarks, turns }
}

fn lines(rows: Vec<super::rows::Row>, number: u32, items: &mut Vec<Item>) {
    for block in columns::blocks(rows) {
        for row in &block.rows {
            if let Some(mut line) = Line::new(row, number) {
                line.column = (block.left, block.right);
                items.push(Item::Line(line));
            }
        }
    }
}

/// Turns a page whose text runs sideways, and says by how many quarters.
fn turn(drawn: &mut Drawn) -> u8 {
    let count = |direction| drawn.glyphs.iter().filter(|g| g.c != ' ' && g.direction == direction).count();
    let sideways = [(Direction::Right, 0), (Direction::Down, 3), (Direction::Left, 2), (Direction::Up, 1)];
    let Some((main, turns)) = sideways.into_iter().max_by_key(|(d, turns)| (count(*d), *turns == 0)) else { return 0 };
    if turns == 0 {
        return 0;
    }
    let (width, height) = (drawn.width, drawn.height);
    let place = |x: f32, y: f32| match turns {
        1 => (height - y, x),
        2 => (width - x, height - y),
        _ => (y, width - x),
    };
    for g in &mut drawn.glyphs {
        let length = (g.x1 - g.x0).abs();
        let (x, y) = place(g.x0, g.y);
        (g.x0, g.y, g.x1) = (x, y, x + length);
        g.direction = if g.direction == main {
            Direction::Right
        } else if g.direction == Direction::Right {
            Direction::Down
        } else {
            g.direction
        };
    }
    for r in &mut drawn.rules {
        let (a, b) = (place(r.x0, r.y0), place(r.x1, r.y1));
        *r = Rule { x0: a.0.min(b.0), y0: a.1.min(b.1), x1: a.0.max(b.0), y1: a.1.max(b.1) };
    }
    if turns != 2 {
        (drawn.width, drawn.height) = (height, width);
    }
    turns
}

/// A rectangle of a turned page as it lies on the page that is seen.
pub fn turned_back(rect: [f32; 4], turns: u8, height: f32, width: f32) -> [f32; 4] {
    let [x0, y0, x1, y1] = rect;
    match turns {
        1 => [y0, width - x1, y1, width - x0],
        2 => [width - x1, height - y1, width - x0, height - y0],
        3 => [height - y1, x0, height - y0, x1],
        _ => rect,
    }
}

/// Takes out what lies across the page: oblique or sideways text, and light upright text far larger than the rest.
fn watermarks(upright: &mut Vec<Glyph>, turned: &[Glyph]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut text = String::new();
    let mut last: Option<&Glyph> = None;
    for g in turned {
        let is_apart = last
            .is_some_and(|l| l.direction != g.direction || (l.size - g.size).abs() > 0.5 || (l.x0 - g.x0).hypot(l.y - g.y) > g.size * 3.0);
        if is_apart {
            out.push(std::mem::take(&mut text));
        }
        text.push(g.c);
        last = Some(g);
    }
    out.push(text);
    let usual = usual_size(upright);
    let is_mark = |g: &Glyph| g.light && g.size > usual * 2.2;
    let light: String = upright.iter().filter(|g| is_mark(g)).map(|g| g.c).collect();
    let inked = upright.iter().filter(|g| g.c != ' ').count();
    if light.trim().chars().count() * 4 < inked {
        upright.retain(|g| !is_mark(g));
        out.push(light);
    }
    out.retain(|text| !text.trim().is_empty());
    out
}

/// The size of most glyphs.
fn usual_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().filter(|g| g.c != ' ').map(|g| g.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(12.0)
}
