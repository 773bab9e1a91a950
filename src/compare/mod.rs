//! [`Document`](crate::structure::Document)s in, one [`Comparison`] out.

mod types;

pub use types::{Certainty, Comparison, Initiative, Mention, Origin, SectionPair, SectionRef};
