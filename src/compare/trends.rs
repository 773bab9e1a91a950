//! Numbers of the same thing in two documents: 20台 → 30台（+50%）.
//!
//! In: a [`Comparison`], an initiative, an earlier and a later document. Out: [`NumberChange`]s. Two numbers are compared only where their unit
//! and their object are the same and both are amounts or both are changes; a number without an object is of the same thing only where its unit
//! says what is counted (床, 公里) and not where it only counts (个, 项).

use super::followups::numbers::{likeness, number, unit};
use super::types::{Comparison, DocumentMeasure};
use crate::measure::{Bound, Kind, Measure};

/// So many numbers of one initiative in one document are looked at.
const MAX_NUMBERS: usize = 40;
/// So many changes of one initiative are told.
const MAX_CHANGES: usize = 4;
/// Units that say nothing of what they count.
const BARE_UNITS: &str =
    "个 支 条 批 项 家 处 场 次 名 人 户 台 套 座 间 所 栋 幢 块 件 份 期 轮 站 点 辆 部 张 册 篇 对 组 类 % 元 比例 天 年 小时";

/// Which way a number went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trend {
    /// More is promised or reported; of an upper bound less.
    Up,
    /// Less.
    Down,
    /// The same.
    Same,
}

/// A number of the same thing, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberChange {
    /// Index into [`Comparison::measures`].
    pub before: usize,
    /// Index into [`Comparison::measures`].
    pub after: usize,
    /// Which way it went.
    pub trend: Trend,
    /// `20台 → 30台（+50%）`
    pub text: String,
}

/// The numbers of an initiative that stand in both documents; the most alike first, each number once.
#[must_use]
pub fn number_changes(comparison: &Comparison, initiative: usize, before: usize, after: usize) -> Vec<NumberChange> {
    let measures = &comparison.measures;
    let of = |document: usize| -> Vec<usize> {
        let from = measures.partition_point(|m| m.document < document);
        let own = measures[from..].iter().take_while(|m| m.document == document);
        let found = (from..).zip(own).filter(|(_, m)| m.initiative == Some(initiative));
        found.map(|(k, _)| k).take(MAX_NUMBERS).collect()
    };
    let (before, after) = (of(before), of(after));
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for a in &before {
        pairs.extend(after.iter().filter_map(|b| Some((alike(&measures[*a].measure, &measures[*b].measure)?, *a, *b))));
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut out: Vec<NumberChange> = Vec::new();
    for (_, a, b) in pairs {
        let free = !out.iter().any(|n| n.before == a || n.after == b);
        if free && out.len() < MAX_CHANGES {
            out.extend(change(measures, a, b));
        }
    }
    out
}

/// How likely two numbers are of one thing; `None` where they cannot be compared.
fn alike(a: &Measure, b: &Measure) -> Option<f64> {
    let known = likeness(a, b)?;
    let name = unit(&a.unit).0;
    let bare = BARE_UNITS.split(' ').any(|unit| unit == name);
    let unnamed = a.object.is_empty() || b.object.is_empty();
    // Below one the units are two counters, and then what became more is not told.
    (known >= 1.0 && !(unnamed && bare))
        .then_some(known + f64::from(u8::from(a.action == b.action)) + f64::from(u8::from(a.kind == b.kind)))
}

fn change(measures: &[DocumentMeasure], before: usize, after: usize) -> Option<NumberChange> {
    let (a, b) = (&measures[before].measure, &measures[after].measure);
    let (was, is) = (amount(a)?, amount(b)?);
    // Decimal fractions are not exact in binary.
    let slack = 1e-9 * was.abs().max(is.abs());
    let trend = match is - was {
        by if by.abs() <= slack => Trend::Same,
        by if (by > 0.0) != (a.bound == Bound::AtMost && b.bound == Bound::AtMost) => Trend::Up,
        _ => Trend::Down,
    };
    let mut text = format!("{} → {}", shown(a), shown(b));
    if a.kind != b.kind {
        text = format!("{}{} → {}{}", told(a.kind), shown(a), told(b.kind), shown(b));
    }
    text.push_str(&difference(a, was, is, trend));
    Some(NumberChange { before, after, trend, text })
}

fn amount(measure: &Measure) -> Option<f64> {
    number(measure).map(|number| number * unit(&measure.unit).1)
}

/// （+50%）, of percentages （+10个百分点）, of equal numbers （不变）.
fn difference(measure: &Measure, was: f64, is: f64, trend: Trend) -> String {
    if trend == Trend::Same {
        return "（不变）".to_owned();
    }
    let sign = if is > was { "+" } else { "−" };
    if unit(&measure.unit).0 == "%" {
        return format!("（{sign}{}个百分点）", rounded((is - was).abs()));
    }
    if was == 0.0 {
        return String::new();
    }
    format!("（{sign}{}%）", rounded(((is - was) / was).abs() * 100.0))
}

/// At most one decimal.
fn rounded(value: f64) -> String {
    let tenths = libm::round(value * 10.0) / 10.0;
    if tenths >= 10.0 { format!("{tenths:.0}") } else { format!("{tenths}") }
}

const fn told(kind: Kind) -> &'static str {
    match kind {
        Kind::Target => "拟",
        Kind::Result => "已",
    }
}

/// As written, with what bounds it: ≥20台.
fn shown(measure: &Measure) -> String {
    let bound = match measure.bound {
        Bound::AtLeast => "≥",
        Bound::AtMost => "≤",
        Bound::About => "约",
        Bound::Exact | Bound::Range => "",
    };
    let to = measure.quantity_to.as_ref().map(|to| format!("—{to}")).unwrap_or_default();
    format!("{bound}{}{to}{}", measure.quantity, measure.unit)
}

#[cfg(test)]
mod tests {
    use super::{Trend, change, difference};
    use crate::compare::DocumentMeasure;
    use crate::measure::{Bound, Kind, Measure};
    use crate::text::Span;

    fn measure(quantity: &str, unit: &str, object: &str, bound: Bound) -> Measure {
        Measure {
            span: Span::new(0, 0),
            action: "加装".to_owned(),
            object: object.to_owned(),
            object_span: None,
            clause: Span::new(0, 0),
            quantity: quantity.to_owned(),
            quantity_to: None,
            bound,
            unit: unit.to_owned(),
            base: None,
            kind: Kind::Target,
            deadline: None,
            sentence: Span::new(0, 0),
            why: String::new(),
        }
    }

    fn of(a: Measure, b: Measure) -> (Trend, String) {
        let measures = [a, b].map(|measure| DocumentMeasure { document: 0, measure, initiative: None });
        let change = change(&measures, 0, 1).expect("numbers");
        (change.trend, change.text)
    }

    #[test]
    fn a_change_is_told_in_per_cent_and_of_per_cents_in_points() {
        let lifts = |n: &str| measure(n, "台", "电梯", Bound::Exact);
        assert_eq!(of(lifts("20"), lifts("30")), (Trend::Up, "20台 → 30台（+50%）".to_owned()));
        assert_eq!(of(lifts("30"), lifts("20")), (Trend::Down, "30台 → 20台（−33%）".to_owned()));
        assert_eq!(of(lifts("20"), lifts("20")), (Trend::Same, "20台 → 20台（不变）".to_owned()));
        let share = |n: &str| measure(n, "%", "参与率", Bound::AtLeast);
        assert_eq!(of(share("85"), share("95")), (Trend::Up, "≥85% → ≥95%（+10个百分点）".to_owned()));
        assert_eq!(of(measure("1.2", "亿元", "税收", Bound::Exact), measure("12000", "万元", "税收", Bound::Exact)).0, Trend::Same);
        assert_eq!(difference(&lifts("0"), 0.0, 3.0, Trend::Up), "");
    }

    #[test]
    fn of_an_upper_bound_less_is_more() {
        let rate = |n: &str| measure(n, "%", "失业率", Bound::AtMost);
        assert_eq!(of(rate("5"), rate("4")).0, Trend::Up);
        assert_eq!(of(rate("4"), rate("5")).0, Trend::Down);
    }

    #[test]
    fn a_target_and_a_result_are_told_apart() {
        let mut result = measure("23", "台", "电梯", Bound::Exact);
        result.kind = Kind::Result;
        assert_eq!(of(measure("20", "台", "电梯", Bound::Exact), result).1, "拟20台 → 已23台（+15%）");
    }

    #[test]
    fn without_an_object_only_units_that_name_what_they_count_are_compared() {
        let alike = |a: &Measure, b: &Measure| super::alike(a, b).is_some();
        let named = |unit: &str| measure("3", unit, "电梯", Bound::Exact);
        assert!(alike(&named("台"), &named("台")));
        assert!(!alike(&named("台"), &measure("3", "台", "车位", Bound::Exact)));
        assert!(!alike(&named("个"), &measure("3", "个", "", Bound::Exact)));
        assert!(alike(&measure("3", "公里", "", Bound::Exact), &measure("5", "公里", "步道", Bound::Exact)));
    }
}
