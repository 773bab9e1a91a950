//! Tests of the reader: rules, rows, behaviour, a picture.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss)]

mod behaviour;
pub(super) mod fixture;
mod picture;
mod pointing;
mod reading_line;
mod rows;
mod tables;
