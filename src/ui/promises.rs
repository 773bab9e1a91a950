//! The view 兑现, its state and its commands: a plan's items and what the summary says of them.

use super::app::JieduApp;

/// What the view keeps.
#[derive(Debug, Clone, Default)]
pub struct PromisesState {}

/// What the user can do in the view.
#[derive(Debug, Clone, PartialEq)]
pub enum PromisesCommand {}

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn promises(&mut self, command: PromisesCommand) {
        match command {}
    }
}
