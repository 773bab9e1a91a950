//! What a format says about its text beside the characters.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// A hint about a stretch of the imported text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The stretch, marks of the markup included.
    pub span: Span,
    /// What the format says of it.
    pub kind: HintKind,
}

/// Kinds of hints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum HintKind {
    /// Set in bold; `open` and `close` are the lengths in bytes of the marks at its ends, 0 in formats without marks.
    Bold {
        /// Bytes of the opening mark.
        open: usize,
        /// Bytes of the closing mark.
        close: usize,
    },
    /// Set in italic, in formats without marks.
    Italic,
    /// A heading of the format's own (`## …`, a heading style, an outline level): depth from 1, and the bytes of its mark.
    Heading {
        /// 1 is the highest.
        level: u8,
        /// Bytes of the mark and the blanks after it.
        mark: usize,
    },
    /// The document's title by its style.
    Title,
    /// A number that the format counts by itself and import wrote out.
    Number,
    /// An item of a list or a quoted block: a paragraph of its own behind a mark.
    Item {
        /// Bytes of the mark and the blanks after it.
        mark: usize,
    },
    /// A mark of the format that carries no text: an escape's backslash, a rule, a bookmark.
    Mark,
}

impl Hint {
    /// The same hint in a text that begins `by` bytes later.
    #[must_use]
    pub fn moved_back(&self, by: usize) -> Self {
        Self { span: Span::new(self.span.start.0 - by, self.span.end.0 - by), kind: self.kind.clone() }
    }
}
