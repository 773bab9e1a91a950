//! The program itself: exit status, streams, hostile files.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jiedu::import::MAX_BYTES;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{SEEDS, data, root};

const PLAN: &str = "和平街道2024年工作要点\n一、抓好民生\n深入推进垃圾分类工作，完成加装电梯10台，建成社区食堂2家，不断提升居民的获得感。\n二、抓好安全\n开展消防安全隐患排查整治，守牢安全底线，推进一网统管平台建设，切实提高处置效率。\n";

fn jiedu(arguments: &[&str]) -> Output {
    command(arguments).output().expect("runs")
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiedu"));
    command.current_dir(root()).args(arguments).stdin(Stdio::null()).env_remove("SOURCE_DATE_EPOCH");
    command
}

fn with_stdin(arguments: &[&str], bytes: &[u8]) -> Output {
    let mut child = command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let mut stdin = child.stdin.take().expect("stdin");
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
    let output = child.wait_with_output().expect("ends");
    writer.join().expect("written");
    output
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("a code and no signal")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A folder with one file; the path as text.
fn file(name: &str, bytes: &[u8]) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("folder");
    let path = write(folder.path(), name, bytes);
    (folder, path)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("written");
    path.to_string_lossy().into_owned()
}

fn seeds() -> Vec<String> {
    SEEDS.iter().map(|name| format!("seeds/{name}.txt")).collect()
}

/// The cleaned text of a file that must be readable.
fn cleaned(path: &str) -> String {
    let output = jiedu(&["read", path, "--format", "json"]);
    assert_eq!(code(&output), 0, "{path}: {}", stderr(&output));
    json(&output)[0]["text"].as_str().expect("text").to_owned()
}

#[test]
fn read_prints_text_json_and_json_lines() {
    let seeds = seeds();
    let all = |format: &'static str| {
        let mut arguments = vec!["read", "--format", format];
        arguments.extend(seeds.iter().map(String::as_str));
        let output = jiedu(&arguments);
        assert_eq!((code(&output), stderr(&output)), (0, ""));
        output
    };
    assert!(stdout(&all("text")).contains("吴淞街道"));
    let array = json(&all("json"));
    assert_eq!(array.as_array().expect("array").len(), 5);
    let lines = all("jsonl");
    let lines: Vec<Value> = stdout(&lines).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(Value::Array(lines), array);
    assert_eq!(array[1]["path"], "seeds/wusong-2021-plan.txt");
    assert_eq!((&array[0]["id"], &array[4]["id"]), (&"d1".into(), &"d5".into()));
}

#[test]
fn compare_prints_text_and_json_the_same_each_time() {
    let seeds = seeds();
    let run = |format: &'static str| {
        let mut arguments = vec!["compare", "--format", format];
        arguments.extend(seeds.iter().map(String::as_str));
        jiedu(&arguments)
    };
    let text = run("text");
    assert_eq!((code(&text), stderr(&text)), (0, ""));
    assert!(stdout(&text).contains("共有事项"));
    let first = run("json");
    assert!(json(&first)["initiatives"].as_array().expect("array").len() > 50);
    assert!(first.stdout == run("json").stdout, "the same bytes");
}

#[test]
fn a_dash_is_standard_input_and_output() {
    let output = with_stdin(&["read", "-", "--format", "json", "-o", "-"], PLAN.as_bytes());
    assert_eq!(code(&output), 0);
    assert_eq!((&json(&output)[0]["path"], &json(&output)[0]["street"]), (&"-".into(), &"和平街道".into()));
    let none = with_stdin(&["read", "-"], b"");
    assert_eq!(code(&none), 1);
    assert!(stderr(&none).starts_with("-: 文件是空的"), "{}", stderr(&none));
}

#[test]
fn wrong_usage_is_status_two() {
    for arguments in [
        &["read"][..],
        &["compare"],
        &["read", "--format", "yaml", "x"],
        &["compare", "x", "--format"],
        &["read", "x", "--nonsense"],
        &["--nonsense"],
        &["search", "垃圾"],
        &["search"],
        &["search", "/(/", "x"],
        &["search", "垃圾", "x", "--format", "csv"],
        &["compare", "x", "--table", "gaps"],
        &["compare", "x", "--format", "csv", "--table", "nonsense"],
        &["compare", "x", "--format", "xlsx"],
    ] {
        let output = jiedu(arguments);
        assert_eq!((code(&output), stdout(&output)), (2, ""), "{arguments:?}");
        assert!(stderr(&output).contains("用法"), "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["read", "-h"], &["--version"]] {
        let output = jiedu(arguments);
        assert_eq!((code(&output), stderr(&output)), (0, ""), "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let (folder, good) = file("好.txt", PLAN.as_bytes());
    let empty = write(folder.path(), "empty.txt", b"");
    let blank = write(folder.path(), "blank.txt", " \n\u{3000}\r\n".as_bytes());
    let missing = folder.path().join("missing.txt").to_string_lossy().into_owned();
    let output = jiedu(&["read", &missing, &good, &empty, &blank, "--format", "json"]);
    assert_eq!(code(&output), 1);
    assert_eq!(json(&output).as_array().expect("array").len(), 1);
    let told: Vec<&str> = stderr(&output).lines().collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for (line, path) in told.iter().zip([&missing, &empty, &blank]) {
        assert!(line.starts_with(&format!("{path}: ")), "{line}");
    }
    assert!(told[0].contains("找不到") && told[1].contains("空的"));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_costs_only_itself() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, good) = file("good.txt", PLAN.as_bytes());
    let closed = write(folder.path(), "closed.txt", PLAN.as_bytes());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(&closed).is_ok() {
        return; // The superuser reads everything.
    }
    let output = jiedu(&["read", &closed, &good]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("权限") && stdout(&output).contains("和平街道"));
}

#[test]
fn a_folder_gives_its_documents_in_order() {
    let (folder, _) = file("b.txt", PLAN.as_bytes());
    write(folder.path(), "a.md", PLAN.replace("和平", "长青").as_bytes());
    write(folder.path(), ".hidden.txt", PLAN.as_bytes());
    write(folder.path(), "picture.png", b"\x89PNG");
    fs::create_dir(folder.path().join("c")).expect("folder");
    write(&folder.path().join("c"), "d.TXT", PLAN.as_bytes());
    let path = folder.path().to_string_lossy().into_owned();
    let output = jiedu(&["read", &path, "--format", "json"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    let paths: Vec<String> =
        json(&output).as_array().expect("array").iter().map(|d| d["path"].as_str().expect("path").to_owned()).collect();
    assert_eq!(paths, ["a.md", "b.txt", "c/d.TXT"].map(|name| format!("{}/{name}", path.replace('\\', "/"))));
    let empty = tempfile::tempdir().expect("folder");
    let output = jiedu(&["read", &empty.path().to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("没有可读的文档"));
}

#[test]
fn other_formats_under_a_false_name_are_refused_with_advice() {
    for (bytes, word, advice) in [
        (&b"PK\x03\x04\x14\0\0\0"[..], "压缩包", "请先解压"),
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3", "PDF", "请重新下载"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0\x01\0\0\0\x80\x10\x40\0\0\0\0\0\x40\0\0\0\0\0\0\0", "程序文件", "请检查"),
    ] {
        let (_folder, path) = file("plan.txt", bytes);
        let output = jiedu(&["read", &path]);
        assert_eq!(code(&output), 1);
        assert!(stderr(&output).contains(word) && stderr(&output).contains(advice), "{}", stderr(&output));
    }
}

#[test]
fn dirty_bytes_are_read_and_told() {
    let mut bytes = PLAN.as_bytes().to_vec();
    let at = PLAN.find("垃圾").expect("place");
    bytes.splice(at..at, *b"\xFF\xFE\x00");
    bytes.extend("附：\u{202e}倒\u{2066}序\u{200b}字。\n".bytes());
    let (_folder, path) = file("dirty.txt", &bytes);
    let output = jiedu(&["read", &path, "--format", "json"]);
    assert_eq!(code(&output), 0);
    let document = &json(&output)[0];
    let text = document["text"].as_str().expect("text");
    assert!(!text.contains(['\0', '\u{202e}', '\u{2066}', '\u{200b}']));
    let codes: Vec<&str> = document["diagnostics"].as_array().expect("array").iter().map(|d| d["code"].as_str().expect("code")).collect();
    for code in ["unreadable-character", "nul-character", "bidi-control"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

#[test]
fn a_text_without_headings_and_the_same_file_twice() {
    let (_folder, path) = file("plain.txt", "今天天气很好，大家都去公园里散步了，垃圾分类做得也不错。\n".as_bytes());
    let output = jiedu(&["compare", &path, &path, "--format", "json"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    let json = json(&output);
    assert_eq!(json["documents"].as_array().expect("array").len(), 2);
    assert_eq!(json["documents"][0]["text"], json["documents"][1]["text"]);
    let shared = json["initiatives"].as_array().expect("array").iter().find(|i| i["name"].as_str().expect("name").contains("垃圾分类"));
    assert_eq!(shared.expect("shared")["mentions"].as_array().expect("array").len(), 2);
}

#[test]
fn a_line_of_ten_megabytes() {
    let sentence = "推进垃圾分类工作，完成加装电梯十台，建成社区食堂两家；";
    let line = sentence.repeat(10 * 1024 * 1024 / sentence.len()) + "。";
    let (_folder, path) = file("long.txt", line.as_bytes());
    let output = jiedu(&["compare", &path, "--format", "text"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
}

/// A file of a size that takes no room on the disk.
fn sparse(name: &str, bytes: u64) -> (TempDir, String) {
    let (folder, path) = file(name, b"");
    fs::File::options().write(true).open(&path).expect("opens").set_len(bytes).expect("grows");
    (folder, path)
}

#[test]
fn a_file_of_200_mb_is_refused_with_the_limit_and_the_others_go_on() {
    let (_folder, path) = sparse("huge.txt", 200 << 20);
    let output = jiedu(&["read", &path, "seeds/wusong-2021-plan.txt"]);
    assert_eq!(code(&output), 1);
    let told = stderr(&output);
    assert!(told.contains("huge.txt: ") && told.contains("200 MB") && told.contains("64 MB") && told.contains("拆分"), "{told}");
    assert!(stdout(&output).contains("吴淞街道"));
    let input = vec![b'a'; usize::try_from(MAX_BYTES).expect("size") + 2];
    let output = with_stdin(&["read", "-"], &input);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).starts_with("-: ") && stderr(&output).contains("64 MB"), "{}", stderr(&output));
}

#[test]
fn output_goes_to_the_path_given() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("结果.json");
    let named = path.to_string_lossy().into_owned();
    let output = jiedu(&["compare", "seeds/wusong-2021-plan.txt", "--format", "json", "-o", &named]);
    assert_eq!((code(&output), stdout(&output)), (0, ""));
    assert!(serde_json::from_slice::<Value>(&fs::read(&path).expect("file")).is_ok());
    let nowhere = folder.path().join("none/x.json").to_string_lossy().into_owned();
    let output = jiedu(&["compare", "seeds/wusong-2021-plan.txt", "-o", &nowhere]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("文件夹不存在"), "{}", stderr(&output));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = command(&["read", "seeds", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!((code(&output), stderr(&output)), (0, ""));
}

#[test]
fn a_lexicon_with_errors_is_used_as_far_as_it_goes() {
    let (folder, plan) = file("plan.txt", "和平街道2024年工作要点\n推进邻里会客厅建设，打造红色代办队伍，开展垃圾分类。\n".as_bytes());
    let toml = "[[initiative]]\nname = \"邻里会客厅\"\ncategory = \"民生\"\n\n[[initiative]]\nname = \"红色代办\"\ncategory = \"没有这一类\"\n\n\
                [[initiative]]\nname = \"短\"\ncategory = \"民生\"\n";
    let lexicon = write(folder.path(), "own.toml", toml.as_bytes());
    let output = jiedu(&["compare", &plan, "--format", "json", "--lexicon", &lexicon, "--no-builtin-lexicon"]);
    assert_eq!(code(&output), 0);
    let names: Vec<String> =
        json(&output)["initiatives"].as_array().expect("array").iter().map(|i| i["name"].as_str().expect("name").to_owned()).collect();
    assert_eq!(names, ["邻里会客厅"]);
    let told = stderr(&output);
    assert!(told.contains("own.toml") && told.contains("第 5 行") && told.contains("第 9 行"), "{told}");
    let broken = write(folder.path(), "broken.toml", (toml.to_owned() + "\n[[initiative]\nname = 3\n").as_bytes());
    let output = jiedu(&["compare", &plan, "--format", "json", "--lexicon", &broken]);
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    assert!(text.contains("邻里会客厅") && text.contains("垃圾分类"), "the rest of both lexicons is used");
    assert!(stderr(&output).contains("不是合法的 TOML"));
    let output = jiedu(&["compare", &plan, "--lexicon", &folder.path().join("none.toml").to_string_lossy()]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("词表无法读取"), "{}", stderr(&output));
}

#[test]
fn only_the_initiatives_asked_for() {
    for asked in ["城市运行一网统管", "一网统管"] {
        let output = jiedu(&["compare", "seeds", "--format", "json", "--initiative", asked]);
        assert_eq!((code(&output), stderr(&output)), (0, ""));
        let json = json(&output);
        let all = json["initiatives"].as_array().expect("array");
        assert!(all.len() == 1 && all[0]["name"] == "城市运行一网统管");
        assert!(json["measures"].as_array().expect("array").iter().all(|m| m["initiative"].is_null() || m["initiative"] == 0));
    }
    let output = jiedu(&["compare", "seeds", "--format", "json", "--initiative", "月球基地"]);
    assert!(json(&output)["initiatives"].as_array().expect("array").is_empty());
    assert!(stderr(&output).contains("月球基地: 这些文档中没有这个事项"), "{}", stderr(&output));
}

#[test]
fn every_encoding_gives_the_same_text() {
    let mut paths: Vec<PathBuf> = fs::read_dir(data("encodings"))
        .expect("folder")
        .map(|e| e.expect("entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 6, "{paths:?}");
    let seed = cleaned("seeds/wusong-2021-plan.txt");
    for path in paths {
        assert_eq!(cleaned(&path.to_string_lossy()), seed, "{}", path.display());
    }
    let text = fs::read_to_string(data("encodings/wusong.utf8.txt")).expect("UTF-8");
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [big.clone(), [&b"\xFE\xFF"[..], &big].concat()] {
        let (_folder, path) = file("big-endian.txt", &bytes);
        assert_eq!(cleaned(&path), seed);
    }
    for (name, encoding) in [("gbk", "GB18030"), ("gb18030", "GB18030"), ("utf16le_nobom", "UTF-16LE"), ("utf8bom", "UTF-8")] {
        let output = jiedu(&["read", "--format", "json", &format!("tests/data/encodings/wusong.{name}.txt")]);
        assert_eq!(json(&output)[0]["encoding"], encoding, "{name}");
    }
}

#[cfg(feature = "paper")]
#[test]
fn the_page_has_each_document_a_date_only_if_given_and_the_same_bytes_twice() {
    let seeds = seeds();
    let page = |more: &[&str]| {
        let mut arguments = vec!["compare", "--format", "html"];
        arguments.extend(seeds.iter().map(String::as_str));
        arguments.extend(more);
        let output = jiedu(&arguments);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stdout(&output).to_owned()
    };
    let dated = page(&["--date", "2026-03-01", "--paper", "a3"]);
    assert!(dated.contains("2026年3月1日") && dated.contains("A3 landscape") && dated.contains("未提及"));
    for name in ["吴淞街道 2021", "友谊路街道 2024", "华阳路街道 2025"] {
        assert!(dated.contains(name), "{name}");
    }
    assert!(!page(&[]).contains("2026年3月1日"));
    assert_eq!(page(&[]), page(&[]));
    assert_eq!(code(&jiedu(&["compare", "--date", "gestern", &seeds[0]])), 2);
    assert_eq!(code(&jiedu(&["compare", "--paper", "b5", &seeds[0]])), 2);
}

#[test]
fn nothing_is_written_over_an_input() {
    let (_folder, path) = file("plan.txt", PLAN.as_bytes());
    for task in ["read", "compare"] {
        let output = jiedu(&[task, &path, "-o", &path]);
        assert_ne!(code(&output), 0);
        assert!(stderr(&output).contains("覆盖"), "{}", stderr(&output));
    }
    assert_eq!(fs::read(&path).expect("still there"), PLAN.as_bytes());
}

#[cfg(feature = "paper")]
#[test]
fn the_ending_of_the_output_says_the_format() {
    let (folder, plan) = file("甲.txt", PLAN.as_bytes());
    let other = write(folder.path(), "乙.txt", PLAN.replace("和平", "长青").as_bytes());
    let compared = |name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        let named = path.to_string_lossy().into_owned();
        let mut arguments = vec!["compare", &plan, &other, "-o", &named];
        arguments.extend(more);
        let output = jiedu(&arguments);
        assert_eq!((code(&output), stdout(&output), stderr(&output)), (0, "", ""), "{name}");
        fs::read(&path).expect("written")
    };
    assert!(compared("比较.PDF", &[]).starts_with(b"%PDF-"));
    assert!(compared("比较.html", &[]).starts_with(b"<!doctype html>"));
    assert!(serde_json::from_slice::<Value>(&compared("比较.json", &[])).is_ok());
    assert!(compared("比较.txt", &[]).starts_with("[1] ".as_bytes()));
    assert!(compared("比较.txt", &["--format", "pdf"]).starts_with(b"%PDF-"), "--format wins");
    assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 6, "nothing is left beside");
    let docx = jiedu(&["compare", &plan, "-o", &folder.path().join("比较.docx").to_string_lossy()]);
    assert_eq!(code(&docx), 2);
    assert!(stderr(&docx).contains("docx") && stderr(&docx).contains("pdf"), "{}", stderr(&docx));
}

#[cfg(feature = "paper")]
#[test]
fn a_pdf_needs_a_path_and_takes_its_date_from_outside_only() {
    let (_folder, plan) = file("plan.txt", PLAN.as_bytes());
    let none = jiedu(&["compare", &plan, "--format", "pdf"]);
    assert_eq!((code(&none), stdout(&none)), (2, ""));
    assert!(stderr(&none).contains("-o"), "{}", stderr(&none));
    let pdf = |epoch: Option<&str>, more: &[&str]| {
        let mut command = command(&["compare", &plan, "--format", "pdf", "-o", "-"]);
        command.args(more);
        command.envs(epoch.map(|value| ("SOURCE_DATE_EPOCH", value)));
        let output = command.output().expect("runs");
        assert_eq!((code(&output), stderr(&output)), (0, ""));
        output.stdout
    };
    let has = |pdf: &[u8], needle: &str| pdf.windows(needle.len()).any(|window| window == needle.as_bytes());
    let undated = pdf(None, &[]);
    assert!(undated.starts_with(b"%PDF-") && !has(&undated, "CreateDate"));
    assert!(undated == pdf(None, &[]), "the same bytes");
    assert!(has(&pdf(Some("1709164800"), &[]), "2024-02-29"));
    let given = pdf(Some("1709164800"), &["--date", "2026-03-01"]);
    assert!(has(&given, "2026-03-01") && !has(&given, "2024-02-29"), "--date wins");
    let nonsense = command(&["compare", &plan, "--format", "pdf", "-o", "-"]).env("SOURCE_DATE_EPOCH", "gestern").output().expect("runs");
    assert_eq!((code(&nonsense), nonsense.stdout.len()), (2, 0));
    assert!(stderr(&nonsense).contains("SOURCE_DATE_EPOCH"));
}

#[test]
fn nothing_is_written_over_an_input_that_a_folder_or_a_lexicon_gave() {
    let (folder, path) = file("plan.txt", PLAN.as_bytes());
    let named = folder.path().to_string_lossy().into_owned();
    let output = jiedu(&["compare", &named, "-o", &path]);
    assert!(code(&output) != 0 && stderr(&output).contains("覆盖"), "{}", stderr(&output));
    let lexicon = write(folder.path(), "own.toml", b"");
    let output = jiedu(&["compare", &path, "--lexicon", &lexicon, "-o", &lexicon]);
    assert!(code(&output) != 0 && stderr(&output).contains("覆盖"), "{}", stderr(&output));
    assert_eq!(fs::read(&path).expect("still there"), PLAN.as_bytes());
}

#[test]
fn search_prints_places_in_context_over_files_and_folders() {
    let text = jiedu(&["search", "垃圾分類", "seeds"]);
    assert_eq!((code(&text), stderr(&text)), (0, ""));
    let lines: Vec<&str> = stdout(&text).lines().filter(|line| line.contains("【垃圾分类】")).collect();
    let output = jiedu(&["search", "垃圾分類", "seeds", "--format", "json"]);
    let found = json(&output);
    assert_eq!(code(&output), 0);
    assert!(output.stdout == jiedu(&["search", "垃圾分類", "seeds", "--format", "json"]).stdout, "the same bytes");
    let hits = found["hits"].as_array().expect("hits");
    assert!(hits.len() > 5 && lines.len() == hits.len(), "{} {}", lines.len(), hits.len());
    assert_eq!(found["total"], hits.len());
    let counts: u64 = found["documents"].as_array().expect("documents").iter().filter_map(|d| d["hits"].as_u64()).sum();
    assert_eq!(found["total"], counts);
    let (first, documents) = (&hits[0], json(&jiedu(&["read", "seeds/huayang-2025-plan.txt", "--format", "json"])));
    let text: Vec<char> = documents[0]["text"].as_str().expect("text").chars().collect();
    let at = |key: &str| usize::try_from(first[key].as_u64().expect("offset")).expect("small");
    assert_eq!(found["documents"][0]["path"], "seeds/huayang-2025-plan.txt");
    assert_eq!(text[at("start")..at("end")].iter().collect::<String>(), first["text"].as_str().expect("text"));
}

#[test]
fn search_goes_on_where_a_file_cannot_be_read_and_says_where_nothing_is_found() {
    let output = jiedu(&["search", "垃圾", "nosuch.txt", "seeds/wusong-2021-plan.txt"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("nosuch.txt") && stdout(&output).contains("【垃圾】"));
    let none = jiedu(&["search", "没有这个词", "seeds/wusong-2021-plan.txt"]);
    assert_eq!((code(&none), stdout(&none)), (0, "没有找到；查了 1 份文档\n"));
    let wrong = jiedu(&["search", "/[/", "seeds/wusong-2021-plan.txt"]);
    assert_eq!(code(&wrong), 2);
    assert!(stderr(&wrong).contains("没有对应的“]”"), "{}", stderr(&wrong));
    let piped = with_stdin(&["search", "垃圾 分类", "-"], PLAN.as_bytes());
    assert!(stdout(&piped).contains("【垃圾】"));
}
