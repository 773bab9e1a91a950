//! The folded view of a text in which names are compared.
//!
//! One thing is written in many ways: full-width and half-width, with and without quotation marks, with a
//! blank or a footnote's mark in the middle, 十五分钟 or 15分钟 or 一刻钟. Folding takes these differences
//! away (Unicode NFKC, lower case, numerals to digits) and remembers, for each byte that is left, where it
//! came from. The lexicon's forms are folded by the same function, so both sides always agree.

use unicode_normalization::UnicodeNormalization;

use super::Span;
use super::note_marks::footnote_mark;

/// Bytes of a Han character in UTF-8.
const HAN_BYTES: usize = 3;

/// A folded text with the way back.
#[derive(Debug, Clone, Default)]
pub struct FoldedText {
    /// The text to match in. Line ends are kept: no name crosses a paragraph.
    pub text: String,
    /// For each byte of `text` the source bytes that it stands for.
    origin: Vec<(u32, u32)>,
}

impl FoldedText {
    /// The source span of the folded bytes `start..end`.
    #[must_use]
    pub fn source_span(&self, start: usize, end: usize) -> Span {
        let first = self.origin.get(start).map_or(0, |o| o.0 as usize);
        let last = end.checked_sub(1).and_then(|k| self.origin.get(k)).map_or(first, |o| o.1 as usize);
        Span::new(first, last.max(first))
    }

    /// First folded byte that stands for a source byte at or after `source`.
    #[must_use]
    pub fn folded_at(&self, source: usize) -> usize {
        self.origin.partition_point(|o| (o.0 as usize) < source)
    }

    /// The folded text of a source span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let (start, end) = (self.folded_at(span.start.0), self.folded_at(span.end.0));
        self.text.get(start..end).unwrap_or_default()
    }

    /// The same text with each character replaced; each keeps its way back.
    #[must_use]
    pub fn mapped(&self, replace: impl Fn(char) -> char) -> Self {
        let mut out = Self { text: String::with_capacity(self.text.len()), origin: Vec::with_capacity(self.origin.len()) };
        for (at, c) in self.text.char_indices() {
            let replaced = replace(c);
            out.text.push(replaced);
            if let Some(origin) = self.origin.get(at) {
                out.origin.extend(std::iter::repeat_n(*origin, replaced.len_utf8()));
            }
        }
        out
    }
}

/// Where folded characters go: with their origins or without.
trait Sink {
    /// A run of Han characters that stay as they are.
    fn push_same(&mut self, run: &str, from: usize);
    /// A character that stands for the source bytes `from..to`.
    fn push_char(&mut self, c: char, from: usize, to: usize);
}

impl Sink for String {
    fn push_same(&mut self, run: &str, _: usize) {
        self.push_str(run);
    }

    fn push_char(&mut self, c: char, _: usize, _: usize) {
        self.push(c);
    }
}

impl Sink for FoldedText {
    fn push_same(&mut self, run: &str, from: usize) {
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.text.push_str(run);
        self.origin.reserve(run.len());
        for at in (from..from + run.len()).step_by(HAN_BYTES) {
            self.origin.extend_from_slice(&[(short(at), short(at + HAN_BYTES)); HAN_BYTES]);
        }
    }

    fn push_char(&mut self, c: char, from: usize, to: usize) {
        self.text.push(c);
        let origin = (u32::try_from(from).unwrap_or(u32::MAX), u32::try_from(to).unwrap_or(u32::MAX));
        self.origin.extend(std::iter::repeat_n(origin, c.len_utf8()));
    }
}

/// Folds `source`; see the module's head for what becomes one.
#[must_use]
pub fn fold(source: &str) -> FoldedText {
    let mut out = FoldedText { text: String::with_capacity(source.len()), origin: Vec::with_capacity(source.len()) };
    fold_into(source, &mut out);
    out
}

/// The folded text alone, where nobody asks for the way back: the text of [`fold`].
#[must_use]
pub fn fold_text(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    fold_into(source, &mut out);
    out
}

fn fold_into(source: &str, out: &mut impl Sink) {
    let mut at = 0;
    while at < source.len() {
        // Nearly every character of a Chinese text.
        let same = same_bytes(&source.as_bytes()[at..]);
        if same > 0 {
            out.push_same(&source[at..at + same], at);
            at += same;
            continue;
        }
        let rest = &source[at..];
        let Some(c) = rest.chars().next() else { return };
        let len = if let Some(len) = footnote_mark(rest) {
            len
        } else if let Some(len) = fold_quarters(rest, at, out) {
            len
        } else if is_numeral(c) {
            fold_numerals(rest, at, out)
        } else {
            fold_one(c, at, out);
            c.len_utf8()
        };
        at += len;
    }
}

/// Bytes of the run of Han characters at the start of UTF-8 that are no numerals.
fn same_bytes(text: &[u8]) -> usize {
    let stays = |c: &[u8]| {
        let [a @ 0xe4..=0xe9, b, c] = *c else { return false };
        let c = u32::from(a & 0x0f) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f);
        // Nearly all stand behind the numerals.
        char::from_u32(c).is_some_and(|c| is_han(c) && (c > '十' && !matches!(c, '四' | '零') || !is_numeral(c)))
    };
    HAN_BYTES * text.chunks_exact(HAN_BYTES).take_while(|c| stays(c)).count()
}

/// 一刻钟 is a quarter of an hour: 15分钟.
fn fold_quarters(rest: &str, at: usize, out: &mut impl Sink) -> Option<usize> {
    const QUARTER: &str = "一刻钟";
    rest.starts_with(QUARTER).then(|| {
        for c in "15分钟".chars() {
            out.push_char(c, at, at + QUARTER.len());
        }
        QUARTER.len()
    })
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

const fn is_numeral(c: char) -> bool {
    han_digit(c).is_some() || c == '十'
}

/// The value of a Han digit, 〇 to 九.
#[must_use]
pub const fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Writes a run of Chinese numerals as digits: 十五 as 15, 二十 as 20, 三 as 3. Returns the bytes read.
///
/// 百 and above stay: 百 begins too many words (百姓, 百年). A run that is no number (十四五) comes out as its
/// pieces (145), the same on both sides of a comparison.
fn fold_numerals(rest: &str, at: usize, out: &mut impl Sink) -> usize {
    let mut chars = rest.chars().take(3);
    let (first, second, third) = (chars.next(), chars.next(), chars.next());
    let value = |c: Option<char>| c.and_then(han_digit);
    let (number, taken) = match (first, second) {
        (Some('十'), _) => match value(second).filter(|v| *v > 0) {
            Some(unit) => (10 + unit, 2),
            None => (10, 1),
        },
        (_, Some('十')) => {
            let tens = value(first).unwrap_or(0) * 10;
            match value(third).filter(|v| *v > 0) {
                Some(unit) => (tens + unit, 3),
                None => (tens, 2),
            }
        }
        _ => (value(first).unwrap_or(0), 1),
    };
    let len: usize = rest.chars().take(taken).map(char::len_utf8).sum();
    for digit in [number / 10, number % 10].into_iter().skip(usize::from(number < 10)) {
        out.push_char(char::from_digit(digit, 10).unwrap_or('0'), at, at + len);
    }
    len
}

fn fold_one(c: char, at: usize, out: &mut impl Sink) {
    if is_dropped(c) {
        return;
    }
    let end = at + c.len_utf8();
    if let Some(folded) = folded_alone(c) {
        out.push_char(folded, at, end);
        return;
    }
    for folded in c.nfkc().flat_map(char::to_lowercase).filter(|c| !is_dropped(*c)) {
        out.push_char(folded, at, end);
    }
}

/// What a character becomes that NFKC and lower case make one other of, where that is plain: what Chinese texts are written in.
const fn folded_alone(c: char) -> Option<char> {
    match c {
        _ if c.is_ascii() => Some(c.to_ascii_lowercase()),
        // The full-width forms of ASCII, at one distance from it.
        '！'..='～' => match char::from_u32(c as u32 - ('！' as u32 - '!' as u32)) {
            Some(narrow) => Some(narrow.to_ascii_lowercase()),
            None => None,
        },
        '、' | '。' | '《' | '》' | '—' => Some(c),
        _ if is_han(c) => Some(c),
        _ => None,
    }
}

/// Quotation marks of every kind, blanks, and characters without width. Line ends stay.
const fn is_dropped(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」' | '『' | '』' | '＂' | '＇')
        || matches!(c, ' ' | '\t' | '\r' | '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::{fold, fold_text, folded_alone, is_dropped};

    #[test]
    fn the_short_ways_lead_where_the_long_one_does() {
        for c in ('\0'..=char::MAX).filter(|c| !is_dropped(*c)) {
            let long: Vec<char> = c.nfkc().flat_map(char::to_lowercase).filter(|c| !is_dropped(*c)).collect();
            assert!(folded_alone(c).is_none_or(|short| long == [short]), "{c}");
        }
    }

    #[test]
    fn the_text_alone_is_the_text() {
        for source in ["一刻钟便民圈，１５分钟[^3]", "“两网”融合 二十三个ＡＢ…①", "垃圾 分类\n", ""] {
            assert_eq!(fold_text(source), fold(source).text);
        }
    }

    #[test]
    fn one_name_in_many_spellings_folds_to_one() {
        for spelling in ["“15 分钟”生活圈", "十五分钟生活圈", "一刻钟生活圈", "１５分钟 生活圈", "15分钟[^3]生活圈"]
        {
            assert_eq!(fold(spelling).text, "15分钟生活圈", "{spelling}");
        }
    }

    #[test]
    fn a_folded_match_leads_back_to_its_source() {
        let source = "推进“两网[^12]融合”中转站";
        let folded = fold(source);
        let start = folded.text.find("两网融合").expect("folded name");
        let span = folded.source_span(start, start + "两网融合".len());
        assert_eq!(span.of(source), "两网[^12]融合");
    }
}
