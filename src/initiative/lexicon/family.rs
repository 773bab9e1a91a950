//! Families: names that are one only where their variable part is one (15分钟…圈, 1+3+N, 三张清单).
//!
//! In: a pattern of a lexicon file, and folded text. Out: where it stands, and what its variable parts are there. `{数}` stands for a number, `{码}` for a
//! code of numbers and letters joined by `+`, `{名}` for one to eight characters of a word, as few as will do.

use serde::Deserialize;

use crate::initiative::Category;
use crate::text::fold;

/// A variable word has at most so many characters.
const MAX_WORD_CHARS: usize = 8;

/// One family as a lexicon file has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// With `{数}`, `{码}` and `{名}`.
    pub pattern: String,
    /// The policy area; 其他 where each name has its own.
    pub category: Category,
    /// Names that are none of it: they have entries of their own, or mean nothing.
    #[serde(default)]
    pub anti: Vec<String>,
    /// How far one such name means one thing.
    #[serde(default)]
    pub scope: Scope,
    /// Where such names come from.
    #[serde(default)]
    pub source: String,
}

/// How far one name of a family means one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Everywhere.
    #[default]
    Everywhere,
    /// In one document; two documents mean one thing only where their contexts agree.
    Document,
    /// In one sentence; even one document gives such a name to several things.
    Sentence,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A brace without its partner, or a variable that is none of the three.
    #[error("里只能用 {{数}}、{{码}}、{{名}} 三种变量")]
    UnknownVariable,
    /// No variable, or nothing but a word.
    #[error("须含变量，且除 {{名}} 外还有别的内容")]
    TooLoose,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Number,
    Code,
    Word,
}

/// A pattern ready to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// A variable that is none of the three; a pattern that would find anything.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        let mut pieces = Vec::new();
        let mut rest = pattern;
        while !rest.is_empty() {
            let (literal, after) = rest.split_once('{').unwrap_or((rest, ""));
            if !fold(literal).text.is_empty() {
                pieces.push(Piece::Literal(fold(literal).text));
            }
            if literal.len() == rest.len() {
                break;
            }
            let (variable, after) = after.split_once('}').ok_or(PatternError::UnknownVariable)?;
            pieces.push(match variable {
                "数" => Piece::Number,
                "码" => Piece::Code,
                "名" => Piece::Word,
                _ => return Err(PatternError::UnknownVariable),
            });
            rest = after;
        }
        let variable = pieces.iter().any(|p| !matches!(p, Piece::Literal(_)));
        let anchored = pieces.iter().any(|p| matches!(p, Piece::Literal(_) | Piece::Code));
        // A word has no start of its own: something firm must stand before it.
        if variable && anchored && !matches!(pieces.first(), Some(Piece::Word)) { Ok(Self { pieces }) } else { Err(PatternError::TooLoose) }
    }

    /// Whether a name ends with a code; a numeral after it is not its.
    #[must_use]
    pub fn ends_in_code(&self) -> bool {
        matches!(self.pieces.last(), Some(Piece::Code))
    }

    /// Where the pattern stands in folded text, as byte ranges in order, none overlapping. `figures` are the text's [`figures`]: many patterns
    /// are looked for in one text, and nearly all begin with a number.
    #[must_use]
    pub fn find(&self, text: &str, figures: &[usize]) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(start) = self.next_start(text, figures, at) {
            match match_here(&self.pieces, &text[start..]) {
                Some(len) => {
                    out.push((start, start + len));
                    at = start + len;
                }
                None => at = start + self.step(&text[start..]),
            }
        }
        out
    }

    /// The next place at or after `from` where the first piece may begin.
    fn next_start(&self, text: &str, figures: &[usize], from: usize) -> Option<usize> {
        match self.pieces.first()? {
            Piece::Literal(literal) => text.get(from..)?.find(literal.as_str()).map(|k| from + k),
            _ => figures.get(figures.partition_point(|at| *at < from)).copied(),
        }
    }

    /// How far to go on from a place where the pattern does not stand: a number is passed as a whole.
    fn step(&self, text: &str) -> usize {
        match self.pieces.first() {
            Some(Piece::Literal(_)) => text.chars().next().map_or(1, char::len_utf8),
            _ => number(text).max(1),
        }
    }
}

/// Where ASCII digits stand in a text, in order.
#[must_use]
pub fn figures(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(at, _)| at).collect()
}

/// Bytes of the number at the start.
fn number(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Bytes of the code at the start: numbers and letters joined by `+`, two at least.
fn code(text: &str) -> usize {
    let mut parts = 0;
    let mut end = 0;
    loop {
        let part = text[end..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        if part == 0 || part > 3 {
            break;
        }
        parts += 1;
        end += part;
        if !text[end..].starts_with('+') {
            return if parts >= 2 { end } else { 0 };
        }
        end += 1;
    }
    0
}

const fn is_word(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_ascii_alphanumeric()
}

/// Bytes that the pieces take at the start of `text`.
fn match_here(pieces: &[Piece], text: &str) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else { return Some(0) };
    let fixed = |len: usize| if len == 0 { None } else { match_here(rest, &text[len..]).map(|more| len + more) };
    match piece {
        Piece::Literal(literal) => text.starts_with(literal.as_str()).then(|| fixed(literal.len())).flatten(),
        Piece::Number => fixed(number(text)),
        Piece::Code => fixed(code(text)),
        Piece::Word => {
            let mut ends = text.char_indices().take(MAX_WORD_CHARS).take_while(|(_, c)| is_word(*c)).map(|(k, c)| k + c.len_utf8());
            ends.find_map(fixed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, PatternError, figures};
    use crate::text::fold;

    fn found(pattern: &str, text: &str) -> Vec<String> {
        let folded = fold(text);
        let places = Pattern::new(pattern).expect("pattern").find(&folded.text, &figures(&folded.text));
        places.into_iter().map(|(a, b)| folded.text[a..b].to_owned()).collect()
    }

    #[test]
    fn variables_take_numbers_codes_and_short_words() {
        assert_eq!(
            found("{数}分钟{名}圈", "十五分钟社区生活圈、“10分钟”体育健身圈；用时5分钟。"),
            ["15分钟社区生活圈", "10分钟体育健身圈"]
        );
        assert_eq!(found("{数}张清单", "列出三张清单，每张清单"), ["3张清单"]);
        assert_eq!(found("{码}", "“1+3+N”网格，2+1，C++"), ["1+3+n", "2+1"]);
    }

    #[test]
    fn a_pattern_that_would_find_anything_is_refused() {
        assert_eq!(Pattern::new("{名}圈"), Err(PatternError::TooLoose));
        assert_eq!(Pattern::new("生活圈"), Err(PatternError::TooLoose));
        assert_eq!(Pattern::new("{数}"), Err(PatternError::TooLoose));
        assert_eq!(Pattern::new("{几}分钟"), Err(PatternError::UnknownVariable));
    }
}
