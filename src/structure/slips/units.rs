//! Amounts that lack half of their unit: 46.65亿 for 46.65亿元.
//!
//! In: a paragraph. Out: slips in its own offsets. Only where a sum of money is spoken of and nothing follows the number: 3万人 has its
//! unit, 人口超过3万 needs none, and in 5亿、6亿元 the last one lends its own.

use super::Slip;
use crate::text::Span;

/// Words that speak of money, in the same clause.
const MONEY: [&str; 26] = [
    "投资",
    "产值",
    "税收",
    "收入",
    "资金",
    "营收",
    "销售",
    "零售",
    "生产总值",
    "财政",
    "总额",
    "增加值",
    "利润",
    "贷款",
    "融资",
    "引资",
    "到位",
    "外资",
    "补贴",
    "补助",
    "拨款",
    "经费",
    "支出",
    "消费",
    "税额",
    "捐款",
];
/// So far back the clause is looked at, in characters.
const REACH: usize = 20;
/// Money counted in something else than yuan, told before the number.
const COUNTED: [&str; 6] = ["人数", "人口", "人次", "面积", "户数", "件数"];

/// The slips of a paragraph.
pub fn find(line: &str) -> Vec<Slip> {
    let mut out = Vec::new();
    for (at, unit) in line.match_indices(['亿', '万']) {
        let start = at - line[..at].bytes().rev().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        let end = at + unit.len();
        if start == at || !ends_amount(&line[end..]) {
            continue;
        }
        let clause: Vec<char> =
            line[..start].chars().rev().take(REACH).take_while(|c| !matches!(c, '，' | ',' | '。' | '；' | ';')).collect();
        let clause: String = clause.into_iter().rev().collect();
        let money = MONEY.iter().any(|word| clause.contains(word)) && !COUNTED.iter().any(|word| clause.contains(word));
        if money {
            let message = format!("金额“{}”似缺单位，是否应为“{}元”？", &line[start..end], &line[start..end]);
            out.push(Slip { code: "unit-incomplete", message, span: Span::new(start, end) });
        }
    }
    out
}

/// Whether nothing that could be a unit follows, nor another amount that lends its own.
fn ends_amount(rest: &str) -> bool {
    match rest.chars().next() {
        None => true,
        Some('，' | ',' | '。' | '；' | ';' | '）' | ')') => true,
        Some('、') => !rest['、'.len_utf8()..].chars().take(8).any(|c| c.is_ascii_digit()),
        _ => false,
    }
}
