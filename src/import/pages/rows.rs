//! Glyphs to rows: what stands on one baseline, from left to right, printed once.
//!
//! The order of drawing is not trusted across stretches: a table's cells, an overprint or a heading may come at any time. Within a row the
//! place decides.

use super::glyph::Glyph;

/// Glyphs on one baseline, by place.
#[derive(Debug, Clone)]
pub struct Row {
    /// From left to right; blanks between them only where the file draws some.
    pub glyphs: Vec<Glyph>,
    /// The baseline of most.
    pub y: f32,
    /// The size of most.
    pub size: f32,
}

impl Row {
    fn of(mut glyphs: Vec<Glyph>) -> Option<Self> {
        glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut glyphs = once(glyphs);
        let is_blank = |g: &Glyph| g.c == ' ' || g.c == '\u{3000}';
        while glyphs.last().is_some_and(is_blank) {
            glyphs.pop();
        }
        let lead = glyphs.iter().take_while(|g| is_blank(g)).count();
        glyphs.drain(..lead);
        let (size, y) = main_size(&glyphs)?;
        Some(Self { glyphs, y, size })
    }

    /// Left end.
    pub fn x0(&self) -> f32 {
        self.glyphs.first().map_or(0.0, |g| g.x0)
    }

    /// Right end.
    pub fn x1(&self) -> f32 {
        self.glyphs.iter().map(|g| g.x1).fold(f32::MIN, f32::max)
    }

    /// The part of the row between two places; `None` where there is none.
    pub fn part(&self, from: f32, to: f32) -> Option<Self> {
        let middle = |g: &Glyph| (g.x0 + g.x1) / 2.0;
        Self::of(self.glyphs.iter().filter(|g| (from..to).contains(&middle(g))).copied().collect())
    }
}

/// Size and baseline of the largest part of the glyphs: by width, so that a raised mark never decides.
fn main_size(glyphs: &[Glyph]) -> Option<(f32, f32)> {
    let mut sizes: Vec<(f32, f32, f32)> = Vec::new();
    for g in glyphs.iter().filter(|g| g.c != ' ') {
        let is_full = sizes.len() >= NEAR;
        match sizes.iter_mut().find(|(size, y, _)| (size - g.size).abs() < g.size * 0.04 && (y - g.y).abs() < g.size * 0.1) {
            Some(known) => known.2 += 1.0,
            None if !is_full => sizes.push((g.size, g.y, 1.0)),
            None => {}
        }
    }
    sizes.iter().max_by(|a, b| (a.2 * a.0).total_cmp(&(b.2 * b.0))).map(|(size, y, _)| (*size, *y))
}

/// Drops glyphs that are printed over themselves to look bold or to cast a shadow.
fn once(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for g in glyphs {
        // A narrow letter's own neighbour stands nearer than a third of an em.
        let near = (g.size * 0.3).min((g.x1 - g.x0).abs() * 0.6).max(0.05);
        let twin = out.iter_mut().rev().take(6).find(|o| o.c == g.c && (o.x0 - g.x0).abs() < near && (o.y - g.y).abs() < g.size * 0.3);
        match twin {
            Some(twin) => twin.bold |= (twin.x0 - g.x0).abs() > 0.01 || twin.size != g.size,
            None => out.push(g),
        }
    }
    out
}

/// A stretch of glyphs drawn one after another on a baseline.
struct Chunk {
    glyphs: Vec<Glyph>,
    top: f32,
    bottom: f32,
    x0: f32,
    x1: f32,
}

/// How many neighbours are looked at: a page made to be slow has more.
const NEAR: usize = 100;

/// The rows of a page's upright glyphs, from the top.
pub fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut chunks = chunks(glyphs);
    // Tall ones first among those at one height, so that a raised mark joins its line and not the other way.
    chunks.sort_by(|a, b| (a.top + a.bottom).total_cmp(&(b.top + b.bottom)));
    let mut open: Vec<(f32, f32, Vec<Chunk>)> = Vec::new();
    let mut done: Vec<Row> = Vec::new();
    for chunk in chunks {
        let middle = (chunk.top + chunk.bottom) / 2.0;
        // What lies wholly above can take no more.
        let mut k = 0;
        while k < open.len() {
            if open[k].1 + (chunk.bottom - chunk.top) < middle {
                done.extend(close(open.swap_remove(k).2));
            } else {
                k += 1;
            }
        }
        let shared = |(top, bottom, chunks): &(f32, f32, Vec<Chunk>)| {
            let overlap = bottom.min(chunk.bottom) - top.max(chunk.top);
            let least = (bottom - top).min(chunk.bottom - chunk.top).max(0.1);
            let collides =
                chunks.iter().rev().take(NEAR).any(|c| c.x1.min(chunk.x1) - c.x0.max(chunk.x0) > least * 0.6 && !is_twin(c, &chunk));
            if collides { 0.0 } else { overlap / least }
        };
        if open.len() > NEAR {
            done.extend(close(open.remove(0).2));
        }
        let best = (0..open.len()).max_by(|a, b| shared(&open[*a]).total_cmp(&shared(&open[*b])));
        match best.filter(|k| shared(&open[*k]) > 0.55) {
            Some(k) => {
                let row = &mut open[k];
                let is_taller = chunk.bottom - chunk.top > row.1 - row.0;
                if is_taller {
                    (row.0, row.1) = (chunk.top, chunk.bottom);
                }
                row.2.push(chunk);
            }
            None => open.push((chunk.top, chunk.bottom, vec![chunk])),
        }
    }
    done.extend(open.into_iter().flat_map(|(_, _, chunks)| close(chunks)));
    done.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0().total_cmp(&b.x0())));
    done
}

fn close(chunks: Vec<Chunk>) -> Option<Row> {
    Row::of(chunks.into_iter().flat_map(|c| c.glyphs).collect())
}

/// Whether one is the other printed again.
fn is_twin(a: &Chunk, b: &Chunk) -> bool {
    let (small, large) = if a.glyphs.len() < b.glyphs.len() { (a, b) } else { (b, a) };
    let of = |c: &Chunk| c.glyphs.iter().filter(|g| g.c != ' ').map(|g| g.c).collect::<String>();
    of(large).contains(&of(small)) && (a.bottom - b.bottom).abs() < (a.bottom - a.top) * 0.3
}

fn chunks(glyphs: &[Glyph]) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    for g in glyphs {
        let goes_on = out.last().and_then(|c| c.glyphs.last()).is_some_and(|last| {
            let gap = g.x0 - last.x1;
            (g.y - last.y).abs() < g.size * 0.08 && (g.size - last.size).abs() < g.size * 0.08 && gap > -g.size * 0.4 && gap < g.size * 1.5
        });
        let (top, bottom) = (g.y - g.size * 0.8, g.y + g.size * 0.2);
        match out.last_mut().filter(|_| goes_on) {
            Some(chunk) => {
                chunk.x1 = chunk.x1.max(g.x1);
                chunk.glyphs.push(*g);
            }
            None => out.push(Chunk { glyphs: vec![*g], top, bottom, x0: g.x0, x1: g.x1 }),
        }
    }
    // A blank on its own neither makes a row nor stands in the way of one.
    out.retain(|c| c.glyphs.iter().any(|g| g.c != ' ' && g.c != '\u{3000}'));
    out
}
