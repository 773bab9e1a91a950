//! Tests of the matrix: what the filters let through, how rows are ordered, what holds for any comparison.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Columns, Entry, Filter, Matrix, Order, OrderBy, Row, Sharing, street_of};
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

/// The sample with its documents of these streets and years.
fn placed(places: [(Option<&str>, Option<i32>); 3]) -> Comparison {
    let mut comparison = sample();
    for (document, (street, year)) in comparison.documents.iter_mut().zip(places) {
        let mut one = Document::clone(document);
        one.meta.street = street.map(str::to_owned);
        one.meta.year = year;
        *document = Arc::new(one);
    }
    comparison
}

fn columns(streets: &[&str], years: &[Option<i32>]) -> Columns {
    Columns { streets: streets.iter().map(|s| (*s).to_owned()).collect(), years: years.iter().copied().collect() }
}

#[test]
fn streets_and_years_say_which_documents_have_a_column_and_all_counts_are_theirs() {
    let comparison = placed([(Some("东街道"), Some(2021)), (Some("西街道"), Some(2022)), (Some("东街道"), Some(2022))]);
    let of = |columns: Columns, sharing| Matrix::new(&comparison, &Filter { columns, sharing, ..Filter::default() }, Order::default());
    let names =
        |matrix: &Matrix| -> Vec<String> { entries(matrix).iter().map(|e| comparison.initiatives[e.initiative].name.clone()).collect() };
    let east = of(columns(&["东街道"], &[]), Sharing::Shared);
    assert_eq!((east.documents.as_slice(), names(&east)), ([0, 2].as_slice(), vec!["一网统管".to_owned()]));
    assert_eq!((east.totals.all, east.totals.shared, east.totals.lacking.as_slice()), (5, 1, [2, 2].as_slice()));
    let row = entries(&of(columns(&["东街道"], &[]), Sharing::All))[0].clone();
    assert_eq!((row.counts.as_slice(), row.documents, row.mentions), ([3, 0].as_slice(), 1, 3), "what 西街道 says does not count");
    assert_eq!(names(&of(columns(&["东街道"], &[]), Sharing::LackingIn(2))), ["垃圾分类", "长江禁捕"]);
    assert_eq!(
        of(columns(&["东街道"], &[]), Sharing::LackingIn(1)),
        of(columns(&["东街道"], &[]), Sharing::Shared),
        "without a column nobody asks what it lacks"
    );
    assert_eq!(of(columns(&[], &[Some(2022)]), Sharing::All).documents, [1, 2]);
    assert_eq!(of(columns(&["东街道"], &[Some(2022)]), Sharing::All).documents, [2]);
    let none = of(columns(&["西街道"], &[Some(2021)]), Sharing::All);
    assert!(none.documents.is_empty() && none.rows.is_empty() && none.totals.all == 0);
    assert_eq!(of(columns(&["南街道"], &[]), Sharing::All).documents, [0, 1, 2], "a street that is closed asks for nothing");
    assert_eq!(east.facets.streets, [("东街道".to_owned(), 2), ("西街道".to_owned(), 1)]);
    assert_eq!(east.facets.years, [(Some(2021), 1), (Some(2022), 2)]);
}

#[test]
fn documents_that_name_no_street_or_year_can_be_chosen_too() {
    let comparison = placed([(None, None), (Some("西街道"), None), (None, Some(2020))]);
    let facets = Matrix::new(&comparison, &all(), Order::default()).facets;
    assert_eq!((facets.streets.last(), facets.years.last()), (Some(&(String::new(), 2)), Some(&(None, 2))));
    let of = |columns| Matrix::new(&comparison, &Filter { columns, ..all() }, Order::default()).documents;
    assert_eq!((of(columns(&[""], &[])), of(columns(&[], &[None])), of(columns(&[""], &[None]))), (vec![0, 2], vec![0, 1], vec![0]));
}

#[test]
fn an_order_by_a_document_without_a_column_is_the_usual_one() {
    let comparison = placed([(Some("东街道"), None), (Some("西街道"), None), (Some("东街道"), None)]);
    let filter = Filter { columns: columns(&["东街道"], &[]), ..all() };
    let by = |document| Matrix::new(&comparison, &filter, Order { by: OrderBy::CountIn(document), descending: true });
    assert_eq!(by(1), Matrix::new(&comparison, &filter, Order::default()));
    assert_eq!(comparison.initiatives[entries(&by(2))[0].initiative].name, "智能助手", "its column is the second, not the third");
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
    fn fewer_columns_are_the_comparison_of_those_documents_alone(
        comparison in any_comparison(), streets in vec(0_usize..3, DOCUMENTS), wanted in vec(any::<bool>(), 3),
    ) {
        let mut comparison = comparison;
        for (document, street) in comparison.documents.iter_mut().zip(&streets) {
            let mut one = Document::clone(document);
            one.meta.street = Some(format!("{street}街道"));
            *document = Arc::new(one);
        }
        let streets = (0..3).filter(|k| wanted[*k]).map(|k| format!("{k}街道")).collect();
        let filter = Filter { columns: Columns { streets, ..Columns::default() }, ..all() };
        let matrix = Matrix::new(&comparison, &filter, Order::default());
        for entry in entries(&matrix) {
            let initiative = &comparison.initiatives[entry.initiative];
            let counts: Vec<usize> = matrix.documents.iter().map(|d| initiative.mentions_in(*d).count()).collect();
            prop_assert_eq!(&entry.counts, &counts);
            prop_assert_eq!(entry.mentions, counts.iter().sum::<usize>());
            prop_assert!(entry.documents > 0);
        }
        let chosen = |k: &usize| filter.columns.of_these(&matrix.facets).streets.contains(street_of(&comparison.documents[*k]));
        prop_assert!(filter.columns.of_these(&matrix.facets).streets.is_empty() || matrix.documents.iter().all(chosen));
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
