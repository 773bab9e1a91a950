//! What single sentences must give; whole documents are golden cases.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::find;
use crate::import::import;
use crate::structure::{Document, read};

fn document(text: &str) -> Document {
    let imported = Arc::new(import("2023年工作计划.txt", text.as_bytes()).expect("text"));
    read(&imported, &BTreeSet::new()).remove(0)
}

#[test]
fn timing() {
    let mut text = String::from("2023年工作计划\n");
    for f in ["district-report-two-parts", "summary-chained-clauses", "livelihood-list", "party-building"] {
        text.push_str(&std::fs::read_to_string(format!("tests/data/golden/measures/{f}.txt")).unwrap());
    }
    let prose = std::fs::read_to_string("seeds/wusong-2021-plan.txt").unwrap();
    for (name, unit) in [("dense", &text), ("prose", &prose)] {
        let d = document(&unit.repeat(100_000 / unit.len()));
        let t = std::time::Instant::now();
        let n = find(&d).len();
        println!("{name}: {} bytes {n} measures {:?}", d.text.len(), t.elapsed());
    }
    for (name, unit) in [("one-line", "新建2个点位"), ("digits", "1"), ("han", "一"), ("quotes", "“1个"), ("parens", "（1个"), ("noun", "在")] {
        let d = document(&unit.repeat(100_000 / unit.len()));
        let t = std::time::Instant::now();
        let n = find(&d).len();
        println!("{name}: {} bytes {n} measures {:?}", d.text.len(), t.elapsed());
    }
}
