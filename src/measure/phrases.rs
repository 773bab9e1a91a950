//! What a number is of: the verb that governs it and the noun phrase that it counts.
//!
//! In: a sentence, its quantities and verbs. Out: one [`Phrase`] per quantity, `None` where the number is no measure. Chinese puts
//! what is counted behind the unit (新建2个老年助餐点), or before the number, as the verb's object (加装电梯20台) or as the subject of a
//! verb of reaching or changing (助餐点达到5个). In a chain (新建1处…、4条…) a later item takes the verb, and where it names nothing the
//! object too, of the one before it.

use super::edges::{LEADING_EDGE, PER_EDGE, TRAILING_EDGE, trim_end, trim_start};
use super::quantities::Quantity;
use super::types::Base;
use super::units::Sort;
use super::view::View;
use super::words::{self, Class, Hit, NEVER_COUNTED, reach_before};

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
    pub is_doing: bool,
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

/// 每 and what each one is have at most so many characters.
const MAX_EACH: usize = 6;

/// A clause is read so far to each side, in characters: a line without any mark is no clause.
pub const MAX_REACH: usize = 90;

/// What is taken for the clause before is at most so long, in characters.
const MAX_TOPIC: usize = 40;

/// One sentence and what was found in it.
pub struct Sentence<'a> {
    /// Its characters.
    pub view: &'a View,
    /// Its quantities, by place.
    pub quantities: &'a [Quantity],
    /// Its verbs, by place.
    pub hits: &'a [Hit],
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
        let lead = trim_end(self.view, start, quantity.lead, &TRAILING_EDGE);
        let is_change = self.changed(k, start, &mut phrase, before) || self.reached(k, start, lead, &mut phrase, before);
        if !is_change {
            let is_chained = trim_start(self.view, start, lead, &LEADING_EDGE) >= lead;
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
        let upto = trim_end(self.view, start, quantity.lead, &TRAILING_EDGE);
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
        let upto = trim_end(self.view, start, quantity.lead, &PER_EDGE);
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
            let lead = trim_end(self.view, start, quantity.lead, &TRAILING_EDGE);
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
            if !crossed && end > start && end - start <= MAX_TOPIC {
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
        let is_never_counted = |h: &Hit| NEVER_COUNTED.split(' ').any(|word| self.view.has(h.start, word));
        let doing: Vec<Hit> = self.hits_in(start, lead).filter(|h| matches!(h.class, Class::Doing | Class::Change)).collect();
        // 每村建设…, 每个睦邻点开展…: the verb opens behind what each one is.
        let opening = trim_start(self.view, start, lead, &LEADING_EDGE);
        let opening = if self.view.get(opening) == Some('每') { opening + MAX_EACH } else { opening };
        let is_amount = matches!(quantity.sort, Sort::Share | Sort::Money | Sort::Bare);
        let first = self
            .hits_in(start, lead)
            .find(|h| h.start <= opening && !matches!(h.class, Class::Change | Class::Reach) && !(is_amount && h.class == Class::Nominal));
        let last = match doing.as_slice() {
            [.., earlier, last]
                if trim_end(self.view, last.end, lead, &TRAILING_EDGE) <= last.end
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

    /// The verbs that lie wholly in `start..end`, by place.
    pub fn hits_in(&self, start: usize, end: usize) -> impl DoubleEndedIterator<Item = Hit> + use<'_> {
        let first = self.hits.partition_point(|h| h.start < start);
        let last = self.hits.partition_point(|h| h.end <= end).max(first);
        self.hits[first..last].iter().copied()
    }

    /// Whether a phrase without a verb goes on a chain: the next item of its clause, or a clause of the same sort of amount without a verb.
    fn is_same_chain(&self, k: usize, start: usize, before: &Phrase, phrase: &Phrase) -> bool {
        let Some(former) = k.checked_sub(1).map(|j| &self.quantities[j]) else { return false };
        if before.clause == phrase.clause {
            return start > former.tail || trim_end(self.view, start, self.quantities[k].lead, &TRAILING_EDGE) <= start;
        }
        let is_alike = former.sort == self.quantities[k].sort && former.sort != Sort::Money && before.is_doing;
        is_alike && self.hits_in(phrase.clause.0, phrase.clause.1).all(|h| h.class == Class::Nominal)
    }
}
