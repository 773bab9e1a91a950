//! Panes that follow the hand: by topic, by distance, not at all; held ones; nothing that moves by itself.

use egui::accesskit::Role;
use egui::{Key, Pos2, vec2};
use jiedu::text::ByteOffset;
use jiedu::ui::{Startup, TieMode};
use jiedu::workspace::load_session;

use crate::initiatives::choose;
use crate::paths::SAMPLES;
use crate::reading::{turn, wheel};
use crate::support::{OFFICE, Window, startup};

/// Steps of a tenth of a second until the hand has rested and the others have come.
pub fn rest(window: &mut Window) {
    window.harness.run_steps(5);
    window.settle();
}

pub fn scroll_of(window: &Window, index: usize) -> f64 {
    let state = window.state();
    state.panes[&state.compared[index]].reader.scroll_y()
}

/// Where the panes of this frame stand, from left to right.
fn scrolls(window: &Window) -> Vec<f64> {
    window.state().shown.iter().map(|key| window.state().panes[key].reader.scroll_y()).collect()
}

pub fn over(window: &Window, index: usize) -> Pos2 {
    let label = window.state().comparison.documents[index].label();
    window.place(Role::Document, &label).center()
}

/// Turns the wheel over a pane until the place is on its reading line, as far as the text goes. Returns whether it is.
pub fn put(window: &mut Window, index: usize, at: ByteOffset) -> bool {
    let over = over(window, index);
    window.harness.hover_at(over);
    for round in 0..20 {
        let (off, row) = {
            let state = window.state();
            let pane = &state.panes[&state.compared[index]];
            let reading = pane.seen.as_ref().unwrap().reading;
            (pane.reader.y_of(at) - pane.reader.y_of(reading), f64::from(state.text_size))
        };
        if off.abs() < row {
            return true;
        }
        // Near the end of a text the reading line moves too.
        let share = if round == 0 { 1.0 } else { 0.4 };
        turn(window, -(off * share) as f32);
        let mut before = f64::NAN;
        while before.to_bits() != scroll_of(window, index).to_bits() {
            before = scroll_of(window, index);
            window.harness.step();
        }
    }
    false
}

/// Nothing moves in sixty frames.
pub fn assert_still(window: &mut Window) {
    let before = scrolls(window);
    let glides = window.state().following.glides;
    for _ in 0..60 {
        window.harness.step();
        assert_eq!(scrolls(window), before);
    }
    assert_eq!(window.state().following.glides, glides);
}

#[test]
fn panes_locked_to_each_other_move_by_the_same_distance_at_once() {
    let mut window = Window::first_start();
    window.click("滚动方式：按主题同步");
    window.click("并排锁定");
    assert!(window.shows("滚动方式：并排锁定"));
    let at = over(&window, 1);
    for _ in 0..4 {
        wheel(&mut window, at, -150.0);
    }
    let moved = scrolls(&window);
    assert!(moved[1] > 500.0, "{moved:?}");
    assert!(moved.iter().all(|y| (y - moved[1]).abs() < 1.0), "{moved:?}");
    // By key as by wheel.
    window.read(SAMPLES[0]);
    window.key(Key::PageUp);
    window.harness.step();
    let back = scrolls(&window);
    assert!(back.iter().all(|y| (y - back[0]).abs() < 1.0) && back[0] < moved[0], "{back:?}");
    // By the strip too; one that is held stays.
    window.click(&format!("{} 的更多操作", SAMPLES[1]));
    window.click("固定此栏");
    let held = scrolls(&window);
    let strip = window.place(Role::ScrollBar, &format!("{} 的标记位置", SAMPLES[0]));
    window.click_at(strip.center_top() + vec2(0.0, strip.height() * 0.25));
    let by_strip = scrolls(&window);
    assert!(by_strip[0] > held[0] + 100.0 && (by_strip[2] - held[2] - (by_strip[0] - held[0])).abs() < 1.0, "{held:?} {by_strip:?}");
    assert_eq!(by_strip[1].to_bits(), held[1].to_bits());
    assert_still(&mut window);
}

#[test]
fn free_panes_scroll_alone() {
    let mut window = Window::first_start();
    window.click("滚动方式：按主题同步");
    window.click("各自滚动");
    let at = over(&window, 1);
    for _ in 0..6 {
        wheel(&mut window, at, -400.0);
    }
    rest(&mut window);
    let y = scrolls(&window);
    assert!(y[0] == 0.0 && y[1] > 1500.0 && y[2] == 0.0, "{y:?}");
}

#[test]
fn ctrl_l_goes_round_the_modes_and_the_session_keeps_it() {
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("session.json");
    let start = || Window::start(OFFICE, Startup { session: load_session(&file), session_file: Some(file.clone()), ..startup() });
    let mut window = start();
    for mode in [TieMode::Distance, TieMode::Free, TieMode::Topic, TieMode::Distance] {
        window.ctrl(Key::L);
        assert_eq!(window.state().tie, mode);
        assert!(window.shows(&format!("滚动方式：{}", mode.label())));
    }
    drop(window);
    assert_eq!(start().state().tie, TieMode::Distance);
}

#[test]
fn a_session_from_before_the_modes_is_read() {
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("session.json");
    std::fs::write(&file, r#"{"samples": true, "documents": [], "theme": "dark", "text_size": 18.0}"#).unwrap();
    let session = load_session(&file).expect("a session");
    assert_eq!((session.tie, session.text_size), (TieMode::Topic, 18.0));
}

/// Far enough that the others have something to follow.
fn scroll_far(window: &mut Window, index: usize) {
    let at = over(window, index);
    for _ in 0..4 {
        wheel(window, at, -500.0);
    }
}

#[test]
fn a_held_pane_stays_and_a_loosened_one_follows_again() {
    let mut window = Window::first_start();
    window.click(&format!("{} 的更多操作", SAMPLES[1]));
    window.click("固定此栏");
    scroll_far(&mut window, 0);
    rest(&mut window);
    let y = scrolls(&window);
    assert!(y[1] == 0.0 && y[2] > 0.0, "{y:?}");
    // The list too leaves it where it is.
    choose(&mut window, |i| i.name == "垃圾分类");
    assert_eq!(scrolls(&window)[1], 0.0);
    window.key(Key::Escape);
    window.click(&format!("解除固定 {}", SAMPLES[1]));
    scroll_far(&mut window, 0);
    rest(&mut window);
    assert!(scrolls(&window)[1] > 0.0);
}

#[test]
fn every_kind_of_scrolling_is_the_hand() {
    let mut window = Window::first_start();
    let others =
        |window: &Window, hand: usize| scrolls(window).iter().enumerate().filter(|(k, _)| *k != hand).map(|(_, y)| *y).sum::<f64>();
    window.read(SAMPLES[0]);
    for _ in 0..4 {
        window.key(Key::PageDown);
    }
    rest(&mut window);
    let by_keys = others(&window, 0);
    assert!(by_keys > 0.0, "keys");
    let strip = window.place(Role::ScrollBar, &format!("{} 的标记位置", SAMPLES[2]));
    window.click_at(strip.center());
    rest(&mut window);
    assert!((others(&window, 2) - by_keys).abs() > 1.0, "strip");
    // An entry of the outline is a wish of the user's too.
    let before = others(&window, 1);
    let path = window.names(Role::Button).into_iter().filter(|n| n.starts_with("大纲")).nth(1).unwrap();
    let place = window.named(move |n| n == path).iter().map(egui_kittest::Node::rect).next().unwrap();
    window.click_at(place.center());
    let entry = window.names(Role::TreeItem)[4].clone();
    window.click(&entry);
    rest(&mut window);
    assert!((others(&window, 1) - before).abs() > 1.0, "outline");
}

#[test]
fn a_hand_on_a_gliding_pane_takes_it_over_at_once() {
    let mut window = Window::first_start();
    let at = over(&window, 0);
    window.harness.hover_at(at);
    turn(&mut window, -3000.0);
    let gliding = |window: &Window| {
        let state = window.state();
        state.panes[&state.compared[1]].reader.is_gliding()
    };
    for _ in 0..20 {
        if gliding(&window) {
            break;
        }
        window.harness.step();
    }
    assert!(gliding(&window), "the second pane follows");
    let hand = over(&window, 1);
    window.harness.hover_at(hand);
    turn(&mut window, 60.0);
    let mut last = f64::INFINITY;
    let mut taken = false;
    for _ in 0..12 {
        window.harness.step();
        let y = scroll_of(&window, 1);
        taken |= !gliding(&window) && y < last;
        // Once it goes the way of the hand it goes no other.
        assert!(!taken || y <= last, "{y} after {last}");
        last = y;
    }
    assert!(taken);
    let stays = scroll_of(&window, 1);
    rest(&mut window);
    assert_eq!(scroll_of(&window, 1).to_bits(), stays.to_bits());
    assert_eq!(window.state().following.hand, Some(window.state().compared[1]));
    assert_still(&mut window);
}

#[test]
fn the_control_tells_why_the_panes_stand_where_they_do() {
    let mut window = Window::first_start();
    scroll_far(&mut window, 0);
    rest(&mut window);
    window.hover("滚动方式：按主题同步");
    window.harness.run_steps(20);
    assert!(window.shows_part("对应“"), "{:?}", window.state().following.reasons);
    assert!(window.shows_part(TieMode::Topic.explanation()));
}

#[test]
fn a_pane_that_is_brought_in_follows_as_the_others_do() {
    let mut window = Window::first_start();
    scroll_far(&mut window, 0);
    rest(&mut window);
    window.click(&format!("展开 {}", SAMPLES[4]));
    rest(&mut window);
    let index = window.state().shown.iter().position(|k| *k == window.state().compared[4]).unwrap();
    assert!(scrolls(&window)[index] > 0.0);
}

#[test]
fn small_movements_of_the_hand_mostly_leave_the_others_where_they_are() {
    let mut window = Window::first_start();
    window.read(SAMPLES[1]);
    let (mut steps, mut moved) = (0, 0);
    let mut last = scrolls(&window);
    loop {
        window.key(Key::ArrowDown);
        rest(&mut window);
        let now = scrolls(&window);
        if now[1].to_bits() == last[1].to_bits() {
            break;
        }
        steps += 1;
        moved += [0, 2].iter().filter(|d| (now[**d] - last[**d]).abs() > 1.0).count();
        last = now;
    }
    println!("{steps} steps of two rows moved another pane {moved} times of {}", 2 * steps);
    assert!(steps > 100 && moved > 10 && moved * 4 < 2 * steps, "{moved} of {}", 2 * steps);
}
