//! What a document promises or reports in numbers.
//!
//! In: a [`Document`]. Out: its [`Measure`]s, by place. Pure; knows nothing of other documents or of initiatives.
//!
//! Sentence by sentence: [`view`] lays out the characters, [`quantities`] finds numbers with a unit ([`numerals`], [`units`]) and leaves
//! out dates, ordinals and coded names, [`phrases`] finds the verb and the noun of each by the verbs of [`words`] ([`edges`], [`bounds`], [`nouns`]), [`counted`] leaves out manners of speaking, [`tense`] tells promise
//! from report, [`deadlines`] the limit. Every rule looks a bounded stretch to each side, so the whole is linear in the text.

mod bounds;
mod counted;
mod deadlines;
mod edges;
mod nouns;
mod numerals;
mod phrases;
mod quantities;
mod tense;
mod types;
mod units;
mod view;
mod words;

pub use types::{Base, Bound, Kind, Measure};

use self::phrases::{Basis, Phrase};
use self::quantities::Quantity;
use self::tense::{SentenceTense, Tense};
use self::view::View;
use crate::structure::{Document, ParagraphRole};
use crate::text::{Span, han_digit, sentences};

/// A sentence is read so far at once, in bytes: a line of megabytes without a full stop is no sentence.
const MAX_SENTENCE: usize = 3000;

/// So many numbers of one clause may follow each other.
const MAX_CHAIN: usize = 12;

/// A limit is looked for so far outside the clause, in characters.
const DEADLINE_REACH: usize = 100;

/// The measures of `document`, by place.
#[must_use]
pub fn find(document: &Document) -> Vec<Measure> {
    let tense = Tense::new(document);
    let mut out = Vec::new();
    let is_read = |role| matches!(role, ParagraphRole::Body | ParagraphRole::Row | ParagraphRole::Heading(_));
    for paragraph in document.paragraphs.iter().filter(|p| is_read(p.role)) {
        for sentence in sentences(paragraph.span.of(&document.text)) {
            for piece in pieces(&document.text, sentence.shifted(paragraph.span.start.0)) {
                read_sentence(document, tense, piece, &mut out);
            }
        }
    }
    out
}

/// A sentence, cut where it is longer than any is.
fn pieces(text: &str, sentence: Span) -> impl Iterator<Item = Span> + use<'_> {
    let mut start = sentence.start.0;
    std::iter::from_fn(move || {
        let end = text.floor_char_boundary(sentence.end.0.min(start + MAX_SENTENCE));
        let piece = Span::new(start, end);
        start = end;
        (!piece.is_empty()).then_some(piece)
    })
}

fn read_sentence(document: &Document, tense: Tense<'_>, sentence: Span, out: &mut Vec<Measure>) {
    let text = sentence.of(&document.text);
    let is_numeral = |c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || han_digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万' | '两')
    };
    if !text.contains(is_numeral) {
        return;
    }
    let view = View::new(&document.text, sentence);
    let quantities = quantities::quantities(&view);
    if quantities.is_empty() {
        return;
    }
    let trimmed = trimmed(&document.text, sentence);
    let tense = tense.sentence(sentence.start, text);
    let read = phrases::phrases(&view, quantities);
    for (k, (quantity, phrase)) in read.iter().enumerate() {
        // What is said behind the clause is of this number as far as no other number's clause begins.
        let next = read[k + 1..].iter().take(MAX_CHAIN).map(|(_, p)| p.clause.0).find(|start| *start > phrase.clause.0);
        let own = (phrase.clause.0.saturating_sub(DEADLINE_REACH), next.unwrap_or(view.len()).min(phrase.clause.1 + DEADLINE_REACH));
        out.push(measure(document, &tense, &view, trimmed, own, quantity, phrase));
    }
}

fn measure(
    document: &Document,
    tense: &SentenceTense<'_>,
    view: &View,
    sentence: Span,
    own: (usize, usize),
    quantity: &Quantity,
    phrase: &Phrase,
) -> Measure {
    let action = view.text(phrase.action.0, phrase.action.1);
    let object = view.text(phrase.object.0, phrase.object.1);
    let clause = view.text(phrase.clause.0, phrase.clause.1);
    let span = view.span(quantity.start, quantity.end);
    let (kind, told_by) = tense.of(&clause);
    let year = document.meta.year;
    let said = |start: usize, end: usize| deadlines::said(&view.text(start, end), year);
    let deadline = || said(own.0, phrase.clause.1).or_else(|| said(phrase.clause.1, own.1)).or_else(|| year.map(|year| year.to_string()));
    let deadline = (kind == Kind::Target).then(deadline).flatten();
    Measure {
        span,
        object_span: (!object.is_empty()).then(|| view.span(phrase.object.0, phrase.object.1)),
        clause: view.span(phrase.clause.0, phrase.clause.1),
        why: why(&action, phrase.basis, &told_by),
        action,
        object,
        quantity: quantity.value.clone(),
        quantity_to: quantity.to.clone(),
        bound: quantity.bound,
        unit: quantity.unit.clone(),
        base: phrase.base,
        kind,
        deadline,
        sentence,
    }
}

/// What the reading rests on.
fn why(action: &str, basis: Basis, told_by: &str) -> String {
    let verb = if action.is_empty() { String::new() } else { format!("动词“{action}”；") };
    let place = match basis {
        Basis::After => "对象在数后",
        Basis::Between => "对象在数前",
        Basis::Subject => "对象为主语",
        Basis::Chain => "对象承前",
    };
    format!("{verb}{place}；{told_by}")
}

/// The span without white space and closing marks of the sentence before at its start, and without white space at its end.
fn trimmed(text: &str, span: Span) -> Span {
    let source = span.of(text);
    let start = span.start.0 + (source.len() - source.trim_start().len());
    let end = span.end.0 - (source.len() - source.trim_end().len());
    Span::new(start, end.max(start))
}

#[cfg(test)]
mod tests;
