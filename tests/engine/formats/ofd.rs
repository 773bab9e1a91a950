//! OFD: pages in order with every character of them, whatever paths and namespaces the file uses; what lies over the pages apart.
//!
//! What a sample holds is found here a second time, by looking for its `TextCode`s as plain text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::time::{Duration, Instant};

use jiedu::import::{ApartKind, Format, HintKind, ImportError, Imported, Lines, NoteCode, Place, import};
use jiedu::text::ByteOffset;

use super::{headings, imported, similarity, squeezed, stretches, testdata};

const SAMPLES: [&str; 15] = [
    "ofdrw__1.ofd",
    "ofdrw__999.ofd",
    "ofdrw__AddWatermarkAnnot.ofd",
    "ofdrw__SplitParagraph.ofd",
    "ofdrw__chineseDir.ofd",
    "ofdrw__doc1File.ofd",
    "ofdrw__hello.ofd",
    "ofdrw__helloworld_with_pageblock.ofd",
    "ofdrw__keyword.ofd",
    "ofdrw__namespace_no_std.ofd",
    "ofdrw__no_page_container.ofd",
    "ofdrw__path_unstd.ofd",
    "ofdrw__pattern类型.ofd",
    "ofdrw__testImageOverridePage.ofd",
    "ofdrw__文字横向-数科.ofd",
];

/// The parts of a container by lower-case name with `/`.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a container");
    (0..archive.len())
        .map(|k| {
            let mut entry = archive.by_index(k).expect("an entry");
            let name = entry.name().expect("a name").replace('\\', "/").to_lowercase();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("its bytes");
            (name, content)
        })
        .collect()
}

/// What stands between `open` … `>` and the next `<`, each time.
fn between(xml: &str, open: &str) -> Vec<String> {
    let mut out = Vec::new();
    for piece in xml.split(open).skip(1) {
        let Some((head, rest)) = piece.split_once('>') else { continue };
        if !head.ends_with('/') && !head.starts_with(|c: char| c.is_alphanumeric()) {
            let text = rest.split('<').next().unwrap_or_default();
            out.push(text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"));
        }
    }
    // Behind an end tag stand only blanks.
    out.retain(|text| !text.trim().is_empty());
    out
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    Some(tag.split_once(&format!("{name}=\""))?.1.split('"').next()?.to_owned())
}

/// The characters of a sample's pages without blanks, a string for each page: those of its templates where it has none itself.
fn known_pages(name: &str) -> Vec<String> {
    let parts = parts(&testdata(name));
    let part = |path: &str| {
        let path = path.replace('\\', "/").to_lowercase();
        let found = parts.iter().find(|(n, _)| n.trim_start_matches('/').ends_with(path.trim_start_matches('/')));
        String::from_utf8_lossy(&found.unwrap_or_else(|| panic!("{name}: {path}")).1).into_owned()
    };
    let codes = |xml: &str| squeezed(&between(xml, "TextCode").concat());
    let mut out = Vec::new();
    for root in between(&part("ofd.xml"), "DocRoot") {
        let document = part(&root);
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder).trim_start_matches('/');
        let locate = |loc: &str| if loc.starts_with('/') { loc.to_owned() } else { format!("{folder}/{loc}") };
        let tags = |wanted: &str| -> Vec<String> {
            document
                .split('<')
                .filter(|t| t.split([' ', '\n', '\t']).next().is_some_and(|n| n.rsplit(':').next() == Some(wanted)))
                .map(str::to_owned)
                .collect()
        };
        for tag in tags("Page") {
            let page = part(&locate(&attribute(&tag, "BaseLoc").expect("BaseLoc")));
            let mut text = codes(&page);
            if text.is_empty() {
                for template in tags("TemplatePage") {
                    if page.contains(&format!("TemplateID=\"{}\"", attribute(&template, "ID").expect("ID"))) {
                        text.push_str(&codes(&part(&locate(&attribute(&template, "BaseLoc").expect("BaseLoc")))));
                    }
                }
            }
            out.push(text);
        }
    }
    out
}

fn sorted(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = squeezed(text).chars().collect();
    chars.sort_unstable();
    chars
}

#[test]
fn every_sample_gives_every_character_of_its_pages() {
    for name in SAMPLES {
        let got = imported(name);
        assert_eq!((got.format, got.body.lines), (Format::Ofd, Lines::Paragraphs), "{name}");
        let pages = known_pages(name);
        assert_eq!(got.body.properties.pages, Some(pages.len() as u32), "{name}");
        // What repeats at the edge of the pages themselves and what lies slantwise over them is of the pages too.
        let known = pages.concat();
        let on_page = |page: Option<u32>| page.and_then(|p| pages.get(p as usize - 1));
        let apart = got.body.apart.iter().filter(|a| on_page(a.page).is_some_and(|p| p.contains(&squeezed(&a.text))));
        let taken: String = apart.map(|a| a.text.as_str()).collect();
        let (have, want) = (sorted(&(got.body.text.clone() + &taken)), sorted(&known));
        assert!(!want.is_empty(), "{name}");
        let count = |chars: &[char], c: char| chars.iter().filter(|x| **x == c).count();
        let differ: BTreeSet<char> = want.iter().chain(&have).copied().filter(|c| count(&want, *c) != count(&have, *c)).collect();
        assert!(differ.is_empty(), "{name}: {differ:?}\n{}\n{:?}", got.body.text, got.body.apart);
    }
}

/// A container of parts.
fn container(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        writer.write_all(content.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("a container").into_inner()
}

fn entry(roots: &[&str]) -> String {
    let of = |root: &&str| format!("<DocBody><DocInfo><Title>题名</Title></DocInfo><DocRoot>{root}</DocRoot></DocBody>");
    let bodies: String = roots.iter().map(of).collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\">{bodies}</ofd:OFD>")
}

fn document(common: &str, pages: &[&str]) -> String {
    let pages: String = pages.iter().enumerate().map(|(k, loc)| format!("<Page ID=\"{}\" BaseLoc=\"{loc}\"/>", k + 1)).collect();
    let area = "<PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>";
    format!("<Document><CommonData>{area}{common}</CommonData><Pages>{pages}</Pages></Document>")
}

/// A page of lines: left and baseline in millimetres, and the text, set in 5 millimetres.
fn page(lines: &[(f64, f64, &str)]) -> String {
    let mut out = String::from("<Page><Content><Layer>");
    for (x, y, text) in lines {
        let steps = "5 ".repeat(text.chars().count().saturating_sub(1));
        let _ = write!(
            out,
            "<TextObject Boundary=\"{x} {} 180 7\" Size=\"5\"><TextCode X=\"0\" Y=\"5\" DeltaX=\"{steps}\">{text}</TextCode></TextObject>",
            y - 5.0
        );
    }
    out + "</Layer></Content></Page>"
}

fn read(parts: &[(&str, String)]) -> Result<Imported, ImportError> {
    import("文件.ofd", &container(parts))
}

fn simple(content: String) -> Result<Imported, ImportError> {
    read(&[("OFD.xml", entry(&["Doc_0/Document.xml"])), ("Doc_0/Document.xml", document("", &["Page.xml"])), ("Doc_0/Page.xml", content)])
}

fn codes(imported: &Imported) -> Vec<NoteCode> {
    imported.body.notes.iter().map(|n| n.code).collect()
}

#[test]
fn lines_make_paragraphs_over_lines_and_pages() {
    let hello = imported("ofdrw__hello.ofd");
    let lines: Vec<&str> = hello.body.text.lines().collect();
    assert_eq!(lines[..2], ["拿来主义", "鲁迅"]);
    assert!(lines[2].starts_with("中国一向是所谓“闭关主义”，自己不去，别人也不许来。自从给枪炮打破了大门之后"), "{}", lines[2]);
    assert!(hello.body.text.contains("门，是孱头；勃然大怒，放一把火烧光"), "a paragraph goes on over the page's end");
    assert!(lines.iter().any(|l| l.starts_with("他占有，挑选。")), "an indent begins one");
    assert!(similarity(&hello.body.text, &known_pages("ofdrw__hello.ofd").concat()) > 0.999);
    assert!(similarity(&imported("ofdrw__doc1File.ofd").body.text, &known_pages("ofdrw__doc1File.ofd").concat()) > 0.999);
}

#[test]
fn each_character_leads_back_to_its_place_on_the_page() {
    let hello = imported("ofdrw__hello.ofd");
    let Some(Place::Rect { page: 1, rect }) = hello.place(ByteOffset(0)) else { panic!("{:?}", hello.place(ByteOffset(0))) };
    // The object lies 85 mm from the left and its baseline 35.4 mm from the top; four characters of 10 mm.
    let mm = |v: f32| v / 72.0 * 25.4;
    assert!((mm(rect[0]) - 85.0).abs() < 0.1 && (mm(rect[2]) - 125.0).abs() < 0.1, "{rect:?}");
    assert!(mm(rect[1]) < 35.4 && mm(rect[3]) > 35.4, "{rect:?}");
    let last = hello.body.text.trim_end().len() - 3;
    assert!(matches!(hello.place(ByteOffset(last)), Some(Place::Rect { page: 2, .. })));
    let bold = imported("ofdrw__SplitParagraph.ofd");
    assert_eq!(stretches(&bold, |k| matches!(k, HintKind::Bold { .. })), ["“超长文档“裁切测试"]);
}

#[test]
fn watermarks_seals_and_templates_stand_apart() {
    let of = |name: &str, kind: ApartKind| {
        let got = imported(name);
        got.body.apart.into_iter().filter(|a| a.kind == kind).map(|a| (a.text, a.page)).collect::<Vec<_>>()
    };
    assert_eq!(of("ofdrw__pattern类型.ofd", ApartKind::Watermark), [("严禁复制".to_owned(), Some(1))]);
    assert!(!imported("ofdrw__pattern类型.ofd").body.text.contains("严禁复制"));
    assert!(of("ofdrw__1.ofd", ApartKind::RunningHead).contains(&("发票代码：".to_owned(), Some(1))));
    let seals = of("ofdrw__keyword.ofd", ApartKind::Seal);
    assert!(seals.iter().all(|(text, page)| text.starts_with("电子签章") && page.is_some()) && !seals.is_empty(), "{seals:?}");
    assert!(codes(&imported("ofdrw__1.ofd")).contains(&NoteCode::LeftOut), "the attachment is told");
}

#[test]
fn a_page_with_nothing_but_its_template_shows_that() {
    let template = page(&[(30.0, 40.0, "模板里的正文")]).replace("<Content>", "<Template TemplateID=\"8\"/><Content>");
    let other = page(&[(30.0, 60.0, "另一模板")]).replace("<Content>", "<Template TemplateID=\"7\"/><Content>");
    let common = "<TemplatePage ID=\"7\" BaseLoc=\"T7.xml\"/><TemplatePage ID=\"8\" BaseLoc=\"T8.xml\"/>";
    let bare = "<Page><Template TemplateID=\"7\"/><Content/></Page>".to_owned();
    let full = page(&[(30.0, 50.0, "本页正文")]).replace("<Content>", "<Template TemplateID=\"7\"/><Content>");
    let got = read(&[
        ("OFD.xml", entry(&["Doc_0/Document.xml"])),
        ("Doc_0/Document.xml", document(common, &["A.xml", "B.xml"])),
        ("Doc_0/A.xml", bare),
        ("Doc_0/B.xml", full),
        ("Doc_0/T7.xml", template),
        ("Doc_0/T8.xml", other),
    ])
    .expect("templates that call for each other");
    assert_eq!(squeezed(&got.body.text), "模板里的正文本页正文");
    let apart: Vec<&str> = got.body.apart.iter().filter(|a| a.kind == ApartKind::RunningHead).map(|a| a.text.as_str()).collect();
    assert_eq!(apart, ["模板里的正文"]);
}

#[test]
fn parts_are_found_however_their_paths_are_written() {
    for (root, loc, name) in [
        ("/Doc_0/Document.xml", "/Doc_0/P/C.xml", "Doc_0/P/C.xml"),
        ("Doc_0\\Document.xml", "P\\C.xml", "Doc_0/P/C.xml"),
        ("doc_0/document.XML", "p/c.xml", "Doc_0/P/C.xml"),
        ("./Doc_0/Document.xml", "../Doc_0/P/C.xml", "Doc_0/P/C.xml"),
        ("Doc_0/Document.xml", "Doc_0/P/C.xml", "Doc_0/P/C.xml"),
        ("Doc_0/Document.xml", "../../../../Doc_0/P/C.xml", "Doc_0/P/C.xml"),
    ] {
        let got =
            read(&[("OFD.xml", entry(&[root])), ("Doc_0/Document.xml", document("", &[loc])), (name, page(&[(30.0, 40.0, "找到的正文")]))]);
        assert_eq!(got.expect(loc).body.text, "找到的正文\n", "{root} {loc}");
    }
    let out = read(&[
        ("OFD.xml", entry(&["Doc_0/Document.xml"])),
        ("Doc_0/Document.xml", document("", &["../../../../../../etc/passwd", "C.xml"])),
        ("Doc_0/C.xml", page(&[(30.0, 40.0, "正文")])),
    ])
    .expect("one page is there");
    assert_eq!((out.body.text.as_str(), codes(&out)), ("正文\n", vec![NoteCode::PartDamaged]));
}

#[test]
fn the_outline_tells_headings() {
    let outline = "<Outlines><OutlineElem Title=\"一、党建工作\"><OutlineElem Title=\"（一）队伍\"/></OutlineElem></Outlines></Document>";
    let lines = [
        (30.0, 40.0, "一、党建工作"),
        (40.0, 60.0, "这里是第一段正文，说明工作的安排。"),
        (30.0, 80.0, "（一）队伍"),
        (40.0, 100.0, "这里是第二段正文，说明工作的安排。"),
    ];
    let got = read(&[
        ("OFD.xml", entry(&["Doc_0/Document.xml"])),
        ("Doc_0/Document.xml", document("", &["C.xml"]).replace("</Document>", outline)),
        ("Doc_0/C.xml", page(&lines)),
    ])
    .expect("an outline");
    assert_eq!(headings(&got), [(1, "一、党建工作".to_owned()), (2, "（一）队伍".to_owned())], "{}", got.body.text);
}

#[test]
fn several_documents_follow_each_other() {
    let got = read(&[
        ("OFD.xml", entry(&["A/Document.xml", "B/Document.xml"])),
        ("A/Document.xml", document("", &["C.xml"])),
        ("B/Document.xml", document("", &["C.xml"])),
        ("A/C.xml", page(&[(30.0, 40.0, "第一份文件的正文。")])),
        ("B/C.xml", page(&[(40.0, 80.0, "第二份文件的正文。")])),
    ])
    .expect("two documents");
    assert_eq!(got.body.text, "第一份文件的正文。\n第二份文件的正文。\n");
    assert_eq!((got.body.properties.pages, got.body.properties.title.as_deref()), (Some(2), Some("题名")));
    assert!(matches!(got.place(ByteOffset(30)), Some(Place::Rect { page: 2, .. })));
}

#[test]
fn steps_and_turned_text_are_placed() {
    let object = |attributes: &str, code: &str| {
        format!("<Page><Content><Layer><TextObject {attributes}>{code}</TextObject></Layer></Content></Page>")
    };
    let repeated =
        object("Boundary=\"20 20 180 10\" Size=\"5\"", "<TextCode X=\"0\" Y=\"5\" DeltaX=\"g 999999999999 5\">推进社区治理</TextCode>");
    assert_eq!(simple(repeated).expect("repeats").body.text, "推进社区治理\n");
    let unstepped = object("Boundary=\"20 20 180 10\" Size=\"5\"", "<TextCode X=\"0\" Y=\"5\">推进 2021 年治理</TextCode>");
    assert_eq!(squeezed(&simple(unstepped).expect("no steps").body.text), "推进2021年治理");
    let turned = object(
        "Boundary=\"20 20 180 100\" CTM=\"0 1 -1 0 5 0\" Size=\"5\"",
        "<TextCode X=\"0\" Y=\"0\" DeltaX=\"5 5 5 5 5\">推进社区治理</TextCode>",
    );
    assert_eq!(simple(turned).expect("turned").body.text, "推进社区治理\n");
    let columns = object(
        "Boundary=\"0 0 210 297\" Size=\"5\"",
        "<TextCode X=\"100\" Y=\"20\" DeltaX=\"0 0 0 0 0\" DeltaY=\"5 5 5 5 5\">第一列先读完</TextCode><TextCode X=\"90\" Y=\"20\" DeltaX=\"0 0 0 0 0\" DeltaY=\"5 5 5 5 5\">第二列再接着</TextCode>",
    );
    assert_eq!(squeezed(&simple(columns).expect("vertical").body.text), "第一列先读完第二列再接着");
    let hidden = object("Visible=\"false\" Boundary=\"0 0 9 9\" Size=\"5\"", "<TextCode X=\"0\" Y=\"5\">藏</TextCode>");
    assert_eq!(simple(hidden).expect_err("nothing shows"), ImportError::NoText(Format::Ofd));
}

#[test]
fn what_cannot_be_read_is_named() {
    let glyphs = page(&[(30.0, 40.0, "\u{e001}\u{e002}\u{e003}")]);
    assert_eq!(simple(glyphs).expect_err("glyphs only"), ImportError::Unmappable { format: Format::Ofd, pages: 1 });
    let image = "<Page><Content><Layer><ImageObject Boundary=\"0 0 210 297\" ResourceID=\"5\"/></Layer></Content></Page>".to_owned();
    assert_eq!(simple(image).expect_err("an image"), ImportError::OnlyImages { format: Format::Ofd, pages: 1 });
    let none = read(&[("OFD.xml", entry(&["Doc_0/Document.xml"])), ("Doc_0/Document.xml", document("", &[]))]).expect_err("no pages");
    assert!(none.to_string().contains("没有页面"), "{none}");
    let lost = read(&[("OFD.xml", entry(&["Doc_0/Document.xml"]))]).expect_err("no document");
    assert!(lost.to_string().contains("doc_0/document.xml"), "{lost}");
    for part in ["Encryptions.xml", "Doc_0/DecryptSeed.dat"] {
        let locked = read(&[("OFD.xml", entry(&["Doc_0/Document.xml"])), (part, String::new())]).expect_err(part);
        assert_eq!(locked, ImportError::Encrypted(Format::Ofd));
    }
    let cut = page(&[(30.0, 40.0, "前半正文"), (30.0, 50.0, "后半")]);
    let got = simple(cut[..cut.find("后").expect("in it")].to_owned()).expect("a broken page");
    assert_eq!((got.body.text.as_str(), codes(&got)), ("前半正文\n", vec![NoteCode::PartDamaged]));
}

#[test]
fn no_file_exhausts_the_reader() {
    let start = Instant::now();
    let mut pages = vec!["C.xml"];
    pages.resize(100_000, "nowhere.xml");
    let many = read(&[
        ("OFD.xml", entry(&["Doc_0/Document.xml"])),
        ("Doc_0/Document.xml", document("", &pages)),
        ("Doc_0/C.xml", page(&[(30.0, 40.0, "正文")])),
    ]);
    let many = many.expect("a hundred thousand pages, one of them there");
    assert_eq!(many.body.text, "正文\n");
    assert_eq!(codes(&many), [NoteCode::PartDamaged, NoteCode::LeftOut]);
    assert!(many.body.notes[1].message.contains("100000"), "{:?}", many.body.notes);
    let deep = format!("<Page><Content>{}", "<PageBlock>".repeat(100_000));
    assert!(matches!(simple(deep), Err(ImportError::Bomb { format: Format::Ofd, .. })));
    let entities: String = (0..40).map(|k| format!("<!ENTITY l{k} \"&l{};&l{};&l{};\">", k + 1, k + 1, k + 1)).collect();
    let bomb = format!("<!DOCTYPE Page [{entities}]>{}", page(&[(30.0, 40.0, "正文&l0;")]));
    assert_eq!(simple(bomb).expect("no entity is its own").body.text, "正文\n");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn a_sample_cut_or_changed_anywhere_is_refused_or_read() {
    for name in ["ofdrw__hello.ofd", "ofdrw__path_unstd.ofd", "ofdrw__1.ofd"] {
        let whole = testdata(name);
        for k in 0..24 {
            let cut = &whole[..whole.len() * k / 24];
            let mut flipped = whole.clone();
            let at = (whole.len() * k / 24 + 7) % whole.len();
            flipped[at] ^= 0x55;
            for bytes in [cut, &flipped] {
                match import(name, bytes) {
                    Ok(read) => assert!(!read.body.text.trim().is_empty(), "{name} {k}"),
                    Err(error) => assert!(!error.to_string().is_empty(), "{name} {k}"),
                }
            }
        }
    }
}
