//! The real program's start, on a screen: to the first frame, to the samples' comparison, to rest; and the memory that it then holds.
//!
//! `cargo bench --bench start`. Without `DISPLAY` it starts an Xvfb of its own, where there is one; OpenGL is Mesa's software in any case.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot run fails by panicking")]

mod support;

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use support::table::{Times, head, row};

/// Starts; the first finds the program and its libraries not yet in memory.
const STARTS: usize = 6;
/// A start takes no longer.
const PATIENCE: Duration = Duration::from_secs(60);

fn main() {
    let Some(screen) = Screen::find() else {
        println!("\nstart of the window: not measured: no display (neither DISPLAY nor Xvfb)");
        return;
    };
    let mut shown: [Times; 4] = Default::default();
    let (mut resident, mut most) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        match start(&screen.name) {
            Ok(seen) => {
                shown.iter_mut().zip(seen.times).for_each(|(times, time)| times.push(time));
                resident.push(seen.resident);
                most.push(seen.most);
            }
            Err(why) => {
                println!("\nstart of the window: not measured: {why}");
                return;
            }
        }
    }
    head(&format!("start of the window, {STARTS} times, software GL"), &["median", "max"]);
    for (name, times) in
        ["first frame", "first comparison on the screen", "all read and compared, at rest", "seen from outside: at rest"].iter().zip(&shown)
    {
        row(name, &[times.wall(0.5), times.wall(1.0)]);
    }
    for (name, mut kilobytes) in [("resident memory at rest, MB", resident), ("most at any time, MB", most)] {
        kilobytes.sort_unstable();
        let megabytes = |k: usize| kilobytes.get(k).map_or(f64::NAN, |kb| *kb as f64 / 1024.0);
        row(name, &[megabytes(kilobytes.len() / 2), megabytes(kilobytes.len() - 1)]);
    }
}

/// A screen to open windows on; one that was started for this ends with it.
struct Screen {
    name: String,
    server: Option<Child>,
}

impl Screen {
    fn find() -> Option<Self> {
        if let Some(name) = std::env::var("DISPLAY").ok().filter(|name| !name.is_empty()) {
            return Some(Self { name, server: None });
        }
        let arguments = ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"];
        let mut server = Command::new("Xvfb").args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut number = String::new();
        // It tells its number once it is ready.
        let read = server.stdout.take().map(|out| BufReader::new(out).read_line(&mut number));
        let screen = Self { name: format!(":{}", number.trim()), server: Some(server) };
        matches!(read, Some(Ok(1..))).then_some(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            end(server);
        }
    }
}

fn end(child: &mut Child) {
    // One that has ended by itself is as good.
    let _ = child.kill();
    let _ = child.wait();
}

/// What one start showed.
struct Seen {
    /// To the first frame, to the first comparison, to rest; and to rest as seen from outside.
    times: [Duration; 4],
    /// Resident memory, and the most that it was, in kilobytes.
    resident: u64,
    most: u64,
}

fn start(display: &str) -> Result<Seen, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let dump = folder.path().join("state.json");
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_jiedu"))
        .env("DISPLAY", display)
        .env_remove("WAYLAND_DISPLAY")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("JIEDU_CONFIG_DIR", folder.path())
        .env("JIEDU_STATE_DUMP", &dump)
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| e.to_string())?;
    let seen = watch(&mut child, &dump, begun);
    end(&mut child);
    seen
}

fn watch(child: &mut Child, dump: &Path, begun: Instant) -> Result<Seen, String> {
    while begun.elapsed() < PATIENCE {
        if child.try_wait().map_err(|e| e.to_string())?.is_some() {
            return Err("the window did not open".to_owned());
        }
        let state: Option<Value> = std::fs::read(dump).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let time = |name: &str| state.as_ref().and_then(|s| s[name].as_u64()).map(Duration::from_millis);
        if let (Some(frame), Some(compared), Some(rest)) = (time("first_frame_ms"), time("first_compared_ms"), time("first_rest_ms")) {
            let outside = begun.elapsed();
            let (resident, most) = (memory(child, "VmRSS:"), memory(child, "VmHWM:"));
            return Ok(Seen { times: [frame, compared, rest, outside], resident: resident.unwrap_or(0), most: most.unwrap_or(0) });
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Err("the window wrote no state".to_owned())
}

/// A figure of the process's status, in kilobytes; `None` where the system tells none.
fn memory(child: &Child, name: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_suffix("kB")?.trim().parse().ok())
}
