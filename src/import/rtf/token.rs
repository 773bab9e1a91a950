//! The tokens of RTF 1.9: braces, control words, control symbols, bytes of text.
//!
//! Never fails: whatever the bytes are, there is a next token or the end.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word without its backslash, and its number.
    Word(&'a [u8], Option<i32>),
    /// A control symbol: the byte behind the backslash.
    Symbol(u8),
    /// `\'xx`.
    Hex(u8),
    /// Text in the code page in force; line ends are left out.
    Text(&'a [u8]),
}

/// Cuts bytes into tokens.
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The tokens of a file's bytes.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Leaves out so many bytes, as far as there are any: the data behind `\bin`. True where they were all there.
    pub fn skip_bytes(&mut self, count: usize) -> bool {
        let room = self.bytes.len() - self.at;
        self.at += count.min(room);
        count <= room
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The bytes from here on for which `wanted` holds.
    fn take(&mut self, wanted: impl Fn(&u8) -> bool) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let len = rest.iter().position(|b| !wanted(b)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    /// What stands behind a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if first.is_ascii_alphabetic() {
            let name = self.take(u8::is_ascii_alphabetic);
            let number = self.number();
            if self.peek() == Some(b' ') {
                self.at += 1;
            }
            return Some(Token::Word(name, number));
        }
        self.at += 1;
        if first != b'\'' {
            return Some(Token::Symbol(first));
        }
        let digits = self.bytes.get(self.at..self.at + 2).and_then(|pair| std::str::from_utf8(pair).ok());
        match digits.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                self.at += 2;
                Some(Token::Hex(byte))
            }
            // Not two digits: the mark says nothing.
            None => Some(Token::Symbol(b'\'')),
        }
    }

    /// The number of a control word. One that is too large is as large as can be.
    fn number(&mut self) -> Option<i32> {
        let start = self.at;
        let is_negative = self.peek() == Some(b'-');
        self.at += usize::from(is_negative);
        let digits = self.take(u8::is_ascii_digit);
        if digits.is_empty() {
            self.at = start;
            return None;
        }
        let value = digits.iter().fold(0_i32, |value, digit| value.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
        Some(if is_negative { -value } else { value })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.take(|b| matches!(b, b'\r' | b'\n'));
        match self.peek()? {
            b'{' => {
                self.at += 1;
                Some(Token::Open)
            }
            b'}' => {
                self.at += 1;
                Some(Token::Close)
            }
            b'\\' => {
                self.at += 1;
                self.control()
            }
            _ => Some(Token::Text(self.take(|b| !matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n')))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn words_symbols_and_text() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"{\\b0 a\\u-3 \\'b9\\'zz\\*\r\nb\\}\\").collect();
        let expected = [
            Token::Open,
            Token::Word(b"b", Some(0)),
            Token::Text(b"a"),
            Token::Word(b"u", Some(-3)),
            Token::Hex(0xB9),
            Token::Symbol(b'\''),
            Token::Text(b"zz"),
            Token::Symbol(b'*'),
            Token::Text(b"b"),
            Token::Symbol(b'}'),
        ];
        assert_eq!(tokens, expected);
        assert_eq!(Tokens::new(b"\\u99999999999").collect::<Vec<_>>(), [Token::Word(b"u", Some(i32::MAX))]);
    }

    #[test]
    fn binary_data_are_skipped_as_far_as_they_go() {
        let mut tokens = Tokens::new(b"abc}");
        assert!(tokens.skip_bytes(3));
        assert_eq!(tokens.next(), Some(Token::Close));
        assert!(!tokens.skip_bytes(1));
        assert_eq!(tokens.next(), None);
    }
}
