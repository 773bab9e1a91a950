//! Texts that are no plans at all: a novel, English, nothing, one endless paragraph. A result comes back, with what is to be known of it,
//! and nothing is claimed that the text does not tell.

use jiedu::import::{ImportError, import};
use jiedu::structure::{Document, SectionKind};

use crate::support::{documents, with_all_undone};

fn one(text: &str) -> Document {
    let mut all = documents("a.txt", text.as_bytes());
    assert_eq!(all.len(), 1, "one document");
    let document = all.remove(0);
    assert!(with_all_undone(&document) == text, "every repair can be undone");
    for diagnostic in &document.diagnostics {
        assert!(document.text.get(diagnostic.span.range()).is_some(), "{diagnostic:?}");
    }
    document
}

fn codes(document: &Document) -> Vec<&'static str> {
    document.diagnostics.iter().map(|d| d.code).collect()
}

fn entries(document: &Document) -> usize {
    document.sections.iter().filter(|s| matches!(s.kind, SectionKind::Heading | SectionKind::RunIn)).count()
}

/// Nothing is known of it.
fn claims_nothing(document: &Document) {
    let meta = &document.meta;
    assert_eq!(
        (&meta.street, &meta.district, &meta.city, meta.year, meta.kind.code(), &meta.number, &meta.date),
        (&None, &None, &None, None, "other", &None, &None)
    );
    assert!(meta.place_candidates.is_empty(), "{:?}", meta.place_candidates);
}

/// Paragraphs of a story: short opening sentences, years, a town, people who count on their fingers.
const NOVEL: &str = "雨停了。1998年的冬天来得早，枫桥镇上的人都说，这样的天气已经许多年没有见过了。
他推开门。院子里的石榴树落尽了叶子，墙角的水缸结了一层薄冰，几只麻雀在屋檐下缩成一团。
“你来了。”她说，“我等了很久，从枫桥镇走到这里，要过三座桥。”
夜深人静。一是因为冷，二是因为饿，三是因为那封没有写完的信，他翻来覆去地睡不着，听着远处的狗叫。
第二天清早，他离开了枫桥镇。火车开动的时候，他看见她站在月台尽头，穿着那件蓝布衫，一动不动。
老屋还在。墙上的字迹已经斑驳，门前的石榴树却比从前更高了，枝头挂满了果子，红得像一盏盏小灯笼。
";

#[test]
fn a_novel_has_no_outline_no_year_and_no_street() {
    let document = one(NOVEL);
    assert_eq!(entries(&document), 0, "{:?}", document.sections);
    claims_nothing(&document);
    assert_eq!(codes(&document), ["no-outline"]);
}

#[test]
fn english_is_read_and_said_to_be_no_chinese() {
    let document = one(
        "The Annual Report of the Committee\n\nThe committee met four times. It considered the budget and the staff.\n\nIt met \"again\" in June.\n",
    );
    assert_eq!(document.meta.title.as_deref(), Some("The Annual Report of the Committee"));
    claims_nothing(&document);
    assert_eq!(codes(&document), ["not-chinese"]);
    assert!(document.text.contains("met four times. It considered"), "{}", document.text);
}

#[test]
fn nothing_at_all_is_an_error_that_says_so() {
    for text in ["", " \n\t\n\u{3000}", "\u{feff}"] {
        assert_eq!(import("a.txt", text.as_bytes()).expect_err("empty"), ImportError::Empty, "{text:?}");
    }
}

#[test]
fn a_text_of_page_furniture_only_is_an_empty_document() {
    let document = one("- 1 -\n\n- 2 -\n\n——————\n");
    assert!(document.paragraphs.is_empty());
    claims_nothing(&document);
    assert_eq!(codes(&document), ["empty-document"]);
}

#[test]
fn a_text_without_structure_is_read_as_prose() {
    let sentence = "坚持统筹兼顾、突出重点，抓好各项工作任务的落实，不断提升辖区居民的获得感、幸福感和安全感。";
    let document = one(&format!("{}\n{}\n", sentence.repeat(4), sentence.repeat(3)));
    assert_eq!((entries(&document), document.paragraphs.len()), (0, 2));
    assert_eq!(codes(&document), ["no-outline"]);
    assert_eq!((document.meta.year, document.meta.kind.code()), (None, "other"));
}

#[test]
fn one_paragraph_of_five_megabytes_is_read() {
    let sentence =
        "扎实推进老旧小区改造、养老服务、垃圾分类和应急演练，一是加强领导。二是健全机制。全年完成46.65亿元，惠及居民“两新”组织。";
    let document = one(&sentence.repeat(5_000_000 / sentence.len() + 1));
    assert_eq!(document.paragraphs.len(), 1);
    assert!(document.text.len() >= 5_000_000);
}

#[test]
fn marks_without_end_neither_hang_nor_flood() {
    for unit in ["“", "（", "一是", "1.", "，", "一、", "的", "——", "[^1]", "2024年", "亿", "A.", "第一章"] {
        let document = one(&unit.repeat(20_000));
        assert!(document.diagnostics.len() <= 20_200, "{unit}: {}", document.diagnostics.len());
    }
}

#[test]
fn nul_and_controls_are_taken_out_and_told() {
    let body = "坚持统筹兼顾、突出重点，抓好各项工作任务的落实，不断提升辖区居民的获得感、幸福感和安全感。".repeat(20);
    let document = one(&format!("和风街道2024年工作要点\n一、党建\0工作\n{body}\n二、\u{202e}经济工作\n{body}\u{200b}\n"));
    let titles: Vec<&str> = document.sections.iter().filter(|s| s.kind == SectionKind::Heading).map(|s| s.title.as_str()).collect();
    assert_eq!(titles, ["党建工作", "经济工作"]);
    assert!(codes(&document).contains(&"nul-character") && codes(&document).contains(&"bidi-control"), "{:?}", codes(&document));
    assert!(!document.text.contains(['\0', '\u{202e}', '\u{200b}']));
}
