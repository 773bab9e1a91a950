//! The workspace: saved, opened, recovered; what is wrong with a file; two windows; undo of everything.

use std::fs;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use jiedu::compare::Decision;
use jiedu::structure::Anchor;
use jiedu::text::Span;
use jiedu::ui::{Command, OpenState, Picked, ReadingCommand, Startup, View, WorkCommand, WorkspaceCommand};
use jiedu::workspace::{About, Note, Workspace, load_session, load_workspace};
use tempfile::TempDir;

use crate::answers::Answers;
use crate::opening::folder;
use crate::paths::SAMPLES;
use crate::support::{OFFICE, Window, plan, startup};

const TWO: [&str; 2] = ["江浦路街道 2023 工作要点", "大桥街道 2023 工作要点"];

/// What the lexicon calls 一网统管, which both plans mention.
pub const WIDE: &str = "城市运行一网统管";

pub fn two_plans() -> TempDir {
    folder(&[
        ("a.txt", plan("江浦路街道", 2023, "推进一网统管，建设云上茶馆。").as_bytes()),
        ("b.txt", plan("大桥街道", 2023, "推进一网统管，办好云上茶馆。").as_bytes()),
    ])
}

pub fn files(folder: &TempDir) -> Vec<PathBuf> {
    ["a.txt", "b.txt"].map(|name| folder.path().join(name)).to_vec()
}

/// A window whose session is kept in a folder, and that opens these paths.
pub fn window(config: &TempDir, paths: Vec<PathBuf>) -> Window {
    let file = config.path().join("session.json");
    Window::start(OFFICE, Startup { paths, session: load_session(&file), session_file: Some(file), ..startup() })
}

pub fn decide(window: &mut Window, decision: Decision) {
    window.command(Command::Work(WorkCommand::Decide(decision)));
}

pub fn refuse(name: &str) -> Decision {
    Decision::Refuse { initiative: name.to_owned() }
}

fn wish(window: &mut Window, command: WorkspaceCommand) {
    window.command(Command::Workspace(command));
}

pub fn save_to(window: &mut Window, path: &Path) {
    wish(window, WorkspaceCommand::SaveTo(path.to_owned()));
}

pub fn title(window: &Window) -> String {
    window.state().workspace.title()
}

pub fn offer(window: &Window) -> String {
    window.state().workspace.offer.as_ref().map(|o| o.message.clone()).unwrap_or_default()
}

fn has_initiative(window: &Window, name: &str) -> bool {
    window.state().comparison.initiatives.iter().any(|i| i.name == name)
}

fn note_on(window: &mut Window, words: &str, text: &str) {
    let anchor = {
        let state = window.state();
        let document = &state.comparison.documents[0];
        let at = document.text.find(words).unwrap();
        Anchor::of(document, Span::new(at, at + words.len()))
    };
    window.command(Command::Work(WorkCommand::Note(Note { about: About::Passage(anchor), text: text.to_owned() })));
}

/// Presses Ctrl and a key; what the window says at once, before its message goes by itself.
fn said_by(window: &mut Window, key: Key) -> Option<String> {
    window.command(Command::DismissNotice);
    window.harness.key_press_modifiers(Modifiers::COMMAND, key);
    let mut said = None;
    for _ in 0..5 {
        window.harness.step();
        said = said.or_else(|| window.state().notice.clone());
    }
    window.settle();
    said
}

/// Both plans with a decision, saved as 比较.jiedu beside them.
fn saved_workspace(config: &TempDir, files_at: &TempDir) -> PathBuf {
    let mut window = window(config, files(files_at));
    decide(&mut window, refuse(WIDE));
    let path = files_at.path().join("比较.jiedu");
    save_to(&mut window, &path);
    assert_eq!(title(&window), "比较 — 街读");
    path
}

#[test]
fn what_is_saved_comes_back_as_it_was() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let mut first = window(&config, files(&at));
    assert_eq!(title(&first), "街读");
    assert!(has_initiative(&first, WIDE));
    decide(&mut first, refuse(WIDE));
    assert_eq!(title(&first), "● 未命名 — 街读");
    note_on(&mut first, "垃圾分类", "问一问");
    first.command(Command::Show(View::Matrix));
    let second_key = first.state().documents[1].key;
    first.command(Command::Move { key: second_key, to: 0 });
    first.command(Command::ToggleHidden(second_key));
    let chosen = first.state().comparison.initiatives[0].clone();
    first.command(Command::Select(Some(chosen.id.clone())));
    let path = at.path().join("比较.jiedu");
    save_to(&mut first, &path);
    assert!(first.state().notice.as_ref().is_some_and(|n| n.contains("已保存到")));
    let work = first.state().work.now().clone();
    drop(first);

    let other = tempfile::tempdir().unwrap();
    let second = window(&other, vec![path.clone()]);
    assert_eq!(second.document_rows(), ["大桥街道 2023 工作要点（已隐藏）", "江浦路街道 2023 工作要点"]);
    assert_eq!(*second.state().work.now(), work);
    assert_eq!((second.state().view, title(&second).as_str()), (View::Matrix, "比较 — 街读"));
    assert_eq!(second.state().selected, Some(chosen.id));
    assert!(!has_initiative(&second, WIDE));
    assert_eq!(second.state().workspace.recent_workspaces, [path]);
}

/// Of a pane: whether it is maximised, its share, whether it is held, whether it marks repairs.
type Pane = (bool, Option<f32>, bool, bool);

/// What of the panes comes back: dimmed formulae, and the first two panes.
fn standing(window: &Window) -> (bool, Vec<Pane>) {
    let state = window.state();
    let reading = &state.reading;
    let pane = |key: u64| {
        let shown = reading.repairs.contains(&key);
        (reading.maximised == Some(key), reading.shares.get(&key).copied(), state.following.held.contains(&key), shown)
    };
    (reading.dim, state.documents.iter().take(2).map(|d| pane(d.key)).collect())
}

/// Sets the panes up as nobody finds them.
fn set_up(window: &mut Window) -> (bool, Vec<Pane>) {
    let keys: Vec<u64> = window.state().documents.iter().map(|d| d.key).collect();
    let reading = |window: &mut Window, command| window.command(Command::Reading(command));
    reading(window, ReadingCommand::Share(vec![(keys[0], 1.25), (keys[1], 0.75)]));
    reading(window, ReadingCommand::ToggleDim);
    reading(window, ReadingCommand::ToggleRepairs(keys[0]));
    window.command(Command::ToggleHeld(keys[0]));
    reading(window, ReadingCommand::Maximise(keys[1]));
    let standing = standing(window);
    assert_eq!(standing, (true, vec![(false, Some(1.25), true, true), (true, Some(0.75), false, false)]));
    standing
}

#[test]
fn how_the_panes_stood_comes_back_with_the_workspace() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let path = at.path().join("比较.jiedu");
    let mut first = window(&config, files(&at));
    let stood = set_up(&mut first);
    save_to(&mut first, &path);
    drop(first);
    let mut second = window(&tempfile::tempdir().unwrap(), vec![path]);
    assert_eq!(standing(&second), stood);
    assert_eq!(second.panes(), [TWO[1]], "the maximised one has all the room");
    // Another workspace does not inherit it.
    wish(&mut second, WorkspaceCommand::New);
    assert!(!second.state().reading.dim);
    assert!(second.state().reading.shares.is_empty() && second.state().following.held.is_empty());
}

/// As long as it takes until views are kept.
fn wait(window: &mut Window) {
    for _ in 0..110 {
        window.harness.step();
    }
    window.settle();
}

#[test]
fn how_the_panes_stood_comes_back_at_the_next_start_without_a_workspace_too() {
    // Of own documents, from what is kept for recovery.
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let mut first = window(&config, files(&at));
    let stood = set_up(&mut first);
    wait(&mut first);
    drop(first);
    assert_eq!(standing(&window(&config, Vec::new())), stood);
    // Of the samples, from the session.
    let config = tempfile::tempdir().unwrap();
    let mut first = window(&config, Vec::new());
    let stood = set_up(&mut first);
    wait(&mut first);
    drop(first);
    assert_eq!(standing(&window(&config, Vec::new())), stood);
}

#[test]
fn a_pane_edited_by_hand_into_nonsense_stands_as_usual() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let path = saved_workspace(&config, &at);
    let text = fs::read_to_string(&path).unwrap();
    let panes = r#""reading": { "panes": [{ "document": 0, "share": -3.0 }, { "document": 99, "maximised": true }] },"#;
    fs::write(&path, text.replacen("\"matrix\":", &format!("{panes} \"matrix\":"), 1)).unwrap();
    let window = window(&tempfile::tempdir().unwrap(), vec![path]);
    assert_eq!(standing(&window), (false, vec![(false, None, false, false); 2]));
    assert_eq!(window.panes(), TWO);
}

#[test]
fn the_keys_save_and_the_title_bar_says_so() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let path = at.path().join("新.jiedu");
    let answers = Answers::new([Picked::Paths(vec![at.path().join("新")])]);
    let file = config.path().join("session.json");
    let start = Startup { paths: files(&at), session_file: Some(file), dialogs: Box::new(answers), ..startup() };
    let mut window = Window::start(OFFICE, start);
    decide(&mut window, refuse(WIDE));
    window.ctrl(Key::S);
    assert_eq!(window.state().workspace.path.as_deref(), Some(path.as_path()), "the ending is added");
    let before = fs::read(&path).unwrap();
    decide(&mut window, refuse("垃圾分类"));
    assert_eq!(title(&window), "● 新 — 街读");
    // Which frame tells the system depends on when the file is written: it can be one of those that the key itself takes.
    window.ctrl(Key::S);
    assert_eq!(title(&window), "新 — 街读");
    window.settle();
    assert_ne!(fs::read(&path).unwrap(), before);
    assert!(!at.path().join("新.jiedu.bak").exists(), "the session's own first version is no older one");
    window.ctrl(Key::N);
    assert_eq!((window.document_rows().len(), title(&window).as_str()), (0, "街读"));
    assert!(window.shows_part("最近打开") && window.shows("打开 新.jiedu"));
    window.click("打开 新.jiedu");
    assert_eq!(window.document_rows(), TWO);
}

#[test]
fn unsaved_work_is_there_at_the_next_start() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let mut first = window(&config, files(&at));
    decide(&mut first, refuse(WIDE));
    // No exit: what is on the disk is what a kill would leave, but for the lock, which the system takes away.
    let after = tempfile::tempdir().unwrap();
    copy(config.path(), after.path());
    drop(first);
    let mut second = window(&after, Vec::new());
    assert_eq!(second.document_rows(), TWO);
    assert_eq!(title(&second), "● 未命名 — 街读");
    assert!(!has_initiative(&second, WIDE));
    decide(&mut second, Decision::Accept { initiative: WIDE.to_owned() });
    assert!(has_initiative(&second, WIDE));
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else if !entry.file_name().to_string_lossy().ends_with(".lock") {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn unsaved_changes_of_a_named_workspace_come_back_and_can_be_let_go() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let path = saved_workspace(&config, &at);
    let mut first = window(&config, Vec::new());
    assert_eq!(title(&first), "比较 — 街读", "the session remembers the workspace");
    decide(&mut first, refuse("垃圾分类"));
    drop(first);
    assert_eq!(load_workspace(&path).unwrap().workspace.work.decisions.len(), 1, "the file is as it was saved");
    let mut second = window(&config, Vec::new());
    assert_eq!(title(&second), "● 比较 — 街读");
    assert_eq!(second.state().work.now().decisions.len(), 2);
    second.click("打开…");
    second.click_beginning("放弃未保存的改动");
    assert_eq!((second.state().work.now().decisions.len(), title(&second).as_str()), (1, "比较 — 街读"));
}

#[test]
fn undoing_back_to_what_is_saved_leaves_nothing_unsaved() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    saved_workspace(&config, &at);
    let mut window = window(&config, Vec::new());
    decide(&mut window, refuse("垃圾分类"));
    assert_eq!(title(&window), "● 比较 — 街读");
    assert_eq!(said_by(&mut window, Key::Z).as_deref(), Some("已撤销：拒绝“垃圾分类”"));
    assert_eq!(title(&window), "比较 — 街读");
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let path = saved_workspace(&config, &at);
    let newer = fs::read_to_string(&path).unwrap().replace("\"version\": 1", "\"version\": 7");
    fs::write(&path, &newer).unwrap();
    let other = tempfile::tempdir().unwrap();
    let mut window = window(&other, files(&at));
    wish(&mut window, WorkspaceCommand::Open(path.clone()));
    assert!(offer(&window).contains("更新版本") && offer(&window).contains("升级"), "{}", offer(&window));
    assert_eq!(window.document_rows(), TWO, "what was open stays");
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    window.click("知道了");
    assert!(offer(&window).is_empty());
}

#[test]
fn a_file_cut_short_is_told_and_the_kept_state_offered() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let path = saved_workspace(&config, &at);
    let mut first = window(&config, Vec::new());
    decide(&mut first, refuse("垃圾分类"));
    drop(first);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let mut second = window(&config, Vec::new());
    assert!(offer(&second).contains("不完整") && offer(&second).contains("行中断"), "{}", offer(&second));
    second.click("打开自动保存的内容");
    assert_eq!(second.document_rows(), TWO);
    assert_eq!(second.state().work.now().decisions.len(), 2);
    assert_eq!(title(&second), "● 比较 — 街读");
    wish(&mut second, WorkspaceCommand::Save);
    second.click("覆盖");
    assert_eq!(load_workspace(&path).unwrap().workspace.work.decisions.len(), 2);
    assert!(at.path().join("比较.jiedu.damaged").exists(), "the damaged one is set aside");
}

#[test]
fn a_file_edited_into_nonsense_offers_its_backup() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let path = saved_workspace(&config, &at);
    let mut first = window(&config, Vec::new());
    decide(&mut first, refuse("垃圾分类"));
    wish(&mut first, WorkspaceCommand::Save);
    drop(first);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"refuse\"", "\"refusé", 1)).unwrap();
    let other = tempfile::tempdir().unwrap();
    let mut second = window(&other, vec![path]);
    assert!(offer(&second).contains("行") && offer(&second).contains("读不懂"), "{}", offer(&second));
    second.click("打开上一版备份");
    assert_eq!(second.state().work.now().decisions.len(), 1, "the version before the last session");
}

#[test]
fn a_folder_that_moved_takes_its_documents_along() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    saved_workspace(&config, &at);
    let moved = tempfile::tempdir().unwrap();
    copy(at.path(), moved.path());
    drop(at);
    fs::rename(moved.path().join("b.txt"), moved.path().join("换名.txt")).unwrap();
    let other = tempfile::tempdir().unwrap();
    let window = window(&other, vec![moved.path().join("比较.jiedu")]);
    assert_eq!(window.document_rows(), TWO);
    assert!(window.state().notice.as_ref().is_some_and(|n| n.contains("重新找到")), "{:?}", window.state().notice);
    assert!(window.state().documents.iter().all(|d| d.path.as_ref().is_some_and(|p| p.starts_with(moved.path()))));
}

#[test]
fn a_changed_file_keeps_what_still_stands_and_tells_what_does_not() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let path = at.path().join("比较.jiedu");
    let mut first = window(&config, files(&at));
    note_on(&mut first, "云上茶馆", "去看看");
    note_on(&mut first, "垃圾分类", "问一问");
    save_to(&mut first, &path);
    drop(first);
    fs::write(at.path().join("a.txt"), plan("江浦路街道", 2023, "推进一网统管，办一所学校。")).unwrap();
    let other = tempfile::tempdir().unwrap();
    let second = window(&other, vec![path]);
    let notice = second.state().notice.clone().unwrap_or_default();
    assert!(notice.contains("“a.txt”的内容与保存时不同") && notice.contains("1 处"), "{notice}");
    assert_eq!(second.state().work.now().notes.len(), 2, "both are kept in the file");
}

#[test]
fn a_file_that_changes_under_the_window_is_read_again_on_request() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let mut window = window(&config, files(&at));
    let focus = |window: &mut Window, on: bool| {
        window.harness.input_mut().focused = on;
        window.harness.step();
        window.settle();
    };
    focus(&mut window, false);
    focus(&mut window, true);
    assert!(offer(&window).is_empty());
    fs::write(at.path().join("a.txt"), plan("江浦路街道", 2024, "推进一网统管。")).unwrap();
    focus(&mut window, false);
    focus(&mut window, true);
    assert!(offer(&window).contains("“a.txt”在磁盘上有改动"), "{}", offer(&window));
    window.click("重新读取");
    assert_eq!(window.document_rows(), ["江浦路街道 2024 工作要点", TWO[1]]);
    fs::remove_file(at.path().join("b.txt")).unwrap();
    focus(&mut window, false);
    focus(&mut window, true);
    assert!(offer(&window).contains("已被移动或删除"), "{}", offer(&window));
    assert_eq!(window.document_rows().len(), 2);
}

#[test]
fn the_second_window_on_a_workspace_may_only_read() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let path = saved_workspace(&config, &at);
    let first = window(&config, Vec::new());
    let other = tempfile::tempdir().unwrap();
    let mut second = window(&other, vec![path.clone()]);
    assert!(offer(&second).contains("另一个窗口") && offer(&second).contains("另存为"), "{}", offer(&second));
    assert_eq!(title(&second), "比较（只读） — 街读");
    decide(&mut second, refuse("垃圾分类"));
    let before = fs::read(&path).unwrap();
    wish(&mut second, WorkspaceCommand::Overwrite(path.clone()));
    assert_eq!(fs::read(&path).unwrap(), before, "it is the first window's");
    save_to(&mut second, &at.path().join("另存.jiedu"));
    assert_eq!(title(&second), "另存 — 街读");
    drop(first);
}

#[test]
fn what_cannot_be_saved_stays_in_the_window() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let mut window = window(&config, files(&at));
    decide(&mut window, refuse(WIDE));
    save_to(&mut window, &at.path().join("没有这个文件夹/比较.jiedu"));
    assert!(offer(&window).contains("没有保存") && offer(&window).contains("文件夹不存在"), "{}", offer(&window));
    assert_eq!(title(&window), "● 未命名 — 街读");
    // A file of that name, asked for through the field, is not overwritten unasked.
    let theirs = at.path().join("别人的.jiedu");
    fs::write(&theirs, Workspace::default().to_bytes().unwrap()).unwrap();
    save_to(&mut window, &theirs);
    assert!(offer(&window).contains("同名文件"), "{}", offer(&window));
    window.click("覆盖");
    assert_eq!(title(&window), "别人的 — 街读");
}

#[test]
fn without_a_dialog_a_field_asks_for_the_path() {
    let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
    let file = config.path().join("session.json");
    let answers = Answers::new([Picked::Unavailable]);
    let start = Startup { paths: files(&at), session_file: Some(file), dialogs: Box::new(answers), ..startup() };
    let mut window = Window::start(OFFICE, start);
    window.ctrl(Key::S);
    let offered = window.state().workspace.save_field.clone().expect("a field");
    assert!(offered.ends_with("江浦路街道等比较.jiedu"), "{offered}");
    assert_eq!(window.focused().as_deref(), Some("工作区文件路径"));
    window.key(Key::Enter);
    assert_eq!(title(&window), "江浦路街道等比较 — 街读");
    assert!(Path::new(&offered).exists());
}

#[test]
fn documents_that_are_closed_moved_and_hidden_come_back() {
    let mut window = Window::first_start();
    let keys: Vec<_> = window.state().documents.iter().map(|d| d.key).collect();
    window.command(Command::Close(keys[1]));
    window.command(Command::Move { key: keys[4], to: 0 });
    window.command(Command::ToggleHidden(keys[0]));
    window.command(Command::CloseAll);
    assert_eq!(window.document_rows().len(), 0);
    assert_eq!(said_by(&mut window, Key::Z).as_deref(), Some("已撤销：关闭 4 份文档"));
    assert_eq!(window.document_rows().len(), 4);
    for _ in 0..3 {
        window.ctrl(Key::Z);
    }
    assert_eq!(window.document_rows(), SAMPLES);
    assert!(window.state().work.undoable().is_none(), "nothing is left to undo");
    for _ in 0..4 {
        window.ctrl(Key::Y);
    }
    assert_eq!(window.document_rows().len(), 0);
}

#[test]
fn a_repair_that_was_taken_back_is_made_again_by_undo() {
    let mut window = Window::first_start();
    let (key, group, before) = {
        let state = window.state();
        let document = &state.comparison.documents[1];
        (state.compared[1], document.repairs[0].group, document.text.clone())
    };
    window.command(Command::ToggleRepair { key, group });
    assert_ne!(window.state().comparison.documents[1].text, before);
    window.ctrl(Key::Z);
    assert_eq!(window.state().comparison.documents[1].text, before);
    assert!(window.state().documents.iter().all(|d| matches!(d.state, OpenState::Ready(_)) && d.undone.is_empty()));
}

#[test]
fn a_file_of_two_documents_comes_back_as_it_was() {
    let filler = "这一年街道上下齐心，各项任务都按时推进，居民满意度稳步提高，平安建设走在前列。".repeat(4);
    let text = format!(
        "甲街道2030年工作总结\n\n一、民生\n完成了垃圾分类。{filler}\n二、安全\n完成了消防整治。\n\n甲街道2031年工作计划\n\n一、民生\n建设云上茶馆。{filler}\n二、安全\n建设微型消防站。\n"
    );
    let at = folder(&[("两份.txt", text.as_bytes()), ("b.txt", plan("大桥街道", 2023, "一").as_bytes())]);
    let config = tempfile::tempdir().unwrap();
    let mut first = window(&config, vec![at.path().join("两份.txt"), at.path().join("b.txt")]);
    assert_eq!(first.document_rows().len(), 3);
    let keys: Vec<_> = first.state().documents.iter().map(|d| d.key).collect();
    first.command(Command::Move { key: keys[2], to: 1 });
    first.command(Command::ToggleHidden(keys[1]));
    let rows = first.document_rows();
    let path = at.path().join("w.jiedu");
    save_to(&mut first, &path);
    drop(first);
    let other = tempfile::tempdir().unwrap();
    let mut second = window(&other, vec![path.clone()]);
    assert_eq!(second.document_rows(), rows);
    // Closed, the second part stays closed; made one document, it stays one.
    let hidden = second.state().documents.iter().find(|d| d.hidden).map(|d| d.key).unwrap();
    second.command(Command::Close(hidden));
    wish(&mut second, WorkspaceCommand::Save);
    drop(second);
    let mut third = window(&other, Vec::new());
    assert_eq!(third.document_rows().len(), 2);
    let summary = third.state().documents[0].key;
    third.command(Command::ToggleRepair { key: summary, group: 1 });
    assert_eq!(third.state().comparison.documents[0].part, None);
    third.ctrl(Key::Z);
    assert_eq!(third.state().documents.len(), 3, "two documents again");
}

/// Pictures for the eye: `JIEDU_PICTURES=folder cargo test --test window workspace::pictures -- --ignored`.
#[test]
#[ignore = "writes pictures for people to look at"]
fn pictures() {
    let Some(out) = std::env::var_os("JIEDU_PICTURES").map(PathBuf::from) else { return };
    for (name, size, dark) in [("1280-light", OFFICE, false), ("2560-dark", egui::vec2(2560.0, 1440.0), true)] {
        let (config, at) = (tempfile::tempdir().unwrap(), two_plans());
        saved_workspace(&config, &at);
        let file = config.path().join("session.json");
        let mut window = Window::start(size, Startup { session: load_session(&file), session_file: Some(file), ..startup() });
        if dark {
            window.command(Command::Theme(jiedu::ui::ThemeChoice::Dark));
        }
        decide(&mut window, refuse("垃圾分类"));
        window.click("打开…");
        window.picture().save(out.join(format!("{name}-menu.png"))).unwrap();
        window.key(Key::Escape);
        fs::write(at.path().join("a.txt"), plan("江浦路街道", 2024, "推进一网统管。")).unwrap();
        window.harness.input_mut().focused = false;
        window.harness.step();
        window.harness.input_mut().focused = true;
        window.settle();
        window.picture().save(out.join(format!("{name}-offer.png"))).unwrap();
        wish(&mut window, WorkspaceCommand::Dismiss);
        window.command(Command::CloseAll);
        window.picture().save(out.join(format!("{name}-empty.png"))).unwrap();
        wish(&mut window, WorkspaceCommand::SaveAs);
        window.settle();
        window.picture().save(out.join(format!("{name}-closed.png"))).unwrap();
    }
}
