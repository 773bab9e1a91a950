//! A document that speaks of a part speaks of the whole.
//!
//! In: the initiatives found so far. Out: further mentions of the broader ones, each only possible. Where one document alone has an initiative that is a
//! part of another (养老床位建设 of 养老服务体系), and a second document has the other by its own name, the two have the broader one in common: without this
//! the one would lack what it does in detail. A document that names the whole itself has more of it only where it speaks of it: in a section that names it.
//! A part that several documents have is compared by its own row.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::types::{Certainty, Initiative, Mention, RelationKind};
use crate::structure::Document;

/// Adds the mentions that parts make; the mentions of each initiative stay in order of place.
pub fn add(documents: &[Arc<Document>], initiatives: &mut [Initiative]) {
    let found = parts(documents, initiatives);
    for (whole, mentions) in found {
        let initiative = &mut initiatives[whole];
        initiative.mentions.extend(mentions);
        initiative.mentions.sort_by_key(|m| (m.document, m.span));
    }
}

/// For each whole what its parts add, by its index.
fn parts(documents: &[Arc<Document>], initiatives: &[Initiative]) -> BTreeMap<usize, Vec<Mention>> {
    let by_name: BTreeMap<&str, usize> = initiatives.iter().enumerate().map(|(k, i)| (i.name.as_str(), k)).collect();
    let mut out: BTreeMap<usize, Vec<Mention>> = BTreeMap::new();
    for part in initiatives {
        let Some(document) = only_document(part) else { continue };
        let wholes = part.relations.iter().filter(|r| r.kind == RelationKind::PartOf).filter_map(|r| by_name.get(r.name.as_str()));
        for whole in wholes.copied().collect::<BTreeSet<usize>>() {
            let other = &initiatives[whole];
            if other.mentions.iter().all(|m| m.document == document) {
                continue;
            }
            let named = other.mentions_in(document).next().is_some();
            let sections: BTreeSet<Option<usize>> = other.mentions_in(document).map(|m| m.section).collect();
            let about_it = |m: &&Mention| !named || sections.contains(&m.section);
            let free = |m: &&Mention| !other.mentions_in(document).any(|own| own.span.overlaps(m.span));
            let as_whole = |m: &Mention| Mention {
                certainty: Certainty::Possible,
                why: format!(
                    "“{}”即“{}”，是“{}”的一部分；另一份文档说的是后者",
                    m.span.of(&documents[document].text),
                    part.name,
                    other.name
                ),
                ..m.clone()
            };
            out.entry(whole).or_default().extend(part.mentions.iter().filter(about_it).filter(free).map(as_whole));
        }
    }
    // Two parts may stand in one place, one inside the other.
    for mentions in out.values_mut() {
        mentions.sort_by_key(|m| (m.document, m.span.start, std::cmp::Reverse(m.span.end)));
        mentions.dedup_by(|later, kept| later.document == kept.document && later.span.overlaps(kept.span));
    }
    out
}

/// The document that has all mentions of an initiative.
fn only_document(initiative: &Initiative) -> Option<usize> {
    let first = initiative.mentions.first()?.document;
    initiative.mentions.iter().all(|m| m.document == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::compare::{Certainty, Comparison, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::{Document, read};

    const LEXICON: &str = r#"
[[initiative]]
name = "养老服务体系"
category = "养老"
[[initiative]]
name = "养老床位建设"
category = "养老"
forms = ["养老床位"]
part_of = "养老服务体系"
"#;

    fn compared(texts: &[&str]) -> Comparison {
        let (lexicon, problems) = Lexicon::new(&[("test.toml", LEXICON)]);
        assert!(problems.is_empty(), "{problems:?}");
        let document = |text: &&str| -> Arc<Document> {
            let imported = Arc::new(import("a.txt", text.as_bytes()).expect("import"));
            Arc::new(read(&imported, &Default::default()).into_iter().next().expect("document"))
        };
        compare(texts.iter().map(document).collect(), &lexicon, None)
    }

    /// Document, surface and certainty of each mention of the whole.
    fn whole(texts: &[&str]) -> Vec<(usize, String, Certainty)> {
        let comparison = compared(texts);
        let found = comparison.initiatives.iter().filter(|i| i.name == "养老服务体系").flat_map(|i| &i.mentions);
        found.map(|m| (m.document, m.span.of(&comparison.documents[m.document].text).to_owned(), m.certainty)).collect()
    }

    #[test]
    fn a_part_that_one_document_has_is_a_possible_mention_of_the_whole() {
        let found = whole(&["健全养老服务体系，办好实事。", "新增养老床位三十张。"]);
        let expected = [(0, "养老服务体系".to_owned(), Certainty::Sure), (1, "养老床位".to_owned(), Certainty::Possible)];
        assert_eq!(found, expected);
        assert_eq!(compared(&["健全养老服务体系。", "新增养老床位。"]).initiatives.len(), 2, "the part keeps its own row");
    }

    #[test]
    fn a_shared_part_has_its_own_row_and_a_whole_that_nobody_names_none() {
        assert_eq!(whole(&["健全养老服务体系，新增养老床位。", "新增养老床位三十张。"]).len(), 1);
        assert_eq!(whole(&["新增养老床位。", "新增养老床位三十张。"]), []);
        assert_eq!(whole(&["健全养老服务体系，新增养老床位。", "绿化美化。"]).len(), 1, "nobody else speaks of it");
    }

    #[test]
    fn a_document_that_names_the_whole_has_more_of_it_in_that_section_only() {
        let other = "健全养老服务体系。";
        assert_eq!(whole(&["一、养老\n健全养老服务体系，新增养老床位。\n二、其他\n绿化。", other]).len(), 3);
        assert_eq!(whole(&["一、养老\n健全养老服务体系。\n二、其他\n新增养老床位。", other]).len(), 2);
    }
}
