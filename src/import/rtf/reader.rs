//! Goes through the tokens of an RTF file and keeps what is open: groups, flows, a scrap of text that is no body.

use encoding_rs::Encoding;

use super::super::builder::{Builder, Role};
use super::super::model::{ApartKind, NoteCode};
use super::super::rows::MAX_DEPTH;
use super::super::symbol::symbol;
use super::super::{Body, Format as FileFormat, ImportError};
use super::decode::Decoder;
use super::flow::{Flow, Kind};
use super::header::{Fonts, Styles};
use super::state::{Destination, State};
use super::token::{Token, Tokens};

/// Groups in groups; Word writes some twenty.
const MAX_GROUPS: usize = 4_096;
/// Flows in flows: a footnote in a text box in a footnote.
const MAX_FLOWS: usize = 8;
/// A name, a title or a number is no longer, in bytes.
const MAX_CAPTURE: usize = 16 * 1024;

/// The reader.
pub struct Reader<'a> {
    tokens: Tokens<'a>,
    pub state: State,
    groups: Vec<State>,
    /// The flows that are open; the body is the first.
    flows: Vec<Flow>,
    /// Text that is no body: a font's name, a style's, a number.
    capture: String,
    pub fonts: Fonts,
    pub styles: Styles,
    /// The style that an entry of the stylesheet is based on.
    pub style_base: Option<i32>,
    /// The document's code page.
    pub encoding: &'static Encoding,
    /// The font of text that names none.
    pub default_font: i32,
    decoder: Decoder,
    /// The first half of a character beyond U+FFFF.
    high: Option<u16>,
    /// Bytes still to be left out behind `\u`.
    fallback: u32,
    notes: u32,
    title: Option<String>,
    /// Heads and feet that were met; each section has its own, mostly the same.
    heads: Vec<String>,
    is_damaged: bool,
}

/// Reads a file from its first brace on.
pub fn read(bytes: &[u8]) -> Result<Body, ImportError> {
    let mut reader = Reader::new(bytes);
    reader.read()?;
    reader.finish()
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            tokens: Tokens::new(bytes),
            state: State::default(),
            groups: Vec::new(),
            flows: vec![Flow::new(Kind::Body)],
            capture: String::new(),
            fonts: Fonts::default(),
            styles: Styles::default(),
            style_base: None,
            encoding: encoding_rs::WINDOWS_1252,
            default_font: 0,
            decoder: Decoder::default(),
            high: None,
            fallback: 0,
            notes: 0,
            title: None,
            heads: Vec::new(),
            is_damaged: false,
        }
    }

    fn read(&mut self) -> Result<(), ImportError> {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open => self.open()?,
                Token::Close => {
                    if self.close() {
                        return Ok(());
                    }
                }
                Token::Word(name, number) => self.word(name, number),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Hex(byte) => self.bytes(&[byte]),
                Token::Text(bytes) => self.bytes(bytes),
            }
        }
        // The last brace is missing.
        self.is_damaged = true;
        while !self.groups.is_empty() {
            self.close();
        }
        Ok(())
    }

    fn open(&mut self) -> Result<(), ImportError> {
        if self.groups.len() >= MAX_GROUPS {
            return Err(ImportError::bomb(FileFormat::Rtf, format!("括号嵌套超过 {MAX_GROUPS} 层")));
        }
        self.fallback = 0;
        self.groups.push(self.state);
        self.state = self.state.inner();
        Ok(())
    }

    /// Ends a group; true for the last.
    fn close(&mut self) -> bool {
        self.fallback = 0;
        self.end_characters();
        if self.state.destination == Destination::Flow {
            self.flow().end_run();
        }
        let ended = self.state;
        if ended.owns_capture {
            self.end_capture(ended);
        }
        if ended.owns_flow {
            self.end_flow();
        }
        let outer = self.groups.pop();
        self.state = outer.unwrap_or_default();
        self.groups.is_empty()
    }

    /// The flow that is open.
    pub fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::new(Kind::Body));
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    /// How deep in tables text stands here.
    pub fn depth(&mut self) -> u32 {
        let in_table = self.state.in_table || self.flow().in_row;
        let depth = self.state.depth.unwrap_or_default().max(u32::from(in_table));
        depth.min(u32::try_from(MAX_DEPTH).unwrap_or(u32::MAX))
    }

    /// What the open paragraph is.
    pub fn role(&self) -> Role {
        let style = self.styles.get(self.state.style);
        if style.is_title {
            return Role::Title;
        }
        let level = self.state.outline.or(style.outline).filter(|level| *level < 9);
        level.map_or(Role::Body, |level| Role::Heading(level + 1))
    }

    /// Begins text that is no body.
    pub fn begin_capture(&mut self, destination: Destination) {
        self.capture.clear();
        self.state.destination = destination;
        self.state.owns_capture = true;
    }

    /// Begins a flow of its own, in the group that is open.
    pub fn begin_flow(&mut self, kind: Kind) {
        let is_out = self.state.hidden || self.state.format.deleted || self.state.destination != Destination::Flow;
        if is_out || self.flows.len() >= MAX_FLOWS || self.state.owns_flow {
            self.state.destination = Destination::Skip;
            return;
        }
        self.flows.push(Flow::new(kind));
        self.state.owns_flow = true;
        self.state.reset_paragraph();
        self.state.reset_characters();
    }

    /// Calls a footnote and begins its text.
    pub fn begin_note(&mut self) {
        let is_out = self.state.hidden || self.state.format.deleted || self.state.destination != Destination::Flow;
        if !is_out && self.flows.len() < MAX_FLOWS && !self.state.owns_flow {
            self.notes = self.notes.saturating_add(1);
            let (number, format, depth) = (self.notes, self.state.format, self.depth());
            self.flow().call_note(number, format, depth);
        }
        self.begin_flow(Kind::Note(self.notes));
    }

    fn end_flow(&mut self) {
        if self.flows.len() < 2 {
            return;
        }
        let role = self.role();
        let Some(mut flow) = self.flows.pop() else { return };
        flow.end_open_paragraph(role);
        let (kind, has_page) = (flow.kind, flow.has_page);
        let content = flow.finish();
        match kind {
            Kind::Body => {}
            Kind::Note(number) => self.flow().note(number, content),
            Kind::Box => self.flow().text_box(content),
            Kind::Apart(kind) => self.keep_apart(kind, has_page, content),
        }
    }

    /// Heads and feet, each once. One with the page's number and no words is a page number.
    fn keep_apart(&mut self, kind: ApartKind, has_page: bool, content: Builder) {
        let text = content.finish().text;
        if kind != ApartKind::RunningHead {
            return self.flow().apart(kind, &text);
        }
        let has_words = text.chars().any(|c| c.is_alphabetic() && !"第页共".contains(c));
        let kind = if has_page && !has_words { ApartKind::PageNumber } else { kind };
        if self.heads.len() < 64 && !self.heads.contains(&text) {
            self.flow().apart(kind, &text);
            self.heads.push(text);
        }
    }

    fn end_capture(&mut self, ended: State) {
        let text = std::mem::take(&mut self.capture);
        match ended.destination {
            Destination::Number => {
                let number = separated(&text);
                if !number.trim().is_empty() {
                    self.flow().number(number);
                }
            }
            Destination::Title => self.title = Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
            Destination::Instruction => {
                let has_page = text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.eq_ignore_ascii_case("page"));
                self.flow().has_page |= has_page;
            }
            _ => {}
        }
        self.capture = text;
        self.capture.clear();
    }

    /// Text in the code page in force.
    fn bytes(&mut self, bytes: &[u8]) {
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

    /// Leaves out the data behind `\bin`.
    pub fn skip_data(&mut self, count: i32) {
        let whole = self.tokens.skip_bytes(usize::try_from(count).unwrap_or_default());
        self.is_damaged |= !whole;
    }

    fn finish(mut self) -> Result<Body, ImportError> {
        while self.flows.len() > 1 {
            self.end_flow();
        }
        let role = self.role();
        self.flow().end_open_paragraph(role);
        let mut out = self.flows.pop().map(Flow::finish).unwrap_or_default();
        out.properties().title = self.title;
        if self.is_damaged {
            if out.is_empty() {
                return Err(ImportError::damaged(FileFormat::Rtf, "还没有到正文就中断了"));
            }
            out.note(NoteCode::PartDamaged, "文件到这里中断，其后的内容缺失；请重新下载，或核对原文");
        }
        Ok(out.finish())
    }
}

/// A number without the gap behind it. One that would run into the text (1.1, a bullet) keeps a blank; 一、 and （一） do not need it.
fn separated(number: &str) -> String {
    let text = number.trim_matches([' ', '\t']);
    let has_gap = number.ends_with(['\t', ' ']);
    let runs_on = text.chars().next_back().is_some_and(char::is_alphanumeric) || !text.chars().any(char::is_alphanumeric);
    if has_gap && runs_on { format!("{text} ") } else { text.to_owned() }
}
