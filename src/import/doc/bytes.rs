//! Little-endian numbers and slices out of a stream, each `None` where the stream ends before it.

/// The byte at an offset.
pub fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// The 16-bit number at an offset.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    slice(bytes, at, 2)?.try_into().ok().map(u16::from_le_bytes)
}

/// The 32-bit number at an offset.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    slice(bytes, at, 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// So many bytes from an offset.
pub fn slice(bytes: &[u8], at: usize, len: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(len)?)
}

/// The character positions of a PLC (MS-DOC 2.2.2): one more than it has data elements of `size` bytes each.
pub fn plc_positions(plc: &[u8], size: usize) -> impl Iterator<Item = u32> {
    let count = plc_count(plc, size);
    let positions = if plc.len() < 4 { 0 } else { count + 1 };
    (0..positions).map_while(|k| u32_at(plc, k * 4))
}

/// How many data elements a PLC has.
pub const fn plc_count(plc: &[u8], size: usize) -> usize {
    plc.len().saturating_sub(4) / (4 + size)
}

/// A data element of a PLC.
pub fn plc_data(plc: &[u8], size: usize, k: usize) -> Option<&[u8]> {
    slice(plc, (plc_count(plc, size) + 1) * 4 + k.checked_mul(size)?, size)
}
