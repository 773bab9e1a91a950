//! Numerals of Latin letters: a value in, XIV, bb or 2nd out.

/// Up to the largest value that Word counts to; the letters of more would be without end.
pub fn roman(mut value: u32) -> Option<String> {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if value == 0 || value > 32_767 {
        return None;
    }
    let mut out = String::new();
    for (part, letters) in PARTS {
        while value >= part {
            out.push_str(letters);
            value -= part;
        }
    }
    Some(out)
}

/// Word's way after z: aa, bb … aaa. Word itself stops at thirty letters.
pub fn repeated_letter(first: u8, value: u32) -> Option<String> {
    let k = value.checked_sub(1).filter(|k| *k < 26 * 30)?;
    let letter = char::from(first + u8::try_from(k % 26).ok()?);
    Some(String::from(letter).repeat(k as usize / 26 + 1))
}

/// A spreadsheet's way after z: aa, ab.
pub fn alphabetic(first: u8, mut value: u32) -> Option<String> {
    let mut letters = Vec::new();
    while value > 0 {
        value -= 1;
        letters.push(char::from(first + u8::try_from(value % 26).ok()?));
        value /= 26;
    }
    (!letters.is_empty()).then(|| letters.into_iter().rev().collect())
}

/// 1st, 2nd, 3rd, 4th.
pub fn ordinal(value: u32) -> String {
    let ending = match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{value}{ending}")
}
