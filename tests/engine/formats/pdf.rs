//! .pdf
