//! The years: which street and documents, what became of each initiative, filters, the picture, from a sentence to the passages.

use egui::accesskit::Role;
use egui::{Key, Vec2, vec2};
use jiedu::compare::{Changes, Verdict};
use jiedu::ui::View;

use crate::opening::folder;
use crate::paths::SAMPLES;
use crate::support::{OFFICE, Window, plan, startup};

fn years_at(size: Vec2) -> Window {
    let mut window = Window::start(size, startup());
    // By key: in narrow windows the tools lie over the switch.
    window.ctrl(Key::Num4);
    window
}

fn rows(window: &Window) -> Vec<String> {
    window.names(Role::ListItem)
}

fn count(window: &Window, chosen: &[usize], verdict: Verdict) -> usize {
    let changes = Changes::new(&window.state().comparison, chosen);
    changes.counts().into_iter().find(|(v, _)| *v == verdict).map_or(0, |(_, n)| n)
}

#[test]
fn the_street_with_two_years_is_found_and_its_plans_are_compared() {
    let window = years_at(OFFICE);
    assert_eq!(window.state().view, View::Years);
    assert!(window.shows_part("友谊路街道"));
    for (verdict, name) in [(Verdict::New, "新增"), (Verdict::Dropped, "不再提及"), (Verdict::Stronger, "加强")] {
        let count = count(&window, &[1, 3], verdict);
        assert!(count > 0, "{name}");
        assert!(window.shows(&format!("变化：{name} {count}")), "{name} {count}");
    }
    assert!(window.shows(SAMPLES[1]) && window.shows(SAMPLES[3]), "the heads of the columns");
    let first = rows(&window)[0].clone();
    assert!(first.contains("加强") && first.contains("→"), "{first}");
}

#[test]
fn a_verdict_alone_a_word_and_an_order_narrow_and_turn_the_rows() {
    let mut window = years_at(OFFICE);
    let new = count(&window, &[1, 3], Verdict::New);
    window.click(&format!("变化：新增 {new}"));
    assert!(rows(&window).iter().all(|r| r.contains("新增")));
    assert!(rows(&window).len() > 3);
    window.click(&format!("变化：新增 {new}"));
    assert_eq!(window.state().years.verdict, None);
    window.click("按类别排列");
    assert!(rows(&window)[0].contains("党建"), "{:?}", rows(&window)[0]);
    window.click("筛选年度里的事项");
    window.text("没有这样的事项");
    assert!(window.shows("没有符合筛选的事项"));
    window.click("清除筛选");
    assert!(!rows(&window).is_empty());
}

#[test]
fn a_third_document_comes_in_and_goes_and_two_always_remain() {
    let mut window = years_at(OFFICE);
    window.click("比较 C 2021 工作总结");
    assert!(window.shows(SAMPLES[2]), "a column of its own");
    assert!(rows(&window).len() > 3);
    window.click("比较 C 2021 工作总结");
    window.click("比较 B 2021 工作要点");
    assert!(window.shows_part("至少要有两份文档才能比较"));
    assert!(window.shows(SAMPLES[1]));
}

#[test]
fn any_two_documents_are_chosen_by_hand_and_swapped() {
    let mut window = years_at(OFFICE);
    window.click("友谊路街道…");
    window.click("自选两份文档…");
    assert!(window.state().years.by_hand.is_some());
    window.click_beginning("前一份：");
    window.click(&format!("B {}", SAMPLES[1]));
    let (keys, by_hand) = (window.state().compared.clone(), window.state().years.by_hand);
    assert_eq!(by_hand, Some((keys[1], keys[4])));
    window.click("前后对调");
    assert_eq!(window.state().years.by_hand, Some((keys[4], keys[1])));
}

#[test]
fn a_plan_and_a_summary_are_compared_with_a_caution() {
    let mut window = years_at(OFFICE);
    assert!(!window.shows_part("措辞强弱只作参考"));
    window.click("比较 C 2021 工作总结");
    window.click("比较 D 2024 工作计划");
    assert!(window.shows_part("措辞强弱只作参考"));
}

#[test]
fn a_sentence_leads_to_the_passages_of_both_years() {
    let mut window = years_at(OFFICE);
    let link = window.names(Role::Link).into_iter().find(|l| l.starts_with(SAMPLES[3])).expect("a sentence of 2024");
    let at = window.named(move |n| n == link)[0].rect().center();
    window.click_at(at);
    assert_eq!(window.state().view, View::Read);
    let panes = window.panes();
    assert!(panes.contains(&SAMPLES[1].to_owned()) && panes.contains(&SAMPLES[3].to_owned()), "{panes:?}");
    assert!(window.state().selected.is_some());
}

#[test]
fn a_row_opens_by_key_and_says_what_the_verdict_rests_on() {
    let mut window = years_at(OFFICE);
    assert_eq!(window.focused().as_deref(), Some("各年的变化"));
    window.key(Key::Space);
    assert_eq!(window.state().years.ledger.open.len(), 1);
    let links = window.names(Role::Link).len();
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert_eq!(window.state().view, View::Read);
    assert!(links > 2);
}

#[test]
fn the_picture_says_in_words_what_it_shows() {
    let mut window = years_at(OFFICE);
    window.click("显示或收起按类别的图");
    assert!(window.state().years.picture);
    let images = window.names(Role::Image);
    assert!(images.iter().any(|n| n.contains("党建：延续")), "{images:?}");
    crate::snapshot::assert_snapshot("years", &window.picture());
}

#[test]
fn where_no_street_has_two_years_two_documents_can_be_chosen_by_hand() {
    let (a, b) = (plan("江浦路街道", 2023, "抓好党建引领。"), plan("大桥街道", 2023, "抓好党建引领。"));
    let files = folder(&[("a.txt", a.as_bytes()), ("b.md", b.as_bytes())]);
    let mut window = Window::with_files([files.path().join("a.txt"), files.path().join("b.md")]);
    window.click("年度");
    assert!(window.shows("没有同一街道不同年份的文档"));
    window.click("前一份：A 江浦路街道 2023 工作要点…");
    window.click("后一份：B 大桥街道 2023 工作要点");
    assert!(window.state().years.by_hand.is_some());
    assert!(rows(&window).iter().any(|r| r.contains("垃圾分类")), "{:?}", rows(&window));
}

#[test]
fn narrow_and_low_windows_show_the_rows_and_name_every_control() {
    for size in [vec2(640.0, 420.0), vec2(820.0, 600.0), OFFICE, vec2(2560.0, 1440.0)] {
        let window = years_at(size);
        assert!(!rows(&window).is_empty(), "{size}");
        let unnamed = window.unnamed_clickable();
        assert!(unnamed.is_empty(), "{size}: {unnamed:?}");
    }
}
