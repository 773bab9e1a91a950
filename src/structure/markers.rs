//! The markers that number headings: 一、 （一） 1. （1） ① 第一部分 一是.
//!
//! In: the start of a paragraph or sentence. Out: the marker, its style and its number. No judgement here whether what
//! follows is a heading. [`marker`] knows what is a marker by its own form; [`loose_marker`] what is one only among its like.

/// Styles of markers. The order says nothing of depth: depth is found per document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkerStyle {
    /// 第一部分 第一章
    Part,
    /// 第一节
    Chapter,
    /// 第一条
    Article,
    /// 一、
    Han,
    /// 任务一：
    Named,
    /// （一）
    HanParen,
    /// 1. 1、
    Digit,
    /// 1.1
    Dotted,
    /// 1.1.1
    DottedTwice,
    /// （1） 1）
    DigitParen,
    /// ①
    Circled,
    /// A. （a）
    Letter,
    /// 一是 一要
    Ordinal,
}

/// A marker at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// Its style.
    pub style: MarkerStyle,
    /// Its number.
    pub value: u32,
    /// Its length in bytes, without blanks after it.
    pub len: usize,
}

/// The marker at the start of `text`, if any.
pub fn marker(text: &str) -> Option<Marker> {
    parenthesised(text).or_else(|| part(text)).or_else(|| circled(text)).or_else(|| han(text)).or_else(|| digits(text))
}

fn make(style: MarkerStyle, value: u32, len: usize) -> Option<Marker> {
    Some(Marker { style, value, len })
}

fn parenthesised(text: &str) -> Option<Marker> {
    let inner = text.strip_prefix(['（', '('])?;
    let open = text.len() - inner.len();
    let (style, value, len) = match han_number(inner) {
        Some((value, len)) => (MarkerStyle::HanParen, value, len),
        None => ascii_number(inner).map(|(value, len)| (MarkerStyle::DigitParen, value, len))?,
    };
    let after = &inner[len..];
    let close = after.chars().next().filter(|c| matches!(c, '）' | ')'))?.len_utf8();
    let comma = after[close..].chars().next().filter(|c| matches!(c, '、')).map_or(0, char::len_utf8);
    make(style, value, open + len + close + comma)
}

fn part(text: &str) -> Option<Marker> {
    let inner = text.strip_prefix('第')?;
    let (value, len) = han_number(inner).or_else(|| ascii_number(inner))?;
    let after = &inner[len..];
    let (style, word) = [
        (MarkerStyle::Part, "部分"),
        (MarkerStyle::Part, "编"),
        (MarkerStyle::Part, "篇"),
        (MarkerStyle::Part, "章"),
        (MarkerStyle::Chapter, "节"),
        (MarkerStyle::Article, "条"),
    ]
    .into_iter()
    .find(|(_, word)| after.starts_with(word))?;
    let rest = &after[word.len()..];
    // 第一章程 is a word, 第一章 总则 a heading.
    let stop = rest.chars().next();
    let colon = stop.filter(|c| matches!(c, '：' | ':' | '、')).map_or(0, char::len_utf8);
    let parted = stop.is_none_or(|c| c.is_whitespace() || !c.is_alphanumeric());
    if parted || word == "部分" { make(style, value, text.len() - rest.len() + colon) } else { None }
}

fn circled(text: &str) -> Option<Marker> {
    let c = text.chars().next()?;
    let value = match c {
        '①'..='⑳' => u32::from(c) - u32::from('①') + 1,
        '⑴'..='⒇' => u32::from(c) - u32::from('⑴') + 1,
        '⒈'..='⒛' => return make(MarkerStyle::Digit, u32::from(c) - u32::from('⒈') + 1, c.len_utf8()),
        'Ⅰ'..='Ⅻ' => {
            let stop = text[c.len_utf8()..].chars().next().filter(|c| matches!(c, '、' | '.' | '．'))?;
            return make(MarkerStyle::Part, u32::from(c) - u32::from('Ⅰ') + 1, c.len_utf8() + stop.len_utf8());
        }
        '㈠'..='㈩' => return make(MarkerStyle::HanParen, u32::from(c) - u32::from('㈠') + 1, c.len_utf8()),
        _ => return None,
    };
    let style = if c <= '⑳' { MarkerStyle::Circled } else { MarkerStyle::DigitParen };
    make(style, value, c.len_utf8())
}

fn han(text: &str) -> Option<Marker> {
    let (value, len) = han_number(text)?;
    let next = text[len..].chars().next()?;
    match next {
        '、' | '．' | '.' => make(MarkerStyle::Han, value, len + next.len_utf8()),
        '是' | '要' if value <= 20 => make(MarkerStyle::Ordinal, value, len + next.len_utf8()),
        _ => None,
    }
}

fn digits(text: &str) -> Option<Marker> {
    let (value, len) = ascii_number(text)?;
    let mut chars = text[len..].chars();
    let stop = chars.next()?;
    let next = chars.clone().next();
    match stop {
        ')' | '）' => make(MarkerStyle::DigitParen, value, len + stop.len_utf8()),
        '、' => make(MarkerStyle::Digit, value, len + stop.len_utf8()),
        '.' | '．' if next.is_some_and(|c| c.is_ascii_digit()) => dotted(text),
        '.' | '．' => make(MarkerStyle::Digit, value, len + stop.len_utf8()),
        _ => None,
    }
}

/// 1.1 or 2.3.1 before a blank or a Han character; 5.60 亿元 is an amount.
fn dotted(text: &str) -> Option<Marker> {
    let len = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let token = &text[..len];
    let groups: Vec<&str> = token.trim_end_matches('.').split('.').collect();
    let last: u32 = groups.last()?.parse().ok()?;
    let whole = groups.iter().all(|g| (1..=2).contains(&g.len()) && !g.starts_with('0'));
    let blank = text[len..].starts_with([' ', '\u{3000}', '\t']);
    let style = if groups.len() > 2 { MarkerStyle::DottedTwice } else { MarkerStyle::Dotted };
    (whole && groups.len() <= 3 && (blank || groups.len() > 2)).then_some(Marker { style, value: last, len })
}

/// What may be a marker: `第一章总则`, `1.1项目建设`, `1经济发展`, `A.推进`. Cleaning takes the blank between number and word, and then only
/// the document's other ones tell ([`numbered`](super::numbered)).
pub fn loose_marker(text: &str) -> Option<Marker> {
    stuck_part(text).or_else(|| stuck_digits(text)).or_else(|| letter(text)).or_else(|| named_number(text)).or_else(|| stuck_han(text))
}

/// 任务一：强化党建引领, 第一方面：强化党建引领
fn named_number(text: &str) -> Option<Marker> {
    if let Some(inner) = text.strip_prefix('第') {
        let (value, len) = han_number(inner)?;
        let word = "方面";
        let stop = inner[len..].strip_prefix(word)?.chars().next().filter(|c| matches!(c, '：' | ':' | '、' | '，'))?;
        return make(MarkerStyle::Named, value, '第'.len_utf8() + len + word.len() + stop.len_utf8());
    }
    let word =
        ["任务", "专题", "行动", "工程", "举措", "板块", "目标", "措施", "问题", "重点"].into_iter().find(|word| text.starts_with(word))?;
    let (value, len) = han_number(&text[word.len()..])?;
    let stop = text[word.len() + len..].chars().next().filter(|c| matches!(c, '：' | ':' | '、'))?;
    make(MarkerStyle::Named, value, word.len() + len + stop.len_utf8())
}

/// `一强化党建引领`: a Han number the blank after which cleaning took.
fn stuck_han(text: &str) -> Option<Marker> {
    let (value, len) = han_number(text)?;
    begins_title(&text[len..]).then_some(Marker { style: MarkerStyle::Han, value, len })
}

fn stuck_part(text: &str) -> Option<Marker> {
    let inner = text.strip_prefix('第')?;
    let (value, len) = han_number(inner).or_else(|| ascii_number(inner))?;
    let after = &inner[len..];
    let word = after.chars().next()?;
    let style = match word {
        '章' | '编' | '篇' => MarkerStyle::Part,
        '节' => MarkerStyle::Chapter,
        '条' => MarkerStyle::Article,
        _ => return None,
    };
    let rest = &after[word.len_utf8()..];
    begins_title(rest).then(|| Marker { style, value, len: text.len() - rest.len() })
}

fn stuck_digits(text: &str) -> Option<Marker> {
    let len = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let groups: Vec<&str> = text[..len].trim_end_matches('.').split('.').collect();
    let whole = groups.iter().all(|g| (1..=2).contains(&g.len()) && !g.starts_with('0'));
    let style = match groups.len() {
        1 => MarkerStyle::Digit,
        2 => MarkerStyle::Dotted,
        3 => MarkerStyle::DottedTwice,
        _ => return None,
    };
    let value = groups.last()?.parse().ok()?;
    let rest = &text[len..];
    let amount = if groups.len() == 1 { rest.starts_with(UNITS) } else { DECIMAL_UNITS.iter().any(|unit| rest.starts_with(unit)) };
    (whole && begins_title(rest) && !amount).then_some(Marker { style, value, len })
}

/// What counts or measures: `3个社区`, `1.5万人` and `2月底` begin with an amount or a date.
const UNITS: [char; 44] = [
    '个', '项', '家', '户', '人', '名', '件', '条', '处', '台', '次', '场', '座', '所', '辆', '栋', '幢', '批', '期', '年', '月', '日',
    '天', '时', '周', '万', '亿', '千', '百', '元', '米', '公', '平', '亩', '吨', '倍', '度', '类', '大', '级', '号', '片', '套', '支',
];

/// What is measured in decimals.
const DECIMAL_UNITS: [&str; 18] =
    ["万", "亿", "千", "百", "公里", "公顷", "公斤", "平方", "平米", "立方", "米", "元", "吨", "倍", "亩", "个百分点", "个点", "小时"];

fn letter(text: &str) -> Option<Marker> {
    let inner = text.strip_prefix(['（', '(']).unwrap_or(text);
    let c = inner.chars().next().filter(char::is_ascii_alphabetic)?;
    let value = u32::from(c.to_ascii_uppercase()) - u32::from('A') + 1;
    let after = &inner[1..];
    let bracketed = inner.len() < text.len();
    let stop = after.chars().next().filter(|c| matches!(c, ')' | '）') || !bracketed && matches!(c, '.' | '．' | '、'))?;
    let rest = &after[stop.len_utf8()..];
    begins_title(rest).then(|| Marker { style: MarkerStyle::Letter, value, len: text.len() - rest.len() })
}

fn begins_title(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '“' | '"' | '《'))
}

/// 首先， 其次， 第三， 最后，: words that count what is said; 最后 counts as zero, it is the next one whatever that is.
pub fn counting_word(text: &str) -> Option<Marker> {
    let words = [("首先", 1), ("其次", 2), ("再次", 3), ("最后", 0)];
    let (value, len) = words.iter().find(|(word, _)| text.starts_with(word)).map(|(word, value)| (*value, word.len())).or_else(|| {
        let (value, len) = han_number(text.strip_prefix('第')?)?;
        Some((value, '第'.len_utf8() + len))
    })?;
    let stop = text[len..].chars().next().filter(|c| matches!(c, '，' | ',' | '、' | '：'))?;
    make(MarkerStyle::Ordinal, value, len + stop.len_utf8())
}

/// A number of at most two digits in ASCII or full width. Longer ones are years and amounts.
fn ascii_number(text: &str) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut len = 0;
    let mut count = 0;
    for c in text.chars().take(3) {
        let digit = match c {
            '0'..='9' => u32::from(c) - u32::from('0'),
            '０'..='９' => u32::from(c) - u32::from('０'),
            _ => break,
        };
        value = value * 10 + digit;
        len += c.len_utf8();
        count += 1;
    }
    ((1..=2).contains(&count) && value > 0).then_some((value, len))
}

/// A number in Han numerals up to 九十九 and its length in bytes.
pub fn han_number(text: &str) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut unit = 0;
    let mut len = 0;
    for c in text.chars().take(3) {
        match c {
            '十' if unit == 0 && value == 0 => value = 10,
            '十' if value == 0 => {
                value = unit * 10;
                unit = 0;
            }
            _ => match "一二三四五六七八九".chars().position(|d| d == c) {
                Some(digit) if unit == 0 => unit = u32::try_from(digit).unwrap_or(0) + 1,
                _ => break,
            },
        }
        len += c.len_utf8();
    }
    (len > 0).then_some((value + unit, len))
}

#[cfg(test)]
mod tests {
    use super::{MarkerStyle, counting_word, loose_marker, marker};

    #[test]
    fn markers_of_every_style() {
        for (text, style, value, len) in [
            ("一、总体要求", MarkerStyle::Han, 1, 6),
            ("（十二）完善", MarkerStyle::HanParen, 12, 12),
            ("(三) 重策源", MarkerStyle::HanParen, 3, 5),
            ("1.加强", MarkerStyle::Digit, 1, 2),
            ("２、加强", MarkerStyle::Digit, 2, 6),
            ("（1）加强", MarkerStyle::DigitParen, 1, 7),
            ("③加强", MarkerStyle::Circled, 3, 3),
            ("第一部分 回顾", MarkerStyle::Part, 1, 12),
            ("二十一是加强", MarkerStyle::Ordinal, 21, 0),
            ("二是加强", MarkerStyle::Ordinal, 2, 6),
            ("1.2 目标", MarkerStyle::Dotted, 2, 3),
            ("Ⅱ、目标", MarkerStyle::Part, 2, 6),
            ("1.2.3目标", MarkerStyle::DottedTwice, 3, 5),
            ("第三条 为加强管理", MarkerStyle::Article, 3, 9),
        ] {
            match marker(text) {
                Some(m) => assert_eq!((m.style, m.value, m.len), (style, value, len), "{text}"),
                None => assert_eq!(len, 0, "{text}"),
            }
        }
    }

    #[test]
    fn what_only_its_like_can_settle() {
        for (text, style, value) in [
            ("第二章总则", MarkerStyle::Part, 2),
            ("第一节市容", MarkerStyle::Chapter, 1),
            ("1.1项目建设", MarkerStyle::Dotted, 1),
            ("3民生保障", MarkerStyle::Digit, 3),
            ("B.谋划储备", MarkerStyle::Letter, 2),
            ("（c）谋划储备", MarkerStyle::Letter, 3),
            ("任务二：谋划储备", MarkerStyle::Named, 2),
            ("二谋划储备", MarkerStyle::Han, 2),
            ("第二方面：谋划储备", MarkerStyle::Named, 2),
        ] {
            assert_eq!(marker(text), None, "{text}");
            assert_eq!(loose_marker(text).map(|m| (m.style, m.value)), Some((style, value)), "{text}");
        }
        for text in ["1.5万人", "3个社区", "2月底前", "第二次会议", "A股上市", "2024年工作", "10.5亿元"] {
            assert_eq!(loose_marker(text), None, "{text}");
        }
        assert_eq!(counting_word("其次，要").map(|m| (m.value, m.len)), Some((2, 9)));
        assert_eq!(counting_word("第三，要").map(|m| m.value), Some(3));
        assert_eq!(counting_word("首先是"), None);
    }

    #[test]
    fn amounts_and_words_are_no_markers() {
        for text in ["5.60亿元", "2021年", "一网统管", "三年行动", "十四五", "100%", "第一时间", "一小区一方案", "1.5万", "99999999999、"]
        {
            assert_eq!(marker(text), None, "{text}");
        }
    }
}
