//! The pictures of the matrix: which one shows, and saving it.
//!
//! In: the matrix's rows and the user's choice. Out: the [`Chart`] to plot, kept until the rows are others; a job that writes its file. The
//! file is written from the same value that the window plots.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use super::app::JieduApp;
use super::apply::NOTICE_SECONDS;
use super::dialogs::{Picked, documents_folder};
use super::language::{t, tf, told};
use super::matrix::MatrixSharing;
use super::state::AppState;
use crate::compare::Matrix;
use crate::report::charts::{Chart, ChartKind, ChartName};
use crate::worker::Job;

/// What the pictures keep.
#[derive(Debug, Default)]
pub struct ChartsState {
    /// Which one shows.
    pub kind: ChartKind,
    /// The field for a path, where there is no dialog.
    pub path_field: Option<String>,
    /// Whether that field asks for the keyboard in the next frame.
    pub(super) path_focus: bool,
    /// The format that was asked for last.
    pub(super) format: PictureFormat,
    made: Option<Made>,
}

/// A chart, and what it was made from.
#[derive(Debug)]
struct Made {
    rows: Arc<Matrix>,
    kind: ChartKind,
    names: Vec<ChartName>,
    chart: Arc<Chart>,
}

/// Formats of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PictureFormat {
    /// Pixels.
    #[cfg_attr(feature = "paper", default)]
    Png,
    /// Lines and letters.
    #[cfg_attr(not(feature = "paper"), default)]
    Svg,
}

impl PictureFormat {
    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

/// What the user can do with pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChartsCommand {
    /// Show a picture in the place of the table, or the table.
    Picture(bool),
    /// Show this picture.
    Kind(ChartKind),
    /// Save it: ask where.
    Save(PictureFormat),
    /// Save it here.
    SaveTo(PathBuf),
    /// Put the field for a path away.
    CloseField,
}

impl AppState {
    /// The picture of the matrix's rows, made anew only where something is another.
    pub(super) fn chart(&mut self, rows: &Arc<Matrix>) -> Arc<Chart> {
        let name = |k: &usize| {
            let (key, document) = (self.compared.get(*k)?, self.comparison.documents.get(*k)?);
            Some(ChartName { letter: self.letter_of(*key), label: document.label() })
        };
        let names: Vec<ChartName> = rows.documents.iter().filter_map(name).collect();
        let kind = self.matrix.charts.kind;
        if let Some(made) = &self.matrix.charts.made
            && Arc::ptr_eq(&made.rows, rows)
            && made.kind == kind
            && made.names == names
        {
            return Arc::clone(&made.chart);
        }
        let chart = Arc::new(Chart::new(kind, &self.comparison, rows, &names));
        self.matrix.charts.made = Some(Made { rows: Arc::clone(rows), kind, names, chart: Arc::clone(&chart) });
        chart
    }

    /// Which initiatives a picture is of, in words.
    pub(super) fn chart_note(&self, rows: &Matrix) -> String {
        let matrix = &self.matrix;
        let which = match matrix.sharing {
            MatrixSharing::Shared => t("共有事项").to_owned(),
            MatrixSharing::Unique => t("独有事项").to_owned(),
            MatrixSharing::All => t("全部事项").to_owned(),
            MatrixSharing::LackingIn(key) => tf("{} 缺失的事项", &[&self.letter_of(key)]),
        };
        let mut note = tf("{} {} 项", &[&which, &rows.initiatives]);
        if let Some(category) = matrix.category {
            note.push_str(&tf("，类别：{}", &[&t(category.name())]));
        }
        if let Some(columns) = super::views::columns_in_words(&matrix.columns.of_these(&rows.facets)) {
            note.push_str(&tf("，文档：{}", &[&columns]));
        }
        let text = matrix.text.trim();
        if !text.is_empty() {
            note.push_str(&tf("，含“{}”", &[&text]));
        }
        note
    }
}

impl JieduApp {
    /// Carries out one command of the pictures.
    pub(super) fn charts(&mut self, command: ChartsCommand, ctx: &egui::Context) {
        let charts = &mut self.state.matrix.charts;
        match command {
            ChartsCommand::Picture(picture) => {
                self.state.matrix.picture = picture;
                self.state.matrix.focus = !picture;
            }
            ChartsCommand::Kind(kind) => charts.kind = kind,
            ChartsCommand::Save(format) if self.picking.is_none() && self.saving_picture.is_none() => {
                charts.format = format;
                let (ctx, name) = (ctx.clone(), file_name(charts));
                self.saving_picture = Some(self.dialogs.save(&name, Box::new(move || ctx.request_repaint())));
            }
            ChartsCommand::Save(_) => {}
            ChartsCommand::SaveTo(path) => self.save_picture(path),
            ChartsCommand::CloseField => charts.path_field = None,
        }
    }

    /// Takes the answer of the dialog.
    pub(super) fn mind_charts(&mut self) {
        let Some(answer) = self.saving_picture.as_ref().map(mpsc::Receiver::try_recv) else { return };
        match answer {
            Err(mpsc::TryRecvError::Empty) => return,
            Ok(Picked::Paths(paths)) => {
                if let Some(path) = paths.into_iter().next() {
                    self.save_picture(path);
                }
            }
            Ok(Picked::Cancelled) => {}
            Ok(Picked::Unavailable) | Err(mpsc::TryRecvError::Disconnected) => {
                let charts = &mut self.state.matrix.charts;
                charts.path_field = Some(documents_folder().join(file_name(charts)).to_string_lossy().into_owned());
                charts.path_focus = true;
                self.state.say(t("系统的文件对话框没有打开（缺少桌面门户 xdg-desktop-portal）；请在图的上方输入保存路径"));
            }
        }
        self.saving_picture = None;
    }

    /// Saves the picture, but never over a document that is open.
    fn save_picture(&mut self, path: PathBuf) {
        let state = &mut self.state;
        let path = with_ending(path, state.matrix.charts.format);
        if state.has_open(&path) {
            state.say(t("这个位置是正在比较的文档，没有写入；请换一个文件名"));
            return;
        }
        let (rows, _) = state.matrix.rows(&state.comparison, &state.compared);
        let svg = state.chart(&rows).to_svg(&state.chart_note(&rows));
        self.worker.send(Job::SavePicture { file: path, svg });
    }

    /// Tells what became of a picture.
    pub(super) fn picture_saved(&mut self, result: Result<String, String>, ctx: &egui::Context) {
        let state = &mut self.state;
        let saved = result.is_ok();
        if saved {
            state.matrix.charts.path_field = None;
        }
        state.say(told(result.unwrap_or_else(|error| error)));
        state.notice_until = saved.then(|| ctx.input(|i| i.time) + NOTICE_SECONDS);
    }
}

fn file_name(charts: &ChartsState) -> String {
    format!("{}.{}", charts.kind.name(), charts.format.ending())
}

/// A path that ends as a picture does: what the user wrote, else with the ending of the format that was asked for.
fn with_ending(path: PathBuf, format: PictureFormat) -> PathBuf {
    let known =
        path.extension().is_some_and(|e| [PictureFormat::Png, PictureFormat::Svg].iter().any(|f| e.eq_ignore_ascii_case(f.ending())));
    if known {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(format.ending());
    name.into()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{PictureFormat, with_ending};

    #[test]
    fn a_picture_gets_an_ending_where_it_has_none_of_its_own() {
        let ended = |path: &str| with_ending(PathBuf::from(path), PictureFormat::Png).to_string_lossy().into_owned();
        assert_eq!([ended("a/图"), ended("a/图.SVG"), ended("a/2021.要点")], ["a/图.png", "a/图.SVG", "a/2021.要点.png"]);
    }
}
