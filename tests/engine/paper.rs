//! The typeset pages: what stands on them, that they are the same each time, and that no text can stop them.

use std::sync::{Arc, OnceLock};

use jiedu::compare::{Comparison, compare};
use jiedu::initiative::{InitiativeId, Lexicon};
use jiedu::report::paper::{Pages, PaperOptions, PaperSize, bundled_fonts, typeset};
use jiedu::report::printout::printout;
use jiedu::structure::Document;

use crate::support::{comparison_of, seed_comparison};

/// The seeds' pages, set once.
fn seed_pages() -> &'static Pages {
    static PAGES: OnceLock<Pages> = OnceLock::new();
    PAGES.get_or_init(|| {
        let options = PaperOptions { date: Some("2026-03-01".to_owned()), ..PaperOptions::default() };
        typeset(seed_comparison(), &options, bundled_fonts()).expect("typesets")
    })
}

fn pages(comparison: &Comparison) -> Pages {
    typeset(comparison, &PaperOptions::default(), bundled_fonts()).expect("typesets")
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// All pages' text, white space removed.
fn whole_text(pages: &Pages) -> String {
    (0..pages.count()).map(|k| without_blanks(&pages.text(k))).collect()
}

/// The number of places in `text` where a quote stands whole, from its diamond to its citation.
fn standing_quotes(comparison: &Comparison, options: &PaperOptions, text: &str) -> (usize, usize) {
    let printout = printout(comparison, options.initiatives.as_deref(), None);
    let stands = |q: &jiedu::report::printout::Quote| text.contains(&without_blanks(&format!("◆{}〔{}〕", q.text(), q.citation)));
    (printout.quotes().filter(|q| stands(q)).count(), printout.quotes().count())
}

#[test]
fn every_shared_initiative_and_every_quote_of_the_seeds_stands_on_the_pages() {
    let (comparison, pages) = (seed_comparison(), seed_pages());
    let text = whole_text(pages);
    let (standing, all) = standing_quotes(comparison, &PaperOptions::default(), &text);
    assert!(all > 300 && standing == all, "{standing} of {all} quotes");
    assert_eq!(text.matches('◆').count(), all, "a diamond for each quote and no other");
    assert!(text.contains(&format!("全文共引原文{all}处")));
    let outline = pages.outline();
    assert_eq!((outline[0].title.as_str(), outline[0].page), ("街道文件比较", 0));
    for initiative in comparison.initiatives.iter().filter(|i| i.is_shared()) {
        let entries = outline.iter().filter(|e| e.level == 2 && e.title.trim_end_matches('＊') == initiative.name);
        assert_eq!(entries.count(), 1, "{} in the outline", initiative.name);
    }
    assert!(outline.windows(2).all(|pair| pair[0].page <= pair[1].page), "the outline goes with the pages");
    for name in ["共有事项一览", "党建", "数字治理"] {
        assert!(outline.iter().any(|e| e.level == 1 && e.title == name), "{name}");
    }
}

#[test]
fn each_page_has_its_head_and_number_and_no_heading_stands_last() {
    let pages = seed_pages();
    let count = pages.count();
    let outline = pages.outline();
    let mut running = "";
    for page in 0..count {
        assert_eq!(pages.size(page).map(|(w, h)| (w.round(), h.round())), Some((842.0, 595.0)), "A4, landscape");
        let text = without_blanks(&pages.text(page));
        assert!(text.contains(&format!("第{}页共{count}页", page + 1)), "page {}", page + 1);
        if page > 0 {
            running = outline.iter().find(|e| e.level == 1 && e.page == page).map_or(running, |e| e.title.as_str());
            assert!(text.contains(&format!("街道文件比较{running}")), "running head of page {}: {text}", page + 1);
        }
        for entry in outline.iter().filter(|e| e.level == 2 && e.page == page && page > 0) {
            // The head of an initiative goes on with its tally; the same words may stand in a quote.
            let title = without_blanks(&entry.title);
            let heads = text.match_indices(&title).map(|(at, _)| &text[at + title.len()..]);
            let after = heads.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).last().expect("its head");
            assert!(after.contains('◆'), "{title} stands last on page {}", page + 1);
        }
    }
    assert!(pages.size(count).is_none() && pages.text(count).is_empty() && pages.image(count, 1.0).is_none());
}

#[test]
fn the_pdf_is_accessible_dated_and_the_same_each_time() {
    let pdf = seed_pages().pdf().expect("PDF/UA-1");
    let has = |needle: &str| pdf.windows(needle.len()).any(|window| window == needle.as_bytes());
    assert!(pdf.starts_with(b"%PDF-1.7"));
    for mark in ["pdfuaid", "/Outlines", "/StructTreeRoot", "zh-CN", "2026-03-01"] {
        assert!(has(mark), "{mark}");
    }
    let options = PaperOptions { date: Some("2026-03-01".to_owned()), ..PaperOptions::default() };
    let again = typeset(seed_comparison(), &options, bundled_fonts()).expect("typesets").pdf().expect("PDF/UA-1");
    assert!(pdf == again, "the same bytes");
}

#[test]
fn a_page_is_a_picture_of_the_size_asked_for() {
    let picture = seed_pages().image(0, 0.5).expect("page");
    assert_eq!((picture.width, picture.height), (421, 298));
    assert_eq!(picture.rgba.len(), 421 * 298 * 4);
    let dark = picture.rgba.chunks(4).filter(|p| p[0] < 100).count();
    assert!(dark > 200 && picture.rgba.chunks(4).all(|p| p[3] == 255), "{dark} dark pixels on an opaque page");
}

#[test]
fn pages_may_go_to_another_thread() {
    const fn sendable<T: Send + Sync + 'static>() {}
    sendable::<Pages>();
}

#[test]
fn no_text_stops_the_pages_and_markup_prints_as_it_stands() {
    let hostile = [
        "#panic(\"x\") #import \"@preview/x:1.0.0\": * $x^2$ *fett* _kursiv_ = Titel <b>垃圾分类</b> \\u{1F600} `code` [^9] @ref //x /*y*/ \"q\" '''。".to_owned(),
        "垃圾分类\u{202e}倒序\u{2066}文字\u{2069}\u{200b}\u{feff}\u{0}\u{7}\u{1b}。".to_owned(),
        "私用\u{e000}\u{f8ff}\u{10ffff}\u{fffe}、表情😀👨‍👩‍👧🇨🇳、藏文བོད་ཡིག、维文ئۇيغۇر、彝文ꆈꌠ、生僻字𠀀𬺰、合字é\u{301}\u{301}\u{301}、垃圾分类。".to_owned(),
        format!("{}垃圾分类{}。", "x".repeat(1500), "W".repeat(1500)),
        format!("{}垃圾分类{}", "。".repeat(3), "—".repeat(400)),
        format!("垃圾分类{}。", "\t\u{3000}\u{2003}\u{a0}空"),
    ];
    let text = format!("甲<i>街道2021年工作计划#x\n一、环境〔A，第9段〕◆$y$\n{}\n", hostile.join("\n"));
    let comparison = comparison_of(&[&text, "乙街道2021年工作计划\n一、环境\n做好垃圾分类。"], &["垃圾分类"]);
    let pages = pages(&comparison);
    pages.pdf().expect("PDF/UA-1");
    let text = whole_text(&pages);
    for printed in
        ["#panic(\"x\")#import\"@preview/x:1.0.0\":*$x^2$*fett*_kursiv_=Titel<b>垃圾分类</b>", "藏文〓", "U+0F56", "U+1F600", "字库中没有"]
    {
        assert!(text.contains(printed), "{printed} in {text}");
    }
    assert!(!text.contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{e000}', '\u{1b}']));
}

#[test]
fn every_block_of_unicode_can_be_printed() {
    let all: String = (0x20..0x11_0000_u32).step_by(61).filter_map(char::from_u32).filter(|c| !"。！？!?；;\n".contains(*c)).collect();
    let chars: Vec<char> = all.chars().collect();
    let lines: String = chars.chunks(150).map(|chunk| format!("垃圾分类{}。\n", chunk.iter().collect::<String>())).take(12).collect();
    let first = format!("甲街道2021年工作计划\n一、环境\n{lines}");
    let comparison = comparison_of(&[&first, &first], &["垃圾分类"]);
    pages(&comparison).pdf().expect("PDF/UA-1");
}

#[test]
fn thirty_documents_fit_on_the_pages() {
    let texts: Vec<String> = (0..30)
        .map(|k| {
            let more = if k % 7 == 0 { "建设口袋公园，方便居民就近休憩。" } else { "" };
            format!("长名称测试街道办事处2021年工作计划\n一、环境\n推进第{k}批垃圾分类，巩固提升创建成果。{more}\n")
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let comparison = comparison_of(&texts, &["垃圾分类", "口袋公园"]);
    let options = PaperOptions { size: PaperSize::A3, ..PaperOptions::default() };
    for options in [PaperOptions::default(), options] {
        let pages = typeset(&comparison, &options, bundled_fonts()).expect("typesets");
        pages.pdf().expect("PDF/UA-1");
        let text = whole_text(&pages);
        let (standing, all) = standing_quotes(&comparison, &options, &text);
        assert_eq!((standing, all), (35, 35));
        assert_margins(&pages);
        assert!(text.contains("未提及（25份）：B、C、D、E、F、G、I"), "those that lack it are named");
    }
}

/// Nothing is set within 12 points of an edge of any page: what does not fit would run through the foot and off the sheet.
fn assert_margins(pages: &Pages) {
    const SCALE: f64 = 0.5;
    const EDGE: usize = 6;
    for page in 0..pages.count() {
        let picture = pages.image(page, SCALE).expect("page");
        let (width, height) = (picture.width as usize, picture.height as usize);
        let at_edge = |k: usize| {
            let (x, y) = (k % width, k / width);
            x < EDGE || y < EDGE || x + EDGE >= width || y + EDGE >= height
        };
        let marked = picture.rgba.chunks(4).enumerate().filter(|(k, pixel)| at_edge(*k) && pixel[..3] != [255; 3]).count();
        assert_eq!(marked, 0, "pixels at the edge of page {} of {}", page + 1, pages.count());
    }
}

#[test]
fn the_longest_quotes_and_words_stay_on_the_sheet() {
    let heading = "持续深化城市精细化管理全面提升社区环境品质和居民生活质量水平不断增强获得感幸福感安全感";
    let sentence = |k: usize| format!("{}第{k}轮垃圾分类{}。", "统筹推进各项工作".repeat(18), "落实长效管理机制".repeat(20));
    let body = |n: usize| -> String { (1..=n).map(|k| format!("（{k}）{heading}\n{}\n", sentence(k))).collect() };
    let word = "Supercalifragilistic".repeat(150);
    let text = |n: usize| {
        let body = body(n);
        format!("{heading}{heading}2021年工作计划\n一、{heading}\n（一）{heading}\n1.{heading}\n{body}一句{word}垃圾分类{word}。\n")
    };
    let name = format!("{}.txt", "long-file-name-".repeat(16));
    let documents = |counts: [usize; 5]| -> Vec<Arc<Document>> {
        counts.iter().flat_map(|n| crate::support::documents(&name, text(*n).as_bytes())).map(Arc::new).collect()
    };
    let (lexicon, _) = Lexicon::new(&[("t", "[[initiative]]\nname = \"垃圾分类\"\ncategory = \"环境\"\n")]);
    for (counts, quotes) in [([6; 5], 20), ([6, 1, 1, 1, 1], 12)] {
        let comparison = compare(documents(counts), &lexicon, None);
        for size in [PaperSize::A4, PaperSize::A3] {
            let options = PaperOptions { size, ..PaperOptions::default() };
            let pages = typeset(&comparison, &options, bundled_fonts()).expect("typesets");
            let (standing, all) = standing_quotes(&comparison, &options, &whole_text(&pages));
            assert_eq!((standing, all), (quotes, quotes));
            assert_margins(&pages);
        }
    }
}

/// A plan with a table of so many columns.
fn plan_with_table(street: &str, columns: usize) -> String {
    let names = ["序号", "重点任务", "目标", "责任单位", "完成时限", "备注"];
    let rows = [
        ["1", "巩固生活垃圾分类实效，完善收运体系，做好可回收物中转", "居住区达标率95%以上", "城管中心", "12月底", "区级项目"],
        ["2", "推进既有多层住宅加装电梯，做到能装尽装、愿装快装", "完工30台", "房管所", "11月底", "民生实事"],
    ];
    let line = |cells: &[&str; 6]| cells[..columns].join("\t");
    let table: Vec<String> = std::iter::once(&names).chain(&rows).map(line).collect();
    format!(
        "{street}2024年工作要点\n一、重点任务\n全年重点任务如下表所列，请各部门认真落实。\n{}\n二、保障\n做好垃圾分类。\n",
        table.join("\n")
    )
}

#[test]
fn rows_of_tables_stand_as_tables_and_their_quotes_stand_verbatim() {
    let texts = [
        plan_with_table("甲街道", 3),
        plan_with_table("乙街道", 4),
        plan_with_table("丙街道", 6),
        "丁街道2024年工作要点\n一、环境\n做好垃圾分类。".to_owned(),
        "戊街道2024年工作要点\n一、环境\n整治河道。".to_owned(),
    ];
    for count in [3, 5] {
        let texts: Vec<&str> = texts[5 - count..].iter().map(String::as_str).collect();
        let comparison = comparison_of(&texts, &["垃圾分类", "加装电梯"]);
        for size in [PaperSize::A4, PaperSize::A3] {
            let options = PaperOptions {
                size,
                initiatives: Some(["垃圾分类", "加装电梯"].map(InitiativeId::of_name).to_vec()),
                ..PaperOptions::default()
            };
            let pages = typeset(&comparison, &options, bundled_fonts()).expect("typesets");
            pages.pdf().expect("PDF/UA-1");
            let text = whole_text(&pages);
            let (standing, all) = standing_quotes(&comparison, &options, &text);
            assert!(standing == all && text.matches('◆').count() == all, "{standing} of {all} in {text}");
            assert!(text.contains("备注：") && text.contains("责任单位"), "names of the columns: {text}");
            assert_margins(&pages);
            if let Ok(path) = std::env::var("PAPER_PICTURE") {
                for page in 0..pages.count() {
                    let picture = pages.image(page, 1.6).expect("page");
                    let path = format!("{path}-{count}-{size:?}-{page}.ppm");
                    let mut bytes = format!("P6 {} {} 255\n", picture.width, picture.height).into_bytes();
                    bytes.extend(picture.rgba.chunks(4).flat_map(|p| p[..3].to_vec()));
                    std::fs::write(path, bytes).expect("written");
                }
            }
        }
    }
}

#[test]
fn with_nothing_to_compare_there_is_a_page_that_says_so() {
    for (texts, said) in
        [(&[][..], "没有文档"), (&["甲街道2021年工作计划\n推进垃圾分类。"], "只有一份文档"), (&["今天", "明天"], "没有共有事项")]
    {
        let pages = pages(&comparison_of(texts, &["垃圾分类"]));
        assert_eq!(pages.count(), 1);
        pages.pdf().expect("PDF/UA-1");
        assert!(whole_text(&pages).contains(said), "{said}");
    }
}

#[test]
fn chosen_initiatives_are_printed_also_where_only_one_document_has_them() {
    let comparison =
        comparison_of(&["甲街道2021年工作计划\n推进垃圾分类。", "乙街道2021年工作计划\n整治河道。"], &["垃圾分类", "整治河道"]);
    let options = PaperOptions { initiatives: Some(vec![InitiativeId::of_name("整治河道")]), ..PaperOptions::default() };
    let pages = typeset(&comparison, &options, bundled_fonts()).expect("typesets");
    let titles: Vec<String> = pages.outline().into_iter().map(|e| e.title).collect();
    assert!(titles.contains(&"整治河道".to_owned()) && !titles.contains(&"垃圾分类".to_owned()), "{titles:?}");
    assert!(whole_text(&pages).contains("未提及"));
}

#[test]
fn a_day_that_is_none_and_faces_that_are_missing() {
    let comparison = comparison_of(&["甲街道2021年工作计划\n推进垃圾分类。"], &["垃圾分类"]);
    let options = PaperOptions { date: Some("2026-02-31".to_owned()), ..PaperOptions::default() };
    typeset(&comparison, &options, bundled_fonts()).expect("typesets").pdf().expect("PDF/UA-1");
    let error = typeset(&comparison, &options, &[]).expect_err("no faces");
    assert!(error.to_string().contains("字体"), "{error}");
}
