//! Pictures of the views of gaps and years, for the eye: written to a folder that JIEDU_GALLERY names.

use egui::{Key, vec2};

use crate::support::{Window, startup};

#[test]
fn gallery() {
    let Some(folder) = std::env::var_os("JIEDU_GALLERY").map(std::path::PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for (size, name) in [(vec2(1280.0, 800.0), "office"), (vec2(2560.0, 1440.0), "wide"), (vec2(640.0, 600.0), "narrow")] {
        let mut window = Window::start(size, startup());
        let shoot = |window: &mut Window, what: &str| {
            window.picture().save(folder.join(format!("{name}-{what}.png"))).unwrap();
        };
        window.ctrl(Key::Num3);
        shoot(&mut window, "gaps");
        window.key(Key::ArrowDown);
        window.key(Key::ArrowRight);
        shoot(&mut window, "gaps-open");
        window.click_beginning("它有，别家少");
        shoot(&mut window, "gaps-ahead");
        window.ctrl(Key::Num4);
        shoot(&mut window, "years");
        window.key(Key::ArrowRight);
        window.key(Key::ArrowDown);
        shoot(&mut window, "years-open");
        window.key(Key::ArrowLeft);
        window.key(Key::ArrowLeft);
        window.click("比较 C 2021 工作总结");
        window.click("显示或收起按类别的图");
        shoot(&mut window, "years-three-picture");
        if size.x > 900.0 {
            window.click("跟随系统");
            window.click("浅色");
            shoot(&mut window, "years-dark");
            window.ctrl(Key::Num3);
            shoot(&mut window, "gaps-dark");
        }
    }
}
