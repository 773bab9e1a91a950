//! A document cut into statements: clauses that may promise or report something.
//!
//! In: a document. Out: [`Statement`]s in order of place. A clause ends at a comma, colon or the end of its sentence, but not inside a quotation or
//! bracket and not inside a number. An enumeration of actions (组建…、开展…) or of counted things (2个…、1间…) is cut into its members, one of
//! names is not: 海江路、友谊路 is what one statement is about.

use super::vocabulary::Vocabulary;
use crate::structure::{Document, ParagraphRole, SectionKind};
use crate::text::{Span, fold_text, is_letter_or_figure, is_sentence_end};

/// Nobody promises or reports in more bytes without a comma: 300 characters. What is longer is no prose.
const MAX_BYTES: usize = 900;
/// A quotation or bracket that is still open after so many bytes was never meant to be one.
const MAX_QUOTATION: usize = 180;
/// A member of an enumeration of actions has so many characters at least.
const MIN_MEMBER_CHARS: usize = 6;

/// Where a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Body,
    /// A table's cell.
    Cell,
    /// A heading or run-in: it names a topic.
    Title,
    /// A heading or run-in that nothing stands under: it is itself what there is.
    Leaf,
    /// A footnote's text: it defines.
    Footnote,
}

/// A clause, or a member of a clause that enumerates.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Index of the document.
    pub document: usize,
    /// Without marks and blanks at its ends.
    pub span: Span,
    /// The clause that it is a member of; else itself.
    pub clause: Span,
    /// The sentence around it.
    pub sentence: Span,
    /// Index of the innermost heading or run-in around it.
    pub section: Option<usize>,
    /// Where it stands.
    pub role: Role,
    /// Whether it opens its sentence.
    pub opens_sentence: bool,
    /// Whether it stands before the first heading of a document that has headings.
    pub in_preamble: bool,
    /// Its folded text.
    pub folded: String,
}

/// The statements of a document, by place.
pub fn statements(at: usize, document: &Document, words: &Vocabulary) -> Vec<Statement> {
    let first_heading = document.sections.iter().find(|s| s.level > 0).map(|s| s.span.start);
    let mut out = Vec::new();
    for (k, paragraph) in document.paragraphs.iter().enumerate() {
        let role = match paragraph.role {
            ParagraphRole::Title | ParagraphRole::Shell => continue,
            ParagraphRole::Heading(level) => {
                let next = document.paragraphs.get(k + 1).map(|p| p.role);
                let bare = next.is_none_or(|role| matches!(role, ParagraphRole::Heading(next) if next <= level));
                if bare { Role::Leaf } else { Role::Title }
            }
            ParagraphRole::Footnote => Role::Footnote,
            ParagraphRole::Row => Role::Cell,
            ParagraphRole::Body => Role::Body,
        };
        for sentence in cut(&document.text, paragraph.span, |c| is_sentence_end(c) || c == '\t') {
            let from = out.len();
            for clause in cut(&document.text, sentence, is_clause_end) {
                if role == Role::Footnote && clause.of(&document.text).ends_with(['：', ':']) {
                    continue; // The term that the footnote explains.
                }
                let clause = trimmed(document, clause);
                for span in members(&document.text, clause, words) {
                    let span = trimmed(document, span);
                    let role = if role == Role::Body { in_run_in(document, span).unwrap_or(role) } else { role };
                    let folded = fold_text(span.of(&document.text));
                    if folded.chars().filter(|c| is_letter_or_figure(*c)).count() < 2 || span.len() > MAX_BYTES {
                        continue;
                    }
                    out.push(Statement {
                        document: at,
                        span,
                        clause,
                        sentence,
                        section: document.section_at(span.start),
                        role,
                        opens_sentence: out.len() == from,
                        in_preamble: first_heading.is_some_and(|first| span.start < first),
                        folded,
                    });
                }
            }
        }
    }
    out
}

const fn is_clause_end(c: char) -> bool {
    is_sentence_end(c) || matches!(c, '，' | ',' | '：' | ':' | '\t')
}

/// Cuts `within` after each mark, but for those inside a quotation, a bracket or a number.
fn cut(text: &str, within: Span, ends: impl Fn(char) -> bool) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = within.start.0;
    let mut quotation: Option<(char, usize)> = None;
    let mut before = ' ';
    let mut chars = within.of(text).char_indices().map(|(k, c)| (within.start.0 + k, c)).peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, next)| *next);
        if quotation.is_some_and(|(_, from)| at > from + MAX_QUOTATION) {
            quotation = None;
        }
        match quotation {
            Some((closing, _)) if c == closing => quotation = None,
            None => quotation = closing_of(c).map(|closing| (closing, at)),
            _ => {}
        }
        let in_number = before.is_ascii_digit() && after.is_ascii_digit() && matches!(c, ',' | ':' | '，' | '：');
        if ends(c) && quotation.is_none() && !in_number {
            out.push(Span::new(start, at + c.len_utf8()));
            start = at + c.len_utf8();
        }
        before = c;
    }
    if start < within.end.0 {
        out.push(Span::new(start, within.end.0));
    }
    out
}

const fn closing_of(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '‘' => '’',
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '「' => '」',
        '"' => '"',
        _ => return None,
    })
}

/// The members of a clause that enumerates actions or counted things; else the clause.
fn members(text: &str, clause: Span, words: &Vocabulary) -> Vec<Span> {
    let parts = cut(text, clause, |c| c == '、');
    let mut out: Vec<Span> = Vec::with_capacity(1);
    for part in parts {
        let folded = fold_text(part.of(text));
        let counted = words.opens_with_count(&folded) && out.last().is_some_and(|last| has_figure(&fold_text(last.of(text))));
        let long = |span: &Span| span.of(text).chars().count() >= MIN_MEMBER_CHARS;
        let acts =
            words.opens_with_verb(&folded) && long(&part) && out.last().is_some_and(|last| long(last) && words.verbs.is_in(last.of(text)));
        match out.last_mut() {
            Some(last) if !(counted || acts) => last.end = part.end,
            _ => out.push(part),
        }
    }
    out
}

fn has_figure(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Without blanks and marks at the ends, a list's marker and the word that joins it to what stands before.
fn trimmed(document: &Document, span: Span) -> Span {
    let at_number = document.section_at(span.start).map(|k| &document.sections[k]).filter(|s| s.span.start == span.start);
    let from = at_number.map_or(0, |s| s.number.len());
    let text = span.of(&document.text);
    let rest = text.get(from..).unwrap_or(text);
    let mark = |c: char| c.is_whitespace() || is_clause_end(c) || matches!(c, '、' | '.' | '．' | '—' | '-' | '•' | '·' | '●');
    let mut inner = rest.trim_start_matches(mark);
    inner = inner.get(marker(inner)..).unwrap_or(inner).trim_start_matches(mark);
    for opening in ORDINALS.iter().chain(&JOINTS) {
        if let Some(after) = inner.strip_prefix(opening) {
            inner = after.trim_start_matches(mark);
        }
    }
    let start = span.start.0 + text.len() - inner.len();
    let end = start + inner.trim_end_matches(mark).len();
    Span::new(start, end)
}

/// Length in bytes of a list's marker that `text` begins with: 1. 2、 （3） ④. Zero where there is none; 1.5 and 3个 are none.
fn marker(text: &str) -> usize {
    let inner = text.trim_start_matches(['（', '(']);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = inner.trim_start_matches(numeral);
    if text.starts_with(|c: char| ('①'..='⑳').contains(&c)) {
        return text.chars().next().map_or(0, char::len_utf8);
    }
    let bracketed = inner.len() < text.len();
    let closed = rest.strip_prefix(if bracketed { &['）', ')'][..] } else { &['.', '．', '、', '）', ')'][..] });
    match closed {
        Some(after) if rest.len() < inner.len() && !after.starts_with(|c: char| c.is_ascii_digit()) => text.len() - after.len(),
        _ => 0,
    }
}

/// Markers of lists inside a paragraph.
const ORDINALS: [&str; 20] = [
    "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "一要", "二要", "三要", "四要", "五要", "六要", "七要",
    "八要", "九要", "十要",
];
/// Words that join a clause to the one before it.
const JOINTS: [&str; 6] = ["同时", "此外", "另外", "并且", "以及", "即"];

/// Where a statement of running text is part of a run-in: its role.
fn in_run_in(document: &Document, span: Span) -> Option<Role> {
    let at = document.section_at(span.start)?;
    let section = document.sections.get(at).filter(|s| s.kind == SectionKind::RunIn && s.span.contains(span))?;
    let next = document.sections.get(at + 1).map_or(section.body_end, |next| next.span.start.min(section.body_end));
    let under = Span { start: section.span.end, end: next.max(section.span.end) }.of(&document.text);
    Some(if under.contains(char::is_alphanumeric) { Role::Title } else { Role::Leaf })
}

#[cfg(test)]
mod tests {
    use super::{cut, is_clause_end, marker, members};
    use crate::compare::followups::vocabulary::Vocabulary;
    use crate::text::Span;

    fn all(text: &str) -> Span {
        Span::new(0, text.len())
    }

    #[test]
    fn clauses_keep_quotations_and_numbers_whole() {
        let text = "完成1,200户改造，打造“一站、一品，一特色”阵地：办好（春、秋，两季）活动";
        let found: Vec<&str> = cut(text, all(text), is_clause_end).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["完成1,200户改造，", "打造“一站、一品，一特色”阵地：", "办好（春、秋，两季）活动"]);
    }

    #[test]
    fn markers_of_lists_are_told_from_numbers() {
        let rest = |text: &'static str| &text[marker(text)..];
        for text in ["1.新建", "2、新建", "（三）新建", "(4)新建", "⑤新建", "12）新建"] {
            assert_eq!(rest(text), "新建");
        }
        for text in ["1.5万平方米", "3个点", "（试点）推进", "一是"] {
            assert_eq!(rest(text), text);
        }
    }

    #[test]
    fn a_quotation_that_never_closes_does_not_swallow_the_text() {
        let text = format!("打造“品牌{}，新建两个点，完成一次活动", "，其他事项".repeat(20));
        assert!(cut(&text, all(&text), is_clause_end).len() > 5);
    }

    #[test]
    fn enumerations_of_actions_are_cut_and_of_names_are_not() {
        let words = Vocabulary::builtin();
        let shown = |text: &str| members(text, all(text), &words).into_iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(shown("新建3个口袋公园、2处健身点"), ["新建3个口袋公园、", "2处健身点"]);
        assert_eq!(shown("组建一支宣讲队伍、举办一场邻里文化节"), ["组建一支宣讲队伍、", "举办一场邻里文化节"]);
        assert_eq!(shown("推进和平路、建设路、幸福里改造"), ["推进和平路、建设路、幸福里改造"]);
    }
}
