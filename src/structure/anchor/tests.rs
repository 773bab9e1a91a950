//! Tests of anchors: on the seeds, with repairs undone, in changed files.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;

use super::{Anchor, DocumentRef};
use crate::import::import;
use crate::structure::{Document, read};
use crate::text::{ByteOffset, Span, sentences};

const SEEDS: [(&str, &[u8]); 5] = [
    ("wusong-2021-plan.txt", include_bytes!("../../../seeds/wusong-2021-plan.txt")),
    ("youyi-2021-plan.txt", include_bytes!("../../../seeds/youyi-2021-plan.txt")),
    ("youyi-2021-summary.txt", include_bytes!("../../../seeds/youyi-2021-summary.txt")),
    ("youyi-2024-plan.txt", include_bytes!("../../../seeds/youyi-2024-plan.txt")),
    ("huayang-2025-plan.txt", include_bytes!("../../../seeds/huayang-2025-plan.txt")),
];

fn documents(name: &str, bytes: &[u8], undone: &BTreeSet<u32>) -> Vec<Document> {
    read(&Arc::new(import(name, bytes).expect("readable")), undone)
}

fn document(name: &str, text: &str) -> Document {
    documents(name, text.as_bytes(), &BTreeSet::new()).remove(0)
}

fn seeds() -> &'static [Document] {
    static READ: OnceLock<Vec<Document>> = OnceLock::new();
    READ.get_or_init(|| SEEDS.iter().flat_map(|(name, bytes)| documents(name, bytes, &BTreeSet::new())).collect())
}

fn spans_of(document: &Document) -> Vec<Span> {
    sentences(&document.text).into_iter().filter(|span| !span.of(&document.text).trim().is_empty()).collect()
}

fn words(text: &str) -> String {
    super::words(text).map(|(_, c)| c).collect()
}

#[test]
fn every_sentence_of_the_seeds_is_found_where_it_stands() {
    for document in seeds() {
        let spans = spans_of(document);
        assert!(spans.len() > 50);
        for span in spans {
            let anchor = Anchor::of(document, span);
            assert_eq!(anchor.place(document), Some(span), "{anchor:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_passage_of_the_seeds_is_found_where_it_stands(seed in 0..5usize, at in 0.0..1.0f64, length in 1..80usize) {
        let document = &seeds()[seed];
        let starts: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
        let first = ((starts.len() - 1) as f64 * at) as usize;
        let end = starts.get(first + length).copied().unwrap_or(document.text.len());
        let span = Span::new(starts[first], end);
        prop_assume!(!span.of(&document.text).trim().is_empty());
        prop_assert_eq!(Anchor::of(document, span).place(document), Some(span));
    }

    #[test]
    fn undone_repairs_leave_the_words(seed in 0..5usize, which in proptest::collection::vec(any::<prop::sample::Index>(), 1..6)) {
        let document = &seeds()[seed];
        let groups: Vec<u32> = document.repairs.iter().map(|r| r.group).collect();
        prop_assume!(!groups.is_empty());
        let undone: BTreeSet<u32> = which.iter().map(|index| *index.get(&groups)).collect();
        let now = &read(&document.source, &undone)[0];
        for span in spans_of(document).into_iter().step_by(3) {
            let anchor = Anchor::of(document, span);
            let place = anchor.place(now);
            let Some(place) = place else { panic!("{undone:?}: {}", anchor.quote) };
            let touched = document.repairs.iter().any(|r| undone.contains(&r.group) && r.span.start <= span.end && span.start <= r.span.end);
            if !touched {
                prop_assert_eq!(words(place.of(&now.text)), words(&anchor.quote));
            }
        }
    }
}

#[test]
fn a_joined_line_that_is_parted_again_keeps_its_passage() {
    let with_joined = seeds().iter().find_map(|d| {
        let repair = d.repairs.iter().find(|r| r.kind == crate::structure::RepairKind::LineJoined)?;
        Some((d, repair.clone()))
    });
    let (document, repair) = with_joined.expect("a joined line among the seeds");
    let span = spans_of(document).into_iter().find(|s| s.contains(repair.span)).expect("the sentence around it");
    let anchor = Anchor::of(document, span);
    let now = &read(&document.source, &BTreeSet::from([repair.group]))[0];
    let place = anchor.place(now).expect("its place");
    assert_ne!(place.of(&now.text), anchor.quote, "a line end stands in it now");
    assert_eq!(words(place.of(&now.text)), words(&anchor.quote));
    assert_eq!(Anchor::of(now, place).place(document), Some(span), "and the other way round");
}

#[test]
fn in_a_changed_file_a_passage_is_known_by_its_words() {
    let before = document("a.txt", "甲街道2030年工作计划\n推进垃圾分类。\n深化垃圾分类，建设云上茶馆。\n");
    let at = |d: &Document, words: &str| d.text.rfind(words).map(|at| Span::new(at, at + words.len())).expect("words");
    let second = Anchor::of(&before, at(&before, "垃圾分类"));
    let after = document("a.txt", "甲街道2030年工作计划\n新增一段很长很长的文字。\n深化垃圾分类，建设云上茶馆。\n推进垃圾分类。\n");
    let place = second.place(&after).expect("still there");
    assert_eq!((place.of(&after.text), place.start), ("垃圾分类", at(&after, "垃圾分类，").start));
    let wrapped = document("a.txt", "甲街道2031年工作计划\n深化垃 圾 分 类，建设云上茶馆。\n");
    assert!(second.place(&wrapped).is_some(), "blanks are no words");
}

#[test]
fn a_short_quote_alone_does_not_mean_another_place() {
    let before = document("a.txt", "甲街道2030年工作计划\n一、民生\n深化垃圾分类，建设云上茶馆。\n");
    let at = before.text.find("垃圾分类").expect("words");
    let anchor = Anchor::of(&before, Span::new(at, at + "垃圾分类".len()));
    let other = document("a.txt", "乙镇2012年总结\n去年完成了垃圾分类等任务若干。\n");
    assert_eq!(anchor.place(&other), None);
}

#[test]
fn the_same_bytes_come_before_the_same_name() {
    let a = document("一/计划.txt", "甲街道2030年工作计划\n推进垃圾分类。\n");
    let b = document("二/计划.txt", "乙街道2030年工作计划\n推进垃圾分类。\n");
    let all = [a.clone(), b.clone()];
    assert_eq!(DocumentRef::of(&b).find(all.iter()), Some(1));
    let moved = document("三/别名.txt", "乙街道2030年工作计划\n推进垃圾分类。\n");
    assert_eq!(DocumentRef::of(&b).find([a, moved].iter()), Some(1), "renamed");
}

#[test]
fn a_file_of_two_documents_that_becomes_one_keeps_its_passages() {
    let filler = "这一年街道上下齐心，各项任务都按时推进，居民满意度稳步提高，平安建设走在前列。".repeat(4);
    let text = format!(
        "甲街道2030年工作总结\n\n一、民生\n完成了垃圾分类。{filler}\n二、安全\n完成了消防整治。\n\n甲街道2031年工作计划\n\n一、民生\n建设云上茶馆。{filler}\n二、安全\n建设微型消防站。\n"
    );
    let two = documents("a.txt", text.as_bytes(), &BTreeSet::new());
    assert_eq!(two.len(), 2);
    let at = two[1].text.find("云上茶馆").expect("words");
    let anchor = Anchor::of(&two[1], Span { start: ByteOffset(at), end: ByteOffset(at + "云上茶馆".len()) });
    assert_eq!(anchor.locate(two.iter()), Some((1, Span::new(at, at + 12))));
    let one = documents("a.txt", text.as_bytes(), &BTreeSet::from([1]));
    assert_eq!(one.len(), 1);
    let (k, place) = anchor.locate(one.iter()).expect("its place");
    assert_eq!((k, place.of(&one[0].text)), (0, "云上茶馆"));
    let back = Anchor::of(&one[0], place);
    assert_eq!(back.locate(two.iter()), Some((1, Span::new(at, at + 12))), "it is found in the part that holds it");
}

#[test]
fn an_older_file_of_anchors_is_read() {
    let json = r#"{"document":{"name":"a.txt","sha256":"x"},"quote":"q","before":"","after":"","at":3}"#;
    let anchor: Anchor = serde_json::from_str(json).expect("read");
    assert_eq!((anchor.at, anchor.until, anchor.document.part), (3, 0, None));
}
