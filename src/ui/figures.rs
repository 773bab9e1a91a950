//! The view 指标, its state and its commands: all measures in one table.

use super::app::JieduApp;

/// What the view keeps.
#[derive(Debug, Clone, Default)]
pub struct FiguresState {}

/// What the user can do in the view.
#[derive(Debug, Clone, PartialEq)]
pub enum FiguresCommand {}

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn figures(&mut self, command: FiguresCommand) {
        match command {}
    }
}
