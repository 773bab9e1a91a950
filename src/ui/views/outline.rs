//! A document's outline: as a column beside the text, or as the section path that opens the tree.

use egui::{Align, Layout, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::widgets;
use crate::structure::{Document, SectionKind};
use crate::ui::apply::section_label;
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::state::DocumentKey;
use crate::ui::theme::{self, Palette};

/// Height of an entry, in points.
const ENTRY_HEIGHT: f32 = 24.0;

/// Outline entries that are headings of the text.
fn entries(document: &Document) -> Vec<usize> {
    let heads = |k: &usize| matches!(document.sections[*k].kind, SectionKind::Heading | SectionKind::RunIn);
    (0..document.sections.len()).filter(heads).collect()
}

/// The tree; the entry on the reading line is marked and kept in view. Only entries in view are laid out: a text may have thousands.
pub fn tree(ui: &mut Ui, document: &Document, key: DocumentKey, reading: Option<usize>, palette: &Palette, commands: &mut Vec<Command>) {
    let entries = entries(document);
    if entries.is_empty() {
        ui.label(egui::RichText::new(t("没有标题")).color(palette.quiet));
        return;
    }
    let here = reading.and_then(|k| entries.binary_search(&k).ok());
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt(("outline", key)).auto_shrink(false);
    area.show_rows(ui, ENTRY_HEIGHT, entries.len(), |ui, range| {
        if let Some(here) = here {
            let top = ui.max_rect().top() + (here as f32 - range.start as f32) * ENTRY_HEIGHT;
            let rect = Rect::from_min_size(pos2(ui.max_rect().left(), top), vec2(1.0, ENTRY_HEIGHT));
            let view = ui.clip_rect().y_range();
            let in_view = view.contains(rect.top()) && view.contains(rect.bottom());
            if !in_view && !ui.rect_contains_pointer(ui.clip_rect()) {
                ui.scroll_to_rect(rect, Some(Align::Center));
            }
        }
        for k in range {
            entry(ui, document, entries[k], key, here == Some(k), palette, commands);
        }
    });
}

/// One entry of the tree.
fn entry(ui: &mut Ui, document: &Document, k: usize, key: DocumentKey, here: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let section = &document.sections[k];
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ENTRY_HEIGHT));
    // By the section, not by its place: the tree scrolls under the keyboard's focus.
    let response = ui.interact(rect, egui::Id::unique(("outline-entry", key, k)), Sense::click());
    let label = section_label(document, k);
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, here, &label));
    if here {
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(2.5, rect.height())), 0.0, palette.accent);
    }
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 3.0, palette.band);
    }
    let indent = 8.0 + 11.0 * f32::from(section.level.saturating_sub(1));
    let area = Rect::from_min_max(pos2(rect.left() + indent, rect.top()), rect.max);
    let mut row = ui.new_child(egui::UiBuilder::new().max_rect(area).layout(Layout::left_to_right(Align::Center)));
    let font = if section.level <= 1 { theme::hei_bold(12.5) } else { theme::hei(12.5) };
    let color = if here { palette.accent } else { palette.ink };
    widgets::clipped(&mut row, &label, font, color);
    if response.clicked() {
        commands.push(Command::Reveal { key, span: section.span });
        ui.close();
    }
}

/// One line with the path of the section on the reading line; a click opens the tree.
pub fn path(ui: &mut Ui, document: &Document, key: DocumentKey, reading: Option<usize>, palette: &Palette, commands: &mut Vec<Command>) {
    let labels: Vec<String> =
        reading.map(|s| document.section_path(s).into_iter().map(|k| section_label(document, k)).collect()).unwrap_or_default();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    let spoken = if labels.is_empty() { t("大纲").to_owned() } else { tf("大纲：{}", &[&labels.join(" › ")]) };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    ui.painter().rect_filled(rect, 0.0, if response.hovered() { palette.chosen } else { palette.band });
    let icon = Rect::from_center_size(pos2(rect.left() + 18.0, rect.center().y), vec2(12.0, 12.0));
    for dy in [-4.0, 0.0, 4.0] {
        ui.painter().hline(icon.x_range(), icon.center().y + dy, egui::Stroke::new(1.3, palette.quiet));
    }
    let area = Rect::from_min_max(pos2(rect.left() + 32.0, rect.top()), pos2(rect.right() - 8.0, rect.bottom()));
    let mut row = ui.new_child(egui::UiBuilder::new().max_rect(area).layout(Layout::left_to_right(Align::Center)));
    row.add(egui::Label::new(path_job(&labels, palette, area.width())).selectable(false));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let width = rect.width().max(260.0);
    egui::Popup::menu(&response).id(ui.scope_id().with(("tree", key))).show(|ui| {
        ui.set_width(width);
        ui.set_height(380.0);
        tree(ui, document, key, reading, palette, commands);
    });
}

/// The path, its last part in the accent; the parts above are shortened first, since the last says where one is.
fn path_job(labels: &[String], palette: &Palette, width: f32) -> egui::text::LayoutJob {
    use egui::text::{LayoutJob, TextFormat};
    let mut job = LayoutJob::default();
    let size = 12.5;
    let room = (width / size) as usize;
    let last = labels.last().map_or(0, |l| l.chars().count());
    let above = labels.len().saturating_sub(1);
    let each = room.saturating_sub(last).checked_div(above).unwrap_or(0).saturating_sub(2);
    for (k, label) in labels.iter().enumerate() {
        if k + 1 == labels.len() {
            job.append(label, 0.0, TextFormat::simple(theme::hei_bold(size), palette.accent));
        } else if each >= 3 {
            let short: String =
                if label.chars().count() > each { label.chars().take(each - 1).chain(['…']).collect() } else { label.clone() };
            job.append(&format!("{short} › "), 0.0, TextFormat::simple(theme::hei(size), palette.quiet));
        }
    }
    if labels.is_empty() {
        job.append(t("大纲"), 0.0, TextFormat::simple(theme::hei(size), palette.quiet));
    }
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = width;
    job
}
