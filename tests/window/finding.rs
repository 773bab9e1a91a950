//! Find across the panes.

use egui::{Key, Modifiers};
use jiedu::search;
use jiedu::ui::AppState;

use crate::support::Window;

/// What find says about a query on the hit `at`, counted from one: by what the texts hold.
fn words(state: &AppState, query: &str, at: usize) -> String {
    let counts: Vec<usize> = state.comparison.documents.iter().map(|d| search::find(&d.text, query).len()).collect();
    let per: Vec<String> =
        counts.iter().enumerate().filter(|(_, n)| **n > 0).map(|(d, n)| format!("{} {n}", AppState::letter(d))).collect();
    format!("{at}/{}　{}", counts.iter().sum::<usize>(), per.join("　"))
}

#[test]
fn find_counts_per_document_and_steps_round() {
    let mut window = Window::first_start();
    window.ctrl(Key::F);
    window.text("垃圾分类");
    let expected = words(&window.state(), "垃圾分类", 1);
    assert!(window.shows(&expected), "{expected}");
    window.key(Key::Enter);
    assert!(window.shows(&words(&window.state(), "垃圾分类", 2)));
    window.keys(Modifiers::SHIFT, Key::Enter);
    assert!(window.shows(&expected));
    window.key(Key::F3);
    assert!(window.shows(&words(&window.state(), "垃圾分类", 2)));
    window.keys(Modifiers::SHIFT, Key::F3);
    window.click("上一处");
    let all: usize = window.state().find.hits.iter().map(Vec::len).sum();
    assert!(window.shows(&words(&window.state(), "垃圾分类", all)));
    window.click("下一处");
    assert!(window.shows(&expected));
}

#[test]
fn the_hit_is_brought_into_view_and_its_pane_with_it() {
    let mut window = Window::first_start();
    window.ctrl(Key::F);
    window.text("垃圾分类");
    let all: usize = window.state().find.hits.iter().map(Vec::len).sum();
    for _ in 0..all {
        let (label, inside) = {
            let state = window.state();
            let (d, h) = state.find.current.unwrap();
            let reader = &state.panes[&state.compared[d]].reader;
            let y = reader.y_of(state.find.hits[d][h].start) - reader.scroll_y();
            (state.comparison.documents[d].label(), (0.0..f64::from(reader.viewport_height())).contains(&y))
        };
        assert!(window.panes().contains(&label), "{label}");
        assert!(inside, "{label}");
        window.key(Key::Enter);
    }
}

#[test]
fn escape_closes_find_and_it_finds_again_when_it_comes_back() {
    let mut window = Window::first_start();
    window.ctrl(Key::F);
    window.text("加装电梯");
    let expected = words(&window.state(), "加装电梯", 1);
    assert!(window.shows(&expected), "{expected}");
    window.key(Key::Escape);
    assert!(!window.state().find.open && !window.shows("查找内容"));
    window.ctrl(Key::F);
    assert!(window.shows(&expected), "the same words still stand in the field");
    window.click("关闭查找");
    assert!(!window.state().find.open);
}

#[test]
fn what_is_not_there_is_not_found() {
    let mut window = Window::first_start();
    window.menu("编辑", "查找…");
    window.text("没有这句话");
    assert!(window.shows("没有找到"));
    window.key(Key::Enter);
    window.key(Key::F3);
    assert_eq!(window.state().find.current, None);
}

#[test]
fn hits_follow_their_documents_when_these_change_places() {
    let mut window = Window::first_start();
    window.ctrl(Key::F);
    window.text("社区");
    window.menu_of("文档 A 吴淞街道 2021 工作要点");
    window.click("下移");
    let state = window.state();
    for (document, hits) in state.comparison.documents.iter().zip(&state.find.hits) {
        assert_eq!(*hits, search::find(&document.text, "社区"));
        assert!(!hits.is_empty());
    }
}

#[test]
fn letters_typed_into_a_field_are_no_shortcuts() {
    let mut window = Window::first_start();
    window.ctrl(Key::F);
    window.harness.event(egui::Event::Text("e".to_owned()));
    window.key(Key::E);
    assert_eq!(window.state().evidence, None);
    assert_eq!(window.state().find.query, "e");
}
