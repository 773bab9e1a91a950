//! What the user adds (decisions, notes, pins) and how the documents are arranged, and undo and redo of both.
//!
//! In: changes. Out: the [`Work`] as it is now, and a comparison made with it. A change of the work keeps the value before it, a change of the
//! list of documents only what is needed to take it back; undo puts that back, and the initiative that was chosen then.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::app::JieduApp;
use super::language::{t, tf};
use super::state::{DocumentKey, OpenDocument, OpenState};
use crate::compare::{Decision, Status};
use crate::initiative::InitiativeId;
use crate::worker::{Job, LexiconChange, LexiconEdit, LexiconJob};
use crate::workspace::{About, Note, Pin, Work};

/// So many changes can be undone.
const MAX_UNDO: usize = 500;

/// What takes a change back.
#[derive(Debug, Clone)]
pub enum Change {
    /// The work as it was.
    Work(Work),
    /// Documents that were closed, each with its place in the list, in order.
    Closed(Vec<(usize, OpenDocument)>),
    /// Documents that were opened again.
    Opened(Vec<DocumentKey>),
    /// The documents in the order in which they stood.
    Order(Vec<DocumentKey>),
    /// Whether a document was hidden.
    Hidden(DocumentKey, bool),
    /// The groups of repairs of a document that were undone.
    Repairs(DocumentKey, BTreeSet<u32>),
    /// The text of the user's own lexicon as it was, and what it is instead.
    Lexicon {
        /// What is put back.
        put: Arc<str>,
        /// What stands in the file where nobody changed it from outside.
        expected: Arc<str>,
    },
}

/// A change that can be taken back.
#[derive(Debug, Clone)]
struct Step {
    /// What was done, for people.
    what: String,
    back: Change,
    /// The initiative that was chosen.
    selected: Option<InitiativeId>,
}

/// The user's work now, and what undo and redo put back.
#[derive(Debug, Clone, Default)]
pub struct History {
    now: Work,
    /// The newest last.
    undo: Vec<Step>,
    /// What undo took back, the newest last.
    redo: Vec<Step>,
    revision: u64,
}

impl History {
    /// The work as it is.
    #[must_use]
    pub const fn now(&self) -> &Work {
        &self.now
    }

    /// Grows with each change of the work.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// What undo would take back, for people.
    #[must_use]
    pub fn undoable(&self) -> Option<&str> {
        self.undo.last().map(|step| step.what.as_str())
    }

    /// What redo would make again, for people.
    #[must_use]
    pub fn redoable(&self) -> Option<&str> {
        self.redo.last().map(|step| step.what.as_str())
    }

    /// Another work altogether, as a workspace file holds it: nothing of before can be undone.
    pub fn replace(&mut self, work: Work) {
        *self = Self { now: work, revision: self.revision + 1, ..Self::default() };
    }

    /// Changes the work; `what` says so to people. Whether anything is other than before.
    pub fn change(&mut self, what: impl Into<String>, selected: Option<InitiativeId>, how: impl FnOnce(&mut Work)) -> bool {
        let before = self.now.clone();
        how(&mut self.now);
        let changed = self.now != before;
        if changed {
            self.done(what.into(), Change::Work(before), selected);
            self.revision += 1;
        }
        changed
    }

    /// Something was done that `back` takes back.
    fn done(&mut self, what: String, back: Change, selected: Option<InitiativeId>) {
        self.undo.push(Step { what, back, selected });
        if self.undo.len() > MAX_UNDO {
            self.undo.remove(0);
        }
        self.redo.clear();
    }

    /// Puts another work in the place of this one, which comes back.
    fn swap(&mut self, work: Work) -> Work {
        self.revision += 1;
        std::mem::replace(&mut self.now, work)
    }
}

/// A change of what the user adds.
#[derive(Debug, Clone, PartialEq)]
pub enum WorkCommand {
    /// Settle something.
    Decide(Decision),
    /// Add a note, or put another text in the place of the one about the same thing; an empty text takes it away.
    Note(Note),
    /// Tie two places to each other.
    Pin(Pin),
    /// Untie them.
    Unpin(Pin),
    /// Take the newest change back.
    Undo,
    /// Make it again.
    Redo,
}

impl JieduApp {
    /// Carries out a change of what the user adds; what is compared follows at once.
    pub(super) fn work(&mut self, command: WorkCommand) {
        let selected = self.state.selected.clone();
        let work = &mut self.state.work;
        let is_decision = matches!(command, WorkCommand::Decide(_));
        let changed = match command {
            WorkCommand::Decide(decision) => {
                let changed = work.change(in_words(&decision), selected, |w| w.decisions.push(decision.clone()));
                self.follow_name(&decision);
                changed
            }
            WorkCommand::Note(note) => work.change(note_in_words(&note), selected, |w| {
                let at = w.notes.iter().position(|n| n.about == note.about);
                match (at, note.text.trim().is_empty()) {
                    (Some(at), true) => drop(w.notes.remove(at)),
                    (Some(at), false) => w.notes[at].text.clone_from(&note.text),
                    (None, true) => {}
                    (None, false) => w.notes.push(note.clone()),
                }
            }),
            WorkCommand::Pin(pin) => work.change(t("对齐两处"), selected, |w| {
                if !w.pins.contains(&pin) {
                    w.pins.push(pin);
                }
            }),
            WorkCommand::Unpin(pin) => work.change(t("取消对齐"), selected, |w| w.pins.retain(|p| *p != pin)),
            WorkCommand::Undo => return self.step_back(false),
            WorkCommand::Redo => return self.step_back(true),
        };
        if changed && is_decision {
            self.changed();
        }
        // Notes and pins change nothing that is compared, but are kept at once as well.
        self.session_dirty |= changed;
    }

    /// Something was done to the list of documents that `back` takes back.
    pub(super) fn done(&mut self, what: String, back: Change) {
        let selected = self.state.selected.clone();
        self.state.work.done(what, back, selected);
    }

    /// The user's own lexicon was changed: the file follows undo and redo.
    pub(super) fn lexicon_edited(&mut self, edit: LexiconEdit) {
        let back = Change::Lexicon { put: edit.before, expected: edit.after };
        self.done(lexicon_in_words(&edit.change), back);
    }

    /// Closes documents as the user asked; that can be undone, but for those that were not read yet.
    pub(super) fn close_by_hand(&mut self, which: impl Fn(&OpenDocument) -> bool) {
        let closed: Vec<(usize, OpenDocument)> =
            self.state.documents.iter().enumerate().filter(|(_, d)| which(d)).map(|(k, d)| (k, d.clone())).collect();
        let kept: Vec<(usize, OpenDocument)> = closed.iter().filter(|(_, d)| !matches!(d.state, OpenState::Loading)).cloned().collect();
        let what = match kept.as_slice() {
            [(_, one)] => tf("关闭“{}”", &[&name_of(one)]),
            all => tf("关闭 {} 份文档", &[&all.len()]),
        };
        if !kept.is_empty() {
            self.done(what, Change::Closed(kept));
        }
        self.close(|d| closed.iter().any(|(_, c)| c.key == d.key));
    }

    /// Hides a document or shows it again.
    pub(super) fn toggle_hidden(&mut self, key: DocumentKey) {
        let Some((hidden, name)) = self.state.document(key).map(|d| (d.hidden, name_of(d))) else { return };
        let what = if hidden { tf("显示“{}”", &[&name]) } else { tf("隐藏“{}”", &[&name]) };
        self.done(what, Change::Hidden(key, hidden));
        self.change(key, |d| d.hidden = !hidden);
    }

    /// Takes the newest change back, or makes again what was taken back last, and says which.
    fn step_back(&mut self, again: bool) {
        let work = &mut self.state.work;
        let step = if again { work.redo.pop() } else { work.undo.pop() };
        let Some(Step { what, back, selected }) = step else {
            self.say_briefly(t(if again { "没有可以重做的操作" } else { "没有可以撤销的操作" }).to_owned());
            return;
        };
        let back = self.put_back(back);
        let before = std::mem::replace(&mut self.state.selected, selected);
        let other = Step { what: what.clone(), back, selected: before };
        if again {
            self.state.work.undo.push(other);
        } else {
            self.state.work.redo.push(other);
        }
        self.say_briefly(if again { tf("已重做：{}", &[&what]) } else { tf("已撤销：{}", &[&what]) });
        self.changed();
    }

    /// Carries out what takes a change back; what takes that back in turn.
    fn put_back(&mut self, change: Change) -> Change {
        match change {
            Change::Work(work) => Change::Work(self.state.work.swap(work)),
            Change::Closed(documents) => {
                let keys = documents.iter().map(|(_, d)| d.key).collect();
                for (at, document) in documents {
                    let at = at.min(self.state.documents.len());
                    self.state.documents.insert(at, document);
                }
                Change::Opened(keys)
            }
            Change::Opened(keys) => {
                let open = self.state.documents.iter().enumerate();
                let closed = open.filter(|(_, d)| keys.contains(&d.key)).map(|(k, d)| (k, d.clone())).collect();
                self.drop_documents(|d| keys.contains(&d.key));
                Change::Closed(closed)
            }
            Change::Order(order) => {
                let now = self.state.documents.iter().map(|d| d.key).collect();
                // What was opened since stays behind them.
                self.state.documents.sort_by_key(|d| order.iter().position(|k| *k == d.key).unwrap_or(usize::MAX));
                Change::Order(now)
            }
            Change::Hidden(key, hidden) => {
                let document = self.state.documents.iter_mut().find(|d| d.key == key);
                Change::Hidden(key, document.map_or(hidden, |d| std::mem::replace(&mut d.hidden, hidden)))
            }
            Change::Repairs(key, undone) => {
                let document = self.state.documents.iter_mut().find(|d| d.key == key);
                let before = document.map(|d| std::mem::replace(&mut d.undone, undone)).unwrap_or_default();
                self.read_with_repairs(key);
                Change::Repairs(key, before)
            }
            Change::Lexicon { put, expected } => {
                let (text, old) = (Arc::clone(&put), Arc::clone(&expected));
                self.worker.send(Job::Lexicon(LexiconJob::Put { text, expected: old }));
                Change::Lexicon { put: expected, expected: put }
            }
        }
    }

    /// The chosen initiative stays chosen under its new name.
    fn follow_name(&mut self, decision: &Decision) {
        let (Decision::Rename { initiative, name: next } | Decision::Merge { initiative, into: next }) = decision else { return };
        if self.state.selected == Some(InitiativeId::of_name(initiative)) {
            self.state.selected = Some(InitiativeId::of_name(next.trim()));
        }
    }
}

/// What was done to the user's own lexicon, for people.
fn lexicon_in_words(change: &LexiconChange) -> String {
    match change {
        LexiconChange::Taught(decision) => tf("我的词表：{}", &[&in_words(decision)]),
        LexiconChange::Forgot(name) => tf("从我的词表删去“{}”", &[name]),
        LexiconChange::Imported(count) => tf("导入 {} 个事项到我的词表", &[count]),
        LexiconChange::TakenBack => t("撤销对我的词表的修改").to_owned(),
    }
}

/// A document's name for people.
fn name_of(document: &OpenDocument) -> String {
    if let OpenState::Ready(read) = &document.state { read.label() } else { document.name.clone() }
}

/// What a decision is, for people.
fn in_words(decision: &Decision) -> String {
    match decision {
        Decision::Accept { initiative } => tf("采纳“{}”", &[initiative]),
        Decision::Refuse { initiative } => tf("拒绝“{}”", &[initiative]),
        Decision::Rename { initiative, name } => tf("“{}”改名为“{}”", &[initiative, name]),
        Decision::Merge { initiative, into } => tf("“{}”并入“{}”", &[initiative, into]),
        Decision::Split { initiative, name, .. } => tf("从“{}”分出“{}”", &[initiative, name]),
        Decision::Define { name, .. } => tf("新建事项“{}”", &[name]),
        Decision::Include { initiative, .. } => tf("“{}”加入一处提及", &[initiative]),
        Decision::Exclude { initiative, .. } => tf("“{}”排除一处提及", &[initiative]),
        Decision::Confirm { initiative, .. } => tf("确认“{}”的一处提及", &[initiative]),
        Decision::Judge { status, .. } => {
            let label: Option<&str> = Status::ALL.into_iter().find(|s| s.code() == status).map(Status::label);
            tf("改判为“{}”", &[&label.unwrap_or(status)])
        }
    }
}

fn note_in_words(note: &Note) -> String {
    match &note.about {
        About::Initiative(name) => tf("批注“{}”", &[name]),
        About::Passage(_) => t("批注一段").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::History;
    use crate::compare::Decision;

    #[test]
    fn a_change_that_changes_nothing_is_none() {
        let mut history = History::default();
        assert!(!history.change("空", None, |_| {}));
        assert!(history.undoable().is_none());
        assert!(history.change("拒绝", None, |w| w.decisions.push(Decision::Refuse { initiative: "甲".to_owned() })));
        assert_eq!((history.undoable(), history.revision()), (Some("拒绝"), 1));
        history.replace(history.now().clone());
        assert!(history.undoable().is_none() && history.now().decisions.len() == 1);
    }
}
