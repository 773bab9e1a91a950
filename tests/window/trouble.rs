//! What goes wrong beside what goes well: many files of which some fail, names without end, one initiative everywhere, a window that was closed
//! on a screen that is gone.

use egui::accesskit::Role;
use egui::{Key, Modifiers, ViewportCommand, ViewportId, vec2};
use egui_kittest::kittest::NodeT as _;
use jiedu::compare::Decision;
use jiedu::ui::{Command, OpenState, Startup, View, WorkCommand};
use jiedu::workspace::{Workspace, load_workspace};

use crate::opening::folder;
use crate::support::{OFFICE, Window, plan, startup};

const VIEWS: [Key; 7] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7];

/// Goes through all views.
fn look_at_all(window: &mut Window) {
    for (key, view) in VIEWS.into_iter().zip(View::ALL) {
        window.ctrl(key);
        assert_eq!(window.state().view, view);
        assert!(window.unnamed_clickable().is_empty(), "{}: {:?}", view.name(), window.unnamed_clickable());
        window.picture();
    }
}

#[test]
fn of_thirty_documents_five_fail_each_with_its_reason_and_the_others_are_compared() {
    let mut files: Vec<(String, Vec<u8>)> =
        (0..25).map(|k| (format!("{k:02}.txt"), plan("江浦路街道", 1998 + k, "推进一网统管。").into_bytes())).collect();
    let broken: [(&str, &[u8]); 5] = [
        ("坏1.txt", b""),
        ("坏2.txt", b"\0\x01\x02\x03\x04\x05\x06\x07\x08"),
        ("坏3.docx", b"PK\x03\x04 not a package"),
        ("坏4.pdf", b"%PDF-1.7\nnothing"),
        ("坏5.ofd", b"PK\x05\x06"),
    ];
    files.extend(broken.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())));
    let named: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let at = folder(&named);
    let mut window = Window::with_files([at.path().to_owned()]);
    {
        let state = window.state();
        assert_eq!((state.documents.len(), state.comparison.documents.len()), (30, 25));
        let failed: Vec<(&str, &str)> = state
            .documents
            .iter()
            .filter_map(|d| if let OpenState::Failed(reason) = &d.state { Some((d.name.as_str(), reason.as_str())) } else { None })
            .collect();
        assert_eq!(failed.iter().map(|(name, _)| *name).collect::<Vec<_>>(), broken.map(|(name, _)| name));
        assert!(failed.iter().all(|(_, reason)| reason.contains("请")), "{failed:?}");
    }
    look_at_all(&mut window);
}

#[test]
fn names_of_two_hundred_characters_are_elided_and_whole_on_request() {
    let long = "推进全域全时全要素城市运行精细化治理一体化平台".repeat(9);
    let street = format!("{}街道", "特别长的名字".repeat(32));
    let texts = [plan(&street, 2023, &format!("建设“{long}”。")), plan("大桥街道", 2023, &format!("建设“{long}”。"))];
    let name = format!("{}.txt", "长".repeat(80));
    let at = folder(&[(name.as_str(), texts[0].as_bytes()), ("b.txt", texts[1].as_bytes())]);
    for size in [OFFICE, vec2(640.0, 480.0)] {
        let mut window = Window::start(size, Startup { paths: vec![at.path().to_owned()], ..startup() });
        window.command(Command::Work(WorkCommand::Decide(Decision::Define {
            name: long.clone(),
            category: jiedu::initiative::Category::Digital,
            forms: Vec::new(),
        })));
        window.keys(Modifiers::ALT, Key::ArrowDown);
        look_at_all(&mut window);
        let inside = |window: &Window, role: Role| {
            let nodes: Vec<_> = window.named(|n| n.chars().count() > 100);
            let wide: Vec<_> = nodes
                .iter()
                .filter(|n| n.accesskit_node().role() == role && n.rect().width() > size.x + 1.0)
                .map(|n| (n.rect().width(), crate::support::name_of(n)))
                .collect();
            assert!(wide.is_empty(), "{size}: {wide:?}");
        };
        window.ctrl(Key::Num1);
        inside(&window, Role::Button);
        assert!(!window.named(|n| n.chars().count() > 100).is_empty(), "the whole name is there for who asks");
    }
}

#[test]
fn an_initiative_that_stands_five_thousand_times_is_counted_and_shown() {
    let line = "推进垃圾分类，做好垃圾分类宣传。\n";
    let text = plan("江浦路街道", 2023, &line.repeat(2500));
    let at = folder(&[("a.txt", text.as_bytes()), ("b.txt", plan("大桥街道", 2023, line).as_bytes())]);
    let mut window = Window::start(OFFICE, Startup { paths: vec![at.path().to_owned()], ..startup() });
    crate::initiatives::choose(&mut window, |i| i.mentions.len() >= 5000);
    let count = window.state().selected_initiative().unwrap().mentions_in(0).count();
    assert!(count >= 5000, "{count}");
    window.key(Key::E);
    look_at_all(&mut window);
    window.ctrl(Key::Num1);
    // A frame while it shows stays short: nothing is laid out for mentions out of view.
    let started = std::time::Instant::now();
    for _ in 0..20 {
        window.harness.step();
    }
    let frame = started.elapsed() / 20;
    assert!(frame.as_millis() < 250, "{frame:?} a frame, unoptimised");
    window.key(Key::F8);
    assert!(window.shows_part("5,00") || window.shows_part("500"), "the count is told");
}

#[test]
fn a_workspace_edited_by_hand_opens_with_what_can_be_understood_or_says_the_line() {
    let at = folder(&[("a.txt", plan("江浦路街道", 2023, "推进一网统管。").as_bytes())]);
    let path = at.path().join("比较.jiedu");
    let write = |text: &str| std::fs::write(&path, text).unwrap();
    // Names of documents and nothing else: what is not said is as in a new one.
    write("{\"format\": \"jiedu-workspace\", \"documents\": [{\"name\": \"a.txt\"}], \"note of mine\": 3}");
    let window = Window::with_files([path.clone()]);
    assert_eq!(window.state().comparison.documents.len(), 1, "found beside the workspace");
    drop(window);
    assert!(load_workspace(&path).unwrap().workspace.rest.contains_key("note of mine"));
    // A number where a name is to stand.
    write("{\"format\": \"jiedu-workspace\",\n \"documents\": [\n  {\"name\": 12}]}");
    let window = Window::with_files([path.clone()]);
    let offer = window.state().workspace.offer.as_ref().map(|o| o.message.clone()).unwrap_or_default();
    assert!(offer.contains("第 3 行") && offer.contains("请改正这一行"), "{offer}");
    drop(window);
    // Cut at every place: told each time, the file never touched.
    let whole = Workspace::default().to_bytes().unwrap();
    for cut in (1..whole.len() - 2).step_by(9) {
        std::fs::write(&path, &whole[..cut]).unwrap();
        let error = load_workspace(&path).expect_err("cut short").to_string();
        assert!(error.contains("文件没有改动"), "{cut}: {error}");
        assert_eq!(std::fs::read(&path).unwrap(), whole[..cut]);
    }
}

#[test]
fn the_systems_title_bar_says_what_is_open_and_that_it_is_not_saved() {
    let at = folder(&[("a.txt", plan("江浦路街道", 2023, "推进一网统管。").as_bytes())]);
    let mut window = Window::with_files([at.path().to_owned()]);
    let decision = Decision::Refuse { initiative: "城市运行一网统管".to_owned() };
    // Which frame tells the system depends on the work in the background: all of them are looked at.
    let mut told = Vec::new();
    window.harness.state().borrow_mut().as_mut().unwrap().send(Command::Work(WorkCommand::Decide(decision)));
    for _ in 0..200 {
        window.harness.step();
        let commands = &window.harness.output().viewport_output[&ViewportId::ROOT].commands;
        told.extend(commands.iter().filter_map(|c| if let ViewportCommand::Title(title) = c { Some(title.clone()) } else { None }));
        if !told.is_empty() && !window.busy() {
            break;
        }
    }
    assert_eq!(told, ["● 未命名 — 街读"]);
}
