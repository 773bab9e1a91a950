//! What is drawn beside text: how light the fill is, straight strokes as rules, how much of the page an image covers.

use hayro_font::kurbo::Point;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::Number;

use super::Run;
use crate::import::pages::glyph::Rule;

/// Rules of one page.
const MAX_RULES: usize = 50_000;
/// A filled rectangle thinner than this (points) is a rule.
const RULE_WIDTH: f32 = 3.0;

impl Run<'_, '_> {
    pub(super) fn colour(&mut self, op: &Op<'_, '_>) {
        let grey = |n: &Number| n.as_f64();
        match op {
            Op::NonStrokeColorDeviceGray(n) => self.state.light = grey(&n.0),
            Op::NonStrokeColorDeviceRgb(n) => self.state.light = luminance(&[n.0, n.1, n.2]),
            Op::NonStrokeColorCmyk(n) => self.state.light = luminance(&[n.0, n.1, n.2, n.3]),
            Op::NonStrokeColor(n) => self.state.light = luminance(&n.0),
            Op::NonStrokeColorNamed(n) => self.state.light = luminance(&n.0),
            Op::ColorSpaceNonStroke(_) => self.state.light = 0.0,
            _ => {}
        }
    }

    pub(super) fn path_operator(&mut self, op: &Op<'_, '_>) {
        match op {
            Op::MoveTo(p) => self.path.move_to(p.0.as_f64(), p.1.as_f64()),
            Op::LineTo(p) => self.path.line_to(p.0.as_f64(), p.1.as_f64()),
            Op::CubicTo(p) => self.path.curve_to(p.4.as_f64(), p.5.as_f64()),
            Op::CubicStartTo(p) => self.path.curve_to(p.2.as_f64(), p.3.as_f64()),
            Op::CubicEndTo(p) => self.path.curve_to(p.2.as_f64(), p.3.as_f64()),
            Op::ClosePath(_) => self.path.close(),
            Op::RectPath(r) => self.path.rectangle(r.0.as_f64(), r.1.as_f64(), r.2.as_f64(), r.3.as_f64()),
            Op::CloseAndStrokePath(_) => {
                self.path.close();
                self.paint(false, true);
            }
            Op::StrokePath(_) => self.paint(false, true),
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => self.paint(true, false),
            Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => self.paint(true, true),
            Op::EndPath(_) => self.path.clear(),
            _ => {}
        }
    }

    fn paint(&mut self, fill: bool, stroke: bool) {
        let path = std::mem::take(&mut self.path);
        let ctm = self.state.ctm;
        let placed = |s: &[f64; 4]| {
            let (a, b) = (ctm * Point::new(s[0], s[1]), ctm * Point::new(s[2], s[3]));
            Rule { x0: a.x.min(b.x) as f32, y0: a.y.min(b.y) as f32, x1: a.x.max(b.x) as f32, y1: a.y.max(b.y) as f32 }
        };
        for rectangle in &path.rectangles {
            let r = placed(rectangle);
            if (r.x1 - r.x0).min(r.y1 - r.y0) < RULE_WIDTH {
                self.rule(r);
            } else if stroke {
                self.rule(Rule { y1: r.y0, ..r });
                self.rule(Rule { y0: r.y1, ..r });
                self.rule(Rule { x1: r.x0, ..r });
                self.rule(Rule { x0: r.x1, ..r });
            }
        }
        let segments: Vec<Rule> = path.segments.iter().map(placed).collect();
        if stroke {
            for r in segments {
                self.rule(r);
            }
        } else if fill && (3..=5).contains(&segments.len()) {
            let outer = segments.iter().copied().reduce(|a, b| Rule {
                x0: a.x0.min(b.x0),
                y0: a.y0.min(b.y0),
                x1: a.x1.max(b.x1),
                y1: a.y1.max(b.y1),
            });
            if let Some(r) = outer.filter(|r| (r.x1 - r.x0).min(r.y1 - r.y0) < RULE_WIDTH) {
                self.rule(r);
            }
        }
        self.path = path;
        self.path.clear();
    }

    fn rule(&mut self, r: Rule) {
        let (across, along) = ((r.x1 - r.x0).min(r.y1 - r.y0), (r.x1 - r.x0).max(r.y1 - r.y0));
        let is_finite = [r.x0, r.y0, r.x1, r.y1].iter().all(|v| v.is_finite() && v.abs() < 1e6);
        if is_finite && across < RULE_WIDTH && along > 4.0 && self.drawn.rules.len() < MAX_RULES {
            self.drawn.rules.push(r);
        }
    }

    /// An image lies in the unit square.
    pub(super) fn image(&mut self) {
        let ctm = self.state.ctm;
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| ctm * Point::new(x, y));
        let (width, height) = (f64::from(self.drawn.width), f64::from(self.drawn.height));
        let within = |value: f64, end: f64| value.clamp(0.0, end.max(0.0));
        let xs = corners.map(|p| within(p.x, width));
        let ys = corners.map(|p| within(p.y, height));
        let span = |v: [f64; 4]| v.iter().copied().fold(0.0, f64::max) - v.iter().copied().fold(f64::MAX, f64::min);
        let share = span(xs) * span(ys) / (width * height).max(1.0);
        if share.is_finite() {
            // Scanners cut a page into strips.
            self.drawn.image_share += share as f32;
        }
    }
}

/// How light a colour of one, three or four components is; 0 for what cannot be told.
fn luminance(parts: &[Number]) -> f64 {
    let part = |k: usize| parts.get(k).map_or(0.0, Number::as_f64);
    match parts.len() {
        1 => part(0),
        3 => 0.3 * part(0) + 0.6 * part(1) + 0.1 * part(2),
        4 => (1.0 - part(3)) * (1.0 - 0.3 * part(0) - 0.6 * part(1) - 0.1 * part(2)),
        _ => 0.0,
    }
}
