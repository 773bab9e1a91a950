//! Which candidates are names of places and nothing more: streets, districts, roads, residential estates.
//!
//! In: the corpus and a candidate. Out: yes or no. A place is known by the dictionary, by the documents' own metadata, by how its name
//! ends, or by what follows it where it is written in full (吴淞 by 吴淞街道).

use std::collections::BTreeSet;

use super::candidates::Candidate;
use super::corpus::{CLOSE, Corpus, OPEN};
use super::segmenter::Segmenter;

/// Names of the places that the documents are about, short and long, folded.
pub fn own_places(corpus: &Corpus<'_>, segmenter: &Segmenter) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for document in corpus.documents() {
        let meta = &document.meta;
        [&meta.street, &meta.district, &meta.city].into_iter().flatten().for_each(|name| add(&crate::text::fold(name).text, &mut out));
    }
    let words = corpus.words(0, corpus.chars.len());
    let chars = |word: &(usize, usize)| &corpus.chars[word.0..word.1];
    let kinds: Vec<Vec<char>> = GOVERNED.iter().map(|kind| kind.chars().collect()).collect();
    for pair in words.windows(2) {
        let (word, next) = (&pair[0], &pair[1]);
        let next = chars(next);
        let governed = kinds.iter().any(|kind| next.first() == kind.first() && next.starts_with(kind));
        let name = || {
            (2..=3).contains(&(word.1 - word.0))
                && !corpus.class(&segmenter.words, *word).is_generic()
                && !(word.0..word.1).any(|k| corpus.is_separator(k))
        };
        if governed && name() {
            out.insert(corpus.folded(word.0, word.1));
        }
    }
    let last = words.len().saturating_sub(1);
    let known: BTreeSet<&[char]> = words[..last].iter().map(chars).filter(|word| segmenter.may_be_place(word)).collect();
    let known = known.into_iter().map(|word| word.iter().collect::<String>());
    known.filter(|word| segmenter.is_place(word)).for_each(|word| add(&word, &mut out));
    out
}

/// What governs a place: the word before is its name.
const GOVERNED: [&str; 4] = ["街道", "镇党委", "镇政府", "路街道"];

/// Adds a place with its short name.
fn add(name: &str, out: &mut BTreeSet<String>) {
    const KINDS: [&str; 8] = ["路街道", "街道", "地区", "新区", "镇", "乡", "区", "市"];
    let short = KINDS.iter().filter_map(|kind| name.strip_suffix(kind)).filter(|short| short.chars().count() >= 2);
    out.extend(short.map(ToOwned::to_owned));
    out.insert(name.to_owned());
}

/// Whether a candidate names a place and says no more. What stands between quotation marks is a name of its own.
pub fn is_place(corpus: &Corpus<'_>, own: &BTreeSet<String>, c: &Candidate, segmenter: &Segmenter) -> bool {
    let quoted = c.places.iter().filter(|at| corpus.has(**at, OPEN) && corpus.has(**at + c.length, CLOSE));
    if quoted.count() * 4 >= c.places.len() {
        return false;
    }
    let words = &segmenter.words;
    let (mut places, mut others) = (0, 0);
    for (start, end) in &c.words {
        let class = corpus.class(words, (*start, *end));
        if own.contains(&corpus.folded(*start, *end)) || segmenter.is_place(&corpus.surface(*start, *end)) {
            places += 1;
        } else if !class.is_generic() && !class.ends_place() {
            others += 1;
        }
    }
    places > 0 && others == 0 || ends_as_place(corpus, c, segmenter) || is_short_name(corpus, c, segmenter)
}

/// Ends as only places do: 某某路, 某某新村.
fn ends_as_place(corpus: &Corpus<'_>, c: &Candidate, segmenter: &Segmenter) -> bool {
    let (Some(first), Some(last)) = (c.words.first(), c.words.last()) else { return false };
    let longest = 3.min(c.length.saturating_sub(1));
    let ends = (1..=longest).any(|k| corpus.class(&segmenter.words, (last.1 - k, last.1)).ends_place());
    ends && c.length <= 7 && !segmenter.knows(&corpus.surface(first.0, last.1))
}

/// Stands before 街道 or 路 often enough to be what is named so.
fn is_short_name(corpus: &Corpus<'_>, c: &Candidate, segmenter: &Segmenter) -> bool {
    let named = |at: &&usize| corpus.class(&segmenter.words, corpus.word_after(**at + c.length)).follows_place();
    c.length <= 4 && c.places.iter().filter(named).count() * 8 >= c.places.len()
}
