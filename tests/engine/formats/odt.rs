//! .odt
