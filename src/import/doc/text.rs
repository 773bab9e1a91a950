//! The piece table (MS-DOC 2.4.1): in which stretches of the stream the characters of a document stand.
//!
//! Out: all characters by character position (CP), as UTF-16, and the way from a position back to the stream, where the
//! properties are kept. A piece of 8-bit text counts one position a byte, so the second byte of a double-byte character leaves a
//! [`FILLER`].

use encoding_rs::Encoding;

use super::bytes::{plc_count, plc_data, slice, u16_at, u32_at};
use super::fib::Fib;

/// What a piece adds is a few properties; they are applied again for each run of the piece, so longer lists would take for ever. In bytes.
const MAX_MODIFIER: usize = 1024;
/// A position without a character of its own.
pub const FILLER: u16 = 0xFFFF;

/// A stretch of text that stands in one place of the stream.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// First character position.
    pub start: u32,
    /// Character position after the last.
    pub end: u32,
    /// Offset in the stream.
    pub at: u32,
    /// Bytes of a character: 1 or 2.
    pub width: u32,
    /// Properties on top of those in the stream (MS-DOC 2.9.204).
    pub modifier: u16,
}

impl Piece {
    /// Where in the stream a position of this piece stands.
    pub const fn offset(&self, cp: u32) -> u32 {
        self.at.saturating_add(cp.saturating_sub(self.start).saturating_mul(self.width))
    }
}

/// The characters of a document.
#[derive(Debug, Default)]
pub struct Text<'a> {
    /// Characters by position.
    pub units: Vec<u16>,
    /// Pieces, one after another without gaps.
    pub pieces: Vec<Piece>,
    /// Lists of properties that pieces name.
    modifiers: Vec<&'a [u8]>,
    /// Whether the table or a stretch that it names is missing.
    pub is_damaged: bool,
}

impl<'a> Text<'a> {
    /// Reads all text. `clx` is the part of the table stream with the piece table; `total` how many positions there should be.
    pub fn read(word: &[u8], clx: &'a [u8], fib: &Fib, total: u32) -> Self {
        let mut text = Self::default();
        let plc = text.modifiers_and_plc(clx);
        match plc {
            Some(plc) => text.add_pieces(plc, fib),
            // Only Word 6 and 95 leave it out.
            None => text.is_damaged = !fib.is_old,
        }
        if text.pieces.is_empty() {
            text.whole_as_one_piece(fib, total);
        }
        text.decode(word, if fib.is_old { fib.encoding } else { encoding_rs::WINDOWS_1252 });
        text
    }

    /// The piece at a position, looked for from the piece `hint` on.
    pub fn piece_at(&self, cp: u32, hint: &mut usize) -> Option<Piece> {
        let fits = |k: usize| self.pieces.get(k).copied().filter(|p| p.start <= cp && cp < p.end);
        if let Some(piece) = fits(*hint) {
            return Some(piece);
        }
        *hint = self.pieces.partition_point(|p| p.end <= cp);
        fits(*hint)
    }

    /// The properties that a piece adds, as a list of sprms.
    pub fn modifier(&self, modifier: u16) -> Option<&'a [u8]> {
        (modifier & 1 == 1).then(|| self.modifiers.get(usize::from(modifier >> 1)).copied())?
    }

    /// Takes the lists of properties out of a Clx and gives its piece table (MS-DOC 2.9.38).
    fn modifiers_and_plc(&mut self, clx: &'a [u8]) -> Option<&'a [u8]> {
        let mut at = 0;
        loop {
            match clx.get(at)? {
                1 => {
                    let len = usize::from(u16_at(clx, at + 1)?);
                    let list = slice(clx, at + 3, len)?;
                    self.modifiers.push(&list[..len.min(MAX_MODIFIER)]);
                    at += 3 + len;
                }
                2 => {
                    let len = u32_at(clx, at + 1)? as usize;
                    let whole = slice(clx, at + 5, len);
                    self.is_damaged |= whole.is_none();
                    return whole.or_else(|| clx.get(at + 5..));
                }
                _ => return None,
            }
        }
    }

    fn add_pieces(&mut self, plc: &[u8], fib: &Fib) {
        for k in 0..plc_count(plc, 8) {
            let (Some(start), Some(end), Some(data)) = (u32_at(plc, k * 4), u32_at(plc, k * 4 + 4), plc_data(plc, 8, k)) else { break };
            let follows = start == self.pieces.last().map_or(0, |p| p.end) && start < end;
            let (Some(at), Some(modifier)) = (u32_at(data, 2), u16_at(data, 6)) else { break };
            if !follows {
                self.is_damaged = true;
                break;
            }
            let (at, width) = match () {
                () if fib.is_old => (at, if fib.is_wide { 2 } else { 1 }),
                () if at & 0x4000_0000 != 0 => ((at & 0x3FFF_FFFF) / 2, 1),
                () => (at & 0x3FFF_FFFF, 2),
            };
            self.pieces.push(Piece { start, end, at, width, modifier });
        }
    }

    /// Without a piece table the text stands in one stretch.
    fn whole_as_one_piece(&mut self, fib: &Fib, total: u32) {
        let (at, end) = fib.text;
        let room = end.saturating_sub(at);
        let is_wide = if fib.is_old { fib.is_wide } else { room / 2 >= total };
        self.pieces = vec![Piece { start: 0, end: total.max(1), at, width: if is_wide { 2 } else { 1 }, modifier: 0 }];
    }

    /// Reads the characters. Positions that the stream has no bytes for are cut off: a damaged table must not make up text.
    fn decode(&mut self, word: &[u8], encoding: &'static Encoding) {
        // Pieces that all name the same stretch would make a small file large: no more positions than the stream has bytes.
        let mut room = word.len();
        for k in 0..self.pieces.len() {
            let piece = self.pieces[k];
            let (at, width, wanted) = (piece.at as usize, piece.width as usize, (piece.end - piece.start) as usize);
            let there = word.len().saturating_sub(at) / width;
            let count = wanted.min(there).min(room);
            let bytes = slice(word, at, count * width).unwrap_or_default();
            if width == 2 {
                self.units.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            } else {
                narrow(bytes, encoding, &mut self.units);
            }
            room -= count;
            if count < wanted {
                self.is_damaged = true;
                self.pieces[k].end = piece.start + u32::try_from(count).unwrap_or_default();
                self.pieces.truncate(k + 1);
                break;
            }
        }
    }
}

/// Reads 8-bit text, one unit a byte.
fn narrow(bytes: &[u8], encoding: &'static Encoding, units: &mut Vec<u16>) {
    let mut rest = bytes;
    while let Some(first) = rest.first().copied() {
        if first.is_ascii() {
            units.push(u16::from(first));
            rest = &rest[1..];
            continue;
        }
        let pair = &rest[..rest.len().min(2)];
        let one = unit(encoding, &rest[..1]);
        match one.or_else(|| unit(encoding, pair).filter(|_| pair.len() == 2)) {
            Some(unit) => units.push(unit),
            None => units.push(0xFFFD),
        }
        let len = if one.is_none() && pair.len() == 2 { 2 } else { 1 };
        if len == 2 {
            units.push(FILLER);
        }
        rest = &rest[len..];
    }
}

/// The one character of a few bytes.
fn unit(encoding: &'static Encoding, bytes: &[u8]) -> Option<u16> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let mut units = text.encode_utf16();
    units.next().filter(|_| units.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::{FILLER, narrow};

    #[test]
    fn double_byte_text_keeps_its_positions() {
        let mut units = Vec::new();
        narrow(b"a\xBD\xD6\xB5\xC0.", encoding_rs::GBK, &mut units);
        assert_eq!(units, [0x61, 0x8857, FILLER, 0x9053, FILLER, 0x2E]);
        units.clear();
        narrow(b"\x93\x80\xBD", encoding_rs::WINDOWS_1252, &mut units);
        assert_eq!(units, [0x201C, 0x20AC, 0xBD]);
        units.clear();
        narrow(b"\xBD", encoding_rs::GBK, &mut units);
        assert_eq!(units, [0xFFFD]);
    }
}
