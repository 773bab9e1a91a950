//! The lexicon: what initiatives are called, read from a TOML file that people can read and extend.
//!
//! In: the text of one or several lexicon files. Out: a [`Lexicon`] ready to match with, and a list of what was wrong: an entry
//! with an error is left out with its line and reason, the rest is used. Forms are folded as texts are, so that quotation
//! marks, width and the way numbers are written never matter.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use super::Category;
use crate::text::fold;

/// The built-in lexicon's text.
pub const BUILTIN: &str = include_str!("../../assets/lexicon.toml");

/// Parts of a gapped form are at most so many characters apart.
pub const MAX_GAP_CHARS: usize = 12;

/// One initiative as a lexicon file has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The usual full name; always a form itself.
    pub name: String,
    /// The policy area.
    pub category: Category,
    /// Other ways to write it.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Parts, joined by `…`, that stand in this order in one clause.
    #[serde(default)]
    pub gapped: Vec<String>,
    /// Longer strings inside which a form does not mean this.
    #[serde(default)]
    pub anti: Vec<String>,
    /// For ambiguous forms: one of these must stand near, else the mention is only possible.
    #[serde(default)]
    pub near: Vec<String>,
    /// Where one of these stands in the same sentence, something else is meant.
    #[serde(default)]
    pub not_near: Vec<String>,
    /// The initiatives that this one is a part of.
    #[serde(default)]
    pub part_of: Names,
    /// What it was renamed to.
    #[serde(default)]
    pub renamed_to: Names,
    /// Its siblings.
    #[serde(default)]
    pub sibling: Names,
    /// What it is easily taken for.
    #[serde(default)]
    pub not_same: Names,
    /// Level and year of the policy that founded it.
    #[serde(default)]
    pub source: String,
}

/// One name or several.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(untagged)]
pub enum Names {
    /// None.
    #[default]
    None,
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

/// An entry that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file} 第 {line} 行：{reason}")]
pub struct LexiconProblem {
    /// Name of the lexicon file.
    pub file: String,
    /// One-based.
    pub line: usize,
    /// In Chinese.
    pub reason: String,
}

/// What a pattern of the automaton stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A whole form.
    Form,
    /// Part `index` of gapped form `gapped`.
    Part { gapped: usize, index: usize },
    /// A string inside which a form is not meant.
    Anti,
}

/// Entries and the automaton that finds all their strings in one pass.
#[derive(Debug, Clone)]
pub struct Lexicon {
    pub(super) entries: Vec<Entry>,
    pub(super) folded: Vec<FoldedEntry>,
    /// For each pattern of the automaton who uses it, and how.
    pub(super) uses: Vec<Vec<(usize, Use)>>,
    pub(super) automaton: AhoCorasick,
}

/// The strings of an entry that are looked up once a form was met.
#[derive(Debug, Clone, Default)]
pub(super) struct FoldedEntry {
    pub near: Vec<String>,
    pub not_near: Vec<String>,
    /// Number of parts of each gapped form.
    pub gapped_parts: Vec<usize>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    initiative: Vec<toml::Spanned<toml::Value>>,
}

impl Lexicon {
    /// A lexicon of `(file name, text)` pairs; of entries with one name the later file's counts.
    #[must_use]
    pub fn new(files: &[(&str, &str)]) -> (Self, Vec<LexiconProblem>) {
        let mut problems = Vec::new();
        let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
        let mut entries: Vec<Entry> = Vec::new();
        for (file, text) in files {
            for entry in parse(file, text, &mut problems) {
                match by_name.get(&entry.name) {
                    Some(k) => entries[*k] = entry,
                    None => {
                        by_name.insert(entry.name.clone(), entries.len());
                        entries.push(entry);
                    }
                }
            }
        }
        (Self::of_entries(entries, &mut problems), problems)
    }

    /// The built-in lexicon.
    #[must_use]
    pub fn builtin() -> Self {
        Self::new(&[("lexicon.toml", BUILTIN)]).0
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All entries, in file order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn of_entries(entries: Vec<Entry>, problems: &mut Vec<LexiconProblem>) -> Self {
        let mut patterns: BTreeMap<String, Vec<(usize, Use)>> = BTreeMap::new();
        let mut folded = Vec::with_capacity(entries.len());
        for (k, entry) in entries.iter().enumerate() {
            let mut add = |text: &str, usage: Use| {
                let text = fold(text).text;
                if !text.is_empty() {
                    let uses = patterns.entry(text).or_default();
                    if !uses.contains(&(k, usage)) {
                        uses.push((k, usage));
                    }
                }
            };
            add(&entry.name, Use::Form);
            entry.forms.iter().for_each(|form| add(form, Use::Form));
            entry.anti.iter().for_each(|anti| add(anti, Use::Anti));
            let mut gapped_parts = Vec::new();
            for (gapped, form) in entry.gapped.iter().enumerate() {
                let parts: Vec<&str> = form.split('…').filter(|part| !part.is_empty()).collect();
                parts.iter().enumerate().for_each(|(index, part)| add(part, Use::Part { gapped, index }));
                gapped_parts.push(parts.len());
            }
            let all = |words: &[String]| words.iter().map(|w| fold(w).text).filter(|w| !w.is_empty()).collect();
            folded.push(FoldedEntry { near: all(&entry.near), not_near: all(&entry.not_near), gapped_parts });
        }
        let built =
            AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::ContiguousNFA)).build(patterns.keys());
        match built {
            Ok(automaton) => Self { entries, folded, uses: patterns.into_values().collect(), automaton },
            Err(error) => {
                problems.push(LexiconProblem { file: String::new(), line: 1, reason: format!("词表太大，无法使用：{error}") });
                Self::empty()
            }
        }
    }

    /// A lexicon without entries: then only discovery finds anything.
    #[must_use]
    pub fn empty() -> Self {
        Self::of_entries(Vec::new(), &mut Vec::new())
    }
}

fn parse(file: &str, text: &str, problems: &mut Vec<LexiconProblem>) -> Vec<Entry> {
    let line_of = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    let mut problem = |at: usize, reason: String| problems.push(LexiconProblem { file: file.to_owned(), line: line_of(at), reason });
    let parsed: File = match toml::from_str(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let at = error.span().map_or(0, |s| s.start);
            problem(at, format!("不是合法的 TOML：{}", error.message()));
            return parse_blocks(file, text, problems);
        }
    };
    let mut out = Vec::new();
    for value in parsed.initiative {
        let at = value.span().start;
        match value.into_inner().try_into::<Entry>() {
            Ok(entry) if fold(&entry.name).text.chars().count() >= 2 => out.push(entry),
            Ok(entry) => problem(at, format!("名称“{}”太短，至少两个字", entry.name)),
            Err(error) => problem(at, format!("条目有误：{}", error.message())),
        }
    }
    out
}

/// A file that is no TOML as a whole is read entry by entry, so that one slip costs one entry.
fn parse_blocks(file: &str, text: &str, problems: &mut Vec<LexiconProblem>) -> Vec<Entry> {
    const HEAD: &str = "[[initiative]]";
    let mut out = Vec::new();
    let starts: Vec<usize> = text.match_indices(HEAD).map(|(at, _)| at).filter(|at| *at == 0 || text[..*at].ends_with('\n')).collect();
    for (k, start) in starts.iter().enumerate() {
        let end = starts.get(k + 1).copied().unwrap_or(text.len());
        let block = &text[start + HEAD.len()..end];
        match toml::from_str::<Entry>(block) {
            Ok(entry) => out.push(entry),
            Err(error) => {
                let line = text[..*start].matches('\n').count() + 1;
                problems.push(LexiconProblem { file: file.to_owned(), line, reason: format!("条目有误：{}", error.message()) });
            }
        }
    }
    out
}
