//! Little room: a window 400 pixels wide, an old office's, one at three times the scale. Everything can be reached, nothing lies over anything else.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, Rect, Vec2, ViewportId, vec2};
use egui_kittest::kittest::NodeT as _;
use jiedu::ui::{Command, Startup, View};
use jiedu::workspace::{Language, Session};

use crate::support::{Window, name_of, startup};

const VIEWS: [Key; 7] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7];

/// Sizes in points, and the scale: 1280x800 at three is 427x267.
const SIZES: [(Vec2, f32); 3] = [(vec2(400.0, 700.0), 1.0), (vec2(427.0, 267.0), 3.0), (vec2(640.0, 480.0), 1.0)];

/// The samples in so much room, with a chosen initiative.
fn small(size: Vec2, scale: f32, language: Language) -> Window {
    let session = Session { language, samples: true, ..Session::default() };
    let mut window = Window::start(size, Startup { session: Some(session), ..startup() });
    let viewports = &mut window.harness.input_mut().viewports;
    viewports.get_mut(&ViewportId::ROOT).unwrap().native_pixels_per_point = Some(scale);
    window.harness.input_mut().screen_rect = Some(Rect::from_min_size(egui::Pos2::ZERO, size));
    window.settle();
    let chosen = window.state().comparison.initiatives.iter().find(|i| i.document_count() == 3).map(|i| i.id.clone());
    window.command(Command::Select(chosen));
    window
}

/// All that is to be seen: each view, and what lies over it, by a name.
fn each(window: &mut Window, mut look: impl FnMut(&mut Window, &str)) {
    for (key, view) in VIEWS.into_iter().zip(View::ALL) {
        window.ctrl(key);
        assert_eq!(window.state().view, view);
        look(window, view.name());
    }
    window.ctrl(Key::Num1);
    window.key(Key::E);
    look(window, "依据");
    window.key(Key::E);
    window.ctrl(Key::F);
    look(window, "查找");
    window.key(Key::Escape);
    window.ctrl(Key::K);
    look(window, "命令");
    window.key(Key::Escape);
    window.ctrl(Key::Comma);
    look(window, "设置");
    window.key(Key::Escape);
    window.key(Key::F1);
    look(window, "说明");
    window.key(Key::Escape);
    window.command(Command::ToggleAbout);
    look(window, "关于");
    window.key(Key::Escape);
}

/// Controls that stand beside the screen: tables scroll sideways, but their controls are cells and heads, not these.
fn out_of_reach(window: &Window) -> Vec<String> {
    let width = window.harness.ctx.content_rect().width();
    let roles = [Role::Button, Role::RadioButton, Role::CheckBox, Role::TextInput, Role::ComboBox, Role::MenuItem];
    let nodes = window.named(|_| true);
    nodes
        .iter()
        .filter(|n| roles.contains(&n.accesskit_node().role()))
        .filter(|n| n.rect().right() > width + 1.0 || n.rect().left() < -1.0)
        .map(|n| format!("{} {}", name_of(n).unwrap_or_default(), n.rect()))
        .collect()
}

#[test]
fn every_view_and_what_lies_over_it_fits_little_room() {
    let mut wrong = Vec::new();
    for language in [Language::Chinese, Language::English] {
        for (size, scale) in SIZES {
            let mut window = small(size, scale, language);
            each(&mut window, |window, name| {
                window.picture();
                wrong.extend(out_of_reach(window).into_iter().map(|what| format!("{language:?} {size} {name}: {what}")));
                let center = window.harness.ctx.content_rect();
                assert!(center.width() <= size.x + 0.5);
            });
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Pictures for the eye: `JIEDU_PICTURES=folder cargo test --test window small::pictures -- --ignored`.
#[test]
#[ignore = "writes pictures for people to look at"]
fn pictures() {
    let Some(out) = std::env::var_os("JIEDU_PICTURES").map(PathBuf::from) else { return };
    for (size, scale) in SIZES {
        let mut window = small(size, scale, Language::Chinese);
        let mut number = 0;
        each(&mut window, |window, name| {
            number += 1;
            window.picture().save(out.join(format!("{}x{}-{number:02}-{name}.png", size.x, size.y))).unwrap();
        });
    }
}
