//! Tests of the engine: the layers hold, golden cases, the seeds end to end, properties, the command line.
//!
//! Golden cases are data under `tests/data/golden/<stage>/`; `UPDATE_GOLDEN=1 cargo test` writes what is expected anew.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod architecture;
mod bad_input;
mod cli;
mod correspondence;
mod discovery;
mod formats;
mod golden;
mod isolation;
mod killed;
mod lexicon;
mod limits;
mod mutation;
mod opened_workspaces;
#[cfg(feature = "paper")]
mod paper;
mod pipeline;
#[cfg(feature = "paper")]
mod printout;
mod properties;
mod sheets;
mod support;
