//! What a page shows, as the interpreter hands it over: glyphs with their characters, rules, images. No order, no lines yet.
//!
//! Coordinates are points from the page's upper left corner, y downward, the page turned as its `/Rotate` says.

/// A glyph that stands for one character; a ligature gives one for each of its letters.
#[derive(Debug, Clone, Copy)]
pub struct Glyph {
    /// The character; a blank for a glyph without ink, U+FFFD for one that cannot be mapped.
    pub c: char,
    /// Left end of its advance on the baseline.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
    /// The baseline.
    pub y: f32,
    /// Height of the em.
    pub size: f32,
    /// Set in bold: by its font, by a stroke around the fill, or printed twice.
    pub bold: bool,
    /// Set in italic.
    pub italic: bool,
    /// In a light colour or nearly transparent.
    pub light: bool,
    /// Marked as the page's furniture by the file itself (ISO 32000-1, 14.8.2.2).
    pub furniture: bool,
    /// Which way the text runs.
    pub direction: Direction,
}

/// Which way a line of text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// To the right.
    Right,
    /// Downward.
    Down,
    /// To the left, upside down.
    Left,
    /// Upward.
    Up,
    /// Across the page.
    Oblique,
}

impl Direction {
    /// The direction of a vector; y runs downward. Within a few degrees counts as straight.
    pub fn of(dx: f64, dy: f64) -> Self {
        let steep = 0.07;
        if dy.abs() <= dx.abs() * steep {
            if dx >= 0.0 { Self::Right } else { Self::Left }
        } else if dx.abs() <= dy.abs() * steep {
            if dy > 0.0 { Self::Down } else { Self::Up }
        } else {
            Self::Oblique
        }
    }
}

/// A straight stroke along an axis, or a filled rectangle so thin that it is one.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Left end.
    pub x0: f32,
    /// Upper end.
    pub y0: f32,
    /// Right end.
    pub x1: f32,
    /// Lower end.
    pub y1: f32,
}

impl Rule {
    /// Whether it lies; else it stands.
    pub fn is_horizontal(&self) -> bool {
        self.x1 - self.x0 >= self.y1 - self.y0
    }
}

/// One page as it was drawn.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Its glyphs, in the order of drawing.
    pub glyphs: Vec<Glyph>,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// The largest image, as a share of the page's area.
    pub image_share: f32,
    /// Glyphs with ink that have no character.
    pub unmapped: usize,
    /// Glyphs that may be a symbol font's.
    pub symbols: usize,
    /// Glyphs with ink.
    pub inked: usize,
    /// Work done.
    pub operators: usize,
    /// Whether a limit cut the page short.
    pub is_cut: bool,
    /// Whether a stream of the page could not be read.
    pub is_damaged: bool,
}
