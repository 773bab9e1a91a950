//! A parsed page as a flat list of what shows, in document order.
//!
//! In: the markup. Out: elements and texts, each with the index behind its last descendant, so that every walk is a loop and a subtree a
//! range. What never shows (scripts, styles, form controls, hidden elements, comments) is not in it.

use dom_query::{Document, NodeData, NodeRef};

use super::css::{self, Css};

/// Elements that show nothing, or nothing that is text of the page. Ruby's readings stand over the text.
const DROPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "input", "select", "textarea", "button", "datalist", "iframe", "object", "embed",
    "applet", "canvas", "audio", "video", "map", "head", "title", "meta", "link", "rt", "rp", "rtc", "frameset", "progress", "meter",
];
/// Attributes that are kept; a picture's data is not.
const KEPT: &[&str] = &[
    "id", "class", "name", "href", "style", "start", "value", "reversed", "type", "colspan", "rowspan", "role", "title", "datetime", "cite",
];
/// Longer values of attributes are pictures or scripts, in bytes.
const MAX_VALUE: usize = 1_024;

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
    attributes: Vec<(String, String)>,
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

    fn collect(&mut self, document: &Document) {
        let root = document.root();
        let mut parents: Vec<usize> = Vec::new();
        let mut depth = 0;
        let mut next = Some(root);
        // Which of the open nodes of the parser's tree stand in the list.
        let mut listed: Vec<bool> = Vec::new();
        while let Some(node) = next {
            let is_entered = self.enter(&node, &mut parents, &mut listed);
            depth += usize::from(is_entered);
            self.depth = self.depth.max(depth);
            next = if is_entered { node.first_child() } else { None };
            if next.is_some() {
                continue;
            }
            if is_entered {
                self.leave(&mut parents, &mut listed);
                depth -= 1;
            }
            let mut at = node;
            next = loop {
                if let Some(sibling) = at.next_sibling() {
                    break Some(sibling);
                }
                let Some(parent) = at.parent() else { break None };
                self.leave(&mut parents, &mut listed);
                depth = depth.saturating_sub(1);
                at = parent;
            };
        }
    }

    /// Takes a node in; whether its children are wanted.
    fn enter(&mut self, node: &NodeRef<'_>, parents: &mut Vec<usize>, listed: &mut Vec<bool>) -> bool {
        let kind = node.query(|n| match &n.data {
            NodeData::Text { contents } => Some(Kind::Text(contents.to_string())),
            NodeData::Element(e) => {
                let attributes = e.attrs.iter().filter_map(|a| {
                    let name: &str = a.name.local.as_ref();
                    (KEPT.contains(&name) || matches!(name, "hidden" | "content" | "property")).then(|| {
                        let value: &str = a.value.as_ref();
                        (name.to_owned(), value[..value.floor_char_boundary(MAX_VALUE)].to_owned())
                    })
                });
                let mut element =
                    Element { name: e.name.local.to_ascii_lowercase().to_string(), attributes: attributes.collect(), css: Css::default() };
                element.css = element.attribute("style").map(css::parse).unwrap_or_default();
                Some(Kind::Element(element))
            }
            _ => None,
        });
        let Some(kind) = kind.flatten() else {
            let is_root = node.is_document() || node.is_fragment();
            if is_root {
                listed.push(false);
            }
            return is_root;
        };
        if let Kind::Element(element) = &kind {
            match element.name.as_str() {
                "meta" => self.take_meta(element),
                "title" if self.title.is_none() && parents.is_empty() => {
                    self.title = Some(node.text().split_whitespace().collect::<Vec<_>>().join(" "))
                }
                "html" | "head" => {
                    listed.push(false);
                    return true;
                }
                _ => {}
            }
            if element.css.is_hidden || element.attribute("hidden").is_some() || DROPPED.contains(&element.name.as_str()) {
                return false;
            }
        } else if parents.is_empty() {
            return false;
        }
        let is_element = matches!(kind, Kind::Element(_));
        let k = self.nodes.len();
        self.nodes.push(Node {
            parent: parents.last().copied().unwrap_or(k),
            end: k + 1,
            kind,
            chars: 0,
            link_chars: 0,
            has_blocks: false,
        });
        if is_element {
            parents.push(k);
            listed.push(true);
        }
        is_element
    }

    fn leave(&mut self, parents: &mut Vec<usize>, listed: &mut Vec<bool>) {
        if listed.pop() == Some(true)
            && let Some(k) = parents.pop()
        {
            self.nodes[k].end = self.nodes.len();
        }
    }

    fn take_meta(&mut self, element: &Element) {
        let name = element.attribute("name").or_else(|| element.attribute("property"));
        if let (Some(name), Some(content)) = (name, element.attribute("content")) {
            let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
            if !content.is_empty() {
                self.meta.push((name.to_ascii_lowercase(), content));
            }
        }
    }

    /// Characters of every node, from the leaves up.
    fn count(&mut self) {
        for k in (0..self.nodes.len()).rev() {
            if let Kind::Text(text) = &self.nodes[k].kind {
                self.nodes[k].chars = text.chars().filter(|c| !c.is_whitespace()).count();
            }
            if self.name(k) == "a" {
                self.nodes[k].link_chars = self.nodes[k].chars;
            }
            let (parent, chars, links) = (self.nodes[k].parent, self.nodes[k].chars, self.nodes[k].link_chars);
            let is_block = is_block(self.name(k)) || self.nodes[k].has_blocks;
            if parent < k {
                self.nodes[parent].has_blocks |= is_block;
                self.nodes[parent].chars += chars;
                self.nodes[parent].link_chars += links;
            }
        }
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
