//! [`Reader`]: one frame of the widget.

use std::sync::Arc;
use std::time::Duration;

use egui::epaint::text::FontsView;
use egui::{CursorIcon, FontFamily, Id, PointerButton, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::cells::footnote_at;
use super::frames::RowFrame;
use super::highlights::{self, Laned};
use super::page::RowAt;
use super::paint::{self, Scene};
use super::state::ReaderState;
use super::turns;
use super::types::{Highlight, ReaderOutput, ReaderStyle};
use crate::structure::Document;
use crate::text::{ByteOffset, Span};

/// Width of the drag bar in points.
const BAR: f32 = 9.0;
/// Bytes of text that are broken into rows per frame out of view, until every height is exact: some tenths of a millisecond, since five
/// panes that become narrower do it at once.
const REFINE_BYTES: usize = 4_000;
/// A text that is longer goes on with that at leisure: what is in view is exact already.
const LONG_BYTES: usize = 200_000;
/// From one such frame to the next.
const LEISURE: Duration = Duration::from_millis(10);
/// Longest text of one paragraph that is told to screen readers; of longer ones the rows in view.
const MAX_LABEL: usize = 4096;

/// The text of one document, filling the room that is left in its `Ui`.
#[derive(Debug, Clone)]
#[must_use = "call show"]
pub struct Reader<'a> {
    id: Id,
    name: &'a str,
    document: &'a Arc<Document>,
    style: &'a ReaderStyle,
    highlights: &'a [Highlight],
    find_hits: &'a [Span],
    find_current: Option<usize>,
    veiled: &'a [Span],
    watched: &'a [Span],
}

impl<'a> Reader<'a> {
    /// A reader of `document`. `id` is unique in the window; `name` is for screen readers.
    pub fn new(id: Id, name: &'a str, document: &'a Arc<Document>, style: &'a ReaderStyle) -> Self {
        Self { id, name, document, style, highlights: &[], find_hits: &[], find_current: None, veiled: &[], watched: &[] }
    }

    /// Stretches to mark, sorted by start; they may nest and overlap.
    pub fn highlights(mut self, highlights: &'a [Highlight]) -> Self {
        self.highlights = highlights;
        self
    }

    /// What find has found, sorted and apart from each other, and the index of the hit that it stands on.
    pub fn find(mut self, hits: &'a [Span], current: Option<usize>) -> Self {
        (self.find_hits, self.find_current) = (hits, current);
        self
    }

    /// Stretches that stand back behind the others, sorted and apart from each other.
    pub fn veiled(mut self, spans: &'a [Span]) -> Self {
        self.veiled = spans;
        self
    }

    /// Stretches, sorted by start, that the caller wants to know the places of; empty ones are places between two characters.
    pub fn watched(mut self, spans: &'a [Span]) -> Self {
        self.watched = spans;
        self
    }

    /// Takes the room that is left, reads pointer and keys, scrolls, paints.
    pub fn show(self, ui: &mut Ui, state: &mut ReaderState) -> ReaderOutput {
        let rect = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(rect);
        let response = ui.interact(rect, self.id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, self.name));
        let style = bound_style(ui, self.style);
        let width = (rect.width() - style.margin_left - style.margin_right).max(style.size);
        let column = Rect::from_min_size(pos2(rect.left() + style.margin_left, rect.top()), vec2(width, rect.height()));
        let moved = self.scroll(ui, state, &response, &style, column);
        let view = ui.fonts_mut(|fonts| {
            state.settle(fonts);
            state.rows_in_view(fonts)
        });
        let before = state.scroll_y();
        let dragged_beyond = state.select_with(ui, &response, &view, column.min, rect);
        if dragged_beyond {
            ui.ctx().request_repaint();
        }
        let visible =
            Span { start: view.first().map_or(ByteOffset(0), |r| r.span.start), end: view.last().map_or(ByteOffset(0), |r| r.span.end) };
        let laned = highlights::in_view(self.highlights, visible);
        let mut output = self.output(state, &response, &view, column, visible);
        output.user_scrolled = moved.is_some() || dragged_beyond;
        output.user_moved = moved.unwrap_or(0.0) + if dragged_beyond { state.scroll_y() - before } else { 0.0 };
        self.touch(ui, state, &laned, &view, &mut output);
        let frames = state.frames_in_view();
        self.paint(ui, state, &style, (&view, &frames), &laned, &mut output);
        self.name_paragraphs(ui, state, &view, column);
        self.name_cells(ui, state, &frames, column);
        output
    }

    /// Everything that moves the text, before it is laid out. Returns by how many points the user did.
    fn scroll(&self, ui: &Ui, state: &mut ReaderState, response: &Response, style: &ReaderStyle, column: Rect) -> Option<f64> {
        let (wheel, seconds, now) = ui.input(|i| (i.smooth_scroll_delta().y, i.stable_dt, i.time));
        let ppp = ui.ctx().pixels_per_point();
        let size = (column.width(), ppp);
        let anew = state.take_in(self.document, style, size, now) && (!state.has_page() || turns::my_turn(ui.ctx(), self.id));
        ui.fonts_mut(|fonts| {
            if anew {
                state.make_page(fonts, self.document, style, size);
            }
            state.mind_atlas(fonts);
        });
        state.viewport = column.height();
        let outside = state.scrolled_outside.take();
        let before = outside.unwrap_or_else(|| state.scroll_y());
        let mut moved = outside.is_some();
        if wheel != 0.0 && response.contains_pointer() {
            ui.input_mut(|i| i.smooth_scroll_delta.y = 0.0);
            state.request = None;
            state.scroll_by(-f64::from(wheel));
            moved = true;
        }
        moved |= state.keys(ui, response);
        moved |= style.drag_bar && self.drag_bar(ui, state, response);
        // Before a glide and corrected estimates move it further.
        let by = moved.then(|| {
            ui.fonts_mut(|fonts| state.settle(fonts));
            state.scroll_y() - before
        });
        let (rough, moves) = ui.fonts_mut(|fonts| {
            let rough = state.page.as_mut().is_some_and(|page| page.refine(fonts, REFINE_BYTES));
            (rough, state.glide(fonts, seconds))
        });
        let long = self.document.text.len() > LONG_BYTES;
        if moves || state.is_waiting() || rough && !long {
            ui.ctx().request_repaint();
        } else if rough {
            ui.ctx().request_repaint_after(LEISURE);
        }
        by
    }

    fn drag_bar(&self, ui: &Ui, state: &mut ReaderState, response: &Response) -> bool {
        let rect = bar_rect(response.rect);
        let bar = ui.interact(rect, self.id.with("bar"), Sense::click_and_drag());
        let Some(pointer) = bar.interact_pointer_pos() else { return false };
        let at = (pointer.y - rect.top()) / rect.height().max(1.0);
        let (from, to) = state.visible_part();
        if (bar.clicked_by(PointerButton::Primary) || bar.drag_started()) && !(from..=to).contains(&at) {
            state.scroll_to_fraction(at);
        } else if bar.dragged() {
            let share = f64::from(bar.drag_delta().y / rect.height().max(1.0));
            state.request = None;
            state.scroll_to_y(state.scroll_y() + share * state.content_height());
        }
        bar.dragged() || bar.clicked()
    }

    fn output(&self, state: &ReaderState, response: &Response, view: &[RowAt], column: Rect, visible: Span) -> ReaderOutput {
        #[expect(clippy::cast_possible_truncation, reason = "inside the viewport")]
        let line = state.reading_line() as f32;
        // A row that a scroll put on the line may stand a pixel below it, rows being painted on whole pixels.
        let reading = view.iter().find(|r| r.bottom > line + 1.0).or(view.last());
        ReaderOutput {
            response: response.clone(),
            reading_at: reading.map_or(ByteOffset(0), |r| r.span.start),
            reading_end: reading.map_or(ByteOffset(0), |r| beside(view, r)),
            visible,
            content_height: state.content_height(),
            viewport_height: column.height(),
            scroll_y: state.scroll_y(),
            column,
            marks: Vec::new(),
            places: Vec::new(),
            head: None,
            clicked: None,
            clicked_at: None,
            clicked_footnote: None,
            secondary_clicked: None,
            hovered_tags: Vec::new(),
            hovered_footnote: None,
            copy_requested: None,
            user_scrolled: false,
            user_moved: 0.0,
            gliding: state.is_gliding(),
        }
    }

    /// Clicks, hovering, copying.
    fn touch(&self, ui: &Ui, state: &ReaderState, laned: &[Laned], view: &[RowAt], output: &mut ReaderOutput) {
        let response = &output.response;
        let character = |p: Pos2| state.character_at(view, p.x - output.column.left(), p.y - output.column.top());
        let hovered = response.hover_pos().and_then(character);
        // Not response.clicked(): the space bar would count as a click.
        if response.clicked_by(PointerButton::Primary) {
            response.request_focus();
            let at = response.interact_pointer_pos().and_then(character);
            output.clicked = Some(at.map_or_else(Vec::new, |at| highlights::tags_at(laned, at)));
            output.clicked_at = at;
            output.clicked_footnote = at.and_then(|at| footnote_at(self.document, at));
        }
        if response.drag_started() {
            response.request_focus();
        }
        if response.secondary_clicked() {
            let at = response.interact_pointer_pos().and_then(character);
            output.secondary_clicked = at.map(|at| (at, highlights::tags_at(laned, at)));
        }
        if let Some(at) = hovered {
            output.hovered_tags = highlights::tags_at(laned, at);
            output.hovered_footnote = footnote_at(self.document, at);
        }
        if response.hovered() {
            let over = !state.selecting && (!output.hovered_tags.is_empty() || output.hovered_footnote.is_some());
            ui.set_cursor_icon(if over { CursorIcon::PointingHand } else { CursorIcon::Text });
        }
        if response.has_focus() && ui.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Copy))) {
            output.copy_requested = state.selected();
        }
    }

    fn paint(
        &self,
        ui: &Ui,
        state: &ReaderState,
        style: &ReaderStyle,
        (view, frames): (&[RowAt], &[RowFrame]),
        laned: &[Laned],
        output: &mut ReaderOutput,
    ) {
        let rect = output.response.rect;
        let Some(page) = state.page.as_ref().filter(|_| ui.is_rect_visible(rect)) else { return };
        let painter = ui.painter_at(rect);
        let scene = Scene {
            page,
            colours: &style.colours,
            origin: output.column.min,
            view,
            frames,
            highlights: laned,
            find_hits: self.find_hits,
            find_current: self.find_current,
            selection: state.selected(),
            veiled: self.veiled,
            veil: style.colours.veil,
        };
        scene.paint(&painter);
        output.marks = scene.marks(rect);
        output.places = scene.places(self.watched);
        output.head = state.selection.and_then(|s| scene.caret(s.head));
        if style.drag_bar && output.content_height > f64::from(output.viewport_height) {
            paint::drag_bar(&painter, bar_rect(rect), state.visible_part(), style.colours.quiet.gamma_multiply(0.5));
        }
        if output.response.has_focus() && !focused_by_pointer(ui, &output.response) {
            painter.rect_stroke(rect, 0.0, Stroke::new(1.0, style.colours.accent), StrokeKind::Inside);
        }
    }

    /// Each paragraph in view as a node with its text, for screen readers.
    fn name_paragraphs(&self, ui: &Ui, state: &ReaderState, view: &[RowAt], column: Rect) {
        let Some(page) = &state.page else { return };
        let text = |at: &&[RowAt]| at.first().is_some_and(|row| page.tables.row(row.paragraph).is_none());
        for rows in view.chunk_by(|a, b| a.paragraph == b.paragraph).filter(text) {
            let (Some(first), Some(last)) = (rows.first(), rows.last()) else { continue };
            let whole = page.text(first.paragraph);
            let seen = Span { start: first.span.start, end: last.span.end }.of(&self.document.text);
            let text = if whole.len() <= MAX_LABEL { whole } else { seen };
            let top = pos2(column.left(), column.top() + first.top);
            let rect = Rect::from_min_max(top, pos2(column.right(), column.top() + last.bottom));
            let node = ui.interact(rect, self.id.with(("paragraph", first.paragraph)), Sense::hover());
            node.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
        }
    }

    /// Each cell in view as a node with its text.
    fn name_cells(&self, ui: &Ui, state: &ReaderState, frames: &[RowFrame], column: Rect) {
        let Some(page) = &state.page else { return };
        for frame in frames {
            let head = page.tables.place_of(frame.paragraph).is_some_and(|place| place.head);
            let role = if head { Role::ColumnHeader } else { Role::Cell };
            let whole = page.text(frame.paragraph);
            for (cell, bytes) in page.tables.cells(self.document, frame.paragraph) {
                let text = whole.get(bytes).unwrap_or_default().trim_end_matches('\t');
                let Some(rect) = frame.cell_rect(page, column.min, cell).filter(|_| !text.is_empty()) else { continue };
                let node = ui.interact(rect, self.id.with(("cell", frame.paragraph, cell)), Sense::hover());
                let end = text.floor_char_boundary(MAX_LABEL);
                node.widget_info(|| WidgetInfo::labeled(role, true, text.get(..end).unwrap_or(text)));
            }
        }
    }
}

/// The end of the text that stands at the height of a row: of a table's cells beside each other, the last one's.
fn beside(view: &[RowAt], row: &RowAt) -> ByteOffset {
    let level = view.iter().filter(|r| r.paragraph == row.paragraph && r.top < row.bottom && row.top < r.bottom);
    level.map(|r| r.span.end).max().unwrap_or(row.span.end)
}

fn bar_rect(rect: Rect) -> Rect {
    Rect::from_min_max(pos2(rect.right() - BAR, rect.top()), rect.max)
}

/// The style with families that are installed: egui panics at one that is not.
fn bound_style(ui: &Ui, style: &ReaderStyle) -> ReaderStyle {
    let bound = |fonts: &FontsView<'_>, family: &FontFamily| match family {
        FontFamily::Name(_) if !fonts.definitions().families.contains_key(family) => FontFamily::Proportional,
        _ => family.clone(),
    };
    ui.fonts(|fonts| ReaderStyle {
        body: bound(fonts, &style.body),
        strong: bound(fonts, &style.strong),
        heading: bound(fonts, &style.heading),
        ..style.clone()
    })
}

/// Whether the reader has the focus from a click: then the user knows where it is, and an outline would only disturb.
fn focused_by_pointer(ui: &Ui, response: &Response) -> bool {
    let mark = response.id.with("focused-by-pointer");
    let pointed = response.clicked_by(PointerButton::Primary) || response.drag_started();
    let tabbed = ui.input(|i| i.key_pressed(egui::Key::Tab));
    if pointed || tabbed {
        ui.ctx().data_mut(|data| data.insert_temp(mark, pointed));
    }
    ui.ctx().data(|data| data.get_temp(mark).unwrap_or(false))
}
