use crate::support::OFFICE;
use egui::{Key, vec2};

fn save(window: &mut crate::support::Window, name: &str) {
    std::fs::create_dir_all("/tmp/v2").unwrap();
    window.picture().save(format!("/tmp/v2/{name}.png")).unwrap();
}

#[test]
fn pictures_v2() {
    for (size, label) in [(OFFICE, "office"), (vec2(2560.0, 1440.0), "wide"), (vec2(820.0, 600.0), "narrow"), (vec2(640.0, 420.0), "small")]
    {
        for dark in [false, true] {
            if dark && label != "office" {
                continue;
            }
            let theme = if dark { "dark" } else { "light" };
            let mut w = crate::promises::samples_at(size);
            if dark {
                w.click("跟随系统");
                w.click("浅色");
            }
            save(&mut w, &format!("promises-{label}-{theme}"));
            w.ctrl(Key::Num5);
            w.key(Key::ArrowDown);
            w.key(Key::ArrowDown);
            w.key(Key::Num1);
            w.key(Key::ArrowDown);
            save(&mut w, &format!("promises-chosen-{label}-{theme}"));
            let mut w = crate::figures::samples_at(size);
            if dark {
                w.click("跟随系统");
                w.click("浅色");
            }
            save(&mut w, &format!("figures-{label}-{theme}"));
            w.ctrl(Key::Num6);
            w.key(Key::ArrowDown);
            w.key(Key::ArrowRight);
            save(&mut w, &format!("figures-chosen-{label}-{theme}"));
            w.click("同类指标并排对照");
            w.click_beginning("看全部对象");
            save(&mut w, &format!("side-{label}-{theme}"));
        }
    }
}
