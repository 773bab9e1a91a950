//! One row of text, set: a galley and where each of its characters stands.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::{ByteIndex, FontsView, LayoutJob, LayoutSection, TextFormat};
use egui::{Color32, FontId, Galley};

use super::breaker::{self, Measure};
use super::cells::{Cell, Shown, cells};
use super::look::{Look, Place};
use super::marks;
use super::title;
use crate::text::Span;

/// A paragraph as it goes to be set.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The paragraph's text.
    pub text: &'a str,
    /// First byte of the paragraph in the document.
    pub base: usize,
    /// Bold stretches, in the document's bytes, in order.
    pub strong: &'a [Span],
    pub look: &'a Look,
    /// Where its rows begin, in points from the column's left: zero but in a table's cell.
    pub left: f32,
    /// Width of its rows in points: of the column, or of a table's cell.
    pub width: f32,
}

impl Source<'_> {
    fn is_strong(&self, at: usize) -> bool {
        let at = self.base + at;
        let k = self.strong.partition_point(|s| s.end.0 <= at);
        self.strong.get(k).is_some_and(|s| s.start.0 <= at)
    }
}

/// A row ready to paint.
#[derive(Debug, Clone)]
pub(super) struct SetRow {
    pub galley: Arc<Galley>,
    /// From the row's top to the galley's.
    pub rise: f32,
    /// From the row's top to the baseline.
    pub baseline: f32,
    /// Every character of the row in order, those not shown too.
    pub stops: Vec<Stop>,
    /// Whether a part of it has a colour of its own.
    pub coloured: bool,
}

/// Where a character stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    /// Its first byte in the document.
    pub at: usize,
    /// Edges, in points from the column's left.
    pub left: f32,
    pub right: f32,
}

impl SetRow {
    /// Left and right edge of the characters of `range` (document bytes) in this row.
    pub(super) fn edges(&self, range: Range<usize>) -> Option<(f32, f32)> {
        let from = self.stops.partition_point(|s| s.at < range.start);
        let to = self.stops.partition_point(|s| s.at < range.end);
        let stops = self.stops.get(from..to).filter(|s| !s.is_empty())?;
        Some((stops.first()?.left, stops.last()?.right))
    }

    /// The boundary between two characters next to `x`; `end` is the byte after the row's last character.
    pub(super) fn boundary_at(&self, x: f32, end: usize) -> usize {
        self.stops.iter().find(|s| x < (s.left + s.right) / 2.0).map_or(end, |s| s.at)
    }

    /// The character under `x`.
    pub(super) fn character_at(&self, x: f32) -> Option<usize> {
        self.stops.iter().find(|s| s.left <= x && x < s.right).map(|s| s.at)
    }

    /// Where a caret before the byte stands.
    pub(super) fn caret(&self, at: usize) -> f32 {
        let k = self.stops.partition_point(|s| s.at < at);
        self.stops.get(k).map(|s| s.left).or(self.stops.last().map(|s| s.right)).unwrap_or(0.0)
    }
}

/// Ends of the rows of a paragraph, in its own bytes.
pub(super) fn row_ends(fonts: &mut FontsView<'_>, source: Source<'_>) -> Vec<u32> {
    let mut widths = Widths::new(fonts, source.look);
    let mut shown = cells(source.text, 0, source.look);
    let measure = Measure { em: widths.em, width: source.width.max(1.0), indent: source.look.indent.min(source.width / 2.0) };
    let advance = |at, c| shown.next().map_or(0.0, |cell| widths.of(c, source.is_strong(at), cell.shown));
    let ends = breaker::row_ends(source.text, advance, measure);
    if source.look.place != Place::Centre || !(2..6).contains(&ends.len()) {
        return ends;
    }
    title::balanced(source.text, ends, measure.width, |width| {
        let mut shown = cells(source.text, 0, source.look);
        let advance = |at, c| shown.next().map_or(0.0, |cell| widths.of(c, source.is_strong(at), cell.shown));
        breaker::row_ends(source.text, advance, Measure { width, ..measure })
    })
}

/// Widths of characters in a look's fonts, each asked for once.
struct Widths<'f, 'v> {
    fonts: &'f mut FontsView<'v>,
    ids: [FontId; 4],
    em: f32,
    known: HashMap<(char, usize), f32>,
}

impl<'f, 'v> Widths<'f, 'v> {
    fn new(fonts: &'f mut FontsView<'v>, look: &Look) -> Self {
        let ids = [look.font(false, false), look.font(true, false), look.font(false, true), look.font(true, true)];
        let em = fonts.glyph_width(&ids[0], '国');
        Self { fonts, ids, em, known: HashMap::new() }
    }

    fn of(&mut self, c: char, strong: bool, shown: Shown) -> f32 {
        match shown {
            Shown::Hidden => return 0.0,
            // Nearly every character of a Chinese text: no look-up.
            Shown::Plain if matches!(c, '\u{4E00}'..='\u{9FA5}') => return self.em,
            Shown::Plain | Shown::Raised => {}
        }
        let font = usize::from(strong) + 2 * usize::from(shown == Shown::Raised);
        let (fonts, ids) = (&mut *self.fonts, &self.ids);
        *self.known.entry((c, font)).or_insert_with(|| fonts.glyph_width(&ids[font], c))
    }
}

/// A character to be set and what stands before it.
struct Piece {
    cell: Cell,
    strong: bool,
    /// Its own width.
    width: f32,
    /// What comes off before it, zero or negative.
    kern: f32,
    /// Whether the gap before it may be widened.
    stretch: bool,
}

/// Sets the row of the bytes `row` of the paragraph.
pub(super) fn set_row(fonts: &mut FontsView<'_>, source: Source<'_>, row: Range<usize>) -> SetRow {
    let look = source.look;
    let first = row.start == 0;
    let last = row.end >= source.text.len();
    let indent = if first { look.indent.min(source.width / 2.0) } else { 0.0 };
    let (pieces, overhang) = pieces(fonts, source, row);
    let job = |fonts: &mut FontsView<'_>, left: f32, spacing: f32| fonts.layout_job(row_job(look, &pieces, left, spacing));
    let left = source.left;
    let begin = left + indent;
    if look.place == Place::Left && (!look.justify || last) {
        return place(source, job(fonts, begin, 0.0), &pieces, begin);
    }
    // Where the ink ends without spacing: known beforehand, or found by setting the row once.
    let tried = if is_summable(&pieces) { None } else { Some(job(fonts, begin, 0.0)) };
    let ink = tried.as_ref().map_or_else(|| begin + ink_width(&pieces), |galley| ink_right(galley, &pieces));
    let free = left + source.width - (ink - overhang);
    let (begin, spacing) = match look.place {
        Place::Left => (begin, spacing(look, &pieces, free)),
        Place::Centre if free > 0.0 => (left + free / 2.0, 0.0),
        Place::Right if free > 0.0 => (left + free, 0.0),
        Place::Centre | Place::Right => (begin, 0.0),
    };
    let as_tried = begin.to_bits() == (left + indent).to_bits() && spacing == 0.0;
    let galley = tried.filter(|_| as_tried).unwrap_or_else(|| job(fonts, begin, spacing));
    place(source, galley, &pieces, left + indent)
}

/// What each gap of a justified row is widened by so that `free` points are used up; zero where the row stays as it is.
fn spacing(look: &Look, pieces: &[Piece], free: f32) -> f32 {
    let gaps = pieces.iter().rev().skip_while(|p| p.cell.c.is_whitespace()).filter(|p| p.stretch).count();
    #[expect(clippy::cast_precision_loss, reason = "a row has at most a thousand characters")]
    let spacing = free / gaps.max(1) as f32;
    // A row that only a forced break ended stays ragged rather than falling apart.
    if spacing.abs() > 0.005 && spacing < look.size * 0.6 && spacing > -look.size * 0.1 { spacing } else { 0.0 }
}

/// Whether the row is as wide as its characters together: no letters, which shaping may move together, nothing raised. So are nearly all rows.
fn is_summable(pieces: &[Piece]) -> bool {
    let alone = |c: char| marks::is_chinese(c) || c.is_ascii_digit() || matches!(c, ' ' | '%' | '.' | '-');
    pieces.iter().all(|p| p.cell.shown == Shown::Hidden || p.cell.shown == Shown::Plain && alone(p.cell.c))
}

/// Width of the row's characters without the blanks at its end.
fn ink_width(pieces: &[Piece]) -> f32 {
    let shown = || pieces.iter().filter(|p| p.cell.shown != Shown::Hidden);
    let blanks = shown().rev().take_while(|p| p.cell.c.is_whitespace()).count();
    let inked = shown().count() - blanks;
    shown().take(inked).map(|p| p.width + p.kern).sum()
}

/// The row's characters, and the blank half of its last mark.
fn pieces(fonts: &mut FontsView<'_>, source: Source<'_>, row: Range<usize>) -> (Vec<Piece>, f32) {
    let mut widths = Widths::new(fonts, source.look);
    let em = widths.em;
    let text = source.text.get(row.clone()).unwrap_or_default();
    let mut out: Vec<Piece> = Vec::with_capacity(text.len() / 2);
    let mut before: Option<(char, f32, Shown)> = None;
    let mut overhang = 0.0;
    let mut any_shown = false;
    for cell in cells(text, row.start, source.look) {
        let strong = source.is_strong(cell.at);
        let width = widths.of(cell.c, strong, cell.shown);
        let kern = before.map_or(0.0, |(c, w, _)| breaker::kern((c, w), (cell.c, width), em));
        let stretch = any_shown && cell.shown == Shown::Plain && before.is_some_and(|(c, _, shown)| stretches(c, shown, cell.c));
        if !cell.c.is_whitespace() && cell.shown != Shown::Hidden {
            overhang = breaker::overhang(cell.c, width, em);
        }
        any_shown |= cell.shown != Shown::Hidden;
        before = Some((cell.c, width, cell.shown));
        out.push(Piece { cell, strong, width, kern, stretch });
    }
    (out, overhang)
}

/// Whether the gap between two characters may be widened: not inside words, dashes and dots.
fn stretches(before: char, shown: Shown, after: char) -> bool {
    let one_word = marks::in_word(before) && marks::in_word(after);
    shown == Shown::Hidden || !(one_word || (dash(before) && dash(after)) || marks::clings(after) || before == '\u{200D}')
}

/// Characters that come in pairs and are one stroke.
const fn dash(c: char) -> bool {
    matches!(c, '…' | '—')
}

/// Right edge of the ink of the last character that is no blank.
fn ink_right(galley: &Galley, pieces: &[Piece]) -> f32 {
    let Some(row) = galley.rows.first() else { return 0.0 };
    let blanks = pieces.iter().rev().filter(|p| p.cell.shown != Shown::Hidden).take_while(|p| p.cell.c.is_whitespace()).count();
    let last = row.glyphs.len().saturating_sub(blanks + 1);
    row.glyphs.get(last).map_or(0.0, |g| row.pos.x + g.max_x())
}

/// The job of one row: sections where font, spacing or squeezing change.
fn row_job(look: &Look, pieces: &[Piece], left: f32, spacing: f32) -> LayoutJob {
    let mut job = LayoutJob { break_on_newline: false, keep_trailing_whitespace: true, ..LayoutJob::default() };
    let mut current = None;
    for piece in pieces.iter().filter(|p| p.cell.shown != Shown::Hidden) {
        let raised = piece.cell.shown == Shown::Raised;
        let start = job.text.len();
        job.text.push(piece.cell.c);
        let end = job.text.len();
        // Figures, Latin words and dashes are sections without spacing of their own: shaping joins them.
        let spaced = piece.stretch && !marks::in_word(piece.cell.c) && !dash(piece.cell.c);
        let key = (piece.strong, raised, spaced);
        let goes_on = current == Some(key) && piece.kern == 0.0 && (spaced || !piece.stretch);
        if goes_on && let Some(section) = job.sections.last_mut() {
            section.byte_range.end = ByteIndex(end);
            continue;
        }
        let gap = if piece.stretch && !spaced { spacing } else { 0.0 };
        let lead = if job.sections.is_empty() { left } else { gap + piece.kern };
        current = Some(key);
        job.sections.push(LayoutSection {
            leading_space: lead,
            byte_range: ByteIndex(start)..ByteIndex(end),
            format: TextFormat {
                font_id: look.font(piece.strong, raised),
                // egui puts it before each character but the row's first.
                extra_letter_spacing: if spaced { spacing } else { 0.0 },
                // The look's colour comes in when it is painted: in another one no row is set anew.
                color: if raised { look.accent } else { Color32::PLACEHOLDER },
                valign: if raised { egui::Align::TOP } else { egui::Align::BOTTOM },
                ..TextFormat::default()
            },
        });
    }
    job
}

/// Ties each character of the text to its place in the galley.
fn place(source: Source<'_>, galley: Arc<Galley>, pieces: &[Piece], indent: f32) -> SetRow {
    let row = galley.rows.first();
    let glyphs = row.map_or(&[][..], |r| r.glyphs.as_slice());
    let shown = pieces.iter().filter(|p| p.cell.shown != Shown::Hidden).count();
    let origin = row.map_or(0.0, |r| r.pos.x);
    let width = row.map_or(0.0, |r| r.size.x);
    let mut stops = Vec::with_capacity(pieces.len());
    let (mut k, mut x) = (0usize, indent);
    for piece in pieces {
        let at = source.base + piece.cell.at;
        if piece.cell.shown == Shown::Hidden {
            stops.push(Stop { at, left: x, right: x });
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a row has at most a thousand characters")]
        let (left, right) = match glyphs.get(k).filter(|_| glyphs.len() == shown) {
            Some(g) => (origin + g.pos.x, origin + g.max_x()),
            // Shaping gave more or fewer glyphs than characters: spread them evenly.
            None => {
                let each = (width - source.left).max(0.0) / shown.max(1) as f32;
                (source.left + each * k as f32, source.left + each * (k + 1) as f32)
            }
        };
        stops.push(Stop { at, left, right });
        (k, x) = (k + 1, right);
    }
    let baseline = glyphs.iter().map(|g| g.pos.y).fold(0.0, f32::max);
    let rise = ((source.look.pitch - galley.rect.height()) / 2.0).round();
    let baseline = rise + if baseline > 0.0 { baseline } else { source.look.size };
    let coloured = pieces.iter().any(|p| p.cell.shown == Shown::Raised);
    SetRow { galley, rise, baseline, stops, coloured }
}
