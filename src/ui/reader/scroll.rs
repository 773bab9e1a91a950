//! Scrolling: the place at the viewport's top is kept as a paragraph and a distance below its top, so the text in
//! view stays put when estimated heights above it are corrected.

use egui::epaint::text::FontsView;

use super::page::RowAt;
use super::state::ReaderState;
use super::types::Align;
use crate::text::{ByteOffset, Span};

/// The reading line, as a share of the viewport's height. Over the last stretch of a text it slides down to the bottom, so that every
/// row comes to stand on it once.
pub(super) const READING: f64 = 0.15;
/// How long that last stretch is, as a share of the viewport's height: short, so that most places stand level in panes side by side.
const SLIDE: f64 = 0.4;
/// A glide covers at most this many viewports; what is farther is jumped over.
const GLIDE_VIEWPORTS: f64 = 2.0;
/// How fast a glide closes in: share of the way per second is `1 - exp(-rate)`.
const GLIDE_RATE: f64 = 14.0;

/// What stands at the viewport's top.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Top {
    pub paragraph: usize,
    /// Points from the paragraph's top to the viewport's.
    pub below: f64,
}

/// A scroll that the app asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Request {
    span: Span,
    align: Align,
    instant: bool,
}

impl Request {
    pub(super) const fn new(span: Span, align: Align, instant: bool) -> Self {
        Self { span, align, instant }
    }
}

/// The reading line in points below the top of a viewport of `height` that is scrolled to `y` of `end` points.
fn reading_line(y: f64, height: f64, end: f64) -> f64 {
    let (line, reach) = (height * READING, height * (1.0 - READING));
    if end <= 0.0 {
        return line;
    }
    let slide = (height * SLIDE).min(end);
    line + reach * ((y - (end - slide)) / slide).clamp(0.0, 1.0)
}

/// Where a row at height `y` of the column stands when it is on the reading line, in points below the viewport's top.
fn reading_place(y: f64, height: f64, end: f64) -> f64 {
    let (line, reach) = (height * READING, height * (1.0 - READING));
    if end <= 0.0 {
        return line;
    }
    let slide = (height * SLIDE).min(end);
    let before = end - slide;
    let over = y - line - before;
    if over <= 0.0 { line } else { (y - before - over * slide / (slide + reach)).min(height) }
}

impl ReaderState {
    /// Scrolls down by `points` (up where negative).
    pub(super) fn scroll_by(&mut self, points: f64) {
        if points.abs() > 4.0 * f64::from(self.viewport.max(100.0)) {
            self.scroll_to_y(self.scroll_y() + points);
        } else {
            self.top.below += points;
        }
    }

    /// Puts the viewport's top to an (estimated) height of the column.
    pub(super) fn scroll_to_y(&mut self, y: f64) {
        let Some(page) = &self.page else { return };
        let end = (page.column.total() - f64::from(self.viewport)).max(0.0);
        let (paragraph, below) = page.column.find(y.clamp(0.0, end));
        self.top = Top { paragraph, below };
    }

    /// Puts the middle of the viewport to a share of the column, from 0 to 1: a drag on the bar or the strip.
    pub(super) fn scroll_to_fraction(&mut self, fraction: f32) {
        self.request = None;
        self.scroll_to_y(self.content_height() * f64::from(fraction.clamp(0.0, 1.0)) - f64::from(self.viewport) / 2.0);
    }

    /// The part of the column that is in view, from 0 to 1.
    pub(super) fn visible_part(&self) -> (f32, f32) {
        let total = self.content_height().max(1.0);
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
        let share = |y: f64| (y / total).clamp(0.0, 1.0) as f32;
        (share(self.scroll_y()), share(self.scroll_y() + f64::from(self.viewport)))
    }

    /// Puts the row of a byte `y` points below the viewport's top.
    pub(super) fn place_at(&mut self, fonts: &mut FontsView<'_>, at: ByteOffset, y: f64) {
        let Some(page) = &mut self.page else { return };
        let (paragraph, row) = page.row_of(fonts, at);
        self.top = Top { paragraph, below: page.row_top(paragraph, row) - y };
        self.settle(fonts);
    }

    /// Makes `top` lie inside its paragraph and inside the column, measuring what it passes.
    pub(super) fn settle(&mut self, fonts: &mut FontsView<'_>) {
        self.normalise(fonts);
        let Some(page) = &mut self.page else { return };
        // From here down to the viewport's bottom; what is missing at the end is taken back.
        let mut left = f64::from(self.viewport) + self.top.below;
        let mut paragraph = self.top.paragraph;
        while left > 0.0 && paragraph < page.column.len() {
            page.break_rows(fonts, paragraph);
            left -= page.column.height(paragraph);
            paragraph += 1;
        }
        if left > 0.0 && (self.top.paragraph > 0 || self.top.below > 0.0) {
            self.top.below -= left;
            self.normalise(fonts);
        }
    }

    fn normalise(&mut self, fonts: &mut FontsView<'_>) {
        let Some(page) = &mut self.page else { return };
        let top = &mut self.top;
        loop {
            page.break_rows(fonts, top.paragraph);
            let height = page.column.height(top.paragraph);
            if top.below < 0.0 && top.paragraph > 0 {
                top.paragraph -= 1;
                page.break_rows(fonts, top.paragraph);
                top.below += page.column.height(top.paragraph);
            } else if top.below >= height && top.paragraph + 1 < page.column.len() {
                top.below -= height;
                top.paragraph += 1;
            } else {
                break;
            }
        }
        top.below = top.below.max(0.0);
    }

    /// Where the reading line is, in points below the viewport's top.
    pub(super) fn reading_line(&self) -> f64 {
        let height = f64::from(self.viewport);
        reading_line(self.scroll_y(), height, self.content_height() - height)
    }

    /// One step of the scroll that the app asked for. Returns whether another frame is needed.
    pub(super) fn glide(&mut self, fonts: &mut FontsView<'_>, seconds: f32) -> bool {
        // Without room there is nothing to show; the scroll waits.
        let Some(request) = self.request.filter(|_| self.viewport > 0.0) else { return false };
        let Some(target) = self.target(fonts, request) else {
            self.request = None;
            return false;
        };
        let (at, y) = target;
        let Some(page) = &self.page else { return false };
        let end = (page.column.total() - f64::from(self.viewport)).max(0.0);
        let goal = (page.y_of(at) - y).clamp(0.0, end);
        let way = goal - self.scroll_y();
        let reach = GLIDE_VIEWPORTS * f64::from(self.viewport);
        if request.instant || way.abs() < 1.0 {
            self.place_at(fonts, at, y);
            self.request = None;
            return false;
        }
        if way.abs() > reach {
            self.place_at(fonts, at, y + reach.copysign(way));
        }
        let way = way.clamp(-reach, reach);
        let step = way * (1.0 - (-GLIDE_RATE * f64::from(seconds.clamp(0.001, 0.1))).exp());
        self.top.below += if step.abs() < 1.0 { way.signum() } else { step };
        let before = self.scroll_y();
        self.settle(fonts);
        // Held up at an end: there is nothing more to come.
        if (self.scroll_y() - before).abs() > step.abs().max(1.0) {
            self.request = None;
        }
        self.request.is_some()
    }

    /// The byte that is scrolled to and where its row's top goes, below the viewport's top. `None`: stay.
    fn target(&mut self, fonts: &mut FontsView<'_>, request: Request) -> Option<(ByteOffset, f64)> {
        let page = self.page.as_mut()?;
        let height = f64::from(self.viewport);
        let (paragraph, row) = page.row_of(fonts, request.span.start);
        let pitch = f64::from(page.look(paragraph).pitch);
        let start = request.span.start;
        match request.align {
            Align::Top => Some((start, pitch)),
            Align::Reading => {
                let y = page.column.top_of(paragraph) + page.row_top(paragraph, row);
                Some((start, reading_place(y, height, page.column.total() - height)))
            }
            Align::Centre => Some((start, (height - pitch) / 2.0)),
            Align::Nearest => {
                let top = page.column.top_of(paragraph) + page.row_top(paragraph, row);
                let last = ByteOffset(request.span.end.0.saturating_sub(1).max(start.0));
                // The end of the span, but never at the price of its start.
                let rows = ((page.y_of(last) - top) / pitch).round().max(0.0);
                let need = ((rows + 1.0) * pitch).min(height - 2.0 * pitch);
                let at = top - (page.column.top_of(self.top.paragraph) + self.top.below);
                if at < pitch {
                    Some((start, pitch))
                } else if at + need > height - pitch {
                    Some((start, height - pitch - need))
                } else {
                    None
                }
            }
        }
    }

    /// The rows in view, set and ready to paint.
    pub(super) fn rows_in_view(&mut self, fonts: &mut FontsView<'_>) -> Vec<RowAt> {
        let viewport = self.viewport;
        let ppp = self.page.as_ref().map_or(1.0, |page| page.pixels_per_point);
        // On whole pixels, as text is: else marks and text would shake against each other.
        let snap = |y: f64| (y * f64::from(ppp)).round() / f64::from(ppp);
        let Some(page) = &mut self.page else { return Vec::new() };
        let mut view = Vec::new();
        let mut paragraph = self.top.paragraph;
        let mut y = -self.top.below;
        while y < f64::from(viewport) && paragraph < page.column.len() {
            page.break_rows(fonts, paragraph);
            let pitch = page.look(paragraph).pitch;
            for row in page.rows_between(paragraph, -y, f64::from(viewport) - y).into_iter().flatten() {
                let top = y + page.row_top(paragraph, row);
                #[expect(clippy::cast_possible_truncation, reason = "near the viewport")]
                let (top, bottom) = (snap(top) as f32, snap(top + f64::from(pitch)) as f32);
                if top >= viewport {
                    continue;
                }
                page.set_row(fonts, paragraph, row);
                let (span, end) = (page.row_span(paragraph, row), page.row_end(paragraph, row));
                view.push(RowAt { paragraph, row, span, end, top, bottom });
            }
            y += page.column.height(paragraph);
            paragraph += 1;
        }
        page.drop_far(&view);
        view
    }
}
