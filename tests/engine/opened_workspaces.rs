//! Workspaces on the command line: their documents, their decisions; the user's own lexicon only when asked for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jiedu::compare::Decision;
use jiedu::workspace::{SaveOptions, Workspace, WorkspaceDocument, digest, save_workspace};
use serde_json::Value;
use tempfile::TempDir;

const BODY: &str = "一、重点任务\n推进垃圾分类，完成加装电梯10台，推进一网统管平台建设，办好社区食堂。\n";

fn jiedu(folder: &Path, config: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiedu"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).env_remove("SOURCE_DATE_EPOCH").env("JIEDU_CONFIG_DIR", config);
    command.output().expect("runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)))
}

fn document(folder: &Path, name: &str, title: &str) -> WorkspaceDocument {
    let bytes = format!("{title}\n{BODY}");
    fs::write(folder.join(name), &bytes).expect("written");
    WorkspaceDocument {
        name: name.to_owned(),
        path: Some(folder.join(name).to_string_lossy().into_owned()),
        relative: Some(name.to_owned()),
        sha256: digest(bytes.as_bytes()),
        ..WorkspaceDocument::default()
    }
}

/// Two plans and a hidden one, with one initiative refused and another renamed, in a folder as `比较.jiedu`.
fn workspace() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("folder");
    let documents = vec![
        document(folder.path(), "b.txt", "大桥街道2023年工作要点"),
        WorkspaceDocument { hidden: true, ..document(folder.path(), "c.txt", "吴淞街道2023年工作要点") },
        document(folder.path(), "a.txt", "江浦路街道2023年工作要点"),
    ];
    let mut workspace = Workspace { documents, ..Workspace::default() };
    workspace.work.decisions = vec![
        Decision::Refuse { initiative: "垃圾分类".to_owned() },
        Decision::Rename { initiative: "社区食堂".to_owned(), name: "家门口的食堂".to_owned() },
    ];
    let path = folder.path().join("比较.jiedu");
    save_workspace(&path, &workspace, &SaveOptions::default()).expect("saved");
    (folder, path)
}

fn titles(documents: &Value) -> Vec<&str> {
    documents.as_array().expect("array").iter().map(|d| d["title"].as_str().expect("title")).collect()
}

fn names(comparison: &Value) -> Vec<&str> {
    comparison["initiatives"].as_array().expect("array").iter().map(|i| i["name"].as_str().expect("name")).collect()
}

#[test]
fn a_workspace_is_compared_with_its_documents_in_its_order_and_its_decisions() {
    let (folder, path) = workspace();
    let config = tempfile::tempdir().expect("folder");
    let plain = json(&jiedu(folder.path(), config.path(), &["compare", "b.txt", "a.txt", "--format", "json"]));
    assert!(names(&plain).contains(&"垃圾分类") && names(&plain).contains(&"社区食堂"), "{:?}", names(&plain));
    let output = jiedu(folder.path(), config.path(), &["compare", "比较.jiedu", "--format", "json"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let decided = json(&output);
    assert_eq!(titles(&decided["documents"]), ["大桥街道2023年工作要点", "江浦路街道2023年工作要点"]);
    assert!(!names(&decided).contains(&"垃圾分类") && !names(&decided).contains(&"社区食堂"), "{:?}", names(&decided));
    assert!(names(&decided).contains(&"家门口的食堂"));
    // The folder moved: the same bytes.
    let moved = tempfile::tempdir().expect("folder");
    for name in ["a.txt", "b.txt", "c.txt", "比较.jiedu"] {
        fs::copy(folder.path().join(name), moved.path().join(name)).expect("copied");
    }
    drop(folder);
    assert!(!path.exists());
    assert!(jiedu(moved.path(), config.path(), &["compare", "比较.jiedu", "--format", "json"]).stdout == output.stdout);
}

#[test]
fn a_workspace_is_read_and_searched_like_a_folder() {
    let (folder, _path) = workspace();
    let config = tempfile::tempdir().expect("folder");
    let read = json(&jiedu(folder.path(), config.path(), &["read", "比较.jiedu", "--format", "json"]));
    assert_eq!(titles(&read), ["大桥街道2023年工作要点", "江浦路街道2023年工作要点"]);
    let found = jiedu(folder.path(), config.path(), &["search", "一网统管", "比较.jiedu"]);
    assert!(text(&found.stdout).contains("江浦路街道") && !text(&found.stdout).contains("吴淞街道"), "{}", text(&found.stdout));
}

#[test]
fn what_is_wrong_with_a_workspace_is_told_and_the_rest_is_read() {
    let (folder, path) = workspace();
    let config = tempfile::tempdir().expect("folder");
    fs::write(folder.path().join("a.txt"), format!("江浦路街道2024年工作要点\n{BODY}")).expect("written");
    let changed = jiedu(folder.path(), config.path(), &["read", "比较.jiedu", "--format", "json"]);
    assert_eq!(changed.status.code(), Some(0));
    assert!(text(&changed.stderr).contains("a.txt") && text(&changed.stderr).contains("与工作区保存时不同"), "{}", text(&changed.stderr));
    fs::remove_file(folder.path().join("a.txt")).expect("removed");
    let gone = jiedu(folder.path(), config.path(), &["read", "比较.jiedu", "--format", "json"]);
    assert_eq!((gone.status.code(), titles(&json(&gone)).len()), (Some(1), 1));
    assert!(text(&gone.stderr).contains("找不到这个文件"), "{}", text(&gone.stderr));
    let bytes = fs::read(&path).expect("there");
    fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
    let cut = jiedu(folder.path(), config.path(), &["read", "比较.jiedu", "b.txt", "--format", "json"]);
    assert_eq!((cut.status.code(), titles(&json(&cut)).len()), (Some(1), 1));
    assert!(text(&cut.stderr).contains("比较.jiedu: 工作区文件不完整"), "{}", text(&cut.stderr));
    assert_eq!(fs::read(&path).expect("there"), bytes[..bytes.len() / 2]);
}

#[test]
fn nothing_is_written_over_a_workspace_or_its_documents() {
    let (folder, path) = workspace();
    let config = tempfile::tempdir().expect("folder");
    for output in ["比较.jiedu", "b.txt"] {
        let before = fs::read(folder.path().join(output)).expect("there");
        let refused = jiedu(folder.path(), config.path(), &["compare", "比较.jiedu", "-o", output]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(text(&refused.stderr).contains("输出会覆盖输入文件"), "{}", text(&refused.stderr));
        assert_eq!(fs::read(folder.path().join(output)).expect("there"), before);
    }
    assert!(path.exists());
}

#[test]
fn samples_of_a_workspace_come_out_of_the_program() {
    let folder = tempfile::tempdir().expect("folder");
    let mut workspace = Workspace::default();
    let sample = |name: &str| WorkspaceDocument { name: name.to_owned(), sample: true, ..WorkspaceDocument::default() };
    workspace.documents = vec![sample("wusong-2021-plan.txt"), sample("no-sample.txt")];
    save_workspace(&folder.path().join("a.jiedu"), &workspace, &SaveOptions::default()).expect("saved");
    let read = jiedu(folder.path(), folder.path(), &["read", "a.jiedu", "--format", "json"]);
    assert_eq!((read.status.code(), titles(&json(&read)).len()), (Some(1), 1));
    assert!(text(&read.stderr).contains("no-sample.txt: 这个版本没有这份示例"), "{}", text(&read.stderr));
}

#[test]
fn the_users_own_lexicon_takes_part_only_when_asked_for() {
    let (folder, _path) = workspace();
    let config = tempfile::tempdir().expect("folder");
    let arguments = ["compare", "a.txt", "b.txt", "--format", "json"];
    let with = [&arguments[..], &["--user-lexicon"]].concat();
    let without = jiedu(folder.path(), config.path(), &arguments);
    let none = jiedu(folder.path(), config.path(), &with);
    assert!(none.stdout == without.stdout, "there is none");
    assert!(text(&none.stderr).contains("还没有自己的词表"), "{}", text(&none.stderr));
    let entry = "[[initiative]]\nname = \"平台建设事项\"\ncategory = \"其他\"\nforms = [\"平台建设\"]\n";
    fs::write(config.path().join("lexicon.toml"), entry).expect("written");
    assert!(jiedu(folder.path(), config.path(), &arguments).stdout == without.stdout, "not asked for");
    let asked = json(&jiedu(folder.path(), config.path(), &with));
    assert!(names(&asked).contains(&"平台建设事项"), "{:?}", names(&asked));
}
