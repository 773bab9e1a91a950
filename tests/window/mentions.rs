//! From mention to mention and from initiative to initiative, and the threads that tie them across the panes.

use egui::{Key, Modifiers};
use jiedu::compare::Initiative;
use jiedu::text::Span;

use crate::following::{over, put, rest, scroll_of};
use crate::initiatives::{assert_stands_at_its_mention, choose, is_in};
use crate::paths::SAMPLES;
use crate::reading::wheel;
use crate::support::{Window, name_of};

/// The mention that each shown pane stands on: index among its mentions; `None` where there is none.
fn standing(window: &Window) -> Vec<Option<usize>> {
    let state = window.state();
    let Some(initiative) = state.selected_initiative() else { return Vec::new() };
    let mention = |key: &u64| {
        let index = state.compared_index(*key)?;
        is_in(initiative, index).then(|| state.panes[key].mention)
    };
    state.shown.iter().map(mention).collect()
}

/// Names of the arrowheads.
fn arrows(window: &Window) -> Vec<String> {
    window.named(|n| n.contains("的这一处在")).iter().filter_map(name_of).collect()
}

fn hand(window: &Window) -> usize {
    let state = window.state();
    state.active_pane().and_then(|key| state.compared_index(key)).expect("an active pane")
}

fn in_view(window: &Window, index: usize, span: Span) -> bool {
    let state = window.state();
    state.panes[&state.compared[index]].seen.as_ref().unwrap().visible.contains(span)
}

#[test]
fn f8_goes_through_the_mentions_and_on_into_the_next_pane() {
    let mut window = Window::first_start();
    let initiative = choose(&mut window, |i| (0..2).all(|d| (2..5).contains(&i.mentions_in(d).count())) && is_in(i, 2));
    let counts: Vec<usize> = (0..3).map(|d| initiative.mentions_in(d).count()).collect();
    let order: Vec<(usize, usize)> = counts.iter().enumerate().flat_map(|(d, n)| (0..*n).map(move |k| (d, k))).collect();
    for place in order.iter().skip(1).chain(&order[..2]) {
        let before = hand(&window);
        window.key(Key::F8);
        assert_eq!(hand(&window), place.0);
        if before == place.0 {
            assert_eq!(standing(&window)[place.0], Some(place.1));
        }
        let nth = standing(&window)[place.0].unwrap();
        assert_stands_at_its_mention(&window, &initiative, place.0, nth);
    }
    window.keys(Modifiers::SHIFT, Key::F8);
    assert_eq!((hand(&window), standing(&window)[0]), (0, Some(0)));
    window.keys(Modifiers::SHIFT, Key::F8);
    assert_eq!((hand(&window), standing(&window)[2]), (2, Some(counts[2] - 1)));
}

/// An initiative of the first two panes, its `n`th mention in the first, not the first one, and the mentions in what corresponds to it in the
/// second, which the first one there is not among.
fn far_from_the_first(window: &Window) -> (Initiative, usize, Vec<usize>) {
    let state = window.state();
    let found = state.listed().into_iter().filter(|i| is_in(i, 0) && is_in(i, 1)).find_map(|i| {
        i.mentions_in(0).enumerate().skip(1).find_map(|(n, m)| {
            let region = state.passage(0, m.span.start, 1)?.region;
            let inside: Vec<usize> = i.mentions_in(1).enumerate().filter(|(_, o)| region.contains(o.span)).map(|(k, _)| k).collect();
            (*inside.first()? > 0).then(|| (i.clone(), n, inside))
        })
    });
    found.expect("such an initiative")
}

#[test]
fn the_others_go_to_their_mention_in_what_corresponds() {
    let mut window = Window::first_start();
    let (initiative, n, there) = far_from_the_first(&window);
    choose(&mut window, |i| i.id == initiative.id);
    for _ in 0..n {
        window.key(Key::F8);
    }
    assert_eq!(standing(&window)[0], Some(n));
    let other = standing(&window)[1].unwrap();
    assert!(there.contains(&other), "{other} of {there:?}");
    assert_stands_at_its_mention(&window, &initiative, 1, other);
    // Nobody is dragged away from there.
    let before: Vec<f64> = (0..3).map(|d| scroll_of(&window, d)).collect();
    window.harness.run_steps(20);
    assert_eq!((0..3).map(|d| scroll_of(&window, d)).collect::<Vec<_>>(), before);
}

#[test]
fn who_reads_on_to_a_mention_stands_on_it_and_the_threads_come_along() {
    let mut window = Window::first_start();
    let (initiative, n, there) = far_from_the_first(&window);
    choose(&mut window, |i| i.id == initiative.id);
    assert_eq!(standing(&window)[0], Some(0));
    let place = initiative.mentions_in(0).nth(n).unwrap().span.start;
    assert!(put(&mut window, 0, place));
    rest(&mut window);
    assert_eq!(standing(&window)[0], Some(n));
    let other = standing(&window)[1].unwrap();
    assert!(there.contains(&other), "{other} of {there:?}");
    assert_stands_at_its_mention(&window, &initiative, 1, other);
}

#[test]
fn f8_without_an_initiative_says_what_to_do() {
    let mut window = Window::first_start();
    window.key(Key::F8);
    assert!(window.shows_part("按 F7 选下一个共有事项"));
}

#[test]
fn f7_reads_through_the_shared_initiatives_in_the_order_of_the_text() {
    let mut window = Window::first_start();
    window.read(SAMPLES[1]);
    window.key(Key::PageDown);
    rest(&mut window);
    let mut last = {
        let state = window.state();
        state.panes[&state.compared[1]].seen.as_ref().unwrap().reading
    };
    let mut seen: Vec<Initiative> = Vec::new();
    for _ in 0..8 {
        window.key(Key::F7);
        let initiative = window.state().selected_initiative().cloned().expect("a choice");
        let span = window.state().current_mention(1).unwrap().span;
        assert!(initiative.is_shared() && span.start >= last, "{}", initiative.name);
        assert!(in_view(&window, 1, span));
        // None was passed over.
        let skipped = |i: &&Initiative| {
            i.is_shared()
                && Some(&i.id) != seen.last().map(|i| &i.id)
                && i.mentions_in(1).any(|m| m.span.start > last && m.span.start < span.start)
        };
        assert_eq!(window.state().comparison.initiatives.iter().find(skipped).map(|i| &i.name), None);
        for d in [0, 2] {
            if is_in(&initiative, d) {
                let nth = standing(&window)[d].unwrap();
                assert_stands_at_its_mention(&window, &initiative, d, nth);
            }
        }
        last = span.start;
        seen.push(initiative);
    }
    for wanted in seen.iter().rev().skip(1) {
        window.keys(Modifiers::SHIFT, Key::F7);
        assert_eq!(window.state().selected.as_ref(), Some(&wanted.id));
    }
    window.read(SAMPLES[1]);
    window.key(Key::Home);
    for _ in 0..40 {
        window.keys(Modifiers::SHIFT, Key::F7);
    }
    assert!(window.shows_part("前面没有别的共有事项"));
}

#[test]
fn the_menu_of_a_pane_steps_from_that_pane() {
    let mut window = Window::first_start();
    window.click(&format!("{} 的更多操作", SAMPLES[2]));
    window.click("下一个共有事项");
    assert_eq!(hand(&window), 2);
    assert!(is_in(window.state().selected_initiative().unwrap(), 2));
    let first = standing(&window)[2];
    window.click(&format!("{} 的更多操作", SAMPLES[2]));
    window.click("转到下一处提及");
    assert!(hand(&window) != 2 || standing(&window)[2] != first);
}

#[test]
fn a_mention_out_of_view_is_pointed_to_and_a_click_leads_there() {
    let mut window = Window::first_start();
    let initiative = choose(&mut window, |i| is_in(i, 0) && is_in(i, 1) && i.mentions_in(1).next().unwrap().span.start.0 > 9000);
    assert!(arrows(&window).is_empty(), "{:?}", arrows(&window));
    window.click("滚动方式：按主题同步");
    window.click("各自滚动");
    let at = over(&window, 1);
    for _ in 0..3 {
        wheel(&mut window, at, 900.0);
    }
    let below = format!("{}的这一处在下方（与{}相连）", SAMPLES[1], SAMPLES[0]);
    assert!(arrows(&window).contains(&below), "{:?}", arrows(&window));
    let before = scroll_of(&window, 0);
    window.click(&below);
    assert!(arrows(&window).is_empty(), "{:?}", arrows(&window));
    assert_stands_at_its_mention(&window, &initiative, 1, 0);
    assert_eq!(scroll_of(&window, 0).to_bits(), before.to_bits(), "the other end stays");
    for _ in 0..6 {
        wheel(&mut window, at, -900.0);
    }
    assert!(arrows(&window).iter().any(|n| n.starts_with(&format!("{}的这一处在上方", SAMPLES[1]))), "{:?}", arrows(&window));
    window.key(Key::Escape);
    assert!(arrows(&window).is_empty());
}

#[test]
fn the_thread_passes_a_pane_that_lacks_the_initiative() {
    let mut window = Window::first_start();
    choose(&mut window, |i| is_in(i, 0) && !is_in(i, 1) && is_in(i, 2));
    let (line, gap, tops) = {
        let state = window.state();
        let seen = |d: usize| state.panes[&state.compared[d]].seen.clone().unwrap();
        let absence = seen(1).absence.expect("the line of the second pane");
        assert_eq!((seen(0).absence, seen(2).absence), (None, None));
        (absence, egui::Rangef::new(seen(0).pane.right(), seen(1).pane.left()), seen(1).pane.top())
    };
    assert!(line > tops);
    // The thread's end is painted in the gap at the height of that line, and nothing above it.
    let picture = window.picture();
    let ground = *picture.get_pixel(gap.center() as u32, tops as u32 + 4);
    let painted = |y: f32| (gap.min as u32 + 1..gap.max as u32).any(|x| *picture.get_pixel(x, y as u32) != ground);
    assert!((-1..=1).any(|dy| painted(line + dy as f32)), "at {line}");
    assert!(!painted(tops + 8.0));
}
