//! Tests of the matrix: what the filters let through, how rows are ordered, what holds for any comparison.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Entry, Filter, Matrix, Order, OrderBy, Row, Sharing};
use crate::compare::{Certainty, Comparison, Initiative, Mention, Origin};
use crate::import::import;
use crate::initiative::{Category, InitiativeId};
use crate::structure::{Document, read};
use crate::text::Span;

/// Forms as documents write them, one a line of every document here.
const FORMS: [&str; 4] = ["生活垃圾分类", "ＡＩ助手", "15分钟生活圈", "加梯"];

fn document(name: &str) -> Arc<Document> {
    let text = format!("甲街道2030年工作计划\n一、民生\n{}\n", FORMS.join("。\n"));
    let imported = Arc::new(import(name, text.as_bytes()).expect("import"));
    Arc::new(read(&imported, &std::collections::BTreeSet::new()).into_iter().next().expect("document"))
}

/// A comparison of `documents` documents whose initiatives have a name, a policy area, a form, and so many mentions per document.
fn comparison(documents: usize, initiatives: &[(&str, Category, usize, Vec<usize>)]) -> Comparison {
    let one = document("a.txt");
    let of = |(name, category, form, counts): &(&str, Category, usize, Vec<usize>)| {
        let at = one.text.find(FORMS[*form]).expect("its form");
        let span = Span::new(at, at + FORMS[*form].len());
        let mention = |document| Mention { document, span, section: None, certainty: Certainty::Sure, why: String::new() };
        let mentions = counts.iter().enumerate().flat_map(|(k, n)| std::iter::repeat_n(mention(k), *n)).collect();
        Initiative {
            id: InitiativeId::of_name(name),
            name: (*name).to_owned(),
            category: *category,
            origin: Origin::Lexicon,
            score: 1.0,
            relations: Vec::new(),
            accepted: false,
            mentions,
        }
    };
    let mut initiatives: Vec<Initiative> = initiatives.iter().map(of).collect();
    initiatives.sort_by_key(|i| i.category);
    Comparison { documents: vec![Arc::clone(&one); documents], initiatives, ..Comparison::default() }
}

fn sample() -> Comparison {
    comparison(
        3,
        &[
            ("垃圾分类", Category::Environment, 0, vec![3, 3, 0]),
            ("长江禁捕", Category::Environment, 3, vec![1, 0, 0]),
            ("一网统管", Category::Digital, 3, vec![1, 1, 1]),
            ("“十五分钟”生活圈", Category::Livelihood, 2, vec![0, 7, 1]),
            ("智能助手", Category::Digital, 1, vec![0, 0, 2]),
        ],
    )
}

fn entries(matrix: &Matrix) -> Vec<&Entry> {
    matrix.rows.iter().filter_map(Row::entry).collect()
}

fn names(comparison: &Comparison, filter: &Filter, order: Order) -> Vec<String> {
    entries(&Matrix::new(comparison, filter, order)).iter().map(|e| comparison.initiatives[e.initiative].name.clone()).collect()
}

fn all() -> Filter {
    Filter { sharing: Sharing::All, ..Filter::default() }
}

#[test]
fn a_row_has_a_count_per_document_and_their_sums() {
    let comparison = sample();
    let matrix = Matrix::new(&comparison, &all(), Order::default());
    let row = entries(&matrix)[0];
    assert_eq!(comparison.initiatives[row.initiative].name, "垃圾分类");
    assert_eq!((row.counts.as_slice(), row.documents, row.mentions), ([3, 3, 0].as_slice(), 2, 6));
    assert_eq!((matrix.initiatives, matrix.greatest), (5, 7));
    assert_eq!((matrix.totals.all, matrix.totals.shared, matrix.totals.lacking.as_slice()), (5, 3, [2, 2, 2].as_slice()));
    assert_eq!(matrix.row_of(row.initiative), Some(1), "after the head of its area");
}

#[test]
fn by_category_each_area_has_a_head_with_its_number() {
    let matrix = Matrix::new(&sample(), &all(), Order::default());
    let heads: Vec<(usize, Category, usize)> = matrix
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| match row {
            Row::Category { category, initiatives } => Some((at, *category, *initiatives)),
            Row::Initiative(_) => None,
        })
        .collect();
    assert_eq!(heads, [(0, Category::Environment, 2), (3, Category::Digital, 2), (6, Category::Livelihood, 1)]);
    let turned = Order { by: OrderBy::Category, descending: true };
    assert_eq!(names(&sample(), &all(), turned)[0], "“十五分钟”生活圈");
}

#[test]
fn filters_let_through_what_they_say() {
    let comparison = sample();
    let with = |sharing| names(&comparison, &Filter { sharing, ..Filter::default() }, Order::default());
    assert_eq!(with(Sharing::Shared), ["垃圾分类", "一网统管", "“十五分钟”生活圈"]);
    assert_eq!(with(Sharing::Unique), ["长江禁捕", "智能助手"]);
    assert_eq!(with(Sharing::LackingIn(2)), ["垃圾分类", "长江禁捕"]);
    let digital = Filter { category: Some(Category::Digital), ..all() };
    assert_eq!(names(&comparison, &digital, Order::default()), ["一网统管", "智能助手"]);
}

#[test]
fn the_text_is_looked_for_in_names_and_in_what_documents_write_whatever_width_and_case() {
    let comparison = sample();
    let with = |text: &str| names(&comparison, &Filter { text: text.to_owned(), ..all() }, Order::default());
    assert_eq!(with("统管"), ["一网统管"]);
    assert_eq!(with("生活垃圾"), ["垃圾分类"], "as the document writes it");
    assert_eq!(with(" ai助 "), ["智能助手"], "full width and half, upper case and lower");
    assert_eq!(with("15分钟"), ["“十五分钟”生活圈"]);
    assert_eq!(with("十五"), ["“十五分钟”生活圈"]);
    assert_eq!(with("十"), ["“十五分钟”生活圈"], "as typed, though folded it is a 10");
    assert_eq!(with("”"), ["“十五分钟”生活圈"], "a mark that folds to nothing finds itself only");
    assert!(with("没有").is_empty());
    assert_eq!(with("  ").len(), 5);
}

#[test]
fn names_are_ordered_by_pinyin_and_quotation_marks_do_not_count() {
    let names_of = |descending| names(&sample(), &all(), Order { by: OrderBy::Name, descending });
    let up = ["长江禁捕", "垃圾分类", "“十五分钟”生活圈", "一网统管", "智能助手"];
    assert_eq!(names_of(false), up);
    let mut down = up;
    down.reverse();
    assert_eq!(names_of(true), down);
}

#[test]
fn a_count_orders_its_document_and_equal_ones_stay_as_they_were() {
    let by = |by, descending| names(&sample(), &all(), Order { by, descending });
    assert_eq!(by(OrderBy::CountIn(0), true), ["垃圾分类", "长江禁捕", "一网统管", "智能助手", "“十五分钟”生活圈"]);
    assert_eq!(by(OrderBy::CountIn(0), false), ["智能助手", "“十五分钟”生活圈", "长江禁捕", "一网统管", "垃圾分类"]);
    assert_eq!(by(OrderBy::Mentions, true)[..2], ["“十五分钟”生活圈", "垃圾分类"]);
    assert_eq!(by(OrderBy::Documents, true)[..3], ["一网统管", "垃圾分类", "“十五分钟”生活圈"]);
}

#[test]
fn an_empty_comparison_has_no_rows() {
    assert_eq!(Matrix::new(&Comparison::default(), &all(), Order::default()), Matrix::default());
}

const DOCUMENTS: usize = 4;
const NAMES: [&str; 6] = ["垃圾分类", "一网统管", "加装电梯", "“两新”党建", "ABC计划", "12345热线"];

fn any_comparison() -> impl Strategy<Value = Comparison> {
    let initiative = (0..NAMES.len(), 0..Category::ALL.len(), 0..FORMS.len(), vec(0_usize..4, DOCUMENTS), 0..DOCUMENTS);
    vec(initiative, 0..12).prop_map(|all| {
        let named = all.into_iter().map(|(name, category, form, mut counts, sure)| {
            // An initiative is mentioned somewhere.
            counts[sure] = counts[sure].max(1);
            (NAMES[name], Category::ALL[category], form, counts)
        });
        comparison(DOCUMENTS, &named.collect::<Vec<_>>())
    })
}

fn any_order() -> impl Strategy<Value = Order> {
    let by = prop_oneof![
        Just(OrderBy::Category),
        Just(OrderBy::Name),
        Just(OrderBy::Documents),
        Just(OrderBy::Mentions),
        (0..DOCUMENTS).prop_map(OrderBy::CountIn),
    ];
    (by, any::<bool>()).prop_map(|(by, descending)| Order { by, descending })
}

/// What the entry is ordered by, where it is a number.
fn number(entry: &Entry, by: OrderBy) -> Option<usize> {
    match by {
        OrderBy::Documents => Some(entry.documents),
        OrderBy::Mentions => Some(entry.mentions),
        OrderBy::CountIn(k) => Some(entry.counts[k]),
        OrderBy::Category | OrderBy::Name => None,
    }
}

proptest! {
    #[test]
    fn every_initiative_has_one_row_in_all_and_stands_on_one_side_of_each_filter(comparison in any_comparison(), order in any_order()) {
        let with = |sharing| {
            let matrix = Matrix::new(&comparison, &Filter { sharing, ..Filter::default() }, order);
            let mut rows: Vec<usize> = entries(&matrix).iter().map(|e| e.initiative).collect();
            prop_assert_eq!(rows.len(), matrix.initiatives);
            rows.sort_unstable();
            Ok(rows)
        };
        let every: Vec<usize> = (0..comparison.initiatives.len()).collect();
        prop_assert_eq!(with(Sharing::All)?, every.clone());
        let mut both = [with(Sharing::Shared)?, with(Sharing::Unique)?].concat();
        both.sort_unstable();
        prop_assert_eq!(both, every);
        for k in 0..DOCUMENTS {
            let lacking = with(Sharing::LackingIn(k))?;
            prop_assert!(lacking.iter().all(|i| comparison.initiatives[*i].mentions_in(k).next().is_none()));
            let matrix = Matrix::new(&comparison, &Filter::default(), order);
            prop_assert_eq!(matrix.totals.lacking[k], lacking.len());
        }
    }

    #[test]
    fn counts_are_those_of_the_comparison(comparison in any_comparison(), order in any_order()) {
        let matrix = Matrix::new(&comparison, &all(), order);
        for entry in entries(&matrix) {
            let initiative = &comparison.initiatives[entry.initiative];
            prop_assert_eq!(entry.documents, initiative.document_count());
            prop_assert_eq!(entry.mentions, initiative.mentions.len());
            for (k, count) in entry.counts.iter().enumerate() {
                prop_assert_eq!(*count, initiative.mentions_in(k).count());
                prop_assert!(*count <= matrix.greatest);
            }
        }
    }

    #[test]
    fn rows_rise_or_fall_and_equal_ones_keep_the_comparisons_order(comparison in any_comparison(), order in any_order()) {
        let matrix = Matrix::new(&comparison, &all(), order);
        for pair in entries(&matrix).windows(2) {
            if let (Some(a), Some(b)) = (number(pair[0], order.by), number(pair[1], order.by)) {
                prop_assert!(a == b || order.descending == (a > b));
                prop_assert!(a != b || pair[0].initiative < pair[1].initiative);
            }
        }
    }

    #[test]
    fn heads_stand_only_by_category_and_count_what_follows(comparison in any_comparison(), order in any_order()) {
        let matrix = Matrix::new(&comparison, &all(), order);
        let mut left: Option<(Category, usize)> = None;
        let mut seen = Vec::new();
        for row in &matrix.rows {
            match row {
                Row::Category { category, initiatives } => {
                    prop_assert_eq!(order.by, OrderBy::Category);
                    prop_assert!(left.is_none_or(|(_, n)| n == 0), "a head before the last one's rows are over");
                    prop_assert!(!seen.contains(category), "one head per area");
                    seen.push(*category);
                    left = Some((*category, *initiatives));
                }
                Row::Initiative(entry) => {
                    if let Some((category, n)) = &mut left {
                        prop_assert_eq!(comparison.initiatives[entry.initiative].category, *category);
                        prop_assert!(*n > 0);
                        *n -= 1;
                    } else {
                        prop_assert_ne!(order.by, OrderBy::Category);
                    }
                }
            }
        }
        prop_assert!(left.is_none_or(|(_, n)| n == 0));
    }
}
