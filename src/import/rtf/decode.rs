//! Bytes of text in a code page, which come in scraps: the two bytes of a character may stand in two control symbols.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::super::code_page;

/// Reads scraps of bytes one after another.
#[derive(Debug, Default)]
pub struct Decoder {
    /// The first byte of a character whose second is still to come.
    first: Option<(&'static Encoding, u8)>,
}

impl Decoder {
    /// The characters that are whole with these bytes.
    pub fn read<'b>(&mut self, bytes: &'b [u8], encoding: &'static Encoding) -> Cow<'b, str> {
        if self.first.is_none() && bytes.is_ascii() {
            return String::from_utf8_lossy(bytes);
        }
        if !code_page::is_double_byte(encoding) && self.first.is_none() {
            return encoding.decode_without_bom_handling(bytes).0;
        }
        let mut out = String::new();
        let mut rest = bytes;
        if let Some((of, first)) = self.first
            && let Some((second, others)) = bytes.split_first()
        {
            self.first = None;
            match of.decode_without_bom_handling_and_without_replacement(&[first, *second]) {
                Some(whole) => {
                    out.push_str(&whole);
                    rest = others;
                }
                None => out.push('\u{FFFD}'),
            }
        }
        if code_page::is_double_byte(encoding) && ends_in_first_byte(rest, encoding) {
            self.first = rest.last().map(|byte| (encoding, *byte));
            rest = &rest[..rest.len() - 1];
        }
        out.push_str(&encoding.decode_without_bom_handling(rest).0);
        Cow::Owned(out)
    }

    /// Nothing more comes for a first byte; true where there was one.
    pub const fn end(&mut self) -> bool {
        self.first.take().is_some()
    }
}

/// Whether the last byte begins a character.
fn ends_in_first_byte(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let is_first =
            if encoding == encoding_rs::SHIFT_JIS { matches!(byte, 0x81..=0x9F | 0xE0..=0xFC) } else { matches!(byte, 0x81..=0xFE) };
        if is_first && at + 1 == bytes.len() {
            return true;
        }
        at += if is_first { 2 } else { 1 };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::Decoder;

    #[test]
    fn a_character_may_come_in_two_scraps() {
        let mut decoder = Decoder::default();
        let gbk = encoding_rs::GBK;
        let read: String = [&b"a\xBD"[..], b"\xD6", b"\xB5\xC0\xB0", b"\xEC"].iter().map(|b| decoder.read(b, gbk).into_owned()).collect();
        assert_eq!(read, "a街道办");
        assert!(!decoder.end());
        decoder.read(b"\xBD", gbk);
        assert!(decoder.end());
    }

    #[test]
    fn a_second_byte_may_be_a_letter() {
        // 丂 is 81 40 in GBK, where 40 is @.
        let mut decoder = Decoder::default();
        assert_eq!(decoder.read(b"\x81", encoding_rs::GBK), "");
        assert_eq!(decoder.read(b"@@", encoding_rs::GBK), "丂@");
        assert_eq!(decoder.read(b"\x93\xA9", encoding_rs::WINDOWS_1252), "“©");
    }
}
