//! Where an item, a clause and a comparison begin and end around a number.
//!
//! In: a sentence and the index of a quantity. Out: ranges of characters. All look a bounded stretch to each side.

use super::phrases::{MAX_REACH, Sentence};
use super::quantities::Quantity;
use super::types::Base;

/// Prepositions after which the verb stands behind what is counted.
const PREPOSITIONS: &[&str] = &["为", "对", "向", "给", "在", "帮助", "组织", "推动", "动员", "指导", "促进", "针对", "引导", "协助", "使"];

/// Words that only look like them.

const NO_PREPOSITIONS: &[&str] = &[
    "作为",
    "成为",
    "因为",
    "为期",
    "为民",
    "为老",
    "为主",
    "为辅",
    "对接",
    "对象",
    "对口",
    "应对",
    "面对",
    "在建",
    "现在",
    "存在",
    "内在",
    "实在",
    "在地",
    "在册",
    "在校",
    "在职",
    "方向",
    "转向",
    "面向",
    "行为",
    "组织部",
    "在线",
    "在岗",
];

impl Sentence<'_> {
    /// Where the item of an enumeration that holds a quantity begins: behind the last mark, the quantity before, or an open bracket.
    pub(super) fn item_start(&self, k: usize) -> usize {
        let quantity = &self.quantities[k];
        let reach = quantity.lead.saturating_sub(MAX_REACH);
        // 演练（其中夜间6场）22场: a number in brackets bounds nothing outside them.
        let is_bracketed = matches!(quantity.lead.checked_sub(1).and_then(|at| self.view.get(at)), Some('）' | ')'));
        let open = (reach..quantity.lead).rev().find(|at| is_bracketed && matches!(self.view.chars[*at], '（' | '('));
        let bounds = |q: &Quantity| q.tail <= open.unwrap_or(quantity.lead);
        let least = self.quantities[..k].iter().rev().take(4).find(|q| bounds(q)).map_or(0, |q| q.tail).max(reach).min(quantity.lead);
        // 8个载体和4个…: what stands before 和 is counted by the number before it.
        if k > 0 && least > 0 && ["和", "及", "与", "以及", "并"].iter().any(|word| self.view.ends(quantity.lead, word)) {
            return quantity.lead;
        }
        let mut depth = 0;
        for at in (least..quantity.lead).rev() {
            match self.view.chars[at] {
                '）' | ')' => depth += 1,
                '（' | '(' if depth == 0 => return at + 1,
                '（' | '(' => depth -= 1,
                _ if depth == 0 && self.view.ends_item(at) => return at + 1,
                _ => {}
            }
        }
        least
    }

    /// Where the item of an enumeration that holds a quantity ends.
    pub(super) fn item_end(&self, k: usize) -> usize {
        let quantity = &self.quantities[k];
        let most = self.quantities.get(k + 1).map_or(self.view.len(), |next| next.lead).min(quantity.tail + MAX_REACH);
        let ends = |at: &usize| self.view.ends_item(*at) || matches!(self.view.chars[*at], '（' | '(' | '）' | ')');
        let end = (quantity.tail..most).find(ends).unwrap_or(most);
        // 一支招商员、代办员、协调员专业队伍: 支 counts teams, so the list belongs to the team's name.
        let is_team = |k: usize| self.view.slice(quantity.tail, k).iter().any(|c| matches!(c, '队' | '团' | '伍'));
        if quantity.unit == "支" && self.view.get(end) == Some('、') && !is_team(end) {
            let clause_end = (end..most).find(|at| self.view.ends_clause(*at)).unwrap_or(most);
            return if is_team(clause_end) { clause_end } else { end };
        }
        end
    }

    /// The clause around a quantity, from comma to comma.
    pub(super) fn clause(&self, quantity: &Quantity) -> (usize, usize) {
        let least = quantity.lead.saturating_sub(MAX_REACH);
        let most = self.view.len().min(quantity.tail + MAX_REACH);
        let start = (least..quantity.lead).rev().find(|at| self.view.ends_clause(*at)).map_or(least, |at| at + 1);
        let end = (quantity.tail..most).find(|at| self.view.ends_clause(*at)).unwrap_or(most);
        (start, end)
    }

    /// One past the last preposition of `start..end` whose noun phrase reaches `end`.
    pub(super) fn preposition(&self, start: usize, end: usize) -> Option<usize> {
        let view = self.view;
        (start..end).rev().find_map(|at| {
            let word = PREPOSITIONS.iter().find(|word| view.has(at, word) && !view.is_in_name(at))?;
            let is_other = NO_PREPOSITIONS.iter().any(|other| {
                let len = other.chars().count();
                (at + 1).checked_sub(len).is_some_and(|from| (from..=at).any(|k| view.has(k, other) && k + len > at))
            });
            (!is_other && at + word.chars().count() <= end).then(|| at + word.chars().count())
        })
    }

    /// What a change in `start..end` is measured against, and where that is said.
    pub(super) fn base(&self, start: usize, end: usize) -> (Option<Base>, Option<usize>) {
        let find = |word: &str| (start..end).find(|at| self.view.has(*at, word));
        for (word, base) in [
            ("同比", Base::YearOnYear),
            ("环比", Base::PeriodOnPeriod),
            ("较上年", Base::YearOnYear),
            ("比上年", Base::YearOnYear),
            ("较去年", Base::YearOnYear),
            ("比去年", Base::YearOnYear),
            ("与去年", Base::YearOnYear),
            ("与上年", Base::YearOnYear),
            ("较上月", Base::PeriodOnPeriod),
            ("比上月", Base::PeriodOnPeriod),
            ("较上季度", Base::PeriodOnPeriod),
            ("较", Base::Other),
            ("比", Base::Other),
        ] {
            if let Some(at) = find(word).filter(|at| word.len() > 3 || !self.is_in_word(*at)) {
                return (Some(base), Some(at));
            }
        }
        (
            self.view.has(end, "同比").then_some(Base::YearOnYear).or_else(|| self.view.has(end, "环比").then_some(Base::PeriodOnPeriod)),
            None,
        )
    }

    /// 占比, 比例, 比重, 对比: no comparison.
    fn is_in_word(&self, at: usize) -> bool {
        ["占比", "对比", "评比", "之比", "相比"].iter().any(|word| self.view.ends(at + 1, word))
            || ["比例", "比重", "比率", "比学", "比赛", "较大", "较好", "较快"].iter().any(|word| self.view.has(at, word))
    }
}
