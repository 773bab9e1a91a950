//! What the reader does, frame by frame.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};
use proptest::test_runner::{Config, TestRunner};

use super::fixture::{LONG, Window, bodies, document, highlight, many, style};
use crate::structure::{MetaKind, ParagraphRole, Section, SectionKind};
use crate::text::{ByteOffset, Span};
use crate::ui::reader::{Align, Highlight, Reader, ReaderState, Strength};

#[test]
fn empty_and_odd_documents_do_not_panic() {
    let long_word = "a".repeat(20_000);
    let odd = ["", "\u{0}\u{0}", "😀👨‍👩‍👧‍👦e\u{301}\u{301}", "[^1]: ", "[^", "\u{2028}\t\r", &long_word, "“"];
    for line in odd {
        Window::new(bodies(&[line])).frame(Vec::new());
        Window::new(document(&[(ParagraphRole::Footnote, line), (ParagraphRole::Title, line)])).frame(Vec::new());
    }
    Window::new(document(&[])).frame(Vec::new());
    let mut tiny = Window::new(bodies(&odd));
    tiny.size = vec2(3.0, 2.0);
    tiny.frame(Vec::new());
    tiny.size = vec2(0.0, 0.0);
    tiny.frame(Vec::new());
}

#[test]
fn justified_rows_end_at_the_right_edge() {
    let mut window = many(3);
    let out = window.frame(Vec::new());
    let width = out.column.width();
    let (state, context) = (&mut window.state, &window.context);
    let view = context.fonts_mut(|fonts| state.rows_in_view(fonts));
    let page = state.page.as_ref().unwrap();
    for row in view.iter().filter(|r| r.span.end != page.document.paragraphs[r.paragraph].span.end) {
        let set = page.get(row).unwrap();
        let text = row.span.of(&page.document.text);
        let right = set.stops.last().unwrap().right;
        let hang = if text.ends_with(['，', '。', '、', '”']) { 7.5 } else { 0.0 };
        assert!((right - hang - width).abs() < 1.2, "{text}: {right} of {width}");
        assert_eq!(set.stops.len(), text.chars().count());
    }
}

#[test]
fn justified_rows_of_the_seeds_end_at_the_right_edge_at_any_width() {
    for seed in super::rows::SEEDS {
        let lines: Vec<&str> = seed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let long: Vec<String> = lines.chunks(8).take(40).map(<[&str]>::concat).collect();
        let mut window = Window::new(bodies(&long.iter().map(String::as_str).collect::<Vec<_>>()));
        for width in [300.0, 417.0, 533.0, 801.0] {
            window.size.x = width;
            for at in [0, 10, 30] {
                let span = window.document.paragraphs[at.min(long.len() - 1)].span;
                window.state.jump_to(span, Align::Top);
                window.frame(Vec::new());
                let out = window.frame(Vec::new());
                check_right_edges(&mut window, out.column.width());
            }
        }
    }
}

/// Rows that do not end their paragraph, but for forced breaks, have the ink of their last character at the column's right edge.
fn check_right_edges(window: &mut Window, width: f32) {
    let (state, context) = (&mut window.state, &window.context);
    let view = context.fonts_mut(|fonts| state.rows_in_view(fonts));
    let page = state.page.as_ref().unwrap();
    assert!((page.width - width).abs() < 0.1, "set at {} for {width}", page.width);
    for row in view.iter().filter(|r| r.span.end != page.document.paragraphs[r.paragraph].span.end) {
        let set = page.get(row).unwrap();
        let glyphs = &set.galley.rows[0].glyphs;
        let last = glyphs.iter().rev().find(|g| !g.chr.is_whitespace()).unwrap();
        let right = set.galley.rows[0].pos.x + last.max_x();
        let hang = if super::super::marks::blank_after(last.chr) && last.advance_width > 12.0 { last.advance_width / 2.0 } else { 0.0 };
        assert!((right - hang - width).abs() < 1.2, "{}: {right} of {width}", row.span.of(&page.document.text));
    }
}

#[test]
fn marks_on_the_strip_lie_where_a_jump_goes() {
    let mut window = many(200);
    let marked: Vec<Highlight> = window
        .document
        .paragraphs
        .iter()
        .flat_map(|p| {
            let half = p.span.of(&window.document.text).floor_char_boundary(p.span.len() / 2);
            [0, half].map(|at| highlight_at(Span::new(p.span.start.0 + at, p.span.end.0)))
        })
        .collect();
    // First all but the rows in view are estimated, then all is exact.
    for _ in 0..2 {
        window.frame(Vec::new());
        let shares = window.state.page.as_ref().unwrap().shares(&marked);
        for (highlight, share) in marked.iter().zip(shares) {
            assert!((window.state.position_fraction(highlight.span.start) - share).abs() < 1e-5);
        }
        (0..300).for_each(|_| drop(window.frame(Vec::new())));
    }
    assert!(!window.state.page.as_ref().unwrap().column.has_estimates());
}

fn highlight_at(span: Span) -> Highlight {
    Highlight { span, tag: 0, color: egui::Color32::RED, strength: Strength::Quiet, doubtful: false }
}

#[test]
fn readers_that_change_together_are_set_one_in_a_frame() {
    let mut window = many(50);
    window.frame(Vec::new());
    let mut other = ReaderState::default();
    let set_at = |state: &ReaderState| state.page.as_ref().unwrap().width;
    let show = |window: &mut Window, other: &mut ReaderState, size: egui::Vec2| {
        let input = egui::RawInput { screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size)), ..Default::default() };
        let (document, style) = (window.document.clone(), style());
        let state = &mut window.state;
        let mut output = window.context.run_ui(input, |ui| {
            ui.columns(2, |columns| {
                Reader::new(egui::Id::unique("one"), "甲", &document, &style).show(&mut columns[0], state);
                Reader::new(egui::Id::unique("two"), "乙", &document, &style).show(&mut columns[1], other);
            });
        });
        output.textures_delta.clear();
    };
    for _ in 0..3 {
        show(&mut window, &mut other, vec2(1200.0, 600.0));
    }
    let before = (set_at(&window.state), set_at(&other));
    assert!((before.0 - before.1).abs() < 1.0);
    show(&mut window, &mut other, vec2(900.0, 600.0));
    let between = [set_at(&window.state), set_at(&other)];
    assert_eq!(between.iter().filter(|w| **w < before.0 - 100.0).count(), 1, "{between:?}");
    show(&mut window, &mut other, vec2(900.0, 600.0));
    assert!((set_at(&window.state) - set_at(&other)).abs() < 1.0 && set_at(&other) < before.0 - 100.0);
}

#[test]
fn only_rows_in_view_are_set_of_a_huge_paragraph() {
    let text = LONG.repeat(1_000_000 / LONG.len());
    let mut window = Window::new(bodies(&[&text]));
    assert!(window.state.set_rows() < 60, "{}", window.state.set_rows());
    for step in 1..20 {
        window.state.jump_to(Span::new(text.len() / 20 / 3 * 3 * step, text.len()), Align::Top);
        window.frame(Vec::new());
    }
    assert!(window.state.set_rows() < 300, "{}", window.state.set_rows());
    window.click(pos2(100.0, 100.0));
    let out = window.key(Key::End, Modifiers::NONE);
    assert_eq!(out.visible.end, ByteOffset(text.len()));
    assert!(out.user_scrolled);
}

#[test]
fn corrections_above_do_not_move_the_text_in_view() {
    // Half-width text spoils the estimates.
    let lines: Vec<String> = (0..3000).map(|k| format!("{k} {}", "iiii llll ".repeat(k % 40))).collect();
    let mut window = Window::new(bodies(&lines.iter().map(String::as_str).collect::<Vec<_>>()));
    let middle = window.document.paragraphs[2000].span;
    window.state.jump_to(middle, Align::Reading);
    let out = window.frame(Vec::new());
    let (visible, height) = (out.visible, out.content_height);
    let mut corrected = false;
    for _ in 0..60 {
        let out = window.frame(Vec::new());
        assert_eq!(out.visible, visible);
        assert_eq!(out.reading_at, middle.start);
        corrected |= (out.content_height - height).abs() > 1.0;
    }
    assert!(corrected);
    // Scrolling up over them moves by what the wheel says, never by a jump.
    let mut y_before = window.state.y_of(middle.start) - window.state.scroll_y();
    for _ in 0..20 {
        let delta = vec2(0.0, 40.0);
        let (unit, phase) = (MouseWheelUnit::Point, TouchPhase::Move);
        let wheel = Event::MouseWheel { unit, delta, phase, source: MouseWheelSource::Wheel, modifiers: Modifiers::NONE };
        let out = window.frame(vec![Event::PointerMoved(pos2(100.0, 100.0)), wheel]);
        assert!(out.user_scrolled);
        let y = window.state.y_of(middle.start) - window.state.scroll_y();
        assert!((0.0..130.0).contains(&(y - y_before)), "{}", y - y_before);
        y_before = y;
    }
    assert!(y_before > 400.0);
}

#[test]
fn a_reader_at_rest_asks_for_no_frame() {
    let mut window = many(300);
    for _ in 0..60 {
        window.frame(Vec::new());
    }
    let delay = window.full.viewport_output.values().map(|v| v.repaint_delay).min().unwrap();
    assert!(delay.as_secs() > 60, "{delay:?}");
}

#[test]
fn a_new_width_keeps_the_reading_line() {
    let mut window = many(200);
    window.state.jump_to(window.document.paragraphs[120].span, Align::Reading);
    let before = window.frame(Vec::new()).reading_at;
    window.size.x = 520.0;
    let after = window.frame(Vec::new());
    assert!(Span { start: after.reading_at, end: after.visible.end }.contains_offset(before), "{before:?} {:?}", after.reading_at);
    assert_eq!(window.document.paragraph_at(after.reading_at), 120);
}

/// Panes change their width while the first documents come in; none may end a little scrolled.
#[test]
fn a_text_at_its_beginning_stays_there_at_every_width() {
    let mut window = Window::new(bodies(&[&LONG.repeat(6), &LONG.repeat(6)]));
    window.frame(Vec::new());
    for width in [900.0, 420.0, 300.0, 640.0] {
        window.size.x = width;
        assert_eq!(window.frame(Vec::new()).scroll_y, 0.0, "{width}");
    }
}

#[test]
fn a_signature_stands_right_and_a_title_is_balanced() {
    let title = "友谊路街道党工委、办事处二〇二一年工作要点和安排";
    let mut doc = document(&[(ParagraphRole::Title, title), (ParagraphRole::Shell, "友谊路街道办事处"), (ParagraphRole::Body, "正文。")]);
    let span = doc.paragraphs[1].span;
    Arc::make_mut(&mut doc).sections.push(Section {
        level: 0,
        number: String::new(),
        title: String::new(),
        kind: SectionKind::Meta(MetaKind::Issuer),
        span,
        parent: None,
        body_end: span.end,
    });
    let mut window = Window::new(doc);
    let width = window.frame(Vec::new()).column.width();
    let (state, context) = (&mut window.state, &window.context);
    let view = context.fonts_mut(|fonts| state.rows_in_view(fonts));
    let page = state.page.as_ref().unwrap();
    let edges = |k: usize| page.get(&view[k]).unwrap().edges(view[k].span.range()).unwrap();
    assert_eq!(view[..3].iter().map(|r| r.paragraph).collect::<Vec<_>>(), [0, 0, 1]);
    assert!((edges(2).1 - width).abs() < 1.0);
    let lengths = [0, 1].map(|k| edges(k).1 - edges(k).0);
    assert!((lengths[0] - lengths[1]).abs() < 70.0, "{lengths:?}");
    assert!((edges(0).0 + edges(0).1 - width).abs() < 2.0);
}

#[test]
fn a_heavy_paragraph_waits_until_the_width_stays() {
    let mut window = Window::new(bodies(&[&LONG.repeat(2000)]));
    let height = window.frame(Vec::new()).content_height;
    for step in 1..10u8 {
        window.size.x = 340.0 + f32::from(step) * 8.0;
        assert!((window.frame(Vec::new()).content_height - height).abs() < 1.0);
    }
    for _ in 0..12 {
        window.frame(Vec::new());
    }
    assert!(window.frame(Vec::new()).content_height < height * 0.9);
}

#[test]
fn scrolls_ease_to_their_goal_and_reveal_moves_little() {
    let mut window = many(300);
    let goal = window.document.paragraphs[250].span;
    window.state.scroll_to(goal, Align::Reading);
    let first = window.frame(Vec::new());
    assert!(first.gliding && !first.user_scrolled);
    let out = window.rest();
    assert_eq!(out.reading_at, goal.start);
    let y = out.scroll_y;
    window.state.reveal(goal);
    assert!((window.rest().scroll_y - y).abs() < 0.5);
    window.state.scroll_to(Span::new(0, 0), Align::Top);
    assert!(window.rest().scroll_y < 1.0);
}

#[test]
fn glides_to_either_end_come_to_rest() {
    for count in [1, 2, 40] {
        let mut window = many(count);
        let len = window.document.text.len();
        for align in [Align::Top, Align::Reading, Align::Centre, Align::Nearest] {
            window.state.scroll_to(Span::new(len, len), align);
            let out = window.rest();
            assert_eq!(out.visible.end, ByteOffset(len));
            window.state.scroll_to(Span::new(0, len), align);
            assert_eq!(window.rest().visible.start, ByteOffset(0));
        }
    }
}

#[test]
fn highlights_do_not_set_rows_anew() {
    let mut window = many(20);
    let galleys = |w: &mut Window| {
        let (state, context) = (&mut w.state, &w.context);
        context.fonts_mut(|fonts| {
            let view = state.rows_in_view(fonts);
            view.iter().map(|r| Arc::as_ptr(&state.page.as_ref().unwrap().get(r).unwrap().galley)).collect::<Vec<_>>()
        })
    };
    window.frame(Vec::new());
    let before = galleys(&mut window);
    window.highlights = vec![highlight(&window.document.text, "垃圾分类", 1, Strength::Current)];
    window.frame(Vec::new());
    assert_eq!(galleys(&mut window), before);
}

#[test]
fn other_colours_set_no_row_anew_but_those_with_a_mark_of_their_own_colour() {
    let mut window = Window::new(bodies(&["甲乙[^1]丙丁。", LONG]));
    let rows = |w: &mut Window| {
        let (state, context) = (&mut w.state, &w.context);
        context.fonts_mut(|fonts| {
            let view = state.rows_in_view(fonts);
            let page = state.page.as_ref().unwrap();
            view.iter().map(|r| (page.get(r).unwrap().galley.clone(), page.look(r.paragraph).color)).collect::<Vec<_>>()
        })
    };
    window.frame(Vec::new());
    let before = rows(&mut window);
    (window.style.colours.ink, window.style.colours.accent) = (egui::Color32::WHITE, egui::Color32::YELLOW);
    window.frame(Vec::new());
    let after = rows(&mut window);
    assert!(after.len() > 2 && after.iter().all(|(_, color)| *color == egui::Color32::WHITE));
    let same: Vec<bool> = before.iter().zip(&after).map(|(a, b)| Arc::ptr_eq(&a.0, &b.0)).collect();
    assert!(!same[0] && same[1..].iter().all(|same| *same), "{same:?}");
    let colors: Vec<_> = after[0].0.job.sections.iter().map(|s| s.format.color).collect();
    assert!(colors.contains(&egui::Color32::YELLOW), "{colors:?}");
}

#[test]
fn footnote_marks_are_small_and_keep_their_bytes() {
    let mut window = Window::new(bodies(&["甲乙[^1]丙丁。", "戊"]));
    let at = window.point_at("1");
    let out = window.click(at);
    assert_eq!(out.hovered_footnote, Some(0));
    assert_eq!(out.clicked_footnote, Some(0));
    let (state, context) = (&mut window.state, &window.context);
    let view = context.fonts_mut(|fonts| state.rows_in_view(fonts));
    let set = state.page.as_ref().unwrap().get(&view[0]).unwrap();
    assert_eq!(set.galley.job.text, "甲乙1丙丁。");
    assert_eq!(set.stops.len(), "甲乙[^1]丙丁。".chars().count());
    let at = window.point_at("丙");
    assert_eq!(window.click(at).clicked_at, Some(ByteOffset("甲乙[^1]".len())));
}

#[test]
fn paragraphs_in_view_have_names() {
    let mut window = Window::new(bodies(&["甲乙丙丁。", "戊己庚辛。"]));
    window.context.enable_accesskit();
    window.frame(Vec::new());
    let update = window.full.platform_output.accesskit_update.take().unwrap();
    let has = |text: &str| update.nodes.iter().any(|(_, n)| n.value() == Some(text) || n.label() == Some(text));
    assert!(has("甲乙丙丁。") && has("戊己庚辛。") && has("样本"));
}

/// Times for the notes: `cargo test --lib reader -- --ignored --nocapture`.
#[test]
#[ignore = "measures"]
fn measure() {
    let line = LONG.repeat(1_000_000 / LONG.len());
    let big = LONG.repeat(10_000_000 / LONG.len());
    let words = "word ".repeat(2_000_000);
    let lines: Vec<String> = (0..40_000).map(|k| format!("{k} {LONG}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    for (name, doc) in [
        ("1 MB line", bodies(&[&line])),
        ("10 MB line", bodies(&[&big])),
        ("10 MB words", bodies(&[&words])),
        ("8 MB lines", bodies(&lines)),
    ] {
        let start = std::time::Instant::now();
        let mut window = Window::new(doc);
        let first = start.elapsed();
        let start = std::time::Instant::now();
        window.frame(Vec::new());
        let second = start.elapsed();
        for _ in 0..400 {
            window.frame(Vec::new());
        }
        let start = std::time::Instant::now();
        for _ in 0..100 {
            window.frame(Vec::new());
        }
        let rest = start.elapsed() / 100;
        window.size.x += 40.0;
        let start = std::time::Instant::now();
        window.frame(Vec::new());
        println!("{name}: first {first:?}, second {second:?}, at rest {rest:?}, new width {:?}", start.elapsed());
    }
}

#[test]
fn any_document_can_be_shown() {
    let mut runner = TestRunner::new(Config { cases: 48, failure_persistence: None, ..Config::default() });
    let line = "(\\PC|[甲，“”（）\"…—]|\\[\\^1\\]|\u{0}|\u{301}){0,120}";
    let case = (proptest::collection::vec(line, 0..8), 1.0f32..500.0, 0usize..400);
    let window = std::cell::RefCell::new(many(1));
    let shown = runner.run(&case, |(lines, width, at)| {
        let window = &mut *window.borrow_mut();
        let roles = [ParagraphRole::Body, ParagraphRole::Title, ParagraphRole::Heading(2), ParagraphRole::Shell, ParagraphRole::Footnote];
        let lines: Vec<_> = lines.iter().enumerate().map(|(k, l)| (roles[k % 5], l.as_str())).collect();
        window.document = document(&lines);
        window.size.x = width;
        let span = Span::new(at, at + 9);
        let mark = Highlight { span, tag: 0, color: egui::Color32::RED, strength: Strength::Current, doubtful: true };
        window.highlights = vec![mark];
        window.find = vec![span];
        window.state.scroll_to(span, Align::Nearest);
        window.click(pos2(width / 2.0, 40.0));
        window.key(Key::ArrowRight, Modifiers::SHIFT);
        window.key(Key::ArrowUp, Modifiers::SHIFT);
        window.rest();
        Ok(())
    });
    shown.unwrap();
}

#[test]
fn watched_stretches_are_told_where_they_stand_row_by_row() {
    let mut window = many(3);
    let text = window.document.text.clone();
    let at = text.find("示范街镇").unwrap();
    let passage = Span::new(at, at + "示范街镇".len());
    window.watched = vec![passage, Span::new(passage.end.0, passage.end.0), Span::new(text.len(), text.len())];
    let out = window.frame(Vec::new());
    let of = |k: usize| out.places.iter().filter(|(n, _)| *n == k).map(|(_, rect)| *rect).collect::<Vec<_>>();
    assert!(!of(0).is_empty() && of(0).iter().all(|r| r.width() > 10.0), "{:?}", out.places);
    assert_eq!(of(1).len(), 1, "a place between two characters stands once");
    assert!(of(1)[0].width() < 0.01);
    let last = of(0).last().copied().unwrap();
    assert!((of(1)[0].left() - last.right()).abs() < 4.0 || of(1)[0].left() < last.left(), "after the passage, or in the next row");
    window.state.select(passage);
    assert!(window.frame(Vec::new()).head.is_some(), "the selection's end is in view");
}
