//! Words by their sound: `ljfl`, `lajifenlei` and `ljfenlei` all find 垃圾分类.
//!
//! In: letters and figures, and a folded text. Out: the places whose characters sound so. Of each character either the whole syllable or only
//! its beginning (l, zh, z) is written; a character with several readings matches by any of them. A figure or a Latin letter of the text
//! stands for itself: `15fzshq` finds 15分钟生活圈.

use pinyin::ToPinyinMulti as _;

use crate::text::{FoldedText, Span};

/// Longer queries are cut: the places in them are bits of one number.
const MAX_LETTERS: usize = 60;

/// Whether a word can be meant as pinyin: Latin letters and figures, two letters at least.
#[must_use]
pub fn can_be_pinyin(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_alphanumeric()) && word.bytes().filter(u8::is_ascii_alphabetic).count() >= 2
}

/// The places of `folded` that sound as `letters` (lower case), in order and apart from each other. A place holds a Han character at least.
#[must_use]
pub fn find(folded: &FoldedText, letters: &str) -> Vec<Span> {
    let letters = &letters.as_bytes()[..letters.len().min(MAX_LETTERS)];
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = folded.text[at..].chars().next() {
        match length_at(&folded.text[at..], letters) {
            Some(len) => {
                out.push(folded.source_span(at, at + len));
                at += len;
            }
            None => at += c.len_utf8(),
        }
    }
    out
}

/// How many bytes at the start of `text` sound as all of `letters`.
fn length_at(text: &str, letters: &[u8]) -> Option<usize> {
    // Bit k: the letters before k are accounted for.
    let mut reached: u64 = 1;
    let done = 1_u64 << letters.len();
    let mut has_han = false;
    for (at, c) in text.char_indices() {
        let mut next = 0;
        has_han |= !c.is_ascii();
        for k in (0..letters.len()).filter(|k| reached & (1 << k) != 0) {
            next |= steps(c, &letters[k..]) << k;
        }
        if next & done != 0 && has_han {
            return Some(at + c.len_utf8());
        }
        if next == 0 {
            return None;
        }
        reached = next;
    }
    None
}

/// The numbers of letters, as bits, that a character can take from the start of `letters`.
fn steps(c: char, letters: &[u8]) -> u64 {
    if c.is_ascii() {
        let same = u8::try_from(c).is_ok_and(|b| b.is_ascii_alphanumeric() && letters.first() == Some(&b));
        return if same { 1 << 1 } else { 0 };
    }
    let Some(readings) = c.to_pinyin_multi() else { return 0 };
    let mut out = 0;
    for reading in readings {
        out |= steps_of(reading.plain(), letters, b'v');
        if reading.plain().contains('ü') {
            out |= steps_of(reading.plain(), letters, b'u');
        }
    }
    out
}

/// As [`steps`], for one reading; `u_umlaut` is the letter that is typed for ü.
fn steps_of(syllable: &str, letters: &[u8], u_umlaut: u8) -> u64 {
    let typed = syllable.chars().map(|c| u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(u_umlaut));
    let alike = typed.zip(letters).take_while(|(a, b)| a == *b).count();
    let whole = syllable.chars().count();
    let mut out = 0;
    if alike >= 1 {
        out |= 1 << 1;
    }
    if alike >= 2 && matches!(&syllable.as_bytes()[..2], b"zh" | b"ch" | b"sh") {
        out |= 1 << 2;
    }
    if alike == whole {
        out |= 1 << whole;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{can_be_pinyin, find};
    use crate::text::fold;

    fn found<'a>(text: &'a str, letters: &str) -> Vec<&'a str> {
        find(&fold(text), letters).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn initials_whole_syllables_and_both_mixed() {
        let text = "深化“垃圾分类”，垃圾 分类达标";
        for letters in ["ljfl", "lajifenlei", "ljfenlei", "lajfl"] {
            assert_eq!(found(text, letters), ["垃圾分类", "垃圾 分类"], "{letters}");
        }
        assert!(found(text, "ljflx").is_empty());
        assert_eq!(found("加装电梯中的智慧治理", "zhihui"), ["智慧"]);
        assert_eq!(found("智慧治理", "zhzl"), ["智慧治理"]);
    }

    #[test]
    fn any_reading_of_a_character_and_figures_as_they_stand() {
        assert_eq!(found("重点工作", "zdgz"), ["重点工作"]);
        assert_eq!(found("重复建设", "cfjs"), ["重复建设"]);
        assert_eq!(found("打造十五分钟生活圈", "15fzshq"), ["十五分钟生活圈"]);
        assert_eq!(found("绿化", "lvhua"), ["绿化"]);
        assert_eq!(found("绿化", "luhua"), ["绿化"]);
        assert!(found("abc only", "abc").is_empty(), "Latin words are found as they are written");
    }

    #[test]
    fn only_letters_and_figures_are_pinyin() {
        assert!(can_be_pinyin("ljfl") && can_be_pinyin("15fz"));
        assert!(!can_be_pinyin("5g") && !can_be_pinyin("垃圾") && !can_be_pinyin("a b"));
    }
}
