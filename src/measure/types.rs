//! [`Measure`]: a number with its unit, and what it is said of.

use crate::text::Span;

/// A number with a unit that is tied to an action or an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The number and its unit, in the document's text.
    pub span: Span,
    /// What is done: 新建. Empty where nothing is said.
    pub action: String,
    /// What it is done to: 老年助餐点. Empty where nothing is said.
    pub object: String,
    /// Where the object stands; `None` where nothing is said.
    pub object_span: Option<Span>,
    /// The clause around it, from comma to comma.
    pub clause: Span,
    /// Decimal string of the number as written, without its unit: `5.60` of 5.60亿元, `2` of 两个. A fraction as `1/3`.
    pub quantity: String,
    /// The upper end of a range.
    pub quantity_to: Option<String>,
    /// Exact, or a bound.
    pub bound: Bound,
    /// The unit as written: 个, 亿元, %; 比例 for a fraction without one.
    pub unit: String,
    /// What it is compared with: a change, not an amount.
    pub base: Option<Base>,
    /// Promised or reported.
    pub kind: Kind,
    /// Until when, as a year or a date (`2021`, `2021-06`, `2021-06-30`).
    pub deadline: Option<String>,
    /// The sentence around it.
    pub sentence: Span,
    /// What the reading rests on, in Chinese.
    pub why: String,
}

/// How a number bounds the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// 20台
    Exact,
    /// 不少于20台, 20台以上
    AtLeast,
    /// 不超过20台, 20台以内
    AtMost,
    /// 约20台, 近20台, 20余台
    About,
    /// 20—30台
    Range,
}

/// What a change is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Base {
    /// 同比: the same time of the year before.
    YearOnYear,
    /// 环比: the period before.
    PeriodOnPeriod,
    /// 较…, 比…: something else that is named.
    Other,
}

/// Promised or reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// To be reached.
    Target,
    /// Reached.
    Result,
}

impl Bound {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::About => "about",
            Self::Range => "range",
        }
    }
}

impl Base {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::YearOnYear => "同比",
            Self::PeriodOnPeriod => "环比",
            Self::Other => "较",
        }
    }
}

impl Kind {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Result => "result",
        }
    }
}
