//! A page's content: text objects to glyphs, strokes to rules.
//!
//! In: the XML of a page or a template. Out: [`Content`]. Layers and blocks nest and place nothing themselves; a page may lack the container
//! `Content`. Text in patterns is a watermark's.

use std::collections::BTreeMap;

use super::document::rectangle;
use super::text::{Code, Object, POINTS, is_unmapped, steps};
use crate::import::pages::glyph::{Direction, Drawn, Rule};
use crate::import::xml::{Element, Step, Walk};
use crate::import::{Format, ImportError};

/// Glyphs of one page; a full page of small print has 5,000.
const MAX_GLYPHS: usize = 400_000;
/// Rules of one page; a table of a page has 200.
const MAX_RULES: usize = 20_000;

/// What a page shows.
#[derive(Debug, Default)]
pub struct Content {
    /// Glyphs and rules.
    pub drawn: Drawn,
    /// Templates that the page calls for, and whether they lie behind it.
    pub templates: Vec<String>,
    /// Texts in patterns.
    pub patterns: Vec<String>,
    /// Whether the XML breaks off.
    pub is_broken: bool,
}

/// Reads a page or a template. `page_box` is used where it does not say its own size.
///
/// # Errors
/// [`ImportError::Bomb`] where the XML nests without end.
pub fn read(text: &str, page_box: [f64; 4], fonts: &BTreeMap<String, (bool, bool)>) -> Result<Content, ImportError> {
    let mut reader = Reader {
        out: Content::default(),
        page_box,
        fonts,
        object: None,
        code: None,
        last: (0.0, 0.0),
        path: None,
        field: String::new(),
        stacked: 0,
    };
    let mut walk = Walk::new(text, Format::Ofd);
    loop {
        match walk.step()? {
            Step::Open(element) => {
                let name = element.name();
                if name == "Pattern" {
                    let text = pattern(&mut walk)?;
                    reader.out.patterns.push(text);
                } else if matches!(name, "Clips" | "CustomTag" | "Actions") {
                    walk.skip()?;
                } else {
                    reader.open(&element);
                }
            }
            Step::Text(text) => reader.text(&text),
            Step::Close(name) => reader.close(&name),
            Step::End => break,
            Step::Broken => {
                reader.close("TextCode");
                reader.out.is_broken = true;
                break;
            }
        }
    }
    Ok(reader.finish())
}

/// The text in a pattern whose `Open` came last.
fn pattern(walk: &mut Walk<'_>) -> Result<String, ImportError> {
    let (mut depth, mut text, mut is_code) = (0_usize, String::new(), false);
    loop {
        match walk.step()? {
            Step::Open(element) => {
                depth += 1;
                is_code = element.name() == "TextCode";
            }
            Step::Text(piece) if is_code => text.push_str(&piece),
            Step::Text(_) => {}
            Step::Close(_) if depth == 0 => return Ok(text),
            Step::Close(_) => {
                depth -= 1;
                is_code = false;
            }
            Step::End | Step::Broken => return Ok(text),
        }
    }
}

/// A stroke or a filled shape on its way.
struct Shape {
    origin: (f64, f64),
    matrix: [f64; 6],
}

struct Reader<'a> {
    out: Content,
    page_box: [f64; 4],
    fonts: &'a BTreeMap<String, (bool, bool)>,
    object: Option<Object>,
    code: Option<(Code, String, String)>,
    /// Where the last run began: the next inherits what it does not say.
    last: (f64, f64),
    path: Option<Shape>,
    field: String,
    /// Characters of vertical writing.
    stacked: usize,
}

impl Reader<'_> {
    fn open(&mut self, element: &Element<'_>) {
        self.field.clear();
        match element.name() {
            "Template" => self.out.templates.extend(element.attribute("TemplateID")),
            "TextObject" => {
                self.object = self.text_object(element);
                self.last = (0.0, 0.0);
            }
            "FillColor" => {
                if let Some(object) = &mut self.object {
                    object.light |= is_light(element);
                }
            }
            "TextCode" => {
                let x = element.number("X").filter(|v: &f64| v.is_finite()).unwrap_or(self.last.0);
                let y = element.number("Y").filter(|v: &f64| v.is_finite()).unwrap_or(self.last.1);
                self.last = (x, y);
                let deltas = (element.attribute("DeltaX").unwrap_or_default(), element.attribute("DeltaY").unwrap_or_default());
                self.code = Some((Code { x, y, ..Code::default() }, deltas.0, deltas.1));
            }
            "PathObject" => self.path = Some(Shape { origin: self.origin(element), matrix: matrix(element) }),
            "ImageObject" => self.image(element),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.code {
            Some((code, ..)) => code.text.push_str(text),
            None => self.field.push_str(text),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "TextCode" => self.end_code(),
            "TextObject" => self.object = None,
            "PhysicalBox" => self.page_box = rectangle(self.field.trim()).unwrap_or(self.page_box),
            "Glyphs" => {}
            "AbbreviatedData" => self.rules(),
            "PathObject" => self.path = None,
            _ => {}
        }
        self.field.clear();
    }

    fn origin(&self, element: &Element<'_>) -> (f64, f64) {
        let [x, y, ..] = element.attribute("Boundary").and_then(|b| rectangle(&b)).unwrap_or_default();
        (x - self.page_box[0], y - self.page_box[1])
    }

    fn text_object(&self, element: &Element<'_>) -> Option<Object> {
        let is = |name: &str, value: &str| element.attribute(name).is_some_and(|v| v.trim() == value);
        if is("Visible", "false") {
            return None;
        }
        let font = element.attribute("Font").and_then(|id| self.fonts.get(id.trim()).copied()).unwrap_or_default();
        let weight = element.number::<u32>("Weight").unwrap_or(400);
        Some(Object {
            origin: self.origin(element),
            matrix: matrix(element),
            size: element.number("Size").filter(|s: &f64| s.is_finite() && *s > 0.0).unwrap_or(3.5),
            narrowing: element.number("HScale").filter(|s: &f64| s.is_finite() && *s > 0.0).unwrap_or(1.0),
            bold: weight >= 600 || font.0,
            italic: is("Italic", "true") || font.1,
            light: element.number::<u32>("Alpha").is_some_and(|a| a < 100),
        })
    }

    fn end_code(&mut self) {
        let Some((mut code, delta_x, delta_y)) = self.code.take() else { return };
        let Some(object) = self.object else { return };
        // A writer that sets out its XML puts line ends around the characters.
        if code.text.contains('\n') {
            code.text = code.text.trim().to_owned();
        }
        let room = MAX_GLYPHS.saturating_sub(self.out.drawn.glyphs.len());
        let count = code.text.chars().count();
        if count > room {
            self.out.drawn.is_cut = true;
            code.text = code.text.chars().take(room).collect();
        }
        code.delta_x = steps(&delta_x, count);
        code.delta_y = steps(&delta_y, count);
        let inked = code.text.chars().filter(|c| !c.is_whitespace());
        self.out.drawn.unmapped += inked.clone().filter(|c| is_unmapped(*c)).count();
        self.out.drawn.inked += inked.count();
        if Object::is_stacked(&code) {
            self.stacked += count;
        }
        object.glyphs(&code, &mut self.out.drawn.glyphs);
    }

    fn image(&mut self, element: &Element<'_>) {
        let [_, _, width, height] = element.attribute("Boundary").and_then(|b| rectangle(&b)).unwrap_or_default();
        let page = self.page_box[2] * self.page_box[3];
        if page > 0.0 {
            #[expect(clippy::cast_possible_truncation, reason = "a share")]
            let share = (width * height / page).clamp(0.0, 1.0) as f32;
            self.out.drawn.image_share = self.out.drawn.image_share.max(share);
        }
    }

    /// Straight strokes along the axes: they make tables.
    fn rules(&mut self) {
        let Some(shape) = &self.path else { return };
        let [a, b, c, d, e, f] = shape.matrix;
        let mut at: Option<(f64, f64)> = None;
        let mut words = self.field.split_whitespace();
        while let Some(word) = words.next() {
            if !matches!(word, "M" | "S" | "L") {
                if matches!(word, "B" | "Q" | "A") {
                    at = None;
                }
                continue;
            }
            let mut next = || words.next().and_then(|w| w.parse::<f64>().ok()).filter(|n| n.is_finite());
            let (Some(x), Some(y)) = (next(), next()) else { return };
            let to = ((shape.origin.0 + a * x + c * y + e) * POINTS, (shape.origin.1 + b * x + d * y + f) * POINTS);
            if let (Some(from), "L") = (at, word)
                && self.out.drawn.rules.len() < MAX_RULES
            {
                self.out.drawn.rules.extend(rule(from, to));
            }
            at = Some(to);
        }
    }

    fn finish(mut self) -> Content {
        let drawn = &mut self.out.drawn;
        #[expect(clippy::cast_possible_truncation, reason = "a size of paper")]
        let points = |millimetres: f64| (millimetres * POINTS).clamp(1.0, 1e5) as f32;
        (drawn.width, drawn.height) = (points(self.page_box[2]), points(self.page_box[3]));
        settle(drawn, self.stacked);
        self.out
    }
}

/// A page is read in the direction of most of its text. What stands across that along an axis is text of the page too (a table's narrow
/// column); only oblique text lies over it.
fn settle(drawn: &mut Drawn, stacked: usize) {
    let count = |direction| drawn.glyphs.iter().filter(|g| g.c != ' ' && g.direction == direction).count();
    let directions = [Direction::Down, Direction::Left, Direction::Up, Direction::Right];
    let main = directions.into_iter().max_by_key(|d| count(*d)).unwrap_or(Direction::Right);
    // Vertical writing among lines keeps its place.
    let main = if main == Direction::Down && stacked > 0 && stacked * 2 < drawn.glyphs.len() { Direction::Right } else { main };
    for glyph in drawn.glyphs.iter_mut().filter(|g| g.direction != Direction::Oblique) {
        glyph.direction = main;
    }
}

fn matrix(element: &Element<'_>) -> [f64; 6] {
    const IDENTITY: [f64; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let Some(text) = element.attribute("CTM") else { return IDENTITY };
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|n| n.parse().ok()).filter(|n: &f64| n.is_finite()).take(6).collect();
    <[f64; 6]>::try_from(numbers).unwrap_or(IDENTITY)
}

/// Whether a colour is hardly seen on paper.
fn is_light(element: &Element<'_>) -> bool {
    let is_clear = element.number::<u32>("Alpha").is_some_and(|a| a < 100);
    let value = element.attribute("Value").unwrap_or_default();
    let channels: Vec<u32> = value.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    is_clear || (channels.len() == 3 && channels.iter().all(|c| *c >= 190))
}

fn rule(from: (f64, f64), to: (f64, f64)) -> Option<Rule> {
    let (width, height) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
    let is_straight = (width < 0.6) != (height < 0.6);
    #[expect(clippy::cast_possible_truncation, reason = "a place on paper")]
    let single = |v: f64| v.clamp(-1e6, 1e6) as f32;
    is_straight.then(|| Rule {
        x0: single(from.0.min(to.0)),
        y0: single(from.1.min(to.1)),
        x1: single(from.0.max(to.0)),
        y1: single(from.1.max(to.1)),
    })
}
