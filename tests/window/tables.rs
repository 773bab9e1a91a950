//! Tables in the panes: cells side by side where there is room, else one below the other, and everything a reader does in them.

use egui::accesskit::Role;
use egui::{Event, Modifiers, PointerButton, Rect, pos2, vec2};

use crate::dropped::drop_file;
use crate::snapshot::assert_snapshot;
use crate::support::{Window, startup};

const TABLE: &str = "吴淞街道2024年工作要点

一、重点任务
全年重点任务列表如下，各责任单位按时完成。
序号\t任务\t目标\t责任单位\t完成时限
1\t推进既有多层住宅加装电梯，完善后续管理维护机制，做到能装快装\t完工30台\t房管所\t11月底
2\t巩固生活垃圾分类实效，开展飞线充电治理\t居住区达标率95%以上\t城管中心、各居民区\t全年
3\t建设口袋公园\t2座\t绿化所\t9月底

二、保障措施
加强组织领导，推进垃圾分类。
";

const OTHER: &str = "友谊路街道2024年工作要点\n\n一、重点任务\n推进垃圾分类和既有多层住宅加装电梯。\n";

/// A window with the document of a table and another one.
fn window(width: f32, height: f32) -> Window {
    let mut window = Window::start(vec2(width, height), startup());
    drop_file(&mut window.harness, "x/table.txt", TABLE.to_owned());
    drop_file(&mut window.harness, "x/other.txt", OTHER.to_owned());
    window.settle();
    window
}

fn cell(window: &Window, text: &str) -> Rect {
    window.place(Role::Cell, text)
}

fn drag(window: &mut Window, from: egui::Pos2, to: egui::Pos2) {
    window.harness.hover_at(from);
    window.harness.drag_at(from);
    for k in 1..=4_u8 {
        window.harness.hover_at(from + (to - from) * (f32::from(k) / 4.0));
    }
    window.harness.event(Event::PointerButton { pos: to, button: PointerButton::Primary, pressed: false, modifiers: Modifiers::NONE });
    window.settle();
}

#[test]
fn cells_stand_side_by_side_and_below_each_other_in_a_narrow_pane() {
    let wide = window(1280.0, 800.0);
    let (aim, who) = (cell(&wide, "完工30台"), cell(&wide, "房管所"));
    assert!(aim.right() <= who.left() + 0.5 && aim.y_range() == who.y_range(), "{aim} {who}");
    let names = ["序号", "任务", "目标", "责任单位", "完成时限"].map(|name| wide.place(Role::ColumnHeader, name));
    assert!(names.windows(2).all(|pair| pair[0].top() == pair[1].top() && pair[0].right() <= pair[1].left() + 0.5));
    assert_eq!((names[2].x_range(), names[3].x_range()), (aim.x_range(), who.x_range()));
    assert!(names[0].width() < names[1].width() / 2.0, "numbers take little room");
    let next = cell(&wide, "建设口袋公园");
    assert_eq!(next.x_range(), names[1].x_range());

    let narrow = window(760.0, 800.0);
    let (aim, who) = (cell(&narrow, "完工30台"), cell(&narrow, "房管所"));
    assert!(aim.bottom() <= who.top() + 0.5 && aim.left() == who.left(), "{aim} {who}");
}

#[test]
fn a_selection_across_two_cells_is_copied_with_the_tab_between_them() {
    for width in [1280.0, 760.0] {
        let mut window = window(width, 800.0);
        let (from, to) = (cell(&window, "完工30台"), cell(&window, "房管所"));
        // In a narrow pane a name stands at the left, beside the text.
        drag(&mut window, pos2(from.left() + 1.0, from.top() + 15.0), pos2(to.right() - 2.0, to.top() + 15.0));
        let copied = window.copied().expect("a selection");
        assert!(copied.starts_with("完工30台\t房管所\n"), "at {width}: {copied}");
    }
}

#[test]
fn a_chosen_initiative_is_marked_inside_its_cell() {
    let mut window = window(1280.0, 800.0);
    window.click_beginning("多层住宅加装电梯，");
    let place = cell(&window, "推进既有多层住宅加装电梯，完善后续管理维护机制，做到能装快装");
    let key = window.state().compared[0];
    let mark = {
        let state = window.state();
        let marks = &state.panes[&key].seen.as_ref().unwrap().marks;
        marks.iter().find(|mark| place.expand(1.0).contains_rect(mark.rect)).copied()
    };
    assert!(mark.is_some(), "a mark inside {place}");
}

#[test]
fn a_table_light_and_dark() {
    let mut wide = window(1280.0, 640.0);
    wide.click_beginning("垃圾分类，");
    assert_snapshot("table", &wide.picture());
    wide.menu("查看", "深色");
    assert_snapshot("table-dark", &wide.picture());
}

#[test]
fn a_table_in_a_narrow_pane() {
    assert_snapshot("table-narrow", &window(760.0, 800.0).picture());
}
