//! Files of every format in the window; those that harm stand beside the others with what is wrong; reading can be stopped.

use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use jiedu::ui::{OpenState, Startup};
use jiedu::worker::isolation::{Importers, Limits};

use crate::answers::Answers;
use crate::support::{OFFICE, Window, startup};

fn testdata(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/testdata").join(name)
}

#[test]
fn the_same_plan_opens_in_every_format_and_harm_stands_beside_it() {
    let read = ["own__gw.docx", "own__gw.doc", "own__gw.odt", "own__gw.rtf", "own__gw.html", "own__gw.pdf"];
    let refused = [("poi__PasswordProtected.doc", "已加密"), ("hostile__deep.docx", "嵌套过深"), ("tika__testWORKS.wps", "Works")];
    let paths = read.iter().copied().chain(refused.map(|(name, _)| name)).map(testdata).collect();
    let window = Window::start(OFFICE, Startup { paths, ..startup() });
    let state = window.state();
    let ready = |name: &str| {
        let document = state.documents.iter().find(|d| d.name == name).unwrap_or_else(|| panic!("no {name}"));
        match &document.state {
            OpenState::Ready(document) => document.label(),
            other => panic!("{name}: {other:?}"),
        }
    };
    for name in read {
        assert_eq!(ready(name), "华阳路街道 2025 工作计划", "{name}");
    }
    for (name, word) in refused {
        let document = state.documents.iter().find(|d| d.name == name).unwrap();
        assert!(
            matches!(&document.state, OpenState::Failed(why) if why.contains(word) && why.contains('请')),
            "{name}: {:?}",
            document.state
        );
    }
    // The same six times: the wording of each shared initiative is in all of them.
    assert_eq!(state.comparison.documents.len(), read.len());
    assert!(
        state.comparison.initiatives.iter().any(|i| i.name == "垃圾分类" && (0..6).all(|d| i.mentions.iter().any(|m| m.document == d)))
    );
}

#[test]
fn a_table_of_a_word_file_has_its_cells_in_the_pane() {
    let mut window = Window::with_files([testdata("own__gw.docx")]);
    let end = window.state().comparison.documents[0].text.len();
    window.read("华阳路街道 2025 工作计划");
    window.key(egui::Key::End);
    window.settle();
    let cells = window.names(Role::Cell);
    assert!(cells.iter().any(|cell| cell == "既有多层住宅加装电梯20台"), "{cells:?} of a text of {end} bytes");
    assert!(window.names(Role::ColumnHeader).iter().any(|cell| cell == "责任部门"));
}

#[cfg(unix)]
#[test]
fn reading_that_hangs_can_be_stopped() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("importer");
    std::fs::write(&program, "#!/bin/sh\nexec sleep 600\n").unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let importers = Arc::new(Importers::new(program, Limits::default()));
    let paths = vec![testdata("own__gw.docx"), testdata("own__gw.odt"), testdata("own__wusong.utf8.txt")];
    let start = Startup { paths, dialogs: Box::new(Answers::default()), ..Startup::new(importers) };
    let mut window = Window::start_at_work(OFFICE, start);
    let begun = std::time::Instant::now();
    // The three are told one by one as they are met: on a busy machine the first can be read before the others are known.
    while !(window.shows_part("正在读取 1 / 3") && window.shows("停止读取")) {
        window.harness.step();
        std::thread::sleep(std::time::Duration::from_millis(5));
        assert!(begun.elapsed() < std::time::Duration::from_secs(60), "the text is read, the other two hang, and reading can be stopped");
    }
    window.click("停止读取");
    window.settle();
    assert!(window.shows_part("已停止读取，2 份没有打开"));
    assert_eq!(window.document_rows(), ["吴淞街道 2021 工作要点"]);
    assert!(!window.shows("停止读取"));
}
