//! What a format says about its text beside the characters.

use crate::text::Span;

/// A hint about a stretch of the imported text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The stretch, marks of the markup included.
    pub span: Span,
    /// What the format says of it.
    pub kind: HintKind,
}

/// Kinds of hints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HintKind {
    /// Set in bold; `open` and `close` are the lengths in bytes of the marks at its ends.
    Bold {
        /// Bytes of the opening mark.
        open: usize,
        /// Bytes of the closing mark.
        close: usize,
    },
    /// A heading of the format's own (`## …`): depth from 1, and the bytes of its mark.
    Heading {
        /// 1 is the highest.
        level: u8,
        /// Bytes of the mark and the blanks after it.
        mark: usize,
    },
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
