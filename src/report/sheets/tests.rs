//! What the tables hold and how they are written down.

use std::sync::Arc;

use super::{Column, Sheet, SheetKind, Value, XlsxError, sheet_to_csv, sheets_to_xlsx};
use crate::compare::{Comparison, compare};
use crate::import::import;
use crate::initiative::Lexicon;
use crate::structure::read;

fn comparison() -> Comparison {
    let document = |name: &str, text: &str| {
        let imported = Arc::new(import(name, text.as_bytes()).expect("import"));
        Arc::new(read(&imported, &std::collections::BTreeSet::new()).remove(0))
    };
    let a = document("a.txt", "甲街道2030年工作计划\n一、民生\n推进垃圾分类，抓好垃圾分类。完成加装电梯20台。\n");
    let b = document("b.txt", "乙街道2030年工作计划\n一、民生\n推进垃圾分类。\n");
    compare(vec![a, b], &Lexicon::builtin(), None)
}

fn one(values: Vec<Value>) -> Sheet {
    let columns = values.iter().map(|_| Column { head: "列".to_owned(), width: 8.0 }).collect();
    Sheet { kind: SheetKind::Mentions, columns, frozen: 0, rows: vec![values] }
}

#[test]
fn every_row_has_a_value_for_every_head() {
    let comparison = comparison();
    for kind in SheetKind::ALL {
        let sheet = kind.of(&comparison);
        assert_eq!(SheetKind::from_code(kind.code()), Some(kind));
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()), "{kind:?}");
        assert_eq!(sheet.rows.is_empty(), kind == SheetKind::FollowUps, "{kind:?}");
    }
}

#[test]
fn what_is_not_mentioned_says_so_and_names_lead_to_their_first_mention() {
    let comparison = comparison();
    let (matrix, mentions) = (SheetKind::Matrix.of(&comparison), SheetKind::Mentions.of(&comparison));
    let row =
        |name: &str| matrix.rows.iter().find(|row| matches!(&row[0], Value::Link { text, .. } if text.contains(name))).expect("a row");
    assert_eq!(row("垃圾分类")[2..], [Value::Count(2), Value::Count(3), Value::Count(2), Value::Count(1)]);
    assert_eq!(row("加装电梯").last(), Some(&Value::Text("未提及".to_owned())));
    for row in &matrix.rows {
        let Value::Link { text, to: SheetKind::Mentions, row: there } = &row[0] else { panic!("no link: {row:?}") };
        assert_eq!(mentions.rows[*there][0], Value::Text(text.clone()));
        assert!(there.checked_sub(1).is_none_or(|before| mentions.rows[before][0] != Value::Text(text.clone())), "the first");
    }
}

#[test]
fn a_table_begins_with_the_mark_and_quotes_what_needs_it() {
    let text = |words: &str| Value::Text(words.to_owned());
    let csv = sheet_to_csv(&one(vec![
        text("甲,乙"),
        text("说“\"好\"”"),
        text("两\n行"),
        Value::Count(3),
        Value::Amount("5.60".to_owned()),
        Value::Empty,
    ]));
    assert_eq!(csv, "\u{FEFF}列,列,列,列,列,列\r\n\"甲,乙\",\"说“\"\"好\"\"”\",\"两\n行\",3,5.60,\r\n");
}

#[test]
fn nothing_is_carried_out_as_a_formula() {
    for words in ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "＝cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\",\"y\")"] {
        let csv = sheet_to_csv(&one(vec![Value::Text(words.to_owned())]));
        let field = csv.lines().nth(1).expect("a row").trim_matches('"');
        assert!(field.starts_with('\''), "{words}: {field}");
    }
}

#[test]
fn a_cell_holds_nothing_that_xml_or_the_format_cannot() {
    let words = format!("\u{FFFE}甲\u{1}{}", "长".repeat(40_000));
    let bytes = sheets_to_xlsx(&[one(vec![Value::Text(words)])], None).expect("a workbook");
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).expect("it opens again");
    let range = calamine::Reader::worksheet_range(&mut book, "提及").expect("the sheet");
    let Some(calamine::Data::String(text)) = range.get((1, 0)) else { panic!("words") };
    assert!(text.starts_with("\u{FFFD}甲") && text.ends_with("已截断）") && text.encode_utf16().count() <= 32_767);
}

#[test]
fn a_sheet_that_is_too_long_is_refused() {
    let sheet = Sheet { kind: SheetKind::Mentions, columns: Vec::new(), frozen: 0, rows: vec![Vec::new(); 1_048_576] };
    let error = sheets_to_xlsx(&[sheet], None).expect_err("too long");
    assert!(matches!(error, XlsxError::TooManyRows { rows: 1_048_576, .. }), "{error}");
}
