//! The lexicon: what initiatives are called, read from TOML files that people can read and extend.
//!
//! In: the text of one or several lexicon files. Out: a [`Lexicon`] ready to match with, and a list of what was wrong. Forms are folded
//! as texts are, so that quotation marks, width and the way numbers are written never matter.

mod family;
mod file;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

pub use family::{Family, PatternError, Scope};
pub use file::{Entry, LexiconProblem, Names};

use crate::text::fold;
use family::Pattern;
pub(super) use family::figures;
use file::Placed;

/// The built-in lexicon: names and texts of its files.
pub const BUILTIN: [(&str, &str); 2] = [
    ("lexicon.toml", include_str!("../../../assets/lexicon.toml")),
    ("lexicon-families.toml", include_str!("../../../assets/lexicon-families.toml")),
];

/// Parts of a gapped form are at most so many characters apart.
pub const MAX_GAP_CHARS: usize = 12;

/// What a pattern of the automaton stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A whole form; whether it has other meanings too, so that its context must speak for this one; whether it is short, so that a full form
    /// must stand in the same document.
    Form { ambiguous: bool, short: bool },
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
    pub(super) families: Vec<FoldedFamily>,
    /// For each pattern of the automaton who uses it, and how.
    pub(super) uses: Vec<Vec<(usize, Use)>>,
    pub(super) automaton: AhoCorasick,
}

/// The strings of an entry that are looked up once a form was met.
#[derive(Debug, Clone, Default)]
pub(super) struct FoldedEntry {
    /// Folded, and as the lexicon writes it.
    pub near: Vec<(String, String)>,
    pub not_near: Vec<String>,
    /// Number of parts of each gapped form.
    pub gapped_parts: Vec<usize>,
    /// The entry that its mentions belong to: itself, or the one that means the same.
    pub meant: usize,
}

/// A family and what it is looked for with.
#[derive(Debug, Clone)]
pub(super) struct FoldedFamily {
    pub family: Family,
    pub pattern: Pattern,
    pub anti: Vec<String>,
}

impl Lexicon {
    /// A lexicon of `(file name, text)` pairs; of entries with one name the later file's counts.
    #[must_use]
    pub fn new(files: &[(&str, &str)]) -> (Self, Vec<LexiconProblem>) {
        let mut problems = Vec::new();
        let contents = Contents::of(files, &mut problems);
        problems.extend(contested(&contents.entries));
        problems.extend(dangling(&contents.entries, &contents.by_name));
        let lexicon = Self::of_contents(contents, &mut problems);
        (lexicon, problems)
    }

    /// The built-in lexicon. A test tells what is wrong in it; to look for that at each start of the program would only cost time.
    #[must_use]
    pub fn builtin() -> Self {
        let contents = Contents::of(&BUILTIN, &mut Vec::new());
        Self::of_contents(contents, &mut Vec::new())
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.families.is_empty()
    }

    /// All entries, in file order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// A family, by the index that a [`super::FamilyHit`] gives.
    #[must_use]
    pub fn family(&self, index: usize) -> Option<&Family> {
        self.families.get(index).map(|f| &f.family)
    }

    fn of_contents(contents: Contents, problems: &mut Vec<LexiconProblem>) -> Self {
        let entries: Vec<Entry> = contents.entries.into_iter().map(|p| p.value).collect();
        let mut patterns = Patterns::new();
        let mut folded: Vec<FoldedEntry> =
            entries.iter().enumerate().map(|(k, entry)| fold_entry(k, entry, &contents.by_name, &mut patterns)).collect();
        let direct: Vec<usize> = folded.iter().map(|f| f.meant).collect();
        folded.iter_mut().enumerate().for_each(|(k, entry)| entry.meant = last_meant(k, &direct));
        let families = contents
            .families
            .into_iter()
            .map(|placed| {
                let (family, pattern) = placed.value;
                FoldedFamily { anti: fold_all(&family.anti), family, pattern }
            })
            .collect();
        let (texts, uses) = with_uses(patterns);
        let built = AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::ContiguousNFA)).build(texts);
        match built {
            Ok(automaton) => Self { entries, folded, families, uses, automaton },
            Err(error) => {
                problems.push(LexiconProblem { file: String::new(), line: 1, reason: format!("词表太大，无法使用：{error}") });
                Self::empty()
            }
        }
    }

    /// A lexicon without entries: then only discovery finds anything.
    #[must_use]
    pub fn empty() -> Self {
        Self::of_contents(Contents::default(), &mut Vec::new())
    }
}

/// What stands in the files, before it is made ready to be looked for.
#[derive(Default)]
struct Contents {
    entries: Vec<Placed<Entry>>,
    families: Vec<Placed<(Family, Pattern)>>,
    /// Index of the entry of each folded name.
    by_name: BTreeMap<String, usize>,
}

impl Contents {
    fn of(files: &[(&str, &str)], problems: &mut Vec<LexiconProblem>) -> Self {
        let mut out = Self::default();
        for (file, text) in files {
            let contents = file::parse(file, text, problems);
            contents.entries.into_iter().for_each(|entry| out.take(entry, problems));
            out.families.extend(contents.families);
        }
        out
    }

    fn take(&mut self, entry: Placed<Entry>, problems: &mut Vec<LexiconProblem>) {
        let name = fold(&entry.value.name).text;
        let Some(k) = self.by_name.get(&name).copied() else {
            self.by_name.insert(name, self.entries.len());
            self.entries.push(entry);
            return;
        };
        let before = &mut self.entries[k];
        if before.file == entry.file {
            let reason = format!("“{}”在第 {} 行已有条目，以本条为准", entry.value.name, before.line);
            problems.push(LexiconProblem { file: entry.file.clone(), line: entry.line, reason });
        }
        *before = entry;
    }
}

/// Folded strings to look for, each with the entry that it speaks of and how; a string may stand in it many times.
type Patterns = Vec<(String, (usize, Use))>;

/// Each string once, with all its uses in the order of the entries. The last in the alphabet comes first: so the automaton's builder, which keeps a
/// state's transitions in a sorted list, finds the place of each new one at the list's head instead of its end.
fn with_uses(mut patterns: Patterns) -> (Vec<String>, Vec<Vec<(usize, Use)>>) {
    patterns.sort_by(|(a, _), (b, _)| b.cmp(a));
    let (mut texts, mut uses): (Vec<String>, Vec<Vec<(usize, Use)>>) = Default::default();
    for (text, usage) in patterns {
        match uses.last_mut() {
            Some(last) if texts.last() == Some(&text) => {
                if !last.contains(&usage) {
                    last.push(usage);
                }
            }
            _ => {
                texts.push(text);
                uses.push(vec![usage]);
            }
        }
    }
    (texts, uses)
}

/// Puts an entry's strings among the patterns.
fn fold_entry(k: usize, entry: &Entry, by_name: &BTreeMap<String, usize>, patterns: &mut Patterns) -> FoldedEntry {
    let mut add = |text: String, usage: Use| {
        if !text.is_empty() {
            patterns.push((text, (k, usage)));
        }
    };
    let ambiguous = fold_all(&entry.ambiguous);
    let full = std::iter::once(&entry.name).chain(&entry.forms).map(|form| (form, false));
    for (form, short) in full.chain(entry.short.iter().map(|form| (form, true))) {
        let form = fold(form).text;
        let needs_context = !entry.near.is_empty() && (ambiguous.is_empty() || ambiguous.contains(&form));
        add(form, Use::Form { ambiguous: needs_context, short });
    }
    entry.anti.iter().for_each(|anti| add(fold(anti).text, Use::Anti));
    let mut gapped_parts = Vec::new();
    for (gapped, form) in entry.gapped.iter().enumerate() {
        let parts: Vec<String> = form.split('…').map(|part| fold(part).text).filter(|part| !part.is_empty()).collect();
        gapped_parts.push(parts.len());
        parts.into_iter().enumerate().for_each(|(index, part)| add(part, Use::Part { gapped, index }));
    }
    let meant = entry.same.list().first().and_then(|name| by_name.get(&fold(name).text)).copied().unwrap_or(k);
    let near = entry.near.iter().map(|word| (fold(word).text, word.clone())).filter(|(word, _)| !word.is_empty()).collect();
    FoldedEntry { near, not_near: fold_all(&entry.not_near), gapped_parts, meant }
}

/// Where a chain of `same` ends; the entry itself where it never ends.
fn last_meant(entry: usize, direct: &[usize]) -> usize {
    const MAX_STEPS: usize = 8;
    let mut at = entry;
    for _ in 0..MAX_STEPS {
        match direct.get(at) {
            Some(next) if *next != at => at = *next,
            _ => return at,
        }
    }
    entry
}

fn fold_all(words: &[String]) -> Vec<String> {
    words.iter().map(|w| fold(w).text).filter(|w| !w.is_empty()).collect()
}

/// Forms that two entries claim, where not each of them says which context speaks for it.
fn contested(entries: &[Placed<Entry>]) -> Vec<LexiconProblem> {
    let mut claims: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (k, entry) in entries.iter().enumerate() {
        for form in std::iter::once(&entry.value.name).chain(&entry.value.forms).chain(&entry.value.short) {
            let claim = claims.entry(fold(form).text).or_default();
            if claim.last() != Some(&k) {
                claim.push(k);
            }
        }
    }
    let mut out = Vec::new();
    for (form, claim) in claims {
        let told_apart = claim.iter().all(|k| !entries[*k].value.near.is_empty());
        if let ([first, .., last], false) = (claim.as_slice(), told_apart) {
            let (first, last) = (&entries[*first], &entries[*last]);
            let reason = format!(
                "词形“{form}”已属“{}”（{} 第 {} 行），又见于“{}”：请用 near 写明各自的上下文，否则按疑似处理",
                first.value.name, first.file, first.line, last.value.name
            );
            out.push(LexiconProblem { file: last.file.clone(), line: last.line, reason });
        }
    }
    out
}

/// Relations to entries that are not there.
fn dangling(entries: &[Placed<Entry>], by_name: &BTreeMap<String, usize>) -> Vec<LexiconProblem> {
    let mut out = Vec::new();
    for entry in entries {
        let Entry { same, part_of, renamed_to, sibling, not_same, .. } = &entry.value;
        for name in [same, part_of, renamed_to, sibling, not_same].into_iter().flat_map(Names::list) {
            if !by_name.contains_key(&fold(name).text) {
                let reason = format!("“{}”所指的条目“{name}”不存在", entry.value.name);
                out.push(LexiconProblem { file: entry.file.clone(), line: entry.line, reason });
            }
        }
    }
    out
}
