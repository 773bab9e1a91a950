//! The selection: two places in the text, kept as bytes, so it outlives scrolling and new widths.

use crate::text::{ByteOffset, Span};

/// From where the selection began to where it is being extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Selection {
    pub anchor: ByteOffset,
    pub head: ByteOffset,
}

impl Selection {
    /// The selected text.
    pub(super) fn span(self) -> Span {
        Span { start: self.anchor.min(self.head), end: self.anchor.max(self.head) }
    }
}

/// The word around a byte: letters and figures between other characters, or the phrase between two marks.
pub(super) fn word_around(text: &str, at: ByteOffset) -> Span {
    let at = floor_char(text, at.0);
    let Some(c) = text[at..].chars().next() else { return Span::new(at, at) };
    let class = class_of(c);
    if class == Class::Mark {
        return Span::new(at, at + c.len_utf8());
    }
    let start = text[..at].char_indices().rev().take_while(|(_, c)| class_of(*c) == class).last().map_or(at, |(k, _)| k);
    let len: usize = text[at..].chars().take_while(|c| class_of(*c) == class).map(char::len_utf8).sum();
    Span::new(start, at + len)
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Class {
    Latin,
    Han,
    Mark,
}

fn class_of(c: char) -> Class {
    match c {
        _ if !c.is_alphanumeric() => Class::Mark,
        '\u{2E80}'.. => Class::Han,
        _ => Class::Latin,
    }
}

/// The character boundary before the byte `at` of the text, or after it.
pub(super) fn step(text: &str, at: ByteOffset, forward: bool) -> ByteOffset {
    let at = floor_char(text, at.0);
    if forward {
        ByteOffset(at + text[at..].chars().next().map_or(0, char::len_utf8))
    } else {
        ByteOffset(at - text[..at].chars().next_back().map_or(0, char::len_utf8))
    }
}

/// The next character boundary at or before `at`.
pub(super) fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
