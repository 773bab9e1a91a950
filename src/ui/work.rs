//! What the user adds (decisions, notes, pins), and undo and redo of it.
//!
//! In: changes. Out: the [`Work`] as it is now, and a comparison made with it. Each change keeps the value before it: undo puts that back.

use super::app::JieduApp;
use super::language::{t, tf};
use crate::compare::Decision;
use crate::workspace::{Note, Pin, Work};

/// So many changes can be undone.
const MAX_UNDO: usize = 500;

/// The user's work now, and what undo and redo put back.
#[derive(Debug, Clone, Default)]
pub struct History {
    now: Work,
    /// Older values, each with what was done to it, for people; the newest last.
    undo: Vec<(String, Work)>,
    /// Values that undo took back, the newest last.
    redo: Vec<(String, Work)>,
}

impl History {
    /// The work as it is.
    #[must_use]
    pub const fn now(&self) -> &Work {
        &self.now
    }

    /// What undo would take back, for people.
    #[must_use]
    pub fn undoable(&self) -> Option<&str> {
        self.undo.last().map(|(what, _)| what.as_str())
    }

    /// What redo would make again, for people.
    #[must_use]
    pub fn redoable(&self) -> Option<&str> {
        self.redo.last().map(|(what, _)| what.as_str())
    }

    /// Another work altogether, as a workspace file holds it: nothing of before can be undone.
    pub fn replace(&mut self, work: Work) {
        *self = Self { now: work, ..Self::default() };
    }

    /// Changes the work; `what` says so to people.
    pub fn change(&mut self, what: impl Into<String>, how: impl FnOnce(&mut Work)) {
        let before = self.now.clone();
        how(&mut self.now);
        if self.now == before {
            return;
        }
        self.undo.push((what.into(), before));
        if self.undo.len() > MAX_UNDO {
            self.undo.remove(0);
        }
        self.redo.clear();
    }

    /// Takes the newest change back. What it was, for people.
    pub fn undo(&mut self) -> Option<String> {
        let (what, before) = self.undo.pop()?;
        self.redo.push((what.clone(), std::mem::replace(&mut self.now, before)));
        Some(what)
    }

    /// Makes the change again that was taken back last. What it was, for people.
    pub fn redo(&mut self) -> Option<String> {
        let (what, after) = self.redo.pop()?;
        self.undo.push((what.clone(), std::mem::replace(&mut self.now, after)));
        Some(what)
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
        let work = &mut self.state.work;
        let said = match command {
            WorkCommand::Decide(decision) => {
                work.change(t("裁定"), |w| w.decisions.push(decision));
                None
            }
            WorkCommand::Note(note) => {
                work.change(t("批注"), |w| {
                    w.notes.retain(|n| n.about != note.about);
                    if !note.text.trim().is_empty() {
                        w.notes.push(note);
                    }
                });
                None
            }
            WorkCommand::Pin(pin) => {
                work.change(t("对齐"), |w| w.pins.push(pin));
                None
            }
            WorkCommand::Unpin(pin) => {
                work.change(t("取消对齐"), |w| w.pins.retain(|p| *p != pin));
                None
            }
            WorkCommand::Undo => work.undo().map(|what| tf("已撤销：{}", &[&what])),
            WorkCommand::Redo => work.redo().map(|what| tf("已重做：{}", &[&what])),
        };
        if let Some(said) = said {
            self.state.say(said);
        }
        self.changed();
    }
}
