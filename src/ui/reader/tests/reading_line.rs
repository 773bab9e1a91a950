//! The reading line: which row stands on it, and that every row can.

use egui::{Event, Key, Modifiers, MouseWheelUnit, TouchPhase, pos2, vec2};

use super::fixture::{Window, bodies, many};
use crate::text::ByteOffset;
use crate::ui::reader::Align;

fn turn(window: &mut Window, points: f32) -> f64 {
    let source = egui::MouseWheelSource::Wheel;
    let (unit, phase, modifiers) = (MouseWheelUnit::Point, TouchPhase::Move, Modifiers::NONE);
    let wheel = Event::MouseWheel { unit, delta: vec2(0.0, points), phase, source, modifiers };
    let mut moved = window.frame(vec![Event::PointerMoved(pos2(100.0, 300.0)), wheel]).user_moved;
    for _ in 0..30 {
        moved += window.frame(Vec::new()).user_moved;
    }
    moved
}

#[test]
fn what_is_scrolled_to_stands_on_the_reading_line_to_the_last_row() {
    let mut window = many(60);
    window.rest();
    for (k, paragraph) in window.document.clone().paragraphs.iter().enumerate().skip(2) {
        window.state.jump_to(paragraph.span, Align::Reading);
        window.rest();
        let out = window.frame(Vec::new());
        assert_eq!(window.document.paragraph_at(out.reading_at), k, "at {}", out.scroll_y);
    }
}

#[test]
fn the_reading_line_passes_every_row_on_the_way_down() {
    let mut window = many(12);
    window.rest();
    let rows = |window: &mut Window| window.frame(Vec::new()).reading_at;
    let (mut seen, mut last) = (Vec::new(), ByteOffset(0));
    for _ in 0..2000 {
        let at = rows(&mut window);
        assert!(at >= last);
        if at > last {
            seen.push(at);
        }
        last = at;
        // Less than a row, even where the line moves against the text.
        if turn(&mut window, -6.0) == 0.0 {
            break;
        }
    }
    let end = window.document.text.len();
    assert!(end - last.0 <= 90, "the last row: {last:?} of {end}");
    // No row is longer than a row: none was passed over.
    let longest = seen.windows(2).map(|pair| pair[1].0 - pair[0].0).max().unwrap();
    assert!(longest <= 90, "{longest}");
}

#[test]
fn a_text_that_fits_keeps_its_reading_line() {
    let mut window = Window::new(bodies(&["一段。", "二段。", "三段。", "四段。"]));
    let at = window.frame(Vec::new()).reading_at;
    assert!(window.document.paragraph_at(at) < 3, "{at:?}");
}

#[test]
fn what_the_user_moved_is_told_and_nothing_else() {
    let mut window = many(60);
    window.click(pos2(100.0, 300.0));
    let before = window.rest().scroll_y;
    let out = window.key(Key::PageDown, Modifiers::NONE);
    assert!(out.user_scrolled && (out.user_moved - (out.scroll_y - before)).abs() < 0.01 && out.user_moved > 300.0, "{}", out.user_moved);
    let at = out.scroll_y;
    let moved = turn(&mut window, -120.0);
    assert!((moved - (window.state.scroll_y() - at)).abs() < 0.01 && moved > 100.0, "{moved}");
    // At the end nothing moves any more.
    window.key(Key::End, Modifiers::NONE);
    let out = window.key(Key::PageDown, Modifiers::NONE);
    assert_eq!(out.user_moved, 0.0);
    // A scroll that the app asks for is none of the user's.
    window.state.scroll_to(window.document.paragraphs[3].span, Align::Reading);
    let mut frames = 0;
    loop {
        let out = window.frame(Vec::new());
        assert!(!out.user_scrolled && out.user_moved == 0.0);
        frames += 1;
        if !out.gliding {
            break;
        }
    }
    assert!(frames > 3);
}
