//! What a list of rows of different heights keeps: which row the keyboard is on, and which rows are open.
//!
//! Rows are named by their initiatives: their places change with filter and order.

use std::collections::BTreeSet;

use crate::initiative::InitiativeId;

/// Where the keyboard is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerCursor {
    /// The row.
    pub initiative: InitiativeId,
    /// Zero for the row itself, else one of its quotes, from one.
    pub part: usize,
}

/// What a list keeps between frames.
#[derive(Debug, Clone, Default)]
pub struct LedgerState {
    /// Where the keyboard is; `None` until it was somewhere: then the first row.
    pub cursor: Option<LedgerCursor>,
    /// Rows that show everything they have.
    pub open: BTreeSet<InitiativeId>,
    /// The list asks for the keyboard in the next frame.
    pub(super) focus: bool,
    /// Whether the cursor has its ring: not after a click.
    pub(super) ring: bool,
    /// The list goes back to its first row in the next frame.
    pub(super) to_top: bool,
    /// The chosen initiative that was brought into view last.
    pub(super) revealed: Option<InitiativeId>,
}

impl LedgerState {
    /// Asks for the keyboard; with a ring where a key asked.
    pub(super) const fn take_keyboard(&mut self, ring: bool) {
        self.focus = true;
        self.ring = ring;
    }

    /// Opens a row, or closes it.
    pub(super) fn toggle(&mut self, id: InitiativeId) {
        if !self.open.remove(&id) {
            self.open.insert(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LedgerState;
    use crate::initiative::InitiativeId;

    #[test]
    fn a_row_opens_and_closes() {
        let (mut state, id) = (LedgerState::default(), InitiativeId::of_name("垃圾分类"));
        state.toggle(id.clone());
        assert!(state.open.contains(&id));
        state.toggle(id.clone());
        assert!(state.open.is_empty());
    }
}
