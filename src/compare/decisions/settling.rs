//! Decisions carried out one after another.
//!
//! In: the initiatives that were found. Out: the same as the user has them. What goes is remembered by name: a thing that was renamed or merged
//! answers to its old name too, one that was refused comes back whole when it is accepted after all, and a mention that was taken out is not
//! found again by its form. A discovered initiative that an earlier set of documents showed and this one does not is looked for by its name.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Decision, mentions};
use crate::compare::discovered::THIN;
use crate::compare::gather;
use crate::compare::types::{Certainty, Initiative, Mention, Origin};
use crate::initiative::{Category, InitiativeId, Lexicon, find_forms};
use crate::structure::{Anchor, Document};
use crate::text::{FoldedText, Span, fold};

/// What became of a name.
enum Gone {
    /// The user refused it; the initiative, where there was one.
    Refused(Option<Box<Initiative>>),
    /// It has another name now, or is part of the initiative of that name.
    Became(String),
}

/// Initiatives on the way from what was found to what the user has.
pub struct Settling<'a> {
    documents: &'a [Arc<Document>],
    lexicon: &'a Lexicon,
    /// Folded once, where a name is looked for.
    folded: OnceCell<Vec<FoldedText>>,
    initiatives: Vec<Initiative>,
    gone: BTreeMap<String, Gone>,
    /// Places that are no mention, by the initiative's name.
    excluded: BTreeMap<String, Vec<(usize, Span)>>,
}

impl<'a> Settling<'a> {
    /// Nothing settled yet.
    pub const fn new(initiatives: Vec<Initiative>, documents: &'a [Arc<Document>], lexicon: &'a Lexicon) -> Self {
        Self { documents, lexicon, folded: OnceCell::new(), initiatives, gone: BTreeMap::new(), excluded: BTreeMap::new() }
    }

    /// Everything settled: initiatives that are mentioned, in their order.
    pub fn finish(mut self) -> Vec<Initiative> {
        self.initiatives.retain(|i| !i.mentions.is_empty());
        gather::sort(&mut self.initiatives);
        self.initiatives
    }

    /// Carries one decision out.
    pub fn carry_out(&mut self, decision: &Decision) {
        match decision {
            Decision::Accept { initiative } => self.accept(initiative),
            Decision::Refuse { initiative } => self.refuse(initiative),
            Decision::Rename { initiative, name } => self.rename(initiative, name.trim()),
            Decision::Merge { initiative, into } => self.merge(initiative, into),
            Decision::Split { initiative, name, mentions } => self.split(initiative, name.trim(), mentions),
            Decision::Define { name, category, forms } => self.define(name.trim(), *category, forms),
            Decision::Include { initiative, mention } => self.include(initiative, mention),
            Decision::Exclude { initiative, mention } => self.exclude(initiative, mention),
            Decision::Confirm { initiative, mention } => self.confirm(initiative, mention),
            // About follow-ups, not initiatives.
            Decision::Judge { .. } => {}
        }
    }

    fn accept(&mut self, name: &str) {
        if let Some(Gone::Refused(initiative)) = self.gone.get_mut(name) {
            let back = initiative.take();
            self.gone.remove(name);
            self.initiatives.extend(back.map(|i| *i));
        }
        let Some(k) = self.there_or_made(name) else { return };
        let initiative = &mut self.initiatives[k];
        if initiative.origin == Origin::Lexicon {
            return;
        }
        initiative.accepted = initiative.origin == Origin::Discovered;
        for mention in &mut initiative.mentions {
            // That it is an initiative at all is no longer in doubt; which one a code-like name means may be.
            if let Some(why) = mention.why.strip_suffix(THIN) {
                mention.why = format!("{why}；用户已采纳");
                mention.certainty = Certainty::Sure;
            }
        }
        let surface = |m: &Mention| m.span.of(&self.documents[m.document].text).to_owned();
        let forms: Vec<String> = initiative.mentions.iter().map(surface).chain([initiative.name.clone()]).collect();
        self.add_forms(k, &forms, "用户采纳的名称");
    }

    fn refuse(&mut self, name: &str) {
        let there = self.find(name).map(|k| Box::new(self.initiatives.remove(k)));
        let name = there.as_ref().map_or(name, |i| i.name.as_str()).to_owned();
        if there.is_some() || !self.gone.contains_key(&name) {
            self.gone.insert(name, Gone::Refused(there));
        }
    }

    fn rename(&mut self, from: &str, to: &str) {
        let Some(k) = self.there_or_made(from) else { return };
        if to.is_empty() || self.initiatives[k].name == to {
            return;
        }
        if self.find(to).is_some_and(|other| other != k) {
            self.merge(from, to);
            return;
        }
        self.note_acceptance(k);
        let old = std::mem::replace(&mut self.initiatives[k].name, to.to_owned());
        self.initiatives[k].id = InitiativeId::of_name(to);
        self.became(old, to);
    }

    fn merge(&mut self, from: &str, into: &str) {
        let is_refused = |gone: &BTreeMap<String, Gone>| matches!(gone.get(into), Some(Gone::Refused(_)));
        if into.trim().is_empty() || is_refused(&self.gone) {
            return;
        }
        let Some(a) = self.there_or_made(from) else { return };
        let Some(b) = self.there_or_made(into).filter(|b| *b != a) else { return };
        self.note_acceptance(b);
        let name = self.initiatives[b].name.clone();
        let gone = self.initiatives.remove(a);
        let b = if a < b { b - 1 } else { b };
        let kept = &mut self.initiatives[b];
        if kept.mentions.is_empty() && kept.category == Category::Other {
            kept.category = gone.category;
        }
        for relation in gone.relations.into_iter().filter(|r| r.name != name) {
            if !kept.relations.contains(&relation) {
                kept.relations.push(relation);
            }
        }
        let note = format!("；用户将“{}”并入", gone.name);
        for mut mention in gone.mentions {
            mention.why.push_str(&note);
            mentions::add(&mut self.initiatives[b], mention, false);
        }
        self.became(gone.name, &name);
    }

    fn split(&mut self, from: &str, name: &str, places: &[Anchor]) {
        let Some(source) = self.there_or_made(from).filter(|k| !name.is_empty() && self.initiatives[*k].name != name) else { return };
        self.note_acceptance(source);
        let places: Vec<(usize, Span)> = places.iter().filter_map(|anchor| self.locate(anchor)).collect();
        if places.is_empty() {
            return;
        }
        let (category, old) = (self.initiatives[source].category, self.initiatives[source].name.clone());
        let target = self.new_or_there(name, category);
        if target == source {
            return;
        }
        let note = format!("用户从“{old}”中分出");
        for (document, span) in places {
            let taken = mentions::take(&mut self.initiatives[source], document, span);
            self.excluded.entry(old.clone()).or_default().push((document, span));
            if taken.is_empty() {
                let mention = self.mention(document, span, note.clone());
                mentions::add(&mut self.initiatives[target], mention, true);
            }
            for mut mention in taken {
                mention.why = format!("{}；{note}", mention.why);
                mention.certainty = Certainty::Sure;
                mentions::add(&mut self.initiatives[target], mention, true);
            }
        }
    }

    fn define(&mut self, name: &str, category: Category, forms: &[String]) {
        if name.is_empty() {
            return;
        }
        let k = self.new_or_there(name, category);
        self.initiatives[k].category = category;
        if self.initiatives[k].origin == Origin::Discovered {
            self.initiatives[k].origin = Origin::User;
            self.initiatives[k].accepted = false;
        }
        let forms: Vec<String> = forms.iter().cloned().chain([name.to_owned()]).collect();
        self.add_forms(k, &forms, "用户指定的名称");
    }

    fn include(&mut self, name: &str, anchor: &Anchor) {
        let Some((document, span)) = self.locate(anchor) else { return };
        let Some(k) = self.there_or_made(name) else { return };
        self.note_acceptance(k);
        let name = self.initiatives[k].name.clone();
        if let Some(excluded) = self.excluded.get_mut(&name) {
            excluded.retain(|(d, s)| *d != document || !s.overlaps(span));
        }
        let mention = self.mention(document, span, "用户加入".to_owned());
        mentions::add(&mut self.initiatives[k], mention, true);
    }

    fn exclude(&mut self, name: &str, anchor: &Anchor) {
        let (Some((document, span)), Some(k)) = (self.locate(anchor), self.find(name)) else { return };
        mentions::take(&mut self.initiatives[k], document, span);
        let name = self.initiatives[k].name.clone();
        self.excluded.entry(name).or_default().push((document, span));
    }

    fn confirm(&mut self, name: &str, anchor: &Anchor) {
        let Some((document, span)) = self.locate(anchor) else { return };
        let Some(k) = self.there_or_made(name) else { return };
        self.note_acceptance(k);
        let taken = mentions::take(&mut self.initiatives[k], document, span);
        if taken.is_empty() {
            // What found it is gone with other documents; the user's word is not.
            self.include(name, anchor);
        }
        for mut mention in taken {
            mention.certainty = Certainty::Sure;
            mention.why.push_str("；用户已确认");
            mentions::add(&mut self.initiatives[k], mention, true);
        }
    }

    /// Index of the initiative that a name means now.
    fn find(&self, name: &str) -> Option<usize> {
        let mut name = name.trim();
        // A name is never what it became itself, so that this ends; the bound makes it plain.
        for _ in 0..=self.gone.len() {
            let Some(Gone::Became(next)) = self.gone.get(name) else { break };
            name = next;
        }
        self.initiatives.iter().position(|i| i.name == name).or_else(|| {
            let folded = fold(name).text;
            self.initiatives.iter().position(|i| fold(&i.name).text == folded)
        })
    }

    /// The same, or an initiative that other documents showed under this name: the lexicon's, else one whose name is looked for in these
    /// documents. `None` where the user refused it.
    fn there_or_made(&mut self, name: &str) -> Option<usize> {
        if let Some(k) = self.find(name) {
            return Some(k);
        }
        if self.gone.contains_key(name) || name.trim().is_empty() {
            return None;
        }
        let entry = self.lexicon.entries().iter().find(|e| e.name == name);
        let mut made = initiative(name, entry.map_or(Category::Other, |e| e.category), Origin::Discovered);
        if let Some(entry) = entry {
            made.origin = Origin::Lexicon;
            made.relations = gather::relations(entry);
        }
        made.accepted = entry.is_none();
        let in_lexicon = entry.is_some();
        self.initiatives.push(made);
        let k = self.initiatives.len() - 1;
        if !in_lexicon {
            self.add_forms(k, &[name.to_owned()], "用户采纳的名称");
            self.initiatives[k].category = self.category_near(k);
        }
        Some(k)
    }

    /// The initiative of a name that the user gives a thing: a new one where none is called so.
    fn new_or_there(&mut self, name: &str, category: Category) -> usize {
        if let Some(k) = self.initiatives.iter().position(|i| i.name == name) {
            return k;
        }
        self.gone.remove(name);
        self.initiatives.push(initiative(name, category, Origin::User));
        self.initiatives.len() - 1
    }

    /// Who names a discovered initiative in a decision of another kind takes it for one.
    fn note_acceptance(&mut self, k: usize) {
        let initiative = &mut self.initiatives[k];
        initiative.accepted |= initiative.origin == Origin::Discovered;
    }

    /// `old` is called `new` from now on, in what others say of it too.
    fn became(&mut self, old: String, new: &str) {
        self.gone.remove(new);
        let places = self.excluded.remove(&old).unwrap_or_default();
        self.excluded.entry(new.to_owned()).or_default().extend(places);
        for initiative in &mut self.initiatives {
            for relation in initiative.relations.iter_mut().filter(|r| r.name == old) {
                new.clone_into(&mut relation.name);
            }
            let own = initiative.name.clone();
            initiative.relations.retain(|r| r.name != own);
        }
        self.gone.insert(old, Gone::Became(new.to_owned()));
    }

    /// Adds a mention wherever one of `forms` stands and the user has not said that it is none.
    fn add_forms(&mut self, k: usize, forms: &[String], what: &str) {
        let folded = self.folded.get_or_init(|| self.documents.iter().map(|d| fold(&d.text)).collect());
        let excluded = self.excluded.get(&self.initiatives[k].name).map_or(&[][..], Vec::as_slice);
        let mut found = Vec::new();
        for (document, (text, folded)) in self.documents.iter().zip(folded).enumerate() {
            for span in find_forms(&text.text, folded, forms) {
                if !excluded.iter().any(|(d, s)| *d == document && s.overlaps(span)) {
                    found.push(self.mention(document, span, format!("{what}“{}”", span.of(&text.text))));
                }
            }
        }
        for mention in found {
            mentions::add(&mut self.initiatives[k], mention, false);
        }
    }

    /// The policy area of most of what the lexicon knows in the sections in which an initiative is mentioned.
    fn category_near(&self, k: usize) -> Category {
        let sections: Vec<(usize, Option<usize>)> = self.initiatives[k].mentions.iter().map(|m| (m.document, m.section)).collect();
        let mut counts: BTreeMap<Category, usize> = BTreeMap::new();
        for other in self.initiatives.iter().filter(|i| i.origin == Origin::Lexicon) {
            let near = other.mentions.iter().filter(|m| m.section.is_some() && sections.contains(&(m.document, m.section))).count();
            *counts.entry(other.category).or_default() += near;
        }
        let most = counts.into_iter().filter(|(_, n)| *n > 0).max_by_key(|(category, n)| (*n, std::cmp::Reverse(*category)));
        most.map_or(Category::Other, |(category, _)| category)
    }

    fn locate(&self, anchor: &Anchor) -> Option<(usize, Span)> {
        anchor.locate(self.documents.iter().map(AsRef::as_ref))
    }

    fn mention(&self, document: usize, span: Span, why: String) -> Mention {
        Mention { document, span, section: self.documents[document].section_at(span.start), certainty: Certainty::Sure, why }
    }
}

/// An initiative that is not mentioned yet.
fn initiative(name: &str, category: Category, origin: Origin) -> Initiative {
    let id = InitiativeId::of_name(name);
    Initiative { id, name: name.to_owned(), category, origin, score: 1.0, relations: Vec::new(), accepted: false, mentions: Vec::new() }
}
