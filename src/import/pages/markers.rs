//! Numbers that open a line: 一、 （一） 1. 第一章 ①.

/// The kind of number that opens a text, outermost first; `None` where none does.
pub fn opens_item(text: &str) -> Option<u8> {
    let text = text.trim_start();
    let rest = |t: &str| t.trim_start_matches(|c: char| CHINESE.contains(c)).len();
    let (first, len) = (text.chars().next()?, text.len());
    if first == '第' {
        let tail = &text['第'.len_utf8()..];
        let digits = tail.trim_start_matches(|c: char| CHINESE.contains(c) || c.is_ascii_digit());
        return (digits.len() < tail.len() && digits.starts_with(['章', '节', '部', '编', '条', '篇'])).then_some(0);
    }
    if CHINESE.contains(first) {
        return text[len - rest(text)..].starts_with(['、', '．']).then_some(1);
    }
    if matches!(first, '（' | '(' | '〔') {
        let tail = &text[first.len_utf8()..];
        let digits = tail.trim_start_matches(|c: char| c.is_ascii_digit());
        let (end, level) = if rest(tail) < tail.len() { (&tail[tail.len() - rest(tail)..], 2) } else { (digits, 4) };
        return (end.len() < tail.len() && tail.len() - end.len() <= 12 && end.starts_with(['）', ')', '〕'])).then_some(level);
    }
    if first.is_ascii_digit() {
        let tail = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = tail.chars().nth(1);
        let is_number = len - tail.len() <= 2 && tail.starts_with(['.', '．', '、']);
        // 1.5 is no item.
        return (is_number && after.is_none_or(|c| !c.is_ascii_digit())).then_some(3);
    }
    matches!(first, '①'..='⑳' | '●' | '•' | '■' | '◆' | '➢').then_some(5)
}

const CHINESE: &str = "一二三四五六七八九十百零〇";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_open_a_line() {
        for (text, level) in [
            ("第一章 总则", 0),
            ("一、抓牢", 1),
            ("十二、推进", 1),
            ("（一）强招引", 2),
            ("(三)", 2),
            ("1.推进", 3),
            ("12、落实", 3),
            ("（1）摸排", 4),
            ("①", 5),
        ] {
            assert_eq!(opens_item(text), Some(level), "{text}");
        }
        for text in ["一网统管", "1.5倍", "2025年", "（含）", "第一时间", "三是", "（2021年）", ""] {
            assert_eq!(opens_item(text), None, "{text}");
        }
    }
}
