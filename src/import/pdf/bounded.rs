//! A stream's bytes, decoded, or nothing where they would grow beyond the limit: a small file can unpack to terabytes.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Object, Stream};

/// More than any page's content or any font has.
const MAX_DECODED: usize = 64 * 1024 * 1024;
/// Deflate never unpacks to more than 1,032 times its input, LZW to less: what is smaller than this needs no look.
const SAFE_RAW: usize = MAX_DECODED / 1032;

/// The decoded data; `None` where it is damaged, an image, or too large.
pub fn decoded<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    if is_bomb(stream) {
        return None;
    }
    stream.decoded_data().ok()
}

/// Whether a stream would unpack to more than the limit. Chains of compressions are not trusted at all.
pub fn is_bomb(stream: &Stream<'_>) -> bool {
    let filters = stream.filters();
    let expanding = filters.iter().filter(|f| matches!(f, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)).count();
    let raw = stream.raw_data();
    match expanding {
        0 => false,
        1 if raw.len() <= SAFE_RAW => false,
        1 if filters.len() == 1 && filters.first() == Some(&Filter::FlateDecode) => unpacks_beyond(&raw),
        1 => raw.len() > SAFE_RAW * 16,
        _ => raw.len() > 4096,
    }
}

/// Whether a font's program, its character map or its glyph map is a bomb: the font's own reader decodes them whole.
pub fn has_bomb(font: &Dict<'_>) -> bool {
    let bomb = |dict: &Dict<'_>, key: &[u8]| dict.get::<Stream<'_>>(key).is_some_and(|s| is_bomb(&s));
    let mut dicts = vec![font.clone()];
    if let Some(descendant) = font.get::<hayro_syntax::object::Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next()) {
        dicts.push(descendant);
    }
    dicts.iter().any(|dict| {
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        bomb(dict, b"ToUnicode")
            || bomb(dict, b"CIDToGIDMap")
            || matches!(dict.get::<Object<'_>>("Encoding"), Some(Object::Stream(s)) if is_bomb(&s))
            || [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"].iter().any(|key| bomb(&descriptor, key))
    })
}

fn unpacks_beyond(raw: &[u8]) -> bool {
    let mut reader = ZlibDecoder::new(raw).take(MAX_DECODED as u64 + 1);
    let mut buffer = vec![0; 64 * 1024];
    let mut total = 0;
    loop {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => return total > MAX_DECODED,
            Ok(n) => total += n,
        }
    }
}
