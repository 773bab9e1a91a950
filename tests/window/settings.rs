//! The settings page: each change at once, and kept.

use egui::{Key, vec2};
use jiedu::ui::{Startup, ThemeChoice, TieMode};
use jiedu::workspace::{ColourSet, Session, Settings, WindowPlace, load_session, save_session};

use crate::support::{OFFICE, Window, startup};

#[test]
fn changes_take_effect_at_once_and_come_back_at_the_next_start() {
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("session.json");
    let mut window = Window::start(OFFICE, Startup { session_file: Some(file.clone()), ..startup() });
    window.ctrl(Key::Comma);
    assert!(window.state().settings.open);
    window.click("外观：深色");
    window.click("滚动方式：各自滚动");
    window.click("类别颜色：色觉友好");
    window.click("没有别的可打开时，打开示例文档");
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Dark);
    window.key(Key::Escape);
    assert!(!window.state().settings.open);
    drop(window);
    let session = load_session(&file).unwrap();
    assert_eq!((session.theme, session.tie), (ThemeChoice::Dark, TieMode::Free));
    assert_eq!((session.settings.colours, session.settings.samples_at_start), (ColourSet::Safe, false));
    let window = Window::start(OFFICE, Startup { session: Some(session), ..startup() });
    assert!(window.state().documents.is_empty(), "no samples where none are wanted");
    assert_eq!(window.state().settings.values.colours, ColourSet::Safe);
}

#[test]
fn restoring_gives_the_first_settings_back() {
    let settings = Settings { line_spacing: 2.0, colours: ColourSet::Safe, ..Settings::default() };
    let session = Session { theme: ThemeChoice::Dark, text_size: 20.0, settings, samples: true, ..Session::default() };
    let mut window = Window::start(OFFICE, Startup { session: Some(session), ..startup() });
    window.ctrl(Key::Comma);
    window.click("全部恢复为初始设置");
    assert_eq!(window.state().settings.values, Settings::default());
    assert_eq!((window.state().text_size, window.state().theme), (15.0, ThemeChoice::System));
}

#[test]
fn more_room_between_rows_is_more_room_in_the_text() {
    let height = |line_spacing| {
        let settings = Settings { line_spacing, ..Settings::default() };
        let window =
            Window::start(OFFICE, Startup { session: Some(Session { settings, samples: true, ..Session::default() }), ..startup() });
        let state = window.state();
        state.panes.values().find_map(|p| p.seen.as_ref()).map(|seen| seen.visible.len())
    };
    let (close, wide) = (height(1.3).unwrap(), height(2.4).unwrap());
    assert!(close > wide, "{close} bytes in view, {wide} with wider rows");
}

#[test]
fn a_font_that_is_not_there_is_said_and_the_bundled_one_stays() {
    let settings = Settings { text_font: Some("没有这种字体".to_owned()), ..Settings::default() };
    let mut window =
        Window::start(OFFICE, Startup { session: Some(Session { settings, samples: true, ..Session::default() }), ..startup() });
    let start = std::time::Instant::now();
    while !window.shows_part("改用自带的字体") {
        assert!(start.elapsed().as_secs() < 20, "nobody said so");
        window.harness.step();
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    window.settle();
    assert_eq!(window.state().settings.missing, ["没有这种字体"]);
    assert!(!window.panes().is_empty());
}

#[test]
fn old_and_strange_session_files_are_read() {
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("session.json");
    std::fs::write(&file, r#"{"samples":true,"text_size":18.0}"#).unwrap();
    let session = load_session(&file).expect("an old file");
    assert_eq!((session.text_size, session.settings.clone(), session.window), (18.0, Settings::default(), None));
    let place = WindowPlace { size: [900.0, 700.0], position: Some([-20.0, 40.0]), maximised: true };
    let session = Session { window: Some(place), recent_commands: vec!["about".into(), "no such".into()], ..session };
    save_session(&file, &session).unwrap();
    assert_eq!(load_session(&file).unwrap(), session);
    let mut window = Window::start(OFFICE, Startup { session: Some(session), ..startup() });
    window.ctrl(Key::K);
    assert_eq!(window.state().chooser.recent.len(), 1, "a command that is no more is forgotten");
}

#[test]
fn the_page_fits_small_windows_and_large_scales() {
    for (size, scale) in [(vec2(400.0, 320.0), 1.0), (vec2(1280.0, 800.0), 1.0), (vec2(500.0, 400.0), 3.0)] {
        let mut window = Window::start(size, startup());
        let viewports = &mut window.harness.input_mut().viewports;
        viewports.get_mut(&egui::ViewportId::ROOT).unwrap().native_pixels_per_point = Some(scale);
        window.ctrl(Key::Comma);
        let page = window.named(|n| n == "设置")[0].rect();
        assert!(page.left() >= 0.0 && page.right() <= size.x, "{size} x{scale}: {page}");
        assert!(window.shows("语言：English"));
    }
}
