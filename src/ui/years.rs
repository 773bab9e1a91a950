//! The view 年度, its state and its commands: the same street over years.

use super::app::JieduApp;

/// What the view keeps.
#[derive(Debug, Clone, Default)]
pub struct YearsState {}

/// What the user can do in the view.
#[derive(Debug, Clone, PartialEq)]
pub enum YearsCommand {}

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn years(&mut self, command: YearsCommand) {
        match command {}
    }
}
