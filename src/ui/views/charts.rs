//! The pictures in the place of the matrix's table: shares, pairs, years. The pointer tells numbers, parts say what they are.

use std::sync::Arc;

use egui::{
    Align, Align2, Color32, Frame, Key, Layout, Margin, Rect, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, Ui, WidgetInfo, pos2,
    vec2,
};
use egui_plot::{Bar as PlotBar, BarChart, Heatmap, Plot, PlotBounds, PlotPoint, PlotResponse, Text};

use super::bars::field_with_name;
use super::widgets::{self, Icon, icon_button};
use crate::compare::Matrix;
use crate::initiative::Category;
use crate::report::charts::{Bar, Chart, ChartKind, Pairs, round_step};
use crate::ui::charts::{ChartsCommand, PictureFormat};
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};

/// From one lying bar to the next, in points: as far as the room allows within these bounds.
const STEPS: (f32, f32) = (38.0, 60.0);
/// A bar's share of its step.
const THICK: f64 = 0.7;
/// Room for documents' names, and below this width for their letters only.
const NAME: f32 = 210.0;
const NAMES_FROM: f32 = 760.0;
const LETTER: f32 = 34.0;
/// Room for sums at the right.
const SUM: f32 = 64.0;
/// Bounds of a square of the pairs.
const SIDES: (f32, f32) = (26.0, 84.0);
/// Room below a plot for its scale.
const SCALE: f32 = 40.0;

/// The switch, the buttons, the picture, what its colours mean.
pub fn show(ui: &mut Ui, state: &mut AppState, rows: &Arc<Matrix>, palette: &Palette, commands: &mut Vec<Command>) {
    let chart = state.chart(rows);
    head(ui, state, rows, &chart, palette, commands);
    path_field(ui, state, palette, commands);
    ui.add_space(4.0);
    Frame::new().fill(palette.paper).stroke(Stroke::new(1.0, palette.line)).inner_margin(Margin::same(14)).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        if chart.is_empty() {
            let hint = match chart.as_ref() {
                Chart::Years(_) => t("文档没有写明年份，画不出逐年的图"),
                _ => t("至少要有两份文档，才有可比的"),
            };
            ui.centered_and_justified(|ui| ui.label(RichText::new(hint).color(palette.quiet)));
            return;
        }
        ui.add(egui::Label::new(RichText::new(t(state.matrix.charts.kind.title())).font(theme::hei_bold(16.0)).color(palette.ink)).wrap());
        legend(ui, &chart.areas(), palette);
        ui.add_space(6.0);
        ScrollArea::both().id_salt("chart").auto_shrink(false).show(ui, |ui| match chart.as_ref() {
            Chart::Shares(bars) => shares(ui, bars, &chart, palette, commands),
            Chart::Pairs(pairs) => squares(ui, pairs, &chart, palette),
            Chart::Years(bars) => years(ui, bars, &chart, palette, commands),
        });
    });
}

fn head(ui: &mut Ui, state: &AppState, rows: &Matrix, chart: &Chart, palette: &Palette, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for kind in ChartKind::ALL {
            let name = tf("图：{}", &[&t(kind.name())]);
            if widgets::named_chip(ui, t(kind.name()), &name, state.matrix.charts.kind == kind, palette).clicked() {
                commands.push(Command::Charts(ChartsCommand::Kind(kind)));
            }
        }
        ui.label(RichText::new(state.chart_note(rows)).font(theme::hei(12.5)).color(palette.quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_enabled_ui(!chart.is_empty(), |ui| {
                ui.menu_button(t("保存图片…"), |ui| {
                    let formats =
                        [(PictureFormat::Png, t("PNG（位图，适合插入文档）")), (PictureFormat::Svg, t("SVG（矢量，可放大可编辑）"))];
                    for (format, text) in formats {
                        if (format == PictureFormat::Png && cfg!(not(feature = "paper"))) || !ui.button(text).clicked() {
                            continue;
                        }
                        commands.push(Command::Charts(ChartsCommand::Save(format)));
                        ui.close();
                    }
                });
            });
        });
    });
}

/// Where there is no dialog.
fn path_field(ui: &mut Ui, state: &mut AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let charts = &mut state.matrix.charts;
    let focus = std::mem::take(&mut charts.path_focus);
    let Some(path) = &mut charts.path_field else { return };
    ui.horizontal(|ui| {
        ui.label(RichText::new(t("保存到")).color(palette.quiet));
        let field = TextEdit::singleline(path).desired_width((ui.available_width() - 120.0).max(80.0)).id_salt("picture-path");
        let response = field_with_name(ui, field, t("图片保存路径"));
        if focus {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let chosen = path.trim().trim_matches('"').to_owned();
        if (ui.button(t("保存")).clicked() || entered) && !chosen.is_empty() {
            commands.push(Command::Charts(ChartsCommand::SaveTo(chosen.into())));
        }
        if icon_button(ui, Icon::Close, t("关闭保存路径栏"), palette).clicked() {
            commands.push(Command::Charts(ChartsCommand::CloseField));
        }
    });
}

/// What the colours mean; the parts say it too where there is room.
fn legend(ui: &mut Ui, areas: &[Category], palette: &Palette) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for area in areas {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 12.0), Sense::hover());
            ui.painter().rect(rect, 2.0, ground(*area, palette), Stroke::new(1.0, palette.category(*area)), egui::StrokeKind::Inside);
            ui.label(RichText::new(t(area.name())).font(theme::hei(12.5)).color(palette.ink));
            ui.add_space(6.0);
        }
    });
}

/// The ground of a part: light enough for text on it. Of two areas that share a colour the second has the deeper one.
fn ground(area: Category, palette: &Palette) -> Color32 {
    let deeper = matches!(area, Category::Elderly | Category::Law | Category::Other);
    let share = if palette.dark { 0.30 } else { 0.20 } + if deeper { 0.18 } else { 0.0 };
    mix(palette.paper, palette.category(area), share)
}

/// A plot that only shows: it neither moves nor zooms, and it is as large as it is told.
fn plot(name: &str, size: egui::Vec2) -> Plot<'static> {
    Plot::new(name.to_owned())
        .width(size.x)
        .height(size.y)
        .show_axes(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .set_margin_fraction(egui::Vec2::ZERO)
        .label_formatter(|_| None)
}

/// Says the picture's numbers to screen readers.
fn describe(response: &egui::Response, chart: &Chart, kind: ChartKind) {
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{}：{}", t(kind.title()), chart.in_words().join("；"))));
}

/// The bars' parts, area by area; `lying` from left to right, else upwards. A part's length is `of` its count.
fn parts(bars: &[Bar], lying: bool, palette: &Palette, of: impl Fn(&Bar, usize) -> f64) -> Vec<BarChart> {
    let chart = |area: Category| {
        let mut out = Vec::new();
        for (k, bar) in bars.iter().enumerate() {
            let mut before = 0;
            for (part, count) in &bar.parts {
                if *part == area {
                    let at = if lying { (bars.len() - 1 - k) as f64 } else { k as f64 };
                    let stroke = Stroke::new(1.0, palette.category(area));
                    let one = PlotBar::new(at, of(bar, *count)).base_offset(of(bar, before)).fill(ground(area, palette)).stroke(stroke);
                    out.push(one.width(THICK));
                }
                before += count;
            }
        }
        let chart = BarChart::new(area.name(), out).allow_hover(false);
        if lying { chart.horizontal() } else { chart.vertical() }
    };
    Category::ALL.into_iter().filter(|area| bars.iter().any(|bar| bar.parts.iter().any(|(of, _)| of == area))).map(chart).collect()
}

fn label(text: &str, at: PlotPoint, palette: &Palette) -> Text {
    Text::new("", at, RichText::new(text).font(theme::hei(12.0))).color(palette.ink).allow_hover(false)
}

/// About how wide a label is, in points.
fn width_of(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 7.0 } else { 12.0 }).sum()
}

fn shares(ui: &mut Ui, bars: &[Bar], chart: &Chart, palette: &Palette, commands: &mut Vec<Command>) {
    let names = if ui.available_width() >= NAMES_FROM { NAME } else { LETTER };
    let width = (ui.available_width() - 8.0).max(300.0);
    let step = ((ui.available_height() - SCALE - 4.0) / bars.len().max(1) as f32).clamp(STEPS.0, STEPS.1).floor();
    let (whole, _) = ui.allocate_exact_size(vec2(width, bars.len() as f32 * step + SCALE), Sense::hover());
    let field = Rect::from_min_max(whole.min + vec2(names, 0.0), whole.max - vec2(SUM, SCALE));
    scale(ui, field, palette);
    let shown = inside(ui, field, |ui| {
        plot("chart-shares", field.size()).show_grid(false).show(ui, |plot| {
            plot.set_plot_bounds(PlotBounds::from_min_max([0.0, -0.5], [100.0, bars.len() as f64 - 0.5]));
            for chart in parts(bars, true, palette, |bar, n| n as f64 * 100.0 / bar.total().max(1) as f64) {
                plot.bar_chart(chart);
            }
            for (k, bar) in bars.iter().enumerate() {
                let mut before = 0.0;
                for (area, count) in &bar.parts {
                    let share = *count as f64 * 100.0 / bar.total().max(1) as f64;
                    let room = field.width() * share as f32 / 100.0 - 6.0;
                    let long = format!("{} {share:.0}%", t(area.name()));
                    let said = [long.as_str(), t(area.name())].into_iter().find(|text| width_of(text) <= room);
                    if let Some(said) = said {
                        plot.text(label(said, PlotPoint::new(before + share / 2.0, (bars.len() - 1 - k) as f64), palette));
                    }
                    before += share;
                }
            }
        })
    });
    for (k, bar) in bars.iter().enumerate() {
        let middle = field.top() + (k as f32 + 0.5) * step;
        name(ui, &bar.name.letter, &bar.name.label, whole.left(), middle, names, palette);
        let said = if bar.total() == 0 { t("未提及").to_owned() } else { tf("{} 处", &[&bar.total()]) };
        ui.painter().text(pos2(whole.right(), middle), Align2::RIGHT_CENTER, said, theme::hei(12.5), palette.quiet);
    }
    describe(&shown.response, chart, ChartKind::Shares);
    let found = pointed(&shown).and_then(|at| {
        let bar = bars.get((bars.len() as f64 - 0.5 - at.y).floor().max(0.0) as usize)?;
        part_at(bar, at.x / 100.0 * bar.total() as f64).map(|(area, n)| (bar, area, n))
    });
    if let Some((bar, area, count)) = found {
        let share = format!("{:.1}", bar.percent(count));
        let part = tf("{}：{} 处，占 {}%", &[&t(area.name()), &count, &share]);
        let said = format!("{} {}\n{part}", bar.name.letter, bar.name.label);
        tell(shown.response, &said, Some(area), commands);
    }
}

fn years(ui: &mut Ui, bars: &[Bar], chart: &Chart, palette: &Palette, commands: &mut Vec<Command>) {
    let height = (ui.available_height() - SCALE - 8.0).clamp(180.0, 560.0);
    let width = (ui.available_width() - 8.0).max(bars.len() as f32 * 44.0);
    let (whole, _) = ui.allocate_exact_size(vec2(width, height + SCALE), Sense::hover());
    let field = Rect::from_min_max(whole.min + vec2(LETTER, 0.0), whole.max - vec2(0.0, SCALE));
    let greatest = bars.iter().map(Bar::total).max().unwrap_or(0) as f64;
    let top = greatest * 1.1;
    let line = round_step(greatest as usize);
    let step = (field.width() / bars.len().max(1) as f32).min(220.0);
    // Few years stand at the left, not spread over a wide window.
    let across = f64::from(field.width() / step) - 0.5;
    for value in (0..=greatest as usize).step_by(line) {
        let y = field.bottom() - field.height() * (value as f64 / top.max(1.0)) as f32;
        ui.painter().hline(field.x_range(), y, Stroke::new(1.0, palette.line));
        ui.painter().text(pos2(field.left() - 6.0, y), Align2::RIGHT_CENTER, value, theme::hei(12.0), palette.quiet);
    }
    let shown = inside(ui, field, |ui| {
        plot("chart-years", field.size()).show_grid(false).show(ui, |plot| {
            plot.set_plot_bounds(PlotBounds::from_min_max([-0.5, 0.0], [across, top]));
            for chart in parts(bars, false, palette, |_, n| n as f64) {
                plot.bar_chart(chart);
            }
            for (k, bar) in bars.iter().enumerate() {
                let mut before = 0;
                for (area, count) in &bar.parts {
                    let high = field.height() * (*count as f64 / top) as f32;
                    let said = [format!("{} {count}", t(area.name())), count.to_string()];
                    let fits = |text: &&String| high >= 15.0 && width_of(text) <= step * THICK as f32 - 6.0;
                    if let Some(said) = said.iter().find(fits) {
                        plot.text(label(said, PlotPoint::new(k as f64, before as f64 + *count as f64 / 2.0), palette));
                    }
                    before += count;
                }
                let sum = RichText::new(tf("{} 项", &[&bar.total()])).font(theme::hei_bold(12.5));
                let above = PlotPoint::new(k as f64, bar.total() as f64 + top * 0.012);
                plot.text(Text::new("", above, sum).color(palette.ink).anchor(Align2::CENTER_BOTTOM).allow_hover(false));
            }
        })
    });
    for (k, bar) in bars.iter().enumerate() {
        let x = field.left() + (k as f32 + 0.5) * step;
        ui.painter().text(pos2(x, field.bottom() + 12.0), Align2::CENTER_CENTER, &bar.name.label, theme::hei_bold(13.0), palette.ink);
        let documents = tf("{} 份", &[&bar.documents]);
        ui.painter().text(pos2(x, field.bottom() + 29.0), Align2::CENTER_CENTER, documents, theme::hei(12.0), palette.quiet);
    }
    describe(&shown.response, chart, ChartKind::Years);
    let found = pointed(&shown).and_then(|at| {
        let k = (at.x + 0.5).floor();
        let bar = bars.get(k.max(0.0) as usize).filter(|_| (at.x - k).abs() <= THICK / 2.0)?;
        part_at(bar, at.y).map(|(area, n)| (bar, area, n))
    });
    if let Some((bar, area, count)) = found {
        let part = tf("{}：{} 项，共 {} 项", &[&t(area.name()), &count, &bar.total()]);
        let said = format!("{}\n{part}", tf("{}，{} 份文档", &[&bar.name.label, &bar.documents]));
        tell(shown.response, &said, Some(area), commands);
    }
}

fn squares(ui: &mut Ui, pairs: &Pairs, chart: &Chart, palette: &Palette) {
    let count = pairs.names.len();
    let names = if ui.available_width() >= NAMES_FROM { NAME } else { LETTER };
    let side = ((ui.available_width() - names - 8.0) / count as f32).clamp(SIDES.0, SIDES.1);
    let side = side.min(((ui.available_height() - 60.0) / count as f32).max(SIDES.0)).floor();
    let head = 22.0;
    let (whole, _) = ui.allocate_exact_size(vec2(names + side * count as f32, head + side * count as f32), Sense::hover());
    let field = Rect::from_min_max(whole.min + vec2(names, head), whole.max);
    let greatest = pairs.greatest().max(1) as f64;
    // The lowest row first, as plots count; a document with itself has no colour.
    let values = (0..count).rev().flat_map(|k| (0..count).map(move |j| (k, j)));
    let values = values.map(|(k, j)| if k == j { -1.0 } else { pairs.counts[k][j] as f64 }).collect();
    let (from, to, none) = (palette.band, palette.category(Category::Digital), palette.paper);
    let shown = inside(ui, field, |ui| {
        plot("chart-pairs", field.size()).show_grid(false).show(ui, |plot| {
            plot.set_plot_bounds(PlotBounds::from_min_max([0.0, 0.0], [count as f64, count as f64]));
            let colour = move |value: f64| if value < 0.0 { none } else { mix(from, to, (value / greatest) as f32) };
            plot.heatmap(Heatmap::new(values, count).show_labels(false).custom_mapping(Box::new(colour)));
            for k in 0..count {
                for j in 0..count {
                    let at = PlotPoint::new(j as f64 + 0.5, (count - 1 - k) as f64 + 0.5);
                    let number = pairs.counts[k][j];
                    let (said, ink) = if k == j {
                        (format!("({number})"), palette.quiet)
                    } else {
                        (number.to_string(), readable(mix(from, to, (number as f64 / greatest) as f32), palette))
                    };
                    let size = if side < 36.0 { 11.0 } else { 13.0 };
                    plot.text(Text::new("", at, RichText::new(said).font(theme::hei(size))).color(ink).allow_hover(false));
                }
            }
        })
    });
    for (k, document) in pairs.names.iter().enumerate() {
        let middle = field.top() + (k as f32 + 0.5) * side;
        name(ui, &document.letter, &document.label, whole.left(), middle, names, palette);
        let x = field.left() + (k as f32 + 0.5) * side;
        ui.painter().text(pos2(x, whole.top() + 10.0), Align2::CENTER_CENTER, &document.letter, theme::hei_bold(12.0), palette.ink);
    }
    ui.painter().rect_stroke(field, 0.0, Stroke::new(1.0, palette.line), egui::StrokeKind::Outside);
    describe(&shown.response, chart, ChartKind::Pairs);
    ui.add_space(4.0);
    let note = t("格内为两份文档共同提到的事项数；括号内为一份文档提到的事项数");
    ui.label(RichText::new(note).font(theme::hei(12.0)).color(palette.quiet));
    let found = pointed(&shown).and_then(|at| {
        let (j, k) = (at.x.floor() as usize, (count as f64 - at.y).floor() as usize);
        Some((pairs.names.get(k)?, pairs.names.get(j)?, *pairs.counts.get(k)?.get(j)?, k == j))
    });
    if let Some((a, b, shared, same)) = found {
        let said = if same {
            format!("{} {}\n{}", a.letter, a.label, tf("提到 {} 项", &[&shared]))
        } else {
            format!("{} {}\n{} {}\n{}", a.letter, a.label, b.letter, b.label, tf("共有 {} 项", &[&shared]))
        };
        tell(shown.response, &said, None, &mut Vec::new());
    }
}

/// Something in a part of the screen of its own.
fn inside<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let mut part = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    part.spacing_mut().item_spacing = egui::Vec2::ZERO;
    add(&mut part)
}

/// Where the pointer is, as the plot counts.
fn pointed<R>(shown: &PlotResponse<R>) -> Option<PlotPoint> {
    let at = shown.response.hover_pos()?;
    Some(shown.transform.value_from_position(at))
}

/// The part that holds the value, counted from the bar's beginning.
fn part_at(bar: &Bar, value: f64) -> Option<(Category, usize)> {
    let mut before = 0;
    for (area, count) in &bar.parts {
        before += count;
        if value >= 0.0 && value < before as f64 {
            return Some((*area, *count));
        }
    }
    None
}

/// Says what the pointer is on; a click on a part of a bar shows its policy area as a table.
fn tell(response: egui::Response, said: &str, area: Option<Category>, commands: &mut Vec<Command>) {
    let hint = if area.is_some() { format!("{said}\n{}", t("点击看这一类的表格")) } else { said.to_owned() };
    let response = response.on_hover_ui_at_pointer(|ui| {
        ui.label(hint);
    });
    if let Some(area) = area.filter(|_| response.clicked()) {
        commands.push(Command::MatrixCategory(Some(area)));
        commands.push(Command::Charts(ChartsCommand::Picture(false)));
    }
}

/// A document's letter and, in wide windows, its name.
fn name(ui: &Ui, letter: &str, label: &str, left: f32, middle: f32, room: f32, palette: &Palette) {
    let badge = Rect::from_center_size(pos2(left + 9.0, middle), vec2(18.0, 18.0));
    widgets::letter_badge(ui, badge, letter, palette);
    if room > LETTER {
        let mut job = egui::text::LayoutJob::single_section(label.to_owned(), egui::TextFormat::simple(theme::hei(13.0), palette.ink));
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        job.wrap.max_width = room - 34.0;
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        ui.painter().galley(pos2(left + 24.0, middle - galley.size().y / 2.0), galley, palette.ink);
    }
}

/// Percents behind and below the lying bars.
fn scale(ui: &Ui, field: Rect, palette: &Palette) {
    for quarter in 0_u8..=4 {
        let x = field.left() + field.width() * f32::from(quarter) / 4.0;
        ui.painter().vline(x, field.y_range(), Stroke::new(1.0, palette.line));
        let said = format!("{}%", u32::from(quarter) * 25);
        ui.painter().text(pos2(x, field.bottom() + 12.0), Align2::CENTER_CENTER, said, theme::hei(12.0), palette.quiet);
    }
}

fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share.clamp(0.0, 1.0))
}

/// Ink or paper, whichever is read better on a ground.
fn readable(ground: Color32, palette: &Palette) -> Color32 {
    let light = |c: Color32| 0.2126 * f32::from(c.r()) + 0.7152 * f32::from(c.g()) + 0.0722 * f32::from(c.b());
    let distance = |c: Color32| (light(c) - light(ground)).abs();
    if distance(palette.ink) >= distance(palette.paper) { palette.ink } else { palette.paper }
}
