//! Where a second document begins in a text: a plan after the summary, or a summary after the plan.
//!
//! In: an imported text. Out: the offset of the second document's title. Either that title stands on a line of its own and names the place
//! again, as the first one does, and the other kind; or the first title names both (工作总结和工作计划) and a heading opens the second.
//! A report's look back and look ahead (工作回顾, 工作打算) under one title are one document.

use super::lines::{is_blank, lines};
use super::markers::{MarkerStyle, marker};

/// A title is at most so long, in characters.
const MAX_TITLE_CHARS: usize = 45;
/// Each document has at least so many characters.
const MIN_CHARS: usize = 100;
/// The first title stands among so many first lines.
const HEAD_LINES: usize = 12;

/// What a title names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Summary,
    Plan,
    /// A summary and a plan, in this order.
    Both,
}

const SUMMARIES: &[&str] = &["工作总结", "工作小结", "工作情况", "工作回顾", "总结"];
const PLANS: &[&str] = &["工作计划", "工作要点", "工作安排", "工作打算", "工作思路", "重点工作", "计划", "要点"];
/// Words of which a place's or an office's name has one.
const PLACES: &[&str] = &["街道", "镇", "乡", "社区", "办事处", "区", "县", "市"];
/// Words that join two documents in one title.
const JOINTS: &[&str] = &["和", "及", "与", "暨", "、", "以及"];

/// Byte offset of the line that opens the second document.
pub fn second_document(text: &str) -> Option<usize> {
    let lines = lines(text);
    let core = |k: usize| bare(lines[k].core.of(text));
    let first = (0..lines.len().min(HEAD_LINES)).find(|k| kind(core(*k)).is_some_and(|_| marker(core(*k)).is_none()))?;
    let first_kind = kind(core(first))?;
    // 一、 once more, after those of the first document.
    let han = |k: usize| marker(core(k)).filter(|m| m.style == MarkerStyle::Han).map(|m| m.value);
    let mut next_han = vec![None; lines.len() + 1];
    (first + 1..lines.len()).rev().for_each(|k| next_han[k] = han(k).or(next_han[k + 1]));
    let first_han = (first + 1..lines.len()).find(|k| han(*k).is_some()).unwrap_or(lines.len());
    let begins_anew = |k: usize| first_han < k && next_han[k + 1] == Some(1);
    let opens = |k: &usize| {
        let title = core(*k);
        let Some(kind) = kind(title) else { return false };
        if first_kind == Kind::Both {
            kind == Kind::Plan && heads_part(title)
        } else {
            kind != first_kind && kind != Kind::Both && (is_title(title) || first == 0 && is_bare_title(title) && begins_anew(*k))
        }
    };
    let second = (first + 1..lines.len()).find(opens)?;
    let chars = |range: std::ops::Range<usize>| range.map(|k| lines[k].core.of(text).chars().count()).sum::<usize>();
    let long = chars(first + 1..second) >= MIN_CHARS && chars(second + 1..lines.len()) >= MIN_CHARS;
    // The second numbering begins anew.
    let anew = (second + 1..lines.len()).find_map(|k| marker(core(k))).is_none_or(|m| m.value == 1);
    (long && anew).then(|| text[..lines[second].core.start.0].rfind('\n').map_or(lines[second].core.start.0, |k| k + 1))
}

/// Without the marks of Markdown and blanks at its ends.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| is_blank(c) || matches!(c, '#' | '*'))
}

fn kind(line: &str) -> Option<Kind> {
    if line.len() > MAX_TITLE_CHARS * 4 || line.contains(['。', '，', '；', '：', ':', '！', '《', '…', '.', '>']) && marker(line).is_none()
    {
        return None;
    }
    let title: String = line.chars().filter(|c| !is_blank(*c)).collect();
    let title = title.trim_end_matches(|c: char| "（）()摘要稿全文".contains(c));
    if title.chars().count() > MAX_TITLE_CHARS {
        return None;
    }
    let ends = |words: &[&str]| words.iter().find(|word| title.ends_with(**word)).map(|word| title.len() - word.len());
    if let Some(at) = ends(PLANS) {
        let summary = SUMMARIES.iter().filter_map(|word| title[..at].find(word).map(|k| &title[k + word.len()..at])).next();
        return Some(if summary.is_some_and(|between| JOINTS.iter().any(|j| between.starts_with(j))) { Kind::Both } else { Kind::Plan });
    }
    ends(SUMMARIES).map(|_| Kind::Summary)
}

/// A title of its own: no marker, a year, a place.
fn is_title(title: &str) -> bool {
    marker(title).is_none() && has_year(title) && PLACES.iter().any(|place| title.contains(place))
}

/// 2024年工作计划 and nothing else, under a summary's first line: the same street's, if the numbering begins anew.
fn is_bare_title(title: &str) -> bool {
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit() || "〇○二一三四五六七八九".contains(c));
    let rest = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年'));
    has_year(title)
        && rest.is_some_and(|rest| ["工作计划", "工作要点", "工作安排", "工作打算", "工作思路", "工作总结"].contains(&rest.trim()))
}

/// A heading that opens the second of two documents: a year, and no marker or a high one.
fn heads_part(title: &str) -> bool {
    let high = marker(title).is_none_or(|m| matches!(m.style, MarkerStyle::Part | MarkerStyle::Han) && m.value == 2);
    high && has_year(title)
}

fn has_year(title: &str) -> bool {
    let digits: Vec<bool> = title.chars().map(|c| c.is_ascii_digit() || "〇○二一三四五六七八九".contains(c)).collect();
    digits.windows(4).any(|four| four.iter().all(|d| *d))
}
