//! [`ViewState`]: how the views of a workspace stood, as its file says it.
//!
//! Documents are named by their places in the file's list. Every part may be missing, as in files of older versions: what is not said is as
//! usual.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::session::TieMode;
use crate::structure::Anchor;

/// How the views stood. What is not said stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewState {
    /// The view in the centre, by its name in English.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub view: String,
    /// Name of the chosen initiative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initiative: Option<String>,
    /// Which initiatives the list shows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// The text that the list's names must contain.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub filter_text: String,
    /// How the panes scroll together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tie: Option<TieMode>,
    /// Places, in the list of documents, of those that were brought in, the newest last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub brought_in: Vec<usize>,
    /// What stood on the reading line of each pane.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Anchor>,
    /// The matrix's filters.
    pub matrix: MatrixView,
    /// How the panes stood.
    #[serde(skip_serializing_if = "ReadingView::is_usual")]
    pub reading: ReadingView,
    /// What this version does not know.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// The matrix's filters.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MatrixView {
    /// The text that rows must contain.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The policy area, by its Chinese name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// `shared`, `unique`, `all` or `lacking`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sharing: String,
    /// The place, in the list of documents, of the one that lacks them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacking_in: Option<usize>,
    /// The streets whose documents have a column; none for all, an empty name for documents that name no street.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub streets: BTreeSet<String>,
    /// The years whose documents have a column; none for all, `null` for documents that name no year.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub years: BTreeSet<Option<i32>>,
}

/// How the panes stood. Which were brought in and where they were read is said in [`ViewState`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadingView {
    /// Formulae stand back behind what is local.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_local: bool,
    /// The panes of which there is something to say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub panes: Vec<PaneView>,
}

/// How one pane stood.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaneView {
    /// The document's place in the list of documents.
    pub document: usize,
    /// Its share of the width, where the user drew it: 1 is as wide as the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<f32>,
    /// It has all the room.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub maximised: bool,
    /// It stays where it is when others scroll.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// It marks where the cleaning changed something.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub repairs: bool,
}

impl ReadingView {
    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl PaneView {
    /// Whether it says anything of its document.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self { document: self.document, ..Self::default() }
    }
}
