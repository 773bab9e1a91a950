//! Numbers that lists count by themselves, written out.
//!
//! In: a list's `type`, `start`, `reversed` and style, an item's `value`. Out: the number with its mark, as a browser shows it (CSS Counter
//! Styles 3).

use super::page::{Element, Page};
use crate::import::numbering::NumberFormat;

/// A list that is open.
#[derive(Debug)]
pub struct List {
    /// `None` for a list without numbers.
    style: Option<NumberFormat>,
    next: i64,
    step: i64,
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
            Some(name) => counter(name).or(Some(NumberFormat::Decimal)),
            None => Some(element.attribute("type").map_or(NumberFormat::Decimal, by_type)),
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
        Some(written(style, n))
    }
}

fn by_type(name: &str) -> NumberFormat {
    match name.trim() {
        "a" => NumberFormat::LowerAlphabetic,
        "A" => NumberFormat::UpperAlphabetic,
        "i" => NumberFormat::LowerRoman,
        "I" => NumberFormat::UpperRoman,
        _ => NumberFormat::Decimal,
    }
}

/// By the name of a counter style (CSS Counter Styles 3, 6 and 7); `None` for a bullet.
fn counter(name: &str) -> Option<NumberFormat> {
    Some(match name {
        "decimal" => NumberFormat::Decimal,
        "decimal-leading-zero" => NumberFormat::DecimalZero,
        "lower-alpha" | "lower-latin" => NumberFormat::LowerAlphabetic,
        "upper-alpha" | "upper-latin" => NumberFormat::UpperAlphabetic,
        "lower-roman" => NumberFormat::LowerRoman,
        "upper-roman" => NumberFormat::UpperRoman,
        "cjk-decimal" => NumberFormat::IdeographDigital,
        "cjk-ideographic" | "simp-chinese-informal" => NumberFormat::ChineseCountingThousand,
        "trad-chinese-informal" => NumberFormat::TaiwaneseCountingThousand,
        "simp-chinese-formal" => NumberFormat::ChineseLegalSimplified,
        "trad-chinese-formal" => NumberFormat::LegalTraditional,
        "cjk-heavenly-stem" => NumberFormat::IdeographTraditional,
        "cjk-earthly-branch" => NumberFormat::IdeographZodiac,
        _ => return None,
    })
}

/// The number and the mark that its counter style puts behind it.
fn written(style: NumberFormat, n: i64) -> String {
    // Browsers count below zero too, in plain digits.
    let number = u32::try_from(n).map_or_else(|_| n.to_string(), |n| style.write(n));
    let is_western = number.is_ascii();
    format!("{number}{}", if is_western { ". " } else { "、" })
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
        let of = |name, n| counter(name).map(|style| written(style, n)).unwrap_or_default();
        assert_eq!(of("lower-alpha", 27), "aa. ");
        assert_eq!(of("upper-roman", 1994), "MCMXCIV. ");
        for (n, text) in [(1, "一、"), (10, "十、"), (12, "十二、"), (105, "一百零五、")] {
            assert_eq!(of("cjk-ideographic", n), text);
            assert_eq!(of("simp-chinese-informal", n), text);
        }
        assert_eq!(of("decimal", -3), "-3. ");
        assert_eq!(of("disc", 1), "");
    }

    #[test]
    fn a_number_of_the_author_is_told_from_text() {
        for text in ["一、抓党建", "（三）优服务", "1.招商", "12．招商", "(2)安商", "①稳商", "第一条 总则", "一是抓安全"]
        {
            assert!(has_own_number(text), "{text}");
        }
        for text in ["抓党建", "2021年工作", "3.5万平方米改造", "一网统管", "（试行）", "十五五规划"] {
            assert!(!has_own_number(text), "{text}");
        }
    }
}
