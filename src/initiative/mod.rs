//! Initiatives: what they are called, and where a document speaks of them.

mod category;

pub use category::{Category, InitiativeId};
