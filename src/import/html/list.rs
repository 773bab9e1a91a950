//! Numbers that lists count by themselves, written out.
//!
//! In: a list's `type`, `start`, `reversed` and style, an item's `value`. Out: the number with its mark, as a browser shows it (CSS Counter
//! Styles 3).

use super::page::{Element, Page};

/// A list that is open.
#[derive(Debug)]
pub struct List {
    /// `None` for a list without numbers.
    style: Option<Counter>,
    next: i64,
    step: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counter {
    Decimal,
    DecimalZero,
    Letters(u8),
    Roman { is_upper: bool },
    Chinese,
    Formal,
}

impl List {
    /// The list at an index of the page; `element` is `ol`, `ul` or their kin.
    #[must_use]
    pub fn open(page: &Page, k: usize, element: &Element) -> Self {
        if element.name != "ol" {
            return Self { style: element.css.list.as_deref().and_then(counter), next: 1, step: 1 };
        }
        let style = match element.css.list.as_deref() {
            Some("none" | "disc" | "circle" | "square") => None,
            Some(name) => counter(name).or(Some(Counter::Decimal)),
            None => Some(element.attribute("type").map_or(Counter::Decimal, by_type)),
        };
        let is_reversed = element.attribute("reversed").is_some();
        let start = element.attribute("start").and_then(|s| s.trim().parse().ok());
        let items = || i64::try_from(page.children(k).filter(|c| page.name(*c) == "li").count()).unwrap_or(1);
        let next = start.unwrap_or_else(|| if is_reversed { items() } else { 1 });
        Self { style, next, step: if is_reversed { -1 } else { 1 } }
    }

    /// The number of the next item, and its mark; `None` where the list shows none.
    pub fn number(&mut self, item: &Element) -> Option<String> {
        let n: i64 = item.attribute("value").and_then(|v| v.trim().parse().ok()).unwrap_or(self.next);
        self.next = n.saturating_add(self.step);
        let own = match item.css.list.as_deref() {
            Some("none") => return None,
            Some(name) => counter(name),
            None => None,
        };
        let style = own.or(self.style)?;
        let mark = if matches!(style, Counter::Chinese | Counter::Formal) { "、" } else { ". " };
        Some(format!("{}{mark}", written(style, n)))
    }
}

fn by_type(name: &str) -> Counter {
    match name.trim() {
        "a" => Counter::Letters(b'a'),
        "A" => Counter::Letters(b'A'),
        "i" => Counter::Roman { is_upper: false },
        "I" => Counter::Roman { is_upper: true },
        _ => Counter::Decimal,
    }
}

fn counter(name: &str) -> Option<Counter> {
    Some(match name {
        "decimal" => Counter::Decimal,
        "decimal-leading-zero" => Counter::DecimalZero,
        "lower-alpha" | "lower-latin" => Counter::Letters(b'a'),
        "upper-alpha" | "upper-latin" => Counter::Letters(b'A'),
        "lower-roman" => Counter::Roman { is_upper: false },
        "upper-roman" => Counter::Roman { is_upper: true },
        "cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal" | "cjk-decimal" => Counter::Chinese,
        "simp-chinese-formal" | "trad-chinese-formal" => Counter::Formal,
        _ => return None,
    })
}

fn written(style: Counter, n: i64) -> String {
    match (style, u32::try_from(n)) {
        (Counter::DecimalZero, Ok(n)) => format!("{n:02}"),
        (Counter::Letters(first), Ok(n)) if n > 0 => letters(n, first),
        (Counter::Roman { is_upper }, Ok(n)) if (1..4000).contains(&n) => {
            let roman = roman(n);
            if is_upper { roman } else { roman.to_ascii_lowercase() }
        }
        (Counter::Chinese, Ok(n)) if n < 10_000 => chinese(n, ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'], ['十', '百', '千'], true),
        (Counter::Formal, Ok(n)) if n < 10_000 => chinese(n, ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'], ['拾', '佰', '仟'], false),
        _ => n.to_string(),
    }
}

fn letters(mut n: u32, first: u8) -> String {
    let mut out = Vec::new();
    while n > 0 {
        n -= 1;
        out.push(char::from(first + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
    }
    out.iter().rev().collect()
}

fn roman(mut n: u32) -> String {
    let steps = [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in steps {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

/// A number below ten thousand; `is_informal` leaves out the one before ten at the head.
fn chinese(n: u32, digits: [char; 10], units: [char; 3], is_informal: bool) -> String {
    let digit = |d: u32| digits.get(d as usize).copied().unwrap_or('零');
    if n == 0 {
        return digit(0).to_string();
    }
    let mut out = String::new();
    let mut is_zero_due = false;
    for (power, unit) in [(1000, Some(units[2])), (100, Some(units[1])), (10, Some(units[0])), (1, None)] {
        let d = n / power % 10;
        if d == 0 {
            is_zero_due |= !out.is_empty();
            continue;
        }
        if std::mem::take(&mut is_zero_due) {
            out.push(digit(0));
        }
        if !(is_informal && d == 1 && power == 10 && out.is_empty()) {
            out.push(digit(d));
        }
        out.extend(unit);
    }
    out
}

/// Whether a text opens with a number that its author wrote: then the list's own is switched off by a style sheet that is not read.
#[must_use]
pub fn has_own_number(text: &str) -> bool {
    let text = text.trim_start();
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百〇零".contains(c);
    let is_circled = |c: char| ('\u{2460}'..='\u{2473}').contains(&c);
    let inner = text.trim_start_matches(['（', '(', '第']);
    let is_opened = inner.len() < text.len();
    let rest = inner.trim_start_matches(is_digit);
    let has_digits = rest.len() < inner.len() && inner.chars().count() - rest.chars().count() <= 4;
    let marks: &[char] = if is_opened { &['）', ')', '条', '章', '节', '部'] } else { &['、', '．', '.', ')', '）', '是'] };
    text.starts_with(is_circled) || (has_digits && rest.strip_prefix(marks).is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_browsers_write_them() {
        let of = |style, n| written(style, n);
        assert_eq!((1..=3).map(|n| of(Counter::Letters(b'a'), n * 26)).collect::<Vec<_>>(), ["z", "az", "bz"]);
        assert_eq!(of(Counter::Roman { is_upper: true }, 1994), "MCMXCIV");
        let informal = [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (1001, "一千零一"), (0, "零")];
        for (n, text) in informal {
            assert_eq!(of(Counter::Chinese, n), text);
        }
        assert_eq!(of(Counter::Formal, 10), "壹拾");
        assert_eq!(of(Counter::Decimal, -3), "-3");
    }

    #[test]
    fn a_number_of_the_author_is_told_from_text() {
        for text in ["一、抓党建", "（三）优服务", "1.招商", "12．招商", "(2)安商", "①稳商", "第一条 总则", "一是抓安全"] {
            assert!(has_own_number(text), "{text}");
        }
        for text in ["抓党建", "2021年工作", "3.5万平方米改造", "一网统管", "（试行）", "十五五规划"] {
            assert!(!has_own_number(text), "{text}");
        }
    }
}
