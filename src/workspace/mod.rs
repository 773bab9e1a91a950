//! What the user has open, and where it comes from on the disk.

mod files;

pub use files::{FileError, find_files, read_file};
