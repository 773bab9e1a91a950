//! What a discovered term rests on, in Chinese, and how it is written.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::Candidate;
use super::corpus::{CLOSE, Corpus, HEADING, OPEN};
use super::group::Group;

/// The spelling that most places have; of equal ones the first.
pub fn name(corpus: &Corpus<'_>, c: &Candidate) -> String {
    let mut spellings: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (order, at) in c.places.iter().enumerate() {
        let slot = spellings.entry(corpus.surface(*at, at + c.length)).or_insert((0, order));
        slot.0 += 1;
    }
    let best = spellings.into_iter().max_by_key(|(_, (count, order))| (*count, std::cmp::Reverse(*order)));
    best.map_or_else(|| c.text.clone(), |(spelling, _)| spelling)
}

/// In how many documents it stands, how often, and what marks it as a name.
pub fn why(corpus: &Corpus<'_>, c: &Candidate, group: &Group) -> String {
    let documents: BTreeSet<usize> = group.places.iter().map(|(start, _)| corpus.document_at(*start)).collect();
    let mut out = format!("{} 份文档都用到，共 {} 处", documents.len(), group.places.len());
    let any = |test: &dyn Fn(usize) -> bool| c.places.iter().any(|at| test(*at));
    if any(&|at| corpus.has(at, OPEN) && corpus.has(at + c.length, CLOSE)) {
        out.push_str("，带引号");
    }
    if any(&|at| corpus.has(at, HEADING)) {
        out.push_str("，见于标题");
    }
    let forms: BTreeSet<String> = group.places.iter().map(|(start, end)| corpus.folded(*start, *end)).collect();
    if forms.len() > 1 {
        out.push_str(&format!("，有 {} 种写法", forms.len()));
    }
    out
}
