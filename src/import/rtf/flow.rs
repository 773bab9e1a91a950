//! A flow of paragraphs on its way: the body, a footnote, a comment, a running head, a text box.

use super::super::builder::{Builder, CellContent, Role, Style};
use super::super::model::{ApartKind, Place};
use super::super::rows::{Definition, Tables};
use super::state::Format;

/// What becomes of a flow when it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is the document.
    Body,
    /// A footnote or endnote and its number.
    Note(u32),
    /// Kept apart: a head or foot, a comment.
    Apart(ApartKind),
    /// Follows the paragraph that holds it.
    Box,
}

/// Cells of a row that are told apart.
const MAX_CELLS: usize = 256;

/// A row's definition on its way (RTF 1.9, Table Definitions).
#[derive(Debug, Default)]
pub struct RowDefinition {
    /// The row's left edge, in twips.
    pub left: i32,
    /// Cells so far.
    pub cells: Vec<Definition>,
    /// What was said of the next cell.
    pub next: Definition,
}

impl RowDefinition {
    /// Ends the definition of a cell at its right edge.
    pub fn cell(&mut self, right: i32) {
        let left = self.cells.last().map_or(self.left, |cell| cell.right);
        let next = std::mem::take(&mut self.next);
        if self.cells.len() < MAX_CELLS {
            self.cells.push(Definition { left, right, ..next });
        }
    }
}

/// A flow.
#[derive(Debug)]
pub struct Flow {
    /// What becomes of it.
    pub kind: Kind,
    /// A field for the page's number stands in it.
    pub has_page: bool,
    /// The row that is being defined or written.
    pub row: RowDefinition,
    /// The same of an inner table.
    pub inner_row: RowDefinition,
    /// Between a row's definition and its end: text is in the table, whatever else it says.
    pub in_row: bool,
    out: Builder,
    tables: Tables,
    /// Text that is set in one way and not written yet.
    text: String,
    format: Format,
    /// The number of the open paragraph, until its first character is written.
    number: Option<String>,
    deleted: String,
    is_inserted: bool,
    /// Text boxes that the open paragraph holds.
    boxes: Vec<Builder>,
    paragraph: u32,
    run: u32,
}

impl Flow {
    /// An empty one.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            has_page: false,
            row: RowDefinition::default(),
            inner_row: RowDefinition::default(),
            in_row: false,
            out: Builder::new(),
            tables: Tables::default(),
            text: String::new(),
            format: Format::default(),
            number: None,
            deleted: String::new(),
            is_inserted: false,
            boxes: Vec::new(),
            paragraph: 0,
            run: 0,
        }
    }

    /// Adds text that stands `depth` deep in tables.
    pub fn text(&mut self, text: &str, format: Format, depth: u32) {
        self.enter(format, depth);
        self.text.push_str(text);
    }

    /// Breaks the line.
    pub fn line_break(&mut self, format: Format, depth: u32) {
        if format.deleted {
            return self.text(" ", format, depth);
        }
        self.enter(format, depth);
        self.flush();
        self.tables.target(&mut self.out).line_break();
    }

    /// Calls a footnote here.
    pub fn call_note(&mut self, number: u32, format: Format, depth: u32) {
        self.enter(format, depth);
        self.write_number();
        self.flush();
        self.end_deletion();
        self.tables.target(&mut self.out).footnote_mark(number);
    }

    /// The number of the paragraph that follows.
    pub fn number(&mut self, number: String) {
        self.number = Some(number);
    }

    /// Takes a footnote's text.
    pub fn note(&mut self, number: u32, content: Builder) {
        self.tables.target(&mut self.out).footnote(number, content);
    }

    /// Takes a text box, which follows the open paragraph.
    pub fn text_box(&mut self, content: Builder) {
        if !content.is_empty() {
            self.boxes.push(content);
        }
    }

    /// Keeps something apart.
    pub fn apart(&mut self, kind: ApartKind, text: &str) {
        self.out.apart(kind, text, None);
    }

    /// Ends the paragraph; one whose mark a revision took out runs into the next.
    pub fn end_paragraph(&mut self, role: Role, depth: u32, is_deleted: bool) {
        self.flush();
        self.tables.go_to_depth(depth, &mut self.out);
        if is_deleted && depth == 0 {
            return;
        }
        self.end_deletion();
        // A column of numbers is made of paragraphs with nothing but a number.
        if depth > 0 {
            self.number = self.number.take().map(|number| number.trim_end().to_owned());
            self.write_number();
        }
        self.number = None;
        self.tables.target(&mut self.out).end_paragraph(role);
        self.paragraph = self.paragraph.saturating_add(1);
        self.run = 0;
        if self.tables.is_empty() {
            self.write_boxes();
        }
    }

    /// Ends a cell of the table that stands `depth` deep.
    pub fn end_cell(&mut self, role: Role, depth: u32) {
        self.flush();
        self.tables.go_to_depth(depth, &mut self.out);
        self.end_paragraph(role, depth, false);
        self.tables.end_cell();
    }

    /// Ends a row of the table that stands `depth` deep.
    pub fn end_row(&mut self, depth: u32) {
        self.flush();
        self.tables.go_to_depth(depth, &mut self.out);
        let row = if depth > 1 { &self.inner_row } else { &self.row };
        self.tables.end_row(&row.cells);
    }

    /// All that was written.
    pub fn finish(mut self) -> Builder {
        self.flush();
        self.end_deletion();
        self.tables.go_to_depth(0, &mut self.out);
        self.out.end_paragraph(Role::Body);
        self.write_boxes();
        self.out
    }

    /// What the last paragraph is, where the file does not end it.
    pub fn end_open_paragraph(&mut self, role: Role) {
        self.flush();
        if self.tables.is_empty() {
            self.end_deletion();
            self.out.end_paragraph(role);
        }
    }

    /// The run ends here, though what follows may be set in the same way.
    pub fn end_run(&mut self) {
        self.flush();
    }

    /// Makes ready for text that is set like this and stands there.
    fn enter(&mut self, format: Format, depth: u32) {
        if format != self.format {
            self.flush();
            self.format = format;
        }
        if self.tables.depth() != depth as usize {
            self.flush();
            self.tables.go_to_depth(depth, &mut self.out);
        }
    }

    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.text);
        let format = self.format;
        if format.deleted {
            self.deleted.push_str(&text);
        } else {
            self.end_deletion();
            let target = self.tables.target(&mut self.out);
            // A note's text begins behind its mark with a blank.
            let at_start = matches!(self.kind, Kind::Note(_)) && target.is_at_start();
            if format.inserted && !self.is_inserted {
                target.inserted();
            }
            self.is_inserted = format.inserted;
            self.write_number();
            let place = (self.kind == Kind::Body).then_some(Place::Run { paragraph: self.paragraph, run: self.run });
            self.run = self.run.saturating_add(1);
            let shown = if at_start { text.trim_start() } else { &text };
            self.tables.target(&mut self.out).run(shown, Style { bold: format.bold, italic: format.italic }, place);
        }
        text.clear();
        self.text = text;
    }

    fn write_number(&mut self) {
        if let Some(number) = self.number.take() {
            let target = self.tables.target(&mut self.out);
            if target.is_at_start() {
                target.number(&number);
            }
        }
    }

    fn end_deletion(&mut self) {
        if !self.deleted.is_empty() {
            let deleted = std::mem::take(&mut self.deleted);
            self.tables.target(&mut self.out).deleted(&deleted);
        }
    }

    /// A table of one cell is a frame, whose paragraphs go on as such.
    fn write_boxes(&mut self) {
        for content in std::mem::take(&mut self.boxes) {
            self.out.table(vec![vec![CellContent { content, columns: 1, rows: 1 }]]);
        }
    }
}
