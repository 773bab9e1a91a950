//! The list of documents: close, hide, order.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, vec2};

use crate::paths::SAMPLES;
use crate::support::{OFFICE, Window, startup};

fn row(window: &Window, index: usize) -> String {
    let rows: Vec<String> = window.names(Role::Button).into_iter().filter(|n| n.starts_with("文档 ")).collect();
    rows[index].clone()
}

#[test]
fn a_document_is_closed_by_the_cross_in_its_row() {
    let mut window = Window::first_start();
    assert!(!window.shows_part("关闭 友谊路街道"), "buttons show under the pointer only");
    let name = row(&window, 1);
    window.hover(&name);
    window.click(&format!("关闭 {}", SAMPLES[1]));
    assert_eq!(window.document_rows(), [SAMPLES[0], SAMPLES[2], SAMPLES[3], SAMPLES[4]]);
    assert_eq!(window.panes(), [SAMPLES[0], SAMPLES[2], SAMPLES[3]]);
    assert_eq!(window.state().comparison.documents.len(), 4);
}

#[test]
fn a_hidden_document_leaves_the_comparison_and_comes_back() {
    let mut window = Window::first_start();
    let name = row(&window, 0);
    window.hover(&name);
    window.click(&format!("隐藏 {}", SAMPLES[0]));
    assert_eq!(window.state().comparison.documents.len(), 4);
    assert_eq!(window.panes(), &SAMPLES[1..4]);
    assert_eq!(row(&window, 0), format!("文档 A {}（已隐藏）", SAMPLES[0]));
    window.click(&format!("显示 {}", SAMPLES[0]));
    assert_eq!(window.panes(), &SAMPLES[..3]);
}

#[test]
fn when_all_are_hidden_the_window_says_how_to_bring_one_back() {
    let mut window = Window::first_start();
    for index in 0..5 {
        let name = row(&window, index);
        window.menu_of(&name);
        window.click("隐藏");
    }
    assert!(window.shows("文档都已隐藏"));
    assert!(window.shows_part("共有事项 0 项"));
}

#[test]
fn documents_change_places_by_their_menu() {
    let mut window = Window::first_start();
    let name = row(&window, 0);
    window.menu_of(&name);
    assert!(!window.shows("上移"), "the first cannot go up");
    window.click("下移");
    assert_eq!(&window.document_rows()[..2], [SAMPLES[1], SAMPLES[0]]);
    let name = row(&window, 4);
    window.menu_of(&name);
    assert!(!window.shows("下移"), "the last cannot go down");
    window.click("上移");
    assert_eq!(&window.document_rows()[3..], [SAMPLES[4], SAMPLES[3]]);
    assert_eq!(window.panes()[0], SAMPLES[1], "the panes stand in the same order");
    let name = row(&window, 1);
    window.menu_of(&name);
    window.click("关闭");
    assert_eq!(window.document_rows().len(), 4);
}

#[test]
fn documents_change_places_by_dragging() {
    let mut window = Window::first_start();
    let from = window.place(Role::Button, &row(&window, 0)).center();
    let to = window.place(Role::Button, &row(&window, 2));
    let drop_at = to.center() + vec2(0.0, to.height() * 0.3);
    window.harness.hover_at(from);
    window.harness.drag_at(from);
    for k in 1..=5 {
        window.harness.hover_at(from + (drop_at - from) * (k as f32 / 5.0));
    }
    window.harness.event(Event::PointerButton { pos: drop_at, button: PointerButton::Primary, pressed: false, modifiers: Modifiers::NONE });
    window.settle();
    assert_eq!(window.document_rows(), [SAMPLES[1], SAMPLES[2], SAMPLES[0], SAMPLES[3], SAMPLES[4]]);
    let state = window.state();
    assert_eq!(state.comparison.documents[2].label(), SAMPLES[0]);
}

#[test]
fn the_menu_of_a_pane_hides_and_closes_its_document() {
    let mut window = Window::first_start();
    window.click(&format!("{} 的更多操作", SAMPLES[0]));
    window.click("从对读中隐藏");
    assert_eq!(window.panes(), &SAMPLES[1..4]);
    window.click(&format!("{} 的更多操作", SAMPLES[1]));
    window.click("关闭文档");
    assert_eq!(window.panes(), &SAMPLES[2..]);
}

#[test]
fn the_buttons_of_a_row_are_reached_by_keyboard() {
    let mut window = Window::first_start();
    let name = row(&window, 1);
    window.focus(&name);
    window.key(Key::Tab);
    let focused = window.focused().expect("focus");
    assert!(focused.ends_with(SAMPLES[1]), "{focused}");
    for _ in 0..3 {
        if window.focused().is_some_and(|f| f == format!("隐藏 {}", SAMPLES[1])) {
            break;
        }
        window.key(Key::Tab);
    }
    window.key(Key::Enter);
    assert_eq!(window.state().comparison.documents.len(), 4);
}

#[test]
fn in_a_folded_rail_a_row_has_its_menu() {
    let mut window = Window::start(vec2(820.0, 600.0), startup());
    let name = row(&window, 1);
    window.menu_of(&name);
    window.click("关闭");
    assert_eq!(window.document_rows().len(), 4);
    window.harness.set_size(OFFICE);
    window.settle();
    assert_eq!(window.document_rows().len(), 4);
}
