//! Hits of all documents gathered to initiatives.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::types::{Certainty, Initiative, Mention, Origin, Relation, RelationKind};
use super::{coded, discovered};
use crate::initiative::discovery::Segmenter;
use crate::initiative::{self, Entry, FamilyHit, Hit, InitiativeId, Lexicon};
use crate::structure::Document;
use crate::text::{FoldedText, fold, in_parallel};

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
            let hits = initiative::find(document, &folded, lexicon);
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
