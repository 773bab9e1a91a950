//! Tied scrolling: panes that follow the one under the hand.
//!
//! In: what each pane showed in the last frame, the user's hand first of all, and the comparison's [`Correspondence`]. Out: scrolls that the
//! other panes are asked for. The pane under the hand never moves by itself: only a scroll by the user makes a pane the hand, never one that
//! was asked for here, so nothing feeds back. By topic, the others wait until the hand rests and then each glides once, and only if what
//! corresponds does not stand comfortably in its view already; a pane that is held in its place is left alone. What the user asks for by
//! name (an initiative, the next mention) goes before the tie: panes that stand on a mention are not dragged away until the hand moves again.
//!
//! [`Correspondence`]: crate::compare::Correspondence

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::app::JieduApp;
use super::language::said;
use super::reader::Align;
use super::state::{AppState, DocumentKey, TieMode};
use crate::compare::{Passage, is_near};
use crate::text::{ByteOffset, Span};

/// The hand rests when it has not moved for so many seconds.
const REST_SECONDS: f64 = 0.25;
/// A passage that begins above this share of the viewport stands comfortably in view.
const COMFORT: f64 = 0.6;
/// So many points of a passage must be in view below its first row's top, in rows.
const COMFORT_ROWS: f64 = 3.0;
/// A pin counts within so many rows of it, beside its section.
const PIN_ROWS: f32 = 40.0;
/// Bytes of a Chinese character.
const BYTES_PER_CHAR: f32 = 3.0;
/// How the panes hang together at the moment.
#[derive(Debug, Default)]
pub struct Following {
    /// The pane that the user acted in last.
    pub hand: Option<DocumentKey>,
    /// When the hand moved last, in seconds of the window's clock, where the others have not followed yet.
    pub moved_at: Option<f64>,
    /// Panes that stay where they are.
    pub held: BTreeSet<DocumentKey>,
    /// What each pane that followed last rests on, for people.
    pub reasons: BTreeMap<DocumentKey, String>,
    /// Scrolls asked for by the tie since the start: for tests.
    pub glides: usize,
}

impl TieMode {
    /// All, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Topic, Self::Distance, Self::Free];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Topic => said("按主题同步"),
            Self::Distance => said("并排锁定"),
            Self::Free => said("各自滚动"),
        }
    }

    /// What it does, for people.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Topic => said("一栏停住后，其余各栏移到讲同一主题的地方"),
            Self::Distance => said("滚动一栏，其余各栏同时移动同样的距离"),
            Self::Free => said("每栏只由自己滚动"),
        }
    }

    /// The next one, in a circle.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Topic => Self::Distance,
            Self::Distance => Self::Free,
            Self::Free => Self::Topic,
        }
    }
}

impl AppState {
    /// The pane that keys act on: that of the hand, else the first one.
    #[must_use]
    pub fn active_pane(&self) -> Option<DocumentKey> {
        self.following.hand.filter(|key| self.shown.contains(key)).or_else(|| self.shown.first().copied())
    }

    /// What corresponds, in the comparison's document `to`, to a place of document `from`.
    #[must_use]
    pub fn passage(&self, from: usize, at: ByteOffset, to: usize) -> Option<Passage> {
        self.correspondence.passage(&self.comparison, from, at, to)
    }
}

impl JieduApp {
    /// Lets the panes follow the hand. To be called once a frame, after the views and the commands.
    pub(super) fn follow(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|i| i.time);
        let state = &mut self.state;
        let moved = |key: &DocumentKey| state.panes.get(key)?.seen.as_ref()?.user_moved.filter(|by| by.abs() > 0.01);
        if let Some((key, by)) = state.shown.iter().find_map(|key| Some((*key, moved(key)?))) {
            state.following.hand = Some(key);
            match state.tie {
                TieMode::Topic => state.following.moved_at = Some(now),
                TieMode::Distance => {
                    move_along(state, key, by);
                    ctx.request_repaint();
                }
                TieMode::Free => {}
            }
        }
        let Some(moved_at) = state.following.moved_at else { return };
        let hand = state.following.hand.filter(|key| state.tie == TieMode::Topic && state.shown.contains(key));
        let Some(hand) = hand else {
            state.following.moved_at = None;
            return;
        };
        if state.panes.get(&hand).is_some_and(|p| p.reader.is_gliding()) {
            // The user sent it somewhere and it is on its way.
            state.following.moved_at = Some(now);
            return;
        }
        let left = moved_at + REST_SECONDS - now;
        if left > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
            return;
        }
        state.following.moved_at = None;
        ease(state, hand);
        // For the glides, and for the marks of mentions that are others now.
        ctx.request_repaint();
    }

    /// Changes how the panes scroll together. Nothing moves until the hand does.
    pub(super) fn tie(&mut self, mode: TieMode) {
        self.state.tie = mode;
        self.state.following.moved_at = None;
        self.session_dirty = true;
    }

    /// A pane has come in: it follows the hand as the others do, unless all stand on an initiative.
    pub(super) fn tie_in(&mut self, ctx: &egui::Context) {
        if self.state.selected.is_none() && self.state.following.hand.is_some() {
            self.state.following.moved_at = Some(ctx.input(|i| i.time));
        }
    }
}

/// Moves the other panes by the same distance as the hand's.
fn move_along(state: &mut AppState, hand: DocumentKey, by: f64) {
    for key in &state.shown {
        if *key != hand
            && !state.following.held.contains(key)
            && let Some(pane) = state.panes.get_mut(key)
        {
            pane.reader.move_by(by);
        }
    }
}

/// Lets the other panes glide to what corresponds to the hand's reading line.
fn ease(state: &mut AppState, hand: DocumentKey) {
    let Some(from) = state.compared_index(hand) else { return };
    let Some(at) = state.panes.get(&hand).and_then(|p| p.seen.as_ref()).map(|s| s.reading) else { return };
    state.following.reasons.clear();
    let mention = mention_at(state, hand, from, at);
    for key in state.shown.clone() {
        if key == hand || state.following.held.contains(&key) {
            continue;
        }
        let Some(to) = state.compared_index(key) else { continue };
        if follow_pin(state, key, (from, at), to) {
            continue;
        }
        let Some(passage) = state.passage(from, at, to) else { continue };
        let aligned = mention.zip(state.selected_initiative()).and_then(|(at, initiative)| {
            let n = state.aligned_mention(initiative, from, at, to)?;
            Some((n, initiative.mentions_in(to).nth(n)?.span))
        });
        state.following.reasons.insert(key, passage.why(&state.comparison));
        let row = f64::from(state.set_size) * 1.75;
        let Some(pane) = state.panes.get_mut(&key) else { continue };
        if let Some((n, _)) = aligned {
            pane.mention = n;
        }
        let target = aligned.map_or(passage.span, |(_, span)| span);
        if !stands_comfortably(&pane.reader, target, row) {
            pane.reader.scroll_to(target, Align::Reading);
            state.following.glides += 1;
        }
    }
}

/// Lets a pane glide to what a pin near the hand's reading line ties it to: as far beyond the pin as the hand is. Whether there is such a pin.
fn follow_pin(state: &mut AppState, key: DocumentKey, (from, at): (usize, ByteOffset), to: usize) -> bool {
    let width = state.panes.get(&key).and_then(|p| p.seen.as_ref()).map_or(0.0, |seen| seen.text.width());
    let near = (PIN_ROWS * BYTES_PER_CHAR * (width / state.set_size).max(1.0)) as usize;
    let Some((here, there)) = state.pinned(from, at, to, near) else { return false };
    let Some(document) = state.comparison.documents.get(to) else { return false };
    let beyond = (there.start.0 + at.0).saturating_sub(here.start.0).min(document.text.len());
    let target = ByteOffset(document.text.floor_char_boundary(beyond));
    state.following.reasons.insert(key, super::language::t("手动对齐").to_owned());
    let row = f64::from(state.set_size) * 1.75;
    let Some(pane) = state.panes.get_mut(&key) else { return false };
    let stands = pane.seen.as_ref().map(|seen| pane.reader.y_of(seen.reading));
    if stands.is_none_or(|y| (y - pane.reader.y_of(target)).abs() > row * 1.5) {
        pane.reader.scroll_to(Span { start: target, end: target }, Align::Reading);
        state.following.glides += 1;
    }
    true
}

/// The mention of the chosen initiative on or near the hand's reading line, on which its pane stands from now on: where the user reads along
/// from mention to mention, the threads come with them.
fn mention_at(state: &mut AppState, hand: DocumentKey, from: usize, at: ByteOffset) -> Option<ByteOffset> {
    let mentions = state.selected_initiative()?.mentions_in(from).enumerate();
    let near = mentions.filter(|(_, m)| is_near(at, m.span.start)).min_by_key(|(_, m)| m.span.start.0.abs_diff(at.0));
    let (n, start) = near.map(|(n, m)| (n, m.span.start))?;
    state.panes.get_mut(&hand)?.mention = n;
    Some(start)
}

/// Whether a passage begins in the upper part of the view and some of it is to be read there.
fn stands_comfortably(reader: &super::reader::ReaderState, passage: Span, row: f64) -> bool {
    let height = f64::from(reader.viewport_height());
    let top = reader.y_of(passage.start) - reader.scroll_y();
    let last = reader.y_of(ByteOffset(passage.end.0.saturating_sub(1).max(passage.start.0))) - reader.scroll_y() + row;
    let enough = last.min(top + COMFORT_ROWS * row);
    top >= -1.0 && top <= height * COMFORT && enough <= height
}
