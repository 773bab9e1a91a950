//! [`Work`]: what the user adds to the documents; decisions, notes, pins. A value: undo puts an older one back.

use serde::{Deserialize, Serialize};

use crate::compare::Decision;
use crate::structure::Anchor;

/// What the user added, in the order in which it was added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    /// About initiatives and follow-ups.
    pub decisions: Vec<Decision>,
    /// Notes.
    pub notes: Vec<Note>,
    /// Places that the user tied to each other.
    pub pins: Vec<Pin>,
}

/// A note, on a passage or on an initiative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is about.
    #[serde(flatten)]
    pub about: About,
    /// What the user wrote.
    pub text: String,
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// An initiative, by name.
    Initiative(String),
    /// A passage.
    Passage(Anchor),
}

/// Two passages of different documents that are to stand beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// One.
    pub a: Anchor,
    /// The other.
    pub b: Anchor,
}
