//! The comparison as a file for other programs, from the window.
//!
//! In: the user's wish and where to. Out: a job for the worker, which writes the same bytes as the command line does, and a message. Nothing is
//! made or written here.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use super::app::JieduApp;
use super::apply::NOTICE_SECONDS;
use super::dialogs::{Picked, documents_folder};
use super::language::{t, told};
use super::state::View;
use crate::report::export::ExportFormat;
use crate::report::sheets::SheetKind;
use crate::worker::Job;

/// Name that a file is offered under, without its ending.
const NAME: &str = "街读比较";
/// The ending where the user wrote none.
const ENDING: &str = "xlsx";
/// So many names are tried where no dialog comes up.
const TRIES: usize = 1000;

impl JieduApp {
    /// Asks where to, unless a dialog is open.
    pub(super) fn ask_export(&mut self, ctx: &egui::Context) {
        if self.picking.is_none() && self.exporting.is_none() {
            let ctx = ctx.clone();
            self.exporting = Some(self.dialogs.save(&format!("{NAME}.{ENDING}"), Box::new(move || ctx.request_repaint())));
        }
    }

    /// Takes the answer of the dialog.
    pub(super) fn mind_export(&mut self) {
        let Some(answer) = self.exporting.as_ref().map(mpsc::Receiver::try_recv) else { return };
        match answer {
            Err(mpsc::TryRecvError::Empty) => return,
            Ok(Picked::Paths(paths)) => {
                if let Some(path) = paths.into_iter().next() {
                    self.export_to(path);
                }
            }
            Ok(Picked::Cancelled) => {}
            // Without a dialog the file goes to the user's documents, under a name that is free; the message says where.
            Ok(Picked::Unavailable) | Err(mpsc::TryRecvError::Disconnected) => {
                self.export_to(free_name(&documents_folder()));
            }
        }
        self.exporting = None;
    }

    /// Exports, but never over a document that is open.
    fn export_to(&mut self, path: PathBuf) {
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
        let (path, format) = match ending.as_deref().and_then(ExportFormat::of_ending) {
            Some(format) => (path, format),
            None => (with_ending(path), ExportFormat::Xlsx),
        };
        let format = if matches!(format, ExportFormat::Csv(_)) { ExportFormat::Csv(table_of(self.state.view)) } else { format };
        if self.state.has_open(&path) {
            self.state.say(t("这个位置是正在比较的文档，没有写入；请换一个文件名"));
            return;
        }
        let date = chrono::Local::now().format("%Y-%m-%d").to_string();
        self.worker.send(Job::Export { comparison: Arc::clone(&self.state.comparison), file: path, format, date });
    }

    /// Tells what became of an export.
    pub(super) fn exported(&mut self, result: Result<String, String>, ctx: &egui::Context) {
        let done = result.is_ok();
        self.state.say(told(result.unwrap_or_else(|error| error)));
        self.state.notice_until = done.then(|| ctx.input(|i| i.time) + NOTICE_SECONDS);
    }
}

/// The table that a view shows: what a CSV file that is saved from it holds.
const fn table_of(view: View) -> SheetKind {
    match view {
        View::Read | View::Concordance => SheetKind::Mentions,
        View::Matrix | View::Years => SheetKind::Matrix,
        View::Gaps => SheetKind::Gaps,
        View::Promises => SheetKind::FollowUps,
        View::Figures => SheetKind::Measures,
    }
}

fn with_ending(path: PathBuf) -> PathBuf {
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ENDING);
    name.into()
}

fn free_name(folder: &Path) -> PathBuf {
    let name = |k: usize| folder.join(if k == 1 { format!("{NAME}.{ENDING}") } else { format!("{NAME} {k}.{ENDING}") });
    (1..TRIES).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(TRIES))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{free_name, with_ending};

    #[test]
    fn a_name_that_is_taken_is_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(free_name(folder.path()), folder.path().join("街读比较.xlsx"));
        std::fs::write(folder.path().join("街读比较.xlsx"), "").expect("written");
        assert_eq!(free_name(folder.path()), folder.path().join("街读比较 2.xlsx"));
        assert_eq!(with_ending(PathBuf::from("a/2021.要点")), Path::new("a/2021.要点.xlsx"));
    }
}
