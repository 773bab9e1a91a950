//! .rtf
