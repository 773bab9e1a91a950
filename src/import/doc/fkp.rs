//! Formatted disk pages (MS-DOC 2.4.2, 2.9.55, 2.9.175): which stretch of the stream has which properties.
//!
//! In: a bin table, which names pages of 512 bytes. Out: runs in the order of the stream. A damaged page costs the properties
//! of its stretch, never the text.

use super::bytes::{plc_count, plc_data, slice, u8_at, u16_at, u32_at};

/// Bytes of a page.
const PAGE: usize = 512;

/// What the pages describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Runs of characters.
    Chars,
    /// Paragraphs.
    Paras,
}

/// A stretch of the stream and its properties.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// First offset.
    pub start: u32,
    /// Offset after the last.
    pub end: u32,
    /// Style of the paragraph; 0 for characters.
    pub style: u16,
    /// Where in the stream the list of properties stands.
    at: u32,
    /// Its bytes.
    len: u16,
}

impl Run {
    /// The list of properties.
    pub fn properties<'w>(&self, word: &'w [u8]) -> &'w [u8] {
        slice(word, self.at as usize, usize::from(self.len)).unwrap_or_default()
    }
}

/// Runs by offset.
#[derive(Debug, Default)]
pub struct Runs {
    runs: Vec<Run>,
    /// Whether a page is missing or out of order.
    pub is_damaged: bool,
}

impl Runs {
    /// Reads the pages that a bin table names.
    pub fn read(word: &[u8], bins: &[u8], kind: Kind, is_old: bool) -> Self {
        let mut runs = Self::default();
        let size = if is_old { 2 } else { 4 };
        // A table that names pages again and again would take for ever.
        let pages = plc_count(bins, size).min(word.len() / PAGE);
        runs.is_damaged = pages < plc_count(bins, size);
        for k in 0..pages {
            let number = plc_data(bins, size, k).and_then(|d| if is_old { u16_at(d, 0).map(u32::from) } else { u32_at(d, 0) });
            // The upper bits of a page's number carry nothing.
            let at = number.map(|n| (n & 0x003F_FFFF) as usize * PAGE);
            let read = at.is_some_and(|at| slice(word, at, PAGE).is_some_and(|page| runs.add_page(page, at, kind, is_old).is_some()));
            runs.is_damaged |= !read;
        }
        runs
    }

    /// The run at an offset, looked for from the run `hint` on.
    pub fn at(&self, offset: u32, hint: &mut usize) -> Option<(usize, Run)> {
        let fits = |k: usize| self.runs.get(k).copied().filter(|r| r.start <= offset && offset < r.end).map(|run| (k, run));
        if let Some(found) = fits(*hint).or_else(|| fits(hint.saturating_add(1))) {
            *hint = found.0;
            return Some(found);
        }
        *hint = self.runs.partition_point(|r| r.end <= offset);
        fits(*hint)
    }

    /// Where the next run begins behind an offset that none covers.
    pub fn next_start(&self, offset: u32) -> Option<u32> {
        self.runs.get(self.runs.partition_point(|r| r.start <= offset)).map(|r| r.start)
    }

    fn add_page(&mut self, page: &[u8], page_at: usize, kind: Kind, is_old: bool) -> Option<()> {
        let count = usize::from(u8_at(page, PAGE - 1)?);
        let step = match (kind, is_old) {
            (Kind::Chars, _) => 1,
            (Kind::Paras, true) => 7,
            (Kind::Paras, false) => 13,
        };
        let offsets = (count + 1) * 4;
        if offsets + count * step >= PAGE {
            return None;
        }
        for k in 0..count {
            let (start, end) = (u32_at(page, k * 4)?, u32_at(page, k * 4 + 4)?);
            let is_next = start < end && self.runs.last().is_none_or(|last| last.end <= start);
            if !is_next {
                self.is_damaged = true;
                continue;
            }
            let inner = usize::from(u8_at(page, offsets + k * step)?) * 2;
            let (style, at, len) = match kind {
                _ if inner == 0 => (0, 0, 0),
                Kind::Chars => (0, inner + 1, usize::from(u8_at(page, inner)?)),
                Kind::Paras => para(page, inner, is_old)?,
            };
            // A list that runs past its page is cut at the page's end.
            let len = len.min((PAGE - 1).saturating_sub(at));
            self.runs.push(Run { start, end, style, at: u32::try_from(page_at + at).ok()?, len: u16::try_from(len).ok()? });
        }
        Some(())
    }
}

/// Style, offset and length of a paragraph's properties in its page (MS-DOC 2.9.176, PapxInFkp).
fn para(page: &[u8], inner: usize, is_old: bool) -> Option<(u16, usize, usize)> {
    let count = usize::from(u8_at(page, inner)?);
    let (at, len) = match (count, is_old) {
        (0, false) => (inner + 2, usize::from(u8_at(page, inner + 1)?) * 2),
        // The count is of words, and takes half of the first.
        _ => (inner + 1, (count * 2).saturating_sub(1)),
    };
    Some((u16_at(page, at)?, at + 2, len.saturating_sub(2)))
}
