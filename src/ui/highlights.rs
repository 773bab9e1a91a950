//! Which stretches of a document to mark, from the comparison and what is chosen.
//!
//! Quiet for every initiative that documents share, strong for the chosen one. The tag of a highlight is its initiative's
//! index in the comparison.

use super::reader::{Highlight, Strength};
use super::state::AppState;
use super::theme::Palette;
use crate::compare::Certainty;

/// The highlights of the comparison's `document`, sorted by start.
pub fn of_document(state: &AppState, document: usize, current: usize, palette: &Palette) -> Vec<Highlight> {
    let mut out = Vec::new();
    for (tag, initiative) in state.comparison.initiatives.iter().enumerate() {
        let selected = state.selected.as_ref() == Some(&initiative.id);
        if !selected && !initiative.is_shared() {
            continue;
        }
        for (n, mention) in initiative.mentions_in(document).enumerate() {
            let strength = match (selected, n == current) {
                (true, true) => Strength::Current,
                (true, false) => Strength::Strong,
                _ => Strength::Quiet,
            };
            out.push(Highlight {
                span: mention.span,
                tag,
                color: palette.category(initiative.category),
                strength,
                doubtful: mention.certainty == Certainty::Possible,
            });
        }
    }
    out.sort_by_key(|h| (h.span.start, std::cmp::Reverse(h.span.end), h.tag));
    out
}
