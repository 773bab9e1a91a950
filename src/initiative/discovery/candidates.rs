//! Which shared runs of characters may be names.
//!
//! In: the corpus and its repeats. Out: [`Candidate`]s, each with all its places. A repeat is trimmed of the verbs before and the
//! fillers after it, cut at words that no name holds, and looked up again; so are quotations. What does not stand between word
//! boundaries at a third of its places, or is made of words of every plan only, is dropped.

use std::collections::BTreeMap;

use super::corpus::{CLOSE, CUT, Corpus, OPEN};
use super::repeats::{MAX_CHARS, MIN_CHARS, Suffixes};
use super::segmenter::Segmenter;
use super::words::{Class, Words};
use crate::text::in_parallel;

/// At this share of its places at least a candidate stands between word boundaries.
const MIN_BOUNDED: f64 = 1.0 / 3.0;
/// So many characters are enough for a name once a verb or a filler is trimmed.
const MIN_LEFT: usize = 4;
/// Characters that count things.
const COUNTERS: &str = "个条支名家次户处幢栋批件位场轮座台套宗起辆所米万亿余多";
/// Characters that count things after a number of two digits or behind what is counted; after one digit they belong to a name (三项制度).
const DOUBTFUL_COUNTERS: &str = "项张部期";
/// Marks that join the numbers of a code: 1+3+n.
const CODE_MARKS: &str = "+-*·&";
/// Characters that end words and begin none where they stand alone.
const SUFFIXES: &str = "型性化式类级制率度们者";
/// A repeat of more words than this is a copied sentence: only its parts are looked at.
const MAX_WORDS: usize = 9;
/// More different surroundings than this say no more.
pub const MANY_CONTEXTS: usize = 8;
/// So many characters to each side are a place's surroundings.
const CONTEXT: usize = 6;
/// In a passage that documents have word for word no longer run is taken for a name without quotation marks.
const MAX_COPIED: usize = 12;
/// So many runs are worth a thread.
const LEAST_RUNS: usize = 2000;

/// A word of a run.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    at: (usize, usize),
    chars: &'a [char],
    class: Class,
}

/// The words of `start..end`.
fn words_of<'a>(corpus: &'a Corpus<'_>, words: &Words, start: usize, end: usize) -> Vec<Word<'a>> {
    let all = corpus.words(start, end).into_iter();
    all.map(|at| Word { at, chars: &corpus.chars[at.0..at.1], class: corpus.class(words, at) }).collect()
}

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
    /// In how many different surroundings it stands, up to [`MANY_CONTEXTS`]: copies of one passage count once. At least 1.
    pub contexts: usize,
}

/// All candidates, in the order of their text.
pub fn candidates(corpus: &Corpus<'_>, suffixes: &Suffixes, segmenter: &Segmenter) -> Vec<Candidate> {
    let mut runs: Vec<&[char]> = Vec::new();
    for (start, length) in suffixes.repeats(corpus) {
        add_forms(corpus, &segmenter.words, start, start + length, &mut runs);
    }
    for (start, end) in quotations(corpus) {
        runs.push(&corpus.chars[start..end]);
        for (from, to) in between_separators(corpus, start, end) {
            add_forms(corpus, &segmenter.words, from, to, &mut runs);
        }
    }
    runs.sort_unstable();
    runs.dedup();
    let found = in_parallel(&runs, |_| 1, LEAST_RUNS, |run| candidate(corpus, suffixes, &segmenter.words, run));
    found.into_iter().flatten().collect()
}

fn candidate(corpus: &Corpus<'_>, suffixes: &Suffixes, words: &Words, run: &[char]) -> Option<Candidate> {
    let length = run.len();
    let all = suffixes.find(corpus, run);
    let total = all.len();
    let places: Vec<usize> = all.into_iter().filter(|at| corpus.is_bounded(*at, at + length)).collect();
    let first = *places.first()?;
    let bounded = places.len() as f64 / total as f64;
    // Places are in order: the last one is in another document if any is.
    let shared = places.last().is_some_and(|last| corpus.document_at(*last) != corpus.document_at(first));
    if !shared || bounded < MIN_BOUNDED || is_number_or_date(run) {
        return None;
    }
    let typical = typical_place(corpus, &places, length);
    let parts = words_of(corpus, words, typical, typical + length);
    let says_something = names_a_kind(&parts, length) || parts.iter().any(|word| !word.class.is_generic());
    let ragged = || is_ragged(&parts, length);
    let crossed = || places.iter().all(|at| crosses_quotation(corpus, *at, at + length));
    let quoted =
        || length > 2 && places.iter().filter(|at| corpus.has(**at, OPEN) && corpus.has(**at + length, CLOSE)).count() * 4 >= places.len();
    if (!says_something || ragged() || crossed()) && !quoted() {
        return None;
    }
    let contexts = contexts(corpus, &places, length);
    // A passage copied as a whole shows no boundaries: there only a mark or an ending tells a name from any other piece of it.
    let marked = || length <= MAX_COPIED && words.ends_in_head(run) && stands_alone(corpus, words, first, length);
    if contexts == 1 && !quoted() && (!marked() || parts.iter().any(|word| word.class.is_only_verb())) {
        return None;
    }
    Some(Candidate { text: run.iter().collect(), length, places, bounded, words: parts.iter().map(|word| word.at).collect(), contexts })
}

/// Whether a run fills the place between a verb, a stop word or a mark and another such word, a filler or a mark.
fn stands_alone(corpus: &Corpus<'_>, words: &Words, at: usize, length: usize) -> bool {
    let (before, after) = (corpus.word_before(at), corpus.word_after(at + length));
    let empty = |word: (usize, usize)| word.0 == word.1;
    let (opens, ends) = (corpus.class(words, before), corpus.class(words, after));
    (empty(before) || opens.is_verb() || opens.is_stop()) && (empty(after) || ends.is_filler() || ends.is_stop())
}

/// In how many different surroundings the run stands, so that a passage copied from one document to another counts once.
fn contexts(corpus: &Corpus<'_>, places: &[usize], length: usize) -> usize {
    let around = |at: &usize| {
        let before = &corpus.chars[at.saturating_sub(CONTEXT)..*at];
        let after = &corpus.chars[at + length..corpus.chars.len().min(at + length + CONTEXT)];
        // A paragraph's edge is no surrounding.
        let before = before.rsplit(|c| *c == '\n').next().unwrap_or_default();
        (before, after.split(|c| *c == '\n').next().unwrap_or_default())
    };
    let mut met: Vec<(&[char], &[char])> = Vec::with_capacity(MANY_CONTEXTS);
    for one in places.iter().map(around) {
        if !met.contains(&one) {
            met.push(one);
        }
        if met.len() == MANY_CONTEXTS {
            break;
        }
    }
    met.len()
}

/// Words of every plan make a name only together, and where the last of them names a kind of thing: 平安建设, 绿色社区.
fn names_a_kind(words: &[Word<'_>], length: usize) -> bool {
    let ([first, ..], Some(last)) = (words, words.last()) else { return false };
    length >= MIN_LEFT && words.len() > 1 && words.iter().all(|word| word.chars.len() > 1) && last.class.is_head() && !first.class.is_verb()
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
fn is_ragged(words: &[Word<'_>], length: usize) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return true };
    let enough = |word: &Word<'_>| length >= word.chars.len() + MIN_LEFT;
    let counter = first.chars.len() == 1 && first.chars.iter().all(|c| COUNTERS.contains(*c) || SUFFIXES.contains(*c));
    first.class.is_stop()
        || last.class.is_stop()
        || counter
        || counted(words) > 0
        || counted_at_end(words) > 0
        || first.class.is_only_verb() && enough(first)
        || last.class.is_filler() && enough(last)
        || last.chars.len() == 1 && last.class.is_generic() && !last.class.is_head() && enough(last)
}

/// The run itself where it begins and ends with words, without verbs and fillers, and its parts between stop words.
fn add_forms<'a>(corpus: &'a Corpus<'_>, words: &Words, start: usize, end: usize, runs: &mut Vec<&'a [char]>) {
    let Some(start) = (start..end).find(|at| corpus.has(*at, CUT)) else { return };
    let Some(end) = (start + 1..=end).rev().find(|at| corpus.has(*at, CUT)) else { return };
    let parts = words_of(corpus, words, start, end);
    let mut add = |from: usize, to: usize| {
        if from < to && to - from <= MAX_WORDS {
            let (a, b) = (parts[from].at.0, parts[to - 1].at.1);
            if (MIN_CHARS..=MAX_CHARS).contains(&(b - a)) {
                runs.push(&corpus.chars[a..b]);
            }
        }
    };
    trims(&parts, 0, parts.len(), &mut add);
    let mut from = 0;
    for k in 0..=parts.len() {
        if k == parts.len() || parts[k].class.is_stop() || parts[k].class.is_only_verb() {
            if from > 0 || k < parts.len() {
                trims(&parts, from, k, &mut add);
            }
            from = k + 1;
        }
    }
}

/// Adds `from..to` with fewer and fewer verbs before and fillers after it.
fn trims(words: &[Word<'_>], from: usize, to: usize, add: &mut impl FnMut(usize, usize)) {
    let mut start = from;
    loop {
        let mut end = to;
        while start < end {
            add(start, end);
            let counted = counted_at_end(&words[start..end]);
            let last = &words[end - 1];
            let letter = last.chars.len() == 1 && last.class.is_generic() && !last.class.is_head();
            if counted == 0 && !letter && !last.class.is_filler() && !last.class.is_stop() {
                break;
            }
            end -= counted.max(1);
        }
        let Some(rest) = words.get(start..to) else { break };
        let counted = counted(rest);
        let opens = rest.first().is_some_and(|word| word.class.is_verb() || word.class.is_stop());
        if !opens && counted == 0 {
            break;
        }
        start += counted.max(1);
    }
}

/// How many words at the start count things or years: 3 个, 一批, 132项, 2023年. Not 三张清单 or 一网: there the number is a part of the name.
fn counted(words: &[Word<'_>]) -> usize {
    let Some(first) = words.first() else { return 0 };
    let digits = first.chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let counts = |chars: &[char]| counts(chars, digits > 1) || digits == 4 && chars == ['年'];
    if digits == 0 {
        return 0;
    }
    let rest = &first.chars[digits..];
    if counts(rest) {
        1
    } else if rest.is_empty() && words.get(1).is_some_and(|word| counts(word.chars)) {
        2
    } else {
        0
    }
}

/// How many words at the end count what stands before them: 示范小区8个, 楼宇载体3 (of 3.2万). Not the last number of a code.
fn counted_at_end(words: &[Word<'_>]) -> usize {
    let number = |word: &Word<'_>| word.chars.iter().all(char::is_ascii_digit);
    let code = |before: Option<&Word<'_>>| before.and_then(|word| word.chars.last()).is_some_and(|c| CODE_MARKS.contains(*c));
    match words {
        [.., before, last] if number(before) && counts(last.chars, true) => 2,
        [rest @ .., last] if number(last) => usize::from(!rest.is_empty() && !code(rest.last())),
        [_, .., last] => {
            let digits = last.chars.iter().take_while(|c| c.is_ascii_digit()).count();
            usize::from(digits > 0 && counts(&last.chars[digits..], true))
        }
        _ => 0,
    }
}

/// Whether all characters count things; `surely` where the number before or the place leaves no doubt.
fn counts(chars: &[char], surely: bool) -> bool {
    !chars.is_empty() && chars.iter().all(|c| COUNTERS.contains(*c) || surely && DOUBTFUL_COUNTERS.contains(*c))
}

/// What stands between quotation marks in one paragraph and is short enough; commas inside are part of it.
fn quotations(corpus: &Corpus<'_>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for at in 0..corpus.chars.len() {
        if let Some(start) = open.filter(|_| corpus.has(at, CLOSE)) {
            let clean = |k: &usize| !corpus.is_separator(*k);
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
        if at == end || corpus.is_separator(at) {
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
