//! .html
