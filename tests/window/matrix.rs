//! The matrix: switch, sort, filter, from a cell to its passages, keyboard, frozen heads and names, thirty documents.

use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand, Pos2, Rect, Vec2, pos2, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiedu::compare::Initiative;
use jiedu::initiative::Lexicon;
use jiedu::ui::{Command, InitiativeFilter, MatrixColumn, View};

use crate::opening::folder;
use crate::paths::SAMPLES;
use crate::support::{OFFICE, Window, name_of, startup};

/// The first start, the matrix in front.
pub fn samples() -> Window {
    samples_at(OFFICE)
}

fn samples_at(size: Vec2) -> Window {
    let mut window = Window::start(size, startup());
    window.click("矩阵");
    window
}

/// Thirty plans of as many streets; each writes of most of some sixty initiatives, some of them several times.
pub fn thirty() -> Window {
    thirty_at(OFFICE)
}

pub fn thirty_at(size: Vec2) -> Window {
    let lexicon = Lexicon::builtin();
    let names: Vec<&str> = lexicon.entries().iter().step_by(11).map(|e| e.name.as_str()).take(60).collect();
    let streets = "东南西北春夏秋冬梅兰竹菊金木水火江河湖海风云山石松柏桃李杏桂".chars();
    let body = |k: usize| {
        let written = names.iter().enumerate().filter(|(t, _)| (k * 7 + t * 3) % 10 > 2);
        written.map(|(t, name)| format!("推进{name}。\n").repeat(1 + (k + t) % 4)).collect::<String>()
    };
    let text = |k: usize, street: char| format!("{street}门路街道2023年工作要点\n\n一、重点任务\n{}", body(k));
    let files: Vec<(String, String)> = streets.enumerate().map(|(k, street)| (format!("{k:02}.txt"), text(k, street))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let files = folder(&files);
    let mut window = Window::start(size, jiedu::ui::Startup { paths: vec![files.path().to_owned()], ..startup() });
    assert_eq!(window.state().comparison.documents.len(), 30);
    window.click("矩阵");
    window
}

/// The cells, names and heads of the matrix that are called so.
fn cells(window: &Window, wanted: impl Fn(&str) -> bool + 'static) -> Vec<Node<'_>> {
    let of_matrix = |n: &Node<'_>| matches!(n.accesskit_node().role(), Role::Cell | Role::RowHeader | Role::ColumnHeader);
    window.named(wanted).into_iter().filter(of_matrix).collect()
}

#[track_caller]
fn cell(window: &Window, name: &str) -> Rect {
    let wanted = name.to_owned();
    let found = cells(window, move |n| n == wanted);
    assert_eq!(found.len(), 1, "{name}");
    found[0].rect()
}

#[track_caller]
fn click(window: &mut Window, name: &str) {
    let at = cell(window, name).center();
    window.click_at(at);
}

/// The initiatives of the rows that show, from top to bottom, and where they stand. The keyboard's row is built wherever it is.
fn rows(window: &Window) -> Vec<(String, Rect)> {
    let heads = window.harness.root().children_recursive().filter(|n| n.accesskit_node().role() == Role::RowHeader);
    let top = cells(window, |n| n.starts_with("事项，")).first().map_or(0.0, |n| n.rect().bottom());
    let all = heads.filter_map(|n| Some((name_of(&n)?.split('，').next()?.to_owned(), n.rect())));
    all.filter(|(_, rect)| rect.bottom() > top && rect.top() < window.harness.ctx.content_rect().bottom()).collect()
}

fn names(window: &Window) -> Vec<String> {
    rows(window).into_iter().map(|(name, _)| name).collect()
}

/// The first initiative that `wanted` accepts, in the order of the rows by policy area.
fn find(window: &Window, wanted: impl Fn(&Initiative) -> bool) -> Initiative {
    window.state().comparison.initiatives.iter().find(|i| wanted(i)).expect("an initiative").clone()
}

fn is_in(initiative: &Initiative, document: usize) -> bool {
    initiative.mentions_in(document).next().is_some()
}

/// The name of a document's cell.
fn cell_name(initiative: &Initiative, document: usize) -> String {
    match initiative.mentions_in(document).count() {
        0 => format!("{}，{}，未提及", initiative.name, SAMPLES[document]),
        n => format!("{}，{}，{n} 处", initiative.name, SAMPLES[document]),
    }
}

/// Types into the field above the matrix, in place of what stands there.
fn filter(window: &mut Window, text: &str) {
    window.click("筛选矩阵里的事项");
    window.ctrl(Key::A);
    window.key(Key::Backspace);
    window.text(text);
}

/// The number of rows as it stands beside the filters.
fn count(window: &Window) -> usize {
    let said = window.named(|n| n.strip_suffix(" 项").is_some_and(|n| n.parse::<usize>().is_ok()));
    said.iter().find_map(name_of).and_then(|n| n.trim_end_matches(" 项").parse().ok()).expect("a number of rows")
}

fn wheel(window: &mut Window, at: Pos2, by: Vec2) {
    window.harness.hover_at(at);
    window.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: by,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    window.settle();
}

#[test]
fn the_switch_and_its_keys_show_the_views_and_the_state_remembers() {
    let mut window = Window::first_start();
    assert_eq!(window.state().view, View::Read);
    window.click("矩阵");
    assert_eq!(window.state().view, View::Matrix);
    assert!(window.panes().is_empty());
    assert!(!rows(&window).is_empty());
    window.ctrl(Key::Num1);
    assert_eq!(window.state().view, View::Read);
    assert!(!window.panes().is_empty() && rows(&window).is_empty());
    window.ctrl(Key::Num2);
    assert_eq!(window.state().view, View::Matrix);
    window.click("对读");
    assert_eq!(window.state().view, View::Read);
}

#[test]
fn the_switch_keeps_clear_of_the_tools_beside_it() {
    for width in [800.0, 1280.0, 2560.0] {
        let window = Window::start(vec2(width, 600.0), startup());
        let (open, read) = (window.place(Role::Button, "打开…"), window.place(Role::RadioButton, "对读"));
        let (matrix, tools) = (window.place(Role::RadioButton, "矩阵"), window.place(Role::Button, "查找或输入命令…"));
        assert!(open.right() < read.left() && read.right() <= matrix.left() && matrix.right() < tools.left(), "{width}: {matrix} {tools}");
    }
}

#[test]
fn every_shared_initiative_has_a_row_with_a_cell_per_document() {
    let window = samples();
    let (shared, first) = {
        let state = window.state();
        let shared: Vec<Initiative> = state.comparison.initiatives.iter().filter(|i| i.is_shared()).cloned().collect();
        (shared.len(), shared[0].clone())
    };
    assert_eq!(count(&window), shared);
    assert_eq!(names(&window)[0], first.name);
    for document in 0..SAMPLES.len() {
        cell(&window, &cell_name(&first, document));
    }
    cell(&window, &format!("{}，共 {} 处", first.name, first.mentions.len()));
    cell(&window, &format!("{}，共 {} 份文档", first.name, first.document_count()));
    let lacking = find(&window, |i| i.is_shared() && !is_in(i, 0));
    cell(&window, &format!("{}，{}，未提及", lacking.name, SAMPLES[0]));
    assert!(cells(&window, |n| n.contains("，0 处")).is_empty(), "an absence is no zero");
}

#[test]
fn a_head_sorts_reverses_and_gives_the_categories_back() {
    let mut window = samples();
    let before = names(&window);
    assert!(window.shows("事项，按类别排列，点击按名称排序"));
    let column = format!("B {}", SAMPLES[1]);
    click(&mut window, &format!("{column}，点击排序"));
    let counts = |window: &Window| -> Vec<usize> {
        let state = window.state();
        let count = |name: String| state.comparison.initiatives.iter().find(|i| i.name == name).map(|i| i.mentions_in(1).count());
        names(window).into_iter().filter_map(count).collect()
    };
    let greatest = window.state().comparison.initiatives.iter().filter(|i| i.is_shared()).map(|i| i.mentions_in(1).count()).max();
    let down = counts(&window);
    assert!(down.len() > 15 && down.is_sorted_by(|a, b| a >= b) && Some(down[0]) == greatest, "{down:?}");
    click(&mut window, &format!("{column}，已从多到少排序"));
    let up = counts(&window);
    assert!(up.is_sorted() && up[0] == 0, "{up:?}");
    click(&mut window, &format!("{column}，已从少到多排序"));
    assert_eq!(names(&window), before);
    click(&mut window, "事项，按类别排列，点击按名称排序");
    click(&mut window, "事项，已按名称排序");
    assert_eq!(window.state().matrix.sorted_by, Some((MatrixColumn::Name, true)));
    click(&mut window, "提及的文档份数，点击排序");
    let documents = window.state().comparison.documents.len();
    let widest = names(&window)[0].clone();
    assert_eq!(find(&window, |i| i.name == widest).document_count(), documents);
}

#[test]
fn the_filters_narrow_the_rows_and_the_list_keeps_its_own() {
    let mut window = samples();
    let (shared, all, lacking, digital) = {
        let state = window.state();
        let initiatives = &state.comparison.initiatives;
        let count = |wanted: &dyn Fn(&Initiative) -> bool| initiatives.iter().filter(|i| wanted(i)).count();
        (count(&|i| i.is_shared()), initiatives.len(), count(&|i| !is_in(i, 2)), count(&|i| i.category.name() == "数字治理"))
    };
    window.click(&format!("矩阵只看独有 {}", all - shared));
    assert_eq!(count(&window), all - shared);
    window.click(&format!("矩阵看全部 {all}"));
    assert_eq!(count(&window), all);
    window.click("全部类别…");
    window.click("数字治理");
    assert_eq!(count(&window), digital);
    window.click("数字治理…");
    window.click("全部类别");
    window.click("矩阵只看缺失…");
    window.click(&format!("C {}（缺 {lacking} 项）", SAMPLES[2]));
    assert_eq!(count(&window), lacking);
    assert!(names(&window).into_iter().all(|name| !is_in(&find(&window, |i| i.name == name), 2)));
    assert_eq!(window.state().filter, InitiativeFilter::Shared, "the list's filter is its own");

    filter(&mut window, "垃圾");
    let narrowed = count(&window);
    assert!((1..lacking).contains(&narrowed), "{narrowed}");
    filter(&mut window, "没有这样的事项");
    assert!(window.shows("没有符合筛选的事项"));
    window.click("显示全部事项");
    assert_eq!(count(&window), all);
}

#[test]
fn a_cell_leads_to_its_passage_and_the_other_panes_stand_at_theirs() {
    let mut window = samples();
    let initiative = find(&window, |i| i.is_shared() && is_in(i, 0) && is_in(i, 4) && i.mentions_in(4).any(|m| m.span.start.0 > 6000));
    filter(&mut window, &initiative.name);
    click(&mut window, &cell_name(&initiative, 4));
    assert_eq!(window.state().view, View::Read);
    assert_eq!(window.state().selected.as_ref(), Some(&initiative.id));
    assert!(window.panes().contains(&SAMPLES[4].to_owned()), "the document was brought in");
    for index in [0, 4] {
        let label = SAMPLES[index];
        let rect = window.place(Role::Document, label);
        let state = window.state();
        let reader = &state.panes[&state.compared[index]].reader;
        let start = initiative.mentions_in(index).next().unwrap().span.start;
        let y = rect.top() + (reader.y_of(start) - reader.scroll_y()) as f32;
        assert!(rect.y_range().contains(y) && rect.y_range().contains(y + 20.0), "{label}: {y} of {rect}");
    }
    window.ctrl(Key::Num2);
    assert_eq!(window.focused(), Some(cell_name(&initiative, 4)), "back at the cell that was left");
}

#[test]
fn a_cell_without_mentions_brings_the_document_in_which_says_so() {
    let mut window = samples();
    let initiative = find(&window, |i| i.is_shared() && is_in(i, 0) && !is_in(i, 3));
    filter(&mut window, &initiative.name);
    click(&mut window, &cell_name(&initiative, 3));
    assert_eq!(window.state().view, View::Read);
    let pane = window.place(Role::Document, SAMPLES[3]);
    let words = format!("{}　本文未提及", initiative.name);
    let said = window.named(move |n| n == words);
    assert!(said.iter().any(|l| pane.x_range().contains(l.rect().center().x) && l.rect().bottom() <= pane.top()));
}

#[test]
fn a_name_chooses_and_the_evidence_shows_its_passages() {
    let mut window = samples();
    assert!(window.shows("显示依据"));
    let initiative = find(&window, |i| i.is_shared() && !is_in(i, 1));
    let row = format!("{}，{} 份文档，{} 处", initiative.name, initiative.document_count(), initiative.mentions.len());
    click(&mut window, &row);
    assert_eq!(window.state().selected.as_ref(), Some(&initiative.id));
    assert_eq!(window.state().view, View::Matrix);
    let sentence = {
        let state = window.state();
        let mention = &initiative.mentions[0];
        let text = &state.comparison.documents[mention.document].text;
        jiedu::text::sentence_around(text, mention.span.start).of(text).to_owned()
    };
    assert!(window.shows(&sentence), "{sentence}");
    // A quote leads to the text.
    let at = window.named(move |n| n == sentence)[0].rect().left_top() + vec2(20.0, 8.0);
    window.click_at(at);
    assert_eq!(window.state().view, View::Read);
    window.ctrl(Key::Num2);
    click(&mut window, &row);
    assert_eq!(window.state().selected, None, "a second click takes the choice back");
    assert!(window.shows("显示依据"));
}

#[test]
fn in_a_low_window_the_evidence_leaves_the_rows_their_room() {
    let mut window = samples_at(vec2(1000.0, 450.0));
    window.keys(Modifiers::ALT, Key::ArrowDown);
    assert!(window.state().selected.is_some() && window.shows("显示依据"));
    assert!(rows(&window).len() > 5);
}

#[test]
fn choosing_in_the_list_scrolls_to_the_row_and_says_where_it_is_filtered_out() {
    let mut window = samples();
    let last = window.state().listed().last().unwrap().name.clone();
    assert!(!names(&window).contains(&last));
    window.keys(Modifiers::ALT, Key::ArrowUp);
    let (_, rect) = rows(&window).into_iter().find(|(name, _)| *name == last).expect("its row");
    let head = cell(&window, "事项，按类别排列，点击按名称排序");
    assert!(rect.top() >= head.bottom() && rect.bottom() < OFFICE.y - 190.0, "{rect}");
    window.click_beginning("矩阵只看独有");
    assert!(window.shows_part("项，不含所选事项"));
}

#[test]
fn the_keyboard_goes_from_cell_to_cell_and_opens_the_passages() {
    let mut window = Window::first_start();
    window.ctrl(Key::Num2);
    let first = {
        let state = window.state();
        state.comparison.initiatives.iter().find(|i| i.is_shared()).unwrap().clone()
    };
    assert_eq!(window.focused().unwrap(), format!("{}，{} 份文档，{} 处", first.name, first.document_count(), first.mentions.len()));
    window.key(Key::ArrowRight);
    assert_eq!(window.focused().unwrap(), cell_name(&first, 0));
    window.key(Key::ArrowUp);
    assert_eq!(window.focused().unwrap(), format!("A {}，点击排序", SAMPLES[0]));
    window.key(Key::Enter);
    assert_eq!(window.focused().unwrap(), format!("A {}，已从多到少排序", SAMPLES[0]));
    window.key(Key::Enter);
    window.key(Key::Enter);
    window.keys(Modifiers::COMMAND, Key::End);
    let last = window.state().comparison.initiatives.iter().rfind(|i| i.is_shared()).unwrap().clone();
    assert_eq!(window.focused().unwrap(), cell_name(&last, 0));
    let rect = cell(&window, &cell_name(&last, 0));
    assert!(rect.bottom() < OFFICE.y - 30.0, "it came into view: {rect}");
    window.key(Key::End);
    assert_eq!(window.focused().unwrap(), format!("{}，共 {} 份文档", last.name, last.document_count()));
    window.key(Key::Home);
    window.key(Key::PageUp);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    let there = window.focused().unwrap();
    assert!(there.contains(SAMPLES[1]), "{there}");
    window.key(Key::Enter);
    assert_eq!(window.state().view, View::Read);
    assert!(there.starts_with(&format!("{}，", window.state().selected_initiative().unwrap().name)));
    assert!(window.panes().contains(&SAMPLES[1].to_owned()));
}

#[test]
fn tab_comes_to_the_matrix_once_and_leaves_it() {
    let mut window = samples();
    let mut stops = Vec::new();
    for _ in 0..90 {
        window.key(Key::Tab);
        stops.extend(window.focused());
    }
    let first = names(&window)[0].clone();
    let inside = |name: &&String| name.starts_with(&format!("{first}，")) && !name.ends_with("自动发现");
    assert!(stops.iter().any(|name| inside(&name)), "{stops:#?}");
    assert!(stops.contains(&"复制表格".to_owned()) && stops.contains(&"打印…".to_owned()));
    let heads = stops.iter().filter(|name| name.ends_with("点击排序")).count();
    assert_eq!(heads, 0, "the heads are reached with the arrow keys");
}

/// Presses 复制表格; what came onto the clipboard.
fn copied_table(window: &mut Window) -> String {
    window.harness.get_by_role_and_label(Role::Button, "复制表格").click();
    let mut copied = None;
    for _ in 0..4 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        copied = commands.iter().find_map(|c| if let OutputCommand::CopyText(text) = c { Some(text.clone()) } else { None }).or(copied);
    }
    copied.expect("a table on the clipboard")
}

#[test]
fn the_table_comes_onto_the_clipboard_as_it_shows() {
    let mut window = samples();
    filter(&mut window, "垃圾");
    click(&mut window, "各文档提及的总处数，点击排序");
    let shown = names(&window);
    let copied = copied_table(&mut window);
    let lines: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0][..3], ["事项", "类别", &format!("A {}", SAMPLES[0])]);
    assert_eq!(lines[0][7..], ["处", "份"]);
    assert_eq!(lines[1..].iter().map(|line| line[0].to_owned()).collect::<Vec<_>>(), shown);
    assert!(copied.contains("未提及") && !copied.contains("\t0\t"));
    assert!(window.shows_part(&format!("已复制 {} 项事项的表格", shown.len())));
}

#[test]
fn heads_and_names_stay_and_all_parts_move_together() {
    let mut window = thirty();
    let first = "事项，按类别排列，点击按名称排序";
    let street = "A 东门路街道 2023 工作要点，点击排序";
    let (corner, head) = (cell(&window, first), cell(&window, street));
    let top = rows(&window)[0].clone();

    // By wheel: over the names down, over the cells to the right.
    wheel(&mut window, top.1.center() + vec2(0.0, 200.0), vec2(0.0, -400.0));
    let moved = rows(&window);
    assert!(!moved.iter().any(|(name, _)| *name == top.0), "{moved:?}");
    assert_eq!(cell(&window, first), corner);
    assert_eq!(cell(&window, street), head, "the heads keep their place while rows scroll");
    wheel(&mut window, pos2(1000.0, 500.0), vec2(-500.0, 0.0));
    assert_eq!(cell(&window, first), corner);
    assert!(cells(&window, move |n| n == street).is_empty(), "scrolled out to the left");
    for (name, rect) in rows(&window) {
        assert_eq!(rect.left(), corner.left(), "{name}: names keep their place while columns scroll");
    }
    assert_aligned(&window);

    // By the bar at the right.
    let bar = Rect::from_min_max(pos2(1262.0, 145.0), pos2(1264.0, 740.0));
    window.harness.drag_at(bar.center_top() + vec2(0.0, 100.0));
    window.harness.step();
    for k in 1..=10 {
        window.harness.hover_at(bar.center_top() + vec2(0.0, 100.0 + 20.0 * k as f32));
        window.harness.step();
        assert_aligned(&window);
    }
    let dragged = rows(&window)[0].0.clone();
    assert_ne!(dragged, moved[0].0);
    let up = bar.center_top() + vec2(0.0, 300.0);
    window.harness.drop_at(up);
    window.settle();
    assert_aligned(&window);

    // By drawing the names themselves.
    let names = rows(&window);
    let from = names[8].1.center();
    window.harness.drag_at(from);
    window.harness.step();
    for k in 1..=10 {
        window.harness.hover_at(from + vec2(0.0, 12.0 * k as f32));
        window.harness.step();
        assert_aligned(&window);
    }
    window.harness.drop_at(from + vec2(0.0, 120.0));
    window.settle();
    assert_ne!(rows(&window)[8].0, names[8].0);
    assert_eq!(window.state().view, View::Matrix, "drawing is no click");
    assert_eq!(window.state().selected, None);
}

/// Every cell stands exactly in its name's row and its head's column.
#[track_caller]
fn assert_aligned(window: &Window) {
    let rows = rows(window);
    let all = cells(window, |n| n.contains('，'));
    let heads: Vec<(String, Rect)> = all
        .iter()
        .filter(|n| n.accesskit_node().role() == Role::ColumnHeader)
        .filter_map(|n| Some((name_of(n)?.split('，').next()?.to_owned(), n.rect())))
        .collect();
    let mut checked = 0;
    for (cell, rect) in all.iter().filter(|n| n.accesskit_node().role() == Role::Cell).filter_map(|n| Some((name_of(n)?, n.rect()))) {
        let parts: Vec<&str> = cell.split('，').collect();
        // The keyboard's cell is built wherever it is.
        let Some((_, row)) = rows.iter().find(|(name, _)| *name == parts[0]) else { continue };
        assert_eq!((rect.top(), rect.bottom()), (row.top(), row.bottom()), "{cell}");
        if let Some((_, head)) = heads.iter().find(|(name, _)| name.split_once(' ').is_some_and(|(_, label)| label == parts[1])) {
            assert_eq!((rect.left(), rect.right()), (head.left(), head.right()), "{cell}");
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked} cells");
}

#[test]
fn only_what_shows_is_built() {
    let window = thirty();
    let built = cells(&window, |n| n.contains('，')).len();
    let all = window.state().comparison.initiatives.len() * 33;
    assert!(all > 1900 && built < 400, "{built} of {all}");
}

#[test]
fn a_document_chosen_in_the_list_brings_its_column_into_view() {
    let mut window = thirty();
    let head = "27 桃门路街道 2023 工作要点，点击排序";
    assert!(!window.shows(head));
    window.focus("文档 27 桃门路街道 2023 工作要点");
    window.key(Key::Enter);
    let rect = cell(&window, head);
    let corner = cell(&window, "事项，按类别排列，点击按名称排序");
    assert!(rect.left() >= corner.right() && rect.right() <= OFFICE.x - 12.0, "{rect}");
    assert_aligned(&window);
}

#[test]
fn a_closed_document_takes_its_column_its_order_and_its_filter_along() {
    let mut window = samples();
    click(&mut window, &format!("B {}，点击排序", SAMPLES[1]));
    window.click("矩阵只看缺失…");
    window.click_beginning("B ");
    window.menu_of(&format!("文档 B {}", SAMPLES[1]));
    window.click("关闭");
    assert!(window.shows("事项，按类别排列，点击按名称排序"));
    let shared = window.state().comparison.initiatives.iter().filter(|i| i.is_shared()).count();
    assert_eq!(count(&window), shared);
    assert!(window.shows(&format!("B {}，点击排序", SAMPLES[2])), "the next one moves up");
}

#[test]
fn where_there_is_nothing_to_show_the_matrix_says_what_to_do() {
    let mut window = samples();
    for (index, name) in SAMPLES.iter().enumerate().skip(1) {
        window.menu_of(&format!("文档 {} {name}", jiedu::ui::AppState::letter(index)));
        window.click("隐藏");
    }
    assert!(window.shows("还没有可以比的"));
    window.click("显示全部事项");
    assert!(count(&window) > 50);
    window.click("矩阵只看缺失…");
    window.click_beginning("A ");
    assert!(window.shows("没有缺失的事项"));
    window.open_menu("全部关闭");
    assert!(window.shows("把街道的工作计划、总结拖到这里"));
    window.ctrl(Key::Num1);
    assert!(window.shows("把街道的工作计划、总结拖到这里"));
}

#[test]
fn every_control_of_the_matrix_has_a_name_at_any_size() {
    for size in [OFFICE, vec2(820.0, 600.0), vec2(640.0, 420.0), vec2(320.0, 240.0)] {
        let mut window = Window::start(size, startup());
        // By key: in the narrowest the tools lie over each other.
        window.ctrl(Key::Num2);
        window.keys(Modifiers::ALT, Key::ArrowDown);
        let unnamed = window.unnamed_clickable();
        assert!(unnamed.is_empty(), "{size}: {unnamed:?}");
        window.key(Key::ArrowRight);
        window.key(Key::ArrowDown);
        window.picture();
        window.harness.set_size(vec2(700.0, 500.0));
        window.settle();
        assert!(!rows(&window).is_empty(), "{size}");
    }
}

#[test]
fn a_table_that_comes_up_later_takes_the_keyboard_from_nobody() {
    let mut window = samples();
    filter(&mut window, "没有这样的事项");
    window.ctrl(Key::Num1);
    window.ctrl(Key::Num2);
    filter(&mut window, "垃圾");
    assert!(!rows(&window).is_empty());
    assert_eq!(window.focused().unwrap(), "筛选矩阵里的事项");
}

#[test]
fn a_few_rows_and_a_few_columns_come_to_rest_in_every_size() {
    // The harness panics where a window does not come to rest: the room of one bar must not call for the other in turn.
    let mut window = thirty();
    let name = names(&window)[3].clone();
    filter(&mut window, &name);
    for (width, height) in [(640.0, 420.0), (700.0, 300.0), (980.0, 232.0), (1280.0, 240.0), (2560.0, 250.0), (2560.0, 1440.0)] {
        window.harness.set_size(vec2(width, height));
        window.settle();
    }
    assert_eq!(names(&window), [name]);
}

#[test]
fn the_steps_of_find_lead_from_the_matrix_to_the_text() {
    let mut window = samples();
    window.ctrl(Key::F);
    window.text("社区");
    assert_eq!(window.state().view, View::Matrix, "not before it is asked for");
    window.key(Key::Enter);
    assert_eq!(window.state().view, View::Read);
    assert!(!window.panes().is_empty());
}

/// A window on the matrix of three streets with two years each.
pub fn streets_and_years(size: Vec2) -> Window {
    let body = |k: usize| {
        let all = ["推进垃圾分类。", "推进加装电梯。", "建设一网统管。", "推进飞线充电治理。", "开展河长制巡查。"];
        all.iter().enumerate().filter(|(t, _)| !(k + t).is_multiple_of(3)).map(|(_, one)| format!("{one}\n")).collect::<String>()
    };
    let mut files = Vec::new();
    for (k, street) in ["东门路街道", "西门路街道", "南门路街道"].into_iter().enumerate() {
        for year in [2022, 2023] {
            let text = format!("{street}{year}年工作要点\n\n一、重点任务\n{}", body(k + year % 2));
            files.push((format!("{k}-{year}.txt"), text));
        }
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let files = folder(&files);
    let mut window = Window::start(size, jiedu::ui::Startup { paths: vec![files.path().to_owned()], ..startup() });
    // A narrow bar has no room for the switch.
    window.ctrl(Key::Num2);
    window
}

/// The documents' heads, from left to right.
fn heads(window: &Window) -> Vec<String> {
    let mut all: Vec<(f32, String)> = cells(window, |n| n.contains("工作要点，") && n.contains("排序"))
        .iter()
        .filter(|n| n.accesskit_node().role() == Role::ColumnHeader)
        .filter_map(|n| Some((n.rect().left(), name_of(n)?.split('，').next()?.to_owned())))
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn streets_and_years_choose_the_columns_and_the_counts_follow() {
    let mut window = streets_and_years(vec2(1600.0, 800.0));
    assert_eq!(heads(&window).len(), 6);
    let before = window.named(|n| n.starts_with("矩阵只看共有 ")).iter().find_map(name_of).expect("how many are shared");
    window.click("矩阵显示的街道：全部");
    window.click("西门路街道（2 份）");
    // The list stays open: another street can be chosen at once.
    window.click("南门路街道（2 份）");
    window.key(Key::Escape);
    assert!(window.shows("矩阵显示的街道：南门路街道、西门路街道"), "the button says which");
    let both = ["C 西门路街道 2022", "D 西门路街道 2023", "E 南门路街道 2022", "F 南门路街道 2023"].map(|head| format!("{head} 工作要点"));
    assert_eq!(heads(&window), both);
    window.click("矩阵显示的年份：全部");
    window.click("2023 年（3 份）");
    window.key(Key::Escape);
    assert_eq!(heads(&window).len(), 2);
    let after = window.named(|n| n.starts_with("矩阵只看共有 ")).iter().find_map(name_of).expect("how many are shared");
    assert_ne!(before, after, "of two documents fewer are shared");
    let shared = window.state().comparison.initiatives.iter().filter(|i| [3, 5].iter().all(|d| is_in(i, *d))).count();
    assert_eq!(after, format!("矩阵只看共有 {shared}"));
    assert_eq!(count(&window), shared);
    let copied = copied_table(&mut window);
    let head: Vec<&str> = copied.lines().next().expect("heads").split('\t').collect();
    assert_eq!(head, ["事项", "类别", both[1].as_str(), both[3].as_str(), "处", "份"]);
    // From a cell under the second head to the passages of that document, not of the comparison's second one.
    let name = names(&window)[0].clone();
    let cell = cells(&window, move |n| n.starts_with(&format!("{name}，南门路街道 2023"))).first().map(|n| n.rect().center());
    window.click_at(cell.expect("a cell of the document"));
    assert!(window.panes().contains(&"南门路街道 2023 工作要点".to_owned()));
}

#[test]
fn the_menus_of_streets_and_years_go_by_keyboard_and_clear_with_the_filters() {
    let mut window = streets_and_years(OFFICE);
    window.focus("矩阵显示的年份：全部");
    window.key(Key::Enter);
    let reach = |window: &mut Window, wanted: &str| {
        for _ in 0..12 {
            if window.focused().as_deref() == Some(wanted) {
                return;
            }
            window.key(Key::Tab);
        }
        panic!("{wanted} is not reached: {:?}", window.focused());
    };
    reach(&mut window, "2022 年（3 份）");
    window.key(Key::Space);
    assert_eq!(heads(&window).len(), 3);
    window.key(Key::Escape);
    window.click("矩阵显示的街道：全部");
    window.click("东门路街道（2 份）");
    window.key(Key::Escape);
    // Of one document alone nothing is shared: the view says so and what to do.
    assert!(heads(&window).is_empty() && window.shows("没有符合筛选的事项"));
    window.click("显示全部事项");
    assert_eq!(heads(&window).len(), 6);
}

#[test]
fn a_chosen_street_that_is_closed_asks_for_nothing_any_more() {
    let mut window = streets_and_years(OFFICE);
    window.click("矩阵显示的街道：全部");
    window.click("东门路街道（2 份）");
    window.key(Key::Escape);
    for _ in 0..2 {
        let first = window.state().documents[0].key;
        window.command(Command::Close(first));
    }
    assert_eq!(heads(&window).len(), 4);
}
