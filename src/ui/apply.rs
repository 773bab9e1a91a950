//! The one place that changes the state: carries out commands and takes in what the worker has done.

use std::sync::Arc;

use super::app::JieduApp;
use super::command::Command;
use super::language::{t, tf};
use super::matrix::MatrixColumn;
use super::matrix_apply;
use super::mentions::show_mention;
use super::opening::file_name;
use super::state::{AppState, DEFAULT_TEXT_SIZE, DocumentKey, OpenState, TEXT_SIZES, View};
use crate::structure::Document;
use crate::text::Span;
use crate::worker::{Event, Job};

/// A message that all went well goes by itself after so many seconds.
pub(super) const NOTICE_SECONDS: f64 = 6.0;

impl JieduApp {
    /// Carries out one command.
    pub(super) fn apply(&mut self, command: Command, ctx: &egui::Context) {
        let state = &mut self.state;
        match command {
            Command::PickFiles { folder } => self.pick(folder, ctx),
            Command::TogglePathField if state.path_field.is_some() => state.path_field = None,
            Command::TogglePathField => ask_for_path(state),
            Command::Open(paths) => self.open_paths(paths),
            Command::OpenDropped => self.open_dropped(ctx),
            Command::OpenSamples => self.open_samples(),
            Command::Close(key) => self.close_by_hand(|d| d.key == key),
            Command::CloseAll => self.close_by_hand(|_| true),
            Command::ToggleHidden(key) => self.toggle_hidden(key),
            Command::Move { key, to } => self.move_document(key, to),
            Command::BringIn(key) => {
                bring_in(state, key);
                state.matrix.reveal = Some(MatrixColumn::Document(key));
                self.tie_in(ctx);
            }
            Command::StopReading => self.stop_reading(),
            Command::Retry(key) => self.retry(key),
            Command::Select(id) => {
                state.selected = id;
                self.go_to_mentions(None);
            }
            Command::SelectAt { id, key, at } => {
                state.selected = Some(id);
                self.go_to_mentions(Some((key, at)));
            }
            Command::StepMention { key, back } => self.step_mention(key, back),
            Command::StepInitiative { back } => self.step_initiative(back),
            Command::Reveal { key, span } => {
                bring_in(state, key);
                state.view = View::Read;
                self.reveal(key, span, ctx);
            }
            Command::StepAcross { back } => self.step_across(back, ctx),
            Command::StepShared { back } => self.step_shared(back, ctx),
            Command::Tie(mode) => self.tie(mode),
            Command::NextTie => self.tie(self.state.tie.next()),
            Command::ShowMention(key) => show_mention(state, key),
            Command::ToggleHeld(key) => {
                if !state.following.held.remove(&key) {
                    state.following.held.insert(key);
                }
            }
            Command::Activate(key) => state.following.hand = Some(key),
            Command::Filter(filter) => state.filter = filter,
            Command::Show(view) => matrix_apply::show(state, view, ctx),
            Command::OpenPassages { id, key } => self.open_passages(id, key),
            Command::MatrixSharing(sharing) => state.matrix.sharing = sharing,
            Command::MatrixCategory(category) => state.matrix.category = category,
            Command::MatrixColumns(columns) => state.matrix.columns = columns,
            Command::MatrixCells(cells) => state.matrix.cells = cells,
            Command::ClearMatrixFilter => state.matrix.clear_filter(),
            Command::SortMatrix(column) => state.matrix.sort_by(column),
            Command::CopyMatrix => matrix_apply::copy(state, ctx),
            Command::Gaps(command) => self.gaps(command, ctx),
            Command::Years(command) => self.years(command, ctx),
            Command::Promises(command) => self.promises(command, ctx),
            Command::Figures(command) => self.figures(command, ctx),
            Command::Export => self.ask_export(ctx),
            Command::Charts(command) => self.charts(command, ctx),
            Command::Concordance(command) => self.concordance(command, ctx),
            Command::Reading(command) => self.reading(command, ctx),
            Command::Deciding(command) => self.deciding(command, ctx),
            Command::Work(command) => self.work(command),
            Command::Workspace(command) => self.workspace(command, ctx),
            Command::OpenFind => {
                state.find.open = true;
                state.find.focus = true;
            }
            Command::CloseFind => close_find(state),
            Command::StepFind { back } => {
                state.view = View::Read;
                step_find(state, back);
            }
            Command::Copy { key, span } => copy(state, key, span, ctx),
            Command::Zoom(by) => {
                zoom(state, by);
                self.session_dirty = true;
            }
            Command::Theme(theme) => {
                state.theme = theme;
                self.session_dirty = true;
                set_theme(ctx, theme);
            }
            Command::ToggleEvidence => state.evidence = Some(!super::views::evidence_shown(state, ctx)),
            Command::ShowInfo(key) => state.info = key,
            Command::ToggleRepair { key, group } => self.toggle_repair(key, group),
            #[cfg(feature = "paper")]
            Command::Print(command) => self.print(command, ctx),
            Command::ToggleHelp => state.help = !state.help,
            Command::ToggleAbout => state.about = !state.about,
            Command::ToggleSettings => self.toggle_settings(ctx),
            Command::Set(setting) => self.set(setting, ctx),
            Command::Language(language) => self.set_language(language, ctx),
            Command::OpenChooser => state.open_chooser(),
            Command::CloseChooser => state.chooser.open = false,
            Command::Choose(target) => self.choose(target, ctx),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::DismissNotice => state.notice = None,
            Command::Escape => escape(state),
        }
    }

    /// Takes in what the worker has done.
    #[cfg_attr(not(feature = "paper"), expect(unused_variables, reason = "only pages are drawn on the graphics card"))]
    pub(super) fn take(&mut self, event: Event, ctx: &egui::Context) {
        match event {
            #[cfg(feature = "paper")]
            Event::Paper(event) => self.take_paper(event, ctx),
            Event::SessionNotKept(error) => self.session_not_kept(&error),
            Event::Kept(event) => self.take_kept(event),
            Event::Expanded { ticket, files } => self.expand(ticket, files),
            Event::Opened { ticket, name, path, result } => self.opened(ticket, &name, path.as_deref(), result),
            Event::Compared { revision, comparison, correspondence, spellings, names, preliminary } => {
                let state = &mut self.state;
                if revision == state.revision {
                    state.listing.know(&comparison, spellings);
                    state.know_names(&comparison, names);
                    let old = std::mem::replace(&mut state.comparison, comparison);
                    let along = std::mem::replace(&mut state.correspondence, correspondence);
                    self.worker.send(Job::Drop(Box::new((old, along))));
                    state.compared = self.asked.clone();
                    state.compared_revision = if preliminary { revision.saturating_sub(1) } else { revision };
                    if state.selected.is_some() && state.selected_initiative().is_none() {
                        state.selected = None;
                    }
                    // The hits were those of other documents, or in another order.
                    self.state.find.hits.clear();
                    self.state.find.current = None;
                    self.find_again();
                }
            }
            Event::Lexicon(report) => self.take_lexicon(report),
            Event::CompareFailed { revision } => {
                if revision == self.state.revision {
                    self.state.compared_revision = revision;
                    self.state.notice = Some(t("比较时程序出错，画面仍是上一次的结果；请关闭最近打开的文档后再试").to_owned());
                }
            }
            Event::Exported(result) => self.exported(result, ctx),
            Event::PictureSaved(result) => self.picture_saved(result, ctx),
            Event::Concorded { revision, result } => self.take_concordance(revision, result),
            Event::Found { revision, hits } => {
                let find = &mut self.state.find;
                if revision == self.state.find_revision {
                    find.answered_revision = revision;
                    find.current = hits.iter().position(|h| !h.is_empty()).map(|d| (d, 0));
                    find.hits = hits;
                    find.answered.clone_from(&find.query);
                    show_hit(&mut self.state);
                }
            }
        }
    }

    /// What is compared has changed: asks for a new comparison.
    pub(super) fn changed(&mut self) {
        let mut documents = Vec::new();
        self.asked.clear();
        for open in self.state.documents.iter().filter(|d| !d.hidden) {
            if let OpenState::Ready(document) = &open.state {
                documents.push(Arc::clone(document));
                self.asked.push(open.key);
            }
        }
        self.state.revision += 1;
        let decisions = self.state.work.now().decisions.clone();
        self.worker.send(Job::Compare { revision: self.state.revision, documents, decisions });
        self.session_dirty = true;
    }

    /// Asks for the hits of what stands in the find bar.
    pub(super) fn find_again(&mut self) {
        if !self.state.find.open {
            return;
        }
        self.state.find_revision += 1;
        let documents = self.state.comparison.documents.clone();
        self.worker.send(Job::Find { revision: self.state.find_revision, query: self.state.find.query.clone(), documents });
    }

    fn step_initiative(&mut self, back: bool) {
        let ids: Vec<_> = self.state.listed().into_iter().map(|i| i.id.clone()).collect();
        let at = self.state.selected.as_ref().and_then(|id| ids.iter().position(|i| i == id));
        let next = match at {
            Some(at) => step(at, ids.len(), back),
            None => (!ids.is_empty()).then(|| if back { ids.len() - 1 } else { 0 }),
        };
        if let Some(next) = next {
            self.state.selected = Some(ids[next].clone());
            self.state.find.current = None;
            self.go_to_mentions(None);
        }
    }
}

/// The next index in a circle of `count`.
pub(super) const fn step(at: usize, count: usize, back: bool) -> Option<usize> {
    if count == 0 {
        None
    } else if back {
        Some((at + count - 1) % count)
    } else {
        Some((at + 1) % count)
    }
}

pub(super) fn bring_in(state: &mut AppState, key: DocumentKey) {
    // Beside a pane that has all the room no other one comes in.
    state.reading.maximised = state.reading.maximised.filter(|of| *of == key);
    state.brought_in.retain(|k| *k != key);
    state.brought_in.push(key);
}

/// Shows the field for a path, ready to be typed into.
pub(super) fn ask_for_path(state: &mut AppState) {
    state.path_field = Some(String::new());
    state.path_focus = true;
}

fn close_find(state: &mut AppState) {
    state.find.open = false;
    state.find.answered.clear();
    state.find.hits.clear();
    state.find.current = None;
}

fn step_find(state: &mut AppState, back: bool) {
    let all: Vec<(usize, usize)> = state.find.hits.iter().enumerate().flat_map(|(d, hits)| (0..hits.len()).map(move |h| (d, h))).collect();
    let at = state.find.current.and_then(|c| all.iter().position(|a| *a == c));
    state.find.current = match at {
        Some(at) => step(at, all.len(), back).map(|k| all[k]),
        None => all.first().copied(),
    };
    show_hit(state);
}

fn show_hit(state: &mut AppState) {
    let Some((document, hit)) = state.find.current else { return };
    let (Some(key), Some(span)) = (state.compared.get(document).copied(), state.find.hits.get(document).and_then(|h| h.get(hit)).copied())
    else {
        return;
    };
    state.panes.entry(key).or_default().reader.reveal(span);
    bring_in(state, key);
}

fn zoom(state: &mut AppState, by: f32) {
    state.text_size = if by == 0.0 { DEFAULT_TEXT_SIZE } else { (state.text_size + by).clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end()) };
}

pub fn set_theme(ctx: &egui::Context, theme: super::state::ThemeChoice) {
    use super::state::ThemeChoice;
    ctx.set_theme(match theme {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    });
}

fn escape(state: &mut AppState) {
    if state.chooser.open {
        state.chooser.open = false;
    } else if state.about {
        state.about = false;
    } else if state.deciding.dialog.take().is_some() || state.reading.menu.take().is_some() || state.deciding.draft.take().is_some() {
        // What was asked for is left as it was.
    } else if state.help {
        state.help = false;
    } else if state.settings.open {
        state.settings.open = false;
    } else if close_printing(state) {
        // Its path field first, then the view.
    } else if state.info.is_some() {
        state.info = None;
    } else if state.path_field.is_some() {
        state.path_field = None;
    } else if state.find.open {
        close_find(state);
    } else if state.notice.is_some() {
        state.notice = None;
    } else if state.promises.asking.take().is_some() {
        // The user looks for no passage any more.
    } else {
        state.selected = None;
    }
}

/// Puts the text and where it is from on the clipboard.
fn copy(state: &mut AppState, key: DocumentKey, span: Span, ctx: &egui::Context) {
    // The document that the pane shows, which may be older than the open one.
    let Some(document) = state.compared_index(key).and_then(|k| state.comparison.documents.get(k)) else { return };
    let text = with_source(document, span);
    let chars = span.of(&document.text).chars().count();
    ctx.copy_text(text);
    state.say(tf("已复制 {} 字，附出处", &[&chars]));
    state.notice_until = Some(ctx.input(|i| i.time) + NOTICE_SECONDS);
}

/// A quote and its source: title, section path, file.
pub fn with_source(document: &Document, span: Span) -> String {
    let path: Vec<String> = document
        .section_at(span.start)
        .map(|s| document.section_path(s).into_iter().map(|k| section_label(document, k)).collect())
        .unwrap_or_default();
    let title = document.meta.title.clone().unwrap_or_else(|| document.label());
    let place = if path.is_empty() { String::new() } else { format!("，{}", path.join(" › ")) };
    format!("{}\n——《{title}》{place}（{}）", span.of(&document.text), file_name(&document.source.name))
}

/// Number and title of an outline entry.
pub fn section_label(document: &Document, section: usize) -> String {
    document.sections.get(section).map(|s| format!("{}{}", s.number, s.title)).unwrap_or_default()
}

/// Closes the print view's field for a path, else the view. Whether there was anything to close.
#[cfg(feature = "paper")]
fn close_printing(state: &mut AppState) -> bool {
    match &mut state.printing {
        Some(printing) if printing.path_field.is_some() => printing.path_field = None,
        Some(_) => state.printing = None,
        None => return false,
    }
    true
}

#[cfg(not(feature = "paper"))]
const fn close_printing(_state: &AppState) -> bool {
    false
}
