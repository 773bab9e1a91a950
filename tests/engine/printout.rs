//! What stands on paper, before it is set: quotes, places, sentences of the front matter.

use jiedu::compare::Comparison;
use jiedu::initiative::InitiativeId;
use jiedu::report::letter;
use jiedu::report::printout::{Cell, PieceKind, Printout, Quote, printout};

use crate::support::{comparison_of, seed_comparison};

/// The cell of the one initiative in the document with this index.
fn cell(printout: &Printout, document: usize) -> &Cell {
    let [category] = &printout.categories[..] else { panic!("one category: {:?}", printout.categories) };
    &category.initiatives[0].cells[document]
}

fn surfaces(quote: &Quote) -> Vec<&str> {
    quote.pieces.iter().filter(|p| p.kind == PieceKind::Surface).map(|p| p.text.as_str()).collect()
}

/// Every quote is its document's text at its place, to the character, and its paragraph is the one it says.
fn assert_verbatim(comparison: &Comparison, printout: &Printout) -> usize {
    for quote in printout.quotes() {
        let document = &comparison.documents[quote.document];
        assert_eq!(quote.text(), quote.span.of(&document.text));
        let line = document.text.lines().nth(quote.place.paragraph - 1).expect("paragraph");
        assert!(line.contains(&quote.text()), "{} in {line}", quote.text());
        assert!(quote.citation.starts_with(&format!("{}，第{}段", letter(quote.document), quote.place.paragraph)));
        assert!(!surfaces(quote).is_empty() && !quote.place.path.is_empty());
    }
    printout.quotes().count()
}

#[test]
fn every_quote_of_the_seeds_is_verbatim_and_every_mention_is_marked_or_placed() {
    let comparison = seed_comparison();
    let printout = printout(comparison, None, None);
    assert!(assert_verbatim(comparison, &printout) > 300);
    let shared: Vec<&str> = comparison.initiatives.iter().filter(|i| i.is_shared()).map(|i| i.name.as_str()).collect();
    let printed: Vec<&str> = printout.categories.iter().flat_map(|c| &c.initiatives).map(|i| i.name.as_str()).collect();
    assert_eq!(printed, shared);
    for cell in printout.categories.iter().flat_map(|c| &c.initiatives).flat_map(|i| &i.cells) {
        assert_eq!(cell.mentions == 0, cell.quotes.is_empty());
        let marked: usize = cell.quotes.iter().map(|q| surfaces(q).len()).sum();
        assert!(marked == cell.mentions || cell.more > 0 && marked < cell.mentions, "{marked} of {} marked", cell.mentions);
    }
}

#[test]
fn a_sentence_with_two_mentions_is_quoted_once_and_both_are_marked() {
    let comparison = comparison_of(
        &[
            "甲街道2021年工作计划\n一、环境\n推进垃圾分类，巩固垃圾分类成果。再抓垃圾分类。",
            "乙街道2021年工作计划\n一、环境\n做好垃圾分类。",
        ],
        &["垃圾分类"],
    );
    let printout = printout(&comparison, None, Some("2026-03-01"));
    assert_eq!(assert_verbatim(&comparison, &printout), 3);
    let first = cell(&printout, 0);
    assert_eq!((first.mentions, first.quotes.len(), first.more), (3, 2, 0));
    assert_eq!(first.quotes[0].text(), "推进垃圾分类，巩固垃圾分类成果。");
    assert_eq!(surfaces(&first.quotes[0]), ["垃圾分类", "垃圾分类"]);
    assert_eq!((first.quotes[0].place.path.as_str(), first.quotes[0].citation.as_str()), ("一、环境", "A，第3段"));
    assert_eq!(printout.date.as_deref(), Some("2026年3月1日"));
}

#[test]
fn of_more_than_a_handful_the_others_are_told_by_place() {
    let many: String = (1..=9).map(|k| format!("第{k}批做好垃圾分类。\n")).collect();
    let comparison = comparison_of(
        &[&format!("甲街道2021年工作计划\n一、环境\n{many}"), "乙街道2021年工作计划\n一、环境\n做好垃圾分类。"],
        &["垃圾分类"],
    );
    let printout = printout(&comparison, None, None);
    let first = cell(&printout, 0);
    assert_eq!((first.mentions, first.quotes.len(), first.more), (9, 4, 5));
    let places: Vec<String> = first.more_places.iter().map(|p| format!("{}|{}", p.path, p.number())).collect();
    assert_eq!(places, (7..=11).map(|k| format!("一、环境|第{k}段")).collect::<Vec<_>>());
}

#[test]
fn a_sentence_without_end_is_cut_to_clauses_around_the_mention() {
    let clause = "持续完善工作机制，".repeat(60);
    let text = format!("甲街道2021年工作计划\n一、环境\n{clause}推进垃圾分类，{clause}做到底。");
    let word = "a".repeat(3000);
    let latin = format!("乙街道2021年工作计划\n一、环境\n{word}垃圾分类{word}");
    let comparison = comparison_of(&[&text, &latin], &["垃圾分类"]);
    let printout = printout(&comparison, None, None);
    assert_eq!(assert_verbatim(&comparison, &printout), 2);
    let quotes: Vec<&Quote> = printout.quotes().collect();
    for quote in &quotes {
        let length = quote.text().chars().count();
        assert!(quote.excerpt && quote.citation.ends_with("，节选") && (100..=320).contains(&length), "{length}");
        assert_eq!(surfaces(quote), ["垃圾分类"]);
    }
    assert!(quotes[0].text().starts_with("持续") && quotes[0].text().ends_with('，'), "{}", quotes[0].text());
    assert!(printout.legend.iter().any(|line| line.contains("节选")));
}

#[test]
fn a_footnote_is_cited_as_one_and_its_mark_is_not_quoted() {
    let text = "甲街道2021年工作计划\n一、环境\n推进“两网[^1]融合”和垃圾分类[^1]。\n[^1]: 两网：垃圾分类与再生资源两张网。\n";
    let comparison = comparison_of(&[text, "乙街道2021年工作计划\n一、环境\n做好垃圾分类。"], &["垃圾分类"]);
    let printout = printout(&comparison, None, None);
    assert_verbatim(&comparison, &printout);
    let first = cell(&printout, 0);
    let cited: Vec<(String, &str)> = first.quotes.iter().map(|q| (q.text(), q.citation.as_str())).collect();
    assert_eq!(cited[0], ("推进“两网[^1]融合”和垃圾分类[^1]。".to_owned(), "A，第3段"));
    assert_eq!(cited[1].0, "两网：垃圾分类与再生资源两张网。");
    assert!(cited[1].1.ends_with("，脚注1"), "{}", cited[1].1);
    assert_eq!(first.quotes[0].pieces.iter().filter(|p| p.kind == PieceKind::NoteMark).count(), 2);
}

/// Rows of a table as plain text has them: cells parted by tabs.
const TABLE: &str =
    "甲街道2021年工作计划\n一、环境\n重点任务如下表所列：\n序号\t任务\t目标\n1\t推进垃圾分类，开展宣传\t达标率95%\n2\t整治河道\t3条\n";

#[test]
fn a_row_of_a_table_is_quoted_cell_by_cell_under_its_columns_names() {
    let comparison = comparison_of(&[TABLE, "乙街道2021年工作计划\n一、环境\n做好垃圾分类。"], &["垃圾分类"]);
    let printout = printout(&comparison, None, None);
    assert_eq!(assert_verbatim(&comparison, &printout), 2);
    let [quote] = &cell(&printout, 0).quotes[..] else { panic!("one quote") };
    assert_eq!((quote.text().as_str(), quote.excerpt), ("1\t推进垃圾分类，开展宣传\t达标率95%", false));
    let cells: Vec<(&str, String)> =
        quote.cells.iter().map(|c| (c.name.as_str(), c.pieces.iter().map(|p| p.text.as_str()).collect())).collect();
    assert_eq!(cells, [("序号", "1".to_owned()), ("任务", "推进垃圾分类，开展宣传".to_owned()), ("目标", "达标率95%".to_owned())]);
    let marked: Vec<_> = quote.cells.iter().flat_map(|c| &c.pieces).filter(|p| p.kind == PieceKind::Surface).collect();
    assert_eq!(marked.len(), 1);
    assert!(cell(&printout, 1).quotes[0].cells.is_empty(), "a sentence is none");
}

#[test]
fn of_a_long_row_only_the_cell_that_mentions_it_is_quoted() {
    let long = "统筹推进各项工作，".repeat(40);
    let text = format!("甲街道2021年工作计划\n一、环境\n序号\t任务\t说明\n1\t推进垃圾分类\t{long}\n2\t整治河道\t{long}垃圾分类。\n");
    let comparison = comparison_of(&[&text, "乙街道2021年工作计划\n一、环境\n做好垃圾分类。"], &["垃圾分类"]);
    let printout = printout(&comparison, None, None);
    assert_eq!(assert_verbatim(&comparison, &printout), 3);
    let quotes = &cell(&printout, 0).quotes;
    assert_eq!((quotes[0].text().as_str(), quotes[0].cells.len(), quotes[0].cells[0].name.as_str()), ("推进垃圾分类", 1, "任务"));
    assert!(quotes[0].excerpt && quotes[1].excerpt && quotes[1].text().ends_with("垃圾分类。") && !quotes[1].text().contains('\t'));
    assert_eq!(quotes[1].cells[0].name, "说明");
}

#[test]
fn the_summary_says_what_is_shared_and_what_each_lacks() {
    let comparison = comparison_of(
        &[
            "甲街道2021年工作计划\n一、环境\n推进垃圾分类。建设口袋公园。",
            "乙街道2021年工作计划\n一、环境\n做好垃圾分类。建设口袋公园。整治河道。",
            "丙街道2021年工作计划\n一、环境\n做好垃圾分类。",
        ],
        &["垃圾分类", "口袋公园", "整治河道"],
    );
    let all = printout(&comparison, None, None);
    let expected = [
        "3 份文档中，两份或以上文档都提及的事项（共有事项）有 2 项：环境 2 项。",
        "3 份文档全都提及的有 1 项：垃圾分类。",
        "A 甲街道2021年工作计划：提及 2 项，未提及 0 项。另有只见于它的事项 0 项。",
        "B 乙街道2021年工作计划：提及 2 项，未提及 0 项。另有只见于它的事项 1 项。",
        "C 丙街道2021年工作计划：提及 1 项，未提及 1 项，其中为其余过半文档所提及的有 1 项：口袋公园。另有只见于它的事项 0 项。",
    ];
    assert_eq!(all.summary, expected);
    let one = printout(&comparison, Some(&[InitiativeId::of_name("整治河道")]), None);
    assert_eq!((one.heading, one.categories[0].initiatives.len()), ("选定事项一览", 1));
    assert!(one.summary[0].starts_with("3 份文档中，选定事项有 1 项"), "{}", one.summary[0]);
    assert!(one.summary.iter().all(|line| !line.contains("只见于")));
}

#[test]
fn nothing_to_compare_is_said() {
    for (texts, said) in [
        (&[][..], "没有文档"),
        (&["甲街道2021年工作计划\n推进垃圾分类。"], "只有一份文档"),
        (&["甲街道2021年工作计划\n推进垃圾分类。", "乙街道2021年工作计划\n整治河道。"], "没有共有事项"),
    ] {
        let printout = printout(&comparison_of(texts, &["垃圾分类", "整治河道"]), None, None);
        assert!(printout.categories.is_empty() && printout.summary[0].contains(said), "{:?}", printout.summary);
    }
}

#[test]
fn letters_go_on_as_numbers() {
    assert_eq!([0, 25, 26, 29].map(letter), ["A", "Z", "27", "30"]);
}
