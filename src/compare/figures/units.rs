//! A measure's number in the base of its unit, so that amounts written in 万元 and 亿元, or in 亩 and 平方米, can be ordered and compared.
//!
//! In: a [`Measure`]. Out: an [`Amount`]. Only units of one thing have one base; counting words keep their own.

use crate::measure::Measure;

/// A number in the base of its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The base: 元 of 万元. Empty for a bare 万 or 亿.
    pub unit: String,
    /// The number, the lower end of a range; `None` where it is none.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
}

/// What stands before a unit and multiplies it; of two that fit, the longer stands first.
const SCALES: [(&str, f64); 11] = [
    ("万亿", 1e12),
    ("千亿", 1e11),
    ("百亿", 1e10),
    ("十亿", 1e9),
    ("千万", 1e7),
    ("百万", 1e6),
    ("十万", 1e5),
    ("亿", 1e8),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
];

/// 千瓦, 千米 and 千克 begin like a scale.
const NO_SCALES: [&str; 4] = ["千瓦", "千米", "千克", "百分"];

/// Units that are written otherwise or are multiples of another: as written, the base, how many of it.
const BASES: [(&str, &str, f64); 36] = [
    ("元人民币", "元", 1.0),
    ("平米", "平方米", 1.0),
    ("平方", "平方米", 1.0),
    ("㎡", "平方米", 1.0),
    ("m²", "平方米", 1.0),
    ("m2", "平方米", 1.0),
    ("平方公里", "平方米", 1e6),
    ("平方千米", "平方米", 1e6),
    ("公顷", "平方米", 1e4),
    ("亩", "平方米", 2000.0 / 3.0),
    ("公里", "米", 1e3),
    ("千米", "米", 1e3),
    ("km", "米", 1e3),
    ("延长米", "延米", 1.0),
    ("立方", "立方米", 1.0),
    ("公斤", "吨", 1e-3),
    ("千克", "吨", 1e-3),
    ("斤", "吨", 5e-4),
    ("吨标煤", "吨标准煤", 1.0),
    ("兆瓦", "千瓦", 1e3),
    ("标箱", "标准箱", 1.0),
    ("％", "%", 1.0),
    ("‰", "%", 0.1),
    ("比例", "%", 100.0),
    ("个百分点", "百分点", 1.0),
    ("名", "人", 1.0),
    ("位", "人", 1.0),
    ("户家庭", "户", 1.0),
    ("个工作日", "工作日", 1.0),
    ("个小时", "小时", 1.0),
    ("个课时", "课时", 1.0),
    ("个学时", "学时", 1.0),
    ("幢", "栋", 1.0),
    ("场次", "场", 1.0),
    ("批次", "批", 1.0),
    ("件次", "件", 1.0),
];

/// Counting words that count the same where they count the same thing.
const COUNTERS: &str = "个 家 处 台 项 条 张 座 所 栋 辆 套 间 支 份 部 块 片 篇 册 种 类 只 株 盏 组 艘 架 站 点";

/// The amount of a measure.
#[must_use]
pub fn amount(measure: &Measure) -> Amount {
    let (unit, factor) = base(&measure.unit);
    let read = |written: &str| number(written).map(|n| n * factor);
    Amount { unit: unit.to_owned(), value: read(&measure.quantity), upper: measure.quantity_to.as_deref().and_then(read) }
}

/// A measure's number, and the upper end of a range, in `unit` as someone writes it; `None` where the two have no base in common and do
/// not both count things.
#[must_use]
pub fn in_unit(measure: &Measure, unit: &str) -> Option<(f64, Option<f64>)> {
    let (wanted, factor) = base(unit);
    let amount = amount(measure);
    let same = amount.unit == wanted || is_counter(&amount.unit) && is_counter(wanted);
    let value = amount.value.filter(|_| same)?;
    Some((value / factor, amount.upper.map(|upper| upper / factor)))
}

/// What a measure can be set beside: the base of its unit, and one name for all words that only count.
#[must_use]
pub fn units_of(measure: &Measure) -> &str {
    let unit = base(&measure.unit).0;
    if is_counter(unit) { "个" } else { unit }
}

fn is_counter(unit: &str) -> bool {
    COUNTERS.split(' ').any(|counter| counter == unit)
}

/// The base of a unit as written, and how many of it that is.
fn base(written: &str) -> (&str, f64) {
    let scale = SCALES.iter().find(|(word, _)| written.starts_with(word) && !NO_SCALES.iter().any(|no| written.starts_with(no)));
    let (rest, scale) = scale.map_or((written, 1.0), |(word, factor)| (&written[word.len()..], *factor));
    BASES.iter().find(|(word, _, _)| *word == rest).map_or((rest, scale), |(_, base, factor)| (base, scale * factor))
}

/// A number as the documents write it: 1,200 or 5.60 or 1/3.
fn number(written: &str) -> Option<f64> {
    let plain = written.replace([',', '，'], "");
    let value: f64 = match plain.split_once('/') {
        Some((part, whole)) => part.trim().parse::<f64>().ok()? / whole.trim().parse::<f64>().ok()?,
        None => plain.trim().parse().ok()?,
    };
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{BASES, SCALES, base, number};

    #[test]
    fn units_of_one_thing_have_one_base() {
        for (written, unit, factor) in [
            ("亿元", "元", 1e8),
            ("万元", "元", 1e4),
            ("元", "元", 1.0),
            ("万平方米", "平方米", 1e4),
            ("平方公里", "平方米", 1e6),
            ("公顷", "平方米", 1e4),
            ("千米", "米", 1e3),
            ("千瓦时", "千瓦时", 1.0),
            ("百分点", "百分点", 1.0),
            ("万人次", "人次", 1e4),
            ("比例", "%", 100.0),
            ("‰", "%", 0.1),
            ("名", "人", 1.0),
            ("台", "台", 1.0),
            ("亿", "", 1e8),
        ] {
            assert_eq!(base(written), (unit, factor), "{written}");
        }
        assert_ne!(base("人").0, base("人次").0, "a person that comes twice");
        assert_ne!(base("美元").0, base("元").0);
    }

    #[test]
    fn no_base_has_a_base_and_longer_scales_stand_first() {
        for (_, unit, _) in BASES {
            assert_eq!(base(unit), (unit, 1.0), "{unit}");
        }
        for (k, (word, _)) in SCALES.iter().enumerate() {
            assert!(SCALES[..k].iter().all(|(before, _)| !word.starts_with(before)), "{word}");
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(number("1,200"), Some(1200.0));
        assert_eq!(number("5.60"), Some(5.6));
        assert!((number("1/3").unwrap_or(0.0) - 0.3333).abs() < 0.001);
        assert_eq!((number("1/0"), number("数百"), number("")), (None, None, None));
    }
}
