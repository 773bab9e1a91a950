//! Numbers as government texts write them: 1,200、3.5、１２、1/3、两百三十、百分之八十.
//!
//! In: characters. Out: the number at their start as a decimal string, and how many characters it takes. 万 and 亿 stay out of a number
//! that ends with them, since they belong to its unit (5.60亿元 is 5.60 and 亿元); inside one they count (两万三千).

use crate::text::han_digit;

/// A number at the start of some characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As written, without separators; Chinese numerals in figures; a fraction as `1/3`.
    pub value: String,
    /// The upper end, where two neighbouring numerals stand for a range (三四个).
    pub to: Option<String>,
    /// Characters that it takes.
    pub len: usize,
    /// Whether it is written in Chinese numerals.
    pub is_han: bool,
}

/// The number at the start of `chars`.
pub fn number(chars: &[char]) -> Option<Number> {
    match chars.first()? {
        '0'..='9' => arabic(chars),
        _ => han(chars),
    }
}

/// More figures than this are no amount (a telephone's, an account's number).
const MAX_FIGURES: usize = 12;

fn arabic(chars: &[char]) -> Option<Number> {
    let figures = |from: usize| chars.get(from..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
    let mut len = figures(0);
    let mut value: String = chars.get(..len)?.iter().collect();
    if len <= 3 && chars[0] != '0' {
        while matches!(chars.get(len), Some(',' | '，')) && figures(len + 1) == 3 {
            value.extend(&chars[len + 1..len + 4]);
            len += 4;
        }
    }
    if chars.get(len) == Some(&'.') && figures(len + 1) > 0 {
        let fraction = figures(len + 1);
        value.extend(&chars[len..=len + fraction]);
        len += fraction + 1;
    } else if chars.get(len) == Some(&'/') && figures(len + 1) > 0 {
        let below = figures(len + 1);
        let denominator: String = chars[len + 1..=len + below].iter().collect();
        let part = |text: &str| text.parse::<u32>().ok();
        let is_fraction = part(&value).zip(part(&denominator)).is_some_and(|(above, below)| 0 < above && above < below && below <= 100);
        if !is_fraction {
            return None;
        }
        value = format!("{value}/{denominator}");
        len += below + 1;
    }
    (value.len() <= MAX_FIGURES).then_some(Number { value, to: None, len, is_han: false })
}

const fn digit(c: char) -> Option<u64> {
    match c {
        '两' | '俩' => Some(2),
        _ => match han_digit(c) {
            Some(value) => Some(value as u64),
            None => None,
        },
    }
}

const fn power(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

fn han(chars: &[char]) -> Option<Number> {
    let found = |value: String, to: Option<String>, len: usize| Some(Number { value, to, len, is_han: true });
    if let Some((value, len)) = fraction(chars) {
        return found(value, None, len);
    }
    if let Some((low, high)) = neighbours(chars) {
        return found(low.to_string(), Some(high.to_string()), 2);
    }
    let (mut total, mut len) = below_ten_thousand(chars)?;
    // 两万三千: more follows, so 万 belongs to the number.
    if chars.get(len) == Some(&'万')
        && let Some((rest, taken)) = below_ten_thousand(chars.get(len + 1..)?).filter(|(rest, _)| *rest > 0)
    {
        total = total * 10_000 + rest;
        len += 1 + taken;
    }
    if let Some(decimals) = chars.get(len).filter(|c| **c == '点').map(|_| decimals(&chars[len + 1..])).filter(|d| !d.is_empty()) {
        return found(format!("{total}.{decimals}"), None, len + 1 + decimals.len());
    }
    found(total.to_string(), None, len)
}

fn decimals(chars: &[char]) -> String {
    chars.iter().map_while(|c| han_digit(*c)).filter_map(|d| char::from_digit(d, 10)).collect()
}

/// 三四, 五六: a range, unless more numerals follow.
fn neighbours(chars: &[char]) -> Option<(u64, u64)> {
    let (low, high) = (digit(*chars.first()?)?, digit(*chars.get(1)?)?);
    let more = chars.get(2).is_some_and(|c| digit(*c).is_some() || power(*c).is_some());
    (low > 0 && high == low + 1 && !more).then_some((low, high))
}

/// 三分之一
fn fraction(chars: &[char]) -> Option<(String, usize)> {
    let (below, len) = below_ten_thousand(chars)?;
    let rest = chars.get(len..).filter(|rest| rest.starts_with(&['分', '之']))?;
    let (above, taken) = below_ten_thousand(&rest[2..])?;
    (0 < above && above < below && below < 100).then(|| (format!("{above}/{below}"), len + 2 + taken))
}

/// 三百二十五, 十二, 二〇, 百 (as 一百); and how many characters it takes.
fn below_ten_thousand(chars: &[char]) -> Option<(u64, usize)> {
    let (mut total, mut len, mut last_power) = (0, 0, 10_000);
    loop {
        let here = chars.get(len).copied()?;
        let is_zero = matches!(here, '零' | '〇') && len > 0;
        if is_zero && let Some(unit) = chars.get(len + 1).copied().and_then(digit).filter(|_| last_power > 10) {
            match chars.get(len + 2).copied().and_then(power) {
                Some(power) if power < last_power => (total, len, last_power) = (total + unit * power, len + 3, power),
                _ => return Some((total + unit, len + 2)),
            }
        } else if let Some(unit) = digit(here).filter(|d| *d > 0) {
            match chars.get(len + 1).copied().and_then(power) {
                Some(power) if power < last_power => (total, len, last_power) = (total + unit * power, len + 2, power),
                _ if last_power == 10_000 || last_power == 10 => return Some((total + unit, len + 1)),
                _ => break,
            }
        } else if let Some(power) = power(here).filter(|p| *p < last_power && len == 0) {
            (total, len, last_power) = (power, 1, power);
        } else {
            break;
        }
        if chars.get(len).is_none() {
            break;
        }
    }
    (len > 0).then_some((total, len))
}

#[cfg(test)]
mod tests {
    use super::number;

    fn read(text: &str) -> Option<(String, Option<String>, usize)> {
        number(&text.chars().collect::<Vec<_>>()).map(|n| (n.value, n.to, n.len))
    }

    #[test]
    fn figures_with_separators_decimals_and_fractions() {
        for (text, value, len) in [
            ("1,200家", "1200", 5),
            ("12，345人", "12345", 6),
            ("5.60亿", "5.60", 4),
            ("2021,300", "2021", 4),
            ("1/3以上", "1/3", 3),
            ("8.", "8", 1),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), None, len)), "{text}");
        }
        for text in ["3/2", "1234567890123个"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn chinese_numerals() {
        for (text, value, len) in [
            ("两个", "2", 1),
            ("十二个", "12", 2),
            ("二十个", "20", 2),
            ("三百二十五户", "325", 5),
            ("一百零五", "105", 4),
            ("三千零八十", "3080", 5),
            ("百余名", "100", 1),
            ("五万平方米", "5", 1),
            ("两万三千人", "23000", 4),
            ("三点五亿", "3.5", 3),
            ("三分之一", "1/3", 4),
            ("三百五", "300", 2),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), None, len)), "{text}");
        }
        assert_eq!(read("三四个"), Some(("3".to_owned(), Some("4".to_owned()), 2)));
        assert_eq!(read("个"), None);
        assert_eq!(read("零"), None);
    }
}
