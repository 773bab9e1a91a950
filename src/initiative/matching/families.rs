//! Names of the lexicon's families.
//!
//! In: a document, its folded text, a lexicon. Out: where a family's pattern stands and the name as folded: two places are one name only where
//! all of it is one, its variable part too. What a coded name means is not settled here: that takes the other documents.

use super::super::lexicon::{Lexicon, figures};
use super::{Hit, reaches, splices, with_whole_quotation};
use crate::structure::Document;
use crate::text::{FoldedText, Span};

/// A place where a document uses a name of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyHit {
    /// Index into the lexicon's families.
    pub family: usize,
    /// The whole name, folded.
    pub name: String,
    /// The whole name as written: 十九届五中全会 also where 十九届四中、五中全会 stands.
    pub written: String,
    /// In the document's text.
    pub span: Span,
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{4e00}'..='\u{9fff}')
}

/// All names of families in `document`, by place. Where an entry of the lexicon (`known`) covers one, the entry has it.
#[must_use]
pub fn find_families(document: &Document, folded: &FoldedText, lexicon: &Lexicon, known: &[Hit]) -> Vec<FamilyHit> {
    let known = reaches(known.iter().map(|hit| (hit.span.start.0, hit.span.end.0)).collect());
    let is_known = |span: Span| {
        let before = known.partition_point(|(start, _)| *start <= span.start.0);
        before.checked_sub(1).and_then(|k| known.get(k)).is_some_and(|(_, reach)| span.end.0 <= *reach)
    };
    let series: Vec<_> = splices::series(&folded.text).into_iter().map(|reading| (figures(&reading.text), reading)).collect();
    let numbers = figures(&folded.text);
    let mut out = Vec::new();
    for (family, entry) in lexicon.families.iter().enumerate() {
        for (start, mut end) in entry.pattern.find(&folded.text, &numbers) {
            // “2+3”三年行动: folded, the numeral after the code looks like a part of it.
            while entry.pattern.ends_in_code() && folded.source_span(end - 1, end).of(&document.text).ends_with(is_han) {
                end -= 1;
            }
            let name = &folded.text[start..end];
            let span = with_whole_quotation(&document.text, folded.source_span(start, end));
            if !entry.anti.iter().any(|anti| name.contains(anti.as_str())) && !is_known(span) {
                out.push(FamilyHit { family, name: name.to_owned(), written: span.of(&document.text).to_owned(), span });
            }
        }
        // 十九届四中、五中全会 names both.
        for (numbers, reading) in &series {
            for (start, end) in entry.pattern.find(&reading.text, numbers) {
                let name = &reading.text[start..end];
                let Some(at) = reading.source(start, end) else { continue };
                let span = with_whole_quotation(&document.text, folded.source_span(at.0, at.1));
                if !entry.anti.iter().any(|anti| name.contains(anti.as_str())) {
                    let pieces = reading.pieces(start, end).map(|(from, to)| folded.source_span(from, to).of(&document.text));
                    out.push(FamilyHit { family, name: name.to_owned(), written: pieces.concat(), span });
                }
            }
        }
    }
    out.sort_by_key(|hit| (hit.span, hit.family));
    out
}
