//! The menus and the toolbar that holds them.

use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::kittest::NodeT as _;
use jiedu::ui::{Menu, Startup, View, entries};
use jiedu::workspace::{Language, Session};

use crate::support::{Window, name_of, startup};

#[test]
fn every_command_stands_in_its_menu_with_its_keys() {
    let mut window = Window::first_start();
    for menu in Menu::ALL {
        window.click(menu.name());
        for entry in entries().filter(|entry| entry.menu == menu) {
            let name = entry.name;
            let found = window.named(move |n| n == name).into_iter().filter(|n| n.accesskit_node().role() == Role::Button).count();
            assert!(found >= 1, "{name} in {}", menu.name());
        }
        window.key(Key::Escape);
    }
}

#[test]
fn the_bar_folds_and_nothing_overlaps_from_320_to_2560() {
    for language in [Language::Chinese, Language::English] {
        for width in [320.0, 400.0, 480.0, 560.0, 640.0, 720.0, 800.0, 900.0, 1024.0, 1280.0, 1600.0, 2560.0] {
            let session = Session { language, samples: true, ..Session::default() };
            let window = Window::start(vec2(width, 500.0), Startup { session: Some(session), ..startup() });
            let roles = [Role::Button, Role::RadioButton];
            let mut bar: Vec<(f32, f32, String)> = window
                .named(|_| true)
                .into_iter()
                .filter(|n| roles.contains(&n.accesskit_node().role()) && n.rect().bottom() <= 46.0)
                .map(|n| (n.rect().left(), n.rect().right(), name_of(&n).unwrap_or_default()))
                .collect();
            bar.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert!(bar.len() >= 4, "{width}: {bar:?}");
            assert!(bar[0].0 >= 0.0 && bar[bar.len() - 1].1 <= width, "{width}: {bar:?}");
            for pair in bar.windows(2) {
                assert!(pair[0].1 <= pair[1].0 + 0.5, "{language:?} {width}: {pair:?}");
            }
            let switch = bar.iter().filter(|(.., name)| View::ALL.iter().any(|v| jiedu::ui::t(v.name()) == name)).count();
            if width >= 1280.0 {
                assert_eq!(switch, 7, "{language:?} {width}: {bar:?}");
            }
        }
    }
}

#[test]
fn a_folded_window_has_all_menus_behind_one_button() {
    let mut window = Window::start(vec2(480.0, 600.0), startup());
    window.click("菜单");
    for menu in Menu::ALL {
        assert!(window.shows(menu.name()), "{}", menu.name());
    }
    window.key(Key::Escape);
    window.click("视图：对读");
    window.click("矩阵");
    assert_eq!(window.state().view, View::Matrix);
}

#[test]
fn f10_opens_the_first_menu() {
    let mut window = Window::first_start();
    window.key(Key::F10);
    assert!(window.shows("退出"));
    window.key(Key::Escape);
    assert!(!window.shows("退出"));
}

#[test]
fn what_cannot_be_done_is_greyed_and_what_is_on_is_told() {
    let mut window = Window::first_start();
    window.click("编辑");
    let undo = window.named(|n| n == "撤销");
    assert!(undo[0].accesskit_node().is_disabled());
    window.key(Key::Escape);
    window.click("查看");
    let on = window.named(|n| n == "按主题同步");
    let marked = |n: &egui_kittest::Node<'_>| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
    assert!(on.iter().any(marked), "the way of scrolling in use is marked");
}
