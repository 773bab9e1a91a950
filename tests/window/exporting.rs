//! The comparison exported from the window: the same bytes as by the command line, never over a document, and a message.

use std::fs;
use std::process::Command;

use egui::Key;
use jiedu::ui::{Picked, Startup};

use crate::answers::Answers;
use crate::support::{OFFICE, Window, plan, startup};

struct Opened {
    folder: tempfile::TempDir,
    window: Window,
}

/// Two documents in a window whose dialog answers with these names in their folder.
fn opened(names: &[&str]) -> Opened {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.txt", "b.txt"].map(|name| folder.path().join(name));
    fs::write(&paths[0], plan("江浦路街道", 2023, "推进垃圾分类，加装电梯20台。")).unwrap();
    fs::write(&paths[1], plan("大桥街道", 2023, "推进垃圾分类。")).unwrap();
    let answers: Vec<Picked> = names.iter().map(|name| Picked::Paths(vec![folder.path().join(name)])).collect();
    let dialogs = Box::new(Answers::new(answers));
    let window = Window::start(OFFICE, Startup { paths: paths.to_vec(), dialogs, ..startup() });
    Opened { folder, window }
}

/// What the command line makes of the same documents and the same day.
fn by_command(opened: &Opened, name: &str, more: &[&str]) -> Vec<u8> {
    let file = opened.folder.path().join(name);
    let today = chrono::Local::now().format("%Y-%m-%d").to_string();
    let documents = ["a.txt", "b.txt"].map(|name| opened.folder.path().join(name));
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiedu"));
    command.arg("compare").args(documents).args(["--date", &today]).args(more).arg("-o").arg(&file);
    assert!(command.status().unwrap().success());
    fs::read(file).unwrap()
}

#[test]
fn a_workbook_is_the_command_lines_byte_for_byte() {
    let mut opened = opened(&["表.xlsx"]);
    opened.window.ctrl(Key::E);
    assert!(opened.window.shows_part("已导出"));
    let written = fs::read(opened.folder.path().join("表.xlsx")).unwrap();
    assert!(written == by_command(&opened, "again.xlsx", &[]), "{} bytes", written.len());
}

#[test]
fn a_csv_file_holds_the_table_of_the_view() {
    let mut opened = opened(&["指标.csv", "差距.csv"]);
    for (view, name, table) in [(Key::Num6, "指标.csv", "measures"), (Key::Num3, "差距.csv", "gaps")] {
        opened.window.ctrl(view);
        opened.window.ctrl(Key::E);
        let written = fs::read(opened.folder.path().join(name)).unwrap();
        assert!(written.starts_with("\u{FEFF}".as_bytes()), "{name}");
        assert!(written == by_command(&opened, "again.csv", &["--table", table]), "{name}");
    }
}

#[test]
fn a_name_without_an_ending_becomes_a_workbook_and_an_open_document_is_never_written_over() {
    let mut opened = opened(&["2023.要点", "a.txt"]);
    opened.window.ctrl(Key::E);
    assert!(opened.folder.path().join("2023.要点.xlsx").is_file());
    let before = fs::read(opened.folder.path().join("a.txt")).unwrap();
    opened.window.ctrl(Key::E);
    assert!(opened.window.shows_part("正在比较的文档"));
    assert_eq!(fs::read(opened.folder.path().join("a.txt")).unwrap(), before);
}

#[test]
fn a_folder_that_is_gone_is_told_and_nothing_is_lost() {
    let mut opened = opened(&["gone/表.xlsx"]);
    opened.window.ctrl(Key::E);
    assert!(opened.window.shows_part("gone"), "the message names the file");
    assert_eq!(opened.window.state().comparison.documents.len(), 2);
}
