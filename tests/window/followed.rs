//! How well the panes follow: of the places of the seeds, how often the aligned passage is in view once the hand rests.
//!
//! What is aligned is taken from the comparison's alignment here, never from what the window follows by.

use egui::{Key, Vec2, vec2};
use jiedu::compare::SectionRef;
use jiedu::text::{ByteOffset, Span};
use jiedu::ui::AppState;

use crate::following::{assert_still, put, rest, scroll_of};
use crate::support::{OFFICE, Window, startup};

/// So many bytes, two hundred characters, from a place inside a long paragraph to the next.
const STRIDE: usize = 600;

/// Every section and every paragraph of a document and places inside the long ones, in order.
fn places(state: &AppState, index: usize) -> Vec<ByteOffset> {
    let document = &state.comparison.documents[index];
    let sections = document.sections.iter().map(|s| s.span.start);
    let inside = (0..document.text.len()).step_by(STRIDE).map(|k| ByteOffset(document.text.floor_char_boundary(k)));
    let mut out: Vec<ByteOffset> = document.paragraphs.iter().map(|p| p.span.start).chain(sections).chain(inside).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// What the alignment itself gives for a place: the own texts of the best counterparts of its section.
fn aligned(state: &AppState, from: usize, at: ByteOffset, to: usize) -> Vec<Span> {
    let comparison = &state.comparison;
    let Some(section) = comparison.documents[from].section_at(at) else { return Vec::new() };
    let own = SectionRef { document: from, section };
    let pairs: Vec<(f64, usize)> = comparison
        .alignment
        .iter()
        .flat_map(|p| [(p.score, p.a, p.b), (p.score, p.b, p.a)])
        .filter(|(_, a, b)| *a == own && b.document == to)
        .map(|(score, _, b)| (score, b.section))
        .collect();
    let best = pairs.iter().map(|(score, _)| *score).fold(f64::MIN, f64::max);
    let sections = &comparison.documents[to].sections;
    let span = |s: usize| {
        let next = sections.get(s + 1).map_or(sections[s].body_end, |n| n.span.start.min(sections[s].body_end));
        Span { start: sections[s].span.start, end: next.max(sections[s].span.end) }
    };
    pairs.into_iter().filter(|(score, _)| *score >= best).map(|(_, s)| span(s)).collect()
}

/// How many passages there were to be seen, were in view, and had their heading in view.
#[derive(Debug, Default, Clone, Copy)]
struct Figure {
    places: usize,
    reached: usize,
    passages: usize,
    in_view: usize,
    headings: usize,
}

/// Sixty characters: two or three rows.
const ENOUGH: usize = 180;

/// Puts every place of each document under the hand, lets it rest and looks at the other panes.
fn measure(size: Vec2) -> Figure {
    let mut window = Window::start(size, startup());
    window.key(Key::E);
    if window.state().evidence != Some(false) {
        window.key(Key::E);
    }
    let mut figure = Figure::default();
    let shown: Vec<usize> = {
        let state = window.state();
        state.shown.iter().map(|key| state.compared_index(*key).unwrap()).collect()
    };
    assert_eq!(window.panes().len(), shown.len());
    for from in shown.clone() {
        let all = places(&window.state(), from);
        for at in all {
            figure.places += 1;
            figure.reached += usize::from(put(&mut window, from, at));
            let glides = window.state().following.glides;
            let hand = scroll_of(&window, from);
            rest(&mut window);
            assert_eq!(scroll_of(&window, from).to_bits(), hand.to_bits(), "the pane under the hand moved");
            assert!(window.state().following.glides - glides < shown.len(), "at most one glide a pane");
            if figure.places % 10 == 0 {
                assert_still(&mut window);
            }
            for to in shown.iter().filter(|to| **to != from) {
                let state = window.state();
                let wanted = aligned(&state, from, at, *to);
                let visible = state.panes[&state.compared[*to]].seen.as_ref().unwrap().visible;
                let seen = |span: &Span| {
                    let (start, end) = (span.start.0.max(visible.start.0), span.end.0.min(visible.end.0));
                    end.saturating_sub(start) >= ENOUGH.min(span.len().saturating_sub(1))
                };
                figure.passages += usize::from(!wanted.is_empty());
                figure.in_view += usize::from(wanted.iter().any(seen));
                figure.headings += usize::from(wanted.iter().any(|span| visible.contains_offset(span.start)));
            }
        }
    }
    let share = |n: usize| 100.0 * n as f64 / figure.passages.max(1) as f64;
    println!("{} panes, {size}: {figure:?}; in view {:.1} %, headings {:.1} %", shown.len(), share(figure.in_view), share(figure.headings));
    figure
}

fn assert_followed(figure: Figure) {
    assert!(figure.passages > 20, "{figure:?}");
    assert!(figure.in_view * 10 >= figure.passages * 9, "{figure:?}");
    assert!(figure.reached * 10 >= figure.places * 9, "{figure:?}");
}

#[test]
fn the_aligned_passage_is_in_view_in_three_panes() {
    assert_followed(measure(OFFICE));
}

#[test]
fn the_aligned_passage_is_in_view_in_five_panes() {
    assert_followed(measure(vec2(2560.0, 1440.0)));
}
