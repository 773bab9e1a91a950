//! The view 差距, its state and its commands: what the others have and one document lacks, and the reverse.

use super::app::JieduApp;

/// What the view keeps.
#[derive(Debug, Clone, Default)]
pub struct GapsState {}

/// What the user can do in the view.
#[derive(Debug, Clone, PartialEq)]
pub enum GapsCommand {}

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn gaps(&mut self, command: GapsCommand) {
        match command {}
    }
}
