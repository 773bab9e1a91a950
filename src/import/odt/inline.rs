//! What stands inside a paragraph (OpenDocument 1.3 part 3, 6): text, spans, blanks, notes, drawings with their text boxes.

use std::borrow::Cow;

use super::super::xml::{Element, Step, Walk};
use super::super::{Builder, ImportError, Place, Style};
use super::story::Story;
use super::styles::TextProperties;

/// A `text:s` that stands for more blanks is made to exhaust.
const MAX_BLANKS: usize = 1_000;

impl Story<'_> {
    /// Reads a paragraph's content to its end.
    pub(super) fn inline(&mut self, walk: &mut Walk, out: &mut Builder) -> Result<(), ImportError> {
        let mut depth = 0_usize;
        loop {
            match walk.step()? {
                Step::Open(element) => {
                    if !self.open(walk, &element, out)? {
                        depth += 1;
                    }
                }
                Step::Close(_) if depth == 0 => return Ok(()),
                Step::Close(name) => {
                    depth -= 1;
                    self.close(&name);
                }
                Step::Text(text) => {
                    let text = self.collapsed(&text);
                    self.emit(&text, out);
                }
                Step::End | Step::Broken => return Ok(()),
            }
        }
    }

    /// An element inside a paragraph; says whether it was read to its end.
    fn open(&mut self, walk: &mut Walk, element: &Element, out: &mut Builder) -> Result<bool, ImportError> {
        match element.name() {
            "span" => {
                let outer = self.paragraph.properties.last().copied().unwrap_or_default();
                let own = element.attribute("style-name").map(|name| self.styles.of_text(&name)).unwrap_or_default();
                self.paragraph.properties.push(own.over(outer));
                self.paragraph.run = self.paragraph.run.saturating_add(1);
                return Ok(false);
            }
            "page-number" | "page-count" => {
                self.paragraph.page_fields += 1;
                return Ok(false);
            }
            "s" => {
                let count = element.number("c").unwrap_or(1).min(MAX_BLANKS);
                self.emit(&" ".repeat(count), out);
                self.paragraph.is_blank_idle = false;
                walk.skip()?;
            }
            "tab" => {
                self.emit("\t", out);
                self.paragraph.is_blank_idle = false;
                walk.skip()?;
            }
            "line-break" => {
                self.paragraph.breaks += 1;
                walk.skip()?;
            }
            "note" => self.note(walk, out)?,
            "annotation" => self.annotation(walk, out)?,
            "change" | "change-start" => {
                self.change(element, out);
                walk.skip()?;
            }
            "frame" | "custom-shape" | "rect" | "g" | "line" | "polygon" | "ellipse" | "path" => {
                let mut boxes = Vec::new();
                self.drawing(walk, element, &mut boxes)?;
                self.paragraph.boxes.append(&mut boxes);
            }
            // The reading above a word; what a link or a script does.
            "ruby-text" | "event-listeners" | "script" | "hidden-paragraph" => walk.skip()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn close(&mut self, name: &str) {
        match name {
            "span" if self.paragraph.properties.len() > 1 => drop(self.paragraph.properties.pop()),
            "page-number" | "page-count" => self.paragraph.page_fields = self.paragraph.page_fields.saturating_sub(1),
            _ => return,
        }
        self.paragraph.run = self.paragraph.run.saturating_add(1);
    }

    /// White space between tags is one blank, and none at the paragraph's head (6.1.2).
    fn collapsed<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
        let begins_idle = self.paragraph.is_blank_idle && text.starts_with(' ');
        let has_gap = begins_idle || text.contains(['\t', '\r', '\n']) || text.contains("  ");
        if !has_gap {
            self.paragraph.is_blank_idle = text.ends_with(' ') || (text.is_empty() && self.paragraph.is_blank_idle);
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            let blank = is_blank(c);
            if !blank {
                out.push(c);
            } else if !self.paragraph.is_blank_idle {
                out.push(' ');
            }
            self.paragraph.is_blank_idle = blank;
        }
        Cow::Owned(out)
    }

    /// Adds text in the style of the open span.
    fn emit(&mut self, text: &str, out: &mut Builder) {
        let TextProperties { bold, italic, hidden } = self.paragraph.properties.last().copied().unwrap_or_default();
        if text.is_empty() || hidden == Some(true) {
            return;
        }
        if !self.is_body {
            self.aside.head_text(text, self.paragraph.page_fields > 0);
        }
        self.lead(out);
        let place = self.is_body.then_some(Place::Run { paragraph: self.paragraph.index, run: self.paragraph.run });
        out.run(text, Style { bold: bold == Some(true), italic: italic == Some(true) }, place);
    }

    /// What the paragraph has before its next text: its number, line breaks.
    fn lead(&mut self, out: &mut Builder) {
        if let Some(number) = self.paragraph.number.take() {
            out.number(&number);
        }
        let breaks = std::mem::take(&mut self.paragraph.breaks);
        if self.paragraph.has_text {
            (0..breaks).for_each(|_| out.line_break());
        }
        self.paragraph.has_text = true;
    }

    /// A footnote or endnote, whose `Open` came last: its mark is our own, its body goes to the end.
    fn note(&mut self, walk: &mut Walk, out: &mut Builder) -> Result<(), ImportError> {
        let mut depth = 0_usize;
        loop {
            match walk.step()? {
                Step::Open(element) => match element.name() {
                    "note-citation" => walk.skip()?,
                    "note-body" => {
                        let content = self.outside_body(walk)?;
                        self.notes = self.notes.saturating_add(1);
                        self.lead(out);
                        self.paragraph.is_blank_idle = false;
                        out.footnote_mark(self.notes);
                        out.footnote(self.notes, content);
                    }
                    _ => depth += 1,
                },
                Step::Close(_) if depth > 0 => depth -= 1,
                Step::Text(_) => {}
                Step::Close(_) | Step::End | Step::Broken => return Ok(()),
            }
        }
    }

    /// A shape or a frame, whose `Open` came last: its text becomes a text box.
    pub(super) fn drawing(&mut self, walk: &mut Walk, element: &Element, boxes: &mut Vec<Builder>) -> Result<(), ImportError> {
        let mut is_watermark = names_watermark(element);
        let is_shape = element.name() != "frame" && element.name() != "g";
        let mut depth = 0_usize;
        if is_shape {
            let content = self.beside(walk)?;
            self.keep_box(content, is_watermark, boxes);
            return Ok(());
        }
        loop {
            match walk.step()? {
                Step::Open(element) => match element.name() {
                    "text-box" | "custom-shape" | "rect" | "ellipse" | "polygon" | "path" | "line" => {
                        is_watermark |= names_watermark(&element);
                        let content = self.beside(walk)?;
                        self.keep_box(content, is_watermark, boxes);
                    }
                    "title" | "desc" | "object" | "object-ole" | "image" => walk.skip()?,
                    _ => depth += 1,
                },
                Step::Close(_) if depth > 0 => depth -= 1,
                Step::Text(_) => {}
                Step::Close(_) | Step::End | Step::Broken => return Ok(()),
            }
        }
    }

    fn keep_box(&mut self, content: Builder, is_watermark: bool, boxes: &mut Vec<Builder>) {
        if content.is_empty() {
            return;
        }
        if is_watermark {
            self.aside.watermark(content.finish().text);
        } else {
            boxes.push(content);
        }
    }
}

fn names_watermark(element: &Element) -> bool {
    element.attribute("name").is_some_and(|name| name.to_ascii_lowercase().contains("watermark") || name.contains("水印"))
}
