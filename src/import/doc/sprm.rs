//! Single property modifiers (MS-DOC 2.2.5, 2.6): lists of changes to the properties of a paragraph or a run.
//!
//! Word 6 and 95 have one-byte codes; those that matter here are told by their Word 97 name, so that one place applies them.

use super::bytes::{slice, u8_at, u16_at};

/// What a paragraph is, as far as it matters to its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Para {
    /// Outline level from 0; 9 is running text.
    pub outline: u8,
    /// Level in its list, from 0.
    pub level: u8,
    /// List by its index from 1 in the table of overrides; 0 for none.
    pub list: u16,
    /// Depth in tables; 0 outside.
    pub depth: u32,
    /// In a table of the first depth.
    pub in_table: bool,
    /// The mark that ends a row.
    pub ends_row: bool,
    /// The paragraph's own mark ends a cell of an inner table.
    pub ends_inner_cell: bool,
    /// The paragraph's own mark ends a row of an inner table.
    pub ends_inner_row: bool,
}

impl Default for Para {
    fn default() -> Self {
        Self { outline: 9, level: 0, list: 0, depth: 0, in_table: false, ends_row: false, ends_inner_cell: false, ends_inner_row: false }
    }
}

/// What a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chars {
    /// In bold.
    pub bold: bool,
    /// In italic.
    pub italic: bool,
    /// Not shown.
    pub hidden: bool,
    /// Put in by a revision.
    pub inserted: bool,
    /// Taken out by a revision.
    pub deleted: bool,
    /// A symbol: index of its font and its code.
    pub symbol: Option<(u16, u16)>,
    /// Index of the font, for characters that mean nothing in another.
    pub font: Option<u16>,
    /// A style of its own.
    pub style: Option<u16>,
}

impl Para {
    /// Applies a list.
    pub fn apply(&mut self, list: &[u8], is_old: bool) {
        for (code, operand) in Sprms::new(list, is_old) {
            let byte = u8_at(operand, 0).unwrap_or_default();
            match code {
                0x2640 => self.outline = byte,
                0x260A => self.level = byte,
                0x460B => self.list = u16_at(operand, 0).unwrap_or_default(),
                0x2416 => self.in_table = byte != 0,
                0x2417 => self.ends_row = byte != 0,
                0x6649 => self.depth = super::bytes::u32_at(operand, 0).unwrap_or_default(),
                0x244B => self.ends_inner_cell = byte != 0,
                0x244C => self.ends_inner_row = byte != 0,
                _ => {}
            }
        }
    }
}

impl Chars {
    /// Applies the one change that a piece carries in itself (MS-DOC 2.9.204, Prm0).
    pub fn modify(&mut self, modifier: u16, base: Self) {
        let [code, value] = modifier.to_le_bytes();
        match code >> 1 {
            0x41 => self.deleted = value != 0,
            0x42 => self.inserted = value != 0,
            0x55 => self.bold = toggled(value, base.bold),
            0x56 => self.italic = toggled(value, base.italic),
            0x5C => self.hidden = toggled(value, base.hidden),
            _ => {}
        }
    }

    /// Applies a list. `base` is what the style says, for those that turn it round; `of_style` gives a character style's own.
    pub fn apply(&mut self, list: &[u8], is_old: bool, base: Self, of_style: impl Fn(u16) -> Option<Self>) {
        let mut base = base;
        for (code, operand) in Sprms::new(list, is_old) {
            let byte = u8_at(operand, 0).unwrap_or_default();
            match code {
                0x0835 => self.bold = toggled(byte, base.bold),
                0x0836 => self.italic = toggled(byte, base.italic),
                0x083C => self.hidden = toggled(byte, base.hidden),
                0x0800 => self.deleted = byte != 0,
                0x0801 => self.inserted = byte != 0,
                0x2A33 => *self = Self { inserted: self.inserted, deleted: self.deleted, ..base },
                0x4A30 => {
                    self.style = u16_at(operand, 0);
                    if let Some(own) = self.style.and_then(&of_style) {
                        base =
                            Self { bold: base.bold ^ own.bold, italic: base.italic ^ own.italic, hidden: base.hidden ^ own.hidden, ..base };
                        *self = Self { bold: base.bold, italic: base.italic, hidden: base.hidden, ..*self };
                    }
                }
                0x4A4F | 0x4A51 => self.font = u16_at(operand, 0),
                0x6A09 => self.symbol = u16_at(operand, 0).zip(u16_at(operand, 2)),
                _ => {}
            }
        }
    }
}

/// A toggle (MS-DOC 2.9.327, ToggleOperand): off, on, as the style says, or the other way round.
const fn toggled(operand: u8, base: bool) -> bool {
    match operand {
        0x80 => base,
        0x81 => !base,
        other => other != 0,
    }
}

/// The lists of properties that a run of a table's row has: code and operand, one after another.
pub struct Sprms<'a> {
    rest: &'a [u8],
    is_old: bool,
}

impl<'a> Sprms<'a> {
    /// Goes through a list; stops where it is cut off or has a code of unknown length.
    pub const fn new(list: &'a [u8], is_old: bool) -> Self {
        Self { rest: list, is_old }
    }
}

impl<'a> Iterator for Sprms<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (code, head, len) = if self.is_old { old(self.rest)? } else { new(self.rest)? };
        let operand = slice(self.rest, head, len)?;
        self.rest = &self.rest[head + len..];
        Some((code, operand))
    }
}

/// Code, bytes before the operand, and bytes of the operand (MS-DOC 2.6.1: the size is in the code's upper bits).
fn new(list: &[u8]) -> Option<(u16, usize, usize)> {
    let code = u16_at(list, 0)?;
    let (head, len) = match code >> 13 {
        0 | 1 => (2, 1),
        2 | 4 | 5 => (2, 2),
        3 => (2, 4),
        7 => (2, 3),
        _ => variable(code, list)?,
    };
    Some((code, head, len))
}

fn variable(code: u16, list: &[u8]) -> Option<(usize, usize)> {
    let byte = usize::from(u8_at(list, 2)?);
    Some(match (code, byte) {
        // sprmTDefTable counts in two bytes, and one too many.
        (0xD608, _) => (4, usize::from(u16_at(list, 2)?).checked_sub(1)?),
        // sprmPChgTabs, when too long for its own count.
        (0xC615, 255) => {
            let deleted = usize::from(u8_at(list, 3)?);
            let added = usize::from(u8_at(list, 4 + deleted * 4)?);
            (3, 2 + deleted * 4 + added * 3)
        }
        (_, len) => (3, len),
    })
}

/// The same for the one-byte codes of Word 6 and 95.
fn old(list: &[u8]) -> Option<(u16, usize, usize)> {
    let byte = u8_at(list, 0)?;
    let name = match byte {
        24 => 0x2416,
        25 => 0x2417,
        65 => 0x0800,
        66 => 0x0801,
        80 => 0x4A30,
        83 => 0x2A33,
        85 => 0x0835,
        86 => 0x0836,
        92 => 0x083C,
        190 => 0xD608,
        other => u16::from(other),
    };
    let (head, len) = match byte {
        // Those that count their own bytes.
        3 | 12 | 15 | 23 | 68 | 74 | 81 | 82 | 103 | 105 | 106 | 108 | 120 => (2, usize::from(u8_at(list, 1)?)),
        188 | 190 => (3, usize::from(u16_at(list, 1)?).checked_sub(1)?),
        83 => (1, 0),
        73 | 95 => (1, 3),
        20 | 70 | 192 | 195..=197 | 200 => (1, 4),
        191 | 193 | 194 => (1, if byte == 191 { 4 } else { 5 }),
        187 => (1, 12),
        2 | 16..=19 | 21 | 22 | 26..=28 | 30..=34 | 36..=43 | 45..=49 | 69 | 72 | 80 | 93 | 96 | 97 | 107 | 109 | 110 => (1, 2),
        121..=124 | 182..=184 | 189 | 198 | 199 => (1, 2),
        4..=11 | 13 | 14 | 24 | 25 | 29 | 35 | 44 | 50..=53 | 65..=67 | 71 | 75..=79 | 85..=92 | 94 | 98..=102 | 104 => (1, 1),
        111..=119 | 185 | 186 => (1, 1),
        _ => return None,
    };
    Some((name, head, len))
}

#[cfg(test)]
mod tests {
    use super::{Chars, Para, Sprms};

    #[test]
    fn a_toggle_turns_the_style_round() {
        let bold_style = Chars { bold: true, ..Chars::default() };
        let mut chars = bold_style;
        chars.apply(&[0x35, 0x08, 0x81], false, bold_style, |_| None);
        assert!(!chars.bold);
        chars.apply(&[0x35, 0x08, 0x80], false, bold_style, |_| None);
        assert!(chars.bold);
        // A bold character style in a bold paragraph style is plain.
        chars.apply(&[0x30, 0x4A, 7, 0], false, bold_style, |style| (style == 7).then_some(bold_style));
        assert!(!chars.bold && chars.style == Some(7));
    }

    #[test]
    fn lists_that_are_cut_off_end_there() {
        let list = [0x16, 0x24, 1, 0x0B, 0x46, 3, 0, 0x08, 0xD6, 0xFF];
        assert_eq!(Sprms::new(&list, false).count(), 2);
        let mut para = Para::default();
        para.apply(&list, false);
        assert!(para.in_table && para.list == 3);
        assert_eq!(Sprms::new(&[85, 1, 255], true).collect::<Vec<_>>(), [(0x0835, &[1_u8][..])]);
    }
}
