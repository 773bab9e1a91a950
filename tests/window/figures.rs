//! The view 指标: order and filters of the table, side by side, from a measure to its passage, the keyboard, thousands of rows.

use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, OutputCommand, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;
use jiedu::ui::{FiguresMode, View};

use crate::opening::folder;
use crate::support::{OFFICE, Window, name_of, startup};

/// The first start, the view in front.
pub fn samples_at(size: egui::Vec2) -> Window {
    let mut window = Window::start(size, startup());
    // A narrow bar has no room for the switch.
    if size.x < 900.0 {
        window.ctrl(Key::Num6);
    } else {
        window.click("指标");
    }
    window
}

const A: &str =
    "甲门路街道2030年工作计划\n\n一、民生\n新增加装电梯20台。新建社区老年助餐点3个。完成税收收入1.2亿元。垃圾分类达标率达到95%。\n";
const B: &str = "乙门路街道2030年工作总结\n\n一、民生\n完成加装电梯12台。建成老年助餐点5处。完成税收收入9000万元，税收收入同比增长8%。新增就业岗位300个。\n";

fn two() -> Window {
    let files = folder(&[("a.txt", A.as_bytes()), ("b.txt", B.as_bytes())]);
    let mut window = Window::with_files([files.path().to_owned()]);
    window.click("指标");
    window
}

fn of_role(window: &Window, role: Role) -> Vec<String> {
    let all = window.harness.root().children_recursive().filter(|n| n.accesskit_node().role() == role);
    all.filter_map(|n| name_of(&n)).collect()
}

#[track_caller]
fn click_cell(window: &mut Window, start: &str) {
    let wanted = start.to_owned();
    let of_table = |n: &Node<'_>| matches!(n.accesskit_node().role(), Role::Cell | Role::RowHeader | Role::ColumnHeader);
    let found: Vec<_> = window.named(move |n| n.starts_with(&wanted)).into_iter().filter(of_table).collect();
    assert_eq!(found.len(), 1, "{start}: {:?}", found.iter().map(name_of).collect::<Vec<_>>());
    let at = found[0].rect().center();
    window.click_at(at);
}

fn copied(window: &mut Window) -> Vec<Vec<String>> {
    window.named(|n| n == "复制表格")[0].click();
    window.harness.step();
    let commands = &window.harness.output().platform_output.commands;
    let text = commands.iter().find_map(|c| if let OutputCommand::CopyText(text) = c { Some(text.clone()) } else { None }).unwrap();
    text.lines().map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn all_measures_are_listed_and_sorted_by_their_amount() {
    let mut window = two();
    let all = window.state().comparison.measures.len();
    assert_eq!(of_role(&window, Role::RowHeader).len(), all);
    assert!(of_role(&window, Role::RowHeader)[0].contains("加装电梯 20台，目标"), "{:?}", of_role(&window, Role::RowHeader));
    click_cell(&mut window, "数量，点击排序");
    let lines = copied(&mut window);
    let money: Vec<&str> = lines.iter().filter(|l| l[4].ends_with('元')).map(|l| l[3].as_str()).collect();
    assert_eq!(money, ["1.2", "9000"], "亿元 stand above 万元");
    assert!(lines.iter().all(|l| l.len() == 11) && lines.len() == 1 + all);
    click_cell(&mut window, "数量，已按此列排序");
    let lines = copied(&mut window);
    let money: Vec<&str> = lines.iter().filter(|l| l[4].ends_with('元')).map(|l| l[3].as_str()).collect();
    assert_eq!(money, ["9000", "1.2"]);
}

#[test]
fn filters_narrow_the_table() {
    let mut window = two();
    let count = |window: &Window| of_role(window, Role::RowHeader).len();
    let all = count(&window);
    window.click_beginning("只看目标");
    let targets = count(&window);
    assert!(targets < all && of_role(&window, Role::RowHeader).iter().all(|r| r.ends_with("目标")));
    window.click_beginning("只看目标");
    window.click("全部文档…");
    window.click_beginning("B 乙门路街道");
    assert!(of_role(&window, Role::RowHeader).iter().all(|r| r.starts_with("乙门路街道")));
    window.click("文档 B…");
    window.click_beginning("全部文档");
    window.click("全部单位…");
    window.click_beginning("元　");
    assert_eq!(count(&window), 2);
    window.click("筛选指标的对象和原文");
    window.text("没有这样的指标");
    assert!(window.shows("没有符合筛选的指标"));
    window.click("显示全部指标");
    assert_eq!(count(&window), all);
}

#[test]
fn the_same_things_stand_side_by_side() {
    let mut window = two();
    window.click("同类指标并排对照");
    assert_eq!(window.state().figures.mode, FiguresMode::SideBySide);
    let cells = of_role(&window, Role::Cell);
    assert!(cells.iter().any(|c| c.contains("税收") && c.ends_with("9000万元")), "{cells:?}");
    let lines = copied(&mut window);
    let money = lines.iter().find(|l| l[0].contains("税收")).unwrap();
    assert_eq!(money[2..], ["亿元", "1.2", "0.9", "2"]);
    let meals = lines.iter().find(|l| l[0].contains("助餐点")).unwrap();
    assert_eq!(meals[3..5], ["3", "5"]);
    let shared = lines.len();
    window.click_beginning("看全部对象");
    assert!(copied(&mut window).len() > shared);
    assert!(window.shows_part("未见数字"));
}

#[test]
fn a_measure_leads_to_its_passage_and_back() {
    let mut window = samples_at(OFFICE);
    let found = window.state().comparison.measures[3].clone();
    let object = found.measure.object.clone();
    click_cell(&mut window, &object);
    assert_eq!(window.state().view, View::Read);
    {
        let state = window.state();
        let reader = &state.panes[&state.compared[found.document]].reader;
        assert_eq!(reader.selected(), Some(found.measure.span));
    }
    window.ctrl(Key::Num6);
    assert_eq!(window.focused().as_deref(), Some(object.as_str()), "back at the cell that was left");
    assert!(window.shows_part("依据："), "the chosen measure in its sentence");
    window.click("收起这一条");
    assert_eq!(window.state().figures.chosen, None);
}

#[test]
fn the_keyboard_goes_from_row_to_row_and_opens() {
    let mut window = samples_at(OFFICE);
    window.ctrl(Key::Num6);
    let rows = of_role(&window, Role::RowHeader);
    assert_eq!(window.focused().as_ref(), Some(&rows[0]));
    window.key(Key::ArrowDown);
    assert_eq!(window.focused().as_ref(), Some(&rows[1]));
    window.key(Key::ArrowUp);
    window.key(Key::ArrowUp);
    assert_eq!(window.focused().as_deref(), Some("文档，已按此列排序，点击反向或还原"));
    window.key(Key::Enter);
    let order = window.state().figures.order;
    assert!(order.descending);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert_eq!(window.state().view, View::Read);
}

#[test]
fn the_chosen_initiative_can_hold_the_table() {
    let mut window = samples_at(OFFICE);
    let (id, name, count) = {
        let state = window.state();
        let k = state.comparison.measures.iter().find_map(|m| m.initiative).unwrap();
        let initiative = &state.comparison.initiatives[k];
        let count = state.comparison.measures.iter().filter(|m| m.initiative == Some(k)).count();
        (initiative.id.clone(), initiative.name.clone(), count)
    };
    crate::initiatives::choose(&mut window, move |i| i.id == id);
    window.click("指标");
    window.click(&format!("只看事项 {name} 的指标"));
    assert_eq!(of_role(&window, Role::RowHeader).len(), count);
}

#[test]
fn thousands_of_measures_cost_a_frame_what_a_few_do() {
    let street = |k: usize| "东南西北春夏秋冬".chars().nth(k).unwrap();
    let body = |k: usize| (1..180).map(|n| format!("新建口袋公园{}个，完成投资{}万元。\n", n + k, n * 7 + k)).collect::<String>();
    let files: Vec<(String, String)> =
        (0..8).map(|k| (format!("{k:02}.txt"), format!("{0}门路街道2023年工作要点\n\n一、重点任务\n{1}", street(k), body(k)))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let files = folder(&files);
    let mut window = Window::with_files([files.path().to_owned()]);
    window.click("指标");
    let count = window.state().comparison.measures.len();
    assert!(count > 2000, "{count}");
    assert!(of_role(&window, Role::RowHeader).len() < 60, "only what shows is built");
    window.keys(egui::Modifiers::COMMAND, Key::End);
    let last = of_role(&window, Role::RowHeader);
    assert!(last.iter().any(|r| r.contains("1260万元")), "{last:?}");
    let start = Instant::now();
    for _ in 0..20 {
        window.harness.step();
    }
    let each = start.elapsed() / 20;
    // Unoptimised and on a busy machine; a table that builds all of its rows takes seconds.
    assert!(each < Duration::from_millis(250), "{each:?} a frame");
}

#[test]
fn in_a_narrow_window_the_documents_stay_and_all_columns_move_under_their_heads() {
    let mut window = samples_at(vec2(640.0, 700.0));
    let left = |window: &Window, role: Role, start: &str| {
        let start = start.to_owned();
        let found = window.named(move |n| n.starts_with(&start)).into_iter().filter(|n| n.accesskit_node().role() == role);
        found.map(|n| n.rect().left()).collect::<Vec<_>>()
    };
    let documents = |window: &Window| {
        let heads = window.harness.root().children_recursive().filter(|n| n.accesskit_node().role() == Role::RowHeader);
        heads.map(|n| n.rect().left()).collect::<Vec<_>>()
    };
    let (stays, object) = (documents(&window), left(&window, Role::ColumnHeader, "对象")[0]);
    window.ctrl(Key::Num6);
    for _ in 0..8 {
        window.key(Key::ArrowRight);
    }
    let moved = left(&window, Role::ColumnHeader, "对象")[0] - object;
    assert!(moved < -40.0, "the columns have moved: {moved}");
    let shown = documents(&window);
    assert!(!shown.is_empty() && shown.iter().all(|x| (x - stays[0]).abs() < 0.5), "the documents have not: {shown:?} {stays:?}");
    let deadline = left(&window, Role::ColumnHeader, "事项")[0];
    assert!(deadline > 0.0 && deadline < 640.0);
}

#[test]
fn everything_has_a_name_and_stands_inside_the_window_at_every_size() {
    for size in [vec2(640.0, 420.0), vec2(1000.0, 450.0), OFFICE, vec2(2560.0, 1440.0)] {
        for mode in ["指标清单", "同类指标并排对照"] {
            let mut window = samples_at(size);
            window.click(mode);
            window.key(Key::ArrowDown);
            assert_eq!(window.unnamed_clickable(), Vec::<String>::new(), "{size} {mode}");
            assert!(!of_role(&window, Role::RowHeader).is_empty(), "{size} {mode}");
            let screen = window.harness.ctx.content_rect();
            for name in ["复制表格", "筛选指标的对象和原文"] {
                let rect = window.named(move |n| n == name)[0].rect();
                assert!(screen.contains_rect(rect), "{size} {mode}: {name} {rect}");
            }
            window.picture();
        }
    }
}

#[test]
fn the_matrix_shows_the_first_measure_of_each_cell() {
    let mut window = two();
    window.click("矩阵");
    let with_number =
        |window: &Window| of_role(window, Role::Cell).into_iter().filter(|c| c.contains("20台") || c.contains("12台")).count();
    assert_eq!(with_number(&window), 0);
    window.click("格中显示指标");
    assert_eq!(with_number(&window), 2);
    window.picture();
    window.click("格中显示指标");
    assert_eq!(with_number(&window), 0);
}
