//! What of an element's `style` attribute changes its text: whether it shows, bold, italic, kept blanks, the kind of list.
//!
//! Style sheets are not read: pages name their classes as they like, and the sheets lie in files of their own.

/// What an element says of its text's look.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Css {
    /// Does not show.
    pub is_hidden: bool,
    /// `font-weight`.
    pub bold: Option<bool>,
    /// `font-style`.
    pub italic: Option<bool>,
    /// `white-space`: whether blanks and line ends are kept.
    pub pre: Option<bool>,
    /// `list-style-type`, lower case.
    pub list: Option<String>,
    /// Word's own `mso-element`: `header`, `footer`, `comment` …
    pub mso_element: Option<String>,
}

/// Reads a `style` attribute.
#[must_use]
pub fn parse(style: &str) -> Css {
    let mut css = Css::default();
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        let value = value.trim_end_matches("!important").trim_end();
        match name.as_str() {
            "display" => css.is_hidden |= value == "none",
            "visibility" => css.is_hidden |= matches!(value, "hidden" | "collapse"),
            // Word hides bookmarks and index entries so.
            "mso-hide" => css.is_hidden |= value == "all",
            "font-weight" => css.bold = bold(value),
            "font-style" => css.italic = Some(matches!(value, "italic") || value.starts_with("oblique")),
            "white-space" => css.pre = Some(matches!(value, "pre" | "pre-wrap" | "pre-line" | "break-spaces")),
            "list-style-type" => css.list = Some(value.to_owned()),
            "list-style" => css.list = value.split_whitespace().find(|v| !matches!(*v, "inside" | "outside")).map(str::to_owned),
            "mso-element" => css.mso_element = Some(value.to_owned()),
            _ => {}
        }
    }
    css
}

fn bold(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        value => value.parse::<u32>().ok().map(|weight| weight >= 600),
    }
}
