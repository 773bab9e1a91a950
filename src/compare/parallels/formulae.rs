//! Passages handed down from above: openings with the ruling ideas, vows of loyalty, required study, slogans, closing calls.
//!
//! In: documents and their [`Passages`]. Out: [`Formula`]s. A statement is one where a standing phrase (`assets/formulae.toml`) stands in it
//! and hardly anything is left beside the phrase, the ordinary words of such language and what government reports all over the country
//! write too; or where another street has it word for word and nothing in it is local. Statements between two marks that follow each
//! other make one passage. A figure, a name, a verb of one's own is local: such a statement stays unmarked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use super::super::types::{Formula, Place};
use super::passages::{Passages, Statement};
use super::phrases::{Found, Phrases, letters};
use super::quote::quoted;
use crate::initiative::discovery::Background;
use crate::structure::Document;
use crate::text::{Span, fold, in_parallel, is_letter_or_figure};

/// So much of a statement may be its own: the greater of these characters,
const OWN_CHARS: usize = 3;
/// and of this share.
const OWN_SHARE: f64 = 0.25;
/// Runs of so many characters that many reports hold are common language.
const RUN: usize = 5;
/// Many reports, of the background's 37.
const REPORTS: f64 = 8.0;
/// The longest run of which the table tells.
const LONGEST_RUN: usize = 12;
/// A statement is shared word for word from so many characters on.
const SHARED_CHARS: usize = 8;
/// A shared statement without a standing phrase is made of common language to this share.
const COMMON_SHARE: f64 = 0.8;
/// So many statements are worth a thread.
const LEAST: usize = 500;

/// Read once: the same in every run.
static PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::builtin);

/// What of a statement is whose.
struct Reading {
    /// Where the statement's letters stand in the document's text.
    places: Vec<Span>,
    /// Its letters.
    letters: String,
    phrases: Vec<Found>,
    /// For each letter whether it is the common language's.
    common: Vec<bool>,
}

/// A statement that is marked, and why.
struct Mark {
    kinds: BTreeSet<usize>,
    /// The phrases as written.
    quotes: Vec<Span>,
    /// The most background reports that hold one of the phrases, and which one.
    reports: Option<(usize, Span)>,
    /// Other streets that have the statement word for word.
    streets: usize,
}

/// Passages that every office writes, by document, then by place.
pub fn formulae(documents: &[Arc<Document>], passages: &Passages) -> Vec<Formula> {
    let (phrases, background) = (&*PHRASES, Background::builtin());
    let shared = shared(documents, passages);
    let numbered: Vec<(usize, &Statement)> = passages.statements.iter().enumerate().collect();
    let marks = in_parallel(
        &numbered,
        |_| 1,
        LEAST,
        |(k, statement)| {
            let is_label = passages.sentences[statement.sentence].is_label;
            let streets = shared.get(k).copied().unwrap_or(0);
            if is_label { None } else { mark(&documents[statement.document], statement, streets, phrases, background) }
        },
    );
    joined(documents, passages, phrases, &marks)
}

/// For each statement that documents of other streets have word for word the number of these streets.
fn shared(documents: &[Arc<Document>], passages: &Passages) -> BTreeMap<usize, usize> {
    let key = |statement: &Statement| {
        statement
            .tokens
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, token| (hash ^ u64::from(token.letter)).wrapping_mul(0x0000_0100_0000_01b3))
    };
    let long = passages.statements.iter().enumerate().filter(|(_, s)| s.tokens.len() >= SHARED_CHARS);
    let mut all: Vec<(u64, usize)> = long.map(|(k, statement)| (key(statement), k)).collect();
    all.sort_unstable();
    let street = |k: usize| documents[passages.statements[k].document].meta.street.as_deref();
    let mut out = BTreeMap::new();
    for same in all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let streets: BTreeSet<&str> = same.iter().filter_map(|(_, k)| street(*k)).collect();
        for (_, k) in same.iter().filter(|(_, k)| street(*k).is_some() && streets.len() > 1) {
            out.insert(*k, streets.len() - 1);
        }
    }
    out
}

fn mark(document: &Document, statement: &Statement, streets: usize, phrases: &Phrases, background: &Background) -> Option<Mark> {
    // Most statements hold no phrase: nothing more is made of them.
    let found = phrases.find(&letters(statement.span.of(&document.text)));
    if found.is_empty() && streets == 0 {
        return None;
    }
    let mut reading = Reading::of(&document.text, statement, found);
    reading.add_ordinary(phrases);
    reading.add_subject(document);
    if reading.phrases.is_empty() && !reading.is_ordinary(statement.span.of(&document.text)) {
        return None;
    }
    reading.add_background(background);
    let count = reading.common.len();
    let own = reading.common.iter().filter(|common| !**common).count();
    let has_own_figure = reading.letters.chars().zip(&reading.common).any(|(c, common)| c.is_ascii_digit() && !common);
    let most = if reading.phrases.is_empty() {
        ((1.0 - COMMON_SHARE) * count as f64) as usize
    } else {
        OWN_CHARS.max((OWN_SHARE * count as f64) as usize).min(count / 2)
    };
    (!has_own_figure && own <= most).then(|| Mark {
        kinds: reading.phrases.iter().map(|found| found.kind).collect(),
        quotes: reading.quotes(),
        reports: reading.reports(background),
        streets,
    })
}

impl Reading {
    fn of(text: &str, statement: &Statement, found: Vec<Found>) -> Self {
        let folded = fold(statement.span.of(text));
        let (mut letters, mut places) = (String::new(), Vec::new());
        for (k, c) in folded.text.char_indices().filter(|(_, c)| is_letter_or_figure(*c)) {
            letters.push(c);
            places.push(folded.source_span(k, k + c.len_utf8()).shifted(statement.span.start.0));
        }
        let mut out = Self { common: vec![false; places.len()], places, letters, phrases: Vec::new() };
        found.iter().for_each(|found| out.add(found.start, found.end));
        out.phrases = found;
        out
    }

    /// The number of the letter at a byte of the letters.
    fn letter(&self, byte: usize) -> usize {
        self.letters[..byte].chars().count()
    }

    fn add(&mut self, start: usize, end: usize) {
        let (first, last) = (self.letter(start), self.letter(end));
        self.common[first..last].fill(true);
    }

    fn add_ordinary(&mut self, phrases: &Phrases) {
        for (start, end) in phrases.ordinary(&self.letters) {
            self.add(start, end);
        }
    }

    /// Whether half of it are ordinary words, with neither figures nor quotation marks: a programme by name (15分钟生活圈) is none.
    fn is_ordinary(&self, written: &str) -> bool {
        let ordinary = self.common.iter().filter(|common| **common).count();
        let names = |c: char| c.is_ascii_digit() || matches!(c, '“' | '”' | '"' | '《' | '「');
        ordinary * 2 >= self.common.len() && !self.letters.contains(names) && !written.contains(names)
    }

    /// The street that speaks and the year that it speaks of are no content.
    fn add_subject(&mut self, document: &Document) {
        let street = document.meta.street.as_deref().map(letters).filter(|street| !street.is_empty());
        let year = document.meta.year.map(|year| format!("{year}年"));
        for own in street.into_iter().chain(year) {
            let places: Vec<usize> = self.letters.match_indices(&own).map(|(at, _)| at).collect();
            places.into_iter().for_each(|at| self.add(at, at + own.len()));
        }
    }

    fn add_background(&mut self, background: &Background) {
        let bounds: Vec<usize> = self.letters.char_indices().map(|(k, _)| k).chain([self.letters.len()]).collect();
        for k in 0..bounds.len().saturating_sub(RUN) {
            let open = self.common[k..k + RUN].iter().any(|common| !common);
            if open && background.get(&self.letters[bounds[k]..bounds[k + RUN]]).documents >= REPORTS {
                self.common[k..k + RUN].fill(true);
            }
        }
    }

    /// The phrases as the document writes them; those that overlap as one.
    fn quotes(&self) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for span in self.phrases.iter().filter_map(|found| self.span(found)) {
            match out.last_mut() {
                Some(last) if last.overlaps(span) => last.end = last.end.max(span.end),
                _ => out.push(span),
            }
        }
        out
    }

    /// The phrase that most background reports hold, with their number; of equal ones the first.
    fn reports(&self, background: &Background) -> Option<(usize, Span)> {
        let known = |f: &Found| {
            let phrase = &self.letters[f.start..f.end];
            let is_told = (RUN..=LONGEST_RUN).contains(&phrase.chars().count());
            let reports = if is_told { background.get(phrase).documents as usize } else { 0 };
            (reports > 0).then_some(reports).zip(self.span(f))
        };
        self.phrases.iter().filter_map(known).min_by_key(|(reports, span)| (std::cmp::Reverse(*reports), *span))
    }

    /// Where a phrase stands in the document's text.
    fn span(&self, found: &Found) -> Option<Span> {
        let (first, last) = (self.places.get(self.letter(found.start))?, self.places.get(self.letter(found.end).checked_sub(1)?)?);
        Some(Span { start: first.start, end: last.end })
    }
}

/// Marked statements that follow each other in a sentence as one passage.
fn joined(documents: &[Arc<Document>], passages: &Passages, phrases: &Phrases, marks: &[Option<Mark>]) -> Vec<Formula> {
    let mut out: Vec<Formula> = Vec::new();
    let mut start = 0;
    while start < marks.len() {
        let sentence = passages.statements[start].sentence;
        let same = |k: &usize| marks[*k].is_some() && passages.statements[*k].sentence == sentence;
        let end = (start..marks.len()).take_while(same).last().map_or(start, |k| k + 1);
        if end > start {
            let (first, last) = (&passages.statements[start], &passages.statements[end - 1]);
            let place = Place { document: first.document, span: Span { start: first.span.start, end: last.span.end } };
            let text = &documents[first.document].text;
            out.push(Formula { place, why: why(text, phrases, marks[start..end].iter().flatten()) });
        }
        start = end.max(start + 1);
    }
    out
}

fn why<'a>(text: &str, phrases: &Phrases, marks: impl Iterator<Item = &'a Mark> + Clone) -> String {
    let kinds: BTreeSet<usize> = marks.clone().flat_map(|mark| mark.kinds.iter().copied()).collect();
    let kinds: Vec<&str> = kinds.into_iter().map(|kind| phrases.kind(kind)).collect();
    let quotes: Vec<String> = marks.clone().flat_map(|mark| &mark.quotes).take(3).map(|span| quoted(text, *span)).collect();
    let mut out = "上级统一表述".to_owned();
    if !kinds.is_empty() {
        out.push_str(&format!("（{}）：{}", kinds.join("、"), quotes.join("、")));
    }
    if let Some((reports, phrase)) = marks.clone().filter_map(|mark| mark.reports).min_by_key(|(n, span)| (std::cmp::Reverse(*n), *span)) {
        out.push_str(&format!("；37份国务院和省级政府工作报告中有{reports}份写有{}", quoted(text, phrase)));
    }
    let streets = marks.map(|mark| mark.streets).max().unwrap_or(0);
    if streets > 0 {
        out.push_str(&format!("；另有{streets}个街道逐字相同"));
    }
    out
}
