//! A text object to glyphs: where each character stands on the page.
//!
//! In: the attributes of a `TextObject` and its `TextCode`s, in millimetres. Out: glyphs in points from the page's upper left corner
//! (GB/T 33190-2016, 11.2 and 11.3).

use crate::import::pages::glyph::{Direction, Glyph};

/// Points in a millimetre.
pub const POINTS: f64 = 72.0 / 25.4;

/// A step of more ems than this has a gap in it.
const WIDEST: f64 = 1.15;

/// What a text object says of all its characters.
#[derive(Debug, Clone, Copy)]
pub struct Object {
    /// Left and top of its place on the page.
    pub origin: (f64, f64),
    /// Its own transformation.
    pub matrix: [f64; 6],
    /// Size of the em, untransformed.
    pub size: f64,
    /// Narrowing of characters.
    pub narrowing: f64,
    /// In bold.
    pub bold: bool,
    /// In italic.
    pub italic: bool,
    /// In a light colour, or nearly transparent.
    pub light: bool,
}

/// A run of characters.
#[derive(Debug, Clone, Default)]
pub struct Code {
    /// Place of the first.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// Steps to each next one.
    pub delta_x: Vec<f64>,
    /// Steps down.
    pub delta_y: Vec<f64>,
    /// The characters.
    pub text: String,
}

/// Steps of `DeltaX` and `DeltaY`: numbers, and `g n v` for `n` times `v`; at most `limit` of them, whatever the file declares.
pub fn steps(text: &str, limit: usize) -> Vec<f64> {
    let number = |word: Option<&str>| word.and_then(|w| w.parse::<f64>().ok()).filter(|n| n.is_finite());
    let mut out = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next().filter(|_| out.len() < limit) {
        if word == "g" {
            let count = words.next().and_then(|w| w.parse::<usize>().ok()).unwrap_or(0);
            let Some(step) = number(words.next()) else { break };
            let room = limit - out.len();
            out.extend(std::iter::repeat_n(step, count.min(room)));
        } else if let Some(step) = number(Some(word)) {
            out.push(step);
        }
    }
    out
}

impl Object {
    /// Whether characters of a run follow each other downward, upright: vertical writing.
    pub fn is_stacked(code: &Code) -> bool {
        let sum = |steps: &[f64]| steps.iter().map(|s| s.abs()).sum::<f64>();
        sum(&code.delta_y) > sum(&code.delta_x) && code.delta_y.len() > 1
    }

    /// The glyphs of a run.
    pub fn glyphs(&self, code: &Code, out: &mut Vec<Glyph>) {
        let [a, b, c, d, e, f] = self.matrix;
        let place = |x: f64, y: f64| ((self.origin.0 + a * x + c * y + e) * POINTS, (self.origin.1 + b * x + d * y + f) * POINTS);
        let (along, across) = (a.hypot(b), c.hypot(d));
        let direction =
            if Self::is_stacked(code) && Direction::of(a, b) == Direction::Right { Direction::Down } else { Direction::of(a, b) };
        let is_down = direction != Direction::of(a, b);
        let size = self.size * across;
        let (mut x, mut y) = (code.x, code.y);
        let is_stepped = !code.delta_x.is_empty() || !code.delta_y.is_empty();
        for (k, character) in code.text.chars().enumerate() {
            let natural = natural(character) * self.size * self.narrowing;
            let (step_x, step_y) = (code.delta_x.get(k).copied(), code.delta_y.get(k).copied());
            // A narrow character's width shows only by the step to the next.
            let width = step_x.filter(|s| *s > 0.0 && natural < self.size * 0.9 && *s < self.size * WIDEST).unwrap_or(natural);
            let (left, top) = place(x, y);
            let length = if is_down { size } else { width * along } * POINTS;
            // Along its own direction the line begins at `left` (or `top`), so that turning the page finds it.
            out.push(Glyph {
                c: shown(character),
                x0: single(left),
                x1: single(left + length),
                y: single(top),
                size: single(size * POINTS),
                bold: self.bold,
                italic: self.italic,
                light: self.light,
                furniture: false,
                direction,
            });
            x += step_x.unwrap_or(if is_stepped && step_y.is_some() { 0.0 } else { natural });
            y += step_y.unwrap_or(0.0);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on paper")]
fn single(value: f64) -> f32 {
    value.clamp(-1e6, 1e6) as f32
}

/// Blanks of any kind are one; what is no character is told as such.
fn shown(c: char) -> char {
    match c {
        '\u{3000}' => c,
        c if c.is_whitespace() => ' ',
        c if is_unmapped(c) => '\u{fffd}',
        c => c,
    }
}

/// Whether a code says nothing of its character: it counts glyphs of an embedded font.
pub fn is_unmapped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fffd}'..='\u{ffff}')
}

/// Advance over the size of the em.
fn natural(c: char) -> f64 {
    let is_wide = matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}')
        || matches!(c, '\u{2014}' | '\u{2015}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{2460}'..='\u{24ff}' | '\u{25a0}'..='\u{27bf}' | '\u{20000}'..='\u{3ffff}');
    if is_wide { 1.0 } else { 0.5 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_written_out_up_to_the_number_of_characters() {
        assert_eq!(steps("g 3 2.5 4 g 2 1", 100), [2.5, 2.5, 2.5, 4.0, 1.0, 1.0]);
        assert_eq!(steps("g 99999999999 3.5", 4), [3.5; 4]);
        assert_eq!(steps("2.0 x g 2", 9), [2.0]);
        assert_eq!(steps("inf NaN 1", 9), [1.0]);
    }
}
