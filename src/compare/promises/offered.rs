//! Passages of a summary that the user may choose for an item, where the engine found none, or a wrong one, and items of a plan that they may
//! choose for a passage without one; and the status that a choice suggests.

use std::collections::BTreeMap;

use crate::compare::followups::{numbers_in, status_by_numbers};
use crate::compare::types::{Comparison, DocumentMeasure, Initiative, Place, Status};
use crate::structure::{Document, Paragraph, ParagraphRole};
use crate::text::{Span, fold, is_sentence_end, sentences};

/// What the numbers of an item and of a passage that the user says reports on it suggest; without comparable ones, that progress is told.
#[must_use]
pub fn suggested_status(item: Place, passage: Place, measures: &[DocumentMeasure]) -> Status {
    let (targets, results) = (numbers_in(item, measures), numbers_in(passage, measures));
    status_by_numbers(&targets, &results, measures).unwrap_or(Status::Reported)
}

/// A sentence of a summary has so many letters at least to be offered.
const LEAST_LETTERS: usize = 6;
/// An initiative that both name is worth so many pairs of characters.
const NAME_WORTH: usize = 6;

/// Sentences of the summaries that may report on an item, the likeliest first, at most `most`: for the user to choose from where the engine
/// found none, or a wrong one. They share initiatives with the item, or rare pairs of characters; one that shares nothing is not offered.
#[must_use]
pub fn reports_for(comparison: &Comparison, plan: Place, summaries: &[usize], most: usize) -> Vec<Place> {
    let mut sentences: Vec<Place> = Vec::new();
    for summary in summaries {
        let Some(document) = comparison.documents.get(*summary) else { continue };
        // A heading names a topic and reports nothing.
        let reports = |p: &&Paragraph| matches!(p.role, ParagraphRole::Body | ParagraphRole::Row | ParagraphRole::Footnote);
        for paragraph in document.paragraphs.iter().filter(reports) {
            sentences.extend(sentences_of(document, paragraph.span).map(|span| Place { document: *summary, span }));
        }
    }
    likest(comparison, plan, &sentences, most)
}

/// Items of a plan (index of its document) that a passage without one may report on, the likeliest first, at most `most`. They are ranked as
/// passages are for an item.
#[must_use]
pub fn items_for(comparison: &Comparison, passage: Place, plan: usize, most: usize) -> Vec<Place> {
    let items: Vec<Place> = comparison.followups.iter().filter_map(|f| f.plan).filter(|item| item.document == plan).collect();
    likest(comparison, passage, &items, most)
}

/// Those of some passages that share the most with one, the likest first; what shares nothing is left out.
fn likest(comparison: &Comparison, wanted: Place, among: &[Place], most: usize) -> Vec<Place> {
    let text = |place: Place| comparison.documents.get(place.document).map_or("", |d| place.span.of(&d.text));
    let item = pairs_of(text(wanted));
    let sentences: Vec<(Place, Vec<[char; 2]>)> = among.iter().map(|place| (*place, pairs_of(text(*place)))).collect();
    let mut frequency: BTreeMap<[char; 2], usize> = BTreeMap::new();
    for pair in sentences.iter().flat_map(|(_, pairs)| pairs) {
        *frequency.entry(*pair).or_default() += 1;
    }
    let named: Vec<&Initiative> = comparison.initiatives.iter().filter(|i| names(i, wanted)).collect();
    // A pair that every sentence has says nothing: a thousandth part of how rare it is, so that whole numbers order the list.
    let worth = |pair: &[char; 2]| frequency.get(pair).map_or(0, |n| 1000 / n);
    let mut ranked: Vec<(usize, Place)> = sentences
        .iter()
        .map(|(place, pairs)| {
            let words: usize = item.iter().filter(|pair| pairs.binary_search(pair).is_ok()).map(worth).sum();
            (words + named.iter().filter(|i| names(i, *place)).count() * NAME_WORTH * 1000, *place)
        })
        .filter(|(worth, _)| *worth > 0)
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(most);
    ranked.into_iter().map(|(_, place)| place).collect()
}

fn names(initiative: &Initiative, place: Place) -> bool {
    initiative.mentions_in(place.document).any(|m| place.span.contains(m.span))
}

/// The pairs of characters in a text, folded, each once, in order.
fn pairs_of(text: &str) -> Vec<[char; 2]> {
    let letters: Vec<char> = fold(text).text.chars().collect();
    let both = |pair: &&[char]| pair.iter().all(|c| c.is_alphanumeric());
    let mut out: Vec<[char; 2]> = letters.windows(2).filter(both).map(|pair| [pair[0], pair[1]]).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The sentences of a paragraph, without their closing marks.
fn sentences_of(document: &Document, paragraph: Span) -> impl Iterator<Item = Span> {
    let text = paragraph.of(&document.text);
    sentences(text).into_iter().filter_map(move |span| {
        let sentence = span.of(text);
        let inner = sentence.trim_start();
        let start = paragraph.start.0 + span.start.0 + sentence.len() - inner.len();
        let inner = inner.trim_end_matches(|c: char| is_sentence_end(c) || c.is_whitespace());
        let letters = inner.chars().filter(|c| c.is_alphanumeric()).count();
        (letters >= LEAST_LETTERS).then(|| Span::new(start, start + inner.len()))
    })
}
