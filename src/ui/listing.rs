//! The list of initiatives, kept: which ones it shows and how many there are of each kind.
//!
//! In: the comparison, the user's filter and decisions. Out: indexes into the comparison's initiatives, gone through anew only where one of
//! these is another. A long document has tens of thousands of mentions, and the list stands in every frame.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Weak};

use super::deciding::is_pending;
use super::state::{AppState, InitiativeFilter};
use crate::compare::{Comparison, Initiative, Spellings};

/// What the list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The initiatives, in the list's order: indexes into the comparison's.
    pub rows: Vec<usize>,
    /// How many initiatives documents share, whether the list shows them or not.
    pub shared: usize,
    /// How many discovered terms nothing is settled about.
    pub pending: usize,
}

/// The list as it was made last, and for what.
#[derive(Debug, Default)]
pub(super) struct KeptListing {
    made: RefCell<Option<(Wanted, Rc<Listing>)>>,
    spellings: RefCell<(Weak<Comparison>, Arc<Spellings>)>,
}

/// What a list depends on.
#[derive(Debug)]
struct Wanted {
    comparison: Weak<Comparison>,
    filter: InitiativeFilter,
    text: String,
    /// Of the user's work: what they accepted is pending no more.
    work: u64,
}

impl Wanted {
    fn is(&self, state: &AppState) -> bool {
        std::ptr::eq(self.comparison.as_ptr(), Arc::as_ptr(&state.comparison))
            && self.filter == state.filter
            && self.text == state.filter_text.trim()
            && self.work == state.work.revision()
    }
}

impl KeptListing {
    /// The spellings of a comparison, as the worker has found them.
    pub fn know(&mut self, comparison: &Arc<Comparison>, spellings: Arc<Spellings>) {
        self.spellings = RefCell::new((Arc::downgrade(comparison), spellings));
    }

    fn spellings(&self, comparison: &Arc<Comparison>) -> Arc<Spellings> {
        let mut kept = self.spellings.borrow_mut();
        if !std::ptr::eq(kept.0.as_ptr(), Arc::as_ptr(comparison)) {
            *kept = (Arc::downgrade(comparison), Arc::new(Spellings::new(comparison)));
        }
        Arc::clone(&kept.1)
    }
}

impl AppState {
    /// What the list shows now.
    #[must_use]
    pub fn listing(&self) -> Rc<Listing> {
        if let Some((wanted, listing)) = &*self.listing.made.borrow()
            && wanted.is(self)
        {
            return Rc::clone(listing);
        }
        let listing = Rc::new(self.list());
        let text = self.filter_text.trim().to_owned();
        let wanted = Wanted { comparison: Arc::downgrade(&self.comparison), filter: self.filter, text, work: self.work.revision() };
        *self.listing.made.borrow_mut() = Some((wanted, Rc::clone(&listing)));
        listing
    }

    /// The initiatives that the list shows, in its order.
    #[must_use]
    pub fn listed(&self) -> Vec<&Initiative> {
        self.listing().rows.iter().filter_map(|k| self.comparison.initiatives.get(*k)).collect()
    }

    fn list(&self) -> Listing {
        let words = self.filter_text.trim();
        let accepted = self.accepted();
        let spellings = (!words.is_empty()).then(|| self.listing.spellings(&self.comparison));
        let mut listing = Listing::default();
        for (k, initiative) in self.comparison.initiatives.iter().enumerate() {
            let (shared, pending) = (initiative.is_shared(), is_pending(initiative, &accepted));
            listing.shared += usize::from(shared);
            listing.pending += usize::from(pending);
            let of_kind = match self.filter {
                InitiativeFilter::Shared => shared,
                InitiativeFilter::Unique => !shared,
                InitiativeFilter::All => true,
                InitiativeFilter::Pending => pending,
            };
            let spelled = || spellings.as_ref().is_none_or(|all| all.contain(&self.comparison, k, words));
            if of_kind && (initiative.name.contains(words) || spelled()) {
                listing.rows.push(k);
            }
        }
        listing
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;
    use std::sync::Arc;

    use crate::compare::{Comparison, Decision, Origin, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;
    use crate::ui::state::{AppState, InitiativeFilter};

    fn compared(texts: &[&str]) -> Arc<Comparison> {
        let document = |(k, text): (usize, &&str)| {
            let text = format!("某街道计划\n{text}\n");
            Arc::new(read(&Arc::new(import(&format!("{k}.txt"), text.as_bytes()).expect("a text")), &Default::default()).remove(0))
        };
        Arc::new(compare(texts.iter().enumerate().map(document).collect(), &Lexicon::builtin(), None))
    }

    fn names(state: &AppState) -> Vec<String> {
        state.listed().iter().map(|i| i.name.clone()).collect()
    }

    #[test]
    fn the_list_is_gone_through_anew_only_where_something_is_another() {
        let mut state = AppState::new();
        state.comparison = compared(&["推进垃圾分类和一网统管。", "推进垃圾分类和加装电梯。"]);
        let shared = state.listing();
        assert!(Rc::ptr_eq(&shared, &state.listing()), "nothing changed");
        assert_eq!(shared.shared, shared.rows.len());
        state.filter = InitiativeFilter::Unique;
        assert_eq!(state.listing().rows.len() + shared.shared, state.comparison.initiatives.len());
        state.filter = InitiativeFilter::All;
        let all = names(&state);
        assert_eq!(all.len(), state.comparison.initiatives.len());
        state.filter_text = "电梯".to_owned();
        let found = names(&state);
        assert!(!found.is_empty() && found.len() < all.len() && found.iter().all(|name| all.contains(name)), "{found:?}");
        let before = state.listing();
        state.filter_text.push(' ');
        assert!(Rc::ptr_eq(&before, &state.listing()), "a blank at the end asks for nothing else");
        state.comparison = compared(&["推进一网统管。", "推进一网统管。"]);
        assert!(names(&state).is_empty(), "another comparison, the same words");
        state.filter_text.clear();
        assert_eq!(state.listing().rows.len(), state.comparison.initiatives.len());
    }

    #[test]
    fn words_are_found_as_documents_write_them() {
        let mut state = AppState::new();
        state.filter = InitiativeFilter::All;
        state.comparison = compared(&["推进既有多层住宅加装电梯。", "加装电梯。"]);
        state.filter_text = "多层".to_owned();
        let spelled = |m: &crate::compare::Mention| m.span.of(&state.comparison.documents[m.document].text).contains("多层");
        let wanted: Vec<String> = state
            .comparison
            .initiatives
            .iter()
            .filter(|i| i.name.contains("多层") || i.mentions.iter().any(spelled))
            .map(|i| i.name.clone())
            .collect();
        assert_eq!(names(&state), wanted);
    }

    #[test]
    fn what_is_accepted_is_pending_no_more() {
        let mut comparison = Arc::unwrap_or_clone(compared(&["推进垃圾分类。", "推进垃圾分类。"]));
        comparison.initiatives[0].origin = Origin::Discovered;
        let name = comparison.initiatives[0].name.clone();
        let mut state = AppState::new();
        (state.comparison, state.filter) = (Arc::new(comparison), InitiativeFilter::Pending);
        assert_eq!((names(&state), state.listing().pending), (vec![name.clone()], 1));
        state.work.change("采纳", None, |work| work.decisions.push(Decision::Accept { initiative: name }));
        assert_eq!((names(&state).len(), state.listing().pending), (0, 0));
    }
}
