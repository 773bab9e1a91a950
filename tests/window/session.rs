//! What was open comes back at the next start.

use std::path::Path;

use egui::Key;
use jiedu::ui::{Startup, ThemeChoice};
use jiedu::workspace::load_session;

use crate::opening::folder;
use crate::paths::SAMPLES;
use crate::support::{OFFICE, Window, plan, startup};

fn start(file: &Path) -> Window {
    Window::start(OFFICE, Startup { session: load_session(file), session_file: Some(file.to_owned()), ..startup() })
}

#[test]
fn open_files_come_back_in_order_hidden_ones_hidden() {
    let files = folder(&[("a.txt", plan("江浦路街道", 2023, "一").as_bytes()), ("b.txt", plan("大桥街道", 2023, "二").as_bytes())]);
    let kept = tempfile::tempdir().unwrap();
    let session = kept.path().join("config/session.json");
    let mut window = Window::start(
        OFFICE,
        Startup { paths: vec![files.path().join("b.txt"), files.path().join("a.txt")], session_file: Some(session.clone()), ..startup() },
    );
    window.menu_of("文档 B 江浦路街道 2023 工作要点");
    window.click("隐藏");
    drop(window);
    let loaded = load_session(&session).expect("a session");
    assert_eq!(loaded.documents.len(), 2);
    assert!(!loaded.samples);

    let window = start(&session);
    assert_eq!(window.document_rows(), ["大桥街道 2023 工作要点", "江浦路街道 2023 工作要点（已隐藏）"]);
    assert_eq!(window.panes(), ["大桥街道 2023 工作要点"]);
}

#[test]
fn size_and_theme_are_kept_as_soon_as_they_change() {
    let kept = tempfile::tempdir().unwrap();
    let session = kept.path().join("session.json");
    let mut window = start(&session);
    window.ctrl(Key::Plus);
    window.menu("查看", "深色");
    let loaded = load_session(&session).expect("a session");
    assert_eq!((loaded.text_size, loaded.theme), (16.0, ThemeChoice::Dark));
    let window = start(&session);
    assert_eq!(window.state().text_size, 16.0);
    assert_eq!(window.document_rows(), SAMPLES, "only the samples were open");
}

#[test]
fn a_file_that_is_gone_says_so_at_the_next_start() {
    let files = folder(&[("a.txt", plan("江浦路街道", 2023, "一").as_bytes())]);
    let kept = tempfile::tempdir().unwrap();
    let session = kept.path().join("session.json");
    drop(Window::start(OFFICE, Startup { paths: vec![files.path().join("a.txt")], session_file: Some(session.clone()), ..startup() }));
    std::fs::remove_file(files.path().join("a.txt")).unwrap();
    let window = start(&session);
    assert_eq!(window.document_rows(), ["a.txt"]);
    assert!(window.shows_part("找不到这个文件"));
}

#[test]
fn a_broken_session_starts_as_the_first_time() {
    let kept = tempfile::tempdir().unwrap();
    let session = kept.path().join("session.json");
    std::fs::write(&session, "{").unwrap();
    assert_eq!(start(&session).document_rows(), SAMPLES);
}
