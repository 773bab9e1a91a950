//! Tests of what 对读 keeps: formulae apart, what a pin quotes.

use std::sync::Arc;

use super::{formulae, pin_span, trimmed};
use crate::compare::{Formula, Place};
use crate::import::import;
use crate::structure::read;
use crate::text::{ByteOffset, Span};

#[test]
fn formulae_are_joined_and_kept_apart() {
    let formula = |document, start, end| Formula { place: Place { document, span: Span::new(start, end) }, why: String::new() };
    let found = [formula(0, 6, 12), formula(1, 3, 6), formula(0, 0, 9), formula(0, 30, 33)];
    assert_eq!(formulae(&found, 3), [vec![Span::new(0, 12), Span::new(30, 33)], vec![Span::new(3, 6)], Vec::new()]);
}

#[test]
fn a_pin_quotes_its_own_paragraph_only() {
    let imported = Arc::new(import("a.txt", "某街道计划\n推进垃圾分类。\n加装电梯。\n".as_bytes()).expect("a text"));
    let document = read(&imported, &Default::default()).remove(0);
    let at = document.text.find("垃圾").expect("there");
    assert_eq!(pin_span(&document, ByteOffset(at)).of(&document.text), "垃圾分类。");
    assert_eq!(trimmed(" 甲 \n", Span::new(0, 6)), Span::new(1, 4));
}
