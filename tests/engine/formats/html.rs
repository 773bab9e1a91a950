//! Web pages and saved pages: the article in order without what stands around it, whatever the site's editor made of it.

use std::time::{Duration, Instant};

use jiedu::import::{Apart, ApartKind, Encoding, Format, HintKind, ImportError, Imported, Lines, NoteCode, Place, import};
use jiedu::text::ByteOffset;

use super::{headings, headings_found, imported, refusal, similarity, squeezed, stretches, tagged, testdata, truth};

/// Imports a page.
fn page(html: &str) -> Imported {
    import("页面.html", html.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn lines(imported: &Imported) -> Vec<&str> {
    imported.body.text.lines().collect()
}

fn navigation(imported: &Imported) -> Vec<&str> {
    let of = |a: &'static ApartKind| move |x: &&Apart| x.kind == *a;
    imported.body.apart.iter().filter(of(&ApartKind::Navigation)).map(|a| a.text.as_str()).collect()
}

/// A page in the manner of a government site, around what its editor wrote.
fn site(head: &str, body: &str) -> String {
    format!(
        r##"<!DOCTYPE html><html><head><meta charset="utf-8">{head}<title>测试街道2021年工作要点_测试市人民政府</title>
<style>.TRS_Editor P{{margin:0}}</style><script>var a = "<div>脚本里的字</div>";</script></head>
<body><div class="header"><div class="logo"><a href="/">测试市人民政府</a></div>
<ul class="nav"><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li><li><a href="/c">办事服务</a></li></ul></div>
<div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a href="/b">政务公开</a> &gt; 正文</div>
<div class="article"><h1>测试街道2021年工作要点</h1>
<div class="info"><span>来源：测试街道办事处</span> <span>发布时间：2021-03-05 10:20</span> <span>浏览次数：<em id="hits">12</em></span></div>
{body}
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="xgwd"><h3>相关文档</h3><ul><li><a href="/1">别处的工作要点之一</a></li><li><a href="/2">别处的工作要点之二</a></li></ul></div></div>
<div class="footer">主办单位：测试市人民政府办公室　沪ICP备00000000号　网站标识码：0000000000</div>
<div style="display:none">看不见的字</div><input value="框里的字"></body></html>"##
    )
}

const BODY: [&str; 4] = [
    "2021年是实施十四五规划的开局之年，街道将坚持稳中求进，全力推动各项工作再上新台阶，不断增强居民群众的获得感。",
    "一、抓好党的建设",
    "深入推进党建引领社区治理，建立健全居民区党组织工作制度，广泛开展走访服务，切实解决居民急难愁盼的问题。",
    "（一）加强队伍建设，完善考核办法，打造一支懂社区、爱居民、善治理的工作者队伍，全年组织培训不少于十二次。",
];

#[test]
fn the_export_of_an_office_comes_whole() {
    let gw = imported("own__gw.html");
    assert_eq!((gw.format, gw.encoding, gw.body.lines), (Format::Html, Some(Encoding::Utf8), Lines::Paragraphs));
    let likeness = similarity(&gw.body.text, &truth());
    assert!(likeness >= 0.995, "{likeness}");
    assert_eq!(headings_found(&gw), 19);
    let marked: Vec<(u8, String)> = headings(&gw).into_iter().map(|(level, text)| (level, squeezed(&text))).collect();
    for (level, tag) in [(1, "H1"), (2, "H2")] {
        let known: Vec<String> = tagged(tag).iter().map(|t| squeezed(t)).collect();
        let found: Vec<String> = marked.iter().filter(|(l, _)| *l == level).map(|(_, t)| t.clone()).collect();
        assert_eq!(found, known);
    }
    let [table] = &gw.body.tables[..] else { panic!("one table") };
    let rows: Vec<Vec<&str>> = table.rows.iter().map(|r| r.iter().map(|c| c.span.of(&gw.body.text)).collect()).collect();
    assert_eq!(rows[1], ["1", "既有多层住宅加装电梯20台", "社区建设办", "2025年12月"]);
    assert_eq!(rows.len(), tagged("R").len());
    let feet: Vec<_> = gw.body.apart.iter().filter(|a| a.kind == ApartKind::RunningHead).collect();
    assert_eq!(feet.len(), 1, "the page's foot with its number is no body: {:?}", gw.body.apart);
    assert!(!stretches(&gw, |k| matches!(k, HintKind::Bold { .. })).is_empty());
    // A place leads back into the page for every line of text.
    for line in gw.body.text.lines().take(20) {
        let at = line.as_ptr() as usize - gw.body.text.as_ptr() as usize;
        assert!(matches!(gw.place(ByteOffset(at)), Some(Place::Run { .. })), "{line}");
    }
}

#[test]
fn a_site_gives_its_article_and_keeps_the_rest_apart() {
    let paragraphs: String = BODY.iter().map(|p| format!("<p style=\"text-indent:2em\">　　{p}</p>\n")).collect();
    let editors = [
        "<div class=\"TRS_Editor\">",
        "<div id=\"zoom\">",
        "<div id=\"UCAP-CONTENT\">",
        "<ucapcontent>",
        "<div class=\"view TRS_UEDITOR trs_paper_default\">",
        "<div class=\"unknown\">",
    ];
    for editor in editors {
        let got = page(&site("", &format!("{editor}{paragraphs}</div>")));
        let mut expected = vec!["测试街道2021年工作要点"];
        expected.extend(BODY);
        assert_eq!(lines(&got), expected, "{editor}");
        assert_eq!(stretches(&got, |k| *k == HintKind::Title), ["测试街道2021年工作要点"], "{editor}");
        let properties = &got.body.properties;
        assert_eq!(properties.title.as_deref(), Some("测试街道2021年工作要点"));
        assert_eq!(properties.date.as_deref(), Some("2021-03-05 10:20"), "{editor}");
        assert_eq!(properties.source.as_deref(), Some("测试街道办事处"), "{editor}");
        let apart = navigation(&got).join("\n");
        for piece in ["政务公开", "当前位置", "主办单位", "别处的工作要点之一"] {
            assert!(apart.contains(piece), "{editor}: {piece} in {apart}");
        }
        for gone in ["脚本里的字", "看不见的字", "框里的字", "margin"] {
            assert!(!apart.contains(gone) && !got.body.text.contains(gone), "{editor}: {gone}");
        }
        let each: std::collections::BTreeSet<&str> = navigation(&got).into_iter().collect();
        assert_eq!(each.len(), navigation(&got).len(), "nothing twice");
    }
}

#[test]
fn of_several_known_bodies_the_one_with_the_text_counts() {
    let text = BODY.join("</p><p>");
    let got =
        page(&site("", &format!("<div class=\"TRS_Editor\"></div><div id=\"zoom\"><div class=\"TRS_Editor\"><p>{text}</p></div></div>")));
    assert_eq!(lines(&got).len(), 5);
    // A known name around a caption is not the article.
    let got = page(&site("", &format!("<div id=\"zoom\">附图说明</div><div class=\"unknown\"><p>{text}</p></div>")));
    assert!(got.body.text.contains(BODY[2]), "{}", got.body.text);
}

#[test]
fn what_the_page_declares_of_its_article_goes_before_what_it_shows() {
    let head = "<meta name=\"ArticleTitle\" content=\"关于印发工作要点的通知\"><meta name=\"PubDate\" content=\"2021-03-01\"><meta name=\"ContentSource\" content=\"测试区\">";
    let got = page(&site(head, &format!("<div class=TRS_Editor><p>{}</p></div>", BODY.join("</p><p>"))));
    let properties = &got.body.properties;
    assert_eq!(properties.title.as_deref(), Some("关于印发工作要点的通知"));
    assert_eq!((properties.date.as_deref(), properties.source.as_deref()), (Some("2021-03-01"), Some("测试区")));
    assert_eq!(lines(&got)[0], "测试街道2021年工作要点", "the heading that the page shows is still its title");
}

#[test]
fn a_title_that_the_article_repeats_stands_once() {
    let title = "测试街道2021年工作要点";
    let got = page(&site("", &format!("<div class=TRS_Editor><p align=center>{title}</p><p>{}</p></div>", BODY.join("</p><p>"))));
    assert_eq!(got.body.text.matches(title).count(), 1);
    assert_eq!(stretches(&got, |k| *k == HintKind::Title), [title]);
}

#[test]
fn a_page_in_gbk_is_read_whatever_it_says_of_itself() {
    for lie in ["gb2312", "gbk", "utf-8", "iso-8859-1", "没有的编码"] {
        let html = site("", &format!("<div id=zoom><p>{}㐂镕喆</p></div>", BODY.join("</p><p>")))
            .replace("charset=\"utf-8\"", &format!("charset=\"{lie}\""));
        let (bytes, _, _) = encoding_rs::GB18030.encode(&html);
        let got = import("页面.htm", &bytes).expect(lie);
        assert_eq!(got.format, Format::Html);
        assert_eq!(got.encoding, Some(Encoding::Gb18030), "{lie}");
        assert!(got.body.text.ends_with("㐂镕喆\n"), "{lie}");
    }
    let utf8 = site("", &format!("<div id=zoom><p>{}</p></div>", BODY.join("</p><p>"))).replace("charset=\"utf-8\"", "charset=\"gb2312\"");
    assert_eq!(page(&utf8).encoding, Some(Encoding::Utf8));
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf8.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let got = import("页面.html", &wide).expect("UTF-16");
    assert_eq!((got.encoding, lines(&got)[1]), (Some(Encoding::Utf16Le), BODY[0]));
}

#[test]
fn breaks_make_paragraphs_where_the_editor_meant_them() {
    let expected: Vec<&str> = BODY.to_vec();
    for between in ["<br><br>", "<br/>&nbsp;<br/>\n", "<br>　　", "<br>&nbsp;&nbsp;&nbsp;&nbsp;", "<br>"] {
        let got = page(&format!("<html><body><div id=zoom>　　{}</div></body></html>", BODY.join(between)));
        assert_eq!(lines(&got), expected, "{between:?}");
    }
    let broken = page("<p>关于印发测试街道<br>2021年工作要点的通知</p><p>正文在此，说明工作的安排与要求。</p>");
    assert_eq!(broken.body.text.replace('\u{b}', "|"), "关于印发测试街道|2021年工作要点的通知\n正文在此，说明工作的安排与要求。\n");
}

#[test]
fn blanks_collapse_as_in_a_browser() {
    let got = page("<p>  社区\n  治理  <b> 2021 </b>\n年&nbsp;工作 plan\n one</p><pre>第一行\n  第二行</pre>");
    assert_eq!(lines(&got), ["社区治理 2021 年 工作 plan one", "第一行", "第二行"]);
}

#[test]
fn lists_have_their_numbers_written_out() {
    let of = |html: &str| page(&format!("<body>{html}")).body.text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        of("<ol><li>招商<li>安商<ol type=a><li>走访</li></ol></li><li value=7>稳商</ol>"),
        ["1. 招商", "2. 安商", "a. 走访", "7. 稳商"]
    );
    assert_eq!(
        of("<ol start=3 style='list-style-type:cjk-ideographic'><li>党建<li><p>治理</p><p>续段</p></ol>"),
        ["三、党建", "四、治理", "续段"]
    );
    assert_eq!(of("<ol reversed><li>甲<li>乙</ol><ul><li>丙<li>丁</ul>"), ["2. 甲", "1. 乙", "丙", "丁"]);
    assert_eq!(of("<ol style='list-style:none'><li>甲</ol><ol><li>一、党建<li>二、治理</ol>"), ["甲", "一、党建", "二、治理"]);
    let got = page("<body><ol style='list-style-type:simp-chinese-informal'><li>党建<li>治理</ol>");
    assert_eq!(stretches(&got, |k| *k == HintKind::Number), ["一、", "二、"]);
    // Word writes the number as text.
    let word = "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>（一）<span>&nbsp;&nbsp;</span></span><![endif]>优化服务</p>";
    assert_eq!(squeezed(&page(word).body.text), "（一）优化服务");
}

#[test]
fn a_table_of_data_has_rows_and_cells() {
    let got = page(
        "<p>任务如下：</p><table><caption>任务清单</caption><tr><th rowspan=2>序号<th colspan=2>任务</tr><tr><td>名称<td>时限</tr>\
         <tr><td>1<td><p>加装电梯</p><p>二十台</p><td>2021年</table><p>完。</p>",
    );
    assert_eq!(lines(&got), ["任务如下：", "任务清单", "序号\t任务", "名称\t时限", "1\t加装电梯 二十台\t2021年", "完。"]);
    let [table] = &got.body.tables[..] else { panic!("one table") };
    let spans: Vec<Vec<(u16, u16)>> = table.rows.iter().map(|r| r.iter().map(|c| (c.columns, c.rows)).collect()).collect();
    assert_eq!(spans, [vec![(1, 2), (2, 1)], vec![(1, 1), (1, 1)], vec![(1, 1), (1, 1), (1, 1)]]);
}

#[test]
fn a_table_that_only_places_the_article_is_read_as_paragraphs() {
    let inner: String = BODY.iter().cycle().take(12).map(|p| format!("<p>{p}</p>")).collect();
    let got = page(&format!(
        "<table width=960><tr><td width=200>栏目</td><td>{inner}<table><tr><td>甲<td>乙</tr><tr><td>1<td>2</table></td></tr></table>"
    ));
    assert_eq!(lines(&got).iter().filter(|l| BODY.contains(*l)).count(), 12);
    assert_eq!(got.body.tables.len(), 1, "the table of data inside stays one");
    assert_eq!(lines(&got).last(), Some(&"1\t2"));
}

#[test]
fn headings_are_hints_where_they_head_something() {
    let got = page("<h1>一、党建</h1><p>正文甲在这里。</p><h2>（一）队伍</h2><p>正文乙在这里。</p><h2></h2><h3>联系我们</h3>");
    assert_eq!(headings(&got), [(1, "一、党建".to_owned()), (2, "（一）队伍".to_owned())]);
    let looks = page(
        "<p><b>加粗</b><span style='font-weight:700'>也粗</span><span style='font-weight:bold'><i>粗斜</i></span><font>平常</font></p>",
    );
    assert_eq!(stretches(&looks, |k| matches!(k, HintKind::Bold { .. })), ["加粗也粗粗斜"]);
    assert_eq!(stretches(&looks, |k| *k == HintKind::Italic), ["粗斜"]);
}

#[test]
fn notes_are_attached() {
    let word = "<p>招商<a href=\"#_ftn1\" name=\"_ftnref1\"><sup>[1]</sup></a>与安商<a href='#_ftn2' name='_ftnref2'>[2]</a>。</p><p>下一段。</p>\
                <div><hr><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> 注释一。</p><p>注释一的第二段。</p></div><div id=ftn2><p><a href='#_ftnref2' name='_ftn2'>[2]</a> 注释二。</p></div></div>";
    assert_eq!(lines(&page(word)), ["招商[^1]与安商[^2]。", "下一段。", "[^1]: 注释一。 注释一的第二段。", "[^2]: 注释二。"]);
    let libre = "<p>招商<a class=sdfootnoteanc name=sdfootnote1anc href='#sdfootnote1sym'><sup>1</sup></a>。</p>\
                 <div id=sdfootnote1><p class=sdfootnote><a class=sdfootnotesym name=sdfootnote1sym href='#sdfootnote1anc'>1</a>注释。</p></div>";
    assert_eq!(lines(&page(libre)), ["招商[^1]。", "[^1]: 注释。"]);
    let contents = "<body><ul><li><a href='#a'>第一部分</a></ul><p id=a>第一部分的正文，在这里。</p>";
    assert!(!page(contents).body.text.contains("[^"), "a table of contents has no notes");
}

#[test]
fn revisions_are_told() {
    let got = page(
        "<p>原文<del cite='x' datetime='2021-01-01T00:00'>删去的字</del><ins cite='x' datetime='2021-01-01T00:00'>插入的字</ins>。</p>",
    );
    assert_eq!(got.body.text, "原文插入的字。\n");
    let codes: Vec<NoteCode> = got.body.notes.iter().map(|n| n.code).collect();
    assert_eq!(codes, [NoteCode::RevisionInserted, NoteCode::RevisionDeleted]);
    assert_eq!(got.body.apart[0], Apart { kind: ApartKind::Deleted, text: "删去的字".into(), page: None });
}

#[test]
fn what_is_no_text_is_not_in_it() {
    let got = page(
        "<p>看<a href='http://example.invalid/x'>链接文字</a><img alt='图' src='data:image/png;base64,AAAA'><!-- 注释 --><ruby>街<rp>(</rp><rt>jiē</rt><rp>)</rp></ruby>道<span hidden>藏</span><button>按钮</button></p>",
    );
    assert_eq!(got.body.text, "看链接文字街道\n");
}

#[test]
fn saved_pages_give_their_root_part() {
    let aperture = imported("tika__testMHTMLFirefox.mhtml");
    assert_eq!((aperture.format, aperture.encoding), (Format::Mhtml, Some(Encoding::Windows1252)));
    assert!(aperture.body.text.contains("ap·er·ture (sounds like this)"), "{}", aperture.body.text);
    for line in [
        "1. an opening or open space : HOLE",
        "Crawl information systems such as file systems, websites, mail boxes and mail servers",
        "OpenDocument (OpenOffice 2.x, StarOffice 8.x)",
    ] {
        assert!(lines(&aperture).contains(&line), "{line}");
    }
    assert!(!aperture.body.text.contains("font-family"), "style sheets are other parts");
    assert_eq!(refusal("tika__testUserDefinedCharset.mhtml"), ImportError::NoText(Format::Mhtml));
    // The charset of the part's header, base64, a start that is not the first part.
    let (gbk, _, _) = encoding_rs::GBK.encode("<meta charset=iso-8859-1><p>测试街道工作要点：推进社区治理。</p>");
    let base64 = base64(&gbk);
    let mail = format!(
        "From: <由 WPS 保存>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; start=\"<b@x>\"; boundary=\"X\"\r\n\r\n--X\r\nContent-Type: text/html\r\nContent-ID: <a@x>\r\n\r\n<p>框架</p>\r\n--X\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-ID: <b@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n{base64}\r\n--X--\r\n"
    );
    let got = import("存档.mht", mail.as_bytes()).expect("mail");
    assert_eq!((got.encoding, got.body.text.as_str()), (Some(Encoding::Gb18030), "测试街道工作要点：推进社区治理。\n"));
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let of = |three: &[u8]| {
        let n = three.iter().fold(0_usize, |n, b| n << 8 | usize::from(*b)) << (8 * (3 - three.len()));
        (0..4).map(move |k| if k <= three.len() { char::from(SIGNS[n >> (18 - 6 * k) & 63]) } else { '=' }).collect::<String>()
    };
    bytes.chunks(3).map(of).collect()
}

/// Imports and says how long it took.
fn timed(html: &str) -> (Result<Imported, ImportError>, Duration) {
    let start = Instant::now();
    (import("恶意.html", html.as_bytes()), start.elapsed())
}

#[test]
fn no_page_exhausts_the_reader() {
    let deep = format!("<html><body>{}字{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let (result, time) = timed(&deep);
    let error = result.expect_err("a hundred thousand deep");
    assert!(matches!(error, ImportError::Bomb { format: Format::Html, .. }) && error.to_string().contains("嵌套"), "{error}");
    assert!(time < Duration::from_secs(2), "{time:?}");
    let deep = format!("<html><body>{}<p>深处的字</p>{}", "<div>".repeat(3_000), "</div>".repeat(3_000));
    assert_eq!(timed(&deep).0.expect("three thousand deep").body.text, "深处的字\n");
    let entities: String = (0..60).map(|k| format!("<!ENTITY l{k} \"&l{};&l{};&l{};&l{};\">", k + 1, k + 1, k + 1, k + 1)).collect();
    let bomb = format!("<!DOCTYPE html [{entities}]><html><body><p>正文&l0;在此</p></body></html>");
    let (result, time) = timed(&bomb);
    assert!(result.expect("entities of its own are none in a page").body.text.contains("在此"));
    assert!(time < Duration::from_secs(2), "{time:?}");
    let picture = format!("<p>图前<img src=\"data:image/png;base64,{}\">图后</p>", "A".repeat(8_000_000));
    let (result, time) = timed(&picture);
    assert_eq!(result.expect("a data URL").body.text, "图前图后\n");
    assert!(time < Duration::from_secs(5), "{time:?}");
    let tables = format!("{}字{}", "<table><tr><td>甲<td>".repeat(900), "</table>".repeat(900));
    let (result, time) = timed(&tables);
    assert!(result.expect("nine hundred tables in tables").body.text.contains('字'));
    assert!(time < Duration::from_secs(5), "{time:?}");
    let open = format!("<p>字{}", (0..3_000).map(|k| format!("<font color=c{k}>")).collect::<String>() + &"<p>段".repeat(3_000));
    let (result, time) = timed(&open);
    assert!(matches!(result, Err(ImportError::Bomb { .. })), "unclosed formatting grows with the square");
    assert!(time < Duration::from_secs(2), "{time:?}");
}

#[test]
fn a_page_without_text_or_cut_anywhere_is_refused_or_read() {
    for empty in [
        "<html><body></body></html>",
        "<html><frameset><frame src=x></frameset></html>",
        "<html><body><script>x</script><img src=a></body></html>",
    ] {
        assert_eq!(import("空.html", empty.as_bytes()).expect_err(empty), ImportError::NoText(Format::Html), "{empty}");
    }
    for name in ["own__gw.html", "tika__testMHTMLFirefox.mhtml"] {
        let bytes = testdata(name);
        for cut in (0..bytes.len()).step_by(bytes.len() / 23) {
            match import(name, &bytes[..cut]) {
                Ok(read) => assert!(!read.body.text.trim().is_empty(), "{name} {cut}"),
                Err(error) => assert!(!error.to_string().is_empty(), "{name} {cut}"),
            }
        }
    }
}
