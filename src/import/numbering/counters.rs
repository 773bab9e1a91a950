//! The levels of a list and what they have counted to: a paragraph's level in, its number out.

use super::NumberFormat;

/// Levels of a list in every format that knows them.
pub const LEVELS: usize = 9;
/// No number is longer, in bytes: longer patterns are made to exhaust.
const MAX_NUMBER_BYTES: usize = 256;

/// A piece of a level's pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// The count of this level, from zero, in that level's format.
    Number(u8),
}

/// What stands between a number and its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Follow {
    /// A tab.
    #[default]
    Tab,
    /// A blank.
    Space,
    /// Nothing.
    Nothing,
}

/// How one level of a list looks and counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its first value.
    pub start: u32,
    /// How its count is written.
    pub format: NumberFormat,
    /// What its paragraphs begin with.
    pub pieces: Vec<Piece>,
    /// What follows that.
    pub follow: Follow,
    /// It begins anew after a paragraph of any level before this one, counted from zero: `lvlRestart` of .docx, `ilvlRestartLim` of .doc (0 for
    /// `fNoRestart`). `None`: after every level above its own.
    pub restart_limit: Option<u8>,
    /// All counts in decimal (`isLgl`, `fLegal`).
    pub is_legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: NumberFormat::Decimal, pieces: Vec::new(), follow: Follow::Tab, restart_limit: None, is_legal: false }
    }
}

impl Piece {
    /// Pieces of a `w:lvlText`, where `%1` to `%9` stand for the levels' counts (ECMA-376 part 1, 17.9.11).
    #[must_use]
    pub fn of_docx(pattern: &str) -> Vec<Self> {
        let mut out = Vec::new();
        let mut rest = pattern;
        while let Some(c) = rest.chars().next() {
            match rest.as_bytes() {
                [b'%', digit @ b'1'..=b'9', ..] => {
                    out.push(Self::Number(digit - b'1'));
                    rest = &rest[2..];
                }
                _ => {
                    push_char(&mut out, c);
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        out
    }

    /// Pieces of a pattern where the characters U+0000 to U+0008 stand for the levels' counts: `xst` of a .doc's LVL (MS-DOC 2.9.150) and
    /// `\leveltext` of RTF, without its length.
    #[must_use]
    pub fn of_placeholders(pattern: &str) -> Vec<Self> {
        let mut out = Vec::new();
        for c in pattern.chars() {
            match u8::try_from(u32::from(c)) {
                Ok(level @ 0..=8) => out.push(Self::Number(level)),
                _ => push_char(&mut out, c),
            }
        }
        out
    }
}

fn push_char(out: &mut Vec<Piece>, c: char) {
    match out.last_mut() {
        Some(Piece::Text(text)) => text.push(c),
        _ => out.push(Piece::Text(c.to_string())),
    }
}

impl Level {
    /// The number with what stands between it and its paragraph.
    ///
    /// Chinese numbers close with a mark (、 ） .) and stand directly before the text, whatever gap the layout leaves; one that closes with a
    /// letter or a digit (第一章, 1.1) would run into the text, as a bullet would: it keeps a blank.
    #[must_use]
    pub fn separated(&self, number: &str) -> String {
        let runs_on = number.chars().next_back().is_some_and(|c| c.is_alphanumeric() || self.format == NumberFormat::Bullet && c != ' ');
        if runs_on && self.follow != Follow::Nothing { format!("{number} ") } else { number.to_owned() }
    }
}

/// What the levels of one list have counted to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counters {
    /// The last value of each level; `None` before the first and after a restart.
    values: [Option<u32>; LEVELS],
    /// The next value of each level where it was set.
    next: [Option<u32>; LEVELS],
}

impl Counters {
    /// The next number at `level` (from zero) is `value`: `startOverride`, `text:start-value`.
    pub fn set_next(&mut self, level: usize, value: u32) {
        if let Some(next) = self.next.get_mut(level) {
            *next = Some(value);
        }
    }

    /// Counts a paragraph at `level` (from zero) and gives its number; empty where there is no such level.
    pub fn next(&mut self, level: usize, levels: &[Level]) -> String {
        self.count(level, levels);
        self.written(level, levels)
    }

    /// Counts a paragraph at `level` (from zero) without writing its number. Deeper levels begin anew as their rules say.
    pub fn count(&mut self, level: usize, levels: &[Level]) {
        let Some(value) = self.values.get_mut(level) else { return };
        let start = levels.get(level).map_or(1, |l| l.start);
        let set = self.next.get_mut(level).and_then(Option::take);
        *value = Some(set.unwrap_or_else(|| value.map_or(start, |v| v.saturating_add(1))));
        for (deeper, value) in self.values.iter_mut().enumerate().skip(level + 1) {
            let limit = levels.get(deeper).and_then(|l| l.restart_limit).map_or(deeper, usize::from);
            if level < limit {
                *value = None;
            }
        }
    }

    /// The number of the paragraph that was counted last at `level`. A level above that was not counted yet shows its start.
    #[must_use]
    pub fn written(&self, level: usize, levels: &[Level]) -> String {
        let Some(own) = levels.get(level) else { return String::new() };
        let mut out = String::new();
        for piece in &own.pieces {
            match piece {
                Piece::Text(text) if own.format == NumberFormat::Bullet => out.extend(text.chars().map(bullet)),
                Piece::Text(text) => out.push_str(text),
                Piece::Number(_) if own.format == NumberFormat::Bullet => {}
                Piece::Number(of) => out.push_str(&self.value_written(usize::from(*of), levels, own.is_legal)),
            }
            if out.len() > MAX_NUMBER_BYTES {
                return String::new();
            }
        }
        out
    }

    fn value_written(&self, level: usize, levels: &[Level], is_legal: bool) -> String {
        let Some(of) = levels.get(level) else { return String::new() };
        let value = self.values.get(level).copied().flatten().unwrap_or(of.start);
        let is_number = !matches!(of.format, NumberFormat::None | NumberFormat::Bullet);
        if is_legal && is_number { value.to_string() } else { of.format.write(value) }
    }
}

/// A bullet as text: the private characters of the symbol fonts (Symbol, Wingdings) mean nothing outside them.
#[must_use]
pub const fn bullet(c: char) -> char {
    match c {
        '\u{e000}'..='\u{f8ff}' | '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => '•',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(format: &str, pattern: &str) -> Level {
        Level { format: NumberFormat::from_docx(format), pieces: Piece::of_docx(pattern), ..Level::default() }
    }

    fn outline() -> Vec<Level> {
        vec![level("chineseCounting", "%1、"), level("chineseCounting", "（%2）"), level("decimal", "%1.%2.%3")]
    }

    #[test]
    fn deeper_levels_begin_anew_and_patterns_name_the_levels_above() {
        let (levels, mut counters) = (outline(), Counters::default());
        let numbers: Vec<String> = [0, 1, 1, 2, 0, 1, 2].map(|l| counters.next(l, &levels)).into();
        assert_eq!(numbers, ["一、", "（一）", "（二）", "一.二.1", "二、", "（一）", "二.一.1"]);
    }

    #[test]
    fn legal_levels_count_in_decimal() {
        let (mut levels, mut counters) = (outline(), Counters::default());
        levels[2].is_legal = true;
        counters.count(0, &levels);
        assert_eq!(counters.next(2, &levels), "1.1.1");
    }

    #[test]
    fn a_level_that_never_restarts_goes_on() {
        let (mut levels, mut counters) = (outline(), Counters::default());
        levels[1].restart_limit = Some(0);
        let numbers: Vec<String> = [0, 1, 0, 1].map(|l| counters.next(l, &levels)).into();
        assert_eq!(numbers, ["一、", "（一）", "二、", "（二）"]);
        levels[2].restart_limit = Some(1);
        counters.set_next(2, 7);
        assert_eq!([2, 1, 2].map(|l| counters.next(l, &levels)), ["二.二.7", "（三）", "二.三.8"]);
        counters.count(0, &levels);
        assert_eq!(counters.next(2, &levels), "三.三.1");
    }

    #[test]
    fn word_97_and_rtf_hold_the_levels_as_control_characters() {
        assert_eq!(Piece::of_placeholders("第\u{0}条"), Piece::of_docx("第%1条"));
        assert_eq!(Piece::of_placeholders("\u{0}.\u{1}"), [Piece::Number(0), Piece::Text(".".into()), Piece::Number(1)]);
        assert_eq!(Piece::of_docx("100%"), [Piece::Text("100%".into())]);
    }

    #[test]
    fn bullets_are_characters_that_every_font_has() {
        let (levels, mut counters) = (vec![level("bullet", "\u{f0b7}")], Counters::default());
        let number = counters.next(0, &levels);
        assert_eq!(number, "•");
        assert_eq!(levels[0].separated(&number), "• ");
    }

    #[test]
    fn a_number_that_would_run_into_the_text_keeps_a_blank() {
        let level = level("decimal", "%1");
        assert_eq!([level.separated("一、"), level.separated("1.1"), level.separated("第一章")], ["一、", "1.1 ", "第一章 "]);
        assert_eq!(Level { follow: Follow::Nothing, ..level }.separated("第一条"), "第一条");
    }

    #[test]
    fn levels_out_of_range_and_endless_patterns_give_nothing() {
        let mut counters = Counters::default();
        assert_eq!(counters.next(9, &outline()), "");
        assert_eq!(counters.next(3, &outline()), "");
        let endless = vec![level("decimal", &"%1%1".repeat(10_000))];
        assert_eq!(counters.next(0, &endless), "");
        counters.set_next(0, u32::MAX);
        assert_eq!(counters.next(0, &outline()), counters.next(0, &outline()), "past the largest value");
    }
}
