//! A line cut into words, phrases, expressions and the marks between them.

use super::QueryError;

/// One piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    Word(String),
    Quoted(String),
    Regex(String),
    /// What follows 拼音:.
    Pinyin(String),
    Or,
    Not,
    Open,
    Close,
}

/// What says that a word is pinyin.
const PINYIN: [&str; 5] = ["拼音:", "拼音：", "py:", "py：", "PY:"];

/// Cuts a line.
///
/// # Errors
/// A phrase or an expression that has no end.
pub fn tokens(line: &str) -> Result<Vec<Token>, QueryError> {
    let mut out = Vec::new();
    let mut rest = line.trim_start();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '(' | '（' => push(&mut out, Token::Open, after),
            ')' | '）' => push(&mut out, Token::Close, after),
            '|' | '｜' => push(&mut out, Token::Or, after),
            '-' | '－' => push(&mut out, Token::Not, after),
            '/' => {
                let (pattern, after) = expression(after)?;
                if pattern.is_empty() { after } else { push(&mut out, Token::Regex(pattern), after) }
            }
            _ if closing(c).is_some() => {
                let close = closing(c).unwrap_or(&[]);
                let end = after.find(close).ok_or(QueryError::OpenQuote)?;
                let len = after[end..].chars().next().map_or(0, char::len_utf8);
                push(&mut out, Token::Quoted(after[..end].to_owned()), &after[end + len..])
            }
            _ => word(&mut out, rest),
        }
        .trim_start();
    }
    Ok(out)
}

fn push<'a>(out: &mut Vec<Token>, token: Token, after: &'a str) -> &'a str {
    out.push(token);
    after
}

/// The marks that end a phrase which `c` begins. An input method gives either of a pair for the same key.
const fn closing(c: char) -> Option<&'static [char]> {
    match c {
        '"' | '“' | '”' | '＂' => Some(&['"', '”', '“', '＂']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        _ => None,
    }
}

/// The expression up to the next `/` that no backslash stands before; `\/` is a slash.
fn expression(text: &str) -> Result<(String, &str), QueryError> {
    let mut pattern = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '/' => return Ok((pattern, &text[at + 1..])),
            '\\' => match chars.next() {
                Some((_, '/')) => pattern.push('/'),
                Some((_, escaped)) => pattern.extend(['\\', escaped]),
                None => break,
            },
            _ => pattern.push(c),
        }
    }
    Err(QueryError::OpenRegex)
}

/// A word up to a blank or a mark; some words are operators.
fn word<'a>(out: &mut Vec<Token>, text: &'a str) -> &'a str {
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '|' | '｜') || closing(c).is_some();
    let (word, after) = text.split_at(text.find(ends).unwrap_or(text.len()));
    let letters = PINYIN.iter().find_map(|prefix| word.strip_prefix(prefix));
    match (word, letters) {
        ("或" | "OR", _) => out.push(Token::Or),
        ("非" | "NOT", _) => out.push(Token::Not),
        // The blank says so already.
        ("且" | "AND", _) => {}
        (_, Some(letters)) => out.push(Token::Pinyin(letters.to_owned())),
        _ => out.push(Token::Word(word.to_owned())),
    }
    after
}
