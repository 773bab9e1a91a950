//! Lists (OpenDocument 1.3 part 3, 5.3 and 16.31): list styles, which lists go on counting, and the number of an item.

use std::collections::BTreeMap;

use super::super::ImportError;
use super::super::numbering::{Counters, Follow, LEVELS, Level, NumberFormat, Piece};
use super::super::xml::{Element, Walk, children};
use super::styles::Styles;

/// A `text:list` that is open.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Name of its style, or of the list's around it.
    style: Option<String>,
    /// Index of what it counts with.
    counters: usize,
    /// Whether the open item's first paragraph is still to come.
    is_fresh: bool,
    /// The style that the open item has instead.
    item_style: Option<String>,
}

/// The lists that are open, and those that may go on.
#[derive(Debug, Default)]
pub struct Lists {
    pub(super) open: Vec<Open>,
    counters: Vec<Counters>,
    /// By the id of a list.
    of_id: BTreeMap<String, usize>,
    /// By the style of the last list that had it.
    of_style: BTreeMap<String, usize>,
    /// What the headings have counted to.
    outline: Counters,
}

impl Lists {
    /// A `text:list` begins.
    pub fn begin(&mut self, element: &Element) {
        let own = element.attribute("style-name");
        let style = own.or_else(|| self.open.last().and_then(|outer| outer.style.clone()));
        let counters = match self.open.last() {
            Some(outer) => outer.counters,
            None => self.counters_of(element, style.as_deref()),
        };
        if let Some(id) = element.attribute("id") {
            self.of_id.insert(id, counters);
        }
        if let Some(style) = &style {
            self.of_style.insert(style.clone(), counters);
        }
        self.open.push(Open { style, counters, ..Open::default() });
    }

    fn counters_of(&mut self, element: &Element, style: Option<&str>) -> usize {
        let named = element.attribute("continue-list").and_then(|id| self.of_id.get(&id)).copied();
        let goes_on = element.attribute("continue-numbering").is_some_and(|v| v == "true");
        let last = || style.filter(|_| goes_on).and_then(|style| self.of_style.get(style)).copied();
        named.or_else(last).unwrap_or_else(|| {
            self.counters.push(Counters::default());
            self.counters.len() - 1
        })
    }

    /// A `text:list-item` begins.
    pub fn begin_item(&mut self, element: &Element) {
        let level = self.open.len().saturating_sub(1);
        let Some(list) = self.open.last_mut() else { return };
        list.is_fresh = true;
        list.item_style = element.attribute("style-override");
        if let (Some(start), Some(counters)) = (element.number("start-value"), self.counters.get_mut(list.counters)) {
            counters.set_next(level, start);
        }
    }

    /// A `text:list-header` begins, which has no number.
    pub fn begin_header(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.is_fresh = false;
        }
    }

    /// A `text:list` ends.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// Whether a list is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// The number of a paragraph of the open list, if it is the first of its item; `style` is what its own style names.
    pub fn number(&mut self, styles: &Styles, style: Option<&str>) -> Option<String> {
        let level = self.open.len().checked_sub(1)?;
        let list = self.open.last_mut().filter(|list| list.is_fresh)?;
        list.is_fresh = false;
        let name = list.item_style.as_deref().or(list.style.as_deref()).or(style)?;
        let levels = styles.levels(name);
        let number = self.counters.get_mut(list.counters)?.next(level, levels);
        shown(levels.get(level)?, &number)
    }

    /// The number of a heading at an outline level from 0, counted through the document; `start` begins anew.
    pub fn heading(&mut self, styles: &Styles, level: usize, start: Option<u32>) -> Option<String> {
        if let Some(start) = start {
            self.outline.set_next(level, start);
        }
        let number = self.outline.next(level, styles.outline());
        shown(styles.outline().get(level)?, &number)
    }
}

fn shown(level: &Level, number: &str) -> Option<String> {
    (!number.trim().is_empty()).then(|| level.separated(number))
}

/// Reads the levels of a `text:list-style` or `text:outline-style`.
///
/// # Errors
/// As [`Walk::step`].
pub fn read_levels(walk: &mut Walk) -> Result<Vec<Level>, ImportError> {
    let mut out = vec![Level { format: NumberFormat::None, ..Level::default() }; LEVELS];
    let mut display = [1; LEVELS];
    children(walk, |walk, element| {
        let Some(index) = element.number::<usize>("level").and_then(|n| n.checked_sub(1)).filter(|k| *k < LEVELS) else {
            return Ok(false);
        };
        display[index] = element.number("display-levels").unwrap_or(1);
        let mut level = read_level(element, index);
        level.follow = follow(walk)?;
        out[index] = level;
        Ok(true)
    })?;
    for index in 0..LEVELS {
        out[index].pieces = with_levels_above(&out, index, display[index]);
    }
    Ok(out)
}

fn read_level(element: &Element, index: usize) -> Level {
    let affix = |name: &str| Piece::Text(element.attribute(name).unwrap_or_default());
    let mut out = Level { start: element.number("start-value").unwrap_or(1), ..Level::default() };
    match element.name() {
        "list-level-style-bullet" | "list-level-style-image" => {
            out.format = NumberFormat::Bullet;
            let bullet = element.attribute("bullet-char").unwrap_or_else(|| "•".to_owned());
            out.pieces = vec![affix("num-prefix"), Piece::Text(bullet), affix("num-suffix")];
        }
        _ => {
            let sync = element.attribute("num-letter-sync").is_some_and(|v| v == "true");
            out.format = NumberFormat::from_odt(&element.attribute("num-format").unwrap_or_default(), sync);
            out.pieces = match element.attribute("num-list-format") {
                Some(pattern) => of_pattern(&pattern),
                None => vec![affix("num-prefix"), Piece::Number(u8::try_from(index).unwrap_or(0)), affix("num-suffix")],
            };
        }
    }
    out
}

/// LibreOffice's own attribute: `第%1%章`, where `%n%` stands for the count of level n from 1.
fn of_pattern(pattern: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    for (k, part) in pattern.split('%').enumerate() {
        match part.parse::<u8>() {
            Ok(n @ 1..=9) if k % 2 == 1 => out.push(Piece::Number(n - 1)),
            _ => out.push(Piece::Text(part.to_owned())),
        }
    }
    out
}

/// Puts the counts of the levels above before a level's own, as `text:display-levels` wants: with dots, without those that show none.
fn with_levels_above(levels: &[Level], index: usize, display: usize) -> Vec<Piece> {
    let own = &levels[index];
    let names_one = own.pieces.iter().filter(|p| matches!(p, Piece::Number(_))).count() == 1;
    if display < 2 || !names_one {
        return own.pieces.clone();
    }
    let mut out = Vec::new();
    for piece in &own.pieces {
        if matches!(piece, Piece::Number(_)) {
            let first = (index + 1).saturating_sub(display);
            for (above, level) in levels.iter().enumerate().take(index).skip(first) {
                if !matches!(level.format, NumberFormat::None | NumberFormat::Bullet) {
                    out.extend(u8::try_from(above).map(Piece::Number));
                    out.push(Piece::Text(".".to_owned()));
                }
            }
        }
        out.push(piece.clone());
    }
    out
}

/// Reads what follows the number out of the level's children.
fn follow(walk: &mut Walk) -> Result<Follow, ImportError> {
    let mut out = Follow::Tab;
    children(walk, |walk, element| {
        if element.name() != "list-level-properties" {
            return Ok(false);
        }
        children(walk, |_, element| {
            match element.attribute("label-followed-by").as_deref() {
                Some("nothing") => out = Follow::Nothing,
                Some("space") => out = Follow::Space,
                _ => {}
            }
            Ok(false)
        })?;
        Ok(true)
    })?;
    Ok(out)
}
