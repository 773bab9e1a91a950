//! The list of promises: groups, numbers, filters, and the passages that are offered for an item.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::{PromiseFilter, PromiseHead, PromiseOrder, PromiseRow, Promises, items_for, reports_for};
use crate::compare::{Comparison, Status, compare};
use crate::import::import;
use crate::initiative::Lexicon;
use crate::structure::{Document, read};

const PLAN: &str = "友谊路街道2030年工作计划\n\n一、民生实事\n（一）住房\n新增加装电梯20台。新建口袋公园3个。开展反诈宣传12场。\n（二）养老\n新建老年助餐点2个。\n\n二、安全发展\n深化平安建设。开展消防演练4次。\n";
const SUMMARY: &str = "友谊路街道2030年工作总结\n\n一、民生实事\n（一）住房\n年内新增加装电梯22台。建成睦邻中心4处。新建老年助餐点1个。\n\n二、安全发展\n平安建设有序推进。\n";
const OTHER: &str = "吴淞街道2030年工作计划\n\n一、民生\n新增加装电梯9台。\n";
const OTHER_SUMMARY: &str = "吴淞街道2030年工作总结\n\n一、民生\n完成加装电梯9台。\n";

fn document(name: &str, text: &str) -> Arc<Document> {
    let imported = Arc::new(import(name, text.as_bytes()).expect("import"));
    Arc::new(read(&imported, &BTreeSet::new()).remove(0))
}

fn comparison() -> Comparison {
    let documents = [("a.txt", PLAN), ("b.txt", OTHER), ("c.txt", SUMMARY), ("d.txt", OTHER_SUMMARY)];
    compare(documents.iter().map(|(name, text)| document(name, text)).collect(), &Lexicon::builtin(), None)
}

fn said(comparison: &Comparison, list: &Promises) -> Vec<String> {
    let text = |p: crate::compare::Place| p.span.of(&comparison.documents[p.document].text).to_owned();
    let promise = |row: &PromiseRow| row.promise().map(|p| text(comparison.followups[p.followup].place().expect("a place")));
    list.rows.iter().filter_map(promise).collect()
}

#[test]
fn each_plan_with_a_summary_has_its_list() {
    let comparison = comparison();
    let list = Promises::new(&comparison, 0, &PromiseFilter::default(), PromiseOrder::Place);
    assert_eq!(list.plans, [(0, vec![2]), (1, vec![3])]);
    assert!(said(&comparison, &list).contains(&"新增加装电梯20台".to_owned()));
    let other = Promises::new(&comparison, 1, &PromiseFilter::default(), PromiseOrder::Place);
    assert_eq!(said(&comparison, &other), ["新增加装电梯9台"]);
    assert_eq!(Promises::new(&comparison, 7, &PromiseFilter::default(), PromiseOrder::Place).plan, 0, "one that is gone");
    let alone = compare(vec![document("a.txt", PLAN)], &Lexicon::builtin(), None);
    assert_eq!(Promises::new(&alone, 0, &PromiseFilter::default(), PromiseOrder::Place), Promises::default());
}

#[test]
fn items_stand_under_their_headings_and_results_without_one_at_the_end() {
    let comparison = comparison();
    let list = Promises::new(&comparison, 0, &PromiseFilter::default(), PromiseOrder::Place);
    let heads: Vec<String> = list
        .rows
        .iter()
        .filter_map(|row| match row {
            PromiseRow::Head { head: PromiseHead::Section(path), .. } => {
                Some(path.iter().map(|k| comparison.documents[0].sections[*k].title.as_str()).collect::<Vec<_>>().join("/"))
            }
            PromiseRow::Head { head: PromiseHead::Status(status), .. } => Some(status.label().to_owned()),
            PromiseRow::Promise(_) => None,
        })
        .collect();
    assert_eq!(heads, ["民生实事/住房", "民生实事/养老", "安全发展", "计划外"]);
    assert_eq!(said(&comparison, &list).last().map(String::as_str), Some("建成睦邻中心4处"));
    let by_status = Promises::new(&comparison, 0, &PromiseFilter::default(), PromiseOrder::Status);
    let statuses: Vec<Status> =
        by_status.rows.iter().filter_map(|r| r.promise().map(|p| comparison.followups[p.followup].status)).collect();
    assert!(statuses.is_sorted());
}

#[test]
fn what_was_promised_stands_beside_what_was_reported() {
    let comparison = comparison();
    let list = Promises::new(&comparison, 0, &PromiseFilter::default(), PromiseOrder::Place);
    let numbers = |words: &str| {
        let k = said(&comparison, &list).iter().position(|s| s.contains(words)).expect("a row");
        list.rows.iter().filter_map(PromiseRow::promise).nth(k).expect("its numbers").numbers.clone()
    };
    let written = |k: Option<usize>| k.map(|k| comparison.measures[k].measure.quantity.clone());
    let elevators = numbers("加装电梯");
    assert_eq!((written(elevators[0].planned), written(elevators[0].reported)), (Some("20".to_owned()), Some("22".to_owned())));
    assert!((elevators[0].share.expect("a share") - 1.1).abs() < 1e-9);
    let parks = numbers("口袋公园");
    assert_eq!((written(parks[0].planned), parks[0].reported, parks[0].share), (Some("3".to_owned()), None, None));
    let unplanned = numbers("睦邻中心");
    assert_eq!((unplanned[0].planned, written(unplanned[0].reported)), (None, Some("4".to_owned())));
}

#[test]
fn filters_narrow_the_rows_and_leave_the_counts() {
    let comparison = comparison();
    let list = |filter: &PromiseFilter| Promises::new(&comparison, 0, filter, PromiseOrder::Place);
    let all = list(&PromiseFilter::default());
    for status in Status::ALL {
        let some = list(&PromiseFilter { status: Some(status), ..PromiseFilter::default() });
        assert_eq!(some.listed, all.counts[super::order_of(status)]);
        assert_eq!((some.counts, &some.chapters), (all.counts, &all.chapters));
    }
    let found = list(&PromiseFilter { text: " 電梯 ".to_owned(), ..PromiseFilter::default() });
    assert_eq!(found.listed, 0, "traditional characters are another thing");
    let found = list(&PromiseFilter { text: "２２".to_owned(), ..PromiseFilter::default() });
    assert_eq!(said(&comparison, &found), ["新增加装电梯20台"], "the passage counts, and the width of letters does not");
    let under = list(&PromiseFilter { text: "养老".to_owned(), ..PromiseFilter::default() });
    assert_eq!(said(&comparison, &under), ["新建老年助餐点2个"], "the heading counts");
    let chapter = all.chapters[1].0;
    let second = list(&PromiseFilter { chapter: Some(chapter), ..PromiseFilter::default() });
    assert_eq!(second.listed, all.chapters[1].1);
    assert!(said(&comparison, &second).iter().any(|s| s.contains("消防演练")));
    assert!(list(&PromiseFilter { corrected: true, ..PromiseFilter::default() }).rows.is_empty());
    assert_eq!(list(&PromiseFilter { numbers: true, ..PromiseFilter::default() }).listed, all.with_numbers);
}

#[test]
fn sentences_that_share_the_most_with_an_item_are_offered_first() {
    let comparison = comparison();
    let item = |words: &str| {
        let plans = comparison.followups.iter().filter_map(|f| f.plan);
        plans.into_iter().find(|p| p.span.of(&comparison.documents[p.document].text).contains(words)).expect("an item")
    };
    let offered = |words: &str, most| {
        let places = reports_for(&comparison, item(words), &[2], most);
        places.into_iter().map(|p| p.span.of(&comparison.documents[p.document].text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(offered("加装电梯20", 1), ["年内新增加装电梯22台"]);
    assert_eq!(offered("助餐点", 3)[0], "新建老年助餐点1个");
    assert!(offered("加装电梯20", 9).len() < 9, "what shares nothing is not offered");
}

#[test]
fn items_that_share_the_most_with_an_unplanned_passage_are_offered_first() {
    let comparison = comparison();
    let unplanned = comparison.followups.iter().find(|f| f.plan.is_none()).and_then(|f| f.result).expect("an unplanned passage");
    let offered = items_for(&comparison, unplanned, 0, 9);
    assert!(offered.iter().all(|item| item.document == 0 && comparison.followups.iter().any(|f| f.plan == Some(*item))));
    assert!(offered.len() < 7, "what shares nothing is not offered: {}", offered.len());
    // An answer is most like its own item.
    for followup in comparison.followups.iter().filter(|f| f.plan.is_some_and(|p| p.document == 0)) {
        let Some((item, result)) = followup.plan.zip(followup.result) else { continue };
        assert_eq!(items_for(&comparison, result, 0, 1), [item]);
    }
    assert!(items_for(&comparison, unplanned, 1, 9).iter().all(|item| item.document == 1), "of that plan only");
}

/// Compared once for all cases.
static COMPARED: LazyLock<Comparison> = LazyLock::new(comparison);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_row_is_listed_once_under_a_head_that_counts_it(status in 0..6_usize, numbers: bool, by_status: bool, text in "[建设电梯0-9]{0,2}") {
        let comparison = &*COMPARED;
        let filter = PromiseFilter { status: Status::ALL.get(status).copied(), text, numbers, ..PromiseFilter::default() };
        let order = if by_status { PromiseOrder::Status } else { PromiseOrder::Place };
        let list = Promises::new(comparison, 0, &filter, order);
        let rows: Vec<usize> = list.rows.iter().filter_map(|r| r.promise().map(|p| p.followup)).collect();
        prop_assert_eq!(rows.len(), list.listed);
        prop_assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), rows.len());
        let mut left = 0;
        for row in &list.rows {
            match row {
                PromiseRow::Head { count, .. } => { prop_assert_eq!(left, 0); prop_assert!(*count > 0); left = *count; }
                PromiseRow::Promise(p) => {
                    prop_assert!(left > 0);
                    left -= 1;
                    prop_assert!(filter.status.is_none_or(|s| s == comparison.followups[p.followup].status));
                    prop_assert!(!numbers || !p.numbers.is_empty());
                }
            }
        }
        prop_assert_eq!(left, 0);
    }
}
