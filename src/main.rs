//! Picks the window or the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    let started = std::time::Instant::now();
    match jiedu::cli::run(std::env::args_os().skip(1)) {
        Ok(code) => code,
        Err(paths) => window(paths, started),
    }
}

#[cfg(feature = "gui")]
fn window(paths: Vec<std::path::PathBuf>, started: std::time::Instant) -> ExitCode {
    use jiedu::ui::{Startup, run_window};
    use jiedu::workspace::{load_session, session_file};

    // The window may be started from anywhere later; the session remembers whole paths.
    let paths = paths.into_iter().map(|p| std::path::absolute(&p).unwrap_or(p)).collect();
    // Where a test that looks from outside reads what the window shows.
    let state_dump = std::env::var_os("JIEDU_STATE_DUMP").map(std::path::PathBuf::from);
    let file = session_file();
    let session = file.as_deref().and_then(load_session);
    match run_window(Startup { paths, session, session_file: file, started, state_dump, ..Startup::default() }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("jiedu: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(_paths: Vec<std::path::PathBuf>, _started: std::time::Instant) -> ExitCode {
    eprintln!("jiedu: 这个版本没有窗口，请用命令行：jiedu --help");
    ExitCode::from(2)
}
