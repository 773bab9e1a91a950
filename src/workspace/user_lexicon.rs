//! The user's own lexicon: what they settled for good, beyond one workspace.
//!
//! In and out: the text of a lexicon file as `assets/lexicon.toml` is one. People may edit it by hand, so one entry is put in or taken out and all
//! the rest, comments too, stays as it was written. Nothing here touches the disk: the worker reads and writes the file.

use std::path::{Path, PathBuf};

use serde::Serialize as _;

use crate::compare::Decision;
use crate::initiative::{Category, Entry, Lexicon, LexiconProblem, Names};
use crate::text::fold;

/// How problems name the file.
pub const USER_LEXICON: &str = "lexicon.toml";
/// What a new file begins with.
const HEAD: &str = "# 我的词表（街读 Jiedu）。每个 [[initiative]] 是一个事项：name 名称，category 类别，forms 其他写法；格式与内置词表相同，可以直接修改。\n";
/// What opens an entry.
const ENTRY: &str = "[[initiative]]";
/// What opens any block.
const BLOCKS: [&str; 2] = [ENTRY, "[[family]]"];

/// Where the user's lexicon lies: beside the session.
#[must_use]
pub fn lexicon_file(session_file: &Path) -> PathBuf {
    session_file.with_file_name(USER_LEXICON)
}

/// One initiative as a comparison has it, for an entry to be made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// Its policy area.
    pub category: Category,
    /// How documents write it.
    pub forms: Vec<String>,
}

/// What the user settled for good, and what is to be known of the initiatives that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The decision: one of those that [`can_learn`] tells.
    pub decision: Decision,
    /// The initiatives that it names.
    pub known: Vec<Known>,
}

/// Whether a lexicon can hold a decision: those about one passage only cannot.
#[must_use]
pub const fn can_learn(decision: &Decision) -> bool {
    matches!(decision, Decision::Accept { .. } | Decision::Rename { .. } | Decision::Merge { .. } | Decision::Define { .. })
}

/// The entries of a file's text, and what of it cannot be used.
#[must_use]
pub fn read_entries(text: &str) -> (Vec<Entry>, Vec<LexiconProblem>) {
    let (lexicon, problems) = Lexicon::new(&[(USER_LEXICON, text)]);
    // Entries of the built-in lexicon are not here, so that relations to them only seem to lead nowhere.
    let problems = problems.into_iter().filter(|p| !p.reason.contains("所指的条目")).collect();
    (lexicon.entries().to_vec(), problems)
}

/// The text with a lesson in it; `builtin` is what the program knows by itself.
#[must_use]
pub fn teach(text: &str, builtin: &Lexicon, lesson: &Lesson) -> String {
    let (own, _) = read_entries(text);
    let is = |entry: &&Entry, name: &str| fold(&entry.name).text == fold(name).text;
    let find = |name: &str| own.iter().chain(builtin.entries()).find(|e| is(e, name)).cloned();
    let of_comparison = |name: &str| {
        let known = lesson.known.iter().find(|k| k.name == name);
        known.map_or_else(|| entry(name, Category::Other, &[]), |k| entry(name, k.category, &k.forms))
    };
    let entry_of = |name: &str| find(name).unwrap_or_else(|| of_comparison(name));
    match &lesson.decision {
        Decision::Accept { initiative } => put(text, &entry_of(initiative)),
        Decision::Define { name, category, forms } => {
            let mut made = find(name).unwrap_or_else(|| entry(name, *category, &[]));
            made.category = *category;
            made.forms.extend(forms.iter().filter(|f| *f != name).cloned());
            made.forms.dedup();
            put(text, &made)
        }
        Decision::Rename { initiative, name } => {
            let old = entry_of(initiative);
            let new = find(name).unwrap_or_else(|| entry(name, old.category, &[]));
            say_same(text, &old, &new)
        }
        Decision::Merge { initiative, into } => say_same(text, &entry_of(initiative), &entry_of(into)),
        _ => text.to_owned(),
    }
}

/// One entry means the same as another: its mentions are that one's.
fn say_same(text: &str, old: &Entry, new: &Entry) -> String {
    if fold(&old.name).text == fold(&new.name).text {
        return put(text, new);
    }
    let with_new = put(text, new);
    put(&with_new, &Entry { same: Names::One(new.name.clone()), ..old.clone() })
}

fn entry(name: &str, category: Category, forms: &[String]) -> Entry {
    let mut forms: Vec<String> = forms.iter().filter(|f| fold(f).text != fold(name).text).cloned().collect();
    forms.sort();
    forms.dedup_by_key(|f| fold(f).text);
    let none = Vec::new;
    Entry {
        name: name.to_owned(),
        category,
        forms,
        short: none(),
        gapped: none(),
        anti: none(),
        ambiguous: none(),
        near: none(),
        not_near: none(),
        same: Names::None,
        part_of: Names::None,
        renamed_to: Names::None,
        sibling: Names::None,
        not_same: Names::None,
        source: String::new(),
    }
}

/// The text with an entry in the place of the one of its name, or at its end.
#[must_use]
pub fn put(text: &str, entry: &Entry) -> String {
    let written = to_toml(entry);
    if let Some(block) = block_of(text, &entry.name) {
        return format!("{}{written}\n{}", &text[..block.start], &text[block.end..]);
    }
    let before = if text.trim().is_empty() { HEAD } else { text };
    let gap = if before.ends_with("\n\n") { "" } else { "\n" };
    let end = if before.ends_with('\n') { "" } else { "\n" };
    format!("{before}{end}{gap}{written}")
}

/// The text without the entry of a name.
#[must_use]
pub fn forget(text: &str, name: &str) -> String {
    block_of(text, name).map_or_else(|| text.to_owned(), |block| format!("{}{}", &text[..block.start], &text[block.end..]))
}

/// Where the entry of a name stands, from its head to the next block's.
fn block_of(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let wanted = fold(name).text;
    let at_line = |at: usize| at == 0 || text[..at].ends_with('\n');
    let mut heads: Vec<(usize, &str)> = BLOCKS.iter().flat_map(|head| text.match_indices(head)).filter(|(at, _)| at_line(*at)).collect();
    heads.sort_unstable();
    heads.iter().enumerate().filter(|(_, (_, head))| *head == ENTRY).find_map(|(k, (start, head))| {
        let next = heads.get(k + 1).map_or(text.len(), |next| next.0);
        let block = text.get(start + head.len()..next)?;
        let table: toml::Table = toml::from_str(block).ok()?;
        // A comment before the next block belongs to that one.
        let comment = block.find("\n\n#").map_or(next, |at| start + head.len() + at + 2);
        (fold(table.get("name")?.as_str()?).text == wanted).then_some(*start..comment)
    })
}

/// An entry as a block of a lexicon file.
fn to_toml(entry: &Entry) -> String {
    let mut out = format!("{ENTRY}\nname = {}\n", quoted(&entry.name));
    let mut line = |key: &str, value: String| {
        if !value.is_empty() {
            out.push_str(&format!("{key} = {value}\n"));
        }
    };
    line("category", quoted(entry.category.name()));
    for (key, values) in lists(entry) {
        line(key, if values.is_empty() { String::new() } else { list(values) });
    }
    for (key, names) in relations(entry) {
        line(key, if names.list().is_empty() { String::new() } else { list(names.list()) });
    }
    line("source", if entry.source.is_empty() { String::new() } else { quoted(&entry.source) });
    out
}

fn list(values: &[String]) -> String {
    format!("[{}]", values.iter().map(|v| quoted(v)).collect::<Vec<_>>().join(", "))
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail; what could not be written would be an empty name, which the reader tells.
    let _ = text.serialize(toml::ser::ValueSerializer::new(&mut out));
    out
}

/// The fields of several strings, by name.
pub(super) fn lists(entry: &Entry) -> [(&'static str, &[String]); 7] {
    [
        ("forms", &entry.forms),
        ("short", &entry.short),
        ("gapped", &entry.gapped),
        ("anti", &entry.anti),
        ("ambiguous", &entry.ambiguous),
        ("near", &entry.near),
        ("not_near", &entry.not_near),
    ]
}

/// The fields of other entries' names.
pub(super) fn relations(entry: &Entry) -> [(&'static str, &Names); 5] {
    [
        ("same", &entry.same),
        ("part_of", &entry.part_of),
        ("renamed_to", &entry.renamed_to),
        ("sibling", &entry.sibling),
        ("not_same", &entry.not_same),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Known, Lesson, can_learn, entry, forget, put, read_entries, teach};
    use crate::compare::Decision;
    use crate::initiative::{BUILTIN, Category, Lexicon};

    fn builtin() -> Lexicon {
        Lexicon::new(&[("a.toml", "[[initiative]]\nname = \"垃圾分类\"\ncategory = \"环境\"\nforms = [\"生活垃圾分类\"]\n")]).0
    }

    fn lesson(decision: Decision) -> Lesson {
        let known =
            Known {
                name: "邻里汇".to_owned(), category: Category::Livelihood, forms: vec!["邻里汇".to_owned(), "邻里汇客厅".to_owned()]
            };
        Lesson { decision, known: vec![known] }
    }

    #[test]
    fn what_is_accepted_is_an_entry_with_the_forms_that_documents_use() {
        let text = teach("", &builtin(), &lesson(Decision::Accept { initiative: "邻里汇".to_owned() }));
        let (entries, problems) = read_entries(&text);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!((entries[0].name.as_str(), entries[0].category), ("邻里汇", Category::Livelihood));
        assert_eq!(entries[0].forms, ["邻里汇客厅"]);
    }

    #[test]
    fn a_new_name_and_a_merger_lead_mentions_to_the_other() {
        let rename = Decision::Rename { initiative: "垃圾分类".to_owned(), name: "垃圾综合治理".to_owned() };
        let text = teach("", &builtin(), &lesson(rename));
        let merge = Decision::Merge { initiative: "邻里汇".to_owned(), into: "垃圾分类".to_owned() };
        let text = teach(&text, &builtin(), &lesson(merge));
        let (entries, problems) = read_entries(&text);
        assert!(problems.is_empty(), "{problems:?}");
        let same = |name: &str| entries.iter().find(|e| e.name == name).expect(name).same.list().to_vec();
        assert_eq!(same("垃圾分类"), ["垃圾综合治理"]);
        assert_eq!(same("邻里汇"), ["垃圾分类"]);
        assert_eq!(entries.iter().find(|e| e.name == "垃圾分类").expect("kept").forms, ["生活垃圾分类"], "as the program knows it");
        let both = Lexicon::new(&[BUILTIN[0], ("lexicon.toml", &text)]).0;
        assert!(both.entries().iter().any(|e| e.name == "垃圾综合治理"));
    }

    #[test]
    fn comments_and_broken_entries_of_others_stay_as_they_are() {
        let text =
            "# 我的注释\n[[initiative]]\nname = \"甲事项\"\ncategory = \"民生\"\n\n# 坏的\n[[initiative]]\nname = \"乙\ncategory = 3\n";
        let (entries, problems) = read_entries(text);
        assert_eq!(entries.len(), 1);
        assert!(problems.iter().any(|p| p.line >= 6), "{problems:?}");
        let more = put(text, &entry("丙事项", Category::Law, &["“丙”事项\\".to_owned()]));
        assert!(more.contains("# 我的注释") && more.contains("# 坏的") && more.contains("name = \"乙\n"));
        assert_eq!(read_entries(&more).0.len(), 2);
        let less = forget(&more, "甲事项");
        assert!(less.contains("# 我的注释") && less.contains("# 坏的") && !less.contains("甲事项"), "{less}");
    }

    #[test]
    fn only_decisions_about_whole_initiatives_can_be_learnt() {
        assert!(!can_learn(&Decision::Refuse { initiative: "甲".to_owned() }));
        assert!(can_learn(&Decision::Accept { initiative: "甲".to_owned() }));
    }

    proptest! {
        #[test]
        fn whatever_is_put_in_is_read_and_taken_out_again(names in prop::collection::vec("[一-十a-c\"\\\\#\\[\\]]{2,6}", 1..6), form in "\\PC{2,8}") {
            let mut text = String::new();
            for name in &names {
                text = put(&text, &entry(name, Category::Other, std::slice::from_ref(&form)));
            }
            let (entries, _) = read_entries(&text);
            for entry in &entries {
                prop_assert!(names.contains(&entry.name));
                text = forget(&text, &entry.name);
            }
            prop_assert!(read_entries(&text).0.is_empty(), "{}", text);
        }
    }
}
