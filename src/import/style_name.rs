//! What a paragraph is by the name of its style: the built-in names in English and Chinese, which WPS and old templates keep where their
//! numbers do not tell.

/// What a style's name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// The document's title.
    Title,
    /// A heading; level from 1.
    Heading(u8),
}

/// Reads a style's name; a name may have others behind commas.
#[must_use]
pub fn named(names: &str) -> Option<Named> {
    let names = names.to_lowercase();
    names.split(',').map(str::trim).find_map(|name| {
        if matches!(name, "title" | "标题") {
            return Some(Named::Title);
        }
        let digit = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?.trim();
        match digit.as_bytes() {
            [digit @ b'1'..=b'9'] => Some(Named::Heading(digit - b'0')),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Named, named};

    #[test]
    fn built_in_names_in_both_languages() {
        assert_eq!(named("Heading 2"), Some(Named::Heading(2)));
        assert_eq!(named("标题 1,H1"), Some(Named::Heading(1)));
        assert_eq!(named("公文标题1"), None);
        assert_eq!(named("标题"), Some(Named::Title));
        assert_eq!(named("heading 10"), None);
    }
}
