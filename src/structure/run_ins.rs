//! Run-in headings: an opening sentence, closed by 。, that names the topic of what follows in the same paragraph.
//!
//! In: the paragraphs. Out: for each its run-ins, in order. With a marker (一是…。) they are told by it; without one only where the
//! document makes a habit of it: a short sentence, in bold or at the head of several paragraphs made alike, with longer ones after it.

use super::document::{Paragraph, ParagraphRole};
use super::markers::{Marker, MarkerStyle, counting_word, marker};
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
/// One that 一是 and its like open, whose sentences are as often the item itself as its name.
const MAX_ORDINAL_CHARS: usize = 30;
/// What opens the items of a report: ——经济运行稳中有进。
const BULLETS: [&str; 13] = ["——", "—", "•", "●", "◆", "◇", "■", "□", "▲", "★", "☆", "※", "▪"];
/// One closed by a colon.
const MAX_TOPIC_CHARS: usize = 12;
/// One without a marker.
const MAX_UNMARKED_CHARS: usize = 16;
/// What follows a run-in without a marker before the next one, in characters.
const MIN_BODY_CHARS: usize = 24;
/// So many paragraphs must open with one before a document is held to make a habit of it.
const MIN_HABIT: usize = 3;
/// Or so many of those that stand no further than this on either side.
const NEAR: usize = 2;
/// Each clause of a topic sentence of two clauses is at least so long, in characters.
const MIN_CLAUSE: usize = 3;
/// A sentence that a counting word opens names a topic up to here, in characters.
const MAX_TOPIC_SENTENCE: usize = 20;

/// Bytes of the dash or dot that opens an item; 0 without one.
pub fn bullet(line: &str) -> usize {
    BULLETS.iter().find(|bullet| line.starts_with(**bullet)).map_or(0, |bullet| bullet.len())
}

/// The run-ins of each paragraph, given the marker of each and whether the document has a title that names its kind.
pub fn find(text: &str, paragraphs: &[Paragraph], marks: &[Option<Marker>], titled: bool) -> Vec<Vec<RunIn>> {
    let cut: Vec<Vec<Span>> =
        paragraphs.iter().map(|p| if p.role == ParagraphRole::Body { cut(text, p.span) } else { Vec::new() }).collect();
    let habits = habits(text, paragraphs, &cut, marks, titled);
    (0..paragraphs.len())
        .map(|k| {
            let opening = Opening { mark: marks[k], habit: habits.of[k], counts: habits.counts };
            of_paragraph(text, &cut[k], &paragraphs[k], opening)
        })
        .collect()
}

/// How a paragraph's opening sentence is to be taken where it has no marker.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Habit {
    /// As any sentence.
    #[default]
    None,
    /// A short sentence without a comma may name a topic.
    Topics,
    /// This paragraph's is of two clauses, made like its neighbours'.
    Pair,
}

/// What the whole document says of its paragraphs' openings.
struct Habits {
    of: Vec<Habit>,
    /// Whether 首先 and 其次 count what it says.
    counts: bool,
}

/// What is known of a paragraph's opening.
#[derive(Clone, Copy)]
struct Opening {
    mark: Option<Marker>,
    habit: Habit,
    counts: bool,
}

fn habits(text: &str, paragraphs: &[Paragraph], cut: &[Vec<Span>], marks: &[Option<Marker>], titled: bool) -> Habits {
    // A story, too, has paragraphs that open with a short sentence.
    let official = titled || marks.iter().flatten().any(|m| m.style != MarkerStyle::Ordinal);
    let mut of = vec![Habit::None; paragraphs.len()];
    let counting = cut.iter().flatten().filter_map(|s| counted(text, *s)).filter(|m| m.value <= 2).count();
    let bodies: Vec<usize> = (0..paragraphs.len()).filter(|k| paragraphs[*k].role == ParagraphRole::Body).collect();
    let opener = |k: usize| cut[k].first().filter(|_| cut[k].len() > 1 && marks[k].is_none()).map(|s| s.of(text));
    let opens: Vec<bool> = bodies.iter().map(|k| opener(*k).is_some_and(is_topic)).collect();
    let all = opens.iter().filter(|o| **o).count();
    let whole = all >= MIN_HABIT && all * 5 >= bodies.len();
    for (n, k) in bodies.iter().enumerate().filter(|_| official) {
        let around = n.saturating_sub(NEAR)..(n + NEAR + 1).min(bodies.len());
        if whole || opens[around].iter().filter(|o| **o).count() >= MIN_HABIT {
            of[*k] = Habit::Topics;
        }
    }
    // Headings may stand between two paragraphs that are made alike.
    let prose: Vec<usize> = bodies.into_iter().filter(|k| cut[*k].len() > 1).collect();
    let pairs: Vec<Option<(usize, usize, char)>> = prose.iter().map(|k| opener(*k).and_then(pair)).collect();
    let alike = |a: &Option<(usize, usize, char)>, b: &Option<(usize, usize, char)>| {
        a.zip(*b).is_some_and(|(a, b)| (a.0, a.1) == (b.0, b.1) || a.2 == b.2 && a.0 == b.0)
    };
    let mut at = 0;
    for run in pairs.chunk_by(alike) {
        if run.len() >= MIN_HABIT && official {
            prose[at..at + run.len()].iter().for_each(|k| of[*k] = Habit::Pair);
        }
        at += run.len();
    }
    Habits { of, counts: counting >= 2 }
}

/// The counting word that opens a sentence short enough to be a title.
fn counted(text: &str, sentence: Span) -> Option<Marker> {
    let bare = sentence.of(text).strip_suffix('。')?;
    let word = counting_word(bare)?;
    (2..=MAX_TOPIC_SENTENCE).contains(&bare[word.len..].chars().count()).then_some(word)
}

/// Lengths of the two clauses of a short sentence, and its first character: 聚力项目攻坚，发展动能持续增强。
fn pair(sentence: &str) -> Option<(usize, usize, char)> {
    let bare = sentence.strip_suffix('。')?;
    let (first, second) = bare.split_once('，')?;
    let lengths = (first.chars().count(), second.chars().count());
    let plain = !second.contains(['，', '：', '；']) && !bare.chars().any(|c| c.is_ascii_digit());
    let short = lengths.0 >= MIN_CLAUSE && lengths.1 >= MIN_CLAUSE && lengths.0 + lengths.1 < MAX_UNMARKED_CHARS;
    (plain && short && !is_told(bare)).then(|| Some((lengths.0, lengths.1, bare.chars().next()?))).flatten()
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
            out.extend(counted_off(text, whole));
        }
    }
    out.extend(open);
    out
}

/// A sentence in two where what it announces is counted from its colon on: 抓好三件事：一是加强领导。
fn counted_off(text: &str, whole: Span) -> impl Iterator<Item = Span> + use<> {
    let sentence = whole.of(text);
    let first = |rest: &str| marker(rest).filter(|m| is_low(m.style)).or_else(|| counting_word(rest)).is_some_and(|m| m.value == 1);
    let colon = sentence.char_indices().filter(|(_, c)| matches!(c, '：' | ':')).map(|(at, c)| whole.start.0 + at + c.len_utf8());
    let at = colon.filter(|at| *at < whole.end.0).find(|at| first(&text[*at..whole.end.0]));
    let lead = at.map(|at| Span::new(whole.start.0, at));
    let rest = Span::new(at.unwrap_or(whole.start.0), whole.end.0);
    lead.into_iter().chain([rest])
}

fn of_paragraph(text: &str, sentences: &[Span], paragraph: &Paragraph, opening: Opening) -> Vec<RunIn> {
    let mut out: Vec<RunIn> = Vec::new();
    let mut bare_items: Vec<bool> = Vec::new();
    let mut expected: Option<(MarkerStyle, u32)> = None;
    for (n, sentence) in sentences.iter().enumerate() {
        let body = sentence.of(text);
        if n == 0
            && let Some(mark) = opening.mark
            && let Some(len) = colon_topic(paragraph.span.of(text), mark)
        {
            out.push(RunIn { span: Span::new(sentence.start.0, sentence.start.0 + len), marker_len: mark.len, style: Some(mark.style) });
            continue;
        }
        let Some(last) = sentences.get(n + 1..).filter(|rest| !rest.is_empty()) else { break };
        let Some(bare) = body.strip_suffix('。') else { continue };
        let bold = is_bold(text, &paragraph.strong, *sentence);
        let counts_on = |style: MarkerStyle| {
            let second = |s: &Span| marker(s.of(text)).is_some_and(|m| m.style == style && m.value == 2);
            style == MarkerStyle::Digit && last.iter().any(second)
        };
        let counting = || if opening.counts { counted(text, *sentence) } else { None };
        if let Some(mark) = if n == 0 { opening.mark } else { marker(bare) }.or_else(counting) {
            let value = if mark.value == 0 { expected.map_or(1, |(_, next)| next) } else { mark.value };
            let in_turn = n == 0 || expected == Some((mark.style, value)) || (value == 1 && (is_low(mark.style) || counts_on(mark.style)));
            if in_turn && is_marked_title(bare, mark) {
                expected = Some((mark.style, value + 1));
                out.push(run_in(*sentence, mark.len, Some(mark.style)));
                let next = last.first().map_or("", |s| s.of(text));
                let followed = marker(next).or_else(|| counting_word(next)).is_some_and(|m| m.style == mark.style);
                bare_items.extend(is_low(mark.style).then_some(followed));
            }
            continue;
        }
        let follows = || last.iter().take_while(|s| !is_topic(s.of(text))).map(|s| s.of(text).chars().count()).sum::<usize>();
        let dash = bullet(body);
        if dash > 0 && (is_topic(&body[dash..]) || pair(&body[dash..]).is_some()) && follows() >= MIN_BODY_CHARS {
            out.push(RunIn { span: run_in(*sentence, 0, None).span, marker_len: dash, style: None });
            continue;
        }
        let first = n == 0 || out.is_empty();
        let named = match opening.habit {
            Habit::None => false,
            Habit::Topics => is_topic(body) && (n == 0 || !first || opens_lead(text, sentences, n)),
            Habit::Pair => n == 0,
        };
        if bold && body.chars().count() <= MAX_MARKED_CHARS || named && follows() >= MIN_BODY_CHARS {
            out.push(run_in(*sentence, 0, None));
        }
    }
    // 一是加强领导。二是明确责任。三是强化督查。: the items themselves, with nothing under them.
    if bare_items.iter().filter(|bare| **bare).count() * 2 > bare_items.len() {
        out.retain(|r| !r.style.is_some_and(is_low));
    }
    out
}

/// Markers of items that are chained in one paragraph.
const fn is_low(style: MarkerStyle) -> bool {
    matches!(style, MarkerStyle::Ordinal | MarkerStyle::Circled | MarkerStyle::DigitParen)
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
    let title = &bare[mark.len..];
    let ordinal = mark.style == MarkerStyle::Ordinal;
    let most = if ordinal { MAX_ORDINAL_CHARS } else { MAX_MARKED_CHARS };
    // 一是投入300万元，改造道路2条。 tells what was done.
    let counted = ordinal && title.contains(['，', ',']) && has_amount(title);
    (2..=most).contains(&title.chars().count()) && !bare.contains(['；', ';', '！', '？']) && !counted && mark.style != MarkerStyle::Article
}

/// Whether figures stand outside quotation marks.
fn has_amount(title: &str) -> bool {
    let mut quoted = false;
    title.chars().any(|c| {
        quoted = match c {
            '“' | '”' => c == '“',
            '"' => !quoted,
            _ => quoted,
        };
        !quoted && c.is_ascii_digit()
    })
}

/// Words of a report on something done, not the name of a topic.
const REPORTING: &[&str] = &["完成", "达到", "荣获", "获评", "获得", "已经", "圆满", "顺利", "同比", "了"];

/// Words of stories and of speech.
const STORY: &[&str] = &["他", "她", "它", "你", "这", "那", "没有", "什么", "怎么"];

/// A short sentence that names a topic: no comma, no figures but in a name, no word of something already done.
fn is_topic(sentence: &str) -> bool {
    let Some(bare) = sentence.strip_suffix('。') else { return false };
    let chars = bare.chars().count();
    (4..=MAX_UNMARKED_CHARS).contains(&chars) && !bare.contains(['，', ',', '：', ':', '；', ';']) && !has_amount(bare) && !is_told(bare)
}

/// Whether a sentence reports or tells a story.
fn is_told(bare: &str) -> bool {
    REPORTING.iter().any(|word| bare.contains(word)) || STORY.iter().any(|word| bare.replace("其他", "").contains(word))
}
