//! Initiatives: what they are called, and where a document speaks of them.
//!
//! In: documents and a lexicon. Out: hits with what they rest on. The lexicon is data in `assets/`; the rules here know no initiative by name.

mod category;
pub mod discovery;
mod lexicon;
mod matching;

pub use category::{Category, InitiativeId};
pub use lexicon::{BUILTIN, Entry, Family, Lexicon, LexiconProblem, Names, PatternError, Scope};
pub use matching::{FamilyHit, Hit, find, find_families, find_forms};
