//! Initiatives that the documents share and the lexicon does not know, beside those that it knows.
//!
//! In: the lexicon's initiatives in these documents and a [`Segmenter`]. Out: further initiatives of origin [`Origin::Discovered`]. A
//! term whose places the lexicon's mentions cover already is left out: it is another spelling of a known thing, or a part of its name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::types::{Certainty, Initiative, Mention, Origin};
use crate::initiative::discovery::{Found, Segmenter, discover};
use crate::initiative::{Category, InitiativeId};
use crate::structure::Document;
use crate::text::{FoldedText, Span, sentence_around};

/// A mention of the lexicon that begins further before a place, in bytes, is not looked at.
const MAX_MENTION_BYTES: usize = 240;

/// What is said of each mention of a term that rests on little.
pub const THIN: &str = "；依据较少，是否为一项工作请核对";

/// What is known of the documents before discovery.
struct Known {
    /// Spans of the lexicon's mentions by document, sorted.
    spans: Vec<Vec<Span>>,
    /// How often each policy area is mentioned in each section.
    areas: BTreeMap<(usize, usize), BTreeMap<Category, usize>>,
    ids: BTreeSet<InitiativeId>,
}

/// The shared terms worth showing that `known` does not cover; `folded` holds the documents' folded texts.
pub fn initiatives(documents: &[Arc<Document>], folded: &[FoldedText], known: &[Initiative], segmenter: &Segmenter) -> Vec<Initiative> {
    if documents.len() < 2 {
        return Vec::new();
    }
    let threshold = segmenter.threshold(!known.is_empty());
    let beside_lexicon = !known.is_empty();
    let known = Known::new(documents.len(), known);
    let mut out: Vec<Initiative> = Vec::new();
    let mut seen = known.ids.clone();
    for found in discover(documents, folded, segmenter, threshold) {
        let id = InitiativeId::of_name(&found.name);
        // What is made of words of every plan and is a thing all the same (平安建设) is one that a lexicon knows; unless quotation marks
        // say that it is a name.
        let says_nothing = beside_lexicon && !found.quoted && segmenter.says_nothing(&found.name);
        if !says_nothing && !known.covers(documents, segmenter, &found) && seen.insert(id.clone()) {
            let mentions = mentions(documents, &found, segmenter);
            let category = category(documents, segmenter, &known, &found.name, &mentions);
            out.push(Initiative {
                id,
                name: found.name,
                category,
                origin: Origin::Discovered,
                score: found.score,
                relations: Vec::new(),
                accepted: false,
                mentions,
            });
        }
    }
    out
}

fn mentions(documents: &[Arc<Document>], found: &Found, segmenter: &Segmenter) -> Vec<Mention> {
    let thin = found.score < segmenter.threshold(true);
    let mention = |((document, span), doubtful): (&(usize, Span), &bool)| {
        let doubt = match (doubtful, thin) {
            (true, _) => "；代号类名称，此处与其他文档没有相同的用词，所指可能不同",
            (false, true) => THIN,
            (false, false) => "",
        };
        Mention {
            document: *document,
            span: *span,
            section: documents[*document].section_at(span.start),
            certainty: if doubt.is_empty() { Certainty::Sure } else { Certainty::Possible },
            why: format!("{}{doubt}", found.evidence),
        }
    };
    found.places.iter().zip(&found.doubtful).map(mention).collect()
}

impl Known {
    fn new(documents: usize, initiatives: &[Initiative]) -> Self {
        let mut out = Self { spans: vec![Vec::new(); documents], areas: BTreeMap::new(), ids: BTreeSet::new() };
        for initiative in initiatives {
            out.ids.insert(initiative.id.clone());
            for mention in &initiative.mentions {
                out.spans[mention.document].push(mention.span);
                if let Some(section) = mention.section {
                    *out.areas.entry((mention.document, section)).or_default().entry(initiative.category).or_default() += 1;
                }
            }
        }
        out.spans.iter_mut().for_each(|spans| spans.sort_unstable());
        out
    }

    /// Whether the lexicon's mentions leave it in fewer than two documents, or at fewer than half of its places.
    fn covers(&self, documents: &[Arc<Document>], segmenter: &Segmenter, found: &Found) -> bool {
        let free: Vec<usize> =
            found.places.iter().filter(|(d, span)| !self.covers_place(&documents[*d], *d, segmenter, *span)).map(|(d, _)| *d).collect();
        let shared = free.iter().any(|d| Some(d) != free.first());
        !shared || free.len() * 2 < found.places.len()
    }

    fn covers_place(&self, document: &Document, d: usize, segmenter: &Segmenter, span: Span) -> bool {
        let spans = &self.spans[d];
        let first = spans.partition_point(|s| s.start.0 + MAX_MENTION_BYTES < span.start.0);
        spans[first..].iter().take_while(|s| s.start < span.end).any(|s| {
            let rest = || {
                let before = Span { start: span.start, end: s.start }.of(&document.text);
                let after = Span { start: s.end, end: span.end }.of(&document.text);
                segmenter.says_nothing(before) && segmenter.says_nothing(after)
            };
            s.contains(span) || span.overlaps(*s) && rest()
        })
    }
}

/// By the name's own words, else by what the lexicon knows in the same sections, else by the words of the sentences around.
fn category(documents: &[Arc<Document>], segmenter: &Segmenter, known: &Known, name: &str, mentions: &[Mention]) -> Category {
    let own = segmenter.guess_category(name, "");
    if own != Category::Other {
        return own;
    }
    let mut areas: BTreeMap<Category, usize> = BTreeMap::new();
    for mention in mentions {
        let near = mention.section.and_then(|section| known.areas.get(&(mention.document, section)));
        near.into_iter().flatten().for_each(|(category, count)| *areas.entry(*category).or_default() += count);
    }
    if let Some((category, _)) = areas.into_iter().max_by_key(|(category, count)| (*count, std::cmp::Reverse(*category))) {
        return category;
    }
    let around: String = mentions.iter().take(8).map(|m| sentence(&documents[m.document], m)).collect();
    segmenter.guess_category("", &around)
}

fn sentence<'a>(document: &'a Document, mention: &Mention) -> &'a str {
    sentence_around(&document.text, mention.span.start).of(&document.text)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::compare::{Origin, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::initiative::discovery::Segmenter;
    use crate::structure::{Document, read};

    fn document(name: &str, text: &str) -> Arc<Document> {
        let imported = Arc::new(import(name, text.as_bytes()).expect("import"));
        Arc::new(read(&imported, &Default::default()).into_iter().next().expect("document"))
    }

    #[test]
    fn what_the_lexicon_knows_is_not_discovered_again() {
        let a = document("a.txt", "甲街道2030年工作计划\n一、民生\n我们推进“云上茶馆”建设，办好“云上茶馆”。推出“月下书屋”。\n");
        let b = document("b.txt", "乙街道2030年工作总结\n一、服务\n组织开展“云上茶馆”活动，居民都来。新增“月下书屋”两家。\n");
        let known = "[[initiative]]\nname = \"云上茶馆\"\ncategory = \"民生\"\n";
        let (lexicon, _) = Lexicon::new(&[("known.toml", known)]);
        let segmenter = Segmenter::new();
        let both = vec![a, b];
        let names = |lexicon: &Lexicon, segmenter: Option<&Segmenter>, origin: Origin| -> Vec<String> {
            let found = compare(both.clone(), lexicon, segmenter).initiatives;
            found.into_iter().filter(|i| i.origin == origin).map(|i| i.name).collect()
        };
        assert_eq!(names(&lexicon, Some(&segmenter), Origin::Lexicon), ["云上茶馆"]);
        assert_eq!(names(&lexicon, Some(&segmenter), Origin::Discovered), ["月下书屋"]);
        assert_eq!(names(&Lexicon::empty(), Some(&segmenter), Origin::Discovered).len(), 2);
        assert!(names(&lexicon, None, Origin::Discovered).is_empty());
    }
}
