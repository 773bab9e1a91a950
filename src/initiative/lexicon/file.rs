//! A lexicon file: TOML that people read and extend.
//!
//! In: the text of a file. Out: its entries and families, each with the line where it begins, and what was wrong. An entry with an error is left out with
//! its line and reason; the rest is used.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::family::{Family, Pattern};
use crate::initiative::Category;
use crate::text::fold;

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
    /// Short forms that mean it only in a document that also calls it by a full form; elsewhere they are mere words.
    #[serde(default)]
    pub short: Vec<String>,
    /// Parts, joined by `…`, that stand in this order in one clause.
    #[serde(default)]
    pub gapped: Vec<String>,
    /// Longer strings inside which a form does not mean this.
    #[serde(default)]
    pub anti: Vec<String>,
    /// The forms, of all of them, that have other meanings too and so need `near`; where none is listed, all do.
    #[serde(default)]
    pub ambiguous: Vec<String>,
    /// For ambiguous forms: one of these must stand near, else the mention is only possible.
    #[serde(default)]
    pub near: Vec<String>,
    /// Where one of these stands in the same sentence, something else is meant.
    #[serde(default)]
    pub not_near: Vec<String>,
    /// Another entry that means the same: its mentions are that one's.
    #[serde(default)]
    pub same: Names,
    /// The initiatives that this one is a part of.
    #[serde(default)]
    pub part_of: Names,
    /// What took its place under a new name.
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

impl Names {
    /// The names as a list.
    #[must_use]
    pub fn list(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::One(name) => std::slice::from_ref(name),
            Self::Many(names) => names,
        }
    }
}

/// What of a lexicon could not be used, or only with doubt.
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

/// An entry or a family and the line where it begins, one-based.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub file: String,
    pub line: usize,
    pub value: T,
}

/// What a file holds.
#[derive(Default)]
pub(super) struct Contents {
    pub entries: Vec<Placed<Entry>>,
    pub families: Vec<Placed<(Family, Pattern)>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    initiative: Vec<toml::Spanned<toml::Value>>,
    #[serde(default)]
    family: Vec<toml::Spanned<toml::Value>>,
}

/// Reads one file; see the module's head for what becomes of errors.
pub(super) fn parse(file: &str, text: &str, problems: &mut Vec<LexiconProblem>) -> Contents {
    let line_ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let line_of = |at: usize| line_ends.partition_point(|end| *end < at) + 1;
    let mut reader = Reader { file, problems, out: Contents::default() };
    match toml::from_str::<File>(text) {
        Ok(parsed) => {
            for value in parsed.initiative {
                reader.entry(line_of(value.span().start), from_value(value.into_inner()));
            }
            for value in parsed.family {
                reader.family(line_of(value.span().start), from_value(value.into_inner()));
            }
        }
        Err(error) => {
            let at = error.span().map_or(0, |s| s.start);
            reader.problem(line_of(at), format!("不是合法的 TOML：{}", error.message()));
            reader.blocks(text);
        }
    }
    reader.out
}

fn from_value<T: DeserializeOwned>(value: toml::Value) -> Result<T, String> {
    value.try_into::<T>().map_err(|error| error.message().to_owned())
}

struct Reader<'a> {
    file: &'a str,
    problems: &'a mut Vec<LexiconProblem>,
    out: Contents,
}

impl Reader<'_> {
    fn problem(&mut self, line: usize, reason: String) {
        self.problems.push(LexiconProblem { file: self.file.to_owned(), line, reason });
    }

    fn entry(&mut self, line: usize, entry: Result<Entry, String>) {
        match entry {
            Ok(entry) if fold(&entry.name).text.chars().count() >= 2 => {
                self.out.entries.push(Placed { file: self.file.to_owned(), line, value: entry });
            }
            Ok(entry) => self.problem(line, format!("名称“{}”太短，至少两个字", entry.name)),
            Err(reason) => self.problem(line, format!("条目有误：{reason}")),
        }
    }

    fn family(&mut self, line: usize, family: Result<Family, String>) {
        let read = family.map_err(|reason| format!("条目有误：{reason}")).and_then(|family| {
            let pattern = Pattern::new(&family.pattern).map_err(|error| format!("模式“{}”{error}", family.pattern))?;
            Ok((family, pattern))
        });
        match read {
            Ok(value) => self.out.families.push(Placed { file: self.file.to_owned(), line, value }),
            Err(reason) => self.problem(line, reason),
        }
    }

    /// A file that is no TOML as a whole is read block by block, so that one slip costs one entry.
    fn blocks(&mut self, text: &str) {
        const HEADS: [&str; 2] = ["[[initiative]]", "[[family]]"];
        let mut starts: Vec<(usize, &str)> = Vec::new();
        for head in HEADS {
            starts.extend(text.match_indices(head).filter(|(at, _)| *at == 0 || text[..*at].ends_with('\n')));
        }
        starts.sort_unstable();
        for (k, (start, head)) in starts.iter().enumerate() {
            let end = starts.get(k + 1).map_or(text.len(), |next| next.0);
            let line = text[..*start].matches('\n').count() + 1;
            let block = &text[start + head.len()..end];
            if *head == HEADS[0] {
                self.entry(line, toml::from_str(block).map_err(|error| error.message().to_owned()));
            } else {
                self.family(line, toml::from_str(block).map_err(|error| error.message().to_owned()));
            }
        }
    }
}
