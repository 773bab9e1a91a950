//! The file information block at the head of the document's stream (MS-DOC 2.5; Word 6 and 95 have their own layout).
//!
//! In: the stream. Out: which Word wrote it, how long each story is, and where the tables stand.

use encoding_rs::Encoding;

use super::super::code_page;
use super::super::{Foreign, Format, ImportError};
use super::bytes::{slice, u16_at, u32_at};

/// A pair of offset and length in the FIB: its index in `FibRgFcLcb97` (MS-DOC 2.5.6).
#[derive(Debug, Clone, Copy)]
pub struct Part(usize);

/// Styles.
pub const STYLES: Part = Part(1);
/// Where footnotes are called.
pub const FOOTNOTE_REFS: Part = Part(2);
/// Texts of footnotes.
pub const FOOTNOTE_TEXTS: Part = Part(3);
/// Texts of comments.
pub const COMMENT_TEXTS: Part = Part(5);
/// Texts of heads and feet.
pub const HEADERS: Part = Part(11);
/// Pages of character properties.
pub const CHAR_PAGES: Part = Part(12);
/// Pages of paragraph properties.
pub const PARA_PAGES: Part = Part(13);
/// Fonts.
pub const FONTS: Part = Part(15);
/// Piece table.
pub const PIECES: Part = Part(33);
/// Where shapes are anchored.
pub const SHAPES: Part = Part(40);
/// Where endnotes are called.
pub const ENDNOTE_REFS: Part = Part(46);
/// Texts of endnotes.
pub const ENDNOTE_TEXTS: Part = Part(47);
/// Texts of text boxes.
pub const BOX_TEXTS: Part = Part(56);
/// Lists.
pub const LISTS: Part = Part(73);
/// Lists as paragraphs name them.
pub const LIST_OVERRIDES: Part = Part(74);

/// First version number of Word 6.
const WORD6: u16 = 101;
/// Last version number of Word 95.
const WORD95: u16 = 105;

/// Lengths of the stories, in character positions, in the order in which they follow one another (MS-DOC 2.3).
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// The body.
    pub text: u32,
    /// Footnotes.
    pub footnotes: u32,
    /// Heads and feet.
    pub headers: u32,
    /// Macros, long gone.
    pub macros: u32,
    /// Comments.
    pub comments: u32,
    /// Endnotes.
    pub endnotes: u32,
    /// Text boxes.
    pub boxes: u32,
}

/// What the head of the document's stream says.
#[derive(Debug)]
pub struct Fib {
    /// Word 6 or 95, whose tables are laid out in another way.
    pub is_old: bool,
    /// Whether text without a piece table has 16 bits a character.
    pub is_wide: bool,
    /// Whether the second of the two table streams counts.
    pub uses_second_table: bool,
    /// Where the text begins and ends where there is no piece table.
    pub text: (u32, u32),
    /// Lengths of the stories.
    pub counts: Counts,
    /// The code page of 8-bit text in Word 6 and 95.
    pub encoding: &'static Encoding,
    pairs: Vec<(u32, u32)>,
}

impl Fib {
    /// Reads the head of the document's stream.
    ///
    /// # Errors
    /// [`ImportError::Encrypted`], [`ImportError::Unsupported`] for Word 2 and older, [`ImportError::Damaged`].
    pub fn read(word: &[u8]) -> Result<Self, ImportError> {
        let damaged = || ImportError::damaged(Format::Doc, "文件头（FIB）不完整");
        let mark = u16_at(word, 0).ok_or_else(damaged)?;
        let version = u16_at(word, 2).ok_or_else(damaged)?;
        if !matches!(mark, 0xA5EC | 0xA5DC | 0xA5DB | 0xA59C | 0xA59B) {
            return Err(ImportError::damaged(Format::Doc, "文件头（FIB）的标记不对"));
        }
        if mark < 0xA5DC || version < WORD6 {
            return Err(ImportError::Unsupported(Foreign::Legacy));
        }
        let flags = u16_at(word, 0x0A).ok_or_else(damaged)?;
        if flags & 0x0100 != 0 {
            return Err(ImportError::Encrypted(Format::Doc));
        }
        let is_old = version <= WORD95;
        let language = u16_at(word, 0x06).ok_or_else(damaged)?;
        let charset = u16_at(word, 0x14).ok_or_else(damaged)?;
        let counts = counts(word, if is_old { 0x34 } else { 0x4C }).ok_or_else(damaged)?;
        Ok(Self {
            is_old,
            is_wide: flags & 0x1000 != 0,
            uses_second_table: flags & 0x0200 != 0,
            text: (u32_at(word, 0x18).ok_or_else(damaged)?, u32_at(word, 0x1C).ok_or_else(damaged)?),
            counts,
            encoding: encoding(charset, language),
            pairs: (0..=LIST_OVERRIDES.0).map_while(|index| pair(word, is_old, index)).collect(),
        })
    }

    /// A part of the table stream; empty where there is none. The flag tells whether it should be there and is not.
    pub fn part<'t>(&self, table: &'t [u8], part: Part) -> (&'t [u8], bool) {
        let Some((at, len)) = self.pairs.get(part.0).copied().filter(|(_, len)| *len > 0) else { return (&[], false) };
        // What a truncated stream still holds of it is better than nothing.
        match slice(table, at as usize, len as usize) {
            Some(part) => (part, false),
            None => (table.get(at as usize..).unwrap_or_default(), true),
        }
    }

    /// A part and all that stands behind it; empty where there is none.
    pub fn part_and_behind<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        let at = self.pairs.get(part.0).filter(|(_, len)| *len > 0).map(|(at, _)| *at as usize);
        at.and_then(|at| table.get(at..)).unwrap_or_default()
    }
}

fn counts(word: &[u8], at: usize) -> Option<Counts> {
    let count = |k: usize| u32_at(word, at + 4 * k);
    Some(Counts {
        text: count(0)?,
        footnotes: count(1)?,
        headers: count(2)?,
        macros: count(3)?,
        comments: count(4)?,
        endnotes: count(5)?,
        boxes: count(6)?,
    })
}

/// Offset and length number `index`. Word 6 has the same order from 0x58 on, with four numbers of its own in between.
fn pair(word: &[u8], is_old: bool, index: usize) -> Option<(u32, u32)> {
    let at = match (is_old, index) {
        (false, _) => 0x9A + 8 * index,
        (true, 0..=37) => 0x58 + 8 * index,
        // The parts that came with Word 97 are not there.
        (true, 38..=41 | 49..) => return Some((0, 0)),
        (true, _) => 0x192 + 8 * (index - 38),
    };
    Some((u32_at(word, at)?, u32_at(word, at + 4)?))
}

/// The encoding of 8-bit text: by the character set where the writer was of the Far East, else by the language (MS-LCID).
fn encoding(charset: u16, language: u16) -> &'static Encoding {
    let by_language = match language {
        0x0804 | 0x1004 => 936,
        0x0404 | 0x0C04 | 0x1404 => 950,
        0x0411 => 932,
        0x0412 => 949,
        0x0405 | 0x040E | 0x0415 | 0x041A | 0x041B | 0x0424 => 1250,
        0x0402 | 0x0419 | 0x0422 | 0x0423 => 1251,
        // A character set of 256 says Macintosh.
        _ if charset == 256 => 10000,
        _ => 1252,
    };
    let of_charset = code_page::of_charset(charset).filter(|e| code_page::is_double_byte(e));
    of_charset.or_else(|| code_page::of_number(by_language)).unwrap_or(encoding_rs::WINDOWS_1252)
}
