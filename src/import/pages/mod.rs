//! Formats that only say where each glyph stands (PDF, OFD): glyphs in, paragraphs out.
//!
//! `rows`, `columns`, `grid` and `page` put a page's glyphs in order ([`page::Content`]), `furniture` takes page numbers and running heads
//! away, `notes` finds footnotes, `paragraphs` joins lines by geometry, `aligned` finds tables without rules, `roles` headings and titles,
//! and `write` hands them to the builder. A format of its own only tells where its glyphs and rules are ([`glyph::Drawn`]).

mod aligned;
mod columns;
pub(super) mod furniture;
pub(super) mod glyph;
mod grid;
pub(super) mod line;
mod markers;
pub(super) mod notes;
pub(super) mod page;
pub(super) mod paragraphs;
pub(super) mod roles;
mod rows;
pub(super) mod write;
