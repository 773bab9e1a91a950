//! [`Imported`](crate::import::Imported) in, [`Document`]s out: clean text, metadata, outline, footnotes.

mod anchor;
mod chrome;
mod clean;
mod contents;
mod diagnose;
pub mod divisions;
mod document;
mod edits;
mod footnotes;
mod furniture;
pub mod grid;
mod inline;
mod levels;
mod lines;
mod markers;
mod metadata;
mod numbered;
mod outline;
mod page_numbers;
mod parts;
mod read;
mod run_ins;
mod shell;
mod slips;
mod tables;
mod titles;
mod wraps;

pub use anchor::{Anchor, CONTEXT as ANCHOR_CONTEXT, DocumentRef};
pub use document::{
    Cell, Diagnostic, Document, Footnote, MetaKind, Paragraph, ParagraphRole, Repair, RepairKind, Section, SectionKind, Severity, Table,
};
pub use metadata::{DocumentKind, Metadata, MetadataInput, read as read_metadata};
pub use read::read;
