//! 检索: type, sort, narrow, walk the rows, open a passage, copy, make an initiative, and what goes wrong.

use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand, Rect, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiedu::compare::Decision;
use jiedu::search::{self, Options, Order, Query, Within};
use jiedu::ui::{Startup, View};

use crate::opening::folder;
use crate::paths::SAMPLES;
use crate::support::{OFFICE, Window, name_of, startup};

/// The first start, the view in front with a query.
pub fn searched(query: &str) -> Window {
    searched_at(OFFICE, query)
}

pub fn searched_at(size: egui::Vec2, query: &str) -> Window {
    let mut window = Window::start(size, startup());
    window.ctrl(Key::Num7);
    ask(&mut window, query);
    window
}

/// Types a query in place of the one that stands there.
fn ask(window: &mut Window, query: &str) {
    window.click("检索内容");
    window.ctrl(Key::A);
    window.key(Key::Backspace);
    window.text(query);
}

/// The rows that show, from top to bottom.
fn rows(window: &Window) -> Vec<(String, Rect)> {
    let items = window.harness.root().children_recursive().filter(|n| n.accesskit_node().role() == Role::ListItem);
    let mut rows: Vec<(String, Rect)> = items.filter_map(|n: Node<'_>| Some((name_of(&n)?, n.rect()))).collect();
    rows.sort_by(|a, b| a.1.top().total_cmp(&b.1.top()));
    rows
}

/// What the engine finds in the open documents.
fn expected(window: &Window, query: &str, options: &Options) -> search::Concordance {
    let state = window.state();
    search::concordance(&state.comparison.documents, &Query::parse(query).unwrap(), options, &|| true)
}

/// How the view counts, as it stands above the rows.
fn count(window: &Window, found: &search::Concordance) -> bool {
    window.shows(&format!("{} 处，{} 份文档", found.total(), found.documents()))
}

#[test]
fn every_place_has_a_row_and_every_document_its_count() {
    let window = searched("垃圾分类");
    let found = expected(&window, "垃圾分类", &Options::default());
    assert!(found.total() > 5 && count(&window, &found));
    for (k, name) in SAMPLES.iter().enumerate() {
        let letter = char::from(b'A' + u8::try_from(k).unwrap());
        assert!(window.shows(&format!("{letter} {name}：{} 处", found.counts[k])), "{name}");
    }
    let rows = rows(&window);
    assert_eq!(rows.len(), found.total().min(rows.len()));
    assert!(rows[0].0.starts_with("A 吴淞街道 2021 工作要点：") && rows[0].0.contains("垃圾分类"), "{}", rows[0].0);
    assert_eq!(window.unnamed_clickable(), Vec::<String>::new());
}

#[test]
fn the_rows_are_walked_by_key_and_enter_opens_the_passage_with_the_words_selected() {
    let mut window = searched("加装电梯");
    let found = expected(&window, "加装电梯", &Options::default());
    window.key(Key::Enter);
    let first = window.focused().unwrap();
    assert!(first.starts_with("A ") || first.starts_with("B "), "the first row: {first}");
    window.key(Key::ArrowDown);
    assert_ne!(window.focused().unwrap(), first);
    window.key(Key::End);
    window.key(Key::Home);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    let hit = found.hits[1].clone();
    let label = SAMPLES[hit.document];
    assert_eq!(window.state().view, View::Read);
    let rect = window.place(Role::Document, label);
    let state = window.state();
    let reader = &state.panes[&state.compared[hit.document]].reader;
    assert_eq!(reader.selected(), Some(hit.span));
    let y = rect.top() + (reader.y_of(hit.span.start) - reader.scroll_y()) as f32;
    assert!(rect.y_range().contains(y), "{y} of {rect}");
    drop(state);
    // Back in the view everything stands as it was left.
    window.ctrl(Key::Num7);
    assert_eq!(window.state().concordance.cursor, 1);
    assert_eq!(window.state().concordance.query, "加装电梯");
}

#[test]
fn a_click_opens_and_up_from_the_first_row_comes_back_to_the_query() {
    let mut window = searched("一网统管");
    window.key(Key::Enter);
    window.key(Key::ArrowUp);
    assert_eq!(window.focused().as_deref(), Some("检索内容"));
    let (name, rect) = rows(&window)[0].clone();
    window.click_at(rect.center());
    assert_eq!(window.state().view, View::Read, "{name}");
}

#[test]
fn rows_are_ordered_by_place_by_what_stands_before_and_after() {
    let mut window = searched("建设");
    let at_top = |window: &Window| rows(window)[0].0.clone();
    let by_place = at_top(&window);
    let mut seen = vec![by_place];
    for (name, order) in [("按左文排序", Order::Left), ("按右文排序", Order::Right), ("按出处排序", Order::Place)] {
        window.click(name);
        assert_eq!(window.state().concordance.order, order);
        let expected = expected(&window, "建设", &Options { order, ..Options::default() });
        let found = window.state().concordance.found().unwrap().1.hits.clone();
        assert_eq!(found, expected.hits);
        seen.push(at_top(&window));
    }
    assert_eq!(seen[0], seen[3]);
    assert!(seen[1] != seen[0] && seen[2] != seen[0] && seen[1] != seen[2], "{seen:?}");
}

#[test]
fn a_document_s_count_shows_its_rows_alone_and_gives_all_back() {
    let mut window = searched("社区");
    let found = expected(&window, "社区", &Options::default());
    let cell = format!("C {}：{} 处", SAMPLES[2], found.counts[2]);
    window.click(&cell);
    assert!(rows(&window).iter().all(|(name, _)| name.starts_with("C ")));
    assert!(window.shows(&format!("{} 处（全部 {} 处）", found.counts[2], found.total())));
    window.click("看全部文档");
    assert!(count(&window, &found));
}

#[test]
fn words_stand_in_one_sentence_or_in_one_paragraph() {
    let mut window = searched("养老 建设");
    let sentence = expected(&window, "养老 建设", &Options::default());
    let paragraph = expected(&window, "养老 建设", &Options { within: Within::Paragraph, ..Options::default() });
    assert!(sentence.total() < paragraph.total() && count(&window, &sentence));
    window.click("同段");
    assert!(count(&window, &paragraph));
}

#[test]
fn a_bad_query_says_what_is_wrong_and_a_good_one_brings_the_rows_back() {
    let mut window = searched("/(垃圾/");
    assert!(window.shows("检索式有误") && window.shows_part("没有对应的“)”"));
    assert!(rows(&window).is_empty());
    ask(&mut window, "没有这个词");
    assert!(window.shows("没有找到 没有这个词") && window.shows_part("查了 5 份文档"));
    ask(&mut window, r"/\d+(台|个)/");
    assert!(!rows(&window).is_empty());
}

#[test]
fn initials_find_what_no_letters_do() {
    let mut window = searched("ljfl");
    let found = expected(&window, "ljfl", &Options::default());
    assert!(found.by_pinyin && window.shows(&format!("{} 处，{} 份文档，按拼音", found.total(), found.documents())));
    assert!(rows(&window)[0].0.contains("垃圾分类"));
    ask(&mut window, "\"ljfl\"");
    assert!(rows(&window).is_empty());
}

#[test]
fn examples_and_the_history_bring_queries_back() {
    let mut window = Window::first_start();
    window.ctrl(Key::Num7);
    assert_eq!(window.focused().as_deref(), Some("检索内容"));
    window.click("检索 垃圾分类");
    assert!(!rows(&window).is_empty());
    window.key(Key::Enter);
    ask(&mut window, "养老");
    window.key(Key::Enter);
    window.click("清除检索式");
    assert!(window.shows("最近检索过"), "an empty query shows the way");
    window.key(Key::ArrowUp);
    assert_eq!(window.state().concordance.query, "养老");
    window.key(Key::ArrowUp);
    assert_eq!(window.state().concordance.query, "垃圾分类");
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    assert_eq!(window.state().concordance.query, "");
    window.click("历史");
    window.click("养老");
    assert_eq!(window.state().concordance.query, "养老");
}

/// What the next frames put on the clipboard.
fn clipboard(window: &mut Window) -> Option<String> {
    let mut copied = None;
    for _ in 0..4 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        copied = commands.iter().find_map(|c| if let OutputCommand::CopyText(text) = c { Some(text.clone()) } else { None }).or(copied);
    }
    copied
}

#[test]
fn the_table_comes_onto_the_clipboard_with_sources() {
    let mut window = searched("垃圾分类");
    let found = expected(&window, "垃圾分类", &Options::default());
    window.harness.get_by_role_and_label(Role::Button, "复制表格").click();
    let copied = clipboard(&mut window).expect("a table");
    let lines: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0], ["文档", "章节", "左文", "检索词", "右文"]);
    assert_eq!(lines.len(), found.total() + 1);
    assert!(lines[1][0].starts_with("A 吴淞街道") && !lines[1][1].is_empty() && lines[1][3].contains("垃圾"), "{:?}", lines[1]);
    assert!(window.shows_part(&format!("已复制 {} 行", found.total())));
    window.settle();
    window.key(Key::Enter);
    ask(&mut window, "垃圾分类");
    window.key(Key::Enter);
    let sentence = window.copied().or_else(|| clipboard(&mut window)).expect("the row's sentence");
    assert!(sentence.contains("垃圾分类") && sentence.contains("——《"), "{sentence}");
}

#[test]
fn a_row_s_word_becomes_an_initiative() {
    let mut window = searched("党建引领");
    let row = rows(&window).first().map(|(_, rect)| rect.center()).expect("a row");
    window.harness.hover_at(row);
    window.settle();
    window.click("第 1 行的更多操作");
    window.click("把“党建引领”定为事项");
    window.click("党建");
    let decided = window.state().work.now().decisions.clone();
    let name = match decided.as_slice() {
        [Decision::Define { name, category, .. }] => (name.clone(), category.name()),
        other => panic!("{other:?}"),
    };
    assert_eq!(name, ("党建引领".to_owned(), "党建"));
    assert!(window.state().work.undoable().is_some(), "and can be taken back");
}

#[test]
fn hidden_documents_are_searched_at_a_switch_and_come_back_when_one_is_opened() {
    let mut window = searched("垃圾分类");
    let all = expected(&window, "垃圾分类", &Options::default());
    window.menu_of(&format!("文档 A {}", SAMPLES[0]));
    window.click("隐藏");
    let without = expected(&window, "垃圾分类", &Options::default());
    assert!(without.total() < all.total() && count(&window, &without));
    window.click("含隐藏的 1 份");
    assert!(count(&window, &all));
    let row = rows(&window)[0].clone();
    assert!(row.0.starts_with("A "), "{}", row.0);
    window.click_at(row.1.center());
    assert!(!window.state().documents[0].hidden && window.state().view == View::Read);
    assert!(window.panes().contains(&SAMPLES[0].to_owned()));
}

#[test]
fn what_is_selected_is_looked_for_by_a_key() {
    let mut window = searched("一网通办");
    window.key(Key::Enter);
    window.key(Key::Enter);
    assert_eq!(window.state().view, View::Read);
    window.click_beginning("文档 A ");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert_eq!(window.state().view, View::Concordance);
    assert_eq!(window.focused().as_deref(), Some("检索内容"));
}

#[test]
fn of_thousands_of_rows_only_those_in_view_are_built_in_every_size_of_window() {
    let body = "各居民区推进垃圾分类和加装电梯。".repeat(40);
    let text = |k: usize| format!("江浦路街道{}年工作要点\n\n一、重点任务\n{}", 1995 + k, format!("{body}\n").repeat(5));
    let files: Vec<(String, String)> = (0..30).map(|k| (format!("{k:02}.txt"), text(k))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let files = folder(&files);
    let mut window = Window::start(OFFICE, Startup { paths: vec![files.path().to_owned()], ..startup() });
    window.ctrl(Key::Num7);
    window.text("垃圾分类");
    assert!(window.shows("6000 处，30 份文档"));
    for size in [vec2(640.0, 420.0), vec2(820.0, 600.0), OFFICE, vec2(2560.0, 1440.0)] {
        window.harness.set_size(size);
        window.settle();
        let rows = rows(&window);
        assert!((3..60).contains(&rows.len()), "{size}: {}", rows.len());
        assert!(rows.iter().all(|(_, rect)| rect.left() >= 0.0 && rect.right() <= size.x), "{size}");
    }
    window.key(Key::Enter);
    window.key(Key::End);
    assert_eq!(window.state().concordance.cursor, 5999);
    assert!(rows(&window).len() < 60);
    window.picture();
}
