//! What a number is of: the verb that governs it and the noun phrase that it counts.
//!
//! In: a sentence, its quantities and verbs. Out: one [`Phrase`] per quantity, `None` where the number is no measure. Chinese puts
//! what is counted behind the unit (新建2个老年助餐点), or before the number, as the verb's object (加装电梯20台) or as the subject of a
//! verb of reaching or changing (助餐点达到5个). In a chain (新建1处…、4条…) a later item takes the verb, and where it names nothing the
//! object too, of the one before it.

use super::quantities::Quantity;
use super::types::Base;
use super::units::Sort;
use super::view::View;
use super::words::{self, CUT, Class, FIGURATIVE, Hit, LEADING, NEVER_COUNTED, TALK, TRAILING, reach_before, trim_end, trim_start};

/// What one quantity is of. Ranges count characters of the view, end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase {
    /// The governing verb; empty where none is said.
    pub action: (usize, usize),
    /// What is counted; empty where none is said.
    pub object: (usize, usize),
    /// The clause around it, between two commas.
    pub clause: (usize, usize),
    /// What a change is measured against.
    pub base: Option<Base>,
    /// How the object was found.
    pub basis: Basis,
    /// Whether the verb stands behind what is counted (为160名老人安装…).
    is_prepositional: bool,
    /// Whether the verb says by how much its subject changes.
    is_change: bool,
    /// Whether the verb makes or does countable things.
    is_doing: bool,
}

/// How what is counted was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Basis {
    /// It stands behind the unit.
    #[default]
    After,
    /// It stands between the verb and the number.
    Between,
    /// It is the subject of the verb before the number.
    Subject,
    /// It is said with the number before.
    Chain,
}

/// What is counted has at most so many characters.
const MAX_OBJECT: usize = 30;
/// What says of which ones (…的) is left out of longer objects.
const LONG_OBJECT: usize = 16;
/// A clause is read so far to each side, in characters: a line without any mark is no clause.
const MAX_REACH: usize = 90;
/// 每 and what each one is have at most so many characters.
const MAX_EACH: usize = 6;
/// What an amount is for one of; stands between a verb of reaching and the number.
const PER: &[&str] = &["每人", "每户", "每人每月", "每人每年", "每月", "每年", "每亩", "每平方米", "人均", "户均"];
/// Between a verb and a number in Chinese numerals there are at most so many characters.
const HAN_REACH: usize = 10;

/// Prepositions after which the verb stands behind what is counted, and words that only look like them.
const PREPOSITIONS: &[&str] = &["为", "对", "向", "给", "在", "帮助", "组织", "推动", "动员", "指导", "促进", "针对", "引导", "协助", "使"];
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

/// One sentence and what was found in it.
struct Sentence<'a> {
    view: &'a View,
    quantities: &'a [Quantity],
    hits: &'a [Hit],
}

/// The phrase of each quantity. Numbers that turn out to be none bound no other's phrase: the sentence is read a second time without them.
pub fn phrases(view: &View, quantities: Vec<Quantity>) -> Vec<(Quantity, Phrase)> {
    let hits = words::hits(view);
    let first = read(view, &quantities, &hits);
    if first.iter().all(Option::is_some) {
        return quantities.into_iter().zip(first.into_iter().flatten()).collect();
    }
    let kept: Vec<Quantity> =
        quantities.into_iter().zip(first).filter(|(_, phrase)| phrase.is_some()).map(|(quantity, _)| quantity).collect();
    let second = read(view, &kept, &hits);
    kept.into_iter().zip(second).filter_map(|(quantity, phrase)| Some((quantity, phrase?))).collect()
}

fn read(view: &View, quantities: &[Quantity], hits: &[Hit]) -> Vec<Option<Phrase>> {
    let sentence = Sentence { view, quantities, hits };
    let mut out: Vec<Option<Phrase>> = Vec::with_capacity(quantities.len());
    for k in 0..quantities.len() {
        let before = k.checked_sub(1).and_then(|j| out[j].clone());
        let phrase = sentence.phrase(k, before.as_ref());
        out.push(Some(phrase).filter(|phrase| sentence.is_measure(k, phrase)));
    }
    out
}

impl Sentence<'_> {
    fn phrase(&self, k: usize, before: Option<&Phrase>) -> Phrase {
        let quantity = &self.quantities[k];
        let (start, end) = (self.item_start(k), self.item_end(k));
        let clause = self.clause(quantity);
        let mut phrase = Phrase { clause, ..Phrase::default() };
        let lead = trim_end(self.view, start, quantity.lead, TRAILING);
        let is_change = self.changed(k, start, &mut phrase, before) || self.reached(k, start, lead, &mut phrase, before);
        if !is_change {
            let is_chained = trim_start(self.view, start, lead, LEADING) >= lead;
            if !self.prepositional(k, start, end, is_chained, before, &mut phrase) {
                self.governed(k, start, lead, end, before, &mut phrase);
            }
        }
        if phrase.action.0 == phrase.action.1
            && quantity.sort != Sort::Share
            && let Some(before) = before.filter(|b| self.is_same_chain(k, start, b, &phrase))
        {
            phrase.action = before.action;
            phrase.is_doing = before.is_doing;
        }
        phrase
    }

    /// 同比增长6.1%, 较上年提高2个百分点: the subject of a verb of changing.
    fn changed(&self, k: usize, start: usize, phrase: &mut Phrase, before: Option<&Phrase>) -> bool {
        let quantity = &self.quantities[k];
        let upto = trim_end(self.view, start, quantity.lead, TRAILING);
        // 分别增长5.1%、7.4%
        if let Some(former) = before.filter(|b| upto <= start && b.is_change && b.clause == phrase.clause && quantity.sort == Sort::Share) {
            phrase.clone_from(former);
            phrase.basis = Basis::Chain;
            return true;
        }
        let Some(verb) = self.hits_in(start, quantity.lead).rfind(|h| h.end >= upto && matches!(h.class, Class::Change)) else {
            return false;
        };
        let is_amount = !matches!(quantity.sort, Sort::Share | Sort::Money | Sort::Time | Sort::Bare);
        let (base, base_start) = self.base(phrase.clause.0.max(start), verb.start);
        if is_amount && base.is_none() {
            return false;
        }
        phrase.base = base;
        phrase.is_change = true;
        phrase.action = (verb.start, verb.end);
        let subject_end = base_start.unwrap_or(verb.start);
        phrase.object = self.subject(k, start, subject_end);
        phrase.basis = Basis::Subject;
        self.subject_of_before(k, phrase, before);
        true
    }

    /// 助餐点达到5个, 覆盖率为85%: the subject of a verb of reaching.
    fn reached(&self, k: usize, start: usize, lead: usize, phrase: &mut Phrase, before: Option<&Phrase>) -> bool {
        let quantity = &self.quantities[k];
        let upto = trim_end(self.view, start, quantity.lead, PER);
        let whole = self.share_of(k, start);
        let Some(verb_start) = whole.or_else(|| reach_before(self.view, upto).filter(|at| *at >= start)) else { return false };
        let subject = self.subject(k, start, lead.min(verb_start));
        let follows = self.after(k, self.item_end(k));
        if subject.0 == subject.1 && follows.0 < follows.1 {
            return false;
        }
        // 共有, 已 and the like before what the unit counts: the verb stands elsewhere.
        if follows.0 < follows.1 && !matches!(quantity.sort, Sort::Share) {
            return false;
        }
        phrase.action = (verb_start, if whole.is_some() { verb_start + 1 } else { upto });
        phrase.object = subject;
        phrase.basis = Basis::Subject;
        self.subject_of_before(k, phrase, before);
        true
    }

    /// Where 占 says that a share is one of a named whole (占年度任务的54.3%).
    fn share_of(&self, k: usize, start: usize) -> Option<usize> {
        let quantity = &self.quantities[k];
        let is_word = |at: usize| ["占比", "占地", "占道", "占用"].iter().any(|word| self.view.has(at, word));
        (start..quantity.lead).rev().find(|at| quantity.sort == Sort::Share && self.view.chars[*at] == '占' && !is_word(*at))
    }

    /// 为160名老人安装…, 对84个小区进行…: the verb stands behind what is counted.
    fn prepositional(&self, k: usize, start: usize, end: usize, is_chained: bool, before: Option<&Phrase>, phrase: &mut Phrase) -> bool {
        let quantity = &self.quantities[k];
        let from = self.hits_in(start, quantity.lead).filter(|h| h.class == Class::Doing).next_back().map_or(start, |h| h.end);
        let preposition = self.preposition(from.max(start), quantity.lead);
        let goes_on = is_chained && before.is_some_and(|b| b.is_prepositional && b.clause == phrase.clause);
        if preposition.is_none() && !goes_on {
            return false;
        }
        let is_verb = |h: &Hit| matches!(h.class, Class::Doing | Class::Nominal);
        let Some(verb) = self.hits_in(quantity.tail, phrase.clause.1).find(is_verb) else {
            // 为老年人体检6000人次: the verb stands between.
            let lead = trim_end(self.view, start, quantity.lead, TRAILING);
            let Some((from, verb)) =
                preposition.zip(self.hits_in(start, lead).rfind(is_verb)).filter(|(from, h)| *from < h.start && h.end == lead)
            else {
                return false;
            };
            phrase.object = self.noun(start, from, verb.start);
            phrase.action = (verb.start, verb.end);
            phrase.basis = Basis::Between;
            phrase.is_doing = true;
            return phrase.object.0 < phrase.object.1;
        };
        let follows = self.after(k, end.min(verb.start).max(quantity.tail));
        phrase.object = if follows.0 < follows.1 { follows } else { self.noun(start, preposition.unwrap_or(start), quantity.lead) };
        if phrase.object.0 == phrase.object.1 {
            phrase.object = (verb.start, verb.end);
        }
        phrase.action = (verb.start, verb.end);
        phrase.is_prepositional = true;
        phrase.is_doing = true;
        phrase.object.0 < phrase.object.1
    }

    /// 新建2个…, 加装电梯20台: the verb stands before the number.
    fn governed(&self, k: usize, start: usize, lead: usize, end: usize, before: Option<&Phrase>, phrase: &mut Phrase) {
        let quantity = &self.quantities[k];
        let follows = self.after(k, end);
        // 1/3以上总计137个点位: the share is one of what the next number counts.
        let follows = if quantity.unit == "比例" && follows.0 >= follows.1 && self.belongs_to_next(k, quantity.tail) {
            self.after(k + 1, self.item_end(k + 1))
        } else {
            follows
        };
        let has_follows = follows.0 < follows.1;
        let verb = self.governing_verb(k, start, phrase.clause.0, has_follows);
        let (verb_start, verb_end) = verb.filter(|h| h.start >= start).map_or((start, start), |h| (h.start, h.end));
        if let Some(verb) = verb {
            phrase.action = (self.first_of_chain(verb.start, start.min(verb.start)), verb.end);
            phrase.is_doing = matches!(verb.class, Class::Doing | Class::Nominal | Class::Change);
        }
        let between = self.noun(start, verb_end, lead);
        let has_between = between.0 < between.1;
        // 电梯20台检测合格: a verb alone is no thing while another is named.
        let is_verb = self.hits_in(follows.0, follows.1).any(|h| h.start == follows.0 && h.end == follows.1);
        if has_follows && (!has_between || !is_verb && !self.belongs_to_next(k, follows.1)) {
            phrase.object = follows;
            phrase.basis = Basis::After;
        } else if has_between {
            phrase.object = between;
            phrase.basis = Basis::Between;
        } else {
            phrase.object = self.subject(k, start, verb_start);
            phrase.basis = Basis::Subject;
            // 应急演练2次: what was done is what is counted.
            if phrase.object.0 == phrase.object.1 && quantity.sort == Sort::Event && verb.is_some_and(|h| h.class == Class::Nominal) {
                phrase.object = phrase.action;
            }
            self.subject_of_before(k, phrase, before);
            if phrase.object.0 == phrase.object.1 {
                phrase.object = phrase.action;
            }
        }
        if phrase.action.0 == phrase.action.1 && matches!(quantity.sort, Sort::Thing | Sort::Person | Sort::Event | Sort::Size) {
            let inside = |h: &Hit| matches!(h.class, Class::Doing | Class::Nominal);
            let hit = if phrase.basis == Basis::Between {
                self.hits_in(between.0, between.1).rfind(inside)
            } else {
                self.hits_in(quantity.tail, end).find(inside)
            };
            if let Some(hit) = hit {
                phrase.action = (hit.start, hit.end);
            }
        }
    }

    /// Where a number names nothing that it counts: what the number before it counts, if the units agree or this is a share of it;
    /// else what the clause before is about.
    fn subject_of_before(&self, k: usize, phrase: &mut Phrase, before: Option<&Phrase>) {
        if phrase.object.0 < phrase.object.1 {
            return;
        }
        let quantity = &self.quantities[k];
        let unit_before = k.checked_sub(1).map(|j| &self.quantities[j]);
        let shares = quantity.sort == Sort::Share;
        // 146宗4.2万平方米: two amounts of one thing.
        let is_adjacent = unit_before.is_some_and(|q| q.tail == quantity.lead);
        let fits = unit_before.is_some_and(|q| q.unit == quantity.unit || shares || is_adjacent || q.sort == quantity.sort);
        if let Some(before) = before.filter(|b| fits && b.object.0 < b.object.1) {
            phrase.object = before.object;
            phrase.basis = Basis::Chain;
        } else if phrase.clause.0 > 0 && (shares || phrase.action.0 < phrase.action.1 || phrase.clause.0 + 1 >= quantity.lead) {
            let end = phrase.clause.0 - 1;
            let start = (end.saturating_sub(MAX_REACH)..end).rev().find(|at| self.view.ends_clause(*at)).map_or(0, |at| at + 1);
            let crossed = self.quantities[..k].iter().rev().take(4).any(|q| q.tail > start && q.tail <= end);
            if !crossed && end > start && end - start <= MAX_OBJECT + 10 {
                phrase.object = self.noun(start, self.after_verbs(start, end), end);
                phrase.basis = Basis::Chain;
            }
        }
    }

    /// The verb that governs a number from before it. A verb right before a number without anything behind it yields to an earlier one,
    /// since then it names what was done (开展电梯检查30次).
    fn governing_verb(&self, k: usize, start: usize, clause: usize, has_follows: bool) -> Option<Hit> {
        let quantity = &self.quantities[k];
        let lead = quantity.lead;
        let is_never_counted = |h: &Hit| NEVER_COUNTED.iter().any(|word| self.view.has(h.start, word));
        let doing: Vec<Hit> = self.hits_in(start, lead).filter(|h| matches!(h.class, Class::Doing | Class::Change)).collect();
        // 每村建设…, 每个睦邻点开展…: the verb opens behind what each one is.
        let opening = trim_start(self.view, start, lead, LEADING);
        let opening = if self.view.get(opening) == Some('每') { opening + MAX_EACH } else { opening };
        let is_amount = matches!(quantity.sort, Sort::Share | Sort::Money | Sort::Bare);
        let first = self
            .hits_in(start, lead)
            .find(|h| h.start <= opening && !matches!(h.class, Class::Change | Class::Reach) && !(is_amount && h.class == Class::Nominal));
        let last = match doing.as_slice() {
            [.., earlier, last]
                if trim_end(self.view, last.end, lead, TRAILING) <= last.end
                    && !has_follows
                    && earlier.end < last.start
                    && !is_never_counted(last) =>
            {
                Some(*earlier)
            }
            [.., last] => Some(*last),
            [] => None,
        };
        last.or(first).or_else(|| self.hits_in(start, lead).rfind(|h| h.class == Class::General)).or_else(|| {
            // 启动智慧云梯、非机动车整治等8项: the examples before 等 share the verb before the first of them.
            self.hits_in(clause.min(start), start).rfind(|h| h.class == Class::Doing)
        })
    }

    /// 组织开展, 梳理整合: verbs that follow each other are one.
    fn first_of_chain(&self, mut verb_start: usize, start: usize) -> usize {
        let is_verb = |h: &Hit| matches!(h.class, Class::Doing | Class::Nominal | Class::General);
        while let Some(hit) = self.hits_in(start, verb_start).next_back().filter(|h| h.end == verb_start && is_verb(h)) {
            verb_start = hit.start;
        }
        verb_start
    }

    /// The subject in `start..end`, without a verb before it (推动覆盖率, 开展活动). The name of a share keeps its verb (办理时限, 就业率).
    fn subject(&self, k: usize, start: usize, end: usize) -> (usize, usize) {
        let is_share = matches!(self.quantities[k].sort, Sort::Share | Sort::Time | Sort::Money);
        // 普及率由88%提高到93%: what it came from is no part of its name.
        let is_former =
            |at: &usize| matches!(self.view.chars[*at], '由' | '从') && self.view.get(at + 1).is_some_and(|c| c.is_ascii_digit());
        let end = (start..end).find(is_former).unwrap_or(end);
        let opening = trim_start(self.view, start, end, LEADING);
        let is_verb = |h: &Hit| {
            let leads = h.class == Class::General || NEVER_COUNTED.iter().any(|word| self.view.has(h.start, word));
            h.end < end && (leads || !is_share && h.class == Class::Doing && h.start <= opening)
        };
        let from = self.hits_in(start, end).filter(is_verb).next_back().map_or(start, |h| h.end);
        self.noun(start, from, end)
    }

    /// One past the last verb of doing in `start..end`, where a noun phrase can begin.
    fn after_verbs(&self, start: usize, end: usize) -> usize {
        let is_verb = |h: &Hit| h.end < end && matches!(h.class, Class::Doing | Class::General);
        self.hits_in(start, end).filter(is_verb).next_back().map_or(start, |h| h.end)
    }

    /// What stands behind the unit, up to what ends it.
    fn after(&self, k: usize, end: usize) -> (usize, usize) {
        let quantity = &self.quantities[k];
        let mut start = quantity.tail;
        while matches!(self.view.get(start), Some('的' | '余' | '多')) && start < end {
            start += 1;
        }
        let opens = |word: &&str| self.view.has(start, word);
        if CUT.iter().any(opens) || matches!(self.view.get(start), Some('(' | '（' | '和' | '及' | '与')) {
            return (start, start);
        }
        let is_verb = |h: &&Hit| matches!(h.class, Class::Doing | Class::Change | Class::General);
        let verb_end = self.hits_in(start, end).find(|h| is_verb(&h)).map_or(end, |h| h.start);
        let mut upto = verb_end;
        for word in CUT {
            let found = (start..upto).find(|at| self.view.has(*at, word) && !self.view.is_in_name(*at));
            upto = found.unwrap_or(upto);
        }
        self.trimmed(start, upto)
    }

    /// Whether what stands behind a unit is said of the next number (74个小区充电桩376个 keeps it, 20家注册资本5亿元 does not).
    fn belongs_to_next(&self, k: usize, upto: usize) -> bool {
        self.quantities.get(k + 1).is_some_and(|next| trim_end(self.view, upto, next.lead, TRAILING) <= upto)
    }

    /// `from..end` without the words at its ends that are no part of what stands before a number; empty where nothing is left.
    fn noun(&self, start: usize, from: usize, end: usize) -> (usize, usize) {
        let end = trim_end(self.view, from, end.max(from), TRAILING);
        self.trimmed(trim_start(self.view, from.max(start), end, LEADING), end)
    }

    /// A noun phrase without joints and brackets at its ends, and without a long attribute; empty where nothing is left.
    fn trimmed(&self, from: usize, end: usize) -> (usize, usize) {
        let view = self.view;
        let end = trim_end(
            view,
            from,
            end.max(from),
            &["等", "中", "内", "上", "里", "的", "共", "和", "及", "与", "以及", "、", "（", "(", "—", "-", "了", "也"],
        );
        // （其中…）22场, 新增（含改造）绿地: what brackets add is not counted.
        let closing = |c: Option<char>| matches!(c, Some('）' | ')'));
        let opening = |at: &usize| matches!(view.chars[*at], '（' | '(');
        let end = if closing(end.checked_sub(1).and_then(|k| view.get(k))) { (from..end).rev().find(opening).unwrap_or(end) } else { end };
        let from = if matches!(view.get(from), Some('（' | '(')) {
            (from..end).find(|k| closing(view.get(*k))).map_or(from, |k| k + 1)
        } else {
            from
        };
        let mut from = trim_start(view, from, end, &["、", "了", "好", "的", "）", ")", "（", "(", "—", "-", "·", "和", "及", "与"]);
        if end - from > LONG_OBJECT
            && let Some(of) = (from + 1..end - 1).rev().find(|at| view.chars[*at] == '的' && !view.is_in_name(*at))
        {
            from = of + 1;
        }
        (from.max(end.saturating_sub(MAX_OBJECT)), end)
    }

    /// One past the last preposition of `start..end` whose noun phrase reaches `end`.
    fn preposition(&self, start: usize, end: usize) -> Option<usize> {
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
    fn base(&self, start: usize, end: usize) -> (Option<Base>, Option<usize>) {
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

    fn hits_in(&self, start: usize, end: usize) -> impl DoubleEndedIterator<Item = Hit> + use<'_> {
        let first = self.hits.partition_point(|h| h.start < start);
        let last = self.hits.partition_point(|h| h.end <= end).max(first);
        self.hits[first..last].iter().copied()
    }

    /// Where the item of an enumeration that holds a quantity begins: behind the last mark, the quantity before, or an open bracket.
    fn item_start(&self, k: usize) -> usize {
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

    fn item_end(&self, k: usize) -> usize {
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

    fn clause(&self, quantity: &Quantity) -> (usize, usize) {
        let least = quantity.lead.saturating_sub(MAX_REACH);
        let most = self.view.len().min(quantity.tail + MAX_REACH);
        let start = (least..quantity.lead).rev().find(|at| self.view.ends_clause(*at)).map_or(least, |at| at + 1);
        let end = (quantity.tail..most).find(|at| self.view.ends_clause(*at)).unwrap_or(most);
        (start, end)
    }

    /// Whether a number with this phrase is a measure at all.
    fn is_measure(&self, k: usize, phrase: &Phrase) -> bool {
        let quantity = &self.quantities[k];
        let object = self.view.slice(phrase.object.0, phrase.object.1);
        if object.is_empty() && phrase.action.0 == phrase.action.1 {
            return false;
        }
        let follows = self.view.slice(quantity.tail, self.view.len());
        let is_share = quantity.sort == Sort::Share;
        if !is_share && TALK.iter().any(|word| super::view::starts_with(follows, word)) {
            return false;
        }
        !quantity.is_han || self.is_counted(k, phrase, object)
    }

    /// Chinese numerals count where a verb of doing governs them at close range, and what they count is a thing.
    fn is_counted(&self, k: usize, phrase: &Phrase, object: &[char]) -> bool {
        let quantity = &self.quantities[k];
        let is_figurative = FIGURATIVE.iter().any(|word| super::view::ends_with(object, word));
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
        let verb_end = trim_end(self.view, phrase.action.1, quantity.start, &["了", "好", "成", "出", "起", "成功"]);
        phrase.is_doing && verb_end == phrase.action.1 && !one_of_many.contains(&quantity.unit.as_str())
    }

    /// Whether a phrase without a verb goes on a chain: the next item of its clause, or a clause of the same sort of amount without a verb.
    fn is_same_chain(&self, k: usize, start: usize, before: &Phrase, phrase: &Phrase) -> bool {
        let Some(former) = k.checked_sub(1).map(|j| &self.quantities[j]) else { return false };
        if before.clause == phrase.clause {
            return start > former.tail || trim_end(self.view, start, self.quantities[k].lead, TRAILING) <= start;
        }
        let is_alike = former.sort == self.quantities[k].sort && former.sort != Sort::Money && before.is_doing;
        is_alike && self.hits_in(phrase.clause.0, phrase.clause.1).all(|h| h.class == Class::Nominal)
    }
}
