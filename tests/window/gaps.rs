//! The gaps: which document, which question, filters, from a quote to the passages, keyboard, thirty documents.

use egui::accesskit::Role;
use egui::{Key, OutputCommand, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiedu::compare::{GapSide, Initiative};
use jiedu::ui::View;

use crate::opening::folder;
use crate::paths::SAMPLES;
use crate::support::{OFFICE, Window, name_of, plan, startup};

fn gaps_at(size: Vec2) -> Window {
    let mut window = Window::start(size, startup());
    window.ctrl(Key::Num3);
    window
}

/// The names of the rows that are built, from top to bottom.
fn rows(window: &Window) -> Vec<String> {
    let items = window.names(Role::ListItem);
    items.into_iter().filter_map(|name| Some(name.split('，').next()?.to_owned())).collect()
}

fn is_in(initiative: &Initiative, document: usize) -> bool {
    initiative.mentions_in(document).next().is_some()
}

fn find(window: &Window, name: &str) -> Initiative {
    window.state().comparison.initiatives.iter().find(|i| i.name == name).expect("an initiative").clone()
}

/// What a document lacks and so many others have at least.
fn lacking(window: &Window, document: usize, least: usize) -> usize {
    let state = window.state();
    state.comparison.initiatives.iter().filter(|i| !is_in(i, document) && i.document_count() >= least).count()
}

#[test]
fn what_the_others_have_and_the_first_lacks_stands_first_by_how_many() {
    let window = gaps_at(OFFICE);
    assert_eq!(window.state().view, View::Gaps);
    let all = lacking(&window, 0, 1);
    assert!(window.shows(&format!("别的文档有、它未提及的 {all} 项")));
    assert!(window.shows_part("“未提及”只说明这份文本里没有写到，不等于没有做"));
    let names = rows(&window);
    assert!(names.len() > 4, "{names:?}");
    let counts: Vec<usize> = names.iter().map(|n| find(&window, n).document_count()).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
    assert!(names.iter().all(|n| !is_in(&find(&window, n), 0)));
}

#[test]
fn quotes_show_the_marks_of_footnotes_as_panes_do_and_copies_keep_them() {
    let body = "推进垃圾分类[^1]工作，深化“两网融合”[^2]，建设一网统管。\n\n[^1]: 指生活垃圾。\n[^2]: 指两张网。";
    let plain = "推进一网统管。";
    let files = [plan("江浦路街道", 2023, plain), plan("大桥街道", 2023, body)];
    let files = folder(&[("a.txt", files[0].as_bytes()), ("b.txt", files[1].as_bytes())]);
    let mut window = Window::with_files([files.path().to_owned()]);
    assert!(window.state().comparison.documents[1].text.contains("垃圾分类[^1]"), "the marks are in the text");
    let raw = |window: &Window| window.named(|n| n.contains("[^")).iter().filter_map(name_of).collect::<Vec<_>>();
    let in_texts = |name: &String| name.contains("[^1]工作") && name.contains("[^2]，建设");
    for key in [Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6] {
        window.ctrl(key);
        let raw: Vec<String> = raw(&window).into_iter().filter(|name| !in_texts(name)).collect();
        assert!(raw.is_empty(), "{key:?}: {raw:?}");
    }
    window.command(jiedu::ui::Command::Concordance(jiedu::ui::ConcordanceCommand::Search(Some("两网".to_owned()))));
    assert!(window.shows_part("两网融合”，建设"), "{:?}", window.names(Role::ListItem));
    assert!(raw(&window).is_empty(), "{:?}", raw(&window));
    window.ctrl(Key::Num1);
    window.read("大桥街道 2023 工作要点");
    window.ctrl(Key::A);
    assert!(window.copied().is_some_and(|text| text.contains("垃圾分类[^1]工作")), "a copy has the source's marks");
}

#[test]
fn another_document_is_looked_at_and_the_question_turned_round() {
    let mut window = gaps_at(OFFICE);
    window.click(&format!("看 C {} 的差距", SAMPLES[2]));
    let all = lacking(&window, 2, 1);
    assert!(window.shows(&format!("别的文档有、它未提及的 {all} 项")));
    assert!(rows(&window).iter().all(|n| !is_in(&find(&window, n), 2)));
    window.click_beginning("它有，别家少");
    assert_eq!(window.state().gaps.side, GapSide::Ahead);
    let names = rows(&window);
    assert!(!names.is_empty() && names.iter().all(|n| is_in(&find(&window, n), 2) && find(&window, n).document_count() == 1), "{names:?}");
    window.click_beginning("它有的：另 2 份以内");
    assert!(window.shows_part("只有它、或另外至多 2 份提到的"));
}

#[test]
fn filters_narrow_the_rows_and_are_cleared() {
    let mut window = gaps_at(OFFICE);
    let three = lacking(&window, 0, 3);
    window.click(&format!("别家有的：3 份以上 {three}"));
    assert!(rows(&window).iter().all(|n| find(&window, n).document_count() >= 3));
    assert!(window.shows_part(&format!("其中 3 份以上都有的 {three} 项")));
    window.click("有数字");
    assert!(window.state().gaps.numbers && window.shows_part("筛出"));
    window.click("有数字");
    window.click("筛选差距里的事项");
    window.text("没有这样的事项");
    assert!(window.shows("没有符合筛选的事项"));
    window.click("清除筛选");
    assert!(!rows(&window).is_empty());
    assert_eq!(window.state().gaps.least, 0);
}

#[test]
fn a_quote_leads_to_the_passages_side_by_side() {
    let mut window = gaps_at(OFFICE);
    window.click(&format!("看 E {} 的差距", SAMPLES[4]));
    let name = rows(&window)[0].clone();
    let initiative = find(&window, &name);
    let links = window.names(Role::Link);
    let document = (0..4).find(|d| is_in(&initiative, *d)).expect("another has it");
    let wanted = links.iter().find(|l| l.starts_with(SAMPLES[document])).expect("its quote").clone();
    let at = window.named(move |n| n == wanted)[0].rect().center();
    window.click_at(at);
    assert_eq!(window.state().view, View::Read);
    assert_eq!(window.state().selected.as_ref(), Some(&initiative.id));
    let panes = window.panes();
    assert!(panes.contains(&SAMPLES[4].to_owned()) && panes.contains(&SAMPLES[document].to_owned()), "{panes:?}");
}

#[test]
fn a_row_opens_to_all_quotes_and_closes() {
    let mut window = gaps_at(OFFICE);
    let name = rows(&window)[0].clone();
    let initiative = find(&window, &name);
    window.click_beginning(&format!("{name}，"));
    assert!(window.state().gaps.ledger.open.contains(&initiative.id));
    assert_eq!(window.state().selected.as_ref(), Some(&initiative.id), "the rail follows");
    for document in (0..5).filter(|d| is_in(&initiative, *d)) {
        let label = SAMPLES[document];
        assert!(!window.named(move |n| n.starts_with(&format!("{label}："))).is_empty(), "{label}");
    }
    window.click("全部收起");
    assert!(window.state().gaps.ledger.open.is_empty());
}

#[test]
fn the_keyboard_goes_through_rows_and_quotes_and_into_the_passages() {
    let mut window = gaps_at(OFFICE);
    window.ctrl(Key::Num1);
    window.ctrl(Key::Num3);
    assert_eq!(window.focused().as_deref(), Some("差距的事项"));
    window.key(Key::ArrowDown);
    let cursor = window.state().gaps.ledger.cursor.clone().expect("a cursor");
    let second = rows(&window)[1].clone();
    assert_eq!(cursor.initiative, find(&window, &second).id);
    window.key(Key::ArrowRight);
    assert!(window.state().gaps.ledger.open.contains(&cursor.initiative));
    window.key(Key::ArrowDown);
    assert_eq!(window.state().gaps.ledger.cursor.as_ref().map(|c| c.part), Some(1));
    window.key(Key::ArrowLeft);
    assert_eq!(window.state().gaps.ledger.cursor.as_ref().map(|c| c.part), Some(0));
    window.key(Key::ArrowLeft);
    assert!(window.state().gaps.ledger.open.is_empty());
    window.key(Key::End);
    window.key(Key::Home);
    window.key(Key::Enter);
    assert_eq!(window.state().view, View::Read);
    assert!(window.state().selected.is_some());
}

#[test]
fn the_table_is_copied_with_a_quote_for_each_document() {
    let mut window = gaps_at(OFFICE);
    let all = lacking(&window, 0, 1);
    window.harness.get_by_role_and_label(Role::Button, "复制表格").click();
    let mut copied = None;
    for _ in 0..4 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        copied = copied.or(commands.iter().find_map(|c| if let OutputCommand::CopyText(text) = c { Some(text.clone()) } else { None }));
    }
    let copied = copied.expect("a table");
    let lines: Vec<Vec<&str>> = copied.lines().map(|l| l.split('\t').collect()).collect();
    assert_eq!(lines.len(), all + 1);
    assert!(lines.iter().all(|l| l.len() == 4 + 4));
    assert!(lines[1..].iter().all(|l| l[4..].iter().any(|quote| *quote != "未提及")));
    window.settle();
    assert!(window.shows_part(&format!("已复制 {all} 项事项")));
}

#[test]
fn one_document_has_no_gaps_and_the_view_says_what_to_do() {
    let one = plan("江浦路街道", 2023, "抓好党建引领。");
    let files = folder(&[("a.txt", one.as_bytes())]);
    let mut window = Window::with_files([files.path().to_owned()]);
    window.click("差距");
    assert!(window.shows("还没有可以比的"));
    window.open_menu("全部关闭");
    assert!(window.state().compared.is_empty());
}

#[test]
fn narrow_and_low_windows_show_the_rows_and_name_every_control() {
    for size in [vec2(640.0, 420.0), vec2(820.0, 600.0), OFFICE, vec2(2560.0, 1440.0)] {
        let window = gaps_at(size);
        assert!(!rows(&window).is_empty(), "{size}");
        let unnamed = window.unnamed_clickable();
        assert!(unnamed.is_empty(), "{size}: {unnamed:?}");
        for item in window.named(|n| n.contains("份其他文档提及")) {
            assert!(item.rect().right() <= size.x, "{size}: {:?} {:?}", name_of(&item), item.accesskit_node().role());
        }
    }
}

#[test]
fn thirty_documents_are_chosen_in_a_menu_and_only_rows_in_view_are_built() {
    let mut window = crate::matrix::thirty();
    window.click("差距");
    let (all, built) = (lacking(&window, 0, 1), rows(&window).len());
    assert!(all > 10 && built < 14 && built > 2, "{all} {built}");
    assert!(window.shows_part("半数以上"));
    let label = window.state().comparison.documents[3].label();
    let first = window.state().comparison.documents[0].label();
    window.click(&format!("A {first}…"));
    window.click(&format!("D {label}"));
    let all = lacking(&window, 3, 1);
    assert!(window.shows(&format!("别的文档有、它未提及的 {all} 项")));
}
