//! The first minutes: the samples, how many panes stand side by side, size of the text, light and dark, help, narrow windows.

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use jiedu::ui::ThemeChoice;

use crate::support::{OFFICE, Window, startup};

pub const SAMPLES: [&str; 5] = [
    "吴淞街道 2021 工作要点",
    "友谊路街道 2021 工作要点",
    "友谊路街道 2021 工作总结",
    "友谊路街道 2024 工作计划",
    "华阳路街道 2025 工作计划",
];

#[test]
fn the_first_start_shows_five_labelled_samples() {
    let window = Window::first_start();
    let rows: Vec<String> = window.names(Role::Button).into_iter().filter(|n| n.starts_with("文档 ")).collect();
    let expected: Vec<String> = "ABCDE".chars().zip(SAMPLES).map(|(letter, name)| format!("文档 {letter} {name}")).collect();
    assert_eq!(rows, expected);
    assert!(window.shows("示例"));
    assert!(window.shows_part("当前为示例文档"));
    assert!(window.shows("5 份文档，全部就绪"));
}

#[test]
fn three_panes_fit_an_office_screen_and_two_stand_as_stubs() {
    let mut window = Window::first_start();
    assert_eq!(window.panes(), &SAMPLES[..3]);
    for stub in &SAMPLES[3..] {
        assert!(window.shows(&format!("展开 {stub}")), "{stub}");
    }
    window.click(&format!("展开 {}", SAMPLES[4]));
    assert_eq!(window.panes(), [SAMPLES[0], SAMPLES[1], SAMPLES[4]]);
    // A click in the list brings a document in as well.
    window.click(&format!("文档 D {}", SAMPLES[3]));
    assert_eq!(window.panes(), [SAMPLES[0], SAMPLES[3], SAMPLES[4]]);
}

#[test]
fn five_panes_fit_a_wide_screen_beside_the_evidence() {
    let window = Window::start(vec2(2560.0, 1440.0), startup());
    assert_eq!(window.panes(), SAMPLES);
    assert!(window.named(|n| n.starts_with("展开")).is_empty());
    assert!(window.shows("收起依据"));
}

#[test]
fn panes_stand_side_by_side_without_overlap() {
    for size in [OFFICE, vec2(1920.0, 1080.0), vec2(2560.0, 1440.0)] {
        let window = Window::start(size, startup());
        let rects: Vec<_> = window.panes().iter().map(|name| window.place(Role::Document, name)).collect();
        for pair in rects.windows(2) {
            assert!(pair[0].right() < pair[1].left(), "{size}: {pair:?}");
        }
        let column = rects[0].width() - 28.0;
        assert!(column >= 18.0 * 15.0, "{size}: {column}");
        assert!(rects.last().unwrap().right() < size.x);
    }
}

#[test]
fn the_text_grows_and_shrinks_by_keys_buttons_and_wheel() {
    let mut window = Window::first_start();
    window.ctrl(Key::Plus);
    window.ctrl(Key::Equals);
    assert_eq!(window.state().text_size, 17.0);
    window.ctrl(Key::Minus);
    assert_eq!(window.state().text_size, 16.0);
    window.menu("查看", "放大文字");
    window.click("字号 17");
    window.click("放大文字");
    window.click("字号 18");
    window.click("缩小文字");
    assert_eq!(window.state().text_size, 17.0);
    assert!(window.shows("字号 17"));
    window.ctrl(Key::Num0);
    assert_eq!(window.state().text_size, 15.0);
    for _ in 0..40 {
        window.ctrl(Key::Plus);
    }
    assert_eq!(window.state().text_size, 30.0);
    assert_eq!(window.panes().len(), 1);
    for _ in 0..40 {
        window.ctrl(Key::Minus);
    }
    assert_eq!(window.state().text_size, 11.0);
}

#[test]
fn one_notch_of_the_wheel_with_ctrl_changes_the_size_by_a_point_or_two() {
    let mut window = Window::first_start();
    let over = window.place(Role::Document, SAMPLES[0]).center();
    window.harness.hover_at(over);
    let notch = egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: vec2(0.0, 1.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::COMMAND,
    };
    window.harness.event_modifiers(notch, Modifiers::COMMAND);
    window.settle();
    let size = window.state().text_size;
    assert!((16.0..=17.0).contains(&size), "{size}");
}

#[test]
fn the_theme_is_chosen_from_the_menu() {
    let mut window = Window::first_start();
    assert_eq!(window.state().theme, ThemeChoice::System);
    for (name, next) in [("浅色", ThemeChoice::Light), ("跟随系统", ThemeChoice::System), ("深色", ThemeChoice::Dark)] {
        window.menu("查看", name);
        assert_eq!(window.state().theme, next);
    }
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Dark);
}

#[test]
fn help_opens_by_key_and_button_and_lists_the_keys() {
    let mut window = Window::first_start();
    window.key(Key::F1);
    assert!(window.state().help);
    assert!(window.shows_part("未提及”只说明这份文本里没有写到"));
    assert!(window.shows("Ctrl+F"));
    window.key(Key::Escape);
    assert!(!window.state().help);
    window.menu("帮助", "这个视图的说明与按键");
    assert!(window.state().help);
    window.key(Key::F1);
    assert!(!window.state().help);
}

#[test]
fn the_evidence_comes_and_goes_by_key_and_button() {
    let mut window = Window::first_start();
    assert!(window.shows("显示依据"));
    window.key(Key::E);
    assert_eq!(window.state().evidence, Some(true));
    assert!(window.shows_part("这里列出每份文档的原句和出处"));
    window.click("收起依据");
    assert_eq!(window.state().evidence, Some(false));
}

#[test]
fn a_narrow_window_folds_the_rail_and_everything_still_works() {
    for size in [vec2(820.0, 600.0), vec2(640.0, 420.0), vec2(320.0, 240.0)] {
        let mut window = Window::start(size, startup());
        assert_eq!(window.panes().len(), if size.x > 800.0 { 2 } else { 1 }, "{size}");
        assert!(!window.shows("筛选事项"), "the rail is folded");
        // Folded rows are letters; they still bring a document in.
        window.click(&format!("文档 C {}", SAMPLES[2]));
        assert!(window.panes().contains(&SAMPLES[2].to_owned()), "{size}");
        window.key(Key::E);
        window.key(Key::F1);
        window.key(Key::Escape);
        window.ctrl(Key::F);
        window.text("街道");
        window.key(Key::Escape);
        window.keys(Modifiers::ALT, Key::ArrowDown);
        assert!(window.state().selected.is_some());
        window.picture();
    }
}

#[test]
fn the_two_parts_of_the_status_do_not_lie_over_each_other() {
    for width in [640.0, 820.0, 1280.0] {
        let mut window = Window::start(vec2(width, 600.0), startup());
        let ready = window.place(Role::Button, "显示依据");
        let said = window.named(|n| n.starts_with("当前为示例文档"))[0].rect();
        assert!(said.right() < ready.left(), "{width}: {said} {ready}");
        window.keys(Modifiers::ALT, Key::ArrowDown);
        let said = window.named(|n| n.starts_with("A ") && n.contains(" · "))[0].rect();
        assert!(said.right() < ready.left(), "{width}: {said} {ready}");
    }
}

#[test]
fn a_window_that_changes_its_size_keeps_working() {
    let mut window = Window::first_start();
    for size in [vec2(640.0, 420.0), vec2(2560.0, 1440.0), vec2(1000.0, 300.0), OFFICE] {
        window.harness.set_size(size);
        window.settle();
        assert!(!window.panes().is_empty());
    }
    assert_eq!(window.panes(), &SAMPLES[..3]);
}
