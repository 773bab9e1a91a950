//! Windows code pages and the character sets of fonts by their numbers, as .doc and RTF name them.

use encoding_rs::Encoding;

/// The encoding of a Windows code page.
#[must_use]
pub fn of_number(code_page: u16) -> Option<&'static Encoding> {
    Some(match code_page {
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 | 20936 => encoding_rs::GBK,
        949 | 1361 => encoding_rs::EUC_KR,
        950 | 951 => encoding_rs::BIG5,
        1200 => encoding_rs::UTF_16LE,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1252 => encoding_rs::WINDOWS_1252,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10000 => encoding_rs::MACINTOSH,
        54936 => encoding_rs::GB18030,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
}

/// The encoding of a font's character set (`\fcharset` of RTF 1.9, `chs` of MS-DOC). `None` for the system's own (1), for symbols (2) and for
/// those without an encoding here.
#[must_use]
pub fn of_charset(charset: u16) -> Option<&'static Encoding> {
    Some(match charset {
        0 => encoding_rs::WINDOWS_1252,
        77 => encoding_rs::MACINTOSH,
        128 => encoding_rs::SHIFT_JIS,
        129 | 130 => encoding_rs::EUC_KR,
        134 => encoding_rs::GBK,
        136 => encoding_rs::BIG5,
        161 => encoding_rs::WINDOWS_1253,
        162 => encoding_rs::WINDOWS_1254,
        163 => encoding_rs::WINDOWS_1258,
        177 => encoding_rs::WINDOWS_1255,
        178..=180 => encoding_rs::WINDOWS_1256,
        186 => encoding_rs::WINDOWS_1257,
        204 => encoding_rs::WINDOWS_1251,
        222 => encoding_rs::WINDOWS_874,
        238 => encoding_rs::WINDOWS_1250,
        _ => return None,
    })
}

/// Whether some characters of an encoding take two bytes.
#[must_use]
pub fn is_double_byte(encoding: &'static Encoding) -> bool {
    !encoding.is_single_byte() && encoding != encoding_rs::UTF_8
}
