//! The window without a screen: starts it, waits for its work, and acts on it as a user does, by what things are called.

use std::cell::{Ref, RefCell};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand, Pos2, Rect, UiBuilder, Vec2, ViewportId, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use image::RgbaImage;
use jiedu::ui::{AppState, Command, JieduApp, Startup};
use jiedu::worker::isolation::{Importers, Limits};

use crate::answers::Answers;
use crate::rasterizer::Rasterizer;

/// The screen of an office.
pub const OFFICE: Vec2 = vec2(1280.0, 800.0);
/// Work in the background may take so long on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// Frames after the work in which everything comes to rest.
const MOST_FRAMES: usize = 300;

type App = Rc<RefCell<Option<JieduApp>>>;

/// The window under test.
pub struct Window {
    pub harness: Harness<'static, App>,
}

/// Imports in children of the program itself, never of the test harness.
fn importers() -> Arc<Importers> {
    Arc::new(Importers::new(PathBuf::from(env!("CARGO_BIN_EXE_jiedu")), Limits::default()))
}

/// A start with nothing kept from before, and dialogs that stay open.
pub fn startup() -> Startup {
    Startup { dialogs: Box::new(Answers::default()), ..Startup::new(importers()) }
}

impl Window {
    /// The first start on an office screen: the samples, read and compared.
    pub fn first_start() -> Self {
        Self::start(OFFICE, startup())
    }

    /// A window of a size, its work done.
    pub fn start(size: Vec2, startup: Startup) -> Self {
        let mut window = Self::start_at_work(size, startup);
        window.settle();
        window
    }

    /// A window that shows these files instead of the samples.
    pub fn with_files(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self::start(OFFICE, Startup { paths: paths.into_iter().collect(), ..startup() })
    }

    /// A window of a size that may still be at work.
    pub fn start_at_work(size: Vec2, startup: Startup) -> Self {
        let app = App::default();
        let slot = Rc::clone(&app);
        let harness = Harness::builder()
            .with_size(size)
            .with_theme(egui::Theme::Light)
            .with_step_dt(0.1)
            .with_render_cursor(false)
            .with_context_setup(move |ctx| *slot.borrow_mut() = Some(JieduApp::new(ctx, startup).unwrap()))
            .renderer(Rasterizer::default())
            .build_ui_state(frame, app);
        Self { harness }
    }

    /// What the window shows.
    pub fn state(&self) -> Ref<'_, AppState> {
        Ref::map(self.harness.state().borrow(), |app| app.as_ref().unwrap().state())
    }

    pub fn busy(&self) -> bool {
        self.harness.state().borrow().as_ref().unwrap().busy()
    }

    /// Frames until the work is done and nothing moves any more. Returns how many.
    pub fn settle(&mut self) -> usize {
        let start = Instant::now();
        let mut frames = 0;
        // Idle twice: what the last job told may lie unread when it has just ended.
        let mut idle = 0;
        while idle < 2 {
            assert!(start.elapsed() < PATIENCE, "the work does not end");
            if self.busy() {
                std::thread::sleep(Duration::from_millis(2));
            }
            self.harness.step();
            frames += 1;
            idle = if self.busy() { 0 } else { idle + 1 };
        }
        for _ in 0..MOST_FRAMES {
            if self.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay > Duration::ZERO && !self.busy() {
                return frames;
            }
            self.harness.step();
            frames += 1;
        }
        let moving: Vec<_> =
            self.state().panes.values().map(|p| (p.reader.is_gliding(), p.reader.scroll_y(), p.reader.viewport_height())).collect();
        panic!("the window does not come to rest: {:?} {moving:?}", self.harness.ctx.repaint_causes());
    }

    /// All things with a name that `wanted` accepts.
    pub fn named(&self, wanted: impl Fn(&str) -> bool + 'static) -> Vec<Node<'_>> {
        let node_name = |node: &Node<'_>| name_of(node);
        self.harness.root().children_recursive().filter(|n| node_name(n).is_some_and(|name| wanted(&name))).collect()
    }

    /// Whether anything is called exactly so.
    pub fn shows(&self, name: &str) -> bool {
        let name = name.to_owned();
        !self.named(move |n| n == name).is_empty()
    }

    /// Whether the name or text of anything contains this.
    pub fn shows_part(&self, part: &str) -> bool {
        let part = part.to_owned();
        !self.named(move |n| n.contains(&part)).is_empty()
    }

    /// Names of all things of a role, as they stand.
    pub fn names(&self, role: Role) -> Vec<String> {
        self.harness.root().children_recursive().filter(|n| n.accesskit_node().role() == role).filter_map(|n| name_of(&n)).collect()
    }

    /// Where the only thing of this role and name stands.
    #[track_caller]
    pub fn place(&self, role: Role, name: &str) -> Rect {
        self.harness.get_by_role_and_label(role, name).rect()
    }

    /// Clicks the only button, row or field of this name.
    #[track_caller]
    pub fn click(&mut self, name: &str) {
        let wanted = name.to_owned();
        self.click_where(name, move |n| n == wanted);
    }

    /// Clicks the only button, row or field whose name begins so.
    #[track_caller]
    pub fn click_beginning(&mut self, start: &str) {
        let wanted = start.to_owned();
        self.click_where(start, move |n| n.starts_with(&wanted));
    }

    #[track_caller]
    fn click_where(&mut self, what: &str, wanted: impl Fn(&str) -> bool + 'static) {
        let nodes: Vec<_> = self.named(wanted).into_iter().filter(is_control).collect();
        assert_eq!(nodes.len(), 1, "controls called {what}: {:?}", nodes.iter().map(name_of).collect::<Vec<_>>());
        nodes[0].click();
        self.settle();
    }

    /// Opens the context menu of the only button or row of this name.
    #[track_caller]
    pub fn menu_of(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Button, name).click_secondary();
        self.settle();
    }

    /// Chooses an entry of a menu of the menu bar.
    #[track_caller]
    pub fn menu(&mut self, menu: &str, entry: &str) {
        self.click(menu);
        self.click(entry);
    }

    /// Chooses an entry of the menu behind 打开….
    #[track_caller]
    pub fn open_menu(&mut self, entry: &str) {
        self.click("打开…");
        self.click(entry);
    }

    /// Moves the pointer onto the only button or row of this name.
    #[track_caller]
    pub fn hover(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Button, name).hover();
        self.settle();
    }

    /// Gives the only button or row of this name the keyboard.
    #[track_caller]
    pub fn focus(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Button, name).focus();
        self.settle();
    }

    /// The name of what has the keyboard.
    pub fn focused(&self) -> Option<String> {
        self.harness.root().children_recursive().find(Node::is_focused).and_then(|n| name_of(&n))
    }

    /// Everything that can be clicked and has neither name nor value; egui's own scroll bars and edges of windows need none.
    pub fn unnamed_clickable(&self) -> Vec<String> {
        let can = |n: &Node<'_>| n.accesskit_node().data().supports_action(egui::accesskit::Action::Click);
        let unnamed = |n: &Node<'_>| name_of(n).is_none_or(|name| name.trim().is_empty());
        self.harness
            .root()
            .children_recursive()
            .filter(|n| can(n) && unnamed(n) && !matches!(n.accesskit_node().role(), Role::ScrollBar | Role::Unknown))
            .map(|n| format!("{n:?}"))
            .collect()
    }

    /// Gives the reader of a document the keyboard.
    #[track_caller]
    pub fn read(&mut self, document: &str) {
        self.harness.get_by_role_and_label(Role::Document, document).focus();
        self.settle();
    }

    /// Has a command carried out as if a view had sent it.
    pub fn command(&mut self, command: Command) {
        self.harness.state().borrow_mut().as_mut().unwrap().send(command);
        self.settle();
    }

    pub fn click_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.drag_at(at);
        let up = Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed: false, modifiers: Modifiers::NONE };
        self.harness.event(up);
        self.settle();
    }

    pub fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    pub fn ctrl(&mut self, key: Key) {
        self.keys(Modifiers::COMMAND, key);
    }

    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Types into what has the keyboard.
    pub fn text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Presses Ctrl+C; what came onto the clipboard.
    pub fn copied(&mut self) -> Option<String> {
        self.harness.event(Event::Copy);
        self.harness.step();
        let commands = &self.harness.output().platform_output.commands;
        commands.iter().find_map(|c| if let OutputCommand::CopyText(text) = c { Some(text.clone()) } else { None })
    }

    /// The picture of the window, the pointer elsewhere.
    pub fn picture(&mut self) -> RgbaImage {
        self.harness.remove_cursor();
        self.settle();
        self.harness.render().unwrap()
    }

    /// The names of the rows of documents, in order, without 文档 and letter.
    pub fn document_rows(&self) -> Vec<String> {
        let rows = self.named(|n| n.starts_with("文档 "));
        rows.iter().filter(|n| is_control(n)).filter_map(name_of).map(|n| n.splitn(3, ' ').nth(2).unwrap_or_default().to_owned()).collect()
    }

    /// The documents that have a pane, from left to right.
    pub fn panes(&self) -> Vec<String> {
        self.names(Role::Document)
    }
}

/// Gives the window the whole screen: the harness leaves a margin.
fn frame(ui: &mut egui::Ui, app: &mut App) {
    let screen = ui.ctx().content_rect();
    let mut whole = ui.new_child(UiBuilder::new().max_rect(screen));
    whole.set_clip_rect(screen);
    app.borrow_mut().as_mut().unwrap().frame(&mut whole);
}

/// The name or, of a label, the text.
pub fn name_of(node: &Node<'_>) -> Option<String> {
    let node = node.accesskit_node();
    if node.role() == Role::Label { node.value() } else { node.label() }
}

fn is_control(node: &Node<'_>) -> bool {
    matches!(
        node.accesskit_node().role(),
        Role::Button | Role::RadioButton | Role::CheckBox | Role::TextInput | Role::TreeItem | Role::ListItem | Role::Link | Role::MenuItem
    )
}

/// A small document of one street.
pub fn plan(street: &str, year: u32, body: &str) -> String {
    format!("{street} {year}年工作要点\n\n一、总体要求\n{body}\n\n二、重点任务\n（一）民生\n推进垃圾分类和既有多层住宅加装电梯。\n")
}
