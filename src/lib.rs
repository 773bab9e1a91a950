//! 街读 Jiedu reads the documents of Chinese sub-districts and compares them by initiative.

pub mod cli;
pub mod compare;
pub mod import;
pub mod initiative;
pub mod report;
pub mod search;
pub mod structure;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
pub mod worker;
pub mod workspace;
