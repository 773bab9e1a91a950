//! A table that is kept until it is asked for otherwise, and that a long comparison has made beside the frame.
//!
//! In: the comparison, what the user asks for, a pure function of both. Out: the table, at once where the comparison is of usual length or
//! nothing is there yet; else the one before, some frames long, while a thread makes the new one. A letter that is typed into a filter over
//! five megabytes is on the screen at once, and the rows follow.

use std::sync::{Arc, Weak, mpsc};

use crate::compare::Comparison;

/// Tables of so many mentions and measures are made within a frame.
const AT_ONCE: usize = 4_000;

/// A table, what it was made for, and the next one.
#[derive(Debug)]
pub(super) struct Beside<K, V> {
    made: Option<(Weak<Comparison>, K, Arc<V>)>,
    coming: Option<Coming<K, V>>,
}

#[derive(Debug)]
struct Coming<K, V> {
    from: Weak<Comparison>,
    key: K,
    table: mpsc::Receiver<V>,
}

impl<K, V> Default for Beside<K, V> {
    fn default() -> Self {
        Self { made: None, coming: None }
    }
}

impl<K: PartialEq + Clone + Send + 'static, V: Send + Sync + 'static> Beside<K, V> {
    /// The table for `key`, or the last one of the same comparison while that is made. The second value says whether it answers another key
    /// than the last call's did.
    pub fn get(&mut self, comparison: &Arc<Comparison>, key: &K, make: fn(&Comparison, &K) -> V) -> (Arc<V>, bool) {
        let here = |from: &Weak<Comparison>| std::ptr::eq(from.as_ptr(), Arc::as_ptr(comparison));
        if let Some((_, _, table)) = self.made.as_ref().filter(|(from, made, _)| here(from) && made == key) {
            self.coming = None;
            return (Arc::clone(table), false);
        }
        let shown = self.made.as_ref().filter(|(from, ..)| here(from)).map(|(_, _, table)| Arc::clone(table));
        let Some(shown) = shown.filter(|_| size(comparison) > AT_ONCE) else {
            return self.take(comparison, key, make(comparison, key));
        };
        if self.coming.as_ref().is_none_or(|coming| !here(&coming.from) || coming.key != *key) {
            self.coming = begin(comparison, key, make);
        }
        match self.coming.as_ref().map(|coming| coming.table.try_recv()) {
            Some(Ok(table)) => self.take(comparison, key, table),
            Some(Err(mpsc::TryRecvError::Empty)) => (shown, false),
            // No thread is to be had.
            None | Some(Err(mpsc::TryRecvError::Disconnected)) => self.take(comparison, key, make(comparison, key)),
        }
    }

    fn take(&mut self, comparison: &Arc<Comparison>, key: &K, table: V) -> (Arc<V>, bool) {
        let otherwise = self.made.as_ref().is_some_and(|(_, made, _)| made != key);
        let table = Arc::new(table);
        self.made = Some((Arc::downgrade(comparison), key.clone(), Arc::clone(&table)));
        self.coming = None;
        (table, otherwise)
    }

    /// Whether another table is being made: another frame is wanted.
    pub const fn is_coming(&self) -> bool {
        self.coming.is_some()
    }
}

fn begin<K: Clone + Send + 'static, V: Send + 'static>(
    comparison: &Arc<Comparison>,
    key: &K,
    make: fn(&Comparison, &K) -> V,
) -> Option<Coming<K, V>> {
    let (sender, table) = mpsc::channel();
    let (from, wanted) = (Arc::clone(comparison), key.clone());
    // Nobody waits for it any more where something else was asked for meanwhile.
    let work = move || drop(sender.send(make(&from, &wanted)));
    std::thread::Builder::new().name("jiedu-table".to_owned()).spawn(work).ok()?;
    Some(Coming { from: Arc::downgrade(comparison), key: key.clone(), table })
}

/// How much a table has to go through.
fn size(comparison: &Comparison) -> usize {
    comparison.initiatives.iter().map(|i| i.mentions.len()).sum::<usize>() + comparison.measures.len()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::{AT_ONCE, Beside};
    use crate::compare::{Comparison, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;

    fn of(times: usize) -> Arc<Comparison> {
        let text = format!("某街道2024年工作要点\n{}", "推进垃圾分类、加装电梯、一网统管。\n".repeat(times));
        let imported = Arc::new(import("a.txt", text.as_bytes()).expect("a text"));
        Arc::new(compare(vec![Arc::new(read(&imported, &Default::default()).remove(0))], &Lexicon::builtin(), None))
    }

    fn slow(comparison: &Comparison, key: &usize) -> usize {
        if *key > 1 {
            std::thread::sleep(Duration::from_millis(30));
        }
        comparison.documents.len() * 100 + key
    }

    #[test]
    fn a_usual_comparison_is_answered_at_once() {
        let mut beside = Beside::default();
        let comparison = of(3);
        assert_eq!(beside.get(&comparison, &1, slow), (Arc::new(101), false));
        let (two, otherwise) = beside.get(&comparison, &2, slow);
        assert_eq!((*two, otherwise, beside.is_coming()), (102, true, false));
        assert!(Arc::ptr_eq(&two, &beside.get(&comparison, &2, slow).0), "kept");
        assert_eq!(beside.get(&of(2), &2, slow), (Arc::new(102), false), "another comparison, the same question");
    }

    #[test]
    fn over_a_long_one_the_last_answer_stays_until_the_next_is_there() {
        let mut beside = Beside::default();
        let long = of(AT_ONCE / 2);
        assert_eq!(*beside.get(&long, &1, slow).0, 101, "the first is waited for");
        assert_eq!(beside.get(&long, &2, slow), (Arc::new(101), false));
        // Asked otherwise again before that came.
        assert_eq!(beside.get(&long, &3, slow), (Arc::new(101), false));
        let mut answers = Vec::new();
        while beside.is_coming() {
            std::thread::sleep(Duration::from_millis(1));
            answers.push(beside.get(&long, &3, slow));
        }
        assert_eq!(answers.pop(), Some((Arc::new(103), true)));
        assert!(answers.iter().all(|(table, otherwise)| **table == 101 && !otherwise), "two was never shown");
        assert_eq!(*beside.get(&of(3), &4, slow).0, 104, "rows of another comparison are never shown");
    }
}
