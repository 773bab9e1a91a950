//! Characters of the symbol fonts, which Word writes as a font and a code (sprmCSymbol, MS-DOC 2.6.1).

/// The character that a symbol looks like. A code of Wingdings or Symbol that is no common mark becomes a bullet; one of a text font
/// is a character of its own.
pub fn symbol(font: &str, code: u16) -> char {
    let font = font.to_ascii_lowercase();
    let is_private = (0xF000..=0xF0FF).contains(&code);
    if !is_private && !font.starts_with("wingdings") && font != "symbol" {
        return char::from_u32(u32::from(code)).unwrap_or('•');
    }
    match (font.as_str(), code & 0xFF) {
        ("wingdings", 0x6C) => '●',
        ("wingdings", 0x6E) => '■',
        ("wingdings", 0x6F | 0x71 | 0x72 | 0xA8) => '□',
        ("wingdings", 0x75) => '◆',
        ("wingdings", 0x76) => '❖',
        ("wingdings", 0x77) => '◆',
        ("wingdings", 0xA1) => '○',
        ("wingdings", 0xA4) => '◎',
        ("wingdings", 0xA7) => '▪',
        ("wingdings", 0xAB) => '★',
        ("wingdings", 0xD8) => '➢',
        ("wingdings", 0xE0) => '→',
        ("wingdings", 0xFB) => '✗',
        ("wingdings", 0xFC) => '✓',
        ("wingdings", 0xFD) => '☒',
        ("wingdings", 0xFE) | ("wingdings 2", 0x52) => '☑',
        ("wingdings 2", 0xA3) => '□',
        // ① to ⑩, white on black and black on white.
        ("wingdings", code @ 0x81..=0x8A) => char::from_u32(0x2460 + u32::from(code - 0x81)).unwrap_or('•'),
        ("wingdings", code @ 0x8C..=0x95) => char::from_u32(0x2776 + u32::from(code - 0x8C)).unwrap_or('•'),
        ("symbol", 0xB4) => '×',
        ("symbol", 0xB8) => '÷',
        ("symbol", 0xB1) => '±',
        ("symbol", 0xB0) => '°',
        ("symbol", 0xA3) => '≤',
        ("symbol", 0xB3) => '≥',
        ("symbol", 0xAE) => '→',
        ("symbol", code @ 0x20..=0x7E) if !code_is_greek(code) => char::from_u32(u32::from(code)).unwrap_or('•'),
        _ => '•',
    }
}

/// Letters of Symbol are Greek and stay unread; its digits and marks are those of ASCII.
const fn code_is_greek(code: u16) -> bool {
    matches!(code, 0x40..=0x5A | 0x61..=0x7A)
}
