//! In which ways the documents write each initiative.
//!
//! In: a [`Comparison`]. Out: for each of its initiatives the different words of its mentions, each once. A long text mentions an initiative a
//! thousand times in two or three ways: whoever looks for words among the mentions only has to look at these. Made once per comparison.

use super::types::{Comparison, Place};

/// The different words in which each initiative is mentioned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spellings {
    /// Per initiative of the comparison, by their words; each by its first place.
    of: Vec<Vec<Place>>,
}

impl Spellings {
    /// Those of a comparison.
    #[must_use]
    pub fn new(comparison: &Comparison) -> Self {
        let text = |place: &Place| comparison.documents.get(place.document).and_then(|d| d.text.get(place.span.start.0..place.span.end.0));
        let of = comparison.initiatives.iter().map(|initiative| {
            let mut places: Vec<Place> = initiative.mentions.iter().map(|m| Place { document: m.document, span: m.span }).collect();
            // Stable: of equal words the first place stays.
            places.sort_by_key(text);
            places.dedup_by(|a, b| text(a) == text(b));
            places
        });
        Self { of: of.collect() }
    }

    /// Whether the comparison's initiative of this index is somewhere mentioned in words that contain these.
    #[must_use]
    pub fn contain(&self, comparison: &Comparison, initiative: usize, words: &str) -> bool {
        let places = self.of.get(initiative).map_or(&[][..], Vec::as_slice);
        places.iter().any(|place| comparison.documents.get(place.document).is_some_and(|d| place.span.of(&d.text).contains(words)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Spellings;
    use crate::compare::compare;
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;

    #[test]
    fn each_way_of_writing_is_known_once_and_none_is_lost() {
        let document = |name: &str| {
            let text = "某街道计划\n推进垃圾分类，再推进垃圾分类，加装电梯，既有多层住宅加装电梯。\n";
            Arc::new(read(&Arc::new(import(name, text.as_bytes()).expect("a text")), &Default::default()).remove(0))
        };
        let comparison = compare(vec![document("a.txt"), document("b.txt")], &Lexicon::builtin(), None);
        let spellings = Spellings::new(&comparison);
        for (k, initiative) in comparison.initiatives.iter().enumerate() {
            let words = |m: &crate::compare::Mention| m.span.of(&comparison.documents[m.document].text);
            let mut all: Vec<&str> = initiative.mentions.iter().map(words).collect();
            all.sort_unstable();
            all.dedup();
            assert_eq!(spellings.of[k].len(), all.len());
            assert!(all.iter().all(|words| spellings.contain(&comparison, k, words)));
            assert!(!spellings.contain(&comparison, k, "一网统管"));
        }
        assert!(!spellings.contain(&comparison, usize::MAX, "垃圾"));
    }
}
