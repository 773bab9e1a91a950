//! The outline: paragraphs' roles, headings, run-in headings, the notice's shell, as a tree.
//!
//! In: the clean text with its paragraphs and bold stretches. Out: [`Section`]s and each paragraph's role. A marker's style has no
//! depth of its own: where a document has no 一、, its （一） is level 1; depth is found by the order in which styles nest.

use std::collections::BTreeMap;

use super::document::{MetaKind, Paragraph, ParagraphRole, Section, SectionKind};
use super::levels::{LevelStack, Style};
use super::markers::{Marker, MarkerStyle, marker};
use super::run_ins::{self, RunIn};
use super::{numbered, shell, titles};
use crate::text::{ByteOffset, Span};

/// A heading that is a whole line is at most so long, in characters, its marker left out.
const MAX_HEADING_CHARS: usize = 60;
/// One that the format marks as such: an overlong line in a heading's style is none, in characters.
const MAX_MARKED_CHARS: usize = 100;
/// A heading without a marker: shorter, since nothing else tells that it is one.
const MAX_PLAIN_HEADING_CHARS: usize = 20;
/// A document that wears no markers may have its lines so short on average and is then no document but a list, in characters.
const MIN_BODY_CHARS: usize = 40;

/// What the format itself marks, in order of place.
#[derive(Debug, Default)]
pub struct Marked {
    /// Headings: where in the text, and how deep.
    pub headings: Vec<(Span, u8)>,
    /// Titles.
    pub titles: Vec<Span>,
}

/// The outline of a text.
pub struct Outline {
    pub sections: Vec<Section>,
    pub title: Option<Span>,
    /// Lines of the notice's shell.
    pub shell: Vec<(MetaKind, Span)>,
}

/// Finds the outline and sets the paragraphs' roles and strong stretches.
///
/// Where the text is a later part of a file, its first line is its title.
pub fn outline(text: &str, paragraphs: &mut [Paragraph], marked: &Marked, later_part: bool) -> Outline {
    let title = if later_part && !paragraphs.is_empty() { Some(0) } else { titles::find(text, paragraphs, &marked.titles) };
    let shell = shell_lines(text, paragraphs, title);
    if let Some(k) = title {
        paragraphs[k].role = ParagraphRole::Title;
    }
    for (_, k) in &shell {
        paragraphs[*k].role = ParagraphRole::Shell;
    }
    let kinds: BTreeMap<usize, MetaKind> = shell.iter().map(|(kind, k)| (*k, *kind)).collect();
    let marks = numbered::markers(text, paragraphs);
    let titled = title.is_some_and(|k| titles::names_kind(paragraphs[k].span.of(text)));
    let run_ins = run_ins::find(text, paragraphs, &marks, titled);
    let heads = numbered::heads(paragraphs, &marks);
    let listed = numbered::bare_lists(&marks, &heads, |style| !is_high(style));
    let mut entries: Vec<(Section, Option<Style>)> = Vec::new();
    for k in 0..paragraphs.len() {
        match paragraphs[k].role {
            ParagraphRole::Title => entries.push((flat(text, paragraphs[k].span, SectionKind::Title), None)),
            ParagraphRole::Shell => {
                let kind = kinds.get(&k).copied().unwrap_or(MetaKind::Issuer);
                entries.push((flat(text, paragraphs[k].span, SectionKind::Meta(kind)), None));
            }
            ParagraphRole::Footnote | ParagraphRole::Row => {}
            ParagraphRole::Heading(_) | ParagraphRole::Body => {
                let line = Line { mark: marks[k], heads: heads[k], listed: listed[k] };
                if let Some(entry) = heading(text, paragraphs, k, line, &marked.headings) {
                    paragraphs[k].role = ParagraphRole::Heading(1);
                    entries.push(entry);
                } else {
                    entries.extend(run_ins[k].iter().map(|run_in| run_in_section(text, *run_in)));
                    mark_strong(&mut paragraphs[k], &run_ins[k]);
                }
            }
        }
    }
    let sections = nest(text.len(), entries, paragraphs);
    Outline {
        title: title.map(|k| without_marker(text, paragraphs[k].span)),
        shell: shell.into_iter().map(|(kind, k)| (kind, paragraphs[k].span)).collect(),
        sections,
    }
}

/// A part's title may wear a marker: 第二部分 2024年工作计划.
fn without_marker(text: &str, span: Span) -> Span {
    Span::new(span.start.0 + marker(span.of(text)).map_or(0, |m| m.len), span.end.0)
}

fn flat(text: &str, span: Span, kind: SectionKind) -> Section {
    Section { level: 0, number: String::new(), title: span.of(text).to_owned(), kind, span, parent: None, body_end: span.end }
}

/// The shell stands before the text and after it: lines of its forms up to the first and from the last paragraph of prose.
fn shell_lines(text: &str, paragraphs: &[Paragraph], title: Option<usize>) -> Vec<(MetaKind, usize)> {
    let prose = |p: &Paragraph| p.role == ParagraphRole::Body && p.span.of(text).chars().count() > MIN_BODY_CHARS;
    let kind = |p: &Paragraph| if p.role == ParagraphRole::Body { shell::classify(p.span.of(text)) } else { None };
    let first = title.unwrap_or_else(|| paragraphs.iter().position(prose).unwrap_or(0));
    let last_prose = paragraphs.iter().rposition(|p| prose(p) && kind(p).is_none()).unwrap_or(0);
    let from_end = last_prose.max(first) + 1;
    // Right under the title stand at most the occasion, who speaks, the date and whom it addresses.
    let under_title = title.map_or(0..0, |t| t + 1..(t + 4).min(paragraphs.len()));
    let under = |k: usize, p: &Paragraph| {
        if under_title.contains(&k) && p.role == ParagraphRole::Body { shell::under_title(p.span.of(text)) } else { None }
    };
    // 附件：1.… and below it 2.…
    let goes_on = |last: Option<&(MetaKind, usize)>, k: usize, p: &Paragraph| {
        let attached = last.is_some_and(|(kind, at)| *kind == MetaKind::Attachment && at + 1 == k);
        let counted = || marker(p.span.of(text)).is_some_and(|m| m.style == MarkerStyle::Digit && m.value > 1);
        (attached && p.role == ParagraphRole::Body && counted() && !prose(p)).then_some(MetaKind::Attachment)
    };
    let mut out: Vec<(MetaKind, usize)> = Vec::new();
    for (k, paragraph) in paragraphs.iter().enumerate() {
        let outside = k < first || k >= from_end || under_title.contains(&k);
        if outside
            && Some(k) != title
            && let Some(kind) = kind(paragraph).or_else(|| under(k, paragraph)).or_else(|| goes_on(out.last(), k, paragraph))
        {
            out.push((kind, k));
        }
    }
    out
}

/// What the neighbourhood says of a paragraph.
#[derive(Clone, Copy)]
struct Line {
    /// The marker that opens it.
    mark: Option<Marker>,
    /// Whether something hangs under it.
    heads: bool,
    /// Whether it is an item of a list without anything under its items.
    listed: bool,
}

/// The heading that the whole paragraph is, if it is one.
fn heading(text: &str, paragraphs: &[Paragraph], k: usize, known: Line, marked: &[(Span, u8)]) -> Option<(Section, Option<Style>)> {
    let span = paragraphs[k].span;
    let line = span.of(text);
    let nearest = marked.get(marked.partition_point(|(at, _)| at.end <= span.start));
    // A whole paragraph in a heading's style is a slip of the hand, not a heading.
    let short = line.chars().count() <= MAX_MARKED_CHARS && !line.trim_end_matches('。').contains('。');
    if let Some((_, level)) = nearest.filter(|(at, _)| at.overlaps(span) && short) {
        let mark = known.mark;
        // Styles are set on some headings and forgotten on others; a marker tells the same depth for both.
        let style = mark.map(|m| m.style).filter(|style| is_high(*style)).map_or(Style::Format(*level), Style::Marker);
        return Some((section(text, span, mark.map_or(0, |m| m.len), SectionKind::Heading), Some(style)));
    }
    let Some(mark) = known.mark else {
        let bullet = run_ins::bullet(line);
        let style = if bullet > 0 { Style::Bullet } else { Style::Plain };
        return plain_heading(text, paragraphs, k, bullet).then(|| (section(text, span, bullet, SectionKind::Heading), Some(style)));
    };
    let rest = line[mark.len..].trim_end();
    let bare = rest.strip_suffix('。').unwrap_or(rest);
    let closed = bare.len() < rest.len();
    // A low marker before one full sentence is an item of a list; it heads something only if something hangs under it.
    let low = !is_high(mark.style);
    let topic = bare.trim_end_matches(['：', ':']);
    let bare = if !low && topic.chars().count() <= MAX_PLAIN_HEADING_CHARS { topic } else { bare };
    let single = !bare.contains(['。', '；', '！', '？', ';']) && !bare.ends_with(['：', ':', '，', ',']);
    if bare.is_empty() || bare.chars().count() > MAX_HEADING_CHARS || !single || run_ins::colon_topic(line, mark).is_some() {
        return None;
    }
    let commas = bare.matches(['，', ',']).count();
    let item = low && (closed || commas > 1 || bare.chars().count() > 30);
    let item = item || mark.style == MarkerStyle::Article;
    (!known.listed && (!item || (known.heads && commas <= 1)))
        .then(|| (section(text, span, mark.len, SectionKind::Heading), Some(Style::Marker(mark.style))))
}

/// Markers that only headings wear.
const fn is_high(style: MarkerStyle) -> bool {
    matches!(style, MarkerStyle::Han | MarkerStyle::Named | MarkerStyle::HanParen | MarkerStyle::Part | MarkerStyle::Chapter)
}

/// A short line without a marker and without a closing mark, between paragraphs of prose.
fn plain_heading(text: &str, paragraphs: &[Paragraph], k: usize, bullet: usize) -> bool {
    let line = &paragraphs[k].span.of(text)[bullet..];
    let chars = line.chars().count();
    let worded = line
        .split_once('年')
        .filter(|(year, _)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
        .map_or(line, |(_, rest)| rest);
    let han = worded.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let wordy =
        !line.contains(['。', '；', '，', ',', '：', ':', '！', '？', '|', '@', '/', '\t']) && han * 10 >= worded.chars().count() * 7;
    let names = titles::names_kind(worded) || worded.ends_with("回顾");
    let least = if names { MIN_BODY_CHARS / 2 } else { MIN_BODY_CHARS };
    let prose = |p: &Paragraph| p.role == ParagraphRole::Body && p.span.of(text).chars().count() > least;
    let opens = |p: &Paragraph| bullet == 0 && marker(p.span.of(text)).is_some_and(|m| m.value == 1);
    let next_is_prose = paragraphs.get(k + 1).is_some_and(|p| prose(p) || opens(p));
    (4..=MAX_PLAIN_HEADING_CHARS).contains(&chars) && wordy && k > 0 && next_is_prose
}

/// A section whose title is what follows the marker, without the mark that closes it.
fn section(text: &str, span: Span, marker_len: usize, kind: SectionKind) -> Section {
    let line = span.of(text);
    let rest = line[marker_len..].trim_end();
    let rest = rest.trim_end_matches(['。', '：', ':']);
    let bare = rest.trim();
    let end = ByteOffset(span.start.0 + marker_len + rest.len());
    Section {
        level: 1,
        number: line[..marker_len].to_owned(),
        title: bare.to_owned(),
        kind,
        span: Span { start: span.start, end },
        parent: None,
        body_end: end,
    }
}

fn run_in_section(text: &str, run_in: RunIn) -> (Section, Option<Style>) {
    let style = run_in.style.map_or(Style::RunIn, Style::Marker);
    (section(text, run_in.span, run_in.marker_len, SectionKind::RunIn), Some(style))
}

fn mark_strong(paragraph: &mut Paragraph, run_ins: &[RunIn]) {
    paragraph.strong.extend(run_ins.iter().map(|r| r.span));
    paragraph.strong.sort_unstable();
    paragraph.strong.dedup();
}

/// Gives each entry its level, parent and end.
fn nest(text_len: usize, entries: Vec<(Section, Option<Style>)>, paragraphs: &mut [Paragraph]) -> Vec<Section> {
    let mut stack = LevelStack::default();
    let mut open: Vec<usize> = Vec::new();
    let mut out: Vec<Section> = Vec::with_capacity(entries.len());
    for (mut section, style) in entries {
        section.level = style.map_or(0, |style| stack.enter(style));
        open.retain(|k| out[*k].level < section.level);
        section.parent = open.last().copied().filter(|_| section.level > 0);
        if section.level > 0 {
            open.push(out.len());
        }
        if section.kind == SectionKind::Heading
            && let Ok(k) = paragraphs.binary_search_by_key(&section.span.start, |p| p.span.start)
        {
            paragraphs[k].role = ParagraphRole::Heading(section.level);
        }
        out.push(section);
    }
    close(text_len, &mut out);
    out
}

/// A section reaches to the next entry that is not below it.
fn close(text_len: usize, sections: &mut [Section]) {
    let mut next_of_level = [ByteOffset(text_len); 64];
    for section in sections.iter_mut().rev() {
        let level = usize::from(section.level).min(63);
        section.body_end = if level == 0 { section.span.end } else { next_of_level[level] };
        for end in &mut next_of_level[level..] {
            *end = section.span.start;
        }
    }
}
