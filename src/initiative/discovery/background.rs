//! How often a run of characters stands in a background collection of government work reports.
//!
//! In: a folded run of 2 to 12 characters. Out: in how many reports it stands and how often. The table tells nationwide formulae from
//! local names; it is one sign among others and never cuts a candidate.
//!
//! `assets/background.bin` is read in place, nothing is unpacked: the letters by frequency, then sorted runs in blocks of 32, each run
//! as the length it shares with the one before, its new letters (one byte for the 128 commonest, else two), the number of
//! reports and the logarithm of the number of occurrences.

use std::sync::LazyLock;

const ASSET: &[u8] = include_bytes!("../../../assets/background.bin");
/// Runs in a block; the first is stored whole.
pub(super) const BLOCK: usize = 32;
/// Occurrences are kept as `SCALE * ln`.
pub(super) const SCALE: f64 = 16.0;
/// The longest run in the table, in characters.
pub(super) const MAX_CHARS: usize = 12;

/// How widely known a run is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Known {
    /// Number of background reports that hold it.
    pub documents: f64,
    /// Number of occurrences, to some six per cent.
    pub occurrences: f64,
}

/// The table, ready to ask.
#[derive(Debug, Clone, Default)]
pub struct Background {
    /// Each letter with its number, in order of letters.
    letters: Vec<(char, u16)>,
    /// Where each block begins in `data`.
    blocks: Vec<u32>,
    data: &'static [u8],
}

impl Background {
    /// The table built into the program; an empty one if it is broken, which a test rules out.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static TABLE: LazyLock<Background> = LazyLock::new(|| Background::read(ASSET).unwrap_or_default());
        &TABLE
    }

    /// Reads a table: `letters: u32 length, UTF-8`, `blocks: u32 count, u32 each`, then the runs.
    pub(super) fn read(bytes: &'static [u8]) -> Option<Self> {
        let (length, rest) = number(bytes)?;
        let letters = std::str::from_utf8(rest.get(..length)?).ok()?;
        let mut letters: Vec<(char, u16)> = letters.chars().zip(0..).collect();
        letters.sort_unstable();
        let (count, mut rest) = number(rest.get(length..)?)?;
        let mut blocks = Vec::with_capacity(count.min(rest.len()));
        for _ in 0..count {
            let (at, after) = number(rest)?;
            blocks.push(u32::try_from(at).ok()?);
            rest = after;
        }
        Some(Self { letters, blocks, data: rest })
    }

    /// What is known of a folded run; nothing for one that is in fewer than three reports.
    #[must_use]
    pub fn get(&self, run: &str) -> Known {
        let letter = |c: char| self.letters.binary_search_by_key(&c, |(letter, _)| *letter).ok().map(|k| self.letters[k].1);
        let ids: Option<Vec<u16>> = run.chars().map(letter).collect();
        ids.filter(|ids| (2..=MAX_CHARS).contains(&ids.len())).and_then(|ids| self.find(&ids)).unwrap_or_default()
    }

    fn find(&self, ids: &[u16]) -> Option<Known> {
        let mut cursor = Cursor { data: &[], run: Vec::with_capacity(MAX_CHARS) };
        let mut first_is_low = |block: &u32| {
            cursor.data = self.data.get(*block as usize..).unwrap_or_default();
            cursor.run.clear();
            cursor.next().is_some() && cursor.run.as_slice() <= ids
        };
        let block = self.blocks.partition_point(|block| first_is_low(block)).checked_sub(1)?;
        cursor.data = self.data.get(*self.blocks.get(block)? as usize..)?;
        cursor.run.clear();
        for _ in 0..BLOCK {
            let (documents, occurrences) = cursor.next()?;
            if cursor.run.as_slice() >= ids {
                let known = Known { documents: f64::from(documents), occurrences: libm::exp(f64::from(occurrences) / SCALE) };
                return (cursor.run == ids).then_some(known);
            }
        }
        None
    }
}

/// Reads runs one after another.
struct Cursor {
    data: &'static [u8],
    run: Vec<u16>,
}

impl Cursor {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.data.split_first()?;
        self.data = rest;
        Some(*byte)
    }

    /// Goes to the next run: its number of reports, and the logarithm of its occurrences as it is stored.
    fn next(&mut self) -> Option<(u8, u8)> {
        let head = self.byte()?;
        self.run.truncate(usize::from(head >> 4));
        for _ in 0..head & 15 {
            let low = self.byte()?;
            let id = if low < 0x80 { u16::from(low) } else { u16::from(low & 0x7f) << 8 | u16::from(self.byte()?) };
            self.run.push(id);
        }
        Some((self.byte()?, self.byte()?))
    }
}

fn number(bytes: &'static [u8]) -> Option<(usize, &'static [u8])> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*head) as usize, rest))
}

#[cfg(test)]
#[path = "background_tests.rs"]
mod tests;
