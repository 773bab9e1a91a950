//! Which shared runs of characters may be names.
//!
//! In: the corpus and its repeats. Out: [`Candidate`]s, each with all its places. A repeat is trimmed of the verbs before and the
//! fillers after it, cut at words that no name holds, and looked up again; so are quotations. What does not stand between word
//! boundaries at a third of its places, or is made of words of every plan only, is dropped.

use std::collections::{BTreeMap, BTreeSet};

use super::corpus::{CLOSE, Corpus, OPEN, is_separator};
use super::repeats::{MAX_CHARS, MIN_CHARS, Suffixes};
use super::segmenter::Segmenter;
use super::words::Words;

/// At this share of its places at least a candidate stands between word boundaries.
const MIN_BOUNDED: f64 = 1.0 / 3.0;
/// So many characters are enough for a name once a verb or a filler is trimmed.
const MIN_LEFT: usize = 4;
/// Characters that count things.
const COUNTERS: &str = "个条支名家次户处幢批件位场轮座万亿余多";
/// Characters that end words and begin none where they stand alone.
const SUFFIXES: &str = "型性化式类级制率度们者";
/// A repeat of more words than this is a copied sentence: only its parts are looked at.
const MAX_WORDS: usize = 9;

/// A run of characters that may be a name.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Folded.
    pub text: String,
    /// Length in folded characters.
    pub length: usize,
    /// Where it begins, at word boundaries, in order.
    pub places: Vec<usize>,
    /// At which share of all its places it stands between word boundaries.
    pub bounded: f64,
    /// Its words, as ranges, where it is cut as it mostly is.
    pub words: Vec<(usize, usize)>,
}

/// All candidates, in the order of their text.
pub fn candidates(corpus: &Corpus<'_>, suffixes: &Suffixes, segmenter: &Segmenter) -> Vec<Candidate> {
    let mut runs: BTreeSet<&[char]> = BTreeSet::new();
    for (start, length) in suffixes.repeats(corpus) {
        add_forms(corpus, &segmenter.words, start, start + length, &mut runs);
    }
    for (start, end) in quotations(corpus) {
        runs.insert(&corpus.chars[start..end]);
        for (from, to) in between_separators(corpus, start, end) {
            add_forms(corpus, &segmenter.words, from, to, &mut runs);
        }
    }
    runs.into_iter().filter_map(|run| candidate(corpus, suffixes, &segmenter.words, run)).collect()
}

fn candidate(corpus: &Corpus<'_>, suffixes: &Suffixes, words: &Words, run: &[char]) -> Option<Candidate> {
    let length = run.len();
    let all = suffixes.find(corpus, run);
    let total = all.len();
    let places: Vec<usize> = all.into_iter().filter(|at| corpus.is_bounded(*at, at + length)).collect();
    let first = *places.first()?;
    let bounded = places.len() as f64 / total as f64;
    let document = corpus.document_at(first);
    let shared = places.iter().any(|at| corpus.document_at(*at) != document);
    if !shared || bounded < MIN_BOUNDED {
        return None;
    }
    let typical = typical_place(corpus, &places, length);
    let parts = corpus.words(typical, typical + length);
    let texts: Vec<String> = parts.iter().map(|(from, to)| corpus.folded(*from, *to)).collect();
    let says_something = texts.iter().any(|text| !words.is_generic(text));
    let ragged = is_ragged(words, &texts, length);
    let quotations = places.iter().filter(|at| corpus.has(**at, OPEN) && corpus.has(**at + length, CLOSE));
    let quoted = quotations.count() * 4 >= places.len();
    let crossed = places.iter().all(|at| crosses_quotation(corpus, *at, at + length));
    if (!says_something || ragged || crossed) && !quoted || is_number_or_date(run) {
        return None;
    }
    Some(Candidate { text: run.iter().collect(), length, places, bounded, words: parts })
}

/// The first of the places at which the run is cut into words as it mostly is.
fn typical_place(corpus: &Corpus<'_>, places: &[usize], length: usize) -> usize {
    let mut patterns: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (order, at) in places.iter().enumerate() {
        patterns.entry(corpus.cut_pattern(*at, length)).or_insert((0, order)).0 += 1;
    }
    let most = patterns.iter().max_by_key(|(pattern, (count, _))| (*count, **pattern));
    most.and_then(|(_, (_, order))| places.get(*order)).copied().unwrap_or_default()
}

/// Whether a quotation begins before `start..end` and ends in it, or begins in it and ends after it.
fn crosses_quotation(corpus: &Corpus<'_>, start: usize, end: usize) -> bool {
    let mut open = corpus.has(start, OPEN);
    for at in start + 1..end {
        match (corpus.has(at, OPEN), corpus.has(at, CLOSE)) {
            (false, true) if !open => return true,
            (true, true) => open = !open,
            (true, false) => open = true,
            (false, true) => open = false,
            (false, false) => {}
        }
    }
    open && !corpus.has(end, CLOSE)
}

/// Whether a run begins or ends with what is no part of a name, and enough is left without it: the rest is a candidate too.
fn is_ragged(words: &Words, texts: &[String], length: usize) -> bool {
    let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return true };
    let enough = |word: &String| length >= word.chars().count() + MIN_LEFT;
    let counter = first.chars().count() == 1 && first.chars().all(|c| COUNTERS.contains(c) || SUFFIXES.contains(c));
    words.stops.contains(first)
        || words.stops.contains(last)
        || counter
        || counted(texts) > 0
        || counted(&texts[texts.len() - 1..]) > 0
        || words.verbs.contains(first) && !words.nouns.contains(first) && enough(first)
        || words.fillers.contains(last) && enough(last)
}

/// The run itself where it begins and ends with words, without verbs and fillers, and its parts between stop words.
fn add_forms<'a>(corpus: &'a Corpus<'_>, words: &Words, start: usize, end: usize, runs: &mut BTreeSet<&'a [char]>) {
    let Some(start) = (start..end).find(|at| corpus.is_bounded(*at, *at + 1) || corpus.has(*at, super::corpus::CUT)) else { return };
    let Some(end) = (start + 1..=end).rev().find(|at| corpus.has(*at, super::corpus::CUT)) else { return };
    let parts = corpus.words(start, end);
    let texts: Vec<String> = parts.iter().map(|(from, to)| corpus.folded(*from, *to)).collect();
    let mut add = |from: usize, to: usize| {
        if from < to && to - from <= MAX_WORDS {
            let (a, b) = (parts[from].0, parts[to - 1].1);
            if (MIN_CHARS..=MAX_CHARS).contains(&(b - a)) {
                runs.insert(&corpus.chars[a..b]);
            }
        }
    };
    trims(words, &texts, 0, texts.len(), &mut add);
    let mut from = 0;
    for k in 0..=texts.len() {
        if k == texts.len() || words.stops.contains(&texts[k]) {
            if from > 0 || k < texts.len() {
                trims(words, &texts, from, k, &mut add);
            }
            from = k + 1;
        }
    }
}

/// Adds `from..to` with fewer and fewer verbs before and fillers after it.
fn trims(words: &Words, texts: &[String], from: usize, to: usize, add: &mut impl FnMut(usize, usize)) {
    let mut start = from;
    loop {
        let mut end = to;
        while start < end {
            add(start, end);
            if !words.fillers.contains(&texts[end - 1]) && !words.stops.contains(&texts[end - 1]) {
                break;
            }
            end -= 1;
        }
        let counted = counted(&texts[start..to]);
        let opens = start < to && (words.verbs.contains(&texts[start]) || words.stops.contains(&texts[start]));
        if !opens && counted == 0 {
            break;
        }
        start += counted.max(1);
    }
}

/// How many words at the start count things: 3 个, 一批. Not 三张清单 or 一网: there the number is a part of the name.
fn counted(texts: &[String]) -> usize {
    let Some(first) = texts.first() else { return 0 };
    let digits = first.chars().take_while(char::is_ascii_digit).count();
    let counter = |text: &str| !text.is_empty() && text.chars().all(|c| COUNTERS.contains(c));
    if digits == 0 {
        return 0;
    }
    let rest = &first[digits..];
    if counter(rest) {
        1
    } else if rest.is_empty() && texts.get(1).is_some_and(|text| counter(text)) {
        2
    } else {
        0
    }
}

/// What stands between quotation marks in one paragraph and is short enough; commas inside are part of it.
fn quotations(corpus: &Corpus<'_>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for at in 0..corpus.chars.len() {
        if let Some(start) = open.filter(|_| corpus.has(at, CLOSE)) {
            let clean = |k: &usize| !is_separator(corpus.chars[*k]);
            let (first, last) = ((start..at).find(clean), (start..at).rfind(clean));
            if let Some((first, last)) = first.zip(last).filter(|(first, last)| (MIN_CHARS..=MAX_CHARS).contains(&(last + 1 - first))) {
                out.push((first, last + 1));
            }
            open = None;
        }
        if corpus.has(at, OPEN) {
            open = Some(at);
        }
        if corpus.chars[at] == '\n' {
            open = None;
        }
    }
    out
}

/// The stretches of `start..end` between separators.
fn between_separators(corpus: &Corpus<'_>, start: usize, end: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = start;
    for at in start..=end {
        if at == end || is_separator(corpus.chars[at]) {
            if at >= from + MIN_CHARS {
                out.push((from, at));
            }
            from = at + 1;
        }
    }
    out
}

/// Nothing but digits, dates, percentages and the letters that number a list.
fn is_number_or_date(run: &[char]) -> bool {
    run.iter().all(|c| c.is_ascii_digit() || "年月日季度上下半初末底前后第个名家人次项万亿元百千%.-+*周届".contains(*c))
}
