//! The graphics and text state of a content stream (ISO 32000-1, 8.4 and 9.3), as far as text needs it.

use std::rc::Rc;

use hayro_font::kurbo::Affine;

use super::font::PdfFont;

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
pub struct State<'a> {
    /// From user space to the page's upper left corner.
    pub ctm: Affine,
    /// The font; `None` before one is set.
    pub font: Option<Rc<PdfFont<'a>>>,
    /// Its size in text space.
    pub size: f64,
    /// Blank after each character.
    pub character_spacing: f64,
    /// Blank after each one-byte code 32.
    pub word_spacing: f64,
    /// Horizontal scaling, 1 for none.
    pub scaling: f64,
    /// Distance of lines.
    pub leading: f64,
    /// Above the baseline.
    pub rise: f64,
    /// Fill, stroke, both, invisible …
    pub mode: i64,
    /// How light the fill is: 0 black, 1 white.
    pub light: f64,
    /// Opacity of the fill.
    pub alpha: f64,
    /// Width of strokes.
    pub line_width: f64,
}

impl State<'_> {
    /// At the head of a page.
    pub fn new(ctm: Affine) -> Self {
        Self {
            ctm,
            font: None,
            size: 1.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scaling: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            light: 0.0,
            alpha: 1.0,
            line_width: 1.0,
        }
    }
}

/// The matrices between `BT` and `ET`.
#[derive(Clone, Copy)]
pub struct TextObject {
    /// Where the pen is.
    pub matrix: Affine,
    /// Where the line began.
    pub line: Affine,
}

impl TextObject {
    /// As after `BT`.
    pub const fn new() -> Self {
        Self { matrix: Affine::IDENTITY, line: Affine::IDENTITY }
    }

    /// Moves to a new line, seen from the head of this one.
    pub fn next_line(&mut self, tx: f64, ty: f64) {
        self.line *= Affine::translate((tx, ty));
        self.matrix = self.line;
    }
}

/// A path on its way, as far as it is made of straight lines along the axes.
#[derive(Default)]
pub struct Path {
    /// Segments in user space.
    pub segments: Vec<[f64; 4]>,
    /// Rectangles in user space: corner and opposite corner.
    pub rectangles: Vec<[f64; 4]>,
    start: (f64, f64),
    last: (f64, f64),
}

/// More segments than a table's page has: a drawing.
const MAX_SEGMENTS: usize = 20_000;

impl Path {
    /// Begins a subpath.
    pub const fn move_to(&mut self, x: f64, y: f64) {
        self.start = (x, y);
        self.last = (x, y);
    }

    /// A straight line.
    pub fn line_to(&mut self, x: f64, y: f64) {
        if self.segments.len() < MAX_SEGMENTS {
            self.segments.push([self.last.0, self.last.1, x, y]);
        }
        self.last = (x, y);
    }

    /// A curve: nothing but where it ends.
    pub const fn curve_to(&mut self, x: f64, y: f64) {
        self.last = (x, y);
    }

    /// Back to the subpath's start.
    pub fn close(&mut self) {
        let (x, y) = self.start;
        self.line_to(x, y);
    }

    /// A rectangle.
    pub fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64) {
        if self.rectangles.len() < MAX_SEGMENTS {
            self.rectangles.push([x, y, x + width, y + height]);
        }
        self.move_to(x, y);
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.segments.clear();
        self.rectangles.clear();
    }
}
