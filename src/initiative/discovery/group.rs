//! Candidates that name one thing.
//!
//! In: scored candidates. Out: [`Group`]s, likeliest first. A candidate joins a likelier one where one holds the other and what is left
//! says nothing (生活垃圾分类 and 垃圾分类工作), or where the places of both overlap to three tenths or more. Places are looked up by
//! position, never pair by pair.

use std::collections::BTreeMap;

use super::candidates::Candidate;
use super::corpus::Corpus;
use super::repeats::MAX_CHARS;
use super::words::Words;

/// From this share of common places on two candidates are one.
const MIN_OVERLAP: f64 = 0.3;

/// A name that a verb is taken off has so many characters at least.
const MIN_NAME: usize = 4;

/// One thing and all its places.
#[derive(Debug, Clone)]
pub struct Group {
    /// Index of the candidate that names it: the likeliest one, without verbs before the name.
    pub best: usize,
    /// The likeliest member's score.
    pub score: f64,
    /// All ranges of the corpus where it is named, by place; none overlap.
    pub places: Vec<(usize, usize)>,
}

/// Groups the candidates that score `min` or more.
pub fn groups(corpus: &Corpus<'_>, candidates: &[Candidate], scores: &[f64], words: &Words, min: f64) -> Vec<Group> {
    let mut order: Vec<usize> = (0..candidates.len()).filter(|k| scores[*k] >= min).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(candidates[*b].length.cmp(&candidates[*a].length)).then(a.cmp(b)));
    let mut taken = Taken::new(corpus.chars.len());
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for k in order {
        let c = &candidates[k];
        let home = home(corpus, candidates, &groups, &taken, words, c);
        let group = home.unwrap_or(groups.len());
        if home.is_some() {
            groups[group].push(k);
        } else {
            groups.push(vec![k]);
        }
        for at in &c.places {
            taken.add(*at, at + c.length, group);
        }
    }
    let group = |mut members: Vec<usize>| {
        name_first(corpus, candidates, words, &mut members);
        Group {
            best: members[0],
            score: members.iter().map(|k| scores[*k]).fold(0.0, f64::max),
            places: places(corpus, words, candidates, &members),
        }
    };
    groups.into_iter().map(group).collect()
}

/// Puts first, in place of the likeliest member, the one that is left of it without the verbs before the name: 一刻钟便民生活圈, not
/// 建设一刻钟便民生活圈.
fn name_first(corpus: &Corpus<'_>, candidates: &[Candidate], words: &Words, members: &mut [usize]) {
    let best = &candidates[members[0]];
    let verbs = best.words.iter().take_while(|word| corpus.class(words, **word).is_verb()).map(|word| word.1 - word.0);
    let starts: Vec<usize> = verbs
        .scan(0, |sum, length| {
            *sum += length;
            Some(*sum)
        })
        .collect();
    let is_name = |c: &Candidate| {
        starts.contains(&(best.length.saturating_sub(c.length)))
            && best.text.ends_with(&c.text)
            && c.length >= MIN_NAME
            && c.places.len() >= best.places.len()
    };
    let shortest = (1..members.len()).filter(|k| is_name(&candidates[members[*k]])).min_by_key(|k| candidates[members[*k]].length);
    if let Some(k) = shortest {
        members[..=k].rotate_right(1);
    }
}

/// Which places of the corpus belong to which groups: for each place at which some begin a list of them.
struct Taken {
    /// For each place the last of its entries in `all`, counted from one; 0 for none.
    last: Vec<u32>,
    /// End, group, and the entry before at the same place.
    all: Vec<(u32, u32, u32)>,
}

/// A corpus holds fewer than 2^32 characters.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Taken {
    /// For a corpus of so many characters.
    fn new(length: usize) -> Self {
        Self { last: vec![0; length], all: Vec::new() }
    }

    fn add(&mut self, at: usize, end: usize, group: usize) {
        if let Some(last) = self.last.get_mut(at) {
            self.all.push((short(end), short(group), *last));
            *last = short(self.all.len());
        }
    }

    /// The groups, each once and in order, that have a place in common with `start..end`.
    fn over(&self, start: usize, end: usize, into: &mut Vec<usize>) {
        for at in start.saturating_sub(MAX_CHARS)..end.min(self.last.len()) {
            let mut next = self.last[at] as usize;
            while let Some((reach, group, before)) = next.checked_sub(1).and_then(|k| self.all.get(k)) {
                if *reach as usize > start {
                    into.push(*group as usize);
                }
                next = *before as usize;
            }
        }
        into.sort_unstable();
        into.dedup();
    }
}

/// The group that a candidate belongs to: the likeliest of those that fit.
fn home(
    corpus: &Corpus<'_>,
    candidates: &[Candidate],
    groups: &[Vec<usize>],
    taken: &Taken,
    words: &Words,
    c: &Candidate,
) -> Option<usize> {
    let mut common: BTreeMap<usize, usize> = BTreeMap::new();
    let mut met: Vec<usize> = Vec::new();
    for at in &c.places {
        let end = at + c.length;
        taken.over(*at, end, &mut met);
        met.drain(..).for_each(|group| *common.entry(group).or_default() += 1);
    }
    let fits = |group: usize, count: usize| {
        let best = &candidates[groups[group][0]];
        let all = c.places.len() + best.places.len() - count.min(best.places.len()).min(c.places.len());
        // A short word that stands elsewhere as often is a thing of its own, or none.
        let mostly = c.length >= best.length || count * 2 >= c.places.len();
        count as f64 / all as f64 >= MIN_OVERLAP || mostly && residue_is_generic(corpus, words, best, c)
    };
    common.into_iter().find(|(group, count)| fits(*group, *count)).map(|(group, _)| group)
}

/// Whether one candidate holds the other and the rest of it says nothing.
fn residue_is_generic(corpus: &Corpus<'_>, words: &Words, a: &Candidate, b: &Candidate) -> bool {
    let (long, short) = if a.length >= b.length { (a, b) } else { (b, a) };
    let Some(at) = long.text.find(&short.text) else { return false };
    let from = long.words.first().map_or(0, |w| w.0) + long.text[..at].chars().count();
    let to = from + short.length;
    let mut rest = long.words.iter().filter(|(start, end)| *end <= from || *start >= to);
    rest.all(|word| corpus.class(words, *word).is_generic())
}

/// All places of the members that name the same thing; of overlapping ones the likeliest member's stand. A member that is only a part
/// of the likeliest one's name adds none: alone it may mean anything.
fn places(corpus: &Corpus<'_>, words: &Words, candidates: &[Candidate], members: &[usize]) -> Vec<(usize, usize)> {
    let mut out: BTreeMap<usize, usize> = BTreeMap::new();
    let best = &candidates[members[0]];
    let names_it = |c: &Candidate| {
        c.length >= best.length || c.length * 2 >= best.length && c.length > 2 && residue_is_generic(corpus, words, best, c)
    };
    for k in members.iter().filter(|k| **k == members[0] || names_it(&candidates[**k])) {
        for at in &candidates[*k].places {
            let end = at + candidates[*k].length;
            let free = out.range(..end).next_back().is_none_or(|(_, other_end)| other_end <= at);
            if free {
                out.insert(*at, end);
            }
        }
    }
    out.into_iter().collect()
}
