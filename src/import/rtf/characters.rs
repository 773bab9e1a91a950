//! Characters in all the ways in which RTF writes them, and to where they go.

use super::super::symbol::symbol;
use super::reader::Reader;
use super::state::Destination;

/// A name, a title or a number is no longer, in bytes.
const MAX_CAPTURE: usize = 16 * 1024;

impl Reader<'_> {
    /// Text in the code page in force.
    pub fn bytes(&mut self, bytes: &[u8]) {
        let skipped = bytes.len().min(self.fallback as usize);
        self.fallback -= u32::try_from(skipped).unwrap_or_default();
        let bytes = &bytes[skipped..];
        if bytes.is_empty() || self.state.destination == Destination::Skip {
            return;
        }
        self.end_pair();
        let font = if self.state.font < 0 { self.default_font } else { self.state.font };
        // The names of symbol fonts are no symbols.
        let is_name = self.state.destination == Destination::Fonts;
        match self.fonts.encoding(font, self.encoding).or(is_name.then_some(self.encoding)) {
            Some(encoding) => {
                let mut decoder = std::mem::take(&mut self.decoder);
                let text = decoder.read(bytes, encoding);
                self.decoder = decoder;
                self.text(&text);
            }
            None => {
                let text: String = bytes.iter().map(|byte| symbol(self.fonts.name_of(font), 0xF000 | u16::from(*byte))).collect();
                self.text(&text);
            }
        }
    }

    /// `\uN`: a UTF-16 unit as a signed number; some writers put a whole character there.
    pub fn unicode(&mut self, number: i32) {
        if self.decoder.end() {
            self.text("\u{FFFD}");
        }
        self.fallback = self.state.fallback;
        let value = if number < 0 { number + 0x1_0000 } else { number };
        let Ok(value) = u32::try_from(value) else { return };
        match (self.high.take(), value) {
            (Some(high), 0xDC00..=0xDFFF) => {
                let pair = [high, u16::try_from(value).unwrap_or_default()];
                let text = String::from_utf16_lossy(&pair);
                self.text(&text);
            }
            (None, 0xD800..=0xDBFF) => self.high = u16::try_from(value).ok(),
            (_, 0xF000..=0xF0FF) => {
                let font = if self.state.font < 0 { self.default_font } else { self.state.font };
                let c = symbol(self.fonts.name_of(font), u16::try_from(value).unwrap_or_default());
                self.text(c.encode_utf8(&mut [0; 4]));
            }
            (_, value) => {
                let c = char::from_u32(value).unwrap_or('\u{FFFD}');
                if !c.is_control() {
                    self.text(c.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    /// A control word that stands for a character.
    pub fn character(&mut self, c: &str) {
        if self.fallback > 0 {
            self.fallback -= 1;
            return;
        }
        self.end_characters();
        self.text(c);
    }

    /// Half a character to which nothing comes is no character.
    pub fn end_characters(&mut self) {
        self.end_pair();
        if self.decoder.end() {
            self.text("\u{FFFD}");
        }
    }

    fn end_pair(&mut self) {
        if self.high.take().is_some() {
            self.text("\u{FFFD}");
        }
    }

    fn text(&mut self, text: &str) {
        match self.state.destination {
            Destination::Flow if self.state.hidden => {}
            Destination::Flow => {
                let (format, depth) = (self.state.characters(), self.depth());
                if text.contains(|c: char| c.is_control() && c != '\t') {
                    let clean: String = text.chars().filter(|c| !c.is_control() || *c == '\t').collect();
                    self.flow().text(&clean, format, depth);
                } else {
                    self.flow().text(text, format, depth);
                }
            }
            Destination::Fonts | Destination::Styles => self.entries(text),
            Destination::Number | Destination::Title | Destination::Instruction => self.push_capture(text),
            Destination::Skip | Destination::Info | Destination::InnerRow => {}
        }
    }

    /// Names of fonts and styles end with a semicolon.
    fn entries(&mut self, text: &str) {
        let mut rest = text;
        while let Some((name, after)) = rest.split_once(';') {
            self.push_capture(name);
            let name = std::mem::take(&mut self.capture);
            if self.state.destination == Destination::Fonts {
                self.fonts.name(&name);
            } else {
                self.styles.add(self.state.style, &name, self.state.outline, self.style_base.take());
            }
            rest = after;
        }
        self.push_capture(rest);
    }

    fn push_capture(&mut self, text: &str) {
        if self.capture.len() + text.len() <= MAX_CAPTURE {
            self.capture.push_str(text);
        }
    }
}
