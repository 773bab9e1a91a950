//! A comparison of some initiatives only.
//!
//! In: a [`Comparison`] and what the user asked for. Out: which initiative that is; the comparison cut down to some, every index in it right.

use super::types::Comparison;
use crate::initiative::InitiativeId;
use crate::text::fold;

impl Comparison {
    /// Index of the initiative that `asked` names: by its name, else by what a document calls it (the one so called most often).
    #[must_use]
    pub fn initiative_named(&self, asked: &str) -> Option<usize> {
        let asked = fold(asked.trim()).text;
        if let Some(k) = self.initiatives.iter().position(|i| fold(&i.name).text == asked) {
            return Some(k);
        }
        let called = |k: usize| {
            let mentions = self.initiatives[k].mentions.iter();
            mentions.filter(|m| self.documents.get(m.document).is_some_and(|d| fold(m.span.of(&d.text)).text == asked)).count()
        };
        (0..self.initiatives.len())
            .map(|k| (called(k), k))
            .filter(|(count, _)| *count > 0)
            .max_by_key(|(count, k)| (*count, usize::MAX - k))
            .map(|(_, k)| k)
    }

    /// Leaves only the initiatives `kept`. A measure of another one stays and is a number of none.
    pub fn keep_initiatives(&mut self, kept: &[InitiativeId]) {
        let mut place = 0;
        let places: Vec<Option<usize>> = self
            .initiatives
            .iter()
            .map(|initiative| {
                let stays = kept.contains(&initiative.id);
                place += usize::from(stays);
                stays.then(|| place - 1)
            })
            .collect();
        self.initiatives.retain(|i| kept.contains(&i.id));
        for found in &mut self.measures {
            found.initiative = found.initiative.and_then(|k| places.get(k).copied().flatten());
        }
    }
}
