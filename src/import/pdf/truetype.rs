//! The character map of an embedded TrueType or OpenType font, read backward: which character a glyph is drawn for.
//!
//! For fonts whose codes are glyph numbers and that bring no `/ToUnicode`. Formats 4 and 12 of the `cmap` table (OpenType 1.9) are
//! the ones that fonts with Chinese glyphs have.

use std::collections::BTreeMap;

/// More mappings than Unicode has characters in use: a font that claims more is broken.
const MAX_PAIRS: usize = 400_000;

/// Characters by glyph; where several are drawn with one glyph, the ideograph of the main block or else the lowest.
pub fn characters_by_glyph(font: &[u8]) -> Option<BTreeMap<u32, char>> {
    let cmap = table(font, *b"cmap")?;
    let count = u16_at(cmap, 2)?;
    let mut best: Option<(u8, &[u8])> = None;
    for k in 0..usize::from(count).min(64) {
        let record = 4 + k * 8;
        let (platform, encoding) = (u16_at(cmap, record)?, u16_at(cmap, record + 2)?);
        let rank = match (platform, encoding) {
            (3, 10) | (0, 4 | 6) => 3,
            (3, 1) => 2,
            (0, 0..=3) => 1,
            _ => continue,
        };
        let Some(subtable) = u32_at(cmap, record + 4).and_then(|at| cmap.get(at as usize..)) else { continue };
        if matches!(u16_at(subtable, 0), Some(4 | 12)) && best.is_none_or(|(r, _)| rank > r) {
            best = Some((rank, subtable));
        }
    }
    let (_, subtable) = best?;
    let mut map = BTreeMap::new();
    match u16_at(subtable, 0)? {
        4 => format_4(subtable, &mut map),
        _ => format_12(subtable, &mut map),
    };
    (!map.is_empty()).then_some(map)
}

fn table(font: &[u8], tag: [u8; 4]) -> Option<&[u8]> {
    let start = if font.starts_with(b"ttcf") { u32_at(font, 12)? as usize } else { 0 };
    let count = u16_at(font, start + 4)?;
    (0..usize::from(count)).find_map(|k| {
        let record = start + 12 + k * 16;
        if font.get(record..record + 4)? != tag {
            return None;
        }
        let at = u32_at(font, record + 8)? as usize;
        let length = u32_at(font, record + 12)? as usize;
        font.get(at..at.checked_add(length)?.min(font.len()))
    })
}

fn format_4(t: &[u8], map: &mut BTreeMap<u32, char>) -> Option<()> {
    let segments = usize::from(u16_at(t, 6)?) / 2;
    let (ends, starts) = (14, 16 + segments * 2);
    let (deltas, offsets) = (starts + segments * 2, starts + segments * 4);
    let mut pairs = 0;
    for k in 0..segments {
        let (end, start) = (u16_at(t, ends + k * 2)?, u16_at(t, starts + k * 2)?);
        let (delta, offset) = (u16_at(t, deltas + k * 2)?, u16_at(t, offsets + k * 2)?);
        for code in start..=end.min(0xfffe) {
            pairs += 1;
            if pairs > MAX_PAIRS {
                return None;
            }
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                let at = offsets + k * 2 + usize::from(offset) + usize::from(code - start) * 2;
                match u16_at(t, at) {
                    Some(glyph) if glyph != 0 => glyph.wrapping_add(delta),
                    _ => continue,
                }
            };
            insert(map, u32::from(glyph), u32::from(code));
        }
    }
    Some(())
}

fn format_12(t: &[u8], map: &mut BTreeMap<u32, char>) -> Option<()> {
    let groups = u32_at(t, 12)? as usize;
    let mut pairs = 0;
    for k in 0..groups {
        let at = 16 + k.checked_mul(12)?;
        let (start, end, glyph) = (u32_at(t, at)?, u32_at(t, at + 4)?, u32_at(t, at + 8)?);
        for code in start..=end {
            pairs += 1;
            if pairs > MAX_PAIRS {
                return None;
            }
            insert(map, glyph.wrapping_add(code - start), code);
        }
    }
    Some(())
}

fn insert(map: &mut BTreeMap<u32, char>, glyph: u32, code: u32) {
    let Some(c) = char::from_u32(code).filter(|_| glyph != 0) else { return };
    let is_main = |c: char| matches!(c, '\u{20}'..='\u{7e}' | '\u{4e00}'..='\u{9fff}');
    map.entry(glyph).and_modify(|known| *known = if is_main(c) && !is_main(*known) { c } else { *known }).or_insert(c);
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
