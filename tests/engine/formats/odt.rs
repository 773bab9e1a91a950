//! .odt: OpenDocument text.

use jiedu::import::{ApartKind, Format, HintKind, ImportError, Imported, NoteCode, Place, import};
use jiedu::text::ByteOffset;

use super::docx::zipped;
use super::{headings, headings_found, imported, similarity, stretches, tagged, truth};

const KIND: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");

fn content(automatic: &str, body: &str) -> String {
    format!(
        "<office:document-content><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn styles(named: &str, masters: &str) -> String {
    format!(
        "<office:document-styles><office:styles>{named}</office:styles><office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )
}

/// A document of automatic styles and a body, named styles and master pages.
fn read(automatic: &str, body: &str, named: &str, masters: &str) -> Imported {
    let (content, styles) = (content(automatic, body), styles(named, masters));
    let meta = "<office:document-meta><office:meta><dc:title> 工作要点 </dc:title></office:meta></office:document-meta>";
    let parts = [KIND, ("content.xml", content.as_bytes()), ("styles.xml", styles.as_bytes()), ("meta.xml", meta.as_bytes())];
    import("made.odt", &zipped(&parts)).expect("readable")
}

fn lines(imported: &Imported) -> Vec<&str> {
    imported.body.text.lines().collect()
}

fn apart(imported: &Imported, kind: ApartKind) -> Vec<&str> {
    imported.body.apart.iter().filter(|a| a.kind == kind).map(|a| a.text.as_str()).collect()
}

fn notes(imported: &Imported) -> Vec<NoteCode> {
    imported.body.notes.iter().map(|n| n.code).collect()
}

#[test]
fn the_known_document_is_read_whole() {
    let read = imported("own__gw.odt");
    let similarity = similarity(&read.body.text, &truth());
    assert!(similarity >= 0.995, "{similarity}");
    assert_eq!(headings_found(&read), 19);
    assert_eq!(headings(&read).len(), 19);
    let of_level = |wanted: u8| headings(&read).into_iter().filter(|(level, _)| *level == wanted).map(|(_, text)| text).collect::<Vec<_>>();
    assert_eq!((of_level(1), of_level(2)), (tagged("H1"), tagged("H2")));
    assert_eq!(stretches(&read, |k| *k == HintKind::Title), tagged("T"));
    assert!(stretches(&read, |k| matches!(k, HintKind::Bold { .. })).contains(&"强化载体招商。".to_owned()));
    let at = |wanted: &str| read.place(ByteOffset(read.body.text.find(wanted).expect(wanted)));
    assert_eq!(at("关于印发"), Some(Place::Run { paragraph: 0, run: 0 }));
    assert_eq!(at("强化载体招商"), Some(Place::Run { paragraph: 10, run: 1 }));
}

#[test]
fn the_known_document_has_its_table_note_and_revisions() {
    let read = imported("own__gw.odt");
    let text = &read.body.text;
    let [table] = read.body.tables.as_slice() else { panic!("{} tables", read.body.tables.len()) };
    let cells: Vec<String> = table.rows.iter().flatten().map(|cell| cell.span.of(text).to_owned()).collect();
    assert_eq!(cells[..8].join("|"), "序号|重点项目|责任部门|完成时限|1|既有多层住宅加装电梯20台|社区建设办|2025年12月");
    assert_eq!(cells.len(), 12);
    assert!(text.contains("贡献力量。[^1]\n"), "the mark stands where the note is anchored");
    assert!(text.ends_with("\n[^1]: 脚注：三级三系服务机制说明。\n"));
    assert!(text.contains("新增修订文字。") && !text.contains("删去修订文字。"));
    assert_eq!(notes(&read), [NoteCode::RevisionInserted, NoteCode::RevisionDeleted]);
    assert_eq!(apart(&read, ApartKind::Deleted), ["删去修订文字。"]);
    assert_eq!(apart(&read, ApartKind::PageNumber), ["— 3 —"]);
    assert!(text.contains("链接文字") && !text.contains("example.invalid"));
}

const LIST: &str = r#"<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
    <text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/>
    <text:list-level-style-number text:level="3" style:num-format="a" text:display-levels="3"/></text:list-style>
    <text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="&#xF0B7;"/></text:list-style>"#;

#[test]
fn lists_count_nest_and_go_on() {
    let body = r#"<text:list xml:id="a" text:style-name="L"><text:list-header><text:p>题头</text:p></text:list-header>
        <text:list-item><text:p>甲</text:p><text:p>续段</text:p>
          <text:list><text:list-item><text:p>乙</text:p><text:list><text:list-item><text:p>丙</text:p></text:list-item></text:list></text:list-item></text:list></text:list-item>
        <text:list-item text:start-value="5"><text:p>丁</text:p></text:list-item></text:list>
        <text:p>中间</text:p>
        <text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>戊</text:p></text:list-item></text:list>
        <text:list text:style-name="L"><text:list-item><text:p>己</text:p></text:list-item></text:list>
        <text:list text:style-name="L" text:continue-list="a"><text:list-item><text:p>庚</text:p></text:list-item></text:list>
        <text:list><text:list-item><text:p text:style-name="P">辛</text:p></text:list-item></text:list>
        <text:list text:style-name="B"><text:list-item><text:p>壬</text:p></text:list-item></text:list>"#;
    let automatic = format!(r#"{LIST}<style:style style:name="P" style:family="paragraph" style:list-style-name="L"/>"#);
    let read = read(&automatic, body, "", "");
    assert_eq!(lines(&read), ["题头", "1.甲", "续段", "（一）乙", "1.一.a 丙", "5.丁", "中间", "6.戊", "1.己", "7.庚", "1.辛", "• 壬"]);
    assert_eq!(read.body.properties.title.as_deref(), Some("工作要点"));
}

#[test]
fn headings_count_by_the_outline() {
    let named = r#"<text:outline-style style:name="O"><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." loext:num-list-format="第%1%章"/>
        <text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="、"/></text:outline-style>
        <style:style style:name="H2" style:family="paragraph" style:default-outline-level="2"/>
        <style:style style:name="Title" style:family="paragraph"/>
        <style:style style:name="Plain" style:family="paragraph" style:parent-style-name="H2" style:list-style-name=""/>"#;
    let automatic = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>"#;
    let body = r#"<text:p text:style-name="P1">题目</text:p><text:h text:outline-level="1">甲</text:h><text:h text:style-name="H2" text:outline-level="2">乙</text:h>
        <text:h text:style-name="Plain" text:outline-level="2">丙</text:h><text:h text:outline-level="1" text:is-list-header="true">丁</text:h>
        <text:h text:outline-level="1">戊</text:h><text:h text:outline-level="2">己</text:h><text:h text:outline-level="2" text:restart-numbering="true" text:start-value="8">庚</text:h>
        <text:table-of-content><text:table-of-content-source><text:index-title-template>样板</text:index-title-template></text:table-of-content-source>
        <text:index-body><text:p text:style-name="H2">甲 1</text:p></text:index-body></text:table-of-content><text:p text:style-name="H2">辛</text:p>"#;
    let read = read(automatic, body, named, "");
    assert_eq!(lines(&read), ["题目", "第一章 甲", "1、乙", "丙", "丁", "第二章 戊", "1、己", "8、庚", "甲 1", "辛"]);
    assert_eq!(headings(&read).iter().map(|(level, _)| *level).collect::<Vec<_>>(), [1, 2, 2, 1, 1, 2, 2, 2]);
    assert_eq!(stretches(&read, |k| *k == HintKind::Title), ["题目"]);
}

#[test]
fn blanks_spans_and_what_stands_inside_a_paragraph() {
    let automatic = r#"<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold" fo:font-style="italic"/></style:style>
        <style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>"#;
    let body = "<text:p>  甲\n   乙<text:s text:c=\"3\"/>丙<text:tab/>丁<text:line-break/><text:span text:style-name=\"T1\">粗<text:bookmark text:name=\"b\"/>体 </text:span> <text:a>链接</text:a><text:span text:style-name=\"T2\">隐藏</text:span><text:soft-page-break/><text:ruby><text:ruby-base>拼</text:ruby-base><text:ruby-text>pin</text:ruby-text></text:ruby></text:p>";
    let read = read(automatic, body, "", "");
    assert_eq!(read.body.text, "甲 乙   丙\t丁\u{b}粗体 链接拼\n");
    assert_eq!(stretches(&read, |k| matches!(k, HintKind::Bold { .. })), ["粗体 "]);
    assert_eq!(stretches(&read, |k| *k == HintKind::Italic), ["粗体 "]);
}

#[test]
fn notes_boxes_and_comments() {
    let note = |class: &str, text: &str| {
        format!(
            r#"<text:note text:note-class="{class}"><text:note-citation>9</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"#
        )
    };
    let body = format!(
        r#"<text:p>甲{}乙{}<office:annotation><dc:creator>某</dc:creator><dc:date>2025</dc:date><text:p>请核实</text:p></office:annotation>丙<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>丁</text:p>
        <text:p><draw:custom-shape draw:name="PowerPlusWaterMarkObject"><text:p>秘密</text:p></draw:custom-shape>末</text:p>"#,
        note("footnote", "脚注"),
        note("endnote", "尾注"),
    );
    let read = read("", &body, "", "");
    assert_eq!(lines(&read), ["甲[^1]乙[^2]丙丁", "框", "末", "[^1]: 脚注", "[^2]: 尾注"]);
    assert_eq!(apart(&read, ApartKind::Annotation), ["请核实"]);
    assert_eq!(apart(&read, ApartKind::Watermark), ["秘密"]);
}

#[test]
fn cells_span_and_repeated_ones_are_bounded() {
    let body = r#"<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>横</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
        <table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>竖</text:p></table:table-cell><table:table-cell><text:list><text:list-item><text:p>上</text:p></text:list-item></text:list><text:p>下</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="4000000000"><table:covered-table-cell/><table:table-cell><text:p>角</text:p></table:table-cell><table:table-cell table:number-columns-repeated="4000000000"/></table:table-row></table:table>"#;
    let read = read("", body, "", "");
    assert_eq!(lines(&read).iter().map(|line| line.trim_end()).collect::<Vec<_>>(), ["横", "竖\t上 下", "角"]);
    let [table] = read.body.tables.as_slice() else { panic!("{} tables", read.body.tables.len()) };
    let spans: Vec<(u16, u16)> = table.rows.iter().map(|row| (row[0].columns, row[0].rows)).collect();
    assert_eq!(spans, [(2, 1), (1, 2), (1, 1)]);
    assert!(table.rows[2].len() <= 256);
}

#[test]
fn heads_and_feet_of_the_master_pages_stand_apart() {
    let masters = r#"<style:master-page><style:header><text:p>街道工作要点</text:p></style:header><style:header-left><text:p>街道工作要点</text:p></style:header-left>
        <style:footer><text:p>第<text:page-number>1</text:page-number>页</text:p></style:footer></style:master-page>"#;
    let read = read("", "<text:p>正文</text:p>", "", masters);
    assert_eq!(read.body.text, "正文\n");
    assert_eq!(apart(&read, ApartKind::RunningHead), ["街道工作要点"]);
    assert_eq!(apart(&read, ApartKind::PageNumber), ["第1页"]);
}

#[test]
fn encrypted_damaged_and_hostile_files_are_named() {
    let whole = content("", "<text:p>正文</text:p>");
    let with = |parts: &[(&str, &[u8])]| import("x.odt", &zipped(&[&[KIND], parts].concat()));
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert_eq!(with(&[("content.xml", b"\x01\x02"), ("META-INF/manifest.xml", manifest)]), Err(ImportError::Encrypted(Format::Odt)));

    let alone = with(&[("content.xml", whole.as_bytes())]).expect("readable");
    assert_eq!(alone.body.text, "正文\n");
    assert_eq!(notes(&alone), [NoteCode::PartDamaged; 2], "styles and properties are missing");

    assert!(with(&[("styles.xml", b"<x/>")]).expect_err("no body").to_string().contains("缺少部件 content.xml"));
    let half = whole.split("</office:text>").next().expect("half");
    let half = with(&[("content.xml", half.as_bytes())]).expect("readable");
    assert!(half.body.notes.iter().any(|n| n.message.contains("其后的内容没有读入")));

    let nested = content("", &"<table:table><table:table-row><table:table-cell>".repeat(5_000));
    assert!(matches!(with(&[("content.xml", nested.as_bytes())]), Err(ImportError::Bomb { .. })));
    let nested = content(
        "",
        &format!(
            "<text:p>面</text:p>{}{}",
            "<text:p><draw:frame><draw:text-box>".repeat(200),
            "</draw:text-box></draw:frame></text:p>".repeat(200)
        ),
    );
    let nested = with(&[("content.xml", nested.as_bytes())]).expect("readable");
    assert!(nested.body.notes.iter().any(|n| n.code == NoteCode::LeftOut));

    let blanks = content("", "<text:p>甲<text:s text:c=\"4000000000\"/>&e;乙</text:p>");
    let blanks = format!("<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{blanks}");
    let blanks = with(&[("content.xml", blanks.as_bytes())]).expect("readable");
    assert!(blanks.body.text.len() < 10_000 && blanks.body.text.ends_with("乙\n"));
}
