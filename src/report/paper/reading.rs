//! Typeset pages read back: their text in reading order, and the outline with its pages.
//!
//! For a screen reader and for going to a part in the preview; and what a test can hold against the documents without a PDF reader.

use typst::foundations::{NativeElement as _, Selector, StyleChain};
use typst::introspection::Introspector as _;
use typst::layout::{Frame, FrameItem};
use typst::model::HeadingElem;

use super::Pages;

/// An entry of the PDF's outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// 1 for front matter, matrix and categories; 2 for what is in them.
    pub level: usize,
    /// As on the page.
    pub title: String,
    /// The page it stands on, from zero.
    pub page: usize,
}

impl Pages {
    /// The text of a page (from zero) in reading order, each run on a line of its own; empty past the end.
    #[must_use]
    pub fn text(&self, page: usize) -> String {
        let mut out = String::new();
        if let Some(page) = self.document.pages().get(page) {
            collect(&page.frame, &mut out);
        }
        out
    }

    /// The outline, in the order of the pages.
    #[must_use]
    pub fn outline(&self) -> Vec<OutlineEntry> {
        let introspector = self.document.introspector();
        let headings = introspector.query(&Selector::Elem(HeadingElem::ELEM, None));
        headings
            .iter()
            .filter_map(|content| {
                let heading = content.to_packed::<HeadingElem>()?;
                Some(OutlineEntry {
                    level: heading.resolve_level(StyleChain::default()).get(),
                    title: heading.body.plain_text().into(),
                    page: introspector.page(content.location()?)?.get() - 1,
                })
            })
            .collect()
    }
}

fn collect(frame: &Frame, out: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, out),
            FrameItem::Text(run) => {
                out.push_str(&run.text);
                out.push('\n');
            }
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
