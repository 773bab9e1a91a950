//! The title that a document has of itself: `PIDSI_TITLE` in the stream `\x05SummaryInformation` (MS-OLEPS 2.18, 2.25.1).

use super::super::code_page;
use super::bytes::{slice, u16_at, u32_at};

const CODE_PAGE: u32 = 1;
const TITLE: u32 = 2;
/// A title is a line, not a text.
const MAX_TITLE: usize = 1024;

/// The title out of the stream's bytes.
pub fn title(stream: &[u8]) -> Option<String> {
    let section = stream.get(u32_at(stream, 44)? as usize..)?;
    let count = u32_at(section, 4)?.min(64) as usize;
    let property = |wanted: u32| {
        let at = (0..count).find(|k| u32_at(section, 8 + k * 8) == Some(wanted))?;
        section.get(u32_at(section, 8 + at * 8 + 4)? as usize..)
    };
    let code_page = property(CODE_PAGE).and_then(|p| u16_at(p, 4)).unwrap_or(1252);
    let value = property(TITLE)?;
    let len = u32_at(value, 4)? as usize;
    let title = match u16_at(value, 0)? {
        // VT_LPSTR counts bytes, VT_LPWSTR characters.
        0x1E => decoded(slice(value, 8, len.min(MAX_TITLE))?, code_page)?,
        0x1F => decoded(slice(value, 8, len.checked_mul(2)?.min(MAX_TITLE))?, 1200)?,
        _ => return None,
    };
    let title = title.split('\0').next().unwrap_or_default().trim();
    (!title.is_empty() && !title.contains('\u{FFFD}')).then(|| title.to_owned())
}

fn decoded(bytes: &[u8], number: u16) -> Option<String> {
    let encoding = code_page::of_number(number)?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}
