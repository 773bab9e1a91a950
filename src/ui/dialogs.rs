//! The system's file dialogs behind a trait, so that tests can answer for the user.
//!
//! In: a wish to pick. Out: [`Picked`] through a channel: the dialog is shown while the window goes on. On Linux rfd speaks to the desktop's
//! portal; without one it answers as if cancelled, at once, and the window then offers a field for a path.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::language::t;
use crate::workspace::{ENDINGS, WORKSPACE_ENDING};

/// What came of a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// The user chose these.
    Paths(Vec<PathBuf>),
    /// The user closed the dialog.
    Cancelled,
    /// No dialog came up.
    Unavailable,
}

/// Shows file dialogs.
pub trait FileDialogs {
    /// Asks for documents, or for a folder of them. The answer comes through the receiver; `wake` is called when it is there.
    fn pick(&self, folder: bool, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked>;

    /// Asks where to save a file, offering a name whose ending says of what kind. The answer (one path) comes as that of [`Self::pick`].
    fn save(&self, name: &str, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked>;

    /// Asks for a workspace file. The answer comes as that of [`Self::pick`].
    fn pick_workspace(&self, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        self.pick(false, wake)
    }

    /// Asks where to save a workspace, offering a name. The answer (one path) comes as that of [`Self::pick`].
    fn save_workspace(&self, name: &str, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        self.save(name, wake)
    }
}

/// Nobody cancels a dialog faster than this; an answer that comes sooner means that there was none.
const TOO_SOON: Duration = Duration::from_millis(400);

/// The dialogs of the system.
#[derive(Debug, Default)]
pub struct NativeDialogs;

impl FileDialogs for NativeDialogs {
    fn pick(&self, folder: bool, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        // The dialog is made on the window's thread (macOS wants it so) and waited for on another.
        let dialog = rfd::AsyncFileDialog::new().add_filter(t("文档与工作区"), &endings()).add_filter(t("所有文件"), &["*"]);
        let dialog = dialog.set_title(if folder { t("打开文件夹") } else { t("打开文档") });
        if folder { wait_for(Box::pin(dialog.pick_folders()), wake) } else { wait_for(Box::pin(dialog.pick_files()), wake) }
    }

    fn save(&self, name: &str, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        let dialog = match name.rsplit('.').next() {
            Some("png") => rfd::AsyncFileDialog::new().add_filter(t("PNG 图片"), &["png"]).set_title(t("保存图片")),
            Some("svg") => rfd::AsyncFileDialog::new().add_filter(t("SVG 图片"), &["svg"]).set_title(t("保存图片")),
            Some("xlsx") => rfd::AsyncFileDialog::new()
                .add_filter(t("Excel 工作簿（全部表格）"), &["xlsx"])
                .add_filter(t("CSV（当前视图的表格）"), &["csv"])
                .add_filter("JSON", &["json"])
                .set_title(t("导出表格")),
            Some("toml") => rfd::AsyncFileDialog::new().add_filter("TOML", &["toml"]).add_filter("CSV", &["csv"]).set_title(t("保存词表")),
            _ => rfd::AsyncFileDialog::new().add_filter("PDF", &["pdf"]).set_title(t("保存 PDF")),
        };
        let dialog = dialog.set_file_name(name);
        let file = dialog.save_file();
        wait_for(Box::pin(async move { file.await.map(|file| vec![file]) }), wake)
    }

    fn pick_workspace(&self, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        let dialog = rfd::AsyncFileDialog::new().add_filter("街读工作区", &[WORKSPACE_ENDING]).set_title("打开工作区");
        let file = dialog.pick_file();
        wait_for(Box::pin(async move { file.await.map(|file| vec![file]) }), wake)
    }

    fn save_workspace(&self, name: &str, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        let dialog = rfd::AsyncFileDialog::new().add_filter("街读工作区", &[WORKSPACE_ENDING]).set_title("保存工作区").set_file_name(name);
        let file = dialog.save_file();
        wait_for(Box::pin(async move { file.await.map(|file| vec![file]) }), wake)
    }
}

/// Where a file is offered to be saved: the user's documents, else the user's own folder.
pub(super) fn documents_folder() -> PathBuf {
    directories::UserDirs::new().map(|dirs| dirs.document_dir().unwrap_or(dirs.home_dir()).to_owned()).unwrap_or_default()
}

/// Endings of documents and of workspaces.
fn endings() -> Vec<&'static str> {
    ENDINGS.iter().copied().chain([WORKSPACE_ENDING]).collect()
}

type Handles = Option<Vec<rfd::FileHandle>>;

/// The user's answer, waited for on a thread of its own.
fn wait_for(picked: Pin<Box<dyn Future<Output = Handles> + Send>>, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
    let (sender, receiver) = mpsc::channel();
    let started = Instant::now();
    let answer = move |paths: Option<Vec<PathBuf>>| match paths {
        Some(paths) => Picked::Paths(paths),
        None if started.elapsed() < TOO_SOON => Picked::Unavailable,
        None => Picked::Cancelled,
    };
    let wait = move || {
        let paths = pollster::block_on(picked).map(|all| all.iter().map(|f| f.path().to_owned()).collect());
        // A window that is gone wants no answer.
        let _ = sender.send(answer(paths));
        wake();
    };
    // Without a thread the sender is dropped, and the window takes the closed channel for a dialog that did not come up.
    drop(std::thread::Builder::new().name("jiedu-dialog".to_owned()).spawn(wait));
    receiver
}
