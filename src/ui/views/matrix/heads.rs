//! The heads of the columns: a document's letter, street, year and kind, cut where they do not fit; a click sorts.

use std::sync::Arc;

use egui::accesskit::SortDirection;
use egui::{Align2, Color32, FontId, Galley, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::cells::{self, elided};
use super::grid::Place;
use super::table::Table;
use crate::compare::Matrix;
use crate::structure::Document;
use crate::ui::language::{t, tf};
use crate::ui::matrix::MatrixColumn;
use crate::ui::state::AppState;
use crate::ui::theme;
use crate::ui::views::widgets;

/// Room beside what stands in a head, in points.
const PADDING: f32 = 8.0;
/// Side of a letter's square.
const BADGE: f32 = 17.0;
/// Room for the arrow of the column that rows are sorted by.
const ARROW: f32 = 10.0;

/// What a document's head says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its letter in the list.
    pub letter: String,
    /// Street, year and kind.
    pub label: String,
    /// The first line, long and short: street or district, else all of the name.
    pub name: [String; 2],
    /// The second line, long and short: year and kind.
    pub rest: [String; 2],
}

/// The heads of the columns' documents.
pub fn of(state: &AppState, rows: &Matrix) -> Vec<Head> {
    let one = |k: &usize| Some(head(state.letter_of(*state.compared.get(*k)?), state.comparison.documents.get(*k)?));
    rows.documents.iter().filter_map(one).collect()
}

fn head(letter: String, document: &Document) -> Head {
    let label = document.label();
    let meta = &document.meta;
    let Some(place) = meta.street.as_ref().or(meta.district.as_ref()) else {
        return Head { letter, name: [label.clone(), label.clone()], label, rest: [String::new(), String::new()] };
    };
    let year = meta.year.map(|y| format!("{y} ")).unwrap_or_default();
    let kind = document.kind_label();
    let short_kind = kind.strip_prefix("工作").filter(|rest| !rest.is_empty()).unwrap_or(kind);
    let short_place = place.strip_suffix("街道").filter(|rest| !rest.is_empty()).unwrap_or(place);
    let name = [place.clone(), short_place.to_owned()];
    Head { letter, label, name, rest: [format!("{year}{kind}"), format!("{year}{short_kind}")] }
}

/// One head. Returns its place where it was clicked.
pub fn show(ui: &mut Ui, table: &Table<'_>, column: usize, rect: Rect) -> Option<Place> {
    let place = Place { row: None, column };
    let what = table.grid.columns[column];
    let sorted = table.state.matrix.sorted_by.filter(|(by, _)| *by == what).map(|(_, descending)| descending);
    let response = ui.interact(rect, cells::id(table.matrix, table.comparison, table.grid, place), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, spoken(table, column, sorted)));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_row_index(0);
        node.set_column_index(column);
        if let Some(descending) = sorted {
            node.set_sort_direction(if descending { SortDirection::Descending } else { SortDirection::Ascending });
        }
    });
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, table.palette.band);
        }
        match what {
            MatrixColumn::Name => names(ui, table, rect, sorted),
            MatrixColumn::Document(_) => {
                if let Some(head) = table.heads.get(column - 1) {
                    document(ui, table, head, rect, sorted);
                }
            }
            MatrixColumn::Mentions => sum(ui, table, t("处"), rect, sorted),
            MatrixColumn::Documents => sum(ui, table, t("份"), rect, sorted),
        }
        cells::ring(ui, table, place, rect);
    }
    let hint = |ui: &mut Ui| {
        ui.label(spoken(table, column, sorted));
    };
    response.on_hover_ui(hint).on_hover_cursor(egui::CursorIcon::PointingHand).clicked().then_some(place)
}

/// What a screen reader and the hint say: whose column, and how it sorts.
fn spoken(table: &Table<'_>, column: usize, sorted: Option<bool>) -> String {
    let what = table.grid.columns[column];
    let name = match what {
        MatrixColumn::Name => t("事项").to_owned(),
        MatrixColumn::Document(_) => table.heads.get(column - 1).map(|h| format!("{} {}", h.letter, h.label)).unwrap_or_default(),
        MatrixColumn::Mentions => t("各文档提及的总处数").to_owned(),
        MatrixColumn::Documents => t("提及的文档份数").to_owned(),
    };
    let order = match (what, sorted) {
        (MatrixColumn::Name, None) if table.state.matrix.sorted_by.is_none() => t("按类别排列，点击按名称排序"),
        (MatrixColumn::Name, None) => t("点击按名称排序"),
        (MatrixColumn::Name, Some(false)) => t("已按名称排序"),
        (MatrixColumn::Name, Some(true)) => t("已按名称倒序"),
        (_, None) => t("点击排序"),
        (_, Some(true)) => t("已从多到少排序"),
        (_, Some(false)) => t("已从少到多排序"),
    };
    format!("{name}，{order}")
}

/// 事项, and how the rows are ordered.
fn names(ui: &Ui, table: &Table<'_>, rect: Rect, sorted: Option<bool>) {
    let palette = table.palette;
    let order = match table.state.matrix.sorted_by {
        None => t("按类别排列").to_owned(),
        Some((MatrixColumn::Name, _)) => t("按名称排列").to_owned(),
        Some((MatrixColumn::Mentions, _)) => t("按总处数排列").to_owned(),
        Some((MatrixColumn::Documents, _)) => t("按份数排列").to_owned(),
        Some((MatrixColumn::Document(key), _)) => tf("按 {} 的处数排列", &[&table.state.letter_of(key)]),
    };
    let left = rect.left() + PADDING;
    let (first, second) = lines(rect);
    ui.painter().text(pos2(left, first), Align2::LEFT_CENTER, t("事项"), theme::hei_bold(13.0), palette.ink);
    let galley = elided(ui, &order, theme::hei(12.0), palette.quiet, rect.width() - 2.0 * PADDING);
    ui.painter().galley(pos2(left, second - galley.size().y / 2.0), galley, palette.quiet);
    arrow(ui, pos2(rect.right() - PADDING - ARROW / 2.0, first), sorted, palette.accent);
}

fn document(ui: &Ui, table: &Table<'_>, head: &Head, rect: Rect, sorted: Option<bool>) {
    let palette = table.palette;
    let (first, second) = lines(rect);
    let left = rect.left() + PADDING;
    let badge = Rect::from_min_size(pos2(left, first - BADGE / 2.0), vec2(BADGE, BADGE));
    widgets::letter_badge(ui, badge, &head.letter, palette);
    let room = rect.width() - 2.0 * PADDING;
    let name = fitting(ui, &head.name, theme::hei_bold(13.0), palette.ink, room - BADGE - 5.0);
    ui.painter().galley(pos2(badge.right() + 5.0, first - name.size().y / 2.0), name, palette.ink);
    // The arrow stands in the second line: in the first it would cost a narrow column its street.
    let beside = room - if sorted.is_some() { ARROW } else { 0.0 };
    let rest = fitting(ui, &head.rest, theme::hei(12.0), palette.quiet, beside);
    ui.painter().galley(pos2(left, second - rest.size().y / 2.0), rest, palette.quiet);
    arrow(ui, pos2(rect.right() - PADDING - ARROW / 2.0 + 2.0, second), sorted, palette.accent);
}

/// The long form where it fits, else as much of the short one as does.
fn fitting(ui: &Ui, [long, short]: &[String; 2], font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let whole = elided(ui, long, font.clone(), color, width);
    if whole.elided { elided(ui, short, font, color, width) } else { whole }
}

fn sum(ui: &Ui, table: &Table<'_>, text: &str, rect: Rect, sorted: Option<bool>) {
    let (first, second) = lines(rect);
    let right = rect.right() - PADDING - 4.0;
    ui.painter().text(pos2(right, first), Align2::RIGHT_CENTER, text, theme::hei_bold(13.0), table.palette.ink);
    arrow(ui, pos2(right - ARROW / 2.0, second), sorted, table.palette.accent);
}

/// The middles of a head's two lines.
fn lines(rect: Rect) -> (f32, f32) {
    (rect.top() + 15.0, rect.top() + 33.0)
}

/// Points down where the greatest comes first; nothing where the column does not order the rows.
fn arrow(ui: &Ui, center: egui::Pos2, sorted: Option<bool>, color: Color32) {
    let Some(descending) = sorted else { return };
    let tip = if descending { 3.0 } else { -3.0 };
    let points = vec![center + vec2(-4.0, -tip), center + vec2(4.0, -tip), center + vec2(0.0, tip)];
    ui.painter().add(Shape::convex_polygon(points, color, Stroke::NONE));
}
