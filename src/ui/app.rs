//! The window's frame: takes in events and input, shows the views, applies their commands.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::task::{Wake, Waker};
use std::time::Instant;

use super::command::Command;
use super::dialogs::{FileDialogs, NativeDialogs, Picked};
use super::dump::Dump;
use super::fonts::Fallback;
use super::language::t;
use super::settings::FontsInUse;
use super::state::{AppState, DocumentKey, OpenState, TEXT_SIZES};
use super::workspace::Keeping;
use super::{apply, fonts, system_fonts, theme, views};
use crate::worker::isolation::Importers;
use crate::worker::{Job, LexiconJob, Worker};
use crate::workspace::{ReadingView, Session, SessionDocument, WindowPlace};

/// What the window starts with.
pub struct Startup {
    /// Files and folders to open; with none, what was open last, or the samples.
    pub paths: Vec<PathBuf>,
    /// What was open last; `None` at the first start.
    pub session: Option<Session>,
    /// Where the session is kept; `None` keeps none.
    pub session_file: Option<PathBuf>,
    /// Shows the file dialogs.
    pub dialogs: Box<dyn FileDialogs>,
    /// When the program began: what its start took is counted from here.
    pub started: Instant,
    /// Where the window writes down what it shows, for tests; `None` writes nothing.
    pub state_dump: Option<PathBuf>,
    /// Where files are imported.
    pub importers: Arc<Importers>,
}

impl Startup {
    /// A first start with nothing to open, whose files are imported by `importers`.
    #[must_use]
    pub fn new(importers: Arc<Importers>) -> Self {
        Self {
            importers,
            paths: Vec::new(),
            session: None,
            session_file: None,
            dialogs: Box::new(NativeDialogs),
            started: Instant::now(),
            state_dump: None,
        }
    }
}

/// The window.
pub struct JieduApp {
    pub(super) state: AppState,
    pub(super) worker: Worker,
    pub(super) dialogs: Box<dyn FileDialogs>,
    pub(super) picking: Option<mpsc::Receiver<Picked>>,
    pub(super) lexicon_dialog: super::deciding::LexiconDialog,
    /// The answer to where a PDF is to be saved.
    #[cfg(feature = "paper")]
    pub(super) saving: Option<mpsc::Receiver<Picked>>,
    /// The answer to where the comparison is to be exported.
    pub(super) exporting: Option<mpsc::Receiver<Picked>>,
    /// The answer to where a picture is to be saved.
    pub(super) saving_picture: Option<mpsc::Receiver<Picked>>,
    /// Number of the newest request for pages.
    #[cfg(feature = "paper")]
    pub(super) last_pages: u64,
    pub(super) last_key: DocumentKey,
    /// Keys of the documents of the comparison that was asked for last.
    pub(super) asked: Vec<DocumentKey>,
    pub(super) session_dirty: bool,
    /// What is kept of the workspace.
    pub(super) keeping: Keeping,
    /// Commands that come from outside the views.
    queued: Vec<Command>,
    session_file: Option<PathBuf>,
    dump: Dump,
    pub(super) fallbacks: Vec<Fallback>,
    found_fonts: Option<mpsc::Receiver<system_fonts::Found>>,
    pub(super) fonts_in_use: FontsInUse,
    /// The families for text and for controls that were asked for last.
    pub(super) families_asked: (Option<String>, Option<String>),
    /// Where the window stands.
    place: Option<WindowPlace>,
    /// Glyphs drawn before they are shown.
    pub(super) ahead: super::ahead::Ahead,
}

/// Wakes the window from another thread.
struct Repaint(egui::Context);

impl Wake for Repaint {
    fn wake(self: Arc<Self>) {
        self.0.request_repaint();
    }
}

impl JieduApp {
    /// A window on `ctx`.
    ///
    /// # Errors
    /// Where the system gives no thread for the worker.
    pub fn new(ctx: &egui::Context, startup: Startup) -> std::io::Result<Self> {
        fonts::install(ctx, &[]);
        theme::install(ctx);
        let mut app = Self {
            state: AppState::new(),
            worker: Worker::start(Waker::from(Arc::new(Repaint(ctx.clone()))), startup.importers)?,
            dialogs: startup.dialogs,
            picking: None,
            lexicon_dialog: None,
            #[cfg(feature = "paper")]
            saving: None,
            exporting: None,
            saving_picture: None,
            #[cfg(feature = "paper")]
            last_pages: 0,
            last_key: 0,
            asked: Vec::new(),
            session_dirty: false,
            keeping: Keeping::new(startup.session_file.as_deref()),
            queued: Vec::new(),
            session_file: startup.session_file,
            dump: Dump::new(startup.started, startup.state_dump),
            fallbacks: Vec::new(),
            found_fonts: None,
            fonts_in_use: FontsInUse::default(),
            families_asked: (None, None),
            place: startup.session.as_ref().and_then(|s| s.window),
            ahead: Default::default(),
        };
        if let Some(session) = &startup.session {
            app.state.theme = session.theme;
            app.state.tie = session.tie;
            app.state.language = session.language;
            super::language::speak(session.language);
            app.use_settings(session.settings.clone(), ctx);
            app.state.chooser.recall(&session.recent_commands);
            app.state.text_size = session.text_size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end());
            app.remember_session(session);
        }
        if let Some(file) = &app.session_file {
            app.state.deciding.has_lexicon = true;
            app.worker.send(Job::Lexicon(LexiconJob::Use(crate::workspace::lexicon_file(file))));
        }
        apply::set_theme(ctx, app.state.theme);
        if !startup.paths.is_empty() {
            app.open_paths(startup.paths);
        } else if let Some(session) = startup.session {
            app.resume(session);
        } else if app.state.settings.values.samples_at_start {
            app.open_samples();
        }
        app.list_recoverable();
        Ok(app)
    }

    /// Opens what the session says was open.
    pub(super) fn open_session(&mut self, session: Session) {
        if session.samples {
            if self.state.settings.values.samples_at_start {
                self.open_samples();
                super::workspace::bring_back_reading(&mut self.state, &session.reading);
            }
            return;
        }
        let hidden: Vec<PathBuf> = session.documents.iter().filter(|d| d.hidden).map(|d| d.path.clone()).collect();
        self.open_paths(session.documents.into_iter().map(|d| d.path).collect());
        for document in &mut self.state.documents {
            document.hidden = document.path.as_ref().is_some_and(|p| hidden.contains(p));
        }
    }

    /// Has a command carried out in the next frame: for what is no view.
    pub fn send(&mut self, command: Command) {
        self.queued.push(command);
    }

    /// What the window shows: for tests.
    #[must_use]
    pub const fn state(&self) -> &AppState {
        &self.state
    }

    /// Whether work is under way: for tests.
    #[must_use]
    pub fn busy(&self) -> bool {
        self.worker.pending() > 0 || self.state.comparing() || self.keeping.is_busy()
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        super::language::speak(self.state.language);
        super::reader::watch_atlas(&ctx);
        let mut commands = std::mem::take(&mut self.queued);
        self.keeping.tick(&ctx);
        while let Some(event) = self.worker.poll() {
            self.take(event, &ctx);
        }
        self.take_picked();
        self.mind_settings(&ctx);
        if let Some(now) = place(&ctx) {
            // Maximised it keeps the size and the place that it goes back to.
            self.place = Some(self.place.filter(|_| now.maximised).map_or(now, |before| WindowPlace { maximised: true, ..before }));
        }
        self.take_lexicon_file();
        self.state.mind_places();
        #[cfg(feature = "paper")]
        self.mind_paper();
        self.mind_notice(&ctx);
        if ctx.input(|i| !i.raw.dropped_files.is_empty()) {
            commands.push(Command::OpenDropped);
        }
        views::shortcuts(&ctx, &self.state, &mut commands);
        self.state.mind_chooser();
        self.mind_text_size(&ctx);
        let query = self.state.find.query.clone();
        views::show(ui, &mut self.state, self.worker.pending(), &mut commands);
        if self.state.find.open && (self.state.find.query != query || self.state.find.answered.is_empty() && !query.is_empty()) {
            self.state.find.answered.clone_from(&self.state.find.query);
            self.find_again();
        }
        for command in commands {
            self.apply(command, &ctx);
        }
        self.mind_concordance();
        self.mind_charts();
        self.mind_export();
        if self.state.matrix.is_coming() || self.state.gaps.is_coming() || self.state.figures.is_coming() {
            ctx.request_repaint();
        }
        // After the views: from the next frame on the faces are others, and the readers set their text anew.
        self.mind_fonts(&ctx);
        self.follow(&ctx);
        self.mind_workspace(&ctx);
        self.save_session();
        self.draw_ahead(&ctx);
        self.dump.after_frame(&self.state, &self.worker);
    }

    fn take_picked(&mut self) {
        let Some(picking) = &self.picking else { return };
        let answer = match picking.try_recv() {
            Err(mpsc::TryRecvError::Empty) => return,
            Err(mpsc::TryRecvError::Disconnected) => Picked::Unavailable,
            Ok(answer) => answer,
        };
        self.picking = None;
        match answer {
            Picked::Paths(paths) => self.open_paths(paths),
            Picked::Cancelled => {}
            Picked::Unavailable => {
                apply::ask_for_path(&mut self.state);
                self.state.say(t("系统的文件对话框没有打开（缺少桌面门户 xdg-desktop-portal）；请在上方输入路径，或把文件拖进窗口"));
            }
        }
    }

    /// Takes a message away whose time is over.
    fn mind_notice(&mut self, ctx: &egui::Context) {
        let Some(until) = self.state.notice_until else { return };
        let left = until - ctx.input(|i| i.time);
        if left <= 0.0 {
            (self.state.notice, self.state.notice_until) = (None, None);
        } else {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
    }

    /// Asks the system for faces where a document has characters that the bundled ones lack.
    fn mind_fonts(&mut self, ctx: &egui::Context) {
        if let Some(found) = self.found_fonts.as_ref().and_then(|r| r.try_recv().ok()) {
            self.found_fonts = None;
            if let Some(message) = found.message() {
                eprintln!("jiedu: {message}");
                self.state.notice = Some(message);
            }
            if !found.faces.is_empty() {
                self.fallbacks.extend(found.faces);
                self.install_fonts(ctx);
            }
        }
        if self.found_fonts.is_some() || self.state.comparing() {
            return;
        }
        let texts: Vec<_> =
            self.state.comparison.documents.iter().filter(|d| !self.state.fonts_checked.contains(&d.source.sha256)).cloned().collect();
        if texts.is_empty() {
            return;
        }
        self.state.fonts_checked.extend(texts.iter().map(|d| d.source.sha256.clone()));
        let (sender, receiver) = mpsc::channel();
        let ctx = ctx.clone();
        let search = move || {
            let mut missing: Vec<char> = texts.iter().flat_map(|d| fonts::missing(&d.text)).collect();
            missing.sort_unstable();
            missing.dedup();
            // A window that is gone wants no fonts.
            let _ = sender.send(system_fonts::find(&missing));
            ctx.request_repaint();
        };
        if std::thread::Builder::new().name("jiedu-fonts".to_owned()).spawn(search).is_ok() {
            self.found_fonts = Some(receiver);
        }
    }

    fn save_session(&mut self) {
        let settled = self.worker.pending() == 0 && !self.state.comparing();
        if !self.session_dirty || !settled {
            return;
        }
        self.session_dirty = false;
        self.keep_now();
        if let Some(file) = self.session_file.clone() {
            self.worker.send(Job::SaveSession { file, session: self.session() });
        }
    }

    /// What is open, to come back at the next start.
    fn session(&self) -> Session {
        let state = &self.state;
        // A file that holds several documents is opened once.
        let mut seen = BTreeSet::new();
        let mut session = Session {
            samples: state.only_samples(),
            documents: state
                .documents
                .iter()
                .filter(|d| !matches!(d.state, OpenState::Failed(_)))
                .filter_map(|d| Some(SessionDocument { path: d.path.clone()?, hidden: d.hidden }))
                .filter(|d| seen.insert(d.path.clone()))
                .collect(),
            theme: state.theme,
            text_size: state.text_size,
            tie: state.tie,
            reading: if state.only_samples() { super::workspace::reading_view(state) } else { ReadingView::default() },
            language: state.language,
            settings: state.settings.values.clone(),
            window: self.place,
            recent_commands: state.chooser.recent_commands(),
            ..Session::default()
        };
        self.note_in_session(&mut session);
        session
    }
}

/// Where the window stands now; `None` where nobody says, or while it is minimised.
fn place(ctx: &egui::Context) -> Option<WindowPlace> {
    ctx.input(|i| {
        let viewport = i.viewport();
        let inner = viewport.inner_rect.filter(|r| r.is_positive() && viewport.minimized != Some(true))?;
        let maximised = viewport.maximized == Some(true) || viewport.fullscreen == Some(true);
        let position = viewport.outer_rect.map(|outer| [outer.left(), outer.top()]);
        Some(WindowPlace { size: [inner.width(), inner.height()], position, maximised })
    })
}

impl eframe::App for JieduApp {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.keep_at_exit();
        if let Some(file) = &self.session_file {
            // At the exit nobody is left to tell, and the last session that was saved stays.
            let _ = crate::workspace::save_session(file, &self.session());
        }
    }
}

/// Why the window could not open.
#[derive(Debug, thiserror::Error)]
#[error("无法打开窗口（{0}）。没有图形桌面时请用命令行：jiedu read 文件… 或 jiedu compare 文件…；jiedu --help 有说明")]
pub struct WindowError(String);

/// A window where it stood when it was closed, else of an office's usual size.
fn placed(viewport: egui::ViewportBuilder, place: Option<WindowPlace>) -> egui::ViewportBuilder {
    let Some(place) = place.filter(|p| p.size.iter().all(|s| s.is_finite() && *s >= 100.0)) else {
        return viewport.with_inner_size([1280.0, 800.0]);
    };
    let viewport = viewport.with_inner_size(place.size).with_maximized(place.maximised);
    match place.position.filter(|p| p.iter().all(|v| v.is_finite())) {
        // A maximised window comes back on the screen that it was on.
        Some(position) => viewport.with_position(position),
        None => viewport,
    }
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// [`WindowError`] where there is no display or no OpenGL; it names the command line.
pub fn run_window(startup: Startup) -> Result<(), WindowError> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("街读")
        .with_app_id("jiedu")
        .with_min_inner_size([400.0, 320.0])
        .with_drag_and_drop(true);
    let place = startup.session.as_ref().and_then(|s| s.window);
    let viewport = placed(viewport, place);
    let wanted = place.and_then(|place| place.position).filter(|p| p.iter().all(|v| v.is_finite()));
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        super::placing::bring_on_screen(creation, wanted);
        Ok(Box::new(JieduApp::new(&creation.egui_ctx, startup)?))
    });
    eframe::run_native("jiedu", options, create).map_err(|error| WindowError(error.to_string()))
}
