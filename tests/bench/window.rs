//! The processor's time of a frame, layout and tessellation, without a screen: idle, scrolling by wheel, choosing initiatives.
//!
//! `cargo bench --bench window`. Median, p99 and longest, in milliseconds; of three panes (1280x800), five (2560x1440), a document of 1 MB,
//! and documents of 10,000 headings.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot run fails by panicking")]

mod support;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2, pos2, vec2};
use jiedu::ui::{JieduApp, Startup};
use jiedu::worker::isolation::{Importers, Limits};
use memory_stats::memory_stats;
use support::stage_wanted;
use support::table::{Times, head, row};
use support::texts::{Writer, seed_paths};

/// Frames of each kind.
const FRAMES: usize = 300;
/// Work in the background may take so long.
const PATIENCE: Duration = Duration::from_secs(120);

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = Writer::new();
    let file = |name: &str, bytes: Vec<u8>| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    };
    let big = file("megabyte.txt", writer.plan(3, 1 << 20).into_bytes());
    let headings: Vec<PathBuf> = (0..2).map(|k| file(&format!("headings-{k}.txt"), writer.headings(k, 10_000).1)).collect();
    let with_big: Vec<PathBuf> = seed_paths().into_iter().take(2).chain([big]).collect();
    head("a frame, processor's time", &["median", "p99", "max"]);
    let (office, wide) = (vec2(1280.0, 800.0), vec2(2560.0, 1440.0));
    measure("three panes", office, seed_paths());
    measure("five panes", wide, seed_paths());
    measure("three panes, one document of 1 MB", office, with_big);
    measure("two documents of 10000 headings", wide, headings);
}

/// A window without a screen.
struct Window {
    context: egui::Context,
    app: JieduApp,
    size: Vec2,
    time: f64,
}

impl Window {
    fn new(size: Vec2, paths: Vec<PathBuf>) -> Self {
        let context = egui::Context::default();
        let importers = Arc::new(Importers::new(PathBuf::from(env!("CARGO_BIN_EXE_jiedu")), Limits::default()));
        let app = JieduApp::new(&context, Startup { paths, ..Startup::new(importers) }).expect("a thread");
        Self { context, app, size, time: 0.0 }
    }

    /// One frame with these events; the time of this thread that it took.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, self.size));
        let input = RawInput { screen_rect, time: Some(self.time), predicted_dt: 1.0 / 60.0, focused: true, events, ..RawInput::default() };
        let start = ThreadTime::now();
        let app = &mut self.app;
        let mut output = self.context.run_ui(input, |ui| app.frame(ui));
        let primitives = self.context.tessellate(output.shapes, output.pixels_per_point);
        let time = start.elapsed();
        // Nobody is there to take the glyphs to a graphics card.
        output.textures_delta.clear();
        drop(std::hint::black_box(primitives));
        time
    }

    /// Frames until the work in the background is done and the heights of all paragraphs are known.
    fn settle(&mut self) {
        let start = Instant::now();
        while self.app.busy() {
            assert!(start.elapsed() < PATIENCE, "the work does not end");
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(2));
        }
        (0..400).for_each(|_| {
            self.frame(Vec::new());
        });
    }
}

fn measure(title: &str, size: Vec2, paths: Vec<PathBuf>) {
    if !["idle", "scrolling", "choosing"].iter().any(|stage| stage_wanted(title, stage)) {
        return;
    }
    let mut window = Window::new(size, paths);
    window.settle();
    let show = |name: &str, window: &mut Window, events: &mut dyn FnMut(usize) -> Vec<Event>| {
        if !stage_wanted(title, name) {
            return;
        }
        let mut times = Times::default();
        (0..FRAMES).for_each(|k| times.push(window.frame(events(k))));
        row(&format!("{title}: {name}"), &[times.cpu(0.5), times.cpu(0.99), times.cpu(1.0)]);
    };
    show("idle", &mut window, &mut |_| Vec::new());
    let hand = pos2(size.x * 0.45, size.y * 0.6);
    show("scrolling", &mut window, &mut |k| vec![Event::PointerMoved(hand), wheel(if k < FRAMES / 2 { -60.0 } else { 60.0 })]);
    show("choosing another initiative, every 10th frame", &mut window, &mut |k| {
        if k % 10 == 0 { vec![next_initiative()] } else { Vec::new() }
    });
    show("scrolling with one chosen", &mut window, &mut |k| {
        vec![Event::PointerMoved(hand), wheel(if k < FRAMES / 2 { -60.0 } else { 60.0 })]
    });
    if let Some(memory) = memory_stats() {
        println!("  {:<50}{:>12} MB resident", format!("{title}: after all that"), memory.physical_mem >> 20);
    }
}

fn wheel(y: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, y),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: MouseWheelSource::Wheel,
    }
}

fn next_initiative() -> Event {
    Event::Key { key: Key::ArrowDown, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::ALT }
}
