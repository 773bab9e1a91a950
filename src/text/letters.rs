//! What a word is written with.
//!
//! In: a character. Out: whether it is a letter or a figure. Nearly every character of a Chinese text is a Han character, for which Unicode's
//! tables are a long way round.

/// Whether a character is a letter or a figure, of any script: neither a mark, nor a symbol, nor a blank.
#[must_use]
pub fn is_letter_or_figure(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        // The marks of Chinese texts.
        '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '！'..='／' | '：'..='＠' => false,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_letter_or_figure;

    #[test]
    fn the_short_way_answers_as_unicode_does() {
        assert!(('\0'..='\u{3ffff}').all(|c| is_letter_or_figure(c) == c.is_alphanumeric()));
    }
}
