//! The picture of documents by documents: the darker a square, the more initiatives the two share; each says its number.

use super::svg::{Anchor, HEAD, INK, LINE, MARGIN, QUIET, Style, Svg, elided, width_of};
use super::{ChartKind, Pairs};

/// Room for a document's name.
const NAME: f64 = 230.0;
/// Side of a square: as large as the picture's usual width allows, within these bounds.
const SIDES: (f64, f64) = (26.0, 72.0);
const ROOM: f64 = 660.0;

/// The squares; a document with itself has only a frame, with how many it mentions in brackets.
pub fn pairs_svg(pairs: &Pairs, note: &str) -> String {
    let count = pairs.names.len();
    let side = (ROOM / count.max(1) as f64).clamp(SIDES.0, SIDES.1);
    let (left, top) = (MARGIN + NAME, HEAD + 24.0);
    let width = (left + side * count as f64 + MARGIN).max(520.0);
    let height = top + side * count as f64 + 40.0 + MARGIN;
    let mut svg = Svg::new(width, height, ChartKind::Pairs.title(), note, &[]);
    let greatest = pairs.greatest().max(1);
    let size = (side * 0.4).clamp(9.0, 14.0);
    let middle = Style { anchor: Anchor::Middle, ..Style::default() };
    for (k, name) in pairs.names.iter().enumerate() {
        let (x, y) = (left + (k as f64 + 0.5) * side, top + (k as f64 + 0.5) * side);
        svg.text(x, top - 7.0, 12.0, &name.letter, Style { bold: true, ..middle });
        svg.text(MARGIN, y + 4.5, 12.0, &name.letter, Style { bold: true, ..Style::default() });
        let letter = width_of(&name.letter, 12.0).max(14.0) + 6.0;
        svg.text(MARGIN + letter, y + 4.5, 12.0, &elided(&name.label, 12.0, NAME - letter - 8.0), Style::default());
        for (j, shared) in pairs.counts.get(k).into_iter().flatten().enumerate() {
            let place = (left + j as f64 * side, top + k as f64 * side, side, side);
            let at = (place.0 + side / 2.0, place.1 + side / 2.0 + size * 0.36);
            if j == k {
                svg.rect(place, "none", LINE);
                svg.text(at.0, at.1, size, &format!("({shared})"), Style { colour: QUIET, ..middle });
            } else {
                let (ground, ink) = shade(*shared, greatest);
                svg.rect(place, &ground, "#ffffff");
                svg.text(at.0, at.1, size, &shared.to_string(), Style { colour: ink, ..middle });
            }
        }
    }
    let below = top + side * count as f64 + 24.0;
    svg.text(
        MARGIN,
        below,
        11.0,
        "格内为两份文档共同提到的事项数；括号内为一份文档提到的事项数。",
        Style { colour: QUIET, ..Style::default() },
    );
    svg.finish()
}

/// From nearly white to dark blue, and the ink that is read on it.
fn shade(count: usize, greatest: usize) -> (String, &'static str) {
    let share = count as f64 / greatest as f64;
    let mix = |light: f64, dark: f64| (light + (dark - light) * share).round() as u8;
    let ground = format!("#{:02x}{:02x}{:02x}", mix(243.0, 34.0), mix(246.0, 78.0), mix(250.0, 138.0));
    (ground, if share > 0.55 { "#ffffff" } else { INK })
}
