//! The noun phrases around a number: behind its unit, between verb and number, before the verb.
//!
//! In: a sentence and ranges of characters. Out: ranges without what is no part of the phrase; empty (start = end) where nothing is left.

use super::edges::{CUT_EDGE, JOINT_END_EDGE, JOINT_START_EDGE, LEADING_EDGE, TRAILING_EDGE, first_of, trim_end, trim_start};
use super::phrases::Sentence;
use super::units::Sort;
use super::words::{Class, Hit, NEVER_COUNTED};

/// What is counted has at most so many characters.
const MAX_OBJECT: usize = 30;
/// What says of which ones (…的) is left out of longer objects.
const LONG_OBJECT: usize = 16;

impl Sentence<'_> {
    /// The subject in `start..end`, without a verb before it (推动覆盖率, 开展活动). The name of a share keeps its verb (办理时限, 就业率).
    pub(super) fn subject(&self, k: usize, start: usize, end: usize) -> (usize, usize) {
        let is_share = matches!(self.quantities[k].sort, Sort::Share | Sort::Time | Sort::Money);
        // 普及率由88%提高到93%: what it came from is no part of its name.
        let is_former =
            |at: &usize| matches!(self.view.chars[*at], '由' | '从') && self.view.get(at + 1).is_some_and(|c| c.is_ascii_digit());
        let end = (start..end).find(is_former).unwrap_or(end);
        let opening = trim_start(self.view, start, end, &LEADING_EDGE);
        let is_verb = |h: &Hit| {
            let leads = h.class == Class::General || NEVER_COUNTED.split(' ').any(|word| self.view.has(h.start, word));
            h.end < end && (leads || !is_share && h.class == Class::Doing && h.start <= opening)
        };
        let from = self.hits_in(start, end).filter(is_verb).next_back().map_or(start, |h| h.end);
        self.noun(start, from, end)
    }

    /// What stands behind the unit, up to what ends it.
    pub(super) fn after(&self, k: usize, end: usize) -> (usize, usize) {
        let quantity = &self.quantities[k];
        let mut start = quantity.tail;
        while matches!(self.view.get(start), Some('的' | '余' | '多')) && start < end {
            start += 1;
        }
        if matches!(self.view.get(start), Some('(' | '（' | '和' | '及' | '与')) {
            return (start, start);
        }
        let is_verb = |h: &&Hit| matches!(h.class, Class::Doing | Class::Change | Class::General);
        let verb_end = self.hits_in(start, end).find(|h| is_verb(&h)).map_or(end, |h| h.start);
        self.trimmed(start, first_of(self.view, start, verb_end, &CUT_EDGE).unwrap_or(verb_end))
    }

    /// Whether what stands behind a unit is said of the next number (74个小区充电桩376个 keeps it, 20家注册资本5亿元 does not).
    pub(super) fn belongs_to_next(&self, k: usize, upto: usize) -> bool {
        self.quantities.get(k + 1).is_some_and(|next| trim_end(self.view, upto, next.lead, &TRAILING_EDGE) <= upto)
    }

    /// `from..end` without the words at its ends that are no part of what stands before a number; empty where nothing is left.
    pub(super) fn noun(&self, start: usize, from: usize, end: usize) -> (usize, usize) {
        let end = trim_end(self.view, from, end.max(from), &TRAILING_EDGE);
        self.trimmed(trim_start(self.view, from.max(start), end, &LEADING_EDGE), end)
    }

    /// A noun phrase without joints and brackets at its ends, and without a long attribute; empty where nothing is left.
    pub(super) fn trimmed(&self, from: usize, end: usize) -> (usize, usize) {
        let view = self.view;
        let end = trim_end(view, from, end.max(from), &JOINT_END_EDGE);
        // （其中…）22场, 新增（含改造）绿地: what brackets add is not counted.
        let closing = |c: Option<char>| matches!(c, Some('）' | ')'));
        let opening = |at: &usize| matches!(view.chars[*at], '（' | '(');
        let end = if closing(end.checked_sub(1).and_then(|k| view.get(k))) { (from..end).rev().find(opening).unwrap_or(end) } else { end };
        let from = if matches!(view.get(from), Some('（' | '(')) {
            (from..end).find(|k| closing(view.get(*k))).map_or(from, |k| k + 1)
        } else {
            from
        };
        let mut from = trim_start(view, from, end, &JOINT_START_EDGE);
        if end - from > LONG_OBJECT
            && let Some(of) = (from + 1..end - 1).rev().find(|at| view.chars[*at] == '的' && !view.is_in_name(*at))
        {
            from = of + 1;
        }
        (from.max(end.saturating_sub(MAX_OBJECT)), end)
    }

    /// One past the last verb of doing in `start..end`, where a noun phrase can begin.
    pub(super) fn after_verbs(&self, start: usize, end: usize) -> usize {
        let is_verb = |h: &Hit| h.end < end && matches!(h.class, Class::Doing | Class::General);
        self.hits_in(start, end).filter(is_verb).next_back().map_or(start, |h| h.end)
    }
}
