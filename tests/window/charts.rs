//! Pictures of the matrix: the switch, the numbers, what the pointer tells, saving as PNG and SVG.

use std::fs;

use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::kittest::Queryable as _;
use jiedu::report::charts::ChartKind;
use jiedu::ui::{Picked, Startup};

use crate::answers::Answers;
use crate::paths::SAMPLES;
use crate::support::{OFFICE, Window, startup};

/// The first start with a picture in front.
pub fn picture_at(size: egui::Vec2, kind: ChartKind, answers: impl IntoIterator<Item = Picked>) -> Window {
    let mut window = Window::start(size, Startup { dialogs: Box::new(Answers::new(answers)), ..startup() });
    // By its key: in a narrow window the views are in a menu.
    window.ctrl(Key::Num2);
    window.click("以图显示矩阵");
    if kind != ChartKind::Shares {
        window.click(&format!("图：{}", kind.name()));
    }
    window
}

/// What the picture says to screen readers.
fn said(window: &Window, kind: ChartKind) -> (String, egui::Rect) {
    let start = format!("{}：", kind.title());
    let found = window.named(move |n| n.starts_with(&start));
    assert_eq!(found.len(), 1);
    (crate::support::name_of(&found[0]).unwrap(), found[0].rect())
}

#[test]
fn the_switch_puts_a_picture_in_the_place_of_the_table_and_back() {
    let mut window = picture_at(OFFICE, ChartKind::Shares, []);
    assert!(window.state().matrix.picture);
    assert!(window.names(Role::RowHeader).is_empty());
    let shared = window.state().comparison.initiatives.iter().filter(|i| i.is_shared()).count();
    assert!(window.shows(&format!("共有事项 {shared} 项")));
    assert_eq!(window.unnamed_clickable(), Vec::<String>::new());
    window.click("以表格显示矩阵");
    assert!(!window.names(Role::RowHeader).is_empty());
}

#[test]
fn the_pictures_count_what_the_table_shows() {
    let mut window = picture_at(OFFICE, ChartKind::Shares, []);
    let mentions = |window: &Window, document: usize, shared: bool| -> usize {
        let state = window.state();
        state.comparison.initiatives.iter().filter(|i| !shared || i.is_shared()).map(|i| i.mentions_in(document).count()).sum()
    };
    let (words, _) = said(&window, ChartKind::Shares);
    assert!(words.contains(&format!("A {}：共 {} 处", SAMPLES[0], mentions(&window, 0, true))), "{words}");
    window.click_beginning("矩阵看全部");
    let (words, _) = said(&window, ChartKind::Shares);
    assert!(words.contains(&format!("A {}：共 {} 处", SAMPLES[0], mentions(&window, 0, false))), "{words}");
    window.click("图：两两共有");
    let both = |window: &Window| {
        let state = window.state();
        let has = |i: &jiedu::compare::Initiative, d| i.mentions_in(d).next().is_some();
        state.comparison.initiatives.iter().filter(|i| has(i, 0) && has(i, 1)).count()
    };
    let (words, _) = said(&window, ChartKind::Pairs);
    assert!(words.contains(&format!("A 与 B 共有 {} 项", both(&window))), "{words}");
    window.click("图：逐年事项");
    let (words, _) = said(&window, ChartKind::Years);
    assert!(words.contains("2021 年（3 份）") && words.contains("2025 年（1 份）"), "{words}");
}

#[test]
fn the_pointer_tells_numbers_and_a_click_on_a_part_shows_its_area() {
    let mut window = picture_at(OFFICE, ChartKind::Shares, []);
    let (_, rect) = said(&window, ChartKind::Shares);
    let at = rect.left_top() + vec2(6.0, rect.height() / 10.0);
    window.harness.hover_at(at);
    window.harness.run_steps(8);
    let first = jiedu::initiative::Category::ALL
        .into_iter()
        .find(|c| {
            window.state().comparison.initiatives.iter().any(|i| i.category == *c && i.is_shared() && i.mentions_in(0).next().is_some())
        })
        .unwrap();
    let start = format!("A {}\n{}：", SAMPLES[0], first.name());
    assert!(window.shows_part(&start), "{start}");
    window.click_at(at);
    assert_eq!((window.state().matrix.category, window.state().matrix.picture), (Some(first), false));
}

#[test]
fn a_picture_is_saved_as_svg_with_real_text() {
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("占比.svg");
    let mut window = picture_at(OFFICE, ChartKind::Shares, [Picked::Paths(vec![target.clone()])]);
    window.click("保存图片…");
    window.click_beginning("SVG");
    let svg = fs::read_to_string(&target).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains(ChartKind::Shares.title()) && svg.contains("吴淞街道"), "{}", &svg[..200]);
    assert!(window.shows_part("已保存图片"));
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
}

#[cfg(feature = "paper")]
#[test]
fn a_picture_is_saved_as_png() {
    let out = tempfile::tempdir().unwrap();
    for kind in ChartKind::ALL {
        let target = out.path().join(kind.name());
        let mut window = picture_at(OFFICE, kind, [Picked::Paths(vec![target.clone()])]);
        window.click("保存图片…");
        window.click_beginning("PNG");
        let image = image::open(target.with_extension("png")).unwrap().to_rgb8();
        assert!(image.width() > 1000 && image.height() > 400, "{kind:?}: {}x{}", image.width(), image.height());
        let ink = image.pixels().filter(|p| p.0.iter().all(|c| *c < 110)).count();
        assert!(ink > 3000, "text is drawn: {ink} dark pixels in {kind:?}");
    }
}

#[test]
fn without_a_dialog_a_path_is_typed_and_a_folder_that_is_not_there_is_named() {
    let out = tempfile::tempdir().unwrap();
    let mut window = picture_at(OFFICE, ChartKind::Pairs, [Picked::Unavailable]);
    window.click("保存图片…");
    window.click_beginning("SVG");
    assert!(window.shows_part("没有打开"), "says why");
    assert_eq!(window.focused().as_deref(), Some("图片保存路径"));
    window.ctrl(Key::A);
    window.text("/nosuch/folder/x");
    window.key(Key::Enter);
    assert!(window.shows_part("/nosuch/folder/x.svg") && window.shows_part("文件夹不存在"));
    window.click("图片保存路径");
    window.ctrl(Key::A);
    let target = out.path().join("手写");
    window.text(&target.to_string_lossy());
    window.key(Key::Enter);
    assert!(target.with_extension("svg").exists());
    assert!(!window.shows("图片保存路径"));
}

#[test]
fn a_document_that_is_open_is_never_written_over() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("a.svg");
    let text = crate::support::plan("江浦路街道", 2023, "推进垃圾分类。");
    fs::write(&path, &text).unwrap();
    let other = out.path().join("b.txt");
    fs::write(&other, crate::support::plan("大桥街道", 2023, "推进垃圾分类。")).unwrap();
    let dialogs = Box::new(Answers::new([Picked::Paths(vec![path.clone()])]));
    let mut window = Window::start(OFFICE, Startup { paths: vec![path.clone(), other], dialogs, ..startup() });
    // By its key: in a narrow window the views are in a menu.
    window.ctrl(Key::Num2);
    window.click("以图显示矩阵");
    window.click("保存图片…");
    window.click_beginning("SVG");
    assert!(window.shows_part("正在比较的文档"));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn pictures_fit_windows_of_every_size() {
    for size in [vec2(640.0, 420.0), vec2(1000.0, 450.0), vec2(2560.0, 1440.0)] {
        for kind in ChartKind::ALL {
            let mut window = picture_at(size, kind, []);
            let (_, rect) = said(&window, kind);
            assert!(rect.left() >= 0.0 && rect.width() > 100.0, "{size} {kind:?} {rect}");
            window.picture();
        }
    }
    let window = picture_at(OFFICE, ChartKind::Shares, []);
    let buttons = window.harness.get_by_role_and_label(Role::Button, "保存图片…").rect();
    assert!(buttons.right() <= OFFICE.x);
}
