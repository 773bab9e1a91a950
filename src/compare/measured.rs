//! The documents' measures, each with the initiative that it is a number of.
//!
//! In: documents and their initiatives. Out: [`DocumentMeasure`]s, by document, then by place. A measure belongs to the initiative that
//! what it counts names; else to the one whose mention stands nearest in its clause; else to the last that its sentence named before, since
//! a sentence names its topic first and what a later clause brings up is another; else to none. Mentions are looked up by place, so the
//! work grows with the mentions near a number and not with all of them.

use std::cmp::Reverse;
use std::sync::Arc;

use super::types::{Certainty, DocumentMeasure, Initiative};
use crate::measure::{self, Measure};
use crate::structure::Document;
use crate::text::{Span, in_parallel};

/// So much text in bytes is worth a thread.
const LEAST_BYTES: usize = 30_000;

/// A mention is looked for so far around a number, in bytes.
const MAX_REACH: usize = 600;

/// A mention in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    span: Span,
    initiative: usize,
}

/// How near a mention stands to what is counted; nearer ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Object,
    Clause,
    Sentence,
}

/// The measures of each document: all that is known of them without the initiatives.
pub fn find(documents: &[Arc<Document>]) -> Vec<Vec<Measure>> {
    in_parallel(documents, |d| d.text.len(), LEAST_BYTES, |document| measure::find(document))
}

/// The measures of all documents, as `found` in each, with their initiatives.
pub fn measures(found: Vec<Vec<Measure>>, initiatives: &[Initiative]) -> Vec<DocumentMeasure> {
    let mentions = mentions_by_document(found.len(), initiatives);
    let mut out = Vec::new();
    for (document, measures) in found.into_iter().enumerate() {
        for mut measure in measures {
            let belongs_to = initiative_of(&measure, &mentions[document]);
            if let Some((initiative, nearness)) = belongs_to {
                measure.why.push_str(&why(&initiatives[initiative].name, nearness));
            }
            out.push(DocumentMeasure { document, measure, initiative: belongs_to.map(|(initiative, _)| initiative) });
        }
    }
    out
}

/// The settled mentions of each document, by place.
fn mentions_by_document(documents: usize, initiatives: &[Initiative]) -> Vec<Vec<Place>> {
    let mut out = vec![Vec::new(); documents];
    for (initiative, known) in initiatives.iter().enumerate() {
        for mention in known.mentions.iter().filter(|m| m.certainty == Certainty::Sure) {
            if let Some(places) = out.get_mut(mention.document) {
                places.push(Place { span: mention.span, initiative });
            }
        }
    }
    for places in &mut out {
        places.sort_unstable();
    }
    out
}

/// The initiative that a measure is a number of, and how near it is named. Of equally near ones the longest name, which says most.
fn initiative_of(measure: &Measure, mentions: &[Place]) -> Option<(usize, Nearness)> {
    let from = measure.sentence.start.0.max(measure.span.start.0.saturating_sub(MAX_REACH));
    let upto = measure.sentence.end.0.min(measure.span.end.0 + MAX_REACH);
    let first = mentions.partition_point(|m| m.span.start.0 < from);
    let near = mentions[first..].iter().take_while(|m| m.span.start.0 < upto);
    let ranked = near.filter_map(|m| {
        let nearness = nearness(measure, m.span)?;
        Some(((nearness, distance(measure.span, m.span), Reverse(m.span.len()), m.initiative), m.initiative, nearness))
    });
    ranked.min_by_key(|(rank, _, _)| *rank).map(|(_, initiative, nearness)| (initiative, nearness))
}

fn nearness(measure: &Measure, mention: Span) -> Option<Nearness> {
    if measure.object_span.is_some_and(|object| object.overlaps(mention)) {
        Some(Nearness::Object)
    } else if measure.clause.overlaps(mention) {
        Some(Nearness::Clause)
    } else {
        (mention.start < measure.span.start).then_some(Nearness::Sentence)
    }
}

/// Bytes between two spans; 0 where they touch or overlap.
const fn distance(a: Span, b: Span) -> usize {
    if a.start.0 >= b.end.0 { a.start.0 - b.end.0 } else { b.start.0.saturating_sub(a.end.0) }
}

fn why(name: &str, nearness: Nearness) -> String {
    match nearness {
        Nearness::Object => format!("；对象即“{name}”"),
        Nearness::Clause => format!("；同一分句提到“{name}”"),
        Nearness::Sentence => format!("；同一句前文提到“{name}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Nearness, Place, initiative_of};
    use crate::measure::{Bound, Kind, Measure};
    use crate::text::Span;

    fn measure(span: Span, object: Option<Span>, clause: Span, sentence: Span) -> Measure {
        Measure {
            span,
            action: String::new(),
            object: String::new(),
            object_span: object,
            clause,
            quantity: "2".to_owned(),
            quantity_to: None,
            bound: Bound::Exact,
            unit: "个".to_owned(),
            base: None,
            kind: Kind::Target,
            deadline: None,
            sentence,
            why: String::new(),
        }
    }

    #[test]
    fn the_object_outweighs_the_clause_and_the_clause_the_sentence() {
        let (clause, sentence) = (Span::new(20, 60), Span::new(0, 100));
        let near = Place { span: Span::new(24, 30), initiative: 7 };
        let counted = Place { span: Span::new(50, 56), initiative: 3 };
        let nested = Place { span: Span::new(50, 53), initiative: 4 };
        let far = Place { span: Span::new(3, 9), initiative: 1 };
        let other = Place { span: Span::new(110, 120), initiative: 9 };
        let of = |object, places: &[Place]| initiative_of(&measure(Span::new(31, 34), object, clause, sentence), places);
        assert_eq!(of(Some(Span::new(44, 56)), &[far, near, nested, counted, other]), Some((3, Nearness::Object)));
        assert_eq!(of(None, &[far, near, counted, other]), Some((7, Nearness::Clause)));
        assert_eq!(of(None, &[far, other]), Some((1, Nearness::Sentence)));
        let later = Place { span: Span::new(70, 80), initiative: 8 };
        assert_eq!(of(None, &[later, other]), None);
    }
}
