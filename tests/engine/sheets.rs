//! Tables of the seeds as CSV and as a workbook, opened again by another reader: every quote stands where it is cited, numbers are numbers,
//! nothing is a formula, the same input gives the same bytes.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Range, Reader, Xlsx};
use jiedu::compare::{Comparison, compare};
use jiedu::import::import;
use jiedu::initiative::Lexicon;
use jiedu::initiative::discovery::Segmenter;
use jiedu::report::sheets::{SheetKind, sheet_to_csv, sheets_to_xlsx};
use jiedu::structure::read;

use crate::support::seed_comparison;

fn workbook(comparison: &Comparison) -> Vec<u8> {
    sheets_to_xlsx(&SheetKind::ALL.map(|kind| kind.of(comparison)), Some("2021-03-01")).expect("a workbook")
}

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook that opens")
}

/// A sheet's column of this head, without the head.
fn column(range: &Range<Data>, head: &str) -> Vec<Data> {
    let k = range.rows().next().expect("heads").iter().position(|cell| *cell == Data::String(head.to_owned())).expect("a column");
    range.rows().skip(1).map(|row| row[k].clone()).collect()
}

fn words(data: &Data) -> String {
    match data {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("words expected: {other:?}"),
    }
}

fn whole(data: &Data) -> usize {
    let Data::Float(number) = data else { panic!("a number expected: {data:?}") };
    assert!(number.fract() == 0.0 && *number >= 0.0);
    *number as usize
}

#[test]
fn every_quote_in_the_workbook_stands_at_its_cited_place() {
    let comparison = seed_comparison();
    let mut book = opened(workbook(comparison));
    assert_eq!(book.sheet_names(), ["文档", "矩阵", "提及", "指标", "兑现", "差距"]);
    let documents = &comparison.documents;
    let text_of = |name: &str| {
        let k = usize::from(name.as_bytes()[0] - b'A');
        assert!(name.ends_with(&documents[k].label()), "{name}");
        documents[k].text.as_str()
    };
    let mentions = book.worksheet_range("提及").expect("the sheet");
    let columns = ["文档", "写法", "句子", "起（字）", "止（字）"].map(|head| column(&mentions, head));
    assert_eq!(columns[0].len(), comparison.initiatives.iter().map(|i| i.mentions.len()).sum::<usize>());
    let [names, surfaces, sentences, starts, ends] = &columns;
    for ((((name, surface), sentence), start), end) in names.iter().zip(surfaces).zip(sentences).zip(starts).zip(ends) {
        let text = text_of(&words(name));
        let (start, end) = (whole(start), whole(end));
        let written: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(written, words(surface));
        let (surface, sentence) = (written, words(sentence));
        assert!(sentence.contains(surface.trim()) && text.contains(&sentence), "{sentence}");
    }
    for (sheet, document, quote) in
        [("指标", "文档", "句子"), ("兑现", "计划", "计划条目"), ("兑现", "总结", "总结的说法"), ("差距", "提及的文档", "说法")]
    {
        let range = book.worksheet_range(sheet).expect("the sheet");
        let (documents, quotes) = (column(&range, document), column(&range, quote));
        assert!(documents.len() > 20, "{sheet}");
        for (document, quote) in documents.iter().zip(&quotes).filter(|(document, _)| **document != Data::Empty) {
            assert!(text_of(&words(document)).contains(&words(quote)), "{sheet}: {quote:?}");
        }
    }
}

#[test]
fn numbers_are_numbers_and_the_counts_are_the_comparisons() {
    let comparison = seed_comparison();
    let mut book = opened(workbook(comparison));
    let matrix = book.worksheet_range("矩阵").expect("the sheet");
    let (names, documents, mentions) = (column(&matrix, "事项"), column(&matrix, "文档数"), column(&matrix, "处数"));
    for (k, initiative) in comparison.initiatives.iter().enumerate() {
        assert_eq!(words(&names[k]), initiative.name);
        assert_eq!((whole(&documents[k]), whole(&mentions[k])), (initiative.document_count(), initiative.mentions.len()));
    }
    for row in matrix.rows().skip(1) {
        assert!(row[4..].iter().all(|cell| matches!(cell, Data::Float(_)) || *cell == Data::String("未提及".to_owned())));
    }
    let amounts = column(&book.worksheet_range("指标").expect("the sheet"), "数量");
    let numbers = amounts.iter().filter(|cell| matches!(cell, Data::Float(_))).count();
    assert!(numbers * 20 > amounts.len() * 19, "{numbers} of {}", amounts.len());
}

#[test]
fn the_same_comparison_gives_the_same_bytes() {
    let comparison = seed_comparison();
    assert_eq!(workbook(comparison), workbook(comparison));
    let days = ["2021-03-01", "2022-03-01"].map(|day| sheets_to_xlsx(&[SheetKind::Matrix.of(comparison)], Some(day)).expect("a workbook"));
    assert_ne!(days[0], days[1], "the date is the caller's");
}

#[test]
fn a_table_read_back_is_the_table() {
    let comparison = seed_comparison();
    for kind in SheetKind::ALL {
        let sheet = kind.of(comparison);
        let text = sheet_to_csv(&sheet);
        let mut reader = csv::ReaderBuilder::new().from_reader(text.strip_prefix('\u{FEFF}').expect("the mark").as_bytes());
        assert_eq!(reader.headers().expect("heads").len(), sheet.columns.len());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows of equal length");
        assert_eq!(rows.len(), sheet.rows.len(), "{kind:?}");
    }
}

#[test]
fn hostile_words_stay_words() {
    let odd = format!(
        "甲街道2030年工作计划\n一、=HYPERLINK(\"http://x\",\"y\")\n=1+1推进垃圾分类\u{1}\u{FFFE}，<b>&amp;#typst[垃圾分类]😀བོད་ئۇيغۇر\u{E000}。\n{}垃圾分类。\n",
        "长".repeat(3_000)
    );
    let document = |name: &str| {
        let imported = Arc::new(import(name, odd.as_bytes()).expect("a text"));
        Arc::new(read(&imported, &Default::default()).remove(0))
    };
    let comparison = compare(vec![document("=cmd.txt"), document("b.txt")], &Lexicon::builtin(), Some(&Segmenter::new()));
    let mut book = opened(workbook(&comparison));
    for name in book.sheet_names() {
        assert_eq!(book.worksheet_formula(&name).expect("the sheet").cells().filter(|(_, _, f)| !f.is_empty()).count(), 0, "{name}");
    }
    let files = column(&book.worksheet_range("文档").expect("the sheet"), "文件");
    assert_eq!(words(&files[0]), "=cmd.txt", "a word, verbatim");
    let quotes = column(&book.worksheet_range("提及").expect("the sheet"), "句子");
    assert!(quotes.iter().any(|quote| words(quote).contains("😀བོད་ئۇيغۇر")));
    let csv = sheet_to_csv(&SheetKind::Documents.of(&comparison));
    assert!(csv.contains("'=cmd.txt"));
}
