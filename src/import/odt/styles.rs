//! Styles (OpenDocument 1.3 part 3, 16): a family and a name in, what its paragraphs and runs are out, parents followed.

use std::collections::BTreeMap;

use super::super::ImportError;
use super::super::builder::Role;
use super::super::numbering::Level;
use super::super::xml::{Element, Walk, children};
use super::lists;

/// Chains of parents are followed so far.
const MAX_CHAIN: usize = 32;

/// All styles that a part sees.
#[derive(Debug, Default)]
pub struct Styles {
    paragraphs: BTreeMap<String, Style>,
    texts: BTreeMap<String, Style>,
    /// Levels of the list styles.
    lists: BTreeMap<String, Vec<Level>>,
    /// Levels of the headings.
    outline: Vec<Level>,
    resolved_paragraphs: BTreeMap<String, Resolved>,
}

/// One style as it is written.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    display_name: Option<String>,
    /// From 1; 0 for running text.
    outline: Option<u8>,
    /// Empty for none.
    list: Option<String>,
    properties: TextProperties,
    /// Whether it was made for single places of its part.
    is_automatic: bool,
}

/// Properties of text; `None` where they are inherited.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextProperties {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub hidden: Option<bool>,
}

/// What a paragraph style comes to.
#[derive(Debug, Clone, Default)]
pub struct Resolved {
    pub properties: TextProperties,
    pub role: Role,
    /// Name of the list style; empty where it is switched off.
    pub list: Option<String>,
}

impl TextProperties {
    /// These, and what they leave open from `outer`.
    #[must_use]
    pub fn over(self, outer: Self) -> Self {
        Self { bold: self.bold.or(outer.bold), italic: self.italic.or(outer.italic), hidden: self.hidden.or(outer.hidden) }
    }
}

impl Styles {
    /// Reads the styles of `styles.xml`.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn read(&mut self, walk: &mut Walk) -> Result<(), ImportError> {
        children(walk, |walk, _| {
            children(walk, |walk, element| {
                let is_automatic = element.name() == "automatic-styles";
                if !is_automatic && element.name() != "styles" {
                    return Ok(false);
                }
                self.read_children(walk, is_automatic)?;
                Ok(true)
            })?;
            Ok(true)
        })?;
        self.resolve();
        Ok(())
    }

    /// Reads the automatic styles of `content.xml`, whose `Open` came last.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn read_group(&mut self, walk: &mut Walk) -> Result<(), ImportError> {
        self.read_children(walk, true)
    }

    fn read_children(&mut self, walk: &mut Walk, is_automatic: bool) -> Result<(), ImportError> {
        children(walk, |walk, element| {
            match element.name() {
                "style" => {
                    let name = element.attribute("name").unwrap_or_default();
                    let family = element.attribute("family").unwrap_or_default();
                    let style = read_style(walk, element, is_automatic)?;
                    match family.as_str() {
                        "paragraph" => drop(self.paragraphs.insert(name, style)),
                        "text" => drop(self.texts.insert(name, style)),
                        _ => {}
                    }
                }
                "list-style" => {
                    let name = element.attribute("name").unwrap_or_default();
                    self.lists.insert(name, lists::read_levels(walk)?);
                }
                "outline-style" => self.outline = lists::read_levels(walk)?,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    /// Drops the styles that only the part before knew: `content.xml` uses the same names for others.
    pub fn forget_automatic(&mut self) {
        self.paragraphs.retain(|_, style| !style.is_automatic);
        self.texts.retain(|_, style| !style.is_automatic);
    }

    /// Follows all parents, once all styles are read.
    pub fn resolve(&mut self) {
        let resolved = |name: &String| (name.clone(), self.resolved(name));
        self.resolved_paragraphs = self.paragraphs.keys().map(resolved).collect();
    }

    fn resolved(&self, name: &str) -> Resolved {
        let mut out = Resolved::default();
        let (mut role, mut next) = (None, Some(name));
        for _ in 0..MAX_CHAIN {
            let Some((name, style)) = next.and_then(|n| self.paragraphs.get_key_value(n)) else { break };
            out.properties = out.properties.over(style.properties);
            out.list = out.list.or_else(|| style.list.clone());
            role = role.or_else(|| style.role(name));
            next = style.parent.as_deref();
        }
        out.role = role.unwrap_or_default();
        out
    }

    /// What a paragraph's style comes to.
    #[must_use]
    pub fn of_paragraph(&self, name: &str) -> Resolved {
        self.resolved_paragraphs.get(name).cloned().unwrap_or_default()
    }

    /// What a span's style says.
    #[must_use]
    pub fn of_text(&self, name: &str) -> TextProperties {
        let mut out = TextProperties::default();
        let mut next = Some(name);
        for _ in 0..MAX_CHAIN {
            let Some(style) = next.and_then(|n| self.texts.get(n)) else { break };
            out = out.over(style.properties);
            next = style.parent.as_deref();
        }
        out
    }

    /// The levels of a list style; none for a name that is not known.
    #[must_use]
    pub fn levels(&self, list: &str) -> &[Level] {
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }

    /// The levels of the headings.
    #[must_use]
    pub fn outline(&self) -> &[Level] {
        &self.outline
    }
}

impl Style {
    fn role(&self, name: &str) -> Option<Role> {
        let is_title = |name: &str| matches!(name.to_lowercase().as_str(), "title" | "标题");
        if is_title(self.display_name.as_deref().unwrap_or(name)) || is_title(name) {
            return Some(Role::Title);
        }
        self.outline.map(role_of_outline)
    }
}

/// An outline level from 1 as a role; 0 is running text.
#[must_use]
pub const fn role_of_outline(level: u8) -> Role {
    match level {
        0 => Role::Body,
        1..=9 => Role::Heading(level),
        _ => Role::Heading(9),
    }
}

fn read_style(walk: &mut Walk, element: &Element, is_automatic: bool) -> Result<Style, ImportError> {
    let mut out = Style {
        parent: element.attribute("parent-style-name"),
        display_name: element.attribute("display-name"),
        outline: element.attribute("default-outline-level").map(|level| level.trim().parse().unwrap_or(0)),
        list: element.attribute("list-style-name"),
        properties: TextProperties::default(),
        is_automatic,
    };
    children(walk, |_, element| {
        if element.name() == "text-properties" {
            let weight = element.attribute("font-weight-asian").or_else(|| element.attribute("font-weight"));
            let posture = element.attribute("font-style-asian").or_else(|| element.attribute("font-style"));
            out.properties = TextProperties {
                bold: weight.map(|w| w == "bold" || w.parse().is_ok_and(|w: u16| w >= 600)),
                italic: posture.map(|p| p != "normal"),
                hidden: element.attribute("display").map(|d| d == "none"),
            };
        }
        Ok(false)
    })?;
    Ok(out)
}
