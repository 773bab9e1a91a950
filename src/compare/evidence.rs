//! The evidence of one initiative: what each document says of it, sentence by sentence, and its numbers there.
//!
//! In: a [`Comparison`] and one of its initiatives. Out: a card per document, also for those that do not mention it. Mentions of one sentence
//! are one quote: what is read and judged is the sentence. Made once per comparison and choice, since a long text has thousands of mentions.

use std::ops::Range;

use super::types::{Certainty, Comparison, Initiative};
use crate::measure::Kind;
use crate::structure::Document;
use crate::text::{Span, sentence_around};

/// What the documents say of one initiative.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// One per document of the comparison, in its order.
    pub cards: Vec<EvidenceCard>,
}

/// What one document says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceCard {
    /// How often it is mentioned.
    pub mentions: usize,
    /// By place; empty where the document does not mention it.
    pub quotes: Vec<Quote>,
    /// Its numbers, by place.
    pub figures: Vec<Figure>,
}

/// A sentence that mentions it, once or several times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Indexes into [`Initiative::mentions`].
    pub mentions: Range<usize>,
    /// The sentence, in the document's text.
    pub sentence: Span,
    /// The mentions in the document's text, by place.
    pub marks: Vec<Span>,
    /// The titles of the sections around it, outermost first, joined by ` › `; empty outside of any.
    pub path: String,
    /// Whether one of its mentions is doubtful.
    pub doubtful: bool,
    /// What the matches rest on, each once, joined by `；`.
    pub why: String,
}

/// A number of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it is said of and the number as written: `新建 老年助餐点 3个`.
    pub text: String,
    /// Where the number stands.
    pub span: Span,
    /// Promised or reported.
    pub kind: Kind,
    /// The clause around it.
    pub clause: Span,
}

impl Evidence {
    /// The evidence of the comparison's initiative of this index; no cards where there is none.
    #[must_use]
    pub fn new(comparison: &Comparison, initiative: usize) -> Self {
        let Some(found) = comparison.initiatives.get(initiative) else { return Self::default() };
        let mut cards: Vec<EvidenceCard> = comparison.documents.iter().enumerate().map(|(k, document)| card(found, k, document)).collect();
        for measured in comparison.measures.iter().filter(|m| m.initiative == Some(initiative)) {
            let (Some(card), Some(document)) = (cards.get_mut(measured.document), comparison.documents.get(measured.document)) else {
                continue;
            };
            let measure = &measured.measure;
            let parts = [measure.action.as_str(), measure.object.as_str(), measure.span.of(&document.text)];
            let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            card.figures.push(Figure { text: said.join(" "), span: measure.span, kind: measure.kind, clause: measure.clause });
        }
        Self { cards }
    }
}

fn card(initiative: &Initiative, index: usize, document: &Document) -> EvidenceCard {
    let first = initiative.mentions.partition_point(|m| m.document < index);
    let mut card = EvidenceCard::default();
    for (k, mention) in (first..).zip(initiative.mentions_in(index)) {
        card.mentions += 1;
        let doubtful = mention.certainty == Certainty::Possible;
        if let Some(quote) = card.quotes.last_mut().filter(|q| q.sentence.contains(mention.span)) {
            quote.mentions.end = k + 1;
            quote.marks.push(mention.span);
            quote.doubtful |= doubtful;
            if !quote.why.split('；').any(|why| why == mention.why) {
                quote.why = format!("{}；{}", quote.why, mention.why);
            }
            continue;
        }
        card.quotes.push(Quote {
            mentions: k..k + 1,
            sentence: sentence_around(&document.text, mention.span.start),
            marks: vec![mention.span],
            path: path(document, mention.section),
            doubtful,
            why: mention.why.clone(),
        });
    }
    card
}

fn path(document: &Document, section: Option<usize>) -> String {
    let Some(section) = section else { return String::new() };
    let names = document.section_path(section).into_iter().filter_map(|k| document.sections.get(k));
    names.map(|s| format!("{}{}", s.number, s.title)).collect::<Vec<_>>().join(" › ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Evidence;
    use crate::compare::{Comparison, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;

    fn compared(texts: &[&str]) -> Comparison {
        let document = |(k, text): (usize, &&str)| {
            let imported = Arc::new(import(&format!("{k}.txt"), text.as_bytes()).expect("a text"));
            Arc::new(read(&imported, &Default::default()).remove(0))
        };
        compare(texts.iter().enumerate().map(document).collect(), &Lexicon::builtin(), None)
    }

    #[test]
    fn sentences_of_several_mentions_are_quoted_once_and_absence_has_a_card() {
        let text = "某街道计划\n一、重点任务\n推进垃圾分类，巩固垃圾分类成果，再抓垃圾分类。加装电梯20台。\n深化垃圾分类。\n";
        let comparison = compared(&[text, "某街道总结\n加装电梯18台。\n"]);
        let at = comparison.initiatives.iter().position(|i| i.name.contains("垃圾分类")).expect("in the lexicon");
        let evidence = Evidence::new(&comparison, at);
        let [first, second] = evidence.cards.as_slice() else { panic!("two cards") };
        assert_eq!((first.mentions, first.quotes.len()), (4, 2));
        assert_eq!(first.quotes[0].marks.len(), 3);
        assert_eq!(first.quotes[0].mentions, 0..3);
        assert!(first.quotes[0].path.contains("重点任务"), "{}", first.quotes[0].path);
        assert!(second.quotes.is_empty() && second.mentions == 0);
    }

    #[test]
    fn numbers_stand_with_their_initiative_as_written() {
        let comparison = compared(&["某街道计划\n完成既有多层住宅加装电梯20台。\n", "某街道总结\n既有多层住宅加装电梯完成18台。\n"]);
        let at = comparison.initiatives.iter().position(|i| i.name.contains("加装电梯")).expect("in the lexicon");
        let evidence = Evidence::new(&comparison, at);
        assert!(evidence.cards[0].figures.iter().any(|f| f.text.contains("20台")), "{evidence:?}");
        assert!(evidence.cards[1].figures.iter().any(|f| f.text.contains("18台")), "{evidence:?}");
        assert!(Evidence::new(&comparison, comparison.initiatives.len()).cards.is_empty());
    }
}
