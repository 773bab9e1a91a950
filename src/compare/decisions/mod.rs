//! [`Decision`]s: what the user settled about initiatives and follow-ups, as values that a comparison is made with.
//!
//! In: what was found, and the user's decisions in the order in which they were made. Out: the same with each decision carried out. They name
//! initiatives by their names and passages by their words, so that they hold for other documents and after a changed file. One about something
//! that is not there does nothing, and waits in the list for documents in which it is.

mod mentions;
mod settling;
#[cfg(test)]
mod tests;

mod judge;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::settling::Settling;
use super::types::Initiative;
use crate::initiative::{Category, Lexicon};
use crate::structure::{Anchor, Document};

pub use judge::{judge, judgements};

/// One thing that the user settled. Later ones see what earlier ones made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Decision {
    /// A discovered term is an initiative.
    Accept {
        /// Its name.
        initiative: String,
    },
    /// It is none: it goes out of the comparison.
    Refuse {
        /// Its name.
        initiative: String,
    },
    /// It is called otherwise.
    Rename {
        /// Its name until now.
        initiative: String,
        /// Its name from now on.
        name: String,
    },
    /// It is the same as another one.
    Merge {
        /// What goes into the other.
        initiative: String,
        /// The other.
        into: String,
    },
    /// Some of its mentions are another thing.
    Split {
        /// Where they are taken from.
        initiative: String,
        /// What they are.
        name: String,
        /// They.
        mentions: Vec<Anchor>,
    },
    /// A new initiative: wherever one of its forms stands.
    Define {
        /// Its name, which is a form too.
        name: String,
        /// The policy area.
        category: Category,
        /// Other ways of writing it.
        forms: Vec<String>,
    },
    /// A passage is a mention of it.
    Include {
        /// The initiative.
        initiative: String,
        /// The passage.
        mention: Anchor,
    },
    /// A mention is none.
    Exclude {
        /// The initiative.
        initiative: String,
        /// The mention.
        mention: Anchor,
    },
    /// A doubtful mention is one.
    Confirm {
        /// The initiative.
        initiative: String,
        /// The mention.
        mention: Anchor,
    },
    /// What became of a plan's item.
    Judge {
        /// The item; `None` for a result without one.
        plan: Option<Anchor>,
        /// The passage that reports on it.
        result: Option<Anchor>,
        /// The status's name in JSON; with an item and a passage, `unplanned` takes the passage from the item.
        status: String,
    },
}

impl Decision {
    /// The passages that it names.
    #[must_use]
    pub fn anchors(&self) -> Vec<&Anchor> {
        match self {
            Self::Split { mentions, .. } => mentions.iter().collect(),
            Self::Include { mention, .. } | Self::Exclude { mention, .. } | Self::Confirm { mention, .. } => vec![mention],
            Self::Judge { plan, result, .. } => plan.iter().chain(result).collect(),
            Self::Accept { .. } | Self::Refuse { .. } | Self::Rename { .. } | Self::Merge { .. } | Self::Define { .. } => Vec::new(),
        }
    }
}

/// Carries decisions out on what was found, in their order. Without any, what was found stays as it is.
#[must_use]
pub fn apply(initiatives: Vec<Initiative>, documents: &[Arc<Document>], lexicon: &Lexicon, decisions: &[Decision]) -> Vec<Initiative> {
    if decisions.is_empty() {
        return initiatives;
    }
    let mut settling = Settling::new(initiatives, documents, lexicon);
    for decision in decisions {
        settling.carry_out(decision);
    }
    settling.finish()
}
