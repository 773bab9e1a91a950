//! The table of measures: order by amount across units, filters, and what is set side by side.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::{FigureColumn, FigureFilter, FigureOrder, FigureRow, Figures, SideBySide, amount, in_unit};
use crate::compare::{Comparison, compare};
use crate::import::import;
use crate::initiative::Lexicon;
use crate::measure::Kind;
use crate::structure::{Document, read};

const A: &str = "甲门路街道2030年工作计划\n\n一、民生\n新增加装电梯20台。新建社区老年助餐点3个。完成税收收入1.2亿元。垃圾分类达标率达到95%。改造旧厂房3万平方米。\n";
const B: &str = "乙门路街道2030年工作总结\n\n一、民生\n完成加装电梯12台。建成老年助餐点5处。完成税收收入9000万元，税收收入同比增长8%。新增就业岗位300个。\n";

fn document(name: &str, text: &str) -> Arc<Document> {
    let imported = Arc::new(import(name, text.as_bytes()).expect("import"));
    Arc::new(read(&imported, &BTreeSet::new()).remove(0))
}

fn comparison() -> Comparison {
    compare(vec![document("a.txt", A), document("b.txt", B)], &Lexicon::builtin(), None)
}

fn written(comparison: &Comparison, k: usize) -> String {
    let measure = &comparison.measures[k].measure;
    format!("{}{}", measure.quantity, measure.unit)
}

fn listed(comparison: &Comparison, filter: &FigureFilter, order: FigureOrder) -> Vec<String> {
    let table = Figures::new(comparison, filter, order);
    table.rows.iter().filter_map(FigureRow::figure).map(|k| written(comparison, k)).collect()
}

#[test]
fn amounts_are_ordered_in_the_base_of_their_unit() {
    let comparison = comparison();
    let order = FigureOrder { by: FigureColumn::Amount, descending: true };
    let money = FigureFilter { unit: Some("元".to_owned()), ..FigureFilter::default() };
    assert_eq!(listed(&comparison, &money, order), ["1.2亿元", "9000万元"]);
    assert_eq!(listed(&comparison, &money, FigureOrder { descending: false, ..order }), ["9000万元", "1.2亿元"]);
    let table = Figures::new(&comparison, &FigureFilter::default(), order);
    let heads: Vec<(&str, usize, f64)> = table
        .rows
        .iter()
        .filter_map(|r| match r {
            FigureRow::Unit { unit, count, greatest } => Some((unit.as_str(), *count, *greatest)),
            FigureRow::Figure(_) => None,
        })
        .collect();
    assert!(heads.contains(&("元", 2, 1.2e8)) && heads.contains(&("台", 2, 20.0)), "{heads:?}");
    assert!(heads.is_sorted_by(|a, b| a.1 >= b.1), "{heads:?}");
}

#[test]
fn filters_hold_together_and_leave_the_facets() {
    let comparison = comparison();
    let all = Figures::new(&comparison, &FigureFilter::default(), FigureOrder::default());
    assert_eq!(all.listed, comparison.measures.len());
    assert_eq!(all.facets.documents.iter().sum::<usize>(), all.listed);
    assert_eq!(all.facets.kinds.iter().sum::<usize>(), all.listed);
    assert_eq!(all.facets.units.iter().map(|(_, n)| n).sum::<usize>(), all.listed);
    let second = FigureFilter { document: Some(1), kind: Some(Kind::Result), ..FigureFilter::default() };
    let found = Figures::new(&comparison, &second, FigureOrder::default());
    assert!(found.listed > 1 && found.listed <= all.facets.documents[1]);
    assert_eq!(found.facets, all.facets);
    let elevators = FigureFilter { text: "电梯".to_owned(), ..FigureFilter::default() };
    assert_eq!(listed(&comparison, &elevators, FigureOrder::default()), ["20台", "12台"]);
    let initiative = comparison.measures.iter().find_map(|m| m.initiative).expect("one of an initiative");
    let of_it = FigureFilter { initiative: Some(initiative), ..FigureFilter::default() };
    let count = comparison.measures.iter().filter(|m| m.initiative == Some(initiative)).count();
    assert_eq!(Figures::new(&comparison, &of_it, FigureOrder::default()).listed, count);
    let category = comparison.initiatives[initiative].category;
    let in_area = FigureFilter { category: Some(category), ..FigureFilter::default() };
    let expected = all.facets.categories.iter().find(|(c, _)| *c == category).map(|(_, n)| *n);
    assert_eq!(Some(Figures::new(&comparison, &in_area, FigureOrder::default()).listed), expected);
}

#[test]
fn the_same_object_stands_side_by_side_in_one_unit() {
    let comparison = comparison();
    let table = SideBySide::new(&comparison, &FigureFilter::default(), true);
    let line =
        |object: &str| table.lines.iter().find(|l| l.object.contains(object)).unwrap_or_else(|| panic!("{object} of {:#?}", table.lines));
    let money = line("税收");
    assert_eq!((money.unit.as_str(), money.base), ("亿元", None));
    assert_eq!(money.cells.iter().map(|c| c.value).collect::<Vec<_>>(), [Some(1.2), Some(0.9)]);
    assert!((money.greatest - 1.2).abs() < 1e-9);
    let meals = line("助餐点");
    assert_eq!(meals.cells.iter().map(|c| c.value).collect::<Vec<_>>(), [Some(3.0), Some(5.0)], "个 and 处 count the same thing");
    assert_eq!(line("电梯").cells.iter().map(|c| c.value).collect::<Vec<_>>(), [Some(20.0), Some(12.0)]);
    assert!(table.lines.iter().all(|l| l.documents == 2 && l.cells.len() == 2));
    let all = SideBySide::new(&comparison, &FigureFilter::default(), false);
    assert_eq!((all.shared, all.all), (table.lines.len(), all.lines.len()));
    let change = all.lines.iter().find(|l| l.base.is_some()).expect("a change");
    assert_eq!((change.documents, change.unit.as_str()), (1, "%"), "a change stands beside no level");
}

#[test]
fn an_amount_is_told_in_another_unit_of_its_kind_only() {
    let comparison = comparison();
    let of =
        |text: &str| &comparison.measures[(0..comparison.measures.len()).find(|k| written(&comparison, *k) == text).expect(text)].measure;
    assert_eq!(in_unit(of("9000万元"), "亿元"), Some((0.9, None)));
    assert_eq!(in_unit(of("3万平方米"), "公顷"), Some((3.0, None)));
    assert_eq!(in_unit(of("20台"), "部"), Some((20.0, None)));
    assert_eq!((in_unit(of("95%"), "个"), in_unit(of("9000万元"), "个")), (None, None));
    assert_eq!(amount(of("3万平方米")).value, Some(30_000.0));
}

#[test]
fn an_initiatives_measures_are_found_by_document() {
    let comparison = comparison();
    let cells = super::measures_by_cell(&comparison);
    let all: usize = cells.values().map(Vec::len).sum();
    assert_eq!(all, comparison.measures.iter().filter(|m| m.initiative.is_some()).count());
    for ((initiative, document), figures) in cells {
        assert!(figures.is_sorted());
        for k in figures {
            assert_eq!((comparison.measures[k].initiative, comparison.measures[k].document), (Some(initiative), document));
        }
    }
}

/// Compared once for all cases.
static COMPARED: LazyLock<Comparison> = LazyLock::new(comparison);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_order_lists_each_measure_once(by in 0..7_usize, descending: bool) {
        let comparison = &*COMPARED;
        let by = [
            FigureColumn::Document, FigureColumn::Action, FigureColumn::Object, FigureColumn::Amount,
            FigureColumn::Kind, FigureColumn::Deadline, FigureColumn::Initiative,
        ][by];
        let table = Figures::new(comparison, &FigureFilter::default(), FigureOrder { by, descending });
        let mut rows: Vec<usize> = table.rows.iter().filter_map(FigureRow::figure).collect();
        prop_assert!(rows.iter().all(|k| table.row_of(*k).is_some()));
        rows.sort_unstable();
        prop_assert_eq!(rows, (0..comparison.measures.len()).collect::<Vec<_>>());
    }
}
