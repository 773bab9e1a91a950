//! [`Imported`](crate::import::Imported) in, [`Document`]s out: clean text, metadata, outline, footnotes.

pub mod divisions;
mod document;
mod metadata;

pub use document::{
    Diagnostic, Document, Footnote, MetaKind, Paragraph, ParagraphRole, Repair, RepairKind, Section, SectionKind, Severity,
};
pub use metadata::{DocumentKind, Metadata, MetadataInput, read as read_metadata};
