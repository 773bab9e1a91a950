//! What the window writes down for tests from outside.

use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use jiedu::ui::Startup;
use serde_json::Value;

use crate::initiatives::choose;
use crate::support::{OFFICE, Window, startup};

fn read(file: &std::path::Path) -> Value {
    serde_json::from_slice(&std::fs::read(file).expect("a dump")).expect("JSON")
}

#[test]
fn the_state_is_written_whenever_the_window_has_come_to_rest() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let mut window = Window::start(OFFICE, Startup { state_dump: Some(file.clone()), ..startup() });
    let first = read(&file);
    assert_eq!(first["initiative"], Value::Null);
    assert_eq!(first["tie"], "topic");
    let shown: Vec<&str> = first["documents"].as_array().unwrap().iter().map(|d| d["shown"].as_str().unwrap()).collect();
    assert_eq!(shown, ["pane", "pane", "pane", "stub", "stub"]);
    assert!(first["first_frame_ms"].as_u64() <= first["first_compared_ms"].as_u64());
    assert!(first["first_compared_ms"].as_u64() <= first["first_rest_ms"].as_u64());
    assert_eq!(first["documents"][0]["scroll_y"], 0.0);

    choose(&mut window, |i| i.name == "垃圾分类");
    let chosen = read(&file);
    assert_eq!(chosen["initiative"]["name"], "垃圾分类");
    let state = window.state();
    for (index, document) in state.comparison.documents.iter().enumerate().take(3) {
        let told = &chosen["documents"][index];
        let mention = state.current_mention(index);
        assert_eq!(told["label"], document.label());
        assert_eq!(told["mention_visible"], mention.is_some());
        assert_eq!(told["mention"][0].as_u64(), mention.map(|m| m.span.start.0 as u64));
        let reader = &state.panes[&state.compared[index]].reader;
        assert_eq!(told["scroll_y"].as_f64(), Some(reader.scroll_y()));
        if let Some(mention) = mention {
            let seen = (told["visible"][0].as_u64().unwrap(), told["visible"][1].as_u64().unwrap());
            assert!(seen.0 <= mention.span.start.0 as u64 && mention.span.end.0 as u64 <= seen.1);
        }
    }
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let mut window = Window::start(OFFICE, Startup { state_dump: Some(file.clone()), ..startup() });
    std::fs::remove_file(&file).unwrap();
    window.harness.run_steps(20);
    std::thread::sleep(Duration::from_millis(50));
    assert!(!file.exists());
    window.harness.get_by_role_and_label(Role::Document, "吴淞街道 2021 工作要点").focus();
    window.key(Key::PageDown);
    assert!(read(&file)["documents"][0]["scroll_y"].as_f64() > Some(100.0));
}
