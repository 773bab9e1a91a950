//! The rows: only those in view are built, each a line with its word in the middle.

use egui::scroll_area::ScrollSource;
use egui::{Id, Rangef, Rect, ScrollArea, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::keyboard::focus;
use super::line::{self, Columns, ROW_HEIGHT};
use crate::search::Concordance;
use crate::ui::command::Command;
use crate::ui::concordance::Answer;
use crate::ui::language::t;
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::frozen::{BAR, scroll_style};

/// Height of the heads, in points.
const HEAD_HEIGHT: f32 = 26.0;

/// Heads and rows in the room that is left.
pub fn show(ui: &mut Ui, state: &mut AppState, answer: &Answer, found: &Concordance, palette: &Palette, commands: &mut Vec<Command>) {
    let area = ui.available_rect_before_wrap();
    let count = found.hits.len();
    let wanted = HEAD_HEIGHT + count as f32 * ROW_HEIGHT + 2.0;
    let frame = area.with_max_y((area.top() + wanted).min(area.bottom()).max(area.top() + HEAD_HEIGHT));
    ui.painter().rect(frame, 0.0, palette.paper, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    let id = Id::unique("concordance-rows");
    let body = Rect::from_min_max(pos2(frame.left() + 1.0, frame.top() + HEAD_HEIGHT), frame.max - Vec2::splat(1.0));
    let (list, moved) = focus(ui, id, body, state, count, commands);
    let overflows = count as f32 * ROW_HEIGHT > body.height();
    let lines = body.with_max_x(body.right() - if overflows { BAR } else { 0.0 });
    let columns = Columns::new(lines.x_range());
    heads(ui, &columns, frame, palette);

    let mut content = ui.new_child(egui::UiBuilder::new().id_salt("concordance").max_rect(body).accessibility_parent(id));
    scroll_style(&mut content, palette);
    let reveal = state.concordance.reveal.take().or(moved);
    let state: &AppState = state;
    ScrollArea::vertical().id_salt("concordance").auto_shrink(false).animated(false).scroll_source(ScrollSource::ALL).show_viewport(
        &mut content,
        |ui, view| {
            ui.set_min_size(vec2(lines.width(), count as f32 * ROW_HEIGHT));
            let top = ui.max_rect().top();
            let place = |row: usize| Rangef::new(top + row as f32 * ROW_HEIGHT, top + (row + 1) as f32 * ROW_HEIGHT);
            let first = (view.top() / ROW_HEIGHT).floor().max(0.0) as usize;
            let last = ((view.bottom() / ROW_HEIGHT).ceil().max(0.0) as usize).min(count);
            let cursor = state.concordance.cursor;
            // The keyboard's row keeps its name for screen readers wherever it is.
            let beside = Some(cursor).filter(|row| list.has_focus() && *row < count && !(first..last).contains(row));
            for row in (first.min(last)..last).chain(beside) {
                let look = line::Look { cursor: row == cursor, focused: list.has_focus() && row == cursor };
                line::show(
                    ui,
                    state,
                    answer,
                    found,
                    row,
                    Rect::from_x_y_ranges(lines.x_range(), place(row)),
                    &columns,
                    look,
                    palette,
                    commands,
                );
            }
            if let Some(row) = reveal.filter(|row| *row < count) {
                ui.scroll_to_rect(Rect::from_x_y_ranges(lines.x_range(), place(row)), None);
            }
        },
    );
    if list.has_focus() {
        let row = line::id(answer, found, state.concordance.cursor);
        if ui.ctx().has_accesskit_node(row) {
            ui.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(row.accesskit_id()));
        }
    }
    ui.advance_cursor_after_rect(frame);
}

fn heads(ui: &Ui, columns: &Columns, frame: Rect, palette: &Palette) {
    let y = frame.top() + HEAD_HEIGHT / 2.0;
    let font = theme::hei_bold(12.0);
    let text = |x: f32, align, text: &str| {
        ui.painter().text(pos2(x, y), align, text, font.clone(), palette.quiet);
    };
    text(columns.document.min, egui::Align2::LEFT_CENTER, if columns.named { t("文档") } else { "" });
    text(columns.left.max - 10.0, egui::Align2::RIGHT_CENTER, t("左文"));
    text(columns.hit, egui::Align2::LEFT_CENTER, t("检索词和右文"));
    if let Some(section) = columns.section {
        text(section.min, egui::Align2::LEFT_CENTER, t("章节"));
    }
    let below = Rect::from_x_y_ranges(frame.x_range(), Rangef::new(frame.top() + HEAD_HEIGHT - 1.0, frame.top() + HEAD_HEIGHT));
    ui.painter().rect_filled(below, 0.0, palette.line);
}
