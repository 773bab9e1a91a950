//! Which rows each table has.

use super::{Column, Sheet, SheetKind, UNMENTIONED, Value};
use crate::compare::{Certainty, Comparison, DocumentMeasure, FollowUp, GapFilter, Gaps, Place, Status};
use crate::measure::{Bound, Kind};
use crate::report::{letter, section_titles};
use crate::structure::Document;
use crate::text::{Span, sentence_around};

/// Between the titles of a section's path.
const PATH_JOINT: &str = " › ";

pub(super) fn sheet(kind: SheetKind, comparison: &Comparison) -> Sheet {
    match kind {
        SheetKind::Documents => documents(comparison),
        SheetKind::Matrix => matrix(comparison),
        SheetKind::Mentions => mentions(comparison),
        SheetKind::Measures => measures(comparison),
        SheetKind::FollowUps => follow_ups(comparison),
        SheetKind::Gaps => gaps(comparison),
    }
}

fn columns<'a>(heads: impl IntoIterator<Item = (&'a str, f64)>) -> Vec<Column> {
    heads.into_iter().map(|(head, width)| Column { head: head.to_owned(), width }).collect()
}

/// A name of each document that no other has: its letter before its label.
fn names(comparison: &Comparison) -> Vec<String> {
    comparison.documents.iter().enumerate().map(|(k, document)| format!("{} {}", letter(k), document.label())).collect()
}

fn documents(comparison: &Comparison) -> Sheet {
    let heads = [
        ("文档", 24.0),
        ("标题", 30.0),
        ("街道", 12.0),
        ("区县", 10.0),
        ("城市", 8.0),
        ("年份", 6.0),
        ("种类", 10.0),
        ("日期", 10.0),
        ("文件", 30.0),
        ("部分", 6.0),
        ("SHA-256", 34.0),
    ];
    let row = |(name, document): (String, &std::sync::Arc<Document>)| {
        let meta = &document.meta;
        let or_empty = |text: &Option<String>| text.as_deref().map_or(Value::Empty, Value::text);
        vec![
            Value::Text(name),
            or_empty(&meta.title),
            or_empty(&meta.street),
            or_empty(&meta.district),
            or_empty(&meta.city),
            meta.year.map_or(Value::Empty, |year| Value::Amount(year.to_string())),
            Value::text(document.kind_label()),
            or_empty(&meta.date),
            Value::text(document.source.name.as_str()),
            document.part.map_or(Value::Empty, |part| Value::Count(part as usize)),
            Value::text(document.source.sha256.as_str()),
        ]
    };
    let rows = names(comparison).into_iter().zip(&comparison.documents).map(row).collect();
    Sheet { kind: SheetKind::Documents, columns: columns(heads), frozen: 1, rows }
}

fn matrix(comparison: &Comparison) -> Sheet {
    let names = names(comparison);
    let mut heads = columns([("事项", 20.0), ("类别", 8.0), ("文档数", 7.0), ("处数", 7.0)]);
    heads.extend(names.into_iter().map(|head| Column { head, width: 12.0 }));
    let mut first = 0;
    let mut rows = Vec::with_capacity(comparison.initiatives.len());
    for initiative in &comparison.initiatives {
        let mut counts = vec![0; comparison.documents.len()];
        for mention in &initiative.mentions {
            if let Some(count) = counts.get_mut(mention.document) {
                *count += 1;
            }
        }
        // All mentions stand in their sheet, initiative after initiative.
        let name = Value::Link { text: initiative.name.clone(), to: SheetKind::Mentions, row: first };
        first += initiative.mentions.len();
        let mut row = vec![
            name,
            Value::text(initiative.category.name()),
            Value::Count(initiative.document_count()),
            Value::Count(initiative.mentions.len()),
        ];
        row.extend(counts.into_iter().map(|count| if count == 0 { Value::text(UNMENTIONED) } else { Value::Count(count) }));
        rows.push(row);
    }
    Sheet { kind: SheetKind::Matrix, columns: heads, frozen: 1, rows }
}

/// The quote at a place, and where it stands: path of sections, first and last character.
struct Quoted {
    text: String,
    path: String,
    start: usize,
    end: usize,
}

impl Quoted {
    fn new(document: &Document, quote: Span, at: Span) -> Self {
        let chars = document.chars(at);
        Self {
            text: quote.of(&document.text).to_owned(),
            path: section_titles(document, at).join(PATH_JOINT),
            start: chars.start.0,
            end: chars.end.0,
        }
    }
}

fn mentions(comparison: &Comparison) -> Sheet {
    let heads = [
        ("事项", 18.0),
        ("类别", 8.0),
        ("文档", 22.0),
        ("街道", 10.0),
        ("年份", 6.0),
        ("章节", 30.0),
        ("写法", 14.0),
        ("句子", 60.0),
        ("确定", 6.0),
        ("依据", 30.0),
        ("起（字）", 8.0),
        ("止（字）", 8.0),
    ];
    let names = names(comparison);
    let mut rows = Vec::new();
    for initiative in &comparison.initiatives {
        for mention in &initiative.mentions {
            let Some((document, name)) = comparison.documents.get(mention.document).zip(names.get(mention.document)) else { continue };
            let quoted = Quoted::new(document, sentence_around(&document.text, mention.span.start), mention.span);
            rows.push(vec![
                Value::text(initiative.name.as_str()),
                Value::text(initiative.category.name()),
                Value::text(name.as_str()),
                Value::text(document.meta.street.as_deref().unwrap_or_default()),
                document.meta.year.map_or(Value::Empty, |year| Value::Amount(year.to_string())),
                Value::text(quoted.path),
                Value::text(mention.span.of(&document.text)),
                Value::text(quoted.text),
                Value::text(if mention.certainty == Certainty::Sure { "确定" } else { "可能" }),
                Value::text(mention.why.as_str()),
                Value::Count(quoted.start),
                Value::Count(quoted.end),
            ]);
        }
    }
    Sheet { kind: SheetKind::Mentions, columns: columns(heads), frozen: 1, rows }
}

fn measures(comparison: &Comparison) -> Sheet {
    let heads = [
        ("文档", 22.0),
        ("事项", 18.0),
        ("动作", 8.0),
        ("对象", 16.0),
        ("数量", 9.0),
        ("至", 9.0),
        ("单位", 6.0),
        ("界限", 7.0),
        ("比较", 6.0),
        ("性质", 6.0),
        ("期限", 9.0),
        ("章节", 30.0),
        ("句子", 60.0),
        ("依据", 30.0),
        ("起（字）", 8.0),
        ("止（字）", 8.0),
    ];
    let names = names(comparison);
    let row = |found: &DocumentMeasure| {
        let (document, name) = comparison.documents.get(found.document).zip(names.get(found.document))?;
        let measure = &found.measure;
        let quoted = Quoted::new(document, measure.sentence, measure.span);
        let initiative = found.initiative.and_then(|k| comparison.initiatives.get(k)).map_or("", |i| i.name.as_str());
        Some(vec![
            Value::text(name.as_str()),
            Value::text(initiative),
            Value::text(measure.action.as_str()),
            Value::text(measure.object.as_str()),
            amount(&measure.quantity),
            measure.quantity_to.as_deref().map_or(Value::Empty, amount),
            Value::text(measure.unit.as_str()),
            Value::text(bound_name(measure.bound)),
            Value::text(measure.base.map_or("", crate::measure::Base::code)),
            Value::text(if measure.kind == Kind::Target { "目标" } else { "结果" }),
            Value::text(measure.deadline.as_deref().unwrap_or_default()),
            Value::text(quoted.path),
            Value::text(quoted.text),
            Value::text(measure.why.as_str()),
            Value::Count(quoted.start),
            Value::Count(quoted.end),
        ])
    };
    let rows = comparison.measures.iter().filter_map(row).collect();
    Sheet { kind: SheetKind::Measures, columns: columns(heads), frozen: 1, rows }
}

/// A decimal number is an amount; a fraction such as `1/3` stays as written, since a spreadsheet would read a day.
fn amount(quantity: &str) -> Value {
    let decimal = quantity.bytes().any(|b| b.is_ascii_digit()) && quantity.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if decimal && quantity.parse::<f64>().is_ok() { Value::Amount(quantity.to_owned()) } else { Value::text(quantity) }
}

const fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::AtLeast => "不少于",
        Bound::AtMost => "不超过",
        Bound::About => "约",
        Bound::Range => "区间",
    }
}

fn follow_ups(comparison: &Comparison) -> Sheet {
    let heads = [
        ("计划", 22.0),
        ("计划条目", 50.0),
        ("计划章节", 24.0),
        ("总结", 22.0),
        ("总结的说法", 50.0),
        ("总结章节", 24.0),
        ("状态", 8.0),
        ("数字", 18.0),
        ("依据", 30.0),
        ("更正", 6.0),
    ];
    let names = names(comparison);
    let side = |place: Option<Place>| {
        let found = place.and_then(|p| Some((comparison.documents.get(p.document)?, names.get(p.document)?, p.span)));
        found.map(|(document, name, span)| {
            let quoted = Quoted::new(document, span, span);
            [Value::text(name.as_str()), Value::text(quoted.text), Value::text(quoted.path)]
        })
    };
    let row = |found: &FollowUp| {
        let none = |said: &str| [Value::Empty, Value::text(said), Value::Empty];
        let plan = side(found.plan).unwrap_or_else(|| none(""));
        let missing = if found.status == Status::NotMentioned { UNMENTIONED } else { "" };
        let result = side(found.result).unwrap_or_else(|| none(missing));
        let numbers: Vec<&str> = found.measures.iter().filter_map(|k| measure_words(comparison, *k)).collect();
        let mut row: Vec<Value> = plan.into_iter().chain(result).collect();
        row.extend([
            Value::text(found.status.label()),
            Value::text(numbers.join(" → ")),
            Value::text(found.why.as_str()),
            Value::text(if found.corrected { "已更正" } else { "" }),
        ]);
        row
    };
    let rows = comparison.followups.iter().map(row).collect();
    Sheet { kind: SheetKind::FollowUps, columns: columns(heads), frozen: 0, rows }
}

fn measure_words(comparison: &Comparison, k: usize) -> Option<&str> {
    let found = comparison.measures.get(k)?;
    Some(found.measure.span.of(&comparison.documents.get(found.document)?.text))
}

fn gaps(comparison: &Comparison) -> Sheet {
    let heads =
        [("未提及的文档", 22.0), ("事项", 18.0), ("类别", 8.0), ("其他文档数", 9.0), ("提及的文档", 22.0), ("章节", 30.0), ("说法", 60.0)];
    let names = names(comparison);
    let mut rows = Vec::new();
    for (document, name) in names.iter().enumerate() {
        for gap in Gaps::new(comparison, document, &GapFilter::default()).rows {
            let Some(initiative) = comparison.initiatives.get(gap.initiative) else { continue };
            for other in gap.documents {
                let said = comparison.best_saying(gap.initiative, other).zip(comparison.documents.get(other)).zip(names.get(other));
                let Some(((saying, text), other)) = said else { continue };
                let quoted = Quoted::new(text, saying.sentence, saying.sentence);
                rows.push(vec![
                    Value::text(name.as_str()),
                    Value::text(initiative.name.as_str()),
                    Value::text(initiative.category.name()),
                    Value::Count(gap.others),
                    Value::text(other.as_str()),
                    Value::text(quoted.path),
                    Value::text(quoted.text),
                ]);
            }
        }
    }
    Sheet { kind: SheetKind::Gaps, columns: columns(heads), frozen: 2, rows }
}
