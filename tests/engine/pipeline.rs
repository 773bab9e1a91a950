//! The five seeds through everything, against a careful reader's text and outline where there is one.

use std::collections::BTreeSet;
use std::fs;

use jiedu::report::comparison_to_json;
use jiedu::structure::SectionKind;
use serde_json::Value;

use crate::support::{SEEDS, data, seed_comparison, seed_document, with_all_undone};

/// The seeds that a careful reader annotated.
const GOLD: [&str; 3] = ["wusong-2021-plan", "youyi-2021-plan", "youyi-2021-summary"];

#[test]
fn the_cleaned_text_is_the_careful_readers() {
    for name in GOLD {
        let gold = fs::read_to_string(data("gold/clean").join(format!("{name}.txt"))).expect("gold");
        let ours = seed_document(name).text;
        for (k, (ours, gold)) in ours.lines().zip(gold.lines()).enumerate() {
            assert_eq!(ours, gold, "{name}, paragraph {}", k + 1);
        }
        assert_eq!(ours.trim_end_matches('\n'), gold.trim_end_matches('\n'), "{name}");
    }
}

#[test]
fn the_outline_is_the_careful_readers() {
    for name in GOLD {
        let optional = optional(name);
        let gold: Vec<String> = table("gold/outline", name)
            .iter()
            .filter(|row| matches!(row[3].as_str(), "heading" | "run-in" | "title"))
            .map(|row| format!("{} {} {}|{}", row[0], row[3], row[1], row[2]))
            .collect();
        let document = seed_document(name);
        let ours: Vec<String> = document
            .sections
            .iter()
            .filter(|s| matches!(s.kind, SectionKind::Heading | SectionKind::RunIn | SectionKind::Title) && !optional.contains(&s.title))
            .map(|s| format!("{} {} {}|{}", s.level, s.kind.code(), s.number, s.title))
            .collect();
        assert_eq!(ours, gold, "{name}");
    }
}

fn table(folder: &str, name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(data(folder).join(format!("{name}.tsv"))).expect("gold");
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// Titles that are neither right nor wrong.
fn optional(name: &str) -> BTreeSet<String> {
    table("gold", "outline_optional").into_iter().filter(|row| row[0] == name).map(|row| row[2].clone()).collect()
}

#[test]
fn every_seed_has_title_street_year_and_kind() {
    for (name, street, year, kind) in [
        ("huayang-2025-plan", "华阳路街道", 2025, "plan"),
        ("wusong-2021-plan", "吴淞街道", 2021, "plan"),
        ("youyi-2021-plan", "友谊路街道", 2021, "plan"),
        ("youyi-2021-summary", "友谊路街道", 2021, "summary"),
        ("youyi-2024-plan", "友谊路街道", 2024, "plan"),
    ] {
        let meta = seed_document(name).meta;
        assert_eq!((meta.street.as_deref(), meta.year, meta.kind.code()), (Some(street), Some(year), kind), "{name}");
    }
}

#[test]
fn undoing_every_repair_of_a_seed_gives_the_file_back() {
    for name in SEEDS {
        let document = seed_document(name);
        assert!(with_all_undone(&document) == document.source.body.text, "{name}");
    }
}

#[test]
fn named_initiatives_are_found_where_they_stand() {
    let comparison = seed_comparison();
    for (name, least) in [("一网统管", 3), ("一网通办", 3), ("加装电梯", 2)] {
        let initiative = comparison
            .initiatives
            .iter()
            .find(|i| i.name.contains(name) || name.contains(i.name.as_str()))
            .unwrap_or_else(|| panic!("{name} is mentioned in the seeds"));
        assert!(initiative.document_count() >= least, "{name} in {} documents", initiative.document_count());
        for mention in &initiative.mentions {
            let document = &comparison.documents[mention.document];
            assert!(!mention.span.of(&document.text).contains(['\n', '。']), "{name} spans a name");
        }
    }
    let wusong = &comparison.documents[1];
    let found: Vec<usize> = comparison
        .initiatives
        .iter()
        .filter(|i| i.name.contains("一网统管"))
        .flat_map(|i| i.mentions_in(1))
        .map(|m| m.span.start.0)
        .collect();
    let plain = wusong.text.match_indices("一网统管").map(|(at, _)| at);
    for at in plain {
        assert!(found.iter().any(|f| f.abs_diff(at) <= 3), "一网统管 at byte {at} of the Wusong plan");
    }
}

#[test]
fn the_json_has_the_contracts_fields() {
    let json: Value = serde_json::from_str(&comparison_to_json(seed_comparison()).expect("JSON")).expect("JSON");
    assert_eq!(json["documents"].as_array().expect("array").len(), SEEDS.len());
    for document in json["documents"].as_array().expect("array") {
        has_fields(
            document,
            &[
                "id",
                "path",
                "part",
                "sha256",
                "format",
                "encoding",
                "title",
                "issuer",
                "number",
                "date",
                "street",
                "district",
                "city",
                "year",
                "place_candidates",
                "kind",
                "text",
                "sections",
                "footnotes",
                "tables",
                "repairs",
                "diagnostics",
            ],
        );
        let chars: Vec<char> = document["text"].as_str().expect("text").chars().collect();
        for section in document["sections"].as_array().expect("array") {
            has_fields(section, &["level", "number", "title", "kind", "start", "end", "parent"]);
            let (start, end) = (offset(&section["start"]), offset(&section["end"]));
            let stretch: String = chars[start..end].iter().collect();
            let title = section["title"].as_str().expect("title");
            assert!(stretch.contains(title) && stretch.starts_with(section["number"].as_str().expect("number")), "{stretch}");
        }
        for repair in document["repairs"].as_array().expect("array") {
            has_fields(repair, &["id", "group", "start", "end", "kind", "before", "after", "source"]);
            let after: String = chars[offset(&repair["start"])..offset(&repair["end"])].iter().collect();
            assert_eq!(after, repair["after"].as_str().expect("after"));
        }
    }
    for initiative in json["initiatives"].as_array().expect("array") {
        has_fields(initiative, &["id", "name", "category", "origin", "score", "mentions"]);
        for mention in initiative["mentions"].as_array().expect("array") {
            has_fields(mention, &["document", "start", "end", "surface", "section", "certainty", "why"]);
            let text: Vec<char> = json["documents"][offset(&mention["document"])]["text"].as_str().expect("text").chars().collect();
            let surface: String = text[offset(&mention["start"])..offset(&mention["end"])].iter().collect();
            assert_eq!(surface, mention["surface"].as_str().expect("surface"));
        }
    }
    let chars = |document: &Value| json["documents"][offset(document)]["text"].as_str().expect("text").chars().count();
    let is_passage = |value: &Value| offset(&value["start"]) < offset(&value["end"]) && offset(&value["end"]) <= chars(&value["document"]);
    for measure in json["measures"].as_array().expect("array") {
        has_fields(
            measure,
            &["action", "object", "quantity", "quantity_to", "bound", "unit", "base", "kind", "deadline", "sentence", "initiative"],
        );
        assert!(is_passage(measure), "{measure}");
        assert!(offset(&measure["sentence"][0]) <= offset(&measure["start"]) && offset(&measure["end"]) <= offset(&measure["sentence"][1]));
        let quantity = measure["quantity"].as_str().expect("a string");
        // A decimal; a share as it is written, 1/3.
        assert!(quantity.splitn(2, '/').all(|part| part.parse::<f64>().is_ok()), "{measure}");
        assert!(measure["initiative"].is_null() || offset(&measure["initiative"]) < json["initiatives"].as_array().expect("array").len());
    }
    for followup in json["followups"].as_array().expect("array") {
        has_fields(followup, &["plan", "result", "status", "measures", "why"]);
        let (plan, result, status) = (&followup["plan"], &followup["result"], followup["status"].as_str().expect("status"));
        assert!(["met", "partly", "reported", "not mentioned", "unplanned"].contains(&status));
        assert_eq!((plan.is_null(), result.is_null()), (status == "unplanned", status == "not mentioned"), "{followup}");
        assert!([plan, result].into_iter().all(|p| p.is_null() || is_passage(p)), "{followup}");
    }
    for pair in json["parallels"].as_array().expect("array") {
        has_fields(pair, &["a", "b", "kind", "similarity", "why"]);
        assert!(is_passage(&pair["a"]) && is_passage(&pair["b"]) && pair["a"]["document"] != pair["b"]["document"], "{pair}");
        let long = |p: &Value| offset(&p["end"]) - offset(&p["start"]) > 250;
        assert!(!long(&pair["a"]) && !long(&pair["b"]), "{pair}");
    }
    for stage in ["measures", "followups", "parallels", "formulae"] {
        assert!(!json[stage].as_array().expect("array").is_empty(), "the seeds have {stage}");
    }
    for pair in json["alignment"].as_array().expect("array") {
        has_fields(pair, &["a", "b", "score", "why"]);
    }
}

fn has_fields(value: &Value, fields: &[&str]) {
    for field in fields {
        assert!(value.get(field).is_some(), "field {field} is missing");
    }
}

fn offset(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("offset")).expect("offset")
}
