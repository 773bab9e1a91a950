//! The rules of row breaking, on made-up text, on the seeds and on anything.

use std::sync::Arc;

use proptest::prelude::*;

use super::fixture::Window;
use crate::import::import;
use crate::structure::read;
use crate::ui::reader::break_rows;

pub(super) const SEEDS: [&str; 5] = [
    include_str!("../../../../seeds/huayang-2025-plan.txt"),
    include_str!("../../../../seeds/wusong-2021-plan.txt"),
    include_str!("../../../../seeds/youyi-2021-plan.txt"),
    include_str!("../../../../seeds/youyi-2021-summary.txt"),
    include_str!("../../../../seeds/youyi-2024-plan.txt"),
];

fn advance(c: char) -> f32 {
    if c.is_ascii() { 0.55 } else { 1.0 }
}

fn rows(text: &str, width: f32) -> Vec<&str> {
    break_rows(text, advance, width, 0.0).into_iter().map(|r| &text[r]).collect()
}

#[test]
fn closing_marks_do_not_begin_a_row() {
    assert_eq!(rows("甲乙丙丁，戊己", 4.0), ["甲乙丙", "丁，戊己"]);
    assert_eq!(rows("甲乙丙（丁）。戊", 4.0), ["甲乙丙", "（丁）。", "戊"]);
}

#[test]
fn the_blank_half_of_a_mark_hangs() {
    assert_eq!(rows("甲乙丙丁，戊己庚", 4.5), ["甲乙丙丁，", "戊己庚"]);
}

#[test]
fn opening_marks_do_not_end_a_row() {
    assert_eq!(rows("甲乙丙“丁戊”己", 4.0), ["甲乙丙", "“丁戊”", "己"]);
    assert_eq!(rows("甲乙丙《丁》", 4.0), ["甲乙丙", "《丁》"]);
}

#[test]
fn straight_quotes_open_and_close_by_turns() {
    assert_eq!(rows("甲乙丙\"丁戊\"己庚", 3.6), ["甲乙丙", "\"丁戊\"", "己庚"]);
    assert_eq!(rows("甲乙丙丁\"戊\"", 3.1), ["甲乙丙", "丁\"戊\""]);
}

#[test]
fn dashes_dots_numbers_and_words_stay_whole() {
    assert_eq!(rows("甲乙丙——丁", 4.0), ["甲乙", "丙——丁"]);
    assert_eq!(rows("甲乙丙……丁", 4.0), ["甲乙", "丙……丁"]);
    assert_eq!(rows("甲乙丙100%丁", 4.0), ["甲乙丙", "100%丁"]);
    assert_eq!(rows("甲乙丙1,500.5元", 5.0), ["甲乙丙", "1,500.5元"]);
    assert_eq!(rows("甲乙丙WiFi丁", 4.0), ["甲乙丙", "WiFi丁"]);
    assert_eq!(rows("甲乙丙1+3+N丁", 4.5), ["甲乙丙", "1+3+N丁"]);
}

#[test]
fn footnote_marks_cling_to_their_word() {
    assert_eq!(rows("甲乙丙[^12]丁", 4.8), ["甲乙", "丙[^12]丁"]);
}

#[test]
fn narrow_rows_are_broken_by_force() {
    assert_eq!(rows("甲乙", 0.1), ["甲", "乙"]);
    assert_eq!(rows("", 10.0), [""]);
    assert_eq!(rows("incomprehensibilities", 3.0).concat(), "incomprehensibilities");
}

/// Marks as the brief has them, apart from the tables under test.
const NEVER_FIRST: &str = "、，。；：！？）》」』】〕”’…—,.;:!?)]%％";
const NEVER_LAST: &str = "“‘（《〈「『〔【([";

fn check_rules(paragraph: &str, width: f32) -> Result<(), String> {
    // Where the source has a quotation mark too many, nobody can tell by counting.
    let paired = paragraph.matches('"').count().is_multiple_of(2);
    let mut quotes = 0;
    let ranges = break_rows(paragraph, advance, width, 2.0);
    let count = ranges.len();
    for (k, range) in ranges.into_iter().enumerate() {
        let row = paragraph[range].trim_end();
        let fail = |why: &str| Err(format!("{why} at width {width}: {row}"));
        if k > 0 && row.starts_with(|c| NEVER_FIRST.contains(c)) {
            return fail("start");
        }
        if k + 1 < count && row.ends_with(|c| NEVER_LAST.contains(c)) {
            return fail("end");
        }
        if paired && k > 0 && row.starts_with('"') && quotes % 2 == 1 {
            return fail("closing straight quote at the start");
        }
        quotes += row.matches('"').count();
        if paired && k + 1 < count && row.ends_with('"') && quotes % 2 == 1 {
            return fail("opening straight quote at the end");
        }
        let natural: f32 = row.chars().map(advance).sum();
        let room = if k == 0 { width - 2.0 } else { width };
        if natural > room + 4.0 {
            return fail("too long");
        }
    }
    Ok(())
}

#[test]
fn no_forbidden_row_in_any_seed_at_twenty_widths() {
    for seed in SEEDS {
        for step in 0..20u8 {
            let width = 12.0 + f32::from(step) * 1.7;
            for paragraph in seed.lines() {
                check_rules(paragraph, width).unwrap();
            }
        }
    }
}

/// Rows that the reader has set which begin or end with a mark that may not, and how many rows there are.
fn broken_rows(window: &mut Window) -> (Vec<String>, usize) {
    window.frame(Vec::new());
    let (state, context) = (&mut window.state, &window.context);
    let page = state.page.as_mut().unwrap();
    let text = &page.document.clone().text;
    let (mut broken, mut count) = (Vec::new(), 0);
    context.fonts_mut(|fonts| {
        for paragraph in 0..page.column.len() {
            page.break_rows(fonts, paragraph);
            for row in 0..page.column.rows(paragraph).len() {
                let span = page.row_span(paragraph, row);
                let inside = |at: usize| at > page.base(paragraph) && !text[..at].ends_with('\t');
                let goes_on = span.end.0 < page.base(paragraph) + page.text(paragraph).len() && !span.of(text).ends_with('\t');
                let shown = span.of(text).trim_end();
                count += 1;
                let first = inside(span.start.0) && shown.starts_with(|c| NEVER_FIRST.contains(c));
                if first || goes_on && shown.ends_with(|c| NEVER_LAST.contains(c)) {
                    broken.push(shown.to_owned());
                }
            }
        }
    });
    (broken, count)
}

#[test]
fn no_row_of_the_seeds_is_broken_as_the_reader_sets_them_at_twenty_widths() {
    let mut all = 0;
    for seed in SEEDS {
        let imported = Arc::new(import("seed.txt", seed.as_bytes()).unwrap());
        for document in read(&imported, &std::collections::BTreeSet::new()) {
            let mut window = Window::new(Arc::new(document));
            for step in 0..20u8 {
                window.size.x = 220.0 + f32::from(step) * 31.0;
                let (broken, count) = broken_rows(&mut window);
                assert!(broken.is_empty(), "at {}: {broken:?}", window.size.x);
                all += count;
            }
        }
    }
    assert!(all > 15_000, "only {all} rows were looked at");
}

#[test]
fn rows_of_the_seeds_are_well_filled() {
    // A rule that forbids too much shows as short rows.
    for seed in SEEDS {
        let (mut short, mut all) = (0, 0);
        for paragraph in seed.lines() {
            let rows = rows(paragraph, 20.0);
            let full = rows.len().saturating_sub(1);
            all += full;
            short += rows[..full].iter().filter(|r| r.chars().map(advance).sum::<f32>() < 16.5).count();
        }
        assert!(short * 50 < all.max(50), "{short} of {all} rows are short");
    }
}

proptest! {
    #[test]
    fn rows_cover_any_text(text in "\\PC{0,80}", width in 0.0f32..30.0, indent in 0.0f32..3.0) {
        let ranges = break_rows(&text, advance, width, indent);
        let mut at = 0;
        for range in &ranges {
            prop_assert_eq!(range.start, at);
            prop_assert!(range.end > range.start || text.is_empty());
            prop_assert!(text.is_char_boundary(range.end));
            at = range.end;
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn rows_of_marks_and_words_cover(text in "[甲乙，。“”（）—…\"a1% \\[\\^\\]\u{301}\u{200d}😀\u{0}\t]{0,60}", width in 0.0f32..12.0) {
        prop_assert_eq!(rows(&text, width).concat(), text);
    }
}
