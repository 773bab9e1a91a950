//! Panes: their widths, one that has all the room, pins set by hand, repairs shown in the text, formulae that stand back.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::deciding::double_click;
use crate::paths::SAMPLES;
use crate::support::{Window, startup};

/// Where the panes' text stands, from left to right.
fn texts(window: &Window) -> Vec<Rect> {
    let state = window.state();
    state.shown.iter().map(|key| state.panes[key].seen.as_ref().unwrap().pane).collect()
}

fn menu(window: &mut Window, document: &str, entry: &str) {
    window.click(&format!("{document} 的更多操作"));
    window.click(entry);
}

#[test]
fn an_edge_is_moved_by_keyboard_and_a_double_click_evens_out() {
    let mut window = Window::start(vec2(1800.0, 900.0), startup());
    let before = texts(&window);
    let name = "A 与 B 之间的栏宽";
    window.harness.get_by_role_and_label(Role::Splitter, name).focus();
    window.settle();
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    let after = texts(&window);
    assert!(after[0].width() > before[0].width() + 30.0, "{before:?} {after:?}");
    assert!(after[1].width() < before[1].width() - 30.0);
    assert!((after[2].left() - before[2].left()).abs() < 2.0, "the third one stays");
    for _ in 0..60 {
        window.harness.key_press(Key::ArrowRight);
        window.harness.step();
    }
    window.settle();
    assert!(texts(&window)[1].width() >= 18.0 * 15.0, "never narrower than is readable");
    let at = window.place(Role::Splitter, name).center();
    double_click(&mut window, at);
    let even = texts(&window);
    assert!((even[0].width() - before[0].width()).abs() < 2.0, "{before:?} {even:?}");
}

#[test]
fn a_pane_takes_all_the_room_and_gives_it_back() {
    let mut window = Window::first_start();
    let panes = window.panes();
    window.read(&panes[1]);
    window.key(Key::F11);
    assert_eq!(window.panes(), [panes[1].clone()]);
    assert!(texts(&window)[0].width() > 600.0);
    window.click("还原各栏（F11）");
    assert_eq!(window.panes(), panes);
    window.read(&panes[0]);
    window.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.panes(), [panes[0].clone()]);
    // A stub brings its pane in beside the others again.
    window.click(&format!("展开 {}", SAMPLES[2]));
    assert!(window.panes().len() > 1);
}

#[test]
fn a_pin_ties_two_places_and_is_obeyed_until_it_is_taken_out() {
    let mut window = Window::first_start();
    let keys = window.state().shown.clone();
    // The first pane far down, the second at its beginning: nothing corresponds there but by the pin.
    window.read(SAMPLES[0]);
    for _ in 0..6 {
        window.key(Key::PageDown);
    }
    window.ctrl(Key::L);
    window.ctrl(Key::L);
    window.read(SAMPLES[1]);
    window.key(Key::Home);
    menu(&mut window, SAMPLES[0], "在此与右栏 B 对齐");
    assert_eq!(window.state().work.now().pins.len(), 1);
    let pinned = window.state().panes[&keys[1]].reader.scroll_y();
    assert!(window.names(Role::Button).iter().any(|n| n.starts_with("图钉：")), "a sign in the margin");
    // By topic again; the second pane is far away when the hand moves near the pin.
    window.key(Key::End);
    window.ctrl(Key::L);
    window.read(SAMPLES[0]);
    window.key(Key::ArrowDown);
    let state = window.state();
    assert_eq!(state.following.reasons.get(&keys[1]).map(String::as_str), Some("手动对齐"));
    let y = state.panes[&keys[1]].reader.scroll_y();
    drop(state);
    assert!((y - pinned).abs() < 120.0, "{y} {pinned}");
    let sign = window.named(|n| n.starts_with("图钉："))[0].rect().center();
    window.click_at(sign);
    window.click("解除对齐");
    assert!(window.state().work.now().pins.is_empty());
    window.ctrl(Key::Z);
    assert_eq!(window.state().work.now().pins.len(), 1);
}

#[test]
fn repairs_are_marked_on_demand_and_undone_one_by_one() {
    let mut window = Window::first_start();
    let key = window.state().shown[0];
    let repairs = |window: &Window| {
        let state = window.state();
        let index = state.compared_index(key).unwrap();
        state.comparison.documents[index].repairs.len()
    };
    let before = repairs(&window);
    assert!(before > 0);
    assert!(!window.shows_part("修复："));
    menu(&mut window, SAMPLES[0], "显示修复");
    let marks = window.named(|n| n.starts_with("修复："));
    assert!(!marks.is_empty(), "some are in view");
    let at = marks[0].rect().center();
    window.click_at(at);
    assert!(repairs(&window) < before, "it is undone");
    menu(&mut window, SAMPLES[0], "不再显示修复");
    assert!(!window.shows_part("修复："));
}

#[test]
fn formulae_stand_back_at_a_switch() {
    let mut window = Window::first_start();
    let count: usize = window.state().places().formulae.iter().map(Vec::len).sum();
    assert!(count > 0, "the samples have some");
    let before = window.picture();
    window.harness.get_by_role_and_label(Role::CheckBox, "淡化套话").click();
    window.settle();
    assert!(window.state().reading.dim);
    assert_ne!(before, window.picture());
}

#[test]
fn a_selection_outlives_scrolling() {
    let mut window = Window::first_start();
    window.read(SAMPLES[0]);
    window.ctrl(Key::A);
    let key = window.state().shown[0];
    let selected = window.state().panes[&key].reader.selected();
    window.key(Key::End);
    window.key(Key::Home);
    assert!(selected.is_some());
    assert_eq!(window.state().panes[&key].reader.selected(), selected);
}

#[test]
fn menus_and_edges_have_names_at_any_size() {
    for size in [vec2(1280.0, 800.0), vec2(640.0, 420.0), vec2(2560.0, 1440.0)] {
        let mut window = Window::start(size, startup());
        window.key(Key::F11);
        assert!(window.unnamed_clickable().is_empty(), "{size}: {:?}", window.unnamed_clickable());
        window.key(Key::F11);
        assert!(window.unnamed_clickable().is_empty(), "{size}: {:?}", window.unnamed_clickable());
    }
}
