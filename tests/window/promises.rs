//! The view 兑现: which plan, counts and filters, from a row to both passages, corrections by key, menu, candidate and selection, undo.

use egui::accesskit::Role;
use egui::{Key, OutputCommand, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;
use jiedu::compare::{FollowUp, Place, Status};
use jiedu::ui::{PassageKey, View};

use crate::opening::folder;
use crate::paths::SAMPLES;
use crate::snapshot::assert_snapshot;
use crate::support::{OFFICE, Window, name_of, startup};

const PLAN: &str = "友谊路街道2030年工作计划\n\n一、民生实事\n（一）住房\n新增加装电梯20台。新建口袋公园3个。\n（二）养老\n新建老年助餐点2个。\n\n二、安全发展\n深化平安建设。开展消防演练4次。\n";
const SUMMARY: &str = "友谊路街道2030年工作总结\n\n一、民生实事\n（一）住房\n年内新增加装电梯22台。建成睦邻中心4处。完成“零碳小屋”建设1处。老年人服务队伍已经到位。\n\n二、安全发展\n平安建设有序推进。\n";

/// A plan and its summary, the view in front.
fn pair() -> Window {
    pair_at(OFFICE)
}

fn pair_at(size: egui::Vec2) -> Window {
    let files = folder(&[("a.txt", PLAN.as_bytes()), ("b.txt", SUMMARY.as_bytes())]);
    let mut window = Window::start(size, jiedu::ui::Startup { paths: vec![files.path().to_owned()], ..startup() });
    window.click("兑现");
    window
}

/// The first start, the view in front.
pub fn samples_at(size: egui::Vec2) -> Window {
    let mut window = Window::start(size, startup());
    // A narrow bar has no room for the switch.
    if size.x < 900.0 {
        window.ctrl(Key::Num5);
    } else {
        window.click("兑现");
    }
    window
}

fn cells(window: &Window, wanted: impl Fn(&str) -> bool + 'static) -> Vec<Node<'_>> {
    let of_table = |n: &Node<'_>| matches!(n.accesskit_node().role(), Role::Cell | Role::RowHeader | Role::ColumnHeader);
    window.named(wanted).into_iter().filter(of_table).collect()
}

#[track_caller]
fn click_cell(window: &mut Window, start: &str) {
    let wanted = start.to_owned();
    let found = cells(window, move |n| n.starts_with(&wanted));
    assert_eq!(found.len(), 1, "{start}: {:?}", found.iter().map(name_of).collect::<Vec<_>>());
    let at = found[0].rect().center();
    window.click_at(at);
}

/// The rows that show, as screen readers hear them.
fn rows(window: &Window) -> Vec<String> {
    let heads = window.harness.root().children_recursive().filter(|n| n.accesskit_node().role() == Role::RowHeader);
    heads.filter_map(|n| name_of(&n)).collect()
}

fn text(window: &Window, place: Option<Place>) -> String {
    let state = window.state();
    place.map_or_else(String::new, |p| p.span.of(&state.comparison.documents[p.document].text).to_owned())
}

fn row(window: &Window, words: &str) -> FollowUp {
    let followups = window.state().comparison.followups.clone();
    followups.into_iter().find(|f| text(window, f.place()).contains(words)).unwrap_or_else(|| panic!("no row with {words}"))
}

#[test]
fn the_items_are_listed_with_their_status_and_numbers() {
    let window = pair();
    assert_eq!(rows(&window)[0], "已完成：新增加装电梯20台");
    assert!(window.shows("计划：新增加装电梯20台") && window.shows("总结：年内新增加装电梯22台"));
    assert!(window.shows("数字：20台 → 22台"));
    assert!(window.shows("总结：未提及") && window.shows("数字：3个 → 未报"));
    let counts: Vec<usize> = {
        let state = window.state();
        Status::ALL.into_iter().map(|s| state.comparison.followups.iter().filter(|f| f.status == s).count()).collect()
    };
    for (status, count) in Status::ALL.into_iter().zip(counts) {
        assert!(window.shows(&format!("兑现只看{} {count}", status.label())), "{status:?}");
    }
}

#[test]
fn a_chip_a_chapter_and_a_word_narrow_the_list() {
    let mut window = pair();
    let all = rows(&window).len();
    window.click_beginning("兑现只看未提及");
    let some = rows(&window);
    assert!(some.len() < all && some.iter().all(|r| r.starts_with("未提及")), "{some:?}");
    window.click_beginning("兑现只看未提及");
    assert_eq!(rows(&window).len(), all, "a second click takes the filter off");
    window.click("全部章节…");
    window.click_beginning("二、安全发展");
    assert!(rows(&window).iter().all(|r| r.contains("平安建设") || r.contains("消防演练")));
    window.click_beginning("二、安全发展…");
    window.click("全部章节");
    window.click("筛选计划条目");
    window.text("电梯");
    assert_eq!(rows(&window).len(), 1);
    window.text("没有这样的条目");
    assert!(window.shows("没有符合筛选的条目"));
    window.click("显示全部条目");
    assert_eq!(rows(&window).len(), all);
    window.click("按兑现状态排列");
    let statuses: Vec<String> = rows(&window).iter().map(|r| r.split('：').next().unwrap_or_default().to_owned()).collect();
    let order = |s: &String| Status::ALL.iter().position(|status| status.label() == s);
    assert!(statuses.is_sorted_by_key(order), "{statuses:?}");
}

#[test]
fn a_row_leads_to_both_passages() {
    let mut window = samples_at(OFFICE);
    let found = window.state().comparison.followups.iter().find(|f| f.result.is_some() && f.plan.is_some()).cloned().unwrap();
    let words = text(&window, found.plan);
    click_cell(&mut window, &format!("计划：{words}"));
    assert_eq!(window.state().view, View::Read);
    for (place, label) in [(found.plan, SAMPLES[1]), (found.result, SAMPLES[2])] {
        let place = place.unwrap();
        let rect = window.place(Role::Document, label);
        let state = window.state();
        let reader = &state.panes[&state.compared[place.document]].reader;
        let y = rect.top() + (reader.y_of(place.span.start) - reader.scroll_y()) as f32;
        assert!(rect.y_range().contains(y), "{label}: {y} of {rect}");
        assert_eq!(reader.selected(), Some(place.span));
    }
    window.ctrl(Key::Num5);
    assert!(window.focused().unwrap().contains(&words), "back at the row that was left");
}

#[test]
fn keys_correct_a_row_and_undo_gives_it_back() {
    let mut window = pair();
    window.ctrl(Key::Num5);
    window.key(Key::ArrowDown);
    assert_eq!(window.focused().as_deref(), Some("未提及：新建口袋公园3个"));
    window.key(Key::Num1);
    let corrected = row(&window, "口袋公园");
    assert_eq!((corrected.status, corrected.corrected), (Status::Met, true));
    assert_eq!(window.focused().as_deref(), Some("已完成，已更正：新建口袋公园3个"));
    assert!(window.shows("只看已更正 1"));
    window.ctrl(Key::Z);
    assert_eq!(row(&window, "口袋公园").status, Status::NotMentioned);
    window.ctrl(Key::Y);
    assert_eq!(row(&window, "口袋公园").status, Status::Met);
    window.key(Key::Backspace);
    let back = row(&window, "口袋公园");
    assert_eq!((back.status, back.corrected), (Status::NotMentioned, false));
    assert!(window.state().work.now().decisions.is_empty(), "the decisions are taken out");
}

#[test]
fn the_menu_of_the_status_corrects_and_takes_the_report_away() {
    let mut window = pair();
    click_cell(&mut window, "已完成：新增加装电梯20台");
    window.click("这一段不是回应");
    let corrected = row(&window, "加装电梯20");
    assert_eq!((corrected.status, corrected.result, corrected.corrected), (Status::NotMentioned, None, true));
    click_cell(&mut window, "未提及，已更正：新增加装电梯20台");
    window.click("更正为“部分完成”（2）");
    assert_eq!(row(&window, "加装电梯20").status, Status::Partly);
    // The chosen row's card has a button of the same name: it stands below.
    let buttons = window.named(|n| n == "收回更正");
    let at = buttons[0].rect().center();
    window.click_at(at);
    assert!(!row(&window, "加装电梯20").corrected);
}

#[test]
fn a_sentence_that_is_offered_becomes_the_answer() {
    let mut window = pair();
    window.ctrl(Key::Num5);
    let offers = |window: &Window| window.named(|n| n.starts_with("设为回应：")).iter().filter_map(name_of).collect::<Vec<_>>();
    for _ in 0..rows(&window).len() {
        window.key(Key::ArrowDown);
        if !offers(&window).is_empty() {
            break;
        }
    }
    let row = window.state().promises.chosen.unwrap();
    let offered = offers(&window)[0].clone();
    window.click(&offered);
    let corrected = window.state().promise(row).unwrap().clone();
    assert!(corrected.corrected && corrected.status != Status::NotMentioned);
    assert_eq!(text(&window, corrected.result), offered.trim_start_matches("设为回应："));
}

#[test]
fn a_selection_in_the_summary_becomes_the_answer() {
    let mut window = pair();
    window.ctrl(Key::Num5);
    window.key(Key::ArrowDown);
    window.click("到总结里选…");
    assert_eq!(window.state().view, View::Read);
    assert!(window.shows("计划：新建口袋公园3个"), "what is looked for stays in sight");
    window.read("友谊路街道 2030 工作总结");
    window.ctrl(Key::A);
    assert!(window.shows_part("选中："));
    window.click("设为回应");
    assert_eq!(window.state().view, View::Promises);
    let corrected = row(&window, "口袋公园");
    assert!(corrected.corrected);
    assert_eq!(corrected.result.map(|r| r.document), Some(1));
    assert_eq!(window.state().promises.asking, None);
    // Asked again and given up.
    window.click("到总结里选…");
    window.key(Key::Escape);
    assert_eq!(window.state().promises.asking, None);
    assert_eq!(window.state().view, View::Read);
}

/// Puts the keyboard on the unplanned passage.
fn at_unplanned(window: &mut Window, words: &str) {
    window.ctrl(Key::Num5);
    for _ in 0..rows(window).len() {
        if window.focused().is_some_and(|name| name.contains(words)) {
            return;
        }
        window.key(Key::ArrowDown);
    }
    panic!("no row with {words}");
}

/// What answers no item.
fn unplanned(window: &Window) -> Vec<String> {
    let followups = window.state().comparison.followups.clone();
    followups.into_iter().filter(|f| f.plan.is_none()).map(|f| text(window, f.result)).collect()
}

#[test]
fn an_unplanned_passage_is_filed_under_an_item_and_taken_out_again() {
    let mut window = pair();
    let words = "建成睦邻中心4处";
    let before = unplanned(&window);
    assert!(before.contains(&words.to_owned()), "{before:?}");
    at_unplanned(&mut window, words);
    let offers: Vec<String> = window.named(|n| n.starts_with("归入计划条目：")).iter().filter_map(name_of).collect();
    assert!(offers.len() < 6 && (!offers.is_empty() || window.shows("计划里没有用词相近的条目")), "{offers:?}");
    // By hand in the plan: the first item that the selection touches.
    window.click("到计划里选…");
    assert_eq!(window.state().view, View::Read);
    assert!(window.shows(&format!("总结：{words}")), "what is looked for stays in sight");
    let item = row(&window, "加装电梯20").plan.unwrap();
    window.read("友谊路街道 2030 工作计划");
    window.ctrl(Key::A);
    window.click("归入这一条");
    assert_eq!(window.state().view, View::Promises);
    let filed = row(&window, "加装电梯20");
    assert_eq!((filed.plan, text(&window, filed.result).as_str(), filed.corrected), (Some(item), words, true));
    assert!(!unplanned(&window).contains(&words.to_owned()));
    assert_eq!(window.state().work.now().decisions.len(), 1);
    window.ctrl(Key::Z);
    assert_eq!(unplanned(&window), before);
    window.ctrl(Key::Y);
    // Not an answer after all: it is unplanned again, and its own row takes the word back.
    window.click("列为计划外");
    assert_eq!((row(&window, "加装电梯20").result, row(&window, "加装电梯20").status), (None, Status::NotMentioned));
    assert!(unplanned(&window).contains(&words.to_owned()));
    at_unplanned(&mut window, words);
    window.key(Key::Backspace);
    assert_eq!(text(&window, row(&window, "加装电梯20").result), words, "the decision before it holds again");
}

#[test]
fn an_item_that_is_offered_takes_the_passage() {
    let mut window = samples_at(OFFICE);
    let passages = unplanned(&window);
    window.click_beginning("兑现只看计划外");
    window.ctrl(Key::Num5);
    let offers = |window: &Window| window.named(|n| n.starts_with("归入计划条目：")).iter().filter_map(name_of).collect::<Vec<_>>();
    for _ in 0..passages.len() {
        if !offers(&window).is_empty() {
            break;
        }
        window.key(Key::ArrowDown);
    }
    let passage = window.state().promises.chosen.unwrap();
    let offered = offers(&window)[0].clone();
    window.click(&offered);
    let place = window.state().place_in_comparison(passage);
    let answered = window.state().comparison.followups.iter().find(|f| f.plan.is_some() && f.result == place).cloned().unwrap();
    assert_eq!(text(&window, answered.plan), offered.trim_start_matches("归入计划条目："));
    assert_eq!(unplanned(&window).len() + 1, passages.len());
}

#[test]
fn the_list_is_copied_as_a_table() {
    let mut window = pair();
    let buttons = window.named(|n| n == "复制表格");
    buttons[0].click();
    window.harness.step();
    let commands = &window.harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|c| if let OutputCommand::CopyText(text) = c { Some(text.clone()) } else { None }).unwrap();
    let lines: Vec<Vec<&str>> = copied.lines().map(|l| l.split('\t').collect()).collect();
    assert_eq!(lines[0][..4], ["状态", "更正", "章节", "计划条目"]);
    assert_eq!(
        lines[1][..8],
        ["已完成", "", "一、民生实事 › （一）住房", "新增加装电梯20台", "年内新增加装电梯22台", "20台", "22台", "110%"]
    );
    assert!(lines.iter().all(|l| l.len() == 9));
    assert_eq!(lines.len(), 1 + window.state().comparison.followups.len());
}

#[test]
fn without_a_pair_the_view_says_what_is_missing() {
    let files = folder(&[("a.txt", PLAN.as_bytes())]);
    let mut window = Window::with_files([files.path().to_owned()]);
    window.click("兑现");
    assert!(window.shows("还没有可以对照的计划和总结"));
    assert!(window.shows("友谊路街道 2030 工作计划：还缺 2030 年的总结"));
    window.open_menu("全部关闭");
    assert!(window.shows("看看示例"));
}

#[test]
fn everything_has_a_name_and_stands_inside_the_window_at_every_size() {
    for size in [vec2(640.0, 420.0), vec2(1000.0, 450.0), OFFICE, vec2(2560.0, 1440.0)] {
        let mut window = samples_at(size);
        window.ctrl(Key::Num5);
        window.key(Key::ArrowDown);
        assert_eq!(window.unnamed_clickable(), Vec::<String>::new(), "{size}");
        assert!(!rows(&window).is_empty(), "{size}");
        let screen = window.harness.ctx.content_rect();
        for name in ["复制表格", "筛选计划条目", "按兑现状态排列"] {
            let rect = window.named(move |n| n == name)[0].rect();
            assert!(screen.contains_rect(rect), "{size}: {name} {rect}");
        }
        window.picture();
    }
}

#[test]
fn a_chosen_row_is_known_by_where_it_stands() {
    let mut window = pair();
    window.ctrl(Key::Num5);
    window.key(Key::ArrowDown);
    let chosen = window.state().promises.chosen.unwrap();
    let PassageKey { key, span } = chosen;
    let state = window.state();
    let index = state.compared_index(key).unwrap();
    assert_eq!(span.of(&state.comparison.documents[index].text), "新建口袋公园3个");
}

#[test]
fn the_list_with_a_corrected_and_a_chosen_row() {
    let mut window = samples_at(OFFICE);
    window.ctrl(Key::Num5);
    window.key(Key::ArrowDown);
    window.key(Key::Num1);
    window.key(Key::ArrowDown);
    assert_snapshot("promises", &window.picture());
}
