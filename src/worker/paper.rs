//! Pages in the background: typesets a comparison, draws its pages, saves, shows and prints them.
//!
//! In: [`PaperJob`]s. Out: [`PaperEvent`]s. A lane of its own, so that a long typesetting holds up neither reading nor comparing;
//! a typesetting that a newer one has made idle is skipped. Printing hands the finished PDF to `lp` where there is one and a printer
//! takes it, else to the system's viewer: never silence, and no printing system is linked.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use super::{Event, Shared};
use crate::compare::Comparison;
use crate::report::paper::{FontData, PageImage, Pages, PaperOptions, typeset};
use crate::workspace::write_file;

/// A viewer that has not failed after this time has opened.
const VIEWER_PATIENCE: Duration = Duration::from_secs(2);
/// Name of the file that is handed to the viewer or the printer.
const HANDED_NAME: &str = "街道文件比较.pdf";

/// Something to do with pages.
pub enum PaperJob {
    /// Typeset a comparison; an older one that has not begun is dropped.
    Typeset {
        /// Grows with each request.
        revision: u64,
        /// What.
        comparison: Arc<Comparison>,
        /// How.
        options: PaperOptions,
        /// The faces to set it in.
        fonts: Vec<FontData>,
    },
    /// Draw one page.
    Draw {
        /// Of the typesetting that the page is of.
        revision: u64,
        /// The pages.
        pages: Arc<Pages>,
        /// Zero-based.
        page: usize,
        /// Pixels per point of the paper.
        scale: f32,
    },
    /// Bring the pages out of the program.
    Deliver {
        /// The pages.
        pages: Arc<Pages>,
        /// Where to.
        to: Delivery,
    },
}

/// Where pages go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// Into this file.
    File(PathBuf),
    /// To the system's viewer.
    Viewer,
    /// To the printer.
    Printer,
}

/// Something that was done with pages.
pub enum PaperEvent {
    /// The pages, or what is wrong and what to do.
    Typeset {
        /// Of the request.
        revision: u64,
        /// The pages.
        result: Result<Arc<Pages>, String>,
    },
    /// One page as a picture.
    Drawn {
        /// Of the typesetting.
        revision: u64,
        /// Zero-based.
        page: usize,
        /// Pixels per point of the paper.
        scale: f32,
        /// The picture.
        image: PageImage,
    },
    /// What became of the pages, in words for the user.
    Delivered(Result<String, String>),
}

impl std::fmt::Debug for PaperEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Typeset { revision, result } => write!(f, "Typeset {revision} {:?}", result.as_ref().map(|p| p.count())),
            Self::Drawn { revision, page, scale, .. } => write!(f, "Drawn {revision} {page} {scale}"),
            Self::Delivered(result) => write!(f, "Delivered {result:?}"),
        }
    }
}

/// Does one job.
pub(super) fn run(job: PaperJob, shared: &Shared, send: &dyn Fn(Event)) {
    let send = |event: PaperEvent| send(Event::Paper(event));
    match job {
        PaperJob::Typeset { revision, comparison, options, fonts } => {
            if shared.wanted_pages.load(Ordering::Relaxed) > revision {
                return;
            }
            let result = catch_unwind(AssertUnwindSafe(|| typeset(&comparison, &options, &fonts).map(Arc::new)));
            let result = result.map_or_else(|_| Err(broken()), |typeset| typeset.map_err(|e| e.to_string()));
            send(PaperEvent::Typeset { revision, result });
        }
        PaperJob::Draw { revision, pages, page, scale } => {
            if shared.wanted_pages.load(Ordering::Relaxed) > revision {
                return;
            }
            if let Ok(Some(image)) = catch_unwind(AssertUnwindSafe(|| pages.image(page, f64::from(scale)))) {
                send(PaperEvent::Drawn { revision, page, scale, image });
            }
        }
        PaperJob::Deliver { pages, to } => {
            let result = catch_unwind(AssertUnwindSafe(|| deliver(&pages, &to))).unwrap_or_else(|_| Err(broken()));
            send(PaperEvent::Delivered(result));
        }
    }
}

fn broken() -> String {
    "排版时程序出错，没有生成页面；可以换一种范围再试，或用“复制”带走所选内容".to_owned()
}

fn deliver(pages: &Pages, to: &Delivery) -> Result<String, String> {
    let pdf = pages.pdf().map_err(|e| e.to_string())?;
    let count = pages.count();
    match to {
        Delivery::File(path) => {
            write_file(path, &pdf).map_err(|e| format!("{}：{e}", path.display()))?;
            Ok(format!("已保存 {count} 页：{}", path.display()))
        }
        Delivery::Viewer => {
            let path = hand_over(&pdf)?;
            view(&path).map(|()| format!("已用系统的阅读器打开，共 {count} 页"))
        }
        Delivery::Printer => {
            let path = hand_over(&pdf)?;
            print(&path, count)
        }
    }
}

/// Writes the PDF where viewers and printers can read it: a folder of this user's own in the system's temporary folder.
fn hand_over(pdf: &[u8]) -> Result<PathBuf, String> {
    let folder = std::env::temp_dir().join(format!("jiedu-{}", std::process::id()));
    let path = folder.join(HANDED_NAME);
    let written =
        std::fs::create_dir_all(&folder).map_err(|e| e.to_string()).and_then(|()| write_file(&path, pdf).map_err(|e| e.to_string()));
    written.map(|()| path).map_err(|e| format!("临时文件夹不能写入（{e}）；请改用“保存 PDF”"))
}

/// Opens the system's viewer. Some systems' openers only return when the viewer is closed: they are not waited for.
fn view(path: &Path) -> Result<(), String> {
    let (sender, receiver) = mpsc::channel();
    let path = path.to_owned();
    let open = move || drop(sender.send(open::that(path)));
    let none = |why: String| format!("系统没有打开 PDF 的程序（{why}）；请用“保存 PDF”存成文件，再用浏览器等打开");
    std::thread::Builder::new().name("jiedu-viewer".to_owned()).spawn(open).map_err(|e| none(e.to_string()))?;
    match receiver.recv_timeout(VIEWER_PATIENCE) {
        Ok(Err(error)) => Err(none(error.to_string())),
        _ => Ok(()),
    }
}

fn print(path: &Path, count: usize) -> Result<String, String> {
    let why = match lp(path) {
        Ok(()) => return Ok(format!("已送往打印机，共 {count} 页")),
        Err(why) => why,
    };
    view(path).map(|()| format!("{why}，已用系统的阅读器打开；请在阅读器中按 Ctrl+P 打印")).map_err(|error| format!("{why}；{error}"))
}

/// Prints through `lp`, the standard command of Linux and macOS. Why not, in words, where that does not work.
fn lp(path: &Path) -> Result<(), String> {
    if cfg!(windows) {
        return Err("打印由阅读器完成".to_owned());
    }
    let output = Command::new("lp").arg("-t").arg(HANDED_NAME).arg("--").arg(path).stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(format!("打印机没有接受（{}）", said.lines().next().unwrap_or("lp 没有说明原因").trim()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err("系统没有打印命令 lp".to_owned()),
        Err(error) => Err(format!("打印命令 lp 没有运行（{error}）")),
    }
}
