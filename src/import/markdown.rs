//! Markdown's marks in a text, as hints: bold runs, heading marks, escapes, rules, bookmarks of converters.
//!
//! Government texts that came through a converter are not Markdown documents: they are plain text with a few of its
//! marks. So only marks that cannot be anything else count, line by line, and nothing is removed here.

use super::{Format, Hint, HintKind};
use crate::text::Span;

/// Bold runs longer than this are a lost closing mark, in bytes.
const MAX_BOLD: usize = 600;

/// The format, and the hints of the text sorted by start.
pub fn hints(name: &str, text: &str) -> (Format, Vec<Hint>) {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        heading_mark(line, start, &mut out);
        item_mark(line, start, &mut out);
        bold_runs(line, start, &mut out);
        escapes(line, start, &mut out);
        start += line.len();
    }
    bookmarks(text, &mut out);
    out.sort_by_key(|hint| (hint.span.start, hint.span.end));
    let named = name.rsplit('.').next().is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"));
    let marked = out.iter().any(|hint| matches!(hint.kind, HintKind::Heading { .. }));
    (if named || marked { Format::Md } else { Format::Txt }, out)
}

fn heading_mark(line: &str, start: usize, out: &mut Vec<Hint>) {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    let rest = &line[hashes..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if (1..=6).contains(&hashes) && blanks > 0 && !rest.trim().is_empty() {
        let level = u8::try_from(hashes).unwrap_or(6);
        out.push(Hint { span: Span::new(start, start + line.trim_end().len()), kind: HintKind::Heading { level, mark: hashes + blanks } });
    }
}

/// `- …`, `* …`, `+ …` and `> …` at the start of a line. `- 3 -` is a page number, `* * *` a rule.
fn item_mark(line: &str, start: usize, out: &mut Vec<Hint>) {
    let bare = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - bare.len();
    let Some(rest) = bare.strip_prefix(['-', '*', '+', '>']) else { return };
    let text = rest.trim_start_matches([' ', '\t']);
    let says = text.chars().next().is_some_and(|c| c.is_alphabetic() || matches!(c, '“' | '《' | '（' | '*' | '"'));
    if text.len() < rest.len() && says && text.trim_end().chars().any(char::is_alphabetic) {
        let mark = bare.len() - text.len();
        out.push(Hint { span: Span::new(start + indent, start + line.trim_end().len()), kind: HintKind::Item { mark } });
    }
}

fn bold_runs(line: &str, start: usize, out: &mut Vec<Hint>) {
    let mut at = 0;
    while let Some(open) = line[at..].find("**").map(|k| at + k) {
        let inside = open + 2;
        let Some(close) = line[inside..].find("**").map(|k| inside + k) else { return };
        at = close + 2;
        let run = &line[inside..close];
        if run.trim().is_empty() || run.len() > MAX_BOLD {
            continue;
        }
        out.push(Hint { span: Span::new(start + open, start + at), kind: HintKind::Bold { open: 2, close: 2 } });
    }
}

/// A backslash before a mark that Markdown knows.
fn escapes(line: &str, start: usize, out: &mut Vec<Hint>) {
    let bytes = line.as_bytes();
    for (at, pair) in bytes.windows(2).enumerate() {
        if pair[0] == b'\\' && matches!(pair[1], b'*' | b'_' | b'#' | b'.' | b'-' | b'(' | b')' | b'[' | b']' | b'~' | b'`') {
            out.push(Hint { span: Span::new(start + at, start + at + 1), kind: HintKind::Mark });
        }
    }
}

/// `[bookmark: _GoBack]`, which converters of Word files leave in the text.
fn bookmarks(text: &str, out: &mut Vec<Hint>) {
    for (at, _) in text.match_indices("[bookmark:") {
        let Some(close) = text.as_bytes()[at..].iter().take(80).position(|b| *b == b']') else { continue };
        out.push(Hint { span: Span::new(at, at + close + 1), kind: HintKind::Mark });
    }
}
