//! The parser's tree to the flat [`Page`]: what never shows is left out on the way.
//!
//! In: the tree. Out: nodes in document order, with what each holds counted from the leaves up. The walk climbs by parents: depth costs no
//! stack.

use dom_query::{Document, NodeData, NodeRef};

use super::css::{self, Css};
use super::page::{Element, Kind, Node, Page, is_block};

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

impl Page {
    pub(super) fn collect(&mut self, document: &Document) {
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
                    self.title = Some(node.text().split_whitespace().collect::<Vec<_>>().join(" "));
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
    pub(super) fn count(&mut self) {
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
