//! Opening: by dialog, by path, by dropping; what cannot be read says why, and the others open.

use std::fs;
use std::path::PathBuf;

use egui::Key;
use jiedu::ui::{OpenState, Picked, Startup};
use tempfile::TempDir;

use crate::answers::Answers;
use crate::dropped::{drop_file, drop_unreadable_file};
use crate::paths::SAMPLES;
use crate::support::{OFFICE, Window, plan, startup};

/// A folder with files.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn two_plans() -> TempDir {
    let (a, b) = (plan("江浦路街道", 2023, "抓好党建引领。"), plan("大桥街道", 2023, "抓好党建引领。"));
    folder(&[("a.txt", a.as_bytes()), ("b.md", b.as_bytes())])
}

const TWO: [&str; 2] = ["江浦路街道 2023 工作要点", "大桥街道 2023 工作要点"];

/// Why the document of this name could not be read.
fn reason(window: &Window, name: &str) -> String {
    let state = window.state();
    let document = state.documents.iter().find(|d| d.name == name).unwrap_or_else(|| panic!("no {name}"));
    match &document.state {
        OpenState::Failed(reason) => reason.clone(),
        other => panic!("{name}: {other:?}"),
    }
}

fn with_answers(answers: impl IntoIterator<Item = Picked>) -> (Window, std::rc::Rc<std::cell::RefCell<Vec<bool>>>) {
    let answers = Answers::new(answers);
    let asked = std::rc::Rc::clone(&answers.asked);
    (Window::start(OFFICE, Startup { dialogs: Box::new(answers), ..startup() }), asked)
}

#[test]
fn files_chosen_in_the_dialog_replace_the_samples() {
    let files = two_plans();
    let paths = vec![files.path().join("a.txt"), files.path().join("b.md")];
    let (mut window, asked) = with_answers([Picked::Paths(paths)]);
    window.open_menu("打开文件…");
    assert_eq!(*asked.borrow(), [false]);
    assert_eq!(window.document_rows(), TWO);
    assert!(!window.shows("示例"));
}

#[test]
fn a_folder_chosen_in_the_dialog_opens_the_documents_in_it() {
    let files = folder(&[
        ("2023/计划.txt", plan("江浦路街道", 2023, "一").as_bytes()),
        ("2022/计划.txt", plan("江浦路街道", 2022, "二").as_bytes()),
        ("图.png", b"\x89PNG"),
    ]);
    let (mut window, asked) = with_answers([Picked::Paths(vec![files.path().to_owned()])]);
    window.keys(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::O);
    assert_eq!(*asked.borrow(), [true]);
    assert_eq!(window.document_rows(), ["江浦路街道 2022 工作要点", "江浦路街道 2023 工作要点"]);
}

#[test]
fn a_cancelled_dialog_changes_nothing() {
    let (mut window, _) = with_answers([Picked::Cancelled]);
    window.ctrl(Key::O);
    assert_eq!(window.document_rows(), SAMPLES);
    assert!(window.state().notice.is_none() && window.state().path_field.is_none());
}

#[test]
fn without_a_dialog_there_is_a_field_for_the_path() {
    let files = two_plans();
    let (mut window, _) = with_answers([Picked::Unavailable]);
    window.ctrl(Key::O);
    assert!(window.shows_part("系统的文件对话框没有打开"));
    // The field has the keyboard.
    window.text(&files.path().join("a.txt").to_string_lossy());
    window.key(Key::Enter);
    assert_eq!(window.document_rows(), TWO[..1]);
    assert!(window.state().path_field.is_none());
}

#[test]
fn the_path_field_opens_and_closes_by_the_menu_and_escape() {
    let files = two_plans();
    let mut window = Window::first_start();
    window.open_menu("输入路径…");
    assert!(window.shows("文件路径"));
    window.key(Key::Escape);
    assert!(!window.shows("文件路径"));
    window.open_menu("输入路径…");
    window.click("文件路径");
    window.text(&format!(" \"{}\" ", files.path().display()));
    window.click("打开");
    assert_eq!(window.document_rows(), TWO);
}

#[test]
fn paths_given_at_the_start_open_instead_of_the_samples() {
    let files = two_plans();
    let window = Window::with_files([files.path().join("b.md"), files.path().join("a.txt")]);
    assert_eq!(window.document_rows(), [TWO[1], TWO[0]]);
    let missing = Window::with_files([files.path().join("a.txt"), PathBuf::from("/没有/这个.txt")]);
    assert!(reason(&missing, "这个.txt").contains("找不到"));
    assert_eq!(missing.panes(), TWO[..1]);
}

#[test]
fn one_file_or_many_are_dropped() {
    let mut window = Window::first_start();
    drop_file(&mut window.harness, "x/a.txt", plan("江浦路街道", 2023, "一"));
    window.settle();
    assert_eq!(window.document_rows(), TWO[..1]);
    drop_file(&mut window.harness, "x/b.txt", plan("大桥街道", 2023, "二"));
    drop_file(&mut window.harness, "x/c.txt", plan("四平路街道", 2024, "三"));
    window.settle();
    assert_eq!(window.document_rows(), [TWO[0], TWO[1], "四平路街道 2024 工作要点"]);
    assert!(window.shows("3 份文档，全部就绪"));
}

#[test]
fn a_dropped_folder_opens_what_is_in_it() {
    let files = two_plans();
    let mut window = Window::first_start();
    drop_file(&mut window.harness, files.path(), "");
    window.settle();
    assert_eq!(window.document_rows(), TWO);
    let empty = tempfile::tempdir().unwrap();
    drop_file(&mut window.harness, empty.path(), "");
    window.settle();
    assert!(window.shows_part("文件夹里没有可读的文档"));
}

#[test]
fn an_unreadable_file_says_why_beside_its_name_and_the_others_open() {
    let mut window = Window::first_start();
    drop_unreadable_file(&mut window.harness, "x/坏.txt", "permission denied");
    drop_file(&mut window.harness, "x/a.txt", plan("江浦路街道", 2023, "一"));
    drop_file(&mut window.harness, "x/空.txt", "");
    drop_file(&mut window.harness, "x/图.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\xff\xfe\0\0\0".as_slice());
    window.settle();
    assert_eq!(window.document_rows(), ["坏.txt", TWO[0], "空.txt", "图.txt"]);
    for name in ["坏.txt", "空.txt", "图.txt"] {
        let reason = reason(&window, name);
        assert!(reason.chars().count() > 8, "{reason}");
        let row = window.document_rows().iter().position(|n| n == name).unwrap();
        let row = window.named(|n| n.starts_with("文档 "))[row].rect();
        let wanted = reason.clone();
        let said = window.named(move |n| n == wanted);
        assert!(said.iter().any(|n| (n.rect().top() - row.bottom()).abs() < 8.0), "{name}: {reason}");
    }
    assert!(reason(&window, "坏.txt").contains("permission denied"));
    assert!(window.shows("4 份文档，3 份未能读取"));
    assert_eq!(window.panes(), TWO[..1]);
}

#[test]
fn samples_stay_while_no_own_file_could_be_read() {
    let mut window = Window::first_start();
    drop_file(&mut window.harness, "x/空.txt", "");
    window.settle();
    assert_eq!(window.document_rows().len(), 6);
    assert_eq!(window.panes().len(), 3);
    let remove: Vec<_> = window.named(|n| n == "移除").iter().map(|n| n.rect().center()).collect();
    window.click_at(remove[0]);
    assert_eq!(window.document_rows(), SAMPLES);
}

#[test]
fn the_same_file_is_not_opened_twice() {
    let files = two_plans();
    let mut window = Window::with_files([files.path().join("a.txt"), files.path().join("b.md")]);
    drop_file(&mut window.harness, files.path().join("a.txt"), "");
    window.settle();
    assert_eq!(window.document_rows(), TWO);
    assert!(window.shows("“a.txt”已经打开，没有重复打开"));
    // Nor under another name, nor twice at once.
    drop_file(&mut window.harness, "x/另存.txt", fs::read(files.path().join("b.md")).unwrap());
    drop_file(&mut window.harness, "x/c.txt", plan("四平路街道", 2024, "三"));
    drop_file(&mut window.harness, "x/c.txt", plan("四平路街道", 2024, "三"));
    window.settle();
    assert_eq!(window.document_rows().len(), 3);
}

#[test]
fn samples_come_back_beside_own_files_and_stay_for_the_next_one() {
    let files = two_plans();
    let mut window = Window::with_files([files.path().join("a.txt")]);
    window.open_menu("示例文档");
    assert_eq!(window.document_rows().len(), 6);
    assert!(!window.shows_part("当前为示例文档"));
    drop_file(&mut window.harness, files.path().join("b.md"), "");
    window.settle();
    assert_eq!(window.document_rows().len(), 7, "later files are added to what is open");
    window.open_menu("示例文档");
    assert_eq!(window.document_rows().len(), 7);
    window.open_menu("全部关闭");
    assert!(window.document_rows().is_empty());
    assert!(window.shows("把街道的工作计划、总结拖到这里"));
    window.click("看看示例");
    assert_eq!(window.document_rows(), SAMPLES);
}

#[test]
fn a_repaired_file_is_read_on_another_try() {
    let files = folder(&[("a.txt", b""), ("b.txt", plan("大桥街道", 2023, "二").as_bytes())]);
    let mut window = Window::with_files([files.path().join("a.txt"), files.path().join("b.txt")]);
    reason(&window, "a.txt");
    window.click("重试");
    let second = reason(&window, "a.txt");
    assert!(!second.is_empty(), "still wrong");
    fs::write(files.path().join("a.txt"), plan("江浦路街道", 2023, "一")).unwrap();
    window.click("重试");
    assert_eq!(window.document_rows(), TWO);
}

#[test]
fn files_hanging_over_the_window_are_told_what_will_happen() {
    let mut window = Window::first_start();
    window.harness.input_mut().hovered_files.extend([egui::HoveredFile::default(), egui::HoveredFile::default()]);
    window.harness.step();
    // Painted, not named: the hint lasts only while the hand holds the files.
    let texts = format!("{:?}", window.harness.output().shapes);
    assert!(texts.contains("松开鼠标，打开这 2 项"));
}
