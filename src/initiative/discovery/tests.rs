//! Tests of discovery as a whole, and the dump that the weights are fitted on.

use std::sync::Arc;

use super::{Segmenter, candidates, corpus, discover, features, rank, repeats};
use crate::import::import;
use crate::structure::{Document, read};

fn document(name: &str, text: &str) -> Arc<Document> {
    let imported = Arc::new(import(name, text.as_bytes()).expect("import"));
    Arc::new(read(&imported, &Default::default()).into_iter().next().expect("document"))
}

/// Writes candidates with their features, for `JIEDU_FILES` (names parted by `:`), to `JIEDU_DUMP`.
#[test]
#[ignore = "writes what the weights are fitted on"]
fn dump_candidates() {
    let files = std::env::var("JIEDU_FILES").expect("JIEDU_FILES");
    let segmenter = Segmenter::new();
    let documents: Vec<_> = files.split(':').map(|f| document(f, &std::fs::read_to_string(f).expect("file"))).collect();
    let corpus = corpus::Corpus::new(&documents, &segmenter);
    let suffixes = repeats::Suffixes::new(&corpus);
    let candidates = candidates(&corpus, &suffixes, &segmenter);
    let rows = features::rows(&corpus, &candidates, &segmenter);
    let out: Vec<serde_json::Value> = candidates
        .iter()
        .zip(rows)
        .map(|(c, row)| {
            let places: Vec<_> = c.places.iter().map(|at| {
                let d = corpus.document_at(*at);
                let span = documents[d].chars(corpus.span(*at, at + c.length));
                (d, span.start.0, span.end.0)
            }).collect();
            serde_json::json!({ "text": c.text, "row": row, "places": places })
        })
        .collect();
    let texts: Vec<&str> = documents.iter().map(|d| d.text.as_str()).collect();
    let value = serde_json::json!({ "names": features::NAMES, "texts": texts, "files": files, "candidates": out });
    std::fs::write(std::env::var("JIEDU_DUMP").expect("JIEDU_DUMP"), value.to_string()).expect("write");
}

/// What the weights in `JIEDU_WEIGHTS` find in `JIEDU_FILES`, in the form that score.py reads, to `JIEDU_DUMP`.
#[test]
#[ignore = "tries weights"]
fn predict() {
    let files = std::env::var("JIEDU_FILES").expect("JIEDU_FILES");
    let weights = std::fs::read_to_string(std::env::var("JIEDU_WEIGHTS").expect("JIEDU_WEIGHTS")).expect("weights");
    let mut segmenter = Segmenter::new();
    segmenter.model = rank::Model::parse(&weights).expect("weights");
    let documents: Vec<_> = files.split(':').map(|f| document(f, &std::fs::read_to_string(f).expect("file"))).collect();
    let found = discover(&documents, &segmenter);
    let initiatives: Vec<_> = found.iter().map(|found| {
        let mentions: Vec<_> = found.places.iter().map(|(d, span)| {
            let at = documents[*d].chars(*span);
            serde_json::json!({ "document": d, "start": at.start.0, "end": at.end.0 })
        }).collect();
        serde_json::json!({ "name": found.name, "score": found.score, "why": found.evidence, "mentions": mentions })
    }).collect();
    let texts: Vec<_> = files.split(':').zip(&documents).map(|(f, d)| serde_json::json!({ "path": f, "text": d.text })).collect();
    let value = serde_json::json!({ "documents": texts, "initiatives": initiatives });
    std::fs::write(std::env::var("JIEDU_DUMP").expect("JIEDU_DUMP"), value.to_string()).expect("write");
}
