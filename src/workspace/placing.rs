//! Where the user's notes and pins stand in the documents that are open.
//!
//! In: notes, pins and documents. Out: places in the documents' texts. A note or pin whose words stand nowhere any more, or whose document is
//! not open, has no place: it is kept all the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::work::{About, Note, Pin};
use crate::compare::Place;
use crate::structure::{Anchor, Document};
use crate::text::Span;

/// A note and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedNote {
    /// Index into [`super::Work::notes`].
    pub note: usize,
    /// The passage that it is about.
    pub span: Span,
}

/// A pin and where its ends stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedPin {
    /// Index into [`super::Work::pins`].
    pub pin: usize,
    /// One end.
    pub a: Place,
    /// The other.
    pub b: Place,
}

/// Finds places, and keeps them as long as the documents are the same: words are looked for in the whole of a text.
#[derive(Debug, Default)]
pub struct Placer {
    documents: Vec<Arc<Document>>,
    known: BTreeMap<Anchor, Option<Place>>,
}

impl Placer {
    /// Places are those in these documents from now on.
    pub fn look_in(&mut self, documents: &[Arc<Document>]) {
        let same = self.documents.len() == documents.len() && self.documents.iter().zip(documents).all(|(a, b)| Arc::ptr_eq(a, b));
        if !same {
            *self = Self { documents: documents.to_vec(), known: BTreeMap::new() };
        }
    }

    /// Notes on passages, per document, by place.
    #[must_use]
    pub fn notes(&mut self, notes: &[Note]) -> Vec<Vec<PlacedNote>> {
        let mut out = vec![Vec::new(); self.documents.len()];
        for (k, note) in notes.iter().enumerate() {
            let About::Passage(anchor) = &note.about else { continue };
            if let Some(place) = self.place(anchor)
                && let Some(placed) = out.get_mut(place.document)
            {
                placed.push(PlacedNote { note: k, span: place.span });
            }
        }
        out.iter_mut().for_each(|placed| placed.sort_by_key(|n| (n.span, n.note)));
        out
    }

    /// Pins both of whose ends stand in the documents.
    #[must_use]
    pub fn pins(&mut self, pins: &[Pin]) -> Vec<PlacedPin> {
        let mut ends = |pin: &Pin| Some((self.place(&pin.a)?, self.place(&pin.b)?));
        pins.iter().enumerate().filter_map(|(k, pin)| ends(pin).map(|(a, b)| PlacedPin { pin: k, a, b })).collect()
    }

    fn place(&mut self, anchor: &Anchor) -> Option<Place> {
        if let Some(known) = self.known.get(anchor) {
            return *known;
        }
        let document = anchor.document.find(self.documents.iter().map(|d| &**d));
        let found = document.and_then(|k| Some(Place { document: k, span: anchor.place(self.documents.get(k)?)? }));
        self.known.insert(anchor.clone(), found);
        found
    }
}

impl PlacedPin {
    /// The end in document `from` and that in document `to`, where it ties these two.
    #[must_use]
    pub fn between(&self, from: usize, to: usize) -> Option<(Span, Span)> {
        match (self.a.document, self.b.document) {
            (a, b) if (a, b) == (from, to) => Some((self.a.span, self.b.span)),
            (a, b) if (b, a) == (from, to) => Some((self.b.span, self.a.span)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{PlacedNote, PlacedPin, Placer};
    use crate::import::import;
    use crate::structure::{Anchor, Document, read};
    use crate::text::Span;
    use crate::workspace::{About, Note, Pin};

    fn document(name: &str, text: &str) -> Arc<Document> {
        Arc::new(read(&Arc::new(import(name, text.as_bytes()).expect("a text")), &Default::default()).remove(0))
    }

    fn anchor(document: &Document, words: &str) -> Anchor {
        let at = document.text.find(words).expect("its words");
        Anchor::of(document, Span::new(at, at + words.len()))
    }

    fn place_notes(notes: &[Note], documents: &[Arc<Document>]) -> Vec<Vec<PlacedNote>> {
        let mut placer = Placer::default();
        placer.look_in(documents);
        let first = placer.notes(notes);
        placer.look_in(documents);
        assert_eq!(placer.notes(notes), first, "what is known is the same");
        first
    }

    fn place_pins(pins: &[Pin], documents: &[Arc<Document>]) -> Vec<PlacedPin> {
        let mut placer = Placer::default();
        placer.look_in(documents);
        placer.pins(pins)
    }

    #[test]
    fn notes_stand_where_their_words_do_and_pins_where_both_ends_are_open() {
        let (a, b) = (document("a.txt", "甲街道计划\n推进垃圾分类。\n"), document("b.txt", "乙街道计划\n加装电梯。\n"));
        let note = |about| Note { about, text: "核对".to_owned() };
        let notes = [
            note(About::Initiative("垃圾分类".to_owned())),
            note(About::Passage(anchor(&b, "加装电梯"))),
            note(About::Passage(anchor(&a, "垃圾分类"))),
        ];
        let both = [Arc::clone(&a), Arc::clone(&b)];
        let placed = place_notes(&notes, &both);
        assert_eq!(placed.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
        assert_eq!((placed[0][0].note, placed[0][0].span.of(&a.text)), (2, "垃圾分类"));
        let pins = [Pin { a: anchor(&b, "加装电梯"), b: anchor(&a, "垃圾分类") }];
        let tied = place_pins(&pins, &both)[0];
        let (from, to) = tied.between(0, 1).expect("they are tied");
        assert_eq!((from.of(&a.text), to.of(&b.text)), ("垃圾分类", "加装电梯"));
        assert!(tied.between(1, 1).is_none());
        assert!(place_pins(&pins, &both[..1]).is_empty(), "one end is closed");
        let changed = [document("a.txt", "甲街道工作计划\n推进垃圾分类。\n"), Arc::clone(&b)];
        assert_eq!(place_notes(&notes, &changed)[0].len(), 1, "a changed file of the same name");
    }
}
