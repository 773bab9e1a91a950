//! The print view: what goes on paper at the left, the typeset pages at the right.
//!
//! In: the state of printing and its pages. Out: commands. The preview paints pictures of the very pages that are saved and printed; a
//! picture that is missing or too coarse is asked for, and the old one stands in until it comes.

use egui::{
    Align, Align2, Button, CentralPanel, Color32, Frame, Key, Layout, Margin, Modifiers, Panel, Rect, RichText, Role, ScrollArea, Sense,
    Stroke, StrokeKind, TextEdit, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::bars::field_with_name;
use super::widgets::{self, Icon, icon_button};
use crate::report::paper::{Pages, PaperSize};
use crate::ui::command::Command;
use crate::ui::language::{t, tf, told};
use crate::ui::printing::{PrintCommand, Printing, Scope, ZOOMS, Zoom};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// Width of the choices, in points.
const CHOICES_WIDTH: f32 = 248.0;
/// In a window narrower than this the choices take less.
const NARROW: f32 = 760.0;
/// Their width then.
const CHOICES_WIDTH_NARROW: f32 = 200.0;
/// Between two pages and around them, in points.
const PAGE_GAP: f32 = 14.0;
/// One step of the zoom.
const ZOOM_STEP: f32 = 1.2;

type Commands = Vec<Command>;

fn push(commands: &mut Commands, command: PrintCommand) {
    commands.push(Command::Print(command));
}

/// The whole view, below the toolbar.
pub fn show(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Commands) {
    let width = if ui.max_rect().width() < NARROW { CHOICES_WIDTH_NARROW } else { CHOICES_WIDTH };
    let frame = Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(14, 12));
    Panel::left("print-choices").exact_size(width).resizable(false).frame(frame).show(ui, |ui| {
        ScrollArea::vertical().id_salt("print-choices").auto_shrink(false).show(ui, |ui| choices(ui, state, palette, commands));
    });
    keys(ui, commands);
    let ground = Frame::new().fill(palette.ground).inner_margin(Margin { left: 0, right: 12, top: 0, bottom: 10 });
    CentralPanel::default().frame(ground).show(ui, |ui| {
        let Some(printing) = &mut state.printing else { return };
        match printing.pages.clone() {
            Some(pages) => {
                navigation(ui, printing, &pages, palette, commands);
                preview(ui, printing, &pages, palette, commands);
            }
            None => waiting(ui, printing, palette),
        }
    });
}

fn keys(ui: &Ui, commands: &mut Commands) {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, key));
    if pressed(Key::Enter) {
        push(commands, PrintCommand::Print);
    }
    if pressed(Key::S) {
        push(commands, PrintCommand::Save);
    }
}

fn heading(ui: &mut Ui, text: &str, palette: &Palette) {
    ui.add_space(10.0);
    ui.label(RichText::new(text).font(theme::hei_bold(12.5)).color(palette.quiet));
}

fn choices(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Commands) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(t("打印")).font(theme::hei_bold(18.0)).color(palette.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, Icon::Close, t("关闭打印预览"), palette).clicked() {
                push(commands, PrintCommand::Close);
            }
        });
    });
    scopes(ui, state, palette, commands);
    let Some(printing) = &mut state.printing else { return };
    heading(ui, t("纸张（横向）"), palette);
    ui.horizontal(|ui| {
        for (size, text) in [(PaperSize::A4, "A4"), (PaperSize::A3, "A3")] {
            if widgets::chip(ui, text, printing.size == size, palette).clicked() {
                push(commands, PrintCommand::Size(size));
            }
        }
    });
    ui.add_space(10.0);
    let mut dated = printing.dated;
    if ui.checkbox(&mut dated, t("印上今天的日期")).changed() {
        push(commands, PrintCommand::Dated(dated));
    }
    ui.add_space(16.0);
    deliveries(ui, printing, commands);
    if printing.path_field.is_some() {
        path_field(ui, printing, palette, commands);
    }
    ui.add_space(10.0);
    let note = t("右侧就是将要印出的页面。每段引文都逐字取自原文，并注明出处；“未提及”只说明这份文本没有写到。");
    ui.label(RichText::new(note).size(12.0).color(palette.quiet));
}

/// What goes on paper, with how many initiatives each choice has.
fn scopes(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Commands) {
    let Some(printing) = &state.printing else { return };
    heading(ui, t("内容"), palette);
    let initiatives = &state.comparison.initiatives;
    let shared = initiatives.iter().filter(|i| i.is_shared()).count();
    let mut choice = |ui: &mut Ui, scope: Scope, text: String| {
        if ui.radio(printing.scope == scope, text).clicked() {
            push(commands, PrintCommand::Scope(scope));
        }
    };
    choice(ui, Scope::Shared, tf("共有事项，{} 项", &[&shared]));
    match state.selected_initiative() {
        Some(chosen) => choice(ui, Scope::Chosen, tf("只印“{}”", &[&chosen.name])),
        None => {
            ui.add_enabled(false, egui::RadioButton::new(false, t("只印所选事项"))).on_disabled_hover_text(t("先在列表里选中一个事项"));
        }
    }
    choice(ui, Scope::All, tf("全部事项，{} 项", &[&initiatives.len()]));
    ui.label(RichText::new(tf("{} 份文档", &[&state.comparison.documents.len()])).size(12.5).color(palette.quiet));
}

/// Print, save, view: the page count stands on the button before one prints.
fn deliveries(ui: &mut Ui, printing: &Printing, commands: &mut Commands) {
    let ready = printing.pages.as_ref().filter(|_| !printing.typesetting() && !printing.delivering);
    let count = ready.map_or_else(String::new, |pages| tf(" {} 页", &[&pages.count()]));
    let actions = [
        (tf("打印{}", &[&count]), t("送往打印机；没有打印机时用系统的阅读器打开（Ctrl+Enter）"), PrintCommand::Print),
        (tf("保存 PDF{}…", &[&count]), t("存成一个 PDF 文件（Ctrl+S）"), PrintCommand::Save),
        (t("用阅读器打开").to_owned(), t("用系统的 PDF 阅读器打开"), PrintCommand::View),
    ];
    for (text, hover, command) in actions {
        if action(ui, text, ready.is_some(), hover) {
            push(commands, command);
        }
    }
    if printing.delivering {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(t("正在生成 PDF…"));
        });
    }
}

/// A button as wide as the column. Whether it was clicked.
fn action(ui: &mut Ui, text: String, enabled: bool, hover: &str) -> bool {
    let button = Button::new(text).min_size(vec2(0.0, 32.0));
    let add = |ui: &mut Ui| ui.add_enabled(enabled, button).on_hover_text(hover).clicked();
    ui.vertical_centered_justified(add).inner
}

/// Where to save, where there is no dialog.
fn path_field(ui: &mut Ui, printing: &mut Printing, palette: &Palette, commands: &mut Commands) {
    heading(ui, t("保存到"), palette);
    let focus = std::mem::take(&mut printing.path_focus);
    let Some(path) = &mut printing.path_field else { return };
    let field = TextEdit::singleline(path).desired_width(f32::INFINITY).id_salt("print-path");
    let response = field_with_name(ui, field, t("PDF 保存路径"));
    if focus {
        response.request_focus();
    }
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let chosen = path.trim().trim_matches('"').to_owned();
    ui.horizontal(|ui| {
        if (ui.button(t("保存")).clicked() || entered) && !chosen.is_empty() {
            push(commands, PrintCommand::SaveTo(chosen.into()));
        }
        if ui.button(t("取消")).clicked() {
            push(commands, PrintCommand::CloseField);
        }
    });
}

fn waiting(ui: &mut Ui, printing: &Printing, palette: &Palette) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.35);
        match &printing.failed {
            Some(error) if !printing.typesetting() => {
                ui.label(RichText::new(t("没有排出页面")).font(theme::hei_bold(16.0)).color(palette.ink));
                ui.label(RichText::new(told(error)).color(palette.quiet));
            }
            _ => {
                ui.add(egui::Spinner::new().size(28.0).color(palette.quiet));
                ui.add_space(8.0);
                ui.label(RichText::new(t("正在排版…")).color(palette.quiet));
            }
        }
    });
}

/// Pages and zoom.
fn navigation(ui: &mut Ui, printing: &Printing, pages: &Pages, palette: &Palette, commands: &mut Commands) {
    let count = pages.count();
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        if icon_button(ui, Icon::Up, t("上一页"), palette).clicked() {
            push(commands, PrintCommand::GoTo(printing.page.saturating_sub(1)));
        }
        if icon_button(ui, Icon::Down, t("下一页"), palette).clicked() {
            push(commands, PrintCommand::GoTo((printing.page + 1).min(count.saturating_sub(1))));
        }
        ui.label(RichText::new(tf("第 {} 页，共 {} 页", &[&(printing.page + 1), &count])).color(palette.ink));
        if printing.typesetting() {
            ui.add(egui::Spinner::new().size(14.0).color(palette.quiet));
            ui.label(RichText::new(t("正在重新排版…")).color(palette.quiet));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let zoom = scale(ui.available_rect_before_wrap().size(), printing, pages);
            for (text, hover, to) in [("+", t("放大预览"), zoom * ZOOM_STEP), ("−", t("缩小预览"), zoom / ZOOM_STEP)] {
                if ui.button(text).on_hover_text(hover).clicked() {
                    push(commands, PrintCommand::Zoom(Zoom::By(to.clamp(*ZOOMS.start(), *ZOOMS.end()))));
                }
            }
            for (text, zoom) in [(t("整页"), Zoom::Page), (t("页宽"), Zoom::Width)] {
                if widgets::chip(ui, text, printing.zoom == zoom, palette).clicked() {
                    push(commands, PrintCommand::Zoom(zoom));
                }
            }
        });
    });
    ui.add_space(6.0);
}

/// Screen points per point of the paper.
fn scale(room: Vec2, printing: &Printing, pages: &Pages) -> f32 {
    let (width, height) = pages.size(printing.page).map_or((842.0, 595.0), |(w, h)| (w as f32, h as f32));
    let wide = (room.x - 2.0 * PAGE_GAP) / width;
    let scale = match printing.zoom {
        Zoom::Width => wide,
        Zoom::Page => wide.min((room.y - 2.0 * PAGE_GAP) / height),
        Zoom::By(scale) => scale,
    };
    scale.clamp(*ZOOMS.start(), *ZOOMS.end())
}

fn preview(ui: &mut Ui, printing: &mut Printing, pages: &Pages, palette: &Palette, commands: &mut Commands) {
    let room = ui.available_rect_before_wrap();
    ui.painter().rect_filled(room, 6.0, palette.line);
    let scale = scale(room.size(), printing, pages);
    let sizes: Vec<Vec2> = (0..pages.count()).filter_map(|k| pages.size(k)).map(|(w, h)| vec2(w as f32, h as f32) * scale).collect();
    let tops: Vec<f32> = sizes
        .iter()
        .scan(PAGE_GAP, |y, size| {
            let top = *y;
            *y += size.y + PAGE_GAP;
            Some(top)
        })
        .collect();
    let whole = vec2(
        sizes.iter().map(|s| s.x).fold(0.0, f32::max) + 2.0 * PAGE_GAP,
        tops.last().zip(sizes.last()).map_or(0.0, |(top, size)| top + size.y + PAGE_GAP),
    );
    let keyed = keyed_offset(ui, room.height());
    let mut area = ScrollArea::both().id_salt("print-preview").auto_shrink(false);
    if let Some(top) = printing.go_to.take().and_then(|page| tops.get(page)) {
        area = area.vertical_scroll_offset(top - PAGE_GAP);
    }
    let shown = area.show_viewport(ui, |ui, view| {
        if keyed != 0.0 {
            ui.scroll_with_delta_animation(vec2(0.0, -keyed), egui::style::ScrollAnimation::none());
        }
        let (_, rect) = ui.allocate_space(vec2(whole.x.max(view.width()), whole.y));
        let near = view.top() - room.height()..view.bottom() + room.height();
        let first = tops.iter().zip(&sizes).position(|(top, size)| top + size.y >= near.start).unwrap_or(0);
        printing.painted = first..tops.partition_point(|top| *top <= near.end).max(first);
        for k in printing.painted.clone() {
            let (size, top) = (&sizes[k], &tops[k]);
            let place = Rect::from_min_size(pos2(rect.center().x - size.x / 2.0, rect.top() + top), *size);
            let sheet = Sheet { page: k, count: pages.count(), rect: place, scale };
            paint_page(ui, printing, &sheet, palette, commands);
        }
        view
    });
    // The page that holds the upper third of the view is the one that one reads.
    let line = shown.inner.top() + room.height() / 3.0;
    printing.page = tops.iter().rposition(|top| *top <= line).unwrap_or(0);
}

/// How far the keys of this frame scroll, in points.
fn keyed_offset(ui: &Ui, height: f32) -> f32 {
    if ui.ctx().egui_wants_keyboard_input() {
        return 0.0;
    }
    ui.input(|i| {
        let keys = [(Key::PageDown, 0.9 * height), (Key::PageUp, -0.9 * height), (Key::Home, -1e7), (Key::End, 1e7)];
        keys.iter().filter(|(key, _)| i.key_pressed(*key)).map(|(_, by)| by).sum()
    })
}

/// A page of the preview.
struct Sheet {
    /// Zero-based.
    page: usize,
    /// Of how many.
    count: usize,
    /// On the screen.
    rect: Rect,
    /// Screen points per point of the paper.
    scale: f32,
}

fn paint_page(ui: &Ui, printing: &Printing, sheet: &Sheet, palette: &Palette, commands: &mut Commands) {
    let Sheet { page, count, rect, scale } = *sheet;
    let response = ui.interact(rect, egui::Id::unique(("printed-page", page)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, tf("第 {} 页，共 {} 页", &[&(page + 1), &count])));
    let painter = ui.painter();
    painter.rect_filled(rect.translate(vec2(1.5, 2.0)), 1.0, Color32::from_black_alpha(40));
    painter.rect_filled(rect, 0.0, Color32::WHITE);
    let wanted = scale * ui.ctx().pixels_per_point();
    let picture = printing.pictures.get(&page);
    if picture.is_none_or(|p| (p.scale - wanted).abs() > 0.001) {
        push(commands, PrintCommand::Need(page, wanted));
    }
    match picture {
        Some(picture) => {
            let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(picture.texture.id(), rect, uv, Color32::WHITE);
        }
        None => {
            painter.text(rect.center(), Align2::CENTER_CENTER, tf("第 {} 页", &[&(page + 1)]), theme::hei(14.0), Color32::GRAY);
        }
    }
    painter.rect_stroke(rect, 0.0, Stroke::new(1.0, palette.quiet.gamma_multiply(0.5)), StrokeKind::Outside);
}
