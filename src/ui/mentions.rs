//! From mention to mention: choosing an initiative, the steps through its mentions and from initiative to initiative.
//!
//! In: the user's wish. Out: the mention that each pane stands on, and scrolls to it. The pane that the user acts in leads; the others go to
//! their mention in the passage that corresponds to its, where there is one. Panes that are held keep their place. What is asked for here
//! goes before the tie: nobody is dragged away from a mention until the hand moves again.

use super::app::JieduApp;
use super::apply::step;
use super::language::t;
use super::reader::Align;
use super::state::{AppState, DocumentKey, TieMode};
use crate::compare::Initiative;
use crate::text::{ByteOffset, Span};

/// A message that there is nothing further goes by itself after so many seconds.
const NOTICE_SECONDS: f64 = 4.0;

impl AppState {
    /// The mention that the pane of document `to` should stand on when that of `from` stands at `at`: inside the passage that corresponds.
    pub(super) fn aligned_mention(&self, initiative: &Initiative, from: usize, at: ByteOffset, to: usize) -> Option<usize> {
        let passage = self.passage(from, at, to)?;
        let inside = initiative.mentions_in(to).enumerate().filter(|(_, m)| passage.region.contains(m.span));
        inside.min_by_key(|(_, m)| m.span.start.0.abs_diff(passage.span.start.0)).map(|(n, _)| n)
    }
}

impl JieduApp {
    /// Brings every pane to its passage of the chosen initiative; the one under the hand stays.
    pub(super) fn go_to_mentions(&mut self, hand: Option<(DocumentKey, ByteOffset)>) {
        let state = &mut self.state;
        state.following.moved_at = None;
        let Some(initiative) = state.selected_initiative().cloned() else { return };
        let from = hand.and_then(|(key, at)| Some((state.compared_index(key)?, at)));
        if let Some((key, _)) = hand {
            state.following.hand = Some(key);
        }
        for (index, key) in state.compared.clone().into_iter().enumerate() {
            match from {
                Some((under, at)) if under == index => {
                    state.panes.entry(key).or_default().mention =
                        initiative.mentions_in(index).position(|m| m.span.contains_offset(at)).unwrap_or(0);
                }
                _ => {
                    let aligned = from.and_then(|(from, at)| state.aligned_mention(&initiative, from, at, index));
                    stand_on(state, &initiative, index, aligned.unwrap_or(0));
                }
            }
        }
    }

    /// Brings a pane to a place that the user chose in it; to a mention of the chosen initiative as a step would.
    pub(super) fn reveal(&mut self, key: DocumentKey, span: Span, ctx: &egui::Context) {
        let mention = self.state.compared_index(key).zip(self.state.selected_initiative());
        if let Some(n) = mention.and_then(|(index, i)| i.mentions_in(index).position(|m| m.span == span)) {
            self.lead(key, n);
            return;
        }
        self.state.panes.entry(key).or_default().reader.scroll_to(span, Align::Reading);
        self.state.following.hand = Some(key);
        self.state.following.moved_at = Some(ctx.input(|i| i.time));
    }

    /// Goes to the next or previous mention in a document, in a circle; the others to theirs in what corresponds.
    pub(super) fn step_mention(&mut self, key: DocumentKey, back: bool) {
        let state = &mut self.state;
        let Some(index) = state.compared_index(key) else { return };
        let Some(count) = state.selected_initiative().map(|i| i.mentions_in(index).count()) else { return };
        let at = state.panes.get(&key).map_or(0, |p| p.mention.min(count.saturating_sub(1)));
        if let Some(next) = step(at, count, back) {
            self.lead(key, next);
        }
    }

    /// Goes to the next or previous mention from where the active pane stands, and from its last one on to the next pane's.
    pub(super) fn step_across(&mut self, back: bool, ctx: &egui::Context) {
        let state = &self.state;
        let Some(active) = state.active_pane() else { return };
        let Some(initiative) = state.selected_initiative() else {
            self.say_for_a_while(t("还没有选中事项：按 F7 选下一个共有事项，或在左侧点选一个"), ctx);
            return;
        };
        let places: Vec<(DocumentKey, usize)> = state
            .shown
            .iter()
            .filter_map(|key| Some((*key, state.compared_index(*key)?)))
            .flat_map(|(key, index)| (0..initiative.mentions_in(index).count()).map(move |n| (key, n)))
            .collect();
        let mention = state.panes.get(&active).map_or(0, |p| p.mention);
        let next = match places.iter().position(|place| *place == (active, mention)) {
            Some(at) => step(at, places.len(), back),
            // The active pane has none: the first one to the right of it, the last one to the left.
            None => {
                let order = |key: DocumentKey| state.shown.iter().position(|k| *k == key);
                let beyond = |(key, _): &(DocumentKey, usize)| order(*key) > order(active);
                let right = places.iter().position(beyond).unwrap_or(0);
                (!places.is_empty()).then(|| if back { (right + places.len() - 1) % places.len() } else { right })
            }
        };
        match next.map(|at| places[at]) {
            Some((key, n)) => self.lead(key, n),
            None => self.say_for_a_while(t("画面上的文档都没有提到这个事项"), ctx),
        }
    }

    /// Chooses the next or previous shared initiative in reading order from the reading line of the active pane, and goes to it.
    pub(super) fn step_shared(&mut self, back: bool, ctx: &egui::Context) {
        let state = &self.state;
        let Some(key) = state.active_pane() else { return };
        let Some(index) = state.compared_index(key) else { return };
        let Some(seen) = state.panes.get(&key).and_then(|p| p.seen.as_ref()) else { return };
        // From the mention that the pane stands on, while it is in view; else from the reading line.
        let current = state.current_mention(index).map(|m| m.span).filter(|span| seen.visible.contains(*span));
        let chosen = state.selected.as_ref();
        let from = current.map_or((seen.reading, ByteOffset(0)), order);
        let mut found: Option<(Span, usize, usize)> = None;
        for (i, initiative) in state.comparison.initiatives.iter().enumerate().filter(|(_, i)| i.is_shared() && Some(&i.id) != chosen) {
            for (n, mention) in initiative.mentions_in(index).enumerate() {
                let place = (order(mention.span), i);
                let beyond = if back {
                    order(mention.span) < from
                } else {
                    order(mention.span) > from || current.is_none() && order(mention.span) == from
                };
                let nearer = found.is_none_or(|(span, j, _)| if back { place > (order(span), j) } else { place < (order(span), j) });
                if beyond && nearer {
                    found = Some((mention.span, i, n));
                }
            }
        }
        let Some((_, i, n)) = found else {
            self.say_for_a_while(if back { t("这份文档前面没有别的共有事项了") } else { t("这份文档后面没有别的共有事项了") }, ctx);
            return;
        };
        self.state.selected = Some(self.state.comparison.initiatives[i].id.clone());
        self.lead(key, n);
        // Those that have nothing in what corresponds show their first mention: the choice is a new one.
        self.bring_others(key, true);
    }

    /// Brings a pane to a mention of the chosen initiative and makes it the hand; the others go to theirs in what corresponds.
    pub(super) fn lead(&mut self, key: DocumentKey, mention: usize) {
        let state = &mut self.state;
        let (Some(index), Some(initiative)) = (state.compared_index(key), state.selected_initiative().cloned()) else { return };
        let Some(span) = initiative.mentions_in(index).nth(mention).map(|m| m.span) else { return };
        state.following.hand = Some(key);
        state.following.moved_at = None;
        let pane = state.panes.entry(key).or_default();
        pane.mention = mention;
        pane.reader.scroll_to(span, Align::Reading);
        self.bring_others(key, false);
    }

    /// Brings the others to their mention in what corresponds to that of `key`; `all`: where there is none, to their first one.
    fn bring_others(&mut self, key: DocumentKey, all: bool) {
        let state = &mut self.state;
        if state.tie == TieMode::Free && !all {
            return;
        }
        let (Some(from), Some(initiative)) = (state.compared_index(key), state.selected_initiative().cloned()) else { return };
        let Some(at) = state.current_mention(from).map(|m| m.span.start) else { return };
        for to in (0..state.compared.len()).filter(|to| *to != from) {
            let aligned = state.aligned_mention(&initiative, from, at, to).or(all.then_some(0));
            if let Some(n) = aligned {
                stand_on(state, &initiative, to, n);
            }
        }
    }

    pub(super) fn say_for_a_while(&mut self, message: &str, ctx: &egui::Context) {
        self.state.say(message);
        self.state.notice_until = Some(ctx.input(|i| i.time) + NOTICE_SECONDS);
    }
}

/// Brings a pane to the mention that it stands on; the others stay where they are.
pub fn show_mention(state: &mut AppState, key: DocumentKey) {
    let span = state.compared_index(key).and_then(|index| state.current_mention(index)).map(|m| m.span);
    if let (Some(span), Some(pane)) = (span, state.panes.get_mut(&key)) {
        pane.reader.scroll_to(span, Align::Reading);
    }
}

/// By start, of those that start together the longest first.
fn order(span: Span) -> (ByteOffset, ByteOffset) {
    (span.start, ByteOffset(usize::MAX - span.end.0))
}

/// Puts a pane on its `n`th mention; one that is held keeps its place.
fn stand_on(state: &mut AppState, initiative: &Initiative, index: usize, n: usize) {
    let Some(key) = state.compared.get(index).copied() else { return };
    let held = state.following.held.contains(&key);
    let pane = state.panes.entry(key).or_default();
    pane.mention = n;
    let mention = initiative.mentions_in(index).nth(n);
    if let Some(mention) = mention.filter(|_| !held) {
        pane.reader.scroll_to(mention.span, Align::Reading);
    }
}
