//! The settings page: all at once on one page, each change at once in the window.

use egui::{Align2, ComboBox, Context, Id, RichText, ScrollArea, Slider, TextEdit, Ui, WidgetInfo};

use super::bars::field_with_name;
use super::widgets;
use crate::initiative::Category;
use crate::ui::command::Command;
use crate::ui::language::{Language, said, t, tf};
use crate::ui::settings::{Families, LINE_SPACINGS, Setting};
use crate::ui::state::{AppState, TEXT_SIZES, ThemeChoice, TieMode};
use crate::ui::theme::{self, Palette};
use crate::workspace::ColourSet;

/// Width of the names of the settings, in points.
const NAMES: f32 = 110.0;
/// Below this width a setting stands under its name.
const NARROW: f32 = 460.0;
/// A text to look at.
const SPECIMEN: &str = "　　（一）深化“一网统管”。推进生活垃圾分类和既有多层住宅加装电梯，全年完成20台。";

type Commands = Vec<Command>;

/// The page, where it is wanted.
pub fn show(ctx: &Context, state: &mut AppState, palette: &Palette, commands: &mut Commands) {
    if !state.settings.open {
        return;
    }
    let room = ctx.content_rect().size() - egui::vec2(40.0, 100.0);
    let mut shown = true;
    egui::Window::new(t("设置"))
        .id(Id::unique("settings"))
        .open(&mut shown)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ctx, |ui| {
            ui.set_width(600.0_f32.min(room.x));
            let height = (room.y - 60.0).max(60.0);
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 9.0;
                choices(ui, state, palette, commands);
                text(ui, state, palette, commands);
                specimen(ui, state, palette);
                colours(ui, state, palette, commands);
                start(ui, state, palette, commands);
            });
            ui.add_space(6.0);
            if ui.button(t("全部恢复为初始设置")).clicked() {
                commands.push(Command::Set(Setting::Restore));
            }
        });
    if !shown {
        commands.push(Command::ToggleSettings);
    }
}

/// A setting: its name at the left, or above where there is no room.
fn setting(ui: &mut Ui, name: &str, palette: &Palette, add: impl FnOnce(&mut Ui)) {
    let label = RichText::new(name).color(palette.quiet);
    if ui.available_width() < NARROW {
        ui.label(label);
        ui.horizontal_wrapped(add);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(egui::vec2(NAMES, 26.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(NAMES);
            ui.label(label);
        });
        ui.vertical(|ui| ui.horizontal_wrapped(add));
    });
}

/// One of a few: a row of chips.
fn one_of<T: PartialEq + Copy>(ui: &mut Ui, name: &str, now: T, all: &[(T, &str)], palette: &Palette, mut choose: impl FnMut(T)) {
    ui.spacing_mut().item_spacing.x = 5.0;
    for (value, text) in all {
        if widgets::named_chip(ui, text, &tf("{}：{}", &[&name, text]), now == *value, palette).clicked() {
            choose(*value);
        }
    }
}

/// Language, colours, scrolling.
fn choices(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Commands) {
    let name = t("语言");
    setting(ui, name, palette, |ui| {
        let all = [(Language::Chinese, "中文"), (Language::English, "English")];
        one_of(ui, name, state.language, &all, palette, |language| commands.push(Command::Language(language)));
    });
    let name = t("外观");
    setting(ui, name, palette, |ui| {
        let all = [(ThemeChoice::System, t("跟随系统")), (ThemeChoice::Light, t("浅色")), (ThemeChoice::Dark, t("深色"))];
        one_of(ui, name, state.theme, &all, palette, |theme| commands.push(Command::Theme(theme)));
    });
    let name = t("滚动方式");
    setting(ui, name, palette, |ui| {
        let all = TieMode::ALL.map(|mode| (mode, t(mode.label())));
        one_of(ui, name, state.tie, &all, palette, |tie| commands.push(Command::Tie(tie)));
    });
}

/// Fonts, size, spacing.
fn text(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Commands) {
    setting(ui, t("正文字体"), palette, |ui| {
        let now = state.settings.values.text_font.clone();
        family(ui, state, "text-font", (t("正文字体"), t("自带宋体")), now.as_deref(), Setting::TextFont, commands);
    });
    setting(ui, t("标题字体"), palette, |ui| {
        let now = state.settings.values.control_font.clone();
        family(ui, state, "control-font", (t("标题字体"), t("自带黑体")), now.as_deref(), Setting::ControlFont, commands);
    });
    if state.settings.families == Families::Unknown {
        let hint = t("这台电脑的字体查不到（Linux 上需要 fontconfig 库），只能用自带的字体。");
        ui.add(egui::Label::new(RichText::new(hint).font(theme::hei(12.5)).color(palette.quiet)).wrap());
    }
    setting(ui, t("字号"), palette, |ui| {
        let mut size = state.text_size;
        if named_slider(ui, palette, Slider::new(&mut size, TEXT_SIZES).step_by(1.0).fixed_decimals(0), t("字号")).changed() {
            commands.push(Command::Set(Setting::TextSize(size)));
        }
    });
    setting(ui, t("行距"), palette, |ui| {
        let mut spacing = state.settings.values.line_spacing;
        if named_slider(ui, palette, Slider::new(&mut spacing, LINE_SPACINGS).step_by(0.05).fixed_decimals(2), t("行距")).changed() {
            commands.push(Command::Set(Setting::LineSpacing(spacing)));
        }
    });
}

fn named_slider(ui: &mut Ui, palette: &Palette, slider: Slider<'_>, name: &str) -> egui::Response {
    // A rail that shows on paper.
    ui.visuals_mut().widgets.inactive.bg_fill = palette.line;
    let response = ui.add(slider.trailing_fill(true));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

/// A box with the system's families; the bundled one first.
fn family(
    ui: &mut Ui,
    state: &mut AppState,
    id: &str,
    (name, bundled): (&str, &str),
    now: Option<&str>,
    set: fn(Option<String>) -> Setting,
    commands: &mut Commands,
) {
    let shown = now.unwrap_or(bundled).to_owned();
    let combo = ComboBox::from_id_salt(id).selected_text(&shown).width(260.0_f32.min(ui.available_width() - 20.0)).height(320.0);
    let response = combo.show_ui(ui, |ui| {
        let mut choose = |ui: &mut Ui, value: Option<String>, text: &str| {
            if ui.selectable_label(now == value.as_deref(), text).clicked() {
                commands.push(Command::Set(set(value)));
                ui.close();
            }
        };
        choose(ui, None, bundled);
        match state.settings.families.clone() {
            Families::Unasked | Families::Asked => {
                ui.horizontal(|ui| {
                    ui.spinner();
                    ui.label(t("正在查找这台电脑上的中文字体…"));
                });
            }
            Families::Unknown => {}
            Families::Known(families) if families.is_empty() => {
                ui.label(t("这台电脑上没有其他中文字体"));
            }
            Families::Known(families) => {
                if families.len() > 12 {
                    let field = TextEdit::singleline(&mut state.settings.family_filter).hint_text(t("筛选字体")).desired_width(220.0);
                    field_with_name(ui, field, t("筛选字体"));
                }
                let wanted = state.settings.family_filter.trim().to_lowercase();
                for family in families.iter().filter(|f| wanted.is_empty() || f.to_lowercase().contains(&wanted)) {
                    choose(ui, Some(family.clone()), family);
                }
            }
        }
    });
    let spoken = tf("{}：{}", &[&name, &shown]);
    response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, &spoken));
}

/// How running text looks now.
fn specimen(ui: &mut Ui, state: &AppState, palette: &Palette) {
    let frame = egui::Frame::new().fill(palette.paper).stroke(egui::Stroke::new(1.0, palette.line)).corner_radius(6.0);
    frame.inner_margin(10.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let mut job = egui::text::LayoutJob::default();
        let format = egui::text::TextFormat {
            line_height: Some(state.text_size * state.settings.values.line_spacing),
            ..egui::text::TextFormat::simple(theme::song(state.text_size), palette.ink)
        };
        job.append(SPECIMEN, 0.0, format);
        job.wrap.max_width = ui.available_width();
        ui.add(egui::Label::new(job).wrap());
    });
}

fn colours(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Commands) {
    let name = t("类别颜色");
    setting(ui, name, palette, |ui| {
        let all = [(ColourSet::Usual, t("常用")), (ColourSet::Safe, t("色觉友好"))];
        one_of(ui, name, state.settings.values.colours, &all, palette, |colours| commands.push(Command::Set(Setting::Colours(colours))));
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for category in Category::ALL {
            let galley = ui.painter().layout_no_wrap(t(category.name()).to_owned(), theme::hei(12.5), palette.ink);
            let (rect, _) = ui.allocate_exact_size(egui::vec2(galley.size().x + 14.0, 20.0), egui::Sense::hover());
            let tick = egui::Rect::from_min_size(rect.left_center() - egui::vec2(0.0, 7.0), egui::vec2(8.0, 14.0));
            ui.painter().rect_filled(tick, 2.0, palette.category(category));
            ui.painter().galley(rect.left_center() + egui::vec2(14.0, -galley.size().y / 2.0), galley, palette.ink);
        }
    });
}

fn start(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Commands) {
    const SAMPLES: &str = said("没有别的可打开时，打开示例文档");
    setting(ui, t("启动时"), palette, |ui| {
        ui.visuals_mut().widgets.inactive.bg_stroke.color = palette.quiet;
        let mut samples = state.settings.values.samples_at_start;
        if ui.checkbox(&mut samples, t(SAMPLES)).changed() {
            commands.push(Command::Set(Setting::SamplesAtStart(samples)));
        }
    });
}
