//! Names of fonts (MS-DOC 2.9.286, SttbfFfn), which tell what a symbol's code means.

use super::bytes::{slice, u8_at, u16_at};

/// Bytes of a font's record before its name, its own length included (MS-DOC 2.9.88, FFN).
const HEAD: usize = 40;
/// The same in Word 6 and 95.
const OLD_HEAD: usize = 6;

/// The names by index.
pub fn names(table: &[u8], is_old: bool) -> Vec<String> {
    // Word 97 counts the records; Word 6 the bytes.
    let mut at = if is_old { 2 } else { 4 };
    let count = if is_old { usize::MAX } else { u16_at(table, 0).map_or(0, usize::from) };
    let mut names = Vec::new();
    while names.len() < count {
        let Some(record) = u8_at(table, at).and_then(|len| slice(table, at, usize::from(len) + 1)) else { break };
        names.push(name(record, is_old));
        at += record.len();
    }
    names
}

fn name(record: &[u8], is_old: bool) -> String {
    if is_old {
        let name = record.get(OLD_HEAD..).unwrap_or_default();
        return String::from_utf8_lossy(name.split(|b| *b == 0).next().unwrap_or_default()).into_owned();
    }
    let units = record.get(HEAD..).unwrap_or_default().chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units.take_while(|unit| *unit != 0)).map(|c| c.unwrap_or('\u{FFFD}')).collect()
}
