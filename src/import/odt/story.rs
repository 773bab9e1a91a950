//! A story: paragraphs, lists and tables of the body, a note, a comment or a head (OpenDocument 1.3 part 3, 5).
//!
//! In: a walk behind an `Open`. Out: what stands inside, in a [`Builder`]. Lists, sections and indexes only wrap paragraphs.

use super::super::builder::{CellContent, Role};
use super::super::furniture::Aside;
use super::super::xml::{Element, Step, Walk};
use super::super::{ApartKind, Builder, ImportError};
use super::changes::{Change, Changes};
use super::lists::Lists;
use super::styles::{Resolved, Styles, TextProperties, role_of_outline};

/// Reads one story.
pub struct Story<'s> {
    pub(super) styles: &'s Styles,
    /// Whether it is the body: only its paragraphs are headings, numbered and have places.
    pub(super) is_body: bool,
    pub(super) lists: Lists,
    changes: Changes,
    /// Open indexes: a heading's line in the table of contents is none.
    indexes: usize,
    pub(super) paragraph: Paragraph,
    /// Paragraphs so far.
    pub(super) paragraphs: u32,
    /// Notes so far.
    pub(super) notes: u32,
    pub(super) aside: Aside,
}

/// The open paragraph.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) role: Role,
    /// What its style says of text, then what each open span says.
    pub(super) properties: Vec<TextProperties>,
    /// Its number, until its first text.
    pub(super) number: Option<String>,
    /// Line breaks that its next text will have before it.
    pub(super) breaks: usize,
    /// Whether the next blank adds nothing: blanks at its head and after a blank.
    pub(super) is_blank_idle: bool,
    pub(super) has_text: bool,
    /// Of the story, from zero; of a note none.
    pub(super) index: u32,
    /// Run, from zero: each element inside begins one.
    pub(super) run: u32,
    /// Text boxes that are anchored in it.
    pub(super) boxes: Vec<Builder>,
    /// Open fields that number pages.
    pub(super) page_fields: usize,
}

impl<'s> Story<'s> {
    /// The body, or a story beside it.
    #[must_use]
    pub fn new(styles: &'s Styles, is_body: bool) -> Self {
        Self {
            styles,
            is_body,
            lists: Lists::default(),
            changes: Changes::default(),
            indexes: 0,
            paragraph: Paragraph::default(),
            paragraphs: 0,
            notes: 0,
            aside: Aside::default(),
        }
    }

    /// What it is as the head or foot of a page.
    #[must_use]
    pub fn head_kind(&self) -> ApartKind {
        self.aside.head_kind()
    }

    /// What was set apart or left out.
    pub fn finish(&mut self, out: &mut Builder) {
        self.aside.finish(out);
    }

    /// Reads paragraphs, lists and tables to the end of the element whose `Open` came last, or of the part.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn blocks(&mut self, walk: &mut Walk, out: &mut Builder) -> Result<(), ImportError> {
        let mut depth = 0_usize;
        loop {
            match walk.step()? {
                Step::Open(element) => {
                    if !self.block(walk, &element, out)? {
                        depth += 1;
                    }
                }
                Step::Close(_) if depth == 0 => return Ok(()),
                Step::Close(name) => {
                    depth -= 1;
                    match name.as_str() {
                        "list" => self.lists.end(),
                        name if is_index(name) => self.indexes = self.indexes.saturating_sub(1),
                        _ => {}
                    }
                }
                Step::Text(_) => {}
                Step::End | Step::Broken => return Ok(()),
            }
        }
    }

    /// An element between paragraphs; says whether it was read to its end.
    fn block(&mut self, walk: &mut Walk, element: &Element, out: &mut Builder) -> Result<bool, ImportError> {
        match element.name() {
            "p" | "h" => self.paragraph(walk, element, out)?,
            "table" => self.nested(walk, |story, walk| story.table(walk, out))?,
            "tracked-changes" => self.changes.read(walk)?,
            "change" | "change-start" => {
                self.change(element, out);
                walk.skip()?;
            }
            "frame" | "custom-shape" | "rect" | "g" | "line" | "polygon" | "ellipse" | "path" => {
                let mut boxes = Vec::new();
                self.drawing(walk, element, &mut boxes)?;
                frames(boxes, out);
            }
            "annotation" => self.annotation(walk, out)?,
            "list" => {
                self.lists.begin(element);
                return Ok(false);
            }
            "list-item" => {
                self.lists.begin_item(element);
                return Ok(false);
            }
            "list-header" => {
                self.lists.begin_header();
                return Ok(false);
            }
            "section" if element.attribute("display").as_deref() == Some("none") => walk.skip()?,
            // A list's number written out for readers that cannot count; who wrote a comment and when; where an index comes from.
            "number" | "creator" | "date" | "date-string" | "creator-initials" | "sender-initials" | "forms" | "scripts" => walk.skip()?,
            name if name.ends_with("-decls") || name.ends_with("-source") => walk.skip()?,
            name => {
                self.indexes += usize::from(is_index(name));
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads what may stand inside itself, unless that is too deep.
    pub(super) fn nested(
        &mut self,
        walk: &mut Walk,
        read: impl FnOnce(&mut Self, &mut Walk) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        if !self.aside.enter() {
            return walk.skip();
        }
        // The lists of a cell, a note or a text box are its own.
        let outer = (std::mem::take(&mut self.paragraph), std::mem::take(&mut self.lists.open));
        let read = read(self, walk);
        (self.paragraph, self.lists.open) = outer;
        self.aside.leave();
        read
    }

    fn paragraph(&mut self, walk: &mut Walk, element: &Element, out: &mut Builder) -> Result<(), ImportError> {
        let style = self.styles.of_paragraph(&element.attribute("style-name").unwrap_or_default());
        let role = self.role(element, &style);
        let number = self.number(element, &style, role);
        let (properties, index) = (vec![style.properties], self.paragraphs);
        self.paragraph = Paragraph { role, number, properties, index, is_blank_idle: true, ..Paragraph::default() };
        self.paragraphs = self.paragraphs.saturating_add(u32::from(self.is_body));
        self.inline(walk, out)?;
        out.end_paragraph(self.paragraph.role);
        frames(std::mem::take(&mut self.paragraph.boxes), out);
        Ok(())
    }

    fn role(&self, element: &Element, style: &Resolved) -> Role {
        let is_heading = element.name() == "h";
        match style.role {
            _ if !self.is_body || self.indexes > 0 => Role::Body,
            Role::Title => Role::Title,
            role if is_heading => element
                .number("outline-level")
                .map_or_else(|| if role == Role::Body { Role::Heading(1) } else { role }, |level: u8| role_of_outline(level.max(1))),
            role => role,
        }
    }

    /// A heading counts by the outline unless it stands in a list or its style says that it has no list.
    fn number(&mut self, element: &Element, style: &Resolved, role: Role) -> Option<String> {
        let own = style.list.as_deref().filter(|list| !list.is_empty());
        if self.lists.is_open() {
            return self.lists.number(self.styles, own);
        }
        let is_numbered = element.name() == "h" && style.list.as_deref() != Some("");
        let Role::Heading(level) = role else { return None };
        if !is_numbered || element.attribute("is-list-header").is_some_and(|v| v == "true") {
            return None;
        }
        let restarts = element.attribute("restart-numbering").is_some_and(|v| v == "true");
        let start = element.number("start-value").filter(|_| restarts);
        self.lists.heading(self.styles, usize::from(level) - 1, start)
    }

    /// A mark of a tracked change.
    pub(super) fn change(&mut self, element: &Element, out: &mut Builder) {
        match element.attribute("change-id").and_then(|id| self.changes.take(&id)) {
            Some(Change::Insertion) => out.inserted(),
            Some(Change::Deletion(text)) => out.deleted(&text),
            None => {}
        }
    }

    /// A comment, whose `Open` came last.
    pub(super) fn annotation(&mut self, walk: &mut Walk, out: &mut Builder) -> Result<(), ImportError> {
        let content = self.outside_body(walk)?;
        out.apart(ApartKind::Annotation, &content.finish().text, None);
        Ok(())
    }

    /// The content of a note or a comment, whose `Open` came last: no heading, no place in the body.
    pub(super) fn outside_body(&mut self, walk: &mut Walk) -> Result<Builder, ImportError> {
        let is_body = std::mem::replace(&mut self.is_body, false);
        let content = self.beside(walk);
        self.is_body = is_body;
        content
    }

    /// The content of a text box, whose `Open` came last.
    pub(super) fn beside(&mut self, walk: &mut Walk) -> Result<Builder, ImportError> {
        let mut content = Builder::new();
        self.nested(walk, |story, walk| story.blocks(walk, &mut content))?;
        Ok(content)
    }
}

/// Text boxes stand after the paragraph that they are anchored in; a table of one cell is a frame.
fn frames(boxes: Vec<Builder>, out: &mut Builder) {
    for content in boxes {
        out.table(vec![vec![CellContent { content, columns: 1, rows: 1 }]]);
    }
}

fn is_index(name: &str) -> bool {
    matches!(name, "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index" | "alphabetical-index")
}
