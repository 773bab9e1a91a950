//! Encodings, line ends, sizes and oddities at the edge: what is read all the same, and what is refused with its limit.

use encoding_rs::{BIG5, GB18030, GBK};
use jiedu::import::{Encoding, ImportError, MAX_BYTES, import};
use jiedu::structure::{Document, SectionKind};

use crate::support::{documents, with_all_undone};

const PLAN: &str = "和平街道2024年工作要點\n\n一、民生保障\n推進垃圾分類和既有多層住宅加裝電梯，辦好十五分鐘生活圈。\n\n二、基層治理\n深化一網統管，完善網格化管理。\n";

fn one(bytes: &[u8]) -> Document {
    let mut all = documents("plan.txt", bytes);
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn codes(document: &Document) -> Vec<&'static str> {
    document.diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn short_texts_in_each_encoding_are_read_alike() {
    let utf16 = |to: fn(u16) -> [u8; 2]| PLAN.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
    let simplified = PLAN.replace('點', "点").replace('網', "网");
    let cases: [(&str, Vec<u8>, Encoding); 8] = [
        ("UTF-8", PLAN.into(), Encoding::Utf8),
        ("UTF-8 with a mark", ["\u{feff}", PLAN].concat().into(), Encoding::Utf8),
        ("UTF-16LE", little.clone(), Encoding::Utf16Le),
        ("UTF-16LE with a mark", [&b"\xFF\xFE"[..], &little].concat(), Encoding::Utf16Le),
        ("UTF-16BE", big.clone(), Encoding::Utf16Be),
        ("UTF-16BE with a mark", [&b"\xFE\xFF"[..], &big].concat(), Encoding::Utf16Be),
        ("Big5", BIG5.encode(PLAN).0.into_owned(), Encoding::Big5),
        ("GB18030", GB18030.encode(PLAN).0.into_owned(), Encoding::Gb18030),
    ];
    for (name, bytes, encoding) in cases {
        let imported = import("plan.txt", &bytes).expect(name);
        assert_eq!((imported.encoding, imported.body.text.as_str()), (Some(encoding), PLAN), "{name}");
        assert_eq!(one(&bytes).sections.len(), 3, "{name}");
    }
    let gbk = import("plan.txt", &GBK.encode(&simplified).0).expect("GBK");
    assert_eq!((gbk.encoding, gbk.body.text), (Some(Encoding::Gb18030), simplified));
}

#[test]
fn every_kind_of_line_end_gives_the_same_document() {
    let text = PLAN.replace("\n\n", "\n");
    let plain = one(text.as_bytes());
    let mut ends = ["\r\n", "\r", "\n"].iter().cycle();
    let mixed: String = text.split_inclusive('\n').map(|line| line.replace('\n', ends.next().expect("a circle"))).collect();
    for other in [text.replace('\n', "\r\n"), text.replace('\n', "\r"), mixed] {
        let read = one(other.as_bytes());
        assert_eq!(read.text, plain.text, "{other:?}");
        assert_eq!(read.sections, plain.sections);
        assert_eq!(with_all_undone(&read), other);
    }
}

#[test]
fn a_text_above_the_limit_is_refused_with_the_limit() {
    let bytes = vec![b'a'; usize::try_from(MAX_BYTES).expect("size") + 1];
    let error = import("long.txt", &bytes).expect_err("too large");
    assert_eq!(error, ImportError::TooLarge { bytes: MAX_BYTES + 1 });
    assert!(error.to_string().contains("65 MB") && error.to_string().contains("64 MB"), "{error}");
}

#[test]
fn unpaired_footnote_marks_are_told_and_nothing_is_lost() {
    let head = "和平街道2024年工作要点\n一、民生\n";
    let cases = [
        ("a note without a mark", "推进垃圾分类工作。\n¹ 一网通办：政务服务集成。\n", "footnote-without-mark"),
        ("a mark without a note", "推进“一网通办”³改革。\n", "footnote-mark-without-note"),
        ("a bracketed mark without a note", "推进“一网通办”[^7]改革。\n", "footnote-mark-without-note"),
        ("the same mark twice", "推进“一网通办”¹改革，深化“一网统管”¹建设。\n¹ 一网通办：政务服务集成。\n", "footnote-mark-repeated"),
        (
            "marks out of order",
            "深化“一网统管”²建设，推进“一网通办”¹改革。\n¹ 一网通办：政务服务集成。\n² 一网统管：城市运行管理。\n",
            "footnote-out-of-order",
        ),
    ];
    for (name, body, code) in cases {
        let source = format!("{head}{body}");
        let document = one(source.as_bytes());
        assert!(codes(&document).contains(&code), "{name}: {:?}", document.diagnostics);
        assert_eq!(with_all_undone(&document), source, "{name}");
        let han = |text: &str| {
            let mut all: Vec<char> = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
            all.sort_unstable();
            all
        };
        assert_eq!(han(&document.text), han(&source), "{name}");
        for diagnostic in &document.diagnostics {
            assert!(document.text.get(diagnostic.span.range()).is_some(), "{name}");
        }
    }
}

#[test]
fn paired_marks_and_powers_are_no_slip() {
    let text = "和平街道2024年工作要点\n一、民生\n推进“一网通办”¹改革，新增绿地300m²，深化“一网统管”²建设。\n¹ 一网通办：集成。\n² 一网统管：管理。\n";
    let document = one(text.as_bytes());
    assert_eq!(document.footnotes.iter().filter(|note| note.anchor.is_some()).count(), 2);
    assert!(!codes(&document).iter().any(|code| code.starts_with("footnote")), "{:?}", document.diagnostics);
}

#[test]
fn ten_thousand_headings_are_all_in_the_outline() {
    let mut text = String::from("和平街道2024年工作要点\n");
    for k in 0..10_000 {
        text.push_str(&format!("{}.做好第{k}项工作\n推进第{k}项任务落地见效，完善长效机制。\n", k % 99 + 1));
    }
    let document = one(text.as_bytes());
    let headings: Vec<&str> = document.sections.iter().filter(|s| s.kind == SectionKind::Heading).map(|s| s.title.as_str()).collect();
    assert_eq!(headings.len(), 10_000);
    assert_eq!((headings[0], headings[9_999]), ("做好第0项工作", "做好第9999项工作"));
}
