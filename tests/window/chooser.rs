//! The command palette, by keyboard.

use egui::accesskit::Role;
use egui::{Key, vec2};
use jiedu::ui::{ThemeChoice, View};

use crate::snapshot::assert_snapshot;
use crate::support::{Window, startup};

/// Opens the palette and types.
fn typed(window: &mut Window, text: &str) {
    window.ctrl(Key::K);
    assert!(window.state().chooser.open);
    window.text(text);
}

/// The names of the rows that show.
fn rows(window: &Window) -> Vec<String> {
    window.names(Role::ListItem)
}

#[test]
fn a_command_is_found_by_initials_and_given_by_enter() {
    let mut window = Window::first_start();
    typed(&mut window, "shense");
    assert!(rows(&window)[0].starts_with("深色"), "{:?}", rows(&window));
    window.key(Key::Enter);
    assert!(!window.state().chooser.open);
    assert_eq!(window.state().theme, ThemeChoice::Dark);
    typed(&mut window, "juzhen");
    window.key(Key::Enter);
    assert_eq!(window.state().view, View::Matrix);
}

#[test]
fn an_initiative_is_chosen_by_the_initials_of_its_name() {
    let mut window = Window::first_start();
    typed(&mut window, "ljfl");
    window.key(Key::Enter);
    assert_eq!(window.state().selected_initiative().map(|i| i.name.clone()).as_deref(), Some("垃圾分类"));
}

#[test]
fn a_document_is_brought_in_and_a_section_gone_to() {
    let mut window = Window::first_start();
    let hidden = "华阳路街道 2025 工作计划";
    assert!(!window.panes().contains(&hidden.to_owned()));
    typed(&mut window, "huayanglu");
    window.key(Key::Enter);
    assert!(window.panes().contains(&hidden.to_owned()));
    typed(&mut window, "@");
    assert!(rows(&window).len() > 3 && rows(&window).iter().all(|row| row.contains("章节")), "{:?}", rows(&window));
    for _ in 0..5 {
        window.key(Key::ArrowDown);
    }
    window.key(Key::Enter);
    let state = window.state();
    let key = state.active_pane().unwrap();
    assert!(state.panes[&key].reader.scroll_y() > 0.0, "it went to the section");
}

#[test]
fn arrows_go_round_and_escape_leaves_everything_as_it_was() {
    let mut window = Window::first_start();
    window.ctrl(Key::K);
    let count = window.state().chooser.rows.len();
    window.key(Key::ArrowUp);
    assert_eq!(window.state().chooser.cursor, count - 1);
    window.key(Key::ArrowDown);
    assert_eq!(window.state().chooser.cursor, 0);
    window.key(Key::Escape);
    assert!(!window.state().chooser.open);
    assert_eq!(window.state().selected, None);
}

#[test]
fn what_is_no_name_is_looked_for_in_the_texts() {
    let mut window = Window::first_start();
    typed(&mut window, "立足新要求");
    window.key(Key::ArrowUp);
    assert!(rows(&window).iter().any(|row| row.starts_with("在所有文档中查找“立足新要求”")), "{:?}", rows(&window));
    window.key(Key::Enter);
    assert!(window.state().find.open);
    assert!(window.state().find.hits.iter().any(|hits| !hits.is_empty()));
}

#[test]
fn the_field_in_the_toolbar_opens_it_and_a_click_beside_it_closes() {
    let mut window = Window::first_start();
    window.click("查找或输入命令…");
    assert_eq!(window.focused().as_deref(), Some("查找或输入命令"));
    window.click_at(egui::pos2(20.0, 780.0));
    assert!(!window.state().chooser.open);
}

#[test]
fn what_was_chosen_last_stands_first_the_next_time() {
    let mut window = Window::first_start();
    typed(&mut window, "guanyu");
    window.key(Key::Enter);
    assert!(window.state().about);
    window.key(Key::Escape);
    window.ctrl(Key::K);
    assert!(rows(&window)[0].starts_with("关于街读…"), "{:?}", rows(&window));
}

#[test]
fn the_palette_fits_small_and_large_windows() {
    for size in [vec2(400.0, 320.0), vec2(1280.0, 800.0), vec2(2560.0, 1440.0)] {
        let mut window = Window::start(size, startup());
        typed(&mut window, "jie");
        for node in window.named(|n| n.contains("街") || n == "查找或输入命令") {
            let rect = node.rect();
            assert!(rect.left() >= 0.0 && rect.right() <= size.x + 0.5, "{size}: {rect}");
        }
        assert!(!rows(&window).is_empty());
    }
}

#[test]
fn how_it_looks() {
    let mut window = Window::first_start();
    typed(&mut window, "ljfl");
    assert_snapshot("palette", &window.picture());
}
