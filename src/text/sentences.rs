//! Sentences and clauses of Chinese prose, by punctuation alone.
//!
//! In: a paragraph or a whole text. Out: spans that cover it without a gap. A closing quotation mark or
//! bracket right after the mark that ends a sentence belongs to that sentence.

use super::{ByteOffset, Span};

/// Marks that end a sentence.
#[must_use]
pub const fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n' | '；' | ';')
}

/// Marks that close a quotation or a bracket.
#[must_use]
pub const fn is_closing_mark(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '〉' | '】' | ']' | '〕')
}

const fn is_clause_end(c: char) -> bool {
    is_sentence_end(c) || matches!(c, '，' | ',' | '：' | ':')
}

/// The sentences of `text`, in order, covering it. `；` ends one too: in work plans it separates items.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    split(text, is_sentence_end)
}

/// The clauses of `text`: sentences cut at commas and colons as well.
#[must_use]
pub fn clauses(text: &str) -> Vec<Span> {
    split(text, is_clause_end)
}

fn split(text: &str, ends: fn(char) -> bool) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !ends(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        if c != '\n' {
            while let Some(&(next_at, next)) = chars.peek() {
                if !(is_closing_mark(next) || next != '\n' && is_sentence_end(next)) {
                    break;
                }
                end = next_at + next.len_utf8();
                chars.next();
            }
        }
        out.push(Span::new(start, end));
        start = end;
    }
    if start < text.len() {
        out.push(Span::new(start, text.len()));
    }
    out
}

/// A sentence is looked for so far to each side, in bytes: a line of megabytes without a full stop is no sentence.
const MAX_REACH: usize = 6000;

/// The sentence of `text` that holds the byte `at`, without the white space around it.
///
/// Looks only as far as the sentence reaches, so it may be asked for each mention of a long text.
#[must_use]
pub fn sentence_around(text: &str, at: ByteOffset) -> Span {
    let at = at.0.min(text.len());
    let (first, last) = (text.floor_char_boundary(at.saturating_sub(MAX_REACH)), text.ceil_char_boundary(at.saturating_add(MAX_REACH)));
    let (Some(before), Some(after)) = (text.get(first..at), text.get(at..last)) else { return Span::new(0, 0) };
    let mut start = before.char_indices().rev().find(|(_, c)| is_sentence_end(*c)).map_or(first, |(k, c)| first + k + c.len_utf8());
    for c in text[start..].chars() {
        if !(is_closing_mark(c) || c.is_whitespace()) || start >= at {
            break;
        }
        start += c.len_utf8();
    }
    let mut end = last;
    let mut chars = after.char_indices();
    if let Some((k, c)) = chars.by_ref().find(|(_, c)| is_sentence_end(*c)) {
        end = at + k;
        if c != '\n' {
            end += c.len_utf8();
            end += chars.map(|(_, c)| c).take_while(|c| is_closing_mark(*c)).map(char::len_utf8).sum::<usize>();
        }
    }
    Span::new(start, end.max(start))
}
