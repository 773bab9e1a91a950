//! Tests of the window: the interface runs without a screen, is driven through
//! its accessibility tree and painted by a rasteriser of our own.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod dropped;
mod rasterizer;
mod self_test;
mod snapshot;
