//! The character that a font's map gives, as people write it: compatibility forms of ideographs back to the plain ones, and nothing that is
//! no character.

use unicode_normalization::UnicodeNormalization as _;

/// What a code of a font stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mapped {
    /// One character.
    One(char),
    /// Several: a ligature.
    Several(Box<str>),
    /// Nothing to read: the glyph has no ink.
    Blank,
    /// A glyph that says nothing about its character.
    Unmapped,
}

/// What a map's answer stands for; `None` where it is no character at all.
pub fn mapped(text: &str, is_symbol_font: bool) -> Option<Mapped> {
    let mut out = String::new();
    for c in text.chars() {
        if is_symbol_font && let Some(bullet) = symbol(c) {
            out.push(bullet);
        } else if is_unreadable(c) {
            return None;
        } else if !is_invisible(c) {
            push_plain(&mut out, c);
        }
    }
    let mut chars = out.chars();
    match (chars.next(), chars.next()) {
        (None, _) if text.is_empty() => None,
        (None, _) => Some(Mapped::Blank),
        (Some(c), None) if c.is_whitespace() && c != '\u{3000}' => Some(Mapped::Blank),
        (Some(c), None) => Some(Mapped::One(c)),
        _ => Some(Mapped::Several(out.into_boxed_str())),
    }
}

/// Private use, replacement characters, controls and noncharacters tell nothing.
fn is_unreadable(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    is_private || is_control || matches!(c, '\u{fffd}' | '\u{fffe}' | '\u{ffff}' | '\u{fff0}'..='\u{fff8}')
}

/// Characters that only steer how others are set.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{e0100}'..='\u{e01ef}')
}

/// Radicals and compatibility ideographs that fonts name in place of the ideographs that look the same; Latin ligatures.
fn push_plain(out: &mut String, c: char) {
    match c {
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' | '\u{fb00}'..='\u{fb06}' => {
            // Most supplement radicals have no decomposition: these are the ones met in print.
            match supplement_radical(c) {
                Some(plain) => out.push(plain),
                None => out.extend(c.nfkc()),
            }
        }
        '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => out.push(' '),
        _ => out.push(c),
    }
}

/// Forms of the CJK Radicals Supplement that are whole characters of simplified writing.
fn supplement_radical(c: char) -> Option<char> {
    let pair = match c {
        '\u{2e81}' => '厂',
        '\u{2ea0}' => '民',
        '\u{2eac}' => '示',
        '\u{2ec4}' => '西',
        '\u{2ec5}' => '见',
        '\u{2ec9}' => '贝',
        '\u{2ecb}' => '车',
        '\u{2ed3}' => '长',
        '\u{2ed4}' => '长',
        '\u{2ed8}' => '青',
        '\u{2ed9}' => '韦',
        '\u{2eda}' => '页',
        '\u{2edb}' => '风',
        '\u{2edc}' => '飞',
        '\u{2edd}' => '食',
        '\u{2ee2}' => '马',
        '\u{2ee5}' => '鱼',
        '\u{2ee6}' => '鸟',
        '\u{2ee8}' => '麦',
        '\u{2ee9}' => '黄',
        '\u{2eec}' => '齐',
        '\u{2eee}' => '齿',
        '\u{2ef0}' => '龙',
        '\u{2ef3}' => '龟',
        _ => return None,
    };
    Some(pair)
}

/// Bullets of the symbol fonts, which number their glyphs in the private use area.
fn symbol(c: char) -> Option<char> {
    let bullet = match c {
        '\u{f0b7}' | '\u{f09f}' | '\u{f06c}' => '•',
        '\u{f06e}' | '\u{f0a7}' => '■',
        '\u{f075}' => '◆',
        '\u{f0d8}' | '\u{f0f0}' => '➢',
        '\u{f0fc}' => '✓',
        '\u{f0a8}' | '\u{f06f}' => '□',
        '\u{f0fe}' => '☑',
        _ => return None,
    };
    Some(bullet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_ideographs_that_they_look_like() {
        assert_eq!(mapped("\u{2f00}", false), Some(Mapped::One('一')));
        assert_eq!(mapped("\u{2f2f}", false), Some(Mapped::One('工')));
        assert_eq!(mapped("\u{2ed3}", false), Some(Mapped::One('长')));
        assert_eq!(mapped("\u{f9dc}", false), Some(Mapped::One('隆')));
        assert_eq!(mapped("ﬁ", false), Some(Mapped::Several("fi".into())));
    }

    #[test]
    fn full_width_forms_stay() {
        assert_eq!(mapped("（", false), Some(Mapped::One('（')));
        assert_eq!(mapped("，", false), Some(Mapped::One('，')));
    }

    #[test]
    fn what_is_no_character_is_unmapped() {
        for text in ["\u{e123}", "\u{fffd}", "\u{0}", "\u{1}", ""] {
            assert_eq!(mapped(text, false), None, "{text:?}");
        }
        assert_eq!(mapped("\u{f0b7}", true), Some(Mapped::One('•')));
        assert_eq!(mapped("\u{f0b7}", false), None);
        assert_eq!(mapped("\u{a0}", false), Some(Mapped::Blank));
    }
}
