//! Words of a document as they are quoted in a reason.
//!
//! In: a text and a span. Out: the words in quotation marks, short enough for a line, their own marks in pairs.

use crate::text::Span;

/// Longer quotations are cut.
const MAX_CHARS: usize = 30;

/// The words under the span in quotation marks; a mark of theirs whose partner stands right outside the span brings it along, and marks
/// inside become single ones.
pub fn quoted(text: &str, span: Span) -> String {
    let span = with_partner(text, span);
    let words: Vec<char> = span.of(text).chars().collect();
    let mut inside: String = words.iter().take(MAX_CHARS).collect::<String>().replace('“', "‘").replace('”', "’");
    if words.len() > MAX_CHARS {
        inside.push('…');
    }
    format!("“{inside}”")
}

fn with_partner(text: &str, span: Span) -> Span {
    let mut out = span;
    let inside = span.of(text);
    let (before, after) = (text[..span.start.0].chars().next_back(), text[span.end.0..].chars().next());
    for (open, close) in [('“', '”'), ('‘', '’'), ('「', '」'), ('《', '》'), ('（', '）'), ('"', '"')] {
        let (opened, closed) = (inside.matches(open).count(), inside.matches(close).count());
        let (lacks_open, lacks_close) = if open == close { (opened % 2 == 1, opened % 2 == 1) } else { (closed > opened, opened > closed) };
        if lacks_open && before == Some(open) {
            out.start.0 -= open.len_utf8();
        } else if lacks_close && after == Some(close) {
            out.end.0 += close.len_utf8();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;
    use crate::text::Span;

    fn of(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap();
        quoted(text, Span::new(start, start + words.len()))
    }

    #[test]
    fn a_mark_brings_its_partner_along() {
        assert_eq!(of("建立“一楼一专员”队伍", "一楼一专员”队伍"), "“‘一楼一专员’队伍”");
        assert_eq!(of("建立\"一楼一专员\"队伍", "建立\"一楼一专员"), "“建立\"一楼一专员\"”");
        assert_eq!(of("建立“一楼一专员”队伍", "一楼一专员"), "“一楼一专员”");
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(of(&"长".repeat(40), &"长".repeat(31)), format!("“{}…”", "长".repeat(30)));
    }
}
