//! What the pictures' files share: text, colours, patterns, the legend.

use std::fmt::Write as _;

use crate::initiative::Category;

/// Faces in the order in which a system may have them; the first is the program's own.
const FACES: &str = "'Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif";
/// Of text, of what is said aside, of lines, of the ground: a picture is for light paper.
pub const INK: &str = "#23262b";
pub const QUIET: &str = "#5f646b";
pub const LINE: &str = "#d8d3c8";
const PAPER: &str = "#ffffff";
/// Room around everything.
pub const MARGIN: f64 = 24.0;
/// Height of heading and note.
pub const HEAD: f64 = 66.0;
/// Width of a legend's entry, and its height.
const LEGEND: (f64, f64) = (108.0, 24.0);

/// Of a policy area: its strong colour and the light one beneath its pattern.
#[must_use]
pub const fn area_colour(area: Category) -> (&'static str, &'static str) {
    match area {
        Category::Party => ("#9b2c3a", "#f3d9dc"),
        Category::Economy => ("#1f6f78", "#d3e8ea"),
        Category::Renewal => ("#8f5c0c", "#f3e4c6"),
        Category::Environment => ("#2f7d4f", "#d6ecdf"),
        Category::Digital => ("#2b62a8", "#d7e4f5"),
        Category::Livelihood => ("#b4551d", "#f8dfd0"),
        Category::Elderly => ("#7d3f10", "#efd9b8"),
        Category::Safety => ("#474d57", "#dcdfe3"),
        Category::Law => ("#3d4a72", "#dde1f0"),
        Category::Civility => ("#7a4f9a", "#e9def1"),
        Category::Other => ("#6b6b60", "#efefe6"),
    }
}

/// The lines of an area's pattern, in a square of eight: each is told from the others without its colour.
const fn pattern(area: Category) -> &'static str {
    match area {
        Category::Party => "M0 8L8 0M-2 2L2 -2M6 10L10 6",
        Category::Economy => "M0 4H8",
        Category::Renewal => "M4 0V8",
        Category::Environment => "M0 0L8 8M-2 6L2 10M6 -2L10 2",
        Category::Digital => "M0 4H8M4 0V8",
        Category::Livelihood => "",
        Category::Elderly => "M3 4H5M7 0H8M0 0H1M7 8H8M0 8H1",
        Category::Safety => "M0 8L8 0M0 0L8 8",
        Category::Law => "M0 2H8M0 6H8",
        Category::Civility => "M2 0V8M6 0V8",
        Category::Other => "M4 3V5",
    }
}

/// A picture being written.
pub struct Svg {
    body: String,
    width: f64,
    height: f64,
}

impl Svg {
    /// A picture of a size in points, with its heading and what it is of. Patterns of `areas` are ready to fill with.
    pub fn new(width: f64, height: f64, title: &str, note: &str, areas: &[Category]) -> Self {
        let mut svg = Self { body: String::new(), width, height };
        svg.push(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>"));
        if !areas.is_empty() {
            let defs: String = areas.iter().map(|area| definition(*area)).collect();
            svg.push(&format!("<defs>{defs}</defs>"));
        }
        svg.text(MARGIN, 34.0, 18.0, title, Style { bold: true, ..Style::default() });
        svg.text(MARGIN, 56.0, 12.0, note, Style { colour: QUIET, ..Style::default() });
        svg
    }

    fn push(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }

    /// A rectangle. `fill` is a colour or a pattern.
    pub fn rect(&mut self, (x, y, width, height): (f64, f64, f64, f64), fill: &str, stroke: &str) {
        self.push(&format!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1\"/>"
        ));
    }

    /// A line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.push(&format!("<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"{colour}\" stroke-width=\"1\"/>"));
    }

    /// One line of text; `y` is its baseline.
    pub fn text(&mut self, x: f64, y: f64, size: f64, text: &str, style: Style) {
        let mut attributes = format!("x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" fill=\"{}\"", style.colour);
        if style.anchor != Anchor::Start {
            // Writing to a String cannot fail.
            let _ = write!(attributes, " text-anchor=\"{}\"", if style.anchor == Anchor::Middle { "middle" } else { "end" });
        }
        if style.bold {
            attributes.push_str(" font-weight=\"700\"");
        }
        if style.halo {
            attributes.push_str(" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\"");
        }
        self.push(&format!("<text {attributes}>{}</text>", escaped(text)));
    }

    /// The areas with their patterns from `y` on, as many in a line as fit.
    pub fn legend(&mut self, y: f64, areas: &[Category]) {
        let across = per_line(self.width);
        for (k, area) in areas.iter().enumerate() {
            let x = MARGIN + (k % across) as f64 * LEGEND.0;
            let y = y + (k / across) as f64 * LEGEND.1;
            self.rect((x, y, 20.0, 14.0), &fill(*area), area_colour(*area).0);
            self.text(x + 26.0, y + 12.0, 12.0, area.name(), Style::default());
        }
    }

    /// The whole file.
    pub fn finish(self) -> String {
        let (width, height) = (self.width, self.height);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{FACES}\">\n{}</svg>\n",
            self.body
        )
    }
}

/// Height of a legend in a picture of a width.
pub fn legend_height(width: f64, areas: &[Category]) -> f64 {
    areas.len().div_ceil(per_line(width)) as f64 * LEGEND.1
}

fn per_line(width: f64) -> usize {
    ((width - 2.0 * MARGIN) / LEGEND.0).floor().max(1.0) as usize
}

/// How text is set.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub colour: &'static str,
    pub anchor: Anchor,
    pub bold: bool,
    /// White around the letters: they stand on a pattern.
    pub halo: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: INK, anchor: Anchor::Start, bold: false, halo: false }
    }
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// What a policy area is filled with.
pub fn fill(area: Category) -> String {
    format!("url(#area-{})", place(area))
}

fn place(area: Category) -> usize {
    Category::ALL.iter().position(|c| *c == area).unwrap_or(0)
}

fn definition(area: Category) -> String {
    let (strong, light) = area_colour(area);
    let lines = pattern(area);
    let path = if lines.is_empty() {
        String::new()
    } else {
        format!("<path d=\"{lines}\" stroke=\"{strong}\" stroke-width=\"1\" fill=\"none\"/>")
    };
    format!(
        "<pattern id=\"area-{}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" fill=\"{light}\"/>{path}</pattern>",
        place(area)
    )
}

/// Text as XML has it; what XML cannot hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// About how wide a text is, in points: a Han character is as wide as it is high.
pub fn width_of(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum::<f64>() * size
}

/// As much of a text as is at most so wide, with … where it is cut.
pub fn elided(text: &str, size: f64, width: f64) -> String {
    if width_of(text, size) <= width {
        return text.to_owned();
    }
    let mut left = width - size;
    let fits = |c: &char| {
        left -= width_of(c.encode_utf8(&mut [0; 4]), size);
        left >= 0.0
    };
    let mut out: String = text.chars().take_while(fits).collect();
    out.push('…');
    out
}
