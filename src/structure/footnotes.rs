//! Footnotes in plain text: the note's line at the foot of a page, its mark in the text, their repair.
//!
//! A note is told by its mark at the start of a line: superscript digits, or what converters make of them (`^{1 …}`,
//! `[^1]:`). Its mark in the text is the same superscript, or, where the superscript was lost, the bare digit right after the term
//! that the note explains (`证码合一4办事` for the note `4 证码合一：…`). Both are put as `[^n]`, the note at the end of the text.

use std::collections::{BTreeMap, BTreeSet};

use super::document::RepairKind;
use super::edits::{Edit, GroupKey, Piece};
use super::lines::{Line, is_blank};
use crate::text::{ByteOffset, Span, fold, is_sentence_end};

/// A footnote found in the imported text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number as written.
    pub number: u32,
    /// Index of the line that opens it.
    pub first_line: usize,
    /// One past its last line.
    pub end_line: usize,
    /// Its text, without the mark, as stretches of the imported text and literals.
    body: Vec<Piece>,
    /// Where its mark stands in the text.
    pub anchor: Option<Span>,
}

/// A term that a note explains is at most so long, in characters.
const MAX_TERM_CHARS: usize = 30;
/// And stands no further from the note, in bytes.
const TERM_REACH: usize = 300_000;

/// The notes among the lines, with their anchors.
pub fn find(text: &str, lines: &[Line], furniture: &[Option<RepairKind>]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let mut k = 0;
    while k < lines.len() {
        if furniture[k].is_none()
            && let Some((number, body)) = opening(text, lines[k].core)
        {
            let mut note = Note { number, first_line: k, end_line: k + 1, body, anchor: None };
            extend(text, lines, furniture, &mut note);
            k = note.end_line;
            notes.push(note);
        } else {
            k += 1;
        }
    }
    if !notes.is_empty() {
        anchor_all(text, lines, furniture, &mut notes);
    }
    notes
}

/// Takes the lines that go on with a note: no empty line between, and the note's sentence still open.
fn extend(text: &str, lines: &[Line], furniture: &[Option<RepairKind>], note: &mut Note) {
    while let Some(next) = lines.get(note.end_line) {
        let closed = lines[note.end_line - 1].core.of(text).ends_with(|c| is_sentence_end(c) || c == '.');
        let apart = next.blank_lines_before > 0 || furniture[note.end_line].is_some();
        if closed || apart || opening(text, next.core).is_some() {
            return;
        }
        note.body.push(Piece::Moved(next.core));
        note.end_line += 1;
    }
}

/// The mark at the start of a note's line, and the rest of the line.
fn opening(text: &str, core: Span) -> Option<(u32, Vec<Piece>)> {
    let line = core.of(text);
    let rest_from = |len: usize| {
        let rest = &line[len..];
        let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
        Span::new(core.start.0 + len + blanks, core.end.0)
    };
    if let Some((number, len)) = superscript(line) {
        let rest = rest_from(len);
        return (!rest.is_empty()).then(|| (number, vec![Piece::Moved(rest)]));
    }
    if let Some(inner) = line.strip_prefix("[^") {
        let (number, digits) = number(inner)?;
        let close = inner[digits..].starts_with("]:").then_some(2 + digits + 2)?;
        return Some((number, vec![Piece::Moved(rest_from(close))]));
    }
    braced(line, core.start.0)
}

/// `^{1 text} more`: a superscript that swallowed the start of the note, sometimes with half an entity (`^{1 &}quot;…`).
fn braced(line: &str, start: usize) -> Option<(u32, Vec<Piece>)> {
    let inner = line.strip_prefix("^{").or_else(|| line.strip_prefix("$^{"))?;
    let open = line.len() - inner.len();
    let close = inner.find('}').filter(|k| *k < 40)?;
    let (number, digits) = number(inner)?;
    let swallowed = inner[digits..close].trim_matches(is_blank);
    let after = open + close + 1;
    let after = after + usize::from(line[after..].starts_with('$'));
    let rest = &line[after..];
    if swallowed == "&"
        && let Some(tail) = rest.strip_prefix("quot;")
    {
        let from = start + line.len() - tail.len();
        return Some((number, vec![Piece::Literal("\"".to_owned()), Piece::Moved(Span::new(from, start + line.len()))]));
    }
    let mut body = Vec::new();
    if !swallowed.is_empty() {
        let from = start + open + digits + (inner[digits..close].len() - inner[digits..close].trim_start_matches(is_blank).len());
        body.push(Piece::Moved(Span::new(from, from + swallowed.len())));
    }
    body.push(Piece::Moved(Span::new(start + after, start + line.len())));
    Some((number, body))
}

/// A run of superscript digits at the start of `text`: the number and the bytes.
pub fn superscript(text: &str) -> Option<(u32, usize)> {
    let mut value: u32 = 0;
    let mut len = 0;
    for c in text.chars().take(3) {
        let digit = match c {
            '¹' => 1,
            '²' => 2,
            '³' => 3,
            '⁰' => 0,
            '⁴'..='⁹' => u32::from(c) - u32::from('⁴') + 4,
            _ => break,
        };
        value = value * 10 + digit;
        len += c.len_utf8();
    }
    (len > 0 && value > 0).then_some((value, len))
}

fn number(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text.get(..len)?.parse().ok().filter(|v| *v > 0)?;
    Some((value, len))
}

/// The text without notes and furniture, folded; note terms are looked up in it.
struct Haystack {
    folded: crate::text::FoldedText,
    /// Line bodies put together, and where each piece comes from.
    pieces: Vec<(usize, Span)>,
}

impl Haystack {
    fn new(text: &str, lines: &[Line], furniture: &[Option<RepairKind>], notes: &[Note]) -> Self {
        let mut left_out: Vec<bool> = furniture.iter().map(Option::is_some).collect();
        notes.iter().for_each(|n| left_out[n.first_line..n.end_line].fill(true));
        let mut joined = String::new();
        let mut pieces = Vec::new();
        for (line, _) in lines.iter().zip(left_out).filter(|(_, out)| !out) {
            pieces.push((joined.len(), line.core));
            joined.push_str(line.core.of(text));
        }
        Self { folded: fold(&joined), pieces }
    }

    /// The imported span of a folded range; `None` where it crosses lines.
    fn source(&self, start: usize, end: usize) -> Option<Span> {
        let span = self.folded.source_span(start, end);
        let k = self.pieces.partition_point(|(at, _)| *at <= span.start.0).checked_sub(1)?;
        let (at, core) = self.pieces[k];
        let from = core.start.0 + (span.start.0 - at);
        let to = core.start.0 + (span.end.0 - at);
        (to <= core.end.0).then(|| Span::new(from, to))
    }

    /// The folded text around a place of the imported text, and where it begins.
    fn around(&self, at: ByteOffset) -> (usize, &str) {
        let k = self.pieces.partition_point(|(_, core)| core.start <= at);
        let joined = self.pieces.get(k).map_or(usize::MAX, |(joined, _)| *joined);
        let here = self.folded.folded_at(joined);
        let start = self.folded.text.floor_char_boundary(here.saturating_sub(TERM_REACH));
        let end = self.folded.text.ceil_char_boundary(here.saturating_add(TERM_REACH));
        (start, &self.folded.text[start..end])
    }
}

fn anchor_all(text: &str, lines: &[Line], furniture: &[Option<RepairKind>], notes: &mut [Note]) {
    let haystack = Haystack::new(text, lines, furniture, notes);
    let marks = marks_in_text(text);
    let in_notes: Vec<Span> =
        notes.iter().map(|n| Span { start: lines[n.first_line].core.start, end: lines[n.end_line - 1].core.end }).collect();
    let mut taken: BTreeSet<Span> = BTreeSet::new();
    for note in notes {
        let line = lines[note.first_line].core;
        let in_note = |span: &Span| {
            let after = in_notes.partition_point(|n| n.start <= span.start);
            after.checked_sub(1).and_then(|k| in_notes.get(k)).is_some_and(|n| n.contains(*span))
        };
        let free = |span: &&Span| !taken.contains(*span) && !in_note(span);
        let own = marks.get(&note.number).map_or(&[][..], Vec::as_slice);
        let terms = after_term(text, note, line.start, &haystack);
        // A page's notes follow its text: of several places the last one before the note is meant.
        let last_before = |places: &[Span]| {
            let split = places.partition_point(|s| s.end <= line.start);
            places[..split].iter().rev().find(free).copied()
        };
        let before = last_before(&terms).or_else(|| last_before(own));
        if let Some(anchor) = before.or_else(|| own.iter().chain(&terms).find(free).copied()) {
            taken.insert(anchor);
            note.anchor = Some(anchor);
        }
    }
}

/// Places where the text has a number as a superscript, or as what converters make of one, in order, by number.
pub fn marks_in_text(text: &str) -> BTreeMap<u32, Vec<Span>> {
    let mut out: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let found = match c {
            '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => superscript(rest).filter(|_| !text[..at].ends_with(is_superscript)),
            '^' => rest.strip_prefix("^{").and_then(braced_mark),
            '[' => rest.strip_prefix("[^").and_then(bracket_mark),
            _ => None,
        };
        if let Some((value, len)) = found {
            out.entry(value).or_default().push(Span::new(at, at + len));
        }
    }
    out
}

const fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn braced_mark(inner: &str) -> Option<(u32, usize)> {
    let (value, digits) = number(inner)?;
    inner[digits..].starts_with('}').then_some((value, 2 + digits + 1))
}

fn bracket_mark(inner: &str) -> Option<(u32, usize)> {
    let (value, digits) = number(inner)?;
    (inner[digits..].starts_with(']') && !inner[digits..].starts_with("]:")).then_some((value, 2 + digits + 1))
}

/// Places where the bare number stands right after the term that the note explains.
fn after_term(text: &str, note: &Note, at: ByteOffset, haystack: &Haystack) -> Vec<Span> {
    let body: String = note
        .body
        .iter()
        .map(|p| match p {
            Piece::Literal(t) => t.as_str(),
            Piece::Moved(span) => span.of(text),
        })
        .collect();
    let Some((term, _)) = body.split_once(['：', ':']) else { return Vec::new() };
    let term = fold(term).text;
    let chars = term.chars().count();
    if !(2..=MAX_TERM_CHARS).contains(&chars) {
        return Vec::new();
    }
    let digits = note.number.to_string();
    let wanted = format!("{term}{digits}");
    let (start, folded) = haystack.around(at);
    folded
        .match_indices(&wanted)
        .filter(|(at, _)| !folded[at + wanted.len()..].starts_with(|c: char| c.is_ascii_digit() || c == '.'))
        .filter_map(|(at, _)| haystack.source(start + at + term.len(), start + at + wanted.len()))
        .filter(|span| span.of(text).chars().all(|c| c.is_ascii_digit()))
        .collect()
}

/// The edits that lift the notes to the end of `region` and put their marks as `[^n]`.
pub fn edits(text: &str, lines: &[Line], notes: &[Note], end: usize) -> Vec<Edit> {
    let mut out = Vec::new();
    // As written, unless the notes begin anew on each page; then they are counted through.
    let distinct = notes.iter().map(|n| n.number).collect::<BTreeSet<u32>>().len() == notes.len();
    for (key, note) in (0_u32..).zip(notes) {
        let group = GroupKey(key);
        let label = if distinct { note.number } else { key + 1 };
        if let Some(anchor) = note.anchor {
            let mark = format!("[^{label}]");
            if anchor.of(text) != mark {
                out.push(Edit::replace(anchor, &mark, RepairKind::FootnoteMark).grouped(group));
            }
        }
        for line in &lines[note.first_line..note.end_line] {
            out.push(Edit::remove(line.core, RepairKind::FootnoteMoved).grouped(group));
        }
        let mut pieces = vec![Piece::Literal(format!("[^{label}]: "))];
        pieces.extend(note.body.iter().flat_map(|piece| without_blanks(text, piece)));
        pieces.push(Piece::Literal("\n".to_owned()));
        out.push(Edit { source: Span::new(end, end), pieces, kind: RepairKind::FootnoteMoved, group: Some(group) });
    }
    out
}

/// A moved stretch without the blanks that Chinese text has no use for.
fn without_blanks(text: &str, piece: &Piece) -> Vec<Piece> {
    let Piece::Moved(span) = piece else { return vec![piece.clone()] };
    let mut out = Vec::new();
    let mut at = span.start.0;
    for edit in super::inline::blanks(text, *span, &[]) {
        out.push(Piece::Moved(Span::new(at, edit.source.start.0)));
        out.extend(edit.pieces);
        at = edit.source.end.0;
    }
    out.push(Piece::Moved(Span::new(at, span.end.0)));
    out
}
