//! .rtf: what Word, WPS and LibreOffice write, and what is said of files that break off.

use jiedu::import::{ApartKind, Format, HintKind, ImportError, Imported, NoteCode, Place, import};
use jiedu::text::ByteOffset;

use super::{headings, headings_found, imported, similarity, stretches, tagged, testdata, truth};

/// A document with a body.
fn small(body: &str) -> Imported {
    read(&format!(
        "{{\\rtf1\\ansi\\ansicpg936{{\\fonttbl{{\\f0\\fcharset134 SimSun;}}{{\\f1\\fcharset0 Arial;}}{{\\f2\\fcharset2 Wingdings;}}}}{body}}}"
    ))
}

fn read(rtf: &str) -> Imported {
    import("小.rtf", rtf.as_bytes()).unwrap_or_else(|error| panic!("{rtf}: {error}"))
}

fn text(body: &str) -> String {
    small(body).body.text
}

fn apart(doc: &Imported) -> Vec<(ApartKind, &str)> {
    doc.body.apart.iter().map(|a| (a.kind, a.text.as_str())).collect()
}

fn rows(doc: &Imported) -> Vec<Vec<(&str, u16, u16)>> {
    let cells = |row: &Vec<jiedu::import::Cell>| row.iter().map(|c| (c.span.of(&doc.body.text), c.columns, c.rows)).collect();
    doc.body.tables.iter().flat_map(|table| &table.rows).map(cells).collect()
}

#[test]
fn the_known_text_is_there_with_every_heading_and_its_number() {
    let rtf = imported("own__gw.rtf");
    assert_eq!(rtf.format, Format::Rtf);
    let similarity = similarity(&rtf.body.text, &truth());
    assert!(similarity >= 0.995, "{similarity}");
    assert_eq!(headings_found(&rtf), 19);
    let of_level = |level: u8| headings(&rtf).iter().filter(|(l, _)| *l == level).count();
    assert_eq!((of_level(1), of_level(2)), (tagged("H1").len(), tagged("H2").len()));
    assert_eq!(stretches(&rtf, |kind| *kind == HintKind::Title), tagged("T"));
    assert_eq!(stretches(&rtf, |kind| *kind == HintKind::Number)[..3], ["一、", "（一）", "（二）"]);
    let bold = stretches(&rtf, |kind| matches!(kind, HintKind::Bold { .. }));
    assert!(bold.contains(&"强化载体招商。".to_owned()), "{bold:?}");
}

/// The same document from another format, so each says what the other does.
#[test]
fn rtf_and_doc_say_the_same() {
    let (rtf, doc) = (imported("own__gw.rtf"), imported("own__gw.doc"));
    assert_eq!(rtf.body.text, doc.body.text);
    assert_eq!(headings(&rtf), headings(&doc));
    assert_eq!(rows(&rtf), rows(&doc));
    let codes = |imported: &Imported| imported.body.notes.iter().map(|n| (n.code, n.span)).collect::<Vec<_>>();
    assert_eq!(codes(&rtf), codes(&doc));
    let at = |imported: &Imported| imported.place(ByteOffset(imported.body.text.find("高潜力企业").expect("there")));
    let paragraph = |place: Option<Place>| matches!(place, Some(Place::Run { paragraph: 10, .. }));
    assert!(paragraph(at(&rtf)) && paragraph(at(&doc)), "{:?} {:?}", at(&rtf), at(&doc));
}

#[test]
fn tables_footnotes_and_revisions_of_the_sample() {
    let rtf = imported("own__gw.rtf");
    let cells: Vec<String> = rows(&rtf).iter().map(|row| row.iter().map(|(cell, ..)| *cell).collect()).collect();
    assert_eq!(cells, tagged("R"));
    assert!(rtf.body.text.contains("国际精品城区贡献力量。[^1]\n"));
    assert!(rtf.body.text.ends_with("\n[^1]: 脚注：三级三系服务机制说明。\n"));
    assert!(rtf.body.text.contains("新增修订文字。") && !rtf.body.text.contains("删去修订文字"));
    assert_eq!(rtf.body.notes.iter().map(|n| n.code).collect::<Vec<_>>(), [NoteCode::RevisionInserted, NoteCode::RevisionDeleted]);
    let mut kept = apart(&rtf);
    kept.sort_unstable();
    assert_eq!(kept, [(ApartKind::PageNumber, "— 11 —"), (ApartKind::Deleted, "删去修订文字。")]);
}

#[test]
fn double_byte_characters_may_be_cut_by_control_words() {
    assert_eq!(text("\\f0 \\'bd\\'d6\\'b5\\'c0"), "街道\n");
    assert_eq!(text("\\f0 \\'bd\\lang2052\\'d6{\\b \\'b5\\'c0}"), "街道\n");
    // 丂 is 81 40, and 40 is written as it is.
    assert_eq!(text("\\f0 \\'81@@"), "丂@\n");
    assert_eq!(text("{\\f1 \\'93a\\'94}"), "“a”\n", "the western font has its own code page");
    assert_eq!(text("\\f0 \\'bd\\par b"), "\u{FFFD}\nb\n");
}

#[test]
fn a_font_that_calls_itself_western_is_read_in_the_code_page_of_the_file() {
    let plain = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0 \\'bd\\'d6\\'b5\\'c0}";
    assert_eq!(read(plain).body.text, "街道\n");
}

#[test]
fn unicode_comes_with_what_stands_for_it_elsewhere() {
    assert_eq!(text("\\uc1\\u-30001 ?b\\u-30001\\'3fb"), "裏b裏b\n".replace('裏', "\u{8ACF}"));
    assert_eq!(text("\\uc2\\u34903\\'bd\\'d6\\u36947 \\'b5\\'c0."), "街道.\n");
    assert_eq!(text("\\uc0\\u34903\\u36947 ok"), "街道ok\n");
    assert_eq!(text("\\uc1\\u-10179?\\u-8704?."), "😀.\n", "a surrogate pair");
    assert_eq!(text("\\uc1\\u-10179?."), "\u{FFFD}.\n", "half of one");
    assert_eq!(text("{\\uc2 a}\\u34903?b"), "a街b\n", "the count belongs to its group");
    assert_eq!(text("{\\upr{\\'bd\\'d6}{\\*\\ud{\\u34903 ?}}}"), "街\n");
}

#[test]
fn characters_that_have_words_of_their_own() {
    assert_eq!(text("\\ldblquote a\\rdblquote\\lquote b\\rquote\\emdash\\endash\\bullet"), "“a”‘b’—–•\n");
    assert_eq!(text("a\\~b\\_c\\-d\\{\\}\\\\\\tab e\\line f"), "a\u{A0}b-cd{}\\\te\u{B}f\n");
    assert_eq!(text("a\\page b\\sect c\\\nd"), "a\nb\nc\nd\n");
    assert_eq!(text("{\\f2 \\'fc}\\u-3844 ?"), "✓•\n", "Wingdings has a tick; a private character of another font is a mark");
}

#[test]
fn bold_italic_and_hidden_end_where_they_end() {
    let doc = small("{\\b 甲}乙\\i 丙\\i0 丁{\\v 隐\\line 藏}\\b 戊\\plain 己\\par");
    let bold = stretches(&doc, |kind| matches!(kind, HintKind::Bold { .. }));
    let italic = stretches(&doc, |kind| *kind == HintKind::Italic);
    assert_eq!((bold.len(), italic.len()), (2, 1));
    assert!(!doc.body.text.contains('\u{B}'));
}

#[test]
fn headings_by_name_by_level_and_by_what_they_are_based_on() {
    let styles = "{\\stylesheet{\\s0 Normal;}{\\s5\\sbasedon0 heading 3;}{\\s6\\sbasedon5 Own;}{\\s7\\outlinelevel1 Level;}{\\*\\cs8 heading 1;}\
                  {\\s9 \\u26631?\\u-26472? 2;}{\\s10 Title;}}";
    let doc = small(&format!(
        "{styles}\\pard\\s5 a\\par\\pard\\s6 b\\par\\pard\\s7 c\\par\\pard\\s8 d\\par\\pard\\s9 e\\par\\pard\\outlinelevel0 f\\par\
         \\pard\\s5\\outlinelevel9 g\\par\\pard\\s10 h\\par\\pard i\\par"
    ));
    let expected = [(3, "a"), (3, "b"), (2, "c"), (2, "e"), (1, "f")].map(|(level, text)| (level, text.to_owned()));
    assert_eq!(headings(&doc), expected);
    assert_eq!(stretches(&doc, |kind| *kind == HintKind::Title), ["h"]);
}

#[test]
fn automatic_numbers_are_those_that_the_writer_counted() {
    let doc = small(
        "{\\listtext\\pard\\plain \\f0 \\'d2\\'bb\\'a1\\'a2\\tab}\\ls1 \\u34903?\\par{\\pntext\\f2\\'b7\\tab}{\\*\\pn\\pnlvlblt{\\pntxtb\\'b7}}b\\par\
         {\\listtext 1.1\\tab}c\\par{\\listtext 2.\\tab}\\par d\\par",
    );
    assert_eq!(doc.body.text, "一、街\n• b\n1.1 c\nd\n");
    assert_eq!(stretches(&doc, |kind| *kind == HintKind::Number), ["一、", "• ", "1.1 "]);
}

#[test]
fn fields_pictures_and_what_is_not_known() {
    assert_eq!(text("a{\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt{\\ul b}}}c"), "abc\n");
    assert_eq!(text("a{\\field{\\*\\fldinst IF {\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}}{\\fldrslt b}}c"), "abc\n");
    assert_eq!(text("a{\\pict\\wmetafile8 0123}{\\*\\shppict{\\pict abc}}{\\nonshppict x}{\\*\\unheard of{\\b it}}b"), "ab\n");
    assert_eq!(text("a{\\unheard b}c"), "abc\n", "an unknown word without a star says nothing of its group");
    assert_eq!(text("a{\\object{\\*\\objclass X}{\\*\\objdata 00}{\\result b}}c"), "abc\n");
    assert_eq!(text("a{\\pict\\bin5 }}}{\\}b"), "ab\n");
    assert_eq!(text("{\\*\\bkmkstart x}a{\\*\\bkmkend x}{\\xe b}{\\colortbl;\\red0;}"), "a\n");
}

#[test]
fn notes_are_counted_together_and_comments_and_heads_stand_apart() {
    let doc = small(
        "{\\header \\u39029?\\u30473?\\par}{\\footer {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par}{\\footerf - \\chpgn  -\\par}\
         a{\\super\\chftn}{\\footnote\\pard{\\super\\chftn} x\\par}b{\\footnote\\ftnalt y{\\b z}}{\\*\\atnid i}{\\*\\atnauthor n}\\chatn\
         {\\*\\annotation\\chatn note}\\par",
    );
    assert_eq!(doc.body.text, "a[^1]b[^2]\n[^1]: x\n[^2]: yz\n");
    let expected =
        [(ApartKind::RunningHead, "页眉"), (ApartKind::PageNumber, "1"), (ApartKind::PageNumber, "-  -"), (ApartKind::Annotation, "note")];
    assert_eq!(apart(&doc), expected);
}

#[test]
fn merged_cells_are_one() {
    let doc = small(
        "\\trowd\\clvmgf\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000\\intbl a\\cell b\\cell\\cell\\row\
         \\trowd\\clvmrg\\cellx1000\\cellx2010\\cellx3000\\intbl\\cell c\\par d\\cell e\\cell\\row\\pard f\\par",
    );
    assert_eq!(rows(&doc), [vec![("a", 1, 2), ("b", 2, 1)], vec![("c d", 1, 1), ("e", 1, 1)]]);
    assert!(doc.body.text.ends_with("\nf\n"));
}

#[test]
fn a_column_of_numbers_is_counted() {
    let row = |number: &str| format!("\\trowd\\cellx500\\cellx900\\intbl{{\\listtext {number}\\tab}}\\cell x\\cell\\row");
    let doc = small(&[row("1"), row("2")].concat());
    assert_eq!(doc.body.text, "1\tx\n2\tx\n");
    assert_eq!(stretches(&doc, |kind| *kind == HintKind::Number), [] as [&str; 0], "a cell is flat");
}

#[test]
fn a_table_in_a_table_is_a_part_of_its_cell() {
    let doc = small(
        "\\trowd\\cellx1000\\cellx2000\\pard\\intbl a\\par\\pard\\intbl\\itap2 x\\nestcell{\\nonesttables\\par}y\\nestcell\
         {\\*\\nesttableprops\\trowd\\cellx400\\cellx800\\nestrow}\\pard\\intbl b\\cell c\\cell\\row\\pard d\\par",
    );
    assert_eq!(doc.body.text, "a x y b\tc\nd\n");
    assert_eq!(rows(&doc), [[("a x y b", 1, 1), ("c", 1, 1)]]);
}

#[test]
fn a_text_box_follows_its_paragraph_once() {
    let doc = small(
        "a{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn x}{\\sv 1}}{\\shptxt \\pard box\\par two\\par}}{\\shprslt{\\*\\do{\\dptxbxtext box\\par}}}}b\\par c\\par",
    );
    assert_eq!(doc.body.text, "ab\nbox\ntwo\nc\n");
    assert_eq!(small("a{\\*\\do{\\dptxbxtext old\\par}}\\par").body.text, "a\nold\n");
}

#[test]
fn revisions_are_counted_and_a_deleted_mark_joins_paragraphs() {
    let doc = small("a{\\revised b}{\\deleted c\\par}d{\\deleted e}\\par");
    assert_eq!(doc.body.text, "abd\n");
    assert_eq!(apart(&doc), [(ApartKind::Deleted, "c"), (ApartKind::Deleted, "e")]);
    let doc = small("\\revised a\\b b\\plain c\\par");
    assert_eq!(doc.body.notes.len(), 1, "{:?}", doc.body.notes);
}

#[test]
fn the_title_it_has_of_itself_is_a_property() {
    let doc = small("{\\info{\\title \\'bd\\'d6\\'b5\\'c0}{\\author A}}x");
    assert_eq!(doc.body.properties.title.as_deref(), Some("街道"));
    assert_eq!(doc.body.text, "x\n");
}

#[test]
fn a_file_that_breaks_off_gives_what_there_is_and_says_so() {
    let whole = testdata("own__gw.rtf");
    let half = import("own__gw.rtf", &whole[..whole.len() / 2]).expect("a text");
    let common = half.body.text.lines().zip(imported("own__gw.rtf").body.text.lines()).take_while(|(a, b)| a == b).count();
    assert!(common >= 15, "{common} lines of {}", half.body.text);
    let note = half.body.notes.last().expect("a note");
    assert_eq!(note.code, NoteCode::PartDamaged);
    let in_head = import("own__gw.rtf", &whole[..600]);
    assert!(matches!(in_head, Err(ImportError::Damaged { format: Format::Rtf, .. })), "{in_head:?}");
    let data = import("x.rtf", b"{\\rtf1 a{\\pict\\bin99999999 xyz");
    assert_eq!(data.expect("a text").body.text, "a\n");
    assert_eq!(import("x.rtf", b"{\\rtf1\\ansi }"), Err(ImportError::NoText(Format::Rtf)));
}

#[test]
fn groups_without_end_are_refused() {
    let bomb = [&b"{\\rtf1 a"[..], &b"{".repeat(100_000)].concat();
    assert!(matches!(import("x.rtf", &bomb), Err(ImportError::Bomb { format: Format::Rtf, .. })));
    let notes = [&b"{\\rtf1 a"[..], &b"{\\footnote b".repeat(3_000), &b"}".repeat(3_001)].concat();
    assert!(import("x.rtf", &notes).is_ok());
    let tables = [&b"{\\rtf1 a"[..], &b"\\itap99999 b\\nestcell\\itap0 ".repeat(3_000), b"}"].concat();
    assert!(import("x.rtf", &tables).is_ok());
}

/// However a file is cut or garbled, there is a text or a reason.
#[test]
fn damage_anywhere_gives_a_text_or_a_reason() {
    let whole = testdata("own__gw.rtf");
    let mut seed = 7_u64;
    for round in 0..120 {
        let mut bytes = whole.clone();
        for _ in 0..20 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 33) as usize % bytes.len();
            bytes[at] = b"{}\\'*0\x00\xFF"[(seed >> 20) as usize % 8];
        }
        if round % 4 == 0 {
            bytes.truncate(whole.len() * (round + 1) / 120);
        }
        if let Ok(read) = import("own__gw.rtf", &bytes) {
            assert!(!read.body.text.trim().is_empty(), "round {round}");
        }
    }
}
