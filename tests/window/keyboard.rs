//! Names for screen readers, and the way round the window by Tab.

use std::collections::BTreeSet;

use egui::Key;

use crate::support::Window;

/// Every control has a name, in every state of the window.
#[test]
fn every_control_has_a_name() {
    let mut window = Window::first_start();
    let check = |window: &Window, what: &str| {
        let unnamed = window.harness.unnamed_widgets();
        assert!(unnamed.is_empty(), "{what}: {unnamed:?}");
        let clickable = window.unnamed_clickable();
        assert!(clickable.is_empty(), "{what}: {clickable:?}");
    };
    check(&window, "first start");
    window.ctrl(Key::F);
    window.text("社区");
    check(&window, "find");
    window.key(Key::Escape);
    window.keys(egui::Modifiers::ALT, Key::ArrowDown);
    window.key(Key::E);
    check(&window, "evidence");
    window.open_menu("输入路径…");
    check(&window, "path field");
    window.key(Key::Escape);
    window.key(Key::F1);
    check(&window, "help");
    window.key(Key::Escape);
    window.menu_of("文档 A 吴淞街道 2021 工作要点");
    check(&window, "menu");
    window.click("详情与修复记录");
    check(&window, "particulars");
    window.key(Key::Escape);
    window.open_menu("全部关闭");
    check(&window, "empty");
}

#[test]
fn tab_goes_round_every_control() {
    let mut window = Window::first_start();
    let mut seen = BTreeSet::new();
    for _ in 0..150 {
        window.key(Key::Tab);
        seen.extend(window.focused());
    }
    let wanted = [
        "打开…",
        "文件",
        "帮助",
        "对读",
        "检索",
        "查找或输入命令…",
        "打印…",
        "字号 15",
        "显示依据",
        "筛选事项",
        "全部",
        "文档 A 吴淞街道 2021 工作要点",
        "展开 华阳路街道 2025 工作计划",
    ];
    for name in wanted {
        assert!(seen.contains(name), "{name} is not reached: {seen:#?}");
    }
    assert!(seen.iter().any(|n| n.starts_with("大纲")), "{seen:#?}");
    assert!(seen.contains("友谊路街道 2021 工作要点"), "the reader is not reached");
}

#[test]
fn space_and_enter_press_what_has_the_keyboard() {
    let mut window = Window::first_start();
    window.focus("查找或输入命令…");
    window.key(Key::Enter);
    assert!(window.state().chooser.open);
    window.key(Key::Escape);
    window.focus("展开 华阳路街道 2025 工作计划");
    window.key(Key::Space);
    assert!(window.panes().contains(&"华阳路街道 2025 工作计划".to_owned()));
}
