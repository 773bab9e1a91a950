//! [`ReaderState`]: what the reader keeps from frame to frame.

use std::sync::Arc;

use egui::epaint::text::FontsView;
use egui::{Color32, Context, FontFamily, FontId, Galley};

use super::page::Page;
use super::scroll::{Request, Top};
use super::selection::Selection;
use super::strip::Positions;
use super::types::{Align, ReaderStyle};
use crate::structure::Document;
use crate::text::{ByteOffset, Span};

/// How long a new width must stay before a heavy page is set in it.
const SETTLE_SECONDS: f64 = 0.15;

/// Scroll position, selection and caches of one reader. One per pane; `Default` is a reader at the top.
#[derive(Debug, Default)]
pub struct ReaderState {
    pub(super) page: Option<Page>,
    pub(super) top: Top,
    /// Height of what is shown at once, in points; zero before the first frame.
    pub(super) viewport: f32,
    pub(super) request: Option<Request>,
    pub(super) selection: Option<Selection>,
    /// Where the drag that selects began, and the pointer is held down.
    pub(super) selecting: bool,
    /// The caret's place in its row while Shift+Up and Shift+Down move it.
    pub(super) caret_x: Option<f32>,
    /// A new width that a heavy page waits for to settle, and since when.
    waiting: Option<(f32, f64)>,
    /// The fonts are others than the page was set in.
    stale: bool,
    /// Where the viewport's top was before a scroll by the strip, which is told at the next show.
    pub(super) scrolled_outside: Option<f64>,
    /// Where the strip's marks stand.
    pub(super) strip: Positions,
    /// Found again in egui's cache for as long as the font atlas is the one that set rows point into.
    sentinel: Option<Arc<Galley>>,
}

/// A galley that egui's cache holds as long as the atlas is the same one, if it is asked for in each frame.
fn sentinel(fonts: &mut FontsView<'_>) -> Arc<Galley> {
    fonts.layout_no_wrap("国".to_owned(), FontId::new(14.0, FontFamily::Proportional), Color32::PLACEHOLDER)
}

/// To be called in each frame, whatever it shows: readers that are not shown keep what they set for as long as the font atlas stays.
pub fn watch_atlas(ctx: &Context) {
    ctx.fonts_mut(|fonts| drop(sentinel(fonts)));
}

impl ReaderState {
    /// Scrolls smoothly until the start of `span` stands at `align`.
    pub fn scroll_to(&mut self, span: Span, align: Align) {
        self.request = Some(Request::new(span, align, false));
    }

    /// Like [`Self::scroll_to`], at once: for jumps that must not be animated.
    pub fn jump_to(&mut self, span: Span, align: Align) {
        self.request = Some(Request::new(span, align, true));
    }

    /// Scrolls smoothly as little as brings `span` into view.
    pub fn reveal(&mut self, span: Span) {
        self.scroll_to(span, Align::Nearest);
    }

    /// Moves the text by so many points at once, down positive, as far as it goes. Ends a scroll that is on its way.
    pub fn move_by(&mut self, points: f64) {
        self.request = None;
        self.scroll_by(points);
    }

    /// Height of a byte's row in the column, in points below its top. Estimated for text that was not yet set.
    #[must_use]
    pub fn y_of(&self, at: ByteOffset) -> f64 {
        self.page.as_ref().map_or(0.0, |page| page.y_of(at))
    }

    /// Where a byte's row lies in the column, from 0 at the top to 1 at the bottom.
    #[must_use]
    pub fn position_fraction(&self, at: ByteOffset) -> f32 {
        let total = self.content_height();
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
        let fraction = (self.y_of(at) / total.max(1.0)) as f32;
        fraction.clamp(0.0, 1.0)
    }

    /// Height of the whole column in points; partly estimated.
    #[must_use]
    pub fn content_height(&self) -> f64 {
        self.page.as_ref().map_or(0.0, |page| page.column.total())
    }

    /// Distance from the column's top to the viewport's, in points; partly estimated.
    #[must_use]
    pub fn scroll_y(&self) -> f64 {
        self.page.as_ref().map_or(0.0, |page| page.column.top_of(self.top.paragraph) + self.top.below)
    }

    /// Height of what is shown at once, in points; zero before the first frame.
    #[must_use]
    pub fn viewport_height(&self) -> f32 {
        self.viewport
    }

    /// Whether a scroll that the app asked for is on its way.
    #[must_use]
    pub fn is_gliding(&self) -> bool {
        self.request.is_some()
    }

    /// Sets everything anew at the next show, at the same place: to be called after `Context::set_fonts`, when a
    /// family's name stands for another face.
    pub fn fonts_changed(&mut self) {
        self.stale = true;
    }

    /// The selected text, if any.
    #[must_use]
    pub fn selected(&self) -> Option<Span> {
        self.selection.map(Selection::span).filter(|s| !s.is_empty())
    }

    /// Selects `span`; an empty one takes the selection away.
    pub fn select(&mut self, span: Span) {
        self.selection = (!span.is_empty()).then_some(Selection { anchor: span.start, head: span.end });
    }

    /// Takes the selection away.
    pub fn clear_selection(&mut self) {
        self.selection = None;
    }

    /// How many rows are set and kept.
    #[cfg(test)]
    pub(super) fn set_rows(&self) -> usize {
        self.page.as_ref().map_or(0, Page::set_count)
    }

    /// Takes in what this frame shows (width of the column, pixels per point; seconds). Whether the page is to be made anew for it.
    pub(super) fn take_in(&mut self, document: &Arc<Document>, style: &ReaderStyle, size: (f32, f32), now: f64) -> bool {
        self.swap_document(document);
        self.needs_page(style, size, now)
    }

    /// Whether there is something to paint while the page waits for its turn.
    pub(super) const fn has_page(&self) -> bool {
        self.page.is_some()
    }

    /// Makes the page anew; the text on the reading line stays where it is.
    pub(super) fn make_page(&mut self, fonts: &mut FontsView<'_>, document: &Arc<Document>, style: &ReaderStyle, (width, ppp): (f32, f32)) {
        // A text that stands at its beginning stays there, whatever becomes of the rows above the reading line.
        let kept = if self.top == Top::default() { None } else { self.reading_row() };
        self.stale = false;
        self.page = Some(Page::new(document, style, width, ppp, self.page.as_ref()));
        self.strip = Positions::default();
        match kept {
            Some((at, y)) => self.place_at(fonts, at, y),
            None => self.top = Top::default(),
        }
    }

    /// Forgets what was set where the font atlas is another one.
    pub(super) fn mind_atlas(&mut self, fonts: &mut FontsView<'_>) {
        let sentinel = sentinel(fonts);
        if self.sentinel.as_ref().is_none_or(|old| !Arc::ptr_eq(old, &sentinel))
            && let Some(page) = &mut self.page
        {
            page.forget_set();
        }
        self.sentinel = Some(sentinel);
    }

    /// Whether the page is to be made anew. While an edge is dragged, a heavy one waits until the width stays.
    fn needs_page(&mut self, style: &ReaderStyle, (width, ppp): (f32, f32), now: f64) -> bool {
        if let Some(page) = &mut self.page {
            page.recolour(style);
        }
        let Some(page) = self.page.as_ref().filter(|page| !self.stale && page.has_style(style, ppp)) else { return true };
        if page.has_width(width) {
            self.waiting = None;
            return false;
        }
        let since = self.waiting.filter(|(w, _)| (w - width).abs() < 0.01).map_or(now, |(_, since)| since);
        let wait = page.is_heavy() && now - since < SETTLE_SECONDS;
        self.waiting = wait.then_some((width, since));
        !wait
    }

    /// Whether a new width waits to settle: another frame is needed.
    pub(super) fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Takes a new document in. Where only its analysis changed, everything that was set stays.
    fn swap_document(&mut self, document: &Arc<Document>) {
        let Some(page) = &mut self.page else { return };
        if Arc::ptr_eq(&page.document, document) {
            return;
        }
        if page.document.text == document.text && page.document.paragraphs == document.paragraphs && page.document.tables == document.tables
        {
            page.document = Arc::clone(document);
            return;
        }
        self.page = None;
        self.selection = None;
        self.request = None;
    }

    /// The row on the reading line: its first byte, and its top below the viewport's.
    fn reading_row(&self) -> Option<(ByteOffset, f64)> {
        let page = self.page.as_ref()?;
        let mut paragraph = self.top.paragraph;
        let mut y = -self.top.below;
        let line = f64::from(self.viewport) * super::scroll::READING;
        while y + page.column.height(paragraph) <= line && paragraph + 1 < page.column.len() {
            y += page.column.height(paragraph);
            paragraph += 1;
        }
        let row = page.row_at(paragraph, line - y);
        Some((page.row_span(paragraph, row).start, y + page.row_top(paragraph, row)))
    }
}
