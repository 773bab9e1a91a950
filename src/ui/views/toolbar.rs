//! The toolbar: name, menus, 打开…, the views, the field that leads to everything, 打印….
//!
//! What does not fit folds, in this order: the field gets shorter, the menus become one button, the field an icon, the views one button
//! with a menu; 打印… and the name go last, since the menus have them. Everything is measured before it is laid out, so that nothing moves
//! from one frame to the next.

use egui::{Align, Button, Layout, Popup, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::menus;
use super::widgets::{self, Icon, icon_button};
use crate::ui::catalogue::{entry, keys_of};
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::state::{AppState, View};
use crate::ui::theme::{self, Palette};

/// Height of what stands in the bar, in points.
const HEIGHT: f32 = 30.0;
/// Between two parts of it.
const GAP: f32 = 8.0;
/// Width of the name with the room after it.
const NAME: f32 = 50.0;
/// Room beside a button's text.
const PADDING: f32 = 22.0;
/// Widths of the field that leads to everything.
const FIELDS: [f32; 2] = [206.0, 132.0];

/// What of it fits, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fit {
    name: bool,
    menus: bool,
    /// Width of the field; `None`: an icon.
    field: Option<f32>,
    views: bool,
    print: bool,
}

/// From all of it to the least.
const FITS: [Fit; 8] = [
    Fit { name: true, menus: true, field: Some(FIELDS[0]), views: true, print: true },
    Fit { name: true, menus: true, field: Some(FIELDS[1]), views: true, print: true },
    Fit { name: true, menus: false, field: Some(FIELDS[0]), views: true, print: true },
    Fit { name: true, menus: false, field: Some(FIELDS[1]), views: true, print: true },
    Fit { name: true, menus: false, field: None, views: true, print: true },
    Fit { name: true, menus: false, field: Some(FIELDS[1]), views: false, print: true },
    Fit { name: true, menus: false, field: None, views: false, print: false },
    Fit { name: false, menus: false, field: None, views: false, print: false },
];

/// Widths of the parts.
struct Widths {
    menus: f32,
    open: f32,
    views: f32,
    view: f32,
    print: f32,
}

impl Widths {
    fn of(ui: &Ui, state: &AppState) -> Self {
        let button = |text: &str| widgets::text_width(ui, text, theme::hei(14.0)) + PADDING;
        Self {
            menus: menus::width(ui),
            open: button(t("打开…")),
            views: View::ALL.iter().map(|view| widgets::segment_width(ui, t(view.name()))).sum(),
            view: button(t(state.view.name())) + 14.0,
            print: if cfg!(feature = "paper") { button(t("打印…")) } else { 0.0 },
        }
    }

    fn left(&self, fit: Fit) -> f32 {
        (if fit.name { NAME } else { 0.0 }) + if fit.menus { self.menus } else { menus::FOLDED_WIDTH } + GAP + self.open
    }

    fn middle(&self, fit: Fit) -> f32 {
        if fit.views { self.views } else { self.view }
    }

    fn right(&self, fit: Fit) -> f32 {
        fit.field.unwrap_or(HEIGHT) + if fit.print { GAP + self.print } else { 0.0 }
    }

    fn fit(&self, room: f32) -> Fit {
        let fits = |fit: &Fit| self.left(*fit) + GAP + self.middle(*fit) + GAP + self.right(*fit) <= room;
        FITS.into_iter().find(fits).unwrap_or(FITS[FITS.len() - 1])
    }
}

/// The whole bar.
pub fn show(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let bar = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), HEIGHT));
    let widths = Widths::of(ui, state);
    let fit = widths.fit(bar.width());
    let mut part = |from: f32, to: f32, layout: Layout, add: &mut dyn FnMut(&mut Ui)| {
        let rect = Rect::from_x_y_ranges(from..=to.max(from), bar.y_range());
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        ui.spacing_mut().item_spacing.x = GAP;
        ui.spacing_mut().button_padding = vec2(PADDING / 2.0 - 1.0, 5.0);
        add(&mut ui);
    };
    let left_to_right = Layout::left_to_right(Align::Center);
    let left = bar.left() + widths.left(fit);
    let right = bar.right() - widths.right(fit);
    part(bar.left(), left, left_to_right, &mut |ui| {
        if fit.name {
            name(ui, palette);
        }
        if fit.menus {
            menus::bar(ui, state, commands);
        } else {
            ui.spacing_mut().item_spacing.x = menus::FOLDED_WIDTH - 20.0;
            menus::folded(ui, state, palette, commands);
            ui.spacing_mut().item_spacing.x = GAP;
        }
        open_menu(ui, state, commands);
    });
    // In the middle of the window where that is free.
    let middle = widths.middle(fit);
    let from = (bar.center().x - middle / 2.0).min(right - GAP - middle).max(left + GAP);
    part(from, from + middle, left_to_right, &mut |ui| {
        if fit.views {
            view_switch(ui, state, palette, commands);
        } else {
            view_menu(ui, state, commands);
        }
    });
    part(right, bar.right(), left_to_right, &mut |ui| {
        match fit.field {
            Some(width) => field(ui, width, palette, commands),
            None => {
                if icon_button(ui, Icon::Search, t("查找或输入命令…"), palette).clicked() {
                    commands.push(Command::OpenChooser);
                }
            }
        }
        #[cfg(feature = "paper")]
        if fit.print {
            print_button(ui, state, commands);
        }
    });
    ui.advance_cursor_after_rect(bar);
}

fn name(ui: &mut Ui, palette: &Palette) {
    ui.spacing_mut().item_spacing.x = 0.0;
    ui.label(RichText::new("街").font(theme::hei_bold(20.0)).color(palette.ink));
    ui.label(RichText::new("读").font(theme::hei_bold(20.0)).color(palette.accent));
    ui.add_space(NAME - 40.0);
    ui.spacing_mut().item_spacing.x = GAP;
}

/// What stands in the centre.
fn view_switch(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.x = 0.0;
    for (view, key) in View::ALL.into_iter().zip(1..) {
        let segment = widgets::segment(ui, t(view.name()), state.view == view && !state.is_printing(), palette);
        if segment.on_hover_text(format!("Ctrl+{key}")).clicked() {
            commands.push(Command::Show(view));
        }
    }
}

/// The same as one button, where there is no room.
fn view_menu(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let name = t(state.view.name());
    let button = ui.add(Button::new(format!("{name}　")));
    let tip = pos2(button.rect.right() - 13.0, button.rect.center().y + 2.0);
    for side in [-4.0, 4.0] {
        ui.painter().line_segment([tip, tip + vec2(side, -4.0)], Stroke::new(1.4, ui.visuals().widgets.inactive.fg_stroke.color));
    }
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, tf("视图：{}", &[&name])));
    Popup::menu(&button).show(|ui| {
        ui.set_min_width(150.0);
        for (view, key) in View::ALL.into_iter().zip(1..) {
            let name = t(view.name());
            let on = state.view == view && !state.is_printing();
            let entry = ui.add(Button::new(name).selected(on).shortcut_text(format!("Ctrl+{key}")));
            entry.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
            if entry.clicked() {
                commands.push(Command::Show(view));
                ui.close();
            }
        }
    });
}

fn open_menu(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    ui.menu_button(t("打开…"), |ui| {
        ui.set_min_width(220.0);
        for id in ["open-files", "open-folder", "open-path", "samples", "lexicon", "close-all"] {
            let Some(entry) = entry(id) else { continue };
            let enabled = (entry.enabled)(state);
            let name = t(entry.name);
            let response = ui.add_enabled(enabled, Button::new(name).shortcut_text(keys_of(id)));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
            if response.clicked() {
                commands.push((entry.command)(state));
                ui.close();
            }
        }
        super::workspace::menu(ui, state, commands);
    });
}

/// Looks like a field and opens the palette.
fn field(ui: &mut Ui, width: f32, palette: &Palette, commands: &mut Vec<Command>) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, t("查找或输入命令…")));
    let stroke = if response.has_focus() {
        Stroke::new(2.0, palette.accent)
    } else {
        Stroke::new(1.0, if response.hovered() { palette.quiet } else { palette.line })
    };
    ui.painter().rect(rect, 6.0, palette.paper, stroke, StrokeKind::Inside);
    let keys = keys_of("palette");
    let keys = widgets::elided(ui, &keys, theme::hei(12.0), palette.quiet, width);
    let left = rect.left() + 11.0;
    let edge = rect.right() - 10.0 - keys.size().x;
    let room = edge - left - 8.0;
    let said = widgets::text_width(ui, t("查找或输入命令"), theme::hei(13.5));
    let hint = if said <= room { t("查找或输入命令") } else { t("查找、命令") };
    let hint = widgets::elided(ui, hint, theme::hei(13.5), palette.quiet, room);
    ui.painter().galley(pos2(left, rect.center().y - hint.size().y / 2.0), hint, palette.quiet);
    ui.painter().galley(pos2(edge, rect.center().y - keys.size().y / 2.0), keys, palette.quiet);
    let hover = t("命令、事项、文档、章节；可用拼音首字母");
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(hover).clicked() {
        commands.push(Command::OpenChooser);
    }
}

#[cfg(feature = "paper")]
fn print_button(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let button = ui.add_enabled(!state.compared.is_empty(), Button::new(t("打印…")));
    let hint = tf("预览、打印或保存为 PDF（{}）", &[&keys_of("print")]);
    let button = button.on_hover_text(hint).on_disabled_hover_text(t("先打开文档"));
    if button.clicked()
        && let Some(entry) = entry("print")
    {
        commands.push((entry.command)(state));
    }
}

#[cfg(test)]
mod tests {
    use super::{FITS, Widths};

    #[test]
    fn seven_views_fit_an_office_screen_and_fold_later() {
        // As measured in Chinese and in English.
        for (widths, all, views) in [
            (Widths { menus: 220.0, open: 66.0, views: 378.0, view: 66.0, print: 66.0 }, 1256.0, 720.0),
            (Widths { menus: 290.0, open: 75.0, views: 500.0, view: 72.0, print: 70.0 }, 1256.0, 880.0),
        ] {
            assert!(widths.fit(all).menus && widths.fit(all).views && widths.fit(all).field.is_some());
            assert!(widths.fit(views).views, "{:?}", widths.fit(views));
            assert!(!widths.fit(600.0).views);
            let least = FITS[FITS.len() - 1];
            assert!(widths.left(least) + widths.middle(least) + widths.right(least) < 360.0);
            // The wider, the more.
            let places: Vec<usize> = (300..1400).map(|room| FITS.iter().position(|f| *f == widths.fit(room as f32)).unwrap()).collect();
            assert!(places.windows(2).all(|w| w[1] <= w[0]));
        }
    }
}
