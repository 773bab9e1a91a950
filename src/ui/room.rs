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

/// Widths of panes side by side that take `total` points together by their `shares`, none narrower than `least` unless all would be.
#[must_use]
pub fn widths(total: f32, least: f32, shares: &[f32]) -> Vec<f32> {
    let count = shares.len().max(1) as f32;
    let least = least.min(total / count);
    let mut fixed = vec![false; shares.len()];
    // Each round fixes those that would be too narrow; what they take beyond their share the others give.
    loop {
        let taken = least * fixed.iter().filter(|f| **f).count() as f32;
        let sum: f32 = shares.iter().zip(&fixed).filter(|(_, fixed)| !**fixed).map(|(share, _)| share.max(0.01)).sum();
        let width = |share: f32| (total - taken) * share.max(0.01) / sum.max(0.01);
        let narrow = (0..shares.len()).find(|k| !fixed[*k] && width(shares[*k]) < least - 0.01);
        match narrow {
            Some(k) => fixed[k] = true,
            None => return shares.iter().zip(&fixed).map(|(share, fixed)| if *fixed { least } else { width(*share) }).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{room, widths};

    proptest! {
        #[test]
        fn panes_fill_the_room_and_none_is_too_narrow(total in 200.0f32..3000.0, shares in prop::collection::vec(0.0f32..5.0, 1..6)) {
            let all = widths(total, 300.0, &shares);
            let sum: f32 = all.iter().sum();
            prop_assert!((sum - total).abs() < 1.0, "{sum} of {total}: {all:?}");
            let least = 300.0_f32.min(total / shares.len() as f32);
            prop_assert!(all.iter().all(|w| *w >= least - 0.1), "{all:?}");
        }
    }

    #[test]
    fn equal_shares_are_equal_widths() {
        assert_eq!(widths(900.0, 300.0, &[1.0, 1.0, 1.0]), [300.0, 300.0, 300.0]);
        assert_eq!(widths(1000.0, 200.0, &[3.0, 1.0]), [750.0, 250.0]);
    }

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
