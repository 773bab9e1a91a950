//! What the keeping lane and the dialogs answered.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use super::{Content, Offer, Purpose, WorkspaceCommand};
use crate::ui::app::JieduApp;
use crate::ui::dialogs::Picked;
use crate::ui::language::{t, tf, told};
use crate::ui::state::OpenState;
use crate::worker::{FileChange, KeepEvent, LoadFailure, ReadOnly, Ticket};
use crate::workspace::{SaveError, WriteError};

impl JieduApp {
    /// Takes in what was done with workspaces.
    pub(in crate::ui) fn take_kept(&mut self, event: KeepEvent) {
        match event {
            KeepEvent::Loaded { ticket, path, result } if self.keeping.loading == Some(ticket) => {
                self.keeping.loading = None;
                match result {
                    Ok(opened) => {
                        self.keeping.fallback = None;
                        self.adopt(path, *opened);
                    }
                    Err(failure) => self.not_loaded(path, failure),
                }
            }
            // Another one was asked for meanwhile.
            KeepEvent::Loaded { .. } => {}
            KeepEvent::Saved { ticket, path, result, is_others, recovery } => self.saved(ticket, &path, result, is_others, recovery),
            KeepEvent::NotKept(error) => {
                self.say_also(tf("未保存的改动没能留在恢复区（{}）；请尽快保存", &[&told(error)]));
            }
            KeepEvent::Recoverable(list) => self.state.workspace.recoverable = list,
            KeepEvent::Changed(changes) => self.files_changed(&changes),
            KeepEvent::Unplaced(count) => {
                if count > 0 {
                    self.say_also(tf("{} 处批注或裁定的原文已不在其中，仍保留在工作区里", &[&count]));
                }
            }
        }
    }

    /// Says something beside what was just said, which is not to be lost for it.
    fn say_also(&mut self, message: String) {
        let said = match self.state.notice.take() {
            Some(before) if before.contains(&message) => before,
            Some(before) => format!("{before}{}{message}", t("；")),
            None => message,
        };
        self.state.say(said);
    }

    /// The settings and the list of what is open were not taken by the disk: nothing is lost now, but the next start will not know them.
    pub(in crate::ui) fn session_not_kept(&mut self, error: &WriteError) {
        if !std::mem::replace(&mut self.keeping.session_told, true) {
            self.say_also(tf("设置和打开的文件没有存下（{}）；下次启动时会是原来的样子", &[&told(error)]));
        }
    }

    /// A workspace that cannot be opened: what is wrong, and what else there is. What was open stays.
    fn not_loaded(&mut self, path: Option<PathBuf>, failure: LoadFailure) {
        let at_start = self.keeping.fallback.take();
        let Some(path) = path else {
            // The unsaved state of the last time is gone: what the session says is what there is.
            if let Some(session) = at_start {
                self.open_session(session);
            }
            return;
        };
        let after = std::mem::take(&mut self.keeping.after);
        if !after.is_empty() {
            self.open_paths(after);
        }
        let mut choices = Vec::new();
        if let Some(id) = failure.recovery {
            choices.push((t("打开自动保存的内容"), WorkspaceCommand::Recover(id)));
        }
        if let Some(backup) = failure.backup {
            choices.push((t("打开上一版备份"), WorkspaceCommand::OpenBackup { path: path.clone(), backup }));
        }
        choices.push((t("知道了"), WorkspaceCommand::Dismiss));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.state.workspace.offer = Some(Offer { message: tf("{}：{}", &[&name, &told(failure.error)]), choices });
    }

    fn saved(&mut self, ticket: Ticket, path: &Path, result: Result<String, SaveError>, is_others: bool, recovery: String) {
        let Some((_, content)) = self.keeping.saving.take_if(|(t, _)| *t == ticket) else { return };
        let state = &mut self.state.workspace;
        match result {
            Ok(sha256) => {
                let is_new = state.path.as_deref() != Some(path);
                (state.path, state.read_only) = (Some(path.to_owned()), None);
                self.keeping.sha256 = Some(sha256);
                self.keeping.backed_up = true;
                let before = std::mem::replace(&mut self.keeping.id, recovery);
                if before != self.keeping.id {
                    // It may have been kept once more while it was being saved.
                    self.forget_state(before);
                }
                // Seen from the new file, documents lie elsewhere; what they are is the same.
                let documents = content.documents;
                self.keeping.saved = Some(Content { documents, work: content.work });
                self.state.workspace.unsaved = self.is_unsaved();
                self.keeping.seen.forget();
                if is_new {
                    self.remember(path.to_owned());
                }
                self.session_dirty = true;
                // What was offered because it could not be saved is over.
                self.state.workspace.offer = None;
                self.say_briefly(tf("已保存到 {}", &[&path.display()]));
            }
            Err(_) if is_others => {
                let choices = vec![(t("另存为…"), WorkspaceCommand::SaveAs), (t("知道了"), WorkspaceCommand::Dismiss)];
                let message = t("没有保存：这个工作区文件已在另一个窗口打开；请另存为新文件，改动仍在窗口里").to_owned();
                state.offer = Some(Offer { message, choices });
            }
            Err(error @ SaveError::Changed) => {
                let mut choices = vec![(t("覆盖"), WorkspaceCommand::Overwrite(path.to_owned())), (t("另存为…"), WorkspaceCommand::SaveAs)];
                let is_own = state.path.as_deref() == Some(path);
                let message = if is_own {
                    choices.push((t("重新打开磁盘上的版本"), WorkspaceCommand::Revert));
                    told(error)
                } else {
                    t("没有保存：那里已有同名文件；请选择覆盖它，或换一个名字").to_owned()
                };
                choices.push((t("取消"), WorkspaceCommand::Dismiss));
                state.offer = Some(Offer { message, choices });
            }
            Err(error) => {
                let choices = vec![(t("另存为…"), WorkspaceCommand::SaveAs), (t("知道了"), WorkspaceCommand::Dismiss)];
                state.offer = Some(Offer { message: tf("{}：{}", &[&path.display(), &told(error)]), choices });
            }
        }
    }

    /// Files that were written on the disk while they are open here.
    fn files_changed(&mut self, changes: &[FileChange]) {
        let open =
            |path: &PathBuf| self.state.documents.iter().any(|d| d.path.as_ref() == Some(path) && matches!(d.state, OpenState::Ready(_)));
        let new: Vec<&FileChange> = changes.iter().filter(|c| !self.keeping.ignored.contains(&c.path) && open(&c.path)).collect();
        if new.is_empty() {
            return;
        }
        let name = |c: &FileChange| c.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (gone, changed): (Vec<&FileChange>, Vec<&FileChange>) = new.iter().copied().partition(|c| c.gone);
        let message = match (changed.as_slice(), gone.as_slice()) {
            ([one], _) => tf("“{}”在磁盘上有改动", &[&name(one)]),
            ([], [one]) => tf("“{}”已被移动或删除；内容仍在窗口里", &[&name(one)]),
            ([], all) => tf("{} 份文件已被移动或删除；内容仍在窗口里", &[&all.len()]),
            (all, _) => tf("{} 份文件在磁盘上有改动", &[&all.len()]),
        };
        let mut choices = Vec::new();
        if !changed.is_empty() {
            choices.push((t("重新读取"), WorkspaceCommand::Reread(changed.iter().map(|c| c.path.clone()).collect())));
        }
        choices.push((t(if changed.is_empty() { "知道了" } else { "保持现状" }), WorkspaceCommand::Dismiss));
        self.keeping.ignored.extend(new.iter().map(|c| c.path.clone()));
        self.state.workspace.offer = Some(Offer { message, choices });
    }

    /// What the user chose in a dialog.
    pub(super) fn take_answers(&mut self) {
        let Some((purpose, picking)) = &self.keeping.picking else { return };
        let purpose = *purpose;
        let answer = match picking.try_recv() {
            Err(mpsc::TryRecvError::Empty) => return,
            Err(mpsc::TryRecvError::Disconnected) => Picked::Unavailable,
            Ok(answer) => answer,
        };
        self.keeping.picking = None;
        match (purpose, answer) {
            (Purpose::Open, Picked::Paths(paths)) => self.open_paths(paths),
            (Purpose::Save, Picked::Paths(paths)) => {
                if let Some(path) = paths.into_iter().next() {
                    // The dialog asked already whether a file of this name is to be overwritten; of the name with an ending added it did not.
                    let asked = super::is_workspace(&path);
                    let own = self.state.workspace.path.as_ref() == Some(&path);
                    let expected = if own { self.keeping.sha256.clone() } else { (!asked).then(String::new) };
                    if own && self.state.workspace.read_only == Some(ReadOnly::Others) {
                        self.say_read_only();
                    } else {
                        self.save_to_file(path, expected);
                    }
                }
            }
            (_, Picked::Cancelled) => {}
            (Purpose::Open, Picked::Unavailable) => {
                crate::ui::apply::ask_for_path(&mut self.state);
                self.state.say(t("系统的文件对话框没有打开；请在上方输入工作区文件的路径"));
            }
            (Purpose::Save, Picked::Unavailable) => {
                let folder = self.state.documents.iter().find_map(|d| d.path.as_ref()?.parent().map(PathBuf::from)).unwrap_or_default();
                self.state.workspace.save_field = Some(folder.join(self.name_to_offer()).to_string_lossy().into_owned());
                self.state.workspace.save_focus = true;
            }
        }
    }
}
