//! [`View`]: one sentence as the rules read it.
//!
//! In: a span of a document's text. Out: its characters without footnote marks and blanks, full-width figures as half-width ones, each
//! with its place in the text; which of them stand inside quotation marks; where its clauses end. Rules count characters, not bytes, so
//! they never cut one in half.

use crate::text::Span;

/// A sentence's characters and their places. All indexes are zero-based and count characters of the view.
#[derive(Debug, Default)]
pub struct View {
    /// The characters that are read.
    pub chars: Vec<char>,
    /// For each character its first byte in the document's text.
    starts: Vec<usize>,
    /// For each character one past its last byte.
    ends: Vec<usize>,
    /// For each character the quotation around it (its marks included).
    quotes: Vec<Option<Quote>>,
}

/// A stretch between quotation marks, marks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// Index of the opening mark.
    pub start: usize,
    /// One past the closing mark.
    pub end: usize,
}

/// A short quotation is a name, whose marks end nothing (“两不愁”, “亲企、护企”); in a longer one somebody speaks. In characters, marks included.
pub const MAX_NAME: usize = 18;

/// A quotation is looked for so far ahead, in characters: a mark that is never closed quotes nothing.
const MAX_QUOTE: usize = 60;

impl View {
    /// The view of `span` of `text`.
    pub fn new(text: &str, span: Span) -> Self {
        let source = span.of(text);
        let count = source.chars().count();
        let mut view = Self {
            chars: Vec::with_capacity(count),
            starts: Vec::with_capacity(count),
            ends: Vec::with_capacity(count),
            ..Self::default()
        };
        let mut chars = source.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let mark = footnote_mark(&source[at..]);
            if mark > 0 {
                while chars.next_if(|(k, _)| *k < at + mark).is_some() {}
                continue;
            }
            if c.is_whitespace() && !matches!(c, '\t' | '\n') {
                continue;
            }
            view.chars.push(narrow(c));
            view.starts.push(span.start.0 + at);
            view.ends.push(span.start.0 + at + c.len_utf8());
        }
        view.quotes = quotes(&view.chars);
        view
    }

    /// Number of characters.
    pub const fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at `at`.
    pub fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The place of the characters `start..end` in the document's text; empty at its start where they are none.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let Some(first) = self.starts.get(start) else { return Span::new(0, 0) };
        let last = end.checked_sub(1).and_then(|k| self.ends.get(k)).copied().unwrap_or(*first);
        Span::new(*first, last.max(*first))
    }

    /// The characters `start..end` as a string.
    pub fn text(&self, start: usize, end: usize) -> String {
        self.slice(start, end).iter().collect()
    }

    /// The characters `start..end`; none where the range does not fit.
    pub fn slice(&self, start: usize, end: usize) -> &[char] {
        self.chars.get(start..end.min(self.len())).unwrap_or_default()
    }

    /// Whether `word` stands at `at`.
    pub fn has(&self, at: usize, word: &str) -> bool {
        self.chars.get(at..).is_some_and(|rest| starts_with(rest, word))
    }

    /// Whether `word` ends right before `end`.
    pub fn ends(&self, end: usize, word: &str) -> bool {
        ends_with(self.slice(0, end), word)
    }

    /// The quotation around a character.
    pub fn quote(&self, at: usize) -> Option<Quote> {
        self.quotes.get(at).copied().flatten()
    }

    /// Whether a clause ends with the character at `at`: a comma, colon, full stop or tab outside quotation marks. A comma
    /// between figures does not end one.
    pub fn ends_clause(&self, at: usize) -> bool {
        !self.is_in_name(at) && self.is_break(at)
    }

    /// Whether an enumeration's item ends with the character at `at`: a clause's end, or 、.
    pub fn ends_item(&self, at: usize) -> bool {
        !self.is_in_name(at) && (self.is_break(at) || self.get(at) == Some('、'))
    }

    /// Whether the character at `at` is part of a name between quotation marks or of a title.
    pub fn is_in_name(&self, at: usize) -> bool {
        self.quote(at).is_some_and(|q| q.end - q.start <= MAX_NAME || self.get(q.start) == Some('《'))
    }

    fn is_break(&self, at: usize) -> bool {
        match self.get(at) {
            Some(',' | '，' | ':') => !self.between_figures(at),
            // 1.改造: the mark of a list's item.
            Some('.') => at > 0 && self.chars[at - 1].is_ascii_digit() && !self.get(at + 1).is_some_and(|c| c.is_ascii_digit()),
            Some('：' | '。' | '；' | ';' | '！' | '？' | '!' | '?' | '\t' | '\n' | '•' | '●') => true,
            _ => false,
        }
    }

    fn between_figures(&self, at: usize) -> bool {
        let figure = |k: usize| self.get(k).is_some_and(|c| c.is_ascii_digit());
        at > 0 && figure(at - 1) && (1..=3).all(|k| figure(at + k)) && !figure(at + 4)
    }
}

/// Length in bytes of a footnote's mark at the start of `text`: `[^1]`, or `[1]` where it was not read as one; 0 for none.
fn footnote_mark(text: &str) -> usize {
    let Some(inner) = text.strip_prefix('[') else { return 0 };
    let inner = inner.strip_prefix('^').unwrap_or(inner);
    let figures = inner.bytes().take_while(u8::is_ascii_digit).count();
    let is_mark = (1..=3).contains(&figures) && inner[figures..].starts_with(']');
    if is_mark { text.len() - inner.len() + figures + 1 } else { 0 }
}

/// Full-width figures, per cent signs and the like as half-width ones; everything else as it is.
const fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(narrow) => narrow,
            None => c,
        },
        '％' | '﹪' => '%',
        '．' => '.',
        '＋' => '+',
        '＊' => '*',
        '／' => '/',
        '〜' | '～' => '~',
        _ => c,
    }
}

fn quotes(chars: &[char]) -> Vec<Option<Quote>> {
    let mut out = vec![None; chars.len()];
    let mut at = 0;
    while at < chars.len() {
        let close = match chars[at] {
            '“' => '”',
            '‘' => '’',
            '「' => '」',
            '《' => '》',
            '"' => '"',
            _ => {
                at += 1;
                continue;
            }
        };
        let inside = chars[at + 1..].iter().take(MAX_QUOTE).position(|c| *c == close);
        let end = inside.map_or(at + 1, |k| at + k + 2);
        if inside.is_some() {
            out[at..end].fill(Some(Quote { start: at, end }));
        }
        at = end;
    }
    out
}

/// Whether `chars` begins with `word`.
pub fn starts_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// Whether `chars` ends with `word`.
pub fn ends_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&c))
}

#[cfg(test)]
mod tests {
    use super::View;
    use crate::text::Span;

    fn view(text: &str) -> View {
        View::new(text, Span::new(0, text.len()))
    }

    #[test]
    fn footnote_marks_and_blanks_are_not_read_but_places_lead_back() {
        let text = "梳理８ 个载体[^2]和点位";
        let view = view(text);
        assert_eq!(view.text(0, view.len()), "梳理8个载体和点位");
        assert_eq!(view.span(2, 7).of(text), "８ 个载体[^2]和");
        assert_eq!(view.span(99, 100), Span::new(0, 0));
    }

    #[test]
    fn marks_inside_quotations_and_figures_end_no_clause() {
        let view = view("“亲企、护企”共1,200家，新增3个、");
        let ends: Vec<usize> = (0..view.len()).filter(|k| view.ends_item(*k)).collect();
        assert_eq!(ends.iter().map(|k| view.chars[*k]).collect::<String>(), "，、");
    }

    #[test]
    fn a_mark_that_is_never_closed_quotes_nothing() {
        assert_eq!(view("“未完成，").quote(1), None);
        assert_eq!(view("\"十个一\"").quote(2).map(|q| (q.start, q.end)), Some((0, 5)));
    }
}
