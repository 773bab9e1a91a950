//! One story of a document (the body, a footnote, a text box …): characters and properties in, paragraphs out.
//!
//! A paragraph ends at its mark, and its properties are those of the mark; runs of characters are cut by pieces and by property runs,
//! which are walked side by side with the text.

use std::ops::Range;

use super::super::builder::{Builder, Role, Style as RunStyle};
use super::super::model::Place;
use super::super::rows::Tables;
use super::super::symbol::symbol;
use super::container::Container;
use super::field::Fields;
use super::lists::Lists;
use super::look::{Document, Look, Paragraph};
use super::row;
use super::sprm::Chars;
use super::text::FILLER;

/// The end of a cell or of a row.
const CELL: u16 = 0x07;
/// The end of a page or of a section.
const BREAK: u16 = 0x0C;
/// The end of a paragraph.
const PARAGRAPH: u16 = 0x0D;

/// Text that stands elsewhere in the file and is called from a place in the body.
#[derive(Debug, Clone)]
pub struct Called {
    /// Where it is called.
    pub at: u32,
    /// Where its text stands.
    pub text: Range<u32>,
}

/// Writes stories.
pub struct Writer<'d, 'f> {
    document: &'d Document<'d>,
    look: Look<'d, 'f>,
    lists: Lists,
    /// Footnotes and endnotes by where they are called; the next is `notes[note]`.
    notes: Vec<Called>,
    note: usize,
    /// Text boxes by where they are anchored; the next is `boxes[next_box]`.
    boxes: Vec<Called>,
    next_box: usize,
    /// Paragraphs of the body so far.
    paragraph: u32,
}

/// Where a story stands.
#[derive(Default)]
struct Flow {
    is_body: bool,
    tables: Tables,
    fields: Fields,
    /// The number of the open paragraph, until its first character is written.
    number: Option<String>,
    /// The open paragraph goes on behind a page break.
    goes_on: bool,
    /// Text that a revision took out, until it ends.
    deleted: String,
    is_inserted: bool,
    /// Runs of the open paragraph so far.
    run: u32,
    /// The run's text.
    text: String,
}

impl<'d, 'f> Writer<'d, 'f> {
    /// A writer. `notes` and `boxes` are in the order of the places where they are called.
    pub fn new(document: &'d Document<'d>, container: &'d mut Container<'f>, lists: Lists, notes: Vec<Called>, boxes: Vec<Called>) -> Self {
        Self { document, look: Look::new(document, container), lists, notes, note: 0, boxes, next_box: 0, paragraph: 0 }
    }

    /// Writes the body.
    pub fn body(&mut self, range: Range<u32>, out: &mut Builder) {
        self.story(range, true, out);
        // Boxes whose anchor was not met.
        for left in self.boxes.split_off(self.next_box.min(self.boxes.len())) {
            self.aside(left.text, out);
        }
    }

    /// Writes a story that the body calls.
    pub fn aside(&mut self, range: Range<u32>, out: &mut Builder) {
        self.story(range, false, out);
    }

    fn story(&mut self, range: Range<u32>, is_body: bool, out: &mut Builder) {
        let document = self.document;
        let units = &document.text.units;
        let end = (range.end as usize).min(units.len());
        let mut at = (range.start as usize).min(end);
        let mut flow = Flow { is_body, fields: Fields::of(&units[at..end], at), ..Flow::default() };
        while at < end {
            let len = units[at..end].iter().position(|unit| matches!(*unit, CELL | BREAK | PARAGRAPH));
            let mark = at + len.unwrap_or(end - at);
            self.paragraph(at, mark, units.get(mark).copied().filter(|_| mark < end), &mut flow, out);
            at = mark + 1;
            if is_body {
                self.paragraph = self.paragraph.saturating_add(1);
                self.boxes_before(at, &flow, out);
            }
        }
        flow.tables.go_to_depth(0, out);
        out.end_paragraph(Role::Body);
    }

    /// Text boxes follow the paragraph that holds their anchor, or the table around it.
    fn boxes_before(&mut self, at: usize, flow: &Flow, out: &mut Builder) {
        while flow.tables.is_empty() && self.boxes.get(self.next_box).is_some_and(|b| (b.at as usize) < at) {
            let text = self.boxes[self.next_box].text.clone();
            self.next_box += 1;
            self.aside(text, out);
        }
    }

    /// Writes the paragraph from `start` to its mark; `unit` is the mark, if it has one.
    fn paragraph(&mut self, start: usize, mark: usize, unit: Option<u16>, flow: &mut Flow, out: &mut Builder) {
        let last = if unit.is_some() || mark == start { mark } else { mark - 1 };
        let Paragraph { para, style, list, goes_on } = self.look.paragraph_at(last);
        let depth = if para.in_table || para.depth > 0 { para.depth.max(1) } else { 0 };
        flow.tables.go_to_depth(depth, out);
        let ends_row = depth > 0 && (unit == Some(CELL) && para.ends_row || unit == Some(PARAGRAPH) && para.ends_inner_row);
        if ends_row {
            flow.tables.end_row(&row::definitions(&list, self.document.is_old));
            return;
        }
        // A paragraph whose mark a revision took out runs into the next.
        let is_joined = depth == 0 && self.look.chars_at(mark, style).is_some_and(|(chars, _)| chars.deleted);
        let counts = para.list > 0 && !flow.goes_on && !is_joined;
        if counts {
            let number = self.lists.number(para.list, para.level);
            flow.number = number.filter(|_| flow.tables.target(out).is_at_start());
        }
        flow.goes_on = unit == Some(BREAK) && goes_on;
        self.runs(start, mark, style, flow, out);
        if is_joined {
            return;
        }
        flow.end_deletion(out);
        // A column of numbers is made of paragraphs with nothing but a number.
        if let Some(number) = flow.number.take().filter(|_| depth > 0) {
            flow.tables.target(out).number(number.trim_end());
        }
        flow.run = 0;
        let heading = Some(para.outline).filter(|level| *level < 9).map(|level| Role::Heading(level + 1));
        let is_title = self.document.styles.get(usize::from(style)).is_some_and(|s| s.is_title);
        let role = if is_title { Role::Title } else { heading.unwrap_or_default() };
        flow.tables.target(out).end_paragraph(role);
        let ends_cell = depth > 0 && (unit == Some(CELL) || unit == Some(PARAGRAPH) && depth > 1 && para.ends_inner_cell);
        if ends_cell {
            flow.tables.end_cell();
        }
    }

    fn runs(&mut self, start: usize, mark: usize, style: u16, flow: &mut Flow, out: &mut Builder) {
        let mut at = start;
        while at < mark {
            let (chars, end) = self.look.chars_at(at, style).unwrap_or((Chars::default(), mark));
            let end = end.min(mark);
            self.run(at..end, &chars, flow, out);
            flow.run = flow.run.saturating_add(1);
            at = end;
        }
    }

    /// Writes a run of characters that are set alike.
    fn run(&mut self, range: Range<usize>, chars: &Chars, flow: &mut Flow, out: &mut Builder) {
        let document = self.document;
        let end = range.end;
        let units = &document.text.units;
        let mut at = range.start;
        while at < end {
            let unit = units[at];
            at += 1;
            if flow.fields.meets(unit, at - 1) || chars.hidden || unit == FILLER {
                continue;
            }
            if flow.is_body && self.notes.get(self.note).is_some_and(|n| (n.at as usize) < at) {
                self.write(chars, flow, out);
                if self.call_note(at - 1, chars, flow, out) {
                    continue;
                }
            }
            match unit {
                0x0B | 0x0E if !chars.deleted => {
                    self.write(chars, flow, out);
                    flow.tables.target(out).line_break();
                }
                0x09 => flow.text.push('\t'),
                0x0B | 0x0E => flow.text.push(' '),
                0x1E => flow.text.push('-'),
                0..=0x1F => {}
                _ => match chars.symbol.or_else(|| private(unit, chars)) {
                    Some((font, code)) => flow.text.push(symbol(document.fonts.get(usize::from(font)).map_or("", String::as_str), code)),
                    None => push_unit(&mut flow.text, unit, units.get(at).copied().filter(|_| at < end), &mut at),
                },
            }
        }
        self.write(chars, flow, out);
    }

    /// Writes the run's text.
    fn write(&mut self, chars: &Chars, flow: &mut Flow, out: &mut Builder) {
        if flow.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut flow.text);
        if chars.deleted {
            flow.deleted.push_str(&text);
        } else {
            flow.end_deletion(out);
            if chars.inserted && !flow.is_inserted {
                flow.tables.target(out).inserted();
            }
            flow.is_inserted = chars.inserted;
            let place = flow.is_body.then_some(Place::Run { paragraph: self.paragraph, run: flow.run });
            let number = flow.number.take();
            let target = flow.tables.target(out);
            if let Some(number) = number {
                target.number(&number);
            }
            // A note's text begins with its mark and a blank.
            let at_start = !flow.is_body && target.is_at_start();
            let shown = if at_start { text.trim_start() } else { &text };
            target.run(shown, RunStyle { bold: chars.bold, italic: chars.italic }, place);
        }
        flow.text = text;
        flow.text.clear();
    }

    /// Calls the note that is due; false where its place was passed by or is not shown.
    fn call_note(&mut self, at: usize, chars: &Chars, flow: &mut Flow, out: &mut Builder) -> bool {
        while let Some(note) = self.notes.get(self.note).filter(|n| n.at as usize <= at).cloned() {
            self.note += 1;
            if note.at as usize == at && !chars.deleted {
                let number = u32::try_from(self.note).unwrap_or(u32::MAX);
                flow.end_deletion(out);
                flow.tables.target(out).footnote_mark(number);
                let mut content = Builder::new();
                self.aside(note.text, &mut content);
                flow.tables.target(out).footnote(number, content);
                return true;
            }
        }
        false
    }
}

impl Flow {
    fn end_deletion(&mut self, out: &mut Builder) {
        if !self.deleted.is_empty() {
            let deleted = std::mem::take(&mut self.deleted);
            self.tables.target(out).deleted(&deleted);
        }
    }
}

/// A character of a symbol font that was typed as text.
fn private(unit: u16, chars: &Chars) -> Option<(u16, u16)> {
    (0xF000..=0xF0FF).contains(&unit).then_some((chars.font.unwrap_or(u16::MAX), unit))
}

/// Adds a character, which may take the next unit too.
fn push_unit(text: &mut String, unit: u16, next: Option<u16>, at: &mut usize) {
    let pair = next.filter(|_| (0xD800..0xDC00).contains(&unit));
    let mut decoded = char::decode_utf16(std::iter::once(unit).chain(pair));
    match decoded.next() {
        Some(Ok(c)) => {
            *at += c.len_utf16() - 1;
            text.push(c);
        }
        _ => text.push('\u{FFFD}'),
    }
}
