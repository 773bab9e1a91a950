//! How often a run of characters stands in a background collection of government work reports.
//!
//! In: a folded run of 2 to 12 characters. Out: in how many reports it stands and how often. The table tells nationwide formulae from
//! local names; it is one sign among others and never cuts a candidate.
//!
//! `assets/background.bin` is read in place, nothing is unpacked: the letters by frequency, then sorted runs in blocks of 32, each run
//! as the length it shares with the one before, its new letters (one byte for the 128 commonest, else two), the number of
//! reports and the logarithm of the number of occurrences.

use std::cmp::Ordering;
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
    /// Number of each Han character, counted from [`FIRST_HAN`]; [`NO_LETTER`] for one that the table has not. Nearly all that is asked for.
    han: Vec<u16>,
    /// Each other letter with its number, in order of letters.
    others: Vec<(char, u16)>,
    /// Where each block begins in `data`.
    blocks: Vec<u32>,
    /// What each block begins with, by [`head_of`]: nearly all blocks are told apart by it.
    heads: Vec<u64>,
    /// Number of occurrences by the logarithm that is stored.
    occurrences: Vec<f64>,
    /// The runs of two letters, which nearly all that is asked for are: the second letter, the number of reports and the stored occurrences;
    /// those of each first letter in a row, by the second.
    pairs: Vec<(u16, u8, u8)>,
    /// By first letter where its runs begin in `pairs`, and the end of the last ones.
    firsts: Vec<u32>,
    data: &'static [u8],
}

/// Han characters stand from here,
const FIRST_HAN: char = '\u{4e00}';
/// to here.
const LAST_HAN: char = '\u{9fff}';
/// No letter has this number: numbers are stored in 15 bits.
const NO_LETTER: u16 = u16::MAX;
/// Letters of a run that its head holds.
const HEAD_LETTERS: usize = 4;

/// The first letters of a run as a number that sorts as they do; what is missing sorts first.
fn head_of(ids: &[u16]) -> u64 {
    (0..HEAD_LETTERS).fold(0, |head, k| head << 16 | ids.get(k).map_or(0, |id| u64::from(*id) + 1))
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
        let (count, mut rest) = number(rest.get(length..)?)?;
        let mut out = Self { han: vec![NO_LETTER; LAST_HAN as usize - FIRST_HAN as usize + 1], ..Self::default() };
        for (letter, id) in letters.chars().zip(0..) {
            match out.han.get_mut((letter as usize).wrapping_sub(FIRST_HAN as usize)) {
                Some(slot) => *slot = id,
                None => out.others.push((letter, id)),
            }
        }
        out.others.sort_unstable();
        for _ in 0..count {
            let (at, after) = number(rest)?;
            out.blocks.push(u32::try_from(at).ok()?);
            rest = after;
        }
        out.data = rest;
        out.heads = (0..count).map(|block| head_of(&out.first_of(block))).collect();
        out.occurrences = (0..=u8::MAX).map(|stored| libm::exp(f64::from(stored) / SCALE)).collect();
        out.take_pairs();
        Some(out)
    }

    /// Takes the runs of two letters out of the blocks.
    fn take_pairs(&mut self) {
        self.firsts = vec![0];
        for block in 0..self.blocks.len() {
            self.cursor(block).each_pair(|(first, second), documents, occurrences| {
                // Runs are in order: the letters up to this one have no more.
                let end = u32::try_from(self.pairs.len()).unwrap_or(u32::MAX);
                self.firsts.resize(self.firsts.len().max(usize::from(first) + 1), end);
                self.pairs.push((second, documents, occurrences));
            });
        }
        self.firsts.push(u32::try_from(self.pairs.len()).unwrap_or(u32::MAX));
    }

    /// What is known of a run of two letters.
    fn pair(&self, first: u16, second: u16) -> Option<Known> {
        let (from, to) = (*self.firsts.get(usize::from(first))?, *self.firsts.get(usize::from(first) + 1)?);
        let runs = self.pairs.get(from as usize..to as usize)?;
        let (_, documents, occurrences) = *runs.get(runs.binary_search_by_key(&second, |run| run.0).ok()?)?;
        self.known(documents, occurrences)
    }

    fn known(&self, documents: u8, occurrences: u8) -> Option<Known> {
        Some(Known { documents: f64::from(documents), occurrences: *self.occurrences.get(usize::from(occurrences))? })
    }

    /// What is known of a folded run; nothing for one that is in fewer than three reports.
    #[must_use]
    pub fn get(&self, run: &str) -> Known {
        self.of(run.chars())
    }

    /// The same of the run's characters.
    #[must_use]
    pub fn of(&self, run: impl IntoIterator<Item = char>) -> Known {
        let mut ids = [0; MAX_CHARS];
        let mut length = 0;
        for c in run {
            let (Some(slot), Some(id)) = (ids.get_mut(length), self.letter(c)) else { return Known::default() };
            *slot = id;
            length += 1;
        }
        let found = match ids[..length] {
            [] | [_] => None,
            [first, second] => self.pair(first, second),
            _ => self.find(&ids[..length]),
        };
        found.unwrap_or_default()
    }

    /// The number of a letter.
    fn letter(&self, c: char) -> Option<u16> {
        match self.han.get((c as usize).wrapping_sub(FIRST_HAN as usize)) {
            Some(id) => Some(*id).filter(|id| *id != NO_LETTER),
            None => self.others.binary_search_by_key(&c, |(letter, _)| *letter).ok().map(|k| self.others[k].1),
        }
    }

    /// The run that a block begins with.
    fn first_of(&self, block: usize) -> Vec<u16> {
        let mut cursor = self.cursor(block);
        let (_, new) = cursor.head().unwrap_or_default();
        (0..new).map_while(|_| cursor.letter()).collect()
    }

    fn cursor(&self, block: usize) -> Cursor {
        Cursor { data: self.blocks.get(block).and_then(|at| self.data.get(*at as usize..)).unwrap_or_default() }
    }

    fn find(&self, ids: &[u16]) -> Option<Known> {
        let head = head_of(ids);
        let from = self.heads.partition_point(|h| *h < head);
        // Blocks with the same head are told apart by the rest of their first runs.
        let mut to = from;
        while self.heads.get(to) == Some(&head) && self.first_of(to).as_slice() <= ids {
            to += 1;
        }
        let (documents, occurrences) = self.cursor(to.checked_sub(1)?).find(ids)?;
        self.known(documents, occurrences)
    }
}

/// Reads the runs of a block one after another.
struct Cursor {
    data: &'static [u8],
}

impl Cursor {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.data.split_first()?;
        self.data = rest;
        Some(*byte)
    }

    /// How many letters the next run shares with the one before, and how many new ones follow.
    fn head(&mut self) -> Option<(usize, usize)> {
        self.byte().map(|head| (usize::from(head >> 4), usize::from(head & 15)))
    }

    fn letter(&mut self) -> Option<u16> {
        let low = self.byte()?;
        Some(if low < 0x80 { u16::from(low) } else { u16::from(low & 0x7f) << 8 | u16::from(self.byte()?) })
    }

    /// The runs of two letters of the block, in order, each with its number of reports and its stored occurrences.
    fn each_pair(mut self, mut each: impl FnMut((u16, u16), u8, u8)) {
        let mut letters = [0; MAX_CHARS + 1];
        for _ in 0..BLOCK {
            let Some((shared, new)) = self.head() else { return };
            for slot in letters.iter_mut().skip(shared).take(new) {
                let Some(letter) = self.letter() else { return };
                *slot = letter;
            }
            let Some((documents, occurrences)) = self.byte().zip(self.byte()) else { return };
            if shared + new == 2 {
                each((letters[0], letters[1]), documents, occurrences);
            }
        }
    }

    /// Of the run `ids` its number of reports, and the logarithm of its occurrences as it is stored.
    ///
    /// Only new letters are compared: a run that shares more with the one before than `ids` does is as small as that one, and a run that
    /// shares less is greater than `ids`.
    fn find(&mut self, ids: &[u16]) -> Option<(u8, u8)> {
        // Letters that the run before, which is smaller than `ids`, has in common with it.
        let mut matched = 0;
        for _ in 0..BLOCK {
            let (shared, new) = self.head()?;
            if shared < matched {
                return None;
            }
            let mut open = shared == matched;
            for _ in 0..new {
                let letter = self.letter()?;
                if open {
                    match letter.cmp(ids.get(matched)?) {
                        Ordering::Less => open = false,
                        Ordering::Equal => matched += 1,
                        Ordering::Greater => return None,
                    }
                }
            }
            let known = (self.byte()?, self.byte()?);
            if open && matched == ids.len() {
                return Some(known);
            }
        }
        None
    }
}

fn number(bytes: &'static [u8]) -> Option<(usize, &'static [u8])> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*head) as usize, rest))
}

#[cfg(test)]
#[path = "background_tests.rs"]
mod tests;
