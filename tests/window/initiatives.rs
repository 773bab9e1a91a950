//! The list of initiatives: filters, choosing there and in the text, what each pane then shows.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, pos2};
use jiedu::compare::{Initiative, Origin, RelationKind};
use jiedu::ui::{AppState, InitiativeFilter};

use crate::paths::SAMPLES;
use crate::support::Window;

/// The first initiative that `wanted` accepts, and the name of its row.
fn find(window: &Window, wanted: impl Fn(&Initiative) -> bool) -> (Initiative, String) {
    let state = window.state();
    let initiative = state.comparison.initiatives.iter().find(|i| wanted(i)).expect("an initiative").clone();
    let found = if initiative.origin == Origin::Discovered { "，自动发现" } else { "" };
    let row = format!("{}，{} 份文档，{} 处{found}", initiative.name, initiative.document_count(), initiative.mentions.len());
    (initiative, row)
}

pub fn is_in(initiative: &Initiative, document: usize) -> bool {
    initiative.mentions_in(document).next().is_some()
}

/// Types into the field above the list, in place of what stands there.
fn filter(window: &mut Window, text: &str) {
    window.click("筛选事项");
    window.ctrl(Key::A);
    window.key(Key::Backspace);
    window.text(text);
}

/// Chooses the first such initiative by its row.
pub fn choose(window: &mut Window, wanted: impl Fn(&Initiative) -> bool) -> Initiative {
    let (initiative, row) = find(window, wanted);
    filter(window, &initiative.name);
    window.click(&row);
    initiative
}

/// Where in its pane a byte of the document at `index` stands: on the screen.
fn y_on_screen(window: &Window, index: usize, at: jiedu::text::ByteOffset) -> (Rect, f32) {
    let state = window.state();
    let reader = &state.panes[&state.compared[index]].reader;
    let rect = window.place(Role::Document, &state.comparison.documents[index].label());
    (rect, rect.top() + (reader.y_of(at) - reader.scroll_y()) as f32)
}

pub fn assert_stands_at_its_mention(window: &Window, initiative: &Initiative, index: usize, nth: usize) {
    let mention = initiative.mentions_in(index).nth(nth).unwrap();
    let (rect, y) = y_on_screen(window, index, mention.span.start);
    assert!(rect.y_range().contains(y) && rect.y_range().contains(y + 20.0), "{} in {index}: {y} of {rect}", initiative.name);
}

#[test]
fn the_list_counts_and_filters() {
    let mut window = Window::first_start();
    let (shared, all) = {
        let state = window.state();
        (state.comparison.initiatives.iter().filter(|i| i.is_shared()).count(), state.comparison.initiatives.len())
    };
    assert!(shared >= 20 && all > shared, "{shared} of {all}");
    assert_eq!(window.state().listed().len(), shared);
    window.click(&format!("独有 {}", all - shared));
    assert_eq!(window.state().filter, InitiativeFilter::Unique);
    assert_eq!(window.state().listed().len(), all - shared);
    window.click("全部");
    assert_eq!(window.state().listed().len(), all);
    window.click(&format!("共有 {shared}"));
    assert_eq!(window.state().listed().len(), shared);

    filter(&mut window, "垃圾");
    let listed = window.state().listed().len();
    assert!((1..shared).contains(&listed), "{listed}");
    filter(&mut window, "没有这样的事项");
    assert!(window.shows("没有符合筛选的事项。"));
}

#[test]
fn a_chosen_initiative_brings_every_pane_to_its_passage() {
    let mut window = Window::first_start();
    let initiative = choose(&mut window, |i| (0..3).all(|d| is_in(i, d)) && i.mentions_in(0).any(|m| m.span.start.0 > 6000));
    assert_eq!(window.state().selected.as_ref(), Some(&initiative.id));
    for index in 0..3 {
        assert_stands_at_its_mention(&window, &initiative, index, 0);
    }
    let words: Vec<String> = (0..5)
        .map(|d| (AppState::letter(d), initiative.mentions_in(d).count()))
        .map(|(letter, n)| if n == 0 { format!("{letter} 未提及") } else { format!("{letter} {n} 处") })
        .collect();
    assert!(window.shows(&words.join(" · ")), "{words:?}");

    let row = find(&window, |i| i.id == initiative.id).1;
    window.click(&row);
    assert_eq!(window.state().selected, None, "a second click takes the choice back");
}

#[test]
fn a_pane_without_the_initiative_says_so() {
    let mut window = Window::first_start();
    let initiative = choose(&mut window, |i| is_in(i, 0) && !is_in(i, 1) && i.is_shared());
    let words = format!("{}　本文未提及", initiative.name);
    let lacking = (0..3).filter(|d| !is_in(&initiative, *d)).count();
    let labels = window.named(move |n| n == words);
    assert_eq!(labels.len(), lacking);
    let second = window.place(Role::Document, SAMPLES[1]);
    assert!(labels.iter().any(|l| second.x_range().contains(l.rect().center().x) && l.rect().bottom() <= second.top()));
}

#[test]
fn a_pane_brought_in_later_stands_at_the_passage_too() {
    let mut window = Window::first_start();
    let initiative = choose(&mut window, |i| is_in(i, 0) && is_in(i, 4));
    window.click(&format!("展开 {}", SAMPLES[4]));
    assert_stands_at_its_mention(&window, &initiative, 4, 0);
}

#[test]
fn the_steps_of_a_pane_go_round_its_mentions() {
    let mut window = Window::first_start();
    let initiative =
        choose(&mut window, |i| i.is_shared() && i.mentions_in(0).count() == 2 && (1..3).all(|d| i.mentions_in(d).count() < 2));
    assert!(window.shows("1/2"));
    window.click("下一处提及");
    assert!(window.shows("2/2"));
    assert_stands_at_its_mention(&window, &initiative, 0, 1);
    window.click("下一处提及");
    assert!(window.shows("1/2"));
    window.click("上一处提及");
    assert!(window.shows("2/2"));
}

#[test]
fn alt_and_arrows_step_through_the_list() {
    let mut window = Window::first_start();
    let ids: Vec<_> = window.state().listed().iter().map(|i| i.id.clone()).collect();
    for id in &ids[..3] {
        window.keys(Modifiers::ALT, Key::ArrowDown);
        assert_eq!(window.state().selected.as_ref(), Some(id));
    }
    window.keys(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(window.state().selected.as_ref(), Some(&ids[1]));
    window.key(Key::Escape);
    assert_eq!(window.state().selected, None);
    window.keys(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(window.state().selected.as_ref(), ids.last());
}

#[test]
fn stepping_brings_the_row_into_view() {
    let mut window = Window::first_start();
    for _ in 0..25 {
        window.keys(Modifiers::ALT, Key::ArrowDown);
    }
    let name = window.state().selected_initiative().unwrap().name.clone();
    let rows = window.named(move |n| n.starts_with(&format!("{name}，")));
    assert_eq!(rows.len(), 1);
    assert!(rows[0].rect().bottom() <= 800.0 - 20.0, "{}", rows[0].rect());
}

#[test]
fn escape_closes_an_open_menu_before_it_takes_the_choice_back() {
    let mut window = Window::first_start();
    window.keys(Modifiers::ALT, Key::ArrowDown);
    window.click("打开…");
    assert!(window.shows("打开文件…"));
    window.key(Key::Escape);
    assert!(!window.shows("打开文件…"));
    assert!(window.state().selected.is_some());
}

/// A place on the first row of the mention, found by what the pointer's hint says there.
fn find_on_screen(window: &mut Window, initiative: &Initiative, index: usize, nth: usize) -> Pos2 {
    let start = initiative.mentions_in(index).nth(nth).unwrap().span.start;
    let (rect, y) = y_on_screen(window, index, start);
    let hint = format!("{}　{}", initiative.name, initiative.category.name());
    let mut x = rect.left() + 20.0;
    while x < rect.right() {
        let at = pos2(x, y + 13.0);
        window.harness.hover_at(at);
        window.settle();
        // The hint waits until the pointer rests.
        window.harness.run_steps(4);
        if window.shows_part(&hint) {
            return at;
        }
        x += 10.0;
    }
    panic!("no hint for {} at {y} in {rect}", initiative.name);
}

#[test]
fn a_click_on_a_highlight_chooses_its_initiative() {
    let mut window = Window::first_start();
    let alone = |i: &Initiative, state: &AppState| {
        let span = |i: &Initiative| i.mentions_in(0).next().map(|m| m.span);
        span(i).is_some_and(|s| {
            s.start.0 > 3000
                && !state
                    .comparison
                    .initiatives
                    .iter()
                    .any(|o| o.id != i.id && o.mentions_in(0).any(|m| m.span.start.0 < s.end.0 && s.start.0 < m.span.end.0))
        })
    };
    let wanted = {
        let state = window.state();
        state.comparison.initiatives.iter().find(|i| is_in(i, 1) && alone(i, &state)).unwrap().id.clone()
    };
    let initiative = choose(&mut window, |i| i.id == wanted);
    window.key(Key::Escape);
    assert_eq!(window.state().selected, None);
    let at = find_on_screen(&mut window, &initiative, 0, 0);
    let before = {
        let state = window.state();
        state.panes[&state.compared[0]].reader.scroll_y()
    };
    // The other pane is elsewhere by now; this one does not follow it.
    window.ctrl(Key::L);
    window.ctrl(Key::L);
    window.read(SAMPLES[1]);
    window.key(Key::Home);
    window.click_at(at);
    assert_eq!(window.state().selected.as_ref(), Some(&initiative.id));
    assert_stands_at_its_mention(&window, &initiative, 1, 0);
    let after = {
        let state = window.state();
        state.panes[&state.compared[0]].reader.scroll_y()
    };
    assert!((before - after).abs() < 1.0, "the pane under the hand stays: {before} {after}");
}

#[test]
fn the_evidence_tells_what_an_initiative_belongs_to() {
    let mut window = Window::first_start();
    let initiative = choose(&mut window, |i| i.relations.first().is_some_and(|r| r.kind == RelationKind::PartOf));
    window.harness.hover_at(pos2(640.0, 300.0));
    window.click("显示依据");
    assert!(window.shows_part(&format!("属于 {}", initiative.relations[0].name)), "{}", initiative.name);
}

#[test]
fn the_evidence_quotes_each_document_and_leads_back_to_the_text() {
    let mut window = Window::first_start();
    let initiative = choose(&mut window, |i| is_in(i, 0) && !is_in(i, 1) && is_in(i, 2));
    window.harness.hover_at(pos2(640.0, 300.0));
    window.click("显示依据");
    assert!(window.shows("未提及"));
    assert!(window.shows_part("依据：") || window.shows_part("存疑："));
    let sentence = {
        let state = window.state();
        let mention = initiative.mentions_in(0).next().unwrap();
        let text = &state.comparison.documents[0].text;
        jiedu::text::sentence_around(text, mention.span.start).of(text).to_owned()
    };
    // Away from the passage, then back by a click on the quote.
    window.read(SAMPLES[0]);
    window.key(Key::End);
    let quotes = window.named(move |n| n == sentence);
    let quote = quotes.iter().map(egui_kittest::Node::rect).max_by(|a, b| a.top().total_cmp(&b.top())).expect("the quote");
    window.click_at(quote.left_top() + egui::vec2(20.0, 10.0));
    assert_stands_at_its_mention(&window, &initiative, 0, 0);
}
