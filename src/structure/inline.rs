//! Repairs inside a line: blanks in Chinese text, controls, Markdown's marks, bookmarks, scraps of markup.
//!
//! In: the imported text, its hints and one line. Out: edits inside that line. Punctuation, width and words stay as they are.

use super::document::RepairKind;
use super::edits::Edit;
use super::lines::{is_invisible, is_plain_blank};
use super::markers::{MarkerStyle, marker};
use crate::import::{Hint, HintKind};
use crate::text::Span;

/// Entities that converters leave in plain text.
const ENTITIES: &[(&str, &str)] = &[("&quot;", "\""), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " ")];

/// Edits for the marks of the format, anywhere in the text.
pub fn marks(text: &str, hints: &[Hint]) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::new();
    for hint in hints {
        let Span { start, end } = hint.span;
        match hint.kind {
            HintKind::Bold { open, close } => {
                out.push(Edit::remove(Span::new(start.0, start.0 + open), RepairKind::Markdown));
                out.push(Edit::remove(Span::new(end.0 - close, end.0), RepairKind::Markdown));
            }
            HintKind::Heading { mark, .. } | HintKind::Item { mark } => {
                out.push(Edit::remove(Span::new(start.0, start.0 + mark), RepairKind::Markdown));
            }
            HintKind::Italic | HintKind::Title | HintKind::Number => {}
            HintKind::Mark => {
                let kind = if hint.span.of(text).starts_with('[') { RepairKind::Bookmark } else { RepairKind::Markdown };
                out.push(Edit::remove(hint.span, kind));
            }
        }
    }
    super::edits::settle(out)
}

/// Whether edits take all of a line and put nothing there; `marks` in order of place.
pub fn is_covered(text: &str, core: Span, marks: &[Edit]) -> bool {
    let first = marks.partition_point(|e| e.source.end <= core.start);
    let mut at = core.start.0;
    for edit in marks[first..].iter().take_while(|e| e.source.start < core.end) {
        let between = text.get(at..edit.source.start.0).unwrap_or_default();
        if !edit.pieces.is_empty() || !between.chars().all(|c| is_plain_blank(c) || is_invisible(c)) {
            return false;
        }
        at = at.max(edit.source.end.0);
    }
    at > core.start.0 && text.get(at..core.end.0).is_none_or(|rest| rest.chars().all(|c| is_plain_blank(c) || is_invisible(c)))
}

/// Longer stretches between two stars are no emphasis, in bytes.
const MAX_EMPHASIS: usize = 300;

/// Edits for Markdown's single stars around words, in a text that wears other marks of it. In 7*24 a star multiplies.
pub fn emphasis(text: &str, core: Span, hints: &[Hint]) -> Vec<Edit> {
    let first = hints.partition_point(|h| h.span.end <= core.start);
    let in_bold = |at: usize| {
        hints[first..].iter().take_while(|h| h.span.start.0 <= at).any(|h| matches!(h.kind, HintKind::Bold { .. }) && at < h.span.end.0)
    };
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '*' || c == '\\');
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in core.of(text).match_indices('*') {
        let at = core.start.0 + at;
        let (before, after) = (text[core.start.0..at].chars().next_back(), text[at + 1..core.end.0].chars().next());
        let star = |at: usize| Edit::remove(Span::new(at, at + 1), RepairKind::Markdown);
        match open.take().filter(|from| at - from <= MAX_EMPHASIS) {
            Some(from) if !joins(after) && before.is_some_and(|c| !is_plain_blank(c) && c != '*') => out.extend([star(from), star(at)]),
            _ if !joins(before) && after.is_some_and(|c| !is_plain_blank(c) && c != '*') && !in_bold(at) => open = Some(at),
            _ => {}
        }
    }
    out
}

/// Specks that recognition takes for marks.
pub const SPECKS: [char; 14] = ['|', '¦', '„', '`', '~', '^', '_', '\'', '‘', '·', '.', ',', '¸', '˙'];

/// Edits for specks before a heading's marker and after a sentence's end.
pub fn specks(text: &str, core: Span) -> Vec<Edit> {
    let line = core.of(text);
    let speck = |c: char| SPECKS.contains(&c) || is_plain_blank(c);
    let bare = line.trim_start_matches(speck);
    let mut out = Vec::new();
    let lead = line.len() - bare.len();
    let high = || marker(bare).is_some_and(|m| matches!(m.style, MarkerStyle::Han | MarkerStyle::HanParen | MarkerStyle::Part));
    if lead > 0 && !line.ends_with('|') && high() {
        out.push(Edit::remove(Span::new(core.start.0, core.start.0 + lead), RepairKind::Scrap));
    }
    let kept = bare.trim_end_matches(speck);
    let tail = bare.len() - kept.len();
    if tail > 0 && kept.ends_with('。') {
        out.push(Edit::remove(Span::new(core.end.0 - tail, core.end.0), RepairKind::Scrap));
    }
    out
}

/// Edits for the entities of markup that stand in plain text.
pub fn entities(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices('&') {
        if let Some((entity, plain)) = ENTITIES.iter().find(|(entity, _)| text[at..].starts_with(entity)) {
            let end = at + entity.len();
            let around = text[..at].chars().next_back().zip(text[end..].chars().next());
            let plain = if *plain == " " && !around.is_some_and(|(a, b)| parts_words(a, b)) { "" } else { plain };
            out.push(Edit::replace(Span::new(at, end), plain, RepairKind::Scrap));
        }
    }
    out
}

/// Edits for blanks and invisible characters inside the line `core`, given the edits that are already there.
pub fn blanks(text: &str, core: Span, taken: &[Edit]) -> Vec<Edit> {
    let first = taken.partition_point(|e| e.source.end <= core.start);
    let mut covered = taken[first..].iter().take_while(|e| e.source.start < core.end).peekable();
    let mut out = Vec::new();
    let mut before: Option<char> = None;
    let mut run: Option<Span> = None;
    let mut at = core.start.0;
    while at < core.end.0 {
        if let Some(edit) = covered.next_if(|e| e.source.start.0 <= at && !e.source.is_empty()) {
            at = edit.source.end.0.max(at);
            if !edit.pieces.is_empty() {
                close_run(text, &mut run, before, Some('字'), &mut out);
                before = Some('字');
            }
            continue;
        }
        if covered.next_if(|e| e.source.is_empty() && e.source.start.0 <= at).is_some() {
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let here = Span::new(at, at + c.len_utf8());
        at = here.end.0;
        if is_invisible(c) {
            out.push(Edit::remove(here, RepairKind::Control));
        } else if is_plain_blank(c) {
            match &mut run {
                Some(open) if open.end == here.start => open.end = here.end,
                _ => {
                    close_run(text, &mut run, before, Some('字'), &mut out);
                    run = Some(here);
                }
            }
        } else {
            close_run(text, &mut run, before, Some(c), &mut out);
            before = Some(c);
        }
    }
    close_run(text, &mut run, before, None, &mut out);
    out
}

/// Settles a run of blanks once both neighbours are known: none in Chinese text, one between Latin words.
fn close_run(text: &str, run: &mut Option<Span>, before: Option<char>, after: Option<char>, out: &mut Vec<Edit>) {
    let Some(span) = run.take() else { return };
    let parts_words = before.zip(after).is_some_and(|(a, b)| parts_words(a, b));
    if !parts_words {
        out.push(Edit::remove(span, RepairKind::BlanksRemoved));
    } else if span.of(text) != " " {
        out.push(Edit::replace(span, " ", RepairKind::BlanksRemoved));
    }
}

/// Whether a blank between two characters parts words: both are of Latin text, one at least a letter.
pub const fn parts_words(before: char, after: char) -> bool {
    before.is_ascii() && after.is_ascii() && (before.is_ascii_alphabetic() || after.is_ascii_alphabetic())
}
