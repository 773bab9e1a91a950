//! Run-in headings: an opening sentence, closed by 。, that names the topic of what follows in the same paragraph.
//!
//! In: the paragraphs. Out: for each its run-ins, in order. With a marker (一是…。) they are told by it; without one only where the
//! document makes a habit of it: a short sentence without a comma, in bold or at the head of several paragraphs, with longer ones after it.

use super::document::{Paragraph, ParagraphRole};
use super::markers::{Marker, MarkerStyle, marker};
use crate::text::{Span, is_closing_mark, sentences};

/// A run-in heading with its marker, without the 。 that closes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunIn {
    /// From the marker to the end of the title.
    pub span: Span,
    /// Bytes of the marker; 0 without one.
    pub marker_len: usize,
    /// The marker's style.
    pub style: Option<MarkerStyle>,
}

/// A run-in with a marker is at most so long, in characters, the marker left out.
const MAX_MARKED_CHARS: usize = 45;
/// What opens the items of a report: ——经济运行稳中有进。
const DASH: &str = "——";
/// One closed by a colon.
const MAX_TOPIC_CHARS: usize = 12;
/// One without a marker.
const MAX_UNMARKED_CHARS: usize = 16;
/// What follows a run-in without a marker before the next one, in characters.
const MIN_BODY_CHARS: usize = 24;
/// So many paragraphs must open with one before a document is held to make a habit of it.
const MIN_HABIT: usize = 3;

/// The run-ins of each paragraph.
pub fn find(text: &str, paragraphs: &[Paragraph]) -> Vec<Vec<RunIn>> {
    let cut: Vec<Vec<Span>> =
        paragraphs.iter().map(|p| if p.role == ParagraphRole::Body { cut(text, p.span) } else { Vec::new() }).collect();
    let opens = |k: usize| cut[k].first().is_some_and(|s| cut[k].len() > 1 && is_topic(s.of(text)) && marker(s.of(text)).is_none());
    let habit = (0..paragraphs.len()).filter(|k| opens(*k)).count();
    let habitual = habit >= MIN_HABIT && habit * 5 >= paragraphs.iter().filter(|p| p.role == ParagraphRole::Body).count();
    cut.iter().zip(paragraphs).map(|(sentences, p)| of_paragraph(text, sentences, p, habitual)).collect()
}

/// The sentences of a paragraph, ended by 。 only.
fn cut(text: &str, span: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for sentence in sentences(span.of(text)) {
        let sentence = sentence.shifted(span.start.0);
        let whole = open.take().map_or(sentence, |o| Span { start: o.start, end: sentence.end });
        if whole.of(text).trim_end_matches(is_closing_mark).ends_with(['；', ';']) {
            open = Some(whole);
        } else {
            out.push(whole);
        }
    }
    out.extend(open);
    out
}

fn of_paragraph(text: &str, sentences: &[Span], paragraph: &Paragraph, habitual: bool) -> Vec<RunIn> {
    let mut out: Vec<RunIn> = Vec::new();
    let mut expected: Option<(MarkerStyle, u32)> = None;
    for (n, sentence) in sentences.iter().enumerate() {
        let body = sentence.of(text);
        if n == 0
            && let Some(mark) = marker(body)
            && let Some(len) = colon_topic(paragraph.span.of(text), mark)
        {
            out.push(RunIn { span: Span::new(sentence.start.0, sentence.start.0 + len), marker_len: mark.len, style: Some(mark.style) });
            continue;
        }
        let Some(last) = sentences.get(n + 1..).filter(|rest| !rest.is_empty()) else { break };
        let Some(bare) = body.strip_suffix('。') else { continue };
        let bold = is_bold(text, &paragraph.strong, *sentence);
        if let Some(mark) = marker(bare) {
            let in_turn = n == 0 || expected == Some((mark.style, mark.value)) || (mark.value == 1 && mark.style == MarkerStyle::Ordinal);
            if in_turn && is_marked_title(bare, mark) {
                expected = Some((mark.style, mark.value + 1));
                out.push(run_in(*sentence, mark.len, Some(mark.style)));
            }
            continue;
        }
        let follows = || last.iter().take_while(|s| !is_topic(s.of(text))).map(|s| s.of(text).chars().count()).sum::<usize>();
        if body.starts_with(DASH) && is_topic(&body[DASH.len()..]) && follows() >= MIN_BODY_CHARS {
            out.push(run_in(*sentence, DASH.len(), None));
            continue;
        }
        let first = n == 0 || out.is_empty();
        if bold && body.chars().count() <= MAX_MARKED_CHARS
            || habitual && is_topic(body) && follows() >= MIN_BODY_CHARS && (n == 0 || !first || opens_lead(text, sentences, n))
        {
            out.push(run_in(*sentence, 0, None));
        }
    }
    out
}

/// Whether only one lead sentence stands before the `n`-th: a paragraph may open with figures before its first topic.
fn opens_lead(text: &str, sentences: &[Span], n: usize) -> bool {
    n == 1 && sentences[0].of(text).chars().count() > MAX_UNMARKED_CHARS
}

fn run_in(sentence: Span, marker_len: usize, style: Option<MarkerStyle>) -> RunIn {
    RunIn { span: Span::new(sentence.start.0, sentence.end.0 - '。'.len_utf8()), marker_len, style }
}

/// Whether one of the paragraph's bold stretches, which are in order, covers the sentence.
fn is_bold(text: &str, strong: &[Span], sentence: Span) -> bool {
    let first = strong.partition_point(|s| s.end <= sentence.start);
    strong[first..].iter().take_while(|s| s.start < sentence.end).any(|s| covers(text, *s, sentence))
}

/// Whether a bold stretch covers the sentence but for its marker and its closing mark.
fn covers(text: &str, bold: Span, sentence: Span) -> bool {
    let Some(bare) = sentence.of(text).strip_suffix('。') else { return false };
    let lead = marker(bare).map_or(0, |m| m.len);
    bold.contains(Span::new(sentence.start.0 + lead, sentence.start.0 + bare.len())) || {
        let end = sentence.start.0 + bare.len();
        bold.start <= sentence.start && bold.end.0 + 3 >= end && bold.end.0 <= sentence.end.0
    }
}

/// Bytes of marker and topic where a paragraph opens with a short topic closed by a colon and goes on after it: `二、主要目标：…`.
pub fn colon_topic(line: &str, mark: Marker) -> Option<usize> {
    let high = matches!(mark.style, MarkerStyle::Han | MarkerStyle::HanParen | MarkerStyle::Digit);
    let (topic, rest) = line[mark.len..].split_once(['：', ':'])?;
    let named = (2..=MAX_TOPIC_CHARS).contains(&topic.chars().count()) && !topic.contains(is_mark);
    let goes_on = rest.contains('。') || rest.chars().nth(MIN_BODY_CHARS).is_some();
    (high && named && goes_on).then_some(mark.len + topic.len())
}

/// Marks that no topic before a colon holds.
const fn is_mark(c: char) -> bool {
    matches!(c, '，' | ',' | '。' | '；' | ';' | '、' | '！' | '？' | '“' | '”')
}

fn is_marked_title(bare: &str, mark: Marker) -> bool {
    let chars = bare[mark.len..].chars().count();
    (2..=MAX_MARKED_CHARS).contains(&chars) && !bare.contains(['；', ';', '！', '？'])
}

/// Words of a report on something done, not the name of a topic.
const REPORTING: &[&str] = &["完成", "达到", "荣获", "获评", "获得", "已经", "圆满", "顺利", "同比", "了"];

/// A short sentence that names a topic: no comma, no figures, no word of something already done.
fn is_topic(sentence: &str) -> bool {
    let Some(bare) = sentence.strip_suffix('。') else { return false };
    let chars = bare.chars().count();
    (4..=MAX_UNMARKED_CHARS).contains(&chars)
        && !bare.contains(['，', ',', '：', ':', '；', ';'])
        && !bare.chars().any(|c| c.is_ascii_digit())
        && !REPORTING.iter().any(|word| bare.contains(word))
}
