//! What the mark at a row's end says of the row's cells: their edges and which are merged.

use super::super::rows::Definition;
use super::bytes::{slice, u8_at, u16_at};
use super::sprm::Sprms;

/// Cells of a row that Word allows (MS-DOC 2.9.319, itcMac).
const MAX_CELLS: usize = 64;

/// The cells of a row by its sprmTDefTable (MS-DOC 2.9.319), which the merges after it may change.
pub fn definitions(properties: &[u8], is_old: bool) -> Vec<Definition> {
    let mut out = Vec::new();
    for (code, operand) in Sprms::new(properties, is_old) {
        match code {
            0xD608 => out = defined(operand, is_old).unwrap_or_default(),
            // sprmTVertMerge
            0xD62B => {
                if let (Some(cell), Some(how)) = (u8_at(operand, 0).and_then(|k| out.get_mut(usize::from(k))), u8_at(operand, 1)) {
                    let cell: &mut Definition = cell;
                    cell.hangs = how == 1;
                }
            }
            // sprmTMerge
            0x5624 => {
                let (first, last) = (u8_at(operand, 0).map_or(0, usize::from), u8_at(operand, 1).map_or(0, usize::from));
                for cell in out.iter_mut().take(last).skip(first + 1) {
                    cell.continues = true;
                }
            }
            _ => {}
        }
    }
    out
}

fn defined(operand: &[u8], is_old: bool) -> Option<Vec<Definition>> {
    let count = usize::from(u8_at(operand, 0)?).min(MAX_CELLS);
    let edge = |k: usize| u16_at(operand, 1 + k * 2).map(|edge| i32::from(edge.cast_signed()));
    let (cells_at, size) = (1 + (count + 1) * 2, if is_old { 10 } else { 20 });
    let mut out = Vec::with_capacity(count);
    for k in 0..count {
        // Cells without a record of their own are plain.
        let flags = slice(operand, cells_at + k * size, 2).and_then(|cell| u16_at(cell, 0)).unwrap_or_default();
        let (continues, hangs) = if is_old { (flags & 2 != 0, false) } else { (flags & 3 == 1, (flags >> 5) & 3 == 1) };
        out.push(Definition { left: edge(k)?, right: edge(k + 1)?, hangs, continues });
    }
    Some(out)
}
