//! How the window looks: a few pictures.

use egui::{Key, vec2};

use crate::dropped::{drop_file, drop_unreadable_file};
use crate::matrix::{samples, thirty};
use crate::snapshot::assert_snapshot;
use crate::support::{Window, plan, startup};

/// Chooses an initiative that the first two panes have and the third lacks.
fn choose(window: &mut Window) {
    let name = {
        let state = window.state();
        let has = |i: &jiedu::compare::Initiative, d| i.mentions_in(d).next().is_some();
        state.listed().into_iter().find(|i| has(i, 0) && has(i, 1) && !has(i, 2)).unwrap().name.clone()
    };
    window.click_beginning(&format!("{name}，"));
}

#[test]
fn samples_on_an_office_screen() {
    assert_snapshot("samples", &Window::first_start().picture());
}

#[test]
fn a_chosen_initiative() {
    let mut window = Window::start(vec2(1280.0, 720.0), startup());
    choose(&mut window);
    assert_snapshot("chosen", &window.picture());
}

#[test]
fn dark_with_evidence() {
    let mut window = Window::first_start();
    window.menu("查看", "深色");
    choose(&mut window);
    window.key(Key::E);
    assert_snapshot("dark", &window.picture());
}

#[test]
fn nothing_open() {
    let mut window = Window::first_start();
    window.open_menu("全部关闭");
    assert_snapshot("empty", &window.picture());
}

#[test]
fn a_file_that_could_not_be_read() {
    let mut window = Window::first_start();
    drop_file(&mut window.harness, "x/a.txt", plan("江浦路街道", 2023, "抓好党建引领。"));
    drop_unreadable_file(&mut window.harness, "x/2023年工作总结（终稿）.txt", "Permission denied");
    window.settle();
    assert_snapshot("failed", &window.picture());
}

#[test]
fn narrow() {
    let mut window = Window::start(vec2(820.0, 600.0), startup());
    window.ctrl(Key::F);
    window.text("社区");
    assert_snapshot("narrow", &window.picture());
}

#[test]
fn particulars_of_a_document() {
    let mut window = Window::first_start();
    window.menu_of("文档 B 友谊路街道 2021 工作要点");
    window.click("详情与修复记录");
    assert_snapshot("particulars", &window.picture());
}

#[test]
fn the_matrix_with_a_chosen_row() {
    let mut window = samples();
    choose(&mut window);
    assert_snapshot("matrix", &window.picture());
}

#[test]
fn the_matrix_of_thirty_documents() {
    let mut window = thirty();
    window.key(Key::ArrowDown);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    assert_snapshot("matrix-thirty", &window.picture());
}

/// The second pane lacks the initiative, the third has scrolled away from it.
#[test]
fn threads() {
    let mut window = Window::start(vec2(1280.0, 720.0), startup());
    crate::initiatives::choose(&mut window, |i| {
        let has = |d| i.mentions_in(d).next().is_some();
        has(0) && !has(1) && has(2)
    });
    window.ctrl(Key::L);
    window.ctrl(Key::L);
    let over = crate::following::over(&window, 2);
    for _ in 0..3 {
        crate::reading::wheel(&mut window, over, 900.0);
    }
    assert_snapshot("threads", &window.picture());
}

/// Two words in one sentence: the first in the middle, the second marked; likes stand together.
#[test]
fn the_concordance_by_what_stands_after() {
    let mut window = crate::concordance::searched("社区 建设");
    window.click("按右文排序");
    assert_snapshot("concordance", &window.picture());
}
