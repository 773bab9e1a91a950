//! Properties that hold for any text at all.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiedu::compare::{Status, compare};
use jiedu::import::import;
use jiedu::initiative::Lexicon;
use jiedu::report::{comparison_to_json, documents_to_json};
use jiedu::structure::{Document, read};
use jiedu::text::{Span, clauses, fold, sentences};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::{imported, segmenter, with_all_undone};

/// Pieces that cleaning and the outline decide by, and that meet in every order here.
pub const PIECES: &[&str] = &[
    "加强",
    "街道",
    "垃圾分类",
    "一网统管",
    "工作",
    "推进",
    "的",
    "和",
    "社区",
    "２０２１年",
    "2024",
    "15分钟",
    "十五分钟生活圈",
    "一刻钟",
    "。",
    "，",
    "、",
    "；",
    "：",
    "！",
    "“",
    "”",
    "\"",
    "《",
    "》",
    "（",
    "）",
    "(",
    ")",
    "—",
    "…",
    "·",
    "\n",
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{2028}",
    "\t",
    " ",
    "  ",
    "\u{3000}\u{3000}",
    "\u{a0}",
    "\u{2002}",
    "一、",
    "二、",
    "（一）",
    "(二)",
    "1.",
    "1、",
    "２．",
    "（1）",
    "3)",
    "①",
    "⑵",
    "㈠",
    "第一部分",
    "第二章 ",
    "第三节",
    "一是",
    "二是",
    "1.1 ",
    "十一、",
    "¹",
    "²",
    "³",
    "¹²",
    "⁰",
    "[^1]",
    "[^1]: ",
    "^{1}",
    "^{2 数字化：",
    "^{1 &}quot;",
    "$^{3}$",
    "\n¹ 名词：解释。\n",
    "\n2 ",
    "证码合一4",
    "**",
    "**",
    "#",
    "## ",
    "\n# ",
    "\\*",
    "\\.",
    "[bookmark: _GoBack]",
    "[bookmark:",
    "&quot;",
    "&amp;",
    "&nbsp;",
    "---",
    "|",
    "| a |",
    "- 3 -",
    "\n— 12 —\n",
    "\n第 3 页\n",
    "\n7\n",
    "3/12",
    "\0",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\u{2066}",
    "\u{ad}",
    "\u{fffd}",
    "各办公室、各中心：",
    "关于印发《工作要点》的通知",
    "某街道办事处文件",
    "某府〔2024〕1号",
    "2024年1月9日",
    "（共印3份）",
    "附件：名单",
    "抄送：某区政府",
    "某街道2023年工作总结",
    "某街道2024年工作计划",
    "a",
    "B",
    "abc ",
    "App",
    "𠀀",
    "é",
    "ﬁ",
    "㎡",
    "5.60亿元",
    "100%",
    "坚持以人民为中心的发展思想统筹推进各项工作全面提升治理能力和服务水平不断增强群众获得感幸福感安全感",
    "\n坚持以人民为中心的发展思想，统筹推进各项工作，全面提升治理能力",
];

fn dirty_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[一-龥]{1,30}",
    ];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Text full of numbers: verbs, numerals, units and marks in every order.
fn measured_text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "新建",
        "达到",
        "同比增长",
        "为",
        "对",
        "占",
        "由",
        "完成",
        "服务",
        "不少于",
        "近",
        "2",
        "１，２００",
        "3.5",
        "1/3",
        "两",
        "一",
        "十二",
        "百",
        "万",
        "亿",
        "余",
        "个",
        "家",
        "台",
        "%",
        "百分之",
        "人次",
        "平方米",
        "元",
        "工作日",
        "以上",
        "左右",
        "老年助餐点",
        "小区",
        "（",
        "）",
        "“",
        "”",
        "[^1]",
        "，",
        "、",
        "。",
        "；",
        "—",
        "到",
        "第",
        "2021年",
        "6月底前",
        "和",
        "的",
        "等",
        "\t",
        "\n",
        " ",
        "A",
        "+",
    ];
    vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

/// Lines and paragraphs as people write them: what cleaning is for.
fn reasonable_text() -> impl Strategy<Value = String> {
    let sentence = "[一-龥]{4,24}(，[一-龥]{3,20}){0,4}。";
    let marker = proptest::sample::select(&["", "", "", "一、", "（二）", "1.", "一是", "第二部分 "][..]);
    let paragraph = (marker, vec(sentence, 1..5)).prop_map(|(marker, sentences)| format!("{marker}{}", sentences.concat()));
    let heading = ("(一、|（三）|2\\.)", "[一-龥]{5,18}").prop_map(|(number, title)| format!("{number}{title}"));
    let line = prop_oneof![3 => paragraph, 1 => heading];
    (vec(line, 1..12), proptest::sample::select(&["\n", "\n\n", "\r\n", "\n\u{3000}\u{3000}", " \n"][..]))
        .prop_map(|(lines, end)| lines.join(end))
}

fn read_all(text: &str) -> Vec<Document> {
    match import("某街道2024.txt", text.as_bytes()) {
        Ok(imported) => read(&Arc::new(imported), &BTreeSet::new()),
        Err(_) => Vec::new(),
    }
}

fn check_span(span: Span, text: &str, what: &str) {
    assert!(span.start <= span.end, "{what}: {span:?}");
    assert!(text.get(span.range()).is_some(), "{what}: {span:?} in {} bytes", text.len());
}

fn check_document(document: &Document) {
    let text = &document.text;
    let source = &document.source.body.text;
    for paragraph in &document.paragraphs {
        check_span(paragraph.span, text, "paragraph");
        assert!(!paragraph.span.of(text).contains('\n'), "a paragraph is one line");
        paragraph.strong.iter().for_each(|s| check_span(*s, text, "strong"));
    }
    assert!(document.paragraphs.windows(2).all(|w| w[0].span.end < w[1].span.start), "paragraphs in order");
    for (k, section) in document.sections.iter().enumerate() {
        check_span(section.span, text, "section");
        check_span(Span { start: section.span.start, end: section.body_end }, text, "section's body");
        assert!(section.span.of(text).starts_with(&section.number), "number of a section");
        assert!(section.parent.is_none_or(|p| p < k && document.sections[p].level < section.level), "parent of a section");
    }
    assert!(document.sections.windows(2).all(|w| w[0].span.start < w[1].span.start), "sections in order");
    for note in &document.footnotes {
        check_span(note.span, text, "footnote");
        if let Some(anchor) = note.anchor {
            assert!(text[anchor.0..].starts_with(&format!("[^{}]", note.mark)), "anchor of a footnote");
        }
    }
    for diagnostic in &document.diagnostics {
        check_span(diagnostic.span, text, "diagnostic");
    }
    for repair in &document.repairs {
        check_span(repair.span, text, "repair");
        check_span(repair.source, source, "source of a repair");
        assert_eq!(repair.span.of(text), repair.after);
        assert_eq!(repair.source.of(source), repair.before);
    }
    assert!(document.repairs.windows(2).all(|w| w[0].span.end <= w[1].span.start && w[0].id < w[1].id), "repairs in order");
    check_map(document);
}

fn check_map(document: &Document) {
    let mut at = 0;
    for segment in document.map.segments() {
        assert_eq!(segment.clean.start.0, at, "segments cover the clean text");
        assert!(!segment.clean.is_empty());
        at = segment.clean.end.0;
        check_span(segment.source, &document.source.body.text, "source of a segment");
        if segment.verbatim {
            assert_eq!(segment.clean.of(&document.text), segment.source.of(&document.source.body.text));
        }
    }
    assert_eq!(at, document.text.len(), "segments cover the clean text");
    for (start, _) in document.text.char_indices() {
        let source = document.map.to_source(jiedu::text::ByteOffset(start));
        assert!(document.source.body.text.is_char_boundary(source.0), "the way back ends on a character");
    }
}

/// Texts whose statements come again in other texts, in other orders, broken at any place.
fn statements() -> impl Strategy<Value = String> {
    const STATEMENTS: &[&str] = &[
        "以习近平新时代中国特色社会主义思想为指导，",
        "增强“四个意识”、坚定“四个自信”、",
        "开设一间老字号文化课堂、修缮一批骑楼街沿街立面、",
        "开设一间老字号的文化课堂；",
        "深化“十五分钟便民生活圈”建设[^1]，",
        "深化\"15 分钟便民生活圈\"建设。",
        "推进垃圾分类",
    ];
    let piece = prop_oneof![3 => proptest::sample::select(STATEMENTS), 2 => proptest::sample::select(PIECES)];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_all_repairs_gives_the_imported_text_back(text in dirty_text()) {
        for document in read_all(&text) {
            prop_assert_eq!(with_all_undone(&document), &document.source.body.text[..]);
        }
    }

    #[test]
    fn every_offset_lies_inside_its_text_on_a_character(text in dirty_text()) {
        read_all(&text).iter().for_each(check_document);
    }

    #[test]
    fn measures_lie_inside_their_sentences_in_order(text in measured_text()) {
        for document in read_all(&text) {
            let measures = jiedu::measure::find(&document);
            prop_assert!(measures.is_sorted_by_key(|m| m.span.start));
            for measure in &measures {
                check_span(measure.span, &document.text, "measure");
                prop_assert!(!measure.span.is_empty() && measure.sentence.contains(measure.span));
                prop_assert!(measure.clause.contains(measure.span), "{:?}", measure);
                prop_assert!(!measure.action.is_empty() || !measure.object.is_empty());
                if let Some(span) = measure.object_span {
                    check_span(span, &document.text, "object");
                    prop_assert!(measure.sentence.contains(span));
                }
            }
        }
    }

    #[test]
    fn mentions_and_pairs_lie_inside_their_documents(texts in vec(dirty_text(), 1..4)) {
        let documents: Vec<Arc<Document>> = texts.iter().flat_map(|t| read_all(t)).map(Arc::new).collect();
        let comparison = compare(documents, lexicon(), Some(segmenter()));
        for mention in comparison.initiatives.iter().flat_map(|i| &i.mentions) {
            let document = &comparison.documents[mention.document];
            check_span(mention.span, &document.text, "mention");
            prop_assert!(!mention.span.is_empty() && !mention.span.of(&document.text).contains('\n'));
            prop_assert!(mention.section.is_none_or(|s| s < document.sections.len()));
        }
        for pair in &comparison.alignment {
            prop_assert!(pair.a.document < pair.b.document && (0.0..=1.0).contains(&pair.score));
            prop_assert!(pair.b.section < comparison.documents[pair.b.document].sections.len());
        }
    }

    #[test]
    fn followups_lie_inside_their_documents(plan in dirty_text(), summary in dirty_text(), shared in reasonable_text()) {
        let plan = format!("翠苑街道2024年工作计划\n一、任务\n{plan}\n{shared}");
        let summary = format!("翠苑街道2024年工作总结\n一、成效\n{shared}\n{summary}");
        let documents: Vec<Arc<Document>> = [plan, summary].iter().flat_map(|t| read_all(t)).map(Arc::new).collect();
        let comparison = compare(documents, lexicon(), None);
        for followup in &comparison.followups {
            for place in followup.plan.iter().chain(&followup.result) {
                let text = &comparison.documents[place.document].text;
                check_span(place.span, text, "follow-up");
                prop_assert!(!place.span.of(text).trim().is_empty() && !place.span.of(text).contains('\n'));
            }
            prop_assert_eq!(followup.plan.is_none(), followup.status == Status::Unplanned);
            prop_assert_eq!(followup.result.is_none(), followup.status == Status::NotMentioned);
            prop_assert!(followup.measures.iter().all(|k| *k < comparison.measures.len()) && !followup.why.is_empty());
        }
    }

    #[test]
    fn passages_that_correspond_are_short_and_lie_in_one_paragraph(texts in vec(statements(), 2..4)) {
        let documents: Vec<Arc<Document>> = texts.iter().flat_map(|t| read_all(t)).map(Arc::new).collect();
        let comparison = compare(documents, lexicon(), None);
        for pair in &comparison.parallels {
            prop_assert!(pair.a.document < pair.b.document && (0.0..=1.0).contains(&pair.similarity) && !pair.why.is_empty());
            for place in [pair.a, pair.b] {
                let text = &comparison.documents[place.document].text;
                check_span(place.span, text, "passage");
                let passage = place.span.of(text);
                prop_assert!(!passage.is_empty() && !passage.contains('\n') && passage.chars().count() <= 250, "{passage:?}");
            }
        }
        for pair in comparison.formulae.windows(2) {
            prop_assert!((pair[0].place.document, pair[0].place.span.end) <= (pair[1].place.document, pair[1].place.span.end));
        }
        for formula in &comparison.formulae {
            let text = &comparison.documents[formula.place.document].text;
            check_span(formula.place.span, text, "formula");
            prop_assert!(!formula.place.span.is_empty() && !formula.place.span.of(text).contains('\n'));
        }
    }

    #[test]
    fn the_same_input_gives_the_same_bytes(texts in vec(dirty_text(), 1..3)) {
        let once = || {
            let documents: Vec<Arc<Document>> = texts.iter().flat_map(|t| read_all(t)).map(Arc::new).collect();
            let read = documents_to_json(documents.iter().map(AsRef::as_ref)).expect("JSON");
            (read, comparison_to_json(&compare(documents, lexicon(), Some(segmenter()))).expect("JSON"))
        };
        prop_assert_eq!(once(), once());
    }

    #[test]
    fn undoing_one_group_leaves_the_others(text in dirty_text()) {
        for document in read_all(&text) {
            for group in document.repairs.iter().map(|r| r.group).collect::<BTreeSet<u32>>() {
                for again in read(&document.source, &BTreeSet::from([group])) {
                    check_document(&again);
                    prop_assert!(again.repairs.iter().all(|r| r.group != group));
                    if again.part == document.part {
                        let others = document.repairs.iter().filter(|r| r.group != group).map(|r| r.id);
                        prop_assert_eq!(again.repairs.iter().map(|r| r.id).collect::<Vec<_>>(), others.collect::<Vec<_>>());
                    }
                    prop_assert_eq!(with_all_undone(&again), &document.source.body.text[..]);
                }
            }
        }
    }

    #[test]
    fn undoing_everything_shows_the_imported_text(text in dirty_text()) {
        let all = read_all(&text);
        let groups: BTreeSet<u32> = all.iter().flat_map(|d| d.repairs.iter().map(|r| r.group)).collect();
        if let [document] = &all[..] {
            let raw = read(&document.source, &groups);
            prop_assert!(raw.iter().all(|d| d.text == document.source.body.text && d.repairs.is_empty()));
        }
    }

    #[test]
    fn a_clean_text_is_left_alone(text in reasonable_text()) {
        for document in read_all(&text) {
            let again: String = read_all(&document.text).iter().map(|d| d.text.as_str()).collect();
            prop_assert_eq!(&again, &document.text);
        }
    }

    #[test]
    fn import_takes_any_bytes(bytes in vec(any::<u8>(), 0..400)) {
        if let Ok(imported) = import("x.txt", &bytes) {
            read(&Arc::new(imported), &BTreeSet::new()).iter().for_each(check_document);
        }
    }

    #[test]
    fn import_takes_any_bytes_after_a_mark(mark in 0_usize..3, bytes in vec(any::<u8>(), 0..200)) {
        let mark: &[u8] = [&b"\xFF\xFE"[..], b"\xFE\xFF", b"\xEF\xBB\xBF"][mark];
        if let Ok(imported) = import("x.txt", &[mark, &bytes].concat()) {
            prop_assert!(imported.body.notes.iter().all(|n| imported.body.text.get(n.span.range()).is_some()));
        }
    }

    #[test]
    fn import_keeps_every_character(text in dirty_text()) {
        if let Ok(imported) = import("x.txt", text.as_bytes())
            && imported.encoding == Some(jiedu::import::Encoding::Utf8)
        {
            prop_assert_eq!(imported.body.text.as_bytes(), &text.as_bytes()[imported.bom_bytes..]);
        }
    }

    #[test]
    fn sentences_and_clauses_cover_the_text(text in dirty_text()) {
        for spans in [sentences(&text), clauses(&text)] {
            prop_assert_eq!(spans.iter().map(|s| s.of(&text)).collect::<String>(), text.clone());
        }
    }

    #[test]
    fn folding_leads_back(text in dirty_text()) {
        let folded = fold(&text);
        for (at, c) in folded.text.char_indices() {
            let span = folded.source_span(at, at + c.len_utf8());
            prop_assert!(text.get(span.range()).is_some_and(|s| !s.is_empty()));
        }
    }

    #[test]
    fn han_characters_are_never_lost(text in dirty_text()) {
        let han = |text: &str| {
            let mut all: Vec<char> = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
            all.sort_unstable();
            all
        };
        let dropped = |d: &Document| d.repairs.iter().any(|r| matches!(r.kind.code(), "running-head" | "page-number" | "bookmark" | "other-part" | "contents" | "web-page"));
        for document in read_all(&text).iter().filter(|d| !dropped(d)) {
            prop_assert_eq!(han(&document.text), han(&document.source.body.text));
        }
    }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
    LEXICON.get_or_init(Lexicon::builtin)
}

#[test]
fn an_imported_text_is_what_the_file_says() {
    let text = imported("a/b\\c.txt", "一、总则\n".as_bytes());
    assert_eq!((text.name.as_str(), text.body.text.as_str()), ("a/b/c.txt", "一、总则\n"));
}
