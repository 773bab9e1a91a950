//! A row of glyphs to a line of text: runs of one style, blanks where words need them, raised marks told.

use super::glyph::Glyph;
use super::rows::Row;
use crate::import::builder::Style;

/// A stretch of a line in one style.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Its style.
    pub style: Style,
    /// Small and above the baseline.
    pub raised: bool,
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
}

/// A line of text and where it stands.
#[derive(Debug, Clone)]
pub struct Line {
    /// From left to right.
    pub pieces: Vec<Piece>,
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
    /// Baseline.
    pub y: f32,
    /// Size of most of it.
    pub size: f32,
    /// Page, from one.
    pub page: u32,
    /// Width of what would have had to fit on the line before: the first word or character.
    pub first_width: f32,
    /// Whether the file itself marks all of it as furniture.
    pub furniture: bool,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Left and right border of the column that it stands in.
    pub column: (f32, f32),
    /// Its parts where wide gaps part it; empty where none does.
    pub cells: Vec<Self>,
}

impl Line {
    /// The line of a row; `None` without text.
    pub fn new(row: &Row, page: u32) -> Option<Self> {
        let mut line = Self::whole(row, page)?;
        line.cells = cells(row, page);
        Some(line)
    }

    fn whole(row: &Row, page: u32) -> Option<Self> {
        let pieces = pieces(row);
        let (x0, x1) = (row.x0(), row.x1());
        let inked = || row.glyphs.iter().filter(|g| g.c != ' ');
        (!pieces.is_empty()).then(|| Self {
            cells: Vec::new(),
            pieces,
            x0,
            x1,
            y: row.y,
            size: row.size,
            page,
            first_width: first_width(&row.glyphs),
            furniture: inked().all(|g| g.furniture),
            bold: inked().all(|g| g.bold),
            column: (x0, x1),
        })
    }

    /// Its characters.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|p| p.text.as_str()).collect()
    }

    /// Upper edge.
    pub fn top(&self) -> f32 {
        self.y - self.size * 0.88
    }

    /// Lower edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.size * 0.18
    }
}

/// Whether a script sets blanks between its words.
pub fn is_spaced(c: char) -> bool {
    !is_cjk(c) && !c.is_whitespace()
}

/// Characters that stand in squares, without blanks between them.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '①'..='⑳' | '■'..='◿')
}

/// The parts of a row that gaps of an em and more keep apart; none where there is one only.
fn cells(row: &Row, page: u32) -> Vec<Line> {
    let inked: Vec<&Glyph> = row.glyphs.iter().filter(|g| g.c != ' ' && g.c != '\u{3000}').collect();
    let mut ends: Vec<f32> = inked.windows(2).filter(|w| w[1].x0 - w[0].x1 > row.size * 0.95).map(|w| (w[0].x1 + w[1].x0) / 2.0).collect();
    if ends.is_empty() {
        return Vec::new();
    }
    ends.push(f32::MAX);
    let mut from = f32::MIN;
    let mut out = Vec::new();
    for to in ends {
        out.extend(row.part(from, to).and_then(|part| Line::whole(&part, page)));
        from = to;
    }
    out
}

fn pieces(row: &Row) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut last: Option<&Glyph> = None;
    let mut blank = false;
    let spread = spread(row);
    for g in &row.glyphs {
        if g.c == ' ' {
            blank = true;
            continue;
        }
        let raised = g.size < row.size * 0.8 && row.y - g.y > row.size * 0.15;
        let style = Style { bold: g.bold, italic: g.italic };
        let gap = last.filter(|last| needs_blank(last, g, blank, spread));
        match out.last_mut() {
            Some(piece) if piece.style == style && piece.raised == raised => {
                if gap.is_some() {
                    piece.text.push(' ');
                }
                piece.text.push(g.c);
                piece.x1 = piece.x1.max(g.x1);
            }
            _ => {
                if gap.is_some()
                    && let Some(piece) = out.last_mut()
                {
                    piece.text.push(' ');
                }
                out.push(Piece { text: g.c.to_string(), style, raised, x0: g.x0, x1: g.x1 });
            }
        }
        (last, blank) = (Some(g), false);
    }
    out
}

/// The gap that lies between every two characters of a line set wide; 0 in others.
fn spread(row: &Row) -> f32 {
    let gaps: Vec<f32> = row.glyphs.windows(2).map(|w| (w[1].x0 - w[0].x1) / row.size).collect();
    let least = gaps.iter().copied().fold(f32::MAX, f32::min);
    if gaps.len() >= 2 && least > 0.1 { least } else { 0.0 }
}

/// Whether a blank belongs between two glyphs. `drawn`: the file draws one; `spread`: what lies between all.
fn needs_blank(a: &Glyph, b: &Glyph, drawn: bool, spread: f32) -> bool {
    let size = a.size.max(b.size);
    let gap = (b.x0 - a.x1) / size.max(0.1) - spread;
    match (is_spaced(a.c), is_spaced(b.c)) {
        (true, true) => drawn || gap > 0.17,
        // A quarter em between Chinese and Latin is the setting's own.
        (true, false) | (false, true) => (drawn && gap > 0.05) || gap > 0.6,
        (false, false) => gap > 0.8,
    }
}

/// The width of the first character, or of the first word where it is Latin.
fn first_width(glyphs: &[Glyph]) -> f32 {
    let Some(first) = glyphs.first() else { return 0.0 };
    if !is_spaced(first.c) {
        return first.x1 - first.x0;
    }
    let word = glyphs.iter().take_while(|g| is_spaced(g.c));
    word.map(|g| g.x1).fold(first.x1, f32::max) - first.x0
}
