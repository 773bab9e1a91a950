//! A document set at one width in one style: its column, and the rows set so far.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Weak};

use egui::epaint::text::FontsView;

use super::column::Column;
use super::look::{InTable, Look, Place, place_of};
use super::setting::{self, SetRow, Source};
use super::table::Tables;
use super::types::ReaderStyle;
use crate::structure::{Document, Paragraph, ParagraphRole};
use crate::text::{ByteOffset, Span};

/// A paragraph this long takes tens of milliseconds to break.
const HEAVY_BYTES: usize = 200_000;

/// Everything that depends on document, width and style, and on nothing else.
#[derive(Debug)]
pub(super) struct Page {
    pub document: Arc<Document>,
    pub style: ReaderStyle,
    /// Width of the column and pixels per point: what a galley depends on beside text and style.
    pub width: f32,
    pub pixels_per_point: f32,
    pub column: Column,
    pub tables: Tables,
    /// What does not depend on the width.
    kinds: Arc<Kinds>,
    /// By kind.
    look_list: Vec<Look>,
    set: HashMap<(usize, usize), SetRow>,
    /// Where the search for paragraphs whose rows are not broken goes on.
    next_estimate: usize,
}

/// A row in view.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowAt {
    pub paragraph: usize,
    pub row: usize,
    /// Its bytes in the document.
    pub span: Span,
    /// Where a caret after its last character stands: before the tab that ends a table's cell.
    pub end: ByteOffset,
    /// Top and bottom, in points below the viewport's top.
    pub top: f32,
    pub bottom: f32,
}

/// What kind each paragraph is of, and how long its text is about: the same at any width.
#[derive(Debug)]
struct Kinds {
    /// The document that they are of: another analysis of the same text can have other kinds.
    of_document: Weak<Document>,
    /// The different kinds, never none.
    list: Vec<(ParagraphRole, Place, Option<InTable>)>,
    /// By paragraph, an index into `list`.
    of: Vec<u8>,
    /// By paragraph, about its length in ems.
    ems: Vec<f32>,
    /// Whether a paragraph is so long that breaking it anew is felt.
    heavy: bool,
}

impl Kinds {
    fn new(document: &Arc<Document>, tables: &Tables) -> Self {
        let mut list = Vec::new();
        let mut kind = |(k, p): (usize, &Paragraph)| {
            let kind = (p.role, place_of(document, p), tables.place_of(k));
            let k = list.iter().position(|other| *other == kind).unwrap_or_else(|| {
                list.push(kind);
                list.len() - 1
            });
            u8::try_from(k).unwrap_or(0)
        };
        let of = document.paragraphs.iter().enumerate().map(&mut kind).collect();
        if list.is_empty() {
            list.push((ParagraphRole::Body, Place::Left, None));
        }
        let ems = document.paragraphs.iter().map(|p| ems(p.span.of(&document.text))).collect();
        let heavy = document.paragraphs.iter().any(|p| p.span.len() >= HEAVY_BYTES);
        Self { of_document: Arc::downgrade(document), list, of, ems, heavy }
    }
}

/// Length by the number of bytes: a Han character has three, and one em; others half an em a byte.
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn ems(text: &str) -> f32 {
    let ascii = text.bytes().take(4096).filter(u8::is_ascii).count();
    let share = ascii as f32 / text.len().clamp(1, 4096) as f32;
    text.len() as f32 * (share * 0.55 + (1.0 - share) / 3.0)
}

impl Page {
    /// A page whose heights are estimated; of the page before what holds for any width is taken over.
    pub(super) fn new(document: &Arc<Document>, style: &ReaderStyle, width: f32, pixels_per_point: f32, before: Option<&Self>) -> Self {
        let tables = Tables::new(document, style, width);
        let is_of_it = |kinds: &&Arc<Kinds>| std::ptr::eq(kinds.of_document.as_ptr(), Arc::as_ptr(document));
        let known = before.map(|page| &page.kinds).filter(is_of_it).map(Arc::clone);
        let kinds = known.unwrap_or_else(|| Arc::new(Kinds::new(document, &tables)));
        let look_list = kinds.list.iter().map(|(role, place, table)| Look::new(style, *role, *place, *table)).collect();
        let mut page = Self {
            document: Arc::clone(document),
            style: style.clone(),
            width,
            pixels_per_point,
            column: Column::default(),
            tables,
            kinds,
            look_list,
            set: HashMap::new(),
            next_estimate: 0,
        };
        page.column = Column::new((0..document.paragraphs.len()).map(|k| page.estimate(k)).collect());
        page
    }

    /// Whether a paragraph is so long that breaking it anew is felt.
    pub(super) fn is_heavy(&self) -> bool {
        self.kinds.heavy
    }

    /// Takes the colours of a style over. What was broken and set stays, but for rows with colours of their own.
    pub(super) fn recolour(&mut self, style: &ReaderStyle) {
        let (old, new) = (self.style.colours, style.colours);
        if old == new || self.style != (ReaderStyle { colours: old, ..style.clone() }) {
            return;
        }
        for look in &mut self.look_list {
            look.color = if look.color == old.quiet { new.quiet } else { new.ink };
            look.accent = new.accent;
        }
        self.style = style.clone();
        self.set.retain(|_, row| !row.coloured);
    }

    /// Whether the page is still right for these, but for its width.
    pub(super) fn has_style(&self, style: &ReaderStyle, pixels_per_point: f32) -> bool {
        self.pixels_per_point.to_bits() == pixels_per_point.to_bits() && self.style == *style
    }

    /// Whether the page is right for this width.
    pub(super) fn has_width(&self, width: f32) -> bool {
        (self.width - width).abs() < 0.01
    }

    pub(super) fn look(&self, paragraph: usize) -> &Look {
        let k = self.kinds.of.get(paragraph).copied().unwrap_or(0);
        &self.look_list[usize::from(k).min(self.look_list.len() - 1)]
    }

    /// Blank above a paragraph; the first one keeps a distance from the edge.
    pub(super) fn before(&self, paragraph: usize) -> f32 {
        let look = self.look(paragraph);
        look.before + if paragraph == 0 { self.style.size } else { 0.0 }
    }

    /// The height of a paragraph whose rows are so tall together.
    fn height_of(&self, paragraph: usize, rows: f64) -> f64 {
        let end = if paragraph + 1 == self.kinds.of.len() { self.style.size * 3.0 } else { 0.0 };
        f64::from(self.before(paragraph)) + rows + f64::from(self.look(paragraph).after + end)
    }

    /// Height by the number of ems.
    fn estimate(&self, paragraph: usize) -> f64 {
        let look = self.look(paragraph);
        if let Some(height) = self.tables.estimate(&self.document, paragraph, look.size, look.pitch) {
            return self.height_of(paragraph, height);
        }
        let ems = f64::from(self.kinds.ems.get(paragraph).copied().unwrap_or(0.0));
        let width = ems * f64::from(look.size) + f64::from(look.indent);
        let rows = (width / f64::from(self.width.max(look.size))).ceil().max(1.0);
        self.height_of(paragraph, rows * f64::from(look.pitch))
    }

    /// The text of a paragraph.
    pub(super) fn text(&self, paragraph: usize) -> &str {
        self.document.paragraphs.get(paragraph).map_or("", |p| p.span.of(&self.document.text))
    }

    pub(super) fn base(&self, paragraph: usize) -> usize {
        self.document.paragraphs.get(paragraph).map_or(0, |p| p.span.start.0)
    }

    fn source(&self, paragraph: usize) -> Source<'_> {
        let strong = self.document.paragraphs.get(paragraph).map_or(&[][..], |p| p.strong.as_slice());
        let (text, base, look) = (self.text(paragraph), self.base(paragraph), self.look(paragraph));
        Source { text, base, strong, look, left: 0.0, width: self.width }
    }

    /// Breaks the rows of a paragraph if that is not yet done. Cheap where it is.
    pub(super) fn break_rows(&mut self, fonts: &mut FontsView<'_>, paragraph: usize) {
        if paragraph >= self.column.len() || self.column.is_exact(paragraph) {
            return;
        }
        // Taken out, since the paragraph's source borrows the page.
        let mut tables = std::mem::take(&mut self.tables);
        let source = self.source(paragraph);
        let cells = tables.break_row(fonts, &self.document, paragraph, source);
        let (ends, height) = cells.map_or_else(
            || {
                let ends = setting::row_ends(fonts, source);
                #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
                let height = ends.len() as f64 * f64::from(source.look.pitch);
                (ends, height)
            },
            |(ends, height)| (ends, f64::from(height)),
        );
        self.tables = tables;
        let height = self.height_of(paragraph, height);
        self.column.set(paragraph, ends, height);
    }

    /// Breaks some paragraphs out of view, until `bytes` of text are done; false once all are.
    pub(super) fn refine(&mut self, fonts: &mut FontsView<'_>, bytes: usize) -> bool {
        let mut done = 0;
        while done < bytes && self.next_estimate < self.column.len() {
            if !self.column.is_exact(self.next_estimate) {
                done += self.text(self.next_estimate).len() + 20;
                self.break_rows(fonts, self.next_estimate);
            }
            self.next_estimate += 1;
        }
        self.column.has_estimates()
    }

    /// The bytes of a row in the document; the rows must be broken.
    pub(super) fn row_span(&self, paragraph: usize, row: usize) -> Span {
        let rows = self.column.rows(paragraph);
        let base = self.base(paragraph);
        let start = row.checked_sub(1).and_then(|k| rows.get(k)).map_or(0, |e| *e as usize);
        let end = rows.get(row).map_or(start, |e| *e as usize);
        Span::new(base + start, base + end)
    }

    /// The row of a byte; `(paragraph, row)`. Its rows are broken if need be.
    pub(super) fn row_of(&mut self, fonts: &mut FontsView<'_>, at: ByteOffset) -> (usize, usize) {
        let paragraph = self.document.paragraph_at(at);
        self.break_rows(fonts, paragraph);
        (paragraph, self.row_in(paragraph, at))
    }

    fn row_in(&self, paragraph: usize, at: ByteOffset) -> usize {
        let rows = self.column.rows(paragraph);
        let inside = at.0.saturating_sub(self.base(paragraph));
        rows.partition_point(|end| *end as usize <= inside).min(rows.len().saturating_sub(1))
    }

    /// Height of a byte's row in the column; estimated where its rows or those above are not broken.
    pub(super) fn y_of(&self, at: ByteOffset) -> f64 {
        let paragraph = self.document.paragraph_at(at);
        self.column.top_of(paragraph) + self.y_inside(paragraph, at)
    }

    /// Height of a byte's row below the top of its paragraph.
    pub(super) fn y_inside(&self, paragraph: usize, at: ByteOffset) -> f64 {
        if self.column.is_exact(paragraph) {
            return self.row_top(paragraph, self.row_in(paragraph, at));
        }
        let inside = at.0.saturating_sub(self.base(paragraph));
        let len = self.text(paragraph).len().max(1);
        #[expect(clippy::cast_precision_loss, reason = "an estimate")]
        let share = if self.tables.row(paragraph).is_some() { 0.0 } else { inside.min(len) as f64 / len as f64 };
        f64::from(self.before(paragraph)) + share * self.column.height(paragraph)
    }

    /// A row, set; its rows must be broken.
    pub(super) fn set_row(&mut self, fonts: &mut FontsView<'_>, paragraph: usize, row: usize) {
        if self.set.contains_key(&(paragraph, row)) {
            return;
        }
        let span = self.row_span(paragraph, row);
        let base = self.base(paragraph);
        let range: Range<usize> = span.start.0 - base..span.end.0 - base;
        let (left, width) = self.sides(paragraph, row);
        let set = setting::set_row(fonts, Source { left, width, ..self.source(paragraph) }, range);
        self.set.insert((paragraph, row), set);
    }

    /// A row, set now if it was not.
    pub(super) fn set(&mut self, fonts: &mut FontsView<'_>, paragraph: usize, row: usize) -> Option<&SetRow> {
        self.set_row(fonts, paragraph, row);
        self.set.get(&(paragraph, row))
    }

    /// A row that was set.
    pub(super) fn get(&self, at: &RowAt) -> Option<&SetRow> {
        self.set.get(&(at.paragraph, at.row))
    }

    /// How many rows are set.
    #[cfg(test)]
    pub(super) fn set_count(&self) -> usize {
        self.set.len()
    }

    /// Forgets all set rows: the font atlas that they point into is a new one.
    pub(super) fn forget_set(&mut self) {
        self.set.clear();
    }

    /// Drops set rows far from those in view, once there are many.
    pub(super) fn drop_far(&mut self, view: &[RowAt]) {
        let (Some(first), Some(last)) = (view.first(), view.last()) else { return };
        if self.set.len() <= 4 * view.len() + 64 {
            return;
        }
        let near = view.len() + 8;
        let low = (first.paragraph.saturating_sub(near), first.row.saturating_sub(near));
        let high = (last.paragraph + near, last.row + near);
        let (from, to) = (first.paragraph, last.paragraph);
        let tables = &self.tables;
        // Of a table's row, whose lines stand beside each other, what is near in the text may be far on the screen.
        let beside = |p: usize, r: usize| view.iter().any(|at| at.paragraph == p && at.row.abs_diff(r) <= near / 4);
        let stays = |p: usize, r: usize| if tables.row(p).is_some() { beside(p, r) || p < from || p > to } else { true };
        self.set
            .retain(|(p, r), _| *p >= low.0 && *p <= high.0 && (*p != from || *r >= low.1) && (*p != to || *r <= high.1) && stays(*p, *r));
    }
}
