//! The print view's state and what its commands do.
//!
//! In: the comparison on the screen and the user's choices. Out: jobs for the worker's paper lane; its pages and pictures come back as
//! events. The preview is of the same typeset pages that are saved and printed. Nothing is typeset here.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use egui::TextureHandle;

use super::app::JieduApp;
use super::dialogs::{Picked, documents_folder};
use super::language::{t, told};
use super::state::AppState;
use crate::compare::Comparison;
use crate::report::paper::{FontData, PageImage, Pages, PaperOptions, PaperSize, bundled_fonts};
use crate::worker::{Delivery, Job, PaperEvent, PaperJob};

/// Smallest and largest zoom, in screen points per point of the paper.
pub const ZOOMS: std::ops::RangeInclusive<f32> = 0.2..=4.0;
/// Name that a saved file is offered under.
const FILE_NAME: &str = "街道文件比较.pdf";

/// Which initiatives go on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// Those that two documents or more share.
    #[default]
    Shared,
    /// The chosen one.
    Chosen,
    /// All.
    All,
}

/// How large the preview is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Zoom {
    /// A page as wide as the room.
    Width,
    /// A whole page in view.
    Page,
    /// So many screen points per point of the paper.
    By(f32),
}

/// What the print view asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum PrintCommand {
    /// Open the view.
    Open,
    /// Close it.
    Close,
    /// Choose what goes on paper.
    Scope(Scope),
    /// Choose the paper.
    Size(PaperSize),
    /// With or without today's date.
    Dated(bool),
    /// Size of the preview.
    Zoom(Zoom),
    /// Bring a page (zero-based) to the top of the preview.
    GoTo(usize),
    /// A page (zero-based) came into view whose picture is missing at so many pixels per point.
    Need(usize, f32),
    /// Save the PDF: ask where.
    Save,
    /// Save the PDF here.
    SaveTo(PathBuf),
    /// Put the field for a path away.
    CloseField,
    /// Open in the system's viewer.
    View,
    /// Print.
    Print,
}

/// A page's picture.
pub struct Picture {
    /// Pixels per point of the paper.
    pub scale: f32,
    /// On the graphics card.
    pub texture: TextureHandle,
}

/// The print view.
pub struct Printing {
    /// What goes on paper.
    pub scope: Scope,
    /// The paper.
    pub size: PaperSize,
    /// Whether today's date is printed.
    pub dated: bool,
    /// The newest pages; older than the choices while `typesetting`.
    pub pages: Option<Arc<Pages>>,
    /// What is wrong and what to do, where there are no pages.
    pub failed: Option<String>,
    /// Size of the preview.
    pub zoom: Zoom,
    /// The page in view, zero-based.
    pub page: usize,
    /// The page to be brought to the top in the next frame.
    pub go_to: Option<usize>,
    /// The pages, zero-based, that the preview paints; pictures of others are not kept.
    pub painted: Range<usize>,
    /// Pictures of pages.
    pub pictures: BTreeMap<usize, Picture>,
    /// The field for a path, where there is no dialog.
    pub path_field: Option<String>,
    /// Whether that field asks for the keyboard in the next frame.
    pub path_focus: bool,
    /// Whether pages are on their way out of the program.
    pub delivering: bool,
    /// The request that is out.
    revision: u64,
    /// The request that `pages` answers.
    answered: u64,
    /// What was asked for last.
    asked: Option<(Arc<Comparison>, PaperOptions)>,
    /// Pictures that are on their way: page and scale in thousandths.
    drawing: BTreeSet<(usize, u32)>,
}

impl Printing {
    /// `revision` is one that no earlier request had.
    fn new(revision: u64) -> Self {
        Self {
            scope: Scope::default(),
            size: PaperSize::A4,
            dated: true,
            pages: None,
            failed: None,
            zoom: Zoom::Width,
            page: 0,
            go_to: None,
            painted: 0..0,
            pictures: BTreeMap::new(),
            path_field: None,
            path_focus: false,
            delivering: false,
            revision,
            answered: 0,
            asked: None,
            drawing: BTreeSet::new(),
        }
    }

    /// Whether the pages on the screen are older than the choices.
    #[must_use]
    pub const fn typesetting(&self) -> bool {
        self.answered < self.revision || self.asked.is_none()
    }

    fn options(&self, state: &AppState) -> PaperOptions {
        let initiatives = match self.scope {
            Scope::Shared => None,
            Scope::All => Some(state.comparison.initiatives.iter().map(|i| i.id.clone()).collect()),
            Scope::Chosen => Some(state.selected.iter().cloned().collect()),
        };
        PaperOptions { date: self.dated.then(today), size: self.size, initiatives }
    }
}

/// Today where the user is, ISO 8601.
fn today() -> String {
    chrono::Local::now().format("%Y-%m-%d").to_string()
}

impl JieduApp {
    /// Carries out one command of the print view.
    pub(super) fn print(&mut self, command: PrintCommand, ctx: &egui::Context) {
        if command == PrintCommand::Open {
            self.open_printing();
            return;
        }
        let Some(printing) = &mut self.state.printing else { return };
        match command {
            PrintCommand::Open => {}
            PrintCommand::Close => self.state.printing = None,
            PrintCommand::Scope(scope) => printing.scope = scope,
            PrintCommand::Size(size) => printing.size = size,
            PrintCommand::Dated(dated) => printing.dated = dated,
            PrintCommand::Zoom(zoom) => {
                printing.zoom = zoom;
                printing.go_to = Some(printing.page);
            }
            PrintCommand::GoTo(page) => printing.go_to = Some(page),
            PrintCommand::Need(page, scale) => self.draw(page, scale),
            PrintCommand::Save if self.picking.is_none() && self.saving.is_none() => {
                let ctx = ctx.clone();
                self.saving = Some(self.dialogs.save(FILE_NAME, Box::new(move || ctx.request_repaint())));
            }
            PrintCommand::Save => {}
            PrintCommand::SaveTo(path) => self.save_to(path),
            PrintCommand::CloseField => printing.path_field = None,
            PrintCommand::View => self.deliver(Delivery::Viewer),
            PrintCommand::Print => self.deliver(Delivery::Printer),
        }
    }

    fn open_printing(&mut self) {
        if self.state.comparison.documents.is_empty() {
            self.state.say(t("还没有可打印的内容；请先打开文档"));
        } else if self.state.printing.is_none() {
            self.last_pages += 1;
            self.state.printing = Some(Printing::new(self.last_pages));
        }
    }

    /// Asks for pages where the choices or the comparison are others than those asked for last; takes the answer of the dialog.
    pub(super) fn mind_paper(&mut self) {
        self.take_save_answer();
        let Some(mut printing) = self.state.printing.take() else { return };
        if printing.scope == Scope::Chosen && self.state.selected_initiative().is_none() {
            printing.scope = Scope::Shared;
        }
        let options = printing.options(&self.state);
        let comparison = &self.state.comparison;
        let fresh = printing.asked.as_ref().is_some_and(|(c, o)| Arc::ptr_eq(c, comparison) && *o == options);
        if !fresh && !self.state.comparing() {
            self.last_pages += 1;
            printing.revision = self.last_pages;
            printing.asked = Some((Arc::clone(comparison), options.clone()));
            let fonts = self.faces();
            let comparison = Arc::clone(comparison);
            self.worker.send(Job::Paper(PaperJob::Typeset { revision: printing.revision, comparison, options, fonts }));
        }
        self.state.printing = Some(printing);
    }

    /// The bundled faces, and those of the system that were found for characters that they lack.
    fn faces(&self) -> Vec<FontData> {
        let found = self.fallbacks.iter().filter_map(|f| FontData::new(f.data.as_ref().clone(), f.index));
        bundled_fonts().iter().cloned().chain(found).collect()
    }

    fn take_save_answer(&mut self) {
        let Some(answer) = self.saving.as_ref().map(std::sync::mpsc::Receiver::try_recv) else { return };
        match answer {
            Err(std::sync::mpsc::TryRecvError::Empty) => return,
            Ok(Picked::Paths(paths)) => {
                if let Some(path) = paths.into_iter().next() {
                    self.save_to(path);
                }
            }
            Ok(Picked::Cancelled) => {}
            Ok(Picked::Unavailable) | Err(std::sync::mpsc::TryRecvError::Disconnected) => {
                if let Some(printing) = &mut self.state.printing {
                    printing.path_field = Some(documents_folder().join(FILE_NAME).to_string_lossy().into_owned());
                    printing.path_focus = true;
                }
                self.state.say(t("系统的文件对话框没有打开（缺少桌面门户 xdg-desktop-portal）；请在左侧输入保存路径"));
            }
        }
        self.saving = None;
    }

    /// Saves, but never over a document that is open.
    fn save_to(&mut self, mut path: PathBuf) {
        if path.extension().is_none() {
            path.set_extension("pdf");
        }
        if self.state.has_open(&path) {
            self.state.say(t("这个位置是正在比较的文档，没有写入；请换一个文件名"));
            return;
        }
        self.deliver(Delivery::File(path));
    }

    fn deliver(&mut self, to: Delivery) {
        let Some(printing) = &mut self.state.printing else { return };
        let Some(pages) = printing.pages.clone().filter(|_| !printing.typesetting() && !printing.delivering) else { return };
        printing.delivering = true;
        self.worker.send(Job::Paper(PaperJob::Deliver { pages, to }));
    }

    fn draw(&mut self, page: usize, scale: f32) {
        let Some(printing) = &mut self.state.printing else { return };
        let Some(pages) = printing.pages.clone() else { return };
        if printing.drawing.insert((page, thousandths(scale))) {
            self.worker.send(Job::Paper(PaperJob::Draw { revision: printing.answered, pages, page, scale }));
        }
    }

    /// Takes in what the paper lane has done.
    pub(super) fn take_paper(&mut self, event: PaperEvent, ctx: &egui::Context) {
        if let PaperEvent::Delivered(result) = event {
            if let Some(printing) = &mut self.state.printing {
                printing.delivering = false;
                printing.path_field = printing.path_field.take().filter(|_| result.is_err());
            }
            self.state.say(told(result.unwrap_or_else(|error| error)));
            return;
        }
        let Some(printing) = &mut self.state.printing else { return };
        match event {
            PaperEvent::Typeset { revision, result } if revision == printing.revision => {
                printing.answered = revision;
                printing.pictures.clear();
                printing.drawing.clear();
                match result {
                    Ok(pages) => {
                        printing.page = printing.page.min(pages.count().saturating_sub(1));
                        (printing.pages, printing.failed) = (Some(pages), None);
                    }
                    Err(error) => (printing.pages, printing.failed) = (None, Some(error)),
                }
            }
            PaperEvent::Drawn { revision, page, scale, image } if revision == printing.answered => {
                printing.drawing.remove(&(page, thousandths(scale)));
                let texture = ctx.load_texture(format!("page-{page}"), color_image(&image), egui::TextureOptions::LINEAR);
                printing.pictures.insert(page, Picture { scale, texture });
                let painted = printing.painted.clone();
                printing.pictures.retain(|k, _| painted.contains(k));
            }
            _ => {}
        }
    }
}

fn thousandths(scale: f32) -> u32 {
    (scale * 1000.0).round() as u32
}

fn color_image(image: &PageImage) -> egui::ColorImage {
    egui::ColorImage::from_rgba_premultiplied([image.width as usize, image.height as usize], &image.rgba)
}
