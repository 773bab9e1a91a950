//! Tests of the window: the interface runs without a screen, is driven through
//! its accessibility tree and painted by a rasteriser of our own.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod answers;
mod charts;
mod chooser;
mod concordance;
mod copying;
mod deciding;
#[cfg(target_os = "linux")]
mod disk;
mod documents;
mod dropped;
mod english;
mod english_engine;
mod exporting;
mod figures;
mod finding;
mod followed;
mod following;
mod formats;
mod gaps;
mod initiatives;
mod keyboard;
mod load;
mod looks;
mod matrix;
mod mentions;
mod menus;
mod opening;
mod panes;
mod paths;
#[cfg(feature = "paper")]
mod printing;
mod promises;
mod rasterizer;
mod reading;
mod repairs;
mod seen;
mod self_test;
mod session;
mod settings;
mod small;
mod snapshot;
mod state_dump;
mod support;
mod tables;
mod trouble;
mod walk;
mod workspace;
mod years;
