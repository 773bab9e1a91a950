//! Paints the rows in view and what is marked in them, over cached galleys.

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::frames::RowFrame;
use super::highlights::{Laned, is_strong};
use super::page::{Page, RowAt};
use super::setting::SetRow;
use super::types::{ReaderColours, Strength, VisibleMark};
use crate::text::{ByteOffset, Span};

/// Distance of two underline lanes in points.
const LANE: f32 = 3.0;

/// What is painted into one frame.
pub(super) struct Scene<'a> {
    pub page: &'a Page,
    pub colours: &'a ReaderColours,
    /// Top left corner of the column on the screen.
    pub origin: Pos2,
    pub view: &'a [RowAt],
    pub frames: &'a [RowFrame],
    pub highlights: &'a [Laned],
    pub find_hits: &'a [Span],
    pub find_current: Option<usize>,
    pub selection: Option<Span>,
    /// Stretches that stand back, sorted and apart.
    pub veiled: &'a [Span],
    pub veil: Color32,
}

impl Scene<'_> {
    /// Paints everything; fills first, then text, then rules.
    pub(super) fn paint(&self, painter: &Painter) {
        for frame in self.frames {
            frame.paint(painter, self.page, self.colours, self.origin);
        }
        for at in self.view {
            let Some(set) = self.page.get(at) else { continue };
            self.fills(painter, at, set);
        }
        for at in self.view {
            let Some(set) = self.page.get(at) else { continue };
            let pos = self.origin + vec2(0.0, at.top + set.rise);
            painter.galley(pos, set.galley.clone(), self.page.look(at.paragraph).color);
            self.veil(painter, at, set);
            self.rules(painter, at, set);
        }
    }

    /// The part of `span` in a row: from the top to the bottom of its ink.
    fn ink(&self, at: &RowAt, set: &SetRow, span: Span) -> Option<Rect> {
        let (left, right) = set.edges(span.range())?;
        let size = self.page.look(at.paragraph).size;
        let baseline = self.origin.y + at.top + set.baseline;
        let x = self.origin.x;
        Some(Rect::from_min_max(pos2(x + left, baseline - size * 0.92), pos2(x + right, baseline + size * 0.16)))
    }

    fn fills(&self, painter: &Painter, at: &RowAt, set: &SetRow) {
        let rounding = CornerRadius::same(2);
        for laned in self.highlights.iter().filter(|l| is_strong(&l.highlight)) {
            if let Some(rect) = self.ink(at, set, laned.highlight.span) {
                painter.rect_filled(rect.expand2(vec2(1.0, 1.0)), rounding, laned.highlight.color.gamma_multiply(0.22));
            }
        }
        let first = self.find_hits.partition_point(|h| h.end <= at.span.start);
        for (k, hit) in self.find_hits.iter().enumerate().skip(first).take_while(|(_, h)| h.start < at.span.end) {
            let Some(rect) = self.ink(at, set, *hit) else { continue };
            let current = self.find_current == Some(k);
            painter.rect_filled(rect, rounding, if current { self.colours.find_current } else { self.colours.find });
            if current {
                painter.rect_stroke(rect, rounding, Stroke::new(1.5, self.colours.ink), StrokeKind::Outside);
            }
        }
        if let Some((left, right)) = self.selection.and_then(|span| set.edges(span.range())) {
            let x = self.origin.x;
            let rect = Rect::from_min_max(pos2(x + left, self.origin.y + at.top), pos2(x + right, self.origin.y + at.bottom));
            painter.rect_filled(rect, CornerRadius::ZERO, self.colours.selection);
        }
    }

    /// Lays a veil over what stands back: its marks stay as strong as they are.
    fn veil(&self, painter: &Painter, at: &RowAt, set: &SetRow) {
        let first = self.veiled.partition_point(|span| span.end <= at.span.start);
        for span in self.veiled.iter().skip(first).take_while(|span| span.start < at.span.end) {
            if let Some((left, right)) = set.edges(span.range()) {
                let x = self.origin.x;
                let rect = Rect::from_min_max(pos2(x + left, self.origin.y + at.top), pos2(x + right, self.origin.y + at.bottom));
                painter.rect_filled(rect, CornerRadius::ZERO, self.veil);
            }
        }
    }

    /// Where stretches stand on the screen, row by row.
    pub(super) fn places(&self, spans: &[Span]) -> Vec<(usize, Rect)> {
        let (Some(first), Some(last)) = (self.view.first(), self.view.last()) else { return Vec::new() };
        let mut out = Vec::new();
        let begun = spans.iter().enumerate().take_while(|(_, span)| span.start < last.span.end);
        for (k, span) in begun.filter(|(_, span)| span.end >= first.span.start) {
            for at in self.view {
                let Some(set) = self.page.get(at) else { continue };
                let rect = if span.is_empty() { self.caret_in(at, set, span.start) } else { self.ink(at, set, *span) };
                out.extend(rect.map(|rect| (k, rect)));
                if span.is_empty() && rect.is_some() {
                    break;
                }
            }
        }
        out
    }

    /// Where a caret before a byte stands on the screen.
    pub(super) fn caret(&self, at: ByteOffset) -> Option<Rect> {
        self.view.iter().find_map(|row| self.caret_in(row, self.page.get(row)?, at))
    }

    fn caret_in(&self, row: &RowAt, set: &SetRow, at: ByteOffset) -> Option<Rect> {
        if at < row.span.start || at > row.end {
            return None;
        }
        let x = self.origin.x + set.caret(at.0);
        Some(Rect::from_min_max(pos2(x, self.origin.y + row.top), pos2(x, self.origin.y + row.bottom)))
    }

    fn rules(&self, painter: &Painter, at: &RowAt, set: &SetRow) {
        for laned in self.highlights {
            let Some(rect) = self.ink(at, set, laned.highlight.span) else { continue };
            let color = laned.highlight.color;
            let strong = is_strong(&laned.highlight);
            let width = if strong { 2.0 } else { 1.0 };
            let y = rect.bottom() + 1.5 + f32::from(laned.lane) * LANE;
            underline(painter, rect, y, Stroke::new(width, color), laned.highlight.doubtful);
            if laned.highlight.strength == Strength::Current {
                painter.rect_stroke(rect.expand(1.0), CornerRadius::same(2), Stroke::new(1.0, color), StrokeKind::Outside);
            }
            if strong {
                let x = self.origin.x + self.page.width + 6.0;
                let bar = Rect::from_min_max(pos2(x, rect.top()), pos2(x + 3.0, rect.bottom() + 2.0));
                painter.rect_filled(bar, CornerRadius::same(1), color);
            }
        }
    }

    /// Where the strong highlights stand on the screen, inside `clip`.
    pub(super) fn marks(&self, clip: Rect) -> Vec<VisibleMark> {
        let strong = self.highlights.iter().map(|l| &l.highlight).filter(|h| is_strong(h));
        strong
            .filter_map(|highlight| {
                let rects = self.view.iter().filter_map(|at| self.ink(at, self.page.get(at)?, highlight.span));
                let rect = rects.reduce(Rect::union)?.intersect(clip);
                let mark = VisibleMark { tag: highlight.tag, strength: highlight.strength, span: highlight.span, rect };
                rect.is_positive().then_some(mark)
            })
            .collect()
    }
}

fn underline(painter: &Painter, rect: Rect, y: f32, stroke: Stroke, dotted: bool) {
    // A hair short of the next character, so that two neighbours are told apart.
    let ends = [pos2(rect.left() + 0.5, y), pos2(rect.right() - 1.0, y)];
    if dotted {
        let radius = stroke.width.max(1.2) * 0.6;
        painter.extend(Shape::dotted_line(&ends, stroke.color, radius * 3.0, radius));
    } else {
        painter.line_segment(ends, stroke);
    }
}

/// The drag bar at the right edge; `part` is the visible part of the column, from 0 to 1.
pub(super) fn drag_bar(painter: &Painter, rect: Rect, part: (f32, f32), color: Color32) {
    let top = rect.top() + rect.height() * part.0;
    let bottom = (rect.top() + rect.height() * part.1).max(top + 24.0).min(rect.bottom());
    let handle = Rect::from_min_max(pos2(rect.left() + 1.0, top.min(bottom - 24.0)), pos2(rect.right() - 1.0, bottom));
    painter.rect_filled(handle, CornerRadius::same(3), color);
}
