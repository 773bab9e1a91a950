//! The menus, made from the catalogue: titles in the toolbar where there is room, one button with all of them where there is not.

use egui::containers::menu::{MenuBar, MenuButton, SubMenuButton};
use egui::{Button, Key, Modifiers, Popup, Response, Role, Ui, WidgetInfo, vec2};

use super::widgets;
use crate::ui::catalogue::{Entry, Menu, entries};
use crate::ui::command::Command;
use crate::ui::language::t;
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// Room beside a title's text, in points.
const TITLE_PADDING: f32 = 16.0;
/// A menu is not narrower, in points, and never so wide that its names would have to be read like text.
const MENU_WIDTHS: (f32, f32) = (250.0, 420.0);
/// Room around an entry's name and its keys, and between them.
const BESIDE_NAME: f32 = 64.0;
/// Height of an entry.
const ROW: f32 = 25.0;
/// Height of the line between two groups, and no menu has more of them.
const LINE: f32 = 7.0;
const MOST_LINES: f32 = 7.0;
/// What the window has above and below a menu.
const AROUND: f32 = 62.0;
/// Width of the button that holds all menus.
pub const FOLDED_WIDTH: f32 = 34.0;

/// Width of all titles beside each other.
pub fn width(ui: &Ui) -> f32 {
    Menu::ALL.iter().map(|menu| widgets::text_width(ui, t(menu.name()), theme::hei(13.5)) + TITLE_PADDING).sum()
}

/// The titles beside each other.
pub fn bar(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let opened = opened_by_key(ui);
    let size = vec2(width(ui), ui.available_height());
    ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        MenuBar::new().ui(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.spacing_mut().button_padding = vec2(TITLE_PADDING / 2.0, 4.0);
            for menu in Menu::ALL {
                let title = egui::RichText::new(t(menu.name())).font(theme::hei(13.5));
                let (response, _) = MenuButton::from_button(Button::new(title)).ui(ui, |ui| content(ui, menu, state, commands));
                name(&response, menu);
                if menu == Menu::ALL[0] && opened {
                    open(ui, &response);
                }
            }
        });
    });
}

/// One button with the menus one under the other.
pub fn folded(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let opened = opened_by_key(ui);
    let response = widgets::icon_button(ui, widgets::Icon::Menu, t("菜单"), palette);
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(130.0);
        for menu in Menu::ALL {
            let (response, _) = SubMenuButton::new(t(menu.name())).ui(ui, |ui| content(ui, menu, state, commands));
            name(&response, menu);
        }
    });
    if opened {
        open(ui, &response);
    }
}

fn name(response: &Response, menu: Menu) {
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, t(menu.name())));
}

/// Whether F10 was pressed: the key for menus where there is no Alt.
fn opened_by_key(ui: &Ui) -> bool {
    // Shift+F10 is the menu of what has the keyboard.
    ui.input_mut(|i| !i.modifiers.shift && i.consume_key(Modifiers::NONE, Key::F10))
}

fn open(ui: &Ui, title: &Response) {
    title.request_focus();
    Popup::toggle_id(ui.ctx(), Popup::default_response_id(title));
}

/// A menu's entries, a line between two groups.
fn content(ui: &mut Ui, menu: Menu, state: &AppState, commands: &mut Vec<Command>) {
    ui.set_width(menu_width(ui, menu));
    ui.spacing_mut().interact_size.y = ROW;
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().button_padding.y = 2.0;
    let room = ui.ctx().content_rect().height() - AROUND;
    let count = entries().filter(|entry| entry.menu == menu).count();
    // Each group has at least an entry, so this is more than enough for the lines too.
    if count as f32 * (ROW + 1.0) + MOST_LINES * (LINE + 1.0) <= room {
        items(ui, menu, state, commands);
    } else {
        let room = room.max(100.0);
        let area = egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room);
        area.show(ui, |ui| items(ui, menu, state, commands));
    }
}

/// As wide as the longest name with its keys: no name breaks, in no language.
fn menu_width(ui: &Ui, menu: Menu) -> f32 {
    let width = |text: &str| widgets::text_width(ui, text, egui::TextStyle::Button.resolve(ui.style()));
    let widest =
        entries().filter(|entry| entry.menu == menu).map(|entry| width(t(entry.name)) + width(&keys_of(entry))).fold(0.0, f32::max);
    (widest + BESIDE_NAME).clamp(MENU_WIDTHS.0, MENU_WIDTHS.1)
}

/// The keys that do what an entry does, as the menu shows them; empty: none.
fn keys_of(entry: &Entry) -> String {
    entry.keys.first().map(crate::ui::catalogue::Keys::name).unwrap_or_default()
}

fn items(ui: &mut Ui, menu: Menu, state: &AppState, commands: &mut Vec<Command>) {
    let mut group = None;
    for entry in entries().filter(|entry| entry.menu == menu) {
        if group.is_some_and(|before| before != entry.group) {
            ui.add(egui::Separator::default().spacing(LINE));
        }
        group = Some(entry.group);
        item(ui, entry, state, commands);
    }
}

/// An entry: a tick where it is on, its name, its keys at the right.
fn item(ui: &mut Ui, entry: &Entry, state: &AppState, commands: &mut Vec<Command>) {
    let on = (entry.on)(state);
    let enabled = (entry.enabled)(state);
    let name = t(entry.name);
    let button = Button::new(format!("{}{name}", if on == Some(true) { "✓ " } else { "　" })).min_size(vec2(ui.available_width(), 0.0));
    let response = ui.add_enabled(enabled, button.shortcut_text(keys_of(entry)));
    response.widget_info(|| match on {
        Some(on) => WidgetInfo::selected(Role::Button, enabled, on, name),
        None => WidgetInfo::labeled(Role::Button, enabled, name),
    });
    if response.clicked() {
        commands.push((entry.command)(state));
        ui.close();
    }
}
