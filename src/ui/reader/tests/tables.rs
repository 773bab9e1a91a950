//! Tables: the grid, the cells' boxes, and that everything that holds of rows of text holds in cells.

use egui::{Event, Key, Modifiers, pos2, vec2};
use proptest::prelude::*;

use super::fixture::{LONG, Window, highlight, plain_table, table};
use super::picture::{picture, save};
use crate::structure::Cell;
use crate::structure::grid::bit;
use crate::text::{ByteOffset, Span};
use crate::ui::reader::Strength;
use crate::ui::reader::grid::Grid;
use crate::ui::reader::table::parted;

const HEAD: [&str; 4] = ["序号", "重点任务", "目标", "责任单位"];
const LIFT: [&str; 4] = ["1", "推进既有多层住宅加装电梯，做到应装尽装、能装快装，完善后续管理维护机制。", "完工30台", "房管所"];
const WASTE: [&str; 4] = ["2", "巩固垃圾分类实效。", "居住区达标率95%以上", "城管中心、各居民区"];

fn window(width: f32) -> Window {
    let mut window = Window::new(plain_table(&[&HEAD, &LIFT, &WASTE]));
    window.size.x = width;
    window.frame(Vec::new());
    window
}

/// The cell's text as the reader paints it, and where each of its lines stands.
fn lines(window: &mut Window) -> Vec<(usize, String, egui::Rect)> {
    let (state, context) = (&mut window.state, &window.context);
    let view = context.fonts_mut(|fonts| state.rows_in_view(fonts));
    let page = state.page.as_ref().unwrap();
    let line = |row: &crate::ui::reader::page::RowAt| {
        let set = page.get(row).unwrap();
        let (left, right) = set.edges(row.span.range()).unwrap_or((0.0, 0.0));
        (row.paragraph, set.galley.job.text.clone(), egui::Rect::from_min_max(pos2(left, row.top), pos2(right, row.bottom)))
    };
    view.iter().map(line).collect()
}

fn place_of(window: &mut Window, text: &str) -> egui::Rect {
    lines(window).into_iter().find(|(_, line, _)| line.starts_with(text)).unwrap_or_else(|| panic!("{text} in view")).2
}

#[test]
fn cells_stand_side_by_side_and_short_columns_stay_narrow() {
    let mut window = window(560.0);
    let names = HEAD.map(|name| place_of(&mut window, name));
    assert!(names.iter().all(|rect| rect.top() == names[0].top()));
    assert!(names.windows(2).all(|pair| pair[0].right() < pair[1].left()));
    let (number, task, aim) = (place_of(&mut window, "1"), place_of(&mut window, "推进既有"), place_of(&mut window, "完工"));
    assert_eq!((number.left(), task.left(), aim.left()), (names[0].left(), names[1].left(), names[2].left()));
    assert!(task.left() - number.left() < 60.0, "the numbers' column is narrow");
    let (_, _, second) = lines(&mut window).into_iter().find(|(p, text, _)| *p == 2 && text.contains("装尽装")).unwrap();
    assert_eq!(second.left(), task.left(), "a cell's lines stand below each other");
    assert!(place_of(&mut window, "2").top() >= second.bottom(), "the next row is below the tallest cell");
}

#[test]
fn cells_stand_below_each_other_where_there_is_no_room() {
    let mut window = window(150.0);
    let (number, task, aim) = (place_of(&mut window, "1"), place_of(&mut window, "推进既有"), place_of(&mut window, "完工"));
    assert!(number.bottom() <= task.top() && task.bottom() < aim.top());
    assert_eq!(number.left(), aim.left());
    assert!(lines(&mut window).iter().all(|(_, _, rect)| rect.right() <= 150.0 - 24.0 - 15.0 + 1.0));
}

#[test]
fn a_drag_across_two_cells_selects_the_tab_between_them() {
    for width in [560.0, 150.0] {
        let mut window = window(width);
        let (from, to) = (window.point_at("完工"), window.point_at("房管所"));
        window.press(from - vec2(5.0, 0.0), true);
        window.frame(vec![Event::PointerMoved(from + vec2(20.0, 3.0))]);
        window.frame(vec![Event::PointerMoved(to + vec2(60.0, 0.0))]);
        window.press(to + vec2(60.0, 0.0), false);
        let span = window.frame(vec![Event::Copy]).copy_requested.unwrap();
        assert_eq!(span.of(&window.document.text), "完工30台\t房管所", "at {width}");
    }
}

#[test]
fn a_double_click_stays_in_its_cell_and_a_triple_click_takes_it() {
    let mut window = window(560.0);
    let at = window.point_at("目标");
    window.click(at);
    window.click(at);
    assert_eq!(window.state.selected().unwrap().of(&window.document.text), "目标");
    let at = window.point_at("居住区达标率");
    window.frame(vec![Event::PointerGone]);
    for _ in 0..60 {
        window.frame(Vec::new());
    }
    for _ in 0..3 {
        window.click(at);
    }
    assert_eq!(window.state.selected().unwrap().of(&window.document.text), "居住区达标率95%以上");
}

#[test]
fn shift_and_arrows_go_down_a_column_and_to_the_edges_of_a_cell() {
    let mut window = window(560.0);
    let text = window.document.text.clone();
    let at = window.point_at("目标");
    window.click(at - vec2(5.0, 0.0));
    window.key(Key::End, Modifiers::SHIFT);
    assert_eq!(window.state.selected().unwrap().of(&text), "目标");
    window.key(Key::Home, Modifiers::SHIFT);
    window.key(Key::ArrowDown, Modifiers::SHIFT);
    assert!(window.state.selected().unwrap().of(&text).ends_with("机制。\t"), "the cell below begins");
    window.key(Key::ArrowDown, Modifiers::SHIFT);
    assert!(window.state.selected().unwrap().of(&text).ends_with("。\t"), "the next one too");
    for _ in 0..3 {
        window.key(Key::ArrowDown, Modifiers::SHIFT);
    }
    let end = window.state.selected().unwrap().end;
    assert_eq!(window.document.paragraph_at(end), 4, "below the table");
    window.key(Key::ArrowUp, Modifiers::SHIFT);
    let end = window.state.selected().unwrap().end;
    assert_eq!(window.document.paragraph_at(end), 3);
    let cell = text.find("居住区").unwrap();
    assert!((cell..cell + "居住区达标率95%以上".len() + 1).contains(&end.0), "up into the same column: {}", &text[..end.0]);
}

#[test]
fn a_highlight_a_hit_and_a_click_lie_in_their_cell() {
    let mut window = window(560.0);
    let text = window.document.text.clone();
    window.highlights = vec![highlight(&text, "垃圾分类", 7, Strength::Current)];
    let at = text.find("达标率").unwrap();
    window.find = vec![Span::new(at, at + "达标率".len())];
    let point = window.point_at("垃圾分类");
    let out = window.click(point);
    assert_eq!((out.clicked, out.marks.len()), (Some(vec![7]), 1));
    let cell = place_of(&mut window, "巩固垃圾");
    let mark = out.marks[0].rect.translate(vec2(-window.style.margin_left, 0.0));
    assert!(mark.left() > cell.left() + 20.0 && mark.right() < cell.right() && cell.y_range().contains(mark.center().y));
    let beside = window.point_at("居住区");
    assert_eq!(window.click(beside).clicked, Some(vec![]));
}

#[test]
fn a_footnote_mark_in_a_cell_is_small_and_can_be_clicked() {
    let mut window = Window::new(plain_table(&[&HEAD, &["9", "推进两网[^1]融合", "全年", "城管中心"]]));
    window.size.x = 560.0;
    let at = window.point_at("1");
    assert_eq!(window.click(at).clicked_footnote, Some(0));
    assert!(lines(&mut window).iter().any(|(_, line, _)| line == "推进两网1融合"));
    let at = window.point_at("融合");
    assert_eq!(window.click(at).clicked_footnote, None);
}

#[test]
fn a_cell_that_spans_keeps_its_columns_and_rows() {
    let rows: [&[(&str, u16, u16)]; 4] = [
        &[("类别", 1, 1), ("任务", 1, 1), ("单位", 1, 1)],
        &[("民生", 1, 2), ("加装电梯", 1, 1), ("房管所", 1, 1)],
        &[("垃圾分类", 1, 1), ("城管中心", 1, 1)],
        &[("合计两项任务都要完成", 2, 1), ("办公室", 1, 1)],
    ];
    let mut window = Window::new(table(&rows));
    window.size.x = 560.0;
    window.frame(Vec::new());
    let left = |window: &mut Window, text: &str| place_of(window, text).left();
    assert_eq!(left(&mut window, "垃圾分类"), left(&mut window, "加装电梯"));
    assert_eq!(left(&mut window, "办公室"), left(&mut window, "城管中心"));
    assert_eq!(left(&mut window, "合计"), left(&mut window, "民生"));
    let page = window.state.page.as_ref().unwrap();
    let plan = |row: usize| &page.tables.row(row).unwrap().0.rows[row - 1];
    assert_eq!((plan(3).hung, plan(4).hung), (bit(0), 0));
    assert_eq!(plan(4).starts & bit(1), 0, "no line inside a cell that spans");
}

#[test]
fn only_what_is_in_view_is_set_of_a_long_table() {
    let rows: Vec<[String; 4]> = (0..2000)
        .map(|k| {
            [
                k.to_string(),
                format!("第{k}项任务，{}", &LONG[..LONG.len().min(60 + k % 30 / 3 * 3)]),
                "完成".to_owned(),
                "各科室".to_owned(),
            ]
        })
        .collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let mut window = Window::new(plain_table(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>()));
    let in_view = lines(&mut window).len();
    assert!(window.state.set_rows() <= in_view + 8, "{} for {in_view}", window.state.set_rows());
    for k in (1..2000).step_by(90) {
        let span = window.document.paragraphs[k].span;
        window.state.jump_to(span, crate::ui::reader::Align::Reading);
        let out = window.rest();
        assert_eq!(window.document.paragraph_at(out.reading_at), k);
    }
    assert!(window.state.set_rows() <= 5 * in_view + 64, "{} for {in_view}", window.state.set_rows());
    for _ in 0..60 {
        window.frame(Vec::new());
    }
    let delay = window.full.viewport_output.values().map(|v| v.repaint_delay).min().unwrap();
    assert!(delay.as_secs() > 60, "at rest after {delay:?}");
}

#[test]
fn a_cell_taller_than_the_pane_sets_only_what_is_in_view() {
    let long = LONG.repeat(300);
    let mut window = Window::new(plain_table(&[&["序号", "甲", "乙"], &["1", &long, &long]]));
    let in_view = lines(&mut window).len();
    for step in 1..40 {
        let at = window.document.text.len() / 90 * step / 3 * 3;
        let at = window.document.text.floor_char_boundary(at);
        window.state.jump_to(Span::new(at, at), crate::ui::reader::Align::Reading);
        window.rest();
    }
    assert!(window.state.set_rows() <= 5 * in_view + 64, "{} for {in_view}", window.state.set_rows());
}

#[test]
fn cells_in_view_have_names_and_rows_without_a_table_are_paragraphs() {
    let mut window = window(560.0);
    window.context.enable_accesskit();
    window.frame(Vec::new());
    let update = window.full.platform_output.accesskit_update.take().unwrap();
    let role = |text: &str| update.nodes.iter().find(|(_, n)| n.value() == Some(text) || n.label() == Some(text)).map(|(_, n)| n.role());
    assert_eq!(role("重点任务"), Some(egui::Role::ColumnHeader));
    assert_eq!(role("完工30台"), Some(egui::Role::Cell));
    assert!(role("表后的一段。").is_some());
    let mut document = plain_table(&[&HEAD, &LIFT]);
    std::sync::Arc::make_mut(&mut document).tables.clear();
    let mut window = Window::new(document);
    assert_eq!(lines(&mut window).iter().filter(|(p, ..)| *p == 1).count(), 1, "tabs part it as they did");
}

/// What repairs that were undone leave of a table: cells that overlap, stand elsewhere or end inside a character.
#[test]
fn cells_that_are_out_of_order_lose_nothing() {
    let mut document = plain_table(&[&HEAD, &LIFT, &WASTE]);
    let inner = std::sync::Arc::make_mut(&mut document);
    let text = inner.text.clone();
    inner.tables[0].rows[1][2].span = Span::new(0, text.len());
    inner.tables[0].rows[2].reverse();
    let start = inner.tables[0].rows[0][1].span.start.0;
    inner.tables[0].rows[0][1].span = Span::new(start + 1, start + 2);
    let mut window = Window::new(document);
    for width in [560.0, 200.0, 90.0] {
        window.size = vec2(width, 4000.0);
        window.frame(Vec::new());
        let shown: String = lines(&mut window).into_iter().map(|(_, line, _)| line).collect();
        assert_eq!(shown, text.replace(['\t', '\n'], ""), "at {width}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_two_cells_of_a_grid_overlap(
        rows in proptest::collection::vec(proptest::collection::vec((0_u16..5, 0_u16..4), 0..9), 0..12),
        wide in 0_u16..70,
        width in 1.0_f32..1500.0,
    ) {
        let cell = |(columns, rows): &(u16, u16)| Cell { span: Span::new(0, 0), columns: *columns * (1 + wide / 20), rows: *rows };
        let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        let grid = Grid::new(&rows, |_| "内容", width, 14.0);
        prop_assert_eq!(grid.rows.len(), rows.len());
        let mut taken: Vec<u64> = vec![0; rows.len()];
        for (r, (row, plan)) in rows.iter().zip(&grid.rows).enumerate() {
            prop_assert_eq!(row.len(), plan.slots.len());
            for (cell, slot) in row.iter().zip(&plan.slots) {
                let bits = (slot.column..slot.column + slot.columns).fold(0, |bits, c| bits | bit(c));
                for below in taken.iter_mut().skip(r).take(usize::from(cell.rows.max(1))) {
                    prop_assert_eq!(*below & bits, 0);
                    *below |= bits;
                }
                let (left, right) = grid.across(*slot);
                prop_assert!(left <= right && right <= grid.right());
            }
        }
        prop_assert!(grid.edges.windows(2).all(|pair| pair[0] <= pair[1]));
        prop_assert!(grid.right() <= width + 0.1, "{} in {width}", grid.right());
    }

    #[test]
    fn every_byte_of_a_row_belongs_to_one_cell(text in "[甲a\t，]{0,30}", cuts in proptest::collection::vec((0_usize..100, 0_usize..100), 0..8)) {
        let row = Span::new(20, 20 + text.len());
        let cells: Vec<Cell> = cuts.iter().map(|(a, b)| Cell { span: Span::new(*a.min(b), *a.max(b)), columns: 1, rows: 1 }).collect();
        let parts = parted(&text, row, &cells);
        let mut at = 0;
        for (_, bytes) in &parts {
            prop_assert!(bytes.start == at && text.get(bytes.clone()).is_some());
            prop_assert!(!bytes.is_empty() || parts.len() == 1);
            at = bytes.end;
        }
        prop_assert_eq!(at, text.len());
        prop_assert!(parts.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}

/// Whatever stands in a table, it is shown whole, no two lines lie over each other, and heights add up.
#[test]
fn lines_of_any_table_lie_apart_and_inside_their_row() {
    use proptest::test_runner::{Config, TestRunner};
    let cell = ("(\\PC|[甲，“”。a1]|\\[\\^1\\]){0,30}", 1_u16..4, 1_u16..4);
    let rows = proptest::collection::vec(proptest::collection::vec(cell, 1..6), 1..6);
    let shown = std::cell::RefCell::new(window(560.0));
    let result = TestRunner::new(Config { cases: 60, failure_persistence: None, ..Config::default() }).run(
        &(rows, 1.0_f32..900.0),
        |(rows, width)| {
            let window = &mut *shown.borrow_mut();
            let rows: Vec<Vec<(&str, u16, u16)>> =
                rows.iter().map(|row| row.iter().map(|(t, c, r)| (t.as_str(), *c, *r)).collect()).collect();
            window.document = table(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
            window.size = vec2(width, 100_000.0);
            window.frame(Vec::new());
            let (state, context) = (&mut window.state, &window.context);
            let view = context.fonts_mut(|fonts| state.rows_in_view(fonts));
            let mut at = 0;
            for row in &view {
                prop_assert!(row.span.start.0 == at || window.document.text.as_bytes()[at] == b'\n' && row.span.start.0 == at + 1);
                prop_assert!(row.end >= row.span.start && row.end <= row.span.end);
                at = row.span.end.0;
            }
            prop_assert_eq!(at, window.document.text.len());
            let page = state.page.as_ref().unwrap();
            let mut top = 0.0;
            for k in 0..page.column.len() {
                prop_assert!((page.column.top_of(k) - top).abs() < 0.5);
                top += page.column.height(k);
                let inside: Vec<_> = view.iter().filter(|r| r.paragraph == k).collect();
                for (n, row) in inside.iter().enumerate() {
                    prop_assert!(f64::from(row.bottom) <= top + 0.5);
                    let (left, width) = page.sides(k, row.row);
                    for other in &inside[n + 1..] {
                        let (from, wide) = page.sides(k, other.row);
                        let beside = left + width <= from + 0.1 || from + wide <= left + 0.1;
                        prop_assert!(beside || row.bottom <= other.top + 0.6 || other.bottom <= row.top + 0.6);
                    }
                }
            }
            for (k, row) in view.iter().enumerate().step_by(3) {
                let y = state.page.as_ref().unwrap().y_of(row.span.start);
                prop_assert!((y - f64::from(row.top)).abs() < 1.0, "row {k}");
            }
            Ok(())
        },
    );
    result.unwrap();
}

#[test]
fn a_table_can_be_painted() {
    let mut window = window(560.0);
    let text = window.document.text.clone();
    window.highlights = vec![highlight(&text, "加装电梯", 1, Strength::Strong), highlight(&text, "垃圾分类", 2, Strength::Quiet)];
    let from = text.find("完工").unwrap();
    window.state.select(Span { start: ByteOffset(from), end: ByteOffset(text.find("所\n").unwrap() + 3) });
    for (name, width) in [("wide", 560.0), ("narrow", 270.0), ("stacked", 150.0)] {
        window.size = vec2(width, 620.0);
        window.frame(Vec::new());
        let image = picture(&mut window, 2.0);
        assert!(image.pixels.iter().filter(|p| p.r() < 100).count() > 2000);
        if let Ok(path) = std::env::var("READER_PICTURE") {
            save(&image, &path.replace(".png", &format!("-table-{name}.png")));
        }
    }
}
