//! The lexicon that the program ships: what its head promises holds of every entry.

use std::collections::{BTreeMap, BTreeSet};

use jiedu::initiative::{BUILTIN, Entry, Lexicon, Names};
use jiedu::text::fold;

fn entries() -> Vec<Entry> {
    let (lexicon, problems) = Lexicon::new(&BUILTIN);
    assert!(problems.is_empty(), "{problems:?}");
    lexicon.entries().to_vec()
}

fn forms(entry: &Entry) -> impl Iterator<Item = String> {
    std::iter::once(&entry.name).chain(&entry.forms).chain(&entry.short).map(|form| fold(form).text)
}

#[test]
fn a_form_of_two_entries_has_context_that_tells_them_apart() {
    let mut owners: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries() {
        for form in forms(&entry).collect::<BTreeSet<_>>() {
            owners.entry(form).or_default().push(entry.clone());
        }
    }
    let wrong: Vec<String> = owners
        .into_iter()
        .filter(|(_, owners)| owners.len() > 1 && owners.iter().any(|entry| entry.near.is_empty()))
        .map(|(form, owners)| format!("{form}: {}", owners.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join("、")))
        .collect();
    assert!(wrong.is_empty(), "forms of several entries, one of them without near:\n{}", wrong.join("\n"));
}

#[test]
fn no_form_is_listed_twice_or_too_short() {
    for entry in entries() {
        let all: Vec<String> = forms(&entry).collect();
        let distinct: BTreeSet<&String> = all.iter().collect();
        assert_eq!(all.len(), distinct.len(), "{}: a form is listed twice", entry.name);
        for form in all {
            assert!(form.chars().count() >= 2, "{}: {form} is too short", entry.name);
        }
    }
}

#[test]
fn relations_name_other_entries() {
    let entries = entries();
    let known: BTreeSet<&str> = entries.iter().map(|e| e.name.as_str()).collect();
    for entry in &entries {
        for other in [&entry.part_of, &entry.renamed_to, &entry.sibling, &entry.not_same].into_iter().flat_map(Names::list) {
            assert!(known.contains(other.as_str()) && *other != entry.name, "{}: {other} is no other entry", entry.name);
        }
    }
}

#[test]
fn nothing_is_a_part_of_its_own_part() {
    let entries = entries();
    let wholes: BTreeMap<&str, &[String]> = entries.iter().map(|e| (e.name.as_str(), e.part_of.list())).collect();
    for entry in &entries {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = entry.part_of.list().iter().map(String::as_str).collect();
        while let Some(whole) = open.pop() {
            assert!(whole != entry.name, "{} is a part of itself", entry.name);
            if seen.insert(whole) {
                open.extend(wholes.get(whole).into_iter().copied().flatten().map(String::as_str));
            }
        }
        let told_apart = entry.not_same.list().iter().find(|other| entry.part_of.list().contains(other));
        assert!(told_apart.is_none(), "{} is a part of what it is not to be taken for: {told_apart:?}", entry.name);
    }
}

#[test]
fn every_entry_tells_its_source() {
    for entry in entries() {
        assert!(!entry.source.trim().is_empty(), "{} has no source", entry.name);
        assert!(!entry.name.contains(['“', '”', '"']), "{}: a name has no quotation marks", entry.name);
    }
}

#[test]
fn gapped_forms_have_parts_and_anti_forms_hold_a_form() {
    for entry in entries() {
        let mut parts: Vec<Vec<String>> = Vec::new();
        for gapped in &entry.gapped {
            let of_this: Vec<String> = gapped.split('…').map(|part| fold(part).text).collect();
            assert!(of_this.len() >= 2 && of_this.iter().all(|part| !part.is_empty()), "{}: {gapped}", entry.name);
            parts.push(of_this);
        }
        let own: Vec<String> = forms(&entry).collect();
        for anti in entry.anti.iter().map(|anti| fold(anti).text) {
            let holds = own.iter().any(|form| anti.contains(form.as_str()))
                || parts.iter().any(|parts| parts.iter().all(|part| anti.contains(part.as_str())));
            assert!(holds, "{}: {anti} keeps off no form", entry.name);
        }
    }
}
