//! Lists (MS-DOC 2.4.6.3; PlfLst 2.9.192, PlfLfo 2.9.191): a paragraph's list and level in, its number out.
//!
//! A paragraph names an override (LFO), an override names a list (LSTF) and may change levels or where they begin. All overrides of
//! one list count on together, as the paragraphs of one outline do.

use super::super::numbering::{Counters, Follow, LEVELS, Level, NumberFormat, Piece};
use super::bytes::{slice, u8_at, u16_at, u32_at};

/// Bytes of an LSTF and of an LFO (MS-DOC 2.9.147, 2.9.131).
const LSTF: usize = 28;
const LFO: usize = 16;
/// No list and no level is named by these.
const MAX_LISTS: usize = 0x7FF;
/// A number's text has 31 characters at most in Word.
const MAX_PATTERN: usize = 64;

/// A list and what it has counted to.
#[derive(Debug, Default)]
struct List {
    id: u32,
    levels: Vec<Level>,
    counters: Counters,
}

/// A list as paragraphs name it.
#[derive(Debug, Default)]
struct Override {
    list: Option<usize>,
    /// The list's levels where this override changes their looks.
    levels: Option<Vec<Level>>,
    /// Levels that begin anew with the first paragraph of this override, and their value.
    starts: Vec<(usize, u32)>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub struct Lists {
    lists: Vec<List>,
    overrides: Vec<Override>,
}

impl Lists {
    /// Reads the lists. `plf_lst` begins where `fcPlfLst` says and goes on to the end of the stream, since the levels stand
    /// behind the part. The flag tells whether something is missing.
    pub fn read(plf_lst: &[u8], plf_lfo: &[u8]) -> (Self, bool) {
        let mut lists = Self::default();
        let whole =
            (plf_lst.is_empty() || lists.add_lists(plf_lst).is_some()) & (plf_lfo.is_empty() || lists.add_overrides(plf_lfo).is_some());
        (lists, !whole)
    }

    /// Counts a paragraph of list `list` (an index from one into the overrides) at `level`; its number with what follows it.
    pub fn number(&mut self, list: u16, level: u8) -> Option<String> {
        // Negative numbers mark a list that was taken off the paragraph.
        let overriding = self.overrides.get_mut(usize::from(list).checked_sub(1)?)?;
        let of = self.lists.get_mut(overriding.list?)?;
        let at = usize::from(level);
        overriding.starts.retain(|(which, value)| {
            let applies = *which == at;
            if applies {
                of.counters.set_next(at, *value);
            }
            !applies
        });
        let levels = overriding.levels.as_ref().unwrap_or(&of.levels);
        let number = of.counters.next(at, levels);
        levels.get(at).filter(|_| !number.is_empty()).map(|l| l.separated(&number))
    }

    fn add_lists(&mut self, bytes: &[u8]) -> Option<()> {
        let count = usize::from(u16_at(bytes, 0)?);
        let mut at = 2 + count * LSTF;
        for k in 0..count.min(MAX_LISTS) {
            let head = slice(bytes, 2 + k * LSTF, LSTF)?;
            let is_simple = u8_at(head, 26)? & 1 == 1;
            let mut list = List { id: u32_at(head, 0)?, ..List::default() };
            let mut whole = Some(());
            for _ in 0..if is_simple { 1 } else { LEVELS } {
                whole = level(bytes, &mut at).map(|level| list.levels.push(level));
                if whole.is_none() {
                    break;
                }
            }
            self.lists.push(list);
            whole?;
        }
        Some(())
    }

    fn add_overrides(&mut self, bytes: &[u8]) -> Option<()> {
        let count = (u32_at(bytes, 0)? as usize).min(MAX_LISTS);
        let mut at = 4 + count * LFO;
        for k in 0..count {
            let head = slice(bytes, 4 + k * LFO, LFO)?;
            let id = u32_at(head, 0)?;
            let list = self.lists.iter().position(|l| l.id == id);
            self.overrides.push(Override { list, ..Override::default() });
        }
        for k in 0..count {
            let levels = u8_at(bytes, 4 + k * LFO + 12)?;
            // The data begin with a character position that nobody reads.
            at += 4;
            for _ in 0..levels {
                self.add_level_override(k, bytes, &mut at)?;
            }
        }
        Some(())
    }

    /// An LFOLVL (MS-DOC 2.9.132).
    fn add_level_override(&mut self, index: usize, bytes: &[u8], at: &mut usize) -> Option<()> {
        let start = u32_at(bytes, *at)?;
        let flags = u8_at(bytes, *at + 4)?;
        *at += 8;
        let which = usize::from(flags & 0x0F);
        let changed = if flags & 0x20 == 0 { None } else { Some(level(bytes, at)?) };
        let overriding = self.overrides.get_mut(index)?;
        let begins = flags & 0x10 != 0;
        if begins {
            overriding.starts.push((which, changed.as_ref().map_or(start, |l| l.start)));
        }
        if let Some(changed) = changed {
            let of = overriding.list.and_then(|k| self.lists.get(k));
            let levels = overriding.levels.get_or_insert_with(|| of.map(|l| l.levels.clone()).unwrap_or_default());
            if let Some(level) = levels.get_mut(which) {
                *level = changed;
            }
        }
        Some(())
    }
}

/// An LVL (MS-DOC 2.9.148): the fixed part, two lists of properties, and the number's text.
fn level(bytes: &[u8], at: &mut usize) -> Option<Level> {
    let head = slice(bytes, *at, 28)?;
    let flags = u8_at(head, 5)?;
    let properties = usize::from(u8_at(head, 24)?) + usize::from(u8_at(head, 25)?);
    let text_at = *at + 28 + properties;
    let len = usize::from(u16_at(bytes, text_at)?) * 2;
    let text = slice(bytes, text_at + 2, len)?;
    *at = text_at + 2 + len;
    let units = text.chunks_exact(2).take(MAX_PATTERN).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let pattern: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect();
    let restarts_by_rule = flags & 0x08 != 0;
    Some(Level {
        start: u32_at(head, 0)?,
        format: NumberFormat::from_msonfc(u16::from(u8_at(head, 4)?)),
        pieces: Piece::of_placeholders(&pattern),
        follow: match u8_at(head, 15)? {
            1 => Follow::Space,
            2 => Follow::Nothing,
            _ => Follow::Tab,
        },
        restart_limit: if restarts_by_rule { u8_at(head, 26) } else { None },
        is_legal: flags & 0x04 != 0,
    })
}
