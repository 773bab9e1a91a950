//! What lies over the window: the help, and the hint while files are dragged over it.

use egui::{Align2, Context, Id, LayerId, Order, RichText, Ui};

use super::shortcuts::KEYS;
use crate::ui::command::Command;
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// What the help has beside its keys, in points.
const ABOVE_AND_BELOW_KEYS: f32 = 310.0;

/// Height of a key's row, in points.
const KEY_HEIGHT: f32 = 29.0;

/// Keys and marks, explained.
pub fn help(ctx: &Context, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    if !state.help {
        return;
    }
    let mut shown = true;
    egui::Window::new("帮助")
        .id(Id::unique("help"))
        .open(&mut shown)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ctx, |ui| {
            ui.label(RichText::new("街读把几份街道文件并排放在一起，标出它们共有的事项。").color(palette.ink));
            ui.label(RichText::new("细下划线：多份文档共有的事项；虚线：存疑；底色与边线：所选事项。").color(palette.quiet));
            ui.label(RichText::new("列表里空心的短竖条：词表以外、由各文档的共同用语自动发现的事项。").color(palette.quiet));
            ui.label(RichText::new("栏间的连线：所选事项在相邻两栏中的当前一处；箭头：它在画面之外，点击前往。").color(palette.quiet));
            ui.label(RichText::new("“未提及”只说明这份文本里没有写到，不等于没有做。").color(palette.quiet));
            ui.add_space(8.0);
            // In a low window the keys are scrolled to.
            let room = (ctx.content_rect().height() - ABOVE_AND_BELOW_KEYS).max(80.0);
            if KEYS.len() as f32 * KEY_HEIGHT <= room {
                key_list(ui);
            } else {
                egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, key_list);
            }
            ui.add_space(8.0);
            if ui.button("打开示例文档").clicked() {
                commands.push(Command::OpenSamples);
                commands.push(Command::ToggleHelp);
            }
        });
    if !shown {
        commands.push(Command::ToggleHelp);
    }
}

fn key_list(ui: &mut Ui) {
    egui::Grid::new("keys").num_columns(2).spacing([20.0, 1.0]).show(ui, |ui| {
        for (keys, what) in KEYS {
            ui.label(RichText::new(*keys).font(theme::hei_bold(13.0)));
            ui.label(*what);
            ui.end_row();
        }
    });
}

/// While files hang over the window: what dropping them will do.
pub fn drop_hint(ctx: &Context, palette: &Palette) {
    let count = ctx.input(|i| i.raw.hovered_files.len());
    if count == 0 {
        return;
    }
    let rect = ctx.content_rect();
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("drop-hint")));
    painter.rect_filled(rect, 0.0, palette.ground.gamma_multiply(0.85));
    painter.rect_stroke(rect.shrink(10.0), 10.0, egui::Stroke::new(2.0, palette.accent), egui::StrokeKind::Inside);
    let text = if count == 1 {
        "松开鼠标，打开这个文件或文件夹".to_owned()
    } else {
        format!("松开鼠标，打开这 {count} 项")
    };
    painter.text(rect.center(), Align2::CENTER_CENTER, text, theme::hei_bold(22.0), palette.ink);
}
