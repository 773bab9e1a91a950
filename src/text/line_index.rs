//! Byte offsets to character offsets and to lines, fast, for one text.

use super::{ByteOffset, CharOffset, CharSpan, Span};

/// One checkpoint each this many bytes: a look-up then counts at most so many bytes.
const STRIDE: usize = 256;

/// Index over one text; built once, asked often.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineIndex {
    /// Characters before byte `k * STRIDE` (counted by leading bytes).
    checkpoints: Vec<u32>,
    /// Byte offset of the start of each line; the first is 0.
    line_starts: Vec<u32>,
}

impl LineIndex {
    /// Reads `text` once. Lines end at `\n`. Texts above 4 GiB are not supported (import refuses them long before).
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut line_starts = vec![0];
        let mut chars = 0_u32;
        for (at, byte) in text.bytes().enumerate() {
            if at % STRIDE == 0 {
                checkpoints.push(chars);
            }
            if !is_continuation(byte) {
                chars += 1;
            }
            if byte == b'\n' {
                line_starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        Self { checkpoints, line_starts }
    }

    /// The character offset of a byte offset on a character boundary of `text` (the text given to [`LineIndex::new`]).
    #[must_use]
    pub fn char_offset(&self, text: &str, at: ByteOffset) -> CharOffset {
        let at = at.0.min(text.len());
        let Some(slot) = (at / STRIDE).checked_sub(usize::from(at / STRIDE >= self.checkpoints.len())) else {
            return CharOffset(0);
        };
        let Some(before) = self.checkpoints.get(slot) else { return CharOffset(0) };
        let rest = text.as_bytes()[slot * STRIDE..at].iter().filter(|b| !is_continuation(**b)).count();
        CharOffset(*before as usize + rest)
    }

    /// The span counted in characters.
    #[must_use]
    pub fn char_span(&self, text: &str, span: Span) -> CharSpan {
        CharSpan { start: self.char_offset(text, span.start), end: self.char_offset(text, span.end) }
    }

    /// Zero-based number of the line that holds the byte.
    #[must_use]
    pub fn line(&self, at: ByteOffset) -> usize {
        let at = u32::try_from(at.0).unwrap_or(u32::MAX);
        self.line_starts.partition_point(|start| *start <= at).saturating_sub(1)
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}
