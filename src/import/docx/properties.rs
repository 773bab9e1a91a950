//! Properties of runs and paragraphs (ECMA-376 part 1, 17.3): the same elements stand in styles, in the numbering and in the text.
//!
//! In: a walk that stands behind the `Open` of `w:rPr` or `w:pPr`. Out: what matters to the text, `None` where it is inherited. What the
//! properties were before a tracked change is passed over.

use super::super::ImportError;
use super::super::xml::{Element, Walk, children};

/// Properties of a run.
#[derive(Debug, Clone, Default)]
pub struct RunProperties {
    /// Bold (`w:b`).
    pub bold: Option<bool>,
    /// Italic (`w:i`).
    pub italic: Option<bool>,
    /// Hidden (`w:vanish`).
    pub hidden: Option<bool>,
    /// Id of the character style.
    pub style: Option<String>,
    /// On a paragraph's mark: a tracked revision took it out, and the next paragraph runs on here.
    pub is_deleted: bool,
}

/// Properties of a paragraph.
#[derive(Debug, Clone, Default)]
pub struct ParagraphProperties {
    /// Id of the paragraph style.
    pub style: Option<String>,
    /// The list; 0 for none.
    pub list: Option<u32>,
    /// The list's level, from 0.
    pub level: Option<u8>,
    /// Outline level, from 0; 9 is running text.
    pub outline: Option<u8>,
    /// A capital that hangs beside the next paragraph, whose first letter it is.
    pub is_drop_cap: bool,
    /// Of the paragraph's mark.
    pub mark: RunProperties,
}

/// Whether an element that switches something on does so: it may say `w:val="0"`.
pub fn is_on(element: &Element) -> bool {
    !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// Reads a `w:rPr`.
///
/// # Errors
/// As [`Walk::step`].
pub fn run(walk: &mut Walk) -> Result<RunProperties, ImportError> {
    let mut out = RunProperties::default();
    children(walk, |_, element| {
        match element.name() {
            "b" => out.bold = Some(is_on(element)),
            "i" => out.italic = Some(is_on(element)),
            "vanish" => out.hidden = Some(is_on(element)),
            "rStyle" => out.style = element.attribute("val"),
            "del" | "moveFrom" => out.is_deleted = true,
            _ => {}
        }
        Ok(false)
    })?;
    Ok(out)
}

/// Reads a `w:pPr`.
///
/// # Errors
/// As [`Walk::step`].
pub fn paragraph(walk: &mut Walk) -> Result<ParagraphProperties, ImportError> {
    let mut out = ParagraphProperties::default();
    children(walk, |walk, element| {
        match element.name() {
            "pStyle" => out.style = element.attribute("val"),
            "outlineLvl" => out.outline = element.number("val"),
            "framePr" => out.is_drop_cap = matches!(element.attribute("dropCap").as_deref(), Some("drop" | "margin")),
            "rPr" => {
                out.mark = run(walk)?;
                return Ok(true);
            }
            "numPr" => {
                (out.list, out.level) = list(walk)?;
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    })?;
    Ok(out)
}

/// Reads a `w:numPr`: list and level.
fn list(walk: &mut Walk) -> Result<(Option<u32>, Option<u8>), ImportError> {
    let mut out = (None, None);
    children(walk, |_, element| {
        match element.name() {
            "numId" => out.0 = element.number("val"),
            "ilvl" => out.1 = element.number("val"),
            _ => {}
        }
        Ok(false)
    })?;
    Ok(out)
}
