//! Styles (ECMA-376 part 1, 17.7): a style's id in, what its paragraphs and runs are out, chains of `w:basedOn` followed.
//!
//! WPS numbers its style ids and Word translates them, so that a heading is told by its outline level or by the style's name.

use std::collections::BTreeMap;

use super::super::ImportError;
use super::super::builder::Role;
use super::super::xml::{Element, Walk, children};
use super::properties::{self, ParagraphProperties, RunProperties};

/// Chains of styles are followed so far; Word itself stops at eleven.
const MAX_CHAIN: usize = 32;

/// All styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    /// Id to index.
    ids: BTreeMap<String, usize>,
    all: Vec<Style>,
    /// The paragraph style of paragraphs that name none.
    default_paragraph: Option<usize>,
    /// What `w:docDefaults` says of runs.
    defaults: RunProperties,
    /// What each style comes to, its ancestors included; as long as `all`.
    resolved: Vec<Resolved>,
}

/// One style as it is written.
#[derive(Debug, Default)]
struct Style {
    id: String,
    /// In lower case.
    name: String,
    based_on: Option<String>,
    is_paragraph: bool,
    paragraph: ParagraphProperties,
    run: RunProperties,
}

/// What a style comes to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Resolved {
    pub bold: bool,
    pub italic: bool,
    pub hidden: bool,
    pub role: Role,
    /// The list that the style numbers its paragraphs by; 0 for none.
    pub list: Option<u32>,
    /// The level that it names.
    pub level: Option<u8>,
}

impl Styles {
    /// Reads the part of the styles.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn read(walk: &mut Walk) -> Result<Self, ImportError> {
        let mut out = Self::default();
        // The part's root.
        children(walk, |walk, _| {
            children(walk, |walk, element| out.read_child(walk, element))?;
            Ok(true)
        })?;
        out.resolved = (0..out.all.len()).map(|k| out.resolve(k)).collect();
        Ok(out)
    }

    fn read_child(&mut self, walk: &mut Walk, element: &Element) -> Result<bool, ImportError> {
        match element.name() {
            "docDefaults" => {
                children(walk, |walk, element| {
                    if element.name() == "rPrDefault" {
                        children(walk, |walk, _| {
                            self.defaults = properties::run(walk)?;
                            Ok(true)
                        })?;
                        return Ok(true);
                    }
                    Ok(false)
                })?;
                Ok(true)
            }
            "style" => {
                let style = read_style(walk, element)?;
                let index = self.all.len();
                let is_default = element.attribute("default").is_some_and(|v| matches!(v.as_str(), "1" | "true" | "on"));
                if style.is_paragraph && is_default {
                    self.default_paragraph = Some(index);
                }
                self.ids.entry(style.id.clone()).or_insert(index);
                self.all.push(style);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// The style itself and those that it is based on, nearest first.
    fn chain(&self, index: usize) -> impl Iterator<Item = &Style> {
        let based_on = |style: &&Style| style.based_on.as_ref().and_then(|id| self.ids.get(id)).and_then(|k| self.all.get(*k));
        std::iter::successors(self.all.get(index), based_on).take(MAX_CHAIN)
    }

    fn resolve(&self, index: usize) -> Resolved {
        let first = |of: fn(&Style) -> Option<bool>| self.chain(index).find_map(of) == Some(true);
        Resolved {
            bold: first(|s| s.run.bold),
            italic: first(|s| s.run.italic),
            hidden: first(|s| s.run.hidden),
            role: self.chain(index).filter(|s| s.is_paragraph).find_map(Style::role).unwrap_or_default(),
            list: self.chain(index).find_map(|s| s.paragraph.list),
            level: self.chain(index).find_map(|s| s.paragraph.level),
        }
    }

    /// What the style of a paragraph comes to.
    #[must_use]
    pub fn of_paragraph(&self, id: Option<&str>) -> Resolved {
        let named = id.and_then(|id| self.ids.get(id)).copied();
        named.or(self.default_paragraph).and_then(|k| self.resolved.get(k)).copied().unwrap_or_default()
    }

    /// Ids of a paragraph's style and of those that it is based on, nearest first.
    pub fn ids<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a str> {
        self.ids.get(id).into_iter().flat_map(|k| self.chain(*k)).map(|s| s.id.as_str())
    }

    /// The list of a numbering style.
    #[must_use]
    pub fn list_of(&self, id: &str) -> Option<u32> {
        self.resolved.get(*self.ids.get(id)?)?.list
    }

    /// What the run's own properties, its character style, its paragraph's style and the document's defaults together make of bold, italic
    /// and hidden.
    ///
    /// These toggle (17.7.3): a bold character style inside a bold paragraph style is not bold.
    #[must_use]
    pub fn of_run(&self, run: &RunProperties, paragraph: &Resolved) -> (bool, bool, bool) {
        let of_style = run.style.as_ref().and_then(|id| self.ids.get(id)).and_then(|k| self.resolved.get(*k)).copied().unwrap_or_default();
        let toggled = |own: Option<bool>, default: Option<bool>, a: bool, b: bool| own.unwrap_or(default == Some(true) || a != b);
        (
            toggled(run.bold, self.defaults.bold, of_style.bold, paragraph.bold),
            toggled(run.italic, self.defaults.italic, of_style.italic, paragraph.italic),
            toggled(run.hidden, self.defaults.hidden, of_style.hidden, paragraph.hidden),
        )
    }
}

impl Style {
    /// What its paragraphs are; `None` where the style does not say.
    fn role(&self) -> Option<Role> {
        if matches!(self.name.as_str(), "title" | "标题") {
            return Some(Role::Title);
        }
        if let Some(outline) = self.paragraph.outline {
            return Some(role_of_outline(outline));
        }
        // The heading of a table of contents is based on that of a chapter and is none.
        if self.name == "toc heading" {
            return Some(Role::Body);
        }
        let number = self.name.strip_prefix("heading").or_else(|| self.name.strip_prefix("标题"))?;
        number.trim().parse().ok().filter(|n| (1..=9).contains(n)).map(Role::Heading)
    }
}

/// An outline level from 0 as a role.
#[must_use]
pub const fn role_of_outline(outline: u8) -> Role {
    if outline < 9 { Role::Heading(outline + 1) } else { Role::Body }
}

fn read_style(walk: &mut Walk, element: &Element) -> Result<Style, ImportError> {
    let mut out = Style {
        id: element.attribute("styleId").unwrap_or_default(),
        is_paragraph: element.attribute("type").is_none_or(|t| t == "paragraph"),
        ..Style::default()
    };
    children(walk, |walk, element| {
        match element.name() {
            "name" => out.name = element.attribute("val").unwrap_or_default().trim().to_lowercase(),
            "basedOn" => out.based_on = element.attribute("val"),
            "pPr" => {
                out.paragraph = properties::paragraph(walk)?;
                return Ok(true);
            }
            "rPr" => {
                out.run = properties::run(walk)?;
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    })?;
    Ok(out)
}
