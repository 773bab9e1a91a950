//! Numbers with a unit in one sentence, and what bounds them.
//!
//! In: a [`View`]. Out: its [`Quantity`]s by place. Left out are dates and times, ordinals, document and telephone numbers, coded names
//! (1+3+N, 7×24, “两网”), titles, and qualifications (500平方米以上的商铺): what they are numbers of is not counted in this text.

use super::numerals::{Number, number};
use super::types::Bound;
use super::units::{Sort, scale, unit};
use super::view::View;
use crate::text::han_digit;

/// A number with its unit. Indexes count characters of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// First character of the words that bound it (不少于), else of the number.
    pub lead: usize,
    /// First character of the number.
    pub start: usize,
    /// One past the unit.
    pub end: usize,
    /// One past the words that bound it (以上), else `end`.
    pub tail: usize,
    /// Decimal string, or a fraction.
    pub value: String,
    /// The upper end of a range.
    pub to: Option<String>,
    /// How it bounds the amount.
    pub bound: Bound,
    /// As written, the scale in front: 万平方米.
    pub unit: String,
    /// What sort of amount.
    pub sort: Sort,
    /// Whether the number is in Chinese numerals: those are oftener part of a name.
    pub is_han: bool,
}

/// What stands before a number, and how it bounds it. Longer ones first where one ends another.
const BEFORE: &[(&str, Bound)] = &[
    ("不少于", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("不小于", Bound::AtLeast),
    ("不下", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("最少", Bound::AtLeast),
    ("不超过", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("不多于", Bound::AtMost),
    ("不大于", Bound::AtMost),
    ("不超", Bound::AtMost),
    ("低于", Bound::AtMost),
    ("少于", Bound::AtMost),
    ("小于", Bound::AtMost),
    ("最多", Bound::AtMost),
    ("至多", Bound::AtMost),
    ("超过", Bound::AtLeast),
    ("高于", Bound::AtLeast),
    ("多于", Bound::AtLeast),
    ("大于", Bound::AtLeast),
    ("突破", Bound::AtLeast),
    ("超", Bound::AtLeast),
    ("逾", Bound::AtLeast),
    ("将近", Bound::About),
    ("接近", Bound::About),
    ("大约", Bound::About),
    ("约", Bound::About),
    ("近", Bound::About),
    ("上", Bound::About),
];

/// Words that end like one of [`BEFORE`] and bound nothing.
const NOT_BEFORE: &[&str] = &[
    "节约",
    "签约",
    "预约",
    "合约",
    "公约",
    "条约",
    "契约",
    "履约",
    "违约",
    "邀约",
    "特约",
    "集约",
    "附近",
    "最近",
    "邻近",
    "就近",
    "周边近",
    "贴近",
    "临近",
    "线上",
    "以上",
    "网上",
    "路上",
    "会上",
    "年上",
    "街上",
    "基础上",
    "加上",
    "向上",
    "区上",
    "社会上",
    "市面上",
    "跨上",
    "迈上",
    "登上",
];

/// What stands after a unit, and how it bounds the number.
const AFTER: &[(&str, Bound)] = &[
    ("及以上", Bound::AtLeast),
    ("或以上", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("及以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("以下", Bound::AtMost),
    ("之内", Bound::AtMost),
    ("左右", Bound::About),
    ("上下", Bound::About),
];

/// Words near a time that make it a limit or work that was done.
const TIMED: &[&str] = &["压缩", "缩短", "压减", "减少", "节约", "节省", "累计", "时长", "时限", "平均", "提前", "控制"];

/// How far before a time one of [`TIMED`] is looked for, in characters.
const TIMED_REACH: usize = 14;

/// The quantities of a sentence, by place.
pub fn quantities(view: &View) -> Vec<Quantity> {
    let mut out: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < view.len() {
        if !may_begin(view, at) {
            at += 1;
            continue;
        }
        if let Some(quantity) = list_of_ones(view, at).or_else(|| per_cent_in_words(view, at)) {
            at = quantity.end;
            out.push(quantity);
            continue;
        }
        match read(view, at) {
            Ok(quantity) => {
                at = quantity.end;
                out.push(quantity);
            }
            Err(next) => at = next.max(at + 1),
        }
    }
    out
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || han_digit(c).is_some() || matches!(c, '十' | '百' | '千' | '两')
}

fn may_begin(view: &View, at: usize) -> bool {
    let here = view.chars[at];
    is_figure(here) || here == '万' && (bound_before(view, at).is_some() || matches!(view.get(at + 1), Some('余' | '多')))
}

/// The quantity whose number begins at `at`; else where to read on.
fn read(view: &View, at: usize) -> Result<Quantity, usize> {
    let run_end = end_of_figures(view, at);
    let rest = &view.chars[at..];
    let found = if rest[0] == '万' { Some(Number { value: "1".to_owned(), to: None, len: 0, is_han: true }) } else { number(rest) };
    let Some(found) = found.filter(|_| !is_code_before(view, at)) else { return Err(run_end) };
    let mut number_end = at + found.len;
    let mut to = found.to.clone();
    if let Some((upper, end)) = upper_end(view, number_end) {
        to = Some(upper.value);
        number_end = end;
    }
    if is_code_after(view, number_end) {
        return Err(run_end.max(number_end));
    }
    let Some((unit_text, sort, end, is_about)) = measured(view, number_end, &found) else { return Err(run_end.max(number_end)) };
    let before = bound_before(view, at);
    let after = AFTER.iter().find(|(word, _)| view.has(end, word));
    let tail = end + after.map_or(0, |(word, _)| word.chars().count());
    let bound = match (&to, before, after) {
        (Some(_), _, _) => Bound::Range,
        (_, Some((_, bound)), _) => bound,
        (_, _, Some((_, bound))) => *bound,
        _ if is_about => Bound::About,
        _ => Bound::Exact,
    };
    let lead = before.map_or(at, |(lead, _)| lead);
    let quantity = Quantity { lead, start: at, end, tail, value: found.value, to, bound, unit: unit_text, sort, is_han: found.is_han };
    if is_name(view, &quantity)
        || is_rank(view, &quantity)
        || is_vague(view, &quantity)
        || is_former(view, &quantity)
        || is_qualification(view, &quantity)
        || !is_timed(view, &quantity)
    {
        return Err(end);
    }
    Ok(quantity)
}

/// One past the figures (and the marks between them) that stand together from `at`.
fn end_of_figures(view: &View, at: usize) -> usize {
    let mut end = at;
    while let Some(c) = view.get(end) {
        let between = matches!(c, '.' | '+' | '*' | '×' | '/' | '-' | ':') && view.get(end + 1).is_some_and(|n| n.is_ascii_alphanumeric());
        if !(is_figure(c) || between || end > at && c.is_ascii_alphabetic()) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether what stands before a number makes it part of a code, a date or an ordinal.
fn is_code_before(view: &View, at: usize) -> bool {
    let back = |k: usize| at.checked_sub(k).and_then(|p| view.get(p));
    let Some(before) = back(1) else { return false };
    let after_figure = back(2).is_some_and(is_figure);
    match before {
        // 每百户, 每10万人: per so many.
        '第' | '每' | '+' | '*' | '×' | '#' | '№' | '〔' => true,
        '-' | '—' | '–' | '~' | '/' | '.' | ':' | '：' => after_figure && view.chars[at].is_ascii_digit(),
        c if c.is_ascii_alphabetic() => !back(2).is_some_and(|c| c.is_ascii_alphabetic()),
        c => is_figure(c),
    }
}

/// Whether what stands after a number makes it part of a code: 1+3, 7×24, 5G, 3A级.
fn is_code_after(view: &View, end: usize) -> bool {
    let Some(after) = view.get(end) else { return false };
    matches!(after, '+' | '*' | '×') || after.is_ascii_alphabetic() && unit(&view.chars[end..]).is_none()
}

/// The upper end of a range that goes on at `at`, and one past it: —30 of 20—30, 到五 of 三到五, —30 of 20%—30%.
fn upper_end(view: &View, at: usize) -> Option<(Number, usize)> {
    let rest = view.chars.get(at..)?;
    let own = unit(rest).filter(|(sort, _)| *sort == Sort::Share).map_or(0, |(_, len)| len);
    let joint = rest.get(own..)?.iter().take_while(|c| matches!(c, '-' | '—' | '–' | '~' | '－')).count();
    let joint = if joint == 0 && matches!(rest.get(own), Some('至' | '到')) { 1 } else { joint };
    if joint == 0 || joint > 2 {
        return None;
    }
    let from = at + own + joint;
    let upper = number(view.chars.get(from..)?)?;
    let end = from + upper.len;
    Some((upper, end))
}

/// The unit of a number that ends at `at`: as written, its sort, one past it, and whether 余 or 多 stands between.
fn measured(view: &View, at: usize, found: &Number) -> Option<(String, Sort, usize, bool)> {
    let about = |k: usize| usize::from(matches!(view.get(k), Some('余' | '多' | '来')));
    let first = about(at);
    let scale_start = at + first;
    let scale_len = scale(view.chars.get(scale_start..)?);
    let second = about(scale_start + scale_len);
    let unit_start = scale_start + scale_len + second;
    let is_about = first + second > 0;
    let scale_text = view.text(scale_start, scale_start + scale_len);
    let rest = view.chars.get(unit_start..)?;
    if let Some((sort, len)) = unit(rest) {
        // 一元化, 二元: money in Chinese numerals has a scale.
        let is_word = found.is_han && sort == Sort::Money && scale_len == 0;
        return (!is_word).then(|| (scale_text + &view.text(unit_start, unit_start + len), sort, unit_start + len, is_about));
    }
    let is_open =
        rest.first().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c)) && !AFTER.iter().any(|(word, _)| view.has(unit_start, word));
    if scale_text.contains(['万', '亿']) && !found.is_han && !is_open {
        return Some((scale_text, Sort::Bare, unit_start, is_about));
    }
    let is_share = found.value.contains('/')
        && (view.has(at, "以上") || view.has(at, "的") || view.has(at, "左右") || view.ends(at - found.len, "的"));
    is_share.then(|| ("比例".to_owned(), Sort::Bare, at, false))
}

/// 百分之八十, 百分之百, 百分百.
fn per_cent_in_words(view: &View, at: usize) -> Option<Quantity> {
    let (value, end) = if view.has(at, "百分百") || view.has(at, "百分之百") {
        ("100".to_owned(), at + if view.has(at, "百分百") { 3 } else { 4 })
    } else if view.has(at, "百分之") {
        let found = number(view.chars.get(at + 3..)?)?;
        (found.value, at + 3 + found.len)
    } else {
        return None;
    };
    let before = bound_before(view, at);
    let after = AFTER.iter().find(|(word, _)| view.has(end, word));
    let quantity = Quantity {
        lead: before.map_or(at, |(lead, _)| lead),
        start: at,
        end,
        tail: end + after.map_or(0, |(word, _)| word.chars().count()),
        value,
        to: None,
        bound: before.map(|(_, bound)| bound).or(after.map(|(_, bound)| *bound)).unwrap_or(Bound::Exact),
        unit: "%".to_owned(),
        sort: Sort::Share,
        is_han: false,
    };
    (!is_name(view, &quantity)).then_some(quantity)
}

/// “十个一”: a list of so many items, each opened by 一. Their count is told, though the name is quoted.
fn list_of_ones(view: &View, at: usize) -> Option<Quantity> {
    if is_code_before(view, at) {
        return None;
    }
    let found = number(view.chars.get(at..)?)?;
    let end = at + found.len;
    let quote = view.quote(at).filter(|q| q.start + 1 == at);
    let is_list = view.has(end, "个一") && quote.is_some_and(|q| q.end == end + 3);
    is_list.then(|| Quantity {
        lead: at - 1,
        start: at - 1,
        end: end + 3,
        tail: end + 3,
        value: found.value,
        to: None,
        bound: Bound::Exact,
        unit: "项".to_owned(),
        sort: Sort::Thing,
        is_han: false,
    })
}

/// The words before a number that bound it: where they begin, and how.
fn bound_before(view: &View, at: usize) -> Option<(usize, Bound)> {
    let last = at.checked_sub(1).and_then(|k| view.get(k))?;
    if !matches!(last, '于' | '下' | '少' | '过' | '超' | '多' | '破' | '逾' | '近' | '约' | '上')
        || NOT_BEFORE.iter().any(|word| view.ends(at, word))
    {
        return None;
    }
    let (word, bound) = BEFORE.iter().find(|(word, _)| view.ends(at, word))?;
    // 上 bounds round numbers only (上百, 上千).
    if *word == "上" && !matches!(view.get(at), Some('百' | '千' | '万')) {
        return None;
    }
    Some((at - word.chars().count(), *bound))
}

/// A number inside a title or a short quotation is part of a name.
fn is_name(view: &View, quantity: &Quantity) -> bool {
    view.is_in_name(quantity.start)
}

/// 前三名, 前5位: a place in an order.
fn is_rank(view: &View, quantity: &Quantity) -> bool {
    let not_rank = ["以前", "之前", "目前", "提前", "年前", "月前", "日前", "底前", "此前", "会前", "末前"];
    view.ends(quantity.start, "前") && !not_rank.iter().any(|word| view.ends(quantity.start, word))
}

/// 百户千家: many, not a hundred.
fn is_vague(view: &View, quantity: &Quantity) -> bool {
    let is_many = |k: usize| matches!(view.get(k), Some('百' | '千' | '万'));
    is_many(quantity.start) && quantity.bound == Bound::Exact && is_many(quantity.end)
}

/// 由88%提高到93%: the amount that a change began with.
fn is_former(view: &View, quantity: &Quantity) -> bool {
    let goes_on = [
        "提高到",
        "提高至",
        "提升到",
        "提升至",
        "增加到",
        "增加至",
        "增至",
        "上升到",
        "上升至",
        "扩大到",
        "扩大至",
        "降至",
        "降低到",
        "降低至",
        "下降到",
        "下降至",
        "减少到",
        "减少至",
        "压缩到",
        "压缩至",
        "缩短到",
        "缩短至",
    ];
    ["由", "从"].iter().any(|word| view.ends(quantity.lead, word)) && goes_on.iter().any(|word| view.has(quantity.tail, word))
}

/// 500平方米以上的商铺, 50人以上企业: says which ones, not how many.
fn is_qualification(view: &View, quantity: &Quantity) -> bool {
    let measures_one = matches!(quantity.sort, Sort::Size | Sort::Person | Sort::Money) && quantity.tail > quantity.end;
    let mut next = quantity.tail;
    if view.get(next) == Some('的') {
        next += 1;
    }
    let is_within = quantity.sort == Sort::Size
        && ["红线", "范围", "半径", "距离", "内", "圈", "宽", "高的", "长的"].iter().any(|word| view.has(quantity.end, word));
    if is_within {
        return true;
    }
    let noun_follows = view.get(next).is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    measures_one && noun_follows
}

/// Times are measures only as limits or as work done; every other sort is one anyway.
fn is_timed(view: &View, quantity: &Quantity) -> bool {
    if quantity.sort != Sort::Time {
        return true;
    }
    let before: String = view.text(quantity.lead.saturating_sub(TIMED_REACH), quantity.lead);
    !quantity.is_han && (quantity.bound != Bound::Exact || view.has(quantity.end, "内") || TIMED.iter().any(|word| before.contains(word)))
}
