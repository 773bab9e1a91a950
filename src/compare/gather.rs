//! Hits of all documents gathered to initiatives.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::types::{Certainty, Initiative, Mention, Origin, Relation, RelationKind};
use super::{coded, discovered, short_forms, wholes};
use crate::initiative::discovery::Segmenter;
use crate::initiative::{self, Entry, FamilyHit, Hit, InitiativeId, Lexicon};
use crate::structure::Document;
use crate::text::{FoldedText, Span, fold, in_parallel};

/// A form of so many characters at most may be put together by chance, from the end of one word and the beginning of the next.
const MAX_SHORT: usize = 4;
/// So much text in bytes is worth a thread.
const LEAST_BYTES: usize = 30_000;

/// The initiatives mentioned anywhere, by category, then most widely shared first, then by name. Without a segmenter only those
/// of the lexicon.
pub fn initiatives(documents: &[Arc<Document>], lexicon: &Lexicon, segmenter: Option<&Segmenter>) -> Vec<Initiative> {
    let mut mentions: BTreeMap<usize, Vec<Mention>> = BTreeMap::new();
    let looked_up = in_parallel(
        documents,
        |d| d.text.len(),
        LEAST_BYTES,
        |document| {
            let folded = fold(&document.text);
            let mut hits = initiative::find(document, &folded, lexicon);
            if let Some(segmenter) = segmenter {
                drop_chance_finds(document, &mut hits, segmenter);
            }
            let names = initiative::find_families(document, &folded, lexicon, &hits);
            (folded, hits, names)
        },
    );
    let (mut folded, mut hits, mut names): (Vec<FoldedText>, Vec<Vec<Hit>>, Vec<Vec<FamilyHit>>) = Default::default();
    for (f, h, n) in looked_up {
        folded.push(f);
        hits.push(h);
        names.push(n);
    }
    for ((k, document), hits) in documents.iter().enumerate().zip(hits) {
        for hit in hits {
            mentions.entry(hit.entry).or_default().push(Mention {
                document: k,
                span: hit.span,
                section: document.section_at(hit.span.start),
                certainty: if hit.sure { Certainty::Sure } else { Certainty::Possible },
                why: hit.why,
            });
        }
    }
    let mut out: Vec<Initiative> = mentions
        .into_iter()
        .map(|(entry, mentions)| {
            let entry = &lexicon.entries()[entry];
            Initiative {
                id: InitiativeId::of_name(&entry.name),
                name: entry.name.clone(),
                category: entry.category,
                origin: Origin::Lexicon,
                score: 1.0,
                relations: relations(entry),
                accepted: false,
                mentions,
            }
        })
        .collect();
    out.extend(coded::initiatives(documents, &folded, &names, &out, lexicon));
    if let Some(segmenter) = segmenter {
        out.extend(discovered::initiatives(documents, &folded, &out, segmenter));
    }
    short_forms::add(documents, &folded, &mut out, segmenter);
    wholes::add(documents, &mut out);
    sort(&mut out);
    out
}

/// By category, then most widely shared first, then by name.
pub fn sort(initiatives: &mut [Initiative]) {
    initiatives.sort_by(|a, b| {
        let key = |i: &Initiative| (i.category, std::cmp::Reverse(i.document_count()));
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
}

/// Drops short forms that begin and end in the middle of words: with one letter of a word they are none (助企 in 帮助企业), with more where a longer name
/// holds them (文明创建 in 群众性精神文明创建). And names of kinds of campaigns that a topic before them makes the name of another one.
fn drop_chance_finds(document: &Document, hits: &mut Vec<Hit>, segmenter: &Segmenter) {
    // By start, each with how far it or one before it reaches.
    let mut reach = 0;
    let reaches: Vec<(usize, usize)> = hits
        .iter()
        .map(|hit| {
            reach = reach.max(hit.span.end.0);
            (hit.span.start.0, reach)
        })
        .collect();
    let far = |count: usize| count.checked_sub(1).map_or(0, |k| reaches[k].1);
    let is_inside = |span: Span| {
        let (before, with) = (|at: &(usize, usize)| at.0 < span.start.0, |at: &(usize, usize)| at.0 <= span.start.0);
        far(reaches.partition_point(before)) >= span.end.0 || far(reaches.partition_point(with)) > span.end.0
    };
    hits.retain(|hit| {
        if is_kind_of_campaign(hit.span.of(&document.text)) && segmenter.follows_a_topic(&document.text, hit.span) {
            return false;
        }
        let is_short = hit.span.of(&document.text).chars().count() <= MAX_SHORT;
        let pieces = if is_short { segmenter.cut_pieces(&document.text, hit.span) } else { None };
        pieces.is_none_or(|(first, last)| first.min(last) > 1 && !is_inside(hit.span))
    });
}

/// Whether a name is no more than a kind of campaign: 大调研, 大走访. Whose or which one is meant a topic before it tells (科创大调研): that is another
/// campaign than the one that has the kind for its name.
fn is_kind_of_campaign(name: &str) -> bool {
    const CHARS: usize = 3;
    name.starts_with('大') && name.chars().count() == CHARS && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// What an entry says of others.
pub fn relations(entry: &Entry) -> Vec<Relation> {
    let kinds = [
        (RelationKind::PartOf, &entry.part_of),
        (RelationKind::RenamedTo, &entry.renamed_to),
        (RelationKind::Sibling, &entry.sibling),
        (RelationKind::NotSame, &entry.not_same),
    ];
    let of = |(kind, names): (RelationKind, &initiative::Names)| {
        names.list().iter().map(|name| Relation { kind, name: name.clone() }).collect::<Vec<_>>()
    };
    kinds.into_iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::compare::compare;
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::initiative::discovery::Segmenter;
    use crate::structure::{Document, read};

    const LEXICON: &str = r#"
[[initiative]]
name = "全国文明城区创建"
category = "文明"
forms = ["创全", "文明创建"]
[[initiative]]
name = "精神文明建设"
category = "文明"
forms = ["精神文明创建"]
[[initiative]]
name = "停车难治理"
category = "城市更新"
forms = ["小区停车"]
[[initiative]]
name = "大调研"
category = "党建"
"#;

    fn surfaces(text: &str) -> Vec<String> {
        let (lexicon, problems) = Lexicon::new(&[("test.toml", LEXICON)]);
        assert!(problems.is_empty(), "{problems:?}");
        let imported = Arc::new(import("a.txt", text.as_bytes()).expect("import"));
        let document: Arc<Document> = Arc::new(read(&imported, &Default::default()).into_iter().next().expect("document"));
        let comparison = compare(vec![document], &lexicon, Some(&Segmenter::new()));
        let mut places: Vec<(usize, String)> = comparison
            .initiatives
            .iter()
            .flat_map(|i| i.mentions.iter().map(|m| (m.span.start.0, m.span.of(&comparison.documents[0].text).to_owned())))
            .collect();
        places.sort();
        places.into_iter().map(|(_, surface)| surface).collect()
    }

    #[test]
    fn a_kind_of_campaign_with_a_topic_of_its_own_is_another_one() {
        assert_eq!(surfaces("深入开展大调研，推动大调研制度化。"), ["大调研", "大调研"]);
        assert_eq!(surfaces("组织一次茶艺大调研。"), [""; 0]);
    }

    #[test]
    fn what_two_words_make_by_chance_is_no_name() {
        assert_eq!(surfaces("深化创全工作，争创全国先进集体。"), ["创全"]);
        assert_eq!(surfaces("开展精神文明创建活动。推进文明创建。"), ["精神文明创建", "文明创建"]);
        assert_eq!(surfaces("破解住宅小区停车难问题。"), ["小区停车"], "the heads of two compounds are a name");
    }
}
