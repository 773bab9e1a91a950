//! Much at once: long texts, many documents, changes while work is under way.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use jiedu::ui::AppState;

use crate::dropped::drop_file;
use crate::opening::folder;
use crate::paths::SAMPLES;
use crate::support::{OFFICE, Window, plan, startup};

fn long_text() -> String {
    let sentence = "各居民区要推进垃圾分类和加装电梯，完善一网统管，办好民生实事项目。";
    plan("江浦路街道", 2023, &format!("{sentence}\n").repeat(1_000_000 / sentence.len()))
}

#[test]
fn the_window_goes_on_while_a_long_text_is_read() {
    let mut window = Window::first_start();
    drop_file(&mut window.harness, "x/长.txt", long_text());
    window.harness.step();
    assert!(window.busy(), "nothing was read within the frame");
    assert_eq!(window.panes().len(), 3, "what was open is still there");
    let mut frames = 0;
    while window.busy() {
        window.harness.step();
        frames += 1;
        assert!(frames < 100_000);
    }
    assert!(frames >= 3, "{frames} frames while the work went on");
    window.settle();
    assert_eq!(window.document_rows(), ["江浦路街道 2023 工作要点"]);
    assert!(window.state().comparison.documents[0].text.len() > 900_000);
}

#[test]
fn what_is_closed_while_it_is_read_does_not_come_back() {
    let mut window = Window::first_start();
    drop_file(&mut window.harness, "x/长.txt", long_text());
    window.harness.run_steps(2);
    let row = window.named(|n| n.starts_with("文档 F 长.txt")).iter().map(|n| n.rect().center()).next().expect("its row");
    window.harness.hover_at(row);
    window.harness.step();
    window.harness.get_by_role_and_label(Role::Button, "关闭 长.txt").click();
    window.harness.step();
    assert_eq!(window.document_rows(), SAMPLES);
    window.settle();
    assert_eq!(window.document_rows(), SAMPLES);
}

#[test]
fn the_user_can_act_while_work_is_under_way() {
    let mut window = Window::start_at_work(OFFICE, startup());
    drop_file(&mut window.harness, "x/长.txt", long_text());
    for (modifiers, key) in
        [(Modifiers::COMMAND, Key::F), (Modifiers::ALT, Key::ArrowDown), (Modifiers::NONE, Key::Escape), (Modifiers::COMMAND, Key::Plus)]
    {
        window.harness.key_press_modifiers(modifiers, key);
        window.harness.step();
    }
    assert_eq!(window.state().text_size, 16.0);
    window.settle();
    assert_eq!(window.document_rows().len(), 1);
}

#[test]
fn thirty_documents_open_from_a_folder() {
    let files: Vec<(String, String)> = (0..30).map(|k| (format!("{k:02}.txt"), plan("江浦路街道", 1995 + k, "一"))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let files = folder(&files);
    let mut window = Window::with_files([files.path().to_owned()]);
    assert_eq!(window.state().comparison.documents.len(), 30);
    assert!(window.shows("30 份文档，全部就绪"));
    assert_eq!((AppState::letter(25), AppState::letter(26)), ("Z".to_owned(), "27".to_owned()));
    window.keys(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(window.state().selected_initiative().unwrap().document_count(), 30);
    window.key(Key::E);
    window.ctrl(Key::F);
    window.text("垃圾分类");
    assert!(window.shows_part("1/30"));
    window.picture();
}
