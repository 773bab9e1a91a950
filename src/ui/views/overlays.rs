//! What lies over the window while files are dragged over it.

use egui::{Align2, Context, Id, LayerId, Order};

use crate::ui::language::{t, tf};
use crate::ui::theme::{self, Palette};

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
        t("松开鼠标，打开这个文件或文件夹").to_owned()
    } else {
        tf("松开鼠标，打开这 {} 项", &[&count])
    };
    painter.text(rect.center(), Align2::CENTER_CENTER, text, theme::hei_bold(22.0), palette.ink);
}
