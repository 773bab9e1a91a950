//! A row's parts: its ground, the initiative's name, a document's count with its bar or 未提及, the sums.

use egui::{Align2, Color32, FontId, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::grid::{Grid, Place};
use super::table::Table;
use crate::compare::{Comparison, Entry, Initiative, Matrix, Origin, Row};
use crate::initiative::Category;
use crate::text::sentence_around;
use crate::ui::language::{t, tf};
use crate::ui::matrix::MatrixColumn;
use crate::ui::theme::{self, Palette};
use crate::ui::views::amount_text;
use crate::ui::views::widgets;
pub use crate::ui::views::widgets::elided;

/// Room beside what stands in a cell, in points.
const PADDING: f32 = 8.0;
/// Room above and below a bar.
const BAR_INSET: f32 = 4.0;
/// Where a name begins in its cell: after the tick.
const NAME_LEFT: f32 = 21.0;
/// How strong a bar is on light and dark paper.
const BAR_STRENGTH: (f32, f32) = (0.22, 0.34);
/// A hint is not wider, in points.
const HINT_WIDTH: f32 = 340.0;

/// How a row looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As most.
    Usual,
    /// Under the pointer.
    Hovered,
    /// Of the chosen initiative.
    Chosen,
}

/// The identity of a cell: by what it is about, not by its place, which changes with order and filter.
pub fn id(matrix: &Matrix, comparison: &Comparison, grid: &Grid, place: Place) -> Id {
    let entry = place.row.and_then(|k| matrix.rows.get(k)).and_then(Row::entry);
    let initiative = entry.and_then(|e| comparison.initiatives.get(e.initiative)).map_or("", |i| i.id.as_str());
    Id::unique(("matrix-cell", initiative, grid.columns.get(place.column).copied().unwrap_or_default()))
}

/// What lies behind a row from the names to the last column: a band for a policy area, the chosen and the hovered row, a line below.
pub fn ground(ui: &Ui, table: &Table<'_>, row: usize, rect: Rect) {
    let palette = table.palette;
    let fill = match &table.matrix.rows[row] {
        Row::Category { .. } => Some(palette.band),
        Row::Initiative(entry) => match table.look(row, entry.initiative) {
            Look::Chosen => Some(chosen(palette)),
            Look::Hovered => Some(palette.band),
            Look::Usual => None,
        },
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    ui.painter().rect_filled(rect.with_min_y(rect.bottom() - 1.0), 0.0, palette.line);
}

/// Fainter than elsewhere: a whole row of 未提及 must stay readable on it.
fn chosen(palette: &Palette) -> Color32 {
    palette.chosen.gamma_multiply(0.45)
}

/// The colour of a bar behind its count.
fn bar(palette: &Palette, category: Category) -> Color32 {
    palette.category(category).gamma_multiply(if palette.dark { BAR_STRENGTH.1 } else { BAR_STRENGTH.0 })
}

/// One cell of a row. Returns its place where it was clicked.
pub fn show(ui: &mut Ui, table: &Table<'_>, place: Place, rect: Rect) -> Option<Place> {
    let row = place.row?;
    match &table.matrix.rows[row] {
        Row::Category { category, initiatives } => {
            if place.column == 0 {
                let text = format!("{}　{initiatives}", t(category.name()));
                let at = pos2(rect.left() + PADDING, rect.center().y);
                ui.painter().text(at, Align2::LEFT_CENTER, text, theme::hei_bold(12.0), table.palette.quiet);
            }
            None
        }
        Row::Initiative(entry) => {
            let initiative = table.comparison.initiatives.get(entry.initiative)?;
            let response = ui.interact(rect, id(table.matrix, table.comparison, table.grid, place), Sense::CLICK);
            tell(ui, table, &response, place, entry, initiative);
            if ui.is_rect_visible(rect) {
                match table.grid.columns[place.column] {
                    MatrixColumn::Name => name(ui, table, row, entry, initiative, rect),
                    MatrixColumn::Document(_) => count(ui, table, entry, place.column, initiative, rect),
                    MatrixColumn::Mentions => sum(ui, table, entry.mentions, rect),
                    MatrixColumn::Documents => sum(ui, table, entry.documents, rect),
                }
                ring(ui, table, place, rect);
                hint(table, &response, place, entry, initiative);
            }
            response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked().then_some(place)
        }
    }
}

/// The ring of the cell that the keyboard is on.
pub fn ring(ui: &Ui, table: &Table<'_>, place: Place, rect: Rect) {
    if table.focused == Some(place) && table.state.matrix.ring {
        ui.painter().rect_stroke(rect.shrink(1.0), 3.0, Stroke::new(2.0, table.palette.accent), StrokeKind::Inside);
    }
}

/// A cell's name, place and state for screen readers; nothing is written where there is none.
fn tell(ui: &Ui, table: &Table<'_>, response: &Response, place: Place, entry: &Entry, initiative: &Initiative) {
    response.widget_info(|| {
        let name = &initiative.name;
        match table.grid.columns[place.column] {
            MatrixColumn::Name => {
                let spoken = tf("{}，{} 份文档，{} 处", &[&name, &entry.documents, &entry.mentions]);
                WidgetInfo::selected(Role::RowHeader, true, table.chosen == Some(entry.initiative), spoken)
            }
            MatrixColumn::Mentions => WidgetInfo::labeled(Role::Cell, true, tf("{}，共 {} 处", &[&name, &entry.mentions])),
            MatrixColumn::Documents => WidgetInfo::labeled(Role::Cell, true, tf("{}，共 {} 份文档", &[&name, &entry.documents])),
            MatrixColumn::Document(_) => {
                let document = table.heads.get(place.column - 1).map_or("", |head| head.label.as_str());
                let count = entry.counts.get(place.column - 1).copied().unwrap_or(0);
                let said = if count == 0 { t("未提及").to_owned() } else { tf("{} 处", &[&count]) };
                let figures = table.document_of(place.column).and_then(|document| table.measures?.get(&(entry.initiative, document)));
                let written = figures.into_iter().flatten().filter_map(|k| table.comparison.measures.get(*k));
                let said = written.fold(said, |said, found| format!("{said}，{}", amount_text(&found.measure)));
                WidgetInfo::labeled(Role::Cell, true, format!("{name}，{document}，{said}"))
            }
        }
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_row_index(place.row.map_or(0, |k| k + 1));
        node.set_column_index(place.column);
    });
}

/// The tick of the rail's list, and the name; bold where it is chosen.
fn name(ui: &Ui, table: &Table<'_>, row: usize, entry: &Entry, initiative: &Initiative, rect: Rect) {
    let palette = table.palette;
    let chosen = table.look(row, entry.initiative) == Look::Chosen;
    let color = palette.category(initiative.category);
    let tick = Rect::from_center_size(pos2(rect.left() + PADDING + 4.5, rect.center().y), vec2(3.0, 14.0));
    if initiative.origin == Origin::Discovered {
        ui.painter().rect_stroke(tick.expand(0.5), 1.0, Stroke::new(1.0, color), StrokeKind::Inside);
    } else {
        ui.painter().rect_filled(tick, 1.0, color);
    }
    let font = if chosen { theme::hei_bold(13.0) } else { theme::hei(13.0) };
    let galley = elided(ui, &initiative.name, font, palette.ink, rect.width() - NAME_LEFT - PADDING);
    ui.painter().galley(pos2(rect.left() + NAME_LEFT, rect.center().y - galley.size().y / 2.0), galley, palette.ink);
    if chosen {
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height() - 1.0)), 0.0, palette.accent);
    }
}

/// A bar as long as the count is of the greatest, and the count; or 未提及, which is a result and never a zero.
fn count(ui: &Ui, table: &Table<'_>, entry: &Entry, column: usize, initiative: &Initiative, rect: Rect) {
    let palette = table.palette;
    let count = entry.counts.get(column - 1).copied().unwrap_or(0);
    let at = pos2(rect.left() + PADDING + 6.0, rect.center().y - 0.5);
    if count == 0 {
        ui.painter().text(at, Align2::LEFT_CENTER, t("未提及"), theme::hei(12.0), palette.quiet);
        return;
    }
    if table.measures.is_some() {
        measures(ui, table, entry, column, rect);
        return;
    }
    let color = palette.category(initiative.category);
    let room = rect.shrink2(vec2(PADDING, BAR_INSET)).translate(vec2(0.0, -0.5));
    let share = count as f32 / table.matrix.greatest.max(1) as f32;
    let long = room.with_max_x(room.left() + (room.width() * share).max(3.0));
    ui.painter().rect_filled(long, 2.0, bar(palette, initiative.category));
    ui.painter().rect_filled(long.with_max_x(long.left() + 2.0), 0.0, color);
    ui.painter().text(at, Align2::LEFT_CENTER, count, theme::hei_bold(13.0), palette.ink);
}

/// The first number that the document tells of the initiative, and how many more; or that it tells none.
fn measures(ui: &Ui, table: &Table<'_>, entry: &Entry, column: usize, rect: Rect) {
    let palette = table.palette;
    let figures = table.document_of(column).and_then(|document| table.measures?.get(&(entry.initiative, document)));
    let figures = figures.map_or(&[][..], Vec::as_slice);
    let room = rect.shrink2(vec2(PADDING, 0.0));
    let put = |left: f32, text: &str, font: FontId, color: Color32| {
        let galley = elided(ui, text, font, color, room.right() - left);
        let width = galley.size().x;
        ui.painter().galley(pos2(left, rect.center().y - 0.5 - galley.size().y / 2.0), galley, color);
        left + width
    };
    let left = room.left() + 6.0;
    let Some(measure) = figures.first().and_then(|k| table.comparison.measures.get(*k)).map(|found| &found.measure) else {
        put(left, t("提及，未见数字"), theme::hei(12.0), palette.quiet);
        return;
    };
    let end = put(left, &amount_text(measure), theme::hei_bold(13.0), palette.ink);
    let more = if figures.len() > 1 { format!("{} +{}", measure.action, figures.len() - 1) } else { measure.action.clone() };
    if room.right() - end > 24.0 {
        put(end + 6.0, more.trim(), theme::hei(12.0), palette.quiet);
    }
}

fn sum(ui: &Ui, table: &Table<'_>, sum: usize, rect: Rect) {
    let at = pos2(rect.right() - PADDING - 4.0, rect.center().y - 0.5);
    ui.painter().text(at, Align2::RIGHT_CENTER, sum, theme::hei(13.0), table.palette.quiet);
}

/// Of a name the whole of it, of a document's cell the first passage.
fn hint(table: &Table<'_>, response: &Response, place: Place, entry: &Entry, initiative: &Initiative) {
    let column = table.grid.columns[place.column];
    if !response.hovered() || !matches!(column, MatrixColumn::Name | MatrixColumn::Document(_)) {
        return;
    }
    response.clone().on_hover_ui(|ui| {
        ui.set_max_width(HINT_WIDTH);
        ui.label(egui::RichText::new(&initiative.name).font(theme::hei_bold(13.0)).color(table.palette.ink));
        let aside = |text: String| egui::RichText::new(text).font(theme::hei(12.5)).color(table.palette.quiet);
        let MatrixColumn::Document(_) = column else {
            let facts = tf("{} · {} 份文档，{} 处", &[&t(initiative.category.name()), &entry.documents, &entry.mentions]);
            ui.label(aside(facts));
            return;
        };
        ui.label(aside(table.heads.get(place.column - 1).map(|h| format!("{} {}", h.letter, h.label)).unwrap_or_default()));
        let Some(document) = table.document_of(place.column) else { return };
        let first = initiative.mentions_in(document).next();
        match (first, table.comparison.documents.get(document)) {
            (Some(mention), Some(text)) => {
                let sentence = sentence_around(&text.text, mention.span.start).of(&text.text);
                let job = widgets::quote_marks(sentence, &[], 13.5, table.palette.ink, table.palette, HINT_WIDTH);
                ui.add(egui::Label::new(job).wrap());
                ui.label(aside(t("点击到正文中的这一处").to_owned()));
            }
            _ => {
                ui.label(aside(t("本文未提及；点击看这份文档").to_owned()));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use egui::Color32;

    use super::{bar, chosen};
    use crate::initiative::Category;
    use crate::ui::theme::Palette;

    /// Relative luminance and contrast as WCAG 2 has them.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let channel = |v: u8| {
            let v = f32::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |c: Color32| 0.2126 * channel(c.r()) + 0.7152 * channel(c.g()) + 0.0722 * channel(c.b());
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn counts_and_absences_are_readable_on_every_ground_light_and_dark() {
        for theme in [egui::ThemePreference::Light, egui::ThemePreference::Dark] {
            let ctx = egui::Context::default();
            ctx.set_theme(theme);
            let palette = Palette::of(&ctx);
            for ground in [palette.paper, palette.band, palette.paper.blend(chosen(&palette))] {
                assert!(contrast(palette.quiet, ground) >= 4.5, "未提及 on {ground:?}: {}", contrast(palette.quiet, ground));
                for category in Category::ALL {
                    let behind = ground.blend(bar(&palette, category));
                    assert!(contrast(palette.ink, behind) >= 4.5, "a count on {category:?}: {}", contrast(palette.ink, behind));
                    // The bar's edge, which says what area it is of.
                    let edge = palette.category(category);
                    assert!(contrast(edge, ground) >= 3.0, "the edge of {category:?}: {}", contrast(edge, ground));
                }
            }
        }
    }
}
