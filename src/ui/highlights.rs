//! Which stretches of a document to mark, from the comparison and what is chosen.
//!
//! Quiet for every initiative that documents share, strong for the chosen one. The tag of a highlight is its initiative's
//! index in the comparison. A long document has thousands, so each pane keeps its own until something that they depend on is another.

use std::cmp::Reverse;
use std::sync::{Arc, Weak};

use super::reader::{Highlight, Strength};
use super::theme::Palette;
use crate::compare::{Certainty, Comparison};
use crate::initiative::InitiativeId;
use crate::text::ByteOffset;

/// What a pane's highlights depend on.
#[derive(Debug, Clone, Copy)]
pub struct Marked<'a> {
    /// What is on the screen.
    pub comparison: &'a Arc<Comparison>,
    /// Index of the document in it.
    pub document: usize,
    /// The chosen initiative.
    pub selected: Option<&'a InitiativeId>,
    /// Which of its mentions in the document the pane stands on.
    pub current: usize,
    /// The colours.
    pub palette: &'a Palette,
}

/// The highlights of a pane as they were made last, and for what.
#[derive(Debug, Default)]
pub struct Kept {
    comparison: Weak<Comparison>,
    document: usize,
    palette: Option<Palette>,
    /// Those without a chosen initiative: choosing another does not make them anew.
    quiet: Arc<[Highlight]>,
    selected: Option<InitiativeId>,
    current: usize,
    highlights: Arc<[Highlight]>,
}

impl Kept {
    /// The highlights, sorted by start; made anew only where something changed.
    pub fn get(&mut self, marked: Marked<'_>) -> Arc<[Highlight]> {
        let same_text = std::ptr::eq(self.comparison.as_ptr(), Arc::as_ptr(marked.comparison)) && self.document == marked.document;
        let same = same_text && self.palette.as_ref() == Some(marked.palette);
        if !same_text {
            (self.comparison, self.document) = (Arc::downgrade(marked.comparison), marked.document);
            self.quiet = quiet(marked).into();
        } else if !same {
            self.quiet = recoloured(&self.quiet, marked);
        }
        self.palette = Some(*marked.palette);
        if !same || self.selected.as_ref() != marked.selected || self.current != marked.current {
            (self.selected, self.current) = (marked.selected.cloned(), marked.current);
            self.highlights = with_chosen(&self.quiet, marked);
        }
        Arc::clone(&self.highlights)
    }
}

/// How highlights follow each other.
fn order(h: &Highlight) -> (ByteOffset, Reverse<ByteOffset>, usize) {
    (h.span.start, Reverse(h.span.end), h.tag)
}

/// The highlights of an initiative in a document, by place.
fn of_initiative(marked: Marked<'_>, tag: usize, strength: impl Fn(usize) -> Strength) -> impl Iterator<Item = Highlight> {
    let initiative = marked.comparison.initiatives.get(tag);
    let mentions = initiative.into_iter().flat_map(move |i| i.mentions_in(marked.document).map(move |m| (i.category, m)));
    mentions.enumerate().map(move |(n, (category, mention))| Highlight {
        span: mention.span,
        tag,
        color: marked.palette.category(category),
        strength: strength(n),
        doubtful: mention.certainty == Certainty::Possible,
    })
}

/// The highlights of a document where nothing is chosen, sorted.
fn quiet(marked: Marked<'_>) -> Vec<Highlight> {
    let shared = marked.comparison.initiatives.iter().enumerate().filter(|(_, i)| i.is_shared());
    let mut out: Vec<Highlight> = shared.flat_map(|(tag, _)| of_initiative(marked, tag, |_| Strength::Quiet)).collect();
    out.sort_by_key(order);
    out
}

/// The same in the colours of another palette: in their places nothing changes.
fn recoloured(quiet: &[Highlight], marked: Marked<'_>) -> Arc<[Highlight]> {
    let color = |initiative: &crate::compare::Initiative| marked.palette.category(initiative.category);
    let colours: Vec<_> = marked.comparison.initiatives.iter().map(color).collect();
    quiet.iter().map(|h| Highlight { color: colours.get(h.tag).copied().unwrap_or(h.color), ..*h }).collect()
}

/// The quiet ones with those of the chosen initiative, which are strong, in their places.
fn with_chosen(quiet: &Arc<[Highlight]>, marked: Marked<'_>) -> Arc<[Highlight]> {
    let Some(tag) = marked.selected.and_then(|id| marked.comparison.initiatives.iter().position(|i| i.id == *id)) else {
        return Arc::clone(quiet);
    };
    let strength = |n: usize| if n == marked.current { Strength::Current } else { Strength::Strong };
    let mut chosen: Vec<Highlight> = of_initiative(marked, tag, strength).collect();
    chosen.sort_by_key(order);
    let mut out = Vec::with_capacity(quiet.len() + chosen.len());
    let mut others = quiet.iter().filter(|h| h.tag != tag).copied().peekable();
    for strong in chosen {
        while let Some(other) = others.next_if(|other| order(other) < order(&strong)) {
            out.push(other);
        }
        out.push(strong);
    }
    out.extend(others);
    out.into()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Kept, Marked};
    use crate::compare::compare;
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;
    use crate::ui::reader::Strength;
    use crate::ui::theme::{DARK, LIGHT};

    #[test]
    fn highlights_are_made_anew_only_where_something_changed() {
        let document = |name: &str| {
            let imported = Arc::new(import(name, "某街道计划\n推进垃圾分类，再推进垃圾分类，加装电梯。\n".as_bytes()).expect("a text"));
            Arc::new(read(&imported, &Default::default()).remove(0))
        };
        let compared = || Arc::new(compare(vec![document("a.txt"), document("b.txt")], &Lexicon::builtin(), None));
        let (comparison, again) = (compared(), compared());
        let chosen = comparison.initiatives.iter().find(|i| i.mentions_in(0).count() == 2).map(|i| i.id.clone());
        let mut kept = Kept::default();
        let quiet = Marked { comparison: &comparison, document: 0, selected: None, current: 0, palette: &LIGHT };
        let first = kept.get(quiet);
        assert!(first.len() >= 3 && first.iter().all(|h| h.strength == Strength::Quiet));
        assert!(Arc::ptr_eq(&first, &kept.get(quiet)), "nothing changed");
        let strong = Marked { selected: chosen.as_ref(), current: 1, ..quiet };
        let strengths: Vec<Strength> = kept.get(strong).iter().map(|h| h.strength).filter(|s| *s != Strength::Quiet).collect();
        assert_eq!(strengths, [Strength::Strong, Strength::Current]);
        let sorted = |all: &[crate::ui::reader::Highlight]| all.is_sorted_by_key(super::order);
        let all = kept.get(strong);
        assert!(sorted(&all) && all.len() == first.len(), "the strong ones stand in the places of the quiet ones");
        assert!(Arc::ptr_eq(&first, &kept.get(quiet)), "chosen no more");
        for (tag, initiative) in comparison.initiatives.iter().enumerate() {
            let chosen = kept.get(Marked { selected: Some(&initiative.id), ..quiet });
            let strong = chosen.iter().filter(|h| h.strength != Strength::Quiet);
            assert!(sorted(&chosen) && strong.clone().all(|h| h.tag == tag));
            assert_eq!(strong.count(), initiative.mentions_in(0).count(), "{}", initiative.name);
        }
        let dark = kept.get(Marked { palette: &DARK, ..quiet });
        assert_eq!(dark[..], Kept::default().get(Marked { palette: &DARK, ..quiet })[..], "only the colours are others");
        for other in [Marked { comparison: &again, ..quiet }, Marked { document: 1, ..quiet }, quiet] {
            let before = kept.get(strong);
            assert!(!Arc::ptr_eq(&before, &kept.get(other)));
        }
    }
}
