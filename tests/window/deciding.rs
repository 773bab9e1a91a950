//! Deciding about initiatives: in the evidence, over the text, in the list of undecided terms; notes, pins, the user's own lexicon.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiedu::compare::{Decision, Origin};
use jiedu::structure::Anchor;
use jiedu::text::Span;
use jiedu::ui::{Command, DecisionScope, InitiativeFilter, TieMode, WorkCommand};
use jiedu::workspace::{About, Note};

use crate::initiatives::choose;
use crate::paths::SAMPLES;
use crate::support::{Window, startup};

/// A wide window with the evidence at the right and an initiative chosen that the first two samples have.
fn with_evidence() -> Window {
    let mut window = Window::start(vec2(1800.0, 1000.0), startup());
    choose(&mut window, |i| (0..2).all(|d| i.mentions_in(d).next().is_some()) && i.origin == Origin::Lexicon);
    window
}

fn decisions(window: &Window) -> Vec<Decision> {
    window.state().work.now().decisions.clone()
}

fn chosen(window: &Window) -> String {
    window.state().selected_initiative().expect("chosen").name.clone()
}

/// Right-clicks into the middle of the first row of a mention that shows.
fn menu_over_mention(window: &mut Window, pane: usize) {
    let at = {
        let state = window.state();
        // The end of its first row: the middle of two rows may be beside it.
        let rect = state.panes[&state.shown[pane]].seen.as_ref().unwrap().marks[0].rect;
        pos2(rect.right() - 10.0, rect.top() + 9.0)
    };
    right_click(window, at);
}

pub fn double_click(window: &mut Window, at: Pos2) {
    window.harness.hover_at(at);
    for pressed in [true, false, true, false] {
        window.harness.event(Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
        window.harness.step();
    }
    window.settle();
}

pub fn right_click(window: &mut Window, at: Pos2) {
    window.harness.hover_at(at);
    for pressed in [true, false] {
        window.harness.event(Event::PointerButton { pos: at, button: egui::PointerButton::Secondary, pressed, modifiers: Modifiers::NONE });
        window.harness.step();
    }
    window.settle();
}

#[test]
fn evidence_shows_sentences_reasons_and_numbers() {
    let mut window = Window::start(vec2(1800.0, 1000.0), startup());
    let wanted = {
        let state = window.state();
        let measured = state.comparison.measures.iter().find_map(|m| m.initiative).expect("a number of an initiative");
        state.comparison.initiatives[measured].id.clone()
    };
    choose(&mut window, |i| i.id == wanted);
    assert!(window.shows_part("目标 ") || window.shows_part("结果 "), "its numbers");
    assert!(window.shows("依据：") || window.shows("存疑："));
    let chips = window.named(|n| n.starts_with("目标 ") || n.starts_with("结果 "));
    let at = chips[0].rect().center();
    window.click_at(at);
    assert!(window.state().following.hand.is_some(), "a number leads to its place");
}

#[test]
fn a_mention_that_is_none_is_excluded_and_comes_back_by_undo() {
    let mut window = with_evidence();
    let name = chosen(&window);
    let cross = window.named(|n| n.ends_with("不是这一事项") && n.starts_with('“'))[0].rect().center();
    window.click_at(cross);
    let made = decisions(&window);
    assert!(matches!(&made[..], [Decision::Exclude { initiative, .. }, ..] if *initiative == name), "{made:?}");
    for _ in 0..made.len() {
        window.ctrl(Key::Z);
    }
    assert!(decisions(&window).is_empty());
}

#[test]
fn several_mentions_are_picked_and_split_off() {
    let mut window = with_evidence();
    let name = chosen(&window);
    for k in 0..2 {
        let box_at = window.named(|n| n.starts_with("选取“"))[k].rect().center();
        window.click_at(box_at);
    }
    assert!(window.shows_part("已选 "));
    window.click("所选各处：拆分为新事项…");
    window.text("另一回事");
    window.key(Key::Enter);
    match &decisions(&window)[..] {
        [Decision::Split { initiative, name: new, mentions }] => {
            assert_eq!((initiative.as_str(), new.as_str()), (name.as_str(), "另一回事"));
            assert!(mentions.len() >= 2);
        }
        other => panic!("{other:?}"),
    }
    assert!(!window.shows_part("已选 "), "nothing stays picked");
}

#[test]
fn an_initiative_is_renamed_and_merged_by_keyboard() {
    let mut window = with_evidence();
    let name = chosen(&window);
    window.click("重命名这个事项");
    window.text("新的名字");
    window.key(Key::Enter);
    assert!(matches!(&decisions(&window)[..], [Decision::Rename { initiative, name: new }] if *initiative == name && new == "新的名字"));
    window.ctrl(Key::Z);
    assert_eq!(chosen(&window), name, "it is chosen as before");
    window.click("把这个事项合并到另一个");
    window.text("ljfl");
    assert!(window.shows_part("垃圾分类，"), "by the initials of its syllables");
    window.key(Key::Enter);
    match &decisions(&window)[..] {
        [Decision::Merge { initiative, into }] => assert!(*initiative == name && into.contains("垃圾分类"), "{into}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn escape_leaves_everything_as_it_was() {
    let mut window = with_evidence();
    window.click("重命名这个事项");
    window.text("不要");
    window.key(Key::Escape);
    assert!(window.state().deciding.dialog.is_none());
    assert!(decisions(&window).is_empty());
    assert!(window.state().selected.is_some(), "the choice stays");
}

#[test]
fn undecided_terms_are_gone_through_with_keys() {
    let mut window = Window::first_start();
    window.click_beginning("待定 ");
    assert_eq!(window.state().filter, InitiativeFilter::Pending);
    let names: Vec<String> = window.state().listed().iter().map(|i| i.name.clone()).collect();
    assert!(names.len() > 3, "{names:?}");
    window.key(Key::N);
    assert_eq!(chosen(&window), names[0]);
    window.key(Key::R);
    assert_eq!(chosen(&window), names[1], "on to the next one");
    assert!(window.state().comparison.initiatives.iter().all(|i| i.name != names[0]), "a refused one goes at once");
    window.key(Key::A);
    let made = decisions(&window);
    assert!(
        matches!(&made[..], [Decision::Refuse { initiative: a }, Decision::Accept { initiative: b }] if *a == names[0] && *b == names[1])
    );
    let left: Vec<String> = window.state().listed().iter().map(|i| i.name.clone()).collect();
    assert!(!left.contains(&names[0]) && !left.contains(&names[1]));
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(window.state().listed().len(), names.len());
}

#[test]
fn letters_typed_into_the_filter_settle_nothing() {
    let mut window = Window::first_start();
    window.click_beginning("待定 ");
    window.harness.get_by_role_and_label(Role::TextInput, "筛选事项").focus();
    window.settle();
    window.key(Key::R);
    window.key(Key::A);
    assert!(decisions(&window).is_empty());
}

#[test]
fn a_note_on_an_initiative_is_written_in_its_place() {
    let mut window = with_evidence();
    let about = About::Initiative(chosen(&window));
    window.click("给这个事项加批注");
    window.text("找环保科核对");
    window.ctrl(Key::Enter);
    assert_eq!(window.state().note_about(&about), Some("找环保科核对"));
    window.click("批注：找环保科核对");
    window.text("！");
    window.key(Key::Escape);
    assert_eq!(window.state().note_about(&about), Some("找环保科核对"), "Esc leaves the old one");
    window.ctrl(Key::Z);
    assert_eq!(window.state().note_about(&about), None);
}

#[test]
fn a_note_on_a_sentence_is_written_under_it() {
    let mut window = with_evidence();
    let more = window.named(|n| n.starts_with('“') && n.ends_with("的更多操作"))[0].rect().center();
    window.click_at(more);
    window.click("批注…");
    window.text("与去年口径不同");
    window.ctrl(Key::Enter);
    let noted: Vec<About> = window.state().work.now().notes.iter().map(|n| n.about.clone()).collect();
    assert!(matches!(&noted[..], [About::Passage(_)]));
    assert!(window.named(|n| n == "批注：与去年口径不同").len() >= 2, "under the sentence and in the margin");
}

#[test]
fn the_menu_over_a_mention_excludes_and_annotates_it() {
    let mut window = with_evidence();
    let name = chosen(&window);
    menu_over_mention(&mut window, 0);
    window.click(&format!("不属于“{name}”"));
    assert!(matches!(&decisions(&window)[..], [Decision::Exclude { initiative, .. }] if *initiative == name));
    window.ctrl(Key::Z);
    menu_over_mention(&mut window, 0);
    window.click("批注…");
    window.text("数字要核");
    window.ctrl(Key::Enter);
    assert_eq!(window.state().work.now().notes.len(), 1);
    let signs: Vec<String> = window.names(Role::Button).into_iter().filter(|n| n == "批注：数字要核").collect();
    assert!(!signs.is_empty(), "a sign in the margin");
    menu_over_mention(&mut window, 0);
    window.click("删除批注");
    assert!(window.state().work.now().notes.is_empty());
}

/// A note on a whole paragraph of a document of the comparison.
fn note_on_paragraph(window: &mut Window, document: usize, nth: usize, text: &str) -> Span {
    let (anchor, span) = {
        let state = window.state();
        let document = &state.comparison.documents[document];
        let span = document.paragraphs.iter().filter(|p| p.span.len() > 300).nth(nth).unwrap().span;
        (Anchor::of(document, span), span)
    };
    window.command(Command::Work(WorkCommand::Note(Note { about: About::Passage(anchor), text: text.to_owned() })));
    span
}

#[test]
fn the_keyboard_goes_from_note_to_note_and_each_shows_at_its_sign() {
    let mut window = Window::first_start();
    window.key(Key::F9);
    assert!(window.shows_part("还没有给正文加批注"), "nothing to go to");
    note_on_paragraph(&mut window, 0, 2, "先问区里");
    note_on_paragraph(&mut window, 0, 6, "数字存疑");
    note_on_paragraph(&mut window, 1, 3, "与上一条重复");
    for note in ["先问区里", "数字存疑", "与上一条重复", "先问区里"] {
        window.key(Key::F9);
        let name = format!("批注：{note}");
        assert_eq!(window.focused().as_deref(), Some(name.as_str()));
        assert!(window.named(move |n| n == name).len() >= 2, "the sign and the hint at it");
    }
    window.keys(Modifiers::SHIFT, Key::F9);
    assert_eq!(window.focused().as_deref(), Some("批注：与上一条重复"), "backwards, in a circle");
    window.key(Key::Enter);
    assert!(window.state().deciding.dialog.is_some(), "the note is open for writing");
}

#[test]
fn a_note_shows_over_its_passage_and_not_beside_it() {
    let mut window = Window::first_start();
    let span = note_on_paragraph(&mut window, 0, 2, "先问区里");
    window.key(Key::F9);
    // The keyboard elsewhere, and nothing that follows it there.
    window.command(Command::Tie(TieMode::Free));
    window.read(SAMPLES[1]);
    let at = |window: &Window, below: f32| {
        let state = window.state();
        let pane = &state.panes[&state.compared[0]];
        let text = pane.seen.as_ref().unwrap().text;
        pos2(text.center().x, text.top() + (pane.reader.y_of(span.start) - pane.reader.scroll_y()) as f32 + below)
    };
    let hints = |window: &mut Window, at: Pos2| {
        window.harness.hover_at(at);
        window.harness.run_steps(12);
        window.names(Role::Label).iter().filter(|n| n.starts_with("批注：先问区里")).count()
    };
    // In its second row, then in the paragraph before it.
    let inside = at(&window, 40.0);
    assert_eq!(hints(&mut window, inside), 1);
    let before = at(&window, -40.0);
    assert_eq!(hints(&mut window, before), 0);
}

#[test]
fn a_selection_becomes_an_initiative_or_part_of_one_by_keyboard() {
    let mut window = Window::first_start();
    window.read(SAMPLES[0]);
    window.ctrl(Key::A);
    window.keys(Modifiers::SHIFT, Key::F10);
    assert!(window.shows("设为新事项…"));
    assert_eq!(window.focused().as_deref(), Some("复制（附出处）"), "the keyboard is in the menu");
    window.key(Key::Escape);
    assert!(window.state().reading.menu.is_none());
    // A word of the first paragraph.
    let at = {
        let state = window.state();
        let seen = state.panes[&state.shown[0]].seen.as_ref().unwrap().text;
        seen.left_top() + vec2(120.0, 90.0)
    };
    double_click(&mut window, at);
    window.keys(Modifiers::SHIFT, Key::F10);
    window.click("设为新事项…");
    window.text("我的事项");
    window.key(Key::Enter);
    assert!(matches!(&decisions(&window)[..], [Decision::Define { name, .. }] if name == "我的事项"), "{:?}", decisions(&window));
    window.keys(Modifiers::SHIFT, Key::F10);
    window.click("归入事项…");
    let wanted = window.state().comparison.initiatives.iter().find(|i| i.name.contains("加装电梯")).unwrap().name.clone();
    window.text(&wanted);
    window.key(Key::Enter);
    assert!(
        matches!(&decisions(&window)[1..], [Decision::Include { initiative, .. }] if *initiative == wanted),
        "{:?}",
        decisions(&window)
    );
}

#[test]
fn what_goes_into_the_users_own_lexicon_is_in_its_file_and_found_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let session_file = Some(folder.path().join("session.json"));
    let mut window = Window::start(vec2(1800.0, 1000.0), jiedu::ui::Startup { session_file, ..startup() });
    let name = window.state().comparison.initiatives.iter().find(|i| i.origin == Origin::Discovered).unwrap().name.clone();
    window.click("全部");
    choose(&mut window, |i| i.name == name);
    window.click("决定存到 本工作区");
    window.click("我的词表");
    assert_eq!(window.state().deciding.scope, DecisionScope::Lexicon);
    window.click("接受这个事项");
    assert!(decisions(&window).is_empty(), "not in the workspace");
    let text = std::fs::read_to_string(folder.path().join("lexicon.toml")).unwrap();
    assert!(text.contains(&name), "{text}");
    let origin = window.state().comparison.initiatives.iter().find(|i| i.name == name).unwrap().origin;
    assert_eq!(origin, Origin::Lexicon, "the comparison knows it now");
    window.open_menu("我的词表…");
    window.click(&format!("从我的词表删去 {name}"));
    assert!(window.state().deciding.lexicon.entries.is_empty());
}

#[test]
fn everything_of_deciding_has_a_name() {
    let mut window = with_evidence();
    assert!(window.unnamed_clickable().is_empty(), "{:?}", window.unnamed_clickable());
    window.click("把这个事项合并到另一个");
    assert!(window.unnamed_clickable().is_empty(), "{:?}", window.unnamed_clickable());
    window.key(Key::Escape);
    menu_over_mention(&mut window, 0);
    assert!(window.unnamed_clickable().is_empty(), "{:?}", window.unnamed_clickable());
    window.key(Key::Escape);
    window.open_menu("我的词表…");
    assert!(window.unnamed_clickable().is_empty(), "{:?}", window.unnamed_clickable());
    assert!(window.harness.root().children_recursive().any(|n| n.accesskit_node().role() == Role::Window));
}
