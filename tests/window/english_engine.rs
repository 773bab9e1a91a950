//! What engine and worker say, in English: a saying for every sentence that they can put together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiedu::ui::{speak, told};
use jiedu::workspace::Language;

use crate::english::{code, is_chinese, literals, sources};

const ENGINE_TABLE: &str = include_str!("../../assets/english-engine.tsv");

/// Where what engine and worker say is written.
const ENGINE: [&str; 9] =
    ["import", "structure", "initiative", "measure", "compare", "search", "report/paper/mod.rs", "workspace", "worker"];

/// What is written there and told to nobody in the window, or only together with what is.
const NO_SAYINGS: [&str; 21] = [
    // Names and dates that are looked for in documents, and given to them.
    "{area}/友谊路街道",
    "{first}委员会 {}",
    "{date}日",
    "{year}年",
    "{name}之{}",
    "，各",
    "来 草 诉 步 点 到 伏 航 重 ，",
    // The head of a file.
    "# 我的词表（街读 Jiedu）。每个 [[initiative]] 是一个事项：name 名称，category 类别，forms 其他写法；格式与内置词表相同，可以直接修改。\\n",
    // Parts of sentences whose other parts are filled in; whole ones are told in the test below.
    " 等 {} 页",
    "第 {}{rest}的内容缺失或损坏，读入的文字可能不全；请重新下载",
    "里只能用 {{数}}、{{码}}、{{名}} 三种变量",
    "须含变量，且除 {{名}} 外还有别的内容",
    "模式“{}”{error}",
    "上级标题{}{}",
    "简称“{}”，{known}全称“{}”",
    "（{sign}{}个百分点）",
    "{} 里没有可用的事项{with}",
    "已导入 {} 个事项{with}",
    "所在章节“{title}”，作{name}",
    // What is to be typed.
    "“拼音:”后面请写拼音字母，如 拼音:ljfl",
    "“{}”里要写次数，如 {2,4}",
];

/// A literal as it is said: escapes written out, and something that is not Chinese in the place of each value.
fn filled(literal: &str) -> String {
    let plain = literal.replace("\\u{fffd}", "\u{fffd}").replace("\\\\", "\\").replace("{{", "\u{1}").replace("}}", "\u{2}");
    let mut out = String::new();
    let mut rest = plain.as_str();
    while let Some((before, (_, after))) =
        rest.split_once('{').map(|(before, after)| (before, after.split_once('}').unwrap_or((after, ""))))
    {
        out.push_str(before);
        out.push_str("X1");
        rest = after;
    }
    out.push_str(rest);
    out.replace('\u{1}', "{").replace('\u{2}', "}")
}

/// Without what stands between quotation marks: the documents' own words.
fn unquoted(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '“' | '《' => depth += 1,
            '”' | '》' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn whatever_engine_and_worker_say_has_its_english() {
    speak(Language::English);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    for part in ENGINE.map(|part| root.join(part)) {
        if part.is_dir() { sources(&part, &mut paths) } else { paths.push(part) }
    }
    paths.retain(|path| !path.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests")));
    let (mut found, mut missing, mut unused) = (0, BTreeMap::new(), BTreeSet::from(NO_SAYINGS));
    for path in &paths {
        for (before, literal) in literals(&code(path)) {
            let put_together = ["format!(", "[error(", "ush_str(", "tell("].iter().any(|call| before.ends_with(call));
            let is_said = is_chinese(&literal) && (put_together || literal.contains(['，', '；']));
            if !is_said || unused.remove(literal.as_str()) || NO_SAYINGS.contains(&literal.as_str()) {
                continue;
            }
            found += 1;
            let english = told(filled(&literal));
            if is_chinese(&unquoted(&english)) {
                missing.insert(literal, english);
            }
        }
    }
    assert!(found > 150, "found only {found}");
    assert!(missing.is_empty(), "in assets/english-engine.tsv is no saying for: {missing:#?}");
    assert!(unused.is_empty(), "listed as no sayings and written nowhere: {unused:#?}");
}

#[test]
fn sentences_put_together_of_several_parts_are_told_in_english() {
    speak(Language::English);
    for sentence in [
        "第 3 等 5 页的内容缺失或损坏，读入的文字可能不全；请重新下载",
        "模式“{数}张”里只能用 {N}、{M}、{K} 三种变量".replace("{N}、{M}、{K}", "{数}、{码}、{名}").as_str(),
        "上级标题“一”对应“二”（都提到A、B；共同用词“党建”、“引领”），此处都提到A",
        "简称“加梯”，另一份文档有全称“加装电梯”",
        "A.csv 里没有可用的事项；2 处有问题：第 3 行：名称“甲”太短，至少两个字；第 4 行：条目有误：X",
        "已导入 3 个事项；1 处有问题：第 3 行：条目有误：X",
        "所在章节“下一步打算”，作目标",
        "动词“新建”；对象在数后；“将”表明尚待完成",
        "措辞 “推进”（推进：在推进，没有说到什么程度） → “完成”（完成：说到完成、建成或做到）；数量 3 → 5",
        "计划10，总结12，未达到；同一分句提到“甲”",
        "没有保存：没有写入权限；请换一个文件夹，或关闭正在使用这个文件的程序。改动仍在窗口里，原来的文件没有变",
    ] {
        let english = told(sentence).replace("{数}, {码}, {名}", "");
        assert!(!is_chinese(&unquoted(&english)), "{sentence}: {english}");
    }
    let english: Vec<&str> = ENGINE_TABLE.lines().filter(|line| !line.starts_with('#')).collect();
    for line in english {
        let (chinese, english) = line.split_once('\t').unwrap_or_else(|| panic!("no tab: {line}"));
        assert_eq!(chinese.matches("{}").count(), english.matches("{}").count(), "{chinese}");
        assert!(!english.contains(['，', '；', '：', '（']), "{english}");
    }
}
