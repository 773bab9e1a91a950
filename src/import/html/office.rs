//! Pages that an office wrote (Word, WPS, LibreOffice): all of the page is the document, and a few parts of it are not its body.

use std::collections::BTreeSet;

use super::page::Page;
use crate::import::{ApartKind, Builder};

/// Whether an office wrote the page: then all of it is the document.
#[must_use]
pub fn wrote(page: &Page) -> bool {
    let makers = ["libreoffice", "openoffice", "microsoft word", "wps office", "kingsoft", "microsoft frontpage"];
    let by_generator = page.meta.iter().filter(|(name, _)| name == "generator").any(|(_, content)| {
        let content = content.to_ascii_lowercase();
        makers.iter().any(|maker| content.contains(maker))
    });
    // A body's direct child of this class is Word's section; pasted into a site's editor it lies deeper.
    by_generator
        || page.children(0).any(|k| page.element(k).is_some_and(|e| e.names().any(|n| n.starts_with("wordsection") || n == "section0")))
}

/// Keeps the parts of an office's page that are no text of its body apart: heads, feet, comments.
pub fn keep_parts_apart(page: &Page, builder: &mut Builder, skipped: &mut BTreeSet<usize>) {
    for k in 1..page.nodes.len() {
        let Some(element) = page.element(k).filter(|e| e.name == "div") else { continue };
        let kind = match (element.attribute("title"), element.css.mso_element.as_deref()) {
            (Some("header" | "footer"), _) | (_, Some("header" | "footer")) => ApartKind::RunningHead,
            (_, Some("comment-list" | "comment")) => ApartKind::Annotation,
            _ => continue,
        };
        if page.ancestors(k).all(|a| !skipped.contains(&a)) {
            builder.apart(kind, &page.text(k), None);
            skipped.insert(k);
        }
    }
}
