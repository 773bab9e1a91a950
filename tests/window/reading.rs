//! The panes: header, outline, scrolling by wheel and keys.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, vec2};

use crate::paths::SAMPLES;
use crate::support::{Window, startup};

/// One turn of the wheel where the pointer is, and no frame yet.
pub fn turn(window: &mut Window, points: f32) {
    window.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
}

pub fn wheel(window: &mut Window, at: Pos2, points: f32) {
    window.harness.hover_at(at);
    turn(window, points);
    window.settle();
    // A turn of the wheel glides over several frames.
    window.harness.run_steps(4);
    window.settle();
}

fn scroll_of(window: &Window, index: usize) -> f64 {
    let state = window.state();
    state.panes[&state.compared[index]].reader.scroll_y()
}

/// The section paths under the headers, from left to right.
fn section_paths(window: &Window) -> Vec<String> {
    window.names(Role::Button).into_iter().filter(|n| n.starts_with("大纲")).collect()
}

/// The path of the section that the pane stands in, in words.
fn expected_path(window: &Window, index: usize) -> String {
    let state = window.state();
    let document = &state.comparison.documents[index];
    let section = state.panes[&state.compared[index]].section.expect("a section");
    let label = |k: usize| format!("{}{}", document.sections[k].number, document.sections[k].title);
    let path: Vec<String> = document.section_path(section).into_iter().map(label).collect();
    format!("大纲：{}", path.join(" › "))
}

#[test]
fn a_header_names_street_year_and_kind() {
    let window = Window::first_start();
    let header = |part: &str| {
        window
            .named({
                let part = part.to_owned();
                move |n| n == part
            })
            .iter()
            .any(|n| n.rect().top() < 100.0)
    };
    for part in ["吴淞街道", "友谊路街道", "2021"] {
        assert!(header(part), "{part}");
    }
    assert!(window.shows_part("工作总结　宝山区"));
}

#[test]
pub fn wheel_scrolls_the_pane_under_it_only_and_the_path_follows() {
    let mut window = Window::first_start();
    // Each for itself; how the others follow is looked at in `following`.
    window.ctrl(Key::L);
    window.ctrl(Key::L);
    let before = section_paths(&window);
    assert_eq!(before.len(), 3);
    let over = window.place(Role::Document, SAMPLES[1]).center();
    for _ in 0..6 {
        wheel(&mut window, over, -400.0);
    }
    assert!(scroll_of(&window, 1) > 1500.0, "{}", scroll_of(&window, 1));
    assert_eq!(scroll_of(&window, 0), 0.0);
    assert_eq!(scroll_of(&window, 2), 0.0);
    let after = section_paths(&window);
    assert_ne!(after[1], before[1]);
    assert_eq!(after[1], expected_path(&window, 1));
    assert_eq!((&after[0], &after[2]), (&before[0], &before[2]));
}

#[test]
fn keys_scroll_the_pane_that_was_clicked() {
    let mut window = Window::first_start();
    window.read(SAMPLES[0]);
    let height = f64::from(window.place(Role::Document, SAMPLES[0]).height());
    window.key(Key::PageDown);
    let page = scroll_of(&window, 0);
    assert!((height * 0.8..height).contains(&page), "{page} of {height}");
    assert_eq!(section_paths(&window)[0], expected_path(&window, 0));
    window.key(Key::ArrowDown);
    assert!(scroll_of(&window, 0) > page);
    window.key(Key::End);
    let end = scroll_of(&window, 0);
    assert!(end > 4.0 * height, "{end}");
    window.key(Key::PageUp);
    assert!(scroll_of(&window, 0) < end);
    window.key(Key::Home);
    assert_eq!(scroll_of(&window, 0), 0.0);
    assert_eq!(scroll_of(&window, 1), 0.0);
}

#[test]
fn the_section_path_opens_the_tree_and_an_entry_leads_there() {
    let mut window = Window::first_start();
    let path = section_paths(&window)[0].clone();
    let at = window.named(move |n| n == path).iter().map(egui_kittest::Node::rect).min_by(|a, b| a.left().total_cmp(&b.left())).unwrap();
    window.click_at(at.center());
    let entries = window.names(Role::TreeItem);
    assert!(entries.len() > 5, "{entries:?}");
    let target = entries[7].clone();
    window.click(&target);
    assert!(window.names(Role::TreeItem).is_empty(), "the tree closes");
    assert!(section_paths(&window)[0].contains(&target), "{} {target}", section_paths(&window)[0]);
    let (section, expected) = {
        let state = window.state();
        let document = &state.comparison.documents[0];
        let labels = |s: &jiedu::structure::Section| format!("{}{}", s.number, s.title);
        (state.panes[&state.compared[0]].section, document.sections.iter().position(|s| labels(s) == target))
    };
    assert_eq!(section, expected);
}

#[test]
fn where_there_is_room_the_outline_stands_beside_the_text_and_marks_the_section() {
    let mut window = Window::start(vec2(1500.0, 900.0), startup());
    for name in &SAMPLES[2..] {
        window.hover(&format!("文档 {} {name}", ["C", "D", "E"][SAMPLES.iter().position(|s| s == name).unwrap() - 2]));
        window.click(&format!("隐藏 {name}"));
    }
    assert_eq!(window.panes().len(), 2);
    assert!(section_paths(&window).is_empty());
    let entries = window.names(Role::TreeItem);
    assert!(entries.len() > 10);
    let over = window.place(Role::Document, SAMPLES[0]).center();
    for _ in 0..8 {
        wheel(&mut window, over, -500.0);
    }
    let expected = {
        let state = window.state();
        let document = &state.comparison.documents[0];
        let section = &document.sections[state.panes[&state.compared[0]].section.unwrap()];
        format!("{}{}", section.number, section.title)
    };
    let marked = window.harness.root();
    let marked: Vec<_> = egui_kittest::kittest::NodeT::children_recursive(&marked)
        .filter(|n| {
            let n = egui_kittest::kittest::NodeT::accesskit_node(n);
            n.role() == Role::TreeItem && n.toggled() == Some(egui::accesskit::Toggled::True)
        })
        .map(|n| (crate::support::name_of(&n).unwrap(), n.rect()))
        .collect();
    assert!(marked.iter().any(|(name, _)| *name == expected), "{expected}: {marked:?}");
    // It is kept in view.
    assert!(marked.iter().all(|(_, rect)| rect.top() > 50.0 && rect.bottom() < 880.0), "{marked:?}");
}

#[test]
fn the_strip_beside_the_text_scrolls_it() {
    let mut window = Window::first_start();
    let strip = window.place(Role::ScrollBar, &format!("{} 的标记位置", SAMPLES[0]));
    window.click_at(strip.center());
    let state = window.state();
    let reader = &state.panes[&state.compared[0]].reader;
    let middle = reader.scroll_y() + f64::from(reader.viewport_height()) / 2.0;
    let share = middle / reader.content_height();
    assert!((0.4..0.6).contains(&share), "{share}");
}

#[test]
fn paragraphs_in_view_are_named_for_screen_readers() {
    let window = Window::first_start();
    let first = {
        let state = window.state();
        let d = &state.comparison.documents[1];
        d.paragraphs[1].span.of(&d.text).to_owned()
    };
    assert!(window.shows(&first), "{first}");
}
