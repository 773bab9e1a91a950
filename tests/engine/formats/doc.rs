//! .doc
