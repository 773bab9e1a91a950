//! The command line: arguments in, an exit code out; the same pipeline as the window.

mod args;
mod date;
mod inputs;
mod lexicons;
mod run;

pub use args::{Args, Command, ComparisonFormat, DocumentFormat, UsageError, parse};
pub use run::run;
