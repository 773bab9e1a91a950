//! Bytes to text: byte-order mark, strict UTF-8, UTF-16 by its blanks and line ends, else GB18030 or Big5.
//!
//! chardetng is asked only after UTF-8 and UTF-16 are out: it takes UTF-16 without a mark for GBK.

use encoding_rs::{BIG5, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};

use super::{ImportError, ImportNote, NoteCode};
use crate::text::Span;

/// Encodings that files come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16, little endian.
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    /// UTF-16, big endian.
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    /// GB 18030, which holds GBK and GB 2312.
    #[serde(rename = "GB18030")]
    Gb18030,
    /// Big5, of Hong Kong and Taiwan.
    #[serde(rename = "Big5")]
    Big5,
    /// Windows-1252, which holds ISO 8859-1: a web page in a Western language.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Another one that a web page names of itself.
    #[serde(rename = "other")]
    Other,
}

impl Encoding {
    /// The encoding that reads GB 2312 and GBK too, whose labels pages use for one another.
    pub(super) fn of(codec: &'static encoding_rs::Encoding) -> Self {
        match codec {
            _ if codec == UTF_8 => Self::Utf8,
            _ if codec == UTF_16LE => Self::Utf16Le,
            _ if codec == UTF_16BE => Self::Utf16Be,
            _ if codec == GB18030 || codec == GBK => Self::Gb18030,
            _ if codec == BIG5 => Self::Big5,
            _ if codec == WINDOWS_1252 => Self::Windows1252,
            _ => Self::Other,
        }
    }

    /// What decodes it; UTF-8 where only the file's own name for it tells.
    pub(super) const fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 | Self::Other => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
            Self::Windows1252 => WINDOWS_1252,
        }
    }
}

/// Decoded text and how it was had.
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    pub bom_bytes: usize,
}

/// Above this share of unreadable characters a file is not text.
const MAX_UNREADABLE: f64 = 0.05;
/// A text has tabs and line ends, but hardly any other control character.
const MAX_CONTROLS: f64 = 0.02;
/// So many bytes tell the encoding; the rest of a long file says the same.
const PROBE_BYTES: usize = 256 * 1024;

/// Decodes a file's bytes.
pub fn decode(bytes: &[u8]) -> Result<Decoded, ImportError> {
    let (encoding, bom_bytes) = detect(bytes);
    let (text, _) = encoding.codec().decode_without_bom_handling(&bytes[bom_bytes..]);
    let text = text.into_owned();
    let (mut chars, mut unreadable, mut controls) = (0_u32, 0_u32, 0_u32);
    for c in text.chars() {
        chars += 1;
        unreadable += u32::from(c == '\u{fffd}');
        controls += u32::from(c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'));
    }
    let share = |n: u32| f64::from(n) / f64::from(chars.max(1));
    if share(unreadable) > MAX_UNREADABLE || share(controls) > MAX_CONTROLS {
        return Err(ImportError::Binary);
    }
    Ok(Decoded { text, encoding, bom_bytes })
}

/// The encoding of bytes that name none, and the length of their byte-order mark.
pub(super) fn detect(bytes: &[u8]) -> (Encoding, usize) {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return (Encoding::Utf8, 3);
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return (Encoding::Utf16Le, 2);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return (Encoding::Utf16Be, 2);
    }
    if let Some(encoding) = utf16_without_mark(&bytes[..bytes.len().min(PROBE_BYTES)]) {
        return (encoding, 0);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (Encoding::Utf8, 0);
    }
    (legacy(bytes), 0)
}

/// UTF-16 without a mark shows by the high bytes of ASCII, line ends and CJK punctuation, which stand at one
/// parity only, where GBK and UTF-8 have no zero byte at all.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (mut little, mut big) = (0_usize, 0_usize);
    for pair in bytes.chunks_exact(2) {
        little += usize::from(is_telling(pair[1], pair[0]));
        big += usize::from(is_telling(pair[0], pair[1]));
    }
    let pairs = bytes.len() / 2;
    let enough = |n: usize, other: usize| n * 50 > pairs && n > other * 4;
    if enough(little, big) {
        Some(Encoding::Utf16Le)
    } else if enough(big, little) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Whether high and low byte make a line end, a blank, an ASCII digit or one of 、。《》“”，.
const fn is_telling(high: u8, low: u8) -> bool {
    match high {
        0x00 => matches!(low, b'\n' | b'\r' | b' ' | b'0'..=b'9'),
        0x30 => matches!(low, 0x00..=0x02 | 0x0a | 0x0b),
        0x20 => matches!(low, 0x1c | 0x1d),
        0xff => low == 0x0c,
        _ => false,
    }
}

/// Chinese text that is not Unicode: mainland encodings unless the detector is sure of Big5. A UTF-8 file with a
/// few broken bytes stays UTF-8: reading it as GB18030 would make every character wrong.
fn legacy(bytes: &[u8]) -> Encoding {
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|c| *c == '\u{fffd}').count();
    let han = lossy.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    if han > broken * 10 {
        return Encoding::Utf8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(PROBE_BYTES)], true);
    if detector.guess(None, chardetng::Utf8Detection::Deny) == BIG5 { Encoding::Big5 } else { Encoding::Gb18030 }
}

/// Notes on characters that could not be read and on invisible ones that change how the text shows.
pub fn notes(decoded: &Decoded) -> Vec<ImportNote> {
    let mut out = Vec::new();
    for (at, c) in decoded.text.char_indices() {
        let (code, message) = match c {
            '\u{fffd}' => (NoteCode::UnreadableCharacter, "此处的字节无法按该编码读出，以 \u{fffd} 表示"),
            '\0' => (NoteCode::NulCharacter, "此处有空字符（NUL），已从正文中去除"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => (NoteCode::BidiControl, "此处有改变显示方向的控制符，已从正文中去除"),
            _ => continue,
        };
        out.push(ImportNote { code, message: message.to_owned(), span: Span::new(at, at + c.len_utf8()) });
    }
    out
}
