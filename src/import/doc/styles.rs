//! The stylesheet (MS-DOC 2.9.271, STSH): what each style says of paragraphs and runs, what it is based on included.
//!
//! Headings are told by the built-in style (its `sti`), by the style's name (WPS and old templates), or by the outline level.

use super::super::style_name::{Named, named};
use super::bytes::{slice, u8_at, u16_at};
use super::sprm::{Chars, Para};

/// A chain of styles is followed so far; Word allows eleven.
const MAX_CHAIN: usize = 32;
/// A style that is based on none.
const NO_BASE: u16 = 0xFFF;

/// What a style says, its bases included.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Of paragraphs.
    pub para: Para,
    /// Of runs.
    pub chars: Chars,
    /// Whether it is the style of the document's title.
    pub is_title: bool,
}

/// What a style itself says.
#[derive(Debug, Default)]
struct Definition<'a> {
    base: Option<u16>,
    heading: Option<u8>,
    is_title: bool,
    para: &'a [u8],
    chars: &'a [u8],
}

/// Reads the stylesheet. The flag tells whether it is damaged: then the styles from there on say nothing.
pub fn read(stsh: &[u8], is_old: bool) -> (Vec<Style>, bool) {
    let mut definitions = Vec::new();
    let whole = definitions_of(stsh, is_old, &mut definitions).is_some();
    let styles = (0..definitions.len()).map(|k| resolve(&definitions, k, is_old)).collect();
    (styles, !whole)
}

fn definitions_of<'a>(stsh: &'a [u8], is_old: bool, definitions: &mut Vec<Definition<'a>>) -> Option<()> {
    let head = usize::from(u16_at(stsh, 0)?);
    let count = u16_at(stsh, 2)?;
    let base_len = usize::from(u16_at(stsh, 4)?);
    let mut at = 2 + head;
    for _ in 0..count {
        let len = usize::from(u16_at(stsh, at)?);
        let bytes = slice(stsh, at + 2, len)?;
        // One broken style costs only itself.
        definitions.push(definition(bytes, base_len, is_old).unwrap_or_default());
        at += 2 + len;
    }
    Some(())
}

fn definition(bytes: &[u8], base_len: usize, is_old: bool) -> Option<Definition<'_>> {
    let sti = u16_at(bytes, 0)? & 0x0FFF;
    let kind_and_base = u16_at(bytes, 2)?;
    let (name, mut at) = name(bytes, base_len, is_old)?;
    let (heading, is_title) = match sti {
        1..=9 => (u8::try_from(sti - 1).ok(), false),
        62 => (None, true),
        _ => match named(&name) {
            Some(Named::Heading(level)) => (Some(level - 1), false),
            other => (None, other.is_some()),
        },
    };
    let base = Some(kind_and_base >> 4).filter(|base| *base != NO_BASE);
    let mut properties = [&bytes[..0]; 2];
    let count = usize::from(u16_at(bytes, 4)? & 0x000F);
    for property in properties.iter_mut().take(count) {
        at += at & 1;
        let Some(found) = u16_at(bytes, at).and_then(|len| slice(bytes, at + 2, usize::from(len))) else { break };
        *property = found;
        at += 2 + found.len();
    }
    let [first, second] = properties;
    Some(match kind_and_base & 0x000F {
        // The paragraph's list begins with the style's own index.
        1 => Definition { base, heading, is_title, para: first.get(2..).unwrap_or_default(), chars: second },
        2 => Definition { base, chars: first, ..Definition::default() },
        _ => Definition { base, ..Definition::default() },
    })
}

/// The style's name and where its properties begin.
fn name(bytes: &[u8], at: usize, is_old: bool) -> Option<(String, usize)> {
    if is_old {
        let len = usize::from(u8_at(bytes, at)?);
        return Some((String::from_utf8_lossy(slice(bytes, at + 1, len)?).into_owned(), at + 1 + len + 1));
    }
    let len = usize::from(u16_at(bytes, at)?) * 2;
    let units = slice(bytes, at + 2, len)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let name = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect();
    Some((name, at + 2 + len + 2))
}

fn resolve(definitions: &[Definition<'_>], index: usize, is_old: bool) -> Style {
    let mut chain = Vec::new();
    let mut next = Some(index);
    while let Some(definition) = next.and_then(|k| definitions.get(k)).filter(|_| chain.len() < MAX_CHAIN) {
        chain.push(definition);
        next = definition.base.map(usize::from);
    }
    let mut style = Style::default();
    for definition in chain.iter().rev() {
        if let Some(level) = definition.heading {
            style.para.outline = level;
        }
        style.para.apply(definition.para, is_old);
        let base = style.chars;
        style.chars.apply(definition.chars, is_old, base, |_| None);
        style.is_title |= definition.is_title;
    }
    style
}
