//! What the head of an RTF file says: fonts with their encodings, styles with their levels.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use super::super::code_page;
use super::super::style_name::{Named, named};

/// More fonts or styles than that are not kept.
const MAX_ENTRIES: usize = 10_000;
/// A chain of styles is followed so far.
const MAX_CHAIN: usize = 32;

/// How the bytes of a font are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// In the document's code page.
    Document,
    /// As Windows' western one, if the file knows better for Chinese.
    Western,
    /// In an encoding of its own.
    Own(&'static Encoding),
    /// They are symbols.
    Symbol,
}

/// A font.
#[derive(Debug)]
struct Font {
    charset: Charset,
    name: String,
}

/// Fonts by number.
#[derive(Debug, Default)]
pub struct Fonts {
    fonts: BTreeMap<i32, Font>,
    /// Some font has a double-byte encoding of its own, so those that say western mean it.
    has_double_byte: bool,
    current: i32,
}

impl Fonts {
    /// `\fN` in the table: what follows is about this font.
    pub fn begin(&mut self, number: i32) {
        self.current = number;
        if self.fonts.len() < MAX_ENTRIES {
            self.fonts.insert(number, Font { charset: Charset::Document, name: String::new() });
        }
    }

    /// `\fcharsetN`.
    pub fn charset(&mut self, number: i32) {
        let charset = match u16::try_from(number).unwrap_or(1) {
            0 => Charset::Western,
            2 => Charset::Symbol,
            other => code_page::of_charset(other).map_or(Charset::Document, Charset::Own),
        };
        self.set(charset);
    }

    /// `\cpgN`, which says more than the character set.
    pub fn code_page(&mut self, number: i32) {
        if let Some(encoding) = u16::try_from(number).ok().and_then(code_page::of_number) {
            self.set(Charset::Own(encoding));
        }
    }

    /// The font's name.
    pub fn name(&mut self, name: &str) {
        if let Some(font) = self.fonts.get_mut(&self.current) {
            name.trim().clone_into(&mut font.name);
        }
    }

    /// How the bytes of a font are read in a document of code page `document`; `None` for symbols.
    pub fn encoding(&self, number: i32, document: &'static Encoding) -> Option<&'static Encoding> {
        match self.fonts.get(&number).map_or(Charset::Document, |f| f.charset) {
            Charset::Document => Some(document),
            // Programs that know little of RTF call every font western and write in the system's code page all the same.
            Charset::Western if code_page::is_double_byte(document) && !self.has_double_byte => Some(document),
            Charset::Western => Some(encoding_rs::WINDOWS_1252),
            Charset::Own(encoding) => Some(encoding),
            Charset::Symbol => None,
        }
    }

    /// A font's name.
    pub fn name_of(&self, number: i32) -> &str {
        self.fonts.get(&number).map_or("", |f| f.name.as_str())
    }

    fn set(&mut self, charset: Charset) {
        if let Charset::Own(encoding) = charset {
            self.has_double_byte |= code_page::is_double_byte(encoding);
        }
        if let Some(font) = self.fonts.get_mut(&self.current) {
            font.charset = charset;
        }
    }
}

/// A style of paragraphs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Outline level from 0.
    pub outline: Option<u8>,
    /// The style of the document's title.
    pub is_title: bool,
    base: Option<i32>,
}

/// Styles by number.
#[derive(Debug, Default)]
pub struct Styles {
    styles: BTreeMap<i32, Style>,
}

impl Styles {
    /// Adds a style.
    pub fn add(&mut self, number: i32, name: &str, outline: Option<u8>, base: Option<i32>) {
        if number < 0 || self.styles.len() >= MAX_ENTRIES {
            return;
        }
        let (outline, is_title) = match named(name.trim()) {
            Some(Named::Title) => (outline, true),
            Some(Named::Heading(level)) => (Some(level - 1), false),
            None => (outline, false),
        };
        self.styles.insert(number, Style { outline, is_title, base });
    }

    /// A style, with what it is based on.
    pub fn get(&self, number: i32) -> Style {
        let mut found = Style::default();
        let mut next = Some(number);
        for _ in 0..MAX_CHAIN {
            let Some(style) = next.and_then(|n| self.styles.get(&n)) else { break };
            found.outline = found.outline.or(style.outline);
            found.is_title |= style.is_title;
            next = style.base;
        }
        found
    }
}
