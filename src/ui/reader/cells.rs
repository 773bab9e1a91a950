//! What each character of a paragraph is shown as: footnote marks are small, their brackets are not shown.

use super::look::Look;
use crate::structure::Document;
use crate::text::{ByteOffset, footnote_mark};

/// How a character is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// As it is.
    Plain,
    /// Not at all: it takes no room, yet keeps its place in the text.
    Hidden,
    /// Small and raised: a footnote's number.
    Raised,
}

/// One character of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its first byte.
    pub at: usize,
    pub c: char,
    pub shown: Shown,
}

/// The cells of `text`, whose first byte is byte `base` of its paragraph.
///
/// In a footnote's text the mark that opens it is a label: `[1]` is shown of `[^1]: `. In a table's row the tabs are not shown.
pub(super) fn cells<'t>(text: &'t str, base: usize, look: &Look) -> impl Iterator<Item = Cell> + use<'t> {
    let (footnote, tabs) = (look.footnote, !look.cells);
    let mut mark_end = 0;
    let mut label = false;
    text.char_indices().map(move |(at, c)| {
        if c == '['
            && let Some(len) = footnote_mark(&text[at..])
        {
            mark_end = at + len;
            label = footnote && base + at == 0;
        }
        let shown = match c {
            '[' | ']' if at < mark_end && label => Shown::Plain,
            ':' if label && at == mark_end => Shown::Hidden,
            '[' | ']' | '^' if at < mark_end => Shown::Hidden,
            _ if at < mark_end && !label => Shown::Raised,
            // Control characters would show as boxes.
            _ if c.is_control() && !(c == '\t' && tabs) || matches!(c, '\u{2028}' | '\u{2029}') => Shown::Hidden,
            _ => Shown::Plain,
        };
        Cell { at: base + at, c, shown }
    })
}

/// Index of the footnote whose mark `[^n]` holds the byte.
pub(super) fn footnote_at(document: &Document, at: ByteOffset) -> Option<usize> {
    // A mark is at most ten bytes long: only ASCII is passed on the way back to its bracket.
    let bytes = document.text.as_bytes();
    let open = (at.0.saturating_sub(9)..=at.0).rev().find(|k| bytes.get(*k) == Some(&b'['))?;
    let rest = document.text.get(open..)?;
    let len = footnote_mark(rest).filter(|len| at.0 < open + len)?;
    let mark = rest.get(2..len - 1)?;
    document.footnotes.iter().position(|f| f.mark == mark)
}
