//! The command palette on the screen: a field, and under it what fits, best first.
//!
//! The keyboard stays in the field: the arrows move the row, Enter chooses it, Escape closes. Only the rows in view are laid out.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Align2, EventFilter, Frame, Id, Key, Margin, Modal, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use super::bars::field_with_name;
use super::widgets;
use crate::ui::chooser::{ChooserRow, Target};
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// Its greatest width, in points.
const WIDTH: f32 = 620.0;
/// Below the window's top, in points.
const TOP: f32 = 46.0;
/// Height of a row.
const ROW: f32 = 32.0;
/// So many rows show at once where there is room.
const ROWS: usize = 12;
/// Room for what is said aside, as a share of a row.
const ASIDE: f32 = 0.34;

/// The palette, where it is open.
pub fn show(ui: &Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if !state.chooser.open {
        return;
    }
    if state.chooser.is_seeking() {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(16));
    }
    let window = ui.ctx().content_rect();
    let id = Id::unique("chooser");
    let frame = Frame::popup(ui.style()).fill(palette.paper).inner_margin(Margin::same(10)).corner_radius(10.0);
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, [0.0, TOP.min(window.height() * 0.08)]);
    let modal = Modal::new(id).area(area).frame(frame).backdrop_color(egui::Color32::from_black_alpha(36));
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(WIDTH.min(window.width() - 44.0));
        let keyed = field(ui, state, commands);
        ui.add_space(6.0);
        rows(ui, state, keyed, palette, commands);
        ui.add_space(4.0);
        foot(ui, palette);
    });
    if shown.backdrop_response.clicked() {
        commands.push(Command::CloseChooser);
    }
}

/// The field. Whether the keys moved the row.
fn field(ui: &mut Ui, state: &mut AppState, commands: &mut Vec<Command>) -> bool {
    let count = state.chooser.rows.len();
    let steps = ui.input_mut(|i| {
        let mut steps = 0_isize;
        for (key, by) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, ROWS as isize), (Key::PageUp, -(ROWS as isize))] {
            steps += by * isize::try_from(i.count_and_consume_key(Modifiers::NONE, key)).unwrap_or(0);
        }
        steps
    });
    let entered = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let chooser = &mut state.chooser;
    if steps != 0 && count > 0 {
        let at = isize::try_from(chooser.cursor).unwrap_or(0) + steps;
        let last = isize::try_from(count).unwrap_or(1) - 1;
        // One step goes round, a page stops at the end.
        let to = if steps.abs() == 1 { at.rem_euclid(last + 1) } else { at.clamp(0, last) };
        chooser.cursor = usize::try_from(to).unwrap_or(0);
    }
    if entered && let Some(row) = chooser.rows.get(chooser.cursor) {
        commands.push(Command::Choose(row.target.clone()));
    }
    let hint = t("命令、事项、文档、章节；可用拼音首字母");
    let edit = TextEdit::singleline(&mut chooser.query)
        .hint_text(hint)
        .font(theme::hei(15.0))
        .margin(Margin::symmetric(10, 8))
        .desired_width(f32::INFINITY)
        .id_salt("chooser-field");
    let response = field_with_name(ui, edit, t("查找或输入命令"));
    if std::mem::take(&mut chooser.focus) {
        response.request_focus();
    }
    if response.has_focus() {
        // The arrows are the rows', the tabulator goes nowhere: there is nothing else to type into.
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    }
    if let Some(row) = chooser.rows.get(chooser.cursor) {
        let active = row_id(&row.target);
        if ui.ctx().has_accesskit_node(active) {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_active_descendant(active.accesskit_id()));
        }
    }
    steps != 0
}

fn row_id(target: &Target) -> Id {
    Id::unique(("chooser-row", format!("{target:?}")))
}

fn rows(ui: &mut Ui, state: &mut AppState, keyed: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let count = state.chooser.rows.len();
    if count == 0 {
        let hint = t("没有这样的命令、事项、文档或章节；换一个词，或只输入拼音首字母。");
        ui.label(RichText::new(hint).color(palette.quiet));
        return;
    }
    let room = ((ui.ctx().content_rect().height() - 190.0) / ROW).floor().max(3.0) as usize;
    let height = ROW * count.min(ROWS).min(room) as f32;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut hovered = None;
    ScrollArea::vertical().id_salt("chooser-rows").max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show_rows(
        ui,
        ROW,
        count,
        |ui, range| {
            if keyed {
                let top = ui.max_rect().top() + (state.chooser.cursor as f32 - range.start as f32) * ROW;
                ui.scroll_to_rect(Rect::from_min_size(pos2(ui.max_rect().left(), top), vec2(1.0, ROW)), None);
            }
            for k in range {
                if row(ui, state, &state.chooser.rows[k], k == state.chooser.cursor, palette, commands) {
                    hovered = Some(k);
                }
            }
        },
    );
    // The pointer takes the row only when it moves: rows that come to lie under it do not.
    if let Some(k) = hovered.filter(|_| ui.input(|i| i.pointer.delta() != egui::Vec2::ZERO)) {
        state.chooser.cursor = k;
    }
}

/// One row. Whether the pointer is on it.
fn row(ui: &mut Ui, state: &AppState, row: &ChooserRow, here: bool, palette: &Palette, commands: &mut Vec<Command>) -> bool {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, row_id(&row.target), Sense::CLICK);
    let aside = aside(state, row);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, here, format!("{} {aside}", row.name).trim()));
    if here {
        ui.painter().rect_filled(rect, 6.0, palette.chosen);
        ui.painter().rect_filled(Rect::from_min_size(rect.min + vec2(0.0, 6.0), vec2(3.0, ROW - 12.0)), 1.0, palette.accent);
    }
    let mut left = rect.left() + 12.0;
    if let Some(category) = row.category {
        let tick = Rect::from_center_size(pos2(left + 1.5, rect.center().y), vec2(3.0, 14.0));
        ui.painter().rect_filled(tick, 1.0, palette.category(category));
        left += 10.0;
    }
    let right = rect.right() - 12.0;
    let aside = widgets::elided(ui, &aside, theme::hei(12.5), palette.quiet, rect.width() * ASIDE);
    let edge = right - aside.size().x;
    ui.painter().galley(pos2(edge, rect.center().y - aside.size().y / 2.0), aside, palette.quiet);
    let name = ui.fonts_mut(|f| f.layout_job(name_job(row, palette, edge - left - 12.0)));
    ui.painter().galley(pos2(left, rect.center().y - name.size().y / 2.0), name, palette.ink);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        commands.push(Command::Choose(row.target.clone()));
    }
    response.hovered()
}

/// What kind of thing a row is, and what tells it from others.
fn aside(state: &AppState, row: &ChooserRow) -> String {
    match &row.target {
        Target::Command(id) => {
            let menu = crate::ui::catalogue::entry(id).map_or("", |entry| t(entry.menu.name()));
            if row.aside.is_empty() { menu.to_owned() } else { format!("{menu}　{}", row.aside) }
        }
        Target::Initiative(id) => {
            let found = state.comparison.initiatives.iter().find(|i| i.id == *id);
            let count = found.map_or(0, crate::compare::Initiative::document_count);
            tf("{} · {} 份文档", &[&row.category.map_or("", |c| t(c.name())), &count])
        }
        Target::Document(_) => tf("文档 · {}", &[&row.aside]),
        Target::Section(..) => tf("章节 · {}", &[&row.aside]),
        Target::Find(_) => row.aside.clone(),
    }
}

/// The name, with what was typed in bold.
fn name_job(row: &ChooserRow, palette: &Palette, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat { valign: Align::Center, ..TextFormat::simple(theme::hei(14.0), palette.ink) };
    let strong = TextFormat { underline: Stroke::new(1.0, palette.accent), font_id: theme::hei_bold(14.0), ..plain.clone() };
    let mut piece = String::new();
    let mut marked = false;
    for (k, c) in row.name.chars().enumerate() {
        let now = row.marked.binary_search(&k).is_ok();
        if now != marked && !piece.is_empty() {
            job.append(&std::mem::take(&mut piece), 0.0, if marked { strong.clone() } else { plain.clone() });
        }
        marked = now;
        piece.push(c);
    }
    job.append(&piece, 0.0, if marked { strong } else { plain });
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = width.max(20.0);
    job
}

fn foot(ui: &mut Ui, palette: &Palette) {
    let text = t("↑↓ 选择　Enter 确定　Esc 关闭　> 只找命令　@ 只找章节");
    widgets::clipped(ui, text, theme::hei(12.0), palette.quiet);
}
