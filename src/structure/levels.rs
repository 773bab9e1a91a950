//! Depth from the order in which styles of headings nest.

use super::markers::MarkerStyle;

/// What tells a heading: its marker's style, a mark of the format, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A heading mark of the file's format, with its depth there.
    Format(u8),
    /// A marker.
    Marker(MarkerStyle),
    /// A whole line without a marker.
    Plain,
    /// A whole line behind a dash or a dot: below all that is counted.
    Bullet,
    /// A run-in without a marker: always the deepest.
    RunIn,
}

/// The styles that are open, outermost first.
#[derive(Debug, Default)]
pub struct LevelStack {
    open: Vec<Style>,
}

/// Nobody nests deeper; a text that seems to is not understood.
const MAX_DEPTH: usize = 12;

impl LevelStack {
    /// Depth from 1 of a heading of this style here.
    ///
    /// A style that is open closes what is below it. A new one goes below the open ones, but for those that never stand
    /// above it: a 一、 is not under a （一）, nothing is under an unmarked run-in.
    pub fn enter(&mut self, style: Style) -> u8 {
        if let Some(k) = self.open.iter().position(|s| *s == style) {
            self.open.truncate(k + 1);
        } else {
            while self.open.last().is_some_and(|top| !may_stand_above(*top, style)) {
                self.open.pop();
            }
            if self.open.len() < MAX_DEPTH {
                self.open.push(style);
            }
        }
        u8::try_from(self.open.len()).unwrap_or(u8::MAX)
    }
}

const fn may_stand_above(upper: Style, lower: Style) -> bool {
    match (upper, lower) {
        (Style::RunIn, _) => false,
        (_, Style::RunIn) => true,
        (Style::Bullet, _) => false,
        (_, Style::Bullet) => true,
        (Style::Format(a), Style::Format(b)) => a < b,
        (Style::Marker(a), Style::Marker(b)) => rank(a) < rank(b),
        (Style::Marker(_) | Style::Plain, Style::Format(_)) => false,
        (Style::Format(_), _) => true,
        (Style::Plain, Style::Marker(_)) => true,
        (Style::Marker(m), Style::Plain) => rank(m) < rank(MarkerStyle::Digit),
        (Style::Plain, Style::Plain) => false,
    }
}

/// The usual order (GB/T 9704): 一、 （一） 1. （1）, with 第一部分 above and ① and 一是 below; 0 is the highest.
pub const fn rank(style: MarkerStyle) -> u8 {
    match style {
        MarkerStyle::Part => 0,
        MarkerStyle::Chapter => 1,
        MarkerStyle::Article => 2,
        MarkerStyle::Han => 3,
        MarkerStyle::Named => 4,
        MarkerStyle::HanParen => 5,
        MarkerStyle::Digit => 6,
        MarkerStyle::Dotted => 7,
        MarkerStyle::DottedTwice => 8,
        MarkerStyle::DigitParen => 9,
        MarkerStyle::Circled => 10,
        MarkerStyle::Letter => 11,
        MarkerStyle::Ordinal => 12,
    }
}
