//! The imported text as lines with the facts that cleaning decides by.
//!
//! In: the imported text. Out: one [`Line`] per line that holds anything, with what stands before it. Widths are in
//! columns: a Han character or a full-width mark takes two, everything else one, as in the fixed grid of such documents.

use crate::text::Span;

/// A line with text in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Without the blanks at its edges and without its line end.
    pub core: Span,
    /// Blanks before `core`, in columns.
    pub indent: usize,
    /// Whether blanks stand between `core` and the line end.
    pub trailing_blank: bool,
    /// Width of `core` in columns.
    pub width: usize,
    /// Empty lines between the previous line with text and this one.
    pub blank_lines_before: usize,
}

/// Characters that show nothing: blanks, controls, marks without width.
pub fn is_blank(c: char) -> bool {
    is_plain_blank(c) || is_invisible(c)
}

/// Blanks that take room.
pub const fn is_plain_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

/// Controls, byte-order marks, joiners and direction marks: never part of what a reader sees.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
        || (c.is_control() && !is_line_end(c) && c != '\t')
}

/// Characters that end a line.
pub const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Columns that a character takes.
pub fn columns(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 2,
        '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}' => 2,
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' => 2,
        '\u{2460}'..='\u{24ff}' | '\u{2160}'..='\u{217f}' => 2,
        c if is_invisible(c) => 0,
        _ => 1,
    }
}

/// Width of a string in columns.
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The lines of `text` that hold anything.
pub fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut blank_lines = 0;
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let len = rest.find(is_line_end).unwrap_or(rest.len());
        let full = &rest[..len];
        let core = full.trim_matches(is_blank);
        if core.is_empty() {
            blank_lines += 1;
        } else {
            let lead = full.len() - full.trim_start_matches(is_blank).len();
            out.push(Line {
                core: Span::new(start + lead, start + lead + core.len()),
                indent: width(&full[..lead]),
                trailing_blank: full[lead + core.len()..].contains(is_plain_blank),
                width: width(core),
                blank_lines_before: blank_lines,
            });
            blank_lines = 0;
        }
        start += len;
        start += line_end_len(&text[start..]);
    }
    out
}

/// Bytes of the line end at the start of `rest`; CR LF is one.
fn line_end_len(rest: &str) -> usize {
    if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) }
}
