//! Characters of symbol fonts (`w:sym`, ECMA-376 part 1, 17.3.3.30): a code and a font in, the character that it looks like out.

/// Wingdings, those that forms and lists use.
const WINGDINGS: &[(u8, char)] = &[
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x4a, '☺'),
    (0x6c, '●'),
    (0x6d, '❍'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x70, '◻'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x74, '◆'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9f, '•'),
    (0xa1, '○'),
    (0xa7, '▪'),
    (0xa8, '□'),
    (0xab, '★'),
    (0xd8, '➢'),
    (0xdc, '➲'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xe8, '➔'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];
/// Wingdings 2, its check marks and boxes.
const WINGDINGS_2: &[(u8, char)] =
    &[(0x4f, '✗'), (0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0x53, '☒'), (0x54, '☒'), (0x97, '●'), (0xa3, '□'), (0xae, '◆')];
/// Symbol: Greek stands where its Latin look-alike does, signs from 0xa0.
const SYMBOL_GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SYMBOL_GREEK_SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
const SYMBOL: &[(u8, char)] = &[
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xab, '↔'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb2, '″'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb5, '∝'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xba, '≡'),
    (0xbb, '≈'),
    (0xbc, '…'),
    (0xd0, '∠'),
    (0xd6, '√'),
    (0xd7, '·'),
    (0xe5, '∑'),
];

/// The character; `None` where the font's picture has none that we know.
#[must_use]
pub fn character(code: u32, font: &str) -> Option<char> {
    let font = font.trim().to_ascii_lowercase();
    let is_private = (0xf000..=0xf0ff).contains(&code);
    if code > 0xff && !is_private {
        return char::from_u32(code);
    }
    let low = u8::try_from(code & 0xff).ok()?;
    let of = |table: &[(u8, char)]| table.iter().find(|(c, _)| *c == low).map(|(_, to)| *to);
    match font.as_str() {
        "wingdings" => of(WINGDINGS),
        "wingdings 2" => of(WINGDINGS_2),
        "symbol" => symbol(low).or_else(|| of(SYMBOL)),
        "webdings" | "wingdings 3" | "marlett" => None,
        _ if is_private => None,
        _ => char::from_u32(code),
    }
}

fn symbol(code: u8) -> Option<char> {
    match code {
        b'A'..=b'Z' => SYMBOL_GREEK.chars().nth(usize::from(code - b'A')),
        b'a'..=b'z' => SYMBOL_GREEK_SMALL.chars().nth(usize::from(code - b'a')),
        b' '..=b'?' | b'[' | b']' | b'_' | b'{' | b'|' | b'}' => Some(char::from(code)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn boxes_bullets_and_greek_are_characters() {
        assert_eq!(character(0xf0fe, "Wingdings"), Some('☑'));
        assert_eq!(character(0x52, "Wingdings 2"), Some('☑'));
        assert_eq!(character(0xf062, "Symbol"), Some('β'));
        assert_eq!(character(0xf0b3, "Symbol"), Some('≥'));
        assert_eq!(character(0xf001, "Wingdings"), None);
    }
}
