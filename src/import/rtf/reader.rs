//! Goes through the tokens of an RTF file and keeps what is open: groups, flows, a scrap of text that is no body.

use encoding_rs::Encoding;

use super::super::builder::{Builder, Role};
use super::super::model::{ApartKind, NoteCode};
use super::super::rows::MAX_DEPTH;
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

/// The reader.
pub struct Reader<'a> {
    tokens: Tokens<'a>,
    /// What the open group remembers.
    pub state: State,
    groups: Vec<State>,
    /// The flows that are open; the body is the first.
    flows: Vec<Flow>,
    /// Text that is no body: a font's name, a style's, a number.
    pub capture: String,
    /// Fonts by number.
    pub fonts: Fonts,
    /// Styles by number.
    pub styles: Styles,
    /// The style that an entry of the stylesheet is based on.
    pub style_base: Option<i32>,
    /// The document's code page.
    pub encoding: &'static Encoding,
    /// The font of text that names none.
    pub default_font: i32,
    /// Half of a double-byte character.
    pub decoder: Decoder,
    /// The first half of a character beyond U+FFFF.
    pub high: Option<u16>,
    /// Bytes still to be left out behind `\u`.
    pub fallback: u32,
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
