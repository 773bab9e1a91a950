//! Marks: two where one belongs, a Latin full stop in Chinese, 一 for a dash.
//!
//! In: a paragraph. Out: slips in its own offsets.

use super::{Slip, is_han};
use crate::text::Span;

/// Marks that never follow one another directly. A comma after a closing quotation mark is no case of it.
const fn is_pause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '、')
}

/// The slips of a paragraph.
pub fn find(line: &str) -> Vec<Slip> {
    let mut out = Vec::new();
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let around = |k: usize| (k.checked_sub(1).and_then(|p| chars.get(p)).map(|(_, c)| *c), chars.get(k + 1).map(|(_, c)| *c));
    let mut k = 0;
    while k < chars.len() {
        let (at, c) = chars[k];
        let (before, after) = around(k);
        match c {
            _ if is_pause(c) => {
                let run = chars[k..].iter().take_while(|(_, c)| is_pause(*c)).count();
                // 。。。 is an ellipsis by another key.
                if run == 2 {
                    let span = Span::new(at, chars[k + 1].0 + chars[k + 1].1.len_utf8());
                    let message = format!("标点“{}”连用，请核对应保留哪一个", span.of(line));
                    out.push(Slip { code: "punctuation-doubled", message, span });
                }
                k += run;
                continue;
            }
            '.' if is_stray_stop(&chars, k, before, after) => {
                let message = "中文句中用了英文句点“.”，是否应为“。”？".to_owned();
                out.push(Slip { code: "odd-full-stop", message, span: Span::new(at, at + 1) });
            }
            '一' if is_dash(&chars, k, before, after) => {
                let message = "“一”疑为连接号或破折号“—”之误".to_owned();
                out.push(Slip { code: "odd-dash", message, span: Span::new(at, at + c.len_utf8()) });
            }
            _ => {}
        }
        k += 1;
    }
    out
}

/// A full stop of Latin text after a Chinese word, and one or nothing after it; `一.` is a number.
fn is_stray_stop(chars: &[(usize, char)], k: usize, before: Option<char>, after: Option<char>) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let words = chars[..k].iter().rev().take_while(|(_, c)| is_han(*c)).count();
    before.is_some_and(|c| is_han(c) && !numeral(c)) && words > 1 && after.is_none_or(is_han)
}

/// Between two figures of a range (2021一2023, 5月一10月), or between a closing and an opening mark.
fn is_dash(chars: &[(usize, char)], k: usize, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    if after.is_ascii_digit() {
        let unit = matches!(before, '年' | '月' | '日' | '%' | '时');
        let after_figure = unit && k >= 2 && chars[k - 2].1.is_ascii_digit();
        return before.is_ascii_digit() || after_figure;
    }
    matches!(before, '”' | '）' | '》') && matches!(after, '“' | '（' | '《')
}
