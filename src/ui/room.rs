//! What fits: how many panes, whether their outlines stand as columns, where the evidence goes.
//!
//! In: the window's size, the text's size, the number of documents. Out: a [`Room`]. Offices have 1280x800 screens; no column of
//! text goes below 18 characters, an outline column only stands where 24 remain beside it.

/// A column of text is never narrower, in characters.
pub const MIN_COLUMN_CHARS: f32 = 18.0;
/// A column of text is never wider, in characters: longer rows are hard to follow.
pub const MAX_COLUMN_CHARS: f32 = 44.0;
/// Beside an outline column so many characters remain.
pub const MIN_COLUMN_CHARS_WITH_OUTLINE: f32 = 24.0;
/// Width of an outline column, in points.
pub const OUTLINE_WIDTH: f32 = 184.0;
/// Width of what a pane has beside its text: margins, strip, frame, in points.
pub const PANE_EXTRA: f32 = 41.0;
/// Width of the stub of a pane that does not fit, in points.
pub const STUB_WIDTH: f32 = 34.0;
/// Space between panes: the threads' room, in points.
pub const PANE_GAP: f32 = 22.0;
/// From this window width on the evidence stands at the right, in points.
pub const EVIDENCE_RIGHT_FROM: f32 = 1600.0;
/// Below this window width the left rail folds to letters and dots, in points.
pub const RAIL_FOLDS_BELOW: f32 = 900.0;
/// More panes than this no one reads at once.
const MAX_PANES: usize = 5;

/// What fits into the centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Number of panes.
    pub panes: usize,
    /// Number of documents that stand as stubs at the edge.
    pub stubs: usize,
    /// Width of a pane, in points.
    pub pane_width: f32,
    /// Whether each pane has its outline as a column.
    pub outline_column: bool,
}

/// Lays out `documents` panes of text of `text_size` points in a centre of `width` points.
#[must_use]
pub fn room(width: f32, text_size: f32, documents: usize) -> Room {
    let least = MIN_COLUMN_CHARS * text_size + PANE_EXTRA;
    let fit = |width: f32| (((width + PANE_GAP) / (least + PANE_GAP)).floor().max(1.0) as usize).min(MAX_PANES);
    let all = documents.max(1);
    let mut panes = fit(width).min(all);
    let mut stubs = all - panes;
    let mut left = width;
    if stubs > 0 {
        left = width - stub_room(stubs);
        panes = fit(left).min(all);
        stubs = all - panes;
    }
    let gaps = PANE_GAP * (panes.saturating_sub(1)) as f32;
    let pane_width = ((left - gaps) / panes as f32).floor().max(120.0);
    let outline_column = pane_width >= MIN_COLUMN_CHARS_WITH_OUTLINE * text_size + PANE_EXTRA + OUTLINE_WIDTH;
    Room { panes, stubs, pane_width, outline_column }
}

/// Width that stubs take at the edge: they stand in one column, one above the other.
const fn stub_room(stubs: usize) -> f32 {
    if stubs == 0 { 0.0 } else { STUB_WIDTH + 8.0 }
}

#[cfg(test)]
mod tests {
    use super::room;

    #[test]
    fn two_or_three_panes_at_1280_five_from_2200() {
        assert!((2..=3).contains(&room(1280.0 - 220.0, 15.0, 5).panes));
        assert_eq!(room(2200.0 - 220.0, 15.0, 5).panes, 5);
        assert_eq!(room(1280.0 - 220.0, 15.0, 5).stubs + room(1280.0 - 220.0, 15.0, 5).panes, 5);
    }

    #[test]
    fn a_column_never_goes_below_eighteen_characters_unless_it_is_the_only_one() {
        for width in (300..3000).step_by(50) {
            for size in [12.0, 15.0, 20.0, 28.0] {
                let room = room(width as f32, size, 7);
                assert!(room.panes == 1 || room.pane_width >= 18.0 * size + super::PANE_EXTRA - 1.0, "{width} {size} {room:?}");
            }
        }
    }
}
