//! The two pictures of bars: shares of each document, lying; initiatives of each year, standing.

use super::svg::{Anchor, HEAD, INK, LINE, MARGIN, QUIET, Style, Svg, elided, fill, legend_height, width_of};
use super::{Bar, ChartKind, area_colour};
use crate::initiative::Category;

/// Width of both pictures, in points.
const WIDTH: f64 = 960.0;
/// Room for a document's name, and for the sum at the right.
const NAME: f64 = 210.0;
const SUM: f64 = 70.0;
/// From one lying bar to the next, and a bar's height.
const STEP: f64 = 38.0;
const THICK: f64 = 26.0;
/// Height of the standing bars' field.
const FIELD: f64 = 340.0;
/// A standing bar is not wider.
const WIDEST: f64 = 90.0;

fn middle() -> Style {
    Style { anchor: Anchor::Middle, halo: true, ..Style::default() }
}

/// A bar per document from 0 to 100 %; under the bars the scale, then the legend.
pub fn shares_svg(bars: &[Bar], areas: &[Category], note: &str) -> String {
    let field = WIDTH - 2.0 * MARGIN - NAME - SUM;
    let bottom = HEAD + bars.len() as f64 * STEP + 6.0;
    let height = bottom + 30.0 + legend_height(WIDTH, areas) + MARGIN;
    let mut svg = Svg::new(WIDTH, height, ChartKind::Shares.title(), note, areas);
    let left = MARGIN + NAME;
    for percent in [0.0, 25.0, 50.0, 75.0, 100.0] {
        let x = left + field * percent / 100.0;
        svg.line((x, HEAD), (x, bottom), LINE);
        svg.text(x, bottom + 16.0, 11.0, &format!("{percent}%"), Style { colour: QUIET, anchor: Anchor::Middle, ..Style::default() });
    }
    for (k, bar) in bars.iter().enumerate() {
        let top = HEAD + k as f64 * STEP + (STEP - THICK) / 2.0;
        let baseline = top + THICK / 2.0 + 4.5;
        svg.text(MARGIN, baseline, 13.0, &bar.name.letter, Style { bold: true, ..Style::default() });
        let letter = width_of(&bar.name.letter, 13.0).max(14.0) + 6.0;
        svg.text(MARGIN + letter, baseline, 13.0, &elided(&bar.name.label, 13.0, NAME - letter - 8.0), Style::default());
        let total = bar.total();
        let mut before = 0;
        for (area, count) in &bar.parts {
            let x = left + field * before as f64 / total as f64;
            let wide = field * *count as f64 / total as f64;
            svg.rect((x, top, wide, THICK), &fill(*area), area_colour(*area).0);
            let share = format!("{:.0}%", *count as f64 * 100.0 / total as f64);
            let long = format!("{} {share}", area.name());
            let said = [long.as_str(), area.name()].into_iter().find(|text| width_of(text, 11.0) + 6.0 <= wide);
            if let Some(said) = said {
                svg.text(x + wide / 2.0, baseline - 0.5, 11.0, said, middle());
            }
            before += count;
        }
        let said = if total == 0 { "未提及".to_owned() } else { format!("{total} 处") };
        svg.text(WIDTH - MARGIN, baseline, 12.0, &said, Style { colour: QUIET, anchor: Anchor::End, ..Style::default() });
    }
    svg.legend(bottom + 30.0, areas);
    svg.finish()
}

/// A bar per year; at the left the scale, below the years and how many documents each has, then the legend.
pub fn years_svg(bars: &[Bar], areas: &[Category], note: &str) -> String {
    let bottom = HEAD + FIELD + 14.0;
    let height = bottom + 56.0 + legend_height(WIDTH, areas) + MARGIN;
    let mut svg = Svg::new(WIDTH, height, ChartKind::Years.title(), note, areas);
    let greatest = bars.iter().map(Bar::total).max().unwrap_or(0);
    let step = round_step(greatest);
    let top_value = greatest.div_ceil(step).max(1) * step;
    let y_of = |value: usize| bottom - FIELD * value as f64 / top_value as f64;
    for value in (0..=top_value).step_by(step) {
        let y = y_of(value);
        svg.line((MARGIN + 40.0, y), (WIDTH - MARGIN, y), LINE);
        svg.text(MARGIN + 34.0, y + 4.0, 11.0, &value.to_string(), Style { colour: QUIET, anchor: Anchor::End, ..Style::default() });
    }
    let room = (WIDTH - 2.0 * MARGIN - 40.0) / bars.len().max(1) as f64;
    let wide = (room * 0.6).min(WIDEST);
    for (k, bar) in bars.iter().enumerate() {
        let x = MARGIN + 40.0 + (k as f64 + 0.5) * room;
        let mut before = 0;
        for (area, count) in &bar.parts {
            let (low, high) = (y_of(before), y_of(before + count));
            svg.rect((x - wide / 2.0, high, wide, low - high), &fill(*area), area_colour(*area).0);
            let said = [format!("{} {count}", area.name()), count.to_string()];
            if let Some(said) = said.iter().find(|text| low - high >= 13.0 && width_of(text, 11.0) + 4.0 <= wide) {
                svg.text(x, f64::midpoint(low, high) + 4.0, 11.0, said, middle());
            }
            before += count;
        }
        svg.text(x, y_of(bar.total()) - 5.0, 12.0, &format!("{} 项", bar.total()), Style { bold: true, ..middle() });
        svg.text(x, bottom + 18.0, 12.0, &bar.name.label, Style { colour: INK, anchor: Anchor::Middle, ..Style::default() });
        let documents = format!("{} 份", bar.documents);
        svg.text(x, bottom + 34.0, 11.0, &documents, Style { colour: QUIET, anchor: Anchor::Middle, ..Style::default() });
    }
    svg.legend(bottom + 50.0, areas);
    svg.finish()
}

/// A round distance between the lines of a scale from zero to `greatest`: 1, 2 or 5 with noughts, six lines at most.
#[must_use]
pub fn round_step(greatest: usize) -> usize {
    let mut unit = 1;
    loop {
        if let Some(step) = [1, 2, 5].into_iter().map(|k| k * unit).find(|step| step * 6 >= greatest) {
            return step;
        }
        unit *= 10;
    }
}
