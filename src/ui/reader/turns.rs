//! Whose turn it is to be set anew: one reader in each frame.
//!
//! In: which readers ask in which frame. Out: whether one may go ahead. Where a drawer opens or the text becomes larger all panes change at
//! once, and to break and set the rows of all of them in one frame would be felt. Those that wait paint what they have, some frames long.

use egui::{Context, Id};

/// Readers that ask, the one that waits longest first, and the frame in which each asked last.
#[derive(Debug, Clone, Default)]
struct Turns {
    waiting: Vec<(Id, u64)>,
    /// The frame in which one went ahead last.
    taken: Option<u64>,
}

impl Turns {
    /// Whether the reader may go ahead in this frame. To be asked once a frame, in each frame in which it wants to.
    fn ask(&mut self, id: Id, frame: u64) -> bool {
        // Who did not ask in the last frame needs nothing any more, or is not shown.
        self.waiting.retain(|(_, asked)| asked + 1 >= frame);
        match self.waiting.iter_mut().find(|(waiting, _)| *waiting == id) {
            Some((_, asked)) => *asked = frame,
            None => self.waiting.push((id, frame)),
        }
        let first = self.waiting.first().is_some_and(|(first, _)| *first == id);
        if !first || self.taken == Some(frame) {
            return false;
        }
        self.taken = Some(frame);
        self.waiting.remove(0);
        true
    }
}

/// Whether the reader may be set anew in this frame; if not, the window is asked for another frame.
pub(super) fn my_turn(ctx: &Context, id: Id) -> bool {
    let frame = ctx.cumulative_pass_nr();
    let mine = ctx.data_mut(|data| data.get_temp_mut_or_default::<Turns>(Id::unique("readers' turns")).ask(id, frame));
    if !mine {
        ctx.request_repaint();
    }
    mine
}

#[cfg(test)]
mod tests {
    use egui::Id;
    use proptest::prelude::*;

    use super::Turns;

    #[test]
    fn one_goes_ahead_in_a_frame_and_all_do_in_the_end() {
        let ids: Vec<Id> = (0..5).map(Id::unique).collect();
        let mut turns = Turns::default();
        let mut left = ids.clone();
        for frame in 0..5 {
            let ahead: Vec<Id> = left.iter().copied().filter(|id| turns.ask(*id, frame)).collect();
            assert_eq!(ahead.len(), 1, "{frame}");
            left.retain(|id| !ahead.contains(id));
        }
        assert!(left.is_empty());
    }

    #[test]
    fn who_no_longer_asks_holds_nobody_up() {
        let (a, b) = (Id::unique(1), Id::unique(2));
        let mut turns = Turns::default();
        assert!(turns.ask(b, 0) && !turns.ask(a, 0));
        // The next in turn is gone; another comes.
        assert!(!turns.ask(b, 1));
        assert!(turns.ask(b, 2));
    }

    proptest! {
        /// While all ask in each frame, as where the window's edge is dragged, nobody waits longer than there are others.
        #[test]
        fn nobody_starves(readers in 1u64..8, frames in 1u64..60) {
            let mut turns = Turns::default();
            let mut last = vec![0u64; readers as usize];
            for frame in 0..frames {
                for k in 0..readers {
                    if turns.ask(Id::unique(k), frame) {
                        last[k as usize] = frame;
                    }
                    prop_assert!(frame - last[k as usize] <= readers, "{k} in frame {frame}");
                }
            }
        }
    }
}
