//! Made-up documents of several provinces, and the openings of the seeds.

use super::{DocumentKind, Metadata, MetadataInput, read};
use crate::import::Properties;
use crate::structure::MetaKind;
use crate::text::Span;

/// Reads a text whose title and shell are the lines given.
fn read_text(text: &str, title: &str, shell: &[(MetaKind, &str)], file_name: &str) -> Metadata {
    // The last of equal lines is the title: the notice before it quotes it.
    let span = |line: &str| text.rfind(line).map(|at| Span::new(at, at + line.len()));
    let shell: Vec<(MetaKind, Span)> =
        shell.iter().map(|(kind, line)| (*kind, span(line).unwrap_or_else(|| panic!("{line} in text")))).collect();
    let title = if title.is_empty() { None } else { span(title) };
    read(&MetadataInput { text, title, shell: &shell, file_name, properties: &Properties::default() })
}

fn place(meta: &Metadata) -> [&str; 3] {
    [&meta.street, &meta.district, &meta.city].map(|name| name.as_deref().unwrap_or("-"))
}

#[test]
fn places() {
    let cases: [(&str, &str, &str, [&str; 3]); 23] = [
        // Title and text.
        ("玄武湖街道2024年工作要点", "2024年，玄武湖街道认真工作。", "", ["玄武湖街道", "玄武区", "南京市"]),
        ("友谊路街道2021年工作要点", "河西区委坚强领导。", "", ["友谊路街道", "河西区", "天津市"]),
        ("友谊路街道2021年工作要点", "乌鲁木齐市的发展", "", ["友谊路街道", "新市区", "乌鲁木齐市"]),
        ("友谊路街道2021年工作要点", "紧扣滦南大局", "", ["友谊路街道", "滦南县", "唐山市"]),
        ("友谊路街道2021年工作要点", "没有线索。", "宝山区友谊路街道2021.docx", ["友谊路街道", "宝山区", "上海市"]),
        ("友谊路街道2021年工作要点", "没有线索。", "", ["友谊路街道", "-", "-"]),
        ("友谊路街道2021年工作要点", "上海路，河西走廊的和平和安康", "", ["友谊路街道", "-", "-"]),
        // Right before the name decides against more mentions.
        ("中共宝山区友谊路街道工作委员会2021年工作总结", "河西区河西区河西区天津市天津市", "", ["友谊路街道", "宝山区", "上海市"]),
        // The list lacks the street: what is written is believed.
        ("云上里街道2024年工作总结", "云上里街道在区委领导下", "", ["云上里街道", "-", "-"]),
        ("玄武区云上里街道2024年工作总结", "", "", ["云上里街道", "玄武区", "南京市"]),
        ("鼓楼区云上里街道2024年工作总结", "福州市", "", ["云上里街道", "鼓楼区", "福州市"]),
        ("长宁区莞城街道2024年工作总结", "", "", ["莞城街道", "长宁区", "上海市"]),
        // Levels that are missing.
        ("莞城街道2024年工作总结", "", "", ["莞城街道", "-", "东莞市"]),
        ("英州镇2024年工作总结", "", "", ["英州镇", "陵水黎族自治县", "-"]),
        // No street in the title: the text, the file.
        ("2024年工作总结", "玄武湖街道攻坚克难。学习新街口街道经验。玄武湖街道再上台阶。", "", ["玄武湖街道", "玄武区", "南京市"]),
        ("2024年工作总结", "街道攻坚克难", "吴淞街道2024.txt", ["吴淞街道", "宝山区", "上海市"]),
        ("2024年工作总结", "2024年，云上里街道奋进。云上里街道再上台阶", "", ["云上里街道", "-", "-"]),
        // A district's own.
        ("长宁区2024年政府工作报告", "吴淞街道、吴淞街道、友谊路街道", "", ["-", "长宁区", "上海市"]),
        ("宝山区2024年政府工作报告", "", "", ["-", "宝山区", "-"]),
        ("南京市玄武区2024年工作要点", "", "", ["-", "玄武区", "南京市"]),
        ("南京市2024年工作要点", "", "", ["-", "-", "南京市"]),
        ("朝阳区2024年政府工作报告", "首都北京", "", ["-", "朝阳区", "北京市"]),
        ("各街道、乡镇2024年重点工作", "统筹城乡，推进城镇化", "", ["-", "-", "-"]),
    ];
    for (title, body, file_name, expected) in cases {
        let meta = read_text(&format!("{title}\n{body}"), title, &[], file_name);
        assert_eq!(place(&meta), expected, "{title} {body}");
    }
}

#[test]
fn names_of_the_list_are_read_whole_with_their_area() {
    let (mut all, mut wrong) = (0, Vec::new());
    for place in crate::structure::divisions::tests::all_places().iter().step_by(37) {
        let (area, street) = (place.area, place.street);
        if !["街道", "镇", "乡", "苏木"].iter().any(|suffix| street.ends_with(suffix)) {
            continue;
        }
        all += 1;
        let title = format!("中共{}{}{street}工作委员会2024年工作要点", area.city.unwrap_or(area.province), area.district.unwrap_or(""));
        let meta = read_text(&title, &title, &[], "");
        if (meta.street.as_deref(), meta.district.as_deref(), meta.city.as_deref()) != (Some(street), area.district, area.city) {
            wrong.push(title);
        }
    }
    // Some names of the list are longer than any that people write.
    assert!(wrong.len() * 1000 <= all, "{} of {all}: {wrong:?}", wrong.len());
}

#[test]
fn open_questions_are_listed() {
    let title = "友谊路街道2021年工作要点";
    let meta = read_text(title, title, &[], "plan.txt");
    assert_eq!(
        meta.place_candidates,
        [
            "上海市/宝山区/友谊路街道",
            "天津市/河西区/友谊路街道",
            "新疆维吾尔自治区/乌鲁木齐市/新市区/友谊路街道",
            "河北省/唐山市/滦南县/友谊路街道"
        ]
    );
}

#[test]
fn a_notice_with_letterhead() {
    let text = "中共玄武区玄武湖街道工作委员会文件\n玄湖工委〔2024〕 3号\n关于印发《2024年工作要点》的通知\n2024年工作要点\n正文\n\
                南京市玄武湖街道党政办公室\n二〇二四年一月九日印发";
    let shell = [
        (MetaKind::Letterhead, "中共玄武区玄武湖街道工作委员会文件"),
        (MetaKind::DocNumber, "玄湖工委〔2024〕 3号"),
        (MetaKind::Notice, "关于印发《2024年工作要点》的通知"),
        (MetaKind::Issuer, "南京市玄武湖街道党政办公室"),
        (MetaKind::Date, "二〇二四年一月九日印发"),
    ];
    let meta = read_text(text, "2024年工作要点\n", &shell, "");
    assert_eq!(meta.title.as_deref(), Some("2024年工作要点"));
    assert_eq!(meta.issuer.as_deref(), Some("中共玄武区玄武湖街道工作委员会"));
    assert_eq!(meta.number.as_deref(), Some("玄湖工委〔2024〕3号"));
    assert_eq!(meta.date.as_deref(), Some("2024-01-09"));
    assert_eq!(place(&meta), ["玄武湖街道", "玄武区", "南京市"]);
    // Without a letterhead the office is all that is known.
    let meta = read_text(text, "", &shell[3..], "");
    assert_eq!(meta.issuer.as_deref(), Some("南京市玄武湖街道党政办公室"));
}

#[test]
fn signature_and_date_of_several_lines() {
    let text = "玄武湖街道工作委员会\n玄武湖街道办事处\u{3000} 2024年 3月1日\n2024年3月5日印发";
    let shell = [
        (MetaKind::Issuer, "玄武湖街道工作委员会"),
        (MetaKind::Issuer, "玄武湖街道办事处\u{3000} 2024年 3月1日"),
        (MetaKind::Date, "2024年3月5日印发"),
    ];
    let meta = read_text(text, "", &shell, "");
    assert_eq!(meta.issuer.as_deref(), Some("玄武湖街道工作委员会 玄武湖街道办事处"));
    assert_eq!(meta.date.as_deref(), Some("2024-03-01"));
    assert_eq!((meta.year, meta.title, meta.title_span), (Some(2024), None, None));
}

#[test]
fn years() {
    let cases = [
        ("和风街道工作总结", "2022年，对照2022年目标和2021年基础", "a-2020.txt", Some(2020)),
        ("和风街道工作总结", "指导思想\n2022年，对照2022年目标和2021年基础", "", Some(2022)),
        ("和风街道2021-2023年行动计划", "2025年", "2024.txt", Some(2021)),
        ("和风街道“十四五”规划", "“十四五”时期", "", None),
    ];
    for (title, body, file_name, expected) in cases {
        let meta = read_text(&format!("{title}\n{body}"), title, &[], file_name);
        assert_eq!(meta.year, expected, "{title} {body}");
    }
}

#[test]
fn dirty_input_is_no_error() {
    for text in ["", "\n\n", "街道", "镇", "年年年2024", "2024-", "二〇二四年十", "[^", "区县市旗街道乡镇"] {
        let whole = Span::new(0, text.len());
        let shell = [(MetaKind::Issuer, whole), (MetaKind::Date, Span::new(1, 999)), (MetaKind::Letterhead, whole)];
        let meta = read(&MetadataInput { text, title: Some(whole), shell: &shell, file_name: ".", properties: &Properties::default() });
        assert_eq!(meta.district, None, "{text}");
    }
}

/// A seed as the cleaner leaves it, as far as metadata goes: no line ends inside the text and no blanks.
fn seed(name: &str, first_lines: usize) -> String {
    let path = format!("{}/seeds/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let raw = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut lines = raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let head: Vec<&str> = lines.by_ref().take(first_lines).collect();
    format!("{}\n{}", head.join("\n"), lines.collect::<String>())
}

#[test]
fn the_seeds() {
    let (plan, summary) = (DocumentKind::Plan, DocumentKind::Summary);
    let cases = [
        (
            "wusong-2021-plan",
            1,
            "吴淞街道党工委、办事处2021年工作要点",
            "吴淞街道党工委、办事处2021年工作要点",
            ["吴淞街道", "宝山区"],
            2021,
            plan,
        ),
        ("youyi-2021-plan", 1, "友谊路街道 2021年工作要点", "友谊路街道2021年工作要点", ["友谊路街道", "宝山区"], 2021, plan),
        ("youyi-2021-summary", 1, "2021 年友谊路街道工作总结", "2021年友谊路街道工作总结", ["友谊路街道", "宝山区"], 2021, summary),
        ("youyi-2024-plan", 7, "友谊路街道 2024 年工作计划\n", "友谊路街道2024年工作计划", ["友谊路街道", "宝山区"], 2024, plan),
        ("huayang-2025-plan", 5, "华阳路街道 2025 年工作计划\n", "华阳路街道2025年工作计划", ["华阳路街道", "长宁区"], 2025, plan),
    ];
    for (name, lines, title_line, title, [street, district], year, kind) in cases {
        let text = seed(name, lines);
        let meta = read_text(&text, title_line, &[], &format!("seeds/{name}.txt"));
        assert_eq!(meta.title.as_deref(), Some(title), "{name}");
        assert_eq!(place(&meta), [street, district, "上海市"], "{name}");
        assert_eq!((meta.year, meta.kind), (Some(year), kind), "{name}");
        assert!(meta.place_candidates.is_empty(), "{name}");
        let untitled = read_text(&text, "", &[], "1.txt");
        assert_eq!(place(&untitled), [street, district, "上海市"], "{name} without title");
    }
}

#[test]
fn the_seeds_shells() {
    let text = seed("youyi-2024-plan", 7);
    let shell = [(MetaKind::Letterhead, "中共宝山区友谊路街道工作委员会文件"), (MetaKind::DocNumber, "宝友工委（2024）1号")];
    let meta = read_text(&text, "", &shell, "");
    assert_eq!(meta.issuer.as_deref(), Some("中共宝山区友谊路街道工作委员会"));
    assert_eq!(meta.number.as_deref(), Some("宝友工委（2024）1号"));
    let text = seed("huayang-2025-plan", 5);
    let shell = [(MetaKind::Issuer, "中共华阳路街道工作委员会 华阳路街道办事处 2025年2月5日")];
    let meta = read_text(&text, "", &shell, "");
    assert_eq!(meta.issuer.as_deref(), Some("中共华阳路街道工作委员会 华阳路街道办事处"));
    assert_eq!(meta.date.as_deref(), Some("2025-02-05"));
}
