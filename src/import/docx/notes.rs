//! Footnotes and endnotes (ECMA-376 part 1, 17.11): their texts, and the numbers that they get in the order of their marks.

use std::collections::BTreeMap;

use super::super::xml::{Walk, children};
use super::super::{Builder, ImportError};
use super::story::Story;
use super::styles::Styles;

/// Where a note stands; both kinds count from one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    Footnote,
    Endnote,
}

/// All notes of a document.
#[derive(Debug, Default)]
pub struct Notes {
    texts: BTreeMap<(NoteKind, i64), Builder>,
    numbers: BTreeMap<(NoteKind, i64), u32>,
}

impl Notes {
    /// Reads the part of the footnotes or of the endnotes.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn read(&mut self, walk: &mut Walk, styles: &Styles) -> Result<(), ImportError> {
        children(walk, |walk, _| {
            children(walk, |walk, element| {
                let kind = match element.name() {
                    "footnote" => NoteKind::Footnote,
                    "endnote" => NoteKind::Endnote,
                    _ => return Ok(false),
                };
                // The lines that separate notes from text are kept as notes too.
                let is_text = element.attribute("type").is_none_or(|t| t == "normal");
                let Some(id) = element.number("id").filter(|_| is_text) else { return Ok(false) };
                let mut content = Builder::new();
                Story::beside(styles).blocks(walk, &mut content)?;
                self.texts.entry((kind, id)).or_insert(content);
                Ok(true)
            })?;
            Ok(true)
        })
    }

    /// The number of a note, counted in the order of asking, and its text when it is asked for first; `None` where there is no such note.
    pub fn take(&mut self, kind: NoteKind, id: i64) -> Option<(u32, Option<Builder>)> {
        if let Some(n) = self.numbers.get(&(kind, id)) {
            return Some((*n, None));
        }
        let text = self.texts.remove(&(kind, id))?;
        let n = u32::try_from(self.numbers.len()).ok()?.saturating_add(1);
        self.numbers.insert((kind, id), n);
        Some((n, Some(text)))
    }
}
