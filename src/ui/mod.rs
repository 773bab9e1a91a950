//! The window.

pub mod reader;
