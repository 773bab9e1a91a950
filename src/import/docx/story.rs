//! A story: paragraphs and tables of the body, a note, a comment or a running head (ECMA-376 part 1, 17.2 and 17.3).
//!
//! In: a walk behind an `Open`. Out: what stands inside, in a [`Builder`]. Elements that only wrap others (content controls, links, smart
//! tags, revisions) are walked through; paragraphs, tables and text boxes are what they are.

use super::super::builder::{CellContent, Role};
use super::super::furniture::Aside;
use super::super::xml::{Step, Walk};
use super::super::{ApartKind, Builder, ImportError, NoteCode, Style};
use super::fields::Fields;
use super::lists::Lists;
use super::notes::Notes;
use super::properties::ParagraphProperties;
use super::styles::{Resolved, Styles, role_of_outline};
use super::table::{self, CellProperties};

/// Reads one story.
pub struct Story<'s> {
    pub(super) styles: &'s Styles,
    pub(super) lists: Lists,
    pub(super) notes: Notes,
    /// Whether it is the body: only its paragraphs are headings, numbered and have places.
    pub(super) is_body: bool,
    /// What the cell that is being read says of itself.
    pub(super) cell: CellProperties,
    pub(super) fields: Fields,
    pub(super) paragraph: Paragraph,
    pub(super) run: Run,
    /// Paragraphs so far.
    pub(super) paragraphs: u32,
    /// Pieces of text so far.
    pub(super) pieces: u64,
    /// For each open `mc:AlternateContent` the pieces before it.
    alternates: Vec<u64>,
    pub(super) aside: Aside,
    pub(super) lost_notes: u32,
}

/// The open paragraph.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) style: Resolved,
    pub(super) role: Role,
    /// List and level, until they are counted: at its first text, else at its end.
    pub(super) uncounted: Option<(u32, usize)>,
    /// Line breaks that its next text will have before it.
    pub(super) breaks: usize,
    /// Text boxes that are anchored in it.
    pub(super) boxes: Vec<Builder>,
    pub(super) has_text: bool,
    /// Of the story, from zero.
    pub(super) index: u32,
    /// Whether the next paragraph of the file runs on in this one.
    runs_on: bool,
}

/// The open run.
#[derive(Default)]
pub(super) struct Run {
    pub(super) style: Style,
    pub(super) is_hidden: bool,
    /// Whether its text is the mark of a note, which we write ourselves.
    pub(super) is_mark: bool,
    /// Of the paragraph, from zero.
    pub(super) index: u32,
    /// Open revisions that take text out, and what they took.
    pub(super) deletions: usize,
    pub(super) deleted: String,
}

impl<'s> Story<'s> {
    /// The body.
    #[must_use]
    pub fn of_body(styles: &'s Styles, lists: Lists, notes: Notes) -> Self {
        Self { lists, notes, is_body: true, ..Self::beside(styles) }
    }

    /// A note, a comment or a running head.
    #[must_use]
    pub fn beside(styles: &'s Styles) -> Self {
        Self {
            styles,
            lists: Lists::default(),
            notes: Notes::default(),
            is_body: false,
            cell: CellProperties::default(),
            fields: Fields::default(),
            paragraph: Paragraph::default(),
            run: Run::default(),
            paragraphs: 0,
            pieces: 0,
            alternates: Vec::new(),
            aside: Aside::default(),
            lost_notes: 0,
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
        if self.lost_notes > 0 {
            out.note(NoteCode::PartDamaged, format!("有 {} 处注码没有对应的注文；请核对原文件", self.lost_notes));
        }
    }

    /// Reads paragraphs and tables to the end of the element whose `Open` came last, or of the part.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn blocks(&mut self, walk: &mut Walk, out: &mut Builder) -> Result<(), ImportError> {
        let mut depth = 0_usize;
        loop {
            match walk.step()? {
                Step::Open(element) => match element.name() {
                    "p" => self.paragraph(walk, out)?,
                    "tbl" => self.nested_table(walk, out)?,
                    "tcPr" => self.cell = table::cell_properties(walk)?,
                    "altChunk" | "subDoc" => {
                        out.note(NoteCode::LeftOut, "这里嵌有另一份文档，没有读入；请在原程序中打开后另存");
                        walk.skip()?;
                    }
                    "sectPr" | "background" => walk.skip()?,
                    name if self.pass_over(walk, name)? => {}
                    _ => depth += 1,
                },
                Step::Close(_) if depth == 0 => break,
                Step::Close(name) => {
                    depth -= 1;
                    self.close_wrapper(&name);
                }
                Step::Text(_) => {}
                Step::End | Step::Broken => break,
            }
        }
        self.finish_paragraph(out);
        Ok(())
    }

    /// Passes over an element that holds no text of its own, or the second of two alternates; says whether it did.
    pub(super) fn pass_over(&mut self, walk: &mut Walk, name: &str) -> Result<bool, ImportError> {
        let skipped = match name {
            "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "rubyPr" | "rt" | "ctrlPr" | "fldData" => true,
            "AlternateContent" => {
                self.alternates.push(self.pieces);
                false
            }
            // The first alternate that holds text is the one.
            "Choice" | "Fallback" => self.alternates.last().is_some_and(|before| self.pieces > *before),
            _ => false,
        };
        if skipped {
            walk.skip()?;
        }
        Ok(skipped)
    }

    /// An element that was walked through ends.
    pub(super) fn close_wrapper(&mut self, name: &str) {
        if name == "AlternateContent" {
            self.alternates.pop();
        }
    }

    fn nested_table(&mut self, walk: &mut Walk, out: &mut Builder) -> Result<(), ImportError> {
        self.finish_paragraph(out);
        if !self.aside.enter() {
            return walk.skip();
        }
        self.table(walk, out)?;
        self.aside.leave();
        Ok(())
    }

    fn paragraph(&mut self, walk: &mut Walk, out: &mut Builder) -> Result<(), ImportError> {
        self.begin_paragraph();
        let mut depth = 0_usize;
        loop {
            match walk.step()? {
                Step::Open(element) => {
                    if !self.open(walk, &element, out)? {
                        depth += 1;
                    }
                }
                Step::Close(_) if depth == 0 => break,
                Step::Close(name) => {
                    depth -= 1;
                    self.close(&name, out);
                }
                Step::Text(_) => {}
                Step::End | Step::Broken => break,
            }
        }
        self.end_deletion(out);
        self.fields.end_paragraph();
        if !self.paragraph.runs_on {
            self.finish_paragraph(out);
        }
        Ok(())
    }

    /// Begins a paragraph, or goes on in the one before where that runs on.
    fn begin_paragraph(&mut self) {
        if !self.paragraph.has_text {
            let boxes = std::mem::take(&mut self.paragraph.boxes);
            self.paragraph = Paragraph { boxes, ..Paragraph::default() };
        }
        self.set_paragraph(&ParagraphProperties::default());
        self.paragraph.index = self.paragraphs;
        self.paragraphs = self.paragraphs.saturating_add(1);
        self.run = Run::default();
    }

    pub(super) fn set_paragraph(&mut self, properties: &ParagraphProperties) {
        let style = self.styles.of_paragraph(properties.style.as_deref());
        let mark_is_hidden = self.styles.of_run(&properties.mark, &style).2;
        self.paragraph.runs_on = properties.mark.is_deleted || mark_is_hidden || properties.is_drop_cap;
        self.paragraph.style = style;
        self.paragraph.role = match properties.outline.map_or(style.role, role_of_outline) {
            _ if !self.is_body => Role::Body,
            _ if style.role == Role::Title => Role::Title,
            role => role,
        };
        if !self.paragraph.has_text {
            self.paragraph.uncounted = self.list_of(properties, &style);
        }
    }

    /// List and level of a paragraph; `None` for none.
    fn list_of(&self, properties: &ParagraphProperties, style: &Resolved) -> Option<(u32, usize)> {
        let list = properties.list.or(style.list).filter(|list| *list != 0)?;
        let of_style = || self.lists.level_of_style(list, self.styles.ids(properties.style.as_deref()?));
        let level = properties.level.or_else(of_style).or(style.level).unwrap_or(0);
        Some((list, usize::from(level)))
    }

    /// Ends the open paragraph.
    fn finish_paragraph(&mut self, out: &mut Builder) {
        // One without text has its number too, and the next one counts on; one that runs on and left nothing is none.
        if let Some((list, level)) = self.paragraph.uncounted.take().filter(|_| !self.paragraph.runs_on) {
            self.lists.number(list, level);
        }
        out.end_paragraph(self.paragraph.role);
        for content in std::mem::take(&mut self.paragraph.boxes) {
            // A table of one cell is a frame.
            out.table(vec![vec![CellContent { content, columns: 1, rows: 1 }]]);
        }
        self.paragraph = Paragraph::default();
    }
}
