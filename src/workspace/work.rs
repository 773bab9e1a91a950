//! [`Work`]: what the user adds to the documents; decisions, notes, pins. A value: undo puts an older one back.

use serde::{Deserialize, Serialize};

use crate::compare::Decision;
use crate::structure::{Anchor, Document};

/// What the user added, in the order in which it was added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    /// About initiatives and follow-ups.
    pub decisions: Vec<Decision>,
    /// Notes.
    pub notes: Vec<Note>,
    /// Places that the user tied to each other.
    pub pins: Vec<Pin>,
}

impl Work {
    /// All passages that it hangs on.
    pub fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        let decisions = self.decisions.iter().flat_map(Decision::anchors);
        let notes = self.notes.iter().filter_map(|note| if let About::Passage(anchor) = &note.about { Some(anchor) } else { None });
        decisions.chain(notes).chain(self.pins.iter().flat_map(|pin| [&pin.a, &pin.b]))
    }

    /// How many of its passages stand nowhere in their documents any more. Those whose document is not open are not counted.
    pub fn unplaced<'a>(&self, documents: impl Iterator<Item = &'a Document> + Clone) -> usize {
        self.anchors().filter(move |a| a.document.find(documents.clone()).is_some() && a.locate(documents.clone()).is_none()).count()
    }
}

/// A note, on a passage or on an initiative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is about.
    #[serde(flatten)]
    pub about: About,
    /// What the user wrote.
    pub text: String,
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// An initiative, by name.
    Initiative(String),
    /// A passage.
    Passage(Anchor),
}

/// Two passages of different documents that are to stand beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// One.
    pub a: Anchor,
    /// The other.
    pub b: Anchor,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::{About, Note, Work};
    use crate::compare::Decision;
    use crate::import::import;
    use crate::structure::{Anchor, Document, read};
    use crate::text::Span;

    fn document(name: &str, text: &str) -> Document {
        read(&Arc::new(import(name, text.as_bytes()).expect("import")), &BTreeSet::new()).remove(0)
    }

    #[test]
    fn what_stands_nowhere_any_more_is_counted() {
        let before = document("a.txt", "甲街道2030年工作计划\n推进垃圾分类全覆盖，建设云上茶馆与月下书屋。\n");
        let anchor = |words: &str| {
            let at = before.text.find(words).expect("words");
            Anchor::of(&before, Span::new(at, at + words.len()))
        };
        let mut work = Work::default();
        work.notes.push(Note { about: About::Passage(anchor("云上茶馆")), text: "好".to_owned() });
        work.notes.push(Note { about: About::Initiative("垃圾分类".to_owned()), text: "好".to_owned() });
        work.decisions.push(Decision::Exclude { initiative: "垃圾分类".to_owned(), mention: anchor("垃圾分类") });
        assert_eq!(work.anchors().count(), 2);
        assert_eq!(work.unplaced([&before].into_iter()), 0);
        let after = document("a.txt", "甲街道2030年工作计划\n推进垃圾分类全覆盖，建设文化馆与图书室。\n");
        assert_eq!(work.unplaced([&after].into_iter()), 1);
        let other = document("b.txt", "乙街道2030年工作计划\n没有。\n");
        assert_eq!(work.unplaced([&other].into_iter()), 0, "its document is not open");
    }
}
