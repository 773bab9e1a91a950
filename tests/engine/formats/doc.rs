//! .doc: what Word's older format and WPS Writer's container bring, and what is said of files that cannot be read.

use std::io::Write as _;

use jiedu::import::{ApartKind, Body, Foreign, Format, HintKind, ImportError, Imported, NoteCode, Place, import};
use jiedu::text::ByteOffset;

use super::{headings, headings_found, imported, refusal, similarity, stretches, tagged, testdata, truth};

#[test]
fn the_known_text_is_there_with_every_heading_and_its_number() {
    let doc = imported("own__gw.doc");
    assert_eq!(doc.format, Format::Doc);
    let similarity = similarity(&doc.body.text, &truth());
    assert!(similarity >= 0.995, "{similarity}");
    assert_eq!(headings_found(&doc), 19);
    let of_level = |level: u8| headings(&doc).iter().filter(|(l, _)| *l == level).count();
    assert_eq!((of_level(1), of_level(2)), (tagged("H1").len(), tagged("H2").len()));
    assert_eq!(stretches(&doc, |kind| *kind == HintKind::Title), tagged("T"));
    let numbers = stretches(&doc, |kind| *kind == HintKind::Number);
    assert_eq!(numbers[..5], ["一、", "（一）", "（二）", "（三）", "二、"]);
}

#[test]
fn bold_is_a_hint() {
    let bold = stretches(&imported("own__gw.doc"), |kind| matches!(kind, HintKind::Bold { .. }));
    assert!(bold.contains(&"强化载体招商。".to_owned()), "{bold:?}");
}

#[test]
fn tables_have_rows_and_cells() {
    let doc = imported("own__gw.doc");
    let rows: Vec<Vec<&str>> =
        doc.body.tables[0].rows.iter().map(|row| row.iter().map(|cell| cell.span.of(&doc.body.text)).collect()).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1], ["1", "既有多层住宅加装电梯20台", "社区建设办", "2025年12月"]);
    let cells: Vec<String> = rows.iter().map(|row| row.concat()).collect();
    assert_eq!(cells, tagged("R"));
}

#[test]
fn a_footnote_stands_at_its_place_and_revisions_are_resolved() {
    let doc = imported("own__gw.doc");
    let text = &doc.body.text;
    assert!(text.contains("国际精品城区贡献力量。[^1]\n"));
    assert!(text.ends_with("\n[^1]: 脚注：三级三系服务机制说明。\n"));
    assert!(text.contains("新增修订文字。") && !text.contains("删去修订文字"));
    let codes: Vec<NoteCode> = doc.body.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, [NoteCode::RevisionInserted, NoteCode::RevisionDeleted]);
    let at = doc.body.notes[0].span.start.0;
    assert!(text[at..].starts_with("新增修订文字。"), "{}", &text[at..at + 30]);
    let apart: Vec<(ApartKind, &str)> = doc.body.apart.iter().map(|a| (a.kind, a.text.as_str())).collect();
    assert_eq!(apart, [(ApartKind::Deleted, "删去修订文字。"), (ApartKind::PageNumber, "— 11 —")]);
}

#[test]
fn every_character_of_the_body_knows_its_paragraph() {
    let doc = imported("own__gw.doc");
    let line = |text: &str| ByteOffset(doc.body.text.find(text).expect(text));
    assert_eq!(doc.place(line("关于印发")), Some(Place::Run { paragraph: 0, run: 0 }));
    assert_eq!(doc.place(line("紧扣")).map(paragraph), Some(7));
    assert_eq!(doc.place(line("一、抓牢")), None, "import wrote the number");
}

fn paragraph(place: Place) -> u32 {
    match place {
        Place::Run { paragraph, .. } => paragraph,
        Place::Rect { .. } => panic!("no page in a .doc"),
    }
}

#[test]
fn lists_of_all_kinds_are_counted() {
    let doc = imported("poi__Lists.doc");
    for line in ["1.Ordered list 1", "3.OL 3", "2.2.2.1.OL 2.2.2.1", "2.2.3.OL 2.2.3", "3.OL 3", "• UL 2", "• ML 4:1", "Indented twice"]
    {
        assert!(doc.body.text.lines().any(|l| l == line), "{line} in {}", doc.body.text);
    }
    assert_eq!(headings(&doc), [(1, "Heading Level 1".to_owned())]);
    let without_table = imported("poi__ListEntryNoListTable.doc");
    assert_eq!(without_table.body.text, "Coucou\nTable 3. System capacity\n");
}

#[test]
fn merged_cells_are_one_and_the_title_is_read_in_its_code_page() {
    let doc = imported("poi__TestChineseProperties.doc");
    assert_eq!(doc.body.properties.title.as_deref(), Some("參考資料"));
    let rows = &doc.body.tables[0].rows;
    assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1, 1]);
    assert_eq!(rows[0].iter().map(|cell| cell.rows).collect::<Vec<_>>(), [3, 1, 3]);
    assert_eq!(rows[0][0].span.of(&doc.body.text), "世界雅虎");
}

#[test]
fn word_6_and_95_give_their_text() {
    let text = |name: &str| imported(name).body.text;
    assert_eq!(text("poi__Word6.doc"), "The quick brown fox jumps over the lazy dog\n");
    assert_eq!(text("poi__Word6_sections.doc"), "This is a test.\nThis is a new section.\n");
    let doc = imported("poi__Word95.doc");
    assert_eq!(doc.body.text.lines().nth(2), Some("Paragraph 3. Has some RED text and some BLUE BOLD text in it."));
    assert_eq!(stretches(&doc, |kind| matches!(kind, HintKind::Bold { .. })), ["BLUE BOLD"]);
}

#[test]
fn what_is_encrypted_or_of_works_says_so() {
    for name in ["poi__PasswordProtected.doc", "poi__password_tika_binaryrc4.doc"] {
        assert_eq!(refusal(name), ImportError::Encrypted(Format::Doc), "{name}");
    }
    for name in ["tika__testWORKS.wps", "tika__testWORKS2000.wps", "tika__testWORKSWordProcessor4.0.wps"] {
        assert_eq!(refusal(name), ImportError::Unsupported(Foreign::Works), "{name}");
    }
}

#[test]
fn what_is_damaged_is_refused_by_name() {
    for name in ["hostile__trunc1.doc", "hostile__flip1.doc"] {
        let refusal = refusal(name);
        assert!(matches!(refusal, ImportError::Damaged { format: Format::Doc, .. }), "{name}: {refusal:?}");
        assert!(refusal.to_string().contains("请重新下载"), "{refusal}");
    }
}

/// However a file is cut or garbled, there is a text or a reason; and a text that lost something says so.
#[test]
fn damage_anywhere_gives_a_text_or_a_reason() {
    for name in ["own__gw.doc", "poi__Lists.doc", "poi__TestChineseProperties.doc", "poi__Word6.doc", "poi__Word95.doc"] {
        let whole = testdata(name);
        let mut seed = 1_u64;
        for round in 0..400 {
            let mut bytes = whole.clone();
            for _ in 0..1 + round % 4 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = (seed >> 33) as usize % bytes.len();
                bytes[at] = if round % 3 == 0 { 0xFF } else { (seed >> 20) as u8 };
            }
            if round % 5 == 0 {
                bytes.truncate(whole.len() * (round + 1) / 400);
            }
            if let Ok(read) = import(name, &bytes) {
                assert!(!read.body.text.trim().is_empty(), "{name}, round {round}");
                assert_spans(&read.body);
            }
        }
    }
}

fn assert_spans(body: &Body) {
    for span in body.hints.iter().map(|h| h.span).chain(body.origins.iter().map(|o| o.span)).chain(body.notes.iter().map(|n| n.span)) {
        assert!(body.text.get(span.start.0..span.end.0).is_some(), "{span:?}");
    }
}

/// Word 6 without a container, in the code page of China: the head says where the text is, and nothing else is there.
#[test]
fn a_bare_stream_of_word_6_in_gbk() {
    let text = encoding_rs::GBK.encode("一、街道工作\r第二段“引用”—完\r").0.into_owned();
    let mut bytes = vec![0_u8; 0x300];
    bytes[..4].copy_from_slice(&[0xDC, 0xA5, 101, 0]);
    put(&mut bytes, 0x06, &0x0804_u16.to_le_bytes());
    put(&mut bytes, 0x18, &0x300_u32.to_le_bytes());
    put(&mut bytes, 0x1C, &(0x300 + text.len() as u32).to_le_bytes());
    put(&mut bytes, 0x34, &(text.len() as u32).to_le_bytes());
    bytes.extend(&text);
    let doc = import("旧.doc", &bytes).expect("a text");
    assert_eq!(doc.body.text, "一、街道工作\n第二段“引用”—完\n");
    bytes[0x0B] = 1;
    assert_eq!(import("旧.doc", &bytes), Err(ImportError::Encrypted(Format::Doc)));
    bytes[..4].copy_from_slice(&[0xDB, 0xA5, 45, 0]);
    assert_eq!(import("旧.doc", &bytes), Err(ImportError::Unsupported(Foreign::Legacy)));
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
    bytes[at..at + value.len()].copy_from_slice(value);
}

/// A small Word 97 file: runs with their properties, paragraphs with theirs.
#[derive(Default)]
struct Small {
    /// Text of each run and its list of properties.
    runs: Vec<(&'static str, Vec<u8>)>,
    /// Properties of the paragraphs, by their order; the rest has none.
    paragraphs: Vec<Vec<u8>>,
    /// Further parts of the table stream: offset of the pair in the head, bytes.
    parts: Vec<(usize, Vec<u8>)>,
    /// Positions of the stories behind the body: where their lengths stand in the head, and how long they are.
    stories: Vec<(usize, u32)>,
}

impl Small {
    fn of(runs: Vec<(&'static str, Vec<u8>)>) -> Self {
        Self { runs, ..Self::default() }
    }

    fn read(&self) -> Imported {
        import("小.doc", &self.bytes()).expect("a text")
    }

    fn bytes(&self) -> Vec<u8> {
        const TEXT: usize = 0x600;
        let units: Vec<u16> = self.runs.iter().flat_map(|(text, _)| text.encode_utf16()).collect();
        let mut word = vec![0_u8; TEXT];
        word.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        word.resize(word.len().next_multiple_of(512), 0);
        let mut run_ends = vec![TEXT as u32];
        for (text, _) in &self.runs {
            run_ends.push(run_ends[run_ends.len() - 1] + 2 * text.encode_utf16().count() as u32);
        }
        let mut paragraph_ends = vec![TEXT as u32];
        let marks = units.iter().enumerate().filter(|(_, unit)| matches!(unit, 0x0D | 0x07));
        paragraph_ends.extend(marks.map(|(k, _)| (TEXT + 2 * (k + 1)) as u32));
        let run_lists: Vec<Vec<u8>> = self.runs.iter().map(|(_, list)| [vec![list.len() as u8], list.clone()].concat()).collect();
        let paragraph_lists: Vec<Vec<u8>> = (0..paragraph_ends.len() - 1)
            .map(|k| {
                let mut list = [vec![0, 0], self.paragraphs.get(k).cloned().unwrap_or_default()].concat();
                list.resize(list.len().next_multiple_of(2), 0);
                [vec![0, (list.len() / 2) as u8], list].concat()
            })
            .collect();
        let pages = (word.len() / 512) as u32;
        word.extend(page(&run_ends, &run_lists, 1));
        word.extend(page(&paragraph_ends, &paragraph_lists, 13));

        let total = units.len() as u32;
        let mut table = vec![0_u8; 4];
        let piece = [&[0; 2][..], &(TEXT as u32).to_le_bytes(), &[0; 2]].concat();
        let pieces = [&0_u32.to_le_bytes()[..], &total.to_le_bytes(), &piece].concat();
        let clx = [&[2][..], &(pieces.len() as u32).to_le_bytes(), &pieces].concat();
        let bin = |page: u32| [TEXT as u32, TEXT as u32 + 2 * total, page].iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
        let mut parts = vec![(0x1A2, clx), (0xFA, bin(pages)), (0x102, bin(pages + 1))];
        parts.extend(self.parts.clone());
        put(&mut word, 0, &[0xEC, 0xA5, 0xC1, 0]);
        put(&mut word, 0x0A, &0x1000_u16.to_le_bytes());
        let behind: u32 = self.stories.iter().map(|(_, len)| len).sum();
        put(&mut word, 0x4C, &(total - behind).to_le_bytes());
        for (at, len) in &self.stories {
            put(&mut word, *at, &len.to_le_bytes());
        }
        for (at, part) in parts {
            put(&mut word, at, &(table.len() as u32).to_le_bytes());
            put(&mut word, at + 4, &(part.len() as u32).to_le_bytes());
            table.extend(part);
        }
        let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("in memory");
        for (name, bytes) in [("/WordDocument", &word), ("/0Table", &table)] {
            file.create_stream(name).and_then(|mut stream| stream.write_all(bytes)).expect("in memory");
        }
        file.into_inner().into_inner()
    }
}

/// A page of properties: offsets, where each list stands, and the lists from the end.
fn page(ends: &[u32], lists: &[Vec<u8>], step: usize) -> Vec<u8> {
    let mut page = vec![0_u8; 512];
    for (k, end) in ends.iter().enumerate() {
        put(&mut page, k * 4, &end.to_le_bytes());
    }
    let mut at = 510;
    for (k, list) in lists.iter().enumerate() {
        at = (at - list.len()) & !1;
        put(&mut page, at, list);
        page[ends.len() * 4 + k * step] = (at / 2) as u8;
    }
    page[511] = lists.len() as u8;
    page
}

/// A property of one byte.
fn byte(code: u16, value: u8) -> Vec<u8> {
    [&code.to_le_bytes()[..], &[value]].concat()
}

const HIDDEN: u16 = 0x083C;
const BOLD: u16 = 0x0835;
const INSERTED: u16 = 0x0801;
const DELETED: u16 = 0x0800;
const IN_TABLE: u16 = 0x2416;
const ROW_END: u16 = 0x2417;
const OUTLINE: u16 = 0x2640;

#[test]
fn fields_give_their_results_and_hidden_text_stays_out() {
    let small = Small::of(vec![
        ("见\u{13}HYPERLINK \"http://a\"\u{14}附件\u{15}，共\u{13}IF \u{13}PAGE\u{14}3\u{15}\u{14}五\u{15}页", vec![]),
        ("不印", byte(HIDDEN, 1)),
        ("。\u{1}\u{8}非\u{1E}断\u{1F}字\u{B}换行\r", vec![]),
        ("粗", byte(BOLD, 1)),
        ("细\r", byte(BOLD, 0x80)),
    ]);
    let doc = small.read();
    assert_eq!(doc.body.text, "见附件，共五页。非-断字\u{B}换行\n粗细\n");
    assert_eq!(stretches(&doc, |kind| matches!(kind, HintKind::Bold { .. })), ["粗"]);
}

#[test]
fn a_field_that_never_ends_swallows_nothing() {
    let doc = Small::of(vec![("一\u{13}PAGE\r二\r三\r", vec![])]).read();
    assert_eq!(doc.body.text, "一PAGE\n二\n三\n");
}

#[test]
fn revisions_are_counted_and_a_deleted_mark_joins_paragraphs() {
    let doc = Small::of(vec![("甲", vec![]), ("乙", byte(INSERTED, 1)), ("丙\r", byte(DELETED, 1)), ("丁\r", vec![])]).read();
    assert_eq!(doc.body.text, "甲乙丁\n");
    assert_eq!(doc.body.apart.iter().map(|a| (a.kind, a.text.as_str())).collect::<Vec<_>>(), [(ApartKind::Deleted, "丙")]);
    assert!(doc.body.notes[0].message.contains("1 处"), "{:?}", doc.body.notes);
}

#[test]
fn outline_levels_are_headings_whatever_the_style() {
    let mut small = Small::of(vec![("总体要求\r正文\r", vec![])]);
    small.paragraphs = vec![byte(OUTLINE, 1)];
    assert_eq!(headings(&small.read()), [(2, "总体要求".to_owned())]);
}

#[test]
fn columns_are_counted_over_all_rows() {
    let cell = byte(IN_TABLE, 1);
    let row = |edges: &[i16]| {
        let mut operand = vec![edges.len() as u8 - 1];
        operand.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
        let count = (operand.len() as u16 + 1).to_le_bytes();
        [byte(IN_TABLE, 1), byte(ROW_END, 1), 0xD608_u16.to_le_bytes().to_vec(), count.to_vec(), operand].concat()
    };
    let mut small = Small::of(vec![("合并\u{7}右\u{7}\u{7}一\u{7}二\u{7}三\u{7}\u{7}后\r", vec![])]);
    small.paragraphs =
        [vec![cell.clone(), cell.clone(), row(&[0, 2000, 3000])], vec![cell.clone(), cell.clone(), cell, row(&[0, 1000, 2010, 3000])]]
            .concat();
    let doc = small.read();
    assert_eq!(doc.body.text, "合并\t右\n一\t二\t三\n后\n");
    let columns: Vec<Vec<u16>> = doc.body.tables[0].rows.iter().map(|row| row.iter().map(|cell| cell.columns).collect()).collect();
    assert_eq!(columns, [vec![2, 1], vec![1, 1, 1]]);
}

#[test]
fn notes_of_both_kinds_are_counted_together_and_comments_stand_apart() {
    let mut small = Small::of(vec![("甲\u{2}乙\u{2}丙\u{5}\r\u{2} 脚注\r\u{5}批注\r\u{2} 尾注\r", vec![])]);
    small.stories = vec![(0x50, 5), (0x5C, 4), (0x60, 5)];
    let plc =
        |positions: &[u32], data: usize| [positions.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>(), vec![0; data]].concat();
    // The endnote is called before the footnote.
    small.parts =
        vec![(0xAA, plc(&[3, 7], 2)), (0xB2, plc(&[0, 5], 0)), (0xC2, plc(&[0, 4], 0)), (0x20A, plc(&[1, 7], 2)), (0x212, plc(&[0, 5], 0))];
    let doc = small.read();
    assert_eq!(doc.body.text, "甲[^1]乙[^2]丙\n[^1]: 尾注\n[^2]: 脚注\n");
    assert_eq!(doc.body.apart.iter().map(|a| (a.kind, a.text.as_str())).collect::<Vec<_>>(), [(ApartKind::Annotation, "批注")]);
}

/// A list of two levels, 一、 and （一）, and two ways to name it; the second begins at five.
fn lists() -> Vec<(usize, Vec<u8>)> {
    let level = |pattern: &str| {
        let text: Vec<u8> = pattern.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&1_u32.to_le_bytes()[..], &[0x25], &[0; 10], &[2], &[0; 12], &[text.len() as u8 / 2, 0], &text].concat()
    };
    let head = [&[1, 0, 7, 0, 0, 0][..], &[0; 24]].concat();
    let levels = [vec![level("\0、"), level("（\u{1}）")], vec![level(""); 7]].concat().concat();
    let named = |levels: u8| [&[7, 0, 0, 0][..], &[0; 8], &[levels, 0, 0, 0]].concat();
    let start = [&[0xFF; 4][..], &5_u32.to_le_bytes(), &[0x10, 0, 0, 0]].concat();
    let plf_lfo = [&2_u32.to_le_bytes()[..], &named(0), &named(1), &[0xFF; 4], &start].concat();
    // The first part's length leaves the levels out, as Word does.
    vec![(0x2EA, plf_lfo), (0x2E2, [head, levels].concat())]
}

/// Paragraph in a list: which way, which level.
fn item(list: u8, level: u8) -> Vec<u8> {
    [&[0x0B, 0x46, list, 0][..], &byte(0x260A, level)].concat()
}

#[test]
fn lists_count_on_reset_deeper_levels_and_begin_where_they_are_told() {
    let mut small = Small::of(vec![("甲\r乙\r丙\r\r丁\r戊\r己\r文\r", vec![])]);
    small.paragraphs = vec![item(1, 0), item(1, 1), item(1, 1), item(1, 1), item(1, 0), item(1, 1), item(2, 0)];
    small.parts = lists();
    let doc = small.read();
    assert_eq!(doc.body.text, "一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊\n五、己\n文\n");
}

#[test]
fn a_column_of_numbers_is_counted() {
    let mut small = Small::of(vec![("\u{7}甲\u{7}\u{7}\u{7}乙\u{7}\u{7}", vec![])]);
    let (numbered, plain, end) =
        ([item(1, 0), byte(IN_TABLE, 1)].concat(), byte(IN_TABLE, 1), [byte(IN_TABLE, 1), byte(ROW_END, 1)].concat());
    small.paragraphs = vec![numbered.clone(), plain.clone(), end.clone(), numbered, plain, end];
    small.parts = lists();
    assert_eq!(small.read().body.text, "一、\t甲\n二、\t乙\n");
}

#[test]
fn a_text_box_follows_the_paragraph_that_anchors_it() {
    let mut small = Small::of(vec![("红头\u{8}\r正文\r框甲\r框乙\r", vec![])]);
    small.stories = vec![(0x64, 6)];
    let numbers = |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    // Shape 9 is anchored in the first paragraph; shape 8 nowhere.
    let shapes = [numbers(&[2, 7]), numbers(&[9]), vec![0; 22]].concat();
    let text = |shape: u32| [vec![0; 14], numbers(&[shape]), vec![0; 4]].concat();
    small.parts = vec![(0x1DA, shapes), (0x25A, [numbers(&[0, 3, 6]), text(8), text(9)].concat())];
    assert_eq!(small.read().body.text, "红头\n框乙\n正文\n框甲\n");
}

#[test]
fn property_pages_that_are_gone_cost_hints_and_no_text() {
    let mut small = Small::of(vec![("总体要求\r正文\r", byte(BOLD, 1))]);
    small.paragraphs = vec![byte(OUTLINE, 0)];
    // Both tables of pages point behind the end.
    let bin = [0_u32, 9_999, 9_999].iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    small.parts = vec![(0xFA, bin.clone()), (0x102, bin)];
    let doc = small.read();
    assert_eq!(doc.body.text, "总体要求\n正文\n");
    assert_eq!(doc.body.hints, []);
    assert_eq!(doc.body.notes.iter().map(|n| n.code).collect::<Vec<_>>(), [NoteCode::PartDamaged]);
}

#[test]
fn pieces_that_repeat_the_same_bytes_do_not_grow_a_file() {
    let mut small = Small::of(vec![("短\r", vec![])]);
    let count = 20_000_u32;
    let mut plc: Vec<u8> = (0..=count).flat_map(|k| (k * 100).to_le_bytes()).collect();
    plc.extend((0..count).flat_map(|_| [0, 0, 0, 6, 0, 0, 0, 0]));
    small.parts = vec![(0x1A2, [&[2][..], &(plc.len() as u32).to_le_bytes(), &plc].concat())];
    let bytes = small.bytes();
    let read = import("大.doc", &bytes);
    assert!(read.is_ok_and(|doc| doc.body.text.len() <= 4 * bytes.len()));
}
