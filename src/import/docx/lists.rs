//! Automatic numbering (ECMA-376 part 1, 17.9): a paragraph's list and level in, its number as text out.
//!
//! A paragraph names a `w:num`; that names a `w:abstractNum` with nine levels and may override some. All lists of one abstract
//! numbering count together.

use std::collections::BTreeMap;

use super::super::ImportError;
use super::super::numbering::{Counters, Follow, LEVELS, Level, NumberFormat, Piece};
use super::super::xml::{Element, Walk, children};
use super::properties::is_on;
use super::styles::Styles;

/// Lists are referred through styles so often at most.
const MAX_LINKS: usize = 8;

/// All lists of a document and what they have counted to.
#[derive(Debug, Default)]
pub struct Lists {
    abstracts: BTreeMap<u32, Abstract>,
    lists: BTreeMap<u32, List>,
}

/// A `w:abstractNum`.
#[derive(Debug, Default)]
struct Abstract {
    levels: Vec<Level>,
    /// The paragraph style that a level belongs to.
    styles: Vec<Option<String>>,
    /// The numbering style whose list stands for this one.
    style_link: Option<String>,
    counters: Counters,
}

/// A `w:num`.
#[derive(Debug, Default)]
struct List {
    of: u32,
    overrides: Vec<Override>,
    /// The levels with the overrides, once one was used; empty where there are none.
    levels: Vec<Level>,
    /// Levels whose `w:startOverride` has come to bear.
    started: [bool; LEVELS],
}

/// A `w:lvlOverride`.
#[derive(Debug)]
struct Override {
    level: usize,
    start: Option<u32>,
    definition: Option<(Level, Option<String>)>,
}

impl Lists {
    /// Reads the part of the numbering.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn read(walk: &mut Walk) -> Result<Self, ImportError> {
        let mut out = Self::default();
        children(walk, |walk, _| {
            children(walk, |walk, element| out.read_child(walk, element))?;
            Ok(true)
        })?;
        Ok(out)
    }

    fn read_child(&mut self, walk: &mut Walk, element: &Element) -> Result<bool, ImportError> {
        match element.name() {
            "abstractNum" => {
                let read = read_abstract(walk)?;
                if let Some(id) = element.number("abstractNumId") {
                    self.abstracts.entry(id).or_insert(read);
                }
                Ok(true)
            }
            "num" => {
                let read = read_list(walk)?;
                if let (Some(id), Some(list)) = (element.number("numId"), read) {
                    self.lists.entry(id).or_insert(list);
                }
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Sends every list to the abstract numbering that it really counts by.
    pub fn link(&mut self, styles: &Styles) {
        let ids: Vec<u32> = self.lists.keys().copied().collect();
        for id in ids {
            let mut of = self.lists.get(&id).map_or(0, |l| l.of);
            for _ in 0..MAX_LINKS {
                let link = self.abstracts.get(&of).and_then(|a| a.style_link.as_deref());
                let Some(linked) = link.and_then(|style| styles.list_of(style)).and_then(|list| self.lists.get(&list)) else { break };
                of = linked.of;
            }
            let levels = self.overridden(id, of);
            if let Some(list) = self.lists.get_mut(&id) {
                (list.of, list.levels) = (of, levels);
            }
        }
    }

    fn overridden(&self, id: u32, of: u32) -> Vec<Level> {
        let (Some(list), Some(of)) = (self.lists.get(&id), self.abstracts.get(&of)) else { return Vec::new() };
        if list.overrides.is_empty() {
            return Vec::new();
        }
        let mut levels = of.levels.clone();
        for change in &list.overrides {
            let Some(level) = levels.get_mut(change.level) else { continue };
            if let Some((definition, _)) = &change.definition {
                *level = definition.clone();
            }
            level.start = change.start.unwrap_or(level.start);
        }
        levels
    }

    /// The level that a list keeps for one of these paragraph styles.
    #[must_use]
    pub fn level_of_style<'a>(&self, list: u32, mut styles: impl Iterator<Item = &'a str>) -> Option<u8> {
        let list = self.lists.get(&list)?;
        let of = self.abstracts.get(&list.of)?;
        let own = |style: &str| list.overrides.iter().find(|o| matches!(&o.definition, Some((_, Some(s))) if s == style)).map(|o| o.level);
        let level = styles.find_map(|style| own(style).or_else(|| of.styles.iter().position(|s| s.as_deref() == Some(style))))?;
        u8::try_from(level).ok()
    }

    /// Counts a paragraph of a list at a level (from 0) and gives its number with the blank behind it, if any; `None` for no number.
    pub fn number(&mut self, list: u32, level: usize) -> Option<String> {
        let list = self.lists.get_mut(&list)?;
        let of = self.abstracts.get_mut(&list.of)?;
        let levels = if list.levels.is_empty() { &of.levels } else { &list.levels };
        if let Some(started) = list.started.get_mut(level).filter(|started| !**started) {
            *started = true;
            if let Some(start) = list.overrides.iter().find(|o| o.level == level).and_then(|o| o.start) {
                of.counters.set_next(level, start);
            }
        }
        let number = of.counters.next(level, levels);
        let shown = levels.get(level)?.separated(&number);
        (!number.trim().is_empty()).then_some(shown)
    }
}

fn read_abstract(walk: &mut Walk) -> Result<Abstract, ImportError> {
    let mut out = Abstract { levels: vec![Level::default(); LEVELS], styles: vec![None; LEVELS], ..Abstract::default() };
    children(walk, |walk, element| {
        match element.name() {
            "numStyleLink" => out.style_link = element.attribute("val"),
            "lvl" => {
                let index = element.number::<usize>("ilvl");
                let (level, style) = read_level(walk)?;
                if let Some(slot) = index.and_then(|k| out.levels.get_mut(k)) {
                    *slot = level;
                }
                if let Some(slot) = index.and_then(|k| out.styles.get_mut(k)) {
                    *slot = style;
                }
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    })?;
    Ok(out)
}

fn read_list(walk: &mut Walk) -> Result<Option<List>, ImportError> {
    let (mut of, mut overrides) = (None, Vec::new());
    children(walk, |walk, element| {
        match element.name() {
            "abstractNumId" => of = element.number("val"),
            "lvlOverride" => {
                let index = element.number("ilvl");
                let change = read_override(walk, index.unwrap_or(0))?;
                // Nine levels, each overridden once: more is made to exhaust.
                if index.is_some_and(|k| k < LEVELS) && overrides.len() < LEVELS {
                    overrides.push(change);
                }
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    })?;
    Ok(of.map(|of| List { of, overrides, ..List::default() }))
}

fn read_override(walk: &mut Walk, level: usize) -> Result<Override, ImportError> {
    let mut out = Override { level, start: None, definition: None };
    children(walk, |walk, element| {
        match element.name() {
            "startOverride" => out.start = element.number("val"),
            "lvl" => {
                out.definition = Some(read_level(walk)?);
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    })?;
    Ok(out)
}

/// Reads a `w:lvl`: the level and the paragraph style that it belongs to.
fn read_level(walk: &mut Walk) -> Result<(Level, Option<String>), ImportError> {
    // A level that names no start begins at 0 (17.9.25).
    let (mut out, mut style) = (Level { start: 0, ..Level::default() }, None);
    children(walk, |walk, element| {
        match element.name() {
            "start" => out.start = element.number("val").unwrap_or(0),
            "numFmt" => out.format = format_of(element),
            "lvlText" => out.pieces = Piece::of_docx(&element.attribute("val").unwrap_or_default()),
            "lvlRestart" => out.restart_limit = element.number("val"),
            "isLgl" => out.is_legal = is_on(element),
            "pStyle" => style = element.attribute("val"),
            "suff" => {
                out.follow = match element.attribute("val").as_deref() {
                    Some("nothing") => Follow::Nothing,
                    Some("space") => Follow::Space,
                    _ => Follow::Tab,
                }
            }
            // Newer formats than the standard's stand in an alternate, the standard's nearest in its fallback (MS-DOCX 2.4).
            "AlternateContent" => {
                children(walk, |walk, choice| {
                    if choice.name() != "Choice" {
                        return Ok(false);
                    }
                    children(walk, |_, element| {
                        if element.name() == "numFmt" {
                            out.format = format_of(element);
                        }
                        Ok(false)
                    })?;
                    Ok(true)
                })?;
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    })?;
    Ok((out, style))
}

fn format_of(element: &Element) -> NumberFormat {
    match element.attribute("val").as_deref() {
        Some("custom") => NumberFormat::from_items(&element.attribute("format").unwrap_or_default()),
        name => NumberFormat::from_docx(name.unwrap_or_default()),
    }
}
