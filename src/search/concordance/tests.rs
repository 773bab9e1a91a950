//! Of the concordance: which places, in which order, and that nothing breaks it.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Concordance, MAX_HITS, Options, Order, Within, concordance, context, windows};
use crate::import::import;
use crate::search::Query;
use crate::structure::{Document, read};

fn document(text: &str) -> Arc<Document> {
    let imported = Arc::new(import("a.txt", text.as_bytes()).expect("readable"));
    Arc::new(read(&imported, &BTreeSet::new()).remove(0))
}

fn found(documents: &[Arc<Document>], query: &str, options: &Options) -> Concordance {
    concordance(documents, &Query::parse(query).expect("a query"), options, &|| true)
}

/// The places of a query in one text, as written there.
fn places(text: &str, query: &str) -> Vec<String> {
    let document = document(text);
    let found = found(&[Arc::clone(&document)], query, &Options::default());
    found.hits.iter().map(|hit| hit.span.of(&document.text).to_owned()).collect()
}

const TEXT: &str =
    "和平街道2024年工作要点\n推进“垃圾分类”示范，建设十五分钟生活圈。垃圾“分类”全覆盖；一網統管增效。\n加装电梯20台，垃圾清运及时。\n";

#[test]
fn width_script_blanks_quotes_and_numerals_make_no_difference() {
    assert_eq!(places(TEXT, "垃圾分類"), ["垃圾分类", "垃圾“分类"]);
    assert_eq!(places(TEXT, "１５分钟"), ["十五分钟"]);
    assert_eq!(places(TEXT, "一网统管"), ["一網統管"]);
}

#[test]
fn all_words_stand_in_one_sentence_or_paragraph_and_the_first_leads() {
    assert_eq!(places(TEXT, "垃圾 示范"), ["垃圾"]);
    assert!(places(TEXT, "覆盖 示范").is_empty());
    let document = document(TEXT);
    let paragraph = Options { within: Within::Paragraph, ..Options::default() };
    let hits = found(&[Arc::clone(&document)], "覆盖 示范", &paragraph).hits;
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].beside.iter().map(|s| s.of(&document.text)).collect::<Vec<_>>(), ["示范"]);
}

#[test]
fn either_without_and_the_longer_of_two_that_overlap() {
    assert_eq!(places(TEXT, "垃圾 | 垃圾清运"), ["垃圾", "垃圾", "垃圾清运"]);
    assert_eq!(places(TEXT, "垃圾 -示范 -清运"), ["垃圾"]);
    assert_eq!(places(TEXT, "(生活圈 | 电梯) 垃圾"), ["生活圈", "电梯"]);
}

#[test]
fn regular_expressions_see_the_text_as_it_stands_and_stay_in_their_line() {
    assert_eq!(places(TEXT, r"/\d+(台|个)/"), ["20台"]);
    assert_eq!(places(TEXT, r"/效[\s\S]*加/"), Vec::<String>::new());
    assert_eq!(places(TEXT, r"/x*/"), Vec::<String>::new(), "empty matches are none");
    assert_eq!(places(TEXT, r"/覆盖；一網/"), ["覆盖；一網"], "sentences of a line are looked at together");
}

#[test]
fn letters_that_stand_nowhere_are_pinyin() {
    let document = document(&format!("{TEXT}推进PPT培训。\n"));
    let documents = [document];
    let by = |query: &str| {
        let found = found(&documents, query, &Options::default());
        (found.total(), found.by_pinyin)
    };
    assert_eq!(by("ljfl"), (2, true));
    assert_eq!(by("ppt"), (1, false), "the letters themselves stand there");
    assert_eq!(by("拼音:jzdt"), (1, false));
    assert_eq!(by("ljfl 示范"), (1, true));
    assert_eq!(by("\"ljfl\""), (0, false), "exactly so");
}

#[test]
fn likes_stand_together_by_either_side() {
    let documents = [
        document("甲街道2024年工作要点\n深化改革工作。推动改革创新。加快改革。深化改革措施。\n"),
        document("乙街道2024年工作要点\n推动改革工作。\n"),
    ];
    let rows = |order| {
        let found = found(&documents, "改革", &Options { order, ..Options::default() });
        let row = |hit: &super::Hit| {
            let text = &documents[hit.document].text;
            let (left, right) = context(text, hit.span, 2);
            format!("{}|{}", left.of(text), right.of(text))
        };
        found.hits.iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(rows(Order::Place), ["深化|工作", "推动|创新", "加快|。深", "深化|措施", "推动|工作"]);
    assert_eq!(rows(Order::Right), ["加快|。深", "推动|创新", "深化|措施", "深化|工作", "推动|工作"]);
    // Read backwards: dong, hua, kuai.
    assert_eq!(rows(Order::Left), ["推动|创新", "推动|工作", "深化|工作", "深化|措施", "加快|。深"]);
}

#[test]
fn counts_are_of_all_documents_also_where_one_is_asked_for() {
    let documents = [document(TEXT), document("乙街道2024年工作要点\n垃圾分类。\n"), document("丙街道2024年工作要点\n养老。\n")];
    let found = found(&documents, "垃圾", &Options { only: Some(1), ..Options::default() });
    assert_eq!((found.counts.as_slice(), found.total(), found.documents()), (&[3, 1, 0][..], 4, 2));
    assert!(found.hits.len() == 1 && found.hits[0].document == 1);
}

#[test]
fn a_word_that_stands_everywhere_is_counted_and_cut() {
    let documents = [document(&format!("甲街道2024年工作要点\n{}\n", "的。".repeat(MAX_HITS + 10)))];
    let found = found(&documents, "的", &Options { order: Order::Right, ..Options::default() });
    assert_eq!((found.hits.len(), found.total()), (MAX_HITS, MAX_HITS + 10));
}

#[test]
fn an_expression_that_looks_ahead_to_the_end_takes_no_square_of_a_long_line() {
    let line = "a".repeat(400_000);
    let documents = [document(&format!("甲街道2024年工作要点\n{line}\n"))];
    // Each match must look at all that is left of its window for a b.
    let found = found(&documents, "/a.*b|a/", &Options::default());
    assert_eq!(found.total(), 400_000);
}

proptest! {
    #[test]
    fn places_stand_on_characters_within_one_line(body in "[垃圾分类的15十五，。；“” \na]{0,80}", query in "[垃圾分类的15十五|“\\- a]{0,8}") {
        let text = format!("甲街道2024年工作要点\n{body}\n");
        let document = document(&text);
        let Ok(query) = Query::parse(&query) else { return Ok(()) };
        let result = concordance(&[Arc::clone(&document)], &query, &Options::default(), &|| true);
        prop_assert_eq!(result.counts[0], result.hits.len());
        for pair in result.hits.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for hit in &result.hits {
            let place = document.text.get(hit.span.range());
            prop_assert!(place.is_some_and(|p| !p.is_empty() && !p.contains('\n')), "{:?}", place);
            let (left, right) = context(&document.text, hit.span, 7);
            prop_assert!(left.end == hit.span.start && right.start == hit.span.end);
            prop_assert!(!left.of(&document.text).contains('\n') && !right.of(&document.text).contains('\n'));
        }
    }

    #[test]
    fn windows_cover_every_line_once_and_stay_small(text in "[字。；\n]{0,200}", long in 0_usize..4000) {
        let text = format!("{text}{}\n尾", "长".repeat(long));
        let windows = windows(&text);
        let joined: String = windows.iter().map(|w| w.of(&text)).collect();
        prop_assert_eq!(joined, text.replace('\n', ""));
        prop_assert!(windows.iter().all(|w| w.len() <= super::MAX_WINDOW && !w.of(&text).contains('\n')));
    }
}
