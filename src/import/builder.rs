//! Writes a [`Body`] paragraph by paragraph, for the formats that have paragraphs of their own.
//!
//! In: runs of text with their style and place, automatic numbers, paragraph ends, tables, footnotes, revisions. Out: text and spans that
//! agree by construction. An importer walks its format and never counts an offset.

use std::borrow::Cow;

use super::hints::{Hint, HintKind};
use super::model::{Apart, ApartKind, Body, Cell, ImportNote, Lines, NoteCode, Origin, Place, Properties, Table};
use crate::text::Span;

/// More text than this is cut: a city's yearbook has 5 MB.
const MAX_TEXT_BYTES: usize = 64 * 1024 * 1024;
/// A line break inside a paragraph, as it stands in the imported text. One byte, so that a table's cell can put a blank for it.
const LINE_BREAK: char = '\u{b}';

/// How a run is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// In bold.
    pub bold: bool,
    /// In italic.
    pub italic: bool,
}

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Body,
    /// The document's title.
    Title,
    /// A heading; depth from 1, 1 is the highest.
    Heading(u8),
}

/// A table's cell on its way.
#[derive(Debug)]
pub struct CellContent {
    /// What stands in it; paragraphs, footnote marks and inner tables too.
    pub content: Builder,
    /// Columns that it takes, from one.
    pub columns: u16,
    /// Rows that it takes, from one.
    pub rows: u16,
}

/// Writes a [`Body`].
#[derive(Debug, Default)]
pub struct Builder {
    body: Body,
    /// Where the open paragraph begins.
    paragraph: usize,
    /// Bodies of footnotes by number.
    footnotes: Vec<(u32, Self)>,
    /// Revisions that put text in, and where the first stands.
    inserted: (u32, usize),
    /// Revisions that took text out, and where the first stood.
    deleted: (u32, usize),
    /// Whether text was left out because there was too much.
    is_full: bool,
}

impl Builder {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds text to the open paragraph. A line end inside is a break, not a paragraph's end.
    pub fn run(&mut self, text: &str, style: Style, place: Option<Place>) {
        let one_line = one_line(text);
        let Some(span) = self.push(&one_line) else { return };
        if style.bold {
            self.extend_hint(span, HintKind::Bold { open: 0, close: 0 });
        }
        if style.italic {
            self.extend_hint(span, HintKind::Italic);
        }
        if let Some(place) = place {
            match self.body.origins.last_mut() {
                Some(last) if last.place == place && last.span.end == span.start => last.span.end = span.end,
                _ => self.body.origins.push(Origin { span, place }),
            }
        }
    }

    /// Adds a number that the format counts by itself, at the head of the open paragraph.
    pub fn number(&mut self, number: &str) {
        if let Some(span) = self.push(number) {
            self.body.hints.push(Hint { span, kind: HintKind::Number });
        }
    }

    /// Breaks the line inside the paragraph.
    pub fn line_break(&mut self) {
        self.push_char(LINE_BREAK);
    }

    /// The mark of footnote or endnote `n`, counted from one through the document.
    pub fn footnote_mark(&mut self, n: u32) {
        self.push(&format!("[^{n}]"));
    }

    /// The text of footnote `n`; it goes to the end of the text.
    pub fn footnote(&mut self, n: u32, content: Self) {
        self.footnotes.push((n, content));
    }

    /// Ends the paragraph. One without text leaves no line.
    pub fn end_paragraph(&mut self, role: Role) {
        let span = Span::new(self.paragraph, self.body.text.len());
        if span.of(&self.body.text).trim().is_empty() {
            self.truncate(self.paragraph);
            return;
        }
        match role {
            Role::Body => {}
            Role::Title => self.body.hints.push(Hint { span, kind: HintKind::Title }),
            Role::Heading(level) => self.body.hints.push(Hint { span, kind: HintKind::Heading { level, mark: 0 } }),
        }
        self.body.text.push('\n');
        self.paragraph = self.body.text.len();
    }

    /// Whether the open paragraph holds no text yet.
    #[must_use]
    pub fn is_at_start(&self) -> bool {
        self.body.text.len() == self.paragraph
    }

    /// Whether nothing but blanks was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.text.trim().is_empty()
    }

    /// Adds a table. One that never has two cells side by side is a frame around text, and its paragraphs go on as such.
    pub fn table(&mut self, rows: Vec<Vec<CellContent>>) {
        self.end_paragraph(Role::Body);
        let is_frame = rows.iter().all(|row| row.len() <= 1);
        let start = self.body.text.len();
        let mut table_rows = Vec::new();
        for row in rows {
            if is_frame {
                for cell in row {
                    self.append(cell.content, false);
                    self.end_paragraph(Role::Body);
                }
                continue;
            }
            let row_start = self.body.text.len();
            let mut cells = Vec::new();
            for (k, cell) in row.into_iter().enumerate() {
                if k > 0 {
                    self.push_char('\t');
                }
                let span = self.append(cell.content, true);
                cells.push(Cell { span, columns: cell.columns.max(1), rows: cell.rows.max(1) });
            }
            let is_blank = self.body.text[row_start..].trim().is_empty();
            if is_blank {
                self.truncate(row_start);
            } else {
                self.body.text.push('\n');
                table_rows.push(cells);
            }
            self.paragraph = self.body.text.len();
        }
        if !table_rows.is_empty() {
            self.body.tables.push(Table { span: Span::new(start, self.body.text.len() - 1), rows: table_rows });
        }
    }

    /// Keeps something apart from the body.
    pub fn apart(&mut self, kind: ApartKind, text: &str, page: Option<u32>) {
        let text = text.trim();
        if !text.is_empty() {
            self.body.apart.push(Apart { kind, text: text.to_owned(), page });
        }
    }

    /// Text from here on was put in by a tracked revision.
    pub fn inserted(&mut self) {
        self.inserted = (self.inserted.0 + 1, if self.inserted.0 == 0 { self.body.text.len() } else { self.inserted.1 });
    }

    /// A tracked revision took `text` out here.
    pub fn deleted(&mut self, text: &str) {
        self.deleted = (self.deleted.0 + 1, if self.deleted.0 == 0 { self.body.text.len() } else { self.deleted.1 });
        self.apart(ApartKind::Deleted, text, None);
    }

    /// Notes something odd at this place.
    pub fn note(&mut self, code: NoteCode, message: impl Into<String>) {
        let at = self.body.text.len();
        self.body.notes.push(ImportNote { code, message: message.into(), span: Span::new(at, at) });
    }

    /// What the file says of itself.
    pub const fn properties(&mut self) -> &mut Properties {
        &mut self.body.properties
    }

    /// The body: footnotes at its end, hints in order.
    #[must_use]
    pub fn finish(mut self) -> Body {
        self.end_paragraph(Role::Body);
        let mut footnotes = std::mem::take(&mut self.footnotes);
        footnotes.sort_by_key(|(n, _)| *n);
        for (n, content) in footnotes {
            self.push(&format!("[^{n}]: "));
            self.append(content, true);
            self.end_paragraph(Role::Body);
        }
        self.note_revisions();
        if self.is_full {
            let limit = MAX_TEXT_BYTES / 1_048_576;
            self.note(NoteCode::LeftOut, format!("文字超过 {limit} MB，其后的内容没有读入；请拆分文件"));
        }
        let mut body = self.body;
        body.lines = Lines::Paragraphs;
        // What lies past the end belongs to a last paragraph that held nothing.
        let end = body.text.len();
        for note in &mut body.notes {
            let at = note.span.start.0.min(end);
            note.span = Span::new(at, at);
        }
        body.notes.sort_by_key(|n| (n.span, n.code));
        body.hints.sort_by_key(|h| (h.span.start, std::cmp::Reverse(h.span.end)));
        body
    }

    fn note_revisions(&mut self) {
        let mut note = |(count, at): (u32, usize), code, message: String| {
            if count > 0 {
                self.body.notes.push(ImportNote { code, message, span: Span::new(at, at) });
            }
        };
        let (inserted, deleted) = (self.inserted.0, self.deleted.0);
        note(self.inserted, NoteCode::RevisionInserted, format!("文中有 {inserted} 处未定稿的修订插入，已当作正文读入；请核对是否定稿"));
        note(self.deleted, NoteCode::RevisionDeleted, format!("文中有 {deleted} 处未定稿的修订删除，被删文字没有读入；请核对是否定稿"));
    }

    /// Puts another builder's content here: as it is, or flat on one line.
    fn append(&mut self, other: Self, flat: bool) -> Span {
        let start = self.body.text.len();
        let mut body = other.body;
        let mut text = std::mem::take(&mut body.text);
        if flat {
            // Each of these is one byte, and so is the blank.
            text = text.replace(['\n', '\t', LINE_BREAK], " ");
            text.truncate(text.trim_end().len());
        }
        let end = text.len();
        if self.push(&text).is_none() && end > 0 {
            return Span::new(start, start);
        }
        let moved = |span: Span| Span::new(span.start.0.min(end) + start, span.end.0.min(end) + start);
        self.body.hints.extend(
            body.hints
                .into_iter()
                .filter(|h| !flat || matches!(h.kind, HintKind::Bold { .. } | HintKind::Italic))
                .map(|h| Hint { span: moved(h.span), kind: h.kind }),
        );
        self.body.origins.extend(body.origins.into_iter().map(|o| Origin { span: moved(o.span), place: o.place }));
        self.body.notes.extend(body.notes.into_iter().map(|n| ImportNote { span: moved(n.span), ..n }));
        self.body.apart.extend(body.apart);
        if !flat {
            self.body.tables.extend(body.tables.into_iter().map(|t| moved_table(t, start)));
            self.paragraph = start + text.rfind('\n').map_or(0, |k| k + 1);
        }
        self.footnotes.extend(other.footnotes);
        self.inserted = merged(self.inserted, other.inserted, start);
        self.deleted = merged(self.deleted, other.deleted, start);
        self.is_full |= other.is_full;
        Span::new(start, self.body.text.len())
    }

    /// Adds text as one line and gives its span; `None` where there is nothing to add.
    fn push(&mut self, text: &str) -> Option<Span> {
        let start = self.body.text.len();
        let room = MAX_TEXT_BYTES.saturating_sub(start);
        self.is_full |= text.len() > room;
        let text = &text[..text.floor_char_boundary(room)];
        if text.is_empty() {
            return None;
        }
        self.body.text.push_str(text);
        Some(Span::new(start, self.body.text.len()))
    }

    fn push_char(&mut self, c: char) {
        self.push(c.encode_utf8(&mut [0; 4]));
    }

    fn extend_hint(&mut self, span: Span, kind: HintKind) {
        let last = self.body.hints.iter_mut().rev().take(3).find(|h| h.kind == kind && h.span.end == span.start);
        match last.filter(|_| span.start.0 > self.paragraph) {
            Some(hint) => hint.span.end = span.end,
            None => self.body.hints.push(Hint { span, kind }),
        }
    }

    /// Takes back what was written from `at` on, which was blank.
    fn truncate(&mut self, at: usize) {
        self.body.text.truncate(at);
        // The hints of the open paragraph are the last ones: looking at all of them for each empty paragraph would be quadratic.
        while self.body.hints.last().is_some_and(|h| h.span.start.0 >= at) {
            self.body.hints.pop();
        }
        while self.body.origins.last().is_some_and(|o| o.span.start.0 >= at) {
            self.body.origins.pop();
        }
    }
}

/// Line ends become breaks inside the paragraph.
fn one_line(text: &str) -> Cow<'_, str> {
    let is_end = |c: char| matches!(c, '\n' | '\r' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.contains(is_end) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(is_end, "\u{b}"))
}

fn merged(a: (u32, usize), b: (u32, usize), by: usize) -> (u32, usize) {
    let first = if a.0 > 0 { a.1 } else { b.1 + by };
    (a.0 + b.0, first)
}

fn moved_table(table: Table, by: usize) -> Table {
    let rows = table.rows.into_iter().map(|row| row.into_iter().map(|c| Cell { span: c.span.shifted(by), ..c }).collect()).collect();
    Table { span: table.span.shifted(by), rows }
}
