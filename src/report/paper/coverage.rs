//! Which characters can be printed: what no face has is replaced before anything is set.
//!
//! In: the template's data and the faces. Out: the same data with every string printable, and what was taken or replaced. A
//! character without a glyph stops an accessible PDF, and a bidi control would print the words of a quote in another order than they
//! are read: both must be gone before typst sees them, and the reader is told.

use std::collections::BTreeMap;

use serde_json::Value;

use super::FontData;

/// Stands for a character that no face has: the geta mark, the printer's own sign for a missing sort.
pub(super) const GETA: char = '〓';
/// The note lists at most so many code points.
const MAX_LISTED: usize = 24;

/// What was done to the data.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Replaced {
    /// Characters that no face has, and how often each was replaced.
    missing: BTreeMap<char, usize>,
    /// Controls and characters without width, and how often each was taken out.
    stripped: BTreeMap<char, usize>,
}

/// What becomes of one character.
enum Fate {
    Stays,
    Blank,
    Missing,
    Stripped,
}

/// Makes every string of `value` printable in the given faces.
pub(super) fn make_printable(value: &mut Value, fonts: &[FontData]) -> Replaced {
    let mut replaced = Replaced::default();
    walk(value, fonts, &mut replaced);
    replaced
}

fn walk(value: &mut Value, fonts: &[FontData], replaced: &mut Replaced) {
    match value {
        Value::String(text) => {
            if text.chars().any(|c| !matches!(fate(c, fonts), Fate::Stays)) {
                *text = printable(text, fonts, replaced);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, fonts, replaced)),
        Value::Object(fields) => fields.values_mut().for_each(|field| walk(field, fonts, replaced)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn printable(text: &str, fonts: &[FontData], replaced: &mut Replaced) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match fate(c, fonts) {
            Fate::Stays => out.push(c),
            Fate::Blank => out.push(' '),
            Fate::Missing => {
                *replaced.missing.entry(c).or_default() += 1;
                out.push(GETA);
            }
            Fate::Stripped => *replaced.stripped.entry(c).or_default() += 1,
        }
    }
    out
}

fn fate(c: char, fonts: &[FontData]) -> Fate {
    let covered = || fonts.iter().any(|font| font.covers(c));
    match c {
        // Most characters by far; the song face has all of them.
        ' '..='~' => Fate::Stays,
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Blank,
        _ if c.is_control() || is_invisible(c) => Fate::Stripped,
        _ if is_private(c) => Fate::Missing,
        _ if covered() => Fate::Stays,
        _ if c.is_whitespace() => Fate::Blank,
        _ => Fate::Missing,
    }
}

/// Bidi controls, joiners, selectors and the like: they have no shape of their own.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}')
        || matches!(c, '\u{e0000}'..='\u{e0fff}')
}

/// Private use and noncharacters: a face may have something there, but nobody can say what it stands for.
const fn is_private(c: char) -> bool {
    let code = c as u32;
    matches!(code, 0xe000..=0xf8ff | 0xf_0000..) || matches!(code, 0xfdd0..=0xfdef) || code & 0xfffe == 0xfffe
}

impl Replaced {
    /// What the front matter says of it; `None` where nothing was replaced.
    pub fn note(&self) -> Option<String> {
        let missing = (!self.missing.is_empty())
            .then(|| format!("有 {} 处字符字库中没有，印作“{GETA}”：{}。", self.missing.values().sum::<usize>(), listed(&self.missing)));
        let stripped = (!self.stripped.is_empty())
            .then(|| format!("有 {} 处不可见的控制字符没有印出：{}。", self.stripped.values().sum::<usize>(), listed(&self.stripped)));
        let all: String = missing.into_iter().chain(stripped).collect();
        (!all.is_empty()).then_some(all)
    }
}

/// `U+0F56（3）、U+1F600`: the code points, with how often where that is more than once.
fn listed(found: &BTreeMap<char, usize>) -> String {
    let each = found.iter().take(MAX_LISTED).map(|(c, n)| {
        let times = if *n > 1 { format!("（{n}）") } else { String::new() };
        format!("U+{:04X}{times}", u32::from(*c))
    });
    let more = if found.len() > MAX_LISTED { format!(" 等 {} 种", found.len()) } else { String::new() };
    each.collect::<Vec<_>>().join("、") + &more
}
