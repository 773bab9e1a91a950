//! .docx: Word 2007 and later, WPS Writer's newer container.

use std::io::{Cursor, Write as _};

use jiedu::import::{ApartKind, Format, HintKind, ImportError, Imported, NoteCode, Place, import};
use jiedu::text::ByteOffset;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{headings, headings_found, imported, refusal, similarity, stretches, tagged, truth};

/// A ZIP container of these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("part");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("container").into_inner()
}

/// A document of these parts under `word/`, each without its declaration; the names of the parts say what they are.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut related = String::new();
    let mut all = vec![("_rels/.rels".to_owned(), relationships(&[("officeDocument", "word/document.xml")]))];
    for (name, xml) in parts {
        all.push((format!("word/{name}.xml"), (*xml).to_owned()));
        related +=
            &format!(r#"<Relationship Id="{name}" Type="http://x/{}" Target="{name}.xml"/>"#, name.trim_end_matches(char::is_numeric));
    }
    all.push(("word/_rels/document.xml.rels".to_owned(), format!("<Relationships>{related}</Relationships>")));
    let all: Vec<(&str, &[u8])> = all.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    zipped(&all)
}

fn relationships(all: &[(&str, &str)]) -> String {
    let one = |(kind, target): &(&str, &str)| format!(r#"<Relationship Id="{kind}" Type="http://x/{kind}" Target="{target}"/>"#);
    format!("<Relationships>{}</Relationships>", all.iter().map(one).collect::<String>())
}

/// A document's body, and other parts.
fn read(body: &str, parts: &[(&str, &str)]) -> Imported {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let all: Vec<(&str, &str)> = [("document", document.as_str())].into_iter().chain(parts.iter().copied()).collect();
    import("made.docx", &package(&all)).expect("readable")
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

/// A paragraph of one run.
fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph of a list.
fn item(list: u32, level: u8, text: &str) -> String {
    p(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#), text)
}

fn level(level: u8, format: &str, text: &str, more: &str) -> String {
    format!(r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#)
}

#[test]
fn the_known_document_is_read_whole() {
    let read = imported("own__gw.docx");
    let similarity = similarity(&read.body.text, &truth());
    assert!(similarity >= 0.995, "{similarity}");
    assert_eq!(headings_found(&read), 19);
    let marked: Vec<String> = headings(&read).into_iter().map(|(level, text)| format!("H{level}\t{text}")).collect();
    let known: Vec<String> = ["H1", "H2"].iter().flat_map(|tag| tagged(tag).into_iter().map(move |t| format!("{tag}\t{t}"))).collect();
    assert_eq!(marked.len(), known.len());
    assert!(known.iter().all(|heading| marked.contains(heading)), "{marked:#?}");
    assert_eq!(stretches(&read, |k| *k == HintKind::Title), tagged("T"));
    assert_eq!(stretches(&read, |k| *k == HintKind::Number)[..3], ["一、", "（一）", "（二）"]);
    assert!(stretches(&read, |k| matches!(k, HintKind::Bold { .. })).contains(&"强化载体招商。".to_owned()));
}

#[test]
fn the_known_document_has_its_table_note_and_revisions() {
    let read = imported("own__gw.docx");
    let text = &read.body.text;
    let [table] = read.body.tables.as_slice() else { panic!("{} tables", read.body.tables.len()) };
    let cells: Vec<Vec<&str>> = table.rows.iter().map(|row| row.iter().map(|cell| cell.span.of(text)).collect()).collect();
    assert_eq!(
        cells,
        [
            ["序号", "重点项目", "责任部门", "完成时限"],
            ["1", "既有多层住宅加装电梯20台", "社区建设办", "2025年12月"],
            ["2", "一网统管平台升级", "城运中心", "2025年6月"]
        ]
    );
    assert!(text.contains("贡献力量。[^1]\n"), "the mark stands where the note is anchored");
    assert!(text.ends_with("\n[^1]: 脚注：三级三系服务机制说明。\n"));
    assert!(text.contains("新增修订文字。") && !text.contains("删去修订文字。"));
    assert_eq!(notes(&read), [NoteCode::RevisionInserted, NoteCode::RevisionDeleted]);
    assert_eq!(apart(&read, ApartKind::Deleted), ["删去修订文字。"]);
    assert_eq!(apart(&read, ApartKind::PageNumber), ["— 1 —"]);
    assert!(text.contains("链接文字") && !text.contains("example.invalid"));
}

#[test]
fn every_character_leads_back_to_its_run() {
    let read = imported("own__gw.docx");
    let at = |wanted: &str| read.place(ByteOffset(read.body.text.find(wanted).expect(wanted)));
    assert_eq!(at("关于印发"), Some(Place::Run { paragraph: 0, run: 0 }));
    assert_eq!(at("强化载体招商"), Some(Place::Run { paragraph: 10, run: 1 }));
    assert_eq!(at("一、抓牢"), None, "no run holds a number that Word counts");
}

#[test]
fn a_form_of_another_office_is_read() {
    let read = imported("poi__stress019.docx");
    let lines = lines(&read);
    assert_eq!(lines[0], "リーダーシップに係る発行運営業務委託");
    assert!(lines.contains(&"１．委託業務の名称"), "{lines:?}");
    assert_eq!(read.body.tables.len(), 5);
}

#[test]
fn damaged_and_hostile_files_are_named() {
    assert!(matches!(refusal("hostile__deep.docx"), ImportError::Bomb { format: Format::Docx, .. }));
    assert!(matches!(refusal("hostile__trunc1.docx"), ImportError::Damaged { format: Format::Docx, .. }));
    let message = refusal("hostile__trunc1.docx").to_string();
    assert!(message.contains("已损坏或不完整") && message.contains("请重新下载"), "{message}");
}

#[test]
fn lists_count_as_word_counts_them() {
    let numbering = format!(
        r#"<w:numbering><w:abstractNum w:abstractNumId="4">{}{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>
        <w:abstractNum w:abstractNumId="6">{}</w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num>
        <w:num w:numId="7"><w:abstractNumId w:val="6"/></w:num></w:numbering>"#,
        level(0, "chineseCountingThousand", "第%1章", r#"<w:suff w:val="space"/>"#),
        level(1, "chineseCounting", "（%2）", ""),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        level(3, "decimalEnclosedCircle", "%4", r#"<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>"#),
        level(0, "bullet", "\u{f0d8}", ""),
    );
    let styles = r#"<w:styles><w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let body = [
        item(1, 0, "甲"),
        item(1, 1, "乙"),
        item(1, 2, "丙"),
        item(1, 3, "丁"),
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>".to_owned(),
        item(1, 1, "戊"),
        item(1, 3, "己"),
        item(3, 0, "庚"),
        item(2, 0, "辛"),
        item(2, 0, "壬"),
        item(0, 0, "癸"),
        item(7, 0, "子"),
        item(99, 0, "丑"),
    ];
    let read = read(&body.concat(), &[("numbering", &numbering), ("styles", styles)]);
    let expected =
        ["第一章 甲", "（一）乙", "1.1.1 丙", "①丁", "（三）戊", "②己", "第二章 庚", "第一章 辛", "第二章 壬", "癸", "• 子", "丑"];
    assert_eq!(lines(&read), expected);
}

#[test]
fn headings_are_told_by_name_and_outline_and_numbered_by_their_style() {
    let styles = r#"<w:styles>
        <w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="9"><w:name w:val="我的标题"/><w:basedOn w:val="2"/></w:style>
        <w:style w:type="paragraph" w:styleId="7"><w:name w:val="TOC Heading"/><w:basedOn w:val="2"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style>
        <w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style></w:styles>"#;
    let numbering = format!(
        r#"<w:numbering><w:abstractNum w:abstractNumId="0">{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
        level(0, "decimal", "%1.", ""),
        level(1, "chineseCounting", "%2、", r#"<w:pStyle w:val="2"/>"#),
    );
    let body = [
        p(r#"<w:pStyle w:val="2"/>"#, "一级"),
        p(r#"<w:pStyle w:val="9"/>"#, "承前"),
        p(r#"<w:outlineLvl w:val="2"/>"#, "三级"),
        p(r#"<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>"#, "正文"),
        p(r#"<w:pStyle w:val="7"/>"#, "目录"),
        p(r#"<w:pStyle w:val="a"/>"#, "循环"),
    ];
    let read = read(&body.concat(), &[("styles", styles), ("numbering", &numbering)]);
    assert_eq!(lines(&read), ["一、一级", "二、承前", "三级", "三、正文", "目录", "循环"]);
    assert_eq!(headings(&read), [(1, "一、一级".to_owned()), (1, "二、承前".to_owned()), (3, "三级".to_owned())]);
}

#[test]
fn bold_toggles_between_styles_and_direct_formatting_wins() {
    let styles = r#"<w:styles><w:style w:type="paragraph" w:styleId="p"><w:name w:val="p"/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="c"><w:name w:val="c"/><w:rPr><w:b/><w:i/></w:rPr></w:style></w:styles>"#;
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="p"/></w:pPr>{}{}{}</w:p><w:p>{}{}</w:p>"#,
        run("", "粗"),
        run(r#"<w:rStyle w:val="c"/>"#, "斜"),
        run(r#"<w:b w:val="0"/>"#, "细"),
        run(r#"<w:rStyle w:val="c"/>"#, "粗斜"),
        run(r#"<w:vanish/>"#, "隐藏"),
    );
    let read = read(&body, &[("styles", styles)]);
    assert_eq!(lines(&read), ["粗斜细", "粗斜"]);
    assert_eq!(stretches(&read, |k| matches!(k, HintKind::Bold { .. })), ["粗", "粗斜"]);
    assert_eq!(stretches(&read, |k| *k == HintKind::Italic), ["斜", "粗斜"]);
}

const BEGIN: &str = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#;
const SEPARATE: &str = r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
const END: &str = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;

fn instruction(text: &str) -> String {
    format!("<w:r><w:instrText> {text} </w:instrText></w:r>")
}

#[test]
fn fields_give_their_result_and_a_table_of_contents_no_headings() {
    let toc = instruction("TOC \\o");
    let (page, inner, circle) = (instruction("PAGEREF x"), instruction("IF "), instruction("eq \\o\\ac(○,3"));
    let body = format!(
        r#"<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{BEGIN}{toc}{SEPARATE}<w:r><w:t>一、目录行</w:t><w:tab/></w:r>{BEGIN}{page}{SEPARATE}<w:r><w:t>3</w:t></w:r>{END}</w:p>
        <w:p>{END}</w:p>{}
        <w:p><w:fldSimple w:instr="DATE"><w:r><w:t>二月</w:t></w:r></w:fldSimple>{BEGIN}{inner}{BEGIN}{page}{SEPARATE}<w:r><w:t>隐</w:t></w:r>{END}{SEPARATE}<w:r><w:t>显</w:t></w:r>{END}</w:p>
        <w:p>{BEGIN}{circle}<w:r><w:instrText>)</w:instrText></w:r>{END}<w:r><w:t>圈</w:t></w:r></w:p><w:p>{BEGIN}{page}</w:p>{}"#,
        p(r#"<w:outlineLvl w:val="0"/>"#, "标题"),
        p("", "未完的域不藏文字"),
    );
    let read = read(&body, &[]);
    assert_eq!(lines(&read), ["一、目录行\t3", "标题", "二月显", "③圈", "未完的域不藏文字"]);
    assert_eq!(headings(&read), [(1, "标题".to_owned())]);
}

#[test]
fn wrappers_marks_and_breaks() {
    let body = r#"<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标签</w:t></w:r></w:smartTag></w:p></w:sdtContent></w:sdt>
        <w:p><w:r><w:br w:type="page"/><w:t xml:space="preserve">甲 </w:t><w:br/><w:t> 乙 </w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/><w:br/></w:r></w:p>
        <w:p><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>"#;
    assert_eq!(read(body, &[]).body.text, "链接标签\n甲 \u{b}乙-☑\n拼x+1\n");
}

#[test]
fn a_text_box_is_read_once_and_stands_after_its_paragraph() {
    let content = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p("", text));
    let body = format!(
        r#"<w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>
        <w:p><mc:AlternateContent><mc:Choice Requires="new"><w:drawing/></mc:Choice><mc:Fallback><w:r><w:t>退路</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"#,
        content("框"),
        content("框"),
    );
    assert_eq!(lines(&read(&body, &[])), ["前后", "框", "退路"]);
}

#[test]
fn revisions_that_move_text_or_join_paragraphs() {
    let body = format!(
        r#"<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p>{}
        <w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>
        <w:p><w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr><w:del><w:r><w:delText>整段</w:delText></w:r></w:del></w:p>{}
        <w:p><w:pPr><w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>改格式</w:t></w:r></w:p>"#,
        p("", "下"),
        p("", "末"),
    );
    let read = read(&body, &[]);
    assert_eq!(lines(&read), ["上下", "新处", "末", "改格式"]);
    assert_eq!(apart(&read, ApartKind::Deleted), ["旧处", "整段"]);
    assert!(headings(&read).is_empty());
}

#[test]
fn notes_of_both_kinds_count_together_and_comments_stand_apart() {
    let footnotes = format!(
        r#"<w:footnotes><w:footnote w:type="separator" w:id="-1">{}</w:footnote><w:footnote w:id="1">{}</w:footnote><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#,
        p("", "线"),
        p("", "后注"),
        r#"<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 先注</w:t></w:r></w:p>"#
    );
    let endnotes = format!(r#"<w:endnotes><w:endnote w:id="1">{}</w:endnote></w:endnotes>"#, p("", "尾注"));
    let comments = format!(r#"<w:comments><w:comment w:id="0" w:author="某">{}</w:comment></w:comments>"#, p("", "请核实"));
    let body = r#"<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>乙</w:t></w:r><w:r><w:endnoteReference w:id="1"/></w:r>
        <w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r><w:r><w:footnoteReference w:id="77"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>"#;
    let read = read(body, &[("footnotes", &footnotes), ("endnotes", &endnotes), ("comments", &comments)]);
    assert_eq!(lines(&read), ["甲[^1]乙[^2][^3]", "[^1]: 先注", "[^2]: 尾注", "[^3]: 后注"]);
    assert_eq!(apart(&read, ApartKind::Annotation), ["请核实"]);
    assert_eq!(notes(&read), [NoteCode::PartDamaged], "a mark without its note is told");
}

#[test]
fn heads_feet_and_watermarks_stand_apart() {
    let number = instruction("PAGE");
    let header = r#"<w:hdr><w:p><w:r><w:t>街道工作要点</w:t></w:r><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="征求意见稿"/></v:shape></w:pict></w:r></w:p></w:hdr>"#;
    let footer = format!(
        r#"<w:ftr><w:p><w:r><w:t>第</w:t></w:r>{BEGIN}{number}{SEPARATE}<w:r><w:t>12</w:t></w:r>{END}<w:r><w:t>页</w:t></w:r></w:p></w:ftr>"#
    );
    let read = read(&p("", "正文"), &[("header1", header), ("header2", header), ("footer1", &footer)]);
    assert_eq!(read.body.text, "正文\n");
    assert_eq!(apart(&read, ApartKind::RunningHead), ["街道工作要点"]);
    assert_eq!(apart(&read, ApartKind::Watermark), ["征求意见稿"]);
    assert_eq!(apart(&read, ApartKind::PageNumber), ["第12页"]);
}

fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

#[test]
fn cells_span_columns_and_rows() {
    let restart = r#"<w:vMerge w:val="restart"/>"#;
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/>", cell("", &p("", "内一")), cell("", &p("", "内二")));
    let body = format!(
        r#"<w:tbl><w:tblPr/><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>"#,
        cell(r#"<w:gridSpan w:val="2"/>"#, &p("", "横")),
        cell("", &p("", "右")),
        cell(restart, &p("", "竖")),
        cell("", &(p("", "上段") + &p("", "下段"))),
        cell("", &inner),
        cell("<w:vMerge/>", "<w:p/>"),
        cell("", &p("", "三二")),
        cell("", &p("", "三三")),
    );
    let read = read(&body, &[]);
    assert_eq!(lines(&read), ["横\t右", "竖\t上段 下段\t内一 内二", "三二\t三三"]);
    let spans: Vec<Vec<(u16, u16)>> = read.body.tables[0].rows.iter().map(|r| r.iter().map(|c| (c.columns, c.rows)).collect()).collect();
    assert_eq!(spans, [vec![(2, 1), (1, 1)], vec![(1, 2), (1, 1), (1, 1)], vec![(1, 1), (1, 1)]]);
}

#[test]
fn a_table_of_one_cell_is_a_frame_around_paragraphs() {
    let body = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", &(p(r#"<w:outlineLvl w:val="0"/>"#, "标题") + &p("", "正文"))));
    let read = read(&body, &[]);
    assert_eq!(lines(&read), ["标题", "正文"]);
    assert!(read.body.tables.is_empty());
    assert_eq!(headings(&read), [(1, "标题".to_owned())]);
}

#[test]
fn the_main_part_is_found_by_relationship_and_by_type() {
    let document = format!(
        r#"<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body>{}</body></document>"#,
        p("", "正文").replace("w:", "")
    );
    let strict = r#"<Relationships><Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Main/Text.xml"/></Relationships>"#;
    let types = r#"<Types><Override PartName="/Main/Text.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    for parts in [vec![("_rels/.rels", strict), ("[Content_Types].xml", "<Types/>")], vec![("[Content_Types].xml", types)]] {
        let mut all: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (*name, xml.as_bytes())).collect();
        all.push(("main\\text.xml", document.as_bytes()));
        let read = import("x.wps", &zipped(&all)).expect("readable");
        assert_eq!((read.format, read.body.text.as_str()), (Format::Docx, "正文\n"));
    }
}

#[test]
fn a_missing_part_costs_what_it_holds_and_is_noted() {
    let related = relationships(&[("styles", "styles.xml"), ("header", "../../../../etc/passwd")]);
    let document = format!("<w:document><w:body>{}</w:body></w:document>", p("", "正文"));
    let rels = relationships(&[("officeDocument", "word/document.xml")]);
    let with = |document: Option<&str>| {
        let mut parts = vec![("_rels/.rels", rels.as_bytes()), ("word/_rels/document.xml.rels", related.as_bytes())];
        parts.extend(document.map(|d| ("word/document.xml", d.as_bytes())));
        // A name that climbs out of the archive is a name inside it like any other.
        parts.push(("../../../../tmp/jiedu-climbed-out.xml", b"<w:hdr/>"));
        import("x.docx", &zipped(&parts))
    };
    let read = with(Some(&document)).expect("readable");
    assert_eq!(read.body.text, "正文\n");
    assert_eq!(notes(&read), [NoteCode::PartDamaged, NoteCode::PartDamaged]);
    assert!(!std::path::Path::new("/tmp/jiedu-climbed-out.xml").exists());
    assert!(with(None).expect_err("no body").to_string().contains("缺少正文部件"));

    let broken = with(Some(&document.replace("</w:body>", "<w:p><w:r><w:t>半句</w:x"))).expect("the rest is readable");
    assert!(lines(&broken).starts_with(&["正文"]) && notes(&broken).contains(&NoteCode::PartDamaged), "{broken:?}");
    assert!(matches!(with(Some("<w:document><w:body")).expect_err("nothing"), ImportError::Damaged { .. }));
}

#[test]
fn bombs_are_refused() {
    let nested = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(5_000), p("", "底"));
    let document = format!("<w:document><w:body>{}{nested}</w:body></w:document>", p("", "面"));
    assert!(matches!(import("x.docx", &package(&[("document", &document)])), Err(ImportError::Bomb { .. })));

    let nested = format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(100), p("", "底"), "</w:tc></w:tr></w:tbl>".repeat(100));
    let read = read(&format!("{}{nested}", p("", "面")), &[]);
    assert_eq!((lines(&read), notes(&read)), (vec!["面"], vec![NoteCode::LeftOut]));

    let blanks = vec![b' '; 200 * 1024 * 1024];
    let bomb = zipped(&[("word/document.xml", &blanks)]);
    assert!(bomb.len() < 1024 * 1024);
    let message = import("x.docx", &bomb).expect_err("a bomb").to_string();
    assert!(message.contains("展开后过大"), "{message}");
}

#[test]
fn entities_of_a_document_type_are_neither_expanded_nor_fetched() {
    let laughs: String = (1..9).map(|k| format!("<!ENTITY l{k} \"{}\">", format!("&l{};", k - 1).repeat(10))).collect();
    let document = format!(
        "<!DOCTYPE d [<!ENTITY l0 \"哈\">{laughs}<!ENTITY f SYSTEM \"file:///etc/passwd\">]><w:document><w:body>{}</w:body></w:document>",
        p("", "甲&l8;&f;&amp;&#20057;")
    );
    let read = import("x.docx", &package(&[("document", &document)])).expect("readable");
    assert_eq!(read.body.text, "甲&乙\n");
}
