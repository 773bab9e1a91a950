//! Tests of the years: which documents belong together, what became of each initiative, what holds for any comparison.

use std::sync::{Arc, LazyLock};

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Change, Changes, Verdict, YearFilter, YearOrder, YearRow, streets_over_years, usual_choice};
use crate::compare::{Comparison, Trend, compare};
use crate::import::import;
use crate::initiative::Lexicon;
use crate::structure::{Document, read};

/// Read once: it is large.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fn document(text: &str) -> Arc<Document> {
    let imported = Arc::new(import("a.txt", text.as_bytes()).expect("import"));
    Arc::new(read(&imported, &std::collections::BTreeSet::new()).remove(0))
}

fn plan(street: &str, year: u32, body: &str) -> Arc<Document> {
    document(&format!("{street}{year}年工作要点\n一、重点任务\n{body}\n"))
}

fn comparison(documents: Vec<Arc<Document>>) -> Comparison {
    compare(documents, &LEXICON, None)
}

fn of<'a>(comparison: &Comparison, changes: &'a Changes, name: &str) -> &'a Change {
    let wanted = |c: &&Change| comparison.initiatives[c.initiative].name.contains(name);
    changes.changes.iter().find(wanted).unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn documents_of_a_street_come_together_by_year_and_plans_are_looked_at_first() {
    let documents = vec![
        plan("江浦路街道", 2024, "推进垃圾分类。"),
        document("江浦路街道2021年工作总结\n一、工作情况\n完成垃圾分类。\n"),
        plan("大桥街道", 2024, "推进垃圾分类。"),
        plan("江浦路街道", 2021, "推进垃圾分类。"),
        plan("江浦路街道", 2022, "推进垃圾分类。"),
    ];
    let streets = streets_over_years(&documents);
    assert_eq!(streets.len(), 1, "{streets:?}");
    assert_eq!((streets[0].name.as_str(), streets[0].documents.as_slice()), ("江浦路街道", [3, 1, 4, 0].as_slice()));
    assert_eq!(usual_choice(&documents, &streets[0]), [3, 0]);
}

#[test]
fn without_two_plans_another_kind_or_the_ends_are_looked_at() {
    let summary = |year: u32| document(&format!("江浦路街道{year}年工作总结\n一、工作情况\n完成垃圾分类。\n"));
    let two_summaries = vec![plan("江浦路街道", 2022, "推进垃圾分类。"), summary(2020), summary(2021)];
    assert_eq!(usual_choice(&two_summaries, &streets_over_years(&two_summaries)[0]), [1, 2]);
    let one_of_each = vec![plan("江浦路街道", 2022, "推进垃圾分类。"), summary(2020)];
    assert_eq!(usual_choice(&one_of_each, &streets_over_years(&one_of_each)[0]), [1, 0]);
    let one_year = vec![plan("江浦路街道", 2022, "推进垃圾分类。"), summary(2022)];
    assert!(streets_over_years(&one_year).is_empty(), "one year is no history");
}

#[test]
fn what_is_kept_new_and_dropped_and_how_the_wording_went() {
    let before = "探索垃圾分类新模式。\n深化志愿服务。\n推进一网通办。\n全年完成加装电梯20台。\n推进美丽街区建设。";
    let after = "全面推进垃圾分类。\n探索志愿服务新机制。\n抓好一网通办。\n全年完成加装电梯30台。\n推进一网统管。";
    let comparison = comparison(vec![plan("江浦路街道", 2021, before), plan("江浦路街道", 2024, after)]);
    let changes = Changes::new(&comparison, &[0, 1]);
    let verdict = |name: &str| of(&comparison, &changes, name).verdict;
    assert_eq!(verdict("垃圾分类"), Verdict::Stronger);
    assert_eq!(verdict("志愿服务"), Verdict::Weaker);
    assert_eq!(verdict("一网通办"), Verdict::Level);
    assert_eq!(verdict("美丽街区"), Verdict::Dropped);
    assert_eq!(verdict("一网统管"), Verdict::New);
    let lifts = of(&comparison, &changes, "加装电梯");
    assert_eq!(lifts.verdict, Verdict::Stronger);
    assert_eq!(lifts.numbers.iter().map(|n| (n.trend, n.text.as_str())).collect::<Vec<_>>(), [(Trend::Up, "20台 → 30台（+50%）")]);
    assert!(lifts.why.contains("20台 → 30台"), "{}", lifts.why);
    let waste = of(&comparison, &changes, "垃圾分类");
    assert!(waste.why.contains("探索") && waste.why.contains("全面推进"), "{}", waste.why);
    let dropped = of(&comparison, &changes, "美丽街区");
    assert!(dropped.said[1].is_none() && dropped.why.contains("未提及不等于未做"), "{}", dropped.why);
}

#[test]
fn wording_that_cannot_be_told_is_kept_and_not_level() {
    let comparison = comparison(vec![plan("江浦路街道", 2021, "垃圾分类。"), plan("江浦路街道", 2024, "垃圾分类。")]);
    let changes = Changes::new(&comparison, &[0, 1]);
    assert_eq!(of(&comparison, &changes, "垃圾分类").verdict, Verdict::Kept);
}

#[test]
fn how_widely_something_is_done_says_nothing_of_how_far_it_is() {
    let before = "全面推进垃圾分类。\n全力抓好一网通办。\n推进志愿服务。\n全面深化一网统管。\n探索美丽街区建设。";
    let after = "推进垃圾分类。\n抓好一网通办。\n全面推进志愿服务。\n全面推进一网统管。\n全面推进美丽街区建设。";
    let comparison = comparison(vec![plan("江浦路街道", 2021, before), plan("江浦路街道", 2024, after)]);
    let changes = Changes::new(&comparison, &[0, 1]);
    let verdict = |name: &str| of(&comparison, &changes, name).verdict;
    assert_eq!([verdict("垃圾分类"), verdict("一网通办"), verdict("志愿服务")], [Verdict::Level; 3]);
    assert_eq!(verdict("一网统管"), Verdict::Weaker, "from 深化 to 推进, both 全面");
    assert_eq!(verdict("美丽街区"), Verdict::Stronger, "from 探索 to 推进");
}

#[test]
fn a_stronger_word_with_a_smaller_number_is_mixed() {
    let before = plan("江浦路街道", 2021, "推进加装电梯30台。");
    let comparison = comparison(vec![before, plan("江浦路街道", 2024, "完成加装电梯20台。")]);
    let changes = Changes::new(&comparison, &[0, 1]);
    assert_eq!(of(&comparison, &changes, "加装电梯").verdict, Verdict::Mixed);
}

#[test]
fn of_three_documents_the_first_and_the_last_decide_and_the_middle_is_shown() {
    let bodies = ["推进垃圾分类。", "推进志愿服务。", "深化垃圾分类。\n推进一网通办。"];
    let documents = bodies.iter().zip(2021..).map(|(body, year)| plan("江浦路街道", year, body)).collect();
    let comparison = comparison(documents);
    let changes = Changes::new(&comparison, &[0, 1, 2]);
    let waste = of(&comparison, &changes, "垃圾分类");
    assert_eq!(waste.verdict, Verdict::Stronger);
    assert_eq!(waste.said.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(of(&comparison, &changes, "志愿服务").verdict, Verdict::Passing);
    assert_eq!(of(&comparison, &changes, "一网通办").verdict, Verdict::New);
}

#[test]
fn the_verb_and_the_number_stand_in_the_sentence_that_is_shown() {
    let before = "推进加装电梯。\n全年完成加装电梯20台。";
    let comparison = comparison(vec![plan("江浦路街道", 2021, before), plan("江浦路街道", 2024, "完成加装电梯30台。")]);
    let changes = Changes::new(&comparison, &[0, 1]);
    let lifts = of(&comparison, &changes, "加装电梯");
    let said = lifts.said[0].as_ref().expect("said");
    assert_eq!(said.saying.sentence.of(&comparison.documents[0].text), "全年完成加装电梯20台。");
    assert!(said.saying.sentence.contains(said.commitment.expect("a verb").verb));
    assert_eq!(said.sentences, 2);
}

#[test]
fn the_rows_have_heads_and_areas_are_counted() {
    let comparison = comparison(vec![
        plan("江浦路街道", 2021, "探索垃圾分类。\n推进美丽街区。"),
        plan("江浦路街道", 2024, "深化垃圾分类。\n推进一网统管。"),
    ]);
    let changes = Changes::new(&comparison, &[0, 1]);
    let rows = changes.rows(&comparison, &YearFilter::default(), YearOrder::Verdict);
    let stronger = changes.counts()[0];
    assert_eq!(rows[0], YearRow::Verdict(Verdict::Stronger, stronger.1));
    assert!(stronger.1 >= 1);
    let by_area = changes.rows(&comparison, &YearFilter::default(), YearOrder::Category);
    assert!(matches!(by_area[0], YearRow::Category(..)));
    let only = changes.rows(&comparison, &YearFilter { verdict: Some(Verdict::New), ..YearFilter::default() }, YearOrder::Verdict);
    assert!(only.len() >= 2 && only[0] == YearRow::Verdict(Verdict::New, only.len() - 1));
    let areas = changes.areas(&comparison);
    assert_eq!(areas.iter().map(|a| a.kept + a.new + a.dropped).sum::<usize>(), changes.changes.len());
}

const BODIES: [&str; 5] = ["探索垃圾分类。", "深化垃圾分类。", "完成加装电梯20台。", "推进加装电梯30台。", "做好志愿服务。"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn every_initiative_has_one_verdict_and_every_change_a_row(years in vec(vec(0_usize..5, 0..4), 2..4)) {
        let text = |names: &Vec<usize>| names.iter().map(|n| BODIES[*n]).collect::<Vec<_>>().join("\n");
        let documents = years.iter().zip(2021..).map(|(names, year)| plan("江浦路街道", year, &text(names))).collect();
        let comparison = comparison(documents);
        let chosen: Vec<usize> = (0..years.len()).collect();
        let changes = Changes::new(&comparison, &chosen);
        prop_assert_eq!(changes.changes.len(), comparison.initiatives.len());
        prop_assert_eq!(changes.counts().iter().map(|(_, n)| n).sum::<usize>(), changes.changes.len());
        for order in [YearOrder::Verdict, YearOrder::Category] {
            let rows = changes.rows(&comparison, &YearFilter::default(), order);
            let mut shown: Vec<usize> = rows.iter().filter_map(|r| if let YearRow::Change(k) = r { Some(*k) } else { None }).collect();
            shown.sort_unstable();
            prop_assert_eq!(shown, (0..changes.changes.len()).collect::<Vec<_>>());
            let told: usize = rows.iter().map(|r| match r { YearRow::Verdict(_, n) | YearRow::Category(_, n) => *n, YearRow::Change(_) => 0 }).sum();
            prop_assert_eq!(told, changes.changes.len());
        }
        // Backwards the stronger are the weaker and the new the dropped.
        let back: Vec<usize> = chosen.iter().rev().copied().collect();
        let mirrored = Changes::new(&comparison, &back);
        for (a, b) in changes.changes.iter().zip(&mirrored.changes) {
            let opposite = match a.verdict {
                Verdict::Stronger => Verdict::Weaker,
                Verdict::Weaker => Verdict::Stronger,
                Verdict::New => Verdict::Dropped,
                Verdict::Dropped => Verdict::New,
                other => other,
            };
            prop_assert_eq!(b.verdict, opposite);
        }
    }
}
