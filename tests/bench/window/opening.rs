//! Thirty documents opened in a window that shows others: how long its frames take meanwhile, and how long until all are compared.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::vec2;
use jiedu::ui::Command;

use super::screen::{Screen, key};
use super::support::table::{Times, head, row};
use super::support::{memory, wanted};

/// A frame of a screen that shows sixty a second.
const FRAME: Duration = Duration::from_micros(16_667);
/// It may take so long.
const PATIENCE: Duration = Duration::from_secs(120);
/// Every so many frames the user does something meanwhile.
const ACT_EVERY: usize = 20;

pub fn measure(paths: &[PathBuf]) {
    let title = format!("opening {} documents", paths.len());
    if !wanted(&title) {
        return;
    }
    let mut screen = Screen::new(vec2(2560.0, 1440.0), Vec::new());
    screen.settle();
    memory::begin();
    screen.app.send(Command::Open(paths.to_vec()));
    let (mut cpu, mut wall) = (Times::default(), Times::default());
    let begun = Instant::now();
    let mut done = Duration::ZERO;
    let mut quiet = 0;
    for k in 0.. {
        assert!(begun.elapsed() < PATIENCE, "the work does not end");
        let start = Instant::now();
        let acts = k % ACT_EVERY == ACT_EVERY - 1;
        cpu.push(screen.frame(if acts { key(egui::Modifiers::ALT, egui::Key::ArrowDown) } else { Vec::new() }));
        wall.push(start.elapsed());
        quiet = if screen.is_done() { quiet + 1 } else { 0 };
        if quiet == 1 {
            done = begun.elapsed();
        }
        if quiet > 30 {
            break;
        }
        std::thread::sleep(FRAME.saturating_sub(start.elapsed()));
    }
    head(&title, &["median", "p99", "max"]);
    row("a frame meanwhile, processor's time", &[cpu.cpu(0.5), cpu.cpu(0.99), cpu.cpu(1.0)]);
    row("a frame meanwhile, as the user waits", &[wall.wall(0.5), wall.wall(0.99), wall.wall(1.0)]);
    row("until all are read and compared, s", &[done.as_secs_f64()]);
    row("memory held at most meanwhile, MB", &[memory::peak()]);
    memory::begin();
    screen.settle();
    row("memory held at rest afterwards, MB", &[memory::peak()]);
}
