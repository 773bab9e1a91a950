//! The cell of one initiative in one document: the sentences that mention it, each once, with where they stand.
//!
//! The sentence and not the paragraph: a long cell leaves the others empty. What is longer than a page's column can hold is cut
//! to the clauses around the mention, and says so.

use serde::Serialize;

use super::rows::{QuotedCell, Row};
use super::{letter, shortened};
use crate::compare::{Certainty, Initiative, Mention};
use crate::structure::{Document, ParagraphRole};
use crate::text::{Span, clauses, footnote_mark, sentence_around};

/// A cell quotes at most so many sentences; of the others it says where they stand.
const MAX_QUOTES: usize = 4;
/// A quote has at most so many characters: 22 rows of the narrowest column, so that it never asks for more than a page.
pub(super) const MAX_QUOTE_CHARS: usize = 320;
/// Of a quote that is cut, so many characters before the mention are kept at most.
const MAX_LEAD_CHARS: usize = 120;
/// A heading in a section path has at most so many characters; the paragraph's number leads on.
const MAX_HEADING_CHARS: usize = 28;
/// And a path so many headings; of a longer one the first and the last two are given.
const MAX_HEADINGS: usize = 4;
/// Places of sentences that are not quoted: at most so many are named.
const MAX_MORE: usize = 12;

/// What one document says about one initiative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// How often it is mentioned; zero is 未提及.
    pub mentions: usize,
    /// The first sentences that mention it, in order of place.
    pub quotes: Vec<Quote>,
    /// How many more sentences mention it.
    pub more: usize,
    /// Where these stand, each place once, in order; the first of them where there are many.
    pub more_places: Vec<Place>,
}

/// One sentence that mentions the initiative, or the part of it around the mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// Index of the document.
    #[serde(skip)]
    pub document: usize,
    /// The quoted stretch of the document's cleaned text.
    #[serde(skip)]
    pub span: Span,
    /// The text under `span`, cut at the marks; joined it is that text, to the character.
    pub pieces: Vec<Piece>,
    /// Of a table's row the cells that hold these pieces, in order; empty elsewhere.
    pub cells: Vec<QuotedCell>,
    /// Where it stands.
    pub place: Place,
    /// `A，第14段`, and what else a reader must know: 节选, 存疑.
    pub citation: String,
    /// Whether the sentence goes on before or after.
    #[serde(skip)]
    pub excerpt: bool,
    /// Whether the context leaves open that this initiative is meant.
    #[serde(skip)]
    pub doubtful: bool,
}

/// A stretch of a quote that is set alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What is special about it.
    pub kind: PieceKind,
    /// As in the cleaned text.
    pub text: String,
}

/// What is special about a stretch of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PieceKind {
    /// Nothing.
    Plain,
    /// The initiative as the document writes it.
    Surface,
    /// A footnote's mark, `[^3]`.
    NoteMark,
}

/// Where in its document something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The headings above, outermost first, or what the paragraph is where it has none above.
    pub path: String,
    /// Number of the paragraph, from one; title and headings count.
    pub paragraph: usize,
    /// The footnote's mark, if it stands in one.
    pub footnote: Option<String>,
}

impl Quote {
    /// The quoted text.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|p| p.text.as_str()).collect()
    }
}

impl Place {
    /// `第14段`, in a footnote `第40段，脚注3`.
    #[must_use]
    pub fn number(&self) -> String {
        let note = self.footnote.as_ref().map(|mark| format!("，脚注{mark}")).unwrap_or_default();
        format!("第{}段{note}", self.paragraph)
    }
}

/// The cell of `initiative` in the document with this index.
pub(super) fn cell(index: usize, document: &Document, initiative: &Initiative) -> Cell {
    let mentions: Vec<&Mention> = initiative.mentions_in(index).collect();
    let stretches = stretches(document, &mentions);
    let mut more_places: Vec<Place> =
        stretches.iter().skip(MAX_QUOTES).filter_map(|(_, inside)| inside.first().map(|m| place(document, m))).collect();
    more_places.dedup();
    more_places.truncate(MAX_MORE);
    Cell {
        mentions: mentions.len(),
        more: stretches.len().saturating_sub(MAX_QUOTES),
        quotes: stretches.into_iter().take(MAX_QUOTES).filter_map(|(span, inside)| quote(index, document, span, &inside)).collect(),
        more_places,
    }
}

/// The stretches to quote, each with the mentions in it: no two overlap.
fn stretches<'a>(document: &Document, mentions: &[&'a Mention]) -> Vec<(Span, Vec<&'a Mention>)> {
    let mut out: Vec<(Span, Vec<&Mention>)> = Vec::new();
    for mention in mentions {
        match out.last_mut().filter(|(last, _)| mention.span.start < last.end) {
            Some((_, inside)) => inside.push(mention),
            None => {
                let after = out.last().map_or(0, |(last, _)| last.end.0);
                out.push((stretch(document, mention, after), vec![mention]));
            }
        }
    }
    out
}

/// The sentence of a mention, not before `after`; a footnote's without its mark; the clauses around the mention where it is long.
/// Of a table's row all cells, or, where that is long, what the mention's cell says.
fn stretch(document: &Document, mention: &Mention, after: usize) -> Span {
    let text = &document.text;
    let mut sentence = sentence_around(text, mention.span.start);
    if let Some(row) = Row::at(document, mention.span.start) {
        if row.span.start.0 >= after && row.span.end >= mention.span.end && row.span.of(text).chars().count() <= MAX_QUOTE_CHARS {
            return row.span;
        }
        if let Some(cell) = row.cell_at(mention.span.start) {
            sentence = Span { start: sentence.start.max(cell.start), end: sentence.end.min(cell.end) };
        }
    }
    let note = document.footnotes.iter().find(|f| f.span.contains_offset(mention.span.start));
    let start = sentence.start.0.max(after).max(note.map_or(0, |f| f.span.start.0)).min(mention.span.start.0);
    let end = sentence.end.0.max(mention.span.end.0);
    excerpt(text, Span::new(start, end), mention.span)
}

/// At most [`MAX_QUOTE_CHARS`] of a sentence, from clause to clause where that is near enough, with the mention in it.
fn excerpt(text: &str, sentence: Span, mention: Span) -> Span {
    let within = sentence.of(text);
    if within.chars().count() <= MAX_QUOTE_CHARS {
        return sentence;
    }
    let at = mention.start.0 - sentence.start.0;
    let lead = back(within, at, MAX_LEAD_CHARS);
    let clauses = clauses(within);
    let from = clauses.iter().map(|c| c.start.0).find(|start| (lead..=at).contains(start)).unwrap_or(lead);
    let limit = forward(within, from, MAX_QUOTE_CHARS);
    let least = (mention.end.0 - sentence.start.0).min(limit);
    let to = clauses.iter().map(|c| c.end.0).rfind(|end| (least..=limit).contains(end) && *end > from).unwrap_or(limit);
    Span::new(sentence.start.0 + from, sentence.start.0 + to)
}

/// The byte `chars` characters before `at`.
fn back(text: &str, at: usize, chars: usize) -> usize {
    text[..at].char_indices().rev().take(chars).last().map_or(at, |(k, _)| k)
}

/// The byte `chars` characters after `at`.
fn forward(text: &str, at: usize, chars: usize) -> usize {
    text[at..].char_indices().nth(chars).map_or(text.len(), |(k, _)| at + k)
}

fn quote(index: usize, document: &Document, span: Span, inside: &[&Mention]) -> Option<Quote> {
    let first = inside.first()?;
    let place = place(document, first);
    let row = Row::at(document, first.span.start);
    let sentence = row.as_ref().map_or_else(|| sentence_around(&document.text, first.span.start), |row| row.span);
    let excerpt = span.end < sentence.end || span.start > sentence.start && place.footnote.is_none();
    let doubtful = inside.iter().all(|m| m.certainty == Certainty::Possible);
    let more = [(excerpt, "，节选"), (doubtful, "，存疑")];
    let more: String = more.iter().filter(|(holds, _)| *holds).map(|(_, word)| *word).collect();
    let citation = format!("{}，{}{more}", letter(index), place.number());
    let cells = row.map_or_else(Vec::new, |row| row.quoted(span, inside));
    Some(Quote { document: index, span, pieces: pieces(document, span, inside), cells, place, citation, excerpt, doubtful })
}

/// The text of a stretch, cut at the mentions and at the footnotes' marks.
pub(super) fn pieces(document: &Document, span: Span, inside: &[&Mention]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = span.start.0;
    for mention in inside {
        let (from, to) = (mention.span.start.0.max(at), mention.span.end.0.min(span.end.0));
        if from >= to {
            continue;
        }
        push(&mut out, PieceKind::Plain, &document.text[at..from]);
        push(&mut out, PieceKind::Surface, &document.text[from..to]);
        at = to;
    }
    push(&mut out, PieceKind::Plain, &document.text[at..span.end.0.max(at)]);
    out
}

/// Adds a stretch; footnotes' marks in it become pieces of their own.
fn push(out: &mut Vec<Piece>, kind: PieceKind, text: &str) {
    let mut rest = text;
    while let Some((at, len)) = note_mark(rest) {
        push_one(out, kind, &rest[..at]);
        push_one(out, PieceKind::NoteMark, &rest[at..at + len]);
        rest = &rest[at + len..];
    }
    push_one(out, kind, rest);
}

fn push_one(out: &mut Vec<Piece>, kind: PieceKind, text: &str) {
    if !text.is_empty() {
        out.push(Piece { kind, text: text.to_owned() });
    }
}

/// Where the first footnote's mark `[^3]` stands in a text, and its length, in bytes.
fn note_mark(text: &str) -> Option<(usize, usize)> {
    text.match_indices("[^").find_map(|(at, _)| Some((at, footnote_mark(&text[at..])?)))
}

fn place(document: &Document, mention: &Mention) -> Place {
    let paragraph = document.paragraph_at(mention.span.start);
    let footnote = document.footnotes.iter().find(|f| f.span.contains_offset(mention.span.start)).map(|f| f.mark.clone());
    let path = match mention.section.filter(|_| footnote.is_none()) {
        Some(section) => path(document, section),
        None => match document.paragraphs.get(paragraph).map(|p| p.role) {
            Some(ParagraphRole::Title) => "标题",
            Some(ParagraphRole::Shell) => "文件头尾",
            Some(ParagraphRole::Footnote) => "脚注",
            Some(ParagraphRole::Row) => "表格",
            Some(ParagraphRole::Heading(_) | ParagraphRole::Body) | None => "开头部分",
        }
        .to_owned(),
    };
    Place { path, paragraph: paragraph + 1, footnote }
}

fn path(document: &Document, section: usize) -> String {
    let headings = document.section_path(section).into_iter().map(|s| &document.sections[s]);
    let parts: Vec<String> = headings.map(|s| shortened(&format!("{}{}", s.number, s.title), MAX_HEADING_CHARS)).collect();
    match &parts[..] {
        [first, .., before_last, last] if parts.len() > MAX_HEADINGS => [first, "…", before_last, last].join(" › "),
        _ => parts.join(" › "),
    }
}
