//! Much at once: long texts, many documents, changes while work is under way.

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;
use jiedu::ui::{AppState, OpenState, Startup};

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
    assert!(window.shows("30 份文档提及，0 份未提及"));
    // Stubs beyond the edge are scrolled to.
    let last = "展开 江浦路街道 2024 工作要点";
    assert!(window.place(Role::Button, last).top() > OFFICE.y);
    window.focus(last);
    assert!(window.place(Role::Button, last).bottom() < OFFICE.y);
    window.key(Key::Enter);
    assert_eq!(window.panes().last().unwrap(), "江浦路街道 2024 工作要点");
    window.key(Key::E);
    window.ctrl(Key::F);
    window.text("垃圾分类");
    assert!(window.shows_part("1/30"));
    window.picture();
}

#[test]
fn a_file_of_200_mb_is_refused_with_the_limit_and_the_others_open() {
    let files = folder(&[("a.txt", plan("江浦路街道", 2023, "一").as_bytes()), ("huge.txt", b"")]);
    let huge = files.path().join("huge.txt");
    std::fs::File::options().write(true).open(&huge).unwrap().set_len(200 << 20).unwrap();
    let window = Window::with_files([files.path().to_owned()]);
    let state = window.state();
    let OpenState::Failed(reason) = &state.documents[1].state else { panic!("{:?}", state.documents[1].state) };
    assert!(reason.contains("200 MB") && reason.contains("64 MB"), "{reason}");
    assert!(matches!(state.documents[0].state, OpenState::Ready(_)));
    assert_eq!(state.comparison.documents.len(), 1);
}

#[test]
fn of_ten_thousand_headings_only_those_in_view_are_laid_out_and_the_one_read_is_among_them() {
    let headings: String = (0..10_000).map(|k| format!("{}.做好第{k}项工作\n推进第{k}项任务落地见效。\n", k % 99 + 1)).collect();
    let files = folder(&[("a.txt", format!("江浦路街道2023年工作要点\n{headings}").as_bytes())]);
    let mut window = Window::start(vec2(1500.0, 900.0), Startup { paths: vec![files.path().join("a.txt")], ..startup() });
    let entries = window.names(Role::TreeItem);
    assert!((10..100).contains(&entries.len()) && entries[0] == "1.做好第0项工作", "{} {:?}", entries.len(), entries.first());
    window.read("江浦路街道 2023 工作要点");
    window.keys(Modifiers::COMMAND, Key::End);
    let entries = window.names(Role::TreeItem);
    assert!((10..100).contains(&entries.len()) && entries.iter().any(|e| e.ends_with("做好第9999项工作")), "{:?}", entries.last());
}
