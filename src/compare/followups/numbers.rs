//! What the numbers of an item and of the passage that reports on it say.
//!
//! In: the measures in both. Out: a [`Verdict`], where numbers of one thing are in both, and how well they agree. Amounts are compared across 万
//! and 亿; a change (同比) only with a change; two counters (3个点, 3处点) only where the thing is the same.

use super::status::Verdict;
use crate::compare::types::{DocumentMeasure, Status};
use crate::measure::{Bound, Measure};
use crate::text::fold;

/// Objects of two numbers are the same where so many of the shorter one's characters are in the other.
const SAME_OBJECT: f64 = 0.5;

/// By numbers, where both sides have one of the same thing.
pub fn decide(targets: &[usize], results: &[usize], measures: &[DocumentMeasure]) -> Option<Verdict> {
    let mut compared: Vec<(usize, usize, bool)> = Vec::new();
    for target in targets {
        if let Some(result) = counterpart(*target, results, measures) {
            let reached = reaches(&measures[*target].measure, &measures[result].measure)?;
            compared.push((*target, result, reached));
        }
    }
    let (target, result, _) = *compared.iter().find(|c| !c.2).or(compared.first())?;
    let all = compared.len() == targets.len() && compared.iter().all(|c| c.2);
    let reason = if compared.iter().any(|c| !c.2) {
        "未达到"
    } else if all {
        "达到"
    } else {
        "其余数量未报"
    };
    let mut used: Vec<usize> = compared.iter().flat_map(|c| [c.0, c.1]).collect();
    used.sort_unstable();
    used.dedup();
    let status = if all { Status::Met } else { Status::Partly };
    Some(Verdict {
        status, measures: used, reason: format!("计划{}，总结{}，{reason}", shown(measures, target), shown(measures, result))
    })
}

/// Of `results` the number that is most likely of the same thing as `target`; all are indexes into `measures`.
pub fn counterpart(target: usize, results: &[usize], measures: &[DocumentMeasure]) -> Option<usize> {
    let alike = results.iter().filter_map(|result| Some((likeness(&measures[target].measure, &measures[*result].measure)?, *result)));
    alike.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, result)| result)
}

/// What share of the target the result is, across 万 and 亿; `None` where either is no number, or nothing was aimed at.
pub fn share(target: &Measure, result: &Measure) -> Option<f64> {
    let (wanted, got) = (number(target)? * unit(&target.unit).1, number(result)? * unit(&result.unit).1);
    (wanted > 0.0).then(|| got / wanted)
}

/// A number as written.
pub fn shown(measures: &[DocumentMeasure], k: usize) -> String {
    measures.get(k).map(|m| format!("{}{}", m.measure.quantity, m.measure.unit)).unwrap_or_default()
}

/// How well the numbers of an item and of a passage go together: 1 where the same amount of the same thing is in both, less where the result is
/// near the target, `None` where nothing can be compared.
pub fn agreement(targets: &[usize], results: &[usize], measures: &[DocumentMeasure]) -> Option<f64> {
    let pairs = targets.iter().flat_map(|t| results.iter().map(move |r| (&measures[*t].measure, &measures[*r].measure)));
    let near = pairs
        .filter(|(t, r)| likeness(t, r).is_some())
        .filter_map(|(t, r)| Some((number(t)? * unit(&t.unit).1, number(r)? * unit(&r.unit).1)));
    near.map(|(t, r)| if t > 0.0 && r > 0.0 { t.min(r) / t.max(r) } else { 0.0 }).reduce(f64::max)
}

/// How likely two numbers are of one thing; `None` where they cannot be compared.
pub fn likeness(target: &Measure, result: &Measure) -> Option<f64> {
    let (a, b) = (unit(&target.unit), unit(&result.unit));
    if target.base.is_some() != result.base.is_some() {
        return None;
    }
    let object = overlap(&target.object, &result.object);
    match a.0 == b.0 {
        true if object >= SAME_OBJECT || target.object.is_empty() || result.object.is_empty() => Some(1.0 + object),
        // Two counters of one thing: 3个点, 3处点.
        false if object >= SAME_OBJECT && is_counter(&a.0) && is_counter(&b.0) => Some(object),
        _ => None,
    }
}

/// Whether the result reaches the target.
fn reaches(target: &Measure, result: &Measure) -> Option<bool> {
    let (wanted, got) = (number(target)? * unit(&target.unit).1, number(result)? * unit(&result.unit).1);
    // Decimal fractions are not exact in binary.
    let slack = 1e-9 * wanted.abs().max(got.abs());
    Some(if target.bound == Bound::AtMost { got <= wanted + slack } else { got >= wanted - slack })
}

/// A measure's number.
pub fn number(measure: &Measure) -> Option<f64> {
    measure.quantity.replace([',', '，'], "").parse().ok()
}

/// A unit without its 万 or 亿, and what that multiplies by.
pub fn unit(written: &str) -> (String, f64) {
    let folded = fold(written).text;
    let (mut rest, mut scale) = (folded.as_str(), 1.0);
    for (letter, factor) in [("万亿", 1e12), ("亿", 1e8), ("千万", 1e7), ("百万", 1e6), ("万", 1e4), ("千", 1e3), ("百", 1e2)] {
        if let Some(after) = rest.strip_prefix(letter) {
            (rest, scale) = (after, factor);
            break;
        }
    }
    let name = if rest == "百分比" || rest == "％" { "%" } else { rest };
    (name.trim_start_matches('余').to_owned(), scale)
}

/// Whether a unit only counts: two counters may stand for one another, 亿元 and 个 never.
fn is_counter(unit: &str) -> bool {
    const COUNTERS: &str =
        "个 支 条 批 项 家 处 场 次 名 人 户 台 套 座 间 所 栋 幢 块 件 份 期 轮 站 点 辆 部 张 册 篇 对 组 类 门 只 片 段 班 种 例 起 宗";
    COUNTERS.split(' ').any(|c| c == unit)
}

/// The share of the shorter text's characters that the other has.
fn overlap(a: &str, b: &str) -> f64 {
    let set = |text: &str| fold(text).text.chars().filter(|c| c.is_alphanumeric()).collect::<std::collections::BTreeSet<char>>();
    let (a, b) = (set(a), set(b));
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { a.intersection(&b).count() as f64 / least as f64 }
}

#[cfg(test)]
mod tests {
    use super::{overlap, reaches, unit};
    use crate::measure::{Bound, Kind, Measure};
    use crate::text::Span;

    fn measure(quantity: &str, unit: &str, bound: Bound) -> Measure {
        Measure {
            span: Span::new(0, 0),
            action: String::new(),
            object: String::new(),
            quantity: quantity.to_owned(),
            quantity_to: None,
            bound,
            unit: unit.to_owned(),
            base: None,
            kind: Kind::Target,
            deadline: None,
            sentence: Span::new(0, 0),
            clause: Span::new(0, 0),
            object_span: None,
            why: String::new(),
        }
    }

    #[test]
    fn amounts_are_compared_across_their_scales() {
        let reached = |a: (&str, &str), b: (&str, &str), bound| reaches(&measure(a.0, a.1, bound), &measure(b.0, b.1, Bound::Exact));
        assert_eq!(reached(("1.2", "亿元"), ("12000", "万元"), Bound::Exact), Some(true));
        assert_eq!(reached(("1.2", "亿元"), ("11999", "万元"), Bound::AtLeast), Some(false));
        assert_eq!(reached(("5", "%"), ("4.1", "%"), Bound::AtMost), Some(true));
        assert_eq!(unit("万人次"), ("人次".to_owned(), 1e4));
        assert!(overlap("口袋公园", "口袋公园建设") > 0.9);
    }
}
