//! What a document says of an initiative: the sentences that name it, and which of them says most.
//!
//! In: a [`Comparison`], an initiative and a document. Out: [`Saying`]s. Asked for one initiative at a time, by views that show some rows of
//! many; nothing here is worth keeping for all of them.

use super::types::{Certainty, Comparison, Mention};
use crate::structure::{Document, SectionKind};
use crate::text::{Span, is_sentence_end, sentence_around};

/// A quote has at most so many characters: what is longer is cut around the mention.
const MAX_QUOTE_CHARS: usize = 320;
/// Of a quote that is cut, so many characters before the mention are kept at most.
const MAX_LEAD_CHARS: usize = 120;
/// A sentence with fewer characters is a bare heading and says little.
const LEAST_SAID: usize = 14;
/// So many mentions in one document are looked at: of a name in every sentence the first ones tell enough.
const MAX_MENTIONS: usize = 400;

/// One sentence that names an initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// The first mention in it: which of the document's mentions, from zero.
    pub mention: usize,
    /// Where that mention stands.
    pub span: Span,
    /// The sentence, or the part of it around the mention where it is very long.
    pub sentence: Span,
    /// Index of the innermost outline entry around it.
    pub section: Option<usize>,
    /// Whether the context settles that this initiative is meant.
    pub sure: bool,
    /// Indexes into [`Comparison::measures`]: the initiative's numbers in it.
    pub numbers: Vec<usize>,
}

impl Comparison {
    /// The sentences of a document that name an initiative, each once, in order of place.
    #[must_use]
    pub fn sayings(&self, initiative: usize, document: usize) -> Vec<Saying> {
        let (Some(known), Some(text)) = (self.initiatives.get(initiative), self.documents.get(document)) else { return Vec::new() };
        let mut out: Vec<Saying> = Vec::new();
        for (k, mention) in known.mentions_in(document).enumerate().take(MAX_MENTIONS) {
            match out.last_mut().filter(|last| mention.span.start < last.sentence.end) {
                Some(last) => last.sure |= mention.certainty == Certainty::Sure,
                None => {
                    let after = out.last().map_or(0, |last| last.sentence.end.0);
                    out.push(self.saying(text, document, initiative, (k, mention), after));
                }
            }
        }
        out
    }

    fn saying(&self, text: &Document, document: usize, initiative: usize, (k, mention): (usize, &Mention), after: usize) -> Saying {
        let sentence = quoted(&text.text, mention.span, after);
        Saying {
            mention: k,
            span: mention.span,
            section: mention.section,
            sure: mention.certainty == Certainty::Sure,
            numbers: self.numbers_of(initiative, document, sentence),
            sentence,
        }
    }

    /// The numbers of an initiative within a stretch of a document, as indexes into [`Comparison::measures`].
    #[must_use]
    pub fn numbers_of(&self, initiative: usize, document: usize, within: Span) -> Vec<usize> {
        let from = self.measures.partition_point(|m| (m.document, m.measure.span.start) < (document, within.start));
        let inside = self.measures[from..].iter().take_while(|m| m.document == document && m.measure.span.start < within.end);
        (from..).zip(inside).filter(|(_, m)| m.initiative == Some(initiative)).map(|(k, _)| k).collect()
    }

    /// The saying that says most: a settled one, with numbers, more than a heading, under a heading that names the initiative, the first.
    #[must_use]
    pub fn best_saying(&self, initiative: usize, document: usize) -> Option<Saying> {
        let sayings = self.sayings(initiative, document);
        let text = self.documents.get(document)?;
        let best = best(text, &sayings)?;
        sayings.into_iter().nth(best)
    }
}

/// Which of the sayings of one document says most.
pub fn best(text: &Document, sayings: &[Saying]) -> Option<usize> {
    let rank = |saying: &Saying| {
        let says = saying.sentence.of(&text.text).chars().take(LEAST_SAID).count() == LEAST_SAID;
        (saying.sure, !saying.numbers.is_empty(), says, is_topic(text, saying))
    };
    // The last of the greatest in reverse order is the first one in the text.
    (0..sayings.len()).rev().max_by_key(|k| rank(&sayings[*k]))
}

/// Whether the heading over the sentence, or the run-in that opens it, names the initiative as the sentence does.
fn is_topic(text: &Document, saying: &Saying) -> bool {
    let Some(section) = saying.section.and_then(|k| text.sections.get(k)) else { return false };
    let heading = matches!(section.kind, SectionKind::Heading | SectionKind::RunIn);
    heading && section.span.of(&text.text).contains(saying.span.of(&text.text))
}

/// The sentence around a mention, not before `after`, cut where it is very long.
fn quoted(text: &str, mention: Span, after: usize) -> Span {
    let sentence = sentence_around(text, mention.start);
    let start = sentence.start.0.max(after).min(mention.start.0);
    let end = sentence.end.0.max(mention.end.0);
    if text[start..end].chars().take(MAX_QUOTE_CHARS + 1).count() <= MAX_QUOTE_CHARS {
        return Span::new(start, end);
    }
    let from = clause_start(text, start, mention.start.0, MAX_LEAD_CHARS);
    let limit = text[from..end].char_indices().nth(MAX_QUOTE_CHARS).map_or(end, |(k, _)| from + k).max(mention.end.0);
    let to = text[mention.end.0..limit].char_indices().rev().find(|(_, c)| is_clause_end(*c));
    Span::new(from, to.map_or(limit, |(k, c)| mention.end.0 + k + c.len_utf8()))
}

/// Whether a character ends a clause.
pub fn is_clause_end(c: char) -> bool {
    is_sentence_end(c) || matches!(c, '，' | ',' | '：' | ':' | '\t')
}

/// Where to begin to quote `text` so that at most `chars` characters stand before the byte `at` and after `start`: at a clause's start where
/// there is one, else right so many characters before.
#[must_use]
pub fn clause_start(text: &str, start: usize, at: usize, chars: usize) -> usize {
    let before = text.get(start..at).unwrap_or_default();
    if before.chars().count() <= chars {
        return start;
    }
    let least = before.char_indices().rev().nth(chars.saturating_sub(1)).map_or(start, |(k, _)| start + k);
    let clause = text[least..at].char_indices().find(|(_, c)| is_clause_end(*c)).map(|(k, c)| least + k + c.len_utf8());
    clause.filter(|from| *from < at).unwrap_or(least)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::clause_start;
    use crate::compare::{Comparison, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;

    fn comparison(text: &str) -> Comparison {
        let imported = Arc::new(import("a.txt", text.as_bytes()).expect("import"));
        compare(vec![Arc::new(read(&imported, &std::collections::BTreeSet::new()).remove(0))], &Lexicon::builtin(), None)
    }

    fn named(comparison: &Comparison, name: &str) -> usize {
        comparison.initiatives.iter().position(|i| i.name == name).expect("initiative")
    }

    #[test]
    fn each_sentence_stands_once_and_the_best_has_the_number() {
        let text = "甲街道2030年工作计划\n一、城市更新\n（一）推进加装电梯。\n做好加装电梯宣传，让加装电梯成为共识。\n\
            全年完成加装电梯20台，惠及百姓。\n";
        let comparison = comparison(text);
        let lifts = comparison.initiatives.iter().position(|i| i.name.contains("加装电梯")).expect("lifts");
        let sayings = comparison.sayings(lifts, 0);
        assert_eq!(sayings.len(), 3, "{sayings:?}");
        assert_eq!(sayings.iter().map(|s| s.mention).collect::<Vec<_>>(), [0, 1, 3]);
        let best = comparison.best_saying(lifts, 0).expect("a saying");
        let document = &comparison.documents[0];
        assert_eq!(best.sentence.of(&document.text), "全年完成加装电梯20台，惠及百姓。");
        assert_eq!(best.numbers.len(), 1);
        assert!(comparison.best_saying(lifts, 7).is_none());
    }

    #[test]
    fn without_numbers_the_sentence_that_says_more_than_its_heading_is_best() {
        let comparison = comparison("甲街道2030年工作计划\n一、环境\n（一）垃圾分类\n深化党组织牵头、物业为主的垃圾分类模式。\n");
        let waste = named(&comparison, "垃圾分类");
        let best = comparison.best_saying(waste, 0).expect("a saying");
        assert!(best.sentence.of(&comparison.documents[0].text).starts_with("深化"));
    }

    #[test]
    fn a_sentence_without_end_is_cut_around_the_mention_and_holds_it() {
        let long = "党建引领，共治共享，".repeat(120);
        let comparison = comparison(&format!("甲街道2030年工作计划\n一、环境\n{long}推进垃圾分类，{long}\n"));
        let waste = named(&comparison, "垃圾分类");
        let best = comparison.best_saying(waste, 0).expect("a saying");
        let quote = best.sentence.of(&comparison.documents[0].text);
        assert!(quote.chars().count() <= 320 && quote.contains("垃圾分类"), "{quote}");
        assert!(best.sentence.contains(best.span));
        assert!(quote.starts_with("党建") || quote.starts_with("共治"), "{quote}");
    }

    #[test]
    fn a_lead_begins_at_a_clause() {
        let text = "甲乙丙丁，戊己庚辛，壬癸子丑";
        let at = text.find('癸').expect("there");
        assert_eq!(&text[clause_start(text, 0, at, 100)..at], "甲乙丙丁，戊己庚辛，壬");
        assert_eq!(&text[clause_start(text, 0, at, 8)..at], "戊己庚辛，壬");
        assert_eq!(&text[clause_start(text, 0, at, 3)..at], "壬");
        assert_eq!(&text[clause_start(text, 0, at, 1)..at], "壬");
    }
}
