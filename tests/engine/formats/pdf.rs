//! .pdf: paragraphs, headings, tables and furniture out of glyphs, and what is said of pages that cannot be read.

use jiedu::import::{ApartKind, Format, HintKind, ImportError, Imported, NoteCode, Place, import};

use super::{headings, headings_found, imported, refusal, similarity, squeezed, stretches, testdata, truth};

fn apart(imported: &Imported, kind: ApartKind) -> Vec<(Option<u32>, &str)> {
    imported.body.apart.iter().filter(|a| a.kind == kind).map(|a| (a.page, a.text.as_str())).collect()
}

fn rows(imported: &Imported, table: usize) -> Vec<Vec<&str>> {
    let text = &imported.body.text;
    imported.body.tables[table].rows.iter().map(|row| row.iter().map(|cell| cell.span.of(text)).collect()).collect()
}

fn has_line(imported: &Imported, line: &str) -> bool {
    imported.body.text.lines().any(|l| l == line)
}

#[test]
fn a_document_of_an_office_comes_back_whole() {
    let gw = imported("own__gw.pdf");
    let alike = similarity(&truth(), &gw.body.text);
    assert!(alike >= 0.999, "{alike}");
    assert_eq!(headings_found(&gw), 19);
    assert_eq!(headings(&gw).len(), 19, "the bookmarks name the headings and nothing else");
    assert_eq!(gw.body.properties.pages, Some(11));
    assert_eq!(stretches(&gw, |k| *k == HintKind::Title), ["关于印发《华阳路街道 2025 年工作计划》的通知"], "a title on two lines is one");
}

#[test]
fn page_numbers_stand_apart_with_their_page() {
    let gw = imported("own__gw.pdf");
    let numbers = apart(&gw, ApartKind::PageNumber);
    let known: Vec<String> = (1..=11).map(|n| format!("— {n} —")).collect();
    assert_eq!(numbers.len(), 11);
    for (k, (page, text)) in numbers.iter().enumerate() {
        assert_eq!((*page, *text), (Some(k as u32 + 1), known[k].as_str()));
    }
    assert!(!gw.body.text.contains("— 1 —"));
}

#[test]
fn a_table_without_rules_that_goes_over_a_page_is_one_table() {
    let gw = imported("own__gw.pdf");
    assert_eq!(gw.body.tables.len(), 1);
    assert_eq!(
        rows(&gw, 0),
        [
            vec!["序号", "重点项目", "责任部门", "完成时限"],
            vec!["1", "既有多层住宅加装电梯20台", "社区建设办", "2025年12月"],
            vec!["2", "一网统管平台升级", "城运中心", "2025年6月"],
        ]
    );
}

#[test]
fn a_paragraph_goes_on_over_lines_and_pages() {
    let gw = imported("own__gw.pdf");
    assert!(gw.body.text.contains("聚焦低空经济、产业互联网、绿色低碳等未来产业领域"), "page 1 to page 2");
    assert!(gw.body.text.contains("现将《华阳路街道 2025 年工作计划》予以印发,请认真贯彻执行。\n"));
}

#[test]
fn every_piece_says_where_on_the_page_it_stands() {
    for name in ["own__gw.pdf", "ofdrw__xbrl-001.pdf", "kreuzberg-lts__issue-67-example.pdf"] {
        let read = imported(name);
        assert!(!read.body.origins.is_empty());
        for origin in &read.body.origins {
            let Place::Rect { page, rect: [x0, y0, x1, y1] } = origin.place else { panic!("{name}: {origin:?}") };
            assert!(page >= 1 && page <= read.body.properties.pages.unwrap_or(0), "{name}: {origin:?}");
            assert!(x0 < x1 && y0 < y1 && x0 >= -1.0 && y0 >= -1.0 && x1 < 860.0 && y1 < 860.0, "{name}: {origin:?}");
        }
    }
    let gw = imported("own__gw.pdf");
    let at = gw.body.text.find("一、抓牢").expect("the heading");
    let Some(Place::Rect { page: 1, rect }) = gw.place(jiedu::text::ByteOffset(at)) else { panic!("no place") };
    assert!((470.0..500.0).contains(&rect[1]), "{rect:?}");
}

#[test]
fn fonts_without_a_map_are_read_by_their_encoding() {
    let truth = String::from_utf8(testdata("own__cidpdf.truth.txt")).expect("UTF-8");
    for name in ["own__gbkeuc.pdf", "own__unigb.pdf"] {
        let read = imported(name);
        let alike = similarity(&truth, &read.body.text);
        assert!(alike >= 0.98, "{name}: {alike}");
        assert!(has_line(&read, "一、聚焦“一网统管”，推进城市数字化转型"), "{name}: {}", read.body.text);
    }
}

#[test]
fn an_embedded_font_gives_its_characters_backward() {
    let read = imported("pdf.js__javauninstall-7r.pdf");
    assert!(read.body.text.contains("コントロールパネル"), "{}", read.body.text);
    assert!(read.body.notes.is_empty());
}

#[test]
fn bold_that_is_printed_twice_is_read_once() {
    let read = imported("kreuzberg-lts__issue-71-duplicate-chars.pdf");
    let text = squeezed(&read.body.text);
    assert_eq!(text.matches("北京师范大学珠海分校").count(), 1);
    assert_eq!(text.matches("计算机科学与技术（应用技术）").count(), 1);
    assert!(stretches(&read, |k| matches!(k, HintKind::Bold { .. })).iter().any(|s| s.contains("教育经历")));
}

#[test]
fn ruled_tables_are_rows_of_cells() {
    let report = imported("kreuzberg-lts__issue-67-example.pdf");
    let all: Vec<Vec<&str>> = (0..report.body.tables.len()).flat_map(|t| rows(&report, t)).collect();
    assert!(all.contains(&vec!["营业收入（元）", "4,755,785.11", "5,699,227.63", "-16.55%"]));
    assert!(all.contains(&vec!["归属于上市公司股东的扣除非经常性损益的净利润（元）", "-7,889,855.34", "-15,424,679.15", "48.85%"]));

    let standard = imported("kreuzberg-lts__issue-336-example.pdf");
    let table = &standard.body.tables[0].rows;
    assert_eq!(rows(&standard, 0)[2], ["高速公路", "八", "2.5000", "60000≤Q＜80000", "20＜μ≤30"]);
    assert_eq!(table[2][0].rows, 3, "a cell that hangs down over three rows");
    assert_eq!(table[0][3].columns, 2, "a cell over two columns");
}

#[test]
fn running_heads_stand_apart() {
    let report = imported("kreuzberg-lts__issue-67-example.pdf");
    let heads = apart(&report, ApartKind::RunningHead);
    assert_eq!(heads.len(), 22, "{heads:?}");
    assert!(heads.iter().all(|(_, text)| *text == "东北电气发展股份有限公司2018年第一季度报告全文"));
    assert!(!report.body.text.contains("2018年第一季度报告全文"));
    assert_eq!(apart(&report, ApartKind::PageNumber).len(), 22);
    assert!(headings(&report).contains(&(2, "一、主要会计数据和财务指标".to_owned())));
}

#[test]
fn annotations_stand_apart() {
    let read = imported("kreuzberg-lts__annotations-test.pdf");
    let notes = apart(&read, ApartKind::Annotation);
    assert!(notes.contains(&(Some(1), "Page 0: Underline")), "{notes:?}");
    assert!(!read.body.text.contains("Page 0"));
    assert_eq!(read.body.properties.title.as_deref(), Some("《二十一世紀》網絡版"));
    assert!(has_line(&read, "1 傳統中國的士"));
    assert!(read.body.text.contains("進士、舉人，再經廷試"), "a block that stands in is one paragraph");
}

#[test]
fn the_other_samples_show_their_text() {
    for (name, known) in [
        ("ofdrw__Test.pdf", "保尔手脚不停地忙了一个通宵"),
        ("ofdrw__xbrl-001.pdf", "电子发票（航空运输电子客票行程单）"),
        ("kreuzberg-lts__pdfa_045.pdf", "The Penguin History of Britain is a popular book series on British history"),
        ("pdf.js__issue15340.pdf", "漏電遮断機構（電流制限器等に漏電遮断特性を持たせたもの）"),
        ("pdf.js__issue16063.pdf", "電線接続端子部が次のいずれにも該当しないとき。"),
        ("pdf.js__issue8570.pdf", "隙間のない空間スキャンで人や物体を検知する光学技術"),
        ("pdf.js__issue12823.pdf", "⛳ 知识库简介"),
    ] {
        let read = imported(name);
        assert!(squeezed(&read.body.text).contains(&squeezed(known)), "{name}: {}", read.body.text);
        assert!(!read.body.text.contains('\u{fffd}'), "{name}");
    }
}

#[test]
fn fonts_without_characters_are_named_and_never_an_empty_success() {
    assert_eq!(refusal("ofdrw__GMT_0031-2014_安全电子签章密码技术规范.pdf"), ImportError::Unmappable { format: Format::Pdf, pages: 11 });
    assert_eq!(refusal("pdf.js__issue2884_reduced.pdf"), ImportError::Unmappable { format: Format::Pdf, pages: 1 });
}

#[test]
fn half_a_file_is_named_as_damaged() {
    let error = refusal("hostile__trunc1.pdf");
    assert!(matches!(error, ImportError::Damaged { format: Format::Pdf, .. }), "{error:?}");
    assert!(error.to_string().contains("损坏"));
}

/// Writes a PDF from its objects, the first of which is number 1 and the catalog.
fn pdf(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (k, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", k + 1));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    out.into_bytes()
}

fn stream(dict: &str, data: &str) -> String {
    format!("<< {dict} /Length {} >>\nstream\n{data}\nendstream", data.len())
}

const SONG: &str = "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font \
    /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 \
    /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 >> >>] >>";
const BARE: &str = "<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [<< /Type /Font \
    /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>] >>";

/// A line of text at a place, y from the page's bottom.
fn at(x: f32, y: f32, size: f32, text: &str) -> String {
    let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
}

/// A document of one page a content, in a Chinese font (`/F1`) and one without characters (`/F2`).
fn document(contents: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|k| format!("{} 0 R", 5 + k * 2)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), contents.len()),
        SONG.to_owned(),
        BARE.to_owned(),
    ];
    for (k, content) in contents.iter().enumerate() {
        let resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im << >> >> >>";
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {} 0 R >>", 6 + k * 2));
        objects.push(stream("", content));
    }
    pdf(&objects, "")
}

fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    import("made.pdf", bytes)
}

/// A paragraph of full lines of `width` characters, its first line two characters in.
fn paragraph(x: f32, y: &mut f32, width: usize, text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (first, rest) = chars.split_at(chars.len().min(width - 2));
    let mut out = at(x + 24.0, *y, 12.0, &first.iter().collect::<String>());
    *y -= 20.0;
    for line in rest.chunks(width) {
        out.push_str(&at(x, *y, 12.0, &line.iter().collect::<String>()));
        *y -= 20.0;
    }
    out
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let (left, right) = ("推进城市更新落实精细管理".repeat(12), "深化基层治理夯实服务根基".repeat(12));
    let (mut a, mut b) = (740.0, 740.0);
    let mut content = at(80.0, 790.0, 18.0, "某某街道简报二〇二五年第一期总第十二期通报");
    content.push_str(&paragraph(60.0, &mut a, 19, &left));
    content.push_str(&paragraph(320.0, &mut b, 19, &right));
    let read = read(&document(&[content])).expect("two columns");
    assert!(has_line(&read, &left), "{}", read.body.text);
    assert!(has_line(&read, &right), "{}", read.body.text);
    assert!(read.body.text.find(&left) < read.body.text.find(&right));
}

#[test]
fn indents_short_lines_and_pages() {
    let text = "坚持以人民为中心的发展思想持续增进民生福祉";
    let (one, two) = (text.repeat(4), text.repeat(5));
    let mut y = 740.0;
    let mut first = at(100.0, y, 12.0, "一、总体要求");
    y -= 20.0;
    first.push_str(&paragraph(76.0, &mut y, 36, &one));
    first.push_str(&at(100.0, y, 12.0, "（一）基本原则"));
    y -= 20.0;
    let (head, tail): (String, String) = (two.chars().take(34 + 36).collect(), two.chars().skip(34 + 36).collect());
    first.push_str(&paragraph(76.0, &mut y, 36, &head));
    first.push_str(&at(280.0, 40.0, 10.0, "- 1 -"));
    let mut second = at(76.0, 740.0, 12.0, &tail);
    second.push_str(&at(280.0, 40.0, 10.0, "- 2 -"));
    let read = read(&document(&[first, second])).expect("two pages");
    let lines: Vec<&str> = read.body.text.lines().collect();
    assert_eq!(lines, ["一、总体要求", one.as_str(), "（一）基本原则", two.as_str()]);
    assert_eq!(apart(&read, ApartKind::PageNumber), [(Some(1), "- 1 -"), (Some(2), "- 2 -")]);
}

#[test]
fn a_signature_and_its_date_are_paragraphs() {
    let text = "坚持以人民为中心的发展思想持续增进民生福祉".repeat(4);
    let mut y = 740.0;
    let mut content = paragraph(76.0, &mut y, 36, &text);
    content.push_str(&at(400.0, y, 12.0, "某某街道办事处"));
    content.push_str(&at(364.0, y - 20.0, 12.0, "二〇二五年一月五日"));
    content.push_str(&at(76.0, y - 40.0, 12.0, "抄送：各居民区党总支，各居民委员会，区委办公室，区政府办公室。"));
    let read = read(&document(&[content])).expect("a letter");
    let lines: Vec<&str> = read.body.text.lines().skip(1).collect();
    assert_eq!(lines, ["某某街道办事处", "二〇二五年一月五日", "抄送：各居民区党总支，各居民委员会，区委办公室，区政府办公室。"]);
}

#[test]
fn a_footnote_goes_to_its_mark() {
    let mut content = at(76.0, 700.0, 14.0, "推进加装电梯");
    content.push_str(&at(160.0, 706.0, 7.0, "1"));
    content.push_str(&at(167.0, 700.0, 14.0, "完成二十台。"));
    content.push_str(&at(76.0, 678.0, 14.0, "持续深化垃圾分类工作，推进全域覆盖。"));
    content.push_str("76 130 m 200 130 l S\n");
    content.push_str(&at(76.0, 114.0, 6.0, "1"));
    content.push_str(&at(82.0, 111.0, 9.0, "指既有多层住宅。"));
    let read = read(&document(&[content])).expect("a footnote");
    assert!(has_line(&read, "推进加装电梯[^1]完成二十台。"), "{}", read.body.text);
    assert!(has_line(&read, "[^1]: 指既有多层住宅。"), "{}", read.body.text);
}

#[test]
fn what_lies_across_the_page_stands_apart() {
    let mut content = "q 0.8 g BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <51855 90E8> Tj ET Q\n".replace("51855 ", "5185");
    content.push_str(&at(76.0, 700.0, 12.0, "推进一网统管平台建设。"));
    let read = read(&document(&[content])).expect("a watermark");
    assert_eq!(read.body.text, "推进一网统管平台建设。\n");
    assert_eq!(apart(&read, ApartKind::Watermark), [(Some(1), "内部")]);
}

#[test]
fn a_scan_is_said_to_be_one() {
    let image = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{0} EI Q\n".to_owned();
    assert_eq!(read(&document(&[image.clone(), image.clone()])).unwrap_err(), ImportError::OnlyImages { format: Format::Pdf, pages: 2 });
    let mixed = read(&document(&[at(76.0, 700.0, 12.0, "第一页有文字。"), image])).expect("one page of text");
    let notes: Vec<_> = mixed.body.notes.iter().map(|n| n.code).collect();
    assert_eq!(notes, [NoteCode::PageIsImage]);
    assert!(mixed.body.notes[0].message.contains("第 2 页"), "{}", mixed.body.notes[0].message);
    assert_eq!(mixed.body.text, "第一页有文字。\n");
}

#[test]
fn a_page_without_characters_is_left_out_and_named() {
    let bad = "BT /F2 12 Tf 1 0 0 1 76 700 Tm <00250026002700280029002A> Tj ET\n".to_owned();
    assert_eq!(read(&document(std::slice::from_ref(&bad))).unwrap_err(), ImportError::Unmappable { format: Format::Pdf, pages: 1 });
    let mixed = read(&document(&[at(76.0, 700.0, 12.0, "可以读的一页。"), bad])).expect("one page of text");
    assert_eq!(mixed.body.text, "可以读的一页。\n");
    assert_eq!(mixed.body.notes[0].code, NoteCode::PageUnreadable);
    assert!(mixed.body.notes[0].message.contains("第 2 页"), "{}", mixed.body.notes[0].message);
}

#[test]
fn no_pages_or_a_ring_of_pages_is_damage() {
    let catalog = || "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    let none = pdf(&[catalog(), "<< /Type /Pages /Kids [] /Count 0 >>".to_owned()], "");
    assert!(matches!(read(&none).unwrap_err(), ImportError::Damaged { .. }));
    let ring = ["<< /Type /Pages /Kids [3 0 R] /Count 9 >>", "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>"].map(str::to_owned);
    let ring = pdf(&[vec![catalog()], ring.to_vec()].concat(), "");
    assert!(matches!(read(&ring).unwrap_err(), ImportError::Damaged { .. }));
    assert!(matches!(read(b"%PDF-1.4\n").unwrap_err(), ImportError::Damaged { .. }));
}

#[test]
fn a_password_is_asked_for_by_name() {
    let encrypt = format!("/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]", "AB".repeat(32));
    let objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"].map(str::to_owned);
    let error = read(&pdf(&objects, &encrypt)).unwrap_err();
    assert_eq!(error, ImportError::Encrypted(Format::Pdf));
    assert!(error.to_string().contains("未加密"));
}

#[test]
fn forms_within_forms_come_to_an_end() {
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >> >>";
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        page.to_owned(),
        SONG.to_owned(),
        stream("", &format!("{}/X Do\n", at(76.0, 700.0, 12.0, "正文仍在。"))),
    ];
    // Each draws the next ten times, the last the first: a page's worth of work would never end.
    for next in (7..=20).chain([6]) {
        let dict = format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {next} 0 R >> >>");
        objects.push(stream(&dict, &"/X Do ".repeat(10)));
    }
    let read = read(&pdf(&objects, "")).expect("the text");
    assert_eq!(read.body.text, "正文仍在。\n");
    assert_eq!(read.body.notes[0].code, NoteCode::LeftOut);
}

#[test]
fn a_file_of_too_many_pages_is_read_up_to_the_limit() {
    let pages = 5_200;
    let kids: Vec<String> = (0..pages)
        .map(|_| "<< /Type /Page /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>".to_owned())
        .collect();
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {pages} >>", kids.join(" ")),
        SONG.to_owned(),
        stream("", &at(76.0, 500.0, 12.0, "推进各项工作。")),
    ];
    let read = read(&pdf(&objects, "")).expect("the first pages");
    assert_eq!(read.body.properties.pages, Some(5_200));
    assert!(read.body.notes.iter().any(|n| n.code == NoteCode::LeftOut && n.message.contains("前 5000 页")), "{:?}", read.body.notes);
}

#[test]
fn a_cut_file_is_an_error_or_a_text() {
    for name in ["own__gw.pdf", "own__unigb.pdf", "pdf.js__issue15340.pdf"] {
        let bytes = testdata(name);
        for share in [1, 3, 5, 7, 9] {
            let cut = &bytes[..bytes.len() * share / 10];
            if let Ok(read) = import(name, cut) {
                assert!(!read.body.text.trim().is_empty(), "{name} cut at {share}/10");
            }
        }
    }
}
