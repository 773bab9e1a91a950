//! What 对读 keeps beside its readers: widths of panes, the one that is maximised, what stands back, where notes and pins stand.
//!
//! In: the user's wishes ([`ReadingCommand`]) and the comparison. Out: values that the panes paint. Where notes, pins and formulae stand is
//! found once per comparison and change of the user's work, never in a frame.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Weak};

use egui::Pos2;

use super::app::JieduApp;
use super::state::{AppState, DocumentKey};
use super::work::WorkCommand;
use crate::compare::{Comparison, Formula};
use crate::structure::{Anchor, Document};
use crate::text::{ByteOffset, Span, sentence_around};
use crate::workspace::{Pin, PlacedNote, PlacedPin, Placer};

/// The quote of a pin is at most so long, in characters.
const PIN_CHARS: usize = 40;

/// What the view keeps.
#[derive(Debug, Default)]
pub struct ReadingState {
    /// Shares of the width that panes take, where the user drew them; 1 where not.
    pub shares: BTreeMap<DocumentKey, f32>,
    /// The pane that has all the room.
    pub maximised: Option<DocumentKey>,
    /// Whether formulae stand back behind what is local.
    pub dim: bool,
    /// Panes that mark where the cleaning changed something.
    pub repairs: BTreeSet<DocumentKey>,
    /// The menu over a text, where one is open.
    pub menu: Option<TextMenu>,
    /// The note that the keyboard went to last: index into [`crate::workspace::Work::notes`].
    pub note: Option<usize>,
    /// The note whose sign takes the keyboard as soon as it is in view.
    pub(super) note_wanted: Option<usize>,
    /// Where things stand in the documents.
    pub(super) places: KeptPlaces,
}

impl ReadingState {
    /// Forgets documents that are closed.
    pub(super) fn forget(&mut self, closed: impl Fn(DocumentKey) -> bool) {
        self.shares.retain(|key, _| !closed(*key));
        self.repairs.retain(|key| !closed(*key));
        self.maximised = self.maximised.filter(|key| !closed(*key));
    }
}

/// What a menu over a text is about.
#[derive(Debug, Clone, PartialEq)]
pub struct TextMenu {
    /// The document.
    pub key: DocumentKey,
    /// The passage: the selection, else the mention under the pointer, else its sentence.
    pub span: Span,
    /// Whether the user selected it.
    pub selected: bool,
    /// Where it comes up on the screen.
    pub anchor: Pos2,
    /// Whether its first entry asks for the keyboard.
    pub focus: bool,
    /// Initiatives mentioned in the passage: index, and their mentions there as indexes into [`crate::compare::Initiative::mentions`].
    pub touched: Vec<(usize, Range<usize>)>,
    /// The note on the passage, as an index.
    pub note: Option<usize>,
}

/// What the user can do in 对读.
#[derive(Debug, Clone, PartialEq)]
pub enum ReadingCommand {
    /// Give a pane all the room, or all of them theirs again.
    Maximise(DocumentKey),
    /// The shares of the width that panes take from now on.
    Share(Vec<(DocumentKey, f32)>),
    /// Make all panes equally wide.
    EvenOut,
    /// Let formulae stand back, or no longer.
    ToggleDim,
    /// Mark where the cleaning changed something in a document, or no longer.
    ToggleRepairs(DocumentKey),
    /// Open the menu over a text; `at` is where the pointer or the caret is.
    OpenMenu {
        /// The document.
        key: DocumentKey,
        /// The place in its text; `None` beside it.
        at: Option<ByteOffset>,
        /// Where the menu comes up.
        anchor: Pos2,
        /// Opened by keyboard.
        focus: bool,
    },
    /// Close it.
    CloseMenu,
    /// Go to the next or previous note on a passage.
    StepNote {
        /// Backwards.
        back: bool,
    },
    /// The keyboard is on the sign of this note.
    NoteReached(usize),
    /// Tie the reading lines of two panes.
    PinHere {
        /// One.
        key: DocumentKey,
        /// The other.
        other: DocumentKey,
    },
}

/// Where things stand in the documents of a comparison.
#[derive(Debug, Default)]
pub struct Places {
    /// Notes on passages, per document.
    pub notes: Vec<Vec<PlacedNote>>,
    /// Pins between two of the documents.
    pub pins: Vec<PlacedPin>,
    /// Formulae per document, sorted and apart.
    pub formulae: Vec<Vec<Span>>,
    /// The spans of repairs per document, sorted.
    pub repairs: Vec<Vec<Span>>,
}

/// The places found last, and for what.
#[derive(Debug, Default)]
pub(super) struct KeptPlaces {
    comparison: Weak<Comparison>,
    /// Of the comparison that was asked for, and of the user's work.
    revision: (u64, u64),
    places: Arc<Places>,
    placer: Placer,
}

impl KeptPlaces {
    fn is_of(&self, comparison: &Arc<Comparison>, revision: (u64, u64)) -> bool {
        std::ptr::eq(self.comparison.as_ptr(), Arc::as_ptr(comparison)) && self.revision == revision
    }
}

impl AppState {
    /// Where notes, pins, formulae and repairs stand; found anew only where the comparison or the user's work is another.
    pub(super) fn mind_places(&mut self) {
        let revision = (self.revision, self.work.revision());
        if self.reading.places.is_of(&self.comparison, revision) {
            return;
        }
        let (documents, work) = (&self.comparison.documents, self.work.now());
        let mut placer = std::mem::take(&mut self.reading.places.placer);
        placer.look_in(documents);
        let places = Places {
            notes: placer.notes(&work.notes),
            pins: placer.pins(&work.pins),
            formulae: formulae(&self.comparison.formulae, documents.len()),
            repairs: documents.iter().map(|d| repairs(d)).collect(),
        };
        let comparison = Arc::downgrade(&self.comparison);
        self.reading.places = KeptPlaces { comparison, revision, places: Arc::new(places), placer };
    }

    /// Where notes, pins, formulae and repairs stand in the documents of the comparison that shows.
    #[must_use]
    pub fn places(&self) -> Arc<Places> {
        Arc::clone(&self.reading.places.places)
    }

    /// The pin that ties a place of the comparison's document `from` to one of `to`: the nearest one in the same section, or `near` bytes away.
    /// Its ends.
    #[must_use]
    pub fn pinned(&self, from: usize, at: ByteOffset, to: usize, near: usize) -> Option<(Span, Span)> {
        let document = self.comparison.documents.get(from)?;
        let section = document.section_at(at);
        let ties = self.reading.places.places.pins.iter().filter_map(|pin| pin.between(from, to));
        let within = |start: ByteOffset| start.0.abs_diff(at.0) <= near || section.is_some() && document.section_at(start) == section;
        ties.filter(|(here, _)| within(here.start)).min_by_key(|(here, _)| here.start.0.abs_diff(at.0))
    }
}

/// The passages of each document that are handed down from above, sorted and apart.
fn formulae(found: &[Formula], documents: usize) -> Vec<Vec<Span>> {
    let mut all: Vec<Vec<Span>> = vec![Vec::new(); documents];
    for place in found.iter().map(|f| f.place) {
        if let Some(spans) = all.get_mut(place.document) {
            spans.push(place.span);
        }
    }
    all.into_iter().map(apart).collect()
}

/// Spans sorted; those that touch become one.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => out.push(span),
        }
    }
    out
}

fn repairs(document: &Document) -> Vec<Span> {
    document.repairs.iter().map(|repair| repair.span).collect()
}

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn reading(&mut self, command: ReadingCommand, ctx: &egui::Context) {
        let reading = &mut self.state.reading;
        match command {
            ReadingCommand::Maximise(key) => reading.maximised = (reading.maximised != Some(key)).then_some(key),
            ReadingCommand::Share(shares) => reading.shares.extend(shares),
            ReadingCommand::EvenOut => reading.shares.clear(),
            ReadingCommand::ToggleDim => reading.dim = !reading.dim,
            ReadingCommand::ToggleRepairs(key) => {
                if !reading.repairs.remove(&key) {
                    reading.repairs.insert(key);
                }
            }
            ReadingCommand::OpenMenu { key, at, anchor, focus } => self.state.reading.menu = text_menu(&self.state, key, at, anchor, focus),
            ReadingCommand::CloseMenu => reading.menu = None,
            ReadingCommand::StepNote { back } => self.step_note(back, ctx),
            ReadingCommand::NoteReached(note) => reading.note_wanted = reading.note_wanted.filter(|wanted| *wanted != note),
            ReadingCommand::PinHere { key, other } => self.pin_here(key, other, ctx),
        }
    }

    fn pin_here(&mut self, key: DocumentKey, other: DocumentKey, ctx: &egui::Context) {
        let anchor = |key: DocumentKey| {
            let document = self.state.comparison.documents.get(self.state.compared_index(key)?)?;
            let reading = self.state.panes.get(&key)?.seen.as_ref()?.reading;
            Some(Anchor::of(document, pin_span(document, reading)))
        };
        let (Some(a), Some(b)) = (anchor(key), anchor(other)) else { return };
        self.work(WorkCommand::Pin(Pin { a, b }));
        self.say_for_a_while(super::language::t("已把两栏在此对齐；点页边的图钉可解除"), ctx);
    }
}

/// What a pin at a place quotes: from there to the end of its paragraph, some words at most.
fn pin_span(document: &Document, at: ByteOffset) -> Span {
    let paragraph = document.paragraphs.get(document.paragraph_at(at)).map_or(Span { start: at, end: at }, |p| p.span);
    let start = at.max(paragraph.start);
    let rest = Span { start, end: paragraph.end }.of(&document.text);
    let len = rest.char_indices().nth(PIN_CHARS).map_or(rest.len(), |(at, _)| at);
    Span::new(start.0, start.0 + len)
}

/// What a menu over a text is about. `None` where there is no text.
fn text_menu(state: &AppState, key: DocumentKey, at: Option<ByteOffset>, anchor: Pos2, focus: bool) -> Option<TextMenu> {
    let index = state.compared_index(key)?;
    let document = state.comparison.documents.get(index)?;
    let pane = state.panes.get(&key)?;
    let selection = pane.reader.selected().filter(|span| at.is_none_or(|at| focus || span.contains_offset(at)));
    let at = at.or(selection.map(|s| s.start)).or(pane.seen.as_ref().map(|s| s.reading))?;
    let chosen = state.selected.as_ref();
    // The chosen initiative's before others', of those the shortest.
    let under = || {
        let initiatives = state.comparison.initiatives.iter();
        let mentions = initiatives.flat_map(|i| i.mentions_in(index).map(|m| (m.span, Some(&i.id) != chosen)));
        mentions.filter(|(span, _)| span.contains_offset(at)).min_by_key(|(span, other)| (*other, span.len())).map(|(span, _)| span)
    };
    let span = selection.or_else(under).unwrap_or_else(|| trimmed(&document.text, sentence_around(&document.text, at)));
    let touched = |initiative: &crate::compare::Initiative| {
        let first = initiative.mentions.partition_point(|m| m.document < index);
        let inside: Vec<usize> =
            (first..).zip(initiative.mentions_in(index)).filter(|(_, m)| m.span.overlaps(span)).map(|(k, _)| k).collect();
        Some(*inside.first()?..inside.last()? + 1)
    };
    let initiatives = state.comparison.initiatives.iter().enumerate();
    let mut touched: Vec<_> = initiatives.filter_map(|(k, i)| Some((k, touched(i)?))).collect();
    touched.sort_by_key(|(k, _)| Some(&state.comparison.initiatives[*k].id) != chosen);
    let placed = state.reading.places.places.notes.get(index).map_or(&[][..], Vec::as_slice);
    Some(TextMenu {
        key,
        span,
        selected: selection.is_some(),
        anchor,
        focus,
        touched,
        note: placed.iter().find(|n| n.span.overlaps(span)).map(|n| n.note),
    })
}

/// A span without the blanks at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start.0 + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
}

#[cfg(test)]
mod tests;
