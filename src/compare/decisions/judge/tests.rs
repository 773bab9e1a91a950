//! Tests of what the user settled about follow-ups: what a decision changes, what it leaves, how it is taken back.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{judge, judgements};
use crate::compare::{Comparison, Decision, FollowUp, Status, compare, compare_decided};
use crate::import::import;
use crate::initiative::Lexicon;
use crate::structure::{Anchor, Document, read};
use crate::text::Span;

const PLAN: &str = "友谊路街道2030年工作计划\n\n一、民生\n（一）住房\n新增加装电梯20台。新建口袋公园3个。开展反诈宣传12场。\n";
const SUMMARY: &str = "友谊路街道2030年工作总结\n\n一、民生\n（一）住房\n年内新增加装电梯22台。建成睦邻中心4处。完成“零碳小屋”建设1处。\n";

fn documents() -> Vec<Arc<Document>> {
    let one = |name: &str, text: &str| {
        let imported = Arc::new(import(name, text.as_bytes()).expect("import"));
        Arc::new(read(&imported, &BTreeSet::new()).remove(0))
    };
    vec![one("plan.txt", PLAN), one("summary.txt", SUMMARY)]
}

fn decided(decisions: &[Decision]) -> Comparison {
    compare_decided(documents(), &Lexicon::builtin(), None, decisions)
}

fn anchor(document: &Document, words: &str) -> Anchor {
    let at = document.text.find(words).expect("words");
    Anchor::of(document, Span::new(at, at + words.len()))
}

fn row<'a>(comparison: &'a Comparison, words: &str) -> &'a FollowUp {
    let says =
        |f: &&FollowUp| f.plan.or(f.result).is_some_and(|place| place.span.of(&comparison.documents[place.document].text).contains(words));
    comparison.followups.iter().find(says).unwrap_or_else(|| panic!("no row with {words}"))
}

fn told(comparison: &Comparison, row: &FollowUp) -> Option<String> {
    row.result.map(|r| r.span.of(&comparison.documents[r.document].text).to_owned())
}

fn says(plan: Option<&str>, result: Option<&str>, status: Status) -> Decision {
    let documents = documents();
    Decision::Judge {
        plan: plan.map(|words| anchor(&documents[0], words)),
        result: result.map(|words| anchor(&documents[1], words)),
        status: status.code().to_owned(),
    }
}

#[test]
fn a_passage_that_the_user_chose_is_the_answer_and_its_numbers_are_compared() {
    let found = compare(documents(), &Lexicon::builtin(), None);
    assert_eq!(row(&found, "口袋公园").status, Status::NotMentioned);
    assert_eq!(row(&found, "加装电梯").status, Status::Met);
    let now = decided(&[says(Some("新建口袋公园3个"), Some("建成睦邻中心4处"), Status::Partly)]);
    let corrected = row(&now, "口袋公园");
    assert_eq!((corrected.status, corrected.corrected), (Status::Partly, true));
    assert_eq!(told(&now, corrected).as_deref(), Some("建成睦邻中心4处"));
    assert!(corrected.why.starts_with("人工更正；原判“未提及”"), "{}", corrected.why);
    let others = |c: &Comparison| c.followups.iter().filter(|f| f.plan != corrected.plan && f.plan.is_some()).cloned().collect::<Vec<_>>();
    assert_eq!(others(&now), others(&found), "the other items are as they were");
    assert!(!now.followups.iter().any(|f| f.plan.is_none() && f.result == corrected.result), "it is not unplanned any more");
    let elevators = decided(&[says(Some("新建口袋公园3个"), Some("年内新增加装电梯22台"), Status::Reported)]);
    assert!(row(&elevators, "口袋公园").measures.is_empty(), "elevators are no parks");
    let elevators = decided(&[says(Some("新增加装电梯20台"), Some("新增加装电梯22台"), Status::Partly)]);
    assert_eq!(row(&elevators, "加装电梯20").measures.len(), 2, "{:?}", row(&elevators, "加装电梯20"));
}

#[test]
fn a_report_can_be_taken_away_and_the_newest_word_holds() {
    let away = says(Some("新增加装电梯20台"), None, Status::NotMentioned);
    let now = decided(std::slice::from_ref(&away));
    let corrected = row(&now, "加装电梯20");
    assert_eq!((corrected.status, corrected.result, corrected.measures.len()), (Status::NotMentioned, None, 0));
    let again = decided(&[away, says(Some("新增加装电梯20台"), Some("年内新增加装电梯22台"), Status::Met)]);
    assert_eq!(row(&again, "加装电梯20").status, Status::Met);
    assert!(row(&again, "加装电梯20").why.matches("人工更正").count() == 1, "the older decision left no trace");
}

#[test]
fn what_does_not_hold_here_changes_nothing() {
    let found = compare(documents(), &Lexicon::builtin(), None);
    let mut gone = says(Some("新建口袋公园3个"), Some("建成睦邻中心4处"), Status::Met);
    if let Decision::Judge { result: Some(anchor), .. } = &mut gone {
        // Of a file that has changed since.
        anchor.quote = "这句话已经不在文中".to_owned();
        anchor.document.sha256 = "0".repeat(64);
    }
    let unknown = Decision::Judge {
        plan: Some(anchor(&documents()[0], "新建口袋公园3个")),
        result: None,
        status: "a status of a newer version".to_owned(),
    };
    let refused = Decision::Refuse { initiative: "没有这个事项".to_owned() };
    let pointless = [says(Some("新建口袋公园3个"), None, Status::Unplanned), says(None, Some("建成睦邻中心4处"), Status::Met)];
    for decision in [gone, unknown, refused].into_iter().chain(pointless) {
        assert_eq!(decided(std::slice::from_ref(&decision)).followups, found.followups, "{decision:?}");
    }
}

#[test]
fn the_user_adds_an_item_or_a_result_that_was_taken_for_none() {
    let found = compare(documents(), &Lexicon::builtin(), None);
    let before = found.followups.len();
    let words = "住房";
    let now = decided(&[says(Some(words), Some("建成睦邻中心4处"), Status::Reported)]);
    let added = row(&now, words);
    assert_eq!((added.status, added.corrected, added.why.as_str()), (Status::Reported, true, "人工标注"));
    let places: Vec<_> = now.followups.iter().filter_map(|f| f.plan).collect();
    assert!(places.is_sorted(), "it stands at its place");
    assert!(now.followups.len() >= before);
    let summary = says(None, Some("年内"), Status::Unplanned);
    let now = decided(std::slice::from_ref(&summary));
    assert!(now.followups.iter().any(|f| f.plan.is_none() && f.corrected && told(&now, f).as_deref() == Some("年内")));
}

#[test]
fn an_unplanned_passage_is_given_to_an_item_and_taken_from_it_again() {
    let found = compare(documents(), &Lexicon::builtin(), None);
    let unplanned = |c: &Comparison| {
        let rows = c.followups.iter().filter(|f| f.plan.is_none());
        rows.filter_map(|f| told(c, f)).collect::<Vec<_>>()
    };
    let (item, passage) = ("开展反诈宣传12场", "建成睦邻中心4处");
    assert!(unplanned(&found).contains(&passage.to_owned()));
    let given = says(Some(item), Some(passage), Status::Reported);
    let now = decided(std::slice::from_ref(&given));
    assert_eq!(told(&now, row(&now, item)).as_deref(), Some(passage));
    assert!(!unplanned(&now).contains(&passage.to_owned()));
    let taken = says(Some(item), Some(passage), Status::Unplanned);
    let decisions = [given.clone(), taken.clone()];
    let now = decided(&decisions);
    assert_eq!((row(&now, item).result, row(&now, item).status), (None, Status::NotMentioned));
    assert!(unplanned(&now).contains(&passage.to_owned()));
    // Both rows find the decision that is to be taken out to have them as they were.
    assert_eq!(judgements(row(&now, passage), &documents(), &decisions), [1]);
    assert_eq!(judgements(row(&now, item), &documents(), &decisions), [0, 1]);
    // To another item after all: the newest word holds, whatever order the documents stand in.
    let parks = says(Some("新建口袋公园3个"), Some(passage), Status::Partly);
    for decisions in [vec![given.clone(), taken.clone(), parks.clone()], vec![taken.clone(), parks.clone()]] {
        let now = decided(&decisions);
        assert!(!unplanned(&now).contains(&passage.to_owned()), "{decisions:?}");
        assert_eq!(told(&now, row(&now, "口袋公园")).as_deref(), Some(passage));
        let mut documents = documents();
        documents.reverse();
        let turned = compare_decided(documents, &Lexicon::builtin(), None, &decisions);
        assert!(!unplanned(&turned).contains(&passage.to_owned()), "{decisions:?}");
    }
    // What the engine found for an item is taken from it too.
    let found_answer = says(Some("新增加装电梯20台"), Some("年内新增加装电梯22台"), Status::Unplanned);
    let now = decided(std::slice::from_ref(&found_answer));
    assert_eq!((row(&now, "加装电梯20").result, row(&now, "加装电梯20").corrected), (None, true));
    assert!(unplanned(&now).contains(&"年内新增加装电梯22台".to_owned()));
    assert_eq!(decided(&[]).followups, found.followups, "without a word all is as it was found");
}

#[test]
fn the_decisions_about_a_row_are_found_again() {
    let decisions = [
        says(Some("新增加装电梯20台"), None, Status::NotMentioned),
        says(Some("新建口袋公园3个"), None, Status::Met),
        says(Some("新增加装电梯20台"), Some("年内新增加装电梯22台"), Status::Met),
    ];
    let documents = documents();
    let now = decided(&decisions);
    assert_eq!(judgements(row(&now, "加装电梯20"), &documents, &decisions), [0, 2]);
    assert_eq!(judgements(row(&now, "口袋公园"), &documents, &decisions), [1]);
    assert!(judgements(row(&now, "反诈"), &documents, &decisions).is_empty());
    let without = decided(&decisions[1..2]);
    let found = compare(documents.clone(), &Lexicon::builtin(), None);
    assert_eq!(row(&without, "加装电梯20"), row(&found, "加装电梯20"), "as it was found");
    assert_eq!(judge(found.followups.clone(), &documents, &found.measures, &[]), found.followups);
}
