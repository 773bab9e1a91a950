//! Walks a part of a page and writes its paragraphs, lists and tables.
//!
//! In: the page, the element to read, what in it is no part of the article, the notes. Out: a builder with the text. One loop over the flat
//! page, with a stack of open elements: depth costs no stack.

use std::collections::BTreeSet;

use super::list::{List, has_own_number};
use super::look::Look;
use super::notes::Notes;
use super::page::{Element, Kind, Page, is_block};
use super::paragraph::Paragraph;
use super::table;
use crate::import::{Builder, CellContent, Role};

/// Longer headings are text that was set large.
const MAX_HEADING: usize = 120;

/// What a walk has to know beside the page.
pub struct Task<'a> {
    /// The page.
    pub page: &'a Page,
    /// Notes of the page.
    pub notes: &'a Notes,
    /// Elements that are left out, with all below them.
    pub skipped: &'a BTreeSet<usize>,
    /// Lines that are left out wherever they stand.
    pub is_apart: fn(&str) -> bool,
    /// The title, without blanks: a paragraph that is it gets that role.
    pub title: Option<&'a str>,
    /// Whether line ends of the page's source are blanks even between Chinese characters.
    pub keeps_newline_as_blank: bool,
}

/// An element that is open.
struct Open {
    node: usize,
    look: Look,
    is_list: bool,
    what: What,
}

/// What an open element is to the walk.
#[derive(PartialEq, Eq)]
enum What {
    Plain,
    Table,
    Row,
    Cell { columns: u16, rows: u16 },
}

struct Walk<'a> {
    task: &'a Task<'a>,
    root: usize,
    open: Vec<Open>,
    lists: Vec<List>,
    /// The number of the item that has not begun yet.
    number: Option<String>,
    /// One for the text, one more for each open cell.
    builders: Vec<Builder>,
    tables: Vec<Vec<Vec<CellContent>>>,
    paragraph: Paragraph,
    /// A heading that waits for what it heads.
    heading: Option<(Paragraph, u8)>,
    has_title: bool,
    count: u32,
    /// Lines that were left out by their words.
    lines_apart: Vec<String>,
}

/// Reads the element at `root` into `builder`, whose paragraphs are `count` by now; gives also the lines that are apart.
#[must_use]
pub fn read(task: &Task<'_>, root: usize, builder: Builder, count: u32) -> (Builder, u32, Vec<String>) {
    let mut walk = Walk {
        task,
        root,
        open: Vec::new(),
        lists: Vec::new(),
        number: None,
        builders: vec![builder],
        tables: Vec::new(),
        paragraph: Paragraph::default(),
        heading: None,
        has_title: count > 0,
        count,
        lines_apart: Vec::new(),
    };
    walk.run();
    (walk.builders.pop().unwrap_or_default(), walk.count, walk.lines_apart)
}

impl Walk<'_> {
    fn run(&mut self) {
        let (page, root) = (self.task.page, self.root);
        let (mut k, end) = (root, page.end(root).min(page.nodes.len()));
        while k < end {
            self.close_until(k);
            let goes_in = match &page.nodes[k].kind {
                Kind::Text(text) => {
                    self.text(text);
                    true
                }
                Kind::Element(element) => self.enter(k, element),
            };
            k = if goes_in { k + 1 } else { page.end(k) };
        }
        self.close_until(usize::MAX);
        self.flush();
        self.release_heading(Some(1));
    }

    fn look(&self) -> Look {
        self.open.last().map(|o| o.look).unwrap_or_default()
    }

    fn text(&mut self, text: &str) {
        let look = self.look();
        let keeps = self.task.keeps_newline_as_blank;
        if !look.is_pre {
            self.paragraph.text(text, look.style, keeps);
            return;
        }
        for (k, line) in text.split('\n').enumerate() {
            if k > 0 {
                self.flush();
            }
            self.paragraph.text(line, look.style, keeps);
        }
    }

    /// Takes an element in; whether its content is wanted.
    fn enter(&mut self, k: usize, element: &Element) -> bool {
        let task = self.task;
        let is_note = task.notes.holders.contains(&k) && k != self.root;
        if is_note || task.skipped.contains(&k) || task.notes.back.contains(&k) {
            return false;
        }
        if let Some(n) = task.notes.marks.get(&k) {
            self.paragraph.mark(*n);
            return false;
        }
        match element.name.as_str() {
            "br" => {
                self.paragraph.line_break();
                return false;
            }
            "hr" => {
                self.flush();
                return false;
            }
            "del" => {
                self.paragraph.deleted(task.page.text(k));
                return false;
            }
            // Without a date it is an underline, or an advertisement.
            "ins" if element.attribute("datetime").or(element.attribute("cite")).is_some() => self.paragraph.inserted(),
            _ => {}
        }
        if is_block(&element.name) && element.name != "body" {
            self.flush();
        }
        let what = self.table_part(k, element);
        let is_list = matches!(element.name.as_str(), "ol" | "ul" | "menu" | "dir");
        if is_list {
            self.lists.push(List::open(task.page, k, element));
        }
        if element.name == "li" {
            self.number = self.lists.last_mut().and_then(|list| list.number(element));
        }
        let look = self.look().inside(element);
        self.open.push(Open { node: k, look, is_list, what });
        true
    }

    fn table_part(&mut self, k: usize, element: &Element) -> What {
        // The innermost open part of a table that is data decides what a row or a cell is.
        let innermost = self.open.iter().rev().find(|o| o.what != What::Plain).map(|o| &o.what);
        match element.name.as_str() {
            "table" if self.tables.len() < table::MAX_NESTED && !table::is_layout(self.task.page, k) => {
                self.release_heading(None);
                self.tables.push(Vec::new());
                What::Table
            }
            "tr" if innermost == Some(&What::Table) && self.is_in_its_table() => {
                if let Some(rows) = self.tables.last_mut() {
                    rows.push(Vec::new());
                }
                What::Row
            }
            "td" | "th" if innermost == Some(&What::Row) && self.is_in_its_table() => {
                self.builders.push(Builder::new());
                let (columns, rows) = table::spans(element);
                What::Cell { columns, rows }
            }
            _ => What::Plain,
        }
    }

    /// Whether the table around a row or a cell is the innermost data table, and no layout table stands between.
    fn is_in_its_table(&self) -> bool {
        let page = self.task.page;
        let nearest = self.open.iter().rev().find(|o| page.name(o.node) == "table");
        nearest.is_some_and(|o| o.what == What::Table)
    }

    /// Closes the elements that end before index `k`.
    fn close_until(&mut self, k: usize) {
        while self.open.last().is_some_and(|o| self.task.page.end(o.node) <= k) {
            // What is pending still looks as this element says.
            if self.open.last().is_some_and(|o| is_block(self.task.page.name(o.node))) {
                self.flush();
            }
            let Some(open) = self.open.pop() else { return };
            let name = self.task.page.name(open.node);
            if name == "li" {
                self.number = None;
            }
            if open.is_list {
                self.lists.pop();
            }
            self.leave_table_part(&open.what);
        }
    }

    fn leave_table_part(&mut self, what: &What) {
        match what {
            What::Plain | What::Row => {}
            What::Cell { columns, rows } => {
                let content = if self.builders.len() > 1 { self.builders.pop() } else { None };
                if let (Some(content), Some(row)) = (content, self.tables.last_mut().and_then(|rows| rows.last_mut())) {
                    row.push(CellContent { content, columns: *columns, rows: *rows });
                }
            }
            What::Table => {
                if let Some(rows) = self.tables.pop() {
                    self.builder().table(rows);
                    self.count += 1;
                }
            }
        }
    }

    fn builder(&mut self) -> &mut Builder {
        if self.builders.is_empty() {
            self.builders.push(Builder::new());
        }
        let last = self.builders.len() - 1;
        &mut self.builders[last]
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        let role = self.look().role;
        if paragraph.is_blank() {
            self.write(paragraph, Role::Body);
            return;
        }
        let text = paragraph.plain();
        if self.builders.len() == 1 && (self.task.is_apart)(&text) {
            self.lines_apart.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            return;
        }
        paragraph.number = self.number.take().filter(|_| !has_own_number(&text));
        let role = self.role(role, &text);
        if let Role::Heading(level) = role {
            self.release_heading(Some(level));
            self.heading = Some((paragraph, level));
            return;
        }
        self.release_heading(None);
        self.write(paragraph, role);
    }

    /// A paragraph's role: headings only in the text itself, the title once.
    fn role(&mut self, role: Role, text: &str) -> Role {
        if self.builders.len() > 1 {
            return Role::Body;
        }
        if !self.has_title && self.count < 3 && self.task.title.is_some_and(|title| super::facts::squeezed(text) == title) {
            self.has_title = true;
            return Role::Title;
        }
        match role {
            Role::Heading(_) if text.chars().count() > MAX_HEADING => Role::Body,
            role => role,
        }
    }

    /// Writes the heading that waits; `next` is the level of a heading that follows, none where text does or nothing more comes.
    fn release_heading(&mut self, next: Option<u8>) {
        let Some((paragraph, level)) = self.heading.take() else { return };
        // What is set as a heading and followed by its like heads nothing: a line of a cover, an item set large.
        let heads = next.is_none_or(|next| next > level);
        self.write(paragraph, if heads { Role::Heading(level) } else { Role::Body });
    }

    fn write(&mut self, paragraph: Paragraph, role: Role) {
        let mut count = self.count;
        paragraph.write(self.builder(), role, &mut count);
        self.count = count;
    }
}
