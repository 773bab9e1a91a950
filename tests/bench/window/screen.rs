//! A window without a screen: frames with events, their time, and where a control stands.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use egui::accesskit::Node;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase, Vec2, pos2, vec2};
use jiedu::ui::{Command, JieduApp, OpenState, Startup};
use jiedu::worker::isolation::{Importers, Limits};

/// Work in the background may take so long.
const PATIENCE: Duration = Duration::from_secs(180);
/// So many frames in a row nothing is under way: what the worker has done may lie there not yet taken in.
const QUIET: usize = 12;
/// Frames after the work, in which heights become exact and what is laid out ahead is.
const CALM: usize = 900;

/// A window without a screen.
pub struct Screen {
    context: egui::Context,
    pub app: JieduApp,
    pub size: Vec2,
    time: f64,
}

impl Screen {
    /// A window that opens these; with none, the samples.
    pub fn new(size: Vec2, paths: Vec<PathBuf>) -> Self {
        let context = egui::Context::default();
        let importers = Arc::new(Importers::new(PathBuf::from(env!("CARGO_BIN_EXE_jiedu")), Limits::default()));
        let app = JieduApp::new(&context, Startup { paths, ..Startup::new(importers) }).expect("a thread");
        Self { context, app, size, time: 0.0 }
    }

    /// One frame with these events; the time of this thread that layout and tessellation took.
    pub fn frame(&mut self, events: Vec<Event>) -> Duration {
        let input = self.input(events);
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

    fn input(&mut self, events: Vec<Event>) -> RawInput {
        self.time += 1.0 / 60.0;
        RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            predicted_dt: 1.0 / 60.0,
            focused: true,
            // As graphics cards have it: the font atlas is as wide.
            max_texture_side: Some(16384),
            events,
            ..RawInput::default()
        }
    }

    /// Whether everything is read, compared and on the screen.
    pub fn is_done(&self) -> bool {
        let state = self.app.state();
        let shown = state.documents.iter().filter(|d| !d.hidden && matches!(d.state, OpenState::Ready(_))).count();
        !self.app.busy() && state.loading() == 0 && state.compared.len() == shown
    }

    /// Frames until the work in the background is done.
    pub fn wait(&mut self) {
        let start = Instant::now();
        let mut quiet = 0;
        while quiet < QUIET {
            assert!(start.elapsed() < PATIENCE, "the work does not end");
            self.frame(Vec::new());
            quiet = if self.is_done() { quiet + 1 } else { 0 };
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Frames until the work is done, and everything that idle frames do besides.
    pub fn settle(&mut self) {
        self.wait();
        self.rest(CALM);
    }

    /// So many frames in which nothing happens.
    pub fn rest(&mut self, frames: usize) {
        (0..frames).for_each(|_| {
            self.frame(Vec::new());
        });
    }

    /// Where the control stands whose name for screen readers begins so.
    pub fn find(&mut self, name: &str) -> Option<Rect> {
        self.context.enable_accesskit();
        let mut found = None;
        // The first frame only builds the tree.
        for _ in 0..2 {
            let input = self.input(Vec::new());
            let app = &mut self.app;
            let mut output = self.context.run_ui(input, |ui| app.frame(ui));
            output.textures_delta.clear();
            let nodes = output.platform_output.accesskit_update.map(|update| update.nodes).unwrap_or_default();
            let named = |node: &Node| node.label().is_some_and(|label| label.starts_with(name));
            found = nodes.iter().find(|(_, node)| named(node)).and_then(|(_, node)| node.bounds());
        }
        self.context.disable_accesskit();
        found.map(|b| Rect::from_min_max(pos2(b.x0 as f32, b.y0 as f32), pos2(b.x1 as f32, b.y1 as f32)))
    }

    /// Puts the keyboard into a field.
    pub fn click_into(&mut self, name: &str) {
        let rect = self.find(name).unwrap_or_else(|| panic!("no control is named {name}"));
        self.frame(press(rect.center()));
        self.frame(vec![Event::PointerMoved(rect.center() + vec2(0.0, 400.0))]);
    }
}

/// A click.
pub fn press(at: Pos2) -> Vec<Event> {
    let button = |pressed| Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    vec![Event::PointerMoved(at), button(true), button(false)]
}

/// The wheel, in points.
pub fn wheel(y: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, y),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: MouseWheelSource::Wheel,
    }
}

/// A key.
pub fn key(modifiers: Modifiers, key: Key) -> Vec<Event> {
    vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]
}

/// A wish of the user's that no view has to be found for.
pub fn send(screen: &mut Screen, command: Command) -> Vec<Event> {
    screen.app.send(command);
    Vec::new()
}
