//! Lines as they are compared and shown: a title without blanks, an issuer with single blanks.
//!
//! In: a line of cleaned text. Out: the same words without what the typesetter put between them.

use super::super::inline::parts_words;
use crate::text::without_note_marks;

/// The line without blanks, characters without width and footnote marks: `友谊路街道 2021年[^1]` is 友谊路街道2021年. Between two Latin words
/// one blank stays.
pub fn compact(line: &str) -> String {
    let line = without_note_marks(line);
    let mut out = String::with_capacity(line.len());
    for word in line.split(is_blank).filter(|word| !word.is_empty()) {
        let around = out.chars().next_back().zip(word.chars().next());
        if around.is_some_and(|(a, b)| parts_words(a, b)) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Words of a title in the characters of the other standard, as Hong Kong, Macao and old documents write them.
const TRADITIONAL: [(char, char); 12] = [
    ('總', '总'),
    ('結', '结'),
    ('計', '计'),
    ('劃', '划'),
    ('點', '点'),
    ('報', '报'),
    ('務', '务'),
    ('彙', '汇'),
    ('匯', '汇'),
    ('況', '况'),
    ('規', '规'),
    ('實', '实'),
];

/// A line with the characters that name kinds of documents in the simplified standard.
pub fn simplified(line: &str) -> String {
    line.chars().map(|c| TRADITIONAL.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)).collect()
}

/// The line with each run of blanks as one; letters that were only spaced out (中 共 某 区) stand together.
pub fn single_spaced(line: &str) -> String {
    let line = without_note_marks(line);
    let words: Vec<&str> = line.split(is_blank).filter(|word| !word.is_empty()).collect();
    let spaced_out = words.iter().all(|word| word.chars().count() == 1);
    words.join(if spaced_out { "" } else { " " })
}

/// Words of which documents of government are made and stories are not.
const OFFICIAL: [&str; 20] = [
    "工作", "推进", "建设", "落实", "加强", "服务", "治理", "街道", "社区", "群众", "党", "提升", "发展", "保障", "管理", "机制", "项目",
    "完善", "开展", "区委",
];
/// One of them in so many characters at least.
const OFFICIAL_SHARE: usize = 60;
/// So much of a text tells, in characters.
const OFFICIAL_REACH: usize = 3000;

/// Whether a text reads like a document of government: what it mentions is then what it is about.
pub fn is_official(text: &str) -> bool {
    let opening = opening(text, OFFICIAL_REACH);
    let words: usize = OFFICIAL.iter().map(|word| opening.matches(word).count()).sum();
    words > 0 && words * OFFICIAL_SHARE >= opening.chars().count()
}

/// White space of any width, and marks without width.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A file's name without its folder and extension.
pub fn file_stem(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 5 && extension.is_ascii() => stem,
        _ => name,
    }
}

/// The first `count` characters.
pub fn opening(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::{compact, file_stem, is_official, single_spaced};

    #[test]
    fn blanks_go() {
        assert_eq!(compact(" 和风街道\u{3000}2021 年工作要点[^12]\u{200b}"), "和风街道2021年工作要点");
        assert_eq!(compact("a[^b]c[^"), "a[^b]c[^");
        assert_eq!(compact("Annual  Work Plan 2024 年度 A"), "Annual Work Plan 2024年度A");
        assert_eq!(single_spaced(" 中共和风街道工委\u{3000} 和风街道办事处 "), "中共和风街道工委 和风街道办事处");
        assert_eq!(single_spaced("和 风 街 道 文 件"), "和风街道文件");
    }

    #[test]
    fn documents_and_stories() {
        assert!(is_official("2023年，街道坚持党建引领，扎实推进各项工作。"));
        assert!(!is_official("那年冬天，他离开了小镇。火车开动的时候，她站在月台尽头，穿着那件蓝布衫，一动不动，像是已经站了许多年。"));
        assert!(!is_official(""));
    }

    #[test]
    fn file_names() {
        assert_eq!(file_stem("a/b\\和风街道2024.1.docx"), "和风街道2024.1");
        assert_eq!(file_stem("和风街道.工作要点"), "和风街道.工作要点");
        assert_eq!(file_stem(".txt"), ".txt");
    }
}
