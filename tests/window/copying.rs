//! Selecting text and copying it with its source.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, pos2, vec2};

use crate::paths::SAMPLES;
use crate::support::Window;

#[test]
fn all_of_a_document_is_copied_with_its_source() {
    let mut window = Window::first_start();
    let at = window.place(Role::Document, SAMPLES[1]).center();
    window.click_at(at);
    window.ctrl(Key::A);
    let copied = window.copied().expect("something on the clipboard");
    let (text, title) = {
        let state = window.state();
        let document = &state.comparison.documents[1];
        (document.text.clone(), document.meta.title.clone().unwrap())
    };
    assert!(copied.starts_with(&text));
    assert!(copied[text.len()..].starts_with(&format!("\n——《{title}》")), "{}", &copied[text.len()..]);
    assert!(copied.ends_with("（youyi-2021-plan.txt）"));
    window.settle();
    assert!(window.shows(&format!("已复制 {} 字，附出处", text.chars().count())));
    window.click("关闭提示");
    assert!(!window.shows_part("已复制"));
    // Not taken away, the message goes by itself.
    window.read(SAMPLES[1]);
    window.copied().unwrap();
    window.settle();
    assert!(window.shows_part("已复制"));
    window.harness.run_steps(70);
    assert!(!window.shows_part("已复制"));
}

#[test]
fn a_stretch_drawn_with_the_pointer_is_copied_with_its_section() {
    let mut window = Window::first_start();
    let rect = window.place(Role::Document, SAMPLES[0]);
    window.click_at(rect.center());
    window.key(Key::PageDown);
    window.key(Key::PageDown);
    let from = pos2(rect.left() + 60.0, rect.center().y);
    window.harness.hover_at(from);
    window.harness.drag_at(from);
    for k in 1..=4 {
        window.harness.hover_at(from + vec2(20.0 * k as f32, 15.0 * k as f32));
    }
    let to = from + vec2(80.0, 60.0);
    window.harness.event(Event::PointerButton { pos: to, button: PointerButton::Primary, pressed: false, modifiers: Modifiers::NONE });
    window.settle();
    let (selected, path) = {
        let state = window.state();
        let span = state.panes[&state.compared[0]].reader.selected().expect("a selection");
        let document = &state.comparison.documents[0];
        let section = document.section_at(span.start).expect("a section");
        let label = |k: usize| format!("{}{}", document.sections[k].number, document.sections[k].title);
        let path: Vec<String> = document.section_path(section).into_iter().map(label).collect();
        (span.of(&document.text).to_owned(), path.join(" › "))
    };
    assert!(selected.chars().count() > 20, "{selected}");
    let copied = window.copied().unwrap();
    assert!(copied.starts_with(&format!("{selected}\n——《")), "{copied}");
    assert!(copied.contains(&format!("》，{path}（wusong-2021-plan.txt）")), "{copied}");
}

#[test]
fn nothing_is_copied_where_nothing_is_selected_or_another_pane_has_the_keyboard() {
    let mut window = Window::first_start();
    assert_eq!(window.copied(), None);
    let (first, second) = (window.place(Role::Document, SAMPLES[0]).center(), window.place(Role::Document, SAMPLES[1]).center());
    window.click_at(first);
    assert_eq!(window.copied(), None);
    window.ctrl(Key::A);
    window.click_at(second);
    assert_eq!(window.copied(), None);
}

#[test]
fn shift_and_arrows_extend_the_selection() {
    let mut window = Window::first_start();
    let at = window.place(Role::Document, SAMPLES[0]).center();
    window.click_at(at);
    for _ in 0..5 {
        window.keys(Modifiers::SHIFT, Key::ArrowRight);
    }
    let copied = window.copied().unwrap();
    assert_eq!(copied.split('\n').next().unwrap().chars().count(), 5, "{copied}");
}
