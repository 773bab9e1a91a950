//! How text looks at a place of a page, as far as that tells what it is: by element and by its own style.

use super::page::Element;
use crate::import::{Role, Style};

/// How text looks at a place.
#[derive(Clone, Copy, Default)]
pub struct Look {
    /// Bold and italic.
    pub style: Style,
    /// Whether blanks and line ends are kept.
    pub is_pre: bool,
    /// Heading or text.
    pub role: Role,
}

impl Look {
    /// The same inside an element.
    pub fn inside(self, element: &Element) -> Self {
        let mut look = self;
        match element.name.as_str() {
            "b" | "strong" => look.style.bold = true,
            "i" | "em" | "cite" | "dfn" => look.style.italic = true,
            "pre" | "xmp" | "listing" | "plaintext" => look.is_pre = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => look.role = Role::Heading(element.name.as_bytes()[1] - b'0'),
            // A heading around a table or a list holds no headings.
            "table" | "ul" | "ol" => look.role = Role::Body,
            _ => {}
        }
        let css = &element.css;
        look.style.bold = css.bold.unwrap_or(look.style.bold);
        look.style.italic = css.italic.unwrap_or(look.style.italic);
        look.is_pre = css.pre.unwrap_or(look.is_pre);
        look
    }
}
