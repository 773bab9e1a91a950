//! Which numbers count something, and which are only a manner of speaking.
//!
//! In: a quantity and its phrase. Out: whether it is a measure. Arabic figures nearly always count; Chinese numerals as often belong to a
//! name or a slogan (三道防线, 两个确保), so they must be governed by a verb of doing at close range.

use super::edges::{BEHIND_VERB_EDGE, trim_end};
use super::phrases::{Basis, Phrase, Sentence};
use super::units::Sort;
use super::view::{ends_with, starts_with};
use super::words::{Class, FIGURATIVE, Hit, TALK};

/// Between a verb and a number in Chinese numerals there are at most so many characters.
const HAN_REACH: usize = 10;

impl Sentence<'_> {
    /// Whether a number with this phrase is a measure at all.
    pub(super) fn is_measure(&self, k: usize, phrase: &Phrase) -> bool {
        let quantity = &self.quantities[k];
        let object = self.view.slice(phrase.object.0, phrase.object.1);
        if object.is_empty() && phrase.action.0 == phrase.action.1 {
            return false;
        }
        let follows = self.view.slice(quantity.tail, self.view.len());
        let is_share = quantity.sort == Sort::Share;
        if !is_share && TALK.split(' ').any(|word| starts_with(follows, word)) {
            return false;
        }
        !quantity.is_han || self.is_counted(k, phrase, object)
    }

    /// Chinese numerals count where a verb of doing governs them at close range, and what they count is a thing.
    fn is_counted(&self, k: usize, phrase: &Phrase, object: &[char]) -> bool {
        let quantity = &self.quantities[k];
        let is_figurative = FIGURATIVE.split(' ').any(|word| ends_with(object, word));
        if is_figurative && phrase.basis == Basis::After {
            return false;
        }
        // 三个提升, 两个确保: the whole of what is counted is a verb.
        let goes_on =
            |end: usize| self.view.get(end).is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !matches!(c, '即' | '是' | '为'));
        let is_slogan = |h: &Hit| h.start == quantity.tail && h.class != Class::Doing && !goes_on(h.end);
        if quantity.unit == "个" && self.hits_in(quantity.tail, self.view.len()).take(1).any(|h| is_slogan(&h)) {
            return false;
        }
        if quantity.lead < quantity.start || matches!(quantity.sort, Sort::Money | Sort::Share) {
            return true;
        }
        if quantity.unit == "比例" {
            return true;
        }
        let between = (phrase.action.1..quantity.start).filter(|at| !self.view.is_in_name(*at)).count();
        let is_near = phrase.is_doing && (phrase.action.0 > quantity.start || between <= HAN_REACH);
        if quantity.value != "1" {
            return is_near;
        }
        let one_of_many = ["批", "类", "种", "套", "片", "块", "面", "口", "头", "门", "组", "款", "张", "件", "点"];
        let verb_end = trim_end(self.view, phrase.action.1, quantity.start, &BEHIND_VERB_EDGE);
        phrase.is_doing && verb_end == phrase.action.1 && !one_of_many.contains(&quantity.unit.as_str())
    }
}
