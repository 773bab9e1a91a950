//! Tests of discovery as a whole, and the dump that the weights are fitted on.

use std::sync::Arc;

use super::{Found, Segmenter, candidates, corpus, features, rank, repeats};
use crate::import::import;
use crate::structure::{Document, read};
use crate::text::{FoldedText, fold};

fn document(name: &str, text: &str) -> Arc<Document> {
    let imported = Arc::new(import(name, text.as_bytes()).expect("import"));
    Arc::new(read(&imported, &Default::default()).into_iter().next().expect("document"))
}

fn folded(documents: &[Arc<Document>]) -> Vec<FoldedText> {
    documents.iter().map(|d| fold(&d.text)).collect()
}

fn discover(documents: &[Arc<Document>], segmenter: &Segmenter) -> Vec<Found> {
    super::discover(documents, &folded(documents), segmenter, 0.0)
}

const SEEDS: [&str; 5] = [
    include_str!("../../../seeds/huayang-2025-plan.txt"),
    include_str!("../../../seeds/wusong-2021-plan.txt"),
    include_str!("../../../seeds/youyi-2021-plan.txt"),
    include_str!("../../../seeds/youyi-2021-summary.txt"),
    include_str!("../../../seeds/youyi-2024-plan.txt"),
];

fn names(found: &[Found], segmenter: &Segmenter) -> Vec<String> {
    found.iter().filter(|f| f.score >= segmenter.threshold(false)).map(|f| f.name.clone()).collect()
}

#[test]
fn a_name_that_two_documents_quote_is_found_with_its_places() {
    let segmenter = Segmenter::new();
    let a = document("a.txt", "甲街道2030年工作计划\n一、民生\n我们推进“云上茶馆”建设，办好“云上茶馆”。加强学习，提高水平。\n");
    let b = document("b.txt", "乙街道2030年工作总结\n一、服务\n组织开展“云上茶馆”活动，居民都来。加强学习，改进作风。\n");
    let found = discover(&[a.clone(), b.clone()], &segmenter);
    let tea = found.iter().find(|f| f.name == "云上茶馆").expect("found");
    assert!(tea.score >= segmenter.threshold(true), "{}", tea.score);
    assert!(tea.evidence.contains("2 份文档都用到，共 3 处，带引号"), "{}", tea.evidence);
    for (d, span) in &tea.places {
        assert_eq!(span.of(&[&a, &b][*d].text), "云上茶馆");
    }
    assert!(!found.iter().any(|f| f.name.contains("加强学习") && f.score >= segmenter.threshold(false)));
}

#[test]
fn places_slogans_and_dates_are_not_found() {
    let segmenter = Segmenter::new();
    let text = |tail: &str| {
        format!(
            "{tail}\n一、总体要求\n以习近平新时代中国特色社会主义思想为指导，推动高质量发展，增强群众获得感。2030年6月底前，\
        完成青柏路整修，青柏街道召开会议。在青柏推进工作，让青柏更美。浦东新区给予支持。"
        )
    };
    let found = discover(&[document("a.txt", &text("工作要点")), document("b.txt", &text("工作总结"))], &segmenter);
    for name in names(&found, &segmenter) {
        assert!(!["青柏", "青柏路", "青柏街道", "浦东新区", "浦东"].contains(&name.as_str()), "{name}");
        assert!(!name.contains("习近平") && !name.contains("高质量发展") && !name.contains("获得感") && !name.contains("2030"), "{name}");
    }
}

#[test]
fn every_place_is_in_its_document_and_every_term_in_two() {
    let segmenter = Segmenter::new();
    let documents: Vec<_> = SEEDS.iter().map(|text| document("seed.txt", text)).collect();
    let found = discover(&documents, &segmenter);
    assert!(found.len() > 50);
    for f in &found {
        let mut seen: Vec<usize> = f.places.iter().map(|(d, _)| *d).collect();
        assert!(f.places.is_sorted(), "{}", f.name);
        seen.dedup();
        assert!(seen.len() >= 2, "{}", f.name);
        assert!((0.0..=1.0).contains(&f.score));
        for (d, span) in &f.places {
            assert!(!span.of(&documents[*d].text).is_empty());
            assert!(!span.of(&documents[*d].text).contains('\n'));
        }
    }
}

#[test]
fn the_order_of_the_documents_does_not_matter() {
    let segmenter = Segmenter::new();
    let mut documents: Vec<_> = SEEDS.iter().map(|text| document("seed.txt", text)).collect();
    let describe = |documents: &[Arc<Document>]| {
        let mut out: Vec<(String, f64, usize)> =
            discover(documents, &segmenter).into_iter().map(|f| (f.name, f.score, f.places.len())).collect();
        out.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        out
    };
    let first = describe(&documents);
    assert!(first == describe(&documents), "the same twice");
    documents.reverse();
    assert!(first == describe(&documents), "reversed");
    documents.swap(0, 2);
    assert!(first == describe(&documents), "swapped");
}

#[test]
fn odd_texts_are_no_error() {
    let segmenter = Segmenter::new();
    let empty = || document("e.txt", "。");
    let english = || document("x.txt", "The quick brown fox jumps over the lazy dog. The quick brown fox.\n");
    assert!(discover(&[], &segmenter).is_empty());
    assert!(discover(&[document("a.txt", SEEDS[0])], &segmenter).is_empty());
    assert!(discover(&[empty(), empty()], &segmenter).is_empty());
    let _ = discover(&[english(), english(), empty()], &segmenter);
    let quotes = || document("q.txt", "“”‘’\"\"“甲”“”乙”“\n“\n”");
    let _ = discover(&[quotes(), quotes()], &segmenter);
    let same = document("s.txt", &"好".repeat(20_000));
    let _ = discover(&[same.clone(), same], &segmenter);
}

/// 1 MB without a line end, and 500 KB in 50 documents. The time is for an optimised build; see the head of the parent module.
#[test]
fn long_texts_take_time_in_proportion() {
    let segmenter = Segmenter::new();
    let all: String = SEEDS.concat().replace('\n', "");
    let long = document("long.txt", &all.repeat(1_000_000 / all.len()));
    let _ = discover(&[long, document("a.txt", SEEDS[0])], &segmenter);
    let many: Vec<_> = (0..50).map(|k| document("m.txt", &SEEDS[k % 5].replace('街', &format!("街{k}")))).collect();
    assert!(!discover(&many, &segmenter).is_empty());
}

/// The documents of each line of the file `JIEDU_CORPORA`, a line being names of files parted by `:`.
fn corpora() -> Vec<(String, Vec<Arc<Document>>)> {
    let list = std::fs::read_to_string(std::env::var("JIEDU_CORPORA").expect("JIEDU_CORPORA")).expect("list");
    let read = |line: &str| line.split(':').map(|f| document(f, &std::fs::read_to_string(f).expect("file"))).collect();
    list.lines().map(|line| (line.to_owned(), read(line))).collect()
}

fn write_lines(lines: Vec<serde_json::Value>) {
    let lines: String = lines.into_iter().map(|line| format!("{line}\n")).collect();
    std::fs::write(std::env::var("JIEDU_DUMP").expect("JIEDU_DUMP"), lines).expect("write");
}

/// Document, start and end in characters.
fn in_chars(documents: &[Arc<Document>], d: usize, span: crate::text::Span) -> (usize, usize, usize) {
    let span = documents[d].chars(span);
    (d, span.start.0, span.end.0)
}

/// Writes candidates with their features, for each of `JIEDU_CORPORA` a line of JSON, to `JIEDU_DUMP`.
#[test]
#[ignore = "writes what the weights are fitted on"]
fn dump_candidates() {
    let segmenter = Segmenter::new();
    let dump = |(files, documents): (String, Vec<Arc<Document>>)| {
        let corpus = corpus::Corpus::new(&documents, &folded(&documents), &segmenter);
        let suffixes = repeats::Suffixes::new(&corpus);
        let candidates = candidates(&corpus, &suffixes, &segmenter);
        let rows = features::rows(&corpus, &candidates, &segmenter);
        let place = |at: &usize, length: usize| in_chars(&documents, corpus.document_at(*at), corpus.span(*at, at + length));
        let out: Vec<serde_json::Value> = candidates
            .iter()
            .zip(rows)
            .map(|(c, row)| serde_json::json!({ "text": c.text, "row": row, "places": c.places.iter().map(|at| place(at, c.length)).collect::<Vec<_>>() }))
            .collect();
        let texts: Vec<&str> = documents.iter().map(|d| d.text.as_str()).collect();
        serde_json::json!({ "names": features::NAMES, "texts": texts, "files": files, "candidates": out })
    };
    write_lines(corpora().into_iter().map(dump).collect());
}

/// What the weights in the files `JIEDU_WEIGHTS` (parted by `:`) find in each of `JIEDU_CORPORA`, a line of JSON each, to `JIEDU_DUMP`.
#[test]
#[ignore = "tries weights"]
fn predict() {
    let corpora = corpora();
    let mut segmenter = Segmenter::new();
    let mut out = Vec::new();
    for path in std::env::var("JIEDU_WEIGHTS").expect("JIEDU_WEIGHTS").split(':') {
        segmenter.model = rank::Model::parse(&std::fs::read_to_string(path).expect("weights")).expect("weights");
        for (files, documents) in &corpora {
            let found = discover(documents, &segmenter);
            let places = |f: &Found| f.places.iter().map(|(d, span)| in_chars(documents, *d, *span)).collect::<Vec<_>>();
            let terms: Vec<_> =
                found.iter().map(|f| serde_json::json!({ "name": f.name, "score": f.score, "places": places(f) })).collect();
            let texts: Vec<&str> = documents.iter().map(|d| d.text.as_str()).collect();
            out.push(serde_json::json!({ "weights": path, "files": files, "texts": texts, "terms": terms }));
        }
    }
    write_lines(out);
}
