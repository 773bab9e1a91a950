//! What engine and worker say, in English.
//!
//! In: a Chinese sentence as it was put together. Out: its English by the sayings of `assets/english-engine.tsv`, each a pattern whose `{}` stand
//! for what is filled in. A sentence that no saying is, is taken apart at its marks (；，。：) outside quotation marks and brackets, and each
//! part is looked up. What stands between quotation marks is the documents' own. What nothing fits stays Chinese; a test holds that no
//! sentence of the engine does.

use std::sync::OnceLock;

/// The table, as the repository has it.
const TABLE: &str = include_str!("../../../assets/english-engine.tsv");
/// Where a sentence is taken apart, the coarsest first, each with what stands in English instead.
const MARKS: [(char, &str); 4] = [('。', ". "), ('；', "; "), ('：', ": "), ('，', ", ")];
/// What opens a quote, and what closes it.
const QUOTES: [(char, char); 4] = [('“', '”'), ('《', '》'), ('（', '）'), ('「', '」')];
/// A sentence within a sentence within a sentence: deeper is only what is no sentence.
const MAX_DEPTH: usize = 6;

/// A saying.
struct Saying {
    /// What stands between what is filled in: one piece more than there are values.
    pieces: Vec<&'static str>,
    english: &'static str,
}

/// The English of a sentence.
pub(super) fn in_english(chinese: &str) -> String {
    translate(chinese, 0)
}

fn translate(chinese: &str, depth: usize) -> String {
    if depth > MAX_DEPTH || !chinese.chars().any(is_chinese) {
        return plain_marks(chinese);
    }
    if let Some(english) = super::english().get(chinese) {
        return (*english).to_owned();
    }
    if let Some((saying, values)) = sayings().iter().find_map(|saying| Some((saying, values_of(saying, chinese)?))) {
        return fill(saying.english, &values, depth);
    }
    for (mark, english) in MARKS {
        let parts = apart(chinese, mark);
        if parts.len() > 1 {
            let parts: Vec<String> = parts.into_iter().map(|part| translate(part, depth + 1)).collect();
            return parts.join(english).trim_end().to_owned();
        }
    }
    // A remark in brackets behind something.
    if let Some((before, inside)) = chinese.strip_suffix('）').and_then(|rest| rest.rsplit_once('（')) {
        return format!("{} ({})", translate(before, depth + 1), translate(inside, depth + 1)).trim_start().to_owned();
    }
    chinese.to_owned()
}

/// Values stand as they are between quotation marks; elsewhere they can be sentences of their own.
fn fill(english: &str, values: &[&str], depth: usize) -> String {
    let mut out = String::new();
    for (k, piece) in english.split("{}").enumerate() {
        if let Some(value) = k.checked_sub(1).and_then(|k| values.get(k)) {
            let is_quoted = out.ends_with(['“', '《']);
            out.push_str(&if is_quoted { (*value).to_owned() } else { translate(value, depth + 1) });
        }
        out.push_str(piece);
    }
    out
}

/// What is filled into a saying where the sentence is one.
fn values_of<'a>(saying: &Saying, sentence: &'a str) -> Option<Vec<&'a str>> {
    let (first, rest) = saying.pieces.split_first()?;
    let mut left = sentence.strip_prefix(first)?;
    let Some((last, middle)) = rest.split_last() else { return left.is_empty().then(Vec::new) };
    let mut values = Vec::new();
    let mut before = first;
    for piece in middle {
        let at = left.match_indices(piece).map(|(at, _)| at).find(|at| is_value(before, &left[..*at]))?;
        values.push(&left[..at]);
        left = &left[at + piece.len()..];
        before = piece;
    }
    let value = left.strip_suffix(last).filter(|value| is_value(before, value))?;
    values.push(value);
    Some(values)
}

/// Whether this can be filled in behind such a piece: a word or a whole sentence, never half of two. Between quotation marks that belong to the
/// saying several quotes may stand: 甲”、“乙.
fn is_value(before: &str, value: &str) -> bool {
    !value.is_empty() && if before.ends_with('“') { is_row_of_quotes(value) } else { is_closed(value) }
}

/// Whether 甲”、“乙, put between quotation marks, is one quote or several in a row.
fn is_row_of_quotes(value: &str) -> bool {
    let (mut depth, mut is_row) = (1_i32, true);
    for c in value.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth -= 1,
            '、' => {}
            _ => is_row &= depth > 0,
        }
        is_row &= depth >= 0;
    }
    is_row && depth == 1
}

/// Whether every quote that is opened in it is closed in it.
fn is_closed(text: &str) -> bool {
    QUOTES.iter().all(|(open, close)| {
        let mut depth = 0_i32;
        for c in text.chars() {
            depth += i32::from(c == *open) - i32::from(c == *close);
            if depth < 0 {
                return false;
            }
        }
        depth == 0
    })
}

/// A sentence taken apart at a mark that stands in no quote.
fn apart(text: &str, mark: char) -> Vec<&str> {
    let (mut out, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        if QUOTES.iter().any(|(open, _)| *open == c) {
            depth += 1;
        } else if QUOTES.iter().any(|(_, close)| *close == c) {
            depth = depth.saturating_sub(1);
        } else if c == mark && depth == 0 {
            out.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    out.push(&text[start..]);
    out
}

fn plain_marks(text: &str) -> String {
    text.replace('；', "; ")
        .replace('，', ", ")
        .replace('。', ". ")
        .replace('：', ": ")
        .replace('（', " (")
        .replace('）', ")")
        .replace('、', ", ")
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// All sayings, those that say most by themselves first.
fn sayings() -> &'static [Saying] {
    static SAYINGS: OnceLock<Vec<Saying>> = OnceLock::new();
    SAYINGS.get_or_init(|| {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let mut out: Vec<Saying> = lines
            .filter_map(|line| line.split_once('\t'))
            .map(|(chinese, english)| Saying { pieces: chinese.split("{}").collect(), english })
            .collect();
        out.sort_by_key(|saying| std::cmp::Reverse(saying.pieces.iter().map(|piece| piece.len()).sum::<usize>()));
        out
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{in_english, is_chinese};

    #[test]
    fn sentences_are_told_and_names_stay() {
        assert_eq!(
            in_english("磁盘空间不足；请清理后重试，或换一个磁盘"),
            "The disk is full; make room and try again, or choose another disk"
        );
        assert_eq!(
            in_english("没有保存：磁盘空间不足；请清理后重试，或换一个磁盘。改动仍在窗口里，原来的文件没有变"),
            "Not saved: The disk is full; make room and try again, or choose another disk. Your changes are still in the window, and the file is as it was"
        );
        assert_eq!(in_english("词形“加梯，好”，同句有“电梯”"), "the words “加梯，好”, “电梯” in the same sentence");
        assert_eq!(in_english("都提到甲、乙；共同用词“党建”、“引领”"), "both mention 甲、乙; words in common “党建”、“引领”");
        assert_eq!(in_english("只是别的话"), "只是别的话");
    }

    proptest! {
        #[test]
        fn any_text_is_told_without_a_panic(text in "[“”《》（）；，。：{}a-c垃圾分类词形]{0,40}") {
            let english = in_english(&text);
            prop_assert!(text.chars().any(is_chinese) || !english.chars().any(is_chinese));
        }
    }
}
