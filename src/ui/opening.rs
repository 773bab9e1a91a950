//! Documents come and go: opened by dialog, path or drop, replaced, closed, moved, read again.
//!
//! In: wishes and what the worker has read. Out: the list of documents, and jobs for the worker. Nothing is read here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::app::JieduApp;
use super::apply::bring_in;
use super::language::{t, tf};
use super::state::{DocumentKey, OpenDocument, OpenState};
use super::work::Change;
use crate::structure::Document;
use crate::worker::{Job, Source};
use crate::workspace::SAMPLES;

impl JieduApp {
    pub(super) fn pick(&mut self, folder: bool, ctx: &egui::Context) {
        if self.picking.is_some() {
            // A dialog is open; a second one would only hide the first one's answer.
            return;
        }
        let ctx = ctx.clone();
        self.picking = Some(self.dialogs.pick(folder, Box::new(move || ctx.request_repaint())));
    }

    /// Opens paths; the first files of the user's own replace the samples.
    pub(super) fn open_paths(&mut self, paths: Vec<PathBuf>) {
        self.state.path_field = None;
        for path in self.open_workspaces(paths) {
            let name = file_name(&path.to_string_lossy());
            let key = self.add(name, Some(path.clone()), false);
            self.worker.send(Job::Open { ticket: key, source: Source::Path(path) });
        }
    }

    pub(super) fn open_dropped(&mut self, ctx: &egui::Context) {
        let files = ctx.input(|i| i.raw.dropped_files.clone());
        for file in files {
            let path = file.path().to_owned();
            if path.exists() {
                self.open_paths(vec![path]);
                continue;
            }
            let name = file_name(&path.to_string_lossy());
            let name = if name.is_empty() { t("拖入的文件").to_owned() } else { name };
            let key = self.add(name.clone(), None, false);
            let load = Box::new(move || file.bytes().map_err(|e| tf("无法读取拖入的文件（{}）；请用“打开”按钮选择它", &[&e])));
            self.worker.send(Job::Open { ticket: key, source: Source::Bytes { name, load } });
        }
    }

    /// Opens the samples that are not open.
    pub(super) fn open_samples(&mut self) {
        for (name, bytes) in SAMPLES {
            if self.state.documents.iter().any(|d| d.sample && d.name == *name) {
                continue;
            }
            let key = self.add((*name).to_owned(), None, true);
            let load = Box::new(move || Ok(bytes.to_vec()));
            self.worker.send(Job::Open { ticket: key, source: Source::Bytes { name: (*name).to_owned(), load } });
        }
    }

    pub(super) fn add(&mut self, name: String, path: Option<PathBuf>, sample: bool) -> DocumentKey {
        let key = self.next_key();
        self.begin_reading(1);
        let document = OpenDocument { key, name, path, state: OpenState::Loading, hidden: false, sample, undone: Default::default() };
        self.state.documents.push(document);
        key
    }

    /// More files are to be read; where none was being read, a new batch begins.
    pub(super) fn begin_reading(&mut self, files: usize) {
        if self.state.loading() == 0 {
            self.state.batch = 0;
        }
        self.state.batch += files;
    }

    /// Stops reading; what was not read is taken off the list.
    pub(super) fn stop_reading(&mut self) {
        let stopped = self.state.loading();
        self.worker.stop_reading();
        self.close(|d| matches!(d.state, OpenState::Loading));
        self.state.say(tf("已停止读取，{} 份没有打开", &[&stopped]));
    }

    pub(super) fn next_key(&mut self) -> DocumentKey {
        self.last_key += 1;
        self.last_key
    }

    /// A folder became files: a row for each in the folder's place.
    pub(super) fn expand(&mut self, ticket: DocumentKey, files: Vec<PathBuf>) {
        let Some(at) = self.state.documents.iter().position(|d| d.key == ticket) else { return };
        let single = files.len() == 1 && self.state.documents[at].path.as_ref() == files.first();
        if single {
            return;
        }
        self.state.documents.remove(at);
        // The folder itself was counted.
        self.begin_reading(files.len());
        self.state.batch = self.state.batch.saturating_sub(1);
        for (n, file) in files.into_iter().enumerate() {
            let key = self.next_key();
            let document = OpenDocument {
                key,
                name: file_name(&file.to_string_lossy()),
                path: Some(file),
                state: OpenState::Loading,
                hidden: false,
                sample: false,
                undone: Default::default(),
            };
            self.state.documents.insert(at + n, document);
        }
    }

    pub(super) fn opened(&mut self, ticket: DocumentKey, name: &str, path: Option<&Path>, result: Result<Vec<Arc<Document>>, String>) {
        let loading = |d: &OpenDocument| path.is_some() && d.path.as_deref() == path && matches!(d.state, OpenState::Loading);
        let documents = &self.state.documents;
        let Some(at) = documents.iter().position(|d| d.key == ticket).or_else(|| documents.iter().position(loading)) else { return };
        match result {
            Err(reason) => self.state.documents[at].state = OpenState::Failed(reason),
            Ok(read) => {
                let key = self.state.documents[at].key;
                self.ready(at, name, read);
                self.as_it_was(key);
                if let Some(path) = path.filter(|_| !self.keeping.knows(key)) {
                    self.remember(path.to_owned());
                }
            }
        }
        self.changed();
    }

    /// Puts the documents of a file into the list; a file that is open already is not opened twice.
    fn ready(&mut self, at: usize, name: &str, read: Vec<Arc<Document>>) {
        let Some(first) = read.first() else { return };
        let sha = first.source.sha256.clone();
        let again = matches!(self.state.documents[at].state, OpenState::Ready(_));
        let twin = self
            .state
            .documents
            .iter()
            .enumerate()
            .find(|(k, d)| *k != at && !again && is_same_file(d, &sha))
            .map(|(_, d)| (d.key, d.sample));
        if let Some((key, sample)) = twin
            && (!sample || self.state.documents[at].sample)
        {
            self.state.documents.remove(at);
            self.state.say(tf("“{}”已经打开，没有重复打开", &[&file_name(name)]));
            bring_in(&mut self.state, key);
            return;
        }
        if again {
            self.read_again(at, read);
            return;
        }
        let own = |d: &OpenDocument| !d.sample && matches!(d.state, OpenState::Ready(_));
        let restored = self.keeping.knows(self.state.documents[at].key);
        let first_own = !restored && !self.state.documents[at].sample && !self.state.documents.iter().any(own);
        let template = self.state.documents[at].clone();
        for (n, document) in read.into_iter().enumerate() {
            if n == 0 {
                self.state.documents[at].state = OpenState::Ready(document);
            } else {
                let key = self.next_key();
                self.state.documents.insert(at + n, OpenDocument { key, state: OpenState::Ready(document), ..template.clone() });
            }
        }
        if first_own {
            self.drop_documents(|d| d.sample);
        }
    }

    /// Read again with other repairs: the same part of the file, nothing else; but a file of two documents can have become one, or the
    /// other way round.
    fn read_again(&mut self, at: usize, read: Vec<Arc<Document>>) {
        let part = self.state.documents[at].part();
        let sha = read.first().map(|d| d.source.sha256.clone()).unwrap_or_default();
        if let Some(document) = read.iter().find(|d| d.part == part) {
            self.state.documents[at].state = OpenState::Ready(Arc::clone(document));
        } else if part.is_none() {
            let template = self.state.documents[at].clone();
            for (n, document) in read.into_iter().enumerate() {
                if n == 0 {
                    self.state.documents[at].state = OpenState::Ready(document);
                } else {
                    let key = self.next_key();
                    self.state.documents.insert(at + n, OpenDocument { key, state: OpenState::Ready(document), ..template.clone() });
                }
            }
        } else if let Some(whole) = read.into_iter().next() {
            let key = self.state.documents[at].key;
            self.state.documents[at].state = OpenState::Ready(whole);
            self.drop_documents(|d| d.key != key && is_same_file(d, &sha));
        }
    }

    pub(super) fn close(&mut self, which: impl Fn(&OpenDocument) -> bool) {
        self.drop_documents(which);
        self.changed();
    }

    /// Takes documents out, and all that hangs on them.
    pub(super) fn drop_documents(&mut self, which: impl Fn(&OpenDocument) -> bool) {
        let closed: Vec<DocumentKey> = self.state.documents.iter().filter(|d| which(d)).map(|d| d.key).collect();
        self.state.documents.retain(|d| !closed.contains(&d.key));
        self.state.panes.retain(|key, _| !closed.contains(key));
        self.state.brought_in.retain(|key| !closed.contains(key));
        self.state.following.held.retain(|key| !closed.contains(key));
        self.state.reading.forget(|key| closed.contains(&key));
        self.state.matrix.forget_closed(|key| !closed.contains(&key));
        if self.state.info.is_some_and(|key| closed.contains(&key)) {
            self.state.info = None;
        }
    }

    pub(super) fn change(&mut self, key: DocumentKey, how: impl FnOnce(&mut OpenDocument)) {
        if let Some(document) = self.state.documents.iter_mut().find(|d| d.key == key) {
            how(document);
            self.changed();
        }
    }

    pub(super) fn move_document(&mut self, key: DocumentKey, to: usize) {
        let Some(from) = self.state.documents.iter().position(|d| d.key == key) else { return };
        let order = self.state.documents.iter().map(|d| d.key).collect();
        let document = self.state.documents.remove(from);
        let to = if from < to { to - 1 } else { to }.min(self.state.documents.len());
        self.state.documents.insert(to, document);
        if from != to {
            self.done(t("调整文档顺序").to_owned(), Change::Order(order));
        }
        self.changed();
    }

    pub(super) fn retry(&mut self, key: DocumentKey) {
        let Some(document) = self.state.documents.iter_mut().find(|d| d.key == key) else { return };
        if let Some(path) = document.path.clone() {
            document.state = OpenState::Loading;
            self.state.batch = 1.max(self.state.batch);
            self.worker.send(Job::Open { ticket: key, source: Source::Path(path) });
        }
    }

    pub(super) fn toggle_repair(&mut self, key: DocumentKey, group: u32) {
        let Some(document) = self.state.documents.iter_mut().find(|d| d.key == key) else { return };
        let before = document.undone.clone();
        let made_again = document.undone.remove(&group);
        if !made_again {
            document.undone.insert(group);
        }
        self.done(t(if made_again { "重新应用修复" } else { "撤回修复" }).to_owned(), Change::Repairs(key, before));
        self.read_with_repairs(key);
    }

    /// Reads a document again with the repairs that it is to have.
    pub(super) fn read_with_repairs(&self, key: DocumentKey) {
        let Some(document) = self.state.document(key) else { return };
        if let OpenState::Ready(read) = &document.state {
            let source = Source::Again { imported: Arc::clone(&read.source), undone: document.undone.clone() };
            self.worker.send(Job::Open { ticket: key, source });
        }
    }
}

fn is_same_file(document: &OpenDocument, sha256: &str) -> bool {
    matches!(&document.state, OpenState::Ready(read) if read.source.sha256 == sha256)
}

/// The last part of a path.
pub fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}
