//! From note to note by keyboard: which comes next, its passage on the reading line, and the keyboard on its sign, where the note shows.
//!
//! In: where notes stand ([`super::reading::Places`]) and where the user is. Out: a scroll, and the note whose sign takes the keyboard as
//! soon as it is in view.

use super::app::JieduApp;
use super::apply::{bring_in, step};
use super::language::t;
use super::state::{AppState, View};
use crate::text::{ByteOffset, Span};

/// A note: the document's index in the comparison, its passage, its index in [`crate::workspace::Work::notes`].
type Noted = (usize, Span, usize);

impl JieduApp {
    /// Goes to the next or previous note on a passage, from document to document in a circle.
    pub(super) fn step_note(&mut self, back: bool, ctx: &egui::Context) {
        let all = noted(&self.state);
        let Some((document, span, note)) = next(&self.state, &all, back) else {
            self.say_for_a_while(t("还没有给正文加批注：选中文字后按 Shift+F10，选“批注…”"), ctx);
            return;
        };
        let Some(key) = self.state.compared.get(document).copied() else { return };
        let state = &mut self.state;
        (state.reading.note, state.reading.note_wanted) = (Some(note), Some(note));
        bring_in(state, key);
        state.view = View::Read;
        self.reveal(key, span, ctx);
    }
}

/// All notes that stand in the documents, in their order.
fn noted(state: &AppState) -> Vec<Noted> {
    let places = state.places();
    let of = |(document, notes): (usize, &Vec<crate::workspace::PlacedNote>)| -> Vec<Noted> {
        notes.iter().map(|placed| (document, placed.span, placed.note)).collect()
    };
    places.notes.iter().enumerate().flat_map(of).collect()
}

/// After the note that the keyboard went to last; at first, after where the active pane is read.
fn next(state: &AppState, all: &[Noted], back: bool) -> Option<Noted> {
    let at = match state.reading.note.and_then(|last| all.iter().position(|(.., note)| *note == last)) {
        Some(at) => step(at, all.len(), back)?,
        None => from_here(all, reading_at(state), back)?,
    };
    all.get(at).copied()
}

/// Where the active pane is read: its document's index, and the place.
fn reading_at(state: &AppState) -> (usize, ByteOffset) {
    let here = state.active_pane().and_then(|key| {
        let seen = state.panes.get(&key)?.seen.as_ref()?;
        Some((state.compared_index(key)?, seen.reading))
    });
    here.unwrap_or((0, ByteOffset(0)))
}

/// The first note from a place on, or the last one before it; in a circle.
fn from_here(all: &[Noted], (document, at): (usize, ByteOffset), back: bool) -> Option<usize> {
    let before = all.iter().filter(|(d, span, _)| (*d, span.start) < (document, at)).count();
    let last = all.len().checked_sub(1)?;
    Some(if back {
        before.checked_sub(1).unwrap_or(last)
    } else if before > last {
        0
    } else {
        before
    })
}

#[cfg(test)]
mod tests {
    use super::{Noted, from_here};
    use crate::text::{ByteOffset, Span};

    #[test]
    fn the_first_step_goes_on_from_where_the_pane_is_read_in_a_circle() {
        let all: [Noted; 3] = [(0, Span::new(10, 20), 2), (0, Span::new(40, 50), 0), (2, Span::new(5, 9), 1)];
        let go = |document, at, back| from_here(&all, (document, ByteOffset(at)), back);
        assert_eq!((go(0, 0, false), go(0, 10, false), go(0, 11, false), go(1, 0, false)), (Some(0), Some(0), Some(1), Some(2)));
        assert_eq!((go(2, 6, false), go(3, 0, false)), (Some(0), Some(0)), "after the last the first");
        assert_eq!((go(0, 10, true), go(0, 11, true), go(2, 6, true)), (Some(2), Some(0), Some(2)));
        assert_eq!(from_here(&[], (0, ByteOffset(0)), false), None);
    }
}
