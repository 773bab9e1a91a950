//! Names that a document writes with something in between or with a part shared.
//!
//! In: folded text. Out: [`Reading`]s of short stretches of it in which the name stands as a lexicon has it, each with the way back: 河（林）长制 is
//! read as 河长制 and 林长制, 十九届四中、五中全会 as each of both, 公共法律、志愿服务 as 公共法律服务 ([`super::insertions`]
//! has more). A reading proves nothing by itself: only a form or a family that stands across its joint counts. Readings
//! are short and as many as their signs, so the cost grows with the text.

use std::collections::{BTreeMap, BTreeSet};

/// So many characters to each side of a joint are read.
const CONTEXT: usize = 10;
/// Between brackets stand at most so many characters.
const MAX_BRACKETED: usize = 3;
/// Between a number and the next of its series stand at most so many characters.
const MAX_AFTER_NUMBER: usize = 2;
/// A tail that two names share has so many characters at least.
const MIN_TAIL: usize = 2;
/// To each side of a modifier, a place or a quotation a name has so many characters at least.
const MIN_BESIDE_MODIFIER: usize = 2;
/// Between the parts of an enumeration.
const SEPARATORS: [char; 4] = ['、', '和', '与', '及'];

/// How a reading differs from what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Splice {
    /// 河（林）长制: without the brackets, or with what stands in them in the place of what stands before.
    Bracket,
    /// 城市有机更新: without an ordinary modifier.
    Modifier,
    /// 平安吴淞建设: without the name of the place that the document is about.
    Place,
    /// 安全生产“2+3”三年行动: without the quotation in the middle of it.
    Quotation,
    /// 四中、五中全会: one of several numbers that share what follows.
    Series,
    /// 公共法律、志愿服务: two that share the tail of the second.
    Tail,
}

/// A stretch of text as it may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub splice: Splice,
    pub text: String,
    /// Bytes of `text` that a name must hold, with something of both sides; empty at a mere joint.
    core: (usize, usize),
    /// Where in the folded text the reading begins, where the place that its core stands for begins, and where what follows the core begins.
    source: (usize, usize, usize),
    /// Where in the folded text the core itself stands.
    core_source: (usize, usize),
}

impl Reading {
    /// Of what stands before, the core and what stands after, each with its place in the folded text; what is before ends at the joint.
    fn new(splice: Splice, before: (usize, &str), core: (usize, &str), after: (usize, &str)) -> Self {
        let text = [before.1, core.1, after.1].concat();
        Self {
            splice,
            core: (before.1.len(), before.1.len() + core.1.len()),
            source: (before.0, before.0 + before.1.len(), after.0),
            core_source: (core.0, core.0 + core.1.len()),
            text,
        }
    }

    /// The folded ranges that a name at `start..end` of the reading is made of: before the core, the core, and after it.
    pub fn pieces(&self, start: usize, end: usize) -> [(usize, usize); 3] {
        let first = self.source.0 + start.min(self.core.0);
        [(first, self.source.1), self.core_source, (self.source.2, self.source.2 + end.max(self.core.1) - self.core.1)]
    }

    /// The folded range that a name at `start..end` of the reading takes; `None` where it does not stand across the joint.
    pub fn source(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let across = end > self.core.1 && (start < self.core.0 || start == self.core.0 && self.core.0 < self.core.1);
        let enough = !matches!(self.splice, Splice::Modifier | Splice::Place | Splice::Quotation)
            || [self.text.get(start..self.core.0), self.text.get(self.core.1..end)]
                .iter()
                .all(|side| side.is_some_and(|side| side.chars().count() >= MIN_BESIDE_MODIFIER));
        let first = if start < self.core.0 { self.source.0 + start } else { self.source.1 };
        // A shared tail is all that follows.
        let whole = self.splice != Splice::Tail || end == self.text.len();
        (across && enough && whole).then(|| (first, self.source.2 + end - self.core.1))
    }
}

/// The readings of a folded text that need no knowledge of names.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    let mut out = brackets(text);
    out.extend(series(text));
    out
}

/// The readings in which the part before an enumeration's separator shares the tail of a name that stands after it. `forms` are the ranges of
/// names in the text. A part that is a name by itself shares nothing.
pub(super) fn shared_tails(text: &str, forms: &BTreeSet<(usize, usize)>) -> Vec<Reading> {
    let ends: BTreeSet<usize> = forms.iter().map(|(_, end)| *end).collect();
    let mut longest: BTreeMap<usize, usize> = BTreeMap::new();
    forms.iter().for_each(|(start, end)| _ = longest.insert(*start, *end));
    let mut out = Vec::new();
    for (start, end) in longest {
        let Some(separator) = text[..start].chars().next_back().filter(|c| SEPARATORS.contains(c)) else { continue };
        let before_end = start - separator.len_utf8();
        let before = left_of(text, before_end);
        if before.is_empty() || ends.contains(&before_end) {
            continue;
        }
        let name = &text[start..end];
        for (at, _) in name.char_indices().skip(1).filter(|(at, _)| name[*at..].chars().count() >= MIN_TAIL) {
            let joint = (before_end, "");
            out.push(Reading::new(Splice::Tail, (before_end - before.len(), before), joint, (start + at, &name[at..])));
        }
    }
    out
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{4e00}'..='\u{9fff}')
}

const fn is_letter(c: char) -> bool {
    is_han(c) || c.is_ascii_alphanumeric()
}

/// The letters that end at `end`, [`CONTEXT`] at most.
fn left_of(text: &str, end: usize) -> &str {
    let start = text[..end].char_indices().rev().take(CONTEXT).take_while(|(_, c)| is_letter(*c)).last().map_or(end, |(at, _)| at);
    &text[start..end]
}

/// The letters that begin at `start`, [`CONTEXT`] at most.
fn right_of(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    let end = rest.char_indices().take(CONTEXT).take_while(|(_, c)| is_letter(*c)).last().map_or(0, |(at, c)| at + c.len_utf8());
    &rest[..end]
}

/// 河(林)长制 as 河长制 and as 林长制.
fn brackets(text: &str) -> Vec<Reading> {
    let mut out = Vec::new();
    for (open, _) in text.match_indices('(') {
        let inside = right_of(text, open + 1);
        let close = open + 1 + inside.len();
        let count = inside.chars().count();
        if !(1..=MAX_BRACKETED).contains(&count) || !inside.chars().all(is_han) || !text[close..].starts_with(')') {
            continue;
        }
        let (before, after) = (left_of(text, open), (close + 1, right_of(text, close + 1)));
        let start = open - before.len();
        if before.is_empty() || after.1.is_empty() {
            continue;
        }
        out.push(Reading::new(Splice::Bracket, (start, before), (open, ""), after));
        // What stands in brackets takes the place of as many characters before them.
        if let Some((at, _)) = before.char_indices().rev().take(count).nth(count - 1) {
            out.push(Reading::new(Splice::Bracket, (start, &before[..at]), (open + 1, inside), after));
        }
    }
    out
}

/// The reading without what stands at `start..end`, where something stands to both sides of it.
pub(super) fn without(text: &str, splice: Splice, start: usize, end: usize) -> Option<Reading> {
    let (before, after) = (left_of(text, start), right_of(text, end));
    let both = !before.is_empty() && !after.is_empty();
    both.then(|| Reading::new(splice, (start - before.len(), before), (start, ""), (end, after)))
}

/// 19届4中、5中全会 as 19届4中全会 and 19届5中全会: numbers, each with the same characters behind, and what follows the last.
pub(super) fn series(text: &str) -> Vec<Reading> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|k| at + k) {
        let items = series_at(text, start);
        let Some((_, end)) = items.last().copied().filter(|_| items.len() > 1) else {
            at = start + digits(&text[start..]);
            continue;
        };
        at = end;
        let (before, after) = (left_of(text, start), right_of(text, end));
        let numbered_line = before.is_empty() && items.first().is_some_and(|(from, to)| to - from == digits(&text[*from..]));
        // 1+3、5+N: numbers of codes are no series. 一、二…: a heading's number neither.
        if text[..start].ends_with('+') || text[end..].starts_with('+') || numbered_line || after.is_empty() {
            continue;
        }
        for (from, to) in items {
            let core = (from, &text[from..to]);
            out.push(Reading::new(Splice::Series, (start - before.len(), before), core, (end, after)));
        }
    }
    out
}

/// Bytes of the number at the start.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The items of the series that begins at `start`, as ranges; one or none where there is no series.
fn series_at(text: &str, start: usize) -> Vec<(usize, usize)> {
    let mut items = Vec::new();
    let number_end = start + digits(&text[start..]);
    let Some((behind, _)) = text[number_end..]
        .char_indices()
        .take(MAX_AFTER_NUMBER + 1)
        .find(|(_, c)| !is_han(*c) || SEPARATORS.contains(c))
        .filter(|(_, c)| SEPARATORS.contains(c))
    else {
        return items;
    };
    let behind = &text[number_end..number_end + behind];
    let mut at = start;
    loop {
        let number = digits(&text[at..]);
        let end = at + number + behind.len();
        if number == 0 || !text[at + number..].starts_with(behind) {
            return items;
        }
        items.push((at, end));
        match text[end..].chars().next().filter(|c| SEPARATORS.contains(c)) {
            Some(separator) => at = end + separator.len_utf8(),
            None => return items,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{readings, shared_tails};

    fn texts(text: &str) -> Vec<String> {
        readings(text).into_iter().map(|r| r.text).collect()
    }

    #[test]
    fn brackets_and_series_are_read_as_each_of_what_they_name() {
        assert_eq!(texts("落实河(林)长制,"), ["落实河长制", "落实林长制"]);
        assert_eq!(texts("党的19届4中、5中和6中全会精神"), ["党的19届4中全会精神", "党的19届5中全会精神", "党的19届6中全会精神"]);
        assert_eq!(texts("1、2021年工作\n(1)推进"), Vec::<String>::new(), "numbers of headings");
    }

    #[test]
    fn a_reading_leads_back_to_what_is_written() {
        let text = "党的19届4中、5中全会";
        let reading = &readings(text)[1];
        let name = reading.text.find("19届5中全会").expect("name");
        let (start, end) = reading.source(name, reading.text.len()).expect("across");
        assert_eq!(&text[start..end], "19届4中、5中全会");
        assert_eq!(reading.source(0, 6), None, "before the joint");
    }

    #[test]
    fn a_tail_is_shared_by_what_is_no_name_itself() {
        let text = "公共法律、志愿服务";
        let name = text.find("志愿服务").expect("name");
        let read = shared_tails(text, &BTreeSet::from([(name, text.len())]));
        assert!(read.iter().any(|r| r.text == "公共法律服务"), "{read:?}");
        let whole = BTreeSet::from([(0, "公共法律".len()), (name, text.len())]);
        assert!(shared_tails(text, &whole).is_empty());
    }
}
