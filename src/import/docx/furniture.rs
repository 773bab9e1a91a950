//! What is no body: running heads, page numbers, watermarks, comments; and the document's title from its properties.

use std::collections::BTreeSet;

use super::super::xml::{children, own_text};
use super::super::{ApartKind, Builder, ImportError};
use super::Parts;
use super::parts::Relationship;
use super::story::Story;
use super::styles::Styles;

/// Comments.
///
/// # Errors
/// As [`Walk::step`].
pub fn comments(parts: &mut Parts, styles: &Styles) -> Result<(), ImportError> {
    let mut texts = Vec::new();
    parts.read("comments", "批注", "批注没有读入", |walk| {
        children(walk, |walk, _| {
            children(walk, |walk, element| {
                if element.name() != "comment" {
                    return Ok(false);
                }
                let mut content = Builder::new();
                Story::beside(styles).blocks(walk, &mut content)?;
                texts.push(content.finish().text);
                Ok(true)
            })?;
            Ok(true)
        })
    })?;
    for text in texts {
        parts.out.apart(ApartKind::Annotation, &text, None);
    }
    Ok(())
}

/// Heads and feet of all sections, each text once.
///
/// # Errors
/// As [`Walk::step`].
pub fn running_heads(parts: &mut Parts, styles: &Styles) -> Result<(), ImportError> {
    let mut seen = BTreeSet::new();
    let related = parts.related;
    for part in related.iter().filter(|r| matches!(r.kind.as_str(), "header" | "footer")) {
        let read = parts.read_part(&part.target, "页眉页脚", "页眉页脚没有读入", |walk| {
            let mut content = Builder::new();
            let mut story = Story::beside(styles);
            story.blocks(walk, &mut content)?;
            story.finish(&mut content);
            Ok((content.finish(), story))
        })?;
        let Some((body, story)) = read else { continue };
        let kind = story.head_kind();
        let apart = std::iter::once((kind, body.text)).chain(body.apart.into_iter().map(|a| (a.kind, a.text)));
        for (kind, text) in apart {
            if seen.insert((kind, text.clone())) {
                parts.out.apart(kind, &text, None);
            }
        }
    }
    Ok(())
}

/// The title that the properties give.
///
/// # Errors
/// As [`super::super::package::Package::part`].
pub fn title(parts: &mut Parts, of_package: &[Relationship]) -> Result<(), ImportError> {
    let Some(part) = of_package.iter().find(|r| r.kind == "core-properties") else { return Ok(()) };
    let title = parts.read_part(&part.target, "文档属性", "属性中的标题没有读入", |walk| {
        let mut title = String::new();
        children(walk, |walk, _| {
            children(walk, |walk, element| {
                let is_title = element.name() == "title";
                if is_title {
                    title = own_text(walk)?;
                }
                Ok(is_title)
            })?;
            Ok(true)
        })?;
        Ok(title)
    })?;
    parts.out.properties().title = title.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    Ok(())
}
