//! XML as the importers walk it: elements by local name, text with its entities resolved, within limits.
//!
//! Prefixes are the writer's choice and files in circulation misuse them, so local names are compared. A document type is
//! passed over: no entity of its own is ever expanded, nothing outside the part is ever fetched. Broken XML ends the walk where
//! it breaks; what was read until there stands.

use std::borrow::Cow;

use encoding_rs::Encoding;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::{Format, ImportError};

/// Elements nested deeper than this are made to exhaust; Word's own deepest have 40.
const MAX_DEPTH: usize = 1_000;

/// One step of the walk.
#[derive(Debug)]
pub enum Step<'a> {
    /// An element begins. One without content is followed by its `Close` all the same.
    Open(Element<'a>),
    /// The element with this local name ends.
    Close(String),
    /// Text between tags, entities resolved; may come in several pieces.
    Text(Cow<'a, str>),
    /// The part is over.
    End,
    /// The XML breaks off here.
    Broken,
}

/// An element's name and attributes.
#[derive(Debug)]
pub struct Element<'a> {
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Name without its prefix.
    #[must_use]
    pub fn name(&self) -> &str {
        local(self.start.name().0)
    }

    /// An attribute by its name without prefix, entities resolved; the first where two differ by prefix only.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| local(a.key.0) == name)
            .map(|a| a.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_or_else(|_| a.value.to_string(), Cow::into_owned))
    }

    /// An attribute as a number.
    #[must_use]
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Walks one part.
pub struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    format: Format,
    /// Open elements.
    depth: usize,
    /// Whether the XML broke off: nothing after that is believed.
    is_broken: bool,
    /// An element without content whose `Close` is still to come.
    pending_close: Option<String>,
}

impl<'a> Walk<'a> {
    /// A walk over the text of a part of a document of `format`.
    #[must_use]
    pub fn new(text: &'a str, format: Format) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, format, depth: 0, is_broken: false, pending_close: None }
    }

    /// Whether the XML broke off somewhere before here.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// The next step.
    ///
    /// # Errors
    /// [`ImportError::Bomb`] where elements nest deeper than any office writes them.
    pub fn step(&mut self) -> Result<Step<'a>, ImportError> {
        if let Some(name) = self.pending_close.take() {
            return Ok(Step::Close(name));
        }
        if self.is_broken {
            return Ok(Step::Broken);
        }
        loop {
            let Ok(event) = self.reader.read_event() else {
                self.is_broken = true;
                return Ok(Step::Broken);
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(ImportError::bomb(self.format, format!("XML 嵌套超过 {MAX_DEPTH} 层")));
                    }
                    return Ok(Step::Open(Element { start }));
                }
                Event::Empty(start) => {
                    self.pending_close = Some(local(start.name().0).to_owned());
                    return Ok(Step::Open(Element { start }));
                }
                Event::End(end) => {
                    let name = local(end.name().0).to_owned();
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Step::Close(name));
                }
                Event::Text(text) => return Ok(Step::Text(text.into_inner())),
                Event::CData(text) => return Ok(Step::Text(text.into_inner())),
                Event::GeneralRef(reference) => {
                    let c = reference.resolve_char_ref().ok().flatten();
                    let text = c.map(String::from).or_else(|| predefined(&reference.into_inner()).map(str::to_owned));
                    if let Some(text) = text {
                        return Ok(Step::Text(Cow::Owned(text)));
                    }
                }
                Event::Eof => {
                    self.is_broken = self.depth > 0;
                    return Ok(if self.is_broken { Step::Broken } else { Step::End });
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Passes over the rest of the element whose `Open` came last.
    ///
    /// # Errors
    /// As [`Self::step`].
    pub fn skip(&mut self) -> Result<(), ImportError> {
        let mut depth = 0_usize;
        loop {
            match self.step()? {
                Step::Open(_) => depth += 1,
                Step::Close(_) if depth == 0 => return Ok(()),
                Step::Close(_) => depth -= 1,
                Step::Text(_) => {}
                Step::End | Step::Broken => return Ok(()),
            }
        }
    }
}

/// Gives every child of the element whose `Open` came last to `visit`, which says whether it has read the child to its end.
///
/// # Errors
/// As [`Walk::step`] and `visit`.
pub fn children(walk: &mut Walk, mut visit: impl FnMut(&mut Walk, &Element) -> Result<bool, ImportError>) -> Result<(), ImportError> {
    loop {
        match walk.step()? {
            Step::Open(element) => {
                if !visit(walk, &element)? {
                    walk.skip()?;
                }
            }
            Step::Text(_) => {}
            Step::Close(_) | Step::End | Step::Broken => return Ok(()),
        }
    }
}

/// The text of the element whose `Open` came last, that of the elements inside left out.
///
/// # Errors
/// As [`Walk::step`].
pub fn own_text(walk: &mut Walk) -> Result<String, ImportError> {
    let mut out = String::new();
    loop {
        match walk.step()? {
            Step::Text(text) => out.push_str(&text),
            Step::Open(_) => walk.skip()?,
            Step::Close(_) | Step::End | Step::Broken => return Ok(out),
        }
    }
}

/// The entities that every XML document has.
fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

/// A part's text: by its byte-order mark, else by its declaration, else UTF-8.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let declared = || {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        let rest = head.split_once("encoding=")?.1;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let label = rest[1..].split(quote).next()?.to_owned();
        Encoding::for_label(label.as_bytes())
    };
    let encoding = if bytes.starts_with(b"<\0?\0") {
        encoding_rs::UTF_16LE
    } else if bytes.starts_with(b"\0<\0?") {
        encoding_rs::UTF_16BE
    } else {
        declared().unwrap_or(encoding_rs::UTF_8)
    };
    encoding.decode(bytes).0
}
