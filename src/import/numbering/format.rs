//! Number formats by the names that the file formats give them; a value in, its digits out.

use super::chinese::{self, LEGAL, LEGAL_TRADITIONAL, SIMPLE, SIMPLE_TRADITIONAL};

/// How a value is written (ECMA-376 part 1, 17.18.59; MS-OSHARED 2.2.1.3; OpenDocument 1.3 part 3, 19.502).
///
/// A value that a format has no character for (the 21st of ①…⑳) is written in decimal, as Word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberFormat {
    /// 1, 2, 3. Also for every format that is not known.
    #[default]
    Decimal,
    /// 01, 02 … 10.
    DecimalZero,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A … Z, AA, BB.
    UpperLetter,
    /// a … z, aa, bb.
    LowerLetter,
    /// A … Z, AA, AB.
    UpperAlphabetic,
    /// a … z, aa, ab.
    LowerAlphabetic,
    /// 1st, 2nd, 3rd.
    Ordinal,
    /// - 1 -.
    InDash,
    /// １, ２, ３.
    DecimalFullWidth,
    /// ① to ⑳.
    EnclosedCircle,
    /// ⑴ to ⒇.
    EnclosedParen,
    /// ⒈ to ⒛.
    EnclosedFullstop,
    /// ㈠ to ㈩: what Word prints for its ideographEnclosedCircle (MS-OI29500 2.1.540).
    IdeographParen,
    /// ㊀ to ㊉.
    IdeographCircle,
    /// 一 … 十一 … 一○一.
    ChineseCounting,
    /// 一 … 十一 … 一百零一.
    ChineseCountingThousand,
    /// The same with 萬.
    TaiwaneseCountingThousand,
    /// 壹, 贰, 叁 … 壹拾.
    ChineseLegalSimplified,
    /// 壹, 貳, 參 … 壹拾.
    LegalTraditional,
    /// 一, 二 … 一〇, 一一.
    IdeographDigital,
    /// 一 … 十一 … 百一.
    JapaneseCounting,
    /// 甲, 乙, 丙 … 癸.
    IdeographTraditional,
    /// 子, 丑, 寅 … 亥.
    IdeographZodiac,
    /// 甲子, 乙丑 … 癸亥.
    IdeographZodiacTraditional,
    /// No number: the level's text is a bullet.
    Bullet,
    /// No number.
    None,
}

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

impl NumberFormat {
    /// By the value of `w:numFmt` (ECMA-376 part 1, 17.18.59).
    #[must_use]
    pub fn from_docx(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "ordinal" => Self::Ordinal,
            "numberInDash" => Self::InDash,
            "decimalFullWidth" | "decimalFullWidth2" => Self::DecimalFullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::EnclosedCircle,
            "decimalEnclosedParen" => Self::EnclosedParen,
            "decimalEnclosedFullstop" => Self::EnclosedFullstop,
            "ideographEnclosedCircle" => Self::IdeographParen,
            "chineseCounting" | "taiwaneseCounting" => Self::ChineseCounting,
            "chineseCountingThousand" => Self::ChineseCountingThousand,
            "taiwaneseCountingThousand" => Self::TaiwaneseCountingThousand,
            "chineseLegalSimplified" => Self::ChineseLegalSimplified,
            "ideographLegalTraditional" => Self::LegalTraditional,
            "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" | "koreanDigital2" => Self::IdeographDigital,
            "japaneseCounting" => Self::JapaneseCounting,
            "ideographTraditional" => Self::IdeographTraditional,
            "ideographZodiac" => Self::IdeographZodiac,
            "ideographZodiacTraditional" => Self::IdeographZodiacTraditional,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// By the `format` of a `w:numFmt` whose value is `custom`: its first items (MS-DOCX 2.4), as in `001, 002, 003, ...`.
    #[must_use]
    pub fn from_items(items: &str) -> Self {
        let mut first = items.split([',', '，']).map(str::trim);
        match (first.next().unwrap_or_default(), first.next().unwrap_or_default()) {
            ("01", _) => Self::DecimalZero,
            ("I", _) => Self::UpperRoman,
            ("i", _) => Self::LowerRoman,
            ("A", _) => Self::UpperLetter,
            ("a", _) => Self::LowerLetter,
            ("1st", _) => Self::Ordinal,
            ("１", _) => Self::DecimalFullWidth,
            ("①", _) => Self::EnclosedCircle,
            ("⑴", _) => Self::EnclosedParen,
            ("⒈", _) => Self::EnclosedFullstop,
            ("㈠", _) => Self::IdeographParen,
            ("㊀", _) => Self::IdeographCircle,
            ("一", "十") => Self::ChineseCounting,
            ("一", "一〇") => Self::IdeographDigital,
            ("一", _) => Self::ChineseCountingThousand,
            ("壹", "贰") => Self::ChineseLegalSimplified,
            ("壹" | "壱", _) => Self::LegalTraditional,
            ("甲", _) => Self::IdeographTraditional,
            ("甲子", _) => Self::IdeographZodiacTraditional,
            ("子", _) => Self::IdeographZodiac,
            ("" | "none", "") => Self::None,
            _ => Self::Decimal,
        }
    }

    /// By the code of a .doc or of RTF's `\levelnfc` (MS-OSHARED 2.2.1.3 MSONFC).
    #[must_use]
    pub const fn from_msonfc(code: u16) -> Self {
        match code {
            0x01 => Self::UpperRoman,
            0x02 => Self::LowerRoman,
            0x03 => Self::UpperLetter,
            0x04 => Self::LowerLetter,
            0x05 => Self::Ordinal,
            0x0a | 0x11 | 0x24 | 0x28 | 0x2c => Self::IdeographDigital,
            0x0b => Self::JapaneseCounting,
            0x0e | 0x13 => Self::DecimalFullWidth,
            0x12 | 0x1c => Self::EnclosedCircle,
            0x16 => Self::DecimalZero,
            0x17 => Self::Bullet,
            0x1a => Self::EnclosedFullstop,
            0x1b => Self::EnclosedParen,
            0x1d => Self::IdeographParen,
            0x1e => Self::IdeographTraditional,
            0x1f => Self::IdeographZodiac,
            0x20 => Self::IdeographZodiacTraditional,
            0x10 | 0x22 => Self::LegalTraditional,
            0x21 | 0x25 => Self::ChineseCounting,
            0x23 => Self::TaiwaneseCountingThousand,
            0x26 => Self::ChineseLegalSimplified,
            0x27 => Self::ChineseCountingThousand,
            0x39 => Self::InDash,
            0xff => Self::None,
            _ => Self::Decimal,
        }
    }

    /// By `style:num-format`, and `style:num-letter-sync` for letters (OpenDocument 1.3 part 3, 19.502 and 19.503).
    #[must_use]
    pub fn from_odt(format: &str, letter_sync: bool) -> Self {
        match (Self::from_items(format), letter_sync) {
            (Self::UpperLetter, false) => Self::UpperAlphabetic,
            (Self::LowerLetter, false) => Self::LowerAlphabetic,
            (format, _) => format,
        }
    }

    /// The value in this format.
    #[must_use]
    pub fn write(self, value: u32) -> String {
        self.exact(value).unwrap_or_else(|| value.to_string())
    }

    fn exact(self, value: u32) -> Option<String> {
        Some(match self {
            Self::Decimal => return None,
            Self::Bullet | Self::None => String::new(),
            Self::DecimalZero => format!("{value:02}"),
            Self::UpperRoman => roman(value)?,
            Self::LowerRoman => roman(value)?.to_ascii_lowercase(),
            Self::UpperLetter => repeated_letter(b'A', value)?,
            Self::LowerLetter => repeated_letter(b'a', value)?,
            Self::UpperAlphabetic => alphabetic(b'A', value)?,
            Self::LowerAlphabetic => alphabetic(b'a', value)?,
            Self::Ordinal => ordinal(value),
            Self::InDash => format!("- {value} -"),
            Self::DecimalFullWidth => value.to_string().bytes().filter_map(|b| char::from_u32(0xff10 + u32::from(b - b'0'))).collect(),
            Self::EnclosedCircle => enclosed('①', 20, value)?,
            Self::EnclosedParen => enclosed('⑴', 20, value)?,
            Self::EnclosedFullstop => enclosed('⒈', 20, value)?,
            Self::IdeographParen => enclosed('㈠', 10, value)?,
            Self::IdeographCircle => enclosed('㊀', 10, value)?,
            Self::ChineseCounting => chinese::counted_below_hundred(value, '○'),
            Self::ChineseCountingThousand => SIMPLE.counted(value)?,
            Self::TaiwaneseCountingThousand => SIMPLE_TRADITIONAL.counted(value)?,
            Self::ChineseLegalSimplified => LEGAL.counted(value)?,
            Self::LegalTraditional => LEGAL_TRADITIONAL.counted(value)?,
            Self::IdeographDigital => SIMPLE.spelled(value, '〇'),
            Self::JapaneseCounting => chinese::japanese(value)?,
            Self::IdeographTraditional => nth(STEMS, value)?.to_string(),
            Self::IdeographZodiac => nth(BRANCHES, value)?.to_string(),
            Self::IdeographZodiacTraditional if (1..=60).contains(&value) => {
                [nth(STEMS, (value - 1) % 10 + 1)?, nth(BRANCHES, (value - 1) % 12 + 1)?].iter().collect()
            }
            Self::IdeographZodiacTraditional => return None,
        })
    }
}

/// The `n`-th of `count` characters that follow one another from `first`; counted from one.
fn enclosed(first: char, count: u32, n: u32) -> Option<String> {
    let offset = n.checked_sub(1).filter(|k| *k < count)?;
    char::from_u32(u32::from(first) + offset).map(String::from)
}

/// The `n`-th character, counted from one.
fn nth(of: &str, n: u32) -> Option<char> {
    of.chars().nth(n.checked_sub(1)? as usize)
}

/// Up to the largest value that Word counts to; the letters of more would be without end.
fn roman(mut value: u32) -> Option<String> {
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
fn repeated_letter(first: u8, value: u32) -> Option<String> {
    let k = value.checked_sub(1).filter(|k| *k < 26 * 30)?;
    let letter = char::from(first + u8::try_from(k % 26).ok()?);
    Some(String::from(letter).repeat(k as usize / 26 + 1))
}

/// A spreadsheet's way after z: aa, ab.
fn alphabetic(first: u8, mut value: u32) -> Option<String> {
    let mut letters = Vec::new();
    while value > 0 {
        value -= 1;
        letters.push(char::from(first + u8::try_from(value % 26).ok()?));
        value /= 26;
    }
    (!letters.is_empty()).then(|| letters.into_iter().rev().collect())
}

fn ordinal(value: u32) -> String {
    let ending = match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{value}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_families_name_the_same_formats() {
        for (docx, code, odt, at_eleven) in [
            ("decimal", 0x00, "1", "11"),
            ("upperRoman", 0x01, "I", "XI"),
            ("lowerRoman", 0x02, "i", "xi"),
            ("upperLetter", 0x03, "A", "K"),
            ("lowerLetter", 0x04, "a", "k"),
            ("decimalZero", 0x16, "01, 02, 03, ...", "11"),
            ("decimalFullWidth", 0x0e, "１, ２, ３, ...", "１１"),
            ("decimalEnclosedCircle", 0x12, "①, ②, ③, ...", "⑪"),
            ("decimalEnclosedParen", 0x1b, "⑴, ⑵, ⑶, ...", "⑾"),
            ("decimalEnclosedFullstop", 0x1a, "⒈, ⒉, ⒊, ...", "⒒"),
            ("chineseCountingThousand", 0x27, "一, 二, 三, ...", "十一"),
            ("chineseLegalSimplified", 0x26, "壹, 贰, 叁, ...", "壹拾壹"),
            ("ideographLegalTraditional", 0x22, "壹, 貳, 參, ...", "壹拾壹"),
            ("ideographZodiac", 0x1f, "子, 丑, 寅, ...", "戌"),
            ("ideographTraditional", 0x1e, "甲, 乙, 丙, ...", "11"),
            ("none", 0xff, "", ""),
        ] {
            let of_docx = NumberFormat::from_docx(docx);
            assert_eq!(of_docx, NumberFormat::from_msonfc(code), "{docx}");
            assert_eq!(of_docx, NumberFormat::from_odt(odt, true), "{docx}");
            assert_eq!(of_docx.write(11), at_eleven, "{docx}");
        }
        assert_eq!(NumberFormat::from_docx("chineseCounting"), NumberFormat::from_msonfc(0x25));
        assert_eq!(NumberFormat::from_docx("of the future"), NumberFormat::Decimal);
    }

    #[test]
    fn letters_go_on_after_the_last_one() {
        let written = |format: NumberFormat| [26, 27, 28, 53].map(|n| format.write(n));
        assert_eq!(written(NumberFormat::LowerLetter), ["z", "aa", "bb", "aaa"]);
        assert_eq!(written(NumberFormat::UpperAlphabetic), ["Z", "AA", "AB", "BA"]);
    }

    #[test]
    fn what_a_format_cannot_write_is_decimal() {
        for (format, value) in [
            (NumberFormat::EnclosedCircle, 21),
            (NumberFormat::EnclosedCircle, 0),
            (NumberFormat::IdeographZodiac, 13),
            (NumberFormat::UpperRoman, 0),
            (NumberFormat::UpperRoman, u32::MAX),
            (NumberFormat::LowerLetter, u32::MAX),
            (NumberFormat::ChineseCountingThousand, u32::MAX),
        ] {
            assert_eq!(format.write(value), value.to_string(), "{format:?}");
        }
        assert_eq!(NumberFormat::IdeographZodiacTraditional.write(13), "丙子");
        assert_eq!(NumberFormat::EnclosedCircle.write(20), "⑳");
        assert_eq!([NumberFormat::Ordinal.write(2), NumberFormat::Ordinal.write(12)], ["2nd", "12th"]);
    }
}
