//! A parsed page as a flat list of what shows, in document order.
//!
//! In: the markup. Out: elements and texts, each with the index behind its last descendant, so that every walk is a loop and a subtree a
//! range. What never shows (scripts, styles, form controls, hidden elements, comments) is not in it.

use dom_query::Document;

use super::css::Css;

/// A page that shows.
#[derive(Debug, Default)]
pub struct Page {
    /// In document order; the first is the body.
    pub nodes: Vec<Node>,
    /// `name` or `property`, lower case, and `content` of each `meta`.
    pub meta: Vec<(String, String)>,
    /// The text of `title`.
    pub title: Option<String>,
    /// Deepest nesting.
    pub depth: usize,
}

/// An element or a text.
#[derive(Debug)]
pub struct Node {
    /// The element around; itself for the first.
    pub parent: usize,
    /// Behind the last descendant.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// Characters in it that are no blanks.
    pub chars: usize,
    /// Of those, characters of links.
    pub link_chars: usize,
    /// Whether an element on lines of its own is in it.
    pub has_blocks: bool,
}

/// What a node is.
#[derive(Debug)]
pub enum Kind {
    /// An element.
    Element(Element),
    /// A text, as the page has it.
    Text(String),
}

/// An element.
#[derive(Debug)]
pub struct Element {
    /// Local name, lower case.
    pub name: String,
    /// Attributes that matter here.
    pub(super) attributes: Vec<(String, String)>,
    /// Its own look.
    pub css: Css,
}

impl Element {
    /// An attribute's value.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// `id` and classes, lower case.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let of = |name| self.attribute(name).unwrap_or_default();
        of("id").split_whitespace().chain(of("class").split_whitespace()).map(str::to_ascii_lowercase)
    }
}

impl Page {
    /// Parses a page. `html` has been held to the limits of `guard`.
    #[must_use]
    pub fn parse(html: &str) -> Self {
        let document = Document::from(html);
        let mut page = Self::default();
        page.collect(&document);
        page.count();
        page
    }

    /// The element at an index, `None` for a text.
    #[must_use]
    pub fn element(&self, k: usize) -> Option<&Element> {
        match &self.nodes.get(k)?.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }

    /// The name of the element at an index; empty for a text.
    #[must_use]
    pub fn name(&self, k: usize) -> &str {
        self.element(k).map_or("", |e| e.name.as_str())
    }

    /// The elements around, from the nearest.
    pub fn ancestors(&self, k: usize) -> impl Iterator<Item = usize> {
        let mut at = k;
        std::iter::from_fn(move || {
            let parent = self.nodes.get(at)?.parent;
            (parent != at).then(|| {
                at = parent;
                parent
            })
        })
    }

    /// Behind the last descendant.
    #[must_use]
    pub fn end(&self, k: usize) -> usize {
        self.nodes.get(k).map_or(k + 1, |n| n.end)
    }

    /// Direct children.
    pub fn children(&self, k: usize) -> impl Iterator<Item = usize> {
        let (mut at, end) = (k + 1, self.end(k));
        std::iter::from_fn(move || {
            let child = at;
            (child < end).then(|| {
                at = self.end(child).max(child + 1);
                child
            })
        })
    }

    /// The text below an index, blanks collapsed.
    #[must_use]
    pub fn text(&self, k: usize) -> String {
        let mut out = String::new();
        for node in &self.nodes[k.min(self.nodes.len())..self.end(k).min(self.nodes.len())] {
            match &node.kind {
                Kind::Text(text) => out.push_str(text),
                Kind::Element(e) if is_block(&e.name) || e.name == "br" => out.push(' '),
                Kind::Element(_) => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Elements that stand on lines of their own.
#[must_use]
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "table"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "pre"
            | "blockquote"
            | "center"
            | "form"
            | "fieldset"
            | "legend"
            | "address"
            | "figure"
            | "figcaption"
            | "hr"
            | "body"
            | "details"
            | "summary"
            | "menu"
            | "dir"
            | "hgroup"
            | "search"
            | "ucapcontent"
            | "ucaptitle"
            | "xmp"
            | "listing"
            | "plaintext"
    )
}
