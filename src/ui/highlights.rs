//! Which stretches of a document to mark, from the comparison and what is chosen.
//!
//! Quiet for every initiative that documents share, strong for the chosen one. The tag of a highlight is its initiative's
//! index in the comparison. A long document has thousands, so each pane keeps its own until something that they depend on is another.

use std::sync::{Arc, Weak};

use super::reader::{Highlight, Strength};
use super::theme::Palette;
use crate::compare::{Certainty, Comparison, Initiative};
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
    selected: Option<InitiativeId>,
    current: usize,
    palette: Option<Palette>,
    /// All where none is chosen.
    quiet: Vec<Highlight>,
    highlights: Arc<[Highlight]>,
}

impl Kept {
    /// The highlights, sorted by start; made anew only where something changed.
    pub fn get(&mut self, marked: Marked<'_>) -> Arc<[Highlight]> {
        let same_text = std::ptr::eq(self.comparison.as_ptr(), Arc::as_ptr(marked.comparison))
            && self.document == marked.document
            && self.palette.as_ref() == Some(marked.palette);
        if !same_text {
            self.quiet = quiet(marked);
        }
        if !same_text || self.selected.as_ref() != marked.selected || self.current != marked.current {
            self.highlights = with_chosen(&self.quiet, marked).into();
            self.comparison = Arc::downgrade(marked.comparison);
            self.document = marked.document;
            self.selected = marked.selected.cloned();
            self.current = marked.current;
            self.palette = Some(*marked.palette);
        }
        Arc::clone(&self.highlights)
    }
}

/// What the shared initiatives mark in a document, sorted by start.
fn quiet(marked: Marked<'_>) -> Vec<Highlight> {
    let initiatives = marked.comparison.initiatives.iter().enumerate().filter(|(_, initiative)| initiative.is_shared());
    let mut out: Vec<Highlight> = initiatives.flat_map(|(tag, initiative)| of_initiative(marked, tag, initiative)).collect();
    out.sort_by_key(order);
    out
}

/// What an initiative marks in a document, quietly.
fn of_initiative<'a>(marked: Marked<'a>, tag: usize, initiative: &'a Initiative) -> impl Iterator<Item = Highlight> + 'a {
    let color = marked.palette.category(initiative.category);
    initiative.mentions_in(marked.document).map(move |mention| Highlight {
        span: mention.span,
        tag,
        color,
        strength: Strength::Quiet,
        doubtful: mention.certainty == Certainty::Possible,
    })
}

/// The same with the chosen initiative's strong.
fn with_chosen(quiet: &[Highlight], marked: Marked<'_>) -> Vec<Highlight> {
    let mut out = quiet.to_vec();
    let chosen = marked.comparison.initiatives.iter().enumerate().find(|(_, initiative)| marked.selected == Some(&initiative.id));
    let Some((tag, initiative)) = chosen else { return out };
    if !initiative.is_shared() {
        out.extend(of_initiative(marked, tag, initiative));
        // Two sorted stretches: cheap.
        out.sort_by_key(order);
    }
    for (n, highlight) in out.iter_mut().filter(|h| h.tag == tag).enumerate() {
        highlight.strength = if n == marked.current { Strength::Current } else { Strength::Strong };
    }
    out
}

const fn order(highlight: &Highlight) -> (ByteOffset, std::cmp::Reverse<ByteOffset>, usize) {
    (highlight.span.start, std::cmp::Reverse(highlight.span.end), highlight.tag)
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
    use crate::ui::theme::LIGHT;

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
        for other in [Marked { comparison: &again, ..quiet }, Marked { document: 1, ..quiet }, quiet] {
            let before = kept.get(strong);
            assert!(!Arc::ptr_eq(&before, &kept.get(other)));
        }
    }
}
