//! Pointer and keys.

use egui::{Event, Key, Modifiers, pos2, vec2};

use super::fixture::{Window, bodies, highlight, many};
use crate::text::{ByteOffset, Span};
use crate::ui::reader::Strength;

#[test]
fn a_click_on_a_highlight_tells_its_tags_innermost_first() {
    let mut window = many(3);
    let text = window.document.text.clone();
    window.highlights =
        vec![highlight(&text, "推进垃圾分类示范街镇", 7, Strength::Quiet), highlight(&text, "垃圾分类", 3, Strength::Strong)];
    let at = window.point_at("垃圾分类");
    let out = window.click(at);
    assert_eq!(out.clicked, Some(vec![3, 7]));
    assert_eq!(out.hovered_tags, vec![3, 7]);
    assert_eq!(out.marks.len(), 1);
    assert!(out.marks[0].rect.contains(at));
    let at = window.point_at("示范街镇");
    assert_eq!(window.click(at).clicked, Some(vec![7]));
    let at = window.point_at("常态化");
    assert_eq!(window.click(at).clicked, Some(vec![]));
}

#[test]
fn a_drag_selects_across_paragraphs_and_copy_reports_it() {
    let mut window = Window::new(bodies(&["甲乙丙丁。", "戊己庚辛。", "壬癸。"]));
    let (from, to) = (window.point_at("丙"), window.point_at("壬"));
    window.press(from - vec2(6.0, 0.0), true);
    window.frame(vec![Event::PointerMoved(from + vec2(20.0, 10.0))]);
    window.frame(vec![Event::PointerMoved(to + vec2(6.0, 0.0))]);
    window.press(to + vec2(6.0, 0.0), false);
    let out = window.frame(vec![Event::Copy]);
    let span = out.copy_requested.unwrap();
    assert_eq!(span.of(&window.document.text), "丙丁。\n戊己庚辛。\n壬");
    assert_eq!(out.clicked, None);
}

#[test]
fn keys_select_and_extend() {
    let mut window = many(4);
    let at = window.point_at("加快构建");
    window.click(at - vec2(6.0, 0.0));
    window.key(Key::ArrowRight, Modifiers::SHIFT);
    window.key(Key::ArrowRight, Modifiers::SHIFT);
    assert_eq!(window.state.selected().unwrap().of(&window.document.text), "加快");
    window.key(Key::ArrowDown, Modifiers::SHIFT);
    assert!(window.state.selected().unwrap().len() > 30);
    window.key(Key::A, Modifiers::COMMAND);
    assert_eq!(window.state.selected(), Some(Span::new(0, window.document.text.len())));
}

#[test]
fn a_double_click_takes_a_phrase_and_a_triple_click_the_paragraph() {
    let mut window = many(2);
    let at = window.point_at("加快构建");
    window.click(at);
    window.click(at);
    assert_eq!(window.state.selected().unwrap().of(&window.document.text), "加快构建垃圾分类常态化宣传");
    window.click(at);
    assert_eq!(window.state.selected(), Some(window.document.paragraphs[0].span));
}

#[test]
fn the_space_bar_scrolls_and_is_no_click() {
    let mut window = many(100);
    window.click(pos2(100.0, 100.0));
    let out = window.key(Key::Space, Modifiers::NONE);
    assert!(out.user_scrolled && out.scroll_y > 300.0);
    assert_eq!(out.clicked, None);
}

#[test]
fn a_click_on_the_strip_scrolls() {
    let mut window = many(100);
    window.strip = true;
    window.style.drag_bar = false;
    let x = window.size.x - 5.0;
    window.click(pos2(x, 300.0));
    let out = window.frame(Vec::new());
    let share = (out.scroll_y + f64::from(out.viewport_height) / 2.0) / out.content_height;
    assert!((share - 0.5).abs() < 0.02, "{share}");
    assert!(window.state.position_fraction(ByteOffset(window.document.text.len())) > 0.9);
    assert!(window.state.position_fraction(ByteOffset(0)) < 0.01);
}

#[test]
fn a_drag_past_the_end_of_a_row_takes_its_last_character() {
    let mut window = many(2);
    let at = window.point_at("段");
    window.press(at - vec2(6.0, 0.0), true);
    window.frame(vec![Event::PointerMoved(at + vec2(40.0, 0.0))]);
    let right = pos2(window.size.x - 26.0, at.y);
    window.frame(vec![Event::PointerMoved(right)]);
    window.press(right, false);
    let end = window.state.selected().unwrap().end;
    let (state, context) = (&mut window.state, &window.context);
    let view = context.fonts_mut(|fonts| state.rows_in_view(fonts));
    assert_eq!(end, view[0].span.end);
}

#[test]
fn dragging_below_the_edge_scrolls_and_goes_on_selecting() {
    let mut window = many(100);
    window.press(pos2(60.0, 100.0), true);
    window.frame(vec![Event::PointerMoved(pos2(80.0, 300.0))]);
    for _ in 0..60 {
        window.frame(vec![Event::PointerMoved(pos2(80.0, 660.0))]);
    }
    let out = window.press(pos2(80.0, 660.0), false);
    assert!(out.scroll_y > 200.0);
    assert!(window.state.selected().unwrap().start < out.visible.start);
}
