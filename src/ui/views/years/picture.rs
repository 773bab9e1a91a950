//! Bars by policy area: kept and new above the line, no longer mentioned below it.
//!
//! Each part has its number beside its colour, and the dropped ones are only outlined, so that the picture is read without colours too.

use egui::{Align2, Frame, Margin, RichText, Stroke, Ui, WidgetInfo};
use egui_plot::{Bar, BarChart, Plot, PlotPoint, Text};

use crate::compare::AreaCount;
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::years::YearTable;

/// Width of a bar, in areas.
const BAR_WIDTH: f64 = 0.56;

/// The picture, `height` points high.
pub fn show(ui: &mut Ui, state: &AppState, table: &YearTable, height: f32, palette: &Palette) {
    let areas = table.changes.areas(&state.comparison);
    if areas.is_empty() {
        return;
    }
    Frame::new().fill(palette.paper).stroke(Stroke::new(1.0, palette.line)).inner_margin(Margin::symmetric(10, 6)).show(ui, |ui| {
        legend(ui, palette);
        plot(ui, &areas, height - 42.0, palette);
    });
}

/// What the parts of a bar are; egui's own legend would cover bars.
fn legend(ui: &mut Ui, palette: &Palette) {
    ui.horizontal(|ui| {
        for (fill, edge, text) in [
            (palette.quiet.gamma_multiply(0.45), palette.quiet, t("延续（含加强、减弱、持平）")),
            (palette.accent.gamma_multiply(0.75), palette.accent, t("新增")),
            (palette.paper, palette.quiet, t("不再提及")),
        ] {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(14.0, 10.0), egui::Sense::hover());
            ui.painter().rect(rect, 2.0, fill, Stroke::new(1.0, edge), egui::StrokeKind::Inside);
            ui.label(RichText::new(text).font(theme::hei(12.0)).color(palette.quiet));
            ui.add_space(6.0);
        }
    });
}

fn plot(ui: &mut Ui, areas: &[AreaCount], height: f32, palette: &Palette) {
    let names: Vec<&'static str> = areas.iter().map(|a| t(a.category.name())).collect();
    let most = areas.iter().map(|a| a.kept + a.new).max().unwrap_or(0).max(1) as f64;
    let least = areas.iter().map(|a| a.dropped).max().unwrap_or(0) as f64;
    // Room above and below the bars for their numbers.
    let room = (most + least).max(4.0) * 0.16;
    let axis = names.clone();
    let plot = Plot::new("years-by-area")
        .height(height)
        .include_x(-0.6)
        .include_x(areas.len() as f64 - 0.4)
        .include_y(most + room)
        .include_y(-least - room)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_axes([true, false])
        .set_margin_fraction(egui::Vec2::ZERO)
        .x_grid_spacer(move |_| (0..axis.len()).map(|k| egui_plot::GridMark { value: k as f64, step_size: 1.0 }).collect())
        .x_axis_formatter({
            let names = names.clone();
            move |mark, _| names.get(mark.value.round().max(0.0) as usize).copied().unwrap_or_default().to_owned()
        });
    let response = plot.show(ui, |plot| {
        let (kept_edge, new_edge) = (Stroke::new(1.0, palette.quiet), Stroke::new(1.0, palette.accent));
        let parts = |of: fn(&AreaCount) -> f64, fill, edge: Stroke| -> Vec<Bar> {
            let bar = |(k, a): (usize, &AreaCount)| Bar::new(k as f64, of(a)).width(BAR_WIDTH).fill(fill).stroke(edge);
            areas.iter().enumerate().filter(|(_, a)| of(a) != 0.0).map(bar).collect()
        };
        plot.bar_chart(BarChart::new("kept", parts(|a| a.kept as f64, palette.quiet.gamma_multiply(0.45), kept_edge)).allow_hover(false));
        let mut new = parts(|a| a.new as f64, palette.accent.gamma_multiply(0.75), new_edge);
        for bar in &mut new {
            let below = areas.get(bar.argument.round() as usize).map_or(0.0, |a| a.kept as f64);
            bar.base_offset = Some(below);
        }
        plot.bar_chart(BarChart::new("new", new).allow_hover(false));
        plot.bar_chart(BarChart::new("dropped", parts(|a| -(a.dropped as f64), palette.paper, kept_edge)).allow_hover(false));
        let mut number = |k: usize, y: f64, text: String, anchor: Align2| {
            let text = RichText::new(text).font(theme::hei(11.5));
            plot.text(
                Text::new(format!("{k}-{y}"), PlotPoint::new(k as f64, y), text).color(palette.ink).anchor(anchor).allow_hover(false),
            );
        };
        for (k, area) in areas.iter().enumerate() {
            let top = (area.kept + area.new) as f64;
            if area.kept + area.new > 0 {
                number(k, top, format!("{} + {}", area.kept, area.new), Align2::CENTER_BOTTOM);
            }
            if area.dropped > 0 {
                number(k, -(area.dropped as f64), format!("−{}", area.dropped), Align2::CENTER_TOP);
            }
        }
    });
    let said: Vec<String> =
        areas.iter().zip(&names).map(|(a, name)| tf("{}：延续 {}，新增 {}，不再提及 {}", &[name, &a.kept, &a.new, &a.dropped])).collect();
    let said = said.join("；");
    response.response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &said));
}
