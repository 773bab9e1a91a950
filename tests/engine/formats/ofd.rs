//! .ofd
