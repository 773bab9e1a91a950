//! Tracked changes (OpenDocument 1.3 part 3, 5.5): their list at the head of the body in, what each mark in the text means out.

use std::collections::BTreeMap;

use super::super::ImportError;
use super::super::xml::{Step, Walk, children};

/// What a mark in the text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Text was put in.
    Insertion,
    /// This text was taken out.
    Deletion(String),
}

/// Changes by id.
#[derive(Debug, Default)]
pub struct Changes(BTreeMap<String, Change>);

impl Changes {
    /// Reads a `text:tracked-changes` whose `Open` came last.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn read(&mut self, walk: &mut Walk) -> Result<(), ImportError> {
        children(walk, |walk, element| {
            let Some(id) = element.attribute("id") else { return Ok(false) };
            children(walk, |walk, element| {
                let change = match element.name() {
                    "insertion" => Change::Insertion,
                    "deletion" => {
                        let text = deleted_text(walk)?;
                        self.0.insert(id.clone(), Change::Deletion(text));
                        return Ok(true);
                    }
                    _ => return Ok(false),
                };
                self.0.insert(id.clone(), change);
                Ok(false)
            })?;
            Ok(true)
        })
    }

    /// Takes out what the mark with this id means; each counts once.
    pub fn take(&mut self, id: &str) -> Option<Change> {
        self.0.remove(id)
    }
}

/// The text of a deletion, its paragraphs as lines.
fn deleted_text(walk: &mut Walk) -> Result<String, ImportError> {
    let (mut out, mut depth) = (String::new(), 0_usize);
    loop {
        match walk.step()? {
            Step::Open(element) if element.name() == "change-info" => walk.skip()?,
            Step::Open(element) => {
                depth += 1;
                match element.name() {
                    "p" | "h" if !out.is_empty() => out.push('\n'),
                    "s" | "tab" => out.push(' '),
                    _ => {}
                }
            }
            Step::Text(text) => out.push_str(text.trim_matches(['\n', '\r'])),
            Step::Close(_) if depth > 0 => depth -= 1,
            Step::Close(_) | Step::End | Step::Broken => return Ok(out),
        }
    }
}
