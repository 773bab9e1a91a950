//! A document's particulars: what was repaired, taken back and made again.

use egui::Key;

use crate::paths::SAMPLES;
use crate::support::Window;

fn open_info(window: &mut Window, name: &str) {
    let row = window.named({
        let name = name.to_owned();
        move |n| n.starts_with("文档 ") && n.ends_with(&name)
    });
    row[0].hover();
    drop(row);
    window.settle();
    window.click(&format!("详情 {name}"));
}

fn text_of(window: &Window, index: usize) -> String {
    window.state().comparison.documents[index].text.clone()
}

#[test]
fn particulars_show_the_file_and_its_repairs() {
    let mut window = Window::first_start();
    open_info(&mut window, SAMPLES[1]);
    let (repairs, sha) = {
        let state = window.state();
        let document = &state.comparison.documents[1];
        (document.repairs.len(), document.source.sha256[..16].to_owned())
    };
    assert!(repairs > 0);
    assert!(window.shows(&format!("修复 {repairs} 处（每处都可以撤回）")));
    assert!(window.shows_part(&sha));
    assert!(window.shows("宝山区") || window.shows_part("宝山区"));
    window.key(Key::Escape);
    assert!(window.state().info.is_none());
}

#[test]
fn a_repair_is_taken_back_and_made_again() {
    let mut window = Window::first_start();
    let before = text_of(&window, 1);
    open_info(&mut window, SAMPLES[1]);
    let buttons: Vec<_> = window.named(|n| n == "撤回").iter().map(|n| n.rect().center()).collect();
    assert!(!buttons.is_empty());
    window.click_at(buttons[0]);
    let after = text_of(&window, 1);
    assert_ne!(before, after);
    assert!(window.shows_part("重新应用已撤回的修复"));
    assert_eq!(window.document_rows(), SAMPLES, "nothing else changed");
    window.click_beginning("重新应用已撤回的修复");
    assert_eq!(text_of(&window, 1), before);
    assert!(!window.shows_part("重新应用"));
}

#[test]
fn a_repair_is_shown_in_the_text() {
    let mut window = Window::first_start();
    window.click(&format!("展开 {}", SAMPLES[3]));
    open_info(&mut window, SAMPLES[1]);
    let last = {
        let state = window.state();
        state.comparison.documents[1].repairs.len()
    };
    assert!(last > 5);
    let buttons: Vec<_> = window.named(|n| n == "查看").iter().map(|n| n.rect().center()).collect();
    window.click_at(*buttons.last().unwrap());
    assert!(window.panes().contains(&SAMPLES[1].to_owned()));
}

#[test]
fn taking_back_a_repair_of_an_own_file_leaves_the_samples_open() {
    let own = include_bytes!("../../seeds/youyi-2021-plan.txt");
    let files = crate::opening::folder(&[("友谊.txt", &[own.as_slice(), "另有说明。".as_bytes()].concat())]);
    let mut window = Window::with_files([files.path().join("友谊.txt")]);
    window.open_menu("示例文档");
    assert_eq!(window.document_rows().len(), 6);
    window.click("文档 A 友谊路街道 2021 工作要点");
    window.click(&format!("{} 的更多操作", SAMPLES[0]));
    window.key(Key::Escape);
    let more: Vec<_> = window.named(|n| n == "友谊路街道 2021 工作要点 的更多操作").iter().map(|n| n.rect().center()).collect();
    window.click_at(more[0]);
    window.click("详情与修复记录");
    let buttons: Vec<_> = window.named(|n| n == "撤回").iter().map(|n| n.rect().center()).collect();
    window.click_at(buttons[0]);
    assert_eq!(window.document_rows().len(), 6);
}
