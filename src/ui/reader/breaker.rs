//! Where rows end: Chinese line-breaking rules on top of Unicode's.
//!
//! Beside Chinese characters the tables of [`super::marks`] decide; Unicode's algorithm alone would never
//! end a row next to a quotation mark. Everywhere else (Latin words, numbers, emoji) `icu_segmenter` does.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use icu_segmenter::LineSegmenter;
use icu_segmenter::iterators::LineBreakIterator;
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::scaffold::Utf8;

use super::marks;
use crate::text::footnote_mark;

/// Longest row in characters: text without width (or of blanks) still ends somewhere.
const MAX_ROW_CHARS: usize = 1000;
/// Rounding that a sum of advances may carry.
const SLACK: f32 = 0.01;

/// Breaks a paragraph into rows no wider than `width`, the first one indented.
///
/// `advance` is a character's width in the unit of `width`. The rows cover the text without a gap; blanks at
/// a row's end and the blank half of a closing mark may stand beyond the width. An empty text has one empty row.
/// A piece that may not be broken and is wider than a row is broken by force.
pub fn break_rows(text: &str, advance: impl Fn(char) -> f32, width: f32, indent: f32) -> Vec<Range<usize>> {
    let em = advance('国');
    let ends = row_ends(text, |_, c| advance(c), Measure { em, width, indent });
    let mut start = 0;
    ends.into_iter()
        .map(|end| {
            let row = start..end as usize;
            start = end as usize;
            row
        })
        .collect()
}

/// What [`row_ends`] measures against; all in one unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// Width of a full-width character.
    pub em: f32,
    /// Width of a row.
    pub width: f32,
    /// Indent of the first row.
    pub indent: f32,
}

/// Ends of the rows in bytes, ascending, the last one the text's length.
pub(super) fn row_ends(text: &str, mut advance: impl FnMut(usize, char) -> f32, measure: Measure) -> Vec<u32> {
    let mut rows = Rows::new(measure);
    let mut before = None;
    for place in Places::new(text) {
        let width = advance(place.at, place.c);
        let kern = before.map_or(0.0, |(c, w)| kern((c, w), (place.c, width), measure.em));
        rows.add(&place, width, kern);
        before = Some((place.c, width));
    }
    rows.end_at(text.len());
    rows.ends
}

/// What comes off between two neighbours, zero or negative. Marks set in half a width stay as they are.
pub(super) fn kern(before: (char, f32), after: (char, f32), em: f32) -> f32 {
    let full = |w: f32| w > em * 0.75;
    match (before.0, after.0) {
        _ if !full(before.1) || !full(after.1) => 0.0,
        // Two dashes are one stroke; the glyph has a little blank at both ends.
        ('—', '—') => -em * 0.1,
        (b, a) if marks::squeezed(b, a) => -em / 2.0,
        _ => 0.0,
    }
}

/// The blank half of a mark at a row's end.
pub(super) fn overhang(c: char, width: f32, em: f32) -> f32 {
    if marks::blank_after(c) && width > em * 0.75 { width / 2.0 } else { 0.0 }
}

/// The row that is being filled.
struct Rows {
    measure: Measure,
    ends: Vec<u32>,
    start: usize,
    /// Room in this row.
    room: f32,
    /// Where the next character stands, and where the ink of the last one ends.
    x: f32,
    ink: f32,
    chars: usize,
    /// The last place where the row may end and still fits: byte, x there, characters up to there.
    fit: Option<(usize, f32, usize)>,
}

impl Rows {
    fn new(measure: Measure) -> Self {
        let room = measure.width - measure.indent;
        Self { measure, ends: Vec::new(), start: 0, room, x: 0.0, ink: 0.0, chars: 0, fit: None }
    }

    fn add(&mut self, place: &Place, width: f32, kern: f32) {
        let at = place.at;
        if place.may_break && at > self.start && self.ink <= self.room + SLACK {
            self.fit = Some((at, self.x + kern, self.chars));
        }
        let own = if place.c.is_whitespace() { None } else { Some(width - overhang(place.c, width, self.measure.em)) };
        if self.overflows(at, kern, own)
            && let Some((end, x, chars)) = self.fit.take()
        {
            self.break_at(end, x, chars);
        }
        if self.overflows(at, kern, own) && (!marks::clings(place.c) || self.chars >= MAX_ROW_CHARS) {
            self.break_at(at, self.x + kern, self.chars);
        }
        self.x += kern;
        self.ink = own.map_or(self.ink, |own| self.x + own);
        self.x += width;
        self.chars += 1;
    }

    /// Whether a character at `at` does not go into this row; `own` is its ink, none for a blank.
    fn overflows(&self, at: usize, kern: f32, own: Option<f32>) -> bool {
        let wide = own.is_some_and(|own| own > 0.0 && self.x + kern + own > self.room + SLACK);
        at > self.start && (wide || self.chars >= MAX_ROW_CHARS)
    }

    fn break_at(&mut self, end: usize, x: f32, chars: usize) {
        self.end_at(end);
        self.start = end;
        self.room = self.measure.width;
        self.x -= x;
        self.ink -= x;
        self.chars -= chars;
        self.fit = None;
    }

    fn end_at(&mut self, end: usize) {
        self.ends.push(u32::try_from(end).unwrap_or(u32::MAX));
    }
}

/// A character and whether a row may end before it.
struct Place {
    at: usize,
    c: char,
    may_break: bool,
}

/// All places of a paragraph, in order.
struct Places<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
    unicode: Peekable<LineBreakIterator<'static, 'a, Utf8>>,
    before: Option<Mark>,
    /// Inside a straight quotation.
    quoted: bool,
    /// End of the footnote's mark that is being passed.
    mark_end: usize,
}

/// A character as the rules see it.
#[derive(Clone, Copy)]
struct Mark {
    c: char,
    never_starts: bool,
    never_ends: bool,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        let unicode = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()).segment_str(text).peekable();
        Self { text, chars: text.char_indices().peekable(), unicode, before: None, quoted: false, mark_end: 0 }
    }

    fn mark(&mut self, c: char) -> Mark {
        if c != '"' {
            return Mark { c, never_starts: marks::never_starts(c), never_ends: marks::never_ends(c) };
        }
        let opens = self.straight_opens();
        self.quoted = opens;
        Mark { c, never_starts: !opens, never_ends: opens }
    }

    /// A straight quotation mark opens or closes by what stands around it, else by turns.
    fn straight_opens(&mut self) -> bool {
        let next = self.chars.peek().map(|(_, c)| *c);
        let closes = next.is_none_or(|c| marks::pause(c) || marks::closing(c) || matches!(c, ',' | '.' | ';' | ':'));
        let opens = self.before.is_none_or(|b| b.c != '"' && b.never_ends || b.c.is_whitespace());
        if opens == closes { !self.quoted } else { opens }
    }

    fn unicode_breaks(&mut self, at: usize) -> bool {
        while self.unicode.next_if(|k| *k < at).is_some() {}
        self.unicode.peek() == Some(&at)
    }

    fn may_break(&mut self, at: usize, after: Mark) -> bool {
        let unicode = self.unicode_breaks(at);
        let Some(before) = self.before else { return false };
        if at < self.mark_end || footnote_mark(&self.text[at..]).is_some() {
            return false;
        }
        if after.never_starts || before.never_ends || after.c.is_whitespace() || marks::clings(after.c) {
            return false;
        }
        // The apostrophe of it’s is a closing quotation mark too.
        if before.c == '’' && after.c.is_ascii_alphabetic() || matches!(before.c, '\u{200D}' | '\u{2060}' | '\u{A0}') {
            return false;
        }
        unicode || marks::is_chinese(before.c) || marks::is_chinese(after.c)
    }
}

impl Iterator for Places<'_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        let (at, c) = self.chars.next()?;
        let after = self.mark(c);
        let may_break = self.may_break(at, after);
        if c == '['
            && let Some(len) = footnote_mark(&self.text[at..])
        {
            self.mark_end = at + len;
        }
        self.before = Some(after);
        Some(Place { at, c, may_break })
    }
}
