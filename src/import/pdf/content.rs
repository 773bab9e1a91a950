//! Runs a page's content stream (ISO 32000-1, 7.8.2) and hands over its glyphs, rules and images as [`Drawn`].
//!
//! Only what places text is followed: no colour is converted, no outline made, no image decoded. Forms are entered to a depth, and
//! all work of a page is counted: a file cannot make it endless.

mod drawing;

use std::collections::BTreeSet;
use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, ObjRef, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::bounded;
use super::chars::{Mapped, is_symbol};
use super::font::{Fonts, PdfFont};
use super::state::{Path, State, TextObject};
use crate::import::pages::glyph::{Direction, Drawn, Glyph};

/// Operators of one page, forms within it counted each time.
const MAX_OPERATORS: usize = 2_000_000;
/// Glyphs of one page: a densely set newspaper page has 20,000.
const MAX_GLYPHS: usize = 200_000;
/// Forms within forms.
const MAX_DEPTH: usize = 12;
/// Forms drawn on one page.
const MAX_FORMS: usize = 5_000;
/// `q` without `Q`.
const MAX_STATES: usize = 512;

/// Runs the content of one page.
pub fn page<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>, hidden: &BTreeSet<(u32, i32)>) -> Drawn {
    let (width, height) = page.render_dimensions();
    let mut run = Run {
        drawn: Drawn { width, height, ..Drawn::default() },
        fonts,
        hidden,
        state: State::new(Affine::new(page.initial_transform(true).as_coeffs())),
        saved: Vec::new(),
        text: TextObject::new(),
        path: Path::default(),
        marked: Vec::new(),
        operators: 0,
        forms: 0,
    };
    let content = page_content(page, &mut run.drawn);
    run.stream(&content, page.resources(), 0);
    run.drawn.operators = run.operators;
    run.drawn
}

/// The streams of a page's content, one after another.
fn page_content(page: &Page<'_>, drawn: &mut Drawn) -> Vec<u8> {
    let mut out = Vec::new();
    let mut push = |stream: &Stream<'_>, drawn: &mut Drawn| match bounded::decoded(stream) {
        Some(data) => {
            out.extend_from_slice(&data);
            out.push(b' ');
        }
        None => drawn.is_damaged = true,
    };
    match page.raw().get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => push(&stream, drawn),
        Some(Object::Array(array)) => array.iter::<Stream<'_>>().take(MAX_FORMS).for_each(|stream| push(&stream, drawn)),
        Some(Object::Null(_)) => {}
        Some(_) => drawn.is_damaged = true,
        None => drawn.is_damaged = page.raw().contains_key("Contents"),
    }
    out
}

/// What a marked stretch of content is.
#[derive(Clone, Copy, Default)]
struct Marked {
    is_hidden: bool,
    is_furniture: bool,
}

struct Run<'r, 'a> {
    drawn: Drawn,
    fonts: &'r mut Fonts<'a>,
    hidden: &'r BTreeSet<(u32, i32)>,
    state: State<'a>,
    saved: Vec<State<'a>>,
    text: TextObject,
    path: Path,
    marked: Vec<Marked>,
    operators: usize,
    forms: usize,
}

impl<'a> Run<'_, 'a> {
    fn stream(&mut self, data: &[u8], resources: &Resources<'a>, depth: usize) {
        let mut ops = TypedIter::new(data);
        while let Some(op) = ops.next() {
            self.operators += 1;
            if self.operators > MAX_OPERATORS || self.drawn.glyphs.len() > MAX_GLYPHS {
                self.drawn.is_cut = true;
                return;
            }
            self.operator(&op, resources, depth);
        }
    }

    fn operator(&mut self, op: &Op<'_, '_>, resources: &Resources<'a>, depth: usize) {
        match op {
            Op::SaveState(_) if self.saved.len() < MAX_STATES => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            Op::Transform(t) => self.state.ctm *= matrix([t.0, t.1, t.2, t.3, t.4, t.5]),
            Op::LineWidth(w) => self.state.line_width = w.0.as_f64(),
            Op::SetGraphicsState(name) => self.graphics_state(name.0, resources),
            Op::XObject(name) => self.x_object(name.0, resources, depth),
            Op::InlineImage(_) => self.image(),
            Op::BeginMarkedContent(tag) => self.mark(tag.0, None, resources),
            Op::BeginMarkedContentWithProperties(tag) => self.mark(tag.0, Some(tag.1), resources),
            Op::EndMarkedContent(_) => drop(self.marked.pop()),
            _ => {
                self.colour(op);
                self.path_operator(op);
                self.text_operator(op, resources);
            }
        }
    }

    fn text_operator(&mut self, op: &Op<'_, '_>, resources: &Resources<'a>) {
        match op {
            Op::BeginText(_) => self.text = TextObject::new(),
            Op::CharacterSpacing(n) => self.state.character_spacing = n.0.as_f64(),
            Op::WordSpacing(n) => self.state.word_spacing = n.0.as_f64(),
            Op::HorizontalScaling(n) => self.state.scaling = n.0.as_f64() / 100.0,
            Op::TextLeading(n) => self.state.leading = n.0.as_f64(),
            Op::TextRenderingMode(n) => self.state.mode = n.0.as_i64(),
            Op::TextRise(n) => self.state.rise = n.0.as_f64(),
            Op::TextFont(font) => {
                self.state.font = resources.get_font(font.0).map(|dict| self.fonts.get(&dict));
                self.state.size = font.1.as_f64();
            }
            Op::NextLine(n) => self.text.next_line(n.0.as_f64(), n.1.as_f64()),
            Op::NextLineAndSetLeading(n) => {
                self.state.leading = -n.1.as_f64();
                self.text.next_line(n.0.as_f64(), n.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.text.next_line(0.0, -self.state.leading),
            Op::SetTextMatrix(t) => {
                self.text.line = matrix([t.0, t.1, t.2, t.3, t.4, t.5]);
                self.text.matrix = self.text.line;
            }
            Op::ShowText(s) => self.show(s.0.as_bytes()),
            Op::NextLineAndShowText(s) => {
                self.text.next_line(0.0, -self.state.leading);
                self.show(s.0.as_bytes());
            }
            Op::ShowTextWithParameters(s) => {
                self.state.word_spacing = s.0.as_f64();
                self.state.character_spacing = s.1.as_f64();
                self.text.next_line(0.0, -self.state.leading);
                self.show(s.2.as_bytes());
            }
            Op::ShowTexts(parts) => self.show_parts(parts.0),
            _ => {}
        }
    }

    fn show_parts(&mut self, parts: &Array<'_>) {
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::String(text) => self.show(text.as_bytes()),
                Object::Number(n) => {
                    let moved = -n.as_f64() / 1000.0 * self.state.size;
                    let is_horizontal = self.state.font.as_ref().is_none_or(|f| f.is_horizontal());
                    let by = if is_horizontal { (moved * self.state.scaling, 0.0) } else { (0.0, moved) };
                    self.text.matrix *= Affine::translate(by);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        // Without a font there is nothing to map; what follows is not moved either.
        let Some(font) = self.state.font.clone() else { return };
        let is_hidden = self.marked.iter().any(|m| m.is_hidden);
        let mut at = 0;
        while at < bytes.len() && self.drawn.glyphs.len() <= MAX_GLYPHS {
            let (code, length) = font.code(bytes, at);
            at += length.max(1);
            let (right, up) = font.advance(code);
            if !is_hidden {
                self.glyph(&font, code, length, right);
            }
            let mut blank = self.state.character_spacing;
            if length == 1 && code == 32 {
                blank += self.state.word_spacing;
            }
            let size = self.state.size;
            let by = if font.is_horizontal() { ((right * size + blank) * self.state.scaling, 0.0) } else { (0.0, up * size - blank) };
            self.text.matrix *= Affine::translate(by);
        }
    }

    fn glyph(&mut self, font: &Rc<PdfFont<'a>>, code: u32, length: usize, width: f64) {
        let character = font.character(code, length);
        let state = &self.state;
        let space = state.ctm * self.text.matrix;
        let (dx, dy) = font.displacement(code);
        // In columns the advance says nothing of the glyph's own width.
        let width = if font.is_horizontal() { width } else { 1.0 };
        let start = space * Point::new(dx * state.size * state.scaling, dy * state.size + state.rise);
        let end = space * Point::new((dx + width) * state.size * state.scaling, dy * state.size + state.rise);
        let [_, _, c, d, _, _] = space.as_coeffs();
        let size = (c.hypot(d) * state.size).abs();
        let is_placed = [start.x, start.y, end.x, end.y, size].iter().all(|v| v.is_finite() && v.abs() < 1e6);
        if !is_placed || size < 0.2 {
            return;
        }
        let [a, b, _, _, _, _] = space.as_coeffs();
        let sign = state.size.signum() * state.scaling.signum();
        let direction = Direction::of(a * sign, b * sign);
        let is_bold = font.bold || matches!(state.mode, 2 | 6);
        let place = Glyph {
            c: ' ',
            x0: start.x as f32,
            x1: end.x as f32,
            y: start.y as f32,
            size: size as f32,
            bold: is_bold,
            italic: font.italic,
            light: state.light > 0.7 || state.alpha < 0.5,
            furniture: self.marked.iter().any(|m| m.is_furniture),
            direction,
        };
        match character {
            Mapped::One(c) => self.push(place, c, end),
            Mapped::Blank => self.push(place, ' ', end),
            Mapped::Unmapped => {
                self.drawn.unmapped += 1;
                self.push(place, char::REPLACEMENT_CHARACTER, end);
            }
            Mapped::Several(text) => self.push_several(place, &text, start, end),
        }
    }

    fn push_several(&mut self, place: Glyph, text: &str, start: Point, end: Point) {
        let count = text.chars().count() as f64;
        for (k, c) in text.chars().enumerate() {
            let from = start.lerp(end, k as f64 / count);
            let to = start.lerp(end, (k + 1) as f64 / count);
            self.push(Glyph { x0: from.x as f32, y: from.y as f32, x1: to.x as f32, ..place }, c, to);
        }
    }

    /// Adds a glyph. One that does not run to the right carries its other end in `x1` for down and up: the length of its advance.
    fn push(&mut self, mut glyph: Glyph, c: char, end: Point) {
        glyph.c = c;
        if matches!(glyph.direction, Direction::Down | Direction::Up) {
            glyph.x1 = glyph.x0 + (end.y as f32 - glyph.y).abs();
        }
        self.drawn.inked += usize::from(c != ' ');
        self.drawn.symbols += usize::from(is_symbol(c));
        self.drawn.glyphs.push(glyph);
    }

    fn x_object(&mut self, name: &Name<'_>, resources: &Resources<'a>, depth: usize) {
        let Some(stream) = resources.get_x_object(name) else { return };
        if self.is_hidden_group(stream.dict().get_ref("OC")) || self.marked.iter().any(|m| m.is_hidden) {
            return;
        }
        let subtype = stream.dict().get::<Name<'_>>("Subtype");
        match subtype.as_ref().map(AsRef::as_ref) {
            Some(b"Image") => self.image(),
            Some(b"Form") => self.form(&stream, resources, depth),
            _ => {}
        }
    }

    fn form(&mut self, stream: &Stream<'a>, resources: &Resources<'a>, depth: usize) {
        self.forms += 1;
        if depth >= MAX_DEPTH || self.forms > MAX_FORMS {
            self.drawn.is_cut = true;
            return;
        }
        let Some(data) = bounded::decoded(stream) else {
            self.drawn.is_damaged = true;
            return;
        };
        // Unpacking counts as work, too.
        self.operators += data.len() / 64;
        let own = stream.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        let (state, text) = (self.state.clone(), self.text);
        let (saved, marked) = (std::mem::take(&mut self.saved), self.marked.len());
        if let Some(m) = stream.dict().get::<[f64; 6]>("Matrix") {
            self.state.ctm *= Affine::new(m);
        }
        self.stream(&data, own.as_ref().unwrap_or(resources), depth + 1);
        self.marked.truncate(marked);
        (self.state, self.text, self.saved) = (state, text, saved);
    }

    fn graphics_state(&mut self, name: &Name<'_>, resources: &Resources<'a>) {
        let Some(dict) = resources.get_ext_g_state(name) else { return };
        if let Some(alpha) = dict.get::<f64>("ca") {
            self.state.alpha = alpha;
        }
        if let Some(font) = dict.get::<Array<'_>>("Font") {
            let mut parts = font.flex_iter();
            if let (Some(dict), Some(size)) = (parts.next::<Dict<'_>>(), parts.next::<f64>()) {
                self.state.font = Some(self.fonts.get(&dict));
                self.state.size = size;
            }
        }
    }

    fn mark(&mut self, tag: &Name<'_>, properties: Option<&Object<'_>>, resources: &Resources<'a>) {
        let mut marked = Marked::default();
        match (tag.as_ref(), properties) {
            (b"Artifact", Some(Object::Dict(dict))) => {
                let says = |key: &str| dict.get::<Name<'_>>(key);
                marked.is_furniture = says("Type").is_some_and(|n| n.as_ref() == b"Pagination")
                    || says("Subtype").is_some_and(|n| matches!(n.as_ref(), b"Header" | b"Footer" | b"Watermark"));
            }
            (b"OC", Some(Object::Name(name))) => {
                marked.is_hidden = self.is_hidden_group(resources.properties.get_ref(name.as_ref()));
            }
            _ => {}
        }
        if self.marked.len() < MAX_STATES {
            self.marked.push(marked);
        }
    }

    fn is_hidden_group(&self, group: Option<ObjRef>) -> bool {
        group.is_some_and(|id| self.hidden.contains(&(id.obj_number, id.gen_number)))
    }
}

fn matrix(n: [Number; 6]) -> Affine {
    Affine::new(n.map(|n| n.as_f64()))
}
