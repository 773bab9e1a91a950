//! How many places each document has: a letter, a bar, a number; a click shows that document's rows alone.

use egui::{Align2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::search::Concordance;
use crate::ui::command::Command;
use crate::ui::concordance::{Answer, ConcordanceCommand};
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::widgets;

/// Height of a cell, in points.
const CELL_HEIGHT: f32 = 26.0;
/// A cell holds a letter, a number and a bit of a bar; beyond the greatest width a bar tells no more.
const CELL_WIDTHS: (f32, f32) = (84.0, 220.0);
/// A cell this wide says the document's name as well.
const NAME_FROM: f32 = 190.0;
/// So many lines of cells stand before they scroll.
const MAX_LINES: usize = 3;
/// Room between cells.
const GAP: f32 = 6.0;

/// A cell per document, as many beside each other as fit.
pub fn show(ui: &mut Ui, state: &AppState, answer: &Answer, found: &Concordance, palette: &Palette, commands: &mut Vec<Command>) {
    let count = answer.keys.len().max(1);
    let room = ui.available_width();
    let width = ((room + GAP) / count as f32 - GAP).clamp(CELL_WIDTHS.0, CELL_WIDTHS.1);
    let across = (((room + GAP) / (width + GAP)).floor().max(1.0) as usize).min(count);
    let width = ((room + GAP) / across as f32 - GAP).clamp(CELL_WIDTHS.0, CELL_WIDTHS.1).floor();
    let lines = count.div_ceil(across);
    let height = lines.min(MAX_LINES) as f32 * (CELL_HEIGHT + 2.0);
    let greatest = found.counts.iter().copied().max().unwrap_or(1).max(1);
    ScrollArea::vertical().id_salt("concordance-counts").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        let (whole, _) = ui.allocate_exact_size(vec2(room, lines as f32 * (CELL_HEIGHT + 2.0)), Sense::hover());
        for (k, count) in found.counts.iter().enumerate() {
            let (column, line) = (k % across, k / across);
            let min = whole.min + vec2(column as f32 * (width + GAP), line as f32 * (CELL_HEIGHT + 2.0));
            cell(ui, state, answer, k, (*count, greatest), Rect::from_min_size(min, vec2(width, CELL_HEIGHT)), palette, commands);
        }
    });
}

#[expect(clippy::too_many_arguments, reason = "a view takes what it paints")]
fn cell(
    ui: &Ui,
    state: &AppState,
    answer: &Answer,
    index: usize,
    (count, greatest): (usize, usize),
    rect: Rect,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let (Some(key), Some(document)) = (answer.keys.get(index).copied(), answer.documents.get(index)) else { return };
    let chosen = state.concordance.only == Some(key);
    let name = state.lettered(key, document);
    let spoken = tf("{}：{} 处", &[&name, &count]);
    let response = ui.interact(rect, egui::Id::unique(("concordance-count", key)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &spoken));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    let fill = if chosen || response.hovered() { palette.chosen } else { palette.paper };
    painter.rect(rect, 4.0, fill, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    let badge = Rect::from_center_size(pos2(rect.left() + 14.0, rect.center().y), vec2(18.0, 18.0));
    widgets::letter_badge(ui, badge, &state.letter_of(key), palette);
    let number = painter.text(
        pos2(rect.right() - 7.0, rect.center().y),
        Align2::RIGHT_CENTER,
        count,
        if count > 0 { theme::hei_bold(13.0) } else { theme::hei(13.0) },
        if count > 0 { palette.ink } else { palette.quiet },
    );
    let room = Rect::from_min_max(pos2(badge.right() + 6.0, rect.top() + 4.0), pos2(number.left() - 6.0, rect.bottom() - 4.0));
    if count > 0 {
        let long = room.with_max_x(room.left() + (room.width() * count as f32 / greatest as f32).max(3.0));
        painter.rect_filled(long, 2.0, palette.find);
        painter.rect_filled(long.with_max_x(long.left() + 2.0), 0.0, palette.find_current);
    }
    if rect.width() >= NAME_FROM {
        let galley = super::line::elided(ui, &document.label(), theme::hei(12.0), palette.ink, room.width() - 10.0);
        painter.galley(pos2(room.left() + 6.0, rect.center().y - galley.size().y / 2.0), galley, palette.ink);
    }
    if chosen {
        painter.rect_stroke(rect, 4.0, Stroke::new(1.5, palette.ink), StrokeKind::Inside);
    }
    if response.has_focus() {
        painter.rect_stroke(rect, 4.0, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
    }
    let hint = if chosen { t("点击看全部文档") } else { t("点击只看这份文档") };
    if response.on_hover_text(format!("{spoken}\n{hint}")).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        commands.push(Command::Concordance(ConcordanceCommand::Only((!chosen).then_some(key))));
    }
}
