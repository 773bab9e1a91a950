//! The title of a document among its first lines.
//!
//! In: the paragraphs. Out: the index of the title. In a notice the plan has a title of its own after the notice's; that one is
//! meant. Where no line names a kind of document, a first line that is short and ends without a mark will do.

use super::document::{MetaKind, Paragraph, ParagraphRole};
use super::markers::marker;
use super::metadata::simplified;
use super::shell;
use crate::text::{Span, is_sentence_end};

/// The title stands among so many first lines.
const HEAD_LINES: usize = 30;
/// And is at most so long, in characters.
const MAX_CHARS: usize = 60;
/// Running text is longer than this, in characters.
const MIN_PROSE_CHARS: usize = 30;
/// Words that name a kind of document at a title's end.
pub const KIND_WORDS: &[&str] = &[
    "工作要点",
    "工作计划",
    "工作总结",
    "工作报告",
    "工作安排",
    "工作思路",
    "工作打算",
    "工作方案",
    "实施方案",
    "行动方案",
    "行动计划",
    "重点工作",
    "总结和计划",
    "计划",
    "总结",
    "要点",
    "报告",
    "规划",
    "方案",
    "安排",
    "情况",
    "汇报",
    "清单",
    "分解表",
];

/// Whether a line ends in a word that names a kind of document, as titles do.
pub fn names_kind(line: &str) -> bool {
    let line = simplified(line);
    let line = line.trim_end_matches(['）', ')']).trim_end_matches(|c: char| "（(摘要稿全文".contains(c));
    KIND_WORDS.iter().any(|word| line.ends_with(word))
}

/// Index of the title's paragraph. `marked` are titles by the format's own word: asked where no line among them names its kind.
pub fn find(text: &str, paragraphs: &[Paragraph], marked: &[Span]) -> Option<usize> {
    let head = &paragraphs[..paragraphs.len().min(HEAD_LINES)];
    let candidates: Vec<usize> = (0..head.len()).filter(|k| is_title(text, &head[*k])).collect();
    // The plan's own title comes after the notice; anything that looks like one after the first heading is none.
    let first_heading = head.iter().position(|p| marker(p.span.of(text)).is_some()).unwrap_or(head.len());
    let before: Vec<usize> = candidates.into_iter().filter(|k| *k < first_heading).collect();
    // Without a notice the title stands before the text; a heading (2023年工作回顾) says less than it does of whose document it is.
    let is_notice = |k: &usize| matches!(shell::classify(head[*k].span.of(text)), Some(MetaKind::Notice | MetaKind::Attachment));
    let noticed = before.last().is_some_and(|last| (0..*last).any(|k| is_notice(&k)));
    let first_prose = head.iter().position(|p| is_prose(p.span.of(text))).unwrap_or(head.len());
    let says = |k: usize| {
        let line = head[k].span.of(text);
        usize::from(line.contains('年')) + 2 * usize::from(PLACES.iter().any(|place| line.contains(place)))
    };
    let best = before.iter().copied().filter(|k| *k < first_prose).rev().max_by_key(|k| says(*k));
    let by_style = || head.iter().position(|p| p.role == ParagraphRole::Body && marked.iter().any(|span| p.span.contains(*span)));
    before.last().copied().filter(|_| noticed).or(best).or_else(by_style).or_else(|| first_line(text, head))
}

/// Words of which a place's or an office's name has one.
const PLACES: [&str; 10] = ["街道", "镇", "乡", "区", "县", "市", "省", "社区", "村", "政府"];

/// Running text, no line of a head.
fn is_prose(line: &str) -> bool {
    line.chars().nth(MIN_PROSE_CHARS).is_some() && line.contains('。')
}

fn is_title(text: &str, paragraph: &Paragraph) -> bool {
    let line = bare(text, paragraph.span);
    let chars = line.chars().count();
    paragraph.role == ParagraphRole::Body
        && (4..=MAX_CHARS).contains(&chars)
        && !line.ends_with(is_sentence_end)
        && !line.contains(['。', '；', '：', ':'])
        && !paragraph.span.of(text).contains('\t')
        && shell::classify(&line).is_none()
        && names_kind(&line)
}

fn first_line(text: &str, head: &[Paragraph]) -> Option<usize> {
    let k = head.iter().position(|p| shell::classify(p.span.of(text)).is_none_or(|kind| kind == MetaKind::Notice))?;
    let line = bare(text, head[k].span);
    let chars = line.chars().count();
    let plain =
        (2..=MAX_CHARS).contains(&chars) && !line.ends_with(is_sentence_end) && !line.contains(['。', '；']) && marker(&line).is_none();
    (plain && head.len() > k + 1 && head[k].role == ParagraphRole::Body).then_some(k)
}

fn bare(text: &str, span: Span) -> String {
    span.of(text).chars().filter(|c| !c.is_whitespace()).collect()
}
