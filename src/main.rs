//! Picks the window or the command line.

use std::process::ExitCode;
use std::sync::Arc;

use jiedu::worker::isolation::{self, Importers};

fn main() -> ExitCode {
    let started = std::time::Instant::now();
    if isolation::is_called(std::env::args_os().nth(1).as_deref()) {
        return isolation::serve(std::env::args().skip(2));
    }
    let importers = match isolation::of_this_program() {
        Ok(importers) => importers,
        Err(error) => {
            eprintln!("jiedu: 找不到程序自身的文件（{error}），无法启动读取文件的子进程；请重新安装");
            return ExitCode::FAILURE;
        }
    };
    match jiedu::cli::run(std::env::args_os().skip(1), &importers) {
        Ok(code) => code,
        Err(paths) => window(paths, started, importers),
    }
}

#[cfg(feature = "gui")]
fn window(paths: Vec<std::path::PathBuf>, started: std::time::Instant, importers: Arc<Importers>) -> ExitCode {
    use jiedu::ui::{Startup, run_window};
    use jiedu::workspace::{load_session, session_file};

    // The window may be started from anywhere later; the session remembers whole paths.
    let paths = paths.into_iter().map(|p| std::path::absolute(&p).unwrap_or(p)).collect();
    // Where a test that looks from outside reads what the window shows.
    let state_dump = std::env::var_os("JIEDU_STATE_DUMP").map(std::path::PathBuf::from);
    let file = session_file();
    let session = file.as_deref().and_then(load_session);
    match run_window(Startup { paths, session, session_file: file, started, state_dump, ..Startup::new(importers) }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("jiedu: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(_paths: Vec<std::path::PathBuf>, _started: std::time::Instant, _importers: Arc<Importers>) -> ExitCode {
    eprintln!("jiedu: 这个版本没有窗口，请用命令行：jiedu --help");
    ExitCode::from(2)
}
