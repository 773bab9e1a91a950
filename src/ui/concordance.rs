//! The view 检索, its state and its commands: keyword in context over all open documents.

use super::app::JieduApp;

/// What the view keeps.
#[derive(Debug, Clone, Default)]
pub struct ConcordanceState {}

/// What the user can do in the view.
#[derive(Debug, Clone, PartialEq)]
pub enum ConcordanceCommand {}

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn concordance(&mut self, command: ConcordanceCommand) {
        match command {}
    }
}
