//! What stands inside a paragraph: text, symbols, marks of notes, drawings with their text boxes.

use std::borrow::Cow;

use super::super::builder::Role;
use super::super::xml::{Element, Step, Walk};
use super::super::{Builder, ImportError, NoteCode, Place, Style};
use super::notes::NoteKind;
use super::properties::{self, RunProperties};
use super::story::{Paragraph, Story};
use super::{fields::Fields, story::Run, symbols};

/// What is put for a character of a symbol font that has no like.
const UNKNOWN_SYMBOL: &str = "\u{fffd}";

impl Story<'_> {
    /// An element inside a paragraph; says whether it was read to its end.
    pub(super) fn open(&mut self, walk: &mut Walk, element: &Element, out: &mut Builder) -> Result<bool, ImportError> {
        match element.name() {
            "pPr" => {
                let properties = properties::paragraph(walk)?;
                self.set_paragraph(&properties);
            }
            "rPr" => {
                let properties = properties::run(walk)?;
                self.set_run(&properties);
            }
            "t" | "delText" => {
                let text = text(walk, element)?;
                self.emit(&text, out);
            }
            "instrText" => {
                let text = text(walk, element)?;
                self.fields.instruction(&text);
            }
            "drawing" | "pict" | "object" => self.drawing(walk)?,
            "r" => {
                let (index, deletions, deleted) = (self.run.index, self.run.deletions, std::mem::take(&mut self.run.deleted));
                self.run = Run { index, deletions, deleted, ..Run::default() };
                self.set_run(&RunProperties::default());
                return Ok(false);
            }
            "ins" | "moveTo" => {
                out.inserted();
                return Ok(false);
            }
            "del" | "moveFrom" => {
                self.run.deletions += 1;
                return Ok(false);
            }
            "fldSimple" => {
                self.fields.begin();
                self.fields.instruction(&element.attribute("instr").unwrap_or_default());
                self.fields.separate();
                return Ok(false);
            }
            name => {
                if !self.mark(name, element, out) {
                    return self.pass_over(walk, name);
                }
                walk.skip()?;
            }
        }
        Ok(true)
    }

    /// An element that stands for a character or a mark; says whether it is one.
    fn mark(&mut self, name: &str, element: &Element, out: &mut Builder) -> bool {
        match name {
            "tab" | "ptab" => self.emit("\t", out),
            "noBreakHyphen" => self.emit("-", out),
            "softHyphen" => {}
            "br" | "cr" => {
                let is_shown = !self.run.is_hidden && !self.fields.hides() && self.run.deletions == 0;
                self.paragraph.breaks += usize::from(is_shown);
            }
            "sym" => self.symbol(element, out),
            "fldChar" => match element.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") => self.fields.separate(),
                Some("end") => {
                    let shown = self.fields.end().unwrap_or_default();
                    self.emit(&shown, out);
                }
                _ => {}
            },
            "footnoteReference" => self.reference(NoteKind::Footnote, element, out),
            "endnoteReference" => self.reference(NoteKind::Endnote, element, out),
            _ => return false,
        }
        true
    }

    /// An element that was walked through ends.
    pub(super) fn close(&mut self, name: &str, out: &mut Builder) {
        match name {
            "r" => self.run.index = self.run.index.saturating_add(1),
            "del" | "moveFrom" => {
                self.run.deletions = self.run.deletions.saturating_sub(1);
                if self.run.deletions == 0 {
                    self.end_deletion(out);
                }
            }
            "fldSimple" => drop(self.fields.end()),
            name => self.close_wrapper(name),
        }
    }

    pub(super) fn end_deletion(&mut self, out: &mut Builder) {
        let deleted = std::mem::take(&mut self.run.deleted);
        if !deleted.trim().is_empty() {
            out.deleted(&deleted);
        }
    }

    /// Adds text in the style of the open run: to the paragraph, to what a revision took out, or nowhere where it is not shown.
    pub(super) fn emit(&mut self, text: &str, out: &mut Builder) {
        if text.is_empty() {
            return;
        }
        self.pieces += 1;
        if self.run.is_hidden || self.run.is_mark || self.fields.hides() {
            return;
        }
        if self.run.deletions > 0 {
            self.run.deleted.push_str(text);
            return;
        }
        if !self.is_body {
            self.aside.head_text(text, self.fields.is_page_number());
        }
        // A note begins with a blank behind its mark.
        let text = if !self.is_body && out.is_at_start() { text.trim_start() } else { text };
        self.lead(out);
        let place = self.is_body.then_some(Place::Run { paragraph: self.paragraph.index, run: self.run.index });
        out.run(text, self.run.style, place);
    }

    /// What the paragraph has before its next text: its number, line breaks.
    fn lead(&mut self, out: &mut Builder) {
        if let Some((list, level)) = self.paragraph.uncounted.take()
            && let Some(number) = self.lists.number(list, level)
        {
            out.number(&number);
        }
        if self.fields.is_contents() {
            self.paragraph.role = Role::Body;
        }
        let breaks = std::mem::take(&mut self.paragraph.breaks);
        if self.paragraph.has_text {
            (0..breaks).for_each(|_| out.line_break());
        }
        self.paragraph.has_text = true;
    }

    pub(super) fn set_run(&mut self, properties: &RunProperties) {
        let (bold, italic, is_hidden) = self.styles.of_run(properties, &self.paragraph.style);
        self.run.style = Style { bold, italic };
        self.run.is_hidden = is_hidden;
    }

    /// A `w:sym`.
    pub(super) fn symbol(&mut self, element: &Element, out: &mut Builder) {
        let code = element.attribute("char").and_then(|c| u32::from_str_radix(c.trim(), 16).ok());
        let font = element.attribute("font").unwrap_or_default();
        match code.and_then(|code| symbols::character(code, &font)) {
            Some(c) => self.emit(c.encode_utf8(&mut [0; 4]), out),
            None => {
                self.emit(UNKNOWN_SYMBOL, out);
                out.note(NoteCode::GlyphUnmapped, format!("符号字体“{font}”中的一个符号没有对应的字符，以“{UNKNOWN_SYMBOL}”代替"));
            }
        }
    }

    /// A `w:footnoteReference` or `w:endnoteReference`.
    pub(super) fn reference(&mut self, kind: NoteKind, element: &Element, out: &mut Builder) {
        if self.run.deletions > 0 || self.run.is_hidden || self.fields.hides() {
            return;
        }
        self.run.is_mark = element.attribute("customMarkFollows").is_some_and(|v| !matches!(v.as_str(), "0" | "false" | "off"));
        let Some((n, content)) = element.number("id").and_then(|id| self.notes.take(kind, id)) else {
            self.lost_notes = self.lost_notes.saturating_add(1);
            return;
        };
        self.lead(out);
        out.footnote_mark(n);
        if let Some(content) = content {
            out.footnote(n, content);
        }
    }

    /// A `w:drawing`, `w:pict` or `w:object`: its text boxes are kept for the end of the paragraph.
    pub(super) fn drawing(&mut self, walk: &mut Walk) -> Result<(), ImportError> {
        let (mut depth, mut is_watermark) = (0_usize, false);
        loop {
            match walk.step()? {
                Step::Open(element) => match element.name() {
                    "txbxContent" => self.text_box(walk, is_watermark)?,
                    name => {
                        if matches!(name, "shape" | "docPr") {
                            is_watermark |= ["id", "name"].iter().any(|k| element.attribute(k).is_some_and(|v| is_watermark_name(&v)));
                        }
                        if name == "textpath" {
                            let text = element.attribute("string").unwrap_or_default();
                            self.text_path(&text, is_watermark);
                        }
                        if !self.pass_over(walk, name)? {
                            depth += 1;
                        }
                    }
                },
                Step::Close(_) if depth == 0 => return Ok(()),
                Step::Close(name) => {
                    depth -= 1;
                    self.close_wrapper(&name);
                }
                Step::Text(_) => {}
                Step::End | Step::Broken => return Ok(()),
            }
        }
    }

    fn text_box(&mut self, walk: &mut Walk, is_watermark: bool) -> Result<(), ImportError> {
        if !self.aside.enter() {
            return walk.skip();
        }
        let outer: (Paragraph, Run, Fields) =
            (std::mem::take(&mut self.paragraph), std::mem::take(&mut self.run), std::mem::take(&mut self.fields));
        let mut content = Builder::new();
        let read = self.blocks(walk, &mut content);
        (self.paragraph, self.run, self.fields) = outer;
        self.aside.leave();
        read?;
        let is_shown = self.run.deletions == 0 && !self.run.is_hidden && !self.fields.hides();
        if is_watermark {
            self.aside.watermark(content.finish().text);
        } else if is_shown && !content.is_empty() {
            self.paragraph.boxes.push(content);
        }
        Ok(())
    }

    /// Text along a path: a watermark, or lettering as on a red letterhead.
    fn text_path(&mut self, text: &str, is_watermark: bool) {
        self.pieces += 1;
        if is_watermark || !self.is_body {
            self.aside.watermark(text.to_owned());
            return;
        }
        let mut content = Builder::new();
        content.run(text, Style::default(), None);
        self.paragraph.boxes.push(content);
    }
}

fn is_watermark_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("watermark") || name.contains("水印")
}

/// The text of the element whose `Open` came last: blanks at its ends count only where it says so, a line end is a blank.
pub(super) fn text<'a>(walk: &mut Walk<'a>, element: &Element) -> Result<Cow<'a, str>, ImportError> {
    let mut out = Cow::Borrowed("");
    let mut depth = 0_usize;
    loop {
        match walk.step()? {
            Step::Text(piece) if out.is_empty() => out = piece,
            Step::Text(piece) => out.to_mut().push_str(&piece),
            Step::Open(_) => depth += 1,
            Step::Close(_) if depth > 0 => depth -= 1,
            Step::Close(_) | Step::End | Step::Broken => break,
        }
    }
    if out.contains(['\n', '\r']) {
        out = Cow::Owned(out.replace("\r\n", " ").replace(['\n', '\r'], " "));
    }
    let is_xml_blank = |c: char| c.is_ascii_whitespace();
    let has_blank_ends = out.starts_with(is_xml_blank) || out.ends_with(is_xml_blank);
    if has_blank_ends && element.attribute("space").as_deref() != Some("preserve") {
        out = Cow::Owned(out.trim_matches(is_xml_blank).to_owned());
    }
    Ok(out)
}
