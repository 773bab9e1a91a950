//! What single sentences must give; whole documents are golden cases.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Kind, Measure, find};
use crate::import::import;
use crate::structure::read;

/// The measures of a text in a plan of 2023, with what each counts.
fn measures(text: &str) -> Vec<(String, Measure)> {
    let text = format!("东苑街道2023年工作计划\n一、重点工作\n{text}\n");
    let imported = Arc::new(import("plan.txt", text.as_bytes()).expect("text"));
    let documents = read(&imported, &BTreeSet::new());
    let document = documents.first().expect("document");
    find(document).into_iter().map(|m| (m.span.of(&document.text).to_owned(), m)).collect()
}

fn objects(text: &str) -> Vec<String> {
    measures(text).into_iter().map(|(surface, m)| format!("{surface} {}", m.object)).collect()
}

#[test]
fn what_is_counted_stands_behind_before_or_is_the_subject() {
    assert_eq!(objects("新建2个睦邻点。"), ["2个 睦邻点"]);
    assert_eq!(objects("加装电梯20台。"), ["20台 电梯"]);
    assert_eq!(objects("睦邻点达到5个。"), ["5个 睦邻点"]);
    assert_eq!(objects("完成率98%。"), ["98% 完成率"]);
    assert_eq!(objects("新建花园3个、广场2个、修复步道5处。"), ["3个 花园", "2个 广场", "5处 步道"]);
    assert_eq!(objects("加装电梯20台、完工13台。"), ["20台 电梯", "13台 电梯"]);
    assert_eq!(objects("普及率由88%提高到93%。"), ["93% 普及率"]);
}

#[test]
fn chinese_numerals_count_only_under_a_verb_of_doing() {
    assert_eq!(objects("组建一支巡逻队，守牢三条底线，织密一张网，推出一批好戏，打通最后一公里。"), ["一支 巡逻队"]);
    assert!(objects("深化三社联动，坚持四个自信，统一思想，三个提升，同一个目标。").is_empty());
}

#[test]
fn words_beside_a_number_outweigh_the_document() {
    let kinds = |text: &str| measures(text).into_iter().map(|(_, m)| (m.kind, m.deadline)).collect::<Vec<_>>();
    assert_eq!(kinds("2022年，完成改造12个。"), [(Kind::Result, None)]);
    assert_eq!(kinds("目前已建成6个。新建3个，6月底前完成。"), [(Kind::Result, None), (Kind::Target, Some("2023-06".to_owned()))]);
    assert_eq!(kinds("到2025年，建成12个。"), [(Kind::Target, Some("2025".to_owned()))]);
    assert_eq!(kinds("修缮2023年批次5个小区。"), [(Kind::Target, Some("2023".to_owned()))]);
}

#[test]
fn a_line_of_thousands_of_numbers_is_read_whole() {
    for unit in ["新建2个点位", "“1个", "（1个", "1", "百", "在", "1个1个，"] {
        let found = measures(&unit.repeat(2000));
        assert!(found.iter().all(|(surface, m)| !surface.is_empty() && m.sentence.contains(m.span)), "{unit}");
    }
}
