//! What stands beside the body: which stretch of the text is which footnote, comment, running head or text box, and where the body
//! calls it (MS-DOC 2.3).

use std::ops::Range;

use super::bytes::{plc_count, plc_data, plc_positions, u32_at};
use super::fib::{self, Counts, Fib};
use super::story::Called;

/// Where each story begins and ends.
pub struct Stories {
    /// The body.
    pub body: Range<u32>,
    footnotes: Range<u32>,
    headers: Range<u32>,
    comments: Range<u32>,
    endnotes: Range<u32>,
    boxes: Range<u32>,
    /// Positions in all.
    pub total: u32,
}

impl Stories {
    /// By their lengths.
    pub fn new(counts: &Counts) -> Self {
        let mut at = 0_u32;
        let mut next = |len: u32| {
            let start = at;
            at = at.saturating_add(len);
            start..at
        };
        let (body, footnotes, headers) = (next(counts.text), next(counts.footnotes), next(counts.headers));
        next(counts.macros);
        let (comments, endnotes, boxes) = (next(counts.comments), next(counts.endnotes), next(counts.boxes));
        Self { body, footnotes, headers, comments, endnotes, boxes, total: at }
    }

    /// Footnotes and endnotes by where the body calls them.
    pub fn notes(&self, fib: &Fib, table: &[u8]) -> Vec<Called> {
        let of = |refs, texts, story: &Range<u32>| {
            // A reference has two bytes of data, a text none.
            let (refs, texts) = (fib.part(table, refs).0, fib.part(table, texts).0);
            let places = plc_positions(refs, 2).take(plc_count(refs, 2));
            places.zip(parts(texts, 0, story)).map(|(at, text)| Called { at, text }).collect::<Vec<_>>()
        };
        let mut notes = of(fib::FOOTNOTE_REFS, fib::FOOTNOTE_TEXTS, &self.footnotes);
        notes.extend(of(fib::ENDNOTE_REFS, fib::ENDNOTE_TEXTS, &self.endnotes));
        notes.sort_by_key(|note| note.at);
        notes
    }

    /// Comments.
    pub fn comments(&self, fib: &Fib, table: &[u8]) -> Vec<Range<u32>> {
        parts(fib.part(table, fib::COMMENT_TEXTS).0, 0, &self.comments)
    }

    /// Heads and feet; the first six are the lines above footnotes.
    pub fn headers(&self, fib: &Fib, table: &[u8]) -> Vec<Range<u32>> {
        parts(fib.part(table, fib::HEADERS).0, 0, &self.headers).into_iter().skip(6).collect()
    }

    /// Text boxes by where they are anchored; those without an anchor come last.
    pub fn boxes(&self, fib: &Fib, table: &[u8]) -> Vec<Called> {
        let (texts, shapes) = (fib.part(table, fib::BOX_TEXTS).0, fib.part(table, fib::SHAPES).0);
        let mut anchors: Vec<(u32, u32)> =
            plc_positions(shapes, 26).enumerate().filter_map(|(k, at)| Some((u32_at(plc_data(shapes, 26, k)?, 0)?, at))).collect();
        anchors.sort_unstable();
        let anchor = |k: usize| {
            let shape = plc_data(texts, 22, k).and_then(|data| u32_at(data, 14))?;
            let found = anchors.binary_search_by_key(&shape, |(id, _)| *id).ok()?;
            anchors.get(found).map(|(_, at)| *at)
        };
        let mut boxes: Vec<Called> = parts(texts, 22, &self.boxes)
            .into_iter()
            .enumerate()
            .map(|(k, text)| Called { at: anchor(k).unwrap_or(u32::MAX), text })
            .collect();
        boxes.sort_by_key(|b| b.at);
        boxes
    }
}

/// The stretches of a story that a PLC with `size` bytes of data tells apart. They follow one another: each character belongs to one.
fn parts(plc: &[u8], size: usize, story: &Range<u32>) -> Vec<Range<u32>> {
    let positions: Vec<u32> = plc_positions(plc, size).map(|at| story.start.saturating_add(at).min(story.end)).collect();
    let mut done = story.start;
    positions
        .windows(2)
        .map(|pair| {
            let start = pair[0].max(done);
            done = pair[1].max(start);
            start..done
        })
        .collect()
}
