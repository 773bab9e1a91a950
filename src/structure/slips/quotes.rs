//! Quotation marks and brackets: one that points the wrong way, one without its fellow.
//!
//! In: a paragraph and the one after it. Out: slips in the paragraph's own offsets. `深化“放管服”改革` inside quotation marks is nested with
//! the same marks in many documents, and a speech of several paragraphs opens each and closes the last: neither is a slip.

use super::Slip;
use crate::text::Span;

/// What never opens a quotation and what never ends one.
const PAUSES: &str = "，。；：、！？";
/// Kinds of brackets.
const KINDS: usize = 4;
/// A marker `1）` has at most so many characters before its bracket.
const MAX_MARKER: usize = 3;

/// The slips of a paragraph.
pub fn find(line: &str, next: &str) -> Vec<Slip> {
    let mut out = quotes(line, next);
    out.extend(brackets(line));
    out
}

fn quotes(line: &str, next: &str) -> Vec<Slip> {
    let mut out = Vec::new();
    // Openings that wait for their closing.
    let mut open: Vec<usize> = Vec::new();
    let mut before = None;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let span = Span::new(at, at + c.len_utf8());
        let after = chars.peek().map(|(_, c)| *c);
        match c {
            // An opening mark before a pause closes what is open.
            '“' if !open.is_empty() && before != Some('“') && after.is_none_or(|c| PAUSES.contains(c) || matches!(c, '）' | '》')) => {
                open.pop();
                out.push(Slip {
                    code: "quote-direction", message: "此处用了前引号“，是否应为后引号”？".to_owned(), span
                });
            }
            '“' => open.push(at),
            '”' if open.pop().is_none() => {
                let opens = after.is_some_and(|c| !PAUSES.contains(c))
                    && line[span.end.0..].chars().take(MAX_QUOTED).find(|c| matches!(c, '“' | '”')) == Some('”');
                if opens {
                    open.push(at);
                    out.push(Slip {
                        code: "quote-direction", message: "此处用了后引号”，是否应为前引号“？".to_owned(), span
                    });
                } else {
                    out.push(Slip { code: "quote-unpaired", message: "后引号”没有对应的前引号".to_owned(), span });
                }
            }
            _ => {}
        }
        before = Some(c);
    }
    let speech = open.first() == Some(&0) && next.starts_with('“');
    if let Some(at) = open.pop().filter(|_| !speech) {
        out.push(Slip {
            code: "quote-unpaired", message: "前引号“没有对应的后引号".to_owned(), span: Span::new(at, at + '“'.len_utf8())
        });
    }
    out
}

/// So far from a mark its fellow is looked for, in characters.
const MAX_QUOTED: usize = 30;

/// Of a bracket its kind, half and full width as one, and whether it opens.
const fn bracket(c: char) -> Option<(usize, bool)> {
    Some(match c {
        '（' | '(' => (0, true),
        '）' | ')' => (0, false),
        '《' => (1, true),
        '》' => (1, false),
        '【' => (2, true),
        '】' => (2, false),
        '〔' => (3, true),
        '〕' => (3, false),
        _ => return None,
    })
}

fn brackets(line: &str) -> Vec<Slip> {
    let mut out = Vec::new();
    // For each kind the openings that wait for their closing.
    let mut open: [Vec<Span>; KINDS] = Default::default();
    for (at, c) in line.char_indices() {
        let Some((kind, opens)) = bracket(c) else { continue };
        let span = Span::new(at, at + c.len_utf8());
        if opens {
            open[kind].push(span);
        } else if open[kind].pop().is_none() && !is_marker(&line[..at]) {
            out.push(Slip { code: "bracket-unpaired", message: format!("“{c}”没有对应的前半个括号"), span });
        }
    }
    for span in open.into_iter().flatten() {
        out.push(Slip { code: "bracket-unpaired", message: format!("“{}”没有对应的后半个括号", span.of(line)), span });
    }
    out
}

/// 1） a) 一） at the head of a paragraph or of a sentence.
fn is_marker(before: &str) -> bool {
    let number = |c: &char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(*c);
    let len = before.chars().rev().take_while(number).count();
    let head = before.chars().rev().nth(len);
    (1..=MAX_MARKER).contains(&len) && head.is_none_or(|c| PAUSES.contains(c) || c.is_whitespace())
}
