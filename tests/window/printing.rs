//! Printing: the preview shows the typeset pages, the choices set them anew, and the PDF reaches a file.

use std::fs;
use std::path::PathBuf;

use egui::Key;
use egui::accesskit::Role;
use jiedu::ui::{Picked, Startup};
use tempfile::TempDir;

use crate::answers::Answers;
use crate::opening::folder;
use crate::support::{OFFICE, Window, plan, startup};

/// A window with two plans that share 垃圾分类 and 加装电梯, and the print view over it.
fn print_view(answers: impl IntoIterator<Item = Picked>) -> (Window, TempDir) {
    let (a, b) = (plan("江浦路街道", 2023, "抓好党建引领。"), plan("大桥街道", 2023, "完善养老服务。"));
    let files = folder(&[("a.txt", a.as_bytes()), ("b.txt", b.as_bytes())]);
    let paths = vec![files.path().join("a.txt"), files.path().join("b.txt")];
    let mut window = Window::start(OFFICE, Startup { paths, dialogs: Box::new(Answers::new(answers)), ..startup() });
    window.ctrl(Key::P);
    (window, files)
}

/// The number of pages that stands on the button, which is also said above the preview.
#[track_caller]
fn pages_on_the_button(window: &Window) -> usize {
    let buttons = window.names(Role::Button);
    let failed = window.state().printing.as_ref().unwrap().failed.clone();
    let name =
        buttons.iter().find(|n| n.starts_with("打印 ") && n.ends_with(" 页")).unwrap_or_else(|| panic!("no pages: {failed:?} {buttons:?}"));
    let count = name.trim_start_matches("打印 ").trim_end_matches(" 页").parse().unwrap();
    assert!(window.shows_part(&format!("共 {count} 页")));
    count
}

fn is_pdf(path: &PathBuf) -> bool {
    fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"%PDF-") && bytes.len() > 2000)
}

#[test]
fn the_preview_shows_the_pages_that_the_button_counts() {
    let (mut window, _files) = print_view([]);
    let count = pages_on_the_button(&window);
    let first = format!("第 1 页，共 {count} 页");
    let rect = window.place(Role::Image, &first);
    let picture = window.picture();
    // Text of the page stands in its picture: many pixels that are neither paper nor ground.
    let dark = picture
        .enumerate_pixels()
        .filter(|(x, y, p)| rect.contains(egui::pos2(*x as f32, *y as f32)) && p.0[..3].iter().all(|c| *c < 110))
        .count();
    assert!(dark > 500, "{dark} dark pixels on the page");
    assert_eq!(window.unnamed_clickable(), Vec::<String>::new());
}

#[test]
fn a_page_lies_on_the_paper_that_was_chosen() {
    let (mut window, _files) = print_view([]);
    let width = |w: &Window| w.state().printing.as_ref().unwrap().pages.as_ref().unwrap().size(0).unwrap().0;
    assert!((width(&window) - 841.9).abs() < 1.0, "A4 lies across: {}", width(&window));
    window.click("A3");
    assert!((width(&window) - 1190.6).abs() < 1.0, "A3 lies across: {}", width(&window));
}

#[test]
fn only_the_chosen_initiative_makes_fewer_pages_than_all() {
    let (mut window, _files) = print_view([]);
    window.key(Key::Escape);
    window.keys(egui::Modifiers::ALT, Key::ArrowDown);
    let name = window.state().selected_initiative().unwrap().name.clone();
    window.ctrl(Key::P);
    let bytes = |w: &Window| w.state().printing.as_ref().unwrap().pages.as_ref().unwrap().pdf().unwrap().len();
    let shared = bytes(&window);
    window.click(&format!("只印“{name}”"));
    assert!(bytes(&window) < shared);
    window.click_beginning("全部事项，");
    assert!(bytes(&window) > shared);
}

#[test]
fn the_pdf_goes_where_the_dialog_says() {
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("比较.pdf");
    let (mut window, _files) = print_view([Picked::Paths(vec![target.clone()])]);
    window.click_beginning("保存 PDF");
    assert!(is_pdf(&target));
    assert!(window.shows_part("已保存"));
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
}

#[test]
fn without_a_dialog_a_path_is_typed() {
    let out = tempfile::tempdir().unwrap();
    let (mut window, _files) = print_view([Picked::Unavailable]);
    window.click_beginning("保存 PDF");
    assert!(window.shows_part("没有打开"), "says why");
    assert_eq!(window.focused().as_deref(), Some("PDF 保存路径"));
    window.ctrl(Key::A);
    let target = out.path().join("手写");
    window.text(&target.to_string_lossy());
    window.key(Key::Enter);
    assert!(is_pdf(&target.with_extension("pdf")), "the ending is added");
    assert!(!window.shows("PDF 保存路径"));
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let (mut window, _files) = print_view([Picked::Paths(vec![PathBuf::from("/nosuch/folder/x.pdf")])]);
    window.click_beginning("保存 PDF");
    assert!(window.shows_part("/nosuch/folder/x.pdf") && window.shows_part("文件夹不存在"));
    assert!(window.state().printing.is_some(), "the view stays for another try");
}

#[test]
fn a_document_that_is_open_is_never_written_over() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("a.pdf.txt");
    fs::write(&path, plan("江浦路街道", 2023, "推进垃圾分类。")).unwrap();
    let before = fs::read(&path).unwrap();
    let dialogs = Box::new(Answers::new([Picked::Paths(vec![path.clone()])]));
    let mut window = Window::start(OFFICE, Startup { paths: vec![path.clone()], dialogs, ..startup() });
    window.ctrl(Key::P);
    window.click_beginning("保存 PDF");
    assert!(window.shows_part("正在比较的文档"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn pages_are_turned_and_the_view_closes() {
    let (mut window, _files) = print_view([]);
    window.click_beginning("全部事项，");
    let count = pages_on_the_button(&window);
    assert!(count > 1, "more than one page");
    assert!(window.shows_part("第 1 页，共"));
    window.click("下一页");
    assert_eq!(window.state().printing.as_ref().unwrap().page, 1);
    window.click("上一页");
    assert_eq!(window.state().printing.as_ref().unwrap().page, 0);
    window.key(Key::End);
    assert_eq!(window.state().printing.as_ref().unwrap().page, count - 1);
    window.click("整页");
    window.key(Key::Escape);
    assert!(window.state().printing.is_none());
    assert_eq!(window.panes().len(), 2, "the panes are back");
}

// More pages in view than pictures that were kept: each drove another one out, and the preview never came to rest.
#[test]
fn a_preview_of_many_small_pages_comes_to_rest() {
    let mut window = Window::first_start();
    window.ctrl(Key::P);
    for _ in 0..12 {
        window.click("−");
    }
    let state = window.state();
    let printing = state.printing.as_ref().unwrap();
    assert!(printing.painted.len() > 12, "many pages: {:?}", printing.painted);
    assert!(printing.painted.clone().all(|k| printing.pictures.contains_key(&k)), "every page has its picture");
}

#[test]
fn without_documents_there_is_nothing_to_print() {
    let mut window = Window::first_start();
    window.open_menu("全部关闭");
    window.ctrl(Key::P);
    assert!(window.state().printing.is_none());
    assert!(window.shows_part("先打开文档"), "says what to do");
}
