//! The processor's time of a frame, layout and tessellation, without a screen: at rest, scrolling, and each kind of action by itself; and the
//! window while thirty documents are opened.
//!
//! `cargo bench --bench window`, `cargo bench --bench window -- thirty/scrolling` for a part. Median, p99 and longest in milliseconds, of an
//! action's own three frames, then p99 and longest of those until the next.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot run fails by panicking")]

#[path = "window/actions.rs"]
mod actions;
#[path = "window/opening.rs"]
mod opening;
#[path = "window/screen.rs"]
mod screen;
mod support;

use std::path::PathBuf;

use actions::Measured;
use egui::{Vec2, vec2};
use memory_stats::memory_stats;
use screen::Screen;
use support::table::head;
use support::texts::{Writer, seed_paths};
use support::wanted;

/// Documents of a street's usual length.
const USUAL_BYTES: usize = 20 << 10;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = Writer::new();
    let file = |name: &str, bytes: Vec<u8>| -> PathBuf {
        let path = folder.path().join(name.replace('/', "-"));
        std::fs::write(&path, bytes).expect("written");
        path
    };
    let big = file("megabyte.txt", writer.plan(3, 1 << 20).into_bytes());
    let huge = file("five-megabytes.txt", writer.plan(4, 5 << 20).into_bytes());
    let headings: Vec<PathBuf> = (0..2).map(|k| file(&format!("headings-{k}.txt"), writer.headings(k, 10_000).1)).collect();
    let thirty: Vec<PathBuf> = writer.streets(30, USUAL_BYTES).into_iter().map(|(name, bytes)| file(&name, bytes)).collect();
    let with = |path: PathBuf, seeds: usize| -> Vec<PathBuf> { seed_paths().into_iter().take(seeds).chain([path]).collect() };
    head("a frame, processor's time", &["median", "p99", "max", "then p99", "then max"]);
    let (office, wide) = (vec2(1280.0, 800.0), vec2(2560.0, 1440.0));
    measure("three panes", office, seed_paths(), false);
    measure("five panes", wide, seed_paths(), true);
    measure("thirty documents", wide, thirty.clone(), true);
    measure("a document of 5 MB", wide, with(huge, 4), true);
    measure("three panes, one document of 1 MB", office, with(big, 2), false);
    measure("two documents of 10000 headings", wide, headings, false);
    opening::measure(&thirty);
}

fn measure(title: &str, size: Vec2, paths: Vec<PathBuf>, views: bool) {
    if !wanted(title) {
        return;
    }
    let mut screen = Screen::new(size, paths);
    screen.settle();
    let mut measured = Measured { title, screen };
    actions::reading(&mut measured);
    if views {
        actions::views(&mut measured);
    }
    if let Some(memory) = memory_stats() {
        println!("  {:<60}{:>12} MB resident", format!("{title}: after all that"), memory.physical_mem >> 20);
    }
}
