//! Which paragraphs are headings by the document's own word: a bookmark names them, or they are set larger and bolder than the text.

use std::collections::BTreeMap;

use super::line::Line;
use super::paragraphs::Measures;
use crate::import::builder::Role;

/// A heading is no longer than this many characters.
const MAX_HEADING: usize = 60;

/// Tells roles.
pub struct Roles<'a> {
    bookmarks: &'a BTreeMap<String, u8>,
    measures: &'a Measures,
    has_title: bool,
    seen: usize,
}

impl<'a> Roles<'a> {
    /// For a document's paragraphs, to be asked in order.
    pub const fn new(bookmarks: &'a BTreeMap<String, u8>, measures: &'a Measures) -> Self {
        Self { bookmarks, measures, has_title: false, seen: 0 }
    }

    /// The role of the next paragraph.
    pub fn of(&mut self, lines: &[Line]) -> Role {
        self.seen += 1;
        let Some(first) = lines.first() else { return Role::Body };
        let text: String = lines.iter().flat_map(|l| l.text().chars().collect::<Vec<_>>()).filter(|c| !c.is_whitespace()).collect();
        let length = text.chars().count();
        if !(2..=MAX_HEADING).contains(&length) {
            return Role::Body;
        }
        let ratio = first.size / self.measures.body.max(1.0);
        let is_centred = lines.iter().all(|l| self.measures.is_centred(l));
        if !self.has_title && first.page == 1 && self.seen <= 12 && ratio >= 1.3 && is_centred && length >= 5 {
            self.has_title = true;
            return Role::Title;
        }
        if let Some(level) = self.bookmarks.get(&text) {
            return Role::Heading(*level);
        }
        let is_bold = lines.iter().all(|l| l.bold);
        match ratio {
            r if r >= 1.4 && is_bold => Role::Heading(1),
            r if r >= 1.15 && is_bold => Role::Heading(2),
            _ => Role::Body,
        }
    }
}
