//! Pictures for the eye of what several views have in common: filters, notes, marks of footnotes, threads.
//! `JIEDU_PICTURES=folder cargo test --test window seen:: -- --ignored`.

use std::path::PathBuf;

use egui::{Key, Vec2, vec2};
use jiedu::structure::Anchor;
use jiedu::ui::{Command, ConcordanceCommand, GapsCommand, ReadingCommand, ThemeChoice, View, WorkCommand};
use jiedu::workspace::{About, Note};

use crate::matrix::streets_and_years;
use crate::support::{OFFICE, Window, startup};

fn folder() -> Option<PathBuf> {
    std::env::var_os("JIEDU_PICTURES").map(PathBuf::from)
}

fn save(window: &mut Window, name: &str) {
    if let Some(folder) = folder() {
        window.picture().save(folder.join(format!("{name}.png"))).unwrap();
    }
}

/// As it shows now, the pointer where it is.
fn save_as_it_is(window: &mut Window, name: &str) {
    if let Some(folder) = folder() {
        window.settle();
        window.harness.render().unwrap().save(folder.join(format!("{name}.png"))).unwrap();
    }
}

fn at(size: Vec2, dark: bool) -> Window {
    let mut window = Window::start(size, startup());
    if dark {
        window.command(Command::Theme(ThemeChoice::Dark));
    }
    window
}

#[test]
#[ignore = "writes pictures for people to look at"]
fn matrix() {
    for (name, size) in [("640", vec2(640.0, 700.0)), ("1280", OFFICE), ("2560", vec2(2560.0, 1200.0))] {
        let mut window = streets_and_years(size);
        if size.x > 1000.0 {
            window.click("矩阵显示的街道：全部");
            window.click("西门路街道（2 份）");
            save(&mut window, &format!("matrix-{name}-menu"));
            window.key(Key::Escape);
        }
        save(&mut window, &format!("matrix-{name}"));
    }
}

/// A note on the first long sentence in view of the first pane.
fn noted(window: &mut Window) {
    let anchor = {
        let state = window.state();
        let document = &state.comparison.documents[0];
        let paragraph = document.paragraphs.iter().filter(|p| p.span.len() > 300).nth(1).unwrap();
        let end = document.text.floor_char_boundary(paragraph.span.start.0 + 240);
        Anchor::of(document, jiedu::text::Span::new(document.text.ceil_char_boundary(paragraph.span.start.0 + 60), end))
    };
    window
        .command(Command::Work(WorkCommand::Note(Note {
            about: About::Passage(anchor), text: "与去年的口径不同，找区里核对".to_owned()
        })));
}

#[test]
#[ignore = "writes pictures for people to look at"]
fn notes() {
    for (name, size, dark) in [("1280", OFFICE, false), ("2560-dark", vec2(2560.0, 1200.0), true)] {
        let mut window = at(size, dark);
        noted(&mut window);
        window.key(Key::F9);
        save_as_it_is(&mut window, &format!("notes-{name}"));
    }
}

#[test]
#[ignore = "writes pictures for people to look at"]
fn unplanned() {
    for (name, size, dark) in [("1280", OFFICE, false), ("1800-dark", vec2(1800.0, 1000.0), true)] {
        let mut window = at(size, dark);
        window.ctrl(Key::Num5);
        window.click_beginning("兑现只看计划外");
        window.ctrl(Key::Num5);
        window.key(Key::ArrowDown);
        save(&mut window, &format!("unplanned-{name}"));
    }
}

#[test]
#[ignore = "writes pictures for people to look at"]
fn footnotes() {
    let mut window = at(OFFICE, false);
    let found = {
        let state = window.state();
        let mut found = None;
        for (k, document) in state.comparison.documents.iter().enumerate() {
            for initiative in &state.comparison.initiatives {
                let mention = initiative.mentions_in(k).find(|m| {
                    let around = jiedu::text::sentence_around(&document.text, m.span.start);
                    around.of(&document.text).contains("[^") && !document.footnotes.iter().any(|f| f.span.overlaps(m.span))
                });
                if mention.is_some() && initiative.mentions_in((k + 1) % 3).next().is_none() {
                    found = Some(initiative.id.clone());
                }
            }
        }
        found.unwrap()
    };
    window.command(Command::Select(Some(found.clone())));
    window.key(Key::E);
    save(&mut window, "footnotes-evidence");
    window.command(Command::Show(View::Gaps));
    window.command(Command::Gaps(GapsCommand::Toggle(found)));
    save(&mut window, "footnotes-gaps");
    window.command(Command::Concordance(ConcordanceCommand::Search(Some("融合".to_owned()))));
    save(&mut window, "footnotes-concordance");
}

#[test]
#[ignore = "writes pictures for people to look at"]
fn figures() {
    for (name, size) in [("640", vec2(640.0, 700.0)), ("1280", OFFICE)] {
        let mut window = at(size, false);
        window.ctrl(Key::Num6);
        for _ in 0..9 {
            window.key(Key::ArrowRight);
        }
        save(&mut window, &format!("figures-{name}"));
    }
}

#[test]
#[ignore = "writes pictures for people to look at"]
fn threads() {
    for (name, size, dark) in [("1280", OFFICE, false), ("2560", vec2(2560.0, 1200.0), false), ("2560-dark", vec2(2560.0, 1200.0), true)] {
        let mut window = at(size, dark);
        let wanted = {
            let state = window.state();
            let initiatives = state.comparison.initiatives.iter();
            let found = initiatives.max_by_key(|i| (i.document_count() * 100).saturating_sub(i.mentions.len()));
            found.unwrap().id.clone()
        };
        window.command(Command::Select(Some(wanted)));
        save(&mut window, &format!("threads-{name}"));
        window.command(Command::Tie(jiedu::ui::TieMode::Free));
        let shown = window.state().shown.clone();
        for (k, key) in shown.into_iter().enumerate().skip(1) {
            let span = {
                let state = window.state();
                let document = &state.comparison.documents[state.compared_index(key).unwrap()];
                let sections = &document.sections;
                sections[(if k % 2 == 0 { 1 } else { sections.len() - 1 }).min(sections.len() - 1)].span
            };
            window.command(Command::Reveal { key, span });
        }
        save(&mut window, &format!("threads-{name}-apart"));
        window.command(Command::Reading(ReadingCommand::EvenOut));
        let controls = window.named(|n| n.contains("（与") && n.contains("相连）")).len();
        assert!(controls > 0, "{name}: arrowheads point to what is out of view");
    }
}
