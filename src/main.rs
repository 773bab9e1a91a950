//! Picks the window or the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    match jiedu::cli::run(std::env::args_os().skip(1)) {
        Ok(code) => code,
        Err(_paths) => ExitCode::SUCCESS,
    }
}
