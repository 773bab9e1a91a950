//! Looks up what the properties of a paragraph or of a character are: of its style, its own, and those that its piece adds.
//!
//! Stories are read from front to back, so each look-up begins where the last one ended.

use std::borrow::Cow;

use super::bytes::{u16_at, u32_at};
use super::container::Container;
use super::fkp::Runs;
use super::sprm::{Chars, Para, Sprms};
use super::styles::Style;
use super::text::Text;

/// No file needs more of the data stream for its properties, in bytes; one that names the same megabytes for each paragraph would take for ever.
const MAX_HUGE: usize = 32 * 1024 * 1024;

/// What the parts of a file hold, once read.
pub struct Document<'a> {
    /// The document's stream.
    pub word: &'a [u8],
    /// Word 6 or 95.
    pub is_old: bool,
    /// Characters.
    pub text: Text<'a>,
    /// Properties of characters.
    pub chars: Runs,
    /// Properties of paragraphs.
    pub paras: Runs,
    /// Styles by index.
    pub styles: Vec<Style>,
    /// Names of fonts by index.
    pub fonts: Vec<String>,
}

/// The properties of a paragraph and where they come from.
pub struct Paragraph<'a> {
    /// What it is.
    pub para: Para,
    /// Its style.
    pub style: u16,
    /// Its own list of properties.
    pub list: Cow<'a, [u8]>,
    /// Whether its mark is not the end of what they are about.
    pub goes_on: bool,
}

/// Looks up properties.
pub struct Look<'d, 'f> {
    document: &'d Document<'d>,
    container: &'d mut Container<'f>,
    /// Bytes of the data stream that may still be read.
    huge_left: usize,
    piece: usize,
    char: usize,
    para: usize,
}

impl<'d, 'f> Look<'d, 'f> {
    /// Looks into a document.
    pub const fn new(document: &'d Document<'d>, container: &'d mut Container<'f>) -> Self {
        Self { document, container, huge_left: MAX_HUGE, piece: 0, char: 0, para: 0 }
    }

    /// The properties at a paragraph's mark: of its style, its own, and those that its piece adds.
    pub fn paragraph_at(&mut self, mark: usize) -> Paragraph<'d> {
        let document = self.document;
        let position = u32::try_from(mark).unwrap_or(u32::MAX);
        let piece = document.text.piece_at(position, &mut self.piece);
        let offset = piece.map(|p| p.offset(position));
        let run = offset.and_then(|offset| document.paras.at(offset, &mut self.para)).map(|(_, run)| run);
        let style = run.map_or(0, |r| r.style);
        let mut para = document.styles.get(usize::from(style)).map(|s| s.para).unwrap_or_default();
        let own = run.map(|r| r.properties(document.word)).unwrap_or_default();
        let list = self.huge(own).map_or(Cow::Borrowed(own), Cow::Owned);
        para.apply(&list, document.is_old);
        if let Some(more) = piece.and_then(|p| document.text.modifier(p.modifier)) {
            para.apply(more, document.is_old);
        }
        let goes_on = run.zip(offset).zip(piece).is_some_and(|((run, offset), piece)| run.end > offset.saturating_add(piece.width));
        Paragraph { para, style, list, goes_on }
    }

    /// Properties that were too long for their page stand in the data stream (sprmPHugePapx, MS-DOC 2.6.2).
    fn huge(&mut self, list: &[u8]) -> Option<Vec<u8>> {
        let (_, operand) = Sprms::new(list, self.document.is_old).find(|(code, _)| matches!(code, 0x6645 | 0x6646))?;
        let at = u32_at(operand, 0)?;
        let len = u16_at(&self.container.stretch("Data", at, 2)?, 0)?;
        self.huge_left = self.huge_left.checked_sub(usize::from(len))?;
        let mut all = list.to_vec();
        all.extend(self.container.stretch("Data", at.checked_add(2)?, usize::from(len))?);
        Some(all)
    }

    /// The properties of the character at a position, and the position up to which they hold.
    pub fn chars_at(&mut self, at: usize, style: u16) -> Option<(Chars, usize)> {
        let document = self.document;
        let position = u32::try_from(at).ok()?;
        let piece = document.text.piece_at(position, &mut self.piece)?;
        let offset = piece.offset(position);
        let base = document.styles.get(usize::from(style)).map(|s| s.chars).unwrap_or_default();
        let mut chars = base;
        let of_style = |style: u16| document.styles.get(usize::from(style)).map(|s| s.chars);
        let run_end = match document.chars.at(offset, &mut self.char) {
            Some((_, run)) => {
                chars.apply(run.properties(document.word), document.is_old, base, of_style);
                run.end
            }
            None => document.chars.next_start(offset).unwrap_or(u32::MAX),
        };
        if let Some(more) = document.text.modifier(piece.modifier) {
            chars.apply(more, document.is_old, base, of_style);
        } else {
            chars.modify(piece.modifier, base);
        }
        let covered = (run_end - offset).div_ceil(piece.width);
        let end = position.saturating_add(covered).min(piece.end);
        Some((chars, (end as usize).max(at + 1)))
    }
}
