//! Marks of footnotes (`[^3]`) in a text: where they stand, what is shown of them, the text without them.
//!
//! In: text as documents hold it. Out: its stretches as they are shown, a mark's number apart; the text itself stays as it is, since
//! places are counted in it and a quote is copied as it stands.

use std::borrow::Cow;
use std::ops::Range;

/// Length in bytes of a footnote's mark `[^1]` at the start of `rest`.
#[must_use]
pub fn footnote_mark(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("[^")?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && inner.as_bytes().get(digits) == Some(&b']')).then_some("[^".len() + digits + "]".len())
}

/// A stretch of a text as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its bytes in the text; of a mark those of its number: the brackets are not shown.
    pub range: Range<usize>,
    /// A footnote's number: small and raised.
    pub raised: bool,
}

/// What is shown of a text, from its first byte to its last but for the marks' brackets.
#[must_use]
pub fn shown_stretches(text: &str) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut at = 0;
    for (open, _) in text.match_indices("[^") {
        // A mark opens no other inside itself: it holds figures only.
        let Some(len) = footnote_mark(&text[open..]) else { continue };
        if open > at {
            out.push(Stretch { range: at..open, raised: false });
        }
        out.push(Stretch { range: open + "[^".len()..open + len - "]".len(), raised: true });
        at = open + len;
    }
    if at < text.len() {
        out.push(Stretch { range: at..text.len(), raised: false });
    }
    out
}

/// A text without its footnotes' marks: for a line that has no raised figures, and for what is spoken.
#[must_use]
pub fn without_note_marks(text: &str) -> Cow<'_, str> {
    if !text.contains("[^") {
        return Cow::Borrowed(text);
    }
    let words = shown_stretches(text).into_iter().filter(|stretch| !stretch.raised);
    Cow::Owned(words.map(|stretch| &text[stretch.range]).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{footnote_mark, shown_stretches, without_note_marks};

    fn shown(text: &str) -> Vec<(&str, bool)> {
        shown_stretches(text).into_iter().map(|s| (&text[s.range], s.raised)).collect()
    }

    #[test]
    fn a_marks_number_is_raised_and_its_brackets_are_not_shown() {
        assert_eq!(shown("推进两网[^3]融合[^12]。"), [("推进两网", false), ("3", true), ("融合", false), ("12", true), ("。", false)]);
        assert_eq!(shown("[^1]"), [("1", true)]);
        assert_eq!(shown(""), []);
        assert_eq!(without_note_marks("推进两网[^3]融合[^12]。"), "推进两网融合。");
    }

    #[test]
    fn what_is_no_mark_stays() {
        for text in ["[^]", "[^a]", "a[^1", "[1]", "x^2", "[^ 1]", "[^一]"] {
            assert_eq!(shown(text), [(text, false)]);
            assert_eq!(without_note_marks(text), text);
            assert_eq!(footnote_mark(text), None);
        }
        assert_eq!(shown("[^[^1]"), [("[^", false), ("1", true)]);
        assert_eq!(footnote_mark("[^12]:"), Some(5));
    }

    proptest! {
        #[test]
        fn everything_but_brackets_of_marks_is_shown_once_in_order(text in "(甲|乙|\\[\\^[0-9]{0,2}\\]|\\[|\\^|[0-9]){0,20}") {
            let mut at = 0;
            for stretch in shown_stretches(&text) {
                prop_assert!(stretch.range.start >= at && !stretch.range.is_empty());
                let between = &text[at..stretch.range.start];
                prop_assert!(matches!(between, "" | "[^" | "]" | "][^"), "{between}");
                at = stretch.range.end;
            }
            prop_assert!(matches!(&text[at..], "" | "]"));
            prop_assert!(shown_stretches(&without_note_marks(&text)).iter().filter(|s| s.raised).count() <= text.matches('[').count());
        }
    }
}
